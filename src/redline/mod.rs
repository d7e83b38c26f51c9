//! The changes from one text to another, by block. Pure functions of two documents.

mod summary;

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::markdown::{Block, Document, Fingerprint};

pub use summary::Summary;

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same.
    Kept,
    /// Says the same; only formatting or a link's target changed.
    Minor,
    /// In the place of another one.
    Changed,
    Inserted,
    Deleted,
    /// Says the same in another place.
    Moved,
}

/// One block of the old text, of the new one, or the pair that they make.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub kind: Kind,
    pub old: Option<&'a Block>,
    pub new: Option<&'a Block>,
}

/// Every block of both texts, in the order of the new one, what is deleted where it was.
///
/// Blocks are matched by what they say (Myers, “An O(ND) Difference Algorithm”, 1986); of those that remain, the ones
/// that say the same are moved, and those in each other's place are changed.
pub fn compare<'a>(old: &'a Document, new: &'a Document) -> Vec<Change<'a>> {
    let says = |document: &Document| -> Vec<Fingerprint> {
        document.blocks.iter().map(|block| block.text).collect()
    };
    let (before, after) = (says(old), says(new));
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let olds = old.blocks.get(op.old_range()).unwrap_or_default();
        let news = new.blocks.get(op.new_range()).unwrap_or_default();
        match op {
            DiffOp::Equal { .. } => {
                changes.extend(olds.iter().zip(news).map(|(old, new)| {
                    let kind = if old.source == new.source { Kind::Kept } else { Kind::Minor };
                    Change { kind, old: Some(old), new: Some(new) }
                }));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                let deleted = |old| Change { kind: Kind::Deleted, old: Some(old), new: None };
                let inserted = |new| Change { kind: Kind::Inserted, old: None, new: Some(new) };
                changes.extend(olds.iter().map(deleted));
                changes.extend(news.iter().map(inserted));
            }
        }
    }
    pair_changed(pair_moved(changes))
}

/// Makes one move of a deletion and an insertion that say the same.
fn pair_moved(changes: Vec<Change<'_>>) -> Vec<Change<'_>> {
    let mut gone: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
    for (at, change) in changes.iter().enumerate().rev() {
        if let (Kind::Deleted, Some(old)) = (change.kind, change.old) {
            gone.entry(old.text).or_default().push(at);
        }
    }
    let mut taken = vec![false; changes.len()];
    let mut moved = changes.clone();
    for change in &mut moved {
        if let (Kind::Inserted, Some(new)) = (change.kind, change.new)
            && let Some(at) = gone.get_mut(&new.text).and_then(Vec::pop)
        {
            taken[at] = true;
            *change = Change { kind: Kind::Moved, old: changes[at].old, new: change.new };
        }
    }
    moved.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(change, _)| change).collect()
}

/// Makes one change of a deletion and the insertion of the same kind of block that stands in its place.
fn pair_changed(changes: Vec<Change<'_>>) -> Vec<Change<'_>> {
    let mut paired: Vec<Change<'_>> = Vec::with_capacity(changes.len());
    // Where the deletions of the stretch begin that are not yet paired.
    let mut waiting = 0;
    for change in changes {
        match (change.kind, change.new) {
            (Kind::Deleted, _) => paired.push(change),
            (Kind::Inserted, Some(new)) => {
                let open = paired.iter_mut().skip(waiting).position(|old| {
                    old.kind == Kind::Deleted && old.old.is_some_and(|old| old.kind == new.kind)
                });
                match open {
                    Some(at) => {
                        let old = paired[waiting + at].old;
                        paired[waiting + at] = Change { kind: Kind::Changed, old, new: change.new };
                        waiting += at + 1;
                    }
                    None => paired.push(change),
                }
            }
            _ => {
                paired.push(change);
                waiting = paired.len();
            }
        }
    }
    paired
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
