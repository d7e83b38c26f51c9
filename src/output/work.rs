//! The folder beside the output in which a tree is made: who may work there, and what an interrupted build left.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use super::OutputError;
use crate::disk::{LockFault, OwnFolder, create_folders};

/// The tree that is being made.
const NEW: &str = "new";
/// The tree that was there, while a system without an exchange renames twice.
const OLD: &str = "old";
const LOCK: &str = "lock";
/// How often builds that end take the folder away from one that begins, before it gives up.
const TRIES: usize = 10_000;

/// The folder, locked. Dropped, it goes with everything in it.
#[derive(Debug)]
pub struct Work {
    /// The folder that holds the output, and beside it this one.
    parent: OwnFolder,
    /// The name of the output in it.
    out: OsString,
    /// Nothing once it is to be deleted: some systems neither move nor delete a folder that is open.
    folder: Option<OwnFolder>,
    /// Nothing once it is to be moved.
    new: Option<OwnFolder>,
    /// Locked as long as it is open; the system unlocks it also if the program is killed.
    lock: Option<File>,
}

impl Work {
    /// Takes the folder for a build into `out`, and puts in order what an interrupted build left: the old tree goes back
    /// into its place if that is empty, anything else goes.
    ///
    /// # Errors
    /// [`OutputError::Busy`] if another build works there; otherwise what the system says.
    pub fn begin(out: &Path) -> Result<Self, OutputError> {
        let refused = |error| OutputError::Io(out.to_path_buf(), error);
        let (above, out_name) = (out.parent(), out.file_name());
        let (Some(above), Some(out_name)) = (above, out_name) else {
            return Err(refused(io::Error::other("a build cannot take the place of this folder")));
        };
        create_folders(above).map_err(refused)?;
        let parent = OwnFolder::at(above).map_err(refused)?;
        // Beside the output, so that renaming crosses no file system.
        let (folder, lock) = lock(&parent, &beside(out_name), out)?;
        tidy(&parent, out_name, &folder).map_err(refused)?;
        let new = folder.new_folder(NEW).map_err(refused)?;
        let (folder, new, lock) = (Some(folder), Some(new), Some(lock));
        Ok(Work { parent, out: out_name.to_owned(), folder, new, lock })
    }

    /// The folder in which the new tree is made; `None` once it is in its place.
    pub fn new_tree(&self) -> Option<&OwnFolder> {
        self.new.as_ref()
    }

    /// Puts the new tree in the place of the output. What was there is in the work folder afterwards, and goes with it: on
    /// some file systems a tree that is deleted first makes the writing of the next one many times slower.
    ///
    /// # Errors
    /// What the system says; the output is then as it was, or back in its place with the next build.
    pub fn swap(&mut self) -> io::Result<()> {
        self.new = None;
        let Some(folder) = &self.folder else { return Ok(()) };
        if !self.parent.has(&self.out)? {
            return folder.move_to(NEW, &self.parent, &self.out);
        }
        match folder.exchange(NEW, &self.parent, &self.out) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => self.swap_by_two_renames(folder),
            outcome => outcome,
        }
    }

    fn swap_by_two_renames(&self, folder: &OwnFolder) -> io::Result<()> {
        self.parent.move_to(&self.out, folder, OLD)?;
        folder.move_to(NEW, &self.parent, &self.out).inspect_err(|_| {
            // Should this fail as well, the next build does it.
            drop(folder.move_to(OLD, &self.parent, &self.out));
        })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.new = None;
        let Some(folder) = self.folder.take() else { return };
        // An old tree whose place is empty must not go.
        if matches!(folder.has(OLD), Ok(false)) || matches!(folder.has(NEW), Ok(true)) {
            drop(folder.remove_tree(NEW));
            drop(folder.remove_folder(OLD));
            drop(folder.remove_file(LOCK));
            drop((folder, self.lock.take()));
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

/// Makes the folder, or opens the one that is there if it is this user's. (One that was just made may seem to be another's: some
/// file systems know no owners.)
fn open(parent: &OwnFolder, name: &OsStr) -> io::Result<OwnFolder> {
    let gone = || io::Error::from(io::ErrorKind::NotFound);
    match parent.make_empty(name) {
        Ok(()) => return parent.existing(name)?.ok_or_else(gone),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // As below /proc: what is there is no file system on which anything is kept.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(io::Error::other("no folder can be made there; build into another one"));
        }
        Err(error) => return Err(error),
    }
    let there = parent.existing(name)?.ok_or_else(gone)?;
    match there.is_mine()? {
        true => Ok(there),
        false => Err(io::Error::other(
            "it belongs to another user; if none of their builds is running, have it deleted, or build into another folder",
        )),
    }
}

/// Opens and locks the folder. A build that ends takes its lock's file away with the folder, so a lock counts only if its file is
/// the one that is there.
fn lock(parent: &OwnFolder, name: &OsStr, out: &Path) -> Result<(OwnFolder, File), OutputError> {
    let refused = |error| OutputError::Io(parent.path().join(name), error);
    for _ in 0..TRIES {
        let folder = match open(parent, name) {
            // It went between being met and being opened.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            folder => folder.map_err(refused)?,
        };
        match folder.lock(LOCK) {
            Ok(file) if folder.is_in_place(&file, LOCK) => return Ok((folder, file)),
            Ok(_) => {}
            Err(LockFault::Busy) => return Err(OutputError::Busy(out.to_path_buf())),
            Err(LockFault::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(LockFault::Io(error)) => return Err(refused(error)),
        }
    }
    Err(OutputError::Busy(out.to_path_buf()))
}
