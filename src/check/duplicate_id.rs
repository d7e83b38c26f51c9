use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// Two headings of a text have the same id, the short name in braces.
    ///
    /// A link to the id would lead to the first of them only, and the translations could not be told apart. For
    /// example:
    ///
    /// ```markdown
    /// ## Your rights {#rights}
    ///
    /// ## How to use your rights {#rights}
    /// ```
    ///
    /// Way out: give one of them an id of its own. The id `top` is always taken: it is what stands before the first
    /// section.
    DUPLICATE_ID = "duplicate-id", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        let MarkdownFault::DuplicateId { id, span, first } = fault else { continue };
        let message = format!("the id `{id}` is taken");
        let finding = Finding::new(&DUPLICATE_ID, *span, message, "give this heading an id of its own");
        findings.push(if first == span { finding } else { finding.label(*first, "taken here") });
    }
}
