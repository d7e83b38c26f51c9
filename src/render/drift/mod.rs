//! Drift for programs and for people.

mod human;
mod json;
mod marks;
mod site_json;

use crate::drift::{Judgement, Reason, Report, State};
use crate::redline::{Change, Redline};

pub use human::human;
pub use json::json;
pub use marks::{Shown, message};
pub use site_json::{SiteView, site_json};

/// What a reason is called.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Words => "words",
        Reason::Figure => "figure",
        Reason::Address => "address",
        Reason::Negation => "negation",
        Reason::Modal => "modal",
        Reason::Recipient => "recipient",
        Reason::Country => "country",
        Reason::Data => "data",
        Reason::Law => "law",
        Reason::Scope => "scope",
        Reason::Listed => "listed",
        Reason::Symbol => "symbol",
        Reason::Typography => "typography",
        Reason::Spelling => "spelling",
        Reason::Formatting => "formatting",
        Reason::Links => "links",
        Reason::Moved => "moved",
        Reason::Removed => "removed",
        Reason::Extra => "extra",
        Reason::Added => "added",
        Reason::Untranslated => "untranslated",
        Reason::Doubtful => "doubtful",
        Reason::Local => "local",
        Reason::UnchangedSince => "unchanged-since",
        Reason::Reconciled => "reconciled",
    }
}

/// How many passages of the reports have each state, in words: `2 stale, 1 critical`.
fn counts<'r, 'a: 'r>(reports: impl Iterator<Item = &'r Report<'a>> + Clone) -> String {
    let counts = State::ALL.map(|state| {
        let count: usize = reports.clone().map(|report| report.measured.count(state)).sum();
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}

/// What became of the controlling text of a passage.
pub fn changes<'c>(redline: &'c Redline<'_>, judgement: &'c Judgement) -> impl Iterator<Item = &'c Change> {
    redline.changes.iter().filter(|change| match judgement.base.is_empty() {
        true => change.new.is_some_and(|at| judgement.current.contains(&at)),
        false => change.old.is_some_and(|at| judgement.base.contains(&at)),
    })
}
