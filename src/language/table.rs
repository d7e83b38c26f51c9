//! The table of a language: its words for numbers, negations, modals and units of time.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::entry::{GraveKind, WordGroup};
use super::number_words::NumberLanguage;
use super::{chinese, english, malay};
use crate::locale::Lang;

/// What a word means: its kind and its value.
pub(super) type Meaning = (GraveKind, &'static str);

/// The words of a language on which rights and duties depend.
#[derive(Clone, Copy)]
pub struct Table {
    pub(super) words: NumberLanguage,
    pub(super) lexicon: &'static Lexicon,
}

/// How the words of a table are found in a text.
pub(super) enum Lexicon {
    /// Between spaces and punctuation.
    Spelt(HashMap<&'static str, Vec<Meaning>>),
    /// Anywhere, the longest first. Of words that only look as if, such as 不同, the meaning is empty.
    Han { finder: Option<AhoCorasick>, meanings: Vec<Option<Meaning>> },
}

impl Table {
    /// The table of a language; `None` if there is none: then only figures and symbols are known to be grave there.
    /// Indonesian is read by the table of Malay, which knows its words too.
    pub fn of(lang: &Lang) -> Option<Self> {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| spelt(english::LEXICON));
        static MALAY: LazyLock<Lexicon> = LazyLock::new(|| spelt(malay::LEXICON));
        static CHINESE: LazyLock<Lexicon> = LazyLock::new(|| han(chinese::LEXICON, chinese::OTHER_WORDS));
        let lexicon = match lang.primary() {
            "en" => &ENGLISH,
            "ms" | "id" => &MALAY,
            "zh" | "yue" => &CHINESE,
            _ => return None,
        };
        Some(Table { words: NumberLanguage::of(lang.primary()), lexicon })
    }
}

/// A word of a table in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableWord {
    /// Where in the text.
    pub range: Range<usize>,
    pub kind: GraveKind,
    /// What it means, in English.
    pub value: &'static str,
}

impl Table {
    /// Returns the words of the table in a text, in order.
    pub fn words(&self, text: &str) -> Vec<TableWord> {
        let word = |(range, (kind, value))| TableWord { range, kind, value };
        self.lexicon.find(text).into_iter().map(word).collect()
    }
}

fn spelt(entries: &'static [WordGroup]) -> Lexicon {
    let mut meanings: HashMap<&str, Vec<Meaning>> = HashMap::new();
    for entry in entries {
        for form in entry.forms {
            meanings.entry(form).or_default().push((entry.kind, entry.value));
        }
    }
    Lexicon::Spelt(meanings)
}

fn han(entries: &'static [WordGroup], others: &'static [&'static str]) -> Lexicon {
    let known = entries
        .iter()
        .flat_map(|entry| entry.forms.iter().map(|form| (*form, Some((entry.kind, entry.value)))));
    let all: Vec<(&str, Option<Meaning>)> = known.chain(others.iter().map(|word| (*word, None))).collect();
    let mut builder = AhoCorasick::builder();
    let finder = builder.match_kind(MatchKind::LeftmostLongest).build(all.iter().map(|(form, _)| *form));
    Lexicon::Han { finder: finder.ok(), meanings: all.into_iter().map(|(_, meaning)| meaning).collect() }
}

impl Lexicon {
    /// The words of the table in a text, in order.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, Meaning)> {
        match self {
            Lexicon::Spelt(meanings) => spelt_in(text, meanings),
            Lexicon::Han { finder, meanings } => {
                let found = finder.iter().flat_map(|finder| finder.find_iter(text));
                let meaning = |found: &aho_corasick::Match| meanings.get(found.pattern().as_usize()).copied();
                found.filter_map(|found| Some((found.range(), meaning(&found)??))).collect()
            }
        }
    }
}

fn spelt_in(text: &str, meanings: &HashMap<&str, Vec<Meaning>>) -> Vec<(Range<usize>, Meaning)> {
    let places = spelt_words(text);
    let lower =
        |place: &Range<usize>| text.get(place.clone()).unwrap_or_default().to_lowercase().replace('’', "'");
    let words: Vec<String> = places.iter().map(lower).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((word, place)) = words.get(at).zip(places.get(at)) {
        let next = words.get(at + 1).zip(places.get(at + 1));
        let two = next.and_then(|(next, end)| {
            let senses = meanings.get(format!("{word} {next}").as_str())?;
            Some((senses, place.start..end.end, 2))
        });
        let one = || meanings.get(word.as_str()).map(|senses| (senses, place.clone(), 1));
        let (senses, range, count) = two.or_else(one).map_or((None, 0..0, 1), |(s, r, n)| (Some(s), r, n));
        found.extend(senses.into_iter().flatten().map(|meaning| (range.clone(), *meaning)));
        at += count;
    }
    found
}

/// Where the words of a text stand: letters and digits, with apostrophes between them.
pub(super) fn spelt_words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_part = c.is_alphanumeric() || start.is_some() && matches!(c, '’' | '\'');
        match (is_part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}
