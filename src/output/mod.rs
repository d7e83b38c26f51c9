//! Files into the output folder: staged beside it, then put in its place in whole or not at all.

#![allow(clippy::disallowed_methods, reason = "this room writes")]

mod manifest;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;

use crate::render::File;
use manifest::{Entry, MANIFEST};

/// Why nothing was published.
#[derive(Debug)]
pub enum Refusal {
    /// The folder holds something that no build of ours put there.
    NotOurs(PathBuf),
    /// The system refused; the folder is as it was.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::NotOurs(path) => write!(
                f,
                "{} holds files that promulgate did not make, and a build would delete them; \
                 name another folder with --out, or empty this one yourself",
                path.display()
            ),
            Refusal::Io(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Refusal {}

/// A tree of files that is not yet published. Files can be added from many threads. Dropped without
/// [`publish`](Self::publish), it leaves nothing behind.
pub struct Staging {
    out: PathBuf,
    folder: TempDir,
    entries: Mutex<Vec<Entry>>,
}

impl Staging {
    /// Begins a tree that shall become `out`.
    ///
    /// # Errors
    /// If `out` is not empty and no earlier build made it, or if its parent cannot be written to.
    pub fn new(out: &Path) -> Result<Self, Refusal> {
        let io = |error| Refusal::Io(out.to_path_buf(), error);
        let out = std::path::absolute(out).map_err(io)?;
        if !is_ours(&out).map_err(io)? {
            return Err(Refusal::NotOurs(out));
        }
        let parent = out.parent().unwrap_or(&out);
        fs::create_dir_all(parent).map_err(io)?;
        // Beside the folder, so that renaming crosses no file system.
        let folder = tempfile::Builder::new().prefix(".promulgate-").tempdir_in(parent).map_err(io)?;
        fs::create_dir(folder.path().join(NEW)).map_err(io)?;
        Ok(Staging { out, folder, entries: Mutex::default() })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&self, file: &File) -> Result<(), Refusal> {
        self.write(&file.path, &file.bytes)?;
        let entry = Entry::of(&file.path, &file.bytes);
        self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(entry);
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let target = self.folder.path().join(NEW).join(path);
        let io = |error| Refusal::Io(self.out.join(path), error);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(io)?;
        }
        fs::write(&target, bytes).map_err(io)
    }

    /// Puts the tree in the place of `out`, with its manifest, and returns how many files it has.
    ///
    /// # Errors
    /// If the system refuses; `out` is then as it was.
    pub fn publish(self) -> Result<usize, Refusal> {
        let entries =
            std::mem::take(&mut *self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        let count = entries.len();
        self.write(MANIFEST, &manifest::write(entries))?;
        let io = |error| Refusal::Io(self.out.clone(), error);
        let (new, old) = (self.folder.path().join(NEW), self.folder.path().join(OLD));
        let replaced = self.out.try_exists().map_err(io)?;
        if replaced {
            fs::rename(&self.out, &old).map_err(io)?;
        }
        fs::rename(&new, &self.out).map_err(|error| {
            // The old tree goes back; should that fail too, it is still whole beside the new one.
            if replaced {
                let _ = fs::rename(&old, &self.out);
            }
            io(error)
        })?;
        Ok(count)
    }
}

const NEW: &str = "new";
const OLD: &str = "old";

/// True if the folder is not there, empty, or made by a build, which leaves a manifest.
fn is_ours(out: &Path) -> io::Result<bool> {
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    if entries.next().is_none() {
        return Ok(true);
    }
    match fs::read(out.join(MANIFEST)) {
        Ok(bytes) => Ok(manifest::is_manifest(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
