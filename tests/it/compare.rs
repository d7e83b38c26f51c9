//! Redlines as people meet them: `promulgate diff`, and the pages of a site.

use std::fs;
use std::path::Path;

use crate::living::{Site, assert_says};
use crate::support::{assert_code, printed, promulgate};

/// A folder with two texts, `old.md` and `new.md`.
fn texts(old: impl AsRef<[u8]>, new: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("old.md"), old).expect("a file");
    fs::write(folder.path().join("new.md"), new).expect("a file");
    folder
}

/// What `diff old.md new.md` prints. It must end with `code`.
#[track_caller]
fn diff(folder: &Path, arguments: &[&str], code: i32) -> String {
    let arguments: Vec<&str> = ["diff", "old.md", "new.md"].iter().chain(arguments).copied().collect();
    let output = promulgate(folder, &arguments);
    assert_code(&output, code);
    printed(&output)
}

const OLD: &str = "+++\ntranslates = \"working\"\n+++\n# Notice\n\nWe keep it for 30 days.\n\n- one\n- two\n";
const NEW: &str = "# Notice\n\nWe keep it for 60 days.\n\n- one\n- one and a half\n- two\n";

#[test]
fn two_files_are_compared_without_a_site() {
    let folder = texts(OLD, NEW);
    let human = diff(folder.path(), &[], 1);
    assert_says(&human, "changed top/1 (line 6) → top/1 (line 3)");
    assert_says(&human, "We keep it for [-30-]{+60+} days.");
    assert_says(&human, "{+one and a half+}");
    assert_says(&human, "words: 5 in, 1 out");
    let markdown = diff(folder.path(), &["--format", "markdown"], 1);
    assert_says(&markdown, "We keep it for {--30--}{++60++} days.");
    assert_says(&markdown, "- {++one and a half++}");
    let html = diff(folder.path(), &["--format", "html", "--lang", "ms"], 1);
    assert_says(&html, "<html lang=\"ms\" dir=\"ltr\">");
    assert_says(&html, "<del data-said=\"dipadamkan: \">30</del><ins data-said=\"ditambah: \">60</ins>");
    assert!(!html.contains("<link"), "the page needs no other file");
}

#[test]
fn what_a_link_leads_to_is_named_as_readers_know_it() {
    let text = |target: &str, more: &str| {
        format!(
            "# Notice\n\nSee [there]({target}).{more}\n\n## Fees {{#fees}}\n\nTen.\n\n## Fines {{#fines}}\n\nSix.\n"
        )
    };
    let folder = texts(text("#fees", ""), text("#fines", " And [here](https://example.com/)."));
    let html = diff(folder.path(), &["--format", "html"], 1);
    assert_says(
        &html,
        "A link leads to “Fines” instead of “Fees”. A link to “https://example.com/” was added.",
    );
    // Programs get it as it is written.
    assert_says(&diff(folder.path(), &[], 1), "link: #fees → #fines");
    // Names that are the same, or none, tell nobody what changed.
    let text = |target: &str| {
        format!(
            "# Notice\n\nSee [there]({target}).\n\n## Fees {{#a}}\n\n## Fees {{#b}}\n\n## ![](c.png) {{#c}}\n"
        )
    };
    let html = diff(texts(text("#a"), text("#b")).path(), &["--format", "html"], 1);
    assert_says(&html, "A link leads to “#b” instead of “#a”.");
    let html = diff(texts(text("#a"), text("#c")).path(), &["--format", "html"], 1);
    assert_says(&html, "A link leads to “#c” instead of “Fees”.");
}

#[test]
fn long_words_are_cut_between_words() {
    let listed = |added: &str, shown: &str| {
        let folder = texts("# Notice\n\nShort.\n", format!("# Notice\n\nShort.\n\n{added}\n"));
        assert_says(&diff(folder.path(), &["--format", "html"], 1), &format!("<ins>{shown}</ins>"));
    };
    let more = "the period that the law allows for the examination of such requests and not a day longer";
    listed(&format!("We keep it for {more}."), "We keep it for the period that the law allows for the…");
    // Sixty characters that end with a word are shown whole, and no more than that is a cut.
    let sixty = "We keep it for the period that the law allows for each case.";
    listed(sixty, sixty);
    listed(&format!("{sixty} And more."), &format!("{sixty}…"));
    // A single long word is cut where it must be.
    let long = format!("See {}", "a".repeat(80));
    listed(&long, &format!("{}…", &long[..60]));
}

#[test]
fn the_list_of_changes_has_the_words_that_references_take() {
    let text = |more: &str| format!("# Notice\n\nWe keep it.{more}\n\n## Fees {{#fees}}\n\nTen.\n");
    let folder = texts(text(""), text(" As said under “[](#fees)”, it costs."));
    let html = diff(folder.path(), &["--format", "html"], 1);
    assert_says(&html, "As said under “Fees”, it costs.");
    // The last change, here the only one, leads back.
    assert_says(&html, "Change 1 of 1, changed. Go back to the list of changes.");
}

