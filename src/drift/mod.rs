//! Drift: what a translation no longer says as the controlling text now says it. Pure functions of three documents.
//!
//! A translation is the word of its translator that the whole of it says what the controlling text said then, the base.
//! [`bind`] finds which of its blocks says what; the redline from the base to the current text says what became of that;
//! [`judge`] puts the two together.

mod bind;
mod deferred;
mod features;
pub mod findings;
mod gate;
mod judge;
mod material;
mod measure;
mod moves;
mod order;
mod reconciled;
mod report;
mod strays;
mod subject;

pub use bind::{Binding, bind};
pub use deferred::Deferred;
pub use gate::Gate;
pub use judge::{Judgement, Means, Reason, judge};
pub use measure::{Glossed, Measured, Texts, measure};
pub use report::Report;
pub use subject::{Against, Subject};

/// How a block of a translation, or of the controlling text, stands to the other; the milder first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Says what the controlling text says.
    Current,
    /// Only formatting, capitals, typographic signs or link targets changed.
    Minor,
    /// The controlling words changed.
    Stale,
    /// The translation has a block that the controlling text does not have.
    Orphan,
    /// The program cannot tell; a person must.
    Unbound,
    /// The controlling text has a block that the translation lacks.
    Missing,
    /// Stale, and something changed on which rights and duties depend.
    Critical,
}

impl State {
    /// Every state, the milder first.
    pub const ALL: [State; 7] = [
        State::Current,
        State::Minor,
        State::Stale,
        State::Orphan,
        State::Unbound,
        State::Missing,
        State::Critical,
    ];

    /// How grave it is: stale, orphan and unbound are equally so.
    pub fn gravity(self) -> u8 {
        match self {
            State::Current => 0,
            State::Minor => 1,
            State::Stale | State::Orphan | State::Unbound => 2,
            State::Missing => 3,
            State::Critical => 4,
        }
    }

    /// What it is called in JSON, in attributes and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Minor => "minor",
            State::Stale => "stale",
            State::Orphan => "orphan",
            State::Unbound => "unbound",
            State::Missing => "missing",
            State::Critical => "critical",
        }
    }
}
