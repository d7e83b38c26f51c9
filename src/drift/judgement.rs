//! How one passage of a translation stands, and why.

use super::state::State;

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
    /// Capitals, punctuation or typographic signs.
    Typography,
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
    /// A person said that it says what the controlling text says.
    Reconciled,
}

/// How one block stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub state: State,
    pub reasons: Vec<Reason>,
    /// Of the binding, from 0 to 1.
    pub confidence: f64,
    /// Blocks of the base, of the current text, and of the translation.
    pub base: Vec<usize>,
    pub current: Vec<usize>,
    pub translation: Vec<usize>,
    /// Which redline shows what became of the controlling text, as an index into
    /// [`Measured::redlines`](super::Measured::redlines).
    pub redline: usize,
}
