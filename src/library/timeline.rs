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

impl Status {
    /// What it is called in templates, strings and files for programs.
    pub fn name(self) -> &'static str {
        match self {
            Status::InForce => "in-force",
            Status::Upcoming => "upcoming",
            Status::Superseded => "superseded",
            Status::Withdrawn => "withdrawn",
            Status::Draft => "draft",
        }
    }
}

impl<'a> Timeline<'a> {
    /// The timeline of `policy` on `day`.
    pub fn on(policy: &'a Policy, day: Date) -> Self {
        let in_force = in_force(policy, day, day);
        let known = || policy.versions.iter().filter(|version| version.stands(day));
        let past = known().rev().filter(|version| version.effective <= day);
        let last = past.clone().next();
        let ended =
            last.filter(|_| in_force.is_none()).and_then(|last| Some((last, ended(policy, day, day)?)));
        Timeline {
            policy,
            day,
            in_force,
            superseded: past.filter(|version| !is(in_force, version)).collect(),
            upcoming: known().filter(|version| version.effective > day).collect(),
            ended,
        }
    }

    /// The day on which the versions stand so.
    pub fn day(&self) -> Date {
        self.day
    }

    /// What is announced next: of several versions of one day the one that will apply.
    pub fn next(&self) -> Option<&'a Version> {
        let day = self.upcoming.first()?.effective;
        self.upcoming.iter().take_while(|version| version.effective == day).last().copied()
    }

    /// From which day on the addendum will no longer apply, if that was made known.
    pub fn will_end(&self) -> Option<&'a Withdrawal> {
        let version = self.in_force?;
        let next = self.next().map(|next| next.effective);
        let ends = self.policy.ends.iter().filter_map(|&index| self.policy.versions.get(index));
        let mut withdrawals = ends.filter_map(|ending| ending.withdrawal(self.day));
        withdrawals.find(|withdrawal| {
            withdrawal.effective > version.effective.max(self.day)
                && next.is_none_or(|next| withdrawal.effective < next)
        })
    }

    /// Every version that is known on the day, the newest first, also those that were taken back.
    pub fn newest_first(&self) -> impl Iterator<Item = &'a Version> {
        let day = self.day;
        self.policy.versions.iter().rev().filter(move |version| version.released <= day)
    }

    /// The days on which the addendum ended or will end, each with the version that was the last.
    pub fn ends(&self) -> impl Iterator<Item = (Date, &'a Version)> {
        let ends = self.policy.ends.iter().filter_map(|&index| self.policy.versions.get(index));
        ends.filter_map(|ending| {
            let day = ending.withdrawal(self.day)?.effective;
            let replaced = in_force(self.policy, day, self.day).is_some();
            (!replaced).then_some((day, last(self.policy, day, self.day)?))
        })
    }

    /// From which day on a version no longer applies, if that is known on the day: it is replaced, or the addendum ends with it.
    pub fn until(&self, version: &Version) -> Option<Date> {
        let replaced = self.neighbours(version).1.map(|next| next.effective);
        let ends = self.ends().filter(|(day, last)| *day > version.effective && last.label == version.label);
        replaced.into_iter().chain(ends.map(|(day, _)| day)).min()
    }

    /// From which day on a version applies, and from which no longer, if that is known on the day. Nothing for one that was taken
    /// back, or replaced before it could apply.
    pub fn applies(&self, version: &Version) -> Option<(Date, Option<Date>)> {
        let (from, until) = (version.effective, self.until(version));
        (version.stands(self.day) && until.is_none_or(|until| until > from)).then_some((from, until))
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

    /// Why a version is withdrawn: it was taken back, or it was the last one of an addendum that ended.
    pub fn withdrawal(&self, version: &'a Version) -> Option<&'a Withdrawal> {
        let ended = self.ended.filter(|(last, _)| is(Some(last), version)).map(|(_, withdrawal)| withdrawal);
        ended.or_else(|| version.withdrawal(self.day).filter(|_| version.is_taken_back(self.day)))
    }

    /// True for the first edition, which changes nothing.
    pub fn is_first(&self, version: &Version) -> bool {
        self.neighbours(version).0.is_none()
    }

    /// True for a version that changes what readers are entitled or bound to. A first edition changes nothing.
    pub fn is_material_change(&self, version: &Version) -> bool {
        version.material && !self.is_first(version)
    }

    /// The neighbours of a version among those that stand.
    pub fn neighbours(&self, version: &Version) -> (Option<&'a Version>, Option<&'a Version>) {
        let (before, after) = match self.policy.labels.get(&version.label) {
            Some(&at) => (self.policy.versions.get(..at), self.policy.versions.get(at + 1..)),
            None => (None, None),
        };
        let stands = |version: &&Version| version.stands(self.day);
        (before.unwrap_or_default().iter().rev().find(stands), after.unwrap_or_default().iter().find(stands))
    }
}

fn is(one: Option<&Version>, other: &Version) -> bool {
    one.is_some_and(|one| std::ptr::eq(one, other))
}

/// The version in force on `day`, as far as it was known on the day `known`. Nothing before the first one, and when an
/// addendum has ended, until a version that takes effect on that day or later.
///
/// Costs the logarithm of the number of versions, where not many are unknown.
pub fn in_force(policy: &Policy, day: Date, known: Date) -> Option<&Version> {
    in_force_among(policy, day, known, |_| true)
}

/// What will be in force from the day on which an announced version would be, if that is taken back.
pub fn in_force_without<'a>(policy: &'a Policy, version: &Version, known: Date) -> Option<&'a Version> {
    in_force_among(policy, version.effective, known, |other| other.label != version.label)
}

