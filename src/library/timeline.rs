//! Which version applies on a day, and which text a reader of a language is shown.

use jiff::civil::Date;

use super::policy::{Policy, Text, Version};
use crate::locale::Lang;

/// The versions of one policy as they stand on one day. Only what was released by that day is known.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The last one that is effective by the day.
    pub in_force: Option<&'a Version>,
    /// Released, but not yet effective; the next one first.
    pub upcoming: Vec<&'a Version>,
    /// Once in force, now replaced; the newest first.
    pub superseded: Vec<&'a Version>,
}

impl<'a> Timeline<'a> {
    /// The timeline of `policy` on `day`.
    pub fn on(policy: &'a Policy, day: Date) -> Self {
        Self::seen(policy, day, day)
    }

    /// The timeline of `policy` on `day` as far as it is known on the day `known`.
    pub fn seen(policy: &'a Policy, day: Date, known: Date) -> Self {
        let released = || policy.versions.iter().filter(|version| version.released <= known);
        let mut past = released().rev().filter(|version| version.effective <= day);
        Timeline {
            in_force: past.next(),
            superseded: past.collect(),
            upcoming: released().filter(|version| version.effective > day).collect(),
        }
    }

    /// Every version that is known on the day, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &'a Version> {
        self.upcoming.iter().rev().copied().chain(self.in_force).chain(self.superseded.iter().copied())
    }
}

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

/// The versions of `policy` before `version`, the newest first: where a translation may be found that `version` lacks.
pub fn earlier<'a>(policy: &'a Policy, version: &Version) -> impl Iterator<Item = &'a Version> + Clone {
    let at = policy.labels.get(&version.label).copied().unwrap_or(0);
    policy.versions.get(..at).unwrap_or_default().iter().rev()
}

/// What a reader of `lang` is shown for `version`: the newest revision in its folder; else, if `earlier` versions
/// are given (newest first), the newest of theirs; else the controlling text. Never a later version's text.
///
/// Nothing if the version has no controlling text, which is a finding.
pub fn reading<'a>(
    version: &'a Version,
    earlier: impl IntoIterator<Item = &'a Version>,
    lang: &Lang,
    controlling: &Lang,
) -> Option<Reading<'a>> {
    if lang == controlling {
        return version.text(lang).map(Reading::Controlling);
    }
    if let Some(text) = version.text(lang) {
        return Some(Reading::Translation(text));
    }
    let older = earlier.into_iter().find_map(|version| Some((version.text(lang)?, version)));
    match older {
        Some((text, version)) => Some(Reading::Earlier { text, version }),
        None => version.text(controlling).map(Reading::Fallback),
    }
}
