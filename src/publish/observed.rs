//! What was seen of a published tree.

use std::collections::BTreeMap;

use super::headers::Headers;
use crate::markdown::Fingerprint;
use crate::output::manifest::Manifest;

/// What was seen of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observed {
    /// It is there. The headers only if a server sent it.
    File { size: u64, sha256: Fingerprint, headers: Option<Headers> },
    /// It is there, but has more bytes than the manifest says; it was not read further.
    TooLarge,
    /// It is there with so many bytes, which is not what the manifest says; it was not read.
    OtherSize(u64),
    /// It is not there.
    Missing,
    /// It could not be read, and why.
    Unreadable(String),
    /// Nobody looked: the host does not serve it.
    NotServed,
    /// The host leads elsewhere, as the manifest says that it may.
    Redirected,
}

/// What was seen of a whole tree.
#[derive(Debug, Default)]
pub struct Observation {
    pub manifest: Manifest,
    /// Of every file that the manifest lists.
    pub files: BTreeMap<String, Observed>,
    /// The bytes of the ledgers among them.
    pub ledgers: BTreeMap<String, Vec<u8>>,
    /// Files that the manifest does not list.
    pub extra: Vec<String>,
    /// What people should know although it is no fault.
    pub notes: Vec<String>,
}
