//! Days and orders that are not the usual ones: what is shown must be what applies, and nobody is surprised.

use std::fs;

use crate::living::{Site, assert_says, with_addendum, write_addendum};
use crate::support::{assert_code, promulgate};

fn release(site: &Site, day: &str, policy: &str, more: &[&str]) -> String {
    site.run(day, &[&["release", policy, "--yes"], more].concat(), 0)
}

#[test]
fn of_two_announced_for_one_day_the_later_entry_is_shown() {
    let site = Site::new();
    site.add("privacy/en.md", "The first.");
    release(&site, "2026-02-10", "privacy", &["--effective", "2026-03-01"]);
    site.replace("privacy/en.md", "The first.", "The second.");
    let said = release(&site, "2026-02-11", "privacy", &["--effective", "2026-03-01", "--label", "b"]);
    assert_says(&said, "version 2026-03-01 was announced for the same day; this one will apply instead");
    let upcoming = site.page("2026-02-12", "en/privacy/upcoming/index.html").expect("a page");
    assert_says(&upcoming, "The second.");
    assert_says(
        &site.page("2026-02-12", "en/privacy/index.html").expect("a page"),
        "A new version, b, has been",
    );
    assert_says(&site.page("2026-03-01", "en/privacy/index.html").expect("a page"), "The second.");
}

#[test]
fn a_release_says_that_an_announced_version_replaces_it() {
    let site = Site::new();
    let before = site.read("privacy/en.md");
    site.add("privacy/en.md", "Announced.");
    release(&site, "2026-02-01", "privacy", &["--effective", "2026-06-01"]);
    // The same text for another day would not be a new version.
    let said = site.run("2026-02-02", &["release", "privacy", "--yes"], 2);
    assert_says(&said, "withdraw that version first");
    site.write("privacy/en.md", &(before + "\nUrgent.\n"));
    let said = release(&site, "2026-02-03", "privacy", &[]);
    assert_says(&said, "version 2026-06-01, announced for 2026-06-01, replaces it on that day");
}

#[test]
fn the_announced_end_of_an_addendum_holds_for_its_later_versions_too() {
    let site = with_addendum();
    let addendum = "privacy/addenda/br";
    let withdraw =
        ["withdraw", addendum, "2026-02-01", "--reason", "Repealed.", "--effective", "2026-06-01", "--yes"];
    site.run("2026-03-01", &withdraw, 0);
    site.add("privacy/addenda/br/en.md", "A fix.");
    let said = release(&site, "2026-04-01", addendum, &[]);
    assert_says(&said, "the addendum ends on 2026-06-01, and this version with it");
    let page = "en/privacy/in/br/index.html";
    let in_force = site.page("2026-04-02", page).expect("a page");
    assert_says(&in_force, "A fix.");
    assert_says(&in_force, "From June 1, 2026, this addendum will no longer apply.");
    let ended = site.page("2026-06-01", page).expect("a page");
    assert!(!ended.contains("A fix."));
    assert_says(
        &site.page("2026-06-01", "en/privacy/in/br/v/2026-04-01/index.html").expect("a page"),
        "Repealed.",
    );
    let old = site.page("2026-06-01", "en/privacy/in/br/v/2026-02-01/index.html").expect("a page");
    assert!(!old.contains("latest-version"), "nothing of it is in force");
    let history = site.page("2026-06-01", "en/privacy/history/index.html").expect("a page");
    assert_says(&history, "Version 2026-04-01 was the last one");
    // The same text can come back.
    let said = release(&site, "2026-07-01", addendum, &[]);
    assert_says(&said, "it brings back an addendum that ended on 2026-06-01");
    assert_says(&site.page("2026-07-01", page).expect("a page"), "A fix.");
}

