//! What the archive says against the claim of a translation.

use std::fmt;

/// How many passages are named.
const NAMED: usize = 5;

/// The passages that still translate an earlier text than the translation as a whole is said to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refuted {
    /// Their addresses in the translation, in its order; there is at least one.
    pub passages: Vec<String>,
}

impl fmt::Display for Refuted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<String> =
            self.passages.iter().take(NAMED).map(|passage| format!("`{passage}`")).collect();
        let more = self.passages.len() - named.len();
        let has = if self.passages.len() == 1 { "has" } else { "have" };
        write!(f, "{}", named.join(", "))?;
        if more > 0 {
            write!(f, " and {more} more")?;
        }
        write!(
            f,
            " {has} the words of an earlier sealed translation, and the controlling words changed since"
        )
    }
}
