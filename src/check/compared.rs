//! A passage and what it translates as rules compare them: what both say, read once.

use std::cell::OnceCell;
use std::ops::Range;

use super::passages::PassagePair;
use super::prose::code;
use super::sentences::{Aligned, AlignedSentences, Scale};
use crate::language::{Numbers, Polarity, Quantity, Reader, TableWord, quantities};
use crate::markdown::Block;
use crate::source::Span;

/// A passage beside what it translates.
pub struct Compared<'c> {
    read: &'c Read,
    /// Which of the passages it is.
    at: usize,
    pub passage: &'c PassagePair<'c>,
    pub theirs: Side<'c>,
    pub own: Side<'c>,
}

/// One of the two.
pub struct Side<'c> {
    pub text: &'c str,
    pub reader: &'c Reader,
    said: &'c Said,
}

/// What one of the two says, read once.
#[derive(Default)]
pub struct Said {
    numbers: Numbers,
    words: Vec<TableWord>,
}

/// What is read of all passages of a text.
pub struct Read {
    /// By passage: what it translates, and it.
    said: Vec<[Said; 2]>,
    /// How much longer the language is than the controlling one.
    scale: Scale,
    sentences: Vec<OnceCell<AlignedSentences>>,
}

impl Read {
    pub fn of(readers: [&Reader; 2], passages: &[PassagePair<'_>]) -> Self {
        let said = |passage: &PassagePair<'_>| {
            let texts = [passage.source_prose.as_str(), &passage.prose];
            let blocks = [&passage.sources, &passage.blocks];
            // Of any script.
            let has_digits = texts.iter().any(|text| text.contains(char::is_numeric));
            [0, 1].map(|side| Said::of(readers[side], texts[side], blocks[side], has_digits))
        };
        let lengths = passages.iter().map(|passage| [passage.source_prose.as_str(), &passage.prose]);
        Read {
            said: passages.iter().map(said).collect(),
            scale: Scale::of(lengths),
            sentences: passages.iter().map(|_| OnceCell::new()).collect(),
        }
    }
}

impl Said {
    fn of(reader: &Reader, text: &str, blocks: &[&Block], has_digits: bool) -> Self {
        let mut numbers = reader.numbers.read(text, has_digits);
        // Those of its code count where the other text has them among its words.
        let code = code(blocks);
        if !code.is_empty() {
            numbers.allow(reader.numbers.read(&code, true));
        }
        Said { numbers, words: reader.table.map(|table| table.words(text)).unwrap_or_default() }
    }
}

impl<'c> Compared<'c> {
    /// Returns passages beside what they translate, with what was read of them.
    pub fn all(
        readers: [&'c Reader; 2],
        passages: &'c [PassagePair<'c>],
        read: &'c Read,
    ) -> impl Iterator<Item = Self> {
        passages.iter().zip(&read.said).enumerate().map(move |(at, (passage, [theirs, own]))| Compared {
            read,
            at,
            passage,
            theirs: Side { text: &passage.source_prose, reader: readers[0], said: theirs },
            own: Side { text: &passage.prose, reader: readers[1], said: own },
        })
    }

    /// Returns how the sentences of a passage stand to those that it translates.
    pub fn sentences(&self) -> &'c AlignedSentences {
        let align = || AlignedSentences::of(self.read.scale, self.theirs.text, self.own.text);
        self.read.sentences[self.at].get_or_init(align)
    }

    /// Returns what the sentences of a passage say beside those that they translate; of one that has no counterpart that is unknown. There
    /// are none where nothing is known of a language.
    pub fn sentence_pairs(&self) -> Vec<SentencePair> {
        let polarity = |side: &Side<'_>, range: &Range<usize>| {
            let words = side.words().iter().filter(|word| range.contains(&word.range.start));
            let words: Vec<TableWord> = words
                .map(|word| TableWord {
                    range: word.range.start - range.start..word.range.end - range.start,
                    ..word.clone()
                })
                .collect();
            Polarity::of(side.reader.lang(), &side.text[range.clone()], &words)
        };
        let polarity = |side: &Side<'_>, range: &Option<Range<usize>>| match range {
            Some(range) => polarity(side, range),
            None => Some(Polarity::UNKNOWN),
        };
        let pair = |aligned: &Aligned| {
            let place = aligned.own.clone().map(|own| self.passage.prose.place(own));
            Some(SentencePair {
                theirs: polarity(&self.theirs, &aligned.theirs)?,
                own: polarity(&self.own, &aligned.own)?,
                place: place.unwrap_or_else(|| self.passage.prose.whole()),
            })
        };
        self.sentences().pairs.iter().filter_map(pair).collect()
    }
}

/// A sentence beside what it translates.
pub struct SentencePair {
    pub theirs: Polarity,
    pub own: Polarity,
    pub place: Span,
}

impl<'c> Side<'c> {
    pub fn numbers(&self) -> &'c Numbers {
        &self.said.numbers
    }

    pub fn words(&self) -> &'c [TableWord] {
        &self.said.words
    }

    pub fn quantities(&self) -> Vec<Quantity<'c>> {
        quantities(self.text, &self.said.numbers, &self.said.words)
    }
}
