//! What the tables of words consist of by which a sentence may deny something, or make it a duty.

/// What words mean, in English; and the words, or how they begin.
pub(super) type Row = (&'static str, &'static [&'static str]);

/// What words mean that only look as if they said something.
pub(super) const NOTHING: &str = "";
/// What words mean that surely say it.
pub(super) const SURELY: &str = "surely";
