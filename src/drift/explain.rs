//! By what a passage was bound and judged, for people who ask of one.

use super::align::GAP;
use super::alike::Alike;
use super::bind::Comparison;
use super::binding::By;
use super::features::{Features, features};
use super::fit::Parts;
use super::follow::{Follower, Hunk, Means};
use super::judgement::{Judgement, Reason};
use super::measure::Measured;
use super::reconciled::Reconciled;
use super::roles::{Base, RedlineIdx, Translation};
use super::texts::Texts;
use crate::library::Sync;
use crate::library::sync::{Judged, PassageFinder};
use crate::locale::Lang;
use crate::markdown::{BlockKind, Document, Visible};
use crate::redline::{BlockIdx, Role, blocks_of};
use crate::source::Sources;

/// So much less than what a passage was bound to may another one score and still be told.
const NEAR: f64 = 3.0;

/// By what a passage was bound and judged.
#[derive(Debug)]
pub struct Explanation<'m> {
    pub judgement: &'m Judgement,
    /// How well the two fit that the program bound; `None` if it bound nothing.
    pub bond: Option<Bond>,
    /// What fits best besides, if anything fits nearly as well.
    pub next_best: Option<Candidate>,
    /// What people recorded of it.
    pub recorded: Vec<Judged>,
    /// The controlling words that changed since; nothing where a person judged that.
    pub hunks: Vec<Hunk>,
}

/// How well two passages fit.
#[derive(Debug)]
pub struct Bond {
    /// The sum of the parts.
    pub score: f64,
    /// Those that say anything.
    pub parts: Vec<Part>,
}

/// A part of a score.
#[derive(Debug)]
pub struct Part {
    pub value: f64,
    pub of: Of,
}

/// Of what two passages a part of their score tells. Of each two the first is the controlling text's.
#[derive(Debug)]
pub enum Of {
    /// What they are.
    Kind([BlockKind; 2]),
    /// How deep in lists and quotations they stand.
    Depth([u32; 2]),
    /// The ids that the writers gave to two headings.
    Ids([String; 2]),
    /// Their lengths in characters, and how long the translation was to be expected.
    Length { lengths: [usize; 2], expected: usize },
    /// What is written the same in both.
    Alike(Alike),
    /// The words that say the same by the lexicon.
    Words(Vec<(String, String)>),
    /// That two neighbours are one passage in the other text.
    Joint,
    /// The id of the section in which both stand.
    Section(String),
}

/// Another passage that fits.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its address, in the translation if that is what is missing, else in the controlling text that was translated.
    pub address: String,
    pub words: String,
    pub score: f64,
    /// The address of what it is bound to in the other text; `None` if to nothing.
    pub bound_to: Option<String>,
}

/// Returns by what a passage was bound and judged. The texts and the sync file are those of which `measured` was made, and the passage is
/// one of its judgements.
pub fn explain<'m>(
    texts: &Texts<'_>,
    controlling: &Lang,
    sync: &Sync,
    sources: &Sources,
    measured: &'m Measured<'_>,
    judgement: &'m Judgement,
) -> Explanation<'m> {
    let settled = Reconciled::of(texts, sync, &measured.redlines[RedlineIdx::from(0)]).settled;
    let features = features(texts.base, texts.translation, texts.known);
    let comparison = Comparison::of(texts.base, texts.translation, &features, &settled);
    let explainer = Explainer { texts, comparison, measured, judgement };
    let bond = explainer.bond();
    let means = Means::of(texts, controlling, sources);
    Explanation {
        judgement,
        next_best: explainer.next_best(bond.as_ref()),
        bond,
        recorded: recorded(texts, sync, judgement),
        hunks: hunks(texts, means, measured, judgement),
    }
}

struct Explainer<'e, 'a> {
    texts: &'e Texts<'a>,
    comparison: Comparison<'e>,
    measured: &'e Measured<'a>,
    judgement: &'e Judgement,
}

impl Explainer<'_, '_> {
    fn bond(&self) -> Option<Bond> {
        let Judgement { by, bound, translation, .. } = self.judgement;
        let (source, own) = self.features(bound, translation).filter(|_| by.is_found())?;
        let parts = self.comparison.fit.parts(&source, &own);
        let parts = match by {
            By::Fit => parts.elsewhere(&source, &own),
            _ if bound.len() + translation.len() > 2 => parts.joined(),
            _ => parts,
        };
        let told = self.told(parts, &source, &own).into_iter();
        let told = told.map(|(value, of)| Part { value, of }).filter(|part| part.value != 0.0);
        Some(Bond { score: parts.sum(), parts: told.collect() })
    }

    /// What is compared of the blocks of a passage, each side as one; `None` if one of the texts lacks it.
    fn features(
        &self,
        bound: &[BlockIdx<Base>],
        translation: &[BlockIdx<Translation>],
    ) -> Option<(Features, Features)> {
        let (sources, translations) = self.comparison.features;
        Features::whole(sources, bound).zip(Features::whole(translations, translation))
    }

