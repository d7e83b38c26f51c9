//! Which blocks of a document are compared, and in which order.

use std::collections::HashMap;

use super::features::Features;
use crate::markdown::{DirectiveKind, Document};

/// The blocks that have a counterpart in another language: all but those of sections that one language has on purpose, and
/// the list of addenda, which follows them by itself.
pub fn comparable(document: &Document) -> Vec<usize> {
    let (local, entries) = (document.local_blocks(), document.entries());
    let is_own = |at: &usize| local.get(*at) != Some(&true);
    let is_listed = |at: &usize| entries.get(*at) == Some(&Some(&DirectiveKind::Addenda));
    (0..document.blocks.len()).filter(|at| is_own(at) && !is_listed(at)).collect()
}

/// The same of a translation, in the order of its source: a stretch that begins with a heading whose id the source has
/// stands where it stands there.
pub fn as_in(source: &Document, translation: &Document) -> Vec<usize> {
    let ids = |document: &Document| -> HashMap<String, usize> {
        let sections = document.sections.iter().filter(|section| section.explicit && !section.local);
        sections.filter_map(|section| Some((section.id.to_string(), section.heading?))).collect()
    };
    let (there, here) = (ids(source), ids(translation));
    let begins: HashMap<usize, usize> =
        here.iter().filter_map(|(id, at)| Some((*at, *there.get(id)?))).collect();
    let mut place = 0;
    let mut placed: Vec<(usize, usize)> = Vec::new();
    for at in comparable(translation) {
        place = begins.get(&at).map_or(place, |begin| begin + 1);
        placed.push((place, at));
    }
    // Stable: what follows a heading stays behind it.
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, at)| at).collect()
}

/// The features of the blocks at `places`, in that order.
pub fn picked(features: &mut Vec<Features>, places: &[usize]) -> Vec<Features> {
    let mut all: Vec<Option<Features>> = std::mem::take(features).into_iter().map(Some).collect();
    places.iter().filter_map(|at| all.get_mut(*at)?.take()).collect()
}
