//! Which blocks of a document are compared, and in which order.

use std::collections::HashMap;

use super::roles::{Base, Translation};
use crate::markdown::{DirectiveKind, Document};
use crate::redline::{BlockIdx, ByBlock, Role};

/// Returns the blocks that have a counterpart in another language: all but those of sections that one language has on purpose,
/// and the list of addenda, which follows them by itself.
pub fn blocks<R: Role>(document: &Document) -> Vec<BlockIdx<R>> {
    let local: ByBlock<R, bool> = document.local_blocks().into();
    let entries: ByBlock<R, Option<&DirectiveKind>> = document.entries().into();
    local.keys().filter(|at| !local[*at] && entries[*at] != Some(&DirectiveKind::Addenda)).collect()
}

/// Returns the same of a translation, in the order of its source: a stretch that begins with a heading whose id the source has
/// stands where it stands there.
pub fn in_order_of(source: &Document, translation: &Document) -> Vec<BlockIdx<Translation>> {
    let there: HashMap<&str, BlockIdx<Base>> = shared_headings(source).collect();
    let begins: HashMap<BlockIdx<Translation>, BlockIdx<Base>> =
        shared_headings(translation).filter_map(|(id, at)| Some((at, *there.get(id)?))).collect();
    let mut place = None;
    let mut placed: Vec<(Option<BlockIdx<Base>>, BlockIdx<Translation>)> = Vec::new();
    for at in blocks(translation) {
        place = begins.get(&at).copied().or(place);
        placed.push((place, at));
    }
    // Stable: what follows a heading stays behind it.
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, at)| at).collect()
}

/// Returns the headings to which the writer gave an id, but for those that one language has on purpose.
fn shared_headings<R: Role>(document: &Document) -> impl Iterator<Item = (&str, BlockIdx<R>)> {
    let sections = document.sections.iter().filter(|section| section.explicit && !section.local);
    sections.filter_map(|section| Some((section.id.as_str(), section.heading?.into())))
}
