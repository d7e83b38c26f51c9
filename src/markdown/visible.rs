//! What a reader sees of a block, as one string that can be cut anywhere.

use super::document::{Block, BlockKind};
use super::inline::{Inline, is_folded, joins_cjk};

/// Stands between the cells of a table row.
pub const CELL: char = '\t';

/// What a reader sees of a block, and where in it each of its inlines begins.
#[derive(Debug, Clone, Default)]
pub struct Visible<'a> {
    /// White space folded, [`CELL`] between cells; code as it is written.
    pub text: String,
    /// The inlines in order, each with the place in `text` where what it adds begins. What adds nothing has a place,
    /// too.
    pub steps: Vec<(usize, &'a Inline)>,
}

impl<'a> Visible<'a> {
    /// Reads a block.
    pub fn of(block: &'a Block) -> Self {
        let mut text = String::with_capacity(block.span.range().len());
        let mut steps = Vec::with_capacity(block.inlines.len());
        for (at, inline) in block.inlines.iter().enumerate() {
            if *inline == Inline::CellEnd {
                trim_end(&mut text);
            }
            steps.push((text.len(), inline));
            match inline {
                Inline::Text(words) | Inline::Code(words) if block.kind == BlockKind::Code => {
                    text.push_str(words);
                }
                Inline::Text(words) | Inline::Code(words) => push_folded(&mut text, words),
                Inline::SoftBreak if joins_cjk(&block.inlines, at) => {}
                Inline::SoftBreak | Inline::HardBreak => push_folded(&mut text, " "),
                Inline::CellEnd => text.push(CELL),
                Inline::Open(_) | Inline::Close | Inline::FootnoteReference(_) => {}
            }
        }
        // The last cell ends with its row.
        if matches!(block.kind, BlockKind::TableHead | BlockKind::TableRow) && text.ends_with(CELL) {
            text.pop();
        } else {
            text.truncate(text.trim_end().len());
        }
        for (start, _) in &mut steps {
            *start = (*start).min(text.len());
        }
        Visible { text, steps }
    }
}

/// Appends `words`, every run of white space as one space, and none at the beginning of the text or of a cell.
fn push_folded(text: &mut String, words: &str) {
    if is_folded(words) && !(words.starts_with(' ') && (text.is_empty() || text.ends_with([' ', CELL]))) {
        text.push_str(words);
        return;
    }
    let mut rest = words;
    while let Some(at) = rest.find(char::is_whitespace) {
        text.push_str(&rest[..at]);
        if !text.is_empty() && !text.ends_with([' ', CELL]) {
            text.push(' ');
        }
        rest = rest[at..].trim_start();
    }
    text.push_str(rest);
}

/// Takes away the space before the end of a cell.
fn trim_end(text: &mut String) {
    if text.ends_with(' ') {
        text.pop();
    }
}
