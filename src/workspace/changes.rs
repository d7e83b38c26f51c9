//! What may have changed in the folder of a site.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// What may have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders, by their paths on the disk.
    pub paths: BTreeSet<PathBuf>,
    /// True if it could be anything.
    pub anything: bool,
}

impl Changes {
    /// Any change at all.
    pub fn anything() -> Self {
        Changes { anything: true, ..Changes::default() }
    }

    /// A change of one file or folder.
    pub fn of(path: PathBuf) -> Self {
        Changes { paths: BTreeSet::from([path]), anything: false }
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.anything
    }

    pub fn add(&mut self, more: Changes) {
        self.paths.extend(more.paths);
        self.anything |= more.anything;
    }
}
