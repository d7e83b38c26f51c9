//! The words of a change as HTML, what is inserted in `<ins>` and what is deleted in `<del>`.

use super::slice::{Part, slice};
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

    /// Appends pieces of a change.
    pub fn write(&self, html: &mut String, change: &Change, pieces: &[Piece]) {
        let (old, new) = (self.redline.old_block(change), self.redline.new_block(change));
        // A block that only refers to others has no words of its own.
        if let (Some(block), true) = (new.or(old), self.redline.new_text(change).is_empty())
            && self.redline.old_text(change).is_empty()
        {
            return self.whole(html, block, change);
        }
        let is_marked = pieces.iter().any(|piece| piece.op == Op::Deleted);
        let (old_words, new_words) = (old.filter(|_| is_marked).map(Visible::of), new.map(Visible::of));
        for piece in pieces {
            let (side, visible, range) = match piece.op {
                Op::Deleted => (0, &old_words, &piece.old),
                Op::Kept | Op::Inserted => (1, &new_words, &piece.new),
            };
            let (Some(visible), Some(block)) = (visible, if side == 0 { old } else { new }) else { continue };
            let words = visible.text.get(range.clone()).unwrap_or_default();
            self.open(html, piece.op, words);
            match block.kind {
                BlockKind::Code => {
                    push_escaped(html, words);
                }
                _ => self.parts(html, &slice(visible, range.clone()), side, piece.op),
            }
            html.push_str(match piece.op {
                Op::Kept => "",
                Op::Deleted => "</del>",
                Op::Inserted => "</ins>",
            });
        }
    }

    fn whole(&self, html: &mut String, block: &Block, change: &Change) {
        let op = match (change.old, change.new) {
            (None, _) => Op::Inserted,
            (_, None) => Op::Deleted,
            _ => Op::Kept,
        };
        let visible = Visible::of(block);
        self.open(html, op, "");
        self.parts(html, &slice(&visible, 0..visible.text.len()), usize::from(change.new.is_some()), op);
        html.push_str(match op {
            Op::Kept => "",
            Op::Deleted => "</del>",
            Op::Inserted => "</ins>",
        });
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
                Part::Open(Mark::Link(link)) => links.push(self.open_link(html, link, side, op)),
                Part::Close(Mark::Link(_)) => html.push_str(links.pop().unwrap_or_default()),
                Part::Open(Mark::Language(lang)) => {
                    html.push_str("<span");
                    push_attribute(html, "lang", lang);
                    html.push('>');
                }
                Part::Open(mark) => html.push_str(match mark {
                    Mark::Emphasis => "<em>",
                    Mark::Strong => "<strong>",
                    // `<del>` would say that the words were taken out since the old version.
                    Mark::Strikethrough => "<s>",
                    _ => "",
                }),
                Part::Close(mark) => html.push_str(match mark {
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
