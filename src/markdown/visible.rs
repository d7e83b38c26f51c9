//! What a reader sees of a block, as one string that can be cut anywhere.

use super::document::{Block, BlockKind};
use super::inline::is_folded;
use super::pieces::{Piece, Pieces};

/// Stands between the cells of a table row.
pub const CELL: char = '\t';

/// What a reader sees of a block, and where in it each of its inlines begins.
#[derive(Debug, Clone, Default)]
pub struct Visible<'a> {
    /// White space folded, [`CELL`] between cells; code as it is written.
    pub text: String,
    /// The pieces in order, each with the place in `text` where what it adds begins. What adds nothing has a place,
    /// too.
    pub steps: Vec<(usize, Piece<'a>)>,
}

impl<'a> Visible<'a> {
    /// Reads a block.
    pub fn of(block: &'a Block) -> Self {
        let mut text = String::with_capacity(block.span.range().len());
        let mut steps = Vec::with_capacity(block.inlines.len());
        for piece in Pieces::of(&block.inlines) {
            if piece == Piece::CellEnd {
                trim_end(&mut text);
            }
            steps.push((text.len(), piece));
            match piece {
                Piece::Words(words) | Piece::Code(words) if block.kind == BlockKind::Code => {
                    text.push_str(words);
                }
                Piece::Words(words) | Piece::Code(words) => push_folded(&mut text, words),
                Piece::Space | Piece::Break => push_folded(&mut text, " "),
                Piece::CellEnd => text.push(CELL),
                Piece::Joint | Piece::Enter(_) | Piece::Leave(_) | Piece::Footnote(_) => {}
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
