use super::TextCheck;
use crate::markdown::{Block, BlockKind, Inline};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// Words were surely meant as Markdown, but are not quite.
    ///
    /// Readers would see the signs themselves. A heading needs a space behind its signs, brackets and braces must be
    /// the narrow ones of an English keyboard, nothing may stand between `]` and `(`, and a table needs a row of
    /// `|---|` below its head. For example:
    ///
    /// ```markdown
    /// ##Your rights {#rights}
    ///
    /// 参见[您的权利]（#rights）。
    /// ```
    ///
    /// Way out: write it as the help line says, or a backslash, `\`, before a sign that readers shall see.
    LOOKS_LIKE_MARKUP = "looks-like-markup", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for block in text.text.document.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        if let Some(help) = near_miss(block, text.sources.cut(block.span)) {
            let message = "readers will see these signs: this is not quite Markdown";
            findings.push(Finding::new(&LOOKS_LIKE_MARKUP, block.span, message, help));
        }
    }
}

fn near_miss(block: &Block, source: &str) -> Option<&'static str> {
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    let words: String = block
        .inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(words) => Some(words.as_str()),
            _ => None,
        })
        .collect();
    let behind_signs = words.trim_start_matches(['#', '＃']);
    let signs = words.chars().count() - behind_signs.chars().count();
    let lines_of_cells = source.lines().filter(|line| line.trim_start().starts_with('|')).count();
    if !is_heading && (2..=6).contains(&signs) && behind_signs.starts_with(|c: char| !c.is_ascii_digit()) {
        Some("a heading begins with narrow signs and a space: `## Cookies {#cookies}`")
    } else if words.contains("｛#") || words.contains("｛＃") || words.contains("{＃") {
        Some("an id stands in narrow braces: `{#cookies}`")
    } else if words.contains("]（") || words.contains("］(") || words.contains("］（") {
        Some("a link has narrow brackets: `[words](#cookies)`")
    } else if words.contains("] (policy:") || words.contains("] (http") || words.contains("] (#") {
        Some("nothing may stand between the brackets of a link: `[words](#cookies)`")
    } else if block.kind == BlockKind::Paragraph && lines_of_cells >= 2 {
        Some("a table has a row of `|---|` below its head")
    } else {
        None
    }
}
