//! Passages that still have the words with which an earlier controlling text was translated.
//!
//! `translates` is the word of a person that the whole translation says a text. A sealed translation witnesses the contrary where a passage
//! has its words still, while those of its controlling passage changed since.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::State;
use super::bind::bind_rest;
use super::binding::{Binding, Settled};
use super::classify::SURE;
use super::follow::{Follower, Means};
use super::judgement::{Judgement, Reason};
use super::older::Older;
use super::roles::{Base, Current, Translation};
use super::texts::{History, Texts, Witness};
use crate::library::sync::{PassageFinder, PassageKey};
use crate::markdown::{Document, Fingerprint};
use crate::redline::{self, BlockIdx, Redline, blocks_of};

/// Returns the passages that say an earlier text than the base, with what they say.
pub fn unchanged(judgements: &[Judgement], texts: &Texts<'_>, means: Means<'_>) -> Vec<Older> {
    let Some(history) = &texts.history else { return Vec::new() };
    if history.unchanged.iter().all(Option::is_none) {
        return Vec::new();
    }
    let here = PassageFinder::of(texts.translation);
    let of_base: HashSet<Fingerprint> = texts.base.blocks.iter().map(|block| block.text).collect();
    let mut accounts: HashMap<*const Document, Account<'_>> = HashMap::new();
    let mut found = Vec::new();
    for judgement in judgements {
        let Some((at, witness)) = witnessed(judgement, history) else { continue };
        let account = accounts.entry(witness.translation).or_insert_with(|| Account::of(witness));
        let base = judgement.base.iter().map(|at| &blocks_of(texts.base)[*at]);
        if base.clone().all(|block| account.controlling.contains(&block.text)) {
            continue;
        }
        let passage = &texts.translation.blocks[usize::from(at)];
        let section = &texts.translation.sections[passage.section].id;
        let Some(key) = here.passage(at.into(), section) else { continue };
        let Some((words, section)) = account.says(&key, section, judgement, texts, means) else { continue };
        if !of_base.contains(&words.text) {
            found.push(Older { words, section, at, reason: Some(Reason::UnchangedSince) });
        }
    }
    found
}

/// The one block of a passage that is bound for sure, with what witnesses against it. `None` if nothing does, or if people judged it.
fn witnessed<'a>(
    judgement: &Judgement,
    history: &History<'a>,
) -> Option<(BlockIdx<Translation>, Witness<'a>)> {
    let [at] = *judgement.translation.as_slice() else { return None };
    let is_found = judgement.confidence > SURE && !judgement.reasons.contains(&Reason::Reconciled);
    let witness = history.unchanged.get(at).copied().flatten()?;
    (is_found && !judgement.base.is_empty()).then_some((at, witness))
}

/// What a sealed translation says, worked out once a passage asks.
struct Account<'a> {
    witness: Witness<'a>,
    /// What its controlling text says.
    controlling: HashSet<Fingerprint>,
    own: OnceCell<PassageFinder<'a>>,
    bound: OnceCell<HashMap<BlockIdx<Translation>, BlockIdx<Base>>>,
    /// What became of its controlling text up to the base.
    to_base: OnceCell<Redline<'a>>,
}

impl<'a> Account<'a> {
    fn of(witness: Witness<'a>) -> Self {
        Account {
            witness,
            controlling: witness.controlling.blocks.iter().map(|block| block.text).collect(),
            own: OnceCell::new(),
            bound: OnceCell::new(),
            to_base: OnceCell::new(),
        }
    }

    /// Returns which passage of a controlling text the words of a passage say, with its section; `None` if that is not sure, or if it
    /// became another passage than the one that `judgement` found, or is the same but for signs and formatting.
    fn says(
        &self,
        words: &PassageKey,
        section: &str,
        judgement: &Judgement,
        texts: &Texts<'a>,
        means: Means<'_>,
    ) -> Option<(PassageKey, String)> {
        let mut judged = self.witness.sync.reconciled.iter();
        let is_same = |passage: &PassageKey| passage.text == words.text;
        if let Some(entry) = judged.find(|entry| entry.translation.as_ref().is_some_and(is_same)) {
            return Some((entry.controlling.clone()?, entry.section.clone()));
        }
        let own = self.own.get_or_init(|| PassageFinder::of(self.witness.translation));
        let said = *self.bound(texts).get(&own.find(words, section)?.into())?;
        let to_base = self.to_base.get_or_init(|| redline::compare(self.witness.controlling, texts.base));
        let followed =
            Follower::of(to_base, texts.translation, means).follow(&[said], &judgement.translation, 1.0);
        let is_it = |at: &BlockIdx<Current>| judgement.base.contains(&usize::from(*at).into());
        let has_changed = matches!(followed.state, State::Stale | State::Critical);
        if !has_changed || !followed.current.iter().any(is_it) {
            return None;
        }
        let document = self.witness.controlling;
        let section = &document.sections[blocks_of::<Base>(document)[said].section].id;
        Some((PassageFinder::of(document).passage(said.into(), section)?, section.to_string()))
    }

    /// Which block of its controlling text each block says, where one says one for sure.
    fn bound(&self, texts: &Texts<'a>) -> &HashMap<BlockIdx<Translation>, BlockIdx<Base>> {
        self.bound.get_or_init(|| {
            let Witness { controlling, translation, .. } = self.witness;
            let bindings = bind_rest(controlling, translation, texts.known, &Settled::default());
            let sure = bindings.into_iter().filter(|binding| binding.confidence > SURE);
            let one = |binding: Binding| match (&*binding.sources, &*binding.translations) {
                ([source], [translation]) => Some((*translation, *source)),
                _ => None,
            };
            sure.filter_map(one).collect()
        })
    }
}
