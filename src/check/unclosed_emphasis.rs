use super::TextCheck;
use crate::markdown::Fault;
use crate::source::{Finding, Findings};

crate::codes! {
    /// Asterisks or underscores that open emphasis but never close it, or close what was never opened.
    ///
    /// Readers would see the signs themselves.
    ///
    /// Way out: put the same signs at the other end, directly at the words: `**like this**`. Write `\*` for an
    /// asterisk that readers shall see.
    UNCLOSED_EMPHASIS = "unclosed-emphasis", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        if let Fault::UnclosedEmphasis(span) = fault {
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
