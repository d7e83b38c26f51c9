//! What stands inside a block, as HTML.

use crate::locale::{Lang, Locale};
use crate::markdown::{Block, Inline};
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::resolve::{Format, Label, Resolved, ResolvedLink, Resolver, Target};

/// Writes the insides of blocks of one text.
pub struct InlineWriter<'c, 't> {
    pub resolver: Resolver<'c, 't>,
    /// The strings of the page's language.
    pub locale: &'c Locale,
    /// The language of the text.
    pub lang: &'c Lang,
    /// What stands before every id of the text on its page.
    pub prefix: &'c str,
    /// True if the footnotes themselves stand on the page, so that references can lead to them.
    pub has_footnotes: bool,
}

impl InlineWriter<'_, '_> {
    /// Appends what stands in `block`.
    pub fn block(&mut self, html: &mut String, block: &Block) {
        for piece in self.resolver.block(block) {
            self.piece(html, piece);
        }
    }

    /// Appends what stands in a cell of `row`.
    pub fn cell(&mut self, html: &mut String, row: &Block, cell: &[Inline]) {
        for piece in self.resolver.cell(row, cell) {
            self.piece(html, piece);
        }
    }

    fn piece(&self, html: &mut String, piece: Resolved<'_>) {
        match piece {
            Resolved::Text(words) => push_escaped(html, words),
            Resolved::Term { words, term, .. } => {
                html.push_str("<a class=\"term\"");
                push_attribute(html, "href", &format!("#{}term.{}", self.prefix, term.id));
                html.push('>');
                push_escaped(html, words);
                html.push_str("</a>");
            }
            Resolved::Code(words) => push_code(html, words),
            Resolved::Space => html.push('\n'),
            Resolved::Break => html.push_str("<br>\n"),
            Resolved::Enter(format) => open(html, &format),
            Resolved::Leave(format) => html.push_str(closing(&format)),
            Resolved::Label(label) => push_label(html, &label),
            Resolved::Footnote { number, is_first } => self.reference(html, number, is_first),
            Resolved::CellEnd => {}
        }
    }

    fn reference(&self, html: &mut String, number: usize, is_first: bool) {
        if !self.has_footnotes {
            push_number(html, number);
            return;
        }
        let prefix = self.prefix;
        let number = number.to_string();
        let spoken = self.locale.text("footnote-reference", &[("number", &number)]);
        html.push_str("<sup class=\"footnote-ref\"><a");
        if is_first {
            push_attribute(html, "id", &format!("{prefix}fnref.{number}"));
        }
        if self.locale.lang != *self.lang {
            push_attribute(html, "lang", self.locale.lang.as_str());
        }
        push_attribute(html, "href", &format!("#{prefix}fn.{number}"));
        push_attribute(html, "aria-label", &spoken);
        html.push('>');
        html.push_str(&number);
        html.push_str("</a></sup>");
    }
}

fn open(html: &mut String, format: &Format<'_>) {
    match format {
        Format::Emphasis => html.push_str("<em>"),
        Format::Strong => html.push_str("<strong>"),
        Format::Strikethrough => html.push_str("<del>"),
        Format::Language(lang) => push_span(html, Some(lang)),
        Format::Link(link) => match &link.target {
            Some(target) => push_anchor(html, link, target),
            None => html.push_str("<span class=\"dead-link\">"),
        },
    }
}

fn closing(format: &Format<'_>) -> &'static str {
    match format {
        Format::Emphasis => "</em>",
        Format::Strong => "</strong>",
        Format::Strikethrough => "</del>",
        Format::Link(link) if link.target.is_some() => "</a>",
        Format::Link(_) | Format::Language(_) => "</span>",
    }
}

fn push_label(html: &mut String, label: &Label) {
    match &label.lang {
        Some(lang) => {
            push_span(html, Some(lang.as_str()));
            push_escaped(html, &label.words);
            html.push_str("</span>");
        }
        None => push_escaped(html, &label.words),
    }
}

/// Appends the tag with which a link to `target` begins.
pub fn push_anchor(html: &mut String, link: &ResolvedLink, target: &Target) {
    html.push_str("<a");
    push_attribute(html, "href", &target.href());
    if let Some(lang) = &link.hreflang {
        push_attribute(html, "hreflang", lang.as_str());
    }
    html.push('>');
}

/// Appends the tag with which words begin that are in language `lang`.
pub fn push_span(html: &mut String, lang: Option<&str>) {
    html.push_str("<span");
    if let Some(lang) = lang {
        push_attribute(html, "lang", lang);
    }
    html.push('>');
}

pub fn push_code(html: &mut String, words: &str) {
    html.push_str("<code>");
    push_escaped(html, words);
    html.push_str("</code>");
}

/// Appends the number of a footnote to which nothing leads.
pub fn push_number(html: &mut String, number: usize) {
    html.push_str(&format!("<sup>[{number}]</sup>"));
}
