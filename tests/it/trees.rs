//! Small published trees with a ledger, made by hand, for the tests of `publish` and `verify`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use promulgate::library::Label;
use promulgate::library::ledger::{self, GENESIS, Record};
use promulgate::markdown::{Fingerprint, fingerprint};
use promulgate::output::manifest::{FileEntry, MANIFEST, Manifest};
use promulgate::site::delivery::Redirect;

pub const LEDGER: &str = "ledgers/privacy.toml";

/// The files of a tree by their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    pub files: BTreeMap<String, String>,
    /// What its manifest says besides.
    pub preview: bool,
    pub redirects: Vec<Redirect>,
    head: Fingerprint,
}

impl Tree {
    /// A site with one version.
    pub fn new() -> Self {
        let mut tree = Tree { files: BTreeMap::new(), preview: false, redirects: Vec::new(), head: GENESIS };
        for (path, text) in [
            ("theme/a.css", "a {}"),
            ("theme/b.js", "1"),
            ("index.html", "<p>languages"),
            ("404.html", "<p>not found"),
            ("en/index.html", "<p>policies"),
            ("sitemap.xml", "<urlset/>"),
            ("en/privacy/index.json", "{}"),
            ("_headers", "/*"),
        ] {
            tree.set(path, text);
        }
        tree.release("2021-02-09", "# Privacy\n");
        tree
    }

    pub fn set(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    /// The same with another version, as a release and a build make it: a theme file, a sealed text, the ledger, pages and
    /// pointers change.
    pub fn release(&mut self, label: &str, text: &str) {
        let record = Record {
            path: format!("{label}/en.md"),
            label: Label::parse(label).expect("a label"),
            language: Some("en".to_owned()),
            revision: Some(1),
            translates: None,
            released: date(2021, 1, 10),
            effective: date(2021, 2, 9),
            sha256: fingerprint::of_bytes(text.as_bytes()),
            reason: "release".to_owned(),
        };
        let before = self.files.get(LEDGER).cloned().unwrap_or_default();
        let ledger = ledger::append(&before, self.head, &[record]);
        let hash = ledger.trim_end().trim_end_matches('"').rsplit('"').next().and_then(Fingerprint::parse);
        self.head = hash.expect("the hash of the last entry");
        self.set(LEDGER, &ledger);
        self.set(&format!("en/privacy/v/{label}/policy.md"), text);
        self.set(&format!("en/privacy/v/{label}/index.html"), &format!("<p>version {label}"));
        self.set("en/privacy/index.html", &format!("<p>in force: {label}"));
        self.set("theme/c.css", &format!("/* {label} */"));
        self.set("sitemap.xml", &format!("<urlset>{label}</urlset>"));
    }

    pub fn manifest(&self) -> Manifest {
        let entries =
            self.files.iter().map(|(path, text)| (path.clone(), FileEntry::of(path, text.as_bytes())));
        Manifest {
            day: None,
            preview: self.preview,
            redirects: self.redirects.clone(),
            files: entries.collect(),
        }
    }

    /// Writes the tree into a folder, in the place of what is there.
    pub fn write(&self, folder: &Path) {
        self.write_with(folder, &self.manifest());
    }

    pub fn write_with(&self, folder: &Path, manifest: &Manifest) {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("a folder");
        for (path, text) in &self.files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        fs::write(folder.join(MANIFEST), manifest.to_bytes()).expect("a file");
    }
}
