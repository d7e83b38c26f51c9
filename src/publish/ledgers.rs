//! The ledgers of a published tree: whether their chains hold, and whether they answer for every sealed text there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::observed::{Observation, Observed};
use crate::library::Page;
use crate::library::codes::BROKEN_LEDGER;
use crate::library::ledger::{self, NOT_IN_LEDGER, Record, SEALED_CHANGED, check_chain};
use crate::markdown::Fingerprint;
use crate::site::delivery::Class;
use crate::source::{Finding, Findings, Place, Sources, Span};

const RESTORE: &str = "what was sealed stays word for word: restore it, and find out who changed it";

/// Verifies every ledger that was seen, and the sealed texts against them. Returns the ledgers, into which findings
/// point.
pub fn judge(observation: &Observation, findings: &mut Findings) -> Sources {
    let mut sources = Sources::default();
    // What the ledgers say of each sealed text: its SHA-256, and where.
    let mut sealed: BTreeMap<String, (Fingerprint, Span)> = BTreeMap::new();
    for (path, bytes) in &observation.ledgers {
        let Ok(text) = std::str::from_utf8(bytes) else {
            let message = format!("`{path}` is no ledger: it is not UTF-8 text");
            findings.push(Finding::new(
                &BROKEN_LEDGER,
                Place::Path(path.as_str().into()),
                message,
                ledger::RESTORE,
            ));
            continue;
        };
        let file = sources.add(Arc::from(path.as_str()), text.into());
        let ledger = ledger::read(file, &sources, findings);
        check_chain(&ledger, &sources, findings);
        let Some(subject) = subject(path) else { continue };
        for entry in &ledger.entries {
            if let Some(published) = published_path(&subject, &entry.record) {
                sealed.insert(published, (entry.record.sha256, entry.span));
            }
        }
    }
    for path in observation.manifest.files.keys().filter(|path| Class::of(path) == Class::Sealed) {
        let place = Place::Path(path.as_str().into());
        let Some((wanted, at)) = sealed.get(path) else {
            let message = format!("`{path}` has no entry in a ledger: nobody answers for it");
            findings.push(Finding::new(&NOT_IN_LEDGER, place, message, RESTORE));
            continue;
        };
        // What is there decides; of a file that could not be read, something was said already.
        let Some(Observed::File { sha256, .. }) = observation.files.get(path) else { continue };
        if sha256 != wanted {
            let message =
                format!("`{path}` is not what was sealed: its SHA-256 is {sha256}, the ledger says {wanted}");
            findings.push(Finding::new(&SEALED_CHANGED, place, message, RESTORE).label(*at, "the entry"));
        }
    }
    sources
}

/// The paths of the sealed texts for which a ledger has an entry. What is wrong with the ledger is for [`judge`] to say.
#[cfg(feature = "publish")]
pub fn answers_for(path: &str, bytes: &[u8]) -> Vec<String> {
    let (Some(subject), Ok(text)) = (subject(path), std::str::from_utf8(bytes)) else { return Vec::new() };
    let mut sources = Sources::default();
    let file = sources.add(Arc::from(path), text.into());
    let ledger = ledger::read(file, &sources, &mut Findings::new());
    ledger.entries.iter().filter_map(|entry| published_path(&subject, &entry.record)).collect()
}

/// Whose ledger is at a path: `privacy`, or `privacy/in/br`.
fn subject(path: &str) -> Option<String> {
    Some(path.strip_prefix("ledgers/")?.strip_suffix(".toml")?.to_owned())
}

/// What people should know where a ledger has gone on under another name: the old addresses lead nowhere. `None` if it is at
/// neither path.
#[cfg(feature = "publish")]
pub fn renamed(old: &str, new: &str) -> Option<String> {
    let (before, now) = (subject(old)?, subject(new)?);
    let parts = |subject: &str| match subject.split_once("/in/") {
        Some((policy, addendum)) => (policy.to_owned(), Some(addendum.to_owned())),
        None => (subject.to_owned(), None),
    };
    let ((old_policy, old_addendum), (policy, addendum)) = (parts(&before), parts(&now));
    // The addenda of a policy that was renamed are found with it.
    let (name, folder) = match (old_addendum, addendum) {
        (Some(old), Some(new)) if old_policy == policy => (old, format!("{policy}/addenda/{new}")),
        _ => (old_policy, policy),
    };
    Some(format!(
        "`{before}` was renamed to `{now}`, and its old addresses lead nowhere: write formerly = [\"{name}\"] into \
         content/{folder}/policy.toml, build and publish again"
    ))
}

/// Where the text of which a record speaks is published; `None` for what is not published as sealed: registers, sync files,
/// `version.toml`.
fn published_path(subject: &str, record: &Record) -> Option<String> {
    let (language, revision) = (record.language.as_ref()?, record.revision?);
    if !record.path.ends_with(".md") {
        return None;
    }
    Some(format!("{language}/{subject}/{}policy.md", Page::permanent(&record.label, revision)))
}
