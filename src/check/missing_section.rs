use super::TextCheck;
use crate::markdown::plain_text;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A translation lacks a section of the text that it translates.
    ///
    /// Its readers would not learn what the section says, though the file claims to say it all. For example:
    ///
    /// ```text
    /// en.md    ## Your rights {#rights}
    /// zh-CN.md (no heading with {#rights})
    /// ```
    ///
    /// Way out: translate the section, under a heading with the same id (the name in braces). A section that the
    /// controlling language has on purpose and no other is marked `{.local}` there.
    MISSING_SECTION = "missing-section", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(controlling) = text.translated() else { return };
    let document = &text.text.document;
    let title = document.title().map(|title| title.span);
    let repeated = controlling.document.repeated_ids();
    let mut before = title.unwrap_or(Span::start_of(text.text.file));
    for (section, heading) in controlling.document.headed_sections() {
        if let Some(own) = document.section(&section.id) {
            before = document.heading(own).map_or(before, |heading| heading.span);
        } else if section.explicit && !section.local && !repeated.contains(&heading.span) {
            let words = plain_text(&heading.inlines);
            let finding = Finding::new(
                &MISSING_SECTION,
                before,
                format!("after this the section `{}` is missing", section.id),
                format!("translate “{words}” under a heading with {{#{}}}", section.id),
            );
            findings.push(finding.label(heading.span, "the section in the controlling text"));
        }
    }
}
