//! Languages: their tags, their interface strings, their dates.

mod asked;
pub mod codes;
mod dates;
mod judged;
mod lang;
mod merged;
pub mod strings;
pub mod untranslated;

pub use dates::DateFormat;
pub use lang::{Lang, TagFault};
pub use strings::{Locale, Locales};
