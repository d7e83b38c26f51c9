//! A text as words: what is compared, counted and marked.

use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use rustc_hash::FxHashMap;

use super::common_words::is_common;
use crate::language::{figures, is_symbol};

/// A word, a figure or a punctuation mark, with the white space before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The same for the same characters, in all texts of one comparison.
    pub id: u32,
    /// Where the white space before it begins, in bytes.
    pub start: usize,
    /// Without that white space.
    pub word: Range<usize>,
    pub kind: TokenKind,
    /// How many words it counts as: a date of three words is one token.
    pub words: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// A word that carries little by itself.
    CommonWord,
    Figure,
    Punctuation,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.kind != TokenKind::Punctuation
    }

    /// Returns how much it says, where texts are compared.
    pub fn weight(&self) -> u32 {
        match self.kind {
            TokenKind::Punctuation => 0,
            TokenKind::CommonWord => 1,
            TokenKind::Word | TokenKind::Figure => 4,
        }
    }
}

/// Gives every word a number.
#[derive(Debug)]
pub struct Tokenizer {
    segmenter: WordSegmenterBorrowed<'static>,
    ids: FxHashMap<String, u32>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        let options = WordBreakInvariantOptions::default();
        Tokenizer { segmenter: WordSegmenter::new_dictionary(options), ids: FxHashMap::default() }
    }
}

impl Tokenizer {
    /// Cuts a text into tokens: at the word boundaries of Unicode Standard Annex 29, Chinese by dictionary; a figure is
    /// one token. White space at the end of the text belongs to no token.
    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        self.cut(text, figures(text))
    }

    /// The same for code, in which nothing is a figure.
    pub fn tokens_of_code(&mut self, text: &str) -> Vec<Token> {
        self.cut(text, std::iter::empty())
    }

    /// Each figure is one token; what stands between figures is cut into words.
    fn cut(&mut self, text: &str, figures: impl Iterator<Item = Range<usize>>) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut done = 0;
        for figure in figures {
            self.push_words(&mut tokens, text, done..figure.start);
            done = figure.end;
            let words = &text[figure.clone()];
            let count = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
            self.push(&mut tokens, text, figure, TokenKind::Figure, count.max(1) as u32);
        }
        self.push_words(&mut tokens, text, done..text.len());
        tokens
    }

    /// Cuts a stretch without figures into words. Most of it is plain: words of ASCII letters between single spaces, whose
    /// boundaries are seen without the tables of Unicode. What is not goes to the segmenter with the spaces around it, since
    /// a mark that combines with a space, or a second space, belongs to it.
    fn push_words(&mut self, tokens: &mut Vec<Token>, text: &str, range: Range<usize>) {
        let bytes = &text.as_bytes()[range.clone()];
        // The beginning of what is left to the segmenter, and that of the chunk.
        let (mut pending, mut at) = (0, 0);
        while at < bytes.len() {
            let chunk = &bytes[at..];
            let len = chunk.iter().position(|byte| *byte == b' ').unwrap_or(chunk.len());
            let letters = plain_letters(&chunk[..len]);
            if let Some(letters) = letters {
                self.push_segments(tokens, text, range.start + pending..range.start + at);
                let word = range.start + at..range.start + at + letters;
                let kind = match is_common(&text[word.clone()]) {
                    true => TokenKind::CommonWord,
                    false => TokenKind::Word,
                };
                self.push(tokens, text, word.clone(), kind, 1);
                if letters < len {
                    self.push(tokens, text, word.end..word.end + 1, TokenKind::Punctuation, 0);
                }
                pending = at + len;
            }
            at += len + 1;
        }
        self.push_segments(tokens, text, range.start + pending..range.end);
    }

    fn push_segments(&mut self, tokens: &mut Vec<Token>, text: &str, range: Range<usize>) {
        let inside = &text[range.clone()];
        if inside.bytes().all(|byte| byte == b' ') {
            return;
        }
        let mut breaks = self.segmenter.segment_str(inside);
        let mut begin = breaks.next().unwrap_or(0);
        for end in breaks {
            let piece = &inside[begin..end];
            if !piece.chars().all(char::is_whitespace) {
                let kind = match piece.chars().any(char::is_alphanumeric) {
                    true if is_common(piece) => TokenKind::CommonWord,
                    true => TokenKind::Word,
                    false if piece.chars().any(is_symbol) => TokenKind::Word,
                    false => TokenKind::Punctuation,
                };
                let words = u32::from(kind != TokenKind::Punctuation);
                self.push(tokens, text, range.start + begin..range.start + end, kind, words);
            }
            begin = end;
        }
    }

    /// Appends a token. What lies between it and the one before it is white space.
    fn push(&mut self, tokens: &mut Vec<Token>, text: &str, word: Range<usize>, kind: TokenKind, words: u32) {
        let start = tokens.last().map_or(0, |last| last.word.end);
        let id = self.id(&text[word.clone()]);
        tokens.push(Token { id, start, word, kind, words });
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(word.to_owned(), id);
        id
    }
}

/// Returns how many letters a chunk has that is only ASCII letters, with at most one punctuation mark behind them; `None` for
/// any other chunk.
fn plain_letters(chunk: &[u8]) -> Option<usize> {
    let letters = chunk.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_plain = match &chunk[letters..] {
        [] => true,
        [mark] => b",.;:!?)".contains(mark),
        _ => false,
    };
    (letters > 0 && is_plain).then_some(letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Token, Tokenizer};

    proptest! {
        /// The short way gives what the segmenter gives.
        #[test]
        fn plain_words_are_cut_as_unicode_does(text in "([a-zA-Z]{0,6}[,.;:!?)'_ \u{301}中文é\u{200d}-]{0,2} {1,3}){0,8}[a-z.]{0,4}") {
            let cut = |tokens: &[Token]| -> Vec<_> {
                tokens.iter().map(|token| (token.start, token.word.clone(), token.kind, token.words)).collect()
            };
            let mut all = Vec::new();
            Tokenizer::default().push_segments(&mut all, &text, 0..text.len());
            prop_assert_eq!(cut(&Tokenizer::default().tokens_of_code(&text)), cut(&all));
        }
    }
}
