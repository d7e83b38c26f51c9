//! What the archive says against the claim of a translation.

use std::fmt;
use std::sync::Arc;

use crate::library::{Label, Translates};
use crate::locale::Lang;

/// How many passages are named.
const NAMED: usize = 5;

/// What a translation is said to translate, and the passages that still translate an earlier text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refuted {
    /// The folder of its policy.
    pub policy: Arc<str>,
    pub lang: Lang,
    pub claim: Translates,
    /// Their addresses in the translation, in its order; there is at least one.
    pub passages: Vec<String>,
    pub by: Evidence,
    /// What the newest sealed translation says instead, or the earliest text that one of the passages says; `None` if that is the same or
    /// there is none.
    pub back_to: Option<Label>,
}

/// What shows that passages translate an earlier text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Their words are sealed as a translation of that.
    Words,
    /// Their figures are those of that.
    Figures,
    /// Some of them the one, some the other.
    Both,
}

impl Evidence {
    /// Returns what two passages show; the first may be none yet.
    pub(super) fn and(before: Option<Self>, next: Self) -> Self {
        before.filter(|before| *before != next).map_or(next, |_| Evidence::Both)
    }

    fn name(self) -> &'static str {
        match self {
            Evidence::Words => "the words of an earlier sealed translation",
            Evidence::Figures => "the figures of an earlier controlling text",
            Evidence::Both => {
                "the words of an earlier sealed translation or the figures of an earlier controlling text"
            }
        }
    }
}

impl fmt::Display for Refuted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<String> =
            self.passages.iter().take(NAMED).map(|passage| format!("`{passage}`")).collect();
        let more = self.passages.len() - named.len();
        let has = if self.passages.len() == 1 { "has" } else { "have" };
        write!(f, "`{}`, but {}", self.claim, named.join(", "))?;
        if more > 0 {
            write!(f, " and {more} more")?;
        }
        write!(f, " {has} {}, and the controlling words changed since", self.by.name())
    }
}

impl Refuted {
    /// Returns what people can do about it.
    pub fn way_out(&self) -> String {
        let reconcile = format!("promulgate reconcile {} {} PASSAGE", self.policy, self.lang);
        let back = self.back_to.as_ref().map(|label| format!("; or set it back to `{label}`"));
        let back = back.unwrap_or_default();
        format!("follow the changes there, or `{reconcile}` where they do not show{back}")
    }
}
