//! Looks at a tree in a folder. What is outside the folder is never opened, whatever its manifest says: only files that a
//! walk through the folder has met, which follows no link.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::observed::{Observation, Observed};
use super::paths::{OWN, is_own};
use super::state::TargetState;
use super::verify::{self, ManifestError, Verified};
use crate::disk;
use crate::markdown::Fingerprint;
use crate::output::manifest::{FileEntry, MANIFEST, Manifest};
use crate::source::tree::MAX_FILE;

/// Why a folder cannot be verified or published.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("there is no folder {}; `promulgate build` makes it", .0.display())]
    NoFolder(PathBuf),
    #[error("{} has no {MANIFEST}: no build made it", .0.display())]
    NoManifest(PathBuf),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A file or the folder itself.
    #[error("cannot read {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// Something in the folder.
    #[error("cannot read {}", .0.display())]
    Walk(PathBuf, #[source] walkdir::Error),
    /// Something would be written through it.
    #[error("{} is a link or a pipe, and the site would be written through it; take it away", .0.display())]
    Link(PathBuf),
    /// A file is no longer what the manifest says.
    #[error("{} was changed while the site was being published", .0.display())]
    Changed(PathBuf),
}

/// Verifies the tree in a folder.
///
/// # Errors
/// If the folder or its manifest cannot be read, or if no build made the manifest.
pub fn verify(folder: &Path) -> Result<Verified, FolderError> {
    look(folder).map(verify::judge)
}

/// The manifest of the tree in a folder, as bytes.
///
/// # Errors
/// If it cannot be read.
pub fn manifest_bytes(folder: &Path) -> Result<Vec<u8>, FolderError> {
    read(&folder.join(MANIFEST), MAX_FILE).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if folder.is_dir() => FolderError::NoManifest(folder.to_owned()),
        io::ErrorKind::NotFound => FolderError::NoFolder(folder.to_owned()),
        _ => FolderError::Io(folder.join(MANIFEST), error),
    })
}

/// The manifest of the tree in a folder.
///
/// # Errors
/// If it cannot be read or no build made it.
pub fn manifest(folder: &Path) -> Result<Manifest, FolderError> {
    Ok(verify::manifest(&manifest_bytes(folder)?, &folder.display().to_string())?)
}

fn look(folder: &Path) -> Result<Observation, FolderError> {
    // A walk would take a link at its beginning for a file.
    let folder = &folder.canonicalize().map_err(|error| FolderError::Io(folder.to_owned(), error))?;
    let manifest = manifest(folder)?;
    let met = walk(folder)?;
    let files: BTreeMap<String, Observed> = manifest
        .files
        .par_iter()
        .map(|(path, entry)| (path.clone(), look_at(met.get(path), entry)))
        .collect();
    let mut ledgers = BTreeMap::new();
    for path in super::ledger_paths(&manifest) {
        // One of another size is a finding already.
        let (Some(Met::File(file)), Some(Observed::File { size, .. })) = (met.get(path), files.get(path))
        else {
            continue;
        };
        if let Ok(bytes) = read(file, (*size).min(MAX_FILE)) {
            ledgers.insert(path.to_owned(), bytes);
        }
    }
    let state = state(&met);
    let mut waiting = 0;
    let extra = met.keys().filter(|path| {
        let is_ours = manifest.files.contains_key(*path) || *path == MANIFEST || is_own(path);
        let waits = state.as_ref().is_some_and(|state| state.gone.contains_key(*path));
        waiting += usize::from(waits && !is_ours);
        !is_ours && !waits
    });
    let extra = extra.cloned().collect();
    let mut observation = Observation { manifest, files, ledgers, extra, notes: Vec::new() };
    if waiting > 0 {
        let files = if waiting == 1 { "1 file is" } else { &format!("{waiting} files are") };
        observation.notes.push(format!("{files} no longer part of the site, waiting to be deleted"));
    }
    Ok(observation)
}

/// What a walk through a folder met at a path.
enum Met {
    File(PathBuf),
    /// A link or a device: never opened.
    Other,
}

fn walk(folder: &Path) -> Result<BTreeMap<String, Met>, FolderError> {
    let mut met = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| FolderError::Walk(folder.to_owned(), error))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let is_file = entry.file_type().is_file();
        met.insert(path, if is_file { Met::File(entry.into_path()) } else { Met::Other });
    }
    Ok(met)
}

/// Refuses a folder to which a site of these files is to be published, if a link or a pipe is where one of them will be, or a folder
/// above it, or what publishing keeps for itself: what is written there would lie elsewhere, or nowhere.
///
/// # Errors
/// If so, or if the folder cannot be read.
#[cfg(feature = "publish")]
pub fn refuse_links(target: &Path, manifest: Option<&Manifest>) -> Result<(), FolderError> {
    if !target.is_dir() {
        return Ok(());
    }
    let there = manifest_bytes(target).ok().and_then(|bytes| Manifest::parse(&bytes));
    let written = |path: &str| {
        let files = [manifest, there.as_ref()].into_iter().flatten().map(|manifest| &manifest.files);
        let below = format!("{path}/");
        path == OWN
            || path == MANIFEST
            || is_own(path)
            || files.into_iter().any(|files| {
                files.contains_key(path)
                    || files.range(below.clone()..).next().is_some_and(|(file, _)| file.starts_with(&below))
            })
    };
    let met = walk(target)?;
    let link = met.iter().find(|(path, met)| matches!(met, Met::Other) && written(path));
    link.map_or(Ok(()), |(path, _)| Err(FolderError::Link(target.join(path))))
}

fn look_at(met: Option<&Met>, entry: &FileEntry) -> Observed {
    let file = match met {
        None => return Observed::Missing,
        Some(Met::Other) => return Observed::Unreadable("it is a link, not a file".to_owned()),
        Some(Met::File(file)) => file,
    };
    let seen = fs::metadata(file).and_then(|metadata| {
        if metadata.len() != entry.size {
            return Ok(Observed::OtherSize(metadata.len()));
        }
        hash(file).map(|(size, sha256)| Observed::File { size, sha256, headers: None })
    });
    seen.unwrap_or_else(|error| Observed::Unreadable(error.to_string()))
}

fn hash(file: &Path) -> io::Result<(u64, Fingerprint)> {
    let (mut file, mut digest, mut size) = (disk::open_own(file)?, Sha256::new(), 0);
    let mut part = vec![0; 64 * 1024];
    loop {
        let length = file.read(&mut part)?;
        if length == 0 {
            return Ok((size, Fingerprint(digest.finalize().into())));
        }
        digest.update(part.get(..length).unwrap_or_default());
        size += length as u64;
    }
}

/// At most so many bytes of a file.
fn read(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    disk::open_own(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a publication to this folder left, if it is one to which a site is published.
fn state(met: &BTreeMap<String, Met>) -> Option<TargetState> {
    let Some(Met::File(file)) = met.get(super::state::STATE) else { return None };
    TargetState::parse(&read(file, MAX_FILE).ok()?)
}

/// The bytes of a file that the manifest of a tree lists.
///
/// # Errors
/// If it cannot be read or is no longer what the manifest says.
pub fn file(folder: &Path, path: &str, entry: &FileEntry) -> Result<Vec<u8>, FolderError> {
    let path = folder.join(path);
    let bytes =
        read(&path, entry.size.saturating_add(1)).map_err(|error| FolderError::Io(path.clone(), error))?;
    if crate::markdown::fingerprint::of_bytes(&bytes) != entry.sha256 {
        return Err(FolderError::Changed(path));
    }
    Ok(bytes)
}
