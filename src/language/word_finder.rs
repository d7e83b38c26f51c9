//! Words and phrases of a table, found in a text whatever the form in which they are written: by [`Finder`] where words are not divided,
//! and elsewhere by words that are brought into one form first, which a search for characters cannot do.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::entry::{GraveKind, WordGroup};
use super::finder::{Case, Finder};
use super::wording::is_unspaced;
use super::words::{plain, spelt_words};

/// What a word means.
#[derive(Debug)]
pub(super) struct Meaning {
    pub kind: GraveKind,
    pub value: String,
}

/// What is the same of all forms of a word.
pub(super) type Key = fn(&str) -> Cow<'_, str>;

/// Finds words and phrases. Made once for a table, since making it costs more than using it.
#[derive(Debug)]
pub(super) struct WordFinder {
    meanings: Vec<Meaning>,
    /// What stands between spaces and punctuation, by its first word, the longest first.
    spelt: FxHashMap<String, Vec<Phrase>>,
    /// What is written without spaces and stands anywhere, with its meaning: none of words that only look as if, such as 不同.
    unspaced: Finder<Option<usize>>,
    /// What is the same of all forms of a word.
    key: Key,
}

#[derive(Debug)]
struct Phrase {
    /// The words behind the first.
    rest: Vec<String>,
    meaning: usize,
}

impl WordFinder {
    /// Makes one of the words of a table. `others` are words in which the characters of those mean something else.
    pub(super) fn of_table(groups: &[&[WordGroup]], others: &[&str]) -> Self {
        let groups = || groups.iter().copied().flatten();
        let meanings = groups().map(|group| Meaning { kind: group.kind, value: group.value.to_owned() });
        let forms =
            groups().enumerate().flat_map(|(at, group)| group.forms.iter().map(move |form| (*form, at)));
        WordFinder::new(meanings.collect(), forms, others, plain)
    }

    /// Makes one of words of which each has a meaning of its own. `key` says what is the same of all forms of a word.
    pub(super) fn of_words(kind: GraveKind, words: &[String], key: Key) -> Self {
        let meanings = words.iter().map(|word| Meaning { kind, value: word.to_lowercase() });
        let forms = words.iter().enumerate().map(|(at, word)| (word.as_str(), at));
        WordFinder::new(meanings.collect(), forms, &[], key)
    }

    fn new<'f>(
        meanings: Vec<Meaning>,
        forms: impl Iterator<Item = (&'f str, usize)>,
        others: &[&str],
        key: Key,
    ) -> Self {
        let (unspaced, spaced): (Vec<_>, Vec<_>) = forms.partition(|(form, _)| form.contains(is_unspaced));
        let mut spelt: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
        for (form, meaning) in spaced {
            let words = spelt_words(form).into_iter().filter_map(|place| form.get(place));
            let mut words = words.map(|word| key(word).into_owned());
            let Some(first) = words.next() else { continue };
            spelt.entry(first).or_default().push(Phrase { rest: words.collect(), meaning });
        }
        spelt
            .values_mut()
            .for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len())));
        let known = unspaced.into_iter().map(|(form, meaning)| (form, Some(meaning)));
        let unspaced = Finder::of(known.chain(others.iter().map(|word| (*word, None))), Case::Any);
        WordFinder { meanings, spelt, unspaced, key }
    }

    /// Returns the words that stand in a text, each with its meaning; one that means several things, several times.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, &Meaning)> {
        let mut found = if self.spelt.is_empty() { Vec::new() } else { self.spelt_in(text) };
        let unspaced = self.unspaced.find(text);
        found.extend(unspaced.filter_map(|(range, meaning)| Some((range, self.meanings.get((*meaning)?)?))));
        found
    }

    fn spelt_in(&self, text: &str) -> Vec<(Range<usize>, &Meaning)> {
        let places = spelt_words(text);
        let words: Vec<Cow<'_, str>> =
            places.iter().map(|place| (self.key)(text.get(place.clone()).unwrap_or_default())).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((word, first)) = words.get(at).zip(places.get(at)) {
            let follows = |phrase: &&Phrase| {
                let behind = words.get(at + 1..at + 1 + phrase.rest.len());
                behind.is_some_and(|behind| behind == phrase.rest)
                    && places.get(at..=at + phrase.rest.len()).is_some_and(|places| is_joined(text, places))
            };
            let phrases = self.spelt.get(&**word).map_or(&[][..], Vec::as_slice);
            let longest = phrases.iter().find(follows).map(|phrase| phrase.rest.len());
            let Some(length) = longest else {
                at += 1;
                continue;
            };
            let end = places.get(at + length).map_or(first.end, |last| last.end);
            let same = phrases.iter().filter(|phrase| phrase.rest.len() == length).filter(follows);
            let meanings = same.filter_map(|phrase| self.meanings.get(phrase.meaning));
            found.extend(meanings.map(|meaning| (first.start..end, meaning)));
            at += length + 1;
        }
        found
    }
}

/// True if nothing but spaces and hyphens stands between words.
fn is_joined(text: &str, places: &[Range<usize>]) -> bool {
    let between = places.windows(2).map(|pair| match pair {
        [before, behind] => text.get(before.end..behind.start).unwrap_or_default(),
        _ => "",
    });
    between.into_iter().all(|gap| gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑')))
}
