//! How well two blocks fit each other.

use super::features::{FeatureTables, Features};
use super::roles::{Base, ByPosition, Translation};
use crate::markdown::BlockKind;

/// What it counts that one is, for example, a heading and the other a row of a table.
const OF_OTHER_KINDS: f64 = -4.0;
/// What it counts at most that one is too long or too short for the other.
const FAR_OFF: f64 = 3.0;
/// What it counts that words say the same by the lexicon.
const WORDS: f64 = 2.5;

/// What it counts that two neighbours are taken for one.
const JOINT: f64 = -1.5;
/// What it counts that both stand in the same section, where their order says nothing.
const SAME_SECTION: f64 = 1.0;

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
        self.parts(source, translation).sum()
    }

    /// Returns what the score of two blocks is the sum of.
    pub fn parts(&self, source: &Features, translation: &Features) -> Parts {
        let common = || source.common(translation);
        self.parts_by((source, sigma(source)), translation, common, || source.likelihood(translation))
    }

    /// Returns what scores blocks beside one source, of which `tables` then has what is looked up.
    pub fn beside<'f>(&'f self, source: &'f Features, tables: &'f mut FeatureTables) -> Beside<'f> {
        tables.fill(source);
        Beside { fit: self, source, sigma: sigma(source), tables }
    }

    fn parts_by(
        &self,
        (source, sigma): (&Features, f64),
        translation: &Features,
        common: impl FnOnce() -> f64,
        likelihood: impl FnOnce() -> f64,
    ) -> Parts {
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
        let off = (translation.log_length - source.log_length - self.log_ratio) / sigma;
        let length = 0.8 - (off * off / 2.0).min(FAR_OFF);
        let all = source.weight + translation.weight;
        let signs = match all {
            all if all > 0.0 => 5.0 * (2.0 * common() / all - 0.4) * (all / (all + 3.0)),
            _ => 0.0,
        };
        // To compare words takes the longest: of two that cannot be one nobody asks.
        let is_thinkable = kind > OF_OTHER_KINDS && off * off / 2.0 < FAR_OFF;
        let words = if is_thinkable { WORDS * likelihood() } else { 0.0 };
        Parts { kind, depth, id, length, signs, words, joint: 0.0, section: 0.0 }
    }

    /// Returns how long a translation of a block is if it is as long as those of all others, in characters.
    pub fn expected_length(&self, source: &Features) -> f64 {
        source.length * self.log_ratio.exp()
    }
}

/// How much the length of a translation differs from what is expected. Short blocks differ more.
fn sigma(source: &Features) -> f64 {
    0.25 + 1.5 / source.length.sqrt()
}

/// One source beside which many translations are scored.
pub struct Beside<'f> {
    fit: &'f Fit,
    source: &'f Features,
    sigma: f64,
    tables: &'f FeatureTables,
}

impl Beside<'_> {
    /// Returns what [`Fit::parts`] does of the source.
    pub fn parts(&self, translation: &Features) -> Parts {
        let Beside { fit, source, sigma, tables } = self;
        let likelihood = || tables.likelihood(translation);
        fit.parts_by((source, *sigma), translation, || tables.common(translation), likelihood)
    }
}

/// What the score of two blocks is the sum of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// What they are, such as headings or items of lists.
    pub kind: f64,
    /// How deep in lists and quotations they stand.
    pub depth: f64,
    /// The ids that writers gave to headings.
    pub id: f64,
    pub length: f64,
    /// What is written the same in both: numbers, names, addresses, links; terms of the glossary.
    pub signs: f64,
    /// The words, by the lexicon.
    pub words: f64,
    /// That two neighbours are taken for one.
    pub joint: f64,
    /// That both stand in one section, where only that tells of their place.
    pub section: f64,
}

impl Parts {
    /// Returns the score.
    pub fn sum(&self) -> f64 {
        let Parts { kind, depth, id, length, signs, words, joint, section } = self;
        kind + depth + id + length + signs + words + joint + section
    }

    /// Returns the parts where one of the two is two neighbours.
    pub fn joined(self) -> Self {
        Parts { joint: JOINT, ..self }
    }

    /// Returns the parts where the two stand in another order than their neighbours.
    pub fn elsewhere(self, source: &Features, translation: &Features) -> Self {
        let section = if source.section == translation.section { SAME_SECTION } else { 0.0 };
        Parts { section, ..self }
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
