//! One writer of content at a time.

use std::fs::File;
use std::path::Path;

use super::refusal::{FileRefusal, Refusal};
use crate::disk::{LockFault, OWN, OwnFolder};

/// Held while content is read, shown and written. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct SiteLock {
    _file: File,
}

const LOCK: &str = "lock";

impl SiteLock {
    /// Makes sure that no other process writes the site in `root`.
    ///
    /// # Errors
    /// If another one does, or if the lock's file cannot be made.
    pub fn take(root: &Path) -> Result<Self, Refusal> {
        let io = |error| Refusal::Io(root.join(OWN).join(LOCK), error);
        let folder = OwnFolder::make(root, OWN).map_err(|error| Refusal::Io(root.join(OWN), error))?;
        match folder.lock(LOCK) {
            Ok(file) => Ok(SiteLock { _file: file }),
            Err(LockFault::Busy) => Err(FileRefusal::Busy.into()),
            Err(LockFault::Io(error)) => Err(io(error)),
        }
    }
}
