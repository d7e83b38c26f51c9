//! The best alignment of the blocks of two languages in their order.

use std::ops::RangeInclusive;

use super::binding::{Aligned, By};
use super::features::Features;
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
    let mut table = Table::new(olds.len(), news.len());
    let joined = |side: &[&Features]| -> Vec<Features> {
        side.windows(2).map(|pair| pair[0].joined(pair[1])).collect()
    };
    let (old_pairs, new_pairs) = (joined(olds), joined(news));
    for i in 0..=olds.len() {
        for j in table.row(i) {
            if i > 0 && j > 0 {
                table.offer((i, j), (1, 1), fit.score(olds[i - 1], news[j - 1]));
            }
            if i > 0 {
                table.offer((i, j), (1, 0), -GAP);
            }
            if j > 0 {
                table.offer((i, j), (0, 1), -GAP);
            }
            if i > 1 && j > 0 && is_joinable(olds[i - 2], olds[i - 1]) {
                table.offer((i, j), (2, 1), fit.parts(&old_pairs[i - 2], news[j - 1]).joined().sum());
            }
            if i > 0 && j > 1 && is_joinable(news[j - 2], news[j - 1]) {
                table.offer((i, j), (1, 2), fit.parts(olds[i - 1], &new_pairs[j - 2]).joined().sum());
            }
        }
    }
    table.way()
}

/// The best way to each pair of places: its score, and how many blocks of each side its last step takes.
struct Table {
    sources: usize,
    translations: usize,
    /// How far the band reaches to each side of the diagonal.
    reach: usize,
    /// By place of the source: the first place of the translation that is in the band beside it.
    starts: Vec<usize>,
    cells: Vec<(f64, (u8, u8))>,
}

impl Table {
    fn new(sources: usize, translations: usize) -> Self {
        // Each row must overlap the one before it.
        let reach = BAND + translations / sources.max(1);
        let mut table = Table { sources, translations, reach, starts: Vec::new(), cells: Vec::new() };
        table.starts = (0..=sources).map(|i| table.start(i)).collect();
        table.cells = vec![(f64::NEG_INFINITY, (0, 0)); (sources + 1) * table.width()];
        if let Some(first) = table.cells.first_mut() {
            first.0 = 0.0;
        }
        table
    }

    fn width(&self) -> usize {
        (2 * self.reach + 1).min(self.translations + 1)
    }

    fn start(&self, i: usize) -> usize {
        let middle = (i as u128 * self.translations as u128 / self.sources.max(1) as u128) as usize;
        middle.saturating_sub(self.reach).min(self.translations + 1 - self.width())
    }

    /// The places of the translation that are in the band beside place `i` of the source.
    fn row(&self, i: usize) -> RangeInclusive<usize> {
        let first = self.starts[i];
        first..=first + self.width() - 1
    }

    /// Where a cell is, if it is in the band.
    fn at(&self, (i, j): (usize, usize)) -> Option<usize> {
        let row = self.row(i);
        row.contains(&j).then(|| i * self.width() + j - row.start())
    }

    /// The score and the last step of a cell, if it is in the band.
    fn cell(&self, place: (usize, usize)) -> Option<(f64, (u8, u8))> {
        self.at(place).map(|at| self.cells[at])
    }

    /// Takes a step to a cell if it makes the way there better.
    fn offer(&mut self, (i, j): (usize, usize), step: (u8, u8), score: f64) {
        let before = (i - usize::from(step.0), j - usize::from(step.1));
        let Some((from, to)) = self.at(before).zip(self.at((i, j))) else { return };
        let score = self.cells[from].0 + score;
        if score > self.cells[to].0 {
            self.cells[to] = (score, step);
        }
    }

    /// Follows the best way back from the end.
    fn way(&self) -> Vec<Aligned> {
        let mut way = Vec::new();
        let mut place = (self.sources, self.translations);
        // Every row of the band overlaps the one before it: some way leads to each cell, and none leaves the band.
        while let Some((score, step)) = self.cell(place).filter(|(_, step)| *step != (0, 0)) {
            let before = (place.0 - usize::from(step.0), place.1 - usize::from(step.1));
            if step.0 > 0 && step.1 > 0 {
                let from = self.cell(before).map_or(0.0, |cell| cell.0);
                way.push(Aligned {
                    sources: before.0.into()..place.0.into(),
                    translations: before.1.into()..place.1.into(),
                    confidence: confidence(score - from),
                    by: By::Order,
                });
            }
            place = before;
        }
        way.reverse();
        way
    }
}

fn is_joinable(first: &Features, second: &Features) -> bool {
    is_text(first.kind) && is_text(second.kind)
}
