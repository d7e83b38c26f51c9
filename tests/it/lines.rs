//! Files that are written line by line, and what people put into them: a line end in a reason or a summary breaks none.

use std::fs;
use std::process::Command;

use crate::living::{Site, assert_says, with_addendum};
use crate::support::printed;

/// As people paste it: several lines, among them what ends strings, entries and lists.
const REASON: &str = "Agreed with “legal”,\r\n\tsee:\n\n  }, ]\n[[entry]]\nreason = \"\"\"other'''\\";

#[test]
fn what_is_sealed_holds_words_of_several_lines_in_one() {
    let site = with_addendum();
    site.add("privacy/en.md", "Something new.");
    let summary = format!("en={REASON}");
    let release = ["release", "privacy", "--effective", "2026-06-01", "--yes", "--summary", &summary];
    site.run("2026-03-01", &[&release[..], &["--editorial", REASON]].concat(), 0);
    site.run("2026-03-02", &["withdraw", "privacy", "2026-06-01", "--yes", "--reason", REASON], 0);
    let once = REASON.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = format!("\"{}\"\n", once.replace('\\', "\\\\").replace('"', "\\\""));
    assert_says(&site.read("privacy/versions/2026-06-01/version.toml"), &format!("en = {written}"));
    assert_says(&site.read("privacy/versions/2026-06-01/withdrawn.toml"), &format!("reason = {written}"));
    assert_says(&site.read("privacy/versions/ledger.toml"), &format!("\nreason = {written}"));
    let said = site.run("2026-03-03", &["check"], 0);
    assert!(!said.contains("error["), "{said}");
    assert_says(
        &site.page("2026-03-03", "en/privacy/history/index.html").expect("a page"),
        "Agreed with “legal”, see: },",
    );
}

#[test]
fn two_people_give_reasons_of_several_lines_without_a_conflict() {
    let site = Site::new();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let mut command = Command::new("git");
        command.args(identity).args(arguments).current_dir(&site.root);
        let output = command.output().expect("git");
        assert!(output.status.success(), "git {arguments:?}: {}", printed(&output));
    };
    git(&["init", "-q", "-b", "main", "."]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "Start"]);
    for (branch, passages, reason) in [
        ("one", ["top/1", "retention/1"], "legal agreed\nsee ticket 12"),
        ("two", ["top/1", "contact/1"], "same as before\nsee ticket 12"),
        ("three", ["top/1", "contact/1"], REASON),
    ] {
        git(&["checkout", "-q", "-b", branch, "main"]);
        for passage in passages {
            let reconcile = ["reconcile", "privacy", "zh-CN", passage, "--allow", "number-differs"];
            site.run(
                "2026-03-01",
                &[&reconcile[..], &["--reason", reason, "--by", "Legal\nteam"]].concat(),
                0,
            );
        }
        git(&["add", "-A"]);
        git(&["commit", "-qm", "Accept"]);
    }
    git(&["merge", "-q", "-m", "Merge", "one"]);
    git(&["merge", "-q", "-m", "Merge", "two"]);
    let sync = fs::read_to_string(site.path("privacy/zh-CN.sync.toml")).expect("a sync file");
    let entries = sync.lines().filter(|line| line.starts_with("  {") && line.ends_with("},")).count();
    assert_eq!(entries, 6, "{sync}");
    assert_says(&sync, "by = \"Legal team\", reason = \"legal agreed see ticket 12\"");
    let said = site.run("2026-03-01", &["check"], 0);
    assert!(!said.contains("toml]") && !said.contains("unknown-key"), "{said}");
}

#[test]
fn a_sync_file_of_several_lines_an_entry_becomes_one_a_line_again() {
    let site = Site::new();
    let allow = ["reconcile", "privacy", "zh-CN", "--allow", "number-differs", "--reason"];
    site.run("2026-03-01", &[&allow[..], &["Known.", "top/1"]].concat(), 0);
    let path = "privacy/zh-CN.sync.toml";
    site.write(path, &site.read(path).replace("\"Known.\"", "\"\"\"Known,\nand said.\"\"\""));
    site.run("2026-03-01", &[&allow[..], &["Too.", "contact/1"]].concat(), 0);
    assert_says(&site.read(path), "reason = \"Known, and said.\" },\n");
}
