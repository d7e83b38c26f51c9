use super::TextCheck;
use crate::markdown::Fault;
use crate::source::{Finding, Findings};

crate::codes! {
    /// An id that cannot be part of every address.
    ///
    /// Way out: use letters of the English alphabet, digits, `-` and `_`, a letter first: `{#your-rights}`.
    BAD_ID = "bad-id", Error;

    /// A heading has an attribute that means nothing.
    ///
    /// Headings know an id, `{#cookies}`, and `{.local}`, which marks a section that one language has on purpose and
    /// no other.
    ///
    /// Way out: take the attribute out, or write the one that was meant.
    BAD_ATTRIBUTE = "bad-attribute", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        match fault {
            Fault::BadId { id, span } => findings.push(Finding::new(
                &BAD_ID,
                *span,
                format!("the id `{id}` cannot be part of every address"),
                "use letters of the English alphabet, digits, - and _, a letter first",
            )),
            Fault::BadAttribute { attribute, span } => findings.push(Finding::new(
                &BAD_ATTRIBUTE,
                *span,
                format!("headings know no `{attribute}`"),
                "a heading may have an id, {#cookies}, and {.local}",
            )),
            _ => {}
        }
    }
}
