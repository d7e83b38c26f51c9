//! The words of a text.

use std::ops::Range;

/// A word in lower case, with straight apostrophes and without that of the genitive.
pub(super) fn plain(word: &str) -> String {
    let word = word.to_lowercase().replace('’', "'");
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).map(str::to_owned).unwrap_or(word)
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
