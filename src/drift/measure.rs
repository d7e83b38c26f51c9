//! A translation measured against a controlling text.

use std::collections::HashMap;

use super::bind::bind_rest;
use super::judge::{Follower, Means, judge};
use super::judgement::{Judgement, Reason};
use super::reconciled::Reconciled;
use super::state::State;
use super::texts::Texts;
use crate::library::Sync;
use crate::library::sync::{Places, Reconciled as Entry};
use crate::locale::Lang;
use crate::markdown::Document;
use crate::redline::{self, Redline};
use crate::source::{Sources, Span};

/// How every block of a translation stands.
#[derive(Debug)]
pub struct Measured<'a> {
    pub translation: &'a Document,
    /// The tag of the controlling language.
    pub controlling: String,
    /// What became of the controlling text: since the base; then since each text in between that something was reconciled
    /// with. There is always the first.
    pub redlines: Vec<Redline<'a>>,
    /// In the order of the translation; what it lacks comes last, in the order of the controlling text.
    pub judgements: Vec<Judgement>,
    /// The last block of the controlling text that a passage says, with the last of its own, in the order of the former.
    order: Vec<(usize, usize)>,
}

/// Measures a translation. What people judged goes before what the program finds.
pub fn measure<'a>(texts: &Texts<'a>, controlling: &Lang, sync: &Sync, sources: &Sources) -> Measured<'a> {
    let redline = redline::compare(texts.base, texts.current);
    let reconciled = Reconciled::of(texts, sync, &redline);
    let bindings = bind_rest(texts.base, texts.translation, texts.glossed, &reconciled.settled);
    let means = Means { controlling, links: &texts.links, sources };
    let judgements = judge(&redline, texts.translation, &bindings, reconciled.judgements, means);
    let mut measured = Measured {
        translation: texts.translation,
        controlling: controlling.to_string(),
        redlines: vec![redline],
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

/// What was reconciled with words that the controlling text no longer has is followed from the text that had them.
fn follow_older<'a>(
    measured: &mut Measured<'a>,
    texts: &Texts<'a>,
    older: &[(&Entry, usize)],
    means: Means<'_>,
) {
    let mut followed: HashMap<usize, Option<Judgement>> =
        older.iter().map(|(_, translation)| (*translation, None)).collect();
    for between in texts.between.iter().copied() {
        let open = older.iter().filter(|(_, at)| followed.get(at).is_some_and(Option::is_none));
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            break;
        }
        let places = Places::of(between);
        let found: Vec<(usize, usize)> = open
            .iter()
            .filter_map(|(entry, at)| Some((places.find(entry.controlling.as_ref()?, &entry.section)?, *at)))
            .collect();
        if found.is_empty() {
            continue;
        }
        let redline = redline::compare(between, texts.current);
        let follower = Follower::of(&redline, texts.translation, means);
        let number = measured.redlines.len();
        for (old, at) in found {
            let judgement = Judgement { redline: number, ..follower.follow(&[old], &[at], 1.0) };
            followed.insert(at, Some(judgement));
        }
        measured.redlines.push(redline);
    }
    for judgement in &mut measured.judgements {
        let [at] = judgement.translation.as_slice() else { continue };
        match followed.remove(at) {
            None => {}
            Some(Some(since)) => *judgement = since,
            // It said what no version says: what the base says, it does not.
            Some(None) if judgement.state < State::Stale => {
                judgement.state = State::Stale;
                judgement.reasons = vec![Reason::Words];
            }
            Some(None) => {}
        }
    }
}

impl<'a> Measured<'a> {
    /// The redline that shows what became of a block.
    pub fn redline(&self, judgement: &Judgement) -> &Redline<'a> {
        let since_base = &self.redlines[0];
        self.redlines.get(judgement.redline).unwrap_or(since_base)
    }

    /// What a passage is called: its address in the translation; that of the controlling text behind `en:`, or whatever
    /// its language is, where the translation lacks it.
    pub fn passage(&self, judgement: &Judgement) -> Option<String> {
        self.address(self.translation, &judgement.translation).or_else(|| {
            Some(format!("{}:{}", self.controlling, self.address(self.current(), &judgement.current)?))
        })
    }

    /// The address of the first of some blocks.
    pub fn address(&self, document: &Document, blocks: &[usize]) -> Option<String> {
        Some(document.address(document.blocks.get(*blocks.first()?)?))
    }

    /// Behind which block of the translation a passage would stand that it lacks: the one that says what comes before it
    /// in the controlling text; nothing at the beginning.
    pub fn before(&self, judgement: &Judgement) -> Option<usize> {
        let first = *judgement.current.first()?;
        let before = self.order.partition_point(|(current, _)| *current < first);
        self.order.get(before.checked_sub(1)?).map(|(_, translation)| *translation)
    }

    /// The place of that block.
    pub fn near(&self, judgement: &Judgement) -> Option<Span> {
        Some(self.translation.blocks.get(self.before(judgement)?)?.span)
    }

    /// How many passages have a state.
    pub fn count(&self, state: State) -> usize {
        self.judgements.iter().filter(|judgement| judgement.state == state).count()
    }

    /// The gravest state of a passage.
    pub fn gravest(&self) -> State {
        let states = self.judgements.iter().map(|judgement| judgement.state);
        states.max_by_key(|state| state.gravity()).unwrap_or(State::Current)
    }

    /// The controlling text that the translation says as a whole.
    pub fn base(&self) -> &'a Document {
        self.redlines[0].old
    }

    /// The controlling text against which it is measured.
    pub fn current(&self) -> &'a Document {
        self.redlines[0].new
    }
}
