//! How each block of a translation stands since its source changed, and what the translation lacks.

use super::State;
use super::binding::{Binding, By};
use super::comparable;
use super::follow::{Follower, Means};
use super::judgement::{Judgement, Reason};
use super::moves;
use super::roles::{Base, Current, Translation};
use crate::markdown::{BlockKind, Document};
use crate::redline::{BlockIdx, ByBlock, Redline, blocks_of};

/// Above this confidence a binding is sure.
pub const SURE: f64 = 0.8;
/// Below this confidence nobody guesses.
pub const DOUBTFUL: f64 = 0.25;

/// Judges every block of a translation that is bound to the base of `redline`, and then what it lacks of the current text. What is
/// `settled` already stays. Returns the judgements in the order of the translation; what it lacks comes last.
///
/// # Panics
/// If the bindings or what is settled are of other texts than the redline and the translation.
pub fn classify(
    redline: &Redline<'_>,
    translation: &Document,
    bindings: &[Binding],
    settled: Vec<Judgement>,
    means: Means<'_>,
) -> Vec<Judgement> {
    let follower = Follower::of(redline, translation, means);
    let mut judgements: Vec<Judgement> = bindings.iter().map(|binding| bound(&follower, binding)).collect();
    moves::settle(&mut judgements, |base| follower.moved(base));
    judgements.extend(settled);
    let unbound = unbound(&follower, translation, &judgements);
    judgements.extend(unbound);
    judgements.retain(|judgement| !judgement.translation.is_empty() || !judgement.current.is_empty());
    judgements
        .sort_by_key(|judgement| (judgement.translation.is_empty(), judgement.translation.first().copied()));
    let missing = missing(redline, &judgements);
    judgements.extend(missing);
    judgements
}

/// Returns true if a person should look what a passage translates: the program is not sure, or cannot tell.
pub fn is_unsure(judgement: &Judgement) -> bool {
    judgement.state == State::Unbound || judgement.certainty().is_some_and(|certainty| certainty < SURE)
}

fn bound(follower: &Follower<'_>, binding: &Binding) -> Judgement {
    let judgement = follower.follow_bound(binding);
    match binding.confidence < DOUBTFUL {
        true => Judgement { state: State::Unbound, reasons: vec![Reason::Doubtful], ..judgement },
        false => judgement,
    }
}

/// What is known of a block of the translation that is bound.
#[derive(Clone, Copy)]
struct Bound {
    at: BlockIdx<Translation>,
    /// True if something of it may stand beside it.
    leaves_rest: bool,
    is_sure: bool,
}

/// Judges the blocks of the translation that say what no block of the base says.
fn unbound(follower: &Follower<'_>, translation: &Document, judgements: &[Judgement]) -> Vec<Judgement> {
    let mut states: ByBlock<Translation, Option<Bound>> = vec![None; translation.blocks.len()].into();
    for judgement in judgements {
        let (leaves_rest, is_sure) = (may_leave_rest(follower, judgement), judgement.confidence > SURE);
        judgement.translation.iter().for_each(|&at| states[at] = Some(Bound { at, leaves_rest, is_sure }));
    }
    let bound: Vec<Bound> = states.iter().copied().flatten().collect();
    let local: ByBlock<Translation, bool> = translation.local_blocks().into();
    let entries: ByBlock<Translation, _> = translation.entries().into();
    let judge = |at: BlockIdx<Translation>| {
        if local[at] {
            return Judgement::unbound(at, State::Current, vec![Reason::Local], 1.0);
        }
        // An entry comes from a register, which the translation shares with the controlling text.
        if entries[at].is_some() {
            let current = Judgement::unbound(at, State::Current, Vec::new(), 1.0);
            return Judgement { by: By::Register, ..current };
        }
        let is_heading = matches!(blocks_of(translation)[at].kind, BlockKind::Heading(_));
        let behind = bound.partition_point(|other| other.at < at);
        let before = behind.checked_sub(1).map(|before| bound[before]);
        match !is_heading && is_orphan(at, [before, bound.get(behind).copied()]) {
            true => Judgement::unbound(at, State::Orphan, vec![Reason::Extra], 0.0),
            false => Judgement::unbound(at, State::Unbound, vec![Reason::Doubtful], 0.0),
        }
    };
    states.keys().filter(|at| states[*at].is_none()).map(judge).collect()
}

/// True if a block says what the controlling text does not say: between two that are bound for sure it is one too many, and
/// beside what was taken out or gravely changed it is a rest of that. Elsewhere nobody can tell from here. `beside` is the
/// nearest bound block on each side.
fn is_orphan(at: BlockIdx<Translation>, beside: [Option<Bound>; 2]) -> bool {
    let is_rest = beside.iter().flatten().any(|bound| bound.leaves_rest);
    let is_sure_neighbour = |bound: &Bound| bound.is_sure && (bound.at.next() == at || at.next() == bound.at);
    is_rest || beside.iter().all(|bound| bound.as_ref().is_some_and(is_sure_neighbour))
}

/// True if something of a passage may stand beside it. What people settled is beside it as it was before.
fn may_leave_rest(follower: &Follower<'_>, judgement: &Judgement) -> bool {
    match judgement.base.is_empty() || judgement.state != State::Current {
        true => leaves_rest(judgement),
        false => leaves_rest(&follower.follow(&judgement.base, &judgement.translation, 1.0)),
    }
}

/// True if what says no more what it said may have left something of it beside it: it was taken out, or figures or
/// negations changed. A modal, a recipient or a term of law changes within its sentence.
fn leaves_rest(judgement: &Judgement) -> bool {
    let is_only_mild = !judgement
        .reasons
        .iter()
        .any(|reason| matches!(reason, Reason::Figure | Reason::Address | Reason::Symbol | Reason::Negation));
    judgement.is_orphan() || judgement.state == State::Critical && !is_only_mild
}

/// Returns what the current text has and the translation lacks, in the order of the current text.
fn missing(redline: &Redline<'_>, judgements: &[Judgement]) -> Vec<Judgement> {
    let mut covered: ByBlock<Current, bool> = vec![true; redline.new.blocks.len()].into();
    comparable::blocks(redline.new).into_iter().for_each(|at| covered[at] = false);
    let mut has_translation: ByBlock<Base, bool> = vec![false; redline.old.blocks.len()].into();
    for judgement in judgements {
        judgement.current.iter().for_each(|at| covered[*at] = true);
        judgement.base.iter().for_each(|at| has_translation[*at] = true);
    }
    let mut missing = Vec::new();
    for change in &redline.changes {
        let Some(at) = change.new.filter(|at| !std::mem::replace(&mut covered[*at], true)) else {
            continue;
        };
        let was_there = change.old.is_some_and(|old| !has_translation[old]);
        missing.push(Judgement {
            state: State::Missing,
            reasons: vec![if was_there { Reason::Untranslated } else { Reason::Added }],
            confidence: 1.0,
            by: By::Nothing,
            base: change.old.into_iter().collect(),
            current: vec![at],
            translation: Vec::new(),
            redline: 0.into(),
            bound: Vec::new(),
        });
    }
    missing
}
