//! Two texts compared.

use super::arrange;
use super::changes::Redline;
use super::indexed_text::IndexedText;
use super::links;
use super::pairs;
use super::tokens::Tokenizer;
use crate::markdown::{Block, Document};

/// Compares two texts: returns the changes that lead from `old` to `new`.
///
/// Blocks are matched by fingerprint, then by the ids of headings, then by similarity. Of the matched pairs the heaviest
/// increasing subsequence stays in place, which goes forward in both texts; the others moved. The pairs are the same whichever text is
/// the old one.
pub fn compare<'a>(old: &'a Document, new: &'a Document) -> Redline<'a> {
    // Where two results are equally good, one is chosen by the order of the texts. So that it is the same the other
    // way round, both are found in the same direction.
    let says = |document: &'a Document| document.blocks.iter().map(|block| (block.text, block.source));
    let mirrored = says(old).gt(says(new));
    let mut tokenizer = Tokenizer::default();
    let (mut old, mut new) = (IndexedText::of(old), IndexedText::of(new));
    let links = match mirrored {
        false => pairs::pair(&mut old, &mut new, &mut tokenizer),
        true => links::mirrored(pairs::pair(&mut new, &mut old, &mut tokenizer)),
    };
    arrange::arrange(old, new, &links, mirrored, &mut tokenizer)
}

/// Returns where a reader of `new` would first see something else than in `old`: the block, or `Some(None)` for the end of the
/// text if something is missing there. `None` if the two say the same.
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
