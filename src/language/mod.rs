//! What languages have words and signs for: numbers, symbols, negations, modals. Pure functions of words, and a table a
//! language: a language that has none is one of which the program says so, not one about which it guesses.

mod chinese;
mod countries;
mod english;
mod entry;
mod figures;
mod finder;
mod grave;
mod limits;
mod malay;
mod money;
mod number_words;
mod numbers;
mod polarity;
mod quantities;
mod reader;
mod signs;
mod table;
mod wording;

pub use countries::{Countries, CountryName};
pub use entry::GraveKind;
pub use figures::figures;
pub use finder::{Case, Finder};
pub use grave::{Grave, grave};
pub use limits::{Limit, LimitWords, Limits};
pub use money::{Currencies, Money};
pub use numbers::{Number, NumberReader, Numbers};
pub use polarity::Polarity;
pub use quantities::{PERCENT, Quantity, quantities};
pub use reader::Reader;
pub use signs::{bare, is_symbol};
pub use table::{Table, TableWord};
pub use wording::{Difference, Target, Vocabulary, difference};
