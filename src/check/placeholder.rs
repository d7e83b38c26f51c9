use std::collections::HashSet;

use super::TextCheck;
use crate::locale::Locale;
use crate::markdown::{Block, BlockKind, plain_text};
use crate::source::{Finding, Findings, Severity};

crate::source::codes! {
    /// A text still holds what `promulgate new` wrote for people to replace.
    ///
    /// Released, it would be a legal text that says nothing. `release` refuses a controlling text in which nothing else
    /// stands, and leaves out such a translation. Where only some of it is left this is a note, and `release` shows it before it asks. For example:
    ///
    /// ```markdown
    /// # Title of the policy
    ///
    /// ## Scope {#scope}
    ///
    /// Say here what this text covers and for whom it is.
    /// ```
    ///
    /// Way out: write your own text in its place.
    PLACEHOLDER = "placeholder", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let is_unwritten = is_unwritten(text);
    for (_, block) in text.text.document.blocks.iter().enumerate().filter(|(at, _)| text.is_placeholder(*at))
    {
        let message = "this is still what `promulgate new` wrote";
        let help = "write your own text in its place before you release it";
        let finding = Finding::new(&PLACEHOLDER, block.span, message, help);
        let severity = if is_unwritten { Severity::Warning } else { Severity::Note };
        findings.push(Finding { severity, ..finding });
    }
}

/// True if all that stands in a text is what `promulgate new` wrote.
pub fn is_unwritten(text: &TextCheck<'_>) -> bool {
    let document = &text.text.document;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    // What a register shows in it was written elsewhere.
    let blocks = document.blocks.iter().enumerate().zip(document.entries());
    let mut own = blocks.filter(|(_, entry)| entry.is_none());
    (0..document.blocks.len()).any(|at| text.is_placeholder(at))
        && own.all(|((at, block), _)| text.is_placeholder(at) || is_heading(block))
}

impl TextCheck<'_> {
    /// True if nobody has written a block yet: no rule about words has anything to say of it.
    pub(super) fn is_placeholder(&self, at: usize) -> bool {
        self.placeholders.get_or_init(|| self.find_placeholders()).contains(&at)
    }

    /// The blocks that are still what `promulgate new` wrote.
    fn find_placeholders(&self) -> HashSet<usize> {
        // In the language of the text, or in English if its strings were not translated when it was written.
        let locales = [self.locales.get(&self.text.lang), self.locales.english()];
        let words =
            |locale: &Locale| ["new-policy-title", "new-section-text"].map(|key| locale.text(key, &[]));
        let placeholders: Vec<String> = locales.into_iter().flat_map(words).collect();
        let blocks = self.text.document.blocks.iter().enumerate();
        blocks
            .filter(|(_, block)| placeholders.contains(&plain_text(&block.inlines)))
            .map(|(at, _)| at)
            .collect()
    }
}
