use super::TextCheck;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A text has no title.
    ///
    /// The title is the text's own `#` heading, the first one in it. Without it lists, tabs and search results have
    /// nothing to call the policy. For example, a text that begins so:
    ///
    /// ```markdown
    /// ## What we collect {#collect}
    ///
    /// We collect what you tell us.
    /// ```
    ///
    /// Way out: begin the text with a line such as `# Privacy notice`.
    MISSING_TITLE = "missing-title", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let title = text.text.document.title();
    if title.is_none_or(|title| title.inlines.is_empty()) {
        findings.push(Finding::new(
            &MISSING_TITLE,
            title.map_or(Span::start_of(text.text.file), |title| title.span),
            "this text has no title",
            "begin it with a line such as `# Privacy notice`",
        ));
    }
}
