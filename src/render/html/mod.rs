//! A text as HTML: blocks with their addresses, in their lists, quotes and tables.

mod inline;
mod passages;
mod tables;

use std::ops::Range;

use inline::InlineWriter;

use super::escape::{escaped, push_attribute, push_escaped};
use super::resolve::{Footnotes, Links, Resolver, TermFinder};
use crate::library::Term;
use crate::locale::Locale;
use crate::markdown::{Block, BlockKind, Container, DirectiveKind, Document, Step, Walk, plain_text};

pub use inline::{push_anchor, push_code, push_number, push_span};
pub use passages::{Drift, Foreign, Mark, Missing, Shape, foreign_id, passages};
pub use tables::{CONTACT_COLUMNS, COOKIE_COLUMNS, Column, align_class};

/// What is needed to write one text.
pub struct Context<'a> {
    pub document: &'a Document,
    pub links: Links<'a>,
    /// The strings of the page's language, in which labels are.
    pub locale: &'a Locale,
    /// The strings of the text's language, in which the heads of registers are.
    pub text_locale: &'a Locale,
    /// The address of the controlling text of which this is a translation, and its language.
    pub controlling: Option<Controlling<'a>>,
    /// How its passages stand to that text, where the page says so.
    pub drift: Option<&'a Drift>,
    /// Of passages that stand in a page of another language.
    pub foreign: Option<Foreign<'a>>,
}

/// The text that decides, beside a translation.
pub struct Controlling<'a> {
    pub href: String,
    pub lang: String,
    /// What the language is called in the reader's.
    pub name: String,
    pub document: &'a Document,
}

/// A text as HTML.
pub struct Body<'a> {
    /// The words of the title.
    pub title: String,
    /// Everything else.
    pub html: String,
    /// The defined terms that it uses.
    pub terms: Vec<&'a Term>,
}

/// Writes the text.
pub fn body<'a>(context: &Context<'_>, terms: Option<TermFinder<'a>>) -> Body<'a> {
    let footnotes = Footnotes::of(context.document);
    let mut writer = Writer::new(context, &footnotes, terms);
    let title = writer.title();
    writer.begin();
    writer.flow(0..context.document.flow.len(), &footnotes);
    writer.footnotes(&footnotes);
    Body { title, html: writer.html, terms: writer.inline.resolver.terms() }
}

/// The words of a heading as HTML, without links.
pub fn heading_words(block: &Block) -> String {
    escaped(&plain_text(&block.inlines))
}

/// A container that is open, with what closing it needs.
enum Open {
    Tag(&'static str),
    /// A list whose items are blocks themselves: what an `{addenda}` directive became.
    Entries,
    Table {
        columns: Vec<Column>,
        in_body: bool,
    },
}

struct Writer<'c, 'a> {
    context: &'c Context<'c>,
    inline: InlineWriter<'c, 'a>,
    open: Vec<Open>,
    /// True for single passages: a term may stand here without its definitions, which `<dl>` does not allow.
    is_part: bool,
    /// Passages of another text that stand behind what is open.
    waiting: Vec<(Shape, String)>,
    html: String,
}

impl<'c, 'a> Writer<'c, 'a> {
    /// A writer of the whole text.
    fn new(context: &'c Context<'c>, footnotes: &'c Footnotes, terms: Option<TermFinder<'a>>) -> Self {
        let inline = InlineWriter {
            resolver: Resolver::new(&context.links).with_footnotes(footnotes).with_terms(terms),
            locale: context.locale,
            lang: &context.text_locale.lang,
            prefix: context.links.prefix,
            has_footnotes: true,
        };
        let (open, waiting, html) = (Vec::new(), Vec::new(), String::new());
        Writer { context, inline, open, is_part: false, waiting, html }
    }

    fn title(&mut self) -> String {
        let mut html = String::new();
        if let Some(title) = self.context.document.title() {
            self.inline.block(&mut html, title);
        }
        html
    }

