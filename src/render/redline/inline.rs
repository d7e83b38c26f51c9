//! The words of a change as HTML, what is inserted in `<ins>` and what is deleted in `<del>`.

use std::ops::Range;

use super::changed_cells;
use crate::locale::{Lang, Locale};
use crate::markdown::{Block, BlockKind, Visible};
use crate::redline::{Change, Op, Piece, Redline};
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::html::{push_anchor, push_code, push_number, push_span};
use crate::render::resolve::{Footnotes, Format, Resolved, ResolvedLink, Resolver, Slicer, Target, Targets};

/// Writes the words of changes.
pub struct WordWriter<'c> {
    pub redline: &'c Redline<'c>,
    /// Of the old and of the new text.
    pub targets: [&'c dyn Targets; 2],
    pub footnotes: [Footnotes; 2],
    /// What a screen reader says before what is inserted and what is deleted.
    labels: [String; 2],
}

impl<'c> WordWriter<'c> {
    pub fn new(redline: &'c Redline<'c>, targets: [&'c dyn Targets; 2], locale: &Locale) -> Self {
        let label = |key: &str| locale.text("label", &[("label", &locale.text(key, &[]))]);
        WordWriter {
            redline,
            targets,
            footnotes: [Footnotes::of(redline.old), Footnotes::of(redline.new)],
            labels: [label("redline-inserted"), label("redline-deleted")],
        }
    }

    /// Writes the words of one change, piece by piece.
    pub fn of<'w>(&'w self, change: &'w Change, words: &'w ChangedWords<'w>) -> PieceWriter<'w, 'c> {
        let slicer = |words: &'w Option<Visible<'w>>| words.as_ref().map(Slicer::new);
        let resolver = |side: usize| Resolver::new(self.targets[side]).with_footnotes(&self.footnotes[side]);
        PieceWriter {
            writer: self,
            change,
            words,
            slicers: [slicer(&words.old), slicer(&words.new)],
            resolvers: [resolver(0), resolver(1)],
        }
    }

    /// The label is said by screen readers and not part of the text. White space alone is not worth saying.
    fn open(&self, html: &mut String, op: Op, words: &str) {
        let (tag, label) = match op {
            Op::Kept => return,
            Op::Inserted => ("<ins", &self.labels[0]),
            Op::Deleted => ("<del", &self.labels[1]),
        };
        html.push_str(tag);
        if words.is_empty() || !words.trim().is_empty() {
            push_attribute(html, "data-said", label);
        }
        html.push('>');
    }
}

/// What a reader sees of the blocks of a change; of the old one only where something of it is shown.
pub struct ChangedWords<'a> {
    old: Option<Visible<'a>>,
    new: Option<Visible<'a>>,
}

impl<'a> ChangedWords<'a> {
    pub fn of(redline: &Redline<'a>, change: &Change) -> Self {
        let is_shown = change.new.is_none() || change.pieces.iter().any(|piece| piece.op == Op::Deleted);
        ChangedWords {
            old: redline.old_block(change).filter(|_| is_shown).map(Visible::of),
            new: redline.new_block(change).map(Visible::of),
        }
    }
}

/// Writes the pieces of one change in their order.
pub struct PieceWriter<'w, 'c> {
    writer: &'w WordWriter<'c>,
    change: &'w Change,
    words: &'w ChangedWords<'w>,
    /// Of the old and of the new text.
    slicers: [Option<Slicer<'w>>; 2],
    resolvers: [Resolver<'w, 'w>; 2],
}

impl PieceWriter<'_, '_> {
    pub fn write(&mut self, html: &mut String, pieces: &[Piece]) {
        for piece in pieces {
            let (side, range) = match piece.op {
                Op::Deleted => (0, &piece.old),
                Op::Kept | Op::Inserted => (1, &piece.new),
            };
            self.write_range(html, piece.op, side, range.clone());
        }
    }

    /// A block that only refers to others has no words of its own, but something to show.
    pub fn write_wordless(&mut self, html: &mut String) {
        let (op, side) = match (self.change.old, self.change.new) {
            (_, None) => (Op::Deleted, 0),
            (None, _) => (Op::Inserted, 1),
            _ => (Op::Kept, 1),
        };
        self.write_range(html, op, side, 0..0);
    }

