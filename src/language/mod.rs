//! What languages have words and signs for: numbers, symbols, negations, modals, terms of law. Pure functions of words, and a table a
//! language: a language that has none is one of which the program says so, not one about which it guesses.

mod chinese;
mod chinese_terms;
mod countries;
mod digits;
mod english;
mod english_terms;
mod entry;
mod figures;
mod finder;
mod grave;
mod limits;
mod malay;
mod malay_terms;
mod money;
mod name_cues;
mod names;
mod number_words;
mod numbers;
mod polarity;
mod quantities;
mod reader;
mod sentences;
mod signs;
mod table;
mod word_finder;
mod wording;
mod words;

pub use countries::{Countries, CountryName};
pub use entry::GraveKind;
pub use figures::figures;
pub use grave::{Grave, grave};
pub use limits::{Limit, LimitWords, Limits};
pub use money::{Currencies, Money};
pub use names::{CommonWords, may_name, names, word_set};
pub use numbers::{Number, NumberReader, Numbers};
pub use polarity::{Polarity, Said};
pub use quantities::{PERCENT, Quantity, quantities};
pub use reader::Reader;
pub use sentences::sentences;
pub use signs::{bare, is_symbol};
pub use table::{ListedWords, Table, TableWord};
pub use wording::{Difference, Target, Vocabulary, difference};
pub use words::runs;
