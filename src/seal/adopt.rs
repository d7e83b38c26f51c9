//! Adoption: version folders that exist already, from before promulgate or put there by hand, come under the ledger.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::natural;
use super::refusal::{AdoptionRefusal, Refusal};
use super::request::{Given, is_sealed_part, refuse_ahead, refuse_errors};
use super::sealing::Sealing;
use crate::check::PLACEHOLDER;
use crate::library::ledger::{ADOPTED, NOT_IN_LEDGER, Record};
use crate::library::{Label, Policy, Translates, Version, Withdrawal, codes, layout};
use crate::markdown::fingerprint;
use crate::source::{Severity, Sources};

/// What will be entered of one policy.
#[derive(Debug)]
pub struct Adoption {
    /// The policy's folder.
    pub policy: String,
    pub sealing: Sealing,
    /// How often each code was found in the versions: notes from then on.
    pub notes: BTreeMap<&'static str, usize>,
}

/// What an adoption may enter that would else be refused.
#[derive(Debug, Default, Clone, Copy)]
pub struct AdoptionOptions {
    /// Versions that took effect before they were released.
    pub backdate: bool,
    /// What is dated after today.
    pub ahead: bool,
}

/// Plans the adoption of every file of a policy's versions that is not in its ledger, in the order in which they were
/// published. `None` if all are.
///
/// What the files do not say themselves, the day of a translation's later revision or of one that was put into a version
/// which is entered already, is the library's day: from then on the ledger answers for it.
///
/// # Errors
/// If the ledger or what is in it is not whole, or if a version cannot be read or has days that are not `allowed`; nothing is
/// written in any case.
pub fn plan_adoption(
    given: &Given<'_>,
    policy: &Policy,
    allowed: AdoptionOptions,
) -> Result<Option<Adoption>, Refusal> {
    let sources = &given.tree.sources;
    refuse_errors(given, |finding| {
        let mended_by_this =
            *finding.code == NOT_IN_LEDGER || (allowed.backdate && *finding.code == codes::IMPOSSIBLE_DAYS);
        finding.severity == Severity::Error && is_part(policy, finding.path(sources)) && !mended_by_this
    })?;
    let mut candidates = candidates(policy, sources, given.library.day);
    for candidate in &candidates {
        candidate.check(policy)?;
        refuse_ahead(given.library, candidate.record.released, allowed.ahead)
            .map_err(|why| AdoptionRefusal::Day { path: candidate.path(policy), why })?;
    }
    refuse_unwritten(given, policy, &candidates)?;
    refuse_gaps(policy)?;
    if candidates.is_empty() {
        return Ok(None);
    }
    candidates.sort_by(|a, b| {
        a.order().cmp(&b.order()).then_with(|| natural::compare(&a.record.path, &b.record.path))
    });
    let records: Vec<Record> = candidates.into_iter().map(|candidate| candidate.record).collect();
    let label = records.first().map(|record| record.label.clone());
    let Some(label) = label else { return Ok(None) };
    let sealing = Sealing::new(given.tree, policy, label, Vec::new(), records)?;
    let mut notes = BTreeMap::new();
    for finding in given.findings.iter().filter(|finding| policy.is_below_versions(finding.path(sources))) {
        if *finding.code != NOT_IN_LEDGER {
            *notes.entry(finding.code.name).or_default() += 1;
        }
    }
    Ok(Some(Adoption { policy: policy.folder.to_string(), sealing, notes }))
}

/// True for what decides about a policy's versions, and for a folder above them that cannot be read.
fn is_part(policy: &Policy, path: &str) -> bool {
    let folder = policy.versions_folder();
    let is_above = folder.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    is_sealed_part(policy, path) || is_above
}

/// A file that may be entered.
struct Candidate {
    record: Record,
    /// The place of its version among those to be entered, and its own in the version.
    version: usize,
    place: u8,
    /// True if its version is in the ledger already.
    is_late: bool,
}

impl Candidate {
    /// As published: by day, then by version, each with its own file first and its controlling text next.
    fn order(&self) -> (Date, usize, u8) {
        (self.record.released, self.version, self.place)
    }

