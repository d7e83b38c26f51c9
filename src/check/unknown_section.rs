use super::TextCheck;
use crate::source::toml::nearest;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A translation has a section that the text it translates does not have.
    ///
    /// Either the id, the name in braces, is misspelt, and then readers who change the language lose their place; or
    /// the translation says more than the text that controls. For example:
    ///
    /// ```text
    /// en.md    ## Your rights {#rights}
    /// zh-CN.md ## 您的权利 {#right}
    /// ```
    ///
    /// Way out: write the id as in the controlling text. If the section is new in the working text, the translation has
    /// to say `translates = "working"`. If this language has the section on purpose, mark it:
    ///
    /// ```markdown
    /// ## 中国大陆的特别规定 {#mainland .local}
    /// ```
    UNKNOWN_SECTION = "unknown-section", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(controlling) = text.translated() else { return };
    let repeated = text.text.document.repeated_ids();
    for (section, heading) in text.text.document.headed_sections() {
        let known = || controlling.document.section(&section.id).is_some();
        if !section.explicit || section.local || known() || repeated.contains(&heading.span) {
            continue;
        }
        let ids = controlling.document.sections.iter().map(|section| section.id.as_str());
        if in_working_text(text, &section.id) {
            let message = format!("the version that this translates has no section `{}`", section.id);
            let help =
                "the working text has it: once this file says all of that, set translates = \"working\"";
            findings.push(Finding::new(&UNKNOWN_SECTION, heading.span, message, help));
            continue;
        }
        let help = match nearest(&section.id, ids) {
            Some(near) => {
                format!("did you mean `{near}`? A section of this language only is marked {{.local}}")
            }
            None => "write the id of the controlling text, or mark a section of this language only {.local}"
                .to_owned(),
        };
        findings.push(Finding::new(
            &UNKNOWN_SECTION,
            heading.span,
            format!("the text that this translates has no section `{}`", section.id),
            help,
        ));
    }
}

/// True if the working text in the controlling language has the section.
fn in_working_text(text: &TextCheck<'_>, id: &str) -> bool {
    let working = text.policy.working().get(&text.library.config.controlling);
    working.is_some_and(|working| working.document.section(id).is_some())
}
