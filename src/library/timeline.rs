//! Which version applies on a day.

use jiff::civil::Date;

use super::version::{Version, Withdrawal};
use super::versions::Versions;

/// The versions of one policy as they stand on one day. Only what was released by that day is known.
#[derive(Debug)]
pub struct Timeline<'a> {
    versions: &'a Versions,
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
    /// The timeline of `versions` on `day`.
    pub fn on(versions: &'a Versions, day: Date) -> Self {
        let in_force = versions.in_force(day, day);
        let known = || versions.iter().filter(|version| version.stands(day));
        let past = known().rev().filter(|version| version.effective <= day);
        let last = past.clone().next();
        let ended =
            last.filter(|_| in_force.is_none()).and_then(|last| Some((last, versions.ended(day, day)?)));
        Timeline {
            versions,
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
        self.versions.ends(self.day).find(|withdrawal| {
            withdrawal.effective > version.effective.max(self.day)
                && next.is_none_or(|next| withdrawal.effective < next)
        })
    }

    /// Every version that is known on the day, the newest first, also those that were taken back.
    pub fn newest_first(&self) -> impl Iterator<Item = &'a Version> {
        let day = self.day;
        self.versions.iter().rev().filter(move |version| version.released <= day)
    }

    /// The days on which the addendum ended or will end, each with the version that was the last.
    pub fn ends(&self) -> impl Iterator<Item = (Date, &'a Version)> {
        self.versions.ends(self.day).filter_map(|withdrawal| {
            let day = withdrawal.effective;
            let is_replaced = self.versions.in_force(day, self.day).is_some();
            (!is_replaced).then_some((day, self.versions.last_by(day, self.day)?))
        })
    }

    /// From which day on a version no longer applies, if that is known on the day: it is replaced, or the addendum ends with it.
    pub fn until(&self, version: &Version) -> Option<Date> {
        let replaced = self.neighbours(version).1.map(|next| next.effective);
        let ends = self.ends().filter(|(day, last)| *day > version.effective && last.label == version.label);
        replaced.into_iter().chain(ends.map(|(day, _)| day)).min()
    }

    /// From which day on a version applies, and from which no longer, if that is known on the day. `None` for one that was taken
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
        self.versions.neighbours(version, self.day)
    }
}

fn is(one: Option<&Version>, other: &Version) -> bool {
    one.is_some_and(|one| std::ptr::eq(one, other))
}

#[cfg(test)]
mod tests;
