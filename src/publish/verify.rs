//! Verifies a published tree: what was seen of it, against its manifest and its ledgers. No reading here: `folder.rs` and
//! `web.rs` look, this file judges.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{PUBLISHED_CHANGED, PUBLISHED_EXTRA, PUBLISHED_HEADER, PUBLISHED_MISSING, PUBLISHED_TYPE};
use super::headers::{self, Verdict};
use super::ledgers;
use super::observed::{Observation, Observed};
use crate::output::manifest::{FileEntry, MANIFEST, Manifest};
use crate::site::delivery::Class;
use crate::source::{Finding, Findings, Place, Sources};

/// A tree and what was found wrong with it.
#[derive(Debug)]
pub struct Verified {
    pub manifest: Manifest,
    /// The ledgers, into which findings may point.
    pub sources: Sources,
    pub findings: Findings,
    pub notes: Vec<String>,
}

const AGAIN: &str =
    "build again; at a target, put it back from the built folder: publishing writes only what changed";
/// The same for what nobody may write over.
const RESTORE: &str =
    "it was published for good: put it back by hand from the built folder, and find out who changed it";

/// Why a manifest is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    #[error("{whose} has a {MANIFEST} that this version of promulgate cannot read")]
    Unreadable { whose: String },
    /// It lists what cannot be a file of a site.
    #[error("{whose} has a {MANIFEST} that promulgate did not make: it lists {path:?}")]
    NotOurs { whose: String, path: String },
}

/// Reads the manifest in `bytes`, of the tree that messages call `whose`.
///
/// # Errors
/// If no build made it or if it lists what cannot be a file of a site.
pub fn manifest(bytes: &[u8], whose: &str) -> Result<Manifest, ManifestError> {
    let whose = || whose.to_owned();
    let manifest = Manifest::parse(bytes).ok_or_else(|| ManifestError::Unreadable { whose: whose() })?;
    match manifest.files.keys().find(|path| !super::paths::is_plain(path) || *path == MANIFEST) {
        Some(path) => Err(ManifestError::NotOurs { whose: whose(), path: path.clone() }),
        None => Ok(manifest),
    }
}

/// Judges what was seen.
pub fn judge(observation: Observation) -> Verified {
    let mut findings = Findings::new();
    let mut odd_headers = BTreeMap::new();
    for (path, entry) in &observation.manifest.files {
        let seen = observation.files.get(path).unwrap_or(&Observed::Missing);
        judge_file(path, entry, seen, &mut odd_headers, &mut findings);
    }
    findings.extend(odd_headers.into_iter().map(|(difference, paths)| of_header(difference, &paths)));
    for path in &observation.extra {
        let message = format!("`{path}` is not in the manifest: no build made it");
        findings.push(Finding::new(
            &PUBLISHED_EXTRA,
            place(path),
            message,
            "remove it, or build into an empty folder",
        ));
    }
    let sources = ledgers::judge(&observation, &mut findings);
    Verified { manifest: observation.manifest, sources, findings, notes: observation.notes }
}

/// A header that differs: its name, what the manifest says, what was sent.
type Difference = (&'static str, String, String);

fn judge_file(
    path: &str,
    entry: &FileEntry,
    seen: &Observed,
    odd_headers: &mut BTreeMap<Difference, BTreeSet<String>>,
    findings: &mut Findings,
) {
    let way_out = match Class::of(path) {
        Class::Sealed | Class::Ledger => RESTORE,
        _ => AGAIN,
    };
    let changed = |message: String| Finding::new(&PUBLISHED_CHANGED, place(path), message, way_out);
    match seen {
        Observed::NotServed | Observed::Redirected => {}
        Observed::Missing => {
            let message = format!("`{path}` is missing, which the manifest lists with {} bytes", entry.size);
            findings.push(Finding::new(&PUBLISHED_MISSING, place(path), message, way_out));
        }
        Observed::Unreadable(why) => findings.push(changed(format!("`{path}` cannot be read: {why}"))),
        Observed::TooLarge => findings.push(changed(format!(
            "`{path}` was changed: it has more than the {} bytes that the manifest says",
            entry.size
        ))),
        Observed::OtherSize(size) => findings.push(changed(format!(
            "`{path}` was changed: it has {size} bytes, the manifest says {}",
            entry.size
        ))),
        Observed::File { size, sha256, headers } => {
            if *size != entry.size {
                let message =
                    format!("`{path}` was changed: it has {size} bytes, the manifest says {}", entry.size);
                findings.push(changed(message));
            } else if *sha256 != entry.sha256 {
                let message = format!(
                    "`{path}` was changed: its SHA-256 is {sha256}, the manifest says {}",
                    entry.sha256
                );
                findings.push(changed(message));
            }
            let Some(headers) = headers else { return };
            let sent = |header: &Option<String>| header.clone().unwrap_or_default();
            match headers::compare_type(&entry.content_type, headers.content_type.as_deref()) {
                Verdict::Same => {}
                Verdict::Differs => {
                    let key = ("Content-Type", entry.content_type.clone(), sent(&headers.content_type));
                    odd_headers.entry(key).or_default().insert(path.to_owned());
                }
                Verdict::Contradicts => {
                    let message = format!(
                        "`{path}` is delivered as `{}`, but is `{}`",
                        sent(&headers.content_type),
                        entry.content_type
                    );
                    let help = "let the server send the type that the manifest lists";
                    findings.push(Finding::new(&PUBLISHED_TYPE, place(path), message, help));
                }
            }
            if !headers::same_cache_control(&entry.cache_control, headers.cache_control.as_deref()) {
                let key = ("Cache-Control", entry.cache_control.clone(), sent(&headers.cache_control));
                odd_headers.entry(key).or_default().insert(path.to_owned());
            }
        }
    }
}

/// One finding for all files with the same odd header: a host that sets none would have one for each file.
fn of_header((name, wanted, sent): Difference, paths: &BTreeSet<String>) -> Finding {
    let first = paths.first().map_or("", String::as_str);
    let of = match paths.len() {
        1 => format!("`{first}`"),
        many => format!("`{first}` and {} more", many - 1),
    };
    let message = match sent.as_str() {
        "" => format!("{of} come without `{name}`, which should be `{wanted}`"),
        sent => format!("{of} come with `{name}: {sent}`, which should be `{wanted}`"),
    };
    let help = "publish with `promulgate publish`, or set the header in the server";
    Finding::new(&PUBLISHED_HEADER, place(first), message, help)
}

fn place(path: &str) -> Place {
    Place::Path(path.into())
}
