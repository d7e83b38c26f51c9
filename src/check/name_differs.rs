use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::compared::{Compared, Side};
use super::passages::quoted;
use super::prose::runs;
use super::text::TextCheck;
use crate::language::is_dense;
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
    let kept = Kept::of(passages.iter().map(|(names, _)| names));
    for ([theirs, own], compared) in &passages {
        // A translation says *we* where the other names the company: that no name stands there means nothing.
        let stems: HashSet<String> = theirs.iter().map(|name| stem(name.word)).collect();
        let is_other = |name: &&Name<'_>| !stems.contains(&stem(name.word));
        let gained: Vec<&Name<'_>> = lacking(own, theirs).filter(is_other).collect();
        let lost: Vec<&str> =
            lacking(theirs, own).map(|name| name.word).filter(|word| kept.is_kept_elsewhere(word)).collect();
        let ([gained, ..], [_, ..]) = (gained.as_slice(), lost.as_slice()) else { continue };
        // Where all words are written in Latin letters, one with a capital may be no name.
        let is_name = compared.own.text.contains(is_dense)
            || kept.is_new(gained.word) && matches!(lost.as_slice(), [lost] if kept.is_kept_often(lost));
        if !is_name {
            continue;
        }
        let message = format!("this has “{}”, where what it translates has {}", gained.word, quoted(lost));
        let place = compared.passage.prose.place(gained.range.clone());
        let finding = Finding::new(&NAME_DIFFERS, place, message, "write the name of the controlling text");
        text.report(compared.passage.at(), finding, findings);
    }
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
}

fn of_both<'c>(compared: &Compared<'c>) -> [Vec<Name<'c>>; 2] {
    [names(&compared.theirs), names(&compared.own)]
}

fn names<'c>(side: &Side<'c>) -> Vec<Name<'c>> {
    let text = side.text;
    // GB is a unit.
    let units: HashSet<usize> = side.quantities().iter().map(|quantity| quantity.range.end).collect();
    let is_unit = |range: &Range<usize>| units.contains(&range.end);
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let words = runs(text, is_part).filter(|range| !is_unit(range)).map(|range| {
        let word = &text[range.clone()];
        let before =
            text[..range.start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\t');
        let is_first = before.is_empty()
            || before.ends_with(['.', '!', '?', ':', ';', '\n', '\t', '“', '"', '(', '•', '-', '–', '—']);
        Name { word, range, is_first }
    });
    words
        .filter(|name| name.word.len() > 1 && name.word.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect()
}

/// The names of one text, within its sentences, that the other has not.
fn lacking<'n, 't>(names: &'n [Name<'t>], others: &[Name<'t>]) -> impl Iterator<Item = &'n Name<'t>> {
    let others: BTreeSet<&str> = others.iter().map(|name| name.word).collect();
    names.iter().filter(move |name| !name.is_first && !others.contains(name.word))
}

/// In how many passages each name stands, and in how many of them the translation has it.
struct Kept<'t> {
    counts: BTreeMap<&'t str, (usize, usize)>,
    /// In how many passages of the translation each word with a capital stands.
    own: BTreeMap<&'t str, usize>,
}

impl<'t> Kept<'t> {
    fn of<'n>(passages: impl Iterator<Item = &'n [Vec<Name<'t>>; 2]>) -> Self
    where
        't: 'n,
    {
        let words = |names: &[Name<'t>]| names.iter().map(|name| name.word).collect::<BTreeSet<&'t str>>();
        let mut kept = Kept { counts: BTreeMap::new(), own: BTreeMap::new() };
        for [theirs, own] in passages {
            let own = words(own);
            own.iter().for_each(|word| *kept.own.entry(word).or_default() += 1);
            for word in words(theirs) {
                let counts = kept.counts.entry(word).or_default();
                counts.0 += 1;
                counts.1 += usize::from(own.contains(word));
            }
        }
        kept
    }

    /// True for a name that the translation has in every other passage, of which there are some.
    fn is_kept_elsewhere(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|(all, kept)| *kept >= KEPT && kept + 1 == *all)
    }

    fn is_kept_often(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|(_, kept)| *kept > KEPT)
    }

    /// True for a word that stands in no other passage of the translation.
    fn is_new(&self, word: &str) -> bool {
        self.own.get(word) == Some(&1)
    }
}
