//! What became of each block of a translation when its source changed.

use super::binding::Binding;
use super::judgement::{Judgement, Reason};
use super::roles::{Base, Current, Translation};
use super::state::State;
use super::{material, moves, order};
use crate::language::{Table, bare};
use crate::library::{LinkReader, LinkTarget};
use crate::locale::Lang;
use crate::markdown::{Block, BlockKind, Document, Inline, Mark, links};
use crate::redline::{BlockIdx, ByBlock, Change, Kind, Op, Redline, Role, blocks_of};
use crate::source::Sources;

/// What judging draws on besides the texts.
#[derive(Clone, Copy)]
pub struct Means<'r> {
    /// The language of the controlling text.
    pub controlling: &'r Lang,
    /// Where links lead.
    pub links: &'r LinkReader<'r>,
    pub sources: &'r Sources,
}

/// Above this confidence a binding is sure.
const CERTAIN: f64 = 0.8;
/// Below this confidence nobody guesses.
const SURE: f64 = 0.25;

/// Judges every block of a translation that is bound to the base of `redline`, and then what it lacks of the current
/// text. What is `settled` already stays.
pub fn judge(
    redline: &Redline<'_>,
    translation: &Document,
    bindings: &[Binding],
    settled: Vec<Judgement>,
    means: Means<'_>,
) -> Vec<Judgement> {
    let follower = Follower::of(redline, translation, means);
    let mut judgements: Vec<Judgement> = bindings.iter().map(|binding| follower.bound(binding)).collect();
    moves::settle(&mut judgements, |base| follower.changes[base].iter().find_map(|change| change.moved));
    judgements.extend(settled);
    follower.judge_unbound(&mut judgements);
    judgements.retain(|judgement| !judgement.translation.is_empty() || !judgement.current.is_empty());
    judgements
        .sort_by_key(|judgement| (judgement.translation.is_empty(), judgement.translation.first().copied()));
    follower.judge_missing(&mut judgements);
    judgements
}

/// What is known of a block of the translation that is bound.
#[derive(Clone, Copy)]
struct Bound {
    /// True if something of it may stand beside it.
    leaves_rest: bool,
    is_sure: bool,
}

/// Follows the blocks of the old text of a redline to the new one.
pub struct Follower<'r> {
    redline: &'r Redline<'r>,
    translation: &'r Document,
    means: Means<'r>,
    /// The words of the controlling language on which rights and duties depend.
    table: Option<Table>,
    /// What became of each block of the old text.
    changes: ByBlock<Base, Vec<&'r Change>>,
}

impl<'r> Follower<'r> {
    pub fn of(redline: &'r Redline<'_>, translation: &'r Document, means: Means<'r>) -> Self {
        let mut changes: ByBlock<Base, Vec<&Change>> = vec![Vec::new(); redline.old.blocks.len()].into();
        for change in &redline.changes {
            change.old.into_iter().for_each(|old| changes[old].push(change));
        }
        Follower { redline, translation, means, table: Table::of(means.controlling), changes }
    }

    fn bound(&self, binding: &Binding) -> Judgement {
        let judgement = self.follow(&binding.sources, &binding.translations, binding.confidence);
        match binding.confidence < SURE {
            true => Judgement { state: State::Unbound, reasons: vec![Reason::Doubtful], ..judgement },
            false => judgement,
        }
    }

    /// How blocks of the translation stand that say what blocks of the old text say.
    pub fn follow(
        &self,
        old: &[BlockIdx<Base>],
        translation: &[BlockIdx<Translation>],
        confidence: f64,
    ) -> Judgement {
        let changes: Vec<&Change> = old.iter().flat_map(|at| &self.changes[*at]).copied().collect();
        let mut current: Vec<BlockIdx<Current>> = changes.iter().filter_map(|change| change.new).collect();
        current.dedup();
        let (state, reasons) = self.followed(&changes, &current, translation);
        let (base, translation) = (old.to_vec(), translation.to_vec());
        Judgement { state, reasons, confidence, base, current, translation, redline: 0.into() }
    }

