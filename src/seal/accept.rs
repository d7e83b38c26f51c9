//! Accepting: to record that a finding at a passage of a working text is no fault.

use super::request::{Given, refuse};
use super::staged::Refusal;
use super::sync_file::NewSyncFile;
use crate::library::sync::{Allowed, Judged, Places};
use crate::library::{Policy, Text};

/// What is accepted.
#[derive(Debug)]
pub struct AcceptanceRequest {
    /// The code of the findings.
    pub rule: String,
    /// The addresses of the passages.
    pub blocks: Vec<String>,
    pub reason: String,
    pub by: Option<String>,
}

/// Plans what is recorded of a working text.
///
/// # Errors
/// If no passage is named, or one that is not there; nothing is written in any case.
pub fn plan_acceptance(
    given: &Given<'_>,
    policy: &Policy,
    text: &Text,
    request: &AcceptanceRequest,
) -> Result<NewSyncFile, Refusal> {
    if request.blocks.is_empty() {
        return Err(refuse("name the passages whose findings are accepted: SECTION/NUMBER"));
    }
    let places = Places::of(&text.document);
    let mut sync = text.sync.clone();
    for block in &request.blocks {
        let no_passage = || refuse(format!("the text has no passage `{block}`"));
        let at = text.document.block_at(block).ok_or_else(no_passage)?;
        let (section, _) = block.rsplit_once('/').ok_or_else(no_passage)?;
        let translation = places.passage(at, section).ok_or_else(no_passage)?;
        sync.allowed.retain(|old| !(old.rule == request.rule && old.translation == translation));
        let judged = Judged::new(given.library.day, request.by.as_deref(), Some(&request.reason));
        sync.allowed.push(Allowed {
            section: section.to_owned(),
            translation,
            rule: request.rule.clone(),
            judged,
        });
    }
    NewSyncFile::of(given, policy, &text.lang, sync)
}
