//! Which tokens of one text are kept in another, so that what is marked is little and stands together.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::runs::{Run, push};
use super::tokens::{Token, TokenKind};

/// Aligns two runs of tokens. The runs that come back alternate, and together hold every token of both.
///
/// A global alignment with affine gaps (Gotoh, “An improved algorithm for matching biological sequences”, 1982): a kept
/// token scores what it says, and each change costs about as much as one common word, so that none is kept alone. Where
/// the texts are too long for the table, it is done between the long stretches of their longest common subsequence
/// (Myers, “An O(ND) Difference Algorithm”, 1986).
pub fn align(old: &[Token], new: &[Token]) -> Vec<Run> {
    let same = |(old, new): &(&Token, &Token)| old.id == new.id;
    let start = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (old_ends, new_ends) = (old.len() - end, new.len() - end);
    let (old_inner, new_inner) = (&old[start..old_ends], &new[start..new_ends]);

    let mut runs = Vec::new();
    push(&mut runs, true, 0..start, 0..start);
    for run in moved(between_ends(old_inner, new_inner), start, start) {
        push(&mut runs, run.is_kept, run.old, run.new);
    }
    push(&mut runs, true, old_ends..old.len(), new_ends..new.len());
    runs
}

/// How many cells a table may have.
const TABLE: usize = 1_000_000;
/// Up to how many pairs of tokens the longest common subsequence is searched without a bound.
const EXACT: usize = 16_000_000;
/// How many tokens a stretch has that is kept in any case.
const LONG: usize = 12;

/// Aligns what differs at both ends.
fn between_ends(old: &[Token], new: &[Token]) -> Vec<Run> {
    if old.len().saturating_mul(new.len()) <= TABLE {
        return gotoh(old, new);
    }
    let common = subsequence(old, new);
    let mut runs = Vec::new();
    let (mut old_at, mut new_at, mut first) = (0, 0, 0);
    let end = Run { is_kept: true, old: old.len()..old.len(), new: new.len()..new.len() };
    let last = common.len();
    for (at, run) in common.iter().chain([&end]).enumerate() {
        if !run.is_kept || (run.old.len() < LONG && at < last) {
            continue;
        }
        let (olds, news) = (old_at..run.old.start, new_at..run.new.start);
        let inner = match olds.len().saturating_mul(news.len()) {
            0..=TABLE => moved(gotoh(&old[olds.clone()], &new[news.clone()]), olds.start, news.start),
            _ => common[first..at].to_vec(),
        };
        inner.into_iter().for_each(|run| push(&mut runs, run.is_kept, run.old, run.new));
        push(&mut runs, true, run.old.clone(), run.new.clone());
        (old_at, new_at, first) = (run.old.end, run.new.end, at + 1);
    }
    runs
}

/// The runs, so many tokens further on.
fn moved(runs: Vec<Run>, old: usize, new: usize) -> Vec<Run> {
    let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    let runs = runs.into_iter();
    runs.map(|run| Run { old: moved(run.old, old), new: moved(run.new, new), ..run }).collect()
}

/// What it costs to begin a change.
const CHANGE: i32 = 5;

/// What it is worth to keep a token.
fn worth(token: &Token) -> i32 {
    match token.kind {
        TokenKind::Punctuation => 1,
        TokenKind::CommonWord => 4,
        TokenKind::Word | TokenKind::Figure => 8,
    }
}

/// What the best way to a cell of the table ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastStep {
    /// Both tokens are kept.
    Keep,
    /// The old token is deleted, or the new one inserted.
    Delete,
    Insert,
}

/// A cell of the table: how the best way ends that keeps the two tokens, and how the best one that does not.
#[derive(Clone, Copy)]
struct Cell {
    /// True if the step before the kept tokens is a change.
    kept_after_change: bool,
    change: LastStep,
    /// True if the change begins here.
    change_begins: bool,
}

/// The scores of the best ways to a cell, of one that ends with a kept token and of one that ends with a change.
#[derive(Clone, Copy)]
struct Scores {
    kept: i32,
    change: i32,
}

