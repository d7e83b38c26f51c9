use super::TextCheck;
use crate::markdown::{Block, BlockKind, plain_text};
use crate::source::{Finding, Findings, Severity};

crate::codes! {
    /// A text still holds what `promulgate new` wrote for people to replace.
    ///
    /// Released, it would be a legal text that says nothing. `release` refuses a text in which nothing else stands, and
    /// shows the rest, which is a note, before it asks.
    ///
    /// Way out: write your own text in its place.
    PLACEHOLDER = "placeholder", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let locale = text.locales.get(&text.text.lang);
    let placeholders = ["new-policy-title", "new-section-text"].map(|key| locale.text(key, &[]));
    let document = &text.text.document;
    let is_placeholder = |block: &Block| placeholders.contains(&plain_text(&block.inlines));
    let is_unwritten = document
        .blocks
        .iter()
        .all(|block| is_placeholder(block) || matches!(block.kind, BlockKind::Heading(_)));
    for block in document.blocks.iter().filter(|block| is_placeholder(block)) {
        let message = "this is still what `promulgate new` wrote";
        let help = "write your own text in its place before you release it";
        let finding = Finding::new(&PLACEHOLDER, block.span, message, help);
        let severity = if is_unwritten { Severity::Warning } else { Severity::Note };
        findings.push(Finding { severity, ..finding });
    }
}
