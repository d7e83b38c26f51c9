//! The changes from one text to another, by block and by word. Pure functions of two documents.
//!
//! [`compare`] is sound: what is kept and what is deleted together are the old text, what is kept and what is inserted
//! the new one, to the character as [`Visible`](crate::markdown::Visible) gives it.

mod align;
mod arrange;
mod bags;
mod chain;
mod columns;
mod common_words;
mod joints;
mod pairs;
mod pieces;
mod side;
mod summary;
mod tokens;
mod words;

use std::ops::Range;

use crate::markdown::{Block, Document, Structure};
use side::Side;
use tokens::Tokenizer;

pub use columns::{Column, Columns, cells};

pub use summary::{Summary, section};

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
    old_texts: Vec<String>,
    new_texts: Vec<String>,
}

/// Compares two texts.
///
/// Blocks are matched by fingerprint, then by the ids of headings, then by likeness. Of the matched pairs the heaviest
/// chain that goes forward in both texts stays in place; the others moved. The pairs are the same whichever text is
/// the old one.
pub fn compare<'a>(old: &'a Document, new: &'a Document) -> Redline<'a> {
    // Where two results are equally good, one is chosen by the order of the texts. So that it is the same the other
    // way round, both are found in the same direction.
    let says = |document: &'a Document| document.blocks.iter().map(|block| (block.text, block.source));
    let mirrored = says(old).gt(says(new));
    let mut tokenizer = Tokenizer::default();
    let (mut old, mut new) = (Side::of(old), Side::of(new));
    let links = match mirrored {
        false => pairs::pair(&mut old, &mut new, &mut tokenizer),
        true => pairs::mirrored(pairs::pair(&mut new, &mut old, &mut tokenizer)),
    };
    arrange::arrange(old, new, &links, mirrored, &mut tokenizer)
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

/// Where a reader of `new` would first see something else than in `old`; the end of the text if something is missing
/// there. Nothing if the two say the same.
pub fn first_difference<'a>(old: &Document, new: &'a Document) -> Option<Option<&'a Block>> {
    let (mut before, mut after) = (old.own_blocks(), new.own_blocks());
    loop {
        match (before.next(), after.next()) {
            (None, None) => return None,
            (Some(old), Some(new)) if old.text == new.text => {}
            (_, new) => return Some(new),
        }
    }
}
