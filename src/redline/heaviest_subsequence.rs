//! The heaviest increasing subsequence: of all pairs of blocks, those that go forward in both texts and together weigh most.

use super::index::{BlockIdx, Role};

/// A pair of blocks of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightedPair<A, B> {
    pub old: BlockIdx<A>,
    pub new: BlockIdx<B>,
    pub weight: u64,
}

impl<A: Role, B: Role> WeightedPair<A, B> {
    /// Returns the same pair the other way round.
    pub fn mirrored(self) -> WeightedPair<B, A> {
        WeightedPair { old: self.new, new: self.old, weight: self.weight }
    }
}

/// Returns the pairs of the heaviest increasing subsequence, each after the one before it in both texts.
///
/// Found with a Fenwick tree over the places in the new text: n log n for n pairs (Jacobson
/// and Vo, “Heaviest increasing/common subsequence problems”, 1992).
pub fn heaviest_subsequence<A: Role, B: Role>(mut pairs: Vec<WeightedPair<A, B>>) -> Vec<WeightedPair<A, B>> {
    // Of two pairs from one place only one can be in a subsequence: the later ones come first, so that none follows another.
    pairs.sort_by(|a, b| a.old.cmp(&b.old).then(b.new.cmp(&a.new)));
    let places = pairs.iter().map(|pair| place(pair.new)).max().unwrap_or(0);
    let mut best = Fenwick(vec![None; places + 1]);
    // By pair: the one before it in the heaviest subsequence that ends with it.
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let last = best.up_to(place(pair.new) - 1);
        let weight = last.map_or(0, |(weight, _)| weight) + pair.weight;
        before.push(last.map(|(_, at)| at));
        best.raise(place(pair.new), (weight, at));
    }
    let mut found = Vec::new();
    let mut next = best.up_to(places).map(|(_, at)| at);
    while let Some(at) = next {
        found.push(pairs[at]);
        next = before[at];
    }
    found.reverse();
    found
}

/// Returns the place of a block, counted from 1.
fn place<R: Role>(block: BlockIdx<R>) -> usize {
    usize::from(block) + 1
}

/// The heaviest subsequence that ends at or before each place, counted from 1: its weight and the index of its last pair.
///
/// Fenwick, “A new data structure for cumulative frequency tables”, 1994, with the maximum for the sum.
struct Fenwick(Vec<Option<(u64, usize)>>);

impl Fenwick {
    /// Returns the best of the places from 1 to `place`.
    fn up_to(&self, mut place: usize) -> Option<(u64, usize)> {
        let mut best: Option<(u64, usize)> = None;
        while place > 0 {
            if let Some(found) = self.0[place]
                && best.is_none_or(|best| found.0 > best.0)
            {
                best = Some(found);
            }
            place &= place - 1;
        }
        best
    }

    fn raise(&mut self, mut place: usize, to: (u64, usize)) {
        while let Some(here) = self.0.get_mut(place) {
            if here.is_none_or(|here| to.0 > here.0) {
                *here = Some(to);
            }
            place += place & place.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::{New, Old};
    use super::{WeightedPair, heaviest_subsequence};

    fn check(pairs: &[(usize, usize, u64)], expected: &[(usize, usize)]) {
        let pair = |&(old, new, weight): &(usize, usize, u64)| WeightedPair::<Old, New> {
            old: old.into(),
            new: new.into(),
            weight,
        };
        let found = heaviest_subsequence(pairs.iter().map(pair).collect());
        let found: Vec<_> = found.iter().map(|pair| (usize::from(pair.old), usize::from(pair.new))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_heaviest_chain_goes_forward() {
        check(&[], &[]);
        check(&[(0, 0, 1), (1, 1, 1)], &[(0, 0), (1, 1)]);
        check(&[(0, 1, 5), (1, 0, 4)], &[(0, 1)]);
        check(&[(0, 2, 5), (1, 0, 3), (2, 1, 3)], &[(1, 0), (2, 1)]);
        check(&[(0, 0, 1), (0, 1, 9), (1, 1, 1)], &[(0, 1)]);
    }
}
