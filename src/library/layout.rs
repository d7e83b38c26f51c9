//! Which file is what: the folder layout of `content/`, by paths alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::label::LEDGER;
use super::{codes, ledger};
use crate::source::tree::STAGED;
use crate::source::{FileId, Finding, Place, Sources, Tree};

/// How the name of a sync file ends, behind that of its text.
pub const SYNC: &str = ".sync.toml";

/// The files of one policy's folder.
#[derive(Debug, Default)]
pub struct PolicyFiles {
    pub policy: Option<FileId>,
    pub cookies: Option<FileId>,
    /// Working texts by language tag as in the file's name.
    pub texts: BTreeMap<String, FileId>,
    /// Sync files by the same tag.
    pub syncs: BTreeMap<String, FileId>,
    pub versions: BTreeMap<String, VersionFiles>,
    pub ledger: Option<FileId>,
    /// What the ledger answers for: every file that has a place in a version's folder, by its path below `versions/`.
    pub sealed: BTreeMap<String, FileId>,
    /// What lies in the folders of interrupted releases, by label and name.
    staged: Vec<(String, String, FileId)>,
    /// The labels of interrupted releases; true for one that was interrupted after its commit.
    pub interrupted: BTreeMap<String, bool>,
}

/// The files of one version's folder.
#[derive(Debug, Default)]
pub struct VersionFiles {
    pub version: Option<FileId>,
    pub cookies: Option<FileId>,
    pub contacts: Option<FileId>,
    pub glossary: Option<FileId>,
    pub withdrawn: Option<FileId>,
    /// Texts by language tag and revision.
    pub texts: BTreeMap<(String, u32), FileId>,
    /// Sync files by the same.
    pub syncs: BTreeMap<(String, u32), FileId>,
}

/// Everything below `content/`.
#[derive(Debug, Default)]
pub struct Layout {
    pub contacts: Option<FileId>,
    pub glossary: Option<FileId>,
    /// By folder below `content/`.
    pub policies: BTreeMap<String, PolicyFiles>,
    /// Files that have no place where they lie.
    pub stray: Vec<Finding>,
}

/// Sorts the files of a site.
pub fn sort(tree: &Tree) -> Layout {
    let mut layout = Layout::default();
    let stray = |path: &Arc<str>| {
        Finding::new(
            &codes::STRAY_FILE,
            Place::Path(path.clone()),
            "this file has no place here and is left out",
            "a policy's folder holds policy.toml, one LANG.md a language, cookies.toml, versions/ and addenda/",
        )
    };
    for (path, file) in tree.sources.below("content") {
        let below = path.strip_prefix("content/").unwrap_or(path);
        if !layout.place(below, file) {
            layout.stray.push(stray(path));
        }
    }
    for files in layout.policies.values_mut() {
        files.take_staged(&tree.sources);
    }
    layout.stray.extend(tree.assets.keys().filter(|path| path.starts_with("content/")).map(stray));
    layout
}

impl Layout {
    fn place(&mut self, path: &str, file: FileId) -> bool {
        let Some((folder, name)) = path.rsplit_once('/') else {
            match path {
                "contacts.toml" => self.contacts = Some(file),
                "glossary.toml" => self.glossary = Some(file),
                _ => return is_note(path),
            }
            return true;
        };
        if is_note(name) {
            return true;
        }
        match folder.rsplit_once('/') {
            Some((policy, "versions")) => return self.policy(policy).ledger_or_nothing(name, file),
            None if folder == "versions" => return false,
            _ => {}
        }
        match version_folder(folder) {
            Some((policy, label)) => {
                let policy = self.policy(policy);
                match label.strip_prefix(STAGED) {
                    Some(label) => policy.staged.push((label.to_owned(), name.to_owned(), file)),
                    None => return policy.place_sealed(label, name, file),
                }
                true
            }
            None => self.policy(folder).place(name, file),
        }
    }

    fn policy(&mut self, folder: &str) -> &mut PolicyFiles {
        self.policies.entry(folder.to_owned()).or_default()
    }
}

