//! Passages that the controlling text moved and the translation as well.

use std::collections::HashMap;

use super::State;
use super::judgement::{Judgement, Reason};
use super::roles::Base;
use crate::redline::{BlockIdx, MoveIdx};

/// Takes back that a passage moved where the translation has it in the new place already: what moved together has the
/// same neighbour there, before or after it, as in the controlling text. `moved` says with which number a block of the
/// base moved.
pub fn settle(judgements: &mut [Judgement], moved: impl Fn(BlockIdx<Base>) -> Option<MoveIdx>) {
    let number_of = |judgement: &Judgement| {
        let is_moved = judgement.reasons.contains(&Reason::Moved);
        judgement.base.iter().find_map(|at| moved(*at)).filter(|_| is_moved)
    };
    let place = |at: &usize| {
        let judgement = &judgements[*at];
        Some((*judgement.translation.first()?, *judgement.current.first()?))
    };
    let mut here: Vec<usize> = (0..judgements.len()).filter(|at| place(at).is_some()).collect();
    let mut there = here.clone();
    here.sort_by_key(|at| place(at).map(|(translation, _)| translation));
    there.sort_by_key(|at| place(at).map(|(_, current)| current));
    let (here, there) = (neighbours(&here), neighbours(&there));
    let mut settled: HashMap<MoveIdx, bool> = HashMap::new();
    for (at, judgement) in judgements.iter().enumerate() {
        let Some(number) = number_of(judgement) else { continue };
        let (Some(mine), Some(theirs)) = (here.get(&at), there.get(&at)) else { continue };
        let moves =
            |other: &Option<usize>| other.and_then(|other| number_of(&judgements[other])) == Some(number);
        // Neighbours that moved with it say nothing.
        let same = |mine: &Option<usize>, theirs: &Option<usize>| mine == theirs && !moves(mine);
        *settled.entry(number).or_default() |= same(&mine.0, &theirs.0) || same(&mine.1, &theirs.1);
    }
    let numbers: Vec<Option<MoveIdx>> = judgements.iter().map(number_of).collect();
    for (judgement, number) in judgements.iter_mut().zip(numbers) {
        if number.is_some_and(|number| settled.get(&number) == Some(&true)) {
            judgement.reasons.retain(|reason| *reason != Reason::Moved);
            if judgement.state == State::Minor && judgement.reasons.is_empty() {
                judgement.state = State::Current;
            }
        }
    }
}

/// By each: what stands before it and behind it.
fn neighbours(order: &[usize]) -> HashMap<usize, (Option<usize>, Option<usize>)> {
    let at = |place: Option<usize>| place.and_then(|place| order.get(place)).copied();
    let around = |place: usize| (at(place.checked_sub(1)), at(Some(place + 1)));
    order.iter().enumerate().map(|(place, one)| (*one, around(place))).collect()
}
