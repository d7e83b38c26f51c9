//! Whatever reads a language.

use std::fmt;
use std::sync::OnceLock;

use super::countries::Countries;
use super::limits::Limits;
use super::numbers::NumberReader;
use super::table::Table;
use crate::locale::Lang;

/// What reads the texts in one language of a site.
pub struct Reader {
    pub numbers: NumberReader,
    /// `None` if the language has none.
    pub table: Option<Table>,
    pub limits: Option<Limits>,
    lang: Lang,
    countries: OnceLock<Countries>,
}

impl Reader {
    pub fn of(lang: &Lang) -> Self {
        Reader {
            numbers: NumberReader::of(lang),
            table: Table::of(lang),
            limits: Limits::of(lang),
            lang: lang.clone(),
            countries: OnceLock::new(),
        }
    }

    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Returns the names of countries, which are collected when somebody first asks.
    pub fn countries(&self) -> &Countries {
        self.countries.get_or_init(|| Countries::of(&self.lang))
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reader").field(&self.lang).finish()
    }
}
