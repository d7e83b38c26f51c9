//! The tree that an earlier build made, and what of it can be used again.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{FileEntry, MANIFEST, Manifest};
use crate::disk::OwnFolder;
use crate::source::fingerprint;

/// A tree of ours.
#[derive(Debug)]
pub struct Previous {
    folder: OwnFolder,
    pub manifest: Manifest,
    /// The manifest as it lies there.
    pub manifest_bytes: Vec<u8>,
}

/// What is in the output folder.
pub enum OutputFolder {
    /// Nothing.
    Nothing,
    /// A file or folder that no build put there.
    Foreign(PathBuf),
    Ours(Previous),
    /// What builds put there and nothing else, as somebody remembers, but no manifest that says so.
    Lost,
}

impl Previous {
    /// Looks into `out`. What is listed in its manifest is a build's. Where that is lost or cut, a tree is a build's that has all the
    /// files that are `known` from another place and no other: of fewer, some may be somebody's of the same names.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn find(out: &Path, known: &BTreeSet<String>) -> io::Result<OutputFolder> {
        let (Some(above), Some(name)) = (out.parent(), out.file_name()) else {
            return Ok(OutputFolder::Nothing);
        };
        let Some(folder) = OwnFolder::find(above, name)? else { return Ok(OutputFolder::Nothing) };
        let Some(first) = folder.names()?.into_iter().min() else { return Ok(OutputFolder::Nothing) };
        let previous = Previous::read(folder)?;
        let is_lost = previous.is_none();
        let mut is_there = 0;
        for entry in WalkDir::new(out).sort_by_file_name() {
            let entry = entry.map_err(io::Error::from)?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(out).unwrap_or(entry.path());
            let path = below.to_string_lossy().replace('\\', "/");
            let is_ours = match &previous {
                Some(previous) => previous.manifest.files.contains_key(&path),
                None => known.contains(&path),
            };
            if path != MANIFEST && !is_ours {
                return Ok(OutputFolder::Foreign(entry.into_path()));
            }
            is_there += usize::from(path != MANIFEST);
        }
        let all = known.iter().filter(|path| *path != MANIFEST).count();
        if is_lost && (all == 0 || is_there < all) {
            return Ok(OutputFolder::Foreign(out.join(first)));
        }
        Ok(previous.map_or(OutputFolder::Lost, OutputFolder::Ours))
    }

    /// The tree in a folder without looking for what does not belong there; `None` if it has no manifest of ours.
    ///
    /// # Errors
    /// If the manifest cannot be read.
    pub fn read(folder: OwnFolder) -> io::Result<Option<Self>> {
        let Some(manifest_bytes) = folder.read(MANIFEST)? else { return Ok(None) };
        let manifest = Manifest::parse(&manifest_bytes);
        Ok(manifest.map(|manifest| Previous { folder, manifest, manifest_bytes }))
    }

    /// The file at `path` as the manifest lists it, if its bytes are still those that were written. Its size and its time would not
    /// say: both stay where a disk fails, and both can be set.
    pub fn intact(&self, path: &str) -> Option<&FileEntry> {
        let entry = self.manifest.files.get(path)?;
        let bytes = self.folder.read(path).ok()??;
        (bytes.len() as u64 == entry.size && fingerprint::of_bytes(&bytes) == entry.sha256).then_some(entry)
    }

    /// True if the file at `path` has these bytes.
    pub fn has(&self, path: &str, bytes: &[u8]) -> bool {
        self.manifest.files.contains_key(path)
            && self.folder.read(path).is_ok_and(|there| there.as_deref() == Some(bytes))
    }

    /// Puts the file at `path` into another tree as well, without copying it.
    ///
    /// # Errors
    /// What the system says, for example that the file system knows no links.
    pub fn link(&self, path: &str, tree: &OwnFolder) -> io::Result<()> {
        tree.link(&self.folder, path)
    }
}