#[test]
fn nothing_is_put_into_a_version_that_would_change_its_page() {
    let site = Site::new();
    let glossary = "[[term]]\nid = \"account\"\n[term.renderings]\nen = [\"account\"]\n[term.definition]\nen = \"New.\"\n";
    site.write("privacy/versions/2026-01-01/glossary.toml", glossary);
    let said = site.run("2026-03-01", &["adopt", "privacy", "--yes"], 2);
    assert_says(&said, "would change what readers see of it; take it out");
    fs::remove_file(site.path("privacy/versions/2026-01-01/glossary.toml")).expect("a file");
    let withdrawn = "released = 2026-01-02\neffective = 2026-01-15\nreason = \"Gone.\"\n";
    site.write("privacy/versions/2026-01-01/withdrawn.toml", withdrawn);
    let said = site.run("2026-03-01", &["adopt", "privacy", "--yes"], 2);
    assert_says(&said, "promulgate withdraw");
    // In a version that is not entered yet it must at least be possible.
    site.write(
        "privacy/versions/old/version.toml",
        "label = \"old\"\nreleased = 2020-01-01\neffective = 2020-01-01\n",
    );
    site.write("privacy/versions/old/en.md", "# Old\n");
    fs::rename(
        site.path("privacy/versions/2026-01-01/withdrawn.toml"),
        site.path("privacy/versions/old/withdrawn.toml"),
    )
    .expect("a file");
    let said = site.run("2026-03-01", &["adopt", "privacy", "--yes"], 2);
    assert_says(&said, "only an addendum ends on a later day");
}

#[test]
fn the_past_is_not_rewritten_unsaid() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    release(&site, "2026-02-02", "privacy", &["--effective", "2026-05-01"]);
    site.add("privacy/zh-CN.md", "新的一段。");
    let said = site.run("2026-01-15", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "something of `privacy` was released on 2026-02-02 already, after 2026-01-15");
    site.run("2026-01-15", &["release", "privacy", "--lang", "zh-CN", "--yes", "--backdate"], 0);
    assert_says(
        &site.read("privacy/versions/ledger.toml"),
        "reason = \"revision of the translation; backdated\"",
    );
    site.add("privacy/en.md", "More.");
    let said = site.run("2026-02-01", &["release", "privacy", "--yes"], 2);
    assert_says(&said, "release it on a later day, or say --backdate");
    // An archive that is adopted later is published on its days with the ledger that answers for it.
    site.write(
        "privacy/versions/1/version.toml",
        "label = \"1\"\nreleased = 2021-01-01\neffective = 2021-01-01\n",
    );
    site.write("privacy/versions/1/en.md", "# Old\n");
    site.run("2026-03-01", &["adopt", "privacy", "--yes"], 0);
    let history = site.page("2021-06-01", "en/privacy/history/index.html").expect("a page");
    site.run("2021-06-01", &["build"], 0);
    assert!(
        history.contains("/ledgers/privacy.toml") && site.root.join("public/ledgers/privacy.toml").exists()
    );
    site.run("2020-06-01", &["build"], 0);
    assert!(!site.root.join("public/ledgers").exists(), "nothing was released by then");
}

#[test]
fn only_days_that_a_file_can_hold_are_read() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    for day in ["-000001-01-01", "20260209", "2026-02-09T10:00", "2026-2-9", "2026-02-30", "9.2.2026"] {
        let effective = format!("--effective={day}");
        let output = promulgate(&site.root, &["release", "privacy", "--yes", "--backdate", &effective]);
        assert_code(&output, 2);
    }
    let said = site.run("2026-03-01", &["release", "privacy", "--label", "Ledger.toml", "--yes"], 2);
    assert_says(&said, "cannot be the label of a version");
    site.run("2026-03-01", &["check"], 0);
}

#[cfg(unix)]
#[test]
fn names_that_nobody_can_read_are_not_entered() {
    let site = Site::new();
    site.write("privacy/versions/2020-01-01/version.toml", "released = 2020-01-01\neffective = 2020-01-01\n");
    site.write("privacy/versions/2020-01-01/en.md", "# Old\n");
    site.write("privacy/versions/2020-01-01/a\n\nb.sync.toml", "x");
    let before = site.read("privacy/versions/ledger.toml");
    let said = site.run("2026-03-01", &["check"], 1);
    assert_says(&said, "error[bad-file-name]");
    site.run("2026-03-01", &["adopt", "privacy", "--yes"], 1);
    assert_eq!(site.read("privacy/versions/ledger.toml"), before);
}