impl Scores {
    const NEVER: i32 = i32::MIN / 2;

    /// The score of the best way that goes on with a change, and true if that begins there.
    fn changed(self) -> (i32, bool) {
        let begun = self.kept - CHANGE;
        (self.change.max(begun), begun > self.change)
    }
}

fn gotoh(old: &[Token], new: &[Token]) -> Vec<Run> {
    const NEVER: i32 = Scores::NEVER;
    let width = new.len() + 1;
    let mut cells = Vec::with_capacity((old.len() + 1) * width);
    // The row above, which becomes this one from left to right.
    let mut row = Vec::with_capacity(width);
    let mut left = Scores { kept: 0, change: NEVER };
    cells.push(Cell { kept_after_change: false, change: LastStep::Keep, change_begins: false });
    row.push(left);
    for _ in new {
        let (change, change_begins) = left.changed();
        cells.push(Cell { kept_after_change: false, change: LastStep::Insert, change_begins });
        left = Scores { kept: NEVER, change };
        row.push(left);
    }
    let ids: Vec<u32> = new.iter().map(|token| token.id).collect();
    for old_token in old {
        let worth = worth(old_token);
        let Some((first, rest)) = row.split_first_mut() else { break };
        let mut diagonal = *first;
        let (change, change_begins) = first.changed();
        cells.push(Cell { kept_after_change: false, change: LastStep::Delete, change_begins });
        *first = Scores { kept: NEVER, change };
        let mut left = *first;
        cells.extend(ids.iter().zip(rest).map(|(id, here)| {
            let above = *here;
            let is_same = old_token.id == *id;
            let kept = if is_same { diagonal.kept.max(diagonal.change) + worth } else { NEVER };
            let ((deleted, delete_begins), (inserted, insert_begins)) = (above.changed(), left.changed());
            let inserts = inserted > deleted;
            let cell = Cell {
                kept_after_change: is_same && diagonal.change > diagonal.kept,
                change: if inserts { LastStep::Insert } else { LastStep::Delete },
                change_begins: if inserts { insert_begins } else { delete_begins },
            };
            *here = Scores { kept, change: deleted.max(inserted) };
            (left, diagonal) = (*here, above);
            cell
        }));
    }
    let is_kept = row.last().is_some_and(|last| last.kept > last.change);
    trace(&cells, width, old.len(), new.len(), is_kept)
}

/// Follows the best way back from the end.
fn trace(cells: &[Cell], width: usize, mut i: usize, mut j: usize, mut is_kept: bool) -> Vec<Run> {
    let mut steps = Vec::with_capacity(i + j);
    while (i, j) != (0, 0) {
        let cell = cells[i * width + j];
        let step = if is_kept { LastStep::Keep } else { cell.change };
        steps.push(step);
        is_kept = if is_kept { !cell.kept_after_change } else { cell.change_begins };
        i -= usize::from(step != LastStep::Insert);
        j -= usize::from(step != LastStep::Delete);
    }
    let mut runs = Vec::new();
    for step in steps.into_iter().rev() {
        let old = i..i + usize::from(step != LastStep::Insert);
        let new = j..j + usize::from(step != LastStep::Delete);
        (i, j) = (old.end, new.end);
        push(&mut runs, step == LastStep::Keep, old, new);
    }
    runs
}

fn subsequence(old: &[Token], new: &[Token]) -> Vec<Run> {
    let ids = |tokens: &[Token]| -> Vec<u32> { tokens.iter().map(|token| token.id).collect() };
    let mut runs = Vec::new();
    let algorithm = match old.len().saturating_mul(new.len()) {
        0..=EXACT => Algorithm::RawMyers,
        _ => Algorithm::Myers,
    };
    for op in capture_diff_slices(algorithm, &ids(old), &ids(new)) {
        push(&mut runs, matches!(op, DiffOp::Equal { .. }), op.old_range(), op.new_range());
    }
    runs
}
