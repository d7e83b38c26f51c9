//! A translation measured against a controlling text.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::State;
use super::begun::begun;
use super::bind::bind_rest;
use super::classify::{classify, is_unsure};
use super::follow::Means;
use super::judgement::Judgement;
use super::older;
use super::reconciled::Reconciled;
use super::roles::{Current, RedlineIdx, Translation};
use super::texts::Texts;
use super::unchanged::unchanged;
use crate::library::Sync;
use crate::locale::Lang;
use crate::markdown::{Block, Document};
use crate::redline::{self, BlockIdx, Redline, blocks_of};
use crate::source::{Sources, Span};

/// How every block of a translation stands.
#[derive(Debug)]
pub struct Measured<'a> {
    pub translation: &'a Document,
    /// The tag of the controlling language.
    pub controlling: String,
    /// What became of the controlling text: since the base; then since each text in between that something was reconciled
    /// with. There is always the first.
    pub redlines: TiVec<RedlineIdx, Redline<'a>>,
    /// In the order of the translation; what it lacks comes last, in the order of the controlling text.
    pub judgements: Vec<Judgement>,
    /// The last block of the controlling text that a passage says, with the last of its own, in the order of the former.
    order: Vec<(BlockIdx<Current>, BlockIdx<Translation>)>,
}

/// Measures a translation: returns how each of its passages stands, and what it lacks. What people reconciled goes before what the
/// program finds.
pub fn measure<'a>(texts: &Texts<'a>, controlling: &Lang, sync: &Sync, sources: &Sources) -> Measured<'a> {
    let redline = redline::compare(texts.base, texts.current);
    let reconciled = Reconciled::of(texts, sync, &redline);
    let bindings = bind_rest(texts.base, texts.translation, texts.known, &reconciled.settled);
    let means = Means::of(texts, controlling, sources);
    let mut judgements = classify(&redline, texts.translation, &bindings, reconciled.judgements, means);
    let mut older = reconciled.older;
    older.extend(unchanged(&judgements, texts, means));
    older.extend(begun(&judgements, texts, &older));
    let mut redlines = ti_vec![redline];
    older::follow(&mut judgements, &mut redlines, texts, older, means);
    let last = judgements.iter();
    let last =
        last.filter_map(|passage| Some((*passage.current.iter().max()?, *passage.translation.last()?)));
    let mut order: Vec<_> = last.collect();
    order.sort_unstable();
    Measured {
        translation: texts.translation,
        controlling: controlling.to_string(),
        redlines,
        judgements,
        order,
    }
}

impl<'a> Measured<'a> {
    /// Returns the redline that shows what became of the controlling text of a passage.
    pub fn redline(&self, judgement: &Judgement) -> &Redline<'a> {
        &self.redlines[judgement.redline]
    }

    /// Returns the blocks of the translation.
    pub fn translation_blocks(&self) -> &'a TiSlice<BlockIdx<Translation>, Block> {
        blocks_of(self.translation)
    }

    /// Returns the blocks of the controlling text against which it is measured.
    pub fn current_blocks(&self) -> &'a TiSlice<BlockIdx<Current>, Block> {
        blocks_of(self.current())
    }

    /// Returns what a passage is called: its address in the translation; that of the controlling text behind `en:`, or whatever
    /// its language is, where the translation lacks it. `None` if both lack it.
    pub fn passage(&self, judgement: &Judgement) -> Option<String> {
        let controlling = || Some(format!("{}:{}", self.controlling, self.controlling_address(judgement)?));
        self.translation_address(judgement).or_else(controlling)
    }

    /// Returns the address of the first block of a passage in the translation, `None` if the translation lacks it.
    pub fn translation_address(&self, judgement: &Judgement) -> Option<String> {
        let first = *judgement.translation.first()?;
        Some(self.translation.address(&self.translation_blocks()[first]))
    }

    /// Returns the address of the first block of a passage in the controlling text, `None` if that lacks it.
    pub fn controlling_address(&self, judgement: &Judgement) -> Option<String> {
        let first = *judgement.current.first()?;
        Some(self.current().address(&self.current_blocks()[first]))
    }

    /// Returns the block of the translation behind which a passage would stand that it lacks: the one that says what comes before
    /// it in the controlling text; `None` at the beginning.
    pub fn before(&self, judgement: &Judgement) -> Option<BlockIdx<Translation>> {
        let first = *judgement.current.first()?;
        let before = self.order.partition_point(|(current, _)| *current < first).checked_sub(1)?;
        Some(self.order[before].1)
    }

    /// Returns the place of that block, `None` at the beginning.
    pub fn near(&self, judgement: &Judgement) -> Option<Span> {
        Some(self.translation_blocks()[self.before(judgement)?].span)
    }

    /// Returns the passages of the translation of which it is known what they translate, or should be.
    pub fn with_counterpart(&self) -> impl Iterator<Item = &Judgement> {
        let has = |judgement: &&Judgement| {
            let has_one = !judgement.bound.is_empty() || !judgement.current.is_empty();
            !judgement.translation.is_empty() && (has_one || judgement.state == State::Unbound)
        };
        self.judgements.iter().filter(has)
    }

    /// Returns those of which a person should look what they translate.
    pub fn unsure(&self) -> impl Iterator<Item = &Judgement> {
        self.with_counterpart().filter(|judgement| is_unsure(judgement))
    }

    /// Returns how many passages have a state.
    pub fn count(&self, state: State) -> usize {
        self.judgements.iter().filter(|judgement| judgement.state == state).count()
    }

    /// Returns the gravest state of a passage, [`State::Current`] if there is no passage.
    pub fn gravest(&self) -> State {
        let states = self.judgements.iter().map(|judgement| judgement.state);
        states.max_by_key(|state| state.gravity()).unwrap_or(State::Current)
    }

    /// Returns the redline since the base. There is always one.
    fn since_base(&self) -> &Redline<'a> {
        &self.redlines[RedlineIdx::from(0)]
    }

    /// Returns the controlling text that the translation says as a whole.
    pub fn base(&self) -> &'a Document {
        self.since_base().old
    }

    /// Returns the controlling text against which it is measured.
    pub fn current(&self) -> &'a Document {
        self.since_base().new
    }
}
