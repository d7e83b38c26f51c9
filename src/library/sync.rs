//! What people have judged of a translation since it was made: which passages say again what the controlling text says,
//! and which findings they accept.
//!
//! A sync file belongs to one text. Each entry is one line, and the lines stand in an order that no edit of a text
//! changes, so that two people who reconcile different passages get one file without a conflict.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::codes;
use super::raw;
use super::values::span;
use crate::markdown::{Document, Fingerprint, fold_white_space};
use crate::source::toml::{At, TomlReader};
use crate::source::{FileId, Finding, Findings, Sources, Span};

/// The sync file of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sync {
    pub reconciled: Vec<Reconciled>,
    pub allowed: Vec<Allowed>,
}

/// Names a block by what it says, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageKey {
    pub text: Fingerprint,
    /// Which one among the blocks of the section that say the same, from 1.
    pub nth: u32,
}

/// That a block of a translation says what a block of the controlling text says; or, where one of the two is missing,
/// that the other needs no counterpart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reconciled {
    /// The id of the section of the controlling block, or of the translated one where that is missing.
    pub section: String,
    pub controlling: Option<PassageKey>,
    pub translation: Option<PassageKey>,
    pub judged: Judged,
}

/// That a rule's finding at a block of the translation is accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allowed {
    pub section: String,
    pub translation: PassageKey,
    /// The code of the rule.
    pub rule: String,
    pub judged: Judged,
}

/// When, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judged {
    pub day: Date,
    by: Option<String>,
    reason: Option<String>,
}

impl Judged {
    /// Whoever says so, and why, in words whose white space is folded: an entry is one line, of which line ends are no part.
    pub fn new(day: Date, by: Option<&str>, reason: Option<&str>) -> Self {
        let words = |words: &str| Some(fold_white_space(words)).filter(|words| !words.is_empty());
        Judged { day, by: by.and_then(words), reason: reason.and_then(words) }
    }

    /// Who judged it; `None` if that was not said.
    pub fn by(&self) -> Option<&str> {
        self.by.as_deref()
    }

    /// Why; `None` if that was not said.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

impl Sync {
    /// True if everything in it was reconciled by the day: before, the text was another one.
    pub fn is_known(&self, day: Date) -> bool {
        self.reconciled.iter().all(|entry| entry.judged.day <= day)
    }
}

/// Reads a `LANG.sync.toml`. What does not fit is reported and left out.
pub fn read(file: FileId, sources: &Sources, findings: &mut Findings) -> Sync {
    static READER: LazyLock<TomlReader<raw::SyncFile>> = LazyLock::new(TomlReader::default);
    let raw = READER.read(file, &sources.get(file).text, 0, findings);
    let mut sync = Sync::default();
    for entry in raw.reconciled {
        let place = span(file, &entry);
        match reconciled(file, entry.value, findings) {
            Ok(Some(entry)) => sync.reconciled.push(entry),
            Ok(None) => {}
            Err(lack) => findings.push(incomplete(place, lack)),
        }
    }
    for entry in raw.allowed {
        let place = span(file, &entry);
        match allowed(file, entry.value, findings) {
            Ok(Some(entry)) => sync.allowed.push(entry),
            Ok(None) => {}
            Err(lack) => findings.push(incomplete(place, lack)),
        }
    }
    sync
}

fn incomplete(place: Span, lack: &str) -> Finding {
    Finding::new(
        &codes::MISSING_KEY,
        place,
        format!("this entry has no {lack}"),
        "take the line out and run `promulgate reconcile` again, which writes it whole",
    )
}

/// The entry; `None` if one of its values has a finding of its own; or what it lacks.
fn reconciled(
    file: FileId,
    raw: raw::Reconciled,
    findings: &mut Findings,
) -> Result<Option<Reconciled>, &'static str> {
    let section = raw.section.ok_or("`section`")?.value;
    let day = raw.day.ok_or("`day`")?.value.0;
    if raw.controlling.is_none() && raw.translation.is_none() {
        return Err("`controlling` or `translation`");
    }
    let mut passage = |text: Option<At<String>>, nth: Option<At<i64>>| match text {
        None => Some(None),
        Some(text) => Some(Some(PassageKey { text: fingerprint(file, &text, findings)?, nth: number(nth) })),
    };
    let controlling = passage(raw.controlling, raw.controlling_nth);
    let translation = passage(raw.translation, raw.translation_nth);
    let judged = judged(day, raw.by.as_ref(), raw.reason.as_ref());
    Ok(controlling.zip(translation).map(|(controlling, translation)| Reconciled {
        section,
        controlling,
        translation,
        judged,
    }))
}

