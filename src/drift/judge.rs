//! What became of each block of a translation when its source changed.

use std::collections::HashMap;

use super::binding::Binding;
use super::judgement::{Judgement, Reason};
use super::state::State;
use super::{material, moves, order};
use crate::language::{Table, bare};
use crate::library::{LinkReader, LinkTarget};
use crate::locale::Lang;
use crate::markdown::{Block, BlockKind, Document, Inline, Mark, links};
use crate::redline::{Change, Kind, Op, Redline};
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
    moves::settle(&mut judgements, |base| {
        follower.changes.get(&base)?.iter().find_map(|change| change.moved)
    });
    judgements.extend(settled);
    follower.judge_unbound(&mut judgements);
    judgements.retain(|judgement| !judgement.translation.is_empty() || !judgement.current.is_empty());
    judgements
        .sort_by_key(|judgement| (judgement.translation.is_empty(), judgement.translation.first().copied()));
    follower.judge_missing(&mut judgements);
    judgements
}

/// Follows the blocks of the old text of a redline to the new one.
pub struct Follower<'r> {
    redline: &'r Redline<'r>,
    translation: &'r Document,
    means: Means<'r>,
    /// The words of the controlling language on which rights and duties depend.
    table: Option<Table>,
    /// By block of the base: what became of it.
    changes: HashMap<usize, Vec<&'r Change>>,
}

impl<'r> Follower<'r> {
    pub fn of(redline: &'r Redline<'_>, translation: &'r Document, means: Means<'r>) -> Self {
        let mut changes: HashMap<usize, Vec<&Change>> = HashMap::new();
        for change in &redline.changes {
            change.old.into_iter().for_each(|old| changes.entry(old).or_default().push(change));
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
    pub fn follow(&self, old: &[usize], translation: &[usize], confidence: f64) -> Judgement {
        let changes = old.iter().filter_map(|at| self.changes.get(at)).flatten();
        let changes: Vec<&Change> = changes.copied().collect();
        let mut current: Vec<usize> = changes.iter().filter_map(|change| change.new).collect();
        current.dedup();
        let (state, reasons) = self.followed(&changes, &current, translation);
        let (base, translation) = (old.to_vec(), translation.to_vec());
        Judgement { state, reasons, confidence, base, current, translation, redline: 0 }
    }

    /// The gravest of what became of the source of a block.
    fn followed(
        &self,
        changes: &[&Change],
        current: &[usize],
        translation: &[usize],
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
    fn targets(&self, document: &Document, blocks: &[usize]) -> Vec<LinkTarget> {
        let blocks = blocks.iter().filter_map(|at| document.blocks.get(*at));
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
        let mut states: Vec<Option<(bool, f64)>> = vec![None; self.translation.blocks.len()];
        for judgement in judgements.iter() {
            // What people settled is beside it as it was before.
            let leaves_rest = match judgement.base.is_empty() || judgement.state != State::Current {
                true => leaves_rest(judgement),
                false => leaves_rest(&self.follow(&judgement.base, &judgement.translation, 1.0)),
            };
            let state = (leaves_rest, judgement.confidence);
            judgement.translation.iter().for_each(|at| states[*at] = Some(state));
        }
        let is_sure = |at: Option<usize>| {
            at.and_then(|at| *states.get(at)?).is_some_and(|(_, confidence)| confidence > CERTAIN)
        };
        let bound: Vec<usize> = (0..states.len()).filter(|at| states[*at].is_some()).collect();
        let (local, entries) = (self.translation.local_blocks(), self.translation.entries());
        for at in (0..states.len()).filter(|at| states[*at].is_none()) {
            // An entry comes from a register, which the translation shares with the controlling text.
            if local.get(at) == Some(&true) || entries.get(at).is_some_and(Option::is_some) {
                judgements.push(self.own(at, local.get(at) == Some(&true)));
                continue;
            }
            let beside = bound.partition_point(|other| *other < at);
            let neighbours = [beside.checked_sub(1), Some(beside)].into_iter().flatten();
            let is_rest = neighbours
                .filter_map(|neighbour| *states.get(*bound.get(neighbour)?)?)
                .any(|(leaves_rest, _)| leaves_rest);
            let is_extra = is_sure(at.checked_sub(1)) && is_sure(Some(at + 1));
            let kind = self.translation.blocks.get(at).map(|block| block.kind);
            let is_orphan = (is_rest || is_extra) && !matches!(kind, Some(BlockKind::Heading(_)));
            judgements.push(Judgement {
                state: if is_orphan { State::Orphan } else { State::Unbound },
                reasons: vec![if is_orphan { Reason::Extra } else { Reason::Doubtful }],
                confidence: 0.0,
                base: Vec::new(),
                current: Vec::new(),
                translation: vec![at],
                redline: 0,
            });
        }
    }

    /// A block that says what no block of the base says, as it should.
    fn own(&self, at: usize, is_local: bool) -> Judgement {
        Judgement {
            state: State::Current,
            reasons: if is_local { vec![Reason::Local] } else { Vec::new() },
            confidence: 1.0,
            base: Vec::new(),
            current: Vec::new(),
            translation: vec![at],
            redline: 0,
        }
    }

    /// What the current text has and the translation lacks.
    fn judge_missing(&self, judgements: &mut Vec<Judgement>) {
        let mut covered = vec![true; self.redline.new.blocks.len()];
        order::comparable(self.redline.new).iter().for_each(|at| covered[*at] = false);
        let mut has_translation = vec![false; self.redline.old.blocks.len()];
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
                redline: 0,
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
