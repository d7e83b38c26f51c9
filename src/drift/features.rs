//! What a block and its translation have in common whatever the languages: what it is, how long it is, and the words that
//! are written the same in both.

use std::borrow::Cow;

use arcstr::Substr;
use rustc_hash::FxHashMap;

use super::lexicon::{Expected, ExpectedTable, Lexicon, Words};
use super::roles::{Base, Translation};
use super::texts::Known;
use crate::library::TermSearch;
use crate::markdown::{Block, BlockKind, Document, Visible, links};
use crate::redline::{BlockIdx, ByBlock, Role};

/// What is compared of a block.
#[derive(Debug, Clone)]
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
    /// By the lexicon, if there is one: what a source lets expect, and the words of a translation.
    expected: Expected,
    words: Words,
}

/// What is compared of each block of a source and of its translation.
pub type BothFeatures = (ByBlock<Base, Features>, ByBlock<Translation, Features>);

/// Returns what is compared of each block of two documents.
pub fn features(old: &Document, new: &Document, known: Known<'_>) -> BothFeatures {
    let mut vocabulary = Vocabulary::default();
    let [old_read, new_read] = [(0, old), (1, new)].map(|(side, document)| {
        let terms = terms(known, side);
        document
            .blocks
            .iter()
            .map(|block| vocabulary.read(block, side, terms.as_ref(), known.lexicon))
            .collect::<Vec<_>>()
    });
    let all = (old.blocks.len() + new.blocks.len()) as f64;
    // A word that only one of the two has says nothing: most are words of its language.
    let weight = |id: u32| match vocabulary.frequencies[id as usize] {
        [0, _] | [_, 0] => 0.0,
        [old, new] => (1.0 + all / f64::from(old + new)).ln(),
    };
    (weighed(old, old_read, &weight), weighed(new, new_read, &weight))
}

/// The terms of the glossary in the language of the source (0) or of the translation (1); `None` if there are none.
pub fn terms(known: Known<'_>, side: usize) -> Option<TermSearch<'_>> {
    let glossed = known.glossed?;
    TermSearch::of(glossed.glossary.terms.iter(), glossed.languages[side])
}

/// The words of two documents that may be the same in both.
#[derive(Default)]
struct Vocabulary {
    ids: FxHashMap<String, u32>,
    /// By id: in how many blocks of each document the word stands.
    frequencies: Vec<[u32; 2]>,
}

/// What is read of a block.
struct Read {
    /// Its signs by their ids, in order.
    signs: Vec<u32>,
    /// In characters.
    length: usize,
    /// By the lexicon: what a source lets expect, and the words of a translation.
    expected: Expected,
    words: Words,
}

impl Vocabulary {
    fn read(
        &mut self,
        block: &Block,
        side: usize,
        terms: Option<&TermSearch<'_>>,
        lexicon: Option<&Lexicon>,
    ) -> Read {
        let text = Visible::of(block).text;
        let length = text.chars().count().max(1);
        let mut found: Vec<u32> = Vec::new();
        each_sign(block, &text, terms, |sign, _| found.push(self.id(&sign)));
        found.sort_unstable();
        // Each once: those of one word stand together.
        found
            .chunk_by(|one, next| one == next)
            .for_each(|same| self.frequencies[same[0] as usize][side] += 1);
        let lexicon = lexicon.map(|lexicon| match side {
            0 => (lexicon.expected(&text), Words::new()),
            _ => (Expected::default(), lexicon.words(&text)),
        });
        let (expected, words) = lexicon.unwrap_or_default();
        Read { signs: found, length, expected, words }
    }

    /// The id of a word. Each that has one has a frequency.
    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(word.to_owned(), id);
        self.frequencies.push([0, 0]);
        id
    }
}

fn weighed<R: Role>(
    document: &Document,
    read: Vec<Read>,
    weight: &impl Fn(u32) -> f64,
) -> ByBlock<R, Features> {
    let blocks = document.blocks.iter().zip(read);
    blocks.map(|(block, read)| features_of(document, block, read, weight)).collect()
}

