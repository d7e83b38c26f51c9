//! The words of a text.

use std::borrow::Cow;
use std::ops::Range;

/// A word in lower case, with straight apostrophes and without that of the genitive.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    let without = |word: &str| {
        let begin = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
        begin.len()
    };
    match lower(word) {
        Cow::Borrowed(word) => word.get(..without(word)).unwrap_or(word).into(),
        Cow::Owned(mut word) => {
            word.truncate(without(&word));
            word.into()
        }
    }
}

/// A word in lower case with straight apostrophes: itself if it is so.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => word.into(),
        false if word.is_ascii() => word.to_ascii_lowercase().into(),
        false => word.to_lowercase().replace('’', "'").into(),
    }
}

/// Where the words of a text stand: letters and digits, with apostrophes between them.
pub(super) fn spelt_words(text: &str) -> Vec<Range<usize>> {
    match text.is_ascii() {
        true => spelt(text.bytes().map(char::from).enumerate(), text.len()),
        false => spelt(text.char_indices(), text.len()),
    }
}

fn spelt(signs: impl Iterator<Item = (usize, char)>, length: usize) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::with_capacity(length / 6);
    let mut start = None;
    for (at, c) in signs {
        let is_part = c.is_ascii_alphanumeric()
            || start.is_some() && matches!(c, '’' | '\'')
            || !c.is_ascii() && c.is_alphanumeric();
        match (is_part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..length));
    words
}

/// Returns the runs of characters that are `is_part` of one, in order.
pub fn runs(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut signs = text.char_indices();
    std::iter::from_fn(move || {
        let (start, _) = signs.find(|(_, c)| is_part(*c))?;
        let end = signs.find(|(_, c)| !is_part(*c)).map_or(text.len(), |(end, _)| end);
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{lower, plain};

    proptest! {
        /// What is lent of a word is what would be made of it.
        #[test]
        fn words_are_plain_however_they_are_written(word in "[a-zA-Z0-9'’éÉßΣİ中]{0,6}('s|’s|'|’)?") {
            let made = word.to_lowercase().replace('’', "'");
            prop_assert_eq!(&*lower(&word), &*made);
            let without = made.strip_suffix("'s").or_else(|| made.strip_suffix('\'')).unwrap_or(&made);
            prop_assert_eq!(&*plain(&word), without);
        }
    }
}
