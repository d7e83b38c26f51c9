//! Items of lists and rows of tables that people put into another order.

use std::collections::HashMap;
use std::ops::Range;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::align::GAP;
use super::binding::{Aligned, By};
use super::features::{FeatureTables, Features};
use super::fit::{Fit, confidence};
use super::roles::{Base, ByPosition, PositionIdx, Translation};
use crate::markdown::BlockKind;
use crate::redline::{Idx, Role, each};

/// How much better than in their order items must fit in another one.
const BETTER: f64 = 1.5;
/// Longer lists stay as they are aligned: what is sought costs the third power of their length.
const LONGEST: usize = 100;
/// Scores are whole numbers where the best assignment is sought: so many to one.
const SCALE: f64 = 1e6;
/// What an item in its order gains there, so that items that fit equally well stay in it.
const IN_ORDER: f64 = 1e-3;

/// Binds the items of lists that are bound to each other as they fit best, whatever their order, where that is clearly better than the
/// alignment. The best assignment, after H. W. Kuhn, “The Hungarian method for the assignment problem”, 1955.
pub fn assign(
    fit: &Fit,
    sources: &ByPosition<Base, &Features>,
    translations: &ByPosition<Translation, &Features>,
    aligned: &mut Vec<Aligned>,
) {
    let mut is_outdated = vec![false; aligned.len()];
    let mut found = Vec::new();
    for (sources_of, translations_of) in bound_lists(sources, translations, aligned) {
        // What is aligned is in the order of both texts.
        let first = aligned.partition_point(|pair| pair.sources.start < sources_of.start);
        let behind = aligned.partition_point(|pair| pair.sources.start < sources_of.end);
        let list = List { fit, sources, translations, sources_of, translations_of };
        let own: Vec<usize> = (first..behind).filter(|at| list.has(&aligned[*at])).collect();
        if let Some(mut better) = list.better(own.iter().map(|at| &aligned[*at])) {
            own.into_iter().for_each(|at| is_outdated[at] = true);
            found.append(&mut better);
        }
    }
    let mut is_outdated = is_outdated.into_iter();
    aligned.retain(|_| is_outdated.next() == Some(false));
    aligned.append(&mut found);
    aligned.sort_by_key(|pair| (pair.translations.start, pair.sources.start));
}

/// Stretches of items or rows that stand directly behind each other.
fn lists<R: Role>(blocks: &ByPosition<R, &Features>) -> Vec<Range<PositionIdx<R>>> {
    let is_item = |block: &Features| matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow);
    let belongs = |a: &Features, b: &Features| (a.kind, a.depth, &a.section) == (b.kind, b.depth, &b.section);
    let mut lists: Vec<Range<PositionIdx<R>>> = Vec::new();
    for (at, block) in blocks.iter_enumerated().filter(|(_, block)| is_item(block)) {
        match lists.last_mut() {
            Some(list) if list.end == at && belongs(blocks[list.start], block) => list.end = at.next(),
            _ => lists.push(at..at.next()),
        }
    }
    lists.retain(|list| length(list) > 1);
    lists
}

fn length<R: Role>(list: &Range<PositionIdx<R>>) -> usize {
    usize::from(list.end) - usize::from(list.start)
}

/// Two stretches, one of each text.
type Pair = (Range<PositionIdx<Base>>, Range<PositionIdx<Translation>>);

/// The lists of which most items are bound to items of the other.
fn bound_lists(
    sources: &ByPosition<Base, &Features>,
    translations: &ByPosition<Translation, &Features>,
    aligned: &[Aligned],
) -> Vec<Pair> {
    let (here, there) = (lists(sources), lists(translations));
    let mut counts: HashMap<(usize, usize), usize> = HashMap::new();
    for pair in aligned {
        let both = list_of(&here, pair.sources.start).zip(list_of(&there, pair.translations.start));
        both.into_iter().for_each(|both| *counts.entry(both).or_default() += 1);
    }
    let mut counts: Vec<((usize, usize), usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(both, count)| (std::cmp::Reverse(*count), *both));
    let (mut here_taken, mut there_taken) = (vec![false; here.len()], vec![false; there.len()]);
    let mut pairs = Vec::new();
    for ((one, other), _) in counts {
        if !here_taken[one] && !there_taken[other] {
            (here_taken[one], there_taken[other]) = (true, true);
            pairs.push((here[one].clone(), there[other].clone()));
        }
    }
    pairs
}