fn allowed(
    file: FileId,
    raw: raw::Allowed,
    findings: &mut Findings,
) -> Result<Option<Allowed>, &'static str> {
    let section = raw.section.ok_or("`section`")?.value;
    let rule = raw.rule.ok_or("`rule`")?.value;
    let text = raw.translation.ok_or("`translation`")?;
    let day = raw.day.ok_or("`day`")?.value.0;
    let judged = judged(day, raw.by.as_ref(), raw.reason.as_ref());
    Ok(fingerprint(file, &text, findings).map(|text| {
        let translation = PassageKey { text, nth: number(raw.translation_nth) };
        Allowed { section, translation, rule, judged }
    }))
}

fn judged(day: Date, by: Option<&At<String>>, reason: Option<&At<String>>) -> Judged {
    Judged::new(day, by.map(|by| by.value.as_str()), reason.map(|reason| reason.value.as_str()))
}

fn number(nth: Option<At<i64>>) -> u32 {
    nth.and_then(|nth| u32::try_from(nth.value).ok()).unwrap_or(1).max(1)
}

fn fingerprint(file: FileId, text: &At<String>, findings: &mut Findings) -> Option<Fingerprint> {
    let fingerprint = Fingerprint::parse(&text.value);
    if fingerprint.is_none() {
        findings.push(Finding::new(
            &codes::BAD_VALUE,
            span(file, text),
            "this is no SHA-256 fingerprint: 64 digits from 0 to 9 and a to f",
            "take the line out and run `promulgate reconcile` again, which writes it whole",
        ));
    }
    fingerprint
}

/// Finds the blocks of a document by what they say.
pub struct PassageFinder<'a> {
    document: &'a Document,
    by_text: HashMap<Fingerprint, Vec<usize>>,
}

impl<'a> PassageFinder<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut by_text: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
        for (at, block) in document.blocks.iter().enumerate() {
            by_text.entry(block.text).or_default().push(at);
        }
        PassageFinder { document, by_text }
    }

    /// True if some block says this.
    pub fn has(&self, text: &Fingerprint) -> bool {
        self.by_text.contains_key(text)
    }

    /// The block that an entry of `section` names: among those of the section, or of the whole text if it has moved away.
    pub fn find(&self, passage: &PassageKey, section: &str) -> Option<usize> {
        let nth = usize::try_from(passage.nth).ok()?.saturating_sub(1);
        let mut equals = self.equals(&passage.text, section);
        let last = equals.len().checked_sub(1)?;
        Some(equals.swap_remove(nth.min(last)))
    }

    /// What names a block in an entry of `section`.
    pub fn passage(&self, block: usize, section: &str) -> Option<PassageKey> {
        let text = self.document.blocks.get(block)?.text;
        let nth = self.equals(&text, section).iter().position(|at| *at == block)? + 1;
        Some(PassageKey { text, nth: u32::try_from(nth).ok()? })
    }

    /// The blocks that say the same, those of the section first.
    fn equals(&self, text: &Fingerprint, section: &str) -> Vec<usize> {
        let is_there = |at: &usize| {
            let block = self.document.blocks.get(*at);
            let home = block.and_then(|block| self.document.sections.get(block.section));
            home.is_some_and(|home| home.id == section)
        };
        let all = self.by_text.get(text).map(Vec::as_slice).unwrap_or_default();
        let (mut there, elsewhere): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| is_there(at));
        there.extend(elsewhere);
        there
    }
}

impl Sync {
    /// By block of the translation: the rules whose findings are accepted there.
    pub fn accepted(&self, translation: &Document) -> HashMap<usize, Vec<&str>> {
        let mut accepted: HashMap<usize, Vec<&str>> = HashMap::new();
        if self.allowed.is_empty() {
            return accepted;
        }
        let places = PassageFinder::of(translation);
        for entry in &self.allowed {
            if let Some(at) = places.find(&entry.translation, &entry.section) {
                accepted.entry(at).or_default().push(&entry.rule);
            }
        }
        accepted
    }
}
