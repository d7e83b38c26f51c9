//! Values that are given once for all languages or once for each.

use std::collections::BTreeMap;

use super::codes;
use super::raw::{Entries, Local};
use crate::locale::{Lang, TagFault};
use crate::source::{FileId, Finding, Findings, Span};

/// A value per language.
#[derive(Debug, Clone)]
pub enum Localized<T> {
    /// The same in every language; none where it is missing altogether.
    All(Option<T>),
    Each(BTreeMap<Lang, T>),
}

/// A value that may have been left open.
pub trait Open {
    /// True if nothing was written: `new language` leaves such places for people to fill.
    fn is_open(&self) -> bool;
}

impl Open for String {
    fn is_open(&self) -> bool {
        self.trim().is_empty()
    }
}

impl Open for Vec<String> {
    fn is_open(&self) -> bool {
        self.iter().all(Open::is_open)
    }
}

impl Open for i64 {
    fn is_open(&self) -> bool {
        false
    }
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Localized::All(None)
    }
}

impl<T> Localized<T> {
    /// The value for readers of `lang`.
    pub fn get(&self, lang: &Lang) -> Option<&T> {
        match self {
            Localized::All(value) => value.as_ref(),
            Localized::Each(values) => values.get(lang),
        }
    }

    /// The value for `lang`, or failing that for another language, with that language.
    pub fn get_or<'a>(&'a self, lang: &'a Lang, other: &'a Lang) -> Option<(&'a T, &'a Lang)> {
        match self {
            Localized::All(value) => value.as_ref().map(|value| (value, lang)),
            Localized::Each(values) => {
                values.get_key_value(lang).or_else(|| values.get_key_value(other)).map(|(l, v)| (v, l))
            }
        }
    }

    /// Every value.
    pub fn values(&self) -> Box<dyn Iterator<Item = &T> + '_> {
        match self {
            Localized::All(value) => Box::new(value.iter()),
            Localized::Each(values) => Box::new(values.values()),
        }
    }

    /// The languages in which there is none.
    pub fn missing<'l>(&self, languages: &'l [Lang]) -> Vec<&'l str> {
        languages.iter().filter(|lang| self.get(lang).is_none()).map(Lang::as_str).collect()
    }
}

impl<T: Open> Localized<T> {
    /// Checks what was written: a language that the site does not have is a finding. What was left open is none.
    pub fn of(raw: Option<Local<T>>, file: FileId, languages: &[Lang], findings: &mut Findings) -> Self {
        match raw {
            None => Localized::All(None),
            Some(Local::All(value)) => Localized::All(Some(value).filter(|value| !value.is_open())),
            Some(Local::Each(entries)) => {
                let mut values = by_lang(entries, file, languages, findings);
                values.retain(|_, value| !value.is_open());
                Localized::Each(values)
            }
        }
    }
}

/// A table of languages, checked.
pub fn by_lang<T>(
    entries: Entries<T>,
    file: FileId,
    languages: &[Lang],
    findings: &mut Findings,
) -> BTreeMap<Lang, T> {
    let mut values = BTreeMap::new();
    for (tag, value) in entries.0 {
        match languages.iter().find(|lang| lang.as_str() == tag.value) {
            Some(lang) => {
                values.insert(lang.clone(), value);
            }
            None => findings.push(unknown_language(&tag.value, Span::new(file, tag.range), languages)),
        }
    }
    values
}

/// The finding for a language that the site does not have.
pub fn unknown_language(tag: &str, span: Span, languages: &[Lang]) -> Finding {
    let near = languages.iter().find(|lang| lang.as_str().eq_ignore_ascii_case(&tag.replace('_', "-")));
    let help = match near {
        Some(lang) => format!("write `{lang}`"),
        None if Lang::parse(tag) == Err(TagFault::Unknown) => {
            "that is no language at all: name it for one of the site's, or move it elsewhere".to_owned()
        }
        None => {
            let known: Vec<&str> = languages.iter().map(Lang::as_str).collect();
            format!("the site has {}; add it to `languages` in promulgate.toml", known.join(", "))
        }
    };
    Finding::new(&codes::UNKNOWN_LANGUAGE, span, format!("the site does not have the language `{tag}`"), help)
}
