//! The stable names of everything that can be wrong, with the text that explains each.

use std::fmt;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing needs to be done.
    Note,
    /// Should be mended; does not stop a build.
    Warning,
    /// Stops a build and fails the gate.
    Error,
}

impl Severity {
    /// What it is called where programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What a finding is about: a stable name and the explanation that `check --explain` prints.
///
/// Two codes are the same if their names are; names are unique (a test sees to it) and never reused.
#[derive(Debug)]
pub struct Code {
    /// Stable, in words and hyphens, for example `unknown-key`.
    pub name: &'static str,
    /// How grave it is where the text may still be changed; in sealed texts it is a note at most.
    pub severity: Severity,
    /// What it means, why it matters and how to mend it, in Markdown.
    pub explanation: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Declares codes: the doc comment of each is its explanation, so that the code's documentation and what the
/// program tells people cannot drift apart. `ALL` lists them for `check --explain` and the reference.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident; )+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: $crate::source::Code = $crate::source::Code {
                name: $text,
                severity: $crate::source::Severity::$severity,
                explanation: concat!($($doc, "\n"),+),
            };
        )+
        /// Every code that this file declares.
        pub static ALL: &[&$crate::source::Code] = &[$(&$name),+];
    };
}

pub(crate) use codes;
