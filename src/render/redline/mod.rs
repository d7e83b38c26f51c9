//! Redlines for people and programs: text for a terminal, Markdown, JSON and HTML.

mod body;
mod critic;
mod fold;
mod human;
mod inline;
mod items;
mod json;
mod page;
mod standalone;

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::markdown::{Block, Link, links};
use crate::redline::{Change, Kind, Op, Piece, Redline, cells};

pub use critic::critic_markup;
pub use human::{human, marked_words};
pub use inline::{WordWriter, passage};
pub use items::heading;
pub use json::json;
pub use page::{Texts, view};
pub use standalone::{Named, standalone};

/// What a change is called, in JSON and in attributes.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Kept => "kept",
        Kind::Minor => "minor",
        Kind::Changed => "changed",
        Kind::Inserted => "inserted",
        Kind::Deleted => "deleted",
        Kind::Moved => "moved",
        Kind::MovedChanged => "moved-changed",
    }
}

/// What became of a link's target: the old and the new one, or the one that was taken out or added.
pub type ChangedTarget<'a> = (Option<&'a str>, Option<&'a str>);

/// The targets of links that are other ones than before, as they are written.
pub fn changed_targets<'a>(redline: &Redline<'a>, change: &Change) -> Vec<ChangedTarget<'a>> {
    let target = |link: Option<&'a Link>| link.map(|link| &*link.destination);
    changed_links(redline, change).into_iter().map(|(old, new)| (target(old), target(new))).collect()
}

/// The links with another target than before: the old one and the new one, or the one that was taken out or added.
pub fn changed_links<'a>(
    redline: &Redline<'a>,
    change: &Change,
) -> Vec<(Option<&'a Link>, Option<&'a Link>)> {
    let links = |block: Option<&'a Block>| -> Vec<&'a Link> {
        block.map_or(Vec::new(), |block| links(&block.inlines).collect())
    };
    if change.old.is_none() || change.new.is_none() || change.joint.is_some() {
        return Vec::new();
    }
    let (old, new) = (links(redline.old_block(change)), links(redline.new_block(change)));
    let targets = |links: &[&'a Link]| links.iter().map(|link| &*link.destination).collect::<Vec<&str>>();
    let mut changed = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &targets(&old), &targets(&new)) {
        let (olds, news) = (&old[op.old_range()], &new[op.new_range()]);
        if !matches!(op, DiffOp::Equal { .. }) {
            let pair = |at: usize| (olds.get(at).copied(), news.get(at).copied());
            changed.extend((0..olds.len().max(news.len())).map(pair));
        }
    }
    changed
}

/// A cell of a table row in two texts.
pub struct ChangedCell {
    pub pieces: Vec<Piece>,
    /// Where it is in the new row, if it is there.
    pub new: Option<Range<usize>>,
}

/// The cells of a table row: of every column that one of the two tables has.
pub fn changed_cells(redline: &Redline<'_>, change: &Change) -> Vec<ChangedCell> {
    let within = |outer: &Option<Range<usize>>, inner: &Range<usize>| {
        outer.as_ref().is_some_and(|outer| outer.start <= inner.start && inner.end <= outer.end)
    };
    let (olds, news) = (cells(redline.old_text(change)), cells(redline.new_text(change)));
    let cell = |cells: &[Range<usize>], column: Option<usize>| column.and_then(|at| cells.get(at).cloned());
    let mut pieces = cut_at_cells(redline, change).into_iter().peekable();
    let columns = redline.columns_of(change).into_iter();
    columns
        .map(|(old, new)| {
            let (old, new) = (cell(&olds, old), cell(&news, new));
            let is_inside = |piece: &Piece| match piece.op {
                Op::Kept | Op::Inserted => within(&new, &piece.new),
                Op::Deleted => within(&old, &piece.old),
            };
            let inside = std::iter::from_fn(|| pieces.next_if(is_inside)).collect();
            ChangedCell { pieces: inside, new: new.filter(|_| change.new.is_some()) }
        })
        .collect()
}

/// The pieces of a row, none of them longer than a cell.
fn cut_at_cells(redline: &Redline<'_>, change: &Change) -> Vec<Piece> {
    let mut cut = Vec::new();
    for piece in &change.pieces {
        for cell in cells(redline.words(change, piece)).into_iter().filter(|cell| !cell.is_empty()) {
            let part = |range: &Range<usize>| match range.is_empty() {
                true => range.clone(),
                false => range.start + cell.start..range.start + cell.end,
            };
            cut.push(Piece { op: piece.op, old: part(&piece.old), new: part(&piece.new) });
        }
    }
    cut
}
