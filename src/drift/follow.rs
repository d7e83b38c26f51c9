//! Blocks of a translation followed: what became of the controlling text that they say.

use std::cell::OnceCell;
use std::ops::Range;

use super::State;
use super::binding::{Binding, By};
use super::critical;
use super::judgement::{Judgement, Reason};
use super::removed;
use super::roles::{Base, Current, Translation};
use super::texts::Texts;
use super::topics;
use super::wordings::{GraveWords, Wordings};
use crate::language::{CommonWords, Difference, ListedWords, Table, Target, Vocabulary, difference, grave};
use crate::library::{LinkReader, LinkTarget};
use crate::locale::Lang;
use crate::markdown::{Block, BlockKind, Document, Inline, Mark, links, plain_text};
use crate::redline::{BlockIdx, ByBlock, Change, Kind, MoveIdx, Op, Piece, Redline, Role, blocks_of};
use crate::source::Sources;

/// Of one passage at most so many changes are told by themselves.
const MOST_HUNKS: usize = 50;

/// What judging draws on besides the texts.
#[derive(Clone, Copy)]
pub struct Means<'r> {
    /// The language of the controlling text.
    pub controlling: &'r Lang,
    /// What the language of the translation tells apart.
    pub target: Target,
    /// The words of the controlling language that the site says are grave.
    pub listed: Option<&'r ListedWords>,
    /// Where links lead.
    pub links: &'r LinkReader<'r>,
    pub sources: &'r Sources,
}

impl<'r> Means<'r> {
    /// Returns what judging the passages of a translation draws on.
    pub fn of(texts: &'r Texts<'_>, controlling: &'r Lang, sources: &'r Sources) -> Self {
        let passages = texts.translation.blocks.iter().map(|block| plain_text(&block.inlines));
        Means {
            controlling,
            target: Target::of(texts.lang, passages),
            listed: texts.known.listed,
            links: &texts.links,
            sources,
        }
    }
}

/// Follows the blocks of the old text of a redline to the new one.
pub struct Follower<'r> {
    redline: &'r Redline<'r>,
    translation: &'r Document,
    means: Means<'r>,
    /// The words of the controlling language on which rights and duties depend.
    words: GraveWords<'r>,
    /// What became of each block of the old text.
    changes: ByBlock<Base, Vec<&'r Change>>,
    /// The words of both texts, once somebody asks.
    vocabulary: OnceCell<Vocabulary>,
    /// Those of them that are no names.
    common: OnceCell<CommonWords>,
}

impl<'r> Follower<'r> {
    /// Reads what became of each block of the old text.
    pub fn of(redline: &'r Redline<'_>, translation: &'r Document, means: Means<'r>) -> Self {
        let mut changes: ByBlock<Base, Vec<&Change>> = vec![Vec::new(); redline.old.blocks.len()].into();
        for change in &redline.changes {
            change.old.into_iter().for_each(|old| changes[old].push(change));
        }
        Follower {
            redline,
            translation,
            means,
            words: GraveWords { table: Table::of(means.controlling), listed: means.listed },
            changes,
            vocabulary: OnceCell::new(),
            common: OnceCell::new(),
        }
    }

    /// Returns the move by which a block of the old text came to its place in the new one, `None` if it did not move.
    pub fn moved(&self, old: BlockIdx<Base>) -> Option<MoveIdx> {
        self.changes[old].iter().find_map(|change| change.moved)
    }

    /// Returns how what is bound stands.
    pub fn follow_bound(&self, binding: &Binding) -> Judgement {
        let followed = self.follow(&binding.sources, &binding.translations, binding.confidence);
        Judgement { by: binding.by, ..followed }
    }

