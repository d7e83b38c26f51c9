//! A stretch of a block's words with the formatting around them, wherever it is cut.

use std::ops::Range;

use crate::markdown::{Inline, Mark, Visible};

/// A step through a stretch. Every mark that is opened is closed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'v> {
    Text(&'v str),
    Code(&'v str),
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
                        _ => Part::Text(words),
                    });
                }
            }
        }
    }
    parts.extend(open.into_iter().rev().filter(|(_, opened)| *opened).map(|(mark, _)| Part::Close(mark)));
    parts
}

fn open_all<'v>(open: &mut [(&'v Mark, bool)], parts: &mut Vec<Part<'v>>) {
    for (mark, opened) in open.iter_mut().filter(|(_, opened)| !opened) {
        parts.push(Part::Open(mark));
        *opened = true;
    }
}
