//! One writer of content at a time.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::Refusal;

/// Held while content is read, shown and written. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Where what the program keeps for itself lies, which git ignores and anybody may delete.
const FOLDER: &str = ".promulgate";

impl Lock {
    /// Makes sure that no other process writes the site in `root`.
    ///
    /// # Errors
    /// If another one does, or if the lock's file cannot be made.
    pub fn take(root: &Path) -> Result<Self, Refusal> {
        let path = root.join(FOLDER).join("lock");
        let io = |error| Refusal::Io(path.clone(), error);
        fs::create_dir_all(root.join(FOLDER)).map_err(io)?;
        let file = File::options().create(true).append(true).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Refusal::Not(
                "another promulgate is releasing something in this site; try again when it has ended"
                    .to_owned(),
            )),
            Err(TryLockError::Error(error)) => Err(io(error)),
        }
    }
}
