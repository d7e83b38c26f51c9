//! What a publication will do, as data: a function of the new manifest, the one at the target and what was remembered there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use super::state::TargetState;
use crate::markdown::Fingerprint;
use crate::output::manifest::{FileEntry, MANIFEST, Manifest};
use crate::site::delivery::{self, Class};

/// What is at the target.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The manifest there and the SHA-256 of its file; nothing before the first publication.
    pub manifest: Option<(&'a Manifest, Fingerprint)>,
    pub state: &'a TargetState,
}

/// By what rules files are deleted.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub today: Date,
    /// How many days a file stays that the site no longer has.
    pub grace_days: u16,
    /// How many files may be deleted at once.
    pub max_deletes: usize,
}

/// Everything that a publication will do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they are uploaded.
    pub uploads: Vec<Upload>,
    /// Files that are kept for a rollback before they are written over or deleted, with their SHA-256.
    pub keep: Vec<(String, Fingerprint)>,
    /// What is there for good, and must be there as it was.
    pub guards: Vec<Guard>,
    /// Files to delete, with the day on which they went.
    pub deletes: BTreeMap<String, Date>,
    /// True if the manifest there is another one.
    pub changes_manifest: bool,
    /// True if a publication was begun and has not ended.
    pub resumes: bool,
    /// What will be remembered in the end.
    pub state: TargetState,
}

/// One file to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub path: String,
    pub class: Class,
    pub entry: FileEntry,
    pub why: Why,
}

/// Why a file is uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The target does not have it.
    New,
    /// It has other bytes there.
    Changed,
    /// It has the same bytes there, but other headers.
    Headers,
    /// A publication that did not end may have written it.
    Unsure,
    /// It must be there, but is gone.
    Restored,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::New => "new",
            Why::Changed => "changed",
            Why::Headers => "other headers",
            Why::Unsure => "left by an interrupted publication",
            Why::Restored => "was missing",
        })
    }
}

/// A sealed text or a ledger that is at the target, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    pub path: String,
    pub class: Class,
    /// What the manifest there says of it.
    pub known: Option<Fingerprint>,
    /// What it shall be; `None` if the site no longer has it.
    pub new: Option<FileEntry>,
    /// True if a publication that did not end may have written it.
    pub is_unsure: bool,
}

/// Why nothing can be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// These sealed texts are at the target with other bytes.
    #[error(
        "what was published for good would change: {}. A sealed text never changes; restore the files in `versions/` and build \
         again",
        .0.join(", ")
    )]
    SealedDiffers(Vec<String>),
    /// More files would be deleted than may be.
    #[error(
        "{due} files would be deleted, `{first}` the first, but `max_deletes` is {most}. If that is meant, raise it in \
         promulgate.toml for once"
    )]
    TooManyDeletes { due: usize, most: usize, first: String },
}

impl Plan {
    /// True if nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.uploads.is_empty() && self.deletes.is_empty() && !self.changes_manifest && !self.resumes
    }

    /// Adds files that must be at the target but are gone.
    pub fn restore(&mut self, paths: &BTreeSet<String>, new: &Manifest) {
        let planned: BTreeSet<String> = self.uploads.iter().map(|upload| upload.path.clone()).collect();
        let missing = paths.iter().filter(|path| !planned.contains(*path));
        let entries = missing.filter_map(|path| Some((path, new.files.get(path)?)));
        self.uploads.extend(entries.map(|(path, entry)| Upload::of(path, entry, Why::Restored)));
        self.sort();
    }

    fn sort(&mut self) {
        self.uploads.sort_by(|a, b| (a.class, &a.path).cmp(&(b.class, &b.path)));
    }
}

impl Upload {
    fn of(path: &str, entry: &FileEntry, why: Why) -> Self {
        Upload { path: path.to_owned(), class: Class::of(path), entry: entry.clone(), why }
    }
}

/// Plans the publication of a tree.
///
/// # Errors
/// If it would change what is there for good, or delete more than it may.
pub fn plan(
    new: &Manifest,
    sha256: Fingerprint,
    known: &Known<'_>,
    rules: &Rules,
) -> Result<Plan, Objection> {
    let nothing = BTreeMap::new();
    let there = known.manifest.map_or(&nothing, |(manifest, _)| &manifest.files);
    let unsure = known.state.pending.as_ref().map(|pending| &pending.paths);
    let is_unsure = |path: &str| unsure.is_some_and(|paths| paths.contains(path));
    let changed = |path: &String, entry: &FileEntry| {
        Class::of(path) == Class::Sealed && there.get(path).is_some_and(|old| old.sha256 != entry.sha256)
    };
    let changed: Vec<String> =
        new.files.iter().filter(|(path, entry)| changed(path, entry)).map(|(path, _)| path.clone()).collect();
    if !changed.is_empty() {
        return Err(Objection::SealedDiffers(changed));
    }
    let mut plan = Plan {
        uploads: uploads(new, there, is_unsure),
        guards: guards(new, there, unsure),
        changes_manifest: known.manifest.is_none_or(|(_, known)| known != sha256),
        resumes: known.state.pending.is_some(),
        ..Plan::default()
    };
    plan.sort();
    if plan.changes_manifest {
        plan.keep = keep(new, there);
    }
    let gone = gone(new, there, known.state, rules.today);
    plan.deletes = due(&gone, rules)?;
    plan.state = TargetState {
        gone: gone.into_iter().filter(|(path, _)| !plan.deletes.contains_key(path)).collect(),
        pending: None,
        previous: previous(known, plan.changes_manifest),
        kept: match plan.changes_manifest {
            // Both manifests as well: this one will be the previous one.
            true => {
                let manifests = known.manifest.map(|(_, there)| there).into_iter().chain([sha256]);
                plan.keep.iter().map(|(_, sha256)| *sha256).chain(manifests).collect()
            }
            false => known.state.kept.clone(),
        },
    };
    Ok(plan)
}

