//! What readers of a translation will be told of it once it is sealed.

use std::fmt;

use super::refusal::RevisionRefusal;
use super::request::Given;
use crate::drift::{Against, Measured, State, Subject};
use crate::library::{Policy, Text};
use crate::locale::Lang;

/// How many passages of a translation readers are told are not those of the controlling text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub lang: Lang,
    /// Of those, how many differ in words; in something on which rights and duties depend; how many are not translated; and
    /// how many differ only in formatting, spelling, signs, links or place.
    pub words: usize,
    pub critical: usize,
    pub missing: usize,
    pub minor: usize,
}

/// Returns how a working translation will stand once it is sealed as one of `against`; `None` if it is measured against nothing.
///
/// # Errors
/// If the archive refutes what it is said to translate.
pub fn measured<'a>(
    given: &Given<'a>,
    policy: &'a Policy,
    text: &'a Text,
    against: Against<'a>,
) -> Result<Option<Measured<'a>>, RevisionRefusal> {
    let Some(subject) = Subject::of(given.library, policy, text, against) else { return Ok(None) };
    let measured = subject.measure(&given.tree.sources);
    match subject.refuted(&measured) {
        Some(refuted) => Err(RevisionRefusal::Refuted(refuted)),
        None => Ok(Some(measured)),
    }
}

impl Told {
    /// Returns what readers will be told of a translation that stands so; `None` if nothing.
    pub fn of(lang: &Lang, measured: &Measured<'_>) -> Option<Self> {
        let [current, minor] = [State::Current, State::Minor].map(|state| measured.count(state));
        let told = Told {
            lang: lang.clone(),
            words: measured.judgements.len() - current - minor,
            critical: measured.count(State::Critical),
            missing: measured.count(State::Missing),
            minor,
        };
        (told.words + told.minor > 0).then_some(told)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passages = |count: usize| format!("{count} passage{}", if count == 1 { "" } else { "s" });
        write!(f, "readers of {} will be told: ", self.lang)?;
        if self.words > 0 {
            let some = [(self.critical, "critical"), (self.missing, "not translated")];
            let some = some.into_iter().filter(|(count, _)| *count > 0);
            let some: Vec<String> = some.map(|(count, word)| format!("{count} {word}")).collect();
            let some = if some.is_empty() { String::new() } else { format!(" ({})", some.join(", ")) };
            write!(f, "{} not as in the controlling text{some}", passages(self.words))?;
        }
        if self.minor > 0 {
            let and = if self.words > 0 { "; " } else { "" };
            write!(
                f,
                "{and}{} with other formatting, spelling, signs, links or place only",
                passages(self.minor)
            )?;
        }
        Ok(())
    }
}
