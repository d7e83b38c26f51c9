//! Stretches of a block's words with the formatting around them, wherever they are cut.

use std::ops::Range;

use crate::markdown::{Mark, Piece, Visible};

/// A step through a stretch. Every mark that is opened is closed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'v> {
    Text(&'v str),
    Code(&'v str),
    /// A line end that a reader sees, as the white space that it counts as.
    Break(&'v str),
    Open(Opening<'v>),
    Close(Opening<'v>),
    /// A reference to the footnote with that label.
    Footnote(&'v str),
}

/// A mark in a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening<'v> {
    pub mark: &'v Mark,
    /// True if all its words are in the stretch.
    pub is_whole: bool,
}

/// Cuts one stretch after another from a block, in their order.
pub struct Slicer<'v> {
    visible: &'v Visible<'v>,
    /// The step that is next.
    at: usize,
    open: Vec<OpenMark<'v>>,
    /// By step that opens a mark: where in the text it ends.
    ends: Vec<usize>,
}

struct OpenMark<'v> {
    mark: &'v Mark,
    words: Range<usize>,
    /// As it was opened in the stretch that is being cut.
    opened: Option<Opening<'v>>,
}

impl<'v> Slicer<'v> {
    pub fn new(visible: &'v Visible<'v>) -> Self {
        let mut ends = vec![visible.text.len(); visible.steps.len()];
        let mut open = Vec::new();
        for (at, (start, piece)) in visible.steps.iter().enumerate() {
            match piece {
                Piece::Enter(_) => open.push(at),
                Piece::Leave(_) => open.pop().into_iter().for_each(|opening| ends[opening] = *start),
                _ => {}
            }
        }
        Slicer { visible, at: 0, open: Vec::new(), ends }
    }

    /// The next stretch, `range` of what a reader sees, which must begin at or behind the end of the one before. What
    /// adds no words belongs to what follows it, at the end of the block to what comes before.
    pub fn take(&mut self, range: Range<usize>) -> Vec<Part<'v>> {
        let len = self.visible.text.len();
        let mut parts = Vec::new();
        while let Some((start, piece)) = self.visible.steps.get(self.at) {
            let is_behind = match range.is_empty() {
                // An empty cell may hold a reference.
                true => *start > range.end || *piece == Piece::CellEnd && *start == range.end,
                false => *start >= range.end && range.end < len,
            };
            if is_behind {
                break;
            }
            let end = self.visible.steps.get(self.at + 1).map_or(len, |(next, _)| *next);
            let is_inside = *start >= range.start;
            match *piece {
                Piece::Enter(mark) => {
                    let words = *start..self.ends.get(self.at).copied().unwrap_or(len);
                    self.open.push(OpenMark { mark, words, opened: None });
                    if is_inside && is_reference(mark) {
                        self.open_all(&range, &mut parts);
                    }
                }
                Piece::Leave(_) => self.close(&mut parts),
                Piece::Footnote(label) if is_inside => {
                    self.open_all(&range, &mut parts);
                    parts.push(Part::Footnote(label));
                }
                _ => {
                    let inside = range.start.max(*start)..range.end.min(end);
                    if let Some(words) = self.visible.text.get(inside).filter(|words| !words.is_empty()) {
                        self.open_all(&range, &mut parts);
                        parts.push(match piece {
                            Piece::Code(_) => Part::Code(words),
                            Piece::Break => Part::Break(words),
                            _ => Part::Text(words),
                        });
                    }
                    if end > range.end {
                        break;
                    }
                }
            }
            self.at += 1;
        }
        let opened = self.open.iter_mut().rev().filter_map(|open| open.opened.take());
        parts.extend(opened.map(Part::Close));
        parts
    }

    fn open_all(&mut self, range: &Range<usize>, parts: &mut Vec<Part<'v>>) {
        for open in self.open.iter_mut().filter(|open| open.opened.is_none()) {
            let is_whole = range.start <= open.words.start && open.words.end <= range.end;
            let opening = Opening { mark: open.mark, is_whole };
            open.opened = Some(opening);
            parts.push(Part::Open(opening));
        }
    }

    fn close(&mut self, parts: &mut Vec<Part<'v>>) {
        let Some(opening) = self.open.pop().and_then(|open| open.opened) else { return };
        parts.push(Part::Close(opening));
        if is_reference(opening.mark) && lacks_space(self.visible, self.at + 1) {
            parts.push(Part::Text(" "));
        }
    }
}

/// True for a link that takes its words from its target.
pub fn is_reference(mark: &Mark) -> bool {
    matches!(mark, Mark::Link(link) if link.takes_heading)
}

/// True if a space before the step was folded into one that stands before a reference: the words that the reference
/// takes from its target stand between.
fn lacks_space(visible: &Visible<'_>, step: usize) -> bool {
    let Some((start, piece)) = visible.steps.get(step) else { return false };
    let began_with_space = match piece {
        Piece::Words(words) => words.starts_with(char::is_whitespace),
        Piece::Space | Piece::Joint | Piece::Break => true,
        _ => false,
    };
    began_with_space && visible.text.get(*start..).is_some_and(|rest| rest.starts_with(|c: char| c != ' '))
}
