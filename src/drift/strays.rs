//! Single blocks that stand in another place than in the source.

use super::binding::Binding;
use super::features::Features;
use super::fit::{Fit, confidence};

/// What a pair must score: blocks of one kind and a fitting length in the same section, or with words in common.
const ENOUGH: f64 = 3.0;
/// How much better it must be than the next best.
const MARGIN: f64 = 1.0;
/// What it counts that both stand in the same section.
const SAME_SECTION: f64 = 1.0;
/// Beyond so many pairs nobody looks: then the two have little in common, and what is left is left.
const MOST: usize = 40_000;

/// Binds what an alignment left over where one block fits one other much better than any does.
pub fn bind(fit: &Fit, [sources, translations]: [&[Features]; 2], bound: &[Binding]) -> Vec<Binding> {
    let left = |side: &[Features], taken: &dyn Fn(&Binding) -> &Vec<usize>| -> Vec<usize> {
        let mut is_left = vec![true; side.len()];
        bound.iter().flat_map(taken).for_each(|at| is_left[*at] = false);
        (0..side.len()).filter(|at| is_left[*at]).collect()
    };
    let olds = left(sources, &|binding| &binding.sources);
    let news = left(translations, &|binding| &binding.translations);
    if olds.len() * news.len() > MOST {
        return Vec::new();
    }
    let score = |old: usize, new: usize| {
        let (old, new) = (&sources[old], &translations[new]);
        let together = if old.section == new.section { SAME_SECTION } else { 0.0 };
        if old.kind == new.kind { fit.score(old, new) + together } else { f64::NEG_INFINITY }
    };
    let best = |candidates: &mut dyn Iterator<Item = (usize, f64)>| {
        let (mut first, mut second) = ((usize::MAX, f64::NEG_INFINITY), f64::NEG_INFINITY);
        for (at, score) in candidates {
            if score > first.1 {
                second = first.1;
                first = (at, score);
            } else if score > second {
                second = score;
            }
        }
        (first.1 >= ENOUGH && first.1 - second >= MARGIN).then_some(first)
    };
    let for_new: Vec<Option<(usize, f64)>> =
        news.iter().map(|&new| best(&mut olds.iter().map(|&old| (old, score(old, new))))).collect();
    let mut bindings = Vec::new();
    for (&new, found) in news.iter().zip(&for_new) {
        let Some((old, value)) = *found else { continue };
        let back = best(&mut news.iter().map(|&new| (new, score(old, new))));
        if back.is_some_and(|(back, _)| back == new) {
            let confidence = confidence(value);
            bindings.push(Binding { sources: vec![old], translations: vec![new], confidence });
        }
    }
    bindings
}
