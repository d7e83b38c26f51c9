//! Drift: what a translation no longer says as the controlling text now says it. Pure functions of three documents.
//!
//! A translation is the word of its translator that the whole of it says what the controlling text said then, the base.
//! [`bind`] finds which of its blocks says what; the redline from the base to the current text says what became of that;
//! [`classify`] puts the two together.

mod align;
mod alike;
mod begun;
mod bind;
mod binding;
mod classify;
mod comparable;
mod critical;
mod deferred;
mod explain;
mod features;
pub mod findings;
mod fit;
mod follow;
mod gate;
mod judgement;
mod learn;
mod leftovers;
mod lexicon;
mod lists;
mod measure;
mod moves;
mod named;
mod older;
mod reconciled;
mod refuted;
mod removed;
mod report;
mod roles;
mod subject;
mod texts;
mod topics;
mod unchanged;
mod wordings;

pub use crate::library::State;
pub use alike::Alike;
pub use bind::{bind, bind_with};
pub use binding::{Binding, By};
pub use classify::{DOUBTFUL, SURE, classify, is_unsure};
pub use deferred::Deferred;
pub use explain::{Bond, Candidate, Explanation, Of, Part, explain};
pub use follow::{Hunk, Means};
pub use gate::Gate;
pub use judgement::{Judgement, Reason};
pub use learn::learnt;
pub use lexicon::Lexicon;
pub use measure::{Measured, measure};
pub use named::{Near, NoPassage};
pub use refuted::Refuted;
pub use report::Report;
pub use roles::{Base, Current, RedlineIdx, Translation};
pub use subject::{Against, Subject};
pub use texts::{Glossed, Known, Texts};
