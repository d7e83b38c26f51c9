//! The words that two passages have in common, for people who ask by what they were bound.

use std::collections::{BTreeMap, HashSet};

use super::features::{each_sign, terms};
use super::roles::{Base, Translation};
use super::texts::Texts;
use crate::library::TermSearch;
use crate::markdown::{Block, Visible};
use crate::redline::{BlockIdx, blocks_of};

/// What may be written the same in both languages, of two passages: numbers, names, addresses, links and terms of the glossary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    /// What both have, as each writes it.
    pub both: Vec<(String, String)>,
    /// What only one of the two has, though it stands elsewhere in the other text.
    pub source_alone: Vec<String>,
    pub translation_alone: Vec<String>,
}

/// By what it is in any language: how it is written, each time.
type Signs = BTreeMap<String, Vec<String>>;

impl Alike {
    /// Compares a passage of a base with one of its translation.
    pub fn of(texts: &Texts<'_>, sources: &[BlockIdx<Base>], translations: &[BlockIdx<Translation>]) -> Self {
        let [here, there] = [0, 1].map(|side| terms(texts.known, side));
        let source = signs(sources.iter().map(|at| &blocks_of(texts.base)[*at]), here.as_ref());
        let translation =
            signs(translations.iter().map(|at| &blocks_of(texts.translation)[*at]), there.as_ref());
        let all = |blocks, terms| signs(blocks, terms).into_keys().collect::<HashSet<String>>();
        let in_base = all(&texts.base.blocks, here.as_ref());
        let in_translation = all(&texts.translation.blocks, there.as_ref());
        let both = source.iter().flat_map(|(sign, written)| {
            let others = translation.get(sign).into_iter().flatten();
            written.iter().cloned().zip(others.cloned())
        });
        Alike {
            both: both.collect(),
            source_alone: rest(&source, &translation, &in_translation),
            translation_alone: rest(&translation, &source, &in_base),
        }
    }
}

fn signs<'b>(blocks: impl IntoIterator<Item = &'b Block>, terms: Option<&TermSearch<'_>>) -> Signs {
    let mut signs = Signs::new();
    for block in blocks {
        each_sign(block, &Visible::of(block).text, terms, |sign, written| {
            signs.entry(sign.into_owned()).or_default().push(written.to_owned());
        });
    }
    signs
}

/// What one passage has oftener than the other, and the other text has somewhere: what that never has is a word of its language.
fn rest(own: &Signs, other: &Signs, somewhere: &HashSet<String>) -> Vec<String> {
    let known = own.iter().filter(|(sign, _)| somewhere.contains(*sign));
    let rest = known.flat_map(|(sign, written)| written.iter().skip(other.get(sign).map_or(0, Vec::len)));
    rest.cloned().collect()
}
