//! A site's own templates: what does not end is an error at its line, and nothing is published of it.

use std::fs;

use crate::support::{assert_code, new_site, printed, promulgate};

#[test]
fn a_template_that_does_not_end_or_grows_is_an_error_at_its_line() {
    let folder = new_site();
    let site = folder.path().join("x");
    fs::create_dir_all(site.join("templates/partials")).expect("a folder");
    let doubled = "{% set_global x = x ~ x %}\n".repeat(60);
    for (path, text) in [
        (
            "policy.html",
            "{% extends \"base.html\" %}\n{% block main %}\n{% for i in range(end=99999) %}{% for j in range(end=99999) %}{% endfor %}{% endfor %}{% endblock main %}".to_owned(),
        ),
        ("policy.html", format!("{{% extends \"base.html\" %}}\n{{% block main %}}{{% set_global x = \"aaaa\" %}}\n{doubled}{{% endblock main %}}")),
    ] {
        let file = site.join("templates").join(path);
        fs::write(&file, text).expect("a file");
        let output = promulgate(&site, &["build"]);
        assert_code(&output, 1);
        let said = printed(&output);
        assert!(said.contains("error[bad-template]"), "{said}");
        assert!(said.contains(&format!("--> templates/{path}:")), "{said}");
        assert!(!site.join("public").exists());
        fs::remove_file(&file).expect("a file");
    }
    assert_code(&promulgate(&site, &["build"]), 0);
}

#[test]
fn the_carried_templates_as_a_sites_own_give_the_same_pages() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build", "--out", "one", "--drafts"]), 0);
    let carried = crate::support::repository("templates");
    for entry in walkdir::WalkDir::new(&carried) {
        let entry = entry.expect("a readable folder");
        let path = site.join("templates").join(entry.path().strip_prefix(&carried).expect("a path below"));
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(path).expect("a folder"),
            false => drop(fs::copy(entry.path(), path).expect("a file")),
        }
    }
    assert_code(&promulgate(&site, &["build", "--out", "two", "--drafts"]), 0);
    let (mut one, mut two) =
        (crate::support::files(&site.join("one")), crate::support::files(&site.join("two")));
    // It lists when and of what the site was built.
    one.remove("manifest.json");
    two.remove("manifest.json");
    assert_eq!(one, two);
    let page = &one["en/privacy/index.html"];
    assert!(page.contains(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';"
    ));
}
