//! Files into the output folder: staged beside it, then put in its place in whole or not at all.

#![allow(clippy::disallowed_methods, reason = "this room writes")]

pub mod compress;
pub mod manifest;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::render::File;
use manifest::{Entry, MANIFEST, Manifest};

/// Why nothing was published.
#[derive(Debug)]
pub enum Refusal {
    /// The folder holds this file or folder, which no build of ours put there.
    NotOurs(PathBuf),
    /// The folder is part of the site itself.
    InsideSite(PathBuf),
    /// The system refused; the folder is as it was.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::NotOurs(path) => write!(
                f,
                "promulgate did not make {}, and a build would delete it; name another folder with --out, \
                 or move it away",
                path.display()
            ),
            Refusal::InsideSite(path) => {
                write!(f, "{} is part of the site itself; name another folder with --out", path.display())
            }
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
    entries: Mutex<Vec<(String, Entry)>>,
}

impl Staging {
    /// Begins a tree that shall become `out`.
    ///
    /// # Errors
    /// If something is in `out` that no earlier build made, if it is one of the `sources`, lies in one or holds one,
    /// or if its parent cannot be written to.
    pub fn new(out: &Path, sources: &[PathBuf]) -> Result<Self, Refusal> {
        let io = |error| Refusal::Io(out.to_path_buf(), error);
        let out = resolved(out).map_err(io)?;
        if sources.iter().any(|source| out.starts_with(source) || source.starts_with(&out)) {
            return Err(Refusal::InsideSite(out));
        }
        if let Some(path) = foreign(&out).map_err(io)? {
            return Err(Refusal::NotOurs(path));
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
        let mut entries = self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        entries.push((file.path.clone(), entry));
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
    /// If the system refuses; `out` is then as it was, or, where even that is refused, at the path of the error.
    pub fn publish(self) -> Result<usize, Refusal> {
        let entries =
            std::mem::take(&mut *self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        let count = entries.len();
        let manifest = Manifest { files: entries.into_iter().collect() };
        self.write(MANIFEST, &manifest.to_bytes())?;
        let io = |error| Refusal::Io(self.out.clone(), error);
        let (new, old) = (self.folder.path().join(NEW), self.folder.path().join(OLD));
        let replaced = self.out.try_exists().map_err(io)?;
        if replaced {
            fs::rename(&self.out, &old).map_err(io)?;
        }
        if let Err(error) = fs::rename(&new, &self.out) {
            // The old tree goes back; should that fail too, the folder in which it is must not be cleared away.
            if replaced && fs::rename(&old, &self.out).is_err() {
                return Err(Refusal::Io(self.folder.keep().join(OLD), error));
            }
            return Err(io(error));
        }
        Ok(count)
    }
}

const NEW: &str = "new";
const OLD: &str = "old";

/// What in `out` no build put there: a file that the manifest of the last build does not list, or everything if there
/// is no manifest. Nothing if the folder is not there, empty, or all ours.
fn foreign(out: &Path) -> io::Result<Option<PathBuf>> {
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(first) = entries.next() else { return Ok(None) };
    let manifest = match fs::read(out.join(MANIFEST)) {
        Ok(bytes) => Manifest::parse(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let Some(ours) = manifest else { return Ok(Some(first?.path())) };
    for entry in WalkDir::new(out).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let below = entry.path().strip_prefix(out).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_dir() && path != MANIFEST && !ours.files.contains_key(&path) {
            return Ok(Some(entry.into_path()));
        }
    }
    Ok(None)
}

/// `out` without symbolic links in its path, as far as it is there.
fn resolved(out: &Path) -> io::Result<PathBuf> {
    let out = std::path::absolute(out)?;
    let there = out.ancestors().find(|folder| folder.exists()).unwrap_or(&out);
    let rest = out.strip_prefix(there).unwrap_or(Path::new(""));
    let real = fs::canonicalize(there)?;
    // Joining nothing would add a slash to the path.
    Ok(if rest.as_os_str().is_empty() { real } else { real.join(rest) })
}
