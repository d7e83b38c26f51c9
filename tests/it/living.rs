//! A site that people work on: run the program in it on a day, edit its texts, look at its pages.

use std::fs;
use std::path::PathBuf;

use crate::support::{assert_code, new_site, page, printed, promulgate};

/// A site as `init` makes it, for as long as a test runs.
pub struct Site {
    _folder: tempfile::TempDir,
    pub root: PathBuf,
}

impl Site {
    pub fn new() -> Self {
        let folder = new_site();
        Site { root: folder.path().join("x"), _folder: folder }
    }

    /// Runs a command on a day and returns what it printed. It must end with `code`.
    #[track_caller]
    pub fn run(&self, day: &str, arguments: &[&str], code: i32) -> String {
        // Which day it is by the clock must make no difference.
        let seals = ["release", "adopt", "withdraw"].iter().any(|command| arguments.first() == Some(command));
        let ahead = seals.then_some("--ahead");
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--as-of", day]).chain(ahead).collect();
        let output = promulgate(&self.root, &arguments);
        assert_code(&output, code);
        printed(&output)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join("content").join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().expect("a folder")).expect("a folder");
        fs::write(self.path(path), text).expect("a file");
    }

    /// Adds a paragraph to a text.
    pub fn add(&self, path: &str, words: &str) {
        self.write(path, &format!("{}\n{words}\n", self.read(path)));
    }

    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// A page of the site as it is on a day, by its path in the folder that a build makes. Nothing is built.
    #[track_caller]
    pub fn page(&self, day: &str, path: &str) -> Option<String> {
        page(&self.root, day.parse().expect("a day"), path)
    }
}

#[track_caller]
pub fn assert_says(text: &str, words: &str) {
    assert!(text.contains(words), "no {words:?} in:\n{text}");
}

/// A site with an addendum for Brazil that was released on 1 February 2026, in English.
pub fn with_addendum() -> Site {
    let site = Site::new();
    site.run("2026-02-01", &["check"], 0);
    assert_code(&promulgate(&site.root, &["new", "addendum", "privacy", "BR"]), 0);
    write_addendum(&site);
    site.run("2026-02-01", &["release", "privacy/addenda/br", "--yes"], 0);
    site
}

/// Gives the addendum for Brazil a text of its own, in English: what `new` wrote cannot be released.
pub fn write_addendum(site: &Site) {
    for text in ["zh-CN", "ms"] {
        let path = site.path(&format!("privacy/addenda/br/{text}.md"));
        if path.exists() {
            fs::remove_file(path).expect("a text");
        }
    }
    site.write(
        "privacy/addenda/br/en.md",
        "# Addendum for Brazil\n\n## Scope {#scope}\n\nIt is for people in Brazil.\n",
    );
}