#[test]
fn faults_elsewhere_stop_no_withdrawal_and_no_translation() {
    let site = Site::new();
    site.add("privacy/en.md", "A mistake.");
    release(&site, "2026-02-01", "privacy", &["--effective", "2026-05-01"]);
    site.add("privacy/en.md", "See [](policy:nothing).");
    site.add("privacy/zh-CN.md", "新的一段。");
    site.run("2026-02-02", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);
    site.run("2026-02-03", &["withdraw", "privacy", "2026-05-01", "--reason", "A mistake.", "--yes"], 0);
}

#[test]
fn an_adopted_text_is_mended_before_it_is_released() {
    let site = Site::new();
    fs::remove_dir_all(site.path("privacy/versions")).expect("a folder");
    fs::remove_file(site.path("privacy/ms.md")).expect("a file");
    site.write("privacy/versions/2025-01-01/version.toml", "released = 2025-01-01\neffective = 2025-01-01\n");
    site.write("privacy/versions/2025-01-01/en.md", &site.read("privacy/en.md"));
    let faulty =
        site.read("privacy/zh-CN.md").replace("\"2026-01-01\"", "\"working\"") + "\n<script>x</script>\n";
    site.write("privacy/versions/2025-01-01/zh-CN.md", &faulty);
    site.write("privacy/zh-CN.md", &faulty);
    site.run("2026-01-02", &["adopt", "privacy", "--yes"], 0);
    let said = site.run("2026-01-02", &["check"], 0);
    assert_says(&said, "warning[raw-html]");
    site.add("privacy/en.md", "Something new.");
    let said = site.run("2026-02-01", &["release", "privacy", "--yes"], 1);
    assert_says(&said, "[raw-html]");
    assert!(!site.path("privacy/versions/2026-02-01").exists());
}

#[test]
fn a_new_addendum_asks_for_no_new_version() {
    let site = Site::new();
    site.add("privacy/en.md", "## For you {#addenda}\n\n```{addenda}\n```");
    fs::remove_file(site.path("privacy/zh-CN.md")).expect("a file");
    release(&site, "2026-02-01", "privacy", &[]);
    assert_code(&promulgate(&site.root, &["new", "addendum", "privacy", "BR"]), 0);
    write_addendum(&site);
    release(&site, "2026-02-02", "privacy/addenda/br", &[]);
    site.run("2026-02-03", &["check", "--gate", "release"], 0);
    let chinese = "+++\ntranslates = \"working\"\n+++\n\n# 隐私声明\n\n## 收集 {#collection}\n\n一。\n\n## 饼 {#cookies}\n\n二。\n\n\
                   ## 保留 {#retention}\n\n三。\n\n## 联系 {#contact}\n\n四。\n\n## 附录 {#addenda}\n\n```{addenda}\n```\n";
    site.write("privacy/zh-CN.md", chinese);
    site.run("2026-02-03", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);
}

#[test]
fn what_is_backdated_knows_itself_and_its_addenda() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "addendum", "privacy", "BR"]), 0);
    write_addendum(&site);
    let past = ["--effective", "2026-01-15", "--backdate"];
    release(&site, "2026-03-01", "privacy/addenda/br", &past);
    site.add("privacy/en.md", "## New {#new}\n\nSee [](policy:privacy#new).\n\n```{addenda}\n```");
    release(&site, "2026-03-01", "privacy", &past);
    let page = site.page("2026-03-01", "en/privacy/v/2026-01-15/index.html").expect("a page");
    assert_says(&page, "<a href=\"/en/privacy/v/2026-01-15/#new\">New</a>");
    assert_says(&page, "href=\"/en/privacy/in/br/");
    // A section that the translation lacks is read in the language that has it.
    let chinese = site.page("2026-03-01", "zh-CN/privacy/index.html").expect("a page");
    assert!(!chinese.contains("href=\"/zh-CN/privacy/#new\""), "{chinese}");
}

