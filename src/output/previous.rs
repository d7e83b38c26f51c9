//! The tree that an earlier build made, and what of it can be used again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::manifest::{Entry, MANIFEST, Manifest};

/// A tree of ours.
#[derive(Debug)]
pub struct Previous {
    out: PathBuf,
    pub manifest: Manifest,
    /// When it was complete: its manifest is the last file that is written.
    completed: SystemTime,
}

/// What is in the output folder.
pub enum Found {
    /// Nothing.
    Nothing,
    /// A file or folder that no build put there.
    Foreign(PathBuf),
    Ours(Previous),
}

impl Previous {
    /// Looks into `out`.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn find(out: &Path) -> io::Result<Found> {
        let mut entries = match fs::read_dir(out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        let Some(first) = entries.next() else { return Ok(Found::Nothing) };
        let Some(previous) = Previous::read(out)? else { return Ok(Found::Foreign(first?.path())) };
        for entry in WalkDir::new(out).sort_by_file_name() {
            let entry = entry.map_err(io::Error::from)?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(out).unwrap_or(entry.path());
            let path = below.to_string_lossy().replace('\\', "/");
            if path != MANIFEST && !previous.manifest.files.contains_key(&path) {
                return Ok(Found::Foreign(entry.into_path()));
            }
        }
        Ok(Found::Ours(previous))
    }

    /// The tree in `out` without looking for what does not belong there; nothing if it has no manifest of ours.
    ///
    /// # Errors
    /// If the manifest cannot be read.
    pub fn read(out: &Path) -> io::Result<Option<Self>> {
        let path = out.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let completed = fs::metadata(&path)?.modified()?;
        let manifest = Manifest::parse(&bytes);
        Ok(manifest.map(|manifest| Previous { out: out.to_path_buf(), manifest, completed }))
    }

    /// The file at `path` as the manifest lists it, if it is still what was written: of that size, and not written to
    /// since the tree was complete. Reading every file again would cost as much as writing it.
    pub fn intact(&self, path: &str) -> Option<&Entry> {
        let entry = self.manifest.files.get(path)?;
        let metadata = fs::symlink_metadata(self.out.join(path)).ok()?;
        let is_untouched = metadata.modified().is_ok_and(|modified| modified <= self.completed);
        (metadata.is_file() && metadata.len() == entry.size && is_untouched).then_some(entry)
    }

    /// Puts the file at `path` into another tree as well, without copying it.
    ///
    /// # Errors
    /// What the system says, for example that the file system knows no links.
    pub fn link(&self, path: &str, target: &Path) -> io::Result<()> {
        fs::hard_link(self.out.join(path), target)
    }
}