    /// The same for a cell.
    pub fn write_wordless_cell(&mut self, html: &mut String, place: &Range<usize>) {
        let op = if self.change.old.is_none() { Op::Inserted } else { Op::Kept };
        self.write_range(html, op, 1, place.clone());
    }

    fn write_range(&mut self, html: &mut String, op: Op, side: usize, range: Range<usize>) {
        let redline = self.writer.redline;
        let visible = if side == 0 { &self.words.old } else { &self.words.new };
        let block = if side == 0 { redline.old_block(self.change) } else { redline.new_block(self.change) };
        let (Some(visible), Some(block), Some(slicer)) = (visible, block, &mut self.slicers[side]) else {
            return;
        };
        let words = &visible.text[range.clone()];
        let is_code = block.kind == BlockKind::Code;
        let parts = if is_code { Vec::new() } else { slicer.take(range) };
        if parts.is_empty() && words.is_empty() {
            return;
        }
        self.writer.open(html, op, words);
        if is_code {
            push_escaped(html, words);
        } else {
            for piece in self.resolvers[side].parts(parts) {
                push_piece(html, piece, op);
            }
        }
        html.push_str(match op {
            Op::Kept => "",
            Op::Deleted => "</del>",
            Op::Inserted => "</ins>",
        });
    }
}

fn push_piece(html: &mut String, piece: Resolved<'_>, op: Op) {
    match piece {
        Resolved::Text(words) | Resolved::Term { words, .. } => push_escaped(html, words),
        Resolved::Code(words) => push_code(html, words),
        Resolved::Space | Resolved::CellEnd => html.push(' '),
        Resolved::Break => html.push_str("<br>\n"),
        Resolved::Enter(format) => push_opening(html, &format, op),
        Resolved::Leave(format) => html.push_str(closing(&format, op)),
        Resolved::Label(label) => {
            push_span(html, label.lang.as_ref().map(Lang::as_str));
            push_escaped(html, &label.words);
            html.push_str("</span>");
        }
        Resolved::Footnote { number, .. } => push_number(html, number),
    }
}

fn push_opening(html: &mut String, format: &Format<'_>, op: Op) {
    match format {
        Format::Emphasis => html.push_str("<em>"),
        Format::Strong => html.push_str("<strong>"),
        // `<del>` would say that the words were taken out since the old version.
        Format::Strikethrough => html.push_str("<s>"),
        Format::Language(lang) => push_span(html, Some(lang)),
        Format::Link(link) => {
            if let Some(target) = target(link, op) {
                push_anchor(html, link, target);
            }
        }
    }
}

fn closing(format: &Format<'_>, op: Op) -> &'static str {
    match format {
        Format::Emphasis => "</em>",
        Format::Strong => "</strong>",
        Format::Strikethrough => "</s>",
        Format::Language(_) => "</span>",
        Format::Link(link) => target(link, op).map_or("", |_| "</a>"),
    }
}

/// What is deleted leads nowhere any more.
fn target(link: &ResolvedLink, op: Op) -> Option<&Target> {
    link.target.as_ref().filter(|_| op != Op::Deleted)
}

/// The words of one change, the cells of a row with a bar between.
pub fn passage(writer: &WordWriter<'_>, change: &Change) -> String {
    let words = ChangedWords::of(writer.redline, change);
    let mut pieces = writer.of(change, &words);
    let mut html = String::new();
    let is_row = |block: Option<&Block>| {
        block.is_some_and(|block| matches!(block.kind, BlockKind::TableHead | BlockKind::TableRow))
    };
    if is_row(writer.redline.new_block(change).or(writer.redline.old_block(change))) {
        for (at, cell) in changed_cells(writer.redline, change).iter().enumerate() {
            html.push_str(if at > 0 { " | " } else { "" });
            match &cell.new {
                Some(place) if cell.pieces.is_empty() => pieces.write_wordless_cell(&mut html, place),
                _ => pieces.write(&mut html, &cell.pieces),
            }
        }
    } else if change.pieces.is_empty() {
        pieces.write_wordless(&mut html);
    } else {
        pieces.write(&mut html, &change.pieces);
    }
    html
}