#[test]
fn json_has_the_shape_that_programs_rely_on() {
    let folder = texts(OLD, NEW);
    let json: serde_json::Value =
        serde_json::from_str(&diff(folder.path(), &["--format", "json"], 1)).expect("JSON");
    assert_eq!(json["summary"]["inserted"], 5);
    assert_eq!(json["summary"]["deleted"], 1);
    assert_eq!(json["summary"]["blocks"]["kept"], 3);
    let blocks = json["blocks"].as_array().expect("blocks");
    assert_eq!(blocks.len(), 5);
    assert_eq!(
        blocks[1],
        serde_json::json!({
            "kind": "changed",
            "old": {"address": "top/1", "lines": [6, 6]},
            "new": {"address": "top/1", "lines": [3, 3]},
            "words": [["=", "We keep it for "], ["-", "30"], ["+", "60"], ["=", " days."]],
        })
    );
    assert_eq!(blocks[2]["words"], serde_json::json!([["=", "one"]]));
    assert_eq!(blocks[3]["kind"], "inserted");
    assert_eq!(blocks[3]["old"], serde_json::Value::Null);
}

#[test]
fn the_exit_code_says_whether_they_differ() {
    let same = texts(OLD, OLD);
    assert_says(&diff(same.path(), &[], 0), "no passage says anything else");
    // What is in front matter is no text; formatting is.
    diff(texts(OLD, OLD.replace("working", "2026-01-01")).path(), &[], 0);
    diff(texts(OLD, OLD.replace("30", "**30**")).path(), &[], 1);
    diff(texts("", "").path(), &[], 0);
}

#[test]
fn what_cannot_be_compared_ends_with_2() {
    let folder = texts(OLD, b"# Notice\n\n\xff\n");
    let output = promulgate(folder.path(), &["diff", "old.md", "new.md"]);
    assert_code(&output, 2);
    assert_says(&printed(&output), "new.md:3:1");
    let output = promulgate(folder.path(), &["diff", "old.md", "gone.md"]);
    assert_code(&output, 2);
    assert_says(&printed(&output), "gone.md");
    assert_code(&promulgate(folder.path(), &["diff", "old.md"]), 2);
    assert_code(&promulgate(folder.path(), &["diff", "old.md", ".", "--format", "json"]), 2);
    assert_code(&promulgate(folder.path(), &["diff", "privacy", "2026-01-01", "2026-02-01"]), 2);
}

