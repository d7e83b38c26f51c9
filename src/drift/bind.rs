//! Which block of a translation says what which block of its source says.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::features::{Features, features};
use super::measure::Glossed;
use super::{order, strays};
use crate::markdown::{BlockKind, Document};

/// Blocks that say the same in two languages: one of each, or one and two neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// Indexes of blocks of the source.
    pub sources: Vec<usize>,
    /// Indexes of blocks of the translation.
    pub translations: Vec<usize>,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
}

/// What it costs to leave a block without a counterpart.
const GAP: f64 = 1.2;
/// What it costs to join two blocks.
const JOIN: f64 = 2.0;

/// How many blocks a translation may be ahead of its source or behind it, beyond what their lengths let expect.
const BAND: usize = 256;

/// Binds a translation to its source: the alignment of blocks that fits best by kind, depth, ids, length, and the numbers,
/// names, addresses and link targets that both have; two neighbours may have been merged or one split. Sections that
/// one language has on purpose have no counterpart.
///
/// It is monotone but for sections whose ids say where they went, and for single blocks that nothing else fits.
pub fn bind(source: &Document, translation: &Document) -> Vec<Binding> {
    bind_rest(source, translation, None, &Settled::default())
}

/// Blocks for which nothing is to be found: people have said what they are.
#[derive(Debug, Default)]
pub struct Settled {
    /// Of the source.
    pub sources: BTreeSet<usize>,
    pub translations: BTreeSet<usize>,
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

/// The best monotone alignment. Dynamic programming as of Gale and Church, “A program for aligning sentences in bilingual
/// corpora”, 1993, in a band along the diagonal, so that it costs in proportion to the number of blocks.
fn align(fit: &Fit, olds: &[Features], news: &[Features]) -> Vec<Binding> {
    let mut table = Table::new(olds.len(), news.len());
    let joined = |side: &[Features]| -> Vec<Features> {
        side.windows(2).map(|pair| pair[0].joined(&pair[1])).collect()
    };
    let (old_pairs, new_pairs) = (joined(olds), joined(news));
    for i in 0..=olds.len() {
        for j in table.row(i) {
            if i > 0 && j > 0 {
                table.offer((i, j), (1, 1), fit.score(&olds[i - 1], &news[j - 1]));
            }
            if i > 0 {
                table.offer((i, j), (1, 0), -GAP);
            }
            if j > 0 {
                table.offer((i, j), (0, 1), -GAP);
            }
            if i > 1 && j > 0 && is_joinable(&olds[i - 2], &olds[i - 1]) {
                table.offer((i, j), (2, 1), fit.score(&old_pairs[i - 2], &news[j - 1]) - JOIN);
            }
            if i > 0 && j > 1 && is_joinable(&news[j - 2], &news[j - 1]) {
                table.offer((i, j), (1, 2), fit.score(&olds[i - 1], &new_pairs[j - 2]) - JOIN);
            }
        }
    }
    table.bindings()
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
        let first = self.starts.get(i).copied().unwrap_or_default();
        first..=first + self.width() - 1
    }

    /// Where a cell is, if it is in the band.
    fn at(&self, (i, j): (usize, usize)) -> Option<usize> {
        let row = self.row(i);
        row.contains(&j).then(|| i * self.width() + j - row.start())
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
    fn bindings(&self) -> Vec<Binding> {
        let mut bindings = Vec::new();
        let mut place = (self.sources, self.translations);
        while place != (0, 0) {
            let Some(&(score, step)) = self.at(place).and_then(|at| self.cells.get(at)) else { break };
            let before = (place.0 - usize::from(step.0), place.1 - usize::from(step.1));
            if before == place {
                break;
            }
            let from = self.at(before).and_then(|at| self.cells.get(at)).map_or(0.0, |cell| cell.0);
            if step.0 > 0 && step.1 > 0 {
                bindings.push(Binding {
                    sources: (before.0..place.0).collect(),
                    translations: (before.1..place.1).collect(),
                    confidence: confidence(score - from),
                });
            }
            place = before;
        }
        bindings.reverse();
        bindings
    }
}

/// How sure a pair is whose score is so much better than nothing (the logistic function).
pub fn confidence(score: f64) -> f64 {
    1.0 / (1.0 + (-(score + 1.0)).exp())
}

fn is_joinable(first: &Features, second: &Features) -> bool {
    is_text(first.kind) && is_text(second.kind)
}

fn is_text(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Heading(_) | BlockKind::TableHead | BlockKind::TableRow | BlockKind::Code)
}

/// How well two blocks fit.
pub struct Fit {
    /// How long the translation is for each character of its source, as a natural logarithm.
    log_ratio: f64,
}

impl Fit {
    fn of(sources: &[Features], translations: &[Features]) -> Self {
        let total = |side: &[Features]| side.iter().map(|block| block.length).sum::<f64>().max(1.0);
        Fit { log_ratio: (total(translations) / total(sources)).ln() }
    }

    /// The higher, the better; below 0 it is better to leave both without a counterpart.
    pub fn score(&self, source: &Features, translation: &Features) -> f64 {
        let kind = match (source.kind, translation.kind) {
            (a, b) if a == b => 1.5,
            (BlockKind::Heading(_), BlockKind::Heading(_)) => 0.5,
            (a, b) if is_text(a) && is_text(b) => -0.5,
            _ => -4.0,
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
        let length = 0.8 - (off * off / 2.0).min(3.0);
        let all = source.weight + translation.weight;
        let signs = match all {
            all if all > 0.0 => 5.0 * (2.0 * source.common(translation) / all - 0.4) * (all / (all + 3.0)),
            _ => 0.0,
        };
        kind + depth + id + length + signs
    }
}
