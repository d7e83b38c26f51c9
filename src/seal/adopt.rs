//! Adoption: version folders that exist already, from before promulgate or put there by hand, come under the ledger.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::request::{Given, path_of, refuse_errors};
use super::sealing::Sealing;
use super::staged::Refusal;
use crate::check::NOT_IN_LEDGER;
use crate::library::ledger::{ADOPTED, Record};
use crate::library::{Label, Policy, Translates, Version, codes, layout};
use crate::markdown::fingerprint;
use crate::source::Sources;

/// What will be entered of one policy.
#[derive(Debug)]
pub struct Adoption {
    /// The policy's folder.
    pub policy: String,
    pub sealing: Sealing,
}

/// Plans the adoption of every file of a policy's versions that is not in its ledger, in the order in which they were
/// published. Nothing if all are.
///
/// What the files do not say themselves, the day of a translation's later revision or of a file that was put into a
/// version which is entered already, is the library's day: from then on the ledger answers for it.
///
/// # Errors
/// If the ledger or what is in it is not whole, or if a version cannot be read; nothing is written in any case. With
/// `backdate` a version may have taken effect before it was released.
pub fn plan_adoption(
    given: &Given<'_>,
    policy: &Policy,
    backdate: bool,
) -> Result<Option<Adoption>, Refusal> {
    let sources = &given.tree.sources;
    let folder = format!("{}/", policy.versions_folder());
    refuse_errors(given.findings, |finding| {
        let mended_by_this =
            *finding.code == NOT_IN_LEDGER || (backdate && *finding.code == codes::IMPOSSIBLE_DAYS);
        path_of(finding, sources).starts_with(&folder) && !mended_by_this
    })?;
    let mut candidates = candidates(policy, sources, given.library.day);
    if candidates.is_empty() {
        return Ok(None);
    }
    candidates.sort_by(|a, b| {
        a.order().cmp(&b.order()).then_with(|| natord::compare(&a.record.path, &b.record.path))
    });
    let records: Vec<Record> = candidates.into_iter().map(|candidate| candidate.record).collect();
    let label = records.first().map(|record| record.label.clone());
    let Some(label) = label else { return Ok(None) };
    let sealing = Sealing::new(given.tree, policy, label, Vec::new(), records)?;
    Ok(Some(Adoption { policy: policy.folder.to_string(), sealing }))
}

/// A file that may be entered.
struct Candidate {
    record: Record,
    /// The place of its version among those to be entered, and its own in the version.
    version: usize,
    place: u8,
}

impl Candidate {
    /// As published: by day, then by version, each with its own file first and its controlling text next.
    fn order(&self) -> (Date, usize, u8) {
        (self.record.released, self.version, self.place)
    }
}

fn candidates(policy: &Policy, sources: &Sources, day: Date) -> Vec<Candidate> {
    let mut versions: Vec<&Version> = policy.versions.iter().collect();
    versions.sort_by(|a, b| {
        let days = (a.released, a.effective).cmp(&(b.released, b.effective));
        days.then_with(|| natord::compare(a.label.as_str(), b.label.as_str()))
    });
    let places: BTreeMap<&Label, usize> =
        versions.iter().enumerate().map(|(place, version)| (&version.label, place)).collect();
    let unlisted = policy.sealed.iter().filter(|(path, _)| policy.ledger.find(path).is_none());
    unlisted
        .filter_map(|(path, &file)| {
            let (label, name) = path.split_once('/')?;
            let version = policy.version(&Label::parse(label)?)?;
            let bytes = sources.get(file).text.as_bytes();
            let (record, place) = record(version, name, day, fingerprint::of_bytes(bytes));
            Some(Candidate { record, version: places.get(&version.label).copied()?, place })
        })
        .collect()
}

/// The record of a file in a version's folder, and its place among the others.
fn record(version: &Version, name: &str, day: Date, sha256: fingerprint::Fingerprint) -> (Record, u8) {
    // With its version, or later.
    let released = if version.entered.is_none() { version.released } else { day };
    let plain = Record {
        path: format!("{}/{name}", version.label),
        label: version.label.clone(),
        language: None,
        revision: None,
        translates: None,
        released,
        effective: version.effective,
        sha256,
        reason: ADOPTED.to_owned(),
    };
    let stem = name.strip_suffix(".sync.toml").or_else(|| name.strip_suffix(".md"));
    match (name, stem, &version.withdrawn) {
        ("version.toml", ..) => (plain, 0),
        ("withdrawn.toml", _, Some(withdrawal)) => {
            (Record { released: withdrawal.released, effective: withdrawal.effective, ..plain }, 4)
        }
        (_, Some(stem), _) => {
            let (tag, revision) = layout::revision(stem);
            let mut texts = version.texts.values().flatten();
            let text = texts.find(|text| text.lang.as_str() == tag && text.revision == revision);
            let translates = match text.and_then(|text| text.translates.as_ref()) {
                Some(Translates::Version(label)) if name.ends_with(".md") => Some(label.to_string()),
                _ => None,
            };
            let place = if name.ends_with(".md") && text.is_some_and(|text| text.translates.is_none()) {
                1
            } else {
                2
            };
            let released = if revision == 1 { released } else { day.max(version.released) };
            (Record { language: Some(tag), revision: Some(revision), translates, released, ..plain }, place)
        }
        _ => (plain, 3),
    }
}
