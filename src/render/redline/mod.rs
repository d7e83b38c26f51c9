//! Redlines for people and programs: text for a terminal, Markdown, JSON and HTML.

mod body;
mod critic;
mod fold;
mod human;
mod inline;
mod items;
mod json;
mod page;
mod slice;
mod standalone;

use std::ops::Range;

use crate::markdown::{Block, links};
use crate::redline::{Change, Kind, Op, Piece, Redline, cells};

pub use critic::critic_markup;
pub use human::human;
pub use inline::{OwnTargets, Targets};
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

/// The targets of links that are other ones than before, as far as the block has as many links as it had.
pub fn changed_targets<'a>(redline: &Redline<'a>, change: &Change) -> Vec<(&'a str, &'a str)> {
    let targets = |block: Option<&'a Block>| -> Vec<&'a str> {
        block.map_or(Vec::new(), |block| links(&block.inlines).map(|link| &*link.destination).collect())
    };
    let (old, new) = (targets(redline.old_block(change)), targets(redline.new_block(change)));
    if old.len() != new.len() || change.joint.is_some() {
        return Vec::new();
    }
    old.into_iter().zip(new).filter(|(old, new)| old != new).collect()
}

/// The pieces of a table row by cell: of every column that one of the two tables has.
pub fn pieces_by_cell(redline: &Redline<'_>, change: &Change) -> Vec<Vec<Piece>> {
    let columns = redline.columns_of(change);
    let within = |outer: &Option<Range<usize>>, inner: &Range<usize>| {
        outer.as_ref().is_some_and(|outer| outer.start <= inner.start && inner.end <= outer.end)
    };
    let (olds, news) = (cells(redline.old_text(change)), cells(redline.new_text(change)));
    let pieces = cut_at_cells(redline, change);
    let cell = |cells: &[Range<usize>], column: Option<usize>| column.and_then(|at| cells.get(at).cloned());
    let mut by_cell = Vec::with_capacity(columns.len());
    for (old, new) in columns {
        let (old, new) = (cell(&olds, old), cell(&news, new));
        let inside = pieces.iter().filter(|piece| match piece.op {
            Op::Kept | Op::Inserted => within(&new, &piece.new),
            Op::Deleted => within(&old, &piece.old),
        });
        by_cell.push(inside.cloned().collect());
    }
    by_cell
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