    /// Writes a stretch of flow, leaving out the title and the footnotes, which have their own places.
    fn flow(&mut self, steps: Range<usize>, footnotes: &Footnotes) {
        let title = self.context.document.title().map(|title| title.span);
        let mut walk = Walk::within(self.context.document, steps);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(Container::Footnote(_)) => footnotes.skip(&mut walk),
                Step::Leave(Container::Footnote(_)) => {}
                Step::Enter(container) => self.open(container),
                Step::Leave(_) => {
                    self.close();
                    self.settle_items();
                }
                Step::Rule => self.html.push_str("<hr>\n"),
                Step::Directive(_) => {}
                Step::Block(index, block) => {
                    if Some(block.span) != title {
                        self.block(index, block);
                        self.lacks_behind(index);
                    }
                }
            }
            self.settle_blocks();
        }
        self.settle_blocks();
    }

    fn open(&mut self, container: &Container) {
        match container {
            Container::List(None) => self.open_tag("<ul>\n", "</ul>\n"),
            Container::List(Some(1)) => self.open_tag("<ol>\n", "</ol>\n"),
            Container::List(Some(first)) => {
                self.html.push_str("<ol");
                push_attribute(&mut self.html, "start", &first.to_string());
                self.open_tag(">\n", "</ol>\n");
            }
            Container::Item => self.open_tag("<li>", "</li>\n"),
            Container::Quote => self.open_tag("<blockquote>\n", "</blockquote>\n"),
            Container::DefinitionList if self.is_part => {
                self.open_tag("<div class=\"definitions\">\n", "</div>\n");
            }
            Container::Definition if self.is_part => self.open_tag("<div>", "</div>\n"),
            Container::DefinitionList => self.open_tag("<dl>\n", "</dl>\n"),
            Container::Definition => self.open_tag("<dd>", "</dd>\n"),
            Container::Footnote(_) => self.open_tag("", ""),
            Container::Table(alignments) => {
                let columns = alignments.iter().map(|&alignment| Column { alignment, name: String::new() });
                self.open_table("table", columns.collect());
            }
            Container::Entries(directive) => match &directive.kind {
                DirectiveKind::Addenda => {
                    self.html.push_str("<ul class=\"register addenda\">\n");
                    self.open.push(Open::Entries);
                }
                DirectiveKind::Cookies { .. } => self.open_register("cookies", COOKIE_COLUMNS),
                DirectiveKind::Contacts { .. } => self.open_register("contacts", CONTACT_COLUMNS),
            },
        }
    }

    fn open_tag(&mut self, opening: &str, closing: &'static str) {
        self.html.push_str(opening);
        self.open.push(Open::Tag(closing));
    }

    /// Marks an element whose label is in the page's language, where the text is in another.
    fn push_page_lang(&mut self) {
        let (page, text) = (&self.context.locale.lang, &self.context.text_locale.lang);
        if page != text {
            push_attribute(&mut self.html, "lang", page.as_str());
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Tag(closing)) => self.html.push_str(closing),
            Some(Open::Entries) => self.html.push_str("</ul>\n"),
            Some(Open::Table { in_body, .. }) => {
                self.html.push_str(if in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
            }
            None => {}
        }
    }

    fn block(&mut self, index: usize, block: &Block) {
        match block.kind {
            BlockKind::Heading(level) => self.heading(index, block, level),
            BlockKind::TableHead | BlockKind::TableRow => return self.row(index, block),
            BlockKind::Term if self.is_part => self.simple(index, block, "p"),
            BlockKind::Term => {
                self.simple(index, block, "dt");
                return self.details_in_definition(index);
            }
            BlockKind::Code => {
                self.html.push_str("<pre tabindex=\"0\"");
                self.push_passage(index, block);
                self.html.push_str("><code>");
                push_escaped(&mut self.html, &plain_text(&block.inlines));
                self.html.push_str("</code></pre>\n");
            }
            BlockKind::ListItem if matches!(self.open.last(), Some(Open::Entries)) => {
                return self.simple(index, block, "li");
            }
            _ => self.simple(index, block, "p"),
        }
        let details = self.details_of(index);
        self.html.push_str(&details);
    }

    fn simple(&mut self, index: usize, block: &Block, tag: &str) {
        self.html.push('<');
        self.html.push_str(tag);
        self.push_passage(index, block);
        self.html.push('>');
        self.inline.block(&mut self.html, block);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push_str(">\n");
    }

    /// A heading with its permanent link; in a translation also with a link to the same section of the text that
    /// controls. A second title of an old text stands below the page's own.
    fn heading(&mut self, index: usize, block: &Block, level: u8) {
        let document = self.context.document;
        let Some(section) = document.sections.get(block.section) else { return };
        let is_lower = self.context.foreign.is_some_and(|foreign| foreign.is_lower);
        let level = (level.max(2) + u8::from(is_lower)).min(6);
        let words = plain_text(&block.inlines);
        let id = match self.context.foreign {
            Some(foreign) => foreign_id(foreign.home, document, &section.id, foreign.lang),
            None => section.id.to_string(),
        };
        let id = format!("{}{id}", self.context.links.prefix);
        self.html.push_str(&format!("<h{level}"));
        push_attribute(&mut self.html, "id", &id);
        self.push_passage(index, block);
        self.html.push('>');
        self.inline.block(&mut self.html, block);
        let label = self.context.locale.text("section-link", &[("heading", &words)]);
        self.html.push_str(" <a class=\"anchor\"");
        self.push_page_lang();
        push_attribute(&mut self.html, "href", &format!("#{id}"));
        push_attribute(&mut self.html, "aria-label", &label);
        self.html.push_str(">#</a>");
        self.controlling_link(&section.id, &words);
        self.html.push_str(&format!("</h{level}>\n"));
    }

    fn controlling_link(&mut self, id: &str, words: &str) {
        let Some(controlling) = &self.context.controlling else { return };
        if controlling.document.section(id).is_none() {
            return;
        }
        let locale = self.context.locale;
        let language = &controlling.name;
        let label = locale.text("section-controlling-label", &[("heading", words), ("language", language)]);
        self.html.push_str(" <a class=\"controlling\"");
        self.push_page_lang();
        push_attribute(
            &mut self.html,
            "href",
            &format!("{}#{}{id}", controlling.href, self.context.links.prefix),
        );
        push_attribute(&mut self.html, "hreflang", &controlling.lang);
        push_attribute(&mut self.html, "aria-label", &label);
        self.html.push('>');
        push_escaped(&mut self.html, &locale.text("section-controlling", &[("language", language)]));
        self.html.push_str("</a>");
    }

    /// The footnotes at the end, in the order in which the text refers to them.
    fn footnotes(&mut self, footnotes: &Footnotes) {
        if footnotes.in_order().is_empty() {
            return;
        }
        let prefix = self.context.links.prefix;
        self.html.push_str("<section class=\"footnotes\"><h2");
        push_attribute(&mut self.html, "id", &format!("{prefix}footnotes.heading"));
        self.html.push('>');
        push_escaped(&mut self.html, &self.context.text_locale.text("footnotes", &[]));
        self.html.push_str("</h2>\n<ol>\n");
        for footnote in footnotes.in_order() {
            self.html.push_str("<li");
            push_attribute(&mut self.html, "id", &format!("{prefix}fn.{}", footnote.number));
            self.html.push('>');
            self.flow(footnote.inside.clone(), footnotes);
            if footnote.is_referenced {
                let number = footnote.number.to_string();
                let label = self.context.locale.text("footnote-back", &[("number", &number)]);
                self.html.push_str("<a class=\"footnote-back\"");
                self.push_page_lang();
                push_attribute(&mut self.html, "href", &format!("#{prefix}fnref.{number}"));
                push_attribute(&mut self.html, "aria-label", &label);
                self.html.push_str(">↩</a>");
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol></section>\n");
    }
}
