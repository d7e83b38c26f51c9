//! What is the matter with a day that was asked for.

use jiff::civil::Date;

/// Why something cannot be dated so.
#[derive(Debug, thiserror::Error)]
pub enum DayRefusal {
    /// The ledger keeps it for ever.
    #[error(
        "it would be released on {day}, which is still to come: by the clock of this machine it is {today}. The ledger keeps \
         that day for ever, and readers see nothing of it before; mend the day, or the clock. If it is meant, say --ahead"
    )]
    Ahead { day: Date, today: Date },
    /// What a day in the past knew is not rewritten.
    #[error("something of `{policy}` was released on {last} already, after {day}; {way_out}")]
    Earlier { policy: String, last: Date, day: Date, way_out: &'static str },
    #[error(
        "it would take effect on {effective}, before it is released on {released}; name a later day with --effective, or say \
         --backdate if it was really so"
    )]
    EffectiveBeforeRelease { effective: Date, released: Date },
    /// Of a version of an archive.
    #[error(
        "it would take effect on {effective}, before it was published on {released}; if it did, change version.toml and adopt \
         it with --backdate"
    )]
    EffectiveBeforePublication { effective: Date, released: Date },
    #[error(
        "a material change of `{policy}` is announced {notice_days} days before it takes effect: on {earliest} at the \
         earliest. Name that day with --effective, or say why it cannot wait with --override-notice REASON, which the ledger \
         keeps"
    )]
    ShortNotice { policy: String, notice_days: u32, earliest: Date },
    #[error("the notice leads beyond the calendar")]
    NoticeBeyondCalendar,
}