    /// The gravest of what became of the source of a block.
    fn followed(
        &self,
        changes: &[&Change],
        current: &[BlockIdx<Current>],
        translation: &[BlockIdx<Translation>],
    ) -> (State, Vec<Reason>) {
        if !changes.is_empty() && changes.iter().all(|change| change.kind == Kind::Deleted) {
            return (State::Orphan, vec![Reason::Removed]);
        }
        let mut state = State::Current;
        let mut reasons = Vec::new();
        for change in changes {
            let (own, mut why) = self.of_change(change);
            state = state.max(own);
            reasons.append(&mut why);
        }
        if self.targets(self.redline.new, current) != self.targets(self.translation, translation) {
            state = state.max(State::Minor);
            reasons.push(Reason::Links);
        }
        reasons.sort();
        reasons.dedup();
        (state, reasons)
    }

    /// Where the links of blocks lead, in whatever order.
    fn targets<R: Role>(&self, document: &Document, at: &[BlockIdx<R>]) -> Vec<LinkTarget> {
        let all = blocks_of(document);
        let blocks = at.iter().map(|at| &all[*at]);
        let mut targets: Vec<LinkTarget> = blocks
            .flat_map(|block| links(&block.inlines))
            .map(|link| {
                self.means.links.read(&link.destination, &self.means.sources.get(link.span.file).path)
            })
            .collect();
        targets.sort();
        targets
    }

    /// Blocks of the translation that say what no block of the base says. Between two that are bound for sure such a block
    /// is one too many, and beside what was taken out or gravely changed it is a rest of that. Elsewhere, and of a heading, nobody
    /// can tell from here.
    fn judge_unbound(&self, judgements: &mut Vec<Judgement>) {
        let mut states: ByBlock<Translation, Option<Bound>> =
            vec![None; self.translation.blocks.len()].into();
        for judgement in judgements.iter() {
            // What people settled is beside it as it was before.
            let leaves_rest = match judgement.base.is_empty() || judgement.state != State::Current {
                true => leaves_rest(judgement),
                false => leaves_rest(&self.follow(&judgement.base, &judgement.translation, 1.0)),
            };
            let bound = Bound { leaves_rest, is_sure: judgement.confidence > CERTAIN };
            judgement.translation.iter().for_each(|at| states[*at] = Some(bound));
        }
        let bound: Vec<(BlockIdx<Translation>, Bound)> =
            states.iter_enumerated().filter_map(|(at, state)| Some((at, (*state)?))).collect();
        let local: ByBlock<Translation, bool> = self.translation.local_blocks().into();
        let entries: ByBlock<Translation, _> = self.translation.entries().into();
        for at in states.keys().filter(|at| states[*at].is_none()) {
            // An entry comes from a register, which the translation shares with the controlling text.
            if local[at] || entries[at].is_some() {
                let reasons = if local[at] { vec![Reason::Local] } else { Vec::new() };
                judgements.push(Judgement::unbound(at, State::Current, reasons, 1.0));
                continue;
            }
            let behind = bound.partition_point(|(other, _)| *other < at);
            let before = behind.checked_sub(1).map(|before| bound[before]);
            let beside = [before, bound.get(behind).copied()];
            let is_rest = beside.iter().flatten().any(|(_, bound)| bound.leaves_rest);
            let is_next = |(other, bound): &(BlockIdx<Translation>, Bound)| {
                bound.is_sure && (other.next() == at || at.next() == *other)
            };
            let is_extra = beside.iter().all(|bound| bound.as_ref().is_some_and(is_next));
            let is_heading = matches!(blocks_of(self.translation)[at].kind, BlockKind::Heading(_));
            let (state, reason) = match (is_rest || is_extra) && !is_heading {
                true => (State::Orphan, Reason::Extra),
                false => (State::Unbound, Reason::Doubtful),
            };
            judgements.push(Judgement::unbound(at, state, vec![reason], 0.0));
        }
    }

    /// What the current text has and the translation lacks.
    fn judge_missing(&self, judgements: &mut Vec<Judgement>) {
        let mut covered: ByBlock<Current, bool> = vec![true; self.redline.new.blocks.len()].into();
        order::comparable(self.redline.new).into_iter().for_each(|at| covered[at] = false);
        let mut has_translation: ByBlock<Base, bool> = vec![false; self.redline.old.blocks.len()].into();
        for judgement in judgements.iter() {
            judgement.current.iter().for_each(|at| covered[*at] = true);
            judgement.base.iter().for_each(|at| has_translation[*at] = true);
        }
        for change in &self.redline.changes {
            let Some(at) = change.new.filter(|at| !std::mem::replace(&mut covered[*at], true)) else {
                continue;
            };
            let was_there = change.old.is_some_and(|old| !has_translation[old]);
            judgements.push(Judgement {
                state: State::Missing,
                reasons: vec![if was_there { Reason::Untranslated } else { Reason::Added }],
                confidence: 1.0,
                base: change.old.into_iter().collect(),
                current: vec![at],
                translation: Vec::new(),
                redline: 0.into(),
            });
        }
    }

