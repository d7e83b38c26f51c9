//! When a version may be released and take effect, and what that means for the others.

use jiff::Span;
use jiff::civil::Date;

use super::refusal::DayRefusal;
use super::request::{ReleaseRequest, ahead_before, refuse_ahead, refuse_earlier};
use crate::library::{Library, Policy, Timeline, Version};

/// The days of a new version.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub released: Date,
    pub effective: Date,
}

impl Days {
    /// The days of the new version.
    ///
    /// # Errors
    /// If they may not be so.
    pub fn of(library: &Library, policy: &Policy, request: &ReleaseRequest) -> Result<Self, DayRefusal> {
        let released = library.day;
        refuse_ahead(library, released, request.ahead)?;
        let notice = Span::new().days(i64::from(policy.notice_days));
        let in_time = released.checked_add(notice).map_err(|_| DayRefusal::NoticeBeyondCalendar)?;
        let effective = request.effective.unwrap_or(match (request.material, &request.override_notice) {
            (true, None) => in_time,
            _ => released,
        });
        if effective < released && !request.backdate {
            return Err(DayRefusal::EffectiveBeforeRelease { effective, released });
        }
        if !request.backdate {
            refuse_earlier(library, policy, released, "release it on a later day, or say --backdate")?;
        }
        if request.material && effective < in_time && request.override_notice.is_none() {
            let (policy, notice_days) = (policy.folder.to_string(), policy.notice_days);
            return Err(DayRefusal::ShortNotice { policy, notice_days, earliest: in_time });
        }
        Ok(Days { released, effective })
    }

    /// The announced version in whose place a new one of the same day comes.
    pub fn replaced(self, policy: &Policy) -> Option<&Version> {
        let is_announced =
            |version: &&Version| version.effective == self.effective && self.effective > self.released;
        policy.versions().iter().rfind(|version| version.stands(self.released) && is_announced(version))
    }
}

/// What people should know about the versions around a new one before they release it.
pub fn cautions(library: &Library, policy: &Policy, days: Days) -> Vec<String> {
    let Days { released, effective } = days;
    let stands = || policy.versions().iter().filter(move |version| version.stands(released));
    let same_day = days.replaced(policy);
    let after = effective.max(released);
    let next_day = stands().find(|version| version.effective > after).map(|version| version.effective);
    // Of several announced for that day the last one applies.
    let later = stands().rfind(|version| Some(version.effective) == next_day);
    let end =
        policy.versions().ends(released).map(|withdrawal| withdrawal.effective).find(|end| *end > effective);
    let cautions = [
        same_day.map(|version| {
            format!("version {} was announced for the same day; this one will apply instead", version.label)
        }),
        later.map(|version| {
            format!(
                "version {}, announced for {}, replaces it on that day; see that it holds the same changes",
                version.label, version.effective
            )
        }),
        end.map(|end| format!("the addendum ends on {end}, and this version with it")),
        Timeline::on(policy.versions(), released).ended.map(|(_, withdrawal)| {
            format!("it brings back an addendum that ended on {}", withdrawal.effective)
        }),
        ahead_before(library, policy, released),
    ];
    cautions.into_iter().flatten().collect()
}
