//! A stretch of a block's words with the formatting around them, wherever it is cut.

use std::ops::Range;

use crate::markdown::{Inline, Mark, Visible};

/// A step through a stretch. Every mark that is opened is closed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'v> {
    Text(&'v str),
    Code(&'v str),
    /// A line end that a reader sees, as the white space that it counts as.
    Break(&'v str),
    Open(&'v Mark),
    Close(&'v Mark),
    /// A reference to the footnote with that label.
    Footnote(&'v str),
}

/// The stretch `range` of what a reader sees. A mark of which a part of the words is outside is cut off there.
pub fn slice<'v>(visible: &'v Visible<'_>, range: Range<usize>) -> Vec<Part<'v>> {
    let len = visible.text.len();
    // What adds no words belongs to what follows it, at the end of the block to what comes before.
    let holds = |at: usize| (range.start..range.end).contains(&at) || (at == len && range.end == len);
    let mut parts = Vec::new();
    // Marks that are open, with whether they were opened in the stretch.
    let mut open: Vec<(&Mark, bool)> = Vec::new();
    for (number, (start, inline)) in visible.steps.iter().enumerate() {
        let end = visible.steps.get(number + 1).map_or(len, |(next, _)| *next);
        let inside = range.start.max(*start)..range.end.min(end);
        match inline {
            Inline::Open(mark) => {
                open.push((mark, false));
                if matches!(mark, Mark::Link(link) if link.takes_heading) && holds(*start) {
                    open_all(&mut open, &mut parts);
                }
            }
            Inline::Close => {
                if let Some((mark, true)) = open.pop() {
                    parts.push(Part::Close(mark));
                    let is_reference = matches!(mark, Mark::Link(link) if link.takes_heading);
                    if is_reference && lacks_space(visible, number + 1) {
                        parts.push(Part::Text(" "));
                    }
                }
            }
            Inline::FootnoteReference(label) if holds(*start) => {
                open_all(&mut open, &mut parts);
                parts.push(Part::Footnote(label));
            }
            _ => {
                if let Some(words) = visible.text.get(inside).filter(|words| !words.is_empty()) {
                    open_all(&mut open, &mut parts);
                    parts.push(match inline {
                        Inline::Code(_) => Part::Code(words),
                        Inline::HardBreak => Part::Break(words),
                        _ => Part::Text(words),
                    });
                }
            }
        }
    }
    parts.extend(open.into_iter().rev().filter(|(_, opened)| *opened).map(|(mark, _)| Part::Close(mark)));
    parts
}

/// True if a space before the step was folded into one that stands before a reference: the words that the reference
/// takes from its target stand between.
fn lacks_space(visible: &Visible<'_>, step: usize) -> bool {
    let Some((start, inline)) = visible.steps.get(step) else { return false };
    let began_with_space = match inline {
        Inline::Text(words) => words.starts_with(char::is_whitespace),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    };
    began_with_space && visible.text.get(*start..).is_some_and(|rest| rest.starts_with(|c: char| c != ' '))
}

fn open_all<'v>(open: &mut [(&'v Mark, bool)], parts: &mut Vec<Part<'v>>) {
    for (mark, opened) in open.iter_mut().filter(|(_, opened)| !opened) {
        parts.push(Part::Open(mark));
        *opened = true;
    }
}
