//! What languages have words and signs for: numbers, symbols, negations, modals. Pure functions of words, and a table a
//! language: a language that has none is one of which the program says so, not one about which it guesses.

mod chinese;
mod english;
mod entry;
mod figures;
mod grave;
mod malay;
mod number_words;
mod numbers;
mod signs;
mod table;
mod wording;

pub use entry::GraveKind;
pub use figures::figures;
pub use grave::{Grave, grave};
pub use numbers::{Number, NumberReader, Numbers};
pub use signs::{bare, is_symbol};
pub use table::Table;
pub use wording::{Difference, Target, Vocabulary, difference};