    /// What became of a block of the base.
    fn of_change(&self, change: &Change) -> (State, Vec<Reason>) {
        if change.kind == Kind::Deleted {
            return (State::Stale, vec![Reason::Words]);
        }
        let mut reasons = Vec::new();
        let mut state = State::Current;
        if change.moved.is_some() {
            reasons.push(Reason::Moved);
            state = State::Minor;
        }
        if self.is_reformatted(change) {
            reasons.push(Reason::Formatting);
            state = State::Minor;
        }
        let is_marked = change.pieces.iter().any(|piece| piece.op != Op::Kept);
        // What was only split or merged differs in all its texts and in no word.
        if is_marked && (change.joint.is_none() || change.inserted + change.deleted > 0) {
            let grave = material::reasons(self.redline, change, self.table);
            if !grave.is_empty() {
                reasons.extend(grave);
                reasons.push(Reason::Words);
                return (State::Critical, reasons);
            }
            match difference(self.redline.old_text(change), self.redline.new_text(change)) {
                Difference::Words => {
                    reasons.push(Reason::Words);
                    return (State::Stale, reasons);
                }
                Difference::Signs => {
                    reasons.push(Reason::Typography);
                    state = State::Minor;
                }
                Difference::Nothing => {}
            }
        }
        (state, reasons)
    }

    /// True if the marks around the words, raw HTML among them, or what kind of block it is, are other ones. Other white
    /// space in the Markdown is nothing that a translation could follow.
    fn is_reformatted(&self, change: &Change) -> bool {
        let (Some(old), Some(new)) = (self.redline.old_block(change), self.redline.new_block(change)) else {
            return false;
        };
        if change.joint.is_some() || !matches!(change.kind, Kind::Minor | Kind::Moved) {
            return false;
        }
        let tags = |block: &Block| tags(self.means.sources.cut(block.span));
        old.kind != new.kind || marks(old) != marks(new) || tags(old) != tags(new)
    }
}

/// True if what says no more what it said may have left something of it beside it: it was taken out, or figures or
/// negations changed. A modal changes within its sentence.
fn leaves_rest(judgement: &Judgement) -> bool {
    let is_only_modal = !judgement
        .reasons
        .iter()
        .any(|reason| matches!(reason, Reason::Figure | Reason::Address | Reason::Symbol | Reason::Negation));
    judgement.state == State::Orphan || judgement.state == State::Critical && !is_only_modal
}

/// In what two texts differ.
enum Difference {
    /// In white space, commas and stops at most, or in how an apostrophe is typed.
    Nothing,
    /// In capitals or typographic signs.
    Signs,
    Words,
}

fn difference(old: &str, new: &str) -> Difference {
    let words = |text: &str| bare(text).to_lowercase();
    // Where a language sets its commas and stops is its own affair; quotation marks and dashes it may have of its own.
    let is_point = |c: char| c.is_whitespace() || ".,;:!?。，、；：！？'’".contains(c);
    let signs = |text: &str| text.chars().filter(|c| !is_point(*c)).collect::<String>();
    if words(old) != words(new) {
        Difference::Words
    } else if signs(old) != signs(new) {
        Difference::Signs
    } else {
        Difference::Nothing
    }
}

/// The marks of a block, in order.
fn marks(block: &Block) -> Vec<u8> {
    let mark = |inline: &Inline| match inline {
        Inline::Open(Mark::Emphasis) => Some(1),
        Inline::Open(Mark::Strong) => Some(2),
        Inline::Open(Mark::Strikethrough) => Some(3),
        Inline::Open(Mark::Link(_)) => Some(4),
        Inline::Code(_) => Some(5),
        Inline::FootnoteReference(_) => Some(6),
        _ => None,
    };
    block.inlines.iter().filter_map(mark).collect()
}

/// What stands between `<` and `>`, without white space.
fn tags(markdown: &str) -> Vec<String> {
    let inside = markdown.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    inside.map(|(tag, _)| tag.split_whitespace().collect()).collect()
}
