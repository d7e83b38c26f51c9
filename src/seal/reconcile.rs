//! Reconciling: to record that passages of a translation again say what the controlling text says.

use std::collections::BTreeSet;
use std::path::PathBuf;

use arcstr::ArcStr;

use super::refusal::{PassageRefusal, Refusal, replace};
use super::request::Given;
use super::sync_file::NewSyncFile;
use crate::drift::{Against, Current, Judgement, Measured, State, Subject, Translation};
use crate::library::sync::{Judged, PassageFinder, Reconciled};
use crate::library::{Sync, Translates, translating};
use crate::markdown::{Block, Document};
use crate::redline::BlockIdx;
use crate::source::FileId;

/// What shall be recorded.
#[derive(Debug)]
pub struct ReconcileRequest {
    /// Passages as `drift` names them, sections by their ids, or pairs `TRANSLATION=CONTROLLING`; nothing for every
    /// passage that is behind.
    pub blocks: Vec<String>,
    pub reason: Option<String>,
    pub by: Option<String>,
}

/// What will be recorded.
#[derive(Debug)]
pub struct Reconciliation {
    /// The passages, by name.
    pub passages: Vec<String>,
    /// Those that were named, or are meant by the whole, and stand as they are: by name, with the reason.
    pub left: Vec<(String, &'static str)>,
    /// What the translation has to say that it translates once this is written, if it then says all of that.
    pub translates: Option<String>,
    sync: NewSyncFile,
    root: PathBuf,
    /// The translation's path, its text as it was read, and that with what it translates in its front matter.
    translating: Option<(String, ArcStr, String)>,
}

/// Plans what is recorded of a measured working translation.
///
/// # Errors
/// If a name means nothing, or something cannot be recorded; nothing is written in any case.
pub fn plan_reconciliation(
    given: &Given<'_>,
    subject: &Subject<'_>,
    request: &ReconcileRequest,
) -> Result<Reconciliation, Refusal> {
    let sources = &given.tree.sources;
    let measured = subject.measure(sources);
    let judged = Judged::new(given.library.day, request.by.as_deref(), request.reason.as_deref());
    let reconciler = Reconciler {
        measured: &measured,
        controlling: PassageFinder::of(measured.current()),
        translation: PassageFinder::of(measured.translation),
        judged,
    };
    let mut sync = subject.text.sync.clone();
    let (passages, left) = reconciler.reconcile(&mut sync, &request.blocks)?;
    let label = subject.against.name().to_owned();
    let is_whole = subject.measured_with(&sync, sources).gravest() == State::Current;
    let text = &sources.get(subject.text.file).text;
    let translating = translating(text, &label).filter(|new| is_whole && *new != **text);
    let path = &sources.get(subject.text.file).path;
    let translating = translating.map(|new| (path.to_string(), text.clone(), new));
    // What is sealed does not change; a working text may, while somebody is asked.
    let is_of_working = matches!(subject.against, Against::Working)
        || matches!(subject.text.translates, Some(Translates::Working));
    let working = subject.policy.working().get(&given.library.config.controlling);
    let read = working.filter(|_| is_of_working).into_iter().chain([subject.text]);
    let read: Vec<FileId> = read.map(|text| text.file).collect();
    Ok(Reconciliation {
        passages,
        left,
        translates: translating.as_ref().map(|_| label),
        sync: NewSyncFile::of(given, subject.policy, &subject.text.lang, sync, &read)?,
        root: given.tree.root.clone(),
        translating,
    })
}

impl Reconciliation {
    /// Writes the sync file.
    ///
    /// # Errors
    /// If a text that was measured was changed meanwhile, or the system refuses; the file is then as it was.
    pub fn carry_out(&self) -> Result<(), Refusal> {
        self.sync.write()
    }

