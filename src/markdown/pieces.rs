//! What stands in a block, piece by piece. [`Walk`](super::Walk) shows how a renderer uses this.

use arcstr::Substr;

use super::emphasis::is_cjk;
use super::inline::{Inline, Mark};

/// A piece of what stands in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a Substr),
    Code(&'a Substr),
    /// A line end in the source that readers see as a space.
    Space,
    /// A line end in the source that readers do not see: it stands between two characters of Chinese, Japanese or Korean.
    Joint,
    /// A line end that readers see.
    Break,
    Enter(&'a Mark),
    /// What was entered ends.
    Leave(&'a Mark),
    /// A reference to the footnote with that label.
    Footnote(&'a Substr),
    /// The end of a table cell.
    CellEnd,
}

/// The pieces of what stands in a block or in a cell, one for each [`Inline`]; behind the last, marks are left that are
/// still open.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    inlines: &'a [Inline],
    at: usize,
    around: Vec<&'a Mark>,
}

impl<'a> Pieces<'a> {
    pub fn of(inlines: &'a [Inline]) -> Self {
        Pieces { inlines, at: 0, around: Vec::new() }
    }

    /// The marks that were entered and not yet left, the outermost first.
    pub fn around(&self) -> &[&'a Mark] {
        &self.around
    }

    /// The inline that comes next, as an index.
    pub fn next_index(&self) -> usize {
        self.at
    }

    /// The inlines that are still to come.
    pub fn rest(&self) -> &'a [Inline] {
        self.inlines.get(self.at..).unwrap_or_default()
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while let Some(inline) = self.inlines.get(self.at) {
            let at = self.at;
            self.at += 1;
            return Some(match inline {
                Inline::Text(words) => Piece::Words(words),
                Inline::Code(words) => Piece::Code(words),
                Inline::SoftBreak if joins_cjk(self.inlines, at) => Piece::Joint,
                Inline::SoftBreak => Piece::Space,
                Inline::HardBreak => Piece::Break,
                Inline::FootnoteReference(label) => Piece::Footnote(label),
                Inline::CellEnd => Piece::CellEnd,
                Inline::Open(mark) => {
                    self.around.push(mark);
                    Piece::Enter(mark)
                }
                Inline::Close => match self.around.pop() {
                    Some(mark) => Piece::Leave(mark),
                    // What was never opened ends nothing.
                    None => continue,
                },
            });
        }
        self.around.pop().map(Piece::Leave)
    }
}

/// What a reader sees of `inlines` as plain text: white space as written, a space for a line end and between cells.
///
/// References that take their target's heading add nothing: their text belongs to the target.
pub fn plain_text(inlines: &[Inline]) -> String {
    text_with_cells(inlines, ' ')
}

/// Like [`plain_text`], with `end_of_cell` behind every table cell.
pub fn text_with_cells(inlines: &[Inline], end_of_cell: char) -> String {
    let mut text = String::new();
    for piece in Pieces::of(inlines) {
        match piece {
            Piece::Words(words) | Piece::Code(words) => text.push_str(words),
            Piece::Space | Piece::Break => text.push(' '),
            Piece::CellEnd => text.push(end_of_cell),
            Piece::Joint | Piece::Enter(_) | Piece::Leave(_) | Piece::Footnote(_) => {}
        }
    }
    text
}

/// How many steps are looked at to find the words around a line end; there are hardly ever more marks between.
const NEAR: usize = 8;

/// True if the line end at `at` stands between two characters of Chinese, Japanese or Korean, where readers see
/// nothing (CSS Text 3, 4.1.3).
fn joins_cjk(inlines: &[Inline], at: usize) -> bool {
    let word = |inline: &&Inline| matches!(inline, Inline::Text(_) | Inline::Code(_));
    let before = inlines.get(..at).and_then(|before| before.iter().rev().take(NEAR).find(word));
    let after = inlines.get(at + 1..).and_then(|after| after.iter().take(NEAR).find(word));
    let (Some(Inline::Text(before)), Some(Inline::Text(after))) = (before, after) else { return false };
    before.chars().next_back().is_some_and(is_cjk) && after.chars().next().is_some_and(is_cjk)
}