fn list_of<R: Role>(lists: &[Range<PositionIdx<R>>], at: PositionIdx<R>) -> Option<usize> {
    let behind = lists.partition_point(|list| list.start <= at);
    behind.checked_sub(1).filter(|list| lists[*list].contains(&at))
}

/// Two lists that are bound to each other.
struct List<'a> {
    fit: &'a Fit,
    sources: &'a ByPosition<Base, &'a Features>,
    translations: &'a ByPosition<Translation, &'a Features>,
    sources_of: Range<PositionIdx<Base>>,
    translations_of: Range<PositionIdx<Translation>>,
}

impl List<'_> {
    /// True for items of the two that are bound to each other.
    fn has(&self, pair: &Aligned) -> bool {
        self.sources_of.contains(&pair.sources.start)
            && self.translations_of.contains(&pair.translations.start)
    }

    /// Returns how the items fit best, of which some are aligned; `None` if that is not clearly better than they are aligned, or if nobody
    /// looks.
    fn better<'p>(&self, own: impl Iterator<Item = &'p Aligned>) -> Option<Vec<Aligned>> {
        let own: Vec<&Aligned> = own.collect();
        let is_single = |pair: &&Aligned| (length(&pair.sources), length(&pair.translations)) == (1, 1);
        let (rows, columns) = (length(&self.sources_of), length(&self.translations_of));
        if rows.max(columns) > LONGEST || !own.iter().all(is_single) {
            return None;
        }
        let place = |row, column| {
            (
                Idx::from(row + usize::from(self.sources_of.start)),
                Idx::from(column + usize::from(self.translations_of.start)),
            )
        };
        // What it gains to bind two instead of leaving both alone.
        let mut tables = FeatureTables::default();
        let gains: Vec<Vec<f64>> = each(self.sources_of.clone())
            .map(|source| {
                let beside = self.fit.beside(self.sources[source], &mut tables);
                let translations = each(self.translations_of.clone()).map(|at| self.translations[at]);
                translations.map(|own| (beside.parts(own).sum() + 2.0 * GAP).max(0.0)).collect()
            })
            .collect();
        let gain = |row: usize, column: usize| gains[row][column];
        let in_order: HashMap<usize, usize> = own
            .iter()
            .map(|pair| {
                let row = usize::from(pair.sources.start) - usize::from(self.sources_of.start);
                (row, usize::from(pair.translations.start) - usize::from(self.translations_of.start))
            })
            .collect();
        let now: f64 = in_order.iter().map(|(row, column)| gain(*row, *column)).sum();
        // No assignment gains more than each item where that fits best.
        let most: f64 = gains.iter().map(|row| row.iter().copied().fold(0.0, f64::max)).sum();
        if most < now + BETTER {
            return None;
        }
        let weight = |row: usize, column: usize| {
            let bonus = if in_order.get(&row) == Some(&column) { IN_ORDER } else { 0.0 };
            ((gain(row, column) + bonus) * SCALE) as i64
        };
        let is_turned = rows > columns;
        let (short, long) = if is_turned { (columns, rows) } else { (rows, columns) };
        let weights = Matrix::from_fn(short, long, |(one, other)| match is_turned {
            true => weight(other, one),
            false => weight(one, other),
        });
        let (_, found) = kuhn_munkres(&weights);
        let found = found
            .into_iter()
            .enumerate()
            .map(|(one, other)| if is_turned { (other, one) } else { (one, other) });
        let found: Vec<(usize, usize)> = found.filter(|(row, column)| gain(*row, *column) > 0.0).collect();
        let best: f64 = found.iter().map(|(row, column)| gain(*row, *column)).sum();
        if best < now + BETTER {
            return None;
        }
        let aligned = |(row, column): (usize, usize)| {
            let (source, translation) = place(row, column);
            let score = self.fit.score(self.sources[source], self.translations[translation]);
            Aligned {
                sources: source..source.next(),
                translations: translation..translation.next(),
                confidence: confidence(score),
                by: By::List,
            }
        };
        Some(found.into_iter().map(aligned).collect())
    }
}
