//! The program as people run it: exit codes, what it prints, what it leaves on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{assert_code, files, new_site, printed, promulgate};

/// What is in a site, but for what the program keeps for itself, such as the lock.
fn written(site: &Path) -> BTreeMap<String, String> {
    let mut files = files(site);
    files.retain(|path, _| !path.starts_with(".promulgate/"));
    files
}

#[test]
fn init_and_build_give_a_working_site() {
    let folder = new_site();
    let site = folder.path().join("x");
    let output = promulgate(&site, &["check"]);
    assert_code(&output, 0);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "no findings\n");
    assert_code(&promulgate(&site, &["build"]), 0);
    let files = files(&site.join("public"));
    for lang in ["en", "zh-CN", "ms"] {
        for page in ["", "privacy/", "cookies/", "privacy/v/2026-01-01/"] {
            assert!(files.contains_key(&format!("{lang}/{page}index.html")), "{lang}/{page}");
        }
    }
    // From a folder inside the site as well.
    assert_code(&promulgate(&site.join("content/privacy"), &["build"]), 0);
}

#[test]
fn a_new_site_keeps_git_from_touching_sealed_files() {
    let folder = new_site();
    let attributes = fs::read_to_string(folder.path().join("x/.gitattributes")).expect("a file");
    assert_eq!(attributes, "**/versions/** -text\n*.sync.toml merge=union\n");
}

#[test]
fn the_full_example_is_sound() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&promulgate(folder.path(), &["init", "x", "--example", "full"]), 0);
    let site = folder.path().join("x");
    let output = promulgate(&site, &["check"]);
    assert_code(&output, 0);
    // One translation is on its way to what is announced.
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("warning[translation-behind]") && said.ends_with("\n\n1 warning\n"), "{said}");
    assert_code(&promulgate(&site, &["build"]), 0);
    for page in ["ms/privacy/in/br/", "en/advertising/", "zh-CN/privacy/history/"] {
        assert!(site.join("public").join(page).join("index.html").exists(), "{page}");
    }
    assert!(
        !site.join("content/privacy/addenda/jp").exists(),
        "it is smaller than what the repository publishes"
    );
}

#[test]
fn init_touches_nothing_that_is_there() {
    let folder = new_site();
    let site = folder.path().join("x");
    let before = files(&site);
    assert_code(&promulgate(&site, &["init"]), 2);
    assert_eq!(files(&site), before);
}

#[test]
fn new_texts_are_there_in_every_language_and_sound() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["new", "policy", "terms"]), 0);
    assert_code(&promulgate(&site, &["new", "addendum", "privacy", "BR"]), 0);
    for file in ["terms/policy.toml", "terms/en.md", "terms/zh-CN.md", "privacy/addenda/br/ms.md"] {
        assert!(site.join("content").join(file).exists(), "{file}");
    }
    let output = promulgate(&site, &["check"]);
    assert_code(&output, 0);
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.contains("note[unreleased]") && printed.ends_with("2 notes\n"), "{printed}");
    assert_code(&promulgate(&site, &["build", "--drafts"]), 0);
    assert!(site.join("public/ms/terms/draft/index.html").exists());
    // Nothing is overwritten, and nothing impossible is begun.
    for arguments in [
        ["new", "policy", "terms"].as_slice(),
        &["new", "policy", "Terms"],
        &["new", "policy", "../terms"],
        &["new", "policy", "search"],
        &["new", "policy", "x", "--kind", "privcy-notice"],
        &["new", "addendum", "nothing", "BR"],
        &["new", "addendum", "privacy", "br"],
        &["new", "addendum", "privacy", "BR"],
    ] {
        let before = written(&site);
        assert_code(&promulgate(&site, arguments), 2);
        assert_eq!(written(&site), before, "{arguments:?}");
    }
}

#[test]
fn a_new_language_is_there_once_its_places_are_filled() {
    let folder = new_site();
    let site = folder.path().join("x");
    for tag in ["xx-yy-zz", "zh-cn", "ms"] {
        let before = written(&site);
        assert_code(&promulgate(&site, &["new", "language", tag]), 2);
        assert_eq!(written(&site), before, "{tag}");
    }
    let sealed = files(&site.join("content/privacy/versions"));
    assert_code(&promulgate(&site, &["new", "language", "de"]), 0);
    assert_eq!(files(&site.join("content/privacy/versions")), sealed);
    let config = fs::read_to_string(site.join("promulgate.toml")).expect("the configuration");
    assert!(config.contains("languages = [\"en\", \"zh-CN\", \"ms\", \"de\"]"), "{config}");
    let text = fs::read_to_string(site.join("content/cookies/de.md")).expect("a text");
    assert!(text.contains("## The cookies we use {#list}\n\n```{cookies}\n```\n"), "{text}");
    let unfilled = promulgate(&site, &["check"]);
    assert_code(&unfilled, 0);
    let said = String::from_utf8_lossy(&unfilled.stderr).into_owned();
    assert!(said.contains("placeholder") && !said.contains("number-differs"), "{said}");
    for path in ["promulgate.toml", "content/cookies/cookies.toml"] {
        let text = fs::read_to_string(site.join(path)).expect("a file");
        assert!(text.contains(", de = \"\" }"), "{text}");
        fs::write(site.join(path), text.replace("de = \"\"", "de = \"x\"")).expect("a file");
    }
    assert_code(&promulgate(&site, &["build"]), 0);
    assert!(site.join("public/de/privacy/index.html").exists());
    // Nothing that people have not written is sealed.
    assert_code(&promulgate(&site, &["release", "privacy", "--lang", "de", "--yes"]), 1);
}

