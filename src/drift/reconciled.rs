//! What people judged, which goes before what the program finds.

use std::collections::{BTreeSet, HashMap};

use super::State;
use super::bind::bind_rest;
use super::binding::{Binding, By, Settled};
use super::judgement::{Judgement, Reason};
use super::older::Older;
use super::roles::{Base, Current, Translation};
use super::texts::Texts;
use crate::library::Sync;
use crate::library::sync::PassageFinder;
use crate::redline::{BlockIdx, ByBlock, Kind, Redline, blocks_of};
use crate::source::Span;

/// A block of the controlling text and the block of the translation that says it; one of them may be nothing.
type Pair = (Option<BlockIdx<Current>>, Option<BlockIdx<Translation>>);

/// The blocks of the base that each block of the current text was.
type Bases = ByBlock<Current, Vec<BlockIdx<Base>>>;

/// What is settled of a translation before anything is looked for.
pub struct Reconciled {
    /// Current, whatever became of the controlling text.
    pub judgements: Vec<Judgement>,
    pub settled: Settled,
    /// What is about words that the controlling text no longer has.
    pub older: Vec<Older>,
}

impl Reconciled {
    /// What the sync file says of these texts; and the entries of registers that both draw on, which follow by themselves.
    pub fn of(texts: &Texts<'_>, sync: &Sync, redline: &Redline<'_>) -> Self {
        let shared = shared_entries(texts);
        let (here, there) = (PassageFinder::of(texts.current), PassageFinder::of(texts.translation));
        let mut pairs = Vec::new();
        let mut older = Vec::new();
        for entry in &sync.reconciled {
            let translation = entry.translation.as_ref().map(|passage| there.find(passage, &entry.section));
            let controlling = entry.controlling.as_ref().map(|passage| here.find(passage, &entry.section));
            match (controlling, translation) {
                // The translation has changed since: nobody has judged what it says now.
                (_, Some(None)) => {}
                (Some(None), Some(Some(at))) => {
                    let words = entry.controlling.clone();
                    let section = entry.section.clone();
                    let older_of = |words| Older { words, section, at: at.into(), reason: None };
                    older.extend(words.map(older_of));
                }
                (Some(None), None) => {}
                (controlling, translation) => {
                    let controlling = controlling.flatten().map(BlockIdx::from);
                    pairs.push((controlling, translation.flatten().map(BlockIdx::from)));
                }
            }
        }
        let mut bases: Bases = vec![Vec::new(); texts.current.blocks.len()].into();
        for change in &redline.changes {
            if let (Some(old), Some(new)) = (change.old, change.new) {
                bases[new].push(old);
            }
        }
        let judged = [(shared, By::Register, Vec::new()), (pairs, By::Person, vec![Reason::Reconciled])];
        let judgements: Vec<Judgement> = judged
            .iter()
            .flat_map(|(pairs, by, reasons)| {
                groups(pairs).into_iter().map(|group| current(group, &bases, *by, reasons))
            })
            .collect();
        let settled = Settled {
            sources: judgements.iter().flat_map(|judgement| &judgement.base).copied().collect(),
            translations: judgements.iter().flat_map(|judgement| &judgement.translation).copied().collect(),
        };
        older.retain(|older| !settled.translations.contains(&older.at));
        let mut reconciled = Reconciled { judgements, settled, older };
        reconciled.settle_removed(texts, redline);
        reconciled
    }

    /// Settles what the passages say that people let stay though the controlling text no longer has them: else another passage would
    /// be bound to that.
    fn settle_removed(&mut self, texts: &Texts<'_>, redline: &Redline<'_>) {
        let alone = self.judgements.iter().filter(|judgement| judgement.current.is_empty());
        let alone: BTreeSet<_> = alone.flat_map(|judgement| &judgement.translation).copied().collect();
        if alone.is_empty() {
            return;
        }
        let translations = self.settled.translations.difference(&alone).copied().collect();
        let others = Settled { sources: self.settled.sources.clone(), translations };
        let bindings = bind_rest(texts.base, texts.translation, texts.known, &others).into_iter();
        let is_alone = |binding: &Binding| binding.translations.iter().all(|at| alone.contains(at));
        let removed = redline.changes.iter().filter(|change| change.kind == Kind::Deleted);
        let removed: BTreeSet<_> = removed.filter_map(|change| change.old).collect();
        let sources = bindings.filter(is_alone).flat_map(|binding| binding.sources);
        self.settled.sources.extend(sources.filter(|at| removed.contains(at)));
    }
}

fn current((current, translation): Group, bases: &Bases, by: By, reasons: &[Reason]) -> Judgement {
    let base: BTreeSet<BlockIdx<Base>> = current.iter().flat_map(|at| &bases[*at]).copied().collect();
    let base: Vec<BlockIdx<Base>> = base.into_iter().collect();
    Judgement {
        state: State::Current,
        reasons: reasons.to_vec(),
        confidence: 1.0,
        by,
        bound: base.clone(),
        base,
        current: current.into_iter().collect(),
        translation: translation.into_iter().collect(),
        redline: 0.into(),
    }
}

/// The entries that both texts draw from the same register.
fn shared_entries(texts: &Texts<'_>) -> Vec<Pair> {
    let blocks = blocks_of::<Current>(texts.current).iter_enumerated().zip(texts.current.entries());
    let by_span: HashMap<Span, BlockIdx<Current>> =
        blocks.filter(|(_, entry)| entry.is_some()).map(|((at, block), _)| (block.span, at)).collect();
    let blocks = blocks_of::<Translation>(texts.translation).iter_enumerated();
    blocks.filter_map(|(at, block)| Some((Some(*by_span.get(&block.span)?), Some(at)))).collect()
}

type Group = (BTreeSet<BlockIdx<Current>>, BTreeSet<BlockIdx<Translation>>);

/// Joins pairs that have a block in common: a passage that was split or merged has several.
fn groups(pairs: &[Pair]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_current: HashMap<BlockIdx<Current>, usize> = HashMap::new();
    let mut of_translation: HashMap<BlockIdx<Translation>, usize> = HashMap::new();
    for (current, translation) in pairs {
        let found = current.and_then(|at| of_current.get(&at).copied());
        let other = translation.and_then(|at| of_translation.get(&at).copied());
        let group = match (found, other) {
            (Some(one), Some(other)) if one != other => {
                // The smaller joins the larger, so that no block moves often.
                let size = |group: usize| groups[group].0.len() + groups[group].1.len();
                let (group, joined) = if size(one) < size(other) { (other, one) } else { (one, other) };
                let (currents, translations) = std::mem::take(&mut groups[joined]);
                of_current.extend(currents.iter().map(|at| (*at, group)));
                of_translation.extend(translations.iter().map(|at| (*at, group)));
                groups[group].0.extend(currents);
                groups[group].1.extend(translations);
                group
            }
            (Some(group), _) | (None, Some(group)) => group,
            (None, None) => {
                groups.push(Group::default());
                groups.len() - 1
            }
        };
        if let Some(at) = current {
            groups[group].0.insert(*at);
            of_current.insert(*at, group);
        }
        if let Some(at) = translation {
            groups[group].1.insert(*at);
            of_translation.insert(*at, group);
        }
    }
    groups.retain(|(current, translation)| !current.is_empty() || !translation.is_empty());
    groups
}
