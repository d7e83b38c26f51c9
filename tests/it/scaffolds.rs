//! What `new` writes for people to fill in, and what becomes of it while they have not.

use std::fs;

use crate::living::{Site, assert_says};
use crate::support::{assert_code, promulgate};

#[test]
fn a_language_that_is_not_filled_in_yet_stops_nothing() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "language", "ar"]), 0);
    let said = site.run("2026-03-01", &["check"], 0);
    for warning in [
        "warning[cookie-incomplete]: the cookie `session` has no purpose in ar",
        "help: add it; until then readers see it in en",
        "warning[missing-key]: the site has no `title` in ar",
        "warning[untranslated-strings]: the language `ar` is called by its tag",
        "interface strings in `ar` are still English: `",
    ] {
        assert_says(&said, warning);
    }
    // Readers see the words of the controlling language, marked as such.
    let page = site.page("2026-03-01", "ar/cookies/index.html").expect("a page");
    assert_says(&page, "dir=\"rtl\"");
    // An address is written from left to right in every language.
    assert_says(&page, "dir=\"ltr\">https://policies.example.com/ar/cookies/v/2026-01-01/</a>");
    site.replace("cookies/ar.md", "\"2026-01-01\"", "\"working\"");
    site.add("cookies/ar.md", "النص.");
    site.add("cookies/en.md", "Something new.");
    site.run("2026-03-02", &["release", "cookies", "--yes"], 0);
    let page = site.page("2026-03-02", "ar/cookies/index.html").expect("a page");
    assert_says(&page, "<span lang=\"en\">Keeps you signed in.</span>");
    // What readers of no language see is a fault still.
    site.replace("cookies/cookies.toml", "en = \"Keeps you signed in.\"", "en = \"\"");
    assert_says(
        &site.run("2026-03-03", &["check"], 1),
        "error[cookie-incomplete]: the cookie `session` has no purpose in en, ar",
    );
}

#[test]
fn translated_strings_are_no_longer_spoken_of() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "language", "de"]), 0);
    let strings = site.root.join("locales/de");
    for entry in fs::read_dir(&strings).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text");
        // Every string has other words, but for a few that are the same in both languages.
        let translated = |line: &str| {
            let is_same = ["version =", "preview ="].iter().any(|key| line.starts_with(key));
            // Choices open and close on lines of their own.
            let is_sign = line.ends_with("->") || line.trim() == "}";
            let is_words = !is_sign && (line.contains(" = ") || line.starts_with(' '));
            match line {
                _ if line.starts_with("language-name") => "language-name = Deutsch".to_owned(),
                _ if is_words && !is_same && !line.starts_with('#') => format!("{line} auf Deutsch"),
                _ => line.to_owned(),
            }
        };
        let lines: Vec<String> = text.lines().map(translated).collect();
        fs::write(&path, lines.join("\n") + "\n").expect("a file");
    }
    let said = site.run("2026-03-01", &["check"], 0);
    assert!(!said.contains("untranslated-strings"), "{said}");
    let path = strings.join("search.ftl");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("search-all = All sections auf Deutsch", "search-all = All sections"))
        .expect("a file");
    // One short name may well be the same in both; a sentence may not.
    assert!(!site.run("2026-03-01", &["check"], 0).contains("untranslated-strings"));
    fs::write(&path, text.replace("has these words. auf Deutsch", "has these words.")).expect("a file");
    let said = site.run("2026-03-01", &["check"], 0);
    // Beside a sentence those are spoken of, too, that would not be alone.
    assert_says(&said, "3 interface strings in `de` are still English: `version`, `search-none`, `preview`");
}

#[test]
fn what_nobody_has_translated_yet_is_left_out_of_a_release() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "policy", "terms"]), 0);
    // The controlling text has to be written.
    site.run("2026-03-01", &["release", "terms", "--yes"], 1);
    site.write("terms/en.md", "# Terms\n\n## Scope {#scope}\n\nThey are for everybody.\n");
    site.write(
        "terms/ms.md",
        "+++\ntranslates = \"working\"\n+++\n\n# Terma\n\n## Skop {#scope}\n\nUntuk semua orang.\n",
    );
    let before = site.read("terms/zh-CN.md");
    let said = site.run("2026-03-01", &["release", "terms", "--yes"], 0);
    assert_says(&said, "not among them, since nobody has written them yet: zh-CN;");
    let version = site.path("terms/versions/2026-03-01");
    assert!(version.join("ms.md").exists() && !version.join("zh-CN.md").exists());
    assert_eq!(site.read("terms/zh-CN.md"), before);
    site.run("2026-03-01", &["release", "terms", "--lang", "zh-CN", "--yes"], 1);
    assert!(
        site.page("2026-03-01", "zh-CN/terms/index.html")
            .expect("a page")
            .contains("They are for everybody.")
    );
    assert!(!site.run("2026-03-02", &["check", "--gate", "release"], 0).contains("error["));
    // Once it is written it is sealed.
    site.write(
        "terms/zh-CN.md",
        "+++\ntranslates = \"working\"\n+++\n\n# 条款\n\n## 范围 {#scope}\n\n适用于所有人。\n",
    );
    site.run("2026-03-03", &["release", "terms", "--lang", "zh-CN", "--yes"], 0);
}
