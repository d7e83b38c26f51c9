//! What a redline is: the changes from one text to another.

use std::ops::Range;

use typed_index_collections::TiSlice;

use super::columns::{self, Column, Columns, cells};
use super::index::{BlockIdx, ByBlock, ByChange, ChangeIdx, MoveIdx, New, Old, blocks_of};
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

/// A stretch of a block's words, as ranges of bytes in what a reader sees of it in the two texts. Of what is deleted the range
/// in the new text is empty, of what is inserted the one in the old text.
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
    /// The block of the old document, `None` for what is inserted.
    pub old: Option<BlockIdx<Old>>,
    /// The block of the new document, `None` for what is deleted.
    pub new: Option<BlockIdx<New>>,
    /// The words in order; what is deleted before what is inserted in its place.
    pub pieces: Vec<Piece>,
    /// How many words are inserted and deleted, Chinese ones by dictionary.
    pub inserted: usize,
    pub deleted: usize,
    /// True if formatting, a link's target, or the list or quote around it is another one.
    pub reformatted: bool,
    /// The move by which it came here.
    pub moved: Option<MoveIdx>,
    pub joint: Option<Joint>,
}

/// From where a move took its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The change before which the blocks stood; behind the last one, its index would be the next.
    pub before: ChangeIdx,
    /// The first of them.
    pub old: BlockIdx<Old>,
    pub moved: MoveIdx,
}

/// The changes from one text to another.
///
/// [`compare`](super::compare) makes it of two documents: every index in its changes and departures is one of a block that the
/// document has, and every piece lies within the words of its block.
#[derive(Debug)]
pub struct Redline<'a> {
    pub old: &'a Document,
    pub new: &'a Document,
    /// Every block of both texts, in the order of the new one, what is deleted where it was.
    pub changes: ByChange<Change>,
    /// One for each move, in the order of `changes`.
    pub departures: Vec<Departure>,
    /// Tables whose columns are other ones than before.
    pub columns: Vec<Columns>,
    /// In what the blocks stand.
    pub old_structure: Structure<'a>,
    pub new_structure: Structure<'a>,
    /// What a reader sees of each block.
    pub(super) old_texts: ByBlock<Old, String>,
    pub(super) new_texts: ByBlock<New, String>,
}

impl<'a> Redline<'a> {
    /// Returns the blocks of the old text.
    pub fn old_blocks(&self) -> &'a TiSlice<BlockIdx<Old>, Block> {
        blocks_of(self.old)
    }

    /// Returns the blocks of the new text.
    pub fn new_blocks(&self) -> &'a TiSlice<BlockIdx<New>, Block> {
        blocks_of(self.new)
    }

    /// Returns the old block of a change, `None` for what is inserted.
    ///
    /// # Panics
    /// If the change is of another redline, whose old text is longer. The same holds of every method that is given a change.
    pub fn old_block(&self, change: &Change) -> Option<&'a Block> {
        Some(&self.old_blocks()[change.old?])
    }

    /// Returns the new block of a change, `None` for what is deleted.
    pub fn new_block(&self, change: &Change) -> Option<&'a Block> {
        Some(&self.new_blocks()[change.new?])
    }

    /// Returns the words of a piece of a change.
    pub fn words(&self, change: &Change, piece: &Piece) -> &str {
        match piece.op {
            Op::Deleted => &self.old_text(change)[piece.old.clone()],
            Op::Kept | Op::Inserted => &self.new_text(change)[piece.new.clone()],
        }
    }

    /// Returns what a reader sees of the whole old block, an empty string for what is inserted.
    pub fn old_text(&self, change: &Change) -> &str {
        change.old.map_or("", |at| &self.old_texts[at])
    }

    /// Returns what a reader sees of the whole new block, an empty string for what is deleted.
    pub fn new_text(&self, change: &Change) -> &str {
        change.new.map_or("", |at| &self.new_texts[at])
    }

    /// Returns the columns of a row: those of its table in both texts, or as many as it has.
    pub fn columns_of(&self, change: &Change) -> Vec<Column> {
        let old = change.old.and_then(|at| self.old_structure.table(at.into()));
        let new = change.new.and_then(|at| self.new_structure.table(at.into()));
        let old_cells = change.old.map_or(0, |at| cells(&self.old_texts[at]).len());
        let new_cells = change.new.map_or(0, |at| cells(&self.new_texts[at]).len());
        columns::of(&self.columns, (old, new), (old_cells, new_cells))
    }

    /// Returns true if nothing changed, not even formatting.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.kind == Kind::Kept)
    }
}