#[test]
fn a_version_of_an_archive_is_adopted_once_it_is_written() {
    let folder = new_site();
    let site = folder.path().join("x");
    for arguments in [
        ["new", "version", "nothing", "2024-05-01"].as_slice(),
        &["new", "version", "privacy", "2026-01-01"],
        &["new", "version", "privacy", "2024-05-01", "--label", "a/b"],
        &["new", "version", "privacy", "2024-05-01", "--released", "2024-06-01"],
    ] {
        let before = written(&site);
        assert_code(&promulgate(&site, arguments), 2);
        assert_eq!(written(&site), before, "{arguments:?}");
    }
    assert_code(&promulgate(&site, &["new", "version", "privacy", "2024-05-01"]), 0);
    let version = site.join("content/privacy/versions/2024-05-01");
    let refused = promulgate(&site, &["adopt", "privacy", "--yes"]);
    assert_code(&refused, 2);
    assert!(printed(&refused).contains("is still what `promulgate new` wrote"), "{}", printed(&refused));
    fs::write(version.join("en.md"), "# Privacy\n\nWe keep nothing.\n").expect("a text");
    fs::remove_file(version.join("ms.md")).expect("a text");
    fs::write(
        version.join("zh-CN.md"),
        "+++\ntranslates = \"2024-05-01\"\n+++\n# 隐私\n\n我们不保留任何信息。\n",
    )
    .expect("a text");
    assert_code(&promulgate(&site, &["adopt", "privacy", "--yes"]), 0);
    assert_code(&promulgate(&site, &["build"]), 0);
    assert!(site.join("public/zh-CN/privacy/v/2024-05-01/index.html").exists());
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let list = promulgate(folder.path(), &["schema"]);
    for line in String::from_utf8_lossy(&list.stdout).lines() {
        let name = line.split(' ').next().expect("a name");
        let output = promulgate(folder.path(), &["schema", name]);
        assert_code(&output, 0);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(schema["properties"].as_object().is_some_and(|keys| !keys.is_empty()), "{name}");
    }
    assert_code(&promulgate(folder.path(), &["schema", "polcy"]), 2);
    assert_code(&promulgate(folder.path(), &["schema", "--out", "schemas"]), 0);
    assert!(folder.path().join("schemas/cookies.schema.json").exists());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = promulgate(folder.path(), &["completions", shell]);
        assert_code(&script, 0);
        assert!(String::from_utf8_lossy(&script.stdout).contains("withdraw"), "{shell}");
    }
    assert_code(&promulgate(folder.path(), &["man", "nowhere"]), 2);
    fs::create_dir(folder.path().join("man")).expect("a folder");
    assert_code(&promulgate(folder.path(), &["man", "man"]), 0);
    assert!(folder.path().join("man/promulgate-check.1").exists());
}

#[test]
fn a_gate_is_told_by_exit_codes() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build"]), 0);
    let before = files(&site.join("public"));
    let text = site.join("content/privacy/en.md");
    let good = fs::read_to_string(&text).expect("a text");
    fs::write(&text, good.replace("policy:cookies", "policy:cookes")).expect("a text");
    for command in ["check", "build"] {
        let output = promulgate(&site, &[command]);
        assert_code(&output, 1);
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(printed.contains("error[dead-reference]: there is no policy `cookes`"), "{printed}");
        assert!(printed.contains("content/privacy/en.md:12:32"), "{printed}");
        assert!(printed.contains("did you mean `policy:cookies`?"), "{printed}");
    }
    assert_eq!(files(&site.join("public")), before, "a build with an error writes nothing");
    // It could not run: usage, configuration, input, output.
    assert_code(&promulgate(&site, &["bild"]), 2);
    assert_code(&promulgate(&site, &["build", "--as-of", "2021-02-30"]), 2);
    assert_code(&promulgate(&site, &["check", "--root", "nowhere"]), 2);
    assert_code(&promulgate(folder.path(), &["check"]), 2);
    fs::remove_file(site.join("promulgate.toml")).expect("the configuration");
    assert_code(&promulgate(&site, &["check", "--root", "."]), 2);
}

