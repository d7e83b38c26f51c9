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

/// What `check` and `build` say of a site with these files, which are the same.
fn said_of(files: &[(String, String)]) -> String {
    let folder = new_site();
    let site = folder.path().join("x");
    for (path, text) in files {
        let file = site.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let check = promulgate(&site, &["check"]);
    let build = promulgate(&site, &["build"]);
    assert_code(&check, 1);
    assert_code(&build, 1);
    let errors = |said: &str| {
        let is_said = |line: &&str| line.starts_with("error[") || line.trim_start().starts_with("-->");
        said.lines().filter(is_said).map(str::to_owned).collect::<Vec<_>>()
    };
    let said = printed(&check);
    assert_eq!(errors(&said), errors(&printed(&build)));
    said
}

#[test]
fn what_fails_only_when_a_page_is_made_is_found_by_a_check() {
    for (text, message) in [
        ("\n{{ t(key=\"nokey\") }}", "nokey"),
        ("\n{{ nothing.of_that_name }}", "nothing"),
        ("\n{{ throw(message=\"no more\") }}", "no more"),
        ("\n{% for a in range(end=99999) %}{% for b in range(end=99999) %}x{% endfor %}{% endfor %}", "end"),
        ("\n{% component a() %}{{<a />}}{% endcomponent %}{{<a />}}", "recursion"),
        ("\n{{ 1 / 0 }}", "0"),
    ] {
        let said = said_of(&[("templates/partials/languages.html".to_owned(), text.to_owned())]);
        assert!(said.contains("error[bad-template]") && said.contains(message), "{said}");
        assert!(said.contains("--> templates/partials/languages.html:"), "{said}");
    }
}

#[test]
fn what_is_too_much_for_the_parser_is_a_finding() {
    let count = 1000;
    let template = |name: String, text: String| (format!("templates/{name}"), text);
    let chain = |word: &str, last: &str| {
        let text = |next: usize| match next {
            next if next == count => last.to_owned(),
            next => format!("{{% {word} \"x{next}.html\" %}}"),
        };
        (0..count).map(|at| template(format!("x{at}.html"), text(at + 1))).collect::<Vec<_>>()
    };
    let footer = |text: String| vec![template("partials/languages.html".to_owned(), text)];
    let elif = "{% elif false %}".repeat(5000);
    for files in [
        footer(format!("{{% if false %}}{elif}{{% endif %}}")),
        footer(format!("{}{elif}", "{% if false %}".repeat(5000))),
        chain("include", ""),
        chain("include", "{% include \"x0.html\" %}"),
        chain("extends", ""),
        chain("extends", "{% extends \"x9.html\" %}"),
    ] {
        let said = said_of(&files);
        assert_eq!(said.matches("error[bad-template]").count(), 1, "{said}");
    }
    for text in [
        format!("contents = {{ {}1{} }}", "F(".repeat(100_000), ")".repeat(100_000)),
        format!("contents = {{ {}1", "F(\")\", \n".repeat(100_000)),
        format!("-x = y\ncontents = {}x", "{ -x( ".repeat(100_000)),
        format!("# {{ \"\ncontents = {{ \"}}\" {}", "F(".repeat(100_000)),
        format!("contents = {}", "{ $a ->\n *[a] ".repeat(100_000)),
    ] {
        let said = said_of(&[("locales/en/own.ftl".to_owned(), text)]);
        assert!(said.contains("error[bad-fluent]"), "{said}");
    }
}

#[test]
fn a_redline_of_versions_on_its_own_has_the_sites_template() {
    let folder = new_site();
    let site = folder.path().join("x");
    fs::create_dir_all(site.join("templates")).expect("a folder");
    fs::write(site.join("templates/diff.html"), "Ours: {{ old }} and {{ new }}\n").expect("a file");
    let english = site.join("content/privacy/en.md");
    let text = fs::read_to_string(&english).expect("a text");
    fs::write(&english, text + "\nAnd more.\n").expect("a file");
    let output = promulgate(&site, &["diff", "privacy", "in-force", "working", "--format", "html"]);
    assert_code(&output, 1);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Ours: in-force and working\n");
}
