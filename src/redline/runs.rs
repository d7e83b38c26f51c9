//! Stretches of tokens that are kept or changed.

use std::ops::Range;

/// A stretch of tokens that both texts have, or what stands in one text where the other has something else or
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub is_kept: bool,
    /// Ranges of tokens. Of what is kept both are equally long.
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Appends a run, in one piece with the last one if it is of the same sort.
pub fn push(runs: &mut Vec<Run>, is_kept: bool, old: Range<usize>, new: Range<usize>) {
    match runs.last_mut() {
        _ if old.is_empty() && new.is_empty() => {}
        Some(last) if last.is_kept == is_kept => {
            last.old.end = old.end;
            last.new.end = new.end;
        }
        _ => runs.push(Run { is_kept, old, new }),
    }
}
