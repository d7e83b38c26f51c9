//! Which block of the old text became which of the new one.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::heaviest_subsequence::{WeightedPair, heaviest_subsequence};
use super::index::{BlockIdx, ByBlock, Role, each};
use super::indexed_text::{Class, IndexedText};
use super::links::{Link, LinkList, Pairs};
use super::similarity::{Bag, Bags, InvertedIndex};
use super::split_merge;
use super::tokens::Tokenizer;
use crate::markdown::{Fingerprint, Section};

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
pub fn pair<A: Role, B: Role>(
    old: &mut IndexedText<'_, A>,
    new: &mut IndexedText<'_, B>,
    tokenizer: &mut Tokenizer,
) -> LinkList<A, B> {
    let mut pairs = Pairs::none(old.blocks().len(), new.blocks().len());
    same_text(&mut pairs, old, new);
    same_id(&mut pairs, old, new);
    let bags = Bags { old: bags(old, &pairs.to_new, tokenizer), new: bags(new, &pairs.to_old, tokenizer) };
    let mut matcher = Matcher { old, new, bags, pairs, split: Vec::new() };
    matcher.stretches();
    matcher.headings_of_sections();
    matcher.far();
    let Matcher { bags, pairs, split, .. } = matcher;
    split_merge::links(old, new, &bags, &pairs, split)
}

/// Makes the bags of the blocks that have no pair yet.
fn bags<R: Role, Other: Role>(
    text: &mut IndexedText<'_, R>,
    paired: &ByBlock<R, Option<BlockIdx<Other>>>,
    tokenizer: &mut Tokenizer,
) -> ByBlock<R, Bag> {
    let bag = |(block, pair): (BlockIdx<R>, &Option<BlockIdx<Other>>)| {
        if pair.is_some() {
            return Bag::default();
        }
        text.tokenize(block, tokenizer);
        Bag::of(text.tokens(block))
    };
    paired.iter_enumerated().map(bag).collect()
}

/// Pairs what is said once in each text.
fn same_text<A: Role, B: Role>(pairs: &mut Pairs<A, B>, old: &IndexedText<'_, A>, new: &IndexedText<'_, B>) {
    let (olds, news) = (said_once(old), said_once(new));
    for (says, old) in olds {
        if let (Some(old), Some(Some(new))) = (old, news.get(&says)) {
            pairs.add(old, *new);
        }
    }
}

