//! Drift for programs and for people.

mod explained;
mod explained_json;
mod human;
mod json;
mod marks;
mod site_json;
mod told;

use crate::drift::{By, Judgement, Reason, Report, State};

pub use explained::explained;
pub use explained_json::explained_json;
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

/// What a reason says.
fn meaning(reason: Reason) -> &'static str {
    match reason {
        Reason::Words => "words of the controlling text changed",
        Reason::Figure => "a number, a date, an amount or a unit of time",
        Reason::Address => "an e-mail or postal address",
        Reason::Negation => "a negation",
        Reason::Modal => "what one may or must",
        Reason::Recipient => "who receives data, or a company",
        Reason::Country => "a country",
        Reason::Data => "a kind of data",
        Reason::Law => "a term of law",
        Reason::Scope => "how far something goes",
        Reason::Listed => "a word that the site lists as grave",
        Reason::Symbol => "a sign that is a word of its own",
        Reason::Typography => "only capitals, punctuation or typographic signs changed",
        Reason::Spelling => "only a word that was mistyped changed",
        Reason::Formatting => "the formatting changed",
        Reason::Links => "its links lead elsewhere than those of the controlling text",
        Reason::Moved => "the controlling text has it in another place",
        Reason::Removed => "the controlling text no longer has it",
        Reason::Extra => "the text that was translated never had it",
        Reason::Added => "the controlling text did not have it when it was translated",
        Reason::Untranslated => "the text that was translated has it already",
        Reason::Doubtful => "no passage of the text that was translated fits well enough",
        Reason::Local => "its section is one that this language has on purpose",
        Reason::UnchangedSince => {
            "it has the words of a sealed translation of an earlier text, or the figures of an earlier text, and the controlling words changed since"
        }
        Reason::Reconciled => "a person said that it says what the controlling text says",
    }
}

/// What says which passage one translates, in one word.
fn by_name(by: By) -> &'static str {
    match by {
        By::Order => "order",
        By::List => "list",
        By::Fit => "fit",
        By::Person => "person",
        By::Register => "register",
        By::Nothing => "nothing",
    }
}

/// How sure the program is of what a passage translates, from 0 to 1 in hundredths, rounded down: it is never said to be surer than it is.
/// `None` if it found nothing, or had nothing to look for.
fn certainty(judgement: &Judgement) -> Option<f64> {
    judgement.certainty().map(|certainty| (certainty * 100.0).floor() / 100.0)
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