fn features_of(document: &Document, block: &Block, read: Read, weight: &impl Fn(u32) -> f64) -> Features {
    let Read { signs: found, length, expected, words } = read;
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
        expected,
        words,
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

    /// Returns how well the words of a translation fit what this lets expect by the lexicon: about 0 for any two, positive for those that
    /// say the same, nearer to 0 the fewer words there are.
    pub fn likelihood(&self, translation: &Features) -> f64 {
        weighed_likelihood(self.expected.likelihood(&translation.words))
    }

    /// Returns several neighbours as one block, `None` if there are none.
    pub fn whole<R: Role>(of: &ByBlock<R, Features>, blocks: &[BlockIdx<R>]) -> Option<Features> {
        blocks.iter().map(|at| of[*at].clone()).reduce(|one, next| one.joined(&next))
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
        let mut words = [self.words.as_slice(), &other.words].concat();
        words.sort_unstable();
        Features {
            kind: self.kind,
            depth: self.depth,
            section: self.section.clone(),
            length: self.length + other.length,
            log_length: (self.length + other.length).ln(),
            id: None,
            weight: self.weight + other.weight,
            signs,
            expected: self.expected.joined(&other.expected),
            words,
        }
    }
}

fn weighed_likelihood((mean, count): (f64, f64)) -> f64 {
    mean.clamp(-1.5, 2.5) * count / (count + 3.0)
}

/// What is looked up of one block as tables, for many blocks of the other text to be compared with it.
#[derive(Debug, Default)]
pub struct FeatureTables {
    /// By id of the word: how much it weighs there.
    signs: Vec<f64>,
    /// The words that weigh something.
    filled: Vec<u32>,
    expected: ExpectedTable,
}

impl FeatureTables {
    /// Takes another block.
    pub fn fill(&mut self, source: &Features) {
        self.filled.drain(..).for_each(|id| self.signs[id as usize] = 0.0);
        let most = source.signs.last().map_or(0, |(id, _)| *id as usize + 1);
        if self.signs.len() < most {
            self.signs.resize(most, 0.0);
        }
        for (id, weight) in &source.signs {
            self.signs[*id as usize] = *weight;
            self.filled.push(*id);
        }
        self.expected.fill(&source.expected);
    }

    /// Returns what [`Features::common`] does of the block.
    pub fn common(&self, other: &Features) -> f64 {
        let weights = other
            .signs
            .iter()
            .map(|(id, weight)| self.signs.get(*id as usize).map_or(0.0, |own| own.min(*weight)));
        weights.fold(0.0, |sum, weight| sum + weight)
    }

    /// Returns what [`Features::likelihood`] does of the block.
    pub fn likelihood(&self, translation: &Features) -> f64 {
        weighed_likelihood(self.expected.likelihood(&translation.words))
    }
}

/// Hands over what of a block may be the same in another language, and how it is written here: link targets, words of ASCII letters and
/// digits, and terms. A number is itself whatever its separators.
pub fn each_sign(
    block: &Block,
    text: &str,
    terms: Option<&TermSearch<'_>>,
    mut take: impl FnMut(Cow<'_, str>, &str),
) {
    links(&block.inlines).for_each(|link| take(format!("→{}", link.destination).into(), &link.destination));
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'_' | b',');
    let mut at = 0;
    for word in text.as_bytes().split(|byte| !is_part(byte)) {
        // Such a word is of ASCII.
        let whole = text.get(at..at + word.len()).unwrap_or_default();
        at += word.len() + 1;
        let word = whole.trim_matches(['.', ',', '_']);
        if word.is_empty() {
            continue;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
            match word.contains(['.', ',']) {
                true => take(word.replace(['.', ','], "").into(), word),
                false => take(word.into(), word),
            }
        } else if word.len() > 1 {
            match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                true => take(word.to_ascii_lowercase().into(), word),
                false => take(word.into(), word),
            }
        }
    }
    let terms = terms.into_iter().flat_map(|terms| terms.within(text));
    terms.for_each(|(range, term)| take(format!("§{}", term.id).into(), &text[range]));
}
