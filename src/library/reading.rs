//! Which text a reader of a language is shown.

use jiff::civil::Date;

use super::policy::{Text, Version};
use crate::locale::Lang;

/// The text that a reader of a language is shown for a version.
#[derive(Debug, Clone, Copy)]
pub enum Reading<'a> {
    /// The controlling text, for readers of its language.
    Controlling(&'a Text),
    /// The version's own translation.
    Translation(&'a Text),
    /// The translation of an earlier version: nobody has translated this one yet.
    Earlier { text: &'a Text, version: &'a Version },
    /// The controlling text, under a notice, for readers of a language in which there is none.
    Fallback(&'a Text),
}

impl<'a> Reading<'a> {
    /// The text, if it is a translation.
    pub fn translation(self) -> Option<&'a Text> {
        match self {
            Reading::Translation(text) | Reading::Earlier { text, .. } => Some(text),
            Reading::Controlling(_) | Reading::Fallback(_) => None,
        }
    }

    /// The text itself.
    pub fn text(self) -> &'a Text {
        match self {
            Reading::Controlling(text)
            | Reading::Translation(text)
            | Reading::Earlier { text, .. }
            | Reading::Fallback(text) => text,
        }
    }
}

/// What a reader of `lang` is shown of a version that is announced: its own translation only.
pub fn upcoming<'a>(
    version: &'a Version,
    lang: &Lang,
    controlling: &Lang,
    known: Date,
) -> Option<Reading<'a>> {
    match version.text(lang, known) {
        Some(text) if lang == controlling => Some(Reading::Controlling(text)),
        Some(text) => Some(Reading::Translation(text)),
        None => version.first(controlling).map(Reading::Fallback),
    }
}
