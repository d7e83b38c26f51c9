use super::TextCheck;
use crate::markdown::{BlockKind, plain_text};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// Headings jump from one level to one that is not next to it, or there is a second title.
    ///
    /// People who listen to a page move from heading to heading; a jump sounds like a missing part. For example, `###`
    /// is left out:
    ///
    /// ```markdown
    /// ## Your rights {#rights}
    ///
    /// #### How to object {#object}
    /// ```
    ///
    /// Way out: one `#` for the title, `##` for sections, `###` for their parts.
    HEADING_LEVEL = "heading-level", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let mut level = 1;
    for (_, heading) in text.text.document.headed_sections() {
        let BlockKind::Heading(this) = heading.kind else { continue };
        let words = plain_text(&heading.inlines);
        if this == 1 {
            findings.push(Finding::new(
                &HEADING_LEVEL,
                heading.span,
                format!("“{words}” is a second title"),
                "a text has one title; make this `## …`",
            ));
        } else if this > level + 1 {
            findings.push(Finding::new(
                &HEADING_LEVEL,
                heading.span,
                format!("“{words}” is a heading of level {this} below one of level {level}"),
                format!("make it level {}: {} …", level + 1, "#".repeat(usize::from(level) + 1)),
            ));
        }
        level = this;
    }
}
