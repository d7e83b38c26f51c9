//! The two wordings of a passage that changed, with their grave words.

use std::ops::Range;

use super::judgement::Reason;
use crate::language::{Grave, GraveKind, ListedWords, Table, grave};
use crate::redline::{Change, Op, Piece, Redline};

/// The words that are grave in the controlling language.
#[derive(Clone, Copy)]
pub struct GraveWords<'w> {
    /// Those of the language; `None` where they are not known.
    pub table: Option<Table>,
    /// Those that the site lists.
    pub listed: Option<&'w ListedWords>,
}

/// The two wordings of a passage, with the grave words of each and what a change marks in it.
pub struct Wordings<'t> {
    pub texts: [&'t str; 2],
    pub words: [Vec<Grave>; 2],
    /// Where what is marked stands in the old text and in the new one, in order.
    pub marked: Vec<[Range<usize>; 2]>,
}

impl<'t> Wordings<'t> {
    /// Reads the words of a passage that changed.
    pub fn of(redline: &'t Redline<'_>, change: &'t Change, words: GraveWords<'_>) -> Self {
        let texts = [redline.old_text(change), redline.new_text(change)];
        let hunks = change.pieces.split(|piece| piece.op == Op::Kept).filter(|hunk| !hunk.is_empty());
        let marked = hunks.map(|hunk| [side(hunk, |piece| &piece.old), side(hunk, |piece| &piece.new)]);
        Wordings {
            texts,
            words: texts.map(|text| grave(text, words.table, words.listed)),
            marked: marked.collect(),
        }
    }
}

/// Returns the reason that a word is, if it changed.
pub fn reason(kind: GraveKind) -> Reason {
    match kind {
        GraveKind::Number | GraveKind::Unit => Reason::Figure,
        GraveKind::Address => Reason::Address,
        GraveKind::Symbol => Reason::Symbol,
        GraveKind::Negation => Reason::Negation,
        GraveKind::Modal => Reason::Modal,
        GraveKind::Recipient => Reason::Recipient,
        GraveKind::Country => Reason::Country,
        GraveKind::Data => Reason::Data,
        GraveKind::Law | GraveKind::Right | GraveKind::Clause => Reason::Law,
        GraveKind::Scope => Reason::Scope,
        GraveKind::Listed => Reason::Listed,
    }
}

/// Where the marked words stand in one of the two texts.
fn side(hunk: &[Piece], range: impl Fn(&Piece) -> &Range<usize>) -> Range<usize> {
    let ranges = || hunk.iter().map(&range).filter(|range| !range.is_empty());
    let start = ranges().map(|range| range.start).min().unwrap_or(0);
    start..ranges().map(|range| range.end).max().unwrap_or(start)
}
