//! Passages that say what an earlier or later controlling text says than the one that the translation says as a whole.

use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::State;
use super::follow::{Follower, Means};
use super::judgement::{Judgement, Reason};
use super::roles::{RedlineIdx, Translation};
use super::texts::Texts;
use crate::library::sync::{PassageFinder, PassageKey};
use crate::redline::{self, BlockIdx, Redline};

/// A block of the translation with the words of a controlling text that it says.
#[derive(Debug)]
pub struct Older {
    pub words: PassageKey,
    /// The id of their section.
    pub section: String,
    pub at: BlockIdx<Translation>,
    /// Why these are the words, if no person said so.
    pub reason: Option<Reason>,
}

/// Follows each passage from the newest controlling text that has the words that it says, and puts what is found in the place of what was
/// judged of it. The redlines since these texts are added.
pub fn follow<'a>(
    judgements: &mut [Judgement],
    redlines: &mut TiVec<RedlineIdx, Redline<'a>>,
    texts: &Texts<'a>,
    older: Vec<Older>,
    means: Means<'_>,
) {
    if older.is_empty() {
        return;
    }
    let mut followed = followed(redlines, texts, &older, means);
    let older: HashMap<BlockIdx<Translation>, Older> =
        older.into_iter().map(|older| (older.at, older)).collect();
    for judgement in judgements {
        let [at] = *judgement.translation.as_slice() else { continue };
        let Some(older) = older.get(&at) else { continue };
        match followed.remove(&at) {
            Some(since) => {
                let bound = std::mem::take(&mut judgement.bound);
                *judgement = match older.reason {
                    Some(_) => {
                        Judgement { bound, confidence: judgement.confidence, by: judgement.by, ..since }
                    }
                    None => Judgement { bound, ..since },
                };
            }
            // It said what no version says: what the base says, it does not.
            None if judgement.state < State::Stale => {
                judgement.state = State::Stale;
                judgement.reasons = vec![Reason::Words];
            }
            None => {}
        }
        if judgement.state != State::Current {
            judgement.reasons.extend(older.reason);
        }
    }
}

/// Returns how the passages stand, each followed from the newest text that has its words.
fn followed<'a>(
    redlines: &mut TiVec<RedlineIdx, Redline<'a>>,
    texts: &Texts<'a>,
    older: &[Older],
    means: Means<'_>,
) -> HashMap<BlockIdx<Translation>, Judgement> {
    let mut followed: HashMap<BlockIdx<Translation>, Judgement> = HashMap::new();
    let mut open: Vec<&Older> = older.iter().collect();
    let versions = texts.history.iter().flat_map(|history| history.versions.iter().rev());
    let versions = versions.map(|(_, document)| document);
    let earlier = versions.filter(|document| !std::ptr::eq(*document, texts.current));
    for text in std::iter::once(texts.current).chain(earlier) {
        if open.is_empty() {
            break;
        }
        let places = PassageFinder::of(text);
        let place = |older: &Older| places.find(&older.words, &older.section).map(BlockIdx::from);
        let found: Vec<_> = open.iter().filter_map(|older| Some((place(older)?, older.at))).collect();
        if found.is_empty() {
            continue;
        }
        let redline = redline::compare(text, texts.current);
        let follower = Follower::of(&redline, texts.translation, means);
        let number = redlines.next_key();
        for (old, at) in found {
            followed.insert(at, Judgement { redline: number, ..follower.follow(&[old], &[at], 1.0) });
        }
        redlines.push(redline);
        open.retain(|older| !followed.contains_key(&older.at));
    }
    followed
}
