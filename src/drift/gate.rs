//! When drift fails.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::State;
use super::judgement::Judgement;
use super::report::Report;
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
    /// Returns true if a passage fails: it is as grave, and its language has had the days that it is given to follow. What belongs to
    /// no site has no such days.
    pub fn is_beyond(&self, report: &Report<'_>, judgement: &Judgement) -> bool {
        judgement.state.gravity() >= self.state.gravity() && !self.is_in_grace(report, judgement)
    }

    /// Returns the day from which a passage fails that does not yet, though it is as grave; `None` if it fails now or never.
    pub fn grace_ends(&self, report: &Report<'_>, judgement: &Judgement) -> Option<Date> {
        let is_grave = judgement.state.gravity() >= self.state.gravity();
        self.grace(report, judgement).filter(|end| is_grave && self.day < *end)
    }

    fn is_in_grace(&self, report: &Report<'_>, judgement: &Judgement) -> bool {
        self.grace(report, judgement).is_some_and(|end| self.day < end)
    }

    /// Until when a translation has time to follow: counted from the day on which the version took effect since which it is
    /// behind. Against a working text nothing is counted.
    fn grace(&self, report: &Report<'_>, judgement: &Judgement) -> Option<Date> {
        let subject = report.subject.as_ref()?;
        let days = self.config.drift.grace_days.get(&subject.text.lang).copied().unwrap_or(0).clamp(0, 3660);
        let effective = report.since(judgement)?.effective;
        Some(effective.saturating_add(days.days()))
    }
}
