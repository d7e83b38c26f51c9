//! What shall be at the target: a manifest, and where the bytes come from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::failure::{Failure, Unfit};
use super::remote_state::RemoteState;
use super::state::object;
use super::store::Remote;
use super::{folder, ledgers, verify};
use crate::markdown::{Fingerprint, fingerprint};
use crate::output::manifest::{FileEntry, Manifest};
use crate::site::delivery::{Class, is_permanent};
use crate::source::tree::MAX_FILE;
use crate::source::{any_error, human};

/// What shall be at the target.
#[derive(Clone)]
pub struct Release {
    pub manifest: Manifest,
    /// The file of the manifest.
    pub bytes: Bytes,
    pub sha256: Fingerprint,
    origin: Origin,
}

/// Where the bytes come from.
#[derive(Clone)]
enum Origin {
    /// A built tree.
    Folder(PathBuf),
    /// What is kept at the target.
    Kept,
}

impl Release {
    /// The tree in a folder, once it has been verified.
    ///
    /// # Errors
    /// If it is not whole, or not for the public.
    pub fn of_folder(folder: &Path) -> Result<Self, Failure> {
        let bytes = folder::manifest_bytes(folder)?;
        let verified = folder::verify(folder)?;
        if any_error(&verified.findings) {
            let findings = human::print(&verified.findings, &verified.sources, false).trim_end().to_owned();
            return Err(Unfit::NotAsBuilt { folder: folder.to_owned(), findings }.into());
        }
        if verified.manifest.preview {
            return Err(Unfit::Preview(folder.to_owned()).into());
        }
        if verified.manifest.files.is_empty() {
            return Err(Unfit::Empty(folder.to_owned()).into());
        }
        let (sha256, origin) = (fingerprint::of_bytes(&bytes), Origin::Folder(folder.to_owned()));
        Ok(Release { manifest: verified.manifest, bytes: bytes.into(), sha256, origin })
    }

    /// What was at the target before: its pages and what points at them, with today's sealed texts and ledgers, which
    /// never go back.
    ///
    /// # Errors
    /// If nothing is kept.
    pub async fn previous(remote: &Remote, there: &RemoteState) -> Result<Self, Failure> {
        let current = there.manifest.as_ref().ok_or(Unfit::NothingEarlier)?;
        let goal = match &there.state.pending {
            Some(pending) => pending.replaces,
            None => there.state.previous,
        };
        let goal = kept_manifest(remote, goal.ok_or(Unfit::NothingEarlier)?).await?;
        let stays = |path: &str| matches!(Class::of(path), Class::Sealed | Class::Ledger);
        let mut files: BTreeMap<String, FileEntry> = current.manifest.files.clone();
        // What is new at a permanent address stays; the assets of both are there.
        files.retain(|path, _| is_permanent(path) || stays(path) || Class::of(path) == Class::Asset);
        files.extend(
            goal.files
                .iter()
                .filter(|(path, _)| !stays(path))
                .map(|(path, entry)| (path.clone(), entry.clone())),
        );
        if let Some(pending) = &there.state.pending {
            files.extend(sealed_since(remote, pending.manifest, &current.manifest).await?);
        }
        let manifest = Manifest { files, ..goal };
        let bytes = Bytes::from(manifest.to_bytes());
        Ok(Release { sha256: fingerprint::of_bytes(&bytes), manifest, bytes, origin: Origin::Kept })
    }

    /// The ledgers.
    pub fn ledgers(&self) -> impl Iterator<Item = (&str, &FileEntry)> {
        let files = self.manifest.files.iter().map(|(path, entry)| (path.as_str(), entry));
        files.filter(|(path, _)| Class::of(path) == Class::Ledger)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// If they cannot be read, or are not what the manifest says.
    pub async fn bytes(&self, remote: &Remote, path: &str, entry: &FileEntry) -> Result<Bytes, Failure> {
        match &self.origin {
            Origin::Folder(folder) => Ok(Bytes::from(folder::file(folder, path, entry)?)),
            Origin::Kept => {
                for place in [object(entry.sha256), path.to_owned()] {
                    if let Some(kept) = remote.get(&place, MAX_FILE).await?
                        && fingerprint::of_bytes(&kept.bytes) == entry.sha256
                    {
                        return Ok(kept.bytes);
                    }
                }
                Err(Unfit::NotKept(path.to_owned()).into())
            }
        }
    }
}

async fn kept_manifest(remote: &Remote, sha256: Fingerprint) -> Result<Manifest, Failure> {
    let kept = remote.get(&object(sha256), MAX_FILE).await?.ok_or(Unfit::ManifestNotKept)?;
    if fingerprint::of_bytes(&kept.bytes) != sha256 {
        return Err(Unfit::ManifestNotKept.into());
    }
    Ok(verify::manifest(&kept.bytes, "the target")?)
}

/// The sealed texts and ledgers that a publication which did not end has written: they are public, and stay.
async fn sealed_since(
    remote: &Remote,
    pending: Fingerprint,
    current: &Manifest,
) -> Result<Vec<(String, FileEntry)>, Failure> {
    // It may not have got as far as keeping its manifest; then it has written nothing else either.
    if !remote.has(&object(pending)).await? {
        return Ok(Vec::new());
    }
    let mut written = Vec::new();
    let mut answered = BTreeSet::new();
    for (path, entry) in kept_manifest(remote, pending).await?.files {
        let is_other = current.files.get(&path).is_none_or(|known| known.sha256 != entry.sha256);
        if is_other
            && matches!(Class::of(&path), Class::Sealed | Class::Ledger)
            && let Some(there) = remote.look(&path, entry.size).await?
            && there.sha256 == Some(entry.sha256)
        {
            if Class::of(&path) == Class::Ledger
                && let Some(ledger) = remote.get(&path, MAX_FILE).await?
            {
                answered.extend(ledgers::answers_for(&path, &ledger.bytes));
            }
            written.push((path, entry));
        }
    }
    // A text whose ledger was still to come is there, but nothing speaks of it yet.
    written.retain(|(path, _)| Class::of(path) == Class::Ledger || answered.contains(path));
    Ok(written)
}
