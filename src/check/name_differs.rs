use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::compared::{Compared, Side};
use super::passages::quoted;
use super::prose::runs;
use super::scripts::{Script, script};
use super::text::TextCheck;
use crate::markdown::BlockKind;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation has another name than the passage that it translates where the text keeps that elsewhere.
    ///
    /// Names are words in Latin letters with a capital. Which of them a translation keeps is told by the text itself. For example:
    ///
    /// ```text
    /// en.md    Payments are handled by Example Pay.
    /// zh-CN.md 付款由 Sample Pay 处理。
    /// ```
    ///
    /// Way out: write the name of the controlling text.
    NAME_DIFFERS = "name-differs", Warning;
}

/// In so many other passages at least a text keeps a name.
const KEPT: usize = 2;

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let passages: Vec<_> = text.compared().map(|compared| (of_both(&compared), compared)).collect();
    let known = Known::of(&passages);
    for ([theirs, own], compared) in &passages {
        let is_in_latin =
            !compared.own.text.contains(|c: char| c.is_alphabetic() && script(c) != Script::Latin);
        let gained: Vec<&Name<'_>> =
            lacking(own, theirs).filter(|name| known.may_be_another(name, theirs, is_in_latin)).collect();
        // Languages that inflect names have a form of it.
        let is_inflected =
            |word: &str| words(compared.own.text).any(|range| stem(&compared.own.text[range]) == stem(word));
        let lost: Vec<&str> = lacking(theirs, own)
            .map(|name| name.word)
            .filter(|word| known.is_kept(word) && !(is_in_latin && is_inflected(word)))
            .collect();
        let is_new = |name: &&&Name<'_>| known.is_new(name.word);
        let Some(gained) = gained.iter().find(is_new).or(gained.first()) else { continue };
        // A translation says *we* where the other names the company: a name that is lost tells nothing by itself. Where all words are
        // written in Latin letters, one with a capital may be no name, and only one may be lost.
        let is_sure = match lost.as_slice() {
            [] => false,
            [lost] if is_in_latin => known.is_kept_often(lost) && !is_heading(compared),
            [lost] if !known.is_new(gained.word) => known.is_kept_elsewhere(lost),
            _ => !is_in_latin && known.is_new(gained.word),
        };
        if !is_sure {
            continue;
        }
        let message = format!("this has “{}”, where what it translates has {}", gained.word, quoted(lost));
        let place = compared.passage.prose.place(gained.range.clone());
        let finding = Finding::new(&NAME_DIFFERS, place, message, "write the name of the controlling text");
        text.report(compared.passage.at(), finding, findings);
    }
}

/// True for a heading, of which every word may have a capital.
fn is_heading(compared: &Compared<'_>) -> bool {
    compared.passage.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// The beginning of a name. Languages that inflect names write *Exampleho* for *Example*.
fn stem(word: &str) -> String {
    word.chars().take(3).collect::<String>().to_ascii_lowercase()
}

/// A word in Latin letters with a capital.
struct Name<'t> {
    word: &'t str,
    range: Range<usize>,
    /// True if a sentence begins with it, where any word has a capital.
    is_first: bool,
    /// What follows a space behind it, if that begins with a capital as well: the second word of a name.
    second: Option<&'t str>,
}

fn of_both<'c>(compared: &Compared<'c>) -> [Vec<Name<'c>>; 2] {
    [names(&compared.theirs), names(&compared.own)]
}

fn names<'c>(side: &Side<'c>) -> Vec<Name<'c>> {
    let text = side.text;
    // GB is a unit.
    let units: HashSet<usize> = side.quantities().iter().map(|quantity| quantity.range.end).collect();
    let words = words(text).filter(|range| !units.contains(&range.end)).map(|range| {
        let word = &text[range.clone()];
        let before =
            text[..range.start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\t');
        let is_first = before.is_empty() || before.ends_with(BEFORE_A_SENTENCE);
        let behind = text[range.end..].strip_prefix(' ').unwrap_or_default();
        let second = words(behind).next().filter(|range| range.start == 0).map(|range| &behind[range]);
        let second = second.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        Name { word, range, is_first, second }
    });
    words
        .filter(|name| name.word.len() > 2 && name.word.starts_with(|c: char| c.is_ascii_uppercase()))
        .filter(|name| name.word.is_ascii())
        .collect()
}