fn uploads(
    new: &Manifest,
    there: &BTreeMap<String, FileEntry>,
    is_unsure: impl Fn(&str) -> bool,
) -> Vec<Upload> {
    let why = |path: &str, entry: &FileEntry| match there.get(path) {
        _ if is_unsure(path) => Some(Why::Unsure),
        None => Some(Why::New),
        Some(old) if (old.sha256, old.size) != (entry.sha256, entry.size) => Some(Why::Changed),
        Some(old)
            if (&old.content_type, &old.cache_control) != (&entry.content_type, &entry.cache_control) =>
        {
            Some(Why::Headers)
        }
        Some(_) => None,
    };
    let uploads = new.files.iter().filter_map(|(path, entry)| Some((path, entry, why(path, entry)?)));
    uploads.map(|(path, entry, why)| Upload::of(path, entry, why)).collect()
}

fn guards(
    new: &Manifest,
    there: &BTreeMap<String, FileEntry>,
    unsure: Option<&BTreeSet<String>>,
) -> Vec<Guard> {
    // A sealed text that is new is only ever created; a ledger that is new could be there from before.
    let ledgers = new.files.keys().filter(|path| Class::of(path) == Class::Ledger);
    let paths: BTreeSet<&String> = there.keys().chain(unsure.into_iter().flatten()).chain(ledgers).collect();
    let paths = paths.into_iter().map(|path| (path, Class::of(path)));
    paths
        .filter(|(_, class)| matches!(class, Class::Sealed | Class::Ledger))
        .map(|(path, class)| Guard {
            path: path.clone(),
            class,
            known: there.get(path).map(|entry| entry.sha256),
            new: new.files.get(path).cloned(),
            is_unsure: unsure.is_some_and(|paths| paths.contains(path)),
        })
        .collect()
}

/// What a rollback will need: what is there and is about to be written over, or to go.
fn keep(new: &Manifest, there: &BTreeMap<String, FileEntry>) -> Vec<(String, Fingerprint)> {
    let goes_back = |path: &str| !matches!(Class::of(path), Class::Sealed | Class::Ledger);
    let stays = |path: &str, entry: &FileEntry| new.files.get(path).is_some_and(|e| e.sha256 == entry.sha256);
    let kept = there.iter().filter(|(path, entry)| goes_back(path) && !stays(path, entry));
    kept.map(|(path, entry)| (path.clone(), entry.sha256)).collect()
}

/// What the site no longer has, with the day on which it went.
fn gone(
    new: &Manifest,
    there: &BTreeMap<String, FileEntry>,
    state: &TargetState,
    today: Date,
) -> BTreeMap<String, Date> {
    let unsure = state.pending.iter().flat_map(|pending| &pending.paths);
    let paths = there.keys().chain(unsure).chain(state.gone.keys());
    let paths = paths.filter(|path| !new.files.contains_key(*path) && *path != MANIFEST);
    paths.map(|path| (path.clone(), state.gone.get(path).copied().unwrap_or(today))).collect()
}

fn due(gone: &BTreeMap<String, Date>, rules: &Rules) -> Result<BTreeMap<String, Date>, Objection> {
    let stays =
        |path: &str| delivery::is_permanent(path) || matches!(Class::of(path), Class::Sealed | Class::Ledger);
    let age = |since: Date| (rules.today - since).get_days();
    let is_due =
        |(path, since): &(&String, &Date)| !stays(path) && age(**since) >= i32::from(rules.grace_days);
    let due: BTreeMap<String, Date> =
        gone.iter().filter(is_due).map(|(path, since)| (path.clone(), *since)).collect();
    match due.keys().next() {
        Some(first) if due.len() > rules.max_deletes => {
            Err(Objection::TooManyDeletes { due: due.len(), most: rules.max_deletes, first: first.clone() })
        }
        _ => Ok(due),
    }
}

/// The manifest to which a rollback will lead.
fn previous(known: &Known<'_>, changes_manifest: bool) -> Option<Fingerprint> {
    let there = known.manifest.map(|(_, sha256)| sha256);
    match &known.state.pending {
        _ if changes_manifest => there,
        // A publication that got as far as its manifest is ended now.
        Some(pending) if Some(pending.manifest) == there => pending.replaces,
        _ => known.state.previous,
    }
}

#[cfg(test)]
mod tests;
