//! Which block of the old text became which of the new one.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::bags::{Bag, Index};
use super::chain::{self, Step};
use super::joints;
use super::links::{Link, Pairs};
use super::side::{Class, Side};
use super::tokens::Tokenizer;
use crate::markdown::Fingerprint;

/// How alike two blocks in each other's place must be to be one that changed.
const NEAR: f64 = 0.4;
/// The same if they are the only ones there.
const ALONE: f64 = 0.25;
/// How much a block of a few words says.
const SHORT: u32 = 12;
/// How alike two blocks in different places must be, and how much they must say: small ones are alike by chance.
const FAR: f64 = 0.65;
const FAR_WEIGHT: u32 = 32;
/// Up to how many pairs all of a stretch are looked at; beyond, only those that share rare words.
const ALL: usize = 4_096;

/// Pairs the blocks of two texts: those that say the same and are the only ones to say it, wherever they stand;
/// headings with the same id; then, between these, those that are alike in their order; headings whose sections go on
/// together; and last, those that are much alike in other places.
pub fn pair(old: &mut Side<'_>, new: &mut Side<'_>, tokenizer: &mut Tokenizer) -> Vec<Link> {
    let mut pairs = Pairs::none(old.blocks().len(), new.blocks().len());
    same_text(&mut pairs, old, new);
    same_id(&mut pairs, old, new);
    let bags = [bags(old, &pairs.to_new, tokenizer), bags(new, &pairs.to_old, tokenizer)];
    let mut matcher = Matcher { old, new, bags, pairs, split: Vec::new() };
    matcher.stretches();
    matcher.headings_of_sections();
    matcher.far();
    let Matcher { bags, pairs, split, .. } = matcher;
    joints::links(old, new, &bags, &pairs, split)
}

/// The bags of the blocks that have no pair yet.
fn bags(side: &mut Side<'_>, paired: &[Option<usize>], tokenizer: &mut Tokenizer) -> Vec<Option<Bag>> {
    let free = |block: usize| paired.get(block).is_some_and(Option::is_none);
    (0..side.blocks().len())
        .map(|block| {
            free(block).then(|| {
                side.tokenize(block, tokenizer);
                Bag::of(side.tokens(block))
            })
        })
        .collect()
}

/// Pairs what is said once in each text.
fn same_text(pairs: &mut Pairs, old: &Side<'_>, new: &Side<'_>) {
    let once = |side: &Side<'_>| {
        let mut places: FxHashMap<(Class, Fingerprint), Option<usize>> = FxHashMap::default();
        for (at, block) in side.blocks().iter().enumerate() {
            places.entry((side.class(at), block.text)).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (olds, news) = (once(old), once(new));
    for (says, old) in olds {
        if let (Some(old), Some(Some(new))) = (old, news.get(&says)) {
            pairs.add(old, *new);
        }
    }
}

/// Pairs headings to which writers gave the same id.
fn same_id(pairs: &mut Pairs, old: &Side<'_>, new: &Side<'_>) {
    // An id that was made from the words says nothing that the words do not say.
    let explicit = |side: &'_ Side<'_>| -> Vec<(String, usize)> {
        let sections = side.document.sections.iter().filter(|section| section.explicit);
        sections.filter_map(|section| Some((section.id.to_string(), section.heading?))).collect()
    };
    let ids: FxHashMap<String, usize> = explicit(new).into_iter().collect();
    for (id, old) in explicit(old) {
        if let Some(&new) = ids.get(&id) {
            pairs.add(old, new);
        }
    }
}

struct Matcher<'s, 'a> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    /// Of the old and the new text.
    bags: [Vec<Option<Bag>>; 2],
    pairs: Pairs,
    /// Blocks that were split or merged and are like none of their parts.
    split: Vec<Link>,
}

impl Matcher<'_, '_> {
    /// Goes through the stretches of the old text that have no pairs. Each is compared with the stretch of the new one
    /// that follows what it follows there, and then with the one that precedes what it precedes.
    fn stretches(&mut self) {
        let mut at = 0;
        while at < self.pairs.to_new.len() {
            let stretch = free_from(&self.pairs.to_new, at);
            if stretch.is_empty() {
                at += 1;
                continue;
            }
            at = stretch.end;
            let before = match stretch.start.checked_sub(1) {
                None => Some(0),
                Some(before) => self.pairs.to_new.get(before).copied().flatten().map(|new| new + 1),
            };
            let after = match self.pairs.to_new.get(stretch.end) {
                None => Some(self.pairs.to_old.len()),
                Some(new) => *new,
            };
            if let Some(start) = before {
                self.fill(stretch.clone(), free_from(&self.pairs.to_old, start));
            }
            if let Some(end) = after {
                self.fill(stretch, free_until(&self.pairs.to_old, end));
            }
        }
    }

    /// Pairs the blocks of two stretches that stand in each other's place, in their order.
    fn fill(&mut self, olds: Range<usize>, news: Range<usize>) {
        let free = |range: Range<usize>, paired: &[Option<usize>]| -> Vec<usize> {
            range.filter(|at| paired.get(*at).is_some_and(Option::is_none)).collect()
        };
        let olds = free(olds, &self.pairs.to_new);
        let news = free(news, &self.pairs.to_old);
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let alone = olds.len() == 1 && news.len() == 1;
        if olds.len() * news.len() > ALL {
            self.same_order(&olds, &news);
        }
        let steps = self.candidates(&olds, &news).into_iter().filter_map(|(old, new)| {
            let likeness = self.likeness(old, new)?;
            let bound = if alone { ALONE } else { NEAR };
            let (before, after) = (self.bag(0, old)?, self.bag(1, new)?);
            let common = before.common(after);
            // A word or two in the place of a word or two, with nothing else there, is the same passage.
            let are_short = alone && before.weight.max(after.weight) <= SHORT;
            (likeness >= bound || are_short).then(|| Step {
                old,
                new,
                weight: 1 + (f64::from(common) * 16.0 * likeness) as u64,
            })
        });
        for step in chain::heaviest(steps.collect()) {
            self.pairs.add(step.old, step.new);
        }
        if olds.len() * news.len() <= ALL {
            joints::split_apart(
                self.old,
                self.new,
                &self.bags,
                &mut self.pairs,
                &olds,
                &news,
                &mut self.split,
            );
        }
    }