    /// Writes into the translation what it translates.
    ///
    /// # Errors
    /// If the texts are no longer what was measured, or the system refuses; the file is then as it was.
    pub fn set_translates(&self) -> Result<(), Refusal> {
        self.sync.refuse_changed()?;
        match &self.translating {
            Some((path, before, after)) => replace(&self.root, path, before, after),
            None => Ok(()),
        }
    }
}

struct Reconciler<'m, 'a> {
    measured: &'m Measured<'a>,
    /// The two texts, to name blocks in.
    controlling: PassageFinder<'a>,
    translation: PassageFinder<'a>,
    judged: Judged,
}

/// Blocks of the controlling text, and those of the translation that say the same.
type Blocks = (Vec<BlockIdx<Current>>, Vec<BlockIdx<Translation>>);
/// One of each; of a passage that has no counterpart one of them is `None`.
type Pair = (Option<BlockIdx<Current>>, Option<BlockIdx<Translation>>);

/// The passages that are recorded, and those that are left with the reason.
type Covered = (Vec<String>, Vec<(String, &'static str)>);

impl<'a> Reconciler<'_, 'a> {
    fn reconcile(&self, sync: &mut Sync, blocks: &[String]) -> Result<Covered, Refusal> {
        let mut pairs: Vec<Blocks> = Vec::new();
        let mut passages = Vec::new();
        let mut left = Vec::new();
        let mut take = |judgement: &Judgement, is_named: bool| -> Result<(), Refusal> {
            let name = self.measured.passage(judgement).unwrap_or_default();
            let is_alone = judgement.current.is_empty() || judgement.translation.is_empty();
            let reason = match judgement.state {
                State::Current => "is current",
                State::Unbound if is_named => {
                    let controlling = self.measured.controlling.clone();
                    return Err(PassageRefusal::Unbound { name, controlling }.into());
                }
                _ if is_alone && is_named && self.judged.reason().is_none() => {
                    let offer = self.offer(judgement);
                    return Err(PassageRefusal::NoCounterpart { name, offer }.into());
                }
                State::Unbound => "cannot be told apart; name it with what it translates",
                State::Missing if !is_named => {
                    "is missing; name it, with --reason, if it needs no translation"
                }
                _ if judgement.is_orphan() && !is_named => {
                    "is not in the controlling text; name it, with --reason, if it stays"
                }
                State::Minor | State::Stale | State::Critical | State::Missing | State::Orphan => {
                    passages.push(name);
                    pairs.push((judgement.current.clone(), judgement.translation.clone()));
                    return Ok(());
                }
            };
            if is_named || judgement.state != State::Current {
                left.push((name, reason));
            }
            Ok(())
        };
        if blocks.is_empty() {
            self.measured.judgements.iter().try_for_each(|judgement| take(judgement, false))?;
        }
        let mut named = Vec::new();
        for block in blocks {
            match block.split_once('=') {
                Some((translation, controlling)) => {
                    named.push((
                        block.clone(),
                        self.measured.controlling_named(controlling)?,
                        self.measured.translation_named(translation)?,
                    ));
                }
                None if block.contains('/') => take(self.measured.named(block)?, true)?,
                None => {
                    let inside = self.in_section(block)?;
                    inside.into_iter().try_for_each(|judgement| take(judgement, false))?;
                }
            }
        }
        for (block, controlling, translation) in named {
            passages.push(block);
            pairs.push((vec![controlling], vec![translation]));
        }
        pairs.iter().for_each(|(current, translation)| self.record(sync, current, translation));
        Ok((passages, left))
    }

    /// Records that blocks of the translation say what blocks of the controlling text say.
    fn record(&self, sync: &mut Sync, current: &[BlockIdx<Current>], translation: &[BlockIdx<Translation>]) {
        let (first, other) = (current.first().copied(), translation.first().copied());
        let pairs: BTreeSet<Pair> = current
            .iter()
            .map(|at| (Some(*at), other))
            .chain(translation.iter().map(|at| (first, Some(*at))))
            .collect();
        for (current, translation) in pairs {
            let section = self.section(current, translation);
            let controlling = current.and_then(|at| self.controlling.passage(at.into(), &section));
            let translated = translation.and_then(|at| self.translation.passage(at.into(), &section));
            let entry =
                Reconciled { controlling, translation: translated, section, judged: self.judged.clone() };
            // What was judged of it before holds no longer.
            sync.reconciled.retain(|old| {
                let is_gone = |old: &Reconciled| {
                    old.controlling.as_ref().is_some_and(|text| !self.controlling.has(&text.text))
                };
                let is_same = old.translation == entry.translation && old.section == entry.section;
                !(is_same && (old.controlling == entry.controlling || is_gone(old)))
            });
            sync.reconciled.push(entry);
        }
    }

    /// The section of the block of the controlling text, or of that of the translation.
    fn section(
        &self,
        current: Option<BlockIdx<Current>>,
        translation: Option<BlockIdx<Translation>>,
    ) -> String {
        let of = |document: &Document, block: &Block| document.sections[block.section].id.to_string();
        match (current, translation) {
            (Some(at), _) => of(self.measured.current(), &self.measured.current_blocks()[at]),
            (None, Some(at)) => of(self.measured.translation, &self.measured.translation_blocks()[at]),
            (None, None) => String::new(),
        }
    }

    /// The passages of a section of the translation.
    fn in_section(&self, id: &str) -> Result<Vec<&Judgement>, Refusal> {
        let document = self.measured.translation;
        let is_there = |at: &BlockIdx<Translation>| {
            document.sections[self.measured.translation_blocks()[*at].section].id == id
        };
        match document.section(id) {
            Some(_) => {
                let all = self.measured.judgements.iter();
                Ok(all.filter(|judgement| judgement.translation.first().is_some_and(is_there)).collect())
            }
            None => Err(PassageRefusal::NoSection(id.to_owned()).into()),
        }
    }

    /// How to say what a passage without a counterpart translates, or what translates it.
    fn offer(&self, judgement: &Judgement) -> String {
        let controlling = &self.measured.controlling;
        match self.measured.passage(judgement).unwrap_or_default() {
            name if judgement.translation.is_empty() => {
                format!("; if a passage translates it, say which: PASSAGE={name}")
            }
            name => format!("; if it translates a passage, say which: {name}={controlling}:PASSAGE"),
        }
    }
}
