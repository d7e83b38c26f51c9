//! What lies in a policy's folder `versions/`.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::PolicyFiles;
use crate::source::FileId;

/// The folders of a policy's versions and the files in them, for which the ledger must answer.
#[derive(Debug, Default)]
pub struct VersionFolders {
    files: BTreeMap<String, FileId>,
    names: BTreeSet<String>,
    interrupted: BTreeMap<String, bool>,
}

impl VersionFolders {
    /// What the layout found of a policy.
    pub fn of(files: &PolicyFiles) -> Self {
        VersionFolders {
            files: files.sealed.clone(),
            names: files.versions.keys().cloned().collect(),
            interrupted: files.interrupted.clone(),
        }
    }

    /// Every file by its path below `versions/`, in the order of the paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.files.iter().map(|(path, &file)| (path.as_str(), file))
    }

    /// Returns the file at a path below `versions/`.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.files.get(path).copied()
    }

    /// The names of all folders, also of those whose version could not be read.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// The labels of releases that were interrupted; true for one that was interrupted after its commit.
    pub fn interrupted(&self) -> impl Iterator<Item = (&str, bool)> {
        self.interrupted.iter().map(|(label, &counts)| (label.as_str(), counts))
    }
}
