//! Indexes that say into what they point, so that the index of a block of one text cannot be used in another.
//!
//! Every list that has such indexes is made in one step of what it describes and keeps its length: [`ByBlock`] has one value
//! for each block of its document. So whoever has an index indexes directly.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::Range;

use typed_index_collections::{TiSlice, TiVec};

use crate::markdown::{Block, Document};

/// An index into a list of what `Of` names, from 0. `Of` is a type without values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Idx<Of> {
    at: usize,
    of: PhantomData<Of>,
}

/// The index of a block in the document that has the role.
pub type BlockIdx<R> = Idx<R>;
/// The index of a change in [`Redline::changes`](super::Redline::changes).
pub type ChangeIdx = Idx<Changes>;
/// The number of a move: blocks that moved together have the same.
pub type MoveIdx = Idx<Moves>;

/// One value for each block of the document that has the role.
pub type ByBlock<R, V> = TiVec<BlockIdx<R>, V>;
/// One value for each change of a redline.
pub type ByChange<V> = TiVec<ChangeIdx, V>;

/// What a document is to the others that it is compared with.
pub trait Role: Debug + Copy + Ord + Hash + 'static {}

/// The old text of a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Old {}

/// The new text of a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum New {}

/// The changes of a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changes {}

/// The moves of a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moves {}

impl Role for Old {}
impl Role for New {}

impl<Of> From<usize> for Idx<Of> {
    fn from(at: usize) -> Self {
        Idx { at, of: PhantomData }
    }
}

impl<Of> From<Idx<Of>> for usize {
    fn from(index: Idx<Of>) -> usize {
        index.at
    }
}

impl<Of> Idx<Of> {
    /// Returns the index behind this one.
    pub fn next(self) -> Self {
        Idx::from(self.at + 1)
    }

    /// Returns the index before this one, `None` for the first.
    pub fn previous(self) -> Option<Self> {
        self.at.checked_sub(1).map(Idx::from)
    }

    /// Returns the number by which people call it, from 1.
    pub fn number(self) -> usize {
        self.at + 1
    }
}

impl<R: Role> BlockIdx<R> {
    /// Returns the same block of the same document, where that has another role: the old text of one comparison may be the
    /// new one of another.
    pub fn in_role<Other: Role>(self) -> BlockIdx<Other> {
        Idx::from(self.at)
    }
}

/// Returns the indexes of a range, in order.
pub fn each<Of>(range: Range<Idx<Of>>) -> impl DoubleEndedIterator<Item = Idx<Of>> {
    (range.start.at..range.end.at).map(Idx::from)
}

/// Returns the blocks of the document that has the role.
pub fn blocks_of<R: Role>(document: &Document) -> &TiSlice<BlockIdx<R>, Block> {
    TiSlice::from_ref(&document.blocks)
}
