//! Why a version cannot be withdrawn.

use jiff::civil::Date;

use crate::library::Label;

/// Why a version stays.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawalRefusal {
    #[error("`{policy}` has no version `{label}`; it has {}", .known.join(", "))]
    UnknownVersion { policy: String, label: String, known: Vec<String> },
    #[error("version `{0}` is withdrawn already")]
    Already(Label),
    #[error(
        "version `{version}` takes effect on {effective}; until then it is taken back at once, without --effective"
    )]
    OnlyAtOnce { version: Label, effective: Date },
    #[error(
        "version `{version}` took effect on {effective}: a policy is replaced, not withdrawn. Release a new version"
    )]
    NoAddendum { version: Label, effective: Date },
    #[error(
        "the addendum cannot end on {end}: only from {today} on, and after the day on which `{version}` took effect"
    )]
    EndTooEarly { end: Date, today: Date, version: Label },
    #[error("on {day} version `{in_force}` is in force, not `{version}`; withdraw that one")]
    NotInForce { day: Date, in_force: Label, version: Label },
    #[error("on {day} nothing of `{policy}` is in force")]
    NothingInForce { day: Date, policy: String },
}