#[test]
fn build_writes_over_nothing_that_it_did_not_make() {
    let folder = new_site();
    let site = folder.path().join("x");
    fs::create_dir(site.join("mine")).expect("a folder");
    fs::write(site.join("mine/letter.txt"), "keep me").expect("a file");
    fs::write(site.join("file"), "a file").expect("a file");
    for out in ["mine", "content", ".", "..", "file"] {
        let before = files(&site);
        assert_code(&promulgate(&site, &["build", "--out", out]), 2);
        assert_eq!(files(&site), before, "--out {out}");
    }
    // The site itself is never taken for output, whatever lies in it.
    assert_code(&promulgate(&site, &["build"]), 0);
    fs::copy(site.join("public/manifest.json"), site.join("manifest.json")).expect("a copy");
    for out in [".", "content", "content/new", "themes"] {
        let before = files(&site);
        assert_code(&promulgate(&site, &["build", "--out", out]), 2);
        assert_eq!(files(&site), before, "--out {out}");
    }
    // A file that somebody put among the built ones stops the next build.
    fs::write(site.join("public/CNAME"), "policies.example.com").expect("a file");
    assert_code(&promulgate(&site, &["build"]), 2);
    assert!(site.join("public/CNAME").exists());
    // A manifest alone does not make a folder ours.
    fs::write(site.join("mine/manifest.json"), "{\"generator\": \"other\"}").expect("a file");
    assert_code(&promulgate(&site, &["build", "--out", "mine"]), 2);
    // An empty folder, and one that it made, are its own; what is no longer built goes.
    fs::create_dir(site.join("empty")).expect("a folder");
    assert_code(&promulgate(&site, &["build", "--out", "empty", "--drafts"]), 0);
    assert!(site.join("empty/en/privacy/draft/index.html").exists());
    assert_code(&promulgate(&site, &["build", "--out", "empty"]), 0);
    assert!(!site.join("empty/en/privacy/draft").exists());
    // Nothing is left beside it.
    let left: Vec<_> = fs::read_dir(&site)
        .expect("the site")
        .filter_map(|entry| entry.expect("an entry").file_name().into_string().ok())
        .filter(|name| name.ends_with(".promulgate") && name != ".promulgate")
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_output_folder_stays_a_link() {
    let folder = new_site();
    let site = folder.path().join("x");
    fs::create_dir(folder.path().join("web")).expect("a folder");
    std::os::unix::fs::symlink(folder.path().join("web"), site.join("public")).expect("a link");
    assert_code(&promulgate(&site, &["build"]), 0);
    assert!(site.join("public").is_symlink());
    assert!(folder.path().join("web/en/index.html").exists());
    // The site's own folders are told by where they are, not by how they are called.
    std::os::unix::fs::symlink(&site, folder.path().join("alias")).expect("a link");
    assert_code(&promulgate(folder.path(), &["build", "--root", "x", "--out", "alias/content/new"]), 2);
    assert!(!site.join("content/new").exists());
    // New texts are not written through a link that leaves the site.
    fs::create_dir(folder.path().join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), site.join("content/privacy/addenda"))
        .expect("a link");
    assert_code(&promulgate(&site, &["new", "addendum", "privacy", "BR"]), 2);
    assert_eq!(fs::read_dir(folder.path().join("elsewhere")).expect("a folder").count(), 0);
}

#[test]
fn hostile_files_get_findings() {
    for (path, bytes) in [
        ("locales/en/site.ftl", "\n版 = x\n".as_bytes().to_vec()),
        ("locales/en/site.ftl", [b"x = ".to_vec(), vec![b'{'; 100_000]].concat()),
        ("content/privacy/ms.md", "+++\ntranslates = \"版a\"\n+++\n# 通通通\n".as_bytes().to_vec()),
        (
            "content/privacy/ms.md",
            "+++                    \ntranslates = \"a b\"\n+++\n# 通通通通通\n".as_bytes().to_vec(),
        ),
        ("content/privacy/en.md", vec![1; 100_000]),
        ("content/privacy/en.md", "a <b> x ".repeat(20_000).into_bytes()),
        ("content/privacy/policy.toml", vec![b'['; 100_000]),
        ("content/privacy/policy.toml", vec![0xff; 10]),
        ("templates/policy.html", "{% extends \"policy.html\" %}".as_bytes().to_vec()),
    ] {
        let folder = new_site();
        let site = folder.path().join("x");
        let target = site.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(&target, bytes).expect("a file");
        assert_code(&promulgate(&site, &["check"]), 1);
    }
}

#[test]
fn every_code_is_explained() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let codes = promulgate::pipeline::codes();
    let mut names: Vec<&str> = codes.iter().map(|code| code.name).collect();
    names.dedup();
    assert_eq!(names.len(), codes.len(), "no two codes have the same name");
    for code in codes {
        assert!(code.explanation.contains("Way out:"), "{} does not say the way out", code.name);
        let output = promulgate(folder.path(), &["check", "--explain", code.name]);
        assert_code(&output, 0);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(printed.starts_with(code.name) && printed.lines().count() > 3, "{printed}");
    }
    assert_code(&promulgate(folder.path(), &["check", "--explain", "unknwn-key"]), 2);
}

#[cfg(feature = "serve")]
#[test]
fn a_port_that_is_taken_is_said_with_a_way_out() {
    let folder = new_site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = promulgate(&folder.path().join("x"), &["serve", "--no-open", "--port", &port]);
    assert_code(&output, 2);
    assert!(printed(&output).contains("take another port, such as --port 0"), "{}", printed(&output));
}
