//! Which block of a translation says what which block of its source says.

use super::align::align;
use super::binding::{Aligned, Binding, Settled};
use super::features::{BothFeatures, Features, features};
use super::fit::Fit;
use super::roles::{Base, ByPosition, Translation};
use super::texts::Known;
use super::{comparable, leftovers, lists};
use crate::markdown::Document;
use crate::redline::{BlockIdx, ByBlock, Role};

/// Binds a translation to its source: returns the alignment of blocks that fits best by kind, depth, ids, length, and the numbers,
/// names, addresses and link targets that both have; two neighbours may have been merged or one split. Sections that
/// one language has on purpose have no counterpart.
///
/// It is monotone but for sections whose ids say where they went, and for single blocks that nothing else fits.
pub fn bind(source: &Document, translation: &Document) -> Vec<Binding> {
    bind_rest(source, translation, Known::default(), &Settled::default())
}

/// Returns the same, with the help of what is known of the two languages.
pub fn bind_with(source: &Document, translation: &Document, known: Known<'_>) -> Vec<Binding> {
    bind_rest(source, translation, known, &Settled::default())
}

/// Returns the same, without what is settled.
pub fn bind_rest(
    source: &Document,
    translation: &Document,
    known: Known<'_>,
    settled: &Settled,
) -> Vec<Binding> {
    let features = features(source, translation, known);
    Comparison::of(source, translation, &features, settled).bindings()
}

/// Two texts, block beside block.
pub struct Comparison<'f> {
    pub fit: Fit,
    /// Of all blocks.
    pub features: &'f BothFeatures,
    /// Of those for which a counterpart is looked for.
    sources: Compared<'f, Base>,
    translations: Compared<'f, Translation>,
}

impl<'f> Comparison<'f> {
    /// Looks at all of two texts but what is settled.
    pub fn of(
        source: &Document,
        translation: &Document,
        features: &'f BothFeatures,
        settled: &Settled,
    ) -> Self {
        let sources = comparable::blocks(source).into_iter().filter(|at| !settled.sources.contains(at));
        let sources = Compared::of(sources, &features.0);
        let translations = comparable::in_order_of(source, translation).into_iter();
        let translations = translations.filter(|at| !settled.translations.contains(at));
        let translations = Compared::of(translations, &features.1);
        let fit = Fit::of(&sources.features, &translations.features);
        Comparison { fit, features, sources, translations }
    }

    /// Returns what belongs together.
    pub fn bindings(&self) -> Vec<Binding> {
        let Comparison { fit, sources, translations, .. } = self;
        let mut aligned = align(fit, &sources.features, &translations.features);
        lists::assign(fit, &sources.features, &translations.features, &mut aligned);
        aligned.extend(leftovers::bind(fit, &sources.features, &translations.features, &aligned));
        let binding = |aligned: Aligned| Binding {
            sources: sources.blocks[aligned.sources].raw.to_vec(),
            translations: translations.blocks[aligned.translations].raw.to_vec(),
            confidence: aligned.confidence,
            by: aligned.by,
        };
        aligned.into_iter().map(binding).collect()
    }

    /// Returns the blocks for which a counterpart is looked for.
    pub fn blocks(&self) -> (&[BlockIdx<Base>], &[BlockIdx<Translation>]) {
        (&self.sources.blocks.raw, &self.translations.blocks.raw)
    }
}

/// The blocks of a text that are compared, in that order.
struct Compared<'f, R> {
    blocks: ByPosition<R, BlockIdx<R>>,
    features: ByPosition<R, &'f Features>,
}

impl<'f, R: Role> Compared<'f, R> {
    fn of(blocks: impl Iterator<Item = BlockIdx<R>>, features: &'f ByBlock<R, Features>) -> Self {
        let blocks: ByPosition<R, BlockIdx<R>> = blocks.collect();
        let features = blocks.iter().map(|at| &features[*at]).collect();
        Compared { blocks, features }
    }
}
