use super::TextCheck;
use crate::markdown::plain_text;
use crate::source::{Finding, Findings};

crate::codes! {
    /// A heading has no id.
    ///
    /// Ids tie the section to its translations and to every link that leads to it; one made from the heading's words
    /// would change with the words, and the links would break.
    ///
    /// Way out: add one in braces, the same in every language:
    ///
    /// ```markdown
    /// ## Cookies {#cookies}
    /// ```
    ///
    /// The title needs none.
    HEADING_WITHOUT_ID = "heading-without-id", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let document = &text.text.document;
    for (section, heading) in document.headed_sections().filter(|(section, _)| !section.explicit) {
        let words = plain_text(&heading.inlines);
        let help = if text.text.translates.is_some() {
            "add the id that this section has in the controlling text, for example {#cookies}".to_owned()
        } else {
            format!("add one in braces, the same in every language: {words} {{#{}}}", section.id)
        };
        let message = format!("the heading “{words}” has no id");
        findings.push(Finding::new(&HEADING_WITHOUT_ID, heading.span, message, help));
    }
}
