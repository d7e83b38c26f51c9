//! How alike two blocks are: by their words, whatever the order.

use rustc_hash::FxHashMap;

use super::index::{BlockIdx, ByBlock, Role};
use super::tokens::{Token, TokenKind};

/// The words of a block whatever their order (a bag of words), each with how much it weighs there in all.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    /// By the id of the word, in order.
    words: Vec<(u32, u32)>,
    pub weight: u32,
}

/// Stands for any figure.
const FIGURE: u32 = u32::MAX;

impl Bag {
    /// Weighs the words of a block.
    pub fn of<'t>(tokens: impl IntoIterator<Item = &'t Token>) -> Self {
        let words = tokens.into_iter().filter(|token| token.is_word()).flat_map(|token| match token.kind {
            // Another figure in the place of a figure is half the same.
            TokenKind::Figure => [(token.id, token.weight() / 2), (FIGURE, token.weight() / 2)],
            _ => [(token.id, token.weight()), (FIGURE, 0)],
        });
        let mut words: Vec<(u32, u32)> = words.filter(|(_, weight)| *weight > 0).collect();
        words.sort_unstable();
        words.dedup_by(|next, word| {
            let same = next.0 == word.0;
            word.1 += if same { next.1 } else { 0 };
            same
        });
        let weight = words.iter().map(|(_, weight)| weight).sum();
        Bag { words, weight }
    }

    /// Returns how much of `self` is in `other`, by weight.
    pub fn common(&self, other: &Bag) -> u32 {
        self.merge(other).map(|(_, a, b)| a.min(b)).sum()
    }

    /// Returns what is left of `self` without the words of `other`.
    pub fn without(&self, other: &Bag) -> Bag {
        let left = self.merge(other).map(|(id, a, b)| (id, a.saturating_sub(b)));
        let words: Vec<(u32, u32)> = left.filter(|(_, weight)| *weight > 0).collect();
        let weight = words.iter().map(|(_, weight)| weight).sum();
        Bag { words, weight }
    }

    /// Returns how alike the two are, from 0 to 1: twice what is common by what there is (Dice, “Measures of the amount of
    /// ecologic association between species”, 1945).
    pub fn similarity(&self, other: &Bag) -> f64 {
        match self.weight + other.weight {
            0 => 0.0,
            all => f64::from(2 * self.common(other)) / f64::from(all),
        }
    }

    /// Every word of `self` with its weight here and there.
    fn merge<'b>(&'b self, other: &'b Bag) -> impl Iterator<Item = (u32, u32, u32)> + 'b {
        let mut there = other.words.iter().peekable();
        self.words.iter().map(move |&(id, weight)| {
            while there.next_if(|(other, _)| *other < id).is_some() {}
            (id, weight, there.peek().filter(|(other, _)| *other == id).map_or(0, |(_, weight)| *weight))
        })
    }
}

/// The bags of the old and the new text. That of a block which had a pair before they were made is empty.
pub struct Bags<A, B> {
    pub old: ByBlock<A, Bag>,
    pub new: ByBlock<B, Bag>,
}

/// In which blocks of a text each word stands, so that those that share a rare word are found without comparing all with all.
#[derive(Debug)]
pub struct InvertedIndex<R> {
    blocks: FxHashMap<u32, Vec<BlockIdx<R>>>,
}

impl<R: Role> InvertedIndex<R> {
    /// A word in more blocks than this says nothing about any of them.
    const RARE: usize = 16;
    /// So many blocks are worth a closer look.
    const CANDIDATES: usize = 6;

    /// Reads blocks of a text.
    pub fn of(blocks: &[BlockIdx<R>], bags: &ByBlock<R, Bag>) -> Self {
        let mut index = InvertedIndex { blocks: FxHashMap::default() };
        for &block in blocks {
            for (id, _) in &bags[block].words {
                index.blocks.entry(*id).or_default().push(block);
            }
        }
        index
    }

    /// Returns the blocks that share most with `bag`, as far as rare words tell; in order.
    pub fn candidates(&self, bag: &Bag) -> Vec<BlockIdx<R>> {
        let mut votes: FxHashMap<BlockIdx<R>, u32> = FxHashMap::default();
        for (id, weight) in &bag.words {
            let Some(blocks) = self.blocks.get(id).filter(|blocks| blocks.len() <= Self::RARE) else {
                continue;
            };
            blocks.iter().for_each(|block| *votes.entry(*block).or_default() += weight);
        }
        let mut found: Vec<(u32, BlockIdx<R>)> =
            votes.into_iter().map(|(block, votes)| (votes, block)).collect();
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(Self::CANDIDATES);
        let mut blocks: Vec<BlockIdx<R>> = found.into_iter().map(|(_, block)| block).collect();
        blocks.sort_unstable();
        blocks
    }
}