impl PolicyFiles {
    fn place(&mut self, name: &str, file: FileId) -> bool {
        match name {
            "policy.toml" => self.policy = Some(file),
            "cookies.toml" => self.cookies = Some(file),
            _ => match (name.strip_suffix(SYNC), name.strip_suffix(".md")) {
                (Some(tag), _) => drop(self.syncs.insert(tag.to_owned(), file)),
                (None, Some(tag)) => drop(self.texts.insert(tag.to_owned(), file)),
                (None, None) => return false,
            },
        }
        true
    }

    fn place_sealed(&mut self, label: &str, name: &str, file: FileId) -> bool {
        let placed = self.versions.entry(label.to_owned()).or_default().place(name, file);
        if placed {
            self.sealed.insert(format!("{label}/{name}"), file);
        }
        placed
    }

    /// What may lie in `versions/` beside the versions: the ledger only.
    fn ledger_or_nothing(&mut self, name: &str, file: FileId) -> bool {
        if name == LEDGER {
            self.ledger = Some(file);
        }
        name == LEDGER
    }

    /// Renaming a new ledger into place is the commit of a release: what it lists counts as sealed although an
    /// interruption left it in the folder in which it was prepared. The rest of such a folder counts as nothing.
    fn take_staged(&mut self, sources: &Sources) {
        let ledger = self.ledger.map(|file| sources.get(file).text.clone()).unwrap_or_default();
        for (label, name, file) in std::mem::take(&mut self.staged) {
            let path = format!("{label}/{name}");
            let counts = !self.sealed.contains_key(&path) && ledger::lists(&ledger, &path);
            if counts {
                self.place_sealed(&label, &name, file);
            }
            *self.interrupted.entry(label).or_default() |= counts;
        }
    }

    /// True if nothing of a policy is here: a folder that only holds other folders, or stray files.
    pub fn is_empty(&self) -> bool {
        self.policy.is_none()
            && self.cookies.is_none()
            && self.texts.is_empty()
            && self.versions.is_empty()
            && self.ledger.is_none()
    }
}

impl VersionFiles {
    fn place(&mut self, name: &str, file: FileId) -> bool {
        match name {
            "version.toml" => self.version = Some(file),
            "cookies.toml" => self.cookies = Some(file),
            "contacts.toml" => self.contacts = Some(file),
            "glossary.toml" => self.glossary = Some(file),
            "withdrawn.toml" => self.withdrawn = Some(file),
            _ => match (name.strip_suffix(SYNC), name.strip_suffix(".md")) {
                (Some(stem), _) => drop(self.syncs.insert(revision(stem), file)),
                (None, Some(stem)) => drop(self.texts.insert(revision(stem), file)),
                (None, None) => return false,
            },
        }
        true
    }
}

/// True for a register that people edit: not for its copies in versions.
pub fn is_working_register(path: &str) -> bool {
    let is_register = match path.rsplit('/').next() {
        Some("cookies.toml") => true,
        Some("contacts.toml" | "glossary.toml") => path.matches('/').count() == 1,
        _ => false,
    };
    is_register && !path.contains("/versions/")
}

/// `zh-CN` is the first revision of a text, `zh-CN.2` the second.
pub fn revision(stem: &str) -> (String, u32) {
    match stem.rsplit_once('.') {
        // Later revisions count from 2, without leading zeros, so that no two files are the same one.
        Some((tag, number)) => match number.parse::<u32>() {
            Ok(count) if count >= 2 && count.to_string() == number => (tag.to_owned(), count),
            _ => (stem.to_owned(), 1),
        },
        None => (stem.to_owned(), 1),
    }
}

/// Where the revision of a text lies, below `versions/`: the inverse of [`revision`].
pub fn text_path(label: &str, tag: &str, revision: u32) -> String {
    match revision {
        1 => format!("{label}/{tag}.md"),
        _ => format!("{label}/{tag}.{revision}.md"),
    }
}

/// The policy and the label, if the folder is that of a version.
fn version_folder(folder: &str) -> Option<(&str, &str)> {
    let (versions, label) = folder.rsplit_once('/')?;
    Some((versions.strip_suffix("/versions")?, label))
}

/// Notes to people, such as `README.md`, may lie anywhere.
fn is_note(name: &str) -> bool {
    name.eq_ignore_ascii_case("README.md")
}