/// Behind these any word may have a capital.
const BEFORE_A_SENTENCE: [char; 19] =
    ['.', '!', '?', ':', ';', '\n', '\t', '“', '„', '«', '‘', '"', '(', '•', '-', '–', '—', '¿', '¡'];

/// The words of a text in Latin letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    runs(text, |c| {
        c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphabetic() && script(c) == Script::Latin
    })
}

/// The names of one text that the other has not.
fn lacking<'n, 't>(names: &'n [Name<'t>], others: &[Name<'t>]) -> impl Iterator<Item = &'n Name<'t>> {
    let others: BTreeSet<&str> = others.iter().map(|name| name.word).collect();
    names.iter().filter(move |name| !others.contains(name.word))
}

/// What is known of the names of a text and of its translation as wholes.
#[derive(Default)]
struct Known<'t> {
    /// In how many passages each name stands, and in how many of them the translation has it.
    counts: BTreeMap<&'t str, (usize, usize)>,
    /// In how many passages of the translation each word with a capital stands.
    own: BTreeMap<&'t str, usize>,
    /// The words that stand within a sentence with a capital.
    within: HashSet<&'t str>,
    /// The words of the translation in small letters.
    small: HashSet<&'t str>,
    /// The words for countries in the translation.
    countries: HashSet<&'t str>,
}

impl<'t> Known<'t> {
    fn of(passages: &[([Vec<Name<'t>>; 2], Compared<'t>)]) -> Self {
        let set = |names: &[Name<'t>]| names.iter().map(|name| name.word).collect::<BTreeSet<&'t str>>();
        let mut known = Known::default();
        for ([theirs, own], compared) in passages {
            let text = compared.own.text;
            known.small.extend(
                words(text).map(|range| &text[range]).filter(|word| !word.starts_with(char::is_uppercase)),
            );
            let countries = compared.own.reader.countries().find(text);
            known.countries.extend(countries.into_iter().flat_map(|name| text[name.range].split(' ')));
            known.within.extend(theirs.iter().filter(|name| !name.is_first).map(|name| name.word));
            let own = set(own);
            own.iter().for_each(|word| *known.own.entry(word).or_default() += 1);
            for word in set(theirs) {
                let counts = known.counts.entry(word).or_default();
                counts.0 += 1;
                counts.1 += usize::from(own.contains(word));
            }
        }
        known
    }

    /// True for a word of the translation that may stand for another name than those of the passage that it translates. Where all words
    /// are written in Latin letters, it stands within a sentence, or before the same
    /// second word as another name, and is no word of the language.
    fn may_be_another(&self, name: &Name<'_>, theirs: &[Name<'_>], is_in_latin: bool) -> bool {
        let lower = name.word.to_ascii_lowercase();
        let is_form = |their: &Name<'_>| {
            stem(their.word) == stem(name.word) || lower.contains(&their.word.to_ascii_lowercase())
        };
        let is_half = name.second.is_some() && theirs.iter().any(|their| their.second == name.second);
        let is_word = || {
            name.is_first && !is_half
                || self.small.contains(lower.as_str())
                || self.countries.contains(name.word)
        };
        !theirs.iter().any(is_form) && !(is_in_latin && (is_word() || !self.is_new(name.word)))
    }

    /// True for a name that the translation has in most of the other passages, of which there are some.
    fn is_kept(&self, name: &str) -> bool {
        let is_mostly = |(all, kept): &(usize, usize)| *kept >= KEPT && kept * 2 >= *all;
        self.within.contains(name) && self.counts.get(name).is_some_and(is_mostly)
    }

    /// True for one that it has in every other passage.
    fn is_kept_elsewhere(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|(all, kept)| kept + 1 == *all)
    }

    fn is_kept_often(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|(_, kept)| *kept > KEPT)
    }

    /// True for a word that stands in no other passage of the translation, and in none of what it translates.
    fn is_new(&self, word: &str) -> bool {
        self.own.get(word) == Some(&1) && !self.counts.contains_key(word)
    }
}
