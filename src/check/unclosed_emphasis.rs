use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// Asterisks or underscores begin emphasis but never end it, or end what was never begun.
    ///
    /// Readers would see the signs themselves. For example:
    ///
    /// ```markdown
    /// We **never sell your information.
    /// ```
    ///
    /// Way out: put the same signs at the other end, directly at the words: `We **never** sell your information.` Write
    /// `\*` for an asterisk that readers shall see.
    UNCLOSED_EMPHASIS = "unclosed-emphasis", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        if let MarkdownFault::UnclosedEmphasis(span) = fault {
            let signs = text.sources.cut(*span);
            findings.push(Finding::new(
                &UNCLOSED_EMPHASIS,
                *span,
                format!("readers will see this `{signs}`: the emphasis is not complete"),
                format!(
                    "put `{signs}` at both ends, directly at the words, or write `\\*` for a visible asterisk"
                ),
            ));
        }
    }
}
