//! `manifest.json`: every file of a built tree, and the sign that the tree is ours.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::markdown::fingerprint;

/// The file's name in the output folder.
pub const MANIFEST: &str = "manifest.json";

const GENERATOR: &str = "promulgate";

/// One file of the tree.
pub struct Entry {
    path: String,
    sha256: String,
    size: usize,
}

impl Entry {
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Entry { path: path.to_owned(), sha256: fingerprint::of_bytes(bytes).to_string(), size: bytes.len() }
    }
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    generator: String,
    files: BTreeMap<String, FileView>,
}

/// A file as the manifest lists it: SHA-256 in hexadecimal, size in bytes.
#[derive(Serialize, Deserialize)]
struct FileView {
    sha256: String,
    size: usize,
}

/// The manifest of these files, in order of their paths.
pub fn write(entries: Vec<Entry>) -> Vec<u8> {
    let files = entries
        .into_iter()
        .map(|entry| (entry.path, FileView { sha256: entry.sha256, size: entry.size }))
        .collect();
    let manifest = Manifest { generator: GENERATOR.to_owned(), files };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The files that a manifest lists; nothing if no build of ours wrote it.
pub fn paths(bytes: &[u8]) -> Option<BTreeSet<String>> {
    let manifest = serde_json::from_slice::<Manifest>(bytes).ok()?;
    (manifest.generator == GENERATOR).then(|| manifest.files.into_keys().collect())
}
