use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// An id, the short name in braces behind a heading, cannot be part of every address.
    ///
    /// Links to the section would not work everywhere. For example:
    ///
    /// ```markdown
    /// ## 您的权利 {#您的权利}
    /// ```
    ///
    /// Way out: use letters of the English alphabet, digits, `-` and `_`, a letter first: `{#your-rights}`.
    BAD_ID = "bad-id", Error;

    /// A heading has a remark in braces that means nothing.
    ///
    /// It has no effect, and may be a slip for one that has. Headings know an id, `{#cookies}`, and `{.local}`, which
    /// marks a section that one language has on purpose and no other. For example:
    ///
    /// ```markdown
    /// ## 中国大陆的特别规定 {#mainland .locale}
    /// ```
    ///
    /// Way out: take the remark out, or write the one that was meant, here `.local`.
    BAD_ATTRIBUTE = "bad-attribute", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        match fault {
            MarkdownFault::BadId { id, span } => findings.push(Finding::new(
                &BAD_ID,
                *span,
                format!("the id `{id}` cannot be part of every address"),
                "use letters of the English alphabet, digits, - and _, a letter first",
            )),
            MarkdownFault::BadAttribute { attribute, span } => findings.push(Finding::new(
                &BAD_ATTRIBUTE,
                *span,
                format!("headings know no `{attribute}`"),
                "a heading may have an id, {#cookies}, and {.local}",
            )),
            _ => {}
        }
    }
}
