//! Drift for programs and for people.

mod human;
mod json;

use crate::drift::{Measured, Reason, State, Subject};

pub use human::human;
pub use json::json;

/// A translation that was measured.
#[derive(Debug)]
pub struct Report<'a> {
    pub measured: Measured<'a>,
    /// What it is in its site; nothing for files that belong to none.
    pub subject: Option<Subject<'a>>,
}

/// What a reason is called.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Words => "words",
        Reason::Figure => "figure",
        Reason::Address => "address",
        Reason::Negation => "negation",
        Reason::Modal => "modal",
        Reason::Formatting => "formatting",
        Reason::Links => "links",
        Reason::Moved => "moved",
        Reason::Removed => "removed",
        Reason::Added => "added",
        Reason::Untranslated => "untranslated",
        Reason::Doubtful => "doubtful",
        Reason::Local => "local",
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
