//! The shapes of the pages that speak of drift.

use serde::Serialize;

use super::{Day, PageLink, Words};

/// How far a translation is behind.
#[derive(Debug, Serialize)]
pub struct DriftBanner {
    /// The gravest state, as it is called in attributes.
    pub gravest: &'static str,
    /// The version that the translation says it translates, and the one that readers ask for; `None` for a working text.
    pub translated: Option<String>,
    pub version: Option<String>,
    /// How many passages do not say the same; how many of them in something on which rights and duties depend; and how many the
    /// translation lacks.
    pub passages: usize,
    pub critical: usize,
    pub missing: usize,
    /// How many more differ only in formatting, spelling, signs, links or place.
    pub minor: usize,
    /// The name of the controlling language.
    pub language: String,
}

/// `bilingual.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct BilingualPage {
    pub policy: PageLink,
    pub drift: Option<DriftBanner>,
    pub translation: BilingualText,
    pub controlling: BilingualText,
    pub rows: Vec<BilingualRow>,
}

/// One of the two texts of a bilingual page.
#[derive(Debug, Serialize)]
pub struct BilingualText {
    pub lang: String,
    pub dir: &'static str,
    /// The language's name for the reader.
    pub name: String,
    /// The version that it says; `None` for a working text.
    pub version: Option<String>,
    /// The page of the text.
    pub href: Option<String>,
}

/// Passages that say the same, or should.
#[derive(Debug, Serialize)]
pub struct BilingualRow {
    /// `current`, or how it drifted.
    pub state: &'static str,
    /// The string that says so; `None` for `current`.
    pub message: Option<&'static str>,
    /// True if it is not certain that the two belong together, and `message` does not say so.
    pub unsure: bool,
    /// As HTML (safe); empty where that text has nothing.
    pub translation: String,
    pub controlling: String,
    /// What became of the controlling text, as HTML (safe).
    pub details: Option<String>,
}

/// `status.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct StatusPage {
    pub policies: Vec<StatusPolicy>,
    /// True if something is unsure in any of their texts.
    pub unsure: bool,
}

/// A policy on the status page.
#[derive(Debug, Serialize)]
pub struct StatusPolicy {
    pub link: PageLink,
    pub folder: String,
    pub texts: Vec<StatusText>,
}

/// How a translation stands.
#[derive(Debug, Serialize)]
pub struct StatusText {
    pub lang: String,
    /// The language's name for the reader.
    pub name: String,
    /// The page that readers are shown.
    pub href: String,
    /// `in-force` or `upcoming`.
    pub status: &'static str,
    pub version: String,
    pub effective: Day,
    /// `None` where there is no translation.
    pub translated: Option<String>,
    pub revision: Option<u32>,
    pub gravest: &'static str,
    /// How many passages have each state; only those that some have.
    pub counts: Vec<StateCount>,
    /// Since when the oldest passage is behind, and how many days that is on the day of the build; nothing while the
    /// version has not taken effect.
    pub since: Option<Day>,
    pub days: Option<i32>,
    pub passages: Vec<StatusPassage>,
    /// How many passages translate one of the controlling text, as far as it is known, and those of them of which that is not certain.
    pub matched: usize,
    pub unsure: Vec<StatusPassage>,
}

/// How many passages have a state.
#[derive(Debug, Serialize)]
pub struct StateCount {
    pub state: &'static str,
    pub count: usize,
}

/// A passage of which somebody should know.
#[derive(Debug, Serialize)]
pub struct StatusPassage {
    pub state: &'static str,
    /// As `drift` and `reconcile` call it.
    pub name: String,
    /// The heading of its section.
    pub heading: Words,
    pub href: String,
}