    /// Returns how blocks of the translation stand of which somebody said that they say what blocks of the old text say. `confidence` is
    /// from 0 to 1.
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
        let bound = base.clone();
        let by = By::Person;
        Judgement { state, reasons, confidence, by, base, current, translation, redline: 0.into(), bound }
    }

    /// The gravest of what became of the source of a block.
    fn followed(
        &self,
        changes: &[&Change],
        current: &[BlockIdx<Current>],
        translation: &[BlockIdx<Translation>],
    ) -> (State, Vec<Reason>) {
        if !changes.is_empty() && changes.iter().all(|change| change.kind == Kind::Deleted) {
            return self.removed(changes);
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

    /// How a passage stands that the controlling text no longer has.
    fn removed(&self, changes: &[&Change]) -> (State, Vec<Reason>) {
        let mut reasons: Vec<Reason> = changes.iter().flat_map(|change| self.of_removed(change)).collect();
        let state = if reasons.is_empty() { State::Orphan } else { State::Critical };
        reasons.push(Reason::Removed);
        reasons.sort();
        reasons.dedup();
        (state, reasons)
    }

    /// Why it is grave that a block was taken out.
    fn of_removed(&self, change: &Change) -> Vec<Reason> {
        let is_heading =
            self.redline.old_block(change).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
        if is_heading {
            return Vec::new();
        }
        let text = self.redline.old_text(change);
        removed::reasons(text, &grave(text, self.words.table, self.words.listed))
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

    /// What became of a block of the base.
    fn of_change(&self, change: &Change) -> (State, Vec<Reason>) {
        if change.kind == Kind::Deleted {
            let mut reasons = self.of_removed(change);
            let state = if reasons.is_empty() { State::Stale } else { State::Critical };
            reasons.push(Reason::Words);
            return (state, reasons);
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
        if has_other_words(change) {
            let difference = self.difference(change);
            let grave = self.grave(change, difference);
            if !grave.is_empty() {
                reasons.extend(grave);
                reasons.push(Reason::Words);
                return (State::Critical, reasons);
            }
            match self.reason(difference) {
                Some(Reason::Words) => {
                    reasons.push(Reason::Words);
                    return (State::Stale, reasons);
                }
                Some(mild) => {
                    reasons.push(mild);
                    state = State::Minor;
                }
                None => {}
            }
        }
        (state, reasons)
    }

    /// On what rights and duties depend, of the words that a change marks.
    fn grave(&self, change: &Change, difference: Difference) -> Vec<Reason> {
        let wordings = Wordings::of(self.redline, change, self.words);
        let mut grave = critical::reasons(&wordings);
        if difference == Difference::Words {
            grave.extend(topics::reasons(&wordings, self.words.table, || self.common()));
        }
        grave.sort();
        grave.dedup();
        grave
    }

    /// Returns the words that a change marks, each stretch by itself, with what of it is grave. None of what was taken out or put in as a
    /// whole.
    pub fn hunks(&self, change: &Change) -> Vec<Hunk> {
        if change.old.is_none() || change.new.is_none() || !has_other_words(change) {
            return Vec::new();
        }
        let is_kept = |piece: &Piece| piece.op == Op::Kept;
        // What is kept and what is marked by turns.
        let stretches: Vec<&[Piece]> =
            change.pieces.chunk_by(|one, next| is_kept(one) == is_kept(next)).collect();
        // To judge one costs as much as to judge all: of very many some are taken together.
        let together = 2 * stretches.len().div_ceil(2 * MOST_HUNKS).max(1);
        let difference = self.difference(change);
        let hunks = stretches.chunks(together).filter(|hunk| !hunk.iter().copied().flatten().all(is_kept));
        hunks.map(|stretches| self.hunk(change, stretches, difference)).collect()
    }

    fn hunk(&self, change: &Change, stretches: &[&[Piece]], difference: Difference) -> Hunk {
        let words = |op: Op, text: &str, cut: fn(&Piece) -> Range<usize>| -> String {
            let words = |pieces: &&[Piece]| -> String {
                pieces.iter().filter(|piece| piece.op == op).map(|piece| &text[cut(piece)]).collect()
            };
            let words = stretches.iter().map(words).filter(|words| !words.is_empty());
            words.collect::<Vec<String>>().join(" … ")
        };
        Hunk {
            deleted: words(Op::Deleted, self.redline.old_text(change), |piece| piece.old.clone()),
            inserted: words(Op::Inserted, self.redline.new_text(change), |piece| piece.new.clone()),
            grave: self.grave(&Change { pieces: stretches.concat(), ..change.clone() }, difference),
        }
    }

    /// In what the two wordings of a passage differ.
    fn difference(&self, change: &Change) -> Difference {
        let (old, new) = (self.redline.old_text(change), self.redline.new_text(change));
        let is_english = self.means.controlling.primary() == "en";
        let vocabulary = || {
            self.vocabulary.get_or_init(|| {
                let texts = [self.redline.old, self.redline.new]
                    .map(|document| document.blocks.iter().map(|block| self.means.sources.cut(block.span)));
                let [old, new] = texts;
                Vocabulary::of(old, new)
            })
        };
        difference(old, new, is_english, vocabulary)
    }

    /// Why other words are something that the translation would have to follow, `None` if they are nothing to it.
    fn reason(&self, difference: Difference) -> Option<Reason> {
        let Target { has_case, has_articles, has_number } = self.means.target;
        match difference {
            Difference::Nothing => None,
            Difference::Signs => has_case.then_some(Reason::Typography),
            Difference::Spelling => Some(Reason::Spelling),
            Difference::Articles if !has_articles => None,
            Difference::Number if !has_number => None,
            Difference::Articles | Difference::Number | Difference::Words => Some(Reason::Words),
        }
    }

    /// The words of both texts that are no names.
    fn common(&self) -> &CommonWords {
        self.common.get_or_init(|| {
            let texts = [self.redline.old, self.redline.new].map(|document| -> Vec<String> {
                document.blocks.iter().map(|block| plain_text(&block.inlines)).collect()
            });
            CommonWords::of([&texts[0], &texts[1]])
        })
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

/// Words of the controlling text that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    pub deleted: String,
    /// What stands there instead.
    pub inserted: String,
    /// Why it is grave; nothing if it is not.
    pub grave: Vec<Reason>,
}

/// True if words are marked. What was only split or merged differs in all its texts and in no word.
fn has_other_words(change: &Change) -> bool {
    let is_marked = change.pieces.iter().any(|piece| piece.op != Op::Kept);
    is_marked && (change.joint.is_none() || change.inserted + change.deleted > 0)
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
