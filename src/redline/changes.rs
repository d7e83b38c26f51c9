//! What a redline is: the changes from one text to another.

use std::ops::Range;

use super::columns::{self, Column, Columns, cells};
use crate::markdown::{Block, Document, Structure};

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same.
    Kept,
    /// Says the same; only formatting or a link's target changed.
    Minor,
    /// Says something else; or was split, or merged with another.
    Changed,
    Inserted,
    Deleted,
    /// Says the same in another place.
    Moved,
    /// Says something else in another place.
    MovedChanged,
}

/// What became of the words of a [`Piece`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Kept,
    Deleted,
    Inserted,
}

/// A stretch of a block's words, as places in its texts. Of what is deleted the place in the new text is empty, of what
/// is inserted that in the old one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub op: Op,
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Why a block stands in more than one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// The old block was split into the new ones of this change and its neighbours.
    Split,
    /// The old blocks of this change and its neighbours were merged into the new one.
    Merged,
}

/// One block of the old text, of the new one, or the pair that they make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    /// Index into the blocks of the old document.
    pub old: Option<usize>,
    /// Index into the blocks of the new document.
    pub new: Option<usize>,
    /// The words in order; what is deleted before what is inserted in its place.
    pub pieces: Vec<Piece>,
    /// How many words are inserted and deleted, Chinese ones by dictionary.
    pub inserted: usize,
    pub deleted: usize,
    /// True if formatting, a link's target, or the list or quote around it is another one.
    pub reformatted: bool,
    /// The number of the move, from 0: blocks that moved together have the same.
    pub moved: Option<usize>,
    pub joint: Option<Joint>,
}

/// From where a move took its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The blocks stood before the change of this number.
    pub before: usize,
    /// The first of them, as an index into the blocks of the old document.
    pub old: usize,
    /// The number of the move.
    pub moved: usize,
}

/// The changes from one text to another.
#[derive(Debug)]
pub struct Redline<'a> {
    pub old: &'a Document,
    pub new: &'a Document,
    /// Every block of both texts, in the order of the new one, what is deleted where it was.
    pub changes: Vec<Change>,
    /// One for each move, in the order of `changes`.
    pub departures: Vec<Departure>,
    /// Tables whose columns are other ones than before.
    pub columns: Vec<Columns>,
    /// In what the blocks stand.
    pub old_structure: Structure<'a>,
    pub new_structure: Structure<'a>,
    /// By block: what a reader sees of it.
    pub(super) old_texts: Vec<String>,
    pub(super) new_texts: Vec<String>,
}

impl<'a> Redline<'a> {
    /// The old block of a change.
    pub fn old_block(&self, change: &Change) -> Option<&'a Block> {
        self.old.blocks.get(change.old?)
    }

    /// The new block of a change.
    pub fn new_block(&self, change: &Change) -> Option<&'a Block> {
        self.new.blocks.get(change.new?)
    }

    /// The words of a piece of `change`.
    pub fn words(&self, change: &Change, piece: &Piece) -> &str {
        match piece.op {
            Op::Deleted => self.old_text(change).get(piece.old.clone()).unwrap_or_default(),
            Op::Kept | Op::Inserted => self.new_text(change).get(piece.new.clone()).unwrap_or_default(),
        }
    }

    /// What a reader sees of the whole old block.
    pub fn old_text(&self, change: &Change) -> &str {
        change.old.and_then(|at| self.old_texts.get(at)).map_or("", String::as_str)
    }

    /// What a reader sees of the whole new block.
    pub fn new_text(&self, change: &Change) -> &str {
        change.new.and_then(|at| self.new_texts.get(at)).map_or("", String::as_str)
    }

    /// The columns of a row: those of its table in both texts, or as many as it has.
    pub fn columns_of(&self, change: &Change) -> Vec<Column> {
        let old = change.old.and_then(|at| self.old_structure.table(at));
        let new = change.new.and_then(|at| self.new_structure.table(at));
        let count = |text: &str, block: Option<usize>| block.map_or(0, |_| cells(text).len());
        let counts = (count(self.old_text(change), change.old), count(self.new_text(change), change.new));
        columns::of(&self.columns, (old, new), counts)
    }

    /// True if nothing changed, not even formatting.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.kind == Kind::Kept)
    }
}
