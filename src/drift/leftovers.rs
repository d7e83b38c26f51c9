//! Single blocks that stand in another place than in the source.

use super::binding::{Aligned, By};
use super::features::Features;
use super::fit::{Fit, confidence};
use super::roles::{Base, ByPosition, PositionIdx, Translation};
use crate::redline::each;

/// What a pair must score: blocks of one kind and a fitting length in the same section, or with words in common.
const ENOUGH: f64 = 3.0;
/// How much better it must be than the next best.
const MARGIN: f64 = 1.0;
/// Beyond so many pairs nobody looks: then the two have little in common, and what is left is left.
const MOST: usize = 40_000;

/// Binds what an alignment left over where one block fits one other much better than any does.
pub fn bind(
    fit: &Fit,
    sources: &ByPosition<Base, &Features>,
    translations: &ByPosition<Translation, &Features>,
    aligned: &[Aligned],
) -> Vec<Aligned> {
    let mut olds: ByPosition<Base, bool> = vec![true; sources.len()].into();
    let mut news: ByPosition<Translation, bool> = vec![true; translations.len()].into();
    for pair in aligned {
        each(pair.sources.clone()).for_each(|at| olds[at] = false);
        each(pair.translations.clone()).for_each(|at| news[at] = false);
    }
    let olds: Vec<PositionIdx<Base>> = olds.keys().filter(|at| olds[*at]).collect();
    let news: Vec<PositionIdx<Translation>> = news.keys().filter(|at| news[*at]).collect();
    if olds.len() * news.len() > MOST {
        return Vec::new();
    }
    let score = |old: PositionIdx<Base>, new: PositionIdx<Translation>| {
        let (old, new) = (sources[old], translations[new]);
        if old.kind == new.kind { fit.parts(old, new).elsewhere(old, new).sum() } else { f64::NEG_INFINITY }
    };
    let mut found = Vec::new();
    for &new in &news {
        let Some((old, value)) = best(olds.iter().map(|&old| (old, score(old, new)))) else { continue };
        let back = best(news.iter().map(|&new| (new, score(old, new))));
        if back.is_some_and(|(back, _)| back == new) {
            found.push(Aligned {
                sources: old..old.next(),
                translations: new..new.next(),
                confidence: confidence(value),
                by: By::Fit,
            });
        }
    }
    found
}

/// Returns the one that scores best, with its score; `None` if none scores enough and much better than the others.
fn best<T>(candidates: impl Iterator<Item = (T, f64)>) -> Option<(T, f64)> {
    let mut first: Option<(T, f64)> = None;
    let mut second = f64::NEG_INFINITY;
    for (candidate, score) in candidates {
        let best = first.as_ref().map_or(f64::NEG_INFINITY, |(_, score)| *score);
        if score > best {
            second = best;
            first = Some((candidate, score));
        } else if score > second {
            second = score;
        }
    }
    first.filter(|(_, score)| *score >= ENOUGH && *score - second >= MARGIN)
}