    /// Each part of a score with what it is of.
    fn told(&self, parts: Parts, source: &Features, own: &Features) -> [(f64, Of); 8] {
        let Parts { kind, depth, id, length, signs, words, joint, section } = parts;
        let lengths = [source, own].map(|features| features.length as usize);
        let expected = self.comparison.fit.expected_length(source).round() as usize;
        let Judgement { bound, translation, .. } = self.judgement;
        [
            (kind, Of::Kind([source.kind, own.kind])),
            (depth, Of::Depth([source.depth, own.depth])),
            (id, Of::Ids([source, own].map(|features| features.id.clone().unwrap_or_default()))),
            (length, Of::Length { lengths, expected }),
            (signs, Of::Alike(Alike::of(self.texts, bound, translation))),
            (words, Of::Words(self.pairs())),
            (joint, Of::Joint),
            (section, Of::Section(source.section.to_string())),
        ]
    }

    /// The words of the passage that say the same by the lexicon.
    fn pairs(&self) -> Vec<(String, String)> {
        let Judgement { bound, translation, .. } = self.judgement;
        let lexicon = self.texts.known.lexicon.iter();
        let pairs = lexicon.flat_map(|lexicon| {
            lexicon.pairs(&words(self.texts.base, bound), &words(self.texts.translation, translation))
        });
        pairs.collect()
    }

    /// What fits best besides that to which the passage is bound, if it fits nearly as well as that, or better than nothing.
    fn next_best(&self, bond: Option<&Bond>) -> Option<Candidate> {
        let nothing = -2.0 * GAP;
        let least = bond.map_or(nothing, |bond| (bond.score - NEAR).max(nothing));
        let judgement = self.judgement;
        let is_open = judgement.by.is_found() || judgement.by == By::Nothing;
        match (&*judgement.base, &*judgement.translation) {
            _ if !is_open || judgement.reasons.contains(&Reason::Local) => None,
            (base, []) => self.best_translation(base, least),
            (_, translation) => self.best_source(translation, least),
        }
    }

    /// The block of the base, of those to which the passage is not bound, that fits it best.
    fn best_source(&self, translation: &[BlockIdx<Translation>], least: f64) -> Option<Candidate> {
        let (features, own) = self.comparison.features;
        let own = Features::whole(own, translation)?;
        let others = self.comparison.blocks().0.iter().filter(|at| !self.judgement.bound.contains(at));
        let scored = others.map(|at| (*at, self.comparison.fit.score(&features[*at], &own)));
        let (at, score) = best(scored, least)?;
        let mut all = self.measured.judgements.iter();
        let bound = all.find(|other| other.bound.contains(&at) && !other.translation.is_empty());
        Some(Candidate {
            address: address(self.texts.base, at),
            words: words(self.texts.base, &[at]),
            score,
            bound_to: bound.and_then(|other| self.measured.translation_address(other)),
        })
    }

    /// The block of the translation that fits best what it lacks.
    fn best_translation(&self, base: &[BlockIdx<Base>], least: f64) -> Option<Candidate> {
        let (features, own) = self.comparison.features;
        let source = Features::whole(features, base)?;
        let others = self.comparison.blocks().1.iter();
        let scored = others.map(|at| (*at, self.comparison.fit.score(&source, &own[*at])));
        let (at, score) = best(scored, least)?;
        let bound = self.measured.judgements.iter().find(|other| other.translation.contains(&at));
        Some(Candidate {
            address: address(self.texts.translation, at),
            words: words(self.texts.translation, &[at]),
            score,
            bound_to: bound.and_then(|other| Some(address(self.texts.base, *other.bound.first()?))),
        })
    }
}

/// The one that scores best, if it scores at least so much.
fn best<T>(scored: impl Iterator<Item = (T, f64)>, least: f64) -> Option<(T, f64)> {
    scored.max_by(|(_, a), (_, b)| a.total_cmp(b)).filter(|(_, score)| *score >= least)
}

fn address<R: Role>(document: &Document, at: BlockIdx<R>) -> String {
    document.address(&blocks_of(document)[at])
}

/// What a reader sees of blocks.
fn words<R: Role>(document: &Document, blocks: &[BlockIdx<R>]) -> String {
    let words = blocks.iter().map(|at| Visible::of(&blocks_of(document)[*at]).text);
    words.collect::<Vec<String>>().join(" ")
}

/// What people recorded of a passage.
fn recorded(texts: &Texts<'_>, sync: &Sync, judgement: &Judgement) -> Vec<Judged> {
    if judgement.by != By::Person {
        return Vec::new();
    }
    let (here, there) = (PassageFinder::of(texts.current), PassageFinder::of(texts.translation));
    let entries = sync.reconciled.iter().filter(|entry| match (&entry.translation, &entry.controlling) {
        (Some(own), _) => {
            let at = there.find(own, &entry.section).map(BlockIdx::from);
            at.is_some_and(|at| judgement.translation.contains(&at))
        }
        (None, Some(controlling)) => {
            let at = here.find(controlling, &entry.section).map(BlockIdx::from);
            at.is_some_and(|at| judgement.current.contains(&at))
        }
        (None, None) => false,
    });
    entries.map(|entry| entry.judged.clone()).collect()
}

/// The controlling words that changed since the passage said them.
fn hunks(texts: &Texts<'_>, means: Means<'_>, measured: &Measured<'_>, judgement: &Judgement) -> Vec<Hunk> {
    if judgement.reasons.contains(&Reason::Reconciled) {
        return Vec::new();
    }
    let redline = measured.redline(judgement);
    let follower = Follower::of(redline, texts.translation, means);
    judgement.changes(redline).flat_map(|change| follower.hunks(change)).collect()
}
