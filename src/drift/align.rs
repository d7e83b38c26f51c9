//! The best alignment of the blocks of two languages in their order.

use std::ops::Range;

use super::binding::{Aligned, By};
use super::features::{FeatureTables, Features};
use super::fit::{Fit, confidence, is_text};
use super::roles::{Base, ByPosition, Translation};

/// What it costs to leave a block without a counterpart.
pub const GAP: f64 = 1.2;

/// How many blocks a translation may be ahead of its source or behind it, beyond what their lengths let expect.
const BAND: usize = 256;

/// The best monotone alignment. Dynamic programming as of Gale and Church, “A program for aligning sentences in bilingual
/// corpora”, 1993, in a band along the diagonal, so that it costs in proportion to the number of blocks.
pub fn align(
    fit: &Fit,
    sources: &ByPosition<Base, &Features>,
    translations: &ByPosition<Translation, &Features>,
) -> Vec<Aligned> {
    let (olds, news) = (&sources.raw, &translations.raw);
    let band = Band::of(olds.len(), news.len());
    let new_pairs: Vec<Option<Features>> = (0..news.len()).map(|at| pair(news, at)).collect();
    let [mut of_old, mut of_pair] = [FeatureTables::default(), FeatureTables::default()];
    let [mut above, mut row, mut second_above] = [Row::default(), Row::default(), Row::default()];
    let mut steps: Vec<Step> = Vec::with_capacity((olds.len() + 1) * band.width());
    for i in 0..=olds.len() {
        let old = i.checked_sub(1).map(|at| fit.beside(olds[at], &mut of_old));
        let old_pair = i.checked_sub(2).and_then(|at| pair(olds, at));
        let old_pair = old_pair.as_ref().map(|pair| fit.beside(pair, &mut of_pair));
        row.begin(band.start(i));
        for j in band.row(i) {
            let mut best = Best { score: if i + j == 0 { 0.0 } else { f64::NEG_INFINITY }, step: Step::None };
            let left = j.checked_sub(1);
            if let (Some(old), Some(left)) = (&old, left) {
                best.offer(Step::Both, above.at(left), || old.parts(news[left]).sum());
            }
            if i > 0 {
                best.offer(Step::Source, above.at(j), || -GAP);
            }
            if let Some(left) = left {
                best.offer(Step::Translation, row.at(left), || -GAP);
            }
            if let (Some(old_pair), Some(left)) = (&old_pair, left) {
                let score = || old_pair.parts(news[left]).joined().sum();
                best.offer(Step::TwoSources, second_above.at(left), score);
            }
            if let (Some(old), Some(left)) = (&old, j.checked_sub(2))
                && let Some(new_pair) = &new_pairs[left]
            {
                best.offer(Step::TwoTranslations, above.at(left), || old.parts(new_pair).joined().sum());
            }
            row.scores.push(best.score);
            steps.push(best.step);
        }
        (above, second_above, row) = (row, above, second_above);
    }
    let step = |i: usize, j: usize| steps[i * band.width() + j - band.start(i)];
    way(fit, (olds, news), step)
}

/// A block and the one behind it as one; `None` if they cannot be.
fn pair(blocks: &[&Features], at: usize) -> Option<Features> {
    let (first, second) = (blocks[at], blocks.get(at + 1)?);
    (is_text(first.kind) && is_text(second.kind)).then(|| first.joined(second))
}

/// What a step of an alignment takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing leads there.
    None,
    Both,
    Source,
    Translation,
    TwoSources,
    TwoTranslations,
}

impl Step {
    /// How many blocks of each side that is.
    fn size(self) -> (usize, usize) {
        match self {
            Step::None => (0, 0),
            Step::Both => (1, 1),
            Step::Source => (1, 0),
            Step::Translation => (0, 1),
            Step::TwoSources => (2, 1),
            Step::TwoTranslations => (1, 2),
        }
    }
}

/// The best way to a pair of places, as far as it is known: its score and its last step.
struct Best {
    score: f64,
    step: Step,
}

impl Best {
    /// Takes a step from a pair of places with that score if it makes the way better.
    fn offer(&mut self, step: Step, from: f64, score: impl FnOnce() -> f64) {
        // Outside of the band.
        if from == f64::NEG_INFINITY {
            return;
        }
        let score = from + score();
        if score > self.score {
            (self.score, self.step) = (score, step);
        }
    }
}

/// The scores of the best ways to the places of the translation that are in the band beside one place of the source.
#[derive(Default)]
struct Row {
    /// The first of these places.
    start: usize,
    scores: Vec<f64>,
}

impl Row {
    fn begin(&mut self, start: usize) {
        self.start = start;
        self.scores.clear();
    }

    /// The score of a place; of one outside of the band nobody knows it.
    fn at(&self, j: usize) -> f64 {
        let score = j.checked_sub(self.start).and_then(|at| self.scores.get(at));
        score.copied().unwrap_or(f64::NEG_INFINITY)
    }
}

/// The pairs of places that are looked at.
struct Band {
    sources: usize,
    translations: usize,
    /// How far it reaches to each side of the diagonal.
    reach: usize,
}

impl Band {
    fn of(sources: usize, translations: usize) -> Self {
        // Each row must overlap the one before it.
        Band { sources, translations, reach: BAND + translations / sources.max(1) }
    }

    fn width(&self) -> usize {
        (2 * self.reach + 1).min(self.translations + 1)
    }

    fn start(&self, i: usize) -> usize {
        let middle = (i as u128 * self.translations as u128 / self.sources.max(1) as u128) as usize;
        middle.saturating_sub(self.reach).min(self.translations + 1 - self.width())
    }

    /// The places of the translation that are in the band beside place `i` of the source.
    fn row(&self, i: usize) -> Range<usize> {
        self.start(i)..self.start(i) + self.width()
    }
}

/// Follows the best way back from the end.
fn way(
    fit: &Fit,
    (olds, news): (&[&Features], &[&Features]),
    step: impl Fn(usize, usize) -> Step,
) -> Vec<Aligned> {
    let mut way = Vec::new();
    let (mut i, mut j) = (olds.len(), news.len());
    // Every row of the band overlaps the one before it: some way leads to each cell, and none leaves the band.
    while (i, j) != (0, 0) {
        let step = step(i, j);
        let (olds_taken, news_taken) = step.size();
        let before = (i - olds_taken, j - news_taken);
        let score = match step {
            Step::None => break,
            Step::Source | Step::Translation => None,
            Step::Both => Some(fit.score(olds[before.0], news[before.1])),
            Step::TwoSources => {
                pair(olds, before.0).map(|pair| fit.parts(&pair, news[before.1]).joined().sum())
            }
            Step::TwoTranslations => {
                pair(news, before.1).map(|pair| fit.parts(olds[before.0], &pair).joined().sum())
            }
        };
        way.extend(score.map(|score| Aligned {
            sources: before.0.into()..i.into(),
            translations: before.1.into()..j.into(),
            confidence: confidence(score),
            by: By::Order,
        }));
        (i, j) = before;
    }
    way.reverse();
    way
}
