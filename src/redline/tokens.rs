//! A text as words: what is compared, counted and marked.

use std::collections::HashMap;
use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::common_words::is_common;
use super::figures::figures;

/// A word, a figure or a punctuation mark, with the white space before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The same for the same characters, in all texts of one comparison.
    pub id: u32,
    /// Where the white space before it begins.
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

    /// How much it says, where texts are compared.
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
    ids: HashMap<String, u32>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        let options = WordBreakInvariantOptions::default();
        Tokenizer { segmenter: WordSegmenter::new_dictionary(options), ids: HashMap::new() }
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

    fn cut(&mut self, text: &str, figures: impl Iterator<Item = Range<usize>>) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
        let mut figures = figures.peekable();
        let mut breaks = self.segmenter.segment_str(text);
        let mut begin = breaks.next().unwrap_or(0);
        let mut start = begin;
        for mut end in breaks {
            let piece = text.get(begin..end).unwrap_or_default();
            if piece.chars().all(char::is_whitespace) {
                begin = end;
                continue;
            }
            let is_word = piece.chars().any(char::is_alphanumeric);
            while figures.next_if(|figure| figure.end <= begin).is_some() {}
            let figure = figures.peek().filter(|figure| figure.start < end);
            match tokens.last_mut() {
                // The rest of a figure, or a segment that reaches into it.
                Some(last) if figure.is_some_and(|figure| figure.start < last.word.end) => {
                    end = end.max(last.word.end);
                    last.word.end = end;
                    last.words += u32::from(is_word);
                }
                _ => {
                    let kind = match (figure.is_some(), is_word) {
                        (true, _) => TokenKind::Figure,
                        (false, true) if is_common(piece) => TokenKind::CommonWord,
                        (false, true) => TokenKind::Word,
                        (false, false) => TokenKind::Punctuation,
                    };
                    let words = u32::from(kind != TokenKind::Punctuation);
                    tokens.push(Token { id: 0, start, word: begin..end, kind, words });
                }
            }
            begin = end;
            start = end;
        }
        for token in &mut tokens {
            token.id = self.id(text.get(token.word.clone()).unwrap_or_default());
        }
        tokens
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
