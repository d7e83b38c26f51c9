//! Which version applies on a day, and which text a reader of a language is shown.

use jiff::civil::Date;

use super::policy::{Policy, Text, Version, Withdrawal};
use crate::locale::Lang;

/// The versions of one policy as they stand on one day. Only what was released by that day is known.
#[derive(Debug)]
pub struct Timeline<'a> {
    policy: &'a Policy,
    day: Date,
    /// The last one that is effective by the day.
    pub in_force: Option<&'a Version>,
    /// Released, but not yet effective; the next one first.
    pub upcoming: Vec<&'a Version>,
    /// Once in force, now replaced; the newest first.
    pub superseded: Vec<&'a Version>,
    /// Of an addendum that was removed: the version that was the last, and that it was withdrawn.
    pub ended: Option<(&'a Version, &'a Withdrawal)>,
}

/// How a text stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    InForce,
    Upcoming,
    Superseded,
    /// Taken back before it took effect, or removed.
    Withdrawn,
    /// A working text.
    Draft,
}

impl<'a> Timeline<'a> {
    /// The timeline of `policy` on `day`.
    pub fn on(policy: &'a Policy, day: Date) -> Self {
        let in_force = in_force(policy, day, day);
        let known = || policy.versions.iter().filter(|version| is_known(version, day));
        let past = known().rev().filter(|version| version.effective <= day);
        let last = past.clone().next();
        Timeline {
            policy,
            day,
            in_force,
            superseded: past.filter(|version| !is(in_force, version)).collect(),
            upcoming: known().filter(|version| version.effective > day).collect(),
            ended: match (last, in_force) {
                (Some(last), None) => last.withdrawal(day).map(|withdrawal| (last, withdrawal)),
                _ => None,
            },
        }
    }

    /// Every version that is known on the day, the newest first, also those that were taken back.
    pub fn newest_first(&self) -> impl Iterator<Item = &'a Version> {
        let day = self.day;
        self.policy.versions.iter().rev().filter(move |version| version.released <= day)
    }

    /// How a version stands on the day.
    pub fn status(&self, version: &Version) -> Status {
        if is(self.in_force, version) {
            Status::InForce
        } else if version.is_taken_back(self.day)
            || self.ended.is_some_and(|(last, _)| is(Some(last), version))
        {
            Status::Withdrawn
        } else if version.effective > self.day {
            Status::Upcoming
        } else {
            Status::Superseded
        }
    }

    /// The neighbours of a version among those that are known and were not taken back.
    pub fn neighbours(&self, version: &Version) -> (Option<&'a Version>, Option<&'a Version>) {
        let (before, after) = match self.policy.labels.get(&version.label) {
            Some(&at) => (self.policy.versions.get(..at), self.policy.versions.get(at + 1..)),
            None => (None, None),
        };
        let known = |version: &&Version| is_known(version, self.day);
        (before.unwrap_or_default().iter().rev().find(known), after.unwrap_or_default().iter().find(known))
    }
}

fn is(one: Option<&Version>, other: &Version) -> bool {
    one.is_some_and(|one| std::ptr::eq(one, other))
}

/// True if the version was released by the day and was not taken back by then.
fn is_known(version: &Version, day: Date) -> bool {
    version.released <= day && !version.is_taken_back(day)
}

/// The version in force on `day`, as far as it was known on the day `known`. Nothing before the first one, and while an
/// addendum is removed.
///
/// Costs the logarithm of the number of versions, where not many are unknown.
pub fn in_force(policy: &Policy, day: Date, known: Date) -> Option<&Version> {
    let past = policy.versions.partition_point(|version| version.effective <= day);
    let last = policy.versions.get(..past)?.iter().rev().find(|version| is_known(version, known))?;
    let ended = last.ends(known).is_some_and(|end| end <= day);
    (!ended).then_some(last)
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

/// The versions of `policy` before `version` that have a text in `lang` and were not taken back, the newest first: where
/// a translation may be found that `version` lacks.
pub fn earlier<'a>(
    policy: &'a Policy,
    version: &Version,
    lang: &Lang,
    known: Date,
) -> impl Iterator<Item = &'a Version> {
    let at = policy.labels.get(&version.label).copied().unwrap_or(0);
    let with_text = policy.versions_by_lang.get(lang).map(Vec::as_slice).unwrap_or_default();
    let before = with_text.get(..with_text.partition_point(|&index| index < at)).unwrap_or_default();
    let versions = before.iter().rev().filter_map(|&index| policy.versions.get(index));
    versions.filter(move |version| is_known(version, known))
}

/// What a reader of `lang` is shown for `version`: the newest revision in its folder; else, if `earlier` versions
/// are given (newest first), the newest of theirs; else the controlling text. Never a later version's text, and nothing
/// that was published after the day `known`.
///
/// Nothing if the version has no controlling text, which is a finding.
pub fn reading<'a>(
    version: &'a Version,
    earlier: impl IntoIterator<Item = &'a Version>,
    lang: &Lang,
    controlling: &Lang,
    known: Date,
) -> Option<Reading<'a>> {
    if lang == controlling {
        return version.first(lang).map(Reading::Controlling);
    }
    if let Some(text) = version.text(lang, known) {
        return Some(Reading::Translation(text));
    }
    let older = earlier.into_iter().find_map(|version| Some((version.text(lang, known)?, version)));
    match older {
        Some((text, version)) => Some(Reading::Earlier { text, version }),
        None => version.first(controlling).map(Reading::Fallback),
    }
}
