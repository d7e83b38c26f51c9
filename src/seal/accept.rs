//! Accepting: to record that findings in a working text are no faults.

use super::refusal::{PassageRefusal, Refusal};
use super::request::Given;
use super::sync_file::NewSyncFile;
use crate::library::sync::{Allowed, Judged, PassageFinder};
use crate::library::{Policy, Text};
use crate::source::Place;

/// What is accepted.
#[derive(Debug)]
pub struct AcceptanceRequest {
    /// The code of the findings.
    pub rule: String,
    /// The addresses of passages, and the ids of sections for every passage in them that has such a finding; nothing for
    /// every one of the text.
    pub blocks: Vec<String>,
    pub reason: String,
    pub by: Option<String>,
}

/// What will be recorded.
#[derive(Debug)]
pub struct Acceptance {
    /// The addresses of the passages, in the order of the text.
    pub passages: Vec<String>,
    sync: NewSyncFile,
}

impl Acceptance {
    /// Writes the sync file.
    ///
    /// # Errors
    /// If the system refuses; the file is then as it was.
    pub fn carry_out(&self) -> Result<(), Refusal> {
        self.sync.write()
    }
}

/// Plans what is recorded of a working text.
///
/// # Errors
/// If a passage or section is named that is not there, or a section or the text has no such finding; nothing is written in
/// any case.
pub fn plan_acceptance(
    given: &Given<'_>,
    policy: &Policy,
    text: &Text,
    request: &AcceptanceRequest,
) -> Result<Acceptance, Refusal> {
    let mut accepted = Vec::new();
    for name in &request.blocks {
        accepted.extend(named(given, text, &request.rule, name)?);
    }
    if request.blocks.is_empty() {
        accepted = found(given, text, &request.rule, |_| true);
        refuse_none(&accepted, &request.rule, "the text")?;
    }
    accepted.sort_unstable();
    accepted.dedup();
    let places = PassageFinder::of(&text.document);
    let mut sync = text.sync.clone();
    let mut passages = Vec::new();
    for at in accepted {
        let Some(block) = text.document.blocks.get(at) else { continue };
        let address = text.document.address(block);
        let (section, _) = address.rsplit_once('/').unwrap_or((&address, ""));
        let Some(translation) = places.passage(at, section) else { continue };
        sync.allowed.retain(|old| !(old.rule == request.rule && old.translation == translation));
        let judged = Judged::new(given.library.day, request.by.as_deref(), Some(&request.reason));
        sync.allowed.push(Allowed {
            section: section.to_owned(),
            translation,
            rule: request.rule.clone(),
            judged,
        });
        passages.push(address);
    }
    Ok(Acceptance { passages, sync: NewSyncFile::of(given, policy, &text.lang, sync, &[text.file])? })
}

/// The passage of that address; of the section of that id those that have such a finding.
fn named(given: &Given<'_>, text: &Text, rule: &str, name: &str) -> Result<Vec<usize>, Refusal> {
    let document = &text.document;
    if let Some(at) = document.block_at(name) {
        return Ok(vec![at]);
    }
    let Some(section) = document.section(name) else {
        return Err(PassageRefusal::NoPassageOrSection(name.to_owned()).into());
    };
    let inside = found(given, text, rule, |at| {
        let own = document.blocks.get(at).and_then(|block| document.sections.get(block.section));
        own.is_some_and(|own| own.id == section.id)
    });
    refuse_none(&inside, rule, &format!("the section `{name}`"))?;
    Ok(inside)
}

fn refuse_none(found: &[usize], rule: &str, place: &str) -> Result<(), Refusal> {
    match found.is_empty() {
        true => Err(PassageRefusal::NoFinding { place: place.to_owned(), rule: rule.to_owned() }.into()),
        false => Ok(()),
    }
}

/// The blocks of a text that are `wanted` and have a finding of that rule.
fn found(given: &Given<'_>, text: &Text, rule: &str, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let findings = given.findings.iter().filter(|finding| finding.code.name == rule);
    let spans: Vec<_> = findings
        .filter_map(|finding| match &finding.place {
            Place::Passage(span) => Some(*span),
            Place::Path(_) => None,
        })
        .collect();
    let has = |at: &usize| {
        text.document.blocks.get(*at).is_some_and(|block| {
            let own = block.span;
            spans.iter().any(|span| {
                span.file == own.file && own.start <= span.start && span.start < own.end.max(own.start + 1)
            })
        })
    };
    (0..text.document.blocks.len()).filter(has).filter(|at| wanted(*at)).collect()
}
