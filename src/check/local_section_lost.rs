use super::TextCheck;
use crate::markdown::{Section, plain_text};
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A section that a language has on purpose, marked `{.local}`, is gone from its working text.
    ///
    /// No other text has it, so nobody would miss it: whoever writes the file anew from the controlling text loses it.
    /// For example:
    ///
    /// ```text
    /// zh-CN.md, version 2021-02-09   ## 中国大陆的特别规定 {#mainland .local}
    /// zh-CN.md now                   (no such section)
    /// ```
    ///
    /// Way out: take it back from the last version, which is named. If it is meant to go, it goes with the next release
    /// of this text, after which nothing is said of it.
    LOCAL_SECTION_LOST = "local-section-lost", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    if text.place.version.is_some() {
        return;
    }
    let versions = text.policy.versions().iter().rev().filter(|version| version.stands(text.library.day));
    let last =
        versions.filter_map(|version| Some((version, version.text(&text.text.lang, text.library.day)?)));
    let Some((version, last)) = last.into_iter().next() else { return };
    let document = &text.text.document;
    let is_lost = |section: &&Section| section.local && document.section(&section.id).is_none();
    for section in last.document.sections.iter().filter(is_lost) {
        let heading = last.document.heading(section);
        let words = heading.map(|heading| plain_text(&heading.inlines)).unwrap_or_default();
        let finding = Finding::new(
            &LOCAL_SECTION_LOST,
            Span::start_of(text.text.file),
            format!("the section `{}`, which this language alone has, is gone", section.id),
            format!("take “{words}” back from version {}", version.label),
        );
        findings.push(match heading {
            Some(heading) => finding.label(heading.span, "as it was released last"),
            None => finding,
        });
    }
}
