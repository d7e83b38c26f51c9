//! A build takes over from the last one what is made of the same, and is what a fresh one is.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{assert_code, files, printed, promulgate, repository};

/// A copy of this repository's own site.
fn demo() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    for part in ["promulgate.toml", "content"] {
        for entry in WalkDir::new(repository(part)) {
            let entry = entry.expect("a readable folder");
            let below = entry.path().strip_prefix(repository("")).expect("a path in the repository");
            let target = root.join(below);
            match entry.file_type().is_dir() {
                true => fs::create_dir_all(target).expect("a folder"),
                false => {
                    fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
                    fs::copy(entry.path(), target).map(drop).expect("a copy");
                }
            }
        }
    }
    (folder, root)
}

fn build(root: &Path, out: &str, day: &str) -> String {
    let output = promulgate(root, &["build", "--as-of", day, "--out", out]);
    assert_code(&output, 0);
    printed(&output).replace(out, "OUT")
}

/// The file of every path, as the file system knows it.
fn inodes(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let entries = entries.filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let metadata = entry.metadata().expect("metadata");
            let modified = metadata.modified().expect("a time");
            let path = entry.path().strip_prefix(folder).expect("a path in the folder");
            (path.to_path_buf(), (metadata.ino(), modified))
        })
        .collect()
}

/// Asserts that a build into `public` gives what a fresh one gives, and returns the paths that were written.
#[track_caller]
fn assert_fresh(root: &Path, day: &str) -> Vec<String> {
    let before = inodes(&root.join("public"));
    let said = build(root, "public", day);
    let after = inodes(&root.join("public"));
    let memory = root.join(".promulgate/builds");
    let kept = root.join("kept");
    fs::rename(&memory, &kept).expect("a memory");
    assert_eq!(build(root, "fresh", day), said, "the same is said");
    assert!(files(&root.join("public")) == files(&root.join("fresh")), "the same is built");
    fs::remove_dir_all(root.join("fresh")).expect("a folder");
    fs::remove_dir_all(&memory).expect("a memory");
    fs::rename(&kept, &memory).expect("a memory");
    let written = after.iter().filter(|(path, file)| before.get(*path) != Some(file));
    written.map(|(path, _)| path.to_string_lossy().into_owned()).collect()
}

fn edit(root: &Path, path: &str, change: impl Fn(&str) -> String) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).expect("a text");
    let changed = change(&text);
    assert_ne!(text, changed, "{path:?} changes");
    fs::write(&path, changed).expect("a file");
}

const DAY: &str = "2026-11-24";

#[test]
fn a_rebuild_writes_what_changed_and_is_what_a_fresh_build_is() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    assert!(assert_fresh(&root, DAY).is_empty(), "nothing changed, nothing is written");

    // A release of one policy: its pages, and the lists.
    edit(&root, "content/advertising/en.md", |text| format!("{text}\nOne more thing.\n"));
    assert_code(
        &promulgate(&root, &["release", "advertising", "--as-of", DAY, "--effective", DAY, "--yes"]),
        0,
    );
    let written = assert_fresh(&root, DAY);
    let of_another = |path: &&String| path.contains("/cookies/") && path.contains("/v/");
    assert!(written.iter().any(|path| path == "en/advertising/index.html"), "{written:?}");
    assert_eq!(written.iter().find(of_another), None);

    // What every page draws on.
    edit(&root, "content/contacts.toml", |text| text.replacen("email = \"", "email = \"new.", 1));
    assert_fresh(&root, DAY);
    edit(&root, "promulgate.toml", |text| text.replacen("Example Cloud policies", "Our policies", 1));
    let written = assert_fresh(&root, DAY).len();
    assert!(written > 50, "{written}");
    fs::create_dir_all(root.join("templates")).expect("a folder");
    fs::copy(repository("templates/root.html"), root.join("templates/root.html")).expect("a template");
    edit(&root, "templates/root.html", |text| text.replacen("<ul", "<ul data-own", 1));
    assert_fresh(&root, DAY);
    // Another day.
    assert_fresh(&root, "2027-07-02");
    assert_fresh(&root, DAY);
    // A policy to which others refer.
    assert_code(
        &promulgate(&root, &["withdraw", "privacy", "2027-07-01", "--reason", "x", "--as-of", DAY, "--yes"]),
        0,
    );
    assert_fresh(&root, DAY);
}

#[test]
fn findings_in_texts_are_recalled_until_what_they_depend_on_changes() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    edit(&root, "content/cookies/en.md", |text| format!("{text}\n## New {{#brand-new}}\n\nIt is new new.\n"));
    let link = "\nSee [what is new](/en/cookies/#brand-new).\n";
    edit(&root, "content/advertising/en.md", |text| format!("{text}{link}"));
    let release = ["release", "advertising", "--as-of", DAY, "--effective", DAY, "--yes"];
    assert_code(&promulgate(&root, &release), 0);
    let said = || {
        assert_fresh(&root, DAY);
        build(&root, "public", DAY)
    };
    assert!(said().contains("doubled-word"));
    // Another policy changes: what was found in this one stands.
    edit(&root, "content/advertising/en.md", |text| text.replace(link, ""));
    let there = said();
    assert!(there.contains("doubled-word") && !there.contains("dead-reference"), "{there}");
    // The sealed text of the policy, which itself stays the same, now leads nowhere; then it leads somewhere again.
    edit(&root, "content/cookies/en.md", |text| text.replace("{#brand-new}", "{#other}"));
    assert!(said().contains("dead-reference"));
    edit(&root, "content/cookies/en.md", |text| text.replace("{#other}", "{#brand-new}"));
    assert_eq!(said(), there);
}

#[test]
fn what_somebody_did_to_the_output_is_undone() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    let page = root.join("public/en/cookies/index.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replace("cookie", "biscui")).expect("a page");
    assert_eq!(assert_fresh(&root, DAY), ["en/cookies/index.html", "manifest.json"]);
    fs::remove_file(&page).expect("a page");
    assert_fresh(&root, DAY);
    // What is remembered may be gone, or be nonsense.
    for entry in fs::read_dir(root.join(".promulgate/builds")).expect("a folder") {
        fs::write(entry.expect("an entry").path(), "{").expect("a file");
    }
    assert_fresh(&root, DAY);
    fs::remove_dir_all(root.join(".promulgate")).expect("a folder");
    assert_fresh(&root, DAY);
}
