//! When drift fails.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::State;
use super::judge::Judgement;
use super::subject::Subject;
use crate::library::Config;

/// From which state on drift fails, and when.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    /// The mildest state that fails.
    pub state: State,
    pub day: Date,
    pub config: &'a Config,
}

impl Gate<'_> {
    /// True if a passage fails: it is as grave, and its language has had the days that it is given to follow.
    pub fn is_beyond(&self, subject: &Subject<'_>, judgement: &Judgement) -> bool {
        judgement.state.gravity() >= self.state.gravity() && !self.is_in_grace(subject, judgement)
    }

    /// True while a translation has time to follow: counted from the day on which the version took effect since which it is
    /// behind. Against a working text nothing is counted.
    fn is_in_grace(&self, subject: &Subject<'_>, judgement: &Judgement) -> bool {
        let days = self.config.drift.grace_days.get(&subject.text.lang).copied().unwrap_or(0).clamp(0, 3660);
        let effective = subject.since(judgement).map(|version| version.effective);
        effective.is_some_and(|effective| self.day < effective.saturating_add(days.days()))
    }
}
