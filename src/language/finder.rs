//! Words of a table found in a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Finds words, each of which means something, in one walk over a text: the longest where several begin.
pub struct Finder<T> {
    /// `None` if there are no words.
    words: Option<AhoCorasick>,
    /// By word.
    meanings: Vec<T>,
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
        let words = words.iter().map(|word| word.as_ref().as_bytes());
        Finder { words: builder.build(words).ok(), meanings }
    }

    /// Returns where its words stand in a text, in order, with what they mean. A word of letters is none within another word.
    pub fn find<'f>(&'f self, text: &'f str) -> impl Iterator<Item = (Range<usize>, &'f T)> {
        let found = self.words.iter().flat_map(move |words| words.find_iter(text));
        found
            .filter(move |found| is_whole(text, found.range()))
            .filter_map(|found| Some((found.range(), self.meanings.get(found.pattern().as_usize())?)))
    }
}

/// True if no word goes on beyond either end. Scripts that set no spaces have no ends of words.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let spaced = |c: Option<char>| c.filter(|c| c.is_alphabetic() && !is_dense(*c));
    let edge = |inside: Option<char>, outside: Option<char>| spaced(inside).and(spaced(outside)).is_none();
    let (before, word, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    edge(word.chars().next(), before.chars().next_back())
        && edge(word.chars().next_back(), after.chars().next())
}

/// True for a character of Chinese or Japanese.
pub fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x2_0000..=0x3_ffff)
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
}
