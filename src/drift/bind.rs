//! Which block of a translation says what which block of its source says.

use super::align::align;
use super::binding::{Binding, Settled};
use super::features::features;
use super::fit::Fit;
use super::texts::Glossed;
use super::{order, strays};
use crate::markdown::Document;

/// Binds a translation to its source: the alignment of blocks that fits best by kind, depth, ids, length, and the numbers,
/// names, addresses and link targets that both have; two neighbours may have been merged or one split. Sections that
/// one language has on purpose have no counterpart.
///
/// It is monotone but for sections whose ids say where they went, and for single blocks that nothing else fits.
pub fn bind(source: &Document, translation: &Document) -> Vec<Binding> {
    bind_rest(source, translation, None, &Settled::default())
}

/// The same, with the terms that both languages know, and but for what is settled.
pub fn bind_rest(
    source: &Document,
    translation: &Document,
    glossed: Option<Glossed<'_>>,
    settled: &Settled,
) -> Vec<Binding> {
    let mut places = [order::comparable(source), order::as_in(source, translation)];
    places[0].retain(|at| !settled.sources.contains(at));
    places[1].retain(|at| !settled.translations.contains(at));
    let mut all = features(source, translation, glossed);
    let [olds, news] = [0, 1].map(|side| order::picked(&mut all[side], &places[side]));
    let fit = Fit::of(&olds, &news);
    let mut bindings = align(&fit, &olds, &news);
    bindings.extend(strays::bind(&fit, [&olds, &news], &bindings));
    for binding in &mut bindings {
        let whole = |at: &mut usize, side: usize| *at = places[side].get(*at).copied().unwrap_or(*at);
        binding.sources.iter_mut().for_each(|at| whole(at, 0));
        binding.translations.iter_mut().for_each(|at| whole(at, 1));
    }
    bindings
}