#[test]
fn output_for_terminals_holds_no_control_characters_of_the_texts() {
    let folder = texts("# Notice\n\nold\n", "# Notice\n\n\u{1b}[31mred\u{7}\u{202e}\n");
    let human = diff(folder.path(), &[], 1);
    assert!(!human.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{human:?}");
}

#[test]
fn words_of_a_text_are_no_markup_in_a_redline() {
    let folder = texts("# A\n\n`<script>` & \"x\"\n", "# A\n\n`<script>alert(1)</script>` & \"y\" <b>\n");
    let html = diff(folder.path(), &["--format", "html"], 1);
    assert!(!html.contains("<script"), "{html}");
    assert_says(&html, "&lt;script&gt;");
}

/// A site of which the privacy notice was changed and released once more, with its translations.
fn released_twice() -> Site {
    let site = Site::new();
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    for (lang, words) in [("en", "We keep it for 30 days."), ("ms", "Kami menyimpannya selama 30 hari.")] {
        site.add(&format!("privacy/{lang}.md"), words);
    }
    site.run("2026-02-01", &["release", "privacy", "--summary", "en=Names a period.", "--yes"], 0);
    site
}

#[test]
fn neighbours_and_what_is_in_force_have_redlines() {
    let site = released_twice();
    let page =
        site.page("2026-03-01", "en/privacy/compare/2026-01-01/2026-02-01/index.html").expect("a page");
    assert_says(&page, "<ins data-said=\"added: \">We keep it for 30 days.</ins>");
    assert_says(&page, "<meta name=\"robots\" content=\"noindex\">");
    assert_says(&page, "Names a period.");
    assert_says(&page, "No material change");
    assert_says(&page, "<a href=\"#change.1\">");
    let (before, _) = page.rsplit_once("We keep it for 30 days.").expect("the change");
    assert!(before.contains("<details class=\"unchanged\">"), "what did not change is folded");
    assert!(site.page("2026-03-01", "ms/privacy/compare/2026-01-01/index.html").is_some());
    let history = site.page("2026-03-01", "en/privacy/history/index.html").expect("a page");
    assert_says(&history, "href=\"/en/privacy/compare/2026-01-01/2026-02-01/\"");
    assert_says(&history, "href=\"/en/privacy/compare/2026-01-01/\"");
    let in_force = site.page("2026-03-01", "en/privacy/index.html").expect("a page");
    assert_says(&in_force, "href=\"/en/privacy/compare/2026-01-01/2026-02-01/\"");
    // Before the day nobody knows of the second version.
    assert!(site.page("2026-01-15", "en/privacy/compare/2026-01-01/2026-02-01/index.html").is_none());
}

#[test]
fn a_language_has_a_redline_only_of_its_own_texts() {
    let site = Site::new();
    site.add("privacy/en.md", "We keep it for 30 days.");
    fs::remove_file(site.path("privacy/zh-CN.md")).expect("a text");
    site.run("2026-02-01", &["release", "privacy", "--yes"], 0);
    let path = |lang: &str| format!("{lang}/privacy/compare/2026-01-01/2026-02-01/index.html");
    assert!(site.page("2026-03-01", &path("zh-CN")).is_none());
    let english = site.page("2026-03-01", &path("en")).expect("a page");
    assert!(!english.contains("hreflang=\"zh-CN\" href=\"https://"), "no such page in Chinese");
    assert_says(&english, "href=\"/zh-CN/privacy/history/\"");
    // Its history leads to the redline of the text that controls.
    let history = site.page("2026-03-01", "zh-CN/privacy/history/index.html").expect("a page");
    assert_says(&history, "href=\"/en/privacy/compare/2026-01-01/2026-02-01/\" hreflang=\"en\"");
}

#[test]
fn a_translation_that_does_not_follow_is_not_said_to_have_changed_alone() {
    let site = Site::new();
    let path = "ms/privacy/compare/2026-01-01/2026-02-01/index.html";
    // The English changes; the Malay stays with the version that it translates, but is released in better words.
    let english = site.read("privacy/en.md").replacen("\n## ", "\nWe keep it for 30 days.\n\n## ", 1);
    site.write("privacy/en.md", &english);
    site.run("2026-02-01", &["release", "privacy", "--yes"], 0);
    site.add("privacy/ms.md", "Satu ayat yang lebih baik.");
    site.run("2026-02-02", &["release", "privacy", "--lang", "ms", "--yes"], 0);
    let page = site.page("2026-03-01", path).expect("a page");
    assert_says(&page, "<ins data-said=\"ditambah: \">Satu ayat yang lebih baik.</ins>");
    assert!(!page.contains("yang berubah di sini hanyalah terjemahannya"), "the English text changed");
    assert_says(&page, "data-controlling=\"1\" data-shown=\"0\" data-critical=\"0\" data-missing=\"1\"");
    assert_says(&page, "We keep it for 30 days.");
}

#[test]
fn a_later_revision_is_what_is_compared() {
    let site = released_twice();
    site.replace("privacy/ms.md", "30 hari", "tiga puluh hari");
    site.run("2026-02-02", &["release", "privacy", "--lang", "ms", "--yes"], 0);
    let path = "ms/privacy/compare/2026-01-01/2026-02-01/index.html";
    assert_says(&site.page("2026-02-01", path).expect("a page"), "selama 30 hari");
    let page = site.page("2026-03-01", path).expect("a page");
    assert_says(&page, "tiga puluh hari");
    assert_says(&page, "<span class=\"revision\">");
}

#[test]
fn the_working_text_is_compared_in_previews_only() {
    let site = Site::new();
    site.add("privacy/en.md", "A draft that nobody has released.");
    let path = site.root.join("public/en/privacy/compare/2026-01-01/working/index.html");
    site.run("2026-02-01", &["build"], 0);
    assert!(!path.exists());
    site.run("2026-02-01", &["build", "--drafts"], 0);
    assert_says(&fs::read_to_string(path).expect("a page"), "A draft that nobody has released.");
}

#[test]
fn versions_are_compared_by_their_labels() {
    let site = released_twice();
    let says = |arguments: &[&str], code: i32| site.run("2026-03-01", arguments, code);
    assert_says(&says(&["diff", "privacy", "2026-01-01", "2026-02-01"], 1), "{+We keep it for 30 days.+}");
    assert_says(&says(&["diff", "privacy", "2026-01-01", "--lang", "ms"], 1), "{+Kami menyimpannya");
    assert_says(&says(&["diff", "privacy", "in-force", "working"], 0), "no passage");
    let unknown = says(&["diff", "privacy", "2020-01-01"], 2);
    assert_says(&unknown, "2026-01-01, 2026-02-01");
    // A version of tomorrow is not known today.
    site.run("2026-01-15", &["diff", "privacy", "2026-01-01", "2026-02-01"], 2);
    // Nobody relies on a text for which the ledger does not answer.
    site.add("privacy/versions/2026-01-01/en.md", "Changed by hand.");
    says(&["diff", "privacy", "2026-01-01", "2026-02-01"], 2);
}
