//! Which column of a table became which.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::index::{BlockIdx, New, Old};
use super::indexed_text::{Class, IndexedText};
use super::links::{Link, LinkList};
use crate::markdown::CELL;

/// A table whose columns are other ones than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The tables, as containers of the old and the new document's structure.
    pub old: usize,
    pub new: usize,
    pub columns: Vec<Column>,
}

/// A column of the old table, of the new one, or both; by its number from 0.
pub type Column = (Option<usize>, Option<usize>);

/// Returns the tables of which a head became one with other columns.
pub fn changed(
    old: &IndexedText<'_, Old>,
    new: &IndexedText<'_, New>,
    links: &LinkList<Old, New>,
    mirrored: bool,
) -> Vec<Columns> {
    let heads = links.iter().filter_map(Link::pair);
    let heads = heads.filter(|(before, _)| old.class(*before) == Class::TableHead);
    heads.filter_map(|(before, after)| of_heads(old, new, (before, after), mirrored)).collect()
}

/// Returns the columns of the tables of two heads, `None` if they are the same as before.
fn of_heads(
    old: &IndexedText<'_, Old>,
    new: &IndexedText<'_, New>,
    (before, after): (BlockIdx<Old>, BlockIdx<New>),
    mirrored: bool,
) -> Option<Columns> {
    let (olds, news) = (texts(old.text(before)), texts(new.text(after)));
    let columns = match mirrored {
        false => aligned(&olds, &news),
        true => aligned(&news, &olds).into_iter().map(|(new, old)| (old, new)).collect(),
    };
    let differ = columns.iter().any(|(old, new)| old.is_none() || new.is_none());
    // A block that says the same as a head may be none.
    let tables = old.table(before).zip(new.table(after)).filter(|_| differ);
    tables.map(|(old, new)| Columns { old, new, columns })
}

/// Returns the columns of two rows that belong together: those of their tables, or as many as the longer row has cells.
pub fn of(
    changed: &[Columns],
    (old, new): (Option<usize>, Option<usize>),
    (old_cells, new_cells): (usize, usize),
) -> Vec<Column> {
    // A row that is in one of the texts only has only the table there.
    let tables = changed.iter().find(|tables| match (old, new) {
        (Some(old), Some(new)) => tables.old == old && tables.new == new,
        (old, new) => Some(tables.old) == old || Some(tables.new) == new,
    });
    tables.map_or_else(
        || {
            let there = |at: usize, cells: usize| (at < cells).then_some(at);
            (0..old_cells.max(new_cells)).map(|at| (there(at, old_cells), there(at, new_cells))).collect()
        },
        |tables| tables.columns.clone(),
    )
}

/// Returns the cells of a row, as ranges of bytes in its text. There is at least one.
pub fn cells(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = text.match_indices(CELL).map(|(at, _)| at).chain([text.len()]);
    ends.map(|end| std::mem::replace(&mut start, end + CELL.len_utf8())..end).collect()
}

fn texts(row: &str) -> Vec<&str> {
    row.split(CELL).collect()
}

/// As many columns as there are belong together, in order; those that say the same first, if their numbers differ or
/// one stands elsewhere.
pub fn aligned(old: &[&str], new: &[&str]) -> Vec<Column> {
    let elsewhere =
        |at: usize| old.get(at) != new.get(at) && new.get(at).is_some_and(|text| old.contains(text));
    if old.len() == new.len() && !(0..new.len()).any(elsewhere) {
        return (0..old.len()).map(|at| (Some(at), Some(at))).collect();
    }
    let mut columns = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (mut olds, mut news) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. } | DiffOp::Replace { .. }) {
            columns.extend(olds.by_ref().zip(news.by_ref()).map(|(old, new)| (Some(old), Some(new))));
        }
        columns.extend(olds.map(|old| (Some(old), None)));
        columns.extend(news.map(|new| (None, Some(new))));
    }
    columns
}
