//! The heaviest chain: of all pairs of places, those that go forward in both texts and together weigh most.

/// A pair of places in two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub old: usize,
    pub new: usize,
    pub weight: u64,
}

/// The steps of the heaviest chain, each after the one before it in both texts.
///
/// A heaviest increasing subsequence with a Fenwick tree over the places in the new text: n log n for n steps (Jacobson
/// and Vo, “Heaviest increasing/common subsequence problems”, 1992).
pub fn heaviest(mut steps: Vec<Step>) -> Vec<Step> {
    // Of two steps from one place only one can be in a chain: the later ones come first, so that none follows another.
    steps.sort_by(|a, b| a.old.cmp(&b.old).then(b.new.cmp(&a.new)));
    let places = steps.iter().map(|step| step.new + 1).max().unwrap_or(0);
    let mut best = Fenwick(vec![None; places + 1]);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(steps.len());
    let mut weights: Vec<u64> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let last = best.up_to(step.new);
        let weight = last.map_or(0, |(weight, _)| weight) + step.weight;
        before.push(last.map(|(_, at)| at));
        weights.push(weight);
        best.raise(step.new + 1, (weight, at));
    }
    let mut chain = Vec::new();
    let mut next = best.up_to(places).map(|(_, at)| at);
    while let Some(at) = next {
        chain.extend(steps.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends at or before each place: its weight and its last step.
///
/// Fenwick, “A new data structure for cumulative frequency tables”, 1994, with the maximum for the sum.
struct Fenwick(Vec<Option<(u64, usize)>>);

impl Fenwick {
    /// Of the places from 1 to `place`.
    fn up_to(&self, mut place: usize) -> Option<(u64, usize)> {
        let mut best: Option<(u64, usize)> = None;
        while place > 0 {
            if let Some(found) = self.0.get(place).copied().flatten()
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
    use super::{Step, heaviest};

    fn check(steps: &[(usize, usize, u64)], expected: &[(usize, usize)]) {
        let steps = steps.iter().map(|&(old, new, weight)| Step { old, new, weight }).collect();
        let found: Vec<_> = heaviest(steps).iter().map(|step| (step.old, step.new)).collect();
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