    /// Its path below the site's folder.
    fn path(&self, policy: &Policy) -> String {
        format!("{}/{}", policy.versions_folder(), self.record.path)
    }

    /// Refuses a file that would change what is sealed already, or a withdrawal that could not have been.
    fn check(&self, policy: &Policy) -> Result<(), Refusal> {
        let path = self.path(policy);
        let is_text = self.record.language.is_some();
        if self.is_late && !is_text {
            return Err(AdoptionRefusal::Late(path).into());
        }
        let version = policy.version(&self.record.label);
        let withdrawal = version.and_then(|version| Some((version, version.withdrawn.as_ref()?)));
        match withdrawal.filter(|_| self.record.path.ends_with("/withdrawn.toml")) {
            Some((version, withdrawal)) if !is_possible(policy, version, withdrawal) => {
                Err(AdoptionRefusal::ImpossibleWithdrawal(path).into())
            }
            _ => Ok(()),
        }
    }
}

/// Refuses a text that `new version` wrote for people to replace.
fn refuse_unwritten(given: &Given<'_>, policy: &Policy, candidates: &[Candidate]) -> Result<(), Refusal> {
    let of_placeholders = given.findings.iter().filter(|finding| *finding.code == PLACEHOLDER);
    let unwritten: HashSet<&str> = of_placeholders.map(|finding| finding.path(&given.tree.sources)).collect();
    let mut paths = candidates.iter().map(|candidate| candidate.path(policy));
    match paths.find(|path| unwritten.contains(path.as_str())) {
        None => Ok(()),
        Some(path) => Err(AdoptionRefusal::Unwritten(path).into()),
    }
}

/// Refuses a revision before which one is missing: its number would be that of nothing that was ever published.
fn refuse_gaps(policy: &Policy) -> Result<(), Refusal> {
    let gap = policy.versions().iter().find_map(|version| {
        let mut numbered = version.texts.values().flat_map(|texts| texts.iter().zip(1..));
        numbered.find(|(text, number)| text.revision != *number).map(|(text, number)| (version, text, number))
    });
    if let Some((version, text, missing)) = gap {
        let name = layout::text_path(version.label.as_str(), text.lang.as_str(), text.revision);
        let path = format!("{}/{name}", policy.versions_folder());
        let (revision, lang) = (text.revision, text.lang.clone());
        return Err(AdoptionRefusal::RevisionMissing { path, revision, lang, missing }.into());
    }
    Ok(())
}

fn is_possible(policy: &Policy, version: &Version, withdrawal: &Withdrawal) -> bool {
    let is_known = withdrawal.released >= version.released;
    let before_effect = withdrawal.released < version.effective && withdrawal.effective <= version.effective;
    let is_end = policy.is_addendum()
        && withdrawal.effective > version.effective
        && withdrawal.effective >= withdrawal.released;
    // As one is taken back that was dated ahead: it never stood.
    let never_stood = withdrawal.released == version.released && withdrawal.effective <= version.effective;
    is_known && (before_effect || never_stood || is_end)
}

fn candidates(policy: &Policy, sources: &Sources, day: Date) -> Vec<Candidate> {
    let mut versions: Vec<&Version> = policy.versions().iter().collect();
    versions.sort_by(|a, b| {
        let days = (a.released, a.effective).cmp(&(b.released, b.effective));
        days.then_with(|| natural::compare(a.label.as_str(), b.label.as_str()))
    });
    let places: BTreeMap<&Label, usize> =
        versions.iter().enumerate().map(|(place, version)| (&version.label, place)).collect();
    let unlisted = policy.version_folders().files().filter(|(path, _)| policy.ledger().find(path).is_none());
    unlisted
        .filter_map(|(path, file)| {
            let (label, name) = path.split_once('/')?;
            let version = policy.version(&Label::parse(label)?)?;
            let bytes = sources.get(file).text.as_bytes();
            let (record, place) = record(version, name, day, fingerprint::of_bytes(bytes));
            let is_late = version.entered.is_some();
            Some(Candidate { record, version: places.get(&version.label).copied()?, place, is_late })
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
