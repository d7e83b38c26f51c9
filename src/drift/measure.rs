//! A translation measured against a controlling text.

use std::collections::{HashMap, HashSet};

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::State;
use super::bind::bind_rest;
use super::classify::classify;
use super::follow::{Follower, Means};
use super::judgement::{Judgement, Reason};
use super::reconciled::Reconciled;
use super::roles::{Current, RedlineIdx, Translation};
use super::texts::Texts;
use crate::library::Sync;
use crate::library::sync::{PassageFinder, Reconciled as Entry};
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
    let bindings = bind_rest(texts.base, texts.translation, texts.glossed, &reconciled.settled);
    let means = Means { controlling, links: &texts.links, sources };
    let judgements = classify(&redline, texts.translation, &bindings, reconciled.judgements, means);
    let mut measured = Measured {
        translation: texts.translation,
        controlling: controlling.to_string(),
        redlines: ti_vec![redline],
        judgements,
        order: Vec::new(),
    };
    follow_older(&mut measured, texts, &reconciled.older, means);
    let passages = measured.judgements.iter();
    let last =
        passages.filter_map(|passage| Some((*passage.current.iter().max()?, *passage.translation.last()?)));
    measured.order = last.collect();
    measured.order.sort_unstable();
    measured
}

/// An entry about words that the controlling text no longer has, with the block of the translation.
type Older<'s> = (&'s Entry, BlockIdx<Translation>);

/// What was reconciled with words that the controlling text no longer has is followed from the text that had them.
fn follow_older<'a>(measured: &mut Measured<'a>, texts: &Texts<'a>, older: &[Older<'_>], means: Means<'_>) {
    let mut followed = followed_since(&mut measured.redlines, texts, older, means);
    let older: HashSet<BlockIdx<Translation>> = older.iter().map(|(_, at)| *at).collect();
    for judgement in &mut measured.judgements {
        let [at] = judgement.translation.as_slice() else { continue };
        if !older.contains(at) {
            continue;
        }
        match followed.remove(at) {
            Some(since) => *judgement = since,
            // It said what no version says: what the base says, it does not.
            None if judgement.state < State::Stale => {
                judgement.state = State::Stale;
                judgement.reasons = vec![Reason::Words];
            }
            None => {}
        }
    }
}

/// Returns how blocks of the translation stand that were reconciled with one of the texts between the base and the current one,
/// each followed from the newest that has its words. The redlines since these texts are added to `redlines`.
fn followed_since<'a>(
    redlines: &mut TiVec<RedlineIdx, Redline<'a>>,
    texts: &Texts<'a>,
    older: &[Older<'_>],
    means: Means<'_>,
) -> HashMap<BlockIdx<Translation>, Judgement> {
    let mut followed: HashMap<BlockIdx<Translation>, Judgement> = HashMap::new();
    let mut open: Vec<Older<'_>> = older.to_vec();
    for between in texts.between.iter().copied() {
        if open.is_empty() {
            break;
        }
        let places = PassageFinder::of(between);
        let place = |entry: &Entry| places.find(entry.controlling.as_ref()?, &entry.section);
        let found: Vec<_> =
            open.iter().filter_map(|(entry, at)| Some((BlockIdx::from(place(entry)?), *at))).collect();
        if found.is_empty() {
            continue;
        }
        let redline = redline::compare(between, texts.current);
        let follower = Follower::of(&redline, texts.translation, means);
        let number = redlines.next_key();
        for (old, at) in found {
            followed.insert(at, Judgement { redline: number, ..follower.follow(&[old], &[at], 1.0) });
        }
        redlines.push(redline);
        open.retain(|(_, at)| !followed.contains_key(at));
    }
    followed
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
