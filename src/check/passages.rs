//! The passages of a translation beside those that they translate, and their words.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::prose::{Prose, prose};
use crate::drift::{Judgement, Measured, Reason, SURE};
use crate::markdown::{Block, BlockKind, Document};
use crate::redline::{BlockIdx, Role};
use crate::source::{FileId, Sources};

/// A passage and what it translates: a block of each, or one of the one and two neighbours of the other.
#[derive(Debug)]
pub struct PassagePair<'a> {
    pub sources: Vec<&'a Block>,
    pub blocks: Vec<&'a Block>,
    /// The text of which `sources` are: the one that the translation says as a whole, or what the passage was reconciled
    /// with since.
    pub source: &'a Document,
    pub is_reconciled: bool,
    /// The indexes of `sources` and of `blocks` in their documents; of each there is at least one.
    pub sources_at: Vec<usize>,
    pub blocks_at: Vec<usize>,
    /// The words of `sources` and of `blocks`.
    pub source_prose: String,
    pub prose: Prose<'a>,
}

impl PassagePair<'_> {
    /// The index by which its findings are reported.
    pub fn at(&self) -> usize {
        self.blocks_at[0]
    }

    /// True if it is code, which is the same in every language.
    pub fn is_code(&self) -> bool {
        self.blocks.iter().any(|block| block.kind == BlockKind::Code)
    }
}

/// The passages of a translation, and by block of it and of its source which one that is.
#[derive(Debug, Default)]
pub struct Bound<'a> {
    pub passages: Vec<PassagePair<'a>>,
    pub of_block: HashMap<usize, usize>,
    pub of_source: HashMap<usize, usize>,
}

impl<'a> Bound<'a> {
    /// What is bound to the text that it translates; what was reconciled since, beside the text that it then said.
    pub fn of(file: FileId, files: &'a Sources, measured: &Measured<'a>) -> Self {
        let to = measured.translation;
        let own = comparable(to);
        let mut sources_of: HashMap<*const Document, Vec<bool>> = HashMap::new();
        // `None` if one of the blocks is not compared.
        let take = |document: &'a Document, comparable: &[bool], at: &[usize]| -> Option<Vec<&'a Block>> {
            at.iter().map(|at| comparable[*at].then(|| &document.blocks[*at])).collect()
        };
        let mut bound = Bound::default();
        let sure = Sure::of(measured);
        for judgement in measured.judgements.iter().filter(|judgement| sure.is_bound(judgement, measured)) {
            let is_reconciled = judgement.reasons.contains(&Reason::Reconciled);
            let (from, sources_at) = match is_reconciled {
                true => (measured.current(), positions(&judgement.current)),
                false => (measured.redline(judgement).old, positions(&judgement.base)),
            };
            let blocks_at = positions(&judgement.translation);
            if sources_at.is_empty() || blocks_at.is_empty() {
                continue;
            }
            let theirs = sources_of.entry(from).or_insert_with(|| comparable(from));
            let sources = take(from, theirs, &sources_at);
            let Some((sources, blocks)) = sources.zip(take(to, &own, &blocks_at)) else {
                continue;
            };
            let at = bound.passages.len();
            bound.of_block.extend(blocks_at.iter().map(|block| (*block, at)));
            bound.of_source.extend(positions(&judgement.bound).into_iter().map(|block| (block, at)));
            bound.passages.push(PassagePair {
                source_prose: prose(&sources),
                prose: Prose::of(&blocks, file, files),
                sources,
                blocks,
                source: from,
                is_reconciled,
                sources_at,
                blocks_at,
            });
        }
        bound
    }
}

/// Which block of the base each block of a translation says for sure.
struct Sure(HashMap<usize, usize>);

impl Sure {
    fn of(measured: &Measured<'_>) -> Self {
        let is_sure = |judgement: &&Judgement| judgement.confidence >= SURE;
        let one = |judgement: &Judgement| match (&*judgement.translation, &*judgement.bound) {
            ([own], [source]) => Some(((*own).into(), (*source).into())),
            _ => None,
        };
        Sure(measured.judgements.iter().filter(is_sure).filter_map(one).collect())
    }

    /// True if it is sure what a passage translates: by itself, or by the passages directly before it and behind it. A passage of which
    /// much was left out fits badly, and stands where it stood.
    fn is_bound(&self, judgement: &Judgement, measured: &Measured<'_>) -> bool {
        let ([own], [source]) = (&*judgement.translation, &*judgement.bound) else {
            return judgement.confidence >= SURE;
        };
        let (own, source): (usize, usize) = ((*own).into(), (*source).into());
        let is_beside = |own: Option<usize>, source: Option<usize>| {
            own.zip(source).is_some_and(|(own, source)| self.0.get(&own) == Some(&source))
        };
        let kinds = [measured.translation.blocks.get(own), measured.base().blocks.get(source)];
        let [own_kind, their_kind] = kinds.map(|block| block.map(|block| block.kind));
        let is_between = is_beside(own.checked_sub(1), source.checked_sub(1))
            && is_beside(own.checked_add(1), source.checked_add(1));
        judgement.confidence >= SURE || own_kind == their_kind && is_between
    }
}

/// The indexes of blocks in whatever document they are of.
fn positions<R: Role>(blocks: &[BlockIdx<R>]) -> Vec<usize> {
    blocks.iter().copied().map(usize::from).collect()
}

/// By block: true if it is written in the text, false if it comes from a register.
pub fn written(document: &Document) -> Vec<bool> {
    document.entries().iter().map(Option::is_none).collect()
}

/// By block: true if it is written in the text, and in no section that this language has on purpose.
fn comparable(document: &Document) -> Vec<bool> {
    let local = document.local_blocks();
    written(document).into_iter().zip(local).map(|(is_written, is_local)| is_written && !is_local).collect()
}

/// A few of the words that a finding speaks of, in quotation marks.
pub fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut known: HashSet<&str> = HashSet::new();
    let distinct: Vec<&str> = words.into_iter().filter(|word| known.insert(*word)).collect();
    let more = distinct.len().saturating_sub(3);
    let mut parts: Vec<Cow<'_, str>> =
        distinct.iter().take(3).map(|word| Cow::from(format!("“{word}”"))).collect();
    if more > 0 {
        parts.push(format!("{more} more").into());
    }
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => parts.concat(),
    }
}
