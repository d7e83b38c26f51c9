//! The words of a change as HTML, what is inserted in `<ins>` and what is deleted in `<del>`.

use std::ops::Range;

use super::changed_cells;
use super::slice::{Opening, Part, Slicer};
use crate::locale::{Lang, Locale};
use crate::markdown::{Block, BlockKind, Destination, Document, Link, Mark, Visible, plain_text};
use crate::redline::{Change, Op, Piece, Redline};
use crate::render::escape::{address, push_attribute, push_escaped};
use crate::render::footnotes::Footnotes;
use crate::render::links::{Links, Resolved};

/// Where the links of a text lead.
pub trait Targets {
    fn resolve(&self, link: &Link) -> Resolved;
}

impl Targets for Links<'_> {
    fn resolve(&self, link: &Link) -> Resolved {
        Links::resolve(self, link)
    }
}

/// The links of a text that stands alone: those to other sites and to its own sections.
pub struct OwnTargets<'a> {
    pub document: &'a Document,
    pub lang: &'a Lang,
}

impl Targets for OwnTargets<'_> {
    fn resolve(&self, link: &Link) -> Resolved {
        let (href, words) = match Destination::parse(&link.destination) {
            Destination::External(target) => (Some(target.to_owned()), target.to_owned()),
            Destination::Fragment(id) => {
                let section = self.document.section(&id);
                let heading = section.and_then(|section| self.document.heading(section));
                let words = heading.map_or_else(|| id.to_string(), |heading| plain_text(&heading.inlines));
                (section.map(|_| format!("#{id}")), words)
            }
            _ => (None, link.destination.to_string()),
        };
        Resolved { href, hreflang: None, heading: Some((words, self.lang.clone())) }
    }
}

/// Writes the words of changes.
pub struct WordWriter<'c> {
    pub redline: &'c Redline<'c>,
    /// Of the old and of the new text.
    pub targets: [&'c dyn Targets; 2],
    pub footnotes: [Footnotes; 2],
    /// The language of the texts.
    pub lang: &'c Lang,
    /// What a screen reader says before what is inserted and what is deleted.
    labels: [String; 2],
}

impl<'c> WordWriter<'c> {
    pub fn new(
        redline: &'c Redline<'c>,
        targets: [&'c dyn Targets; 2],
        lang: &'c Lang,
        locale: &Locale,
    ) -> Self {
        let label = |key: &str| locale.text("label", &[("label", &locale.text(key, &[]))]);
        WordWriter {
            redline,
            targets,
            footnotes: [Footnotes::of(redline.old), Footnotes::of(redline.new)],
            lang,
            labels: [label("redline-inserted"), label("redline-deleted")],
        }
    }

    /// Writes the words of one change, piece by piece.
    pub fn of<'w>(&'w self, change: &'w Change, words: &'w ChangedWords<'w>) -> PieceWriter<'w, 'c> {
        let slicer = |words: &'w Option<Visible<'w>>| words.as_ref().map(Slicer::new);
        PieceWriter { writer: self, change, words, slicers: [slicer(&words.old), slicer(&words.new)] }
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

    fn parts(&self, html: &mut String, parts: &[Part<'_>], side: usize, op: Op) {
        // How each link that is open is closed.
        let mut links = Vec::new();
        for part in parts {
            match part {
                Part::Text(words) => push_escaped(html, words),
                Part::Break(_) => html.push_str("<br>\n"),
                Part::Code(words) => {
                    html.push_str("<code>");
                    push_escaped(html, words);
                    html.push_str("</code>");
                }
                Part::Footnote(label) => {
                    if let Some(number) = self.footnotes[side].number(label) {
                        html.push_str(&format!("<sup>[{number}]</sup>"));
                    }
                }
                Part::Open(Opening { mark: Mark::Link(link), .. }) => {
                    links.push(self.open_link(html, link, side, op));
                }
                Part::Close(Opening { mark: Mark::Link(_), .. }) => {
                    html.push_str(links.pop().unwrap_or_default());
                }
                Part::Open(Opening { mark: Mark::Language(lang), .. }) => {
                    html.push_str("<span");
                    push_attribute(html, "lang", lang);
                    html.push('>');
                }
                Part::Open(opening) => html.push_str(match opening.mark {
                    Mark::Emphasis => "<em>",
                    Mark::Strong => "<strong>",
                    // `<del>` would say that the words were taken out since the old version.
                    Mark::Strikethrough => "<s>",
                    _ => "",
                }),
                Part::Close(opening) => html.push_str(match opening.mark {
                    Mark::Emphasis => "</em>",
                    Mark::Strong => "</strong>",
                    Mark::Strikethrough => "</s>",
                    Mark::Language(_) => "</span>",
                    _ => "",
                }),
            }
        }
    }

    /// What is deleted leads nowhere any more.
    fn open_link(&self, html: &mut String, link: &Link, side: usize, op: Op) -> &'static str {
        let resolved = self.targets[side].resolve(link);
        let closing = match resolved.href.filter(|_| op != Op::Deleted) {
            Some(href) => {
                html.push_str("<a");
                push_attribute(html, "href", &address(&href));
                if let Some(lang) = &resolved.hreflang {
                    push_attribute(html, "hreflang", lang.as_str());
                }
                html.push('>');
                "</a>"
            }
            None => "",
        };
        if let Some((words, lang)) = resolved.heading.filter(|_| link.takes_heading) {
            html.push_str("<span");
            if lang != *self.lang {
                push_attribute(html, "lang", lang.as_str());
            }
            html.push('>');
            push_escaped(html, &words);
            html.push_str("</span>");
        }
        closing
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
            self.writer.parts(html, &parts, side, op);
        }
        html.push_str(match op {
            Op::Kept => "",
            Op::Deleted => "</del>",
            Op::Inserted => "</ins>",
        });
    }
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
