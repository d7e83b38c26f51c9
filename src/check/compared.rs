//! A passage and what it translates as rules compare them: what both say, read once.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::ops::Range;

use super::passages::PassagePair;
use super::prose::code;
use super::sentences::{Aligned, AlignedSentences, Scale};
use crate::language::{Numbers, Polarity, Quantity, Reader, Said, TableWord, quantities};
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
    said: &'c Content,
}

/// What one of the two says, read once.
#[derive(Default)]
pub struct Content {
    numbers: Numbers,
    words: Vec<TableWord>,
}

/// What is read of all passages of a text.
pub struct Read {
    /// By passage: what it translates, and it.
    said: Vec<[Content; 2]>,
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
            [0, 1].map(|side| Content::of(readers[side], texts[side], blocks[side], has_digits))
        };
        let lengths = passages.iter().map(|passage| [passage.source_prose.as_str(), &passage.prose]);
        Read {
            said: passages.iter().map(said).collect(),
            scale: Scale::of(lengths),
            sentences: passages.iter().map(|_| OnceCell::new()).collect(),
        }
    }
}

impl Content {
    fn of(reader: &Reader, text: &str, blocks: &[&Block], has_digits: bool) -> Self {
        let mut numbers = reader.numbers.read(text, has_digits);
        // Those of its code count where the other text has them among its words.
        let code = code(blocks);
        if !code.is_empty() {
            numbers.allow(reader.numbers.read(&code, true));
        }
        Content { numbers, words: reader.table.map(|table| table.words(text)).unwrap_or_default() }
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

    /// Returns the sentences that say less of a kind, or more, than those that they translate. What the sentences of the passage say
    /// taken together must tip to the same side: else one sentence but says what another says in what is translated. There are none where
    /// nothing is known of a language.
    pub fn unlike(&self, kind: fn(&Polarity) -> &Said) -> Vec<(Unlike, Span)> {
        let polarity = |side: &Side<'_>, range: &Option<Range<usize>>| side.polarity(range.as_ref()?);
        let pairs = self.sentences().pairs.iter();
        let pairs: Vec<_> = pairs
            .map(|pair| [polarity(&self.theirs, &pair.theirs), polarity(&self.own, &pair.own)])
            .collect();
        let sure = |side: usize| {
            pairs.iter().flat_map(|pair| &pair[side]).map(|said| kind(said).sure()).sum::<usize>()
        };
        let tips = sure(0).cmp(&sure(1));
        let unlike = |(pair, aligned): (&[Option<Polarity>; 2], &Aligned)| {
            let [theirs, own] = pair.each_ref().map(|side| side.as_ref().map(kind));
            let (theirs, own) = (theirs?, own?);
            let unlike = match tips {
                Ordering::Greater if theirs.exceeds(own) => Unlike::Less,
                // Of what one word says in English of several things, each is often said by itself elsewhere.
                Ordering::Less if theirs.sure() == 0 && own.exceeds(theirs) => Unlike::More,
                _ => return None,
            };
            Some((unlike, self.passage.prose.place(aligned.own.clone()?)))
        };
        pairs.iter().zip(&self.sentences().pairs).filter_map(unlike).collect()
    }
}

/// How a sentence is unlike what it translates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlike {
    Less,
    More,
}

impl<'c> Side<'c> {
    pub fn numbers(&self) -> &'c Numbers {
        &self.said.numbers
    }

    pub fn words(&self) -> &'c [TableWord] {
        &self.said.words
    }

    /// Returns what a sentence says besides what it speaks of; `None` if nothing is known of the language.
    fn polarity(&self, sentence: &Range<usize>) -> Option<Polarity> {
        let words = self.words().iter().filter(|word| sentence.contains(&word.range.start));
        let within = |range: &Range<usize>| range.start - sentence.start..range.end - sentence.start;
        let words: Vec<TableWord> =
            words.map(|word| TableWord { range: within(&word.range), ..word.clone() }).collect();
        Polarity::of(self.reader.lang(), &self.text[sentence.clone()], &words)
    }

    pub fn quantities(&self) -> Vec<Quantity<'c>> {
        quantities(self.text, &self.said.numbers, &self.said.words)
    }
}
