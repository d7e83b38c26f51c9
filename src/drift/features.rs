//! What a block and its translation have in common whatever the languages: what it is, how long it is, and the words that
//! are written the same in both.

use std::collections::HashMap;

use arcstr::Substr;

use super::roles::{Base, Translation};
use super::texts::Glossed;
use crate::library::TermSearch;
use crate::markdown::{Block, BlockKind, Document, Visible, links};
use crate::redline::{ByBlock, Role};

/// What is compared of a block.
#[derive(Debug)]
pub struct Features {
    pub kind: BlockKind,
    pub depth: u32,
    /// The id of its section.
    pub section: Substr,
    /// In characters, at least 1.
    pub length: f64,
    /// Its natural logarithm: taken once a block, not once a pair.
    pub log_length: f64,
    /// The id of a heading, if the writer gave it.
    pub id: Option<String>,
    /// By id of the word, in order: how much it weighs here.
    signs: Vec<(u32, f64)>,
    pub weight: f64,
}

/// Returns what is compared of each block of two documents; `glossed` are the terms that both know.
pub fn features(
    old: &Document,
    new: &Document,
    glossed: Option<Glossed<'_>>,
) -> (ByBlock<Base, Features>, ByBlock<Translation, Features>) {
    let mut vocabulary = Vocabulary::default();
    let [old_read, new_read] = [(0, old), (1, new)].map(|(side, document)| {
        let terms = glossed
            .and_then(|glossed| TermSearch::of(glossed.glossary.terms.iter(), glossed.languages[side]));
        document.blocks.iter().map(|block| vocabulary.read(block, side, terms.as_ref())).collect::<Vec<_>>()
    });
    let all = (old.blocks.len() + new.blocks.len()) as f64;
    // A word that only one of the two has says nothing: most are words of its language.
    let weight = |id: u32| match vocabulary.frequencies[id as usize] {
        [0, _] | [_, 0] => 0.0,
        [old, new] => (1.0 + all / f64::from(old + new)).ln(),
    };
    (weighed(old, old_read, &weight), weighed(new, new_read, &weight))
}

/// The words of two documents that may be the same in both.
#[derive(Default)]
struct Vocabulary {
    ids: HashMap<String, u32>,
    /// By id: in how many blocks of each document the word stands.
    frequencies: Vec<[u32; 2]>,
}

/// What is read of a block: its words by their ids, in order, and its length in characters.
type Read = (Vec<u32>, usize);

impl Vocabulary {
    fn read(&mut self, block: &Block, side: usize, terms: Option<&TermSearch<'_>>) -> Read {
        let text = Visible::of(block).text;
        let length = text.chars().count().max(1);
        let terms = terms.into_iter().flat_map(|terms| terms.within(&text));
        let terms = terms.map(|(_, term)| format!("§{}", term.id));
        let mut found: Vec<u32> =
            signs(block, &text).into_iter().chain(terms).map(|sign| self.id(sign)).collect();
        found.sort_unstable();
        let mut counted = found.clone();
        counted.dedup();
        counted.iter().for_each(|id| self.frequencies[*id as usize][side] += 1);
        (found, length)
    }

    /// The id of a word. Each that has one has a frequency.
    fn id(&mut self, word: String) -> u32 {
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(word).or_insert(next);
        self.frequencies.resize(self.ids.len(), [0, 0]);
        id
    }
}

fn weighed<R: Role>(
    document: &Document,
    read: Vec<Read>,
    weight: &impl Fn(u32) -> f64,
) -> ByBlock<R, Features> {
    let blocks = document.blocks.iter().zip(read);
    blocks.map(|(block, (signs, length))| features_of(document, block, signs, length, weight)).collect()
}

fn features_of(
    document: &Document,
    block: &Block,
    found: Vec<u32>,
    length: usize,
    weight: &impl Fn(u32) -> f64,
) -> Features {
    let mut signs: Vec<(u32, f64)> = Vec::new();
    for id in found {
        match signs.last_mut() {
            Some(last) if last.0 == id => last.1 += weight(id),
            _ => signs.push((id, weight(id))),
        }
    }
    signs.retain(|(_, weight)| *weight > 0.0);
    let section = &document.sections[block.section];
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    Features {
        kind: block.kind,
        depth: block.depth,
        section: section.id.clone(),
        length: length as f64,
        log_length: (length as f64).ln(),
        id: (is_heading && section.explicit).then(|| section.id.to_string()),
        weight: signs.iter().map(|(_, weight)| weight).sum(),
        signs,
    }
}

impl Features {
    /// Returns how much weighs what both have, once for each time that both have it.
    pub fn common(&self, other: &Features) -> f64 {
        let mut common = 0.0;
        let mut there = other.signs.iter().peekable();
        for (id, weight) in &self.signs {
            while there.next_if(|(other, _)| other < id).is_some() {}
            if let Some((_, other)) = there.peek().filter(|(other, _)| other == id) {
                common += weight.min(*other);
            }
        }
        common
    }

    /// Returns the two as one block.
    pub fn joined(&self, other: &Features) -> Features {
        let mut signs = self.signs.clone();
        signs.extend(&other.signs);
        signs.sort_by_key(|(id, _)| *id);
        signs.dedup_by(|next, sign| {
            let same = next.0 == sign.0;
            sign.1 += if same { next.1 } else { 0.0 };
            same
        });
        Features {
            kind: self.kind,
            depth: self.depth,
            section: self.section.clone(),
            length: self.length + other.length,
            log_length: (self.length + other.length).ln(),
            id: None,
            weight: self.weight + other.weight,
            signs,
        }
    }
}

/// What of a block may be written the same in another language: link targets, and words of ASCII letters and digits. A
/// number is itself whatever its separators.
fn signs(block: &Block, text: &str) -> Vec<String> {
    let mut signs: Vec<String> = links(&block.inlines).map(|link| format!("→{}", link.destination)).collect();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '/' | ':' | ',');
    for run in text.split(|c: char| !is_part(c)) {
        for word in run.split(['-', '/', ':']) {
            let word = word.trim_matches(['.', ',', '_']);
            if word.is_empty() {
                continue;
            }
            if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
                signs.push(word.replace(['.', ','], ""));
            } else if word.len() > 1 {
                signs.push(word.to_ascii_lowercase());
            }
        }
    }
    signs
}