    /// Pairs what says the same in the same order, where there is too much to compare all with all.
    fn same_order(&mut self, olds: &[usize], news: &[usize]) {
        let says = |side: &Side<'_>, blocks: &[usize]| -> Vec<(Class, Option<Fingerprint>)> {
            let text = |at: usize| side.blocks().get(at).map(|block| block.text);
            blocks.iter().map(|&at| (side.class(at), text(at))).collect()
        };
        let (before, after) = (says(self.old, olds), says(self.new, news));
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            if matches!(op, DiffOp::Equal { .. }) {
                let pairs = op.old_range().zip(op.new_range());
                pairs.for_each(|(old, new)| self.pairs.add(olds[old], news[new]));
            }
        }
    }

    /// Which pairs of two stretches are worth a closer look.
    fn candidates(&self, olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
        if olds.len() * news.len() <= ALL {
            return olds.iter().flat_map(|old| news.iter().map(|new| (*old, *new))).collect();
        }
        let mut index = Index::default();
        for &old in olds {
            self.bag(0, old).into_iter().for_each(|bag| index.add(old, bag));
        }
        let alike = news.iter().filter_map(|&new| Some((new, self.bag(1, new)?)));
        let alike = alike.flat_map(|(new, bag)| index.candidates(bag).into_iter().map(move |old| (old, new)));
        // Blocks of common words only are looked for at the same distance from the beginning.
        let beside = olds.iter().copied().zip(news.iter().copied());
        let mut pairs: Vec<_> = alike.chain(beside).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// How alike two blocks are; nothing if they can be no pair.
    fn likeness(&self, old: usize, new: usize) -> Option<f64> {
        let (before, after) = (self.old.blocks().get(old)?, self.new.blocks().get(new)?);
        if before.text == after.text {
            return Some(1.0);
        }
        let likeness = self.bag(0, old)?.likeness(self.bag(1, new)?);
        (self.old.class(old) == self.new.class(new)).then_some(likeness)
    }

    fn bag(&self, side: usize, block: usize) -> Option<&Bag> {
        self.bags.get(side)?.get(block)?.as_ref()
    }

    /// Pairs headings that say something else but stand above the same passages.
    fn headings_of_sections(&mut self) {
        let home: FxHashMap<usize, usize> = (self.new.document.sections.iter().enumerate())
            .flat_map(|(at, section)| section.blocks.clone().map(move |block| (block, at)))
            .collect();
        for section in &self.old.document.sections {
            let Some(heading) = section.heading.filter(|&at| self.pairs.to_new.get(at) == Some(&None)) else {
                continue;
            };
            let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
            for block in section.blocks.clone() {
                if let Some(home) =
                    self.pairs.to_new.get(block).copied().flatten().and_then(|new| home.get(&new))
                {
                    *votes.entry(*home).or_default() += self.old.text(block).len();
                }
            }
            let most = votes.into_iter().max_by_key(|&(at, votes)| (votes, std::cmp::Reverse(at)));
            let there = most.and_then(|(at, _)| self.new.document.sections.get(at)?.heading);
            if let Some(there) = there.filter(|&there| self.new.class(there) == self.old.class(heading)) {
                self.pairs.add(heading, there);
            }
        }
    }

    /// Pairs what is left and much alike, wherever it stands: the same text first, then by likeness.
    fn far(&mut self) {
        let free = |paired: &[Option<usize>], bags: &[Option<Bag>]| -> Vec<usize> {
            let free = paired.iter().zip(bags).enumerate();
            let free = free.filter(|(_, (pair, bag))| {
                pair.is_none() && bag.as_ref().is_some_and(|bag| bag.weight >= FAR_WEIGHT)
            });
            free.map(|(at, _)| at).collect()
        };
        let olds = free(&self.pairs.to_new, &self.bags[0]);
        let news = free(&self.pairs.to_old, &self.bags[1]);
        let mut index = Index::default();
        for &old in &olds {
            self.bag(0, old).into_iter().for_each(|bag| index.add(old, bag));
        }
        let mut found: Vec<(u64, usize, usize)> = Vec::new();
        for &new in &news {
            let Some(bag) = self.bag(1, new) else { continue };
            for old in index.candidates(bag) {
                if let Some(likeness) = self.likeness(old, new).filter(|likeness| *likeness >= FAR) {
                    found.push(((likeness * 1e6) as u64, old, new));
                }
            }
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in found {
            self.pairs.add(old, new);
        }
    }
}

/// The blocks from `start` on that have no pair.
fn free_from(paired: &[Option<usize>], start: usize) -> Range<usize> {
    let free = paired.get(start..).unwrap_or_default().iter().take_while(|pair| pair.is_none()).count();
    start..start + free
}

/// The blocks up to `end` that have no pair.
fn free_until(paired: &[Option<usize>], end: usize) -> Range<usize> {
    let before = paired.get(..end).unwrap_or_default();
    end - before.iter().rev().take_while(|pair| pair.is_none()).count()..end
}
