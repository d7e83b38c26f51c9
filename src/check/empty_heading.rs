use super::TextCheck;
use crate::markdown::plain_text;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A heading has no words of its own.
    ///
    /// The table of contents and every reference to the section would show nothing. A reference without words does not
    /// count: it would take those of another heading. For example:
    ///
    /// ```markdown
    /// ## {#contact}
    /// ```
    ///
    /// Way out: write the heading, or take the line out.
    EMPTY_HEADING = "empty-heading", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for (section, heading) in text.text.document.headed_sections() {
        if plain_text(&heading.inlines).trim().is_empty() {
            let message = format!("the heading of the section `{}` has no words", section.id);
            findings.push(Finding::new(&EMPTY_HEADING, heading.span, message, "write the heading"));
        }
    }
}
