//! How one passage of a translation stands, and why.

use super::State;
use super::binding::By;
use super::roles::{Base, Current, RedlineIdx, Translation};
use crate::redline::{BlockIdx, Change, Redline};

/// Why a block has its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Words of the controlling text changed.
    Words,
    /// A number, a date or an amount.
    Figure,
    /// An e-mail or postal address.
    Address,
    /// A sign that is a word of its own, such as ✓ or §.
    Symbol,
    Negation,
    Modal,
    /// Who receives data, or a company.
    Recipient,
    Country,
    /// A kind of data.
    Data,
    /// A term of law.
    Law,
    /// A word that says how far something goes: only, at least.
    Scope,
    /// A word that the site lists as grave.
    Listed,
    /// Capitals, punctuation or typographic signs.
    Typography,
    /// A word that was mistyped.
    Spelling,
    /// Formatting.
    Formatting,
    /// The links of the translation lead elsewhere than those of the controlling text.
    Links,
    /// The controlling text has it in another place now.
    Moved,
    /// The controlling text no longer has it.
    Removed,
    /// The text that it translates never had it.
    Extra,
    /// The controlling text did not have it when it was translated.
    Added,
    /// The controlling text had it already, but the translation did not.
    Untranslated,
    /// No block of the source fits well enough.
    Doubtful,
    /// This language has it on purpose.
    Local,
    /// It has the words of a sealed translation of an earlier text than it is said to translate, or the figures of an earlier text, and the
    /// controlling words changed since.
    UnchangedSince,
    /// A person said that it says what the controlling text says.
    Reconciled,
}

/// How one block stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub state: State,
    pub reasons: Vec<Reason>,
    /// How sure it is what the passage translates, from 0 to 1: see [`certainty`](Judgement::certainty).
    pub confidence: f64,
    /// What says which passage it translates.
    pub by: By,
    /// The blocks of the controlling text that it was translated from, in the old text of `redline`.
    pub base: Vec<BlockIdx<Base>>,
    /// What they are now.
    pub current: Vec<BlockIdx<Current>>,
    pub translation: Vec<BlockIdx<Translation>>,
    /// The redline that shows what became of the controlling text.
    pub redline: RedlineIdx,
    /// The blocks to which it was bound of the text that the translation says as a whole: `base`, where that is the old text of
    /// `redline`.
    pub bound: Vec<BlockIdx<Base>>,
}

impl Judgement {
    /// Returns how sure the program is of what the passage translates, from 0 to 1. `None` if it found nothing, or had nothing to look
    /// for: a person said it, a register does, or one of the two texts lacks the passage.
    pub fn certainty(&self) -> Option<f64> {
        self.by.is_found().then_some(self.confidence)
    }

    /// Returns what became of the controlling text of the passage, in its redline.
    pub fn changes<'c>(&'c self, redline: &'c Redline<'_>) -> impl Iterator<Item = &'c Change> {
        redline.changes.iter().filter(|change| match self.base.is_empty() {
            true => change.new.is_some_and(|at| self.current.contains(&at)),
            false => change.old.is_some_and(|at| self.base.contains(&at)),
        })
    }

    /// Returns true if the controlling text does not have the passage: it never had it, or no longer has it.
    pub fn is_orphan(&self) -> bool {
        self.state == State::Orphan
            || self.state == State::Critical && self.reasons.contains(&Reason::Removed)
    }

    /// Returns how a block of the translation stands that says what no block of the base says.
    pub fn unbound(at: BlockIdx<Translation>, state: State, reasons: Vec<Reason>, confidence: f64) -> Self {
        let (base, current) = (Vec::new(), Vec::new());
        let bound = Vec::new();
        Judgement {
            state,
            reasons,
            confidence,
            by: By::Nothing,
            base,
            current,
            translation: vec![at],
            redline: 0.into(),
            bound,
        }
    }
}
