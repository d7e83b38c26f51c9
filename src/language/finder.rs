//! Words of a table found in a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::wording::is_unspaced;

/// Finds words, each of which means something, in one walk over a text: the longest where several begin.
#[derive(Debug)]
pub struct Finder<T> {
    /// `None` if there are no words.
    words: Option<AhoCorasick>,
    /// By word.
    meanings: Vec<T>,
    /// True if its words are beginnings of words.
    begins: bool,
}

/// Whether capitals make a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Any,
    AsWritten,
}

impl<T> Finder<T> {
    pub fn of<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>, case: Case) -> Self {
        let (words, meanings): (Vec<W>, Vec<T>) = words.into_iter().unzip();
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(case == Case::Any);
        let patterns = words.iter().map(|word| word.as_ref().as_bytes());
        let words = (!words.is_empty()).then(|| builder.build(patterns).ok()).flatten();
        Finder { words, meanings, begins: false }
    }

    /// The same of words that may go on: *disabl*.
    pub fn of_beginnings<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>, case: Case) -> Self {
        Finder { begins: true, ..Finder::of(words, case) }
    }

    /// Returns where its words stand in a text, in order, with what they mean. A word of letters is none within another word.
    pub fn find<'f>(&'f self, text: &'f str) -> impl Iterator<Item = (Range<usize>, &'f T)> {
        let found = self.words.iter().flat_map(move |words| words.find_iter(text));
        found
            .filter(move |found| is_whole(text, found.range(), self.begins))
            .filter_map(|found| Some((found.range(), self.meanings.get(found.pattern().as_usize())?)))
    }
}

/// True if no word goes on beyond either end, or beyond its beginning if that is all that matters. Scripts that set no spaces have no ends
/// of words.
fn is_whole(text: &str, range: Range<usize>, begins: bool) -> bool {
    let is_spaced = |c: char| c.is_alphabetic() && !is_unspaced(c);
    // Words of Katakana are divided by what is none.
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let is_one = |(inside, outside): (char, char)| {
        is_spaced(inside) && is_spaced(outside) || is_katakana(inside) && is_katakana(outside)
    };
    let edge = |inside: Option<char>, outside: Option<char>| !inside.zip(outside).is_some_and(is_one);
    let (before, word, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    edge(word.chars().next(), before.chars().next_back())
        && (begins || edge(word.chars().next_back(), after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::{Case, Finder};

    #[test]
    fn the_longest_whole_word_is_found() {
        let finder = Finder::of([("at least", 1), ("at", 2), ("至少", 3), ("至", 4), ("$", 5)], Case::Any);
        let found =
            |text: &str| finder.find(text).map(|(range, value)| (range.start, *value)).collect::<Vec<_>>();
        assert_eq!(found("At least that, at most"), [(0, 1), (15, 2)]);
        assert_eq!(found("atlas, flat, 至少至此$5"), [(13, 3), (19, 4), (25, 5)]);
        assert_eq!(found(""), []);
    }

    #[test]
    fn words_of_katakana_are_whole_and_beginnings_may_go_on() {
        let finder = Finder::of([("タイ", ()), ("タイ国", ())], Case::Any);
        let places = |text: &str| finder.find(text).map(|(range, _)| range.start).collect::<Vec<_>>();
        assert_eq!(places("リアルタイム"), [0; 0]);
        assert_eq!(places("タイの、タイ国"), [0, 12]);
        let finder = Finder::of_beginnings([("disabl", ()), ("opt out", ())], Case::Any);
        let places = |text: &str| finder.find(text).map(|(range, _)| range.start).collect::<Vec<_>>();
        assert_eq!(places("Disabling it, opt outs; undisabled"), [0, 14]);
    }
}
