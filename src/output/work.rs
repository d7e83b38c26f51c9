//! The folder beside the output in which a tree is made: who may work there, and what an interrupted build left.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use super::Refusal;
use crate::disk::{LockFault, OwnFolder};

/// The tree that is being made.
const NEW: &str = "new";
/// The tree that was there, while a system without an exchange renames twice.
const OLD: &str = "old";
const LOCK: &str = "lock";

/// The folder, locked. Dropped, it goes with everything in it.
#[derive(Debug)]
pub struct Work {
    /// The folder that holds the output, and beside it this one.
    parent: OwnFolder,
    /// The name of the output in it.
    out: OsString,
    folder: OwnFolder,
    new: OwnFolder,
    /// Locked as long as it is open; the system unlocks it also if the program is killed.
    _lock: File,
}

impl Work {
    /// Takes the folder for a build into `out`, and puts in order what an interrupted build left: the old tree goes back
    /// into its place if that is empty, anything else goes.
    ///
    /// # Errors
    /// [`Refusal::Busy`] if another build works there; otherwise what the system says.
    pub fn begin(out: &Path) -> Result<Self, Refusal> {
        let refused = |error| Refusal::Io(out.to_path_buf(), error);
        let (above, out_name) = (out.parent(), out.file_name());
        let (Some(above), Some(out_name)) = (above, out_name) else {
            return Err(refused(io::Error::other("a build cannot take the place of this folder")));
        };
        let parent = OwnFolder::at(above).map_err(refused)?;
        // Beside the output, so that renaming crosses no file system.
        let (folder, lock) = lock(&parent, &beside(out_name), out)?;
        tidy(&parent, out_name, &folder).map_err(refused)?;
        let new = folder.new_folder(NEW).map_err(refused)?;
        Ok(Work { parent, out: out_name.to_owned(), folder, new, _lock: lock })
    }

    /// The folder in which the new tree is made.
    pub fn new_tree(&self) -> &OwnFolder {
        &self.new
    }

    /// Puts the new tree in the place of the output. What was there is in the work folder afterwards, and goes with it: on
    /// some file systems a tree that is deleted first makes the writing of the next one many times slower.
    ///
    /// # Errors
    /// What the system says; the output is then as it was, or back in its place with the next build.
    pub fn swap(&self) -> io::Result<()> {
        if !self.parent.has(&self.out)? {
            return self.folder.move_to(NEW, &self.parent, &self.out);
        }
        match self.folder.exchange(NEW, &self.parent, &self.out) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => self.swap_by_two_renames(),
            outcome => outcome,
        }
    }

    fn swap_by_two_renames(&self) -> io::Result<()> {
        self.parent.move_to(&self.out, &self.folder, OLD)?;
        self.folder.move_to(NEW, &self.parent, &self.out).inspect_err(|_| {
            // Should this fail as well, the next build does it.
            drop(self.folder.move_to(OLD, &self.parent, &self.out));
        })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // An old tree whose place is empty must not go.
        if matches!(self.folder.has(OLD), Ok(false)) || matches!(self.folder.has(NEW), Ok(true)) {
            drop(self.folder.remove_tree(NEW));
            drop(self.folder.remove_folder(OLD));
            drop(self.folder.remove_file(LOCK));
            drop(self.parent.remove_empty(beside(&self.out)));
        }
    }
}

fn tidy(parent: &OwnFolder, out: &OsStr, folder: &OwnFolder) -> io::Result<()> {
    if folder.has_folder(OLD) && !parent.has(out)? {
        folder.move_to(OLD, parent, out)?;
    }
    folder.remove_folder(OLD)?;
    folder.remove_folder(NEW)
}

/// The name of the work folder of an output.
fn beside(out: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(out);
    name.push(".promulgate");
    name
}

/// Opens and locks the folder. A build that ends takes its lock's file away with the folder, so a lock counts only if its file is
/// the one that is there.
fn lock(parent: &OwnFolder, name: &OsStr, out: &Path) -> Result<(OwnFolder, File), Refusal> {
    let refused = |error| Refusal::Io(parent.path().join(name), error);
    loop {
        let folder = match parent.folder(name) {
            // It went between being met and being opened.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            folder => folder.map_err(refused)?,
        };
        match folder.lock(LOCK) {
            Ok(file) if folder.is_in_place(&file, LOCK) => return Ok((folder, file)),
            Ok(_) => {}
            Err(LockFault::Busy) => return Err(Refusal::Busy(out.to_path_buf())),
            Err(LockFault::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(LockFault::Io(error)) => return Err(refused(error)),
        }
    }
}
