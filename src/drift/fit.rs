//! How well two blocks fit each other.

use super::features::Features;
use super::roles::{Base, ByPosition, Translation};
use crate::markdown::BlockKind;

/// What it counts that one is, for example, a heading and the other a row of a table.
const OF_OTHER_KINDS: f64 = -4.0;
/// What it counts at most that one is too long or too short for the other.
const FAR_OFF: f64 = 3.0;
/// What it counts that words say the same by the lexicon.
const WORDS: f64 = 2.5;

/// How well two blocks fit.
pub struct Fit {
    /// How long the translation is for each character of its source, as a natural logarithm.
    log_ratio: f64,
}

impl Fit {
    pub fn of(
        sources: &ByPosition<Base, &Features>,
        translations: &ByPosition<Translation, &Features>,
    ) -> Self {
        let total = |side: &[&Features]| side.iter().map(|block| block.length).sum::<f64>().max(1.0);
        Fit { log_ratio: (total(&translations.raw) / total(&sources.raw)).ln() }
    }

    /// Returns the score of two blocks: the higher, the better; below 0 it is better to leave both without a counterpart.
    pub fn score(&self, source: &Features, translation: &Features) -> f64 {
        let kind = match (source.kind, translation.kind) {
            (a, b) if a == b => 1.5,
            (BlockKind::Heading(_), BlockKind::Heading(_)) => 0.5,
            (a, b) if is_text(a) && is_text(b) => -0.5,
            _ => OF_OTHER_KINDS,
        };
        let depth = if source.depth == translation.depth { 0.3 } else { -0.5 };
        let id = match (&source.id, &translation.id) {
            (Some(a), Some(b)) if a == b => 4.0,
            (Some(_), Some(_)) => -2.0,
            _ => 0.0,
        };
        // Short blocks differ more.
        let sigma = 0.25 + 1.5 / source.length.sqrt();
        let off = (translation.log_length - source.log_length - self.log_ratio) / sigma;
        let length = 0.8 - (off * off / 2.0).min(FAR_OFF);
        let all = source.weight + translation.weight;
        let signs = match all {
            all if all > 0.0 => 5.0 * (2.0 * source.common(translation) / all - 0.4) * (all / (all + 3.0)),
            _ => 0.0,
        };
        // To compare words takes the longest: of two that cannot be one nobody asks.
        let is_thinkable = kind > OF_OTHER_KINDS && off * off / 2.0 < FAR_OFF;
        let words = if is_thinkable { WORDS * source.likelihood(translation) } else { 0.0 };
        kind + depth + id + length + signs + words
    }
}

/// Returns how sure a pair is of which the score is so much better than leaving both alone, from 0 to 1 (the logistic function).
pub fn confidence(score: f64) -> f64 {
    1.0 / (1.0 + (-(score + 1.0)).exp())
}

/// True for a block of words that may be merged with its neighbour, or split.
pub fn is_text(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Heading(_) | BlockKind::TableHead | BlockKind::TableRow | BlockKind::Code)
}
