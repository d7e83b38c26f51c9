//! The changes from one text to another, by block and by word. Pure functions of two documents.
//!
//! [`compare`] is sound: what is kept and what is deleted together are the old text, what is kept and what is inserted
//! the new one, to the character as [`Visible`](crate::markdown::Visible) gives it.

mod align;
mod arrange;
mod changes;
mod columns;
mod common_words;
mod compare;
mod diff_cleanup;
mod heaviest_subsequence;
mod index;
mod indexed_text;
mod links;
mod pairs;
mod runs;
mod similarity;
mod split_merge;
mod summary;
mod tokens;
mod word_diff;

pub use changes::{Change, Departure, Joint, Kind, Op, Piece, Redline};
pub use columns::{Column, Columns, cells};
pub use compare::{compare, first_difference};
pub use index::{BlockIdx, ByBlock, ByChange, ChangeIdx, Idx, MoveIdx, New, Old, Role, blocks_of, each};
pub use summary::{Summary, section};