#[test]
fn a_reference_to_a_section_that_is_not_translated_leads_to_the_text_that_has_it() {
    let site = Site::new();
    site.add("cookies/en.md", "## New {#new}\n\nOnly in English.");
    release(&site, "2026-02-01", "cookies", &[]);
    for text in ["en", "zh-CN"] {
        site.add(&format!("privacy/{text}.md"), "[](policy:cookies#new)");
    }
    site.replace("privacy/zh-CN.md", "\"2026-01-01\"", "\"working\"");
    release(&site, "2026-02-02", "privacy", &[]);
    let page = site.page("2026-02-02", "zh-CN/privacy/index.html").expect("a page");
    assert_says(&page, "href=\"/en/cookies/#new\" hreflang=\"en\"");
}

#[test]
fn a_correction_does_not_bring_forward_what_is_announced() {
    let site = Site::new();
    site.replace("privacy/en.md", "within 30 days after", "within 90 days after");
    release(&site, "2026-02-01", "privacy", &["--material"]);
    site.replace("privacy/en.md", "your name and e-mail address", "your name, and your e-mail address");
    let said = site.run("2026-02-02", &["release", "privacy", "--yes", "--editorial", "A comma."], 2);
    assert_says(
        &said,
        "the working text holds what is announced for 2026-03-03, such as the passage retention/1",
    );
    // What is announced can be corrected, and so can the text in force.
    release(
        &site,
        "2026-02-02",
        "privacy",
        &["--effective", "2026-03-03", "--label", "b", "--editorial", "A comma."],
    );
    let sealed = site.read("privacy/versions/2026-01-01/en.md");
    site.write(
        "privacy/en.md",
        &sealed.replace("your name and e-mail address", "your name, and your e-mail address"),
    );
    release(&site, "2026-02-03", "privacy", &["--editorial", "A comma."]);
    assert_says(&site.page("2026-02-03", "en/privacy/index.html").expect("a page"), "within 30 days after");
}

#[test]
fn what_new_wrote_is_not_released() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "policy", "terms"]), 0);
    let said = site.run("2026-02-01", &["release", "terms", "--yes"], 1);
    assert_says(&said, "[placeholder]: this is still what `promulgate new` wrote");
    assert!(!site.path("terms/versions").exists());
    // Beside a text of one's own it is shown before it is sealed.
    site.add("terms/en.md", "Our terms.");
    site.write(
        "terms/zh-CN.md",
        "+++\ntranslates = \"working\"\n+++\n\n# 条款\n\n## 范围 {#scope}\n\n我们的条款。\n",
    );
    fs::remove_file(site.path("terms/ms.md")).expect("a text");
    let said = release(&site, "2026-02-01", "terms", &[]);
    assert_says(&said, "note[placeholder]");
}

#[test]
fn a_translation_stands_under_no_version_that_it_does_not_say() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    release(&site, "2026-02-01", "privacy", &[]);
    let said = site.run("2026-02-02", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "readers of version `2026-02-01` are shown this text in `zh-CN` already");
    site.add("privacy/en.md", "Announced.");
    release(&site, "2026-02-03", "privacy", &["--effective", "2026-06-01"]);
    site.add("privacy/zh-CN.md", "预告。");
    site.replace("privacy/zh-CN.md", "\"2026-01-01\"", "\"2026-06-01\"");
    let said = site.run("2026-02-04", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "`2026-06-01`, which takes effect later");
    site.run("2026-02-04", &["release", "privacy", "--lang", "zh-CN", "--version", "2026-06-01", "--yes"], 0);
    site.run("2026-02-05", &["withdraw", "privacy", "2026-06-01", "--reason", "No.", "--yes"], 0);
    site.add("privacy/zh-CN.md", "再次。");
    let said = site.run("2026-02-06", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "which was taken back");
    let said = site.run("2026-02-06", &["release", "privacy", "--lang", "zh", "--yes"], 2);
    assert_says(&said, "did you mean `zh-CN`?");
}

#[test]
fn a_revision_has_the_next_number() {
    let site = Site::new();
    site.write("privacy/versions/2026-01-01/ms.3.md", "+++\ntranslates = \"2026-01-01\"\n+++\n\n# Notis\n");
    let said = site.run("2026-02-01", &["adopt", "privacy", "--yes"], 2);
    assert_says(&said, "there is no revision 2; rename it");
}
