//! What a block and its translation have in common whatever the languages: what it is, how long it is, and the words that
//! are written the same in both.

use std::collections::HashMap;

use arcstr::Substr;

use super::texts::Glossed;
use crate::library::TermSearch;
use crate::markdown::{Block, BlockKind, Document, Visible, links};

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

/// Reads the blocks of two documents; `glossed` are the terms that both know.
pub fn features(old: &Document, new: &Document, glossed: Option<Glossed<'_>>) -> [Vec<Features>; 2] {
    let terms = [0, 1].map(|side| {
        let glossed = glossed.as_ref()?;
        TermSearch::of(glossed.glossary.terms.iter(), glossed.languages[side])
    });
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut frequencies: Vec<[u32; 2]> = Vec::new();
    let mut read: Vec<Vec<(Vec<u32>, usize)>> = Vec::with_capacity(2);
    for (side, document) in [old, new].into_iter().enumerate() {
        let blocks = document.blocks.iter().map(|block| {
            let text = Visible::of(block).text;
            let length = text.chars().count().max(1);
            let terms = terms[side].iter().flat_map(|terms| terms.within(&text));
            let mut found: Vec<u32> = signs(block, &text)
                .into_iter()
                .chain(terms.map(|(_, term)| format!("§{}", term.id)))
                .map(|sign| {
                    let next = ids.len() as u32;
                    *ids.entry(sign).or_insert(next)
                })
                .collect();
            frequencies.resize(ids.len(), [0, 0]);
            found.sort_unstable();
            let mut counted = found.clone();
            counted.dedup();
            counted.iter().for_each(|id| frequencies[*id as usize][side] += 1);
            (found, length)
        });
        read.push(blocks.collect());
    }
    let all = (old.blocks.len() + new.blocks.len()) as f64;
    // A word that only one of the two has says nothing: most are words of its language.
    let weight = |id: u32| match frequencies.get(id as usize) {
        Some([0, _] | [_, 0]) | None => 0.0,
        Some([old, new]) => (1.0 + all / f64::from(old + new)).ln(),
    };
    let mut sides = [old, new].into_iter().zip(read).map(|(document, read)| {
        let blocks = document.blocks.iter().zip(read);
        let features = |(block, (signs, length))| features_of(document, block, signs, length, &weight);
        blocks.map(features).collect::<Vec<_>>()
    });
    [sides.next().unwrap_or_default(), sides.next().unwrap_or_default()]
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
    let section = document.sections.get(block.section);
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    Features {
        kind: block.kind,
        depth: block.depth,
        section: section.map(|section| section.id.clone()).unwrap_or_default(),
        length: length as f64,
        log_length: (length as f64).ln(),
        id: section.filter(|section| is_heading && section.explicit).map(|section| section.id.to_string()),
        weight: signs.iter().map(|(_, weight)| weight).sum(),
        signs,
    }
}

impl Features {
    /// How much weighs what both have, once for each time that both have it.
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

    /// The two as one block.
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
