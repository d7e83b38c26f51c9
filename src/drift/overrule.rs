//! What people judged, in place of what the program found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::State;
use super::judge::{Follower, Judgement, Reason};
use super::measure::{Measured, Texts};
use crate::library::Sync;
use crate::library::sync::{Places, Reconciled};
use crate::redline;
use crate::source::Sources;

/// A block of the controlling text and the block of the translation that says it; one of them may be nothing.
type Pair = (Option<usize>, Option<usize>);

/// Puts what was reconciled, and the entries of registers that both texts share, in the place of what was found.
pub fn overrule<'a>(measured: &mut Measured<'a>, texts: &Texts<'a>, sync: &Sync, sources: &Sources) {
    settle(measured, &shared_entries(texts), &[]);
    if sync.reconciled.is_empty() {
        return;
    }
    let mut pairs = Vec::new();
    let (here, there) = (Places::of(texts.current), Places::of(texts.translation));
    let mut older = Vec::new();
    for entry in &sync.reconciled {
        let translation = entry.translation.as_ref().map(|passage| there.find(passage, &entry.section));
        let controlling = entry.controlling.as_ref().map(|passage| here.find(passage, &entry.section));
        match (controlling, translation) {
            // The translation has changed since: nobody has judged what it says now.
            (_, Some(None)) => {}
            (Some(None), Some(Some(at))) => older.push((entry, at)),
            (Some(None), None) => {}
            (controlling, translation) => pairs.push((controlling.flatten(), translation.flatten())),
        }
    }
    settle(measured, &pairs, &[Reason::Reconciled]);
    let settled: BTreeSet<usize> = pairs.iter().filter_map(|(_, translation)| *translation).collect();
    older.retain(|(_, at)| !settled.contains(at));
    follow_older(measured, texts, &older, sources);
}

/// The entries that both texts draw from the same register: they follow it by themselves.
fn shared_entries(texts: &Texts<'_>) -> Vec<Pair> {
    let entries = texts.current.entries();
    let is_entry = |at: &usize| entries.get(*at).is_some_and(Option::is_some);
    let by_span: HashMap<_, usize> = texts
        .current
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| is_entry(at))
        .map(|(at, block)| (block.span, at))
        .collect();
    let blocks = texts.translation.blocks.iter().enumerate();
    blocks.filter_map(|(at, block)| Some((Some(*by_span.get(&block.span)?), Some(at)))).collect()
}

/// Makes one current judgement of every group of pairs that have a block in common, and takes their blocks out of the
/// others.
fn settle(measured: &mut Measured<'_>, pairs: &[Pair], reasons: &[Reason]) {
    if pairs.is_empty() {
        return;
    }
    let groups = groups(pairs);
    let settled_current: BTreeSet<usize> = groups.iter().flat_map(|group| &group.0).copied().collect();
    let settled: BTreeSet<usize> = groups.iter().flat_map(|group| &group.1).copied().collect();
    let mut left: Vec<Judgement> = Vec::new();
    let mut given_up: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut bases: HashMap<usize, Vec<usize>> = HashMap::new();
    for mut judgement in std::mem::take(&mut measured.judgements) {
        let all: Vec<usize> = judgement.translation.clone();
        all.iter().for_each(|at| bases.entry(*at).or_default().extend(&judgement.base));
        judgement.translation.retain(|at| !settled.contains(at));
        if judgement.state == State::Missing {
            judgement.current.retain(|at| !settled_current.contains(at));
            if !judgement.current.is_empty() {
                left.push(judgement);
            }
        } else if !judgement.translation.is_empty() {
            left.push(judgement);
        } else {
            let current = judgement.current.iter().filter(|at| !settled_current.contains(at));
            current.for_each(|at| given_up.entry(*at).or_default().extend(&judgement.base));
        }
    }
    // What a passage was taken for, and nothing else says, is missing now.
    let said: BTreeSet<usize> = left.iter().flat_map(|judgement| &judgement.current).copied().collect();
    left.extend(given_up.into_iter().filter(|(at, _)| !said.contains(at)).map(|(at, base)| Judgement {
        state: State::Missing,
        reasons: vec![Reason::Untranslated],
        confidence: 1.0,
        base,
        current: vec![at],
        translation: Vec::new(),
        redline: 0,
    }));
    left.extend(groups.into_iter().map(|(current, translation)| Judgement {
        state: State::Current,
        reasons: reasons.to_vec(),
        confidence: 1.0,
        base: translation.iter().filter_map(|at| bases.get(at)).flatten().copied().collect(),
        current: current.into_iter().collect(),
        translation: translation.into_iter().collect(),
        redline: 0,
    }));
    measured.judgements = left;
    sort(&mut measured.judgements);
}

/// In the order of the translation; what it lacks last.
fn sort(judgements: &mut [Judgement]) {
    judgements.sort_by_key(|judgement| {
        let place = judgement.translation.first();
        (place.is_none(), place.copied(), judgement.current.first().copied())
    });
}

type Group = (BTreeSet<usize>, BTreeSet<usize>);

/// Joins pairs that have a block in common: a passage that was split or merged has several.
fn groups(pairs: &[Pair]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_current: HashMap<usize, usize> = HashMap::new();
    let mut of_translation: HashMap<usize, usize> = HashMap::new();
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

/// What was reconciled with words that the controlling text no longer has is followed from the text that had them.
fn follow_older<'a>(
    measured: &mut Measured<'a>,
    texts: &Texts<'a>,
    older: &[(&Reconciled, usize)],
    sources: &Sources,
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
        let follower = Follower::of(&redline, texts.translation, sources);
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