fn in_force_among(
    policy: &Policy,
    day: Date,
    known: Date,
    counts: impl Fn(&Version) -> bool,
) -> Option<&Version> {
    let end = ended(policy, day, known).map(|withdrawal| withdrawal.effective);
    last_among(policy, day, known, counts).filter(|version| end.is_none_or(|end| version.effective >= end))
}

/// The last version that takes effect by `day`, whether it still applies or not.
pub fn last(policy: &Policy, day: Date, known: Date) -> Option<&Version> {
    last_among(policy, day, known, |_| true)
}

fn last_among(
    policy: &Policy,
    day: Date,
    known: Date,
    counts: impl Fn(&Version) -> bool,
) -> Option<&Version> {
    let past = policy.versions.partition_point(|version| version.effective <= day);
    policy.versions.get(..past)?.iter().rev().find(|version| version.stands(known) && counts(version))
}

/// The last end of an addendum by `day`.
fn ended(policy: &Policy, day: Date, known: Date) -> Option<&Withdrawal> {
    let ends = policy.ends.iter().rev().filter_map(|&index| policy.versions.get(index)?.withdrawal(known));
    ends.into_iter().find(|withdrawal| withdrawal.effective <= day)
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

/// The versions of `policy` before `version` that have a text in `lang` and stand, the newest first: where a translation
/// may be found that `version` lacks.
fn earlier<'a>(
    policy: &'a Policy,
    version: &Version,
    lang: &Lang,
    known: Date,
) -> impl Iterator<Item = &'a Version> {
    let at = policy.labels.get(&version.label).copied().unwrap_or(0);
    let with_text = policy.versions_by_lang.get(lang).map(Vec::as_slice).unwrap_or_default();
    let before = with_text.get(..with_text.partition_point(|&index| index < at)).unwrap_or_default();
    let versions = before.iter().rev().filter_map(|&index| policy.versions.get(index));
    versions.filter(move |version| version.stands(known))
}

/// What a reader of `lang` is shown for `version`: the newest revision in its folder; else the newest in an earlier
/// version's; else the controlling text. Never a later version's text, and nothing that was published after the day
/// `known`.
///
/// Nothing if the version has no controlling text, which is a finding.
pub fn reading<'a>(
    policy: &'a Policy,
    version: &'a Version,
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
    let mut earlier = earlier(policy, version, lang, known);
    match earlier.find_map(|version| Some((version.text(lang, known)?, version))) {
        Some((text, version)) => Some(Reading::Earlier { text, version }),
        None => version.first(controlling).map(Reading::Fallback),
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
