use super::TextCheck;
use crate::markdown::plain_text;
use crate::source::{Finding, Findings};

crate::codes! {
    /// A text still holds what `promulgate new` wrote for people to replace.
    ///
    /// Released, it would be a legal text that says nothing. `release` refuses it.
    ///
    /// Way out: write your own text in its place.
    PLACEHOLDER = "placeholder", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let locale = text.locales.get(&text.text.lang);
    let placeholders = ["new-policy-title", "new-section-text"].map(|key| locale.text(key, &[]));
    let document = &text.text.document;
    for block in document.blocks.iter().filter(|block| placeholders.contains(&plain_text(&block.inlines))) {
        findings.push(Finding::new(
            &PLACEHOLDER,
            block.span,
            "this is still what `promulgate new` wrote",
            "write your own text in its place before you release it",
        ));
    }
}
