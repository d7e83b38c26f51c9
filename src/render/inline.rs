//! What stands inside a block, as HTML.

use std::collections::HashSet;

use super::escape::{address, push_attribute, push_escaped};
use super::footnotes::Footnotes;
use super::links::Links;
use super::terms::TermFinder;
use crate::locale::Locale;
use crate::markdown::{Inline, Link, Mark, Piece, Pieces};

/// Writes the insides of blocks of one text.
pub struct InlineWriter<'c> {
    pub links: &'c Links<'c>,
    pub footnotes: &'c Footnotes,
    pub locale: &'c Locale,
    /// True if the footnotes themselves stand on the page, so that references can lead to them.
    pub has_footnotes: bool,
    /// The footnotes that something has referred to: the first reference is where a footnote leads back.
    referred: HashSet<usize>,
}

/// A mark that is open: how it is closed, and whether it is a link, in which no other can stand.
struct Open {
    closing: &'static str,
    is_link: bool,
}

impl<'c> InlineWriter<'c> {
    pub fn new(links: &'c Links<'c>, footnotes: &'c Footnotes, locale: &'c Locale) -> Self {
        InlineWriter { links, footnotes, locale, has_footnotes: true, referred: HashSet::new() }
    }

    /// Appends `inlines`; marks defined terms if `terms` are given.
    pub fn write(&mut self, html: &mut String, inlines: &[Inline], mut terms: Option<&mut TermFinder<'_>>) {
        let mut open: Vec<Open> = Vec::new();
        let mut links = 0_usize;
        for piece in Pieces::of(inlines) {
            match piece {
                Piece::Words(words) => match terms.as_deref_mut().filter(|_| links == 0) {
                    Some(terms) => self.write_with_terms(html, words, terms),
                    None => push_escaped(html, words),
                },
                Piece::Code(words) => {
                    html.push_str("<code>");
                    push_escaped(html, words);
                    html.push_str("</code>");
                }
                Piece::Space => html.push('\n'),
                Piece::Break => html.push_str("<br>\n"),
                Piece::Footnote(label) => self.write_reference(html, label),
                Piece::Enter(mark) => {
                    let mark = self.open(html, mark);
                    links += usize::from(mark.is_link);
                    open.push(mark);
                }
                Piece::Leave(_) => {
                    if let Some(mark) = open.pop() {
                        links -= usize::from(mark.is_link);
                        html.push_str(mark.closing);
                    }
                }
                Piece::Joint | Piece::CellEnd => {}
            }
        }
    }

    fn open(&self, html: &mut String, mark: &Mark) -> Open {
        let (opening, closing) = match mark {
            Mark::Emphasis => ("<em>", "</em>"),
            Mark::Strong => ("<strong>", "</strong>"),
            Mark::Strikethrough => ("<del>", "</del>"),
            Mark::Image => ("", ""),
            Mark::Language(lang) => {
                html.push_str("<span");
                push_attribute(html, "lang", lang);
                (">", "</span>")
            }
            Mark::Link(link) => return self.open_link(html, link),
        };
        html.push_str(opening);
        Open { closing, is_link: false }
    }

    fn open_link(&self, html: &mut String, link: &Link) -> Open {
        let resolved = self.links.resolve(link);
        let open = match &resolved.href {
            None => {
                html.push_str("<span class=\"dead-link\">");
                Open { closing: "</span>", is_link: false }
            }
            Some(href) => {
                html.push_str("<a");
                push_attribute(html, "href", &address(href));
                if let Some(lang) = &resolved.hreflang {
                    push_attribute(html, "hreflang", lang.as_str());
                }
                html.push('>');
                Open { closing: "</a>", is_link: true }
            }
        };
        if let Some((words, lang)) = resolved.heading.filter(|_| link.takes_heading) {
            if lang == self.links.article.reading.text().lang {
                push_escaped(html, &words);
            } else {
                html.push_str("<span");
                push_attribute(html, "lang", lang.as_str());
                html.push('>');
                push_escaped(html, &words);
                html.push_str("</span>");
            }
        }
        open
    }

    fn write_with_terms(&self, html: &mut String, words: &str, terms: &mut TermFinder<'_>) {
        let mut done = 0;
        for found in terms.find(words) {
            push_escaped(html, &words[done..found.start]);
            html.push_str("<a class=\"term\"");
            push_attribute(html, "href", &format!("#{}term.{}", self.links.prefix, found.term.id));
            html.push('>');
            push_escaped(html, &words[found.start..found.end]);
            html.push_str("</a>");
            done = found.end;
        }
        push_escaped(html, &words[done..]);
    }

    fn write_reference(&mut self, html: &mut String, label: &str) {
        let Some(number) = self.footnotes.number(label) else { return };
        if !self.has_footnotes {
            html.push_str(&format!("<sup>[{number}]</sup>"));
            return;
        }
        let is_first = self.referred.insert(number);
        let prefix = self.links.prefix;
        let number = number.to_string();
        let spoken = self.locale.text("footnote-reference", &[("number", &number)]);
        html.push_str("<sup class=\"footnote-ref\"><a");
        if is_first {
            push_attribute(html, "id", &format!("{prefix}fnref.{number}"));
        }
        if self.locale.lang != self.links.article.reading.text().lang {
            push_attribute(html, "lang", self.locale.lang.as_str());
        }
        push_attribute(html, "href", &format!("#{prefix}fn.{number}"));
        push_attribute(html, "aria-label", &spoken);
        html.push('>');
        html.push_str(&number);
        html.push_str("</a></sup>");
    }
}
