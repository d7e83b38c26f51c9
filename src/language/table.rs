//! The table of a language: its words for numbers, negations, modals and units of time, and for what legal texts are about.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::countries::Countries;
use super::entry::GraveKind;
use super::number_words::NumberLanguage;
use super::word_finder::{Key, Meaning, WordFinder};
use super::wording::stem;
use super::words::plain;
use super::{chinese, chinese_terms, english, english_terms, malay, malay_terms};
use crate::locale::Lang;

/// The words of a language on which rights and duties depend.
#[derive(Clone, Copy)]
pub struct Table {
    pub(super) words: NumberLanguage,
    /// Negations, modals and units of time.
    pub(super) lexicon: &'static WordFinder,
    /// What a text is about. A word may be part of both, as in *no less than*.
    pub(super) terms: &'static WordFinder,
    pub(super) countries: &'static Countries,
}

impl Table {
    /// The table of a language; `None` if there is none: then only figures and symbols are known to be grave there.
    /// Indonesian is read by the table of Malay, which knows its words too.
    pub fn of(lang: &Lang) -> Option<Self> {
        type Finders = LazyLock<[WordFinder; 2]>;
        static ENGLISH: Finders = LazyLock::new(|| {
            [english::LEXICON, english_terms::TERMS].map(|groups| WordFinder::of_table(&[groups], &[]))
        });
        static MALAY: Finders = LazyLock::new(|| {
            [malay::LEXICON, malay_terms::TERMS].map(|groups| WordFinder::of_table(&[groups], &[]))
        });
        static CHINESE: Finders = LazyLock::new(|| {
            [(chinese::LEXICON, chinese::OTHER_WORDS), (chinese_terms::TERMS, chinese_terms::OTHER_WORDS)]
                .map(|(groups, others)| WordFinder::of_table(&[groups], others))
        });
        let [lexicon, terms] = match lang.primary() {
            "en" => LazyLock::force(&ENGLISH),
            "ms" | "id" => LazyLock::force(&MALAY),
            "zh" | "yue" => LazyLock::force(&CHINESE),
            _ => return None,
        };
        Some(Table { words: NumberLanguage::of(lang.primary()), lexicon, terms, countries: countries(lang) })
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
        let lexicon: &'static WordFinder = self.lexicon;
        let word = |(range, meaning): (Range<usize>, &'static Meaning)| TableWord {
            range,
            kind: meaning.kind,
            value: &meaning.value,
        };
        lexicon.find(text).into_iter().map(word).collect()
    }
}

/// The names of countries in a language that has a table.
fn countries(lang: &Lang) -> &'static Countries {
    fn of(tag: &str) -> Countries {
        Countries::of(&Lang::parse(tag).unwrap_or_else(|_| Lang::english()))
    }
    static ENGLISH: LazyLock<Countries> = LazyLock::new(|| of("en"));
    static MALAY: LazyLock<Countries> = LazyLock::new(|| of("ms"));
    static INDONESIAN: LazyLock<Countries> = LazyLock::new(|| of("id"));
    static SIMPLIFIED: LazyLock<Countries> = LazyLock::new(|| of("zh-CN"));
    static TRADITIONAL: LazyLock<Countries> = LazyLock::new(|| of("zh-TW"));
    let is_traditional =
        ["TW", "HK", "MO", "Hant"].iter().any(|part| lang.as_str().split('-').any(|own| own == *part));
    match lang.primary() {
        "ms" => &MALAY,
        "id" => &INDONESIAN,
        "zh" if !is_traditional => &SIMPLIFIED,
        "zh" | "yue" => &TRADITIONAL,
        _ => &ENGLISH,
    }
}

/// Words that a site says are grave in its texts.
#[derive(Debug)]
pub struct ListedWords(pub(super) WordFinder);

impl ListedWords {
    /// Makes them findable in texts of a language. In English singular and plural are one word.
    pub fn of(words: &[String], lang: &Lang) -> Self {
        let key: Key = if lang.primary() == "en" { singular } else { plain };
        ListedWords(WordFinder::of_words(GraveKind::Listed, words, key))
    }
}

fn singular(word: &str) -> Cow<'_, str> {
    stem(&plain(word)).into()
}
