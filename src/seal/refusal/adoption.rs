//! Why a file in a version's folder cannot be entered into the ledger.

use super::day::DayRefusal;
use crate::locale::Lang;

/// Why a file cannot be adopted.
#[derive(Debug, thiserror::Error)]
pub enum AdoptionRefusal {
    /// Its day cannot be.
    #[error("{path}")]
    Day {
        path: String,
        #[source]
        why: DayRefusal,
    },
    #[error(
        "{0} was put into a version that is in the ledger already, and would change what readers see of it; take it out (a \
         version is withdrawn with `promulgate withdraw`)"
    )]
    Late(String),
    #[error(
        "{0} cannot be: a version is taken back before it takes effect, and only an addendum ends on a later day"
    )]
    ImpossibleWithdrawal(String),
    #[error(
        "{0} is still what `promulgate new` wrote; put the text in that was published, or delete the file if there was none in \
         that language"
    )]
    Unwritten(String),
    #[error("{path} would be revision {revision} in `{lang}`, but there is no revision {missing}; rename it")]
    RevisionMissing { path: String, revision: u32, lang: Lang, missing: u32 },
}