/// Returns by what a block says: the only block that says it, `None` if there are several.
fn said_once<R: Role>(text: &IndexedText<'_, R>) -> FxHashMap<(Class, Fingerprint), Option<BlockIdx<R>>> {
    let mut places = FxHashMap::default();
    for (at, block) in text.blocks().iter_enumerated() {
        let says = (text.class(at), block.text);
        places.entry(says).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Pairs headings to which writers gave the same id.
fn same_id<A: Role, B: Role>(pairs: &mut Pairs<A, B>, old: &IndexedText<'_, A>, new: &IndexedText<'_, B>) {
    let ids: FxHashMap<&str, BlockIdx<B>> = explicit_ids(new).collect();
    for (id, old) in explicit_ids(old) {
        if let Some(&new) = ids.get(id) {
            pairs.add(old, new);
        }
    }
}

/// Returns the headings to which the writer gave an id. One that was made from the words says nothing that the words do not
/// say.
fn explicit_ids<'a, R: Role>(text: &IndexedText<'a, R>) -> impl Iterator<Item = (&'a str, BlockIdx<R>)> {
    let sections = text.document.sections.iter().filter(|section| section.explicit);
    sections.filter_map(|section| Some((section.id.as_str(), section.heading?.into())))
}

struct Matcher<'s, 'a, A, B> {
    old: &'s IndexedText<'a, A>,
    new: &'s IndexedText<'a, B>,
    bags: Bags<A, B>,
    pairs: Pairs<A, B>,
    /// Blocks that were split or merged and are like none of their parts.
    split: Vec<Link<A, B>>,
}

impl<A: Role, B: Role> Matcher<'_, '_, A, B> {
    /// Goes through the stretches of the old text that have no pairs. Each is compared with the stretch of the new one
    /// that follows what it follows there, and then with the one that precedes what it precedes.
    fn stretches(&mut self) {
        let end = self.pairs.to_new.next_key();
        let mut at = BlockIdx::from(0);
        while at < end {
            let stretch = free_from(&self.pairs.to_new, at);
            if stretch.is_empty() {
                at = at.next();
                continue;
            }
            at = stretch.end;
            let before = match stretch.start.previous() {
                None => Some(BlockIdx::from(0)),
                Some(before) => self.pairs.to_new[before].map(BlockIdx::next),
            };
            let after = match stretch.end == end {
                true => Some(self.pairs.to_old.next_key()),
                false => self.pairs.to_new[stretch.end],
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
    fn fill(&mut self, olds: Range<BlockIdx<A>>, news: Range<BlockIdx<B>>) {
        let olds: Vec<_> = each(olds).filter(|at| self.pairs.to_new[*at].is_none()).collect();
        let news: Vec<_> = each(news).filter(|at| self.pairs.to_old[*at].is_none()).collect();
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let is_alone = olds.len() == 1 && news.len() == 1;
        if olds.len() * news.len() > ALL {
            self.same_order(&olds, &news);
        }
        let candidates = self.candidates(&olds, &news).into_iter();
        let pairs = candidates.filter_map(|(old, new)| self.weighted(old, new, is_alone));
        for pair in heaviest_subsequence(pairs.collect()) {
            self.pairs.add(pair.old, pair.new);
        }
        if olds.len() * news.len() <= ALL {
            let Matcher { old, new, bags, pairs, split } = self;
            split_merge::split_apart(old, new, bags, pairs, &olds, &news, split);
        }
    }

    /// Returns how much speaks for the pair of two blocks in each other's place, `None` if too little does. `is_alone` says that
    /// they are the only ones there.
    fn weighted(&self, old: BlockIdx<A>, new: BlockIdx<B>, is_alone: bool) -> Option<WeightedPair<A, B>> {
        let similarity = self.similarity(old, new)?;
        let bound = if is_alone { ALONE } else { NEAR };
        let (before, after) = (&self.bags.old[old], &self.bags.new[new]);
        let common = before.common(after);
        // A word or two in the place of a word or two, with nothing else there, is the same passage.
        let are_short = is_alone && before.weight.max(after.weight) <= SHORT;
        let weight = 1 + (f64::from(common) * 16.0 * similarity) as u64;
        (similarity >= bound || are_short).then_some(WeightedPair { old, new, weight })
    }

    /// Pairs what says the same in the same order, where there is too much to compare all with all.
    fn same_order(&mut self, olds: &[BlockIdx<A>], news: &[BlockIdx<B>]) {
        let before: Vec<_> =
            olds.iter().map(|&at| (self.old.class(at), self.old.blocks()[at].text)).collect();
        let after: Vec<_> = news.iter().map(|&at| (self.new.class(at), self.new.blocks()[at].text)).collect();
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            if matches!(op, DiffOp::Equal { .. }) {
                let pairs = op.old_range().zip(op.new_range());
                pairs.for_each(|(old, new)| self.pairs.add(olds[old], news[new]));
            }
        }
    }

    /// Returns the pairs of two stretches that are worth a closer look.
    fn candidates(&self, olds: &[BlockIdx<A>], news: &[BlockIdx<B>]) -> Vec<(BlockIdx<A>, BlockIdx<B>)> {
        if olds.len() * news.len() <= ALL {
            return olds.iter().flat_map(|old| news.iter().map(|new| (*old, *new))).collect();
        }
        let index = InvertedIndex::of(olds, &self.bags.old);
        let alike = news
            .iter()
            .flat_map(|&new| index.candidates(&self.bags.new[new]).into_iter().map(move |old| (old, new)));
        // Blocks of common words only are looked for at the same distance from the beginning.
        let beside = olds.iter().copied().zip(news.iter().copied());
        let mut pairs: Vec<_> = alike.chain(beside).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Returns how alike two blocks are, from 0 to 1; `None` if they can be no pair.
    fn similarity(&self, old: BlockIdx<A>, new: BlockIdx<B>) -> Option<f64> {
        if self.old.blocks()[old].text == self.new.blocks()[new].text {
            return Some(1.0);
        }
        let are_alike = self.old.class(old) == self.new.class(new);
        are_alike.then(|| self.bags.old[old].similarity(&self.bags.new[new]))
    }

    /// Pairs headings that say something else but stand above the same passages.
    fn headings_of_sections(&mut self) {
        for section in &self.old.document.sections {
            let Some(heading) = section.heading.map(BlockIdx::from) else { continue };
            if self.pairs.to_new[heading].is_some() {
                continue;
            }
            let there = self.section_there(section).and_then(|at| self.new.document.sections[at].heading);
            let there = there.map(BlockIdx::from);
            if let Some(there) = there.filter(|&there| self.new.class(there) == self.old.class(heading)) {
                self.pairs.add(heading, there);
            }
        }
    }

    /// Returns the section of the new text in which most of an old one is now; `None` if nothing of it has a pair.
    fn section_there(&self, section: &Section) -> Option<usize> {
        let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
        for block in section.blocks.clone().map(BlockIdx::from) {
            if let Some(new) = self.pairs.to_new[block] {
                *votes.entry(self.new.blocks()[new].section).or_default() += self.old.text(block).len();
            }
        }
        let most = votes.into_iter().max_by_key(|&(at, votes)| (votes, Reverse(at)));
        most.map(|(at, _)| at)
    }

    /// Pairs what is left and much alike, wherever it stands: the same text first, then by similarity.
    fn far(&mut self) {
        let olds = large_and_free(&self.pairs.to_new, &self.bags.old);
        let news = large_and_free(&self.pairs.to_old, &self.bags.new);
        let index = InvertedIndex::of(&olds, &self.bags.old);
        let mut found: Vec<(u64, BlockIdx<A>, BlockIdx<B>)> = Vec::new();
        for &new in &news {
            for old in index.candidates(&self.bags.new[new]) {
                if let Some(similarity) = self.similarity(old, new).filter(|similarity| *similarity >= FAR) {
                    found.push(((similarity * 1e6) as u64, old, new));
                }
            }
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in found {
            self.pairs.add(old, new);
        }
    }
}

/// Returns the blocks without a pair that say enough to be found anywhere.
fn large_and_free<R: Role, Other: Role>(
    paired: &ByBlock<R, Option<BlockIdx<Other>>>,
    bags: &ByBlock<R, Bag>,
) -> Vec<BlockIdx<R>> {
    let free = paired.iter_enumerated().filter(|(_, pair)| pair.is_none()).map(|(at, _)| at);
    free.filter(|at| bags[*at].weight >= FAR_WEIGHT).collect()
}

/// Returns the blocks from `start` on that have no pair.
fn free_from<R: Role, V>(paired: &ByBlock<R, Option<V>>, start: BlockIdx<R>) -> Range<BlockIdx<R>> {
    let end = paired.next_key();
    start..each(start..end).find(|at| paired[*at].is_some()).unwrap_or(end)
}

/// Returns the blocks up to `end` that have no pair.
fn free_until<R: Role, V>(paired: &ByBlock<R, Option<V>>, end: BlockIdx<R>) -> Range<BlockIdx<R>> {
    let first = BlockIdx::from(0);
    let last_paired = each(first..end).rev().find(|at| paired[*at].is_some());
    last_paired.map_or(first, BlockIdx::next)..end
}
