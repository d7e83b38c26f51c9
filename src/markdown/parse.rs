//! Markdown to [`Document`], on the events of pulldown-cmark.

use std::ops::Range;

use arcstr::{ArcStr, Substr};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::directive::{self, Directive};
use super::document::{Alignment, Block, BlockKind, Container, Document, Flow, MarkdownFault};
use super::emphasis;
use super::fingerprint;
use super::inline::Inline;
use super::inline_events::{self, Origin};
use super::sections;
use crate::source::FileId;

/// What of Markdown is understood: CommonMark with tables, footnotes, definition lists, strikethrough and heading
/// attributes.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Parses the part `body` of `text`, which is the whole of `file`. Never fails: what cannot be shown as it was
/// meant is listed in [`Document::faults`].
pub fn parse(file: FileId, text: &ArcStr, body: Range<usize>) -> Document {
    let markdown = text.get(body.clone()).unwrap_or_default();
    let origin = Origin { file, text, markdown, offset: body.start };
    let mut builder =
        Builder { origin, document: Document::default(), open: Vec::new(), leaf: None, directive: None };
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.close_leaf();
    let mut document = builder.document;
    sections::number(&mut document);
    document.shrink();
    document
}

/// A block that is being collected.
struct Leaf<'a> {
    kind: BlockKind,
    /// Of the whole block; a block without tags of its own grows with its events.
    range: Range<usize>,
    /// False for the words of a tight list item, which end where the next block begins.
    tagged: bool,
    heading: Option<sections::Attributes>,
    events: Vec<(Event<'a>, Range<usize>)>,
}

struct Builder<'a> {
    origin: Origin<'a>,
    document: Document,
    /// The containers that are open, with whether a block has stood in them yet.
    open: Vec<(Container, bool)>,
    leaf: Option<Leaf<'a>>,
    /// The directive in which events are left out.
    directive: Option<Directive>,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(directive) = self.directive.take() {
            self.inside_directive(directive, &event);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.close_untagged();
                self.document.flow.push(Flow::Rule);
            }
            Event::Html(_) => self.push(event, range),
            inline => self.inline(inline, range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if is_inline(&tag) {
            return self.inline(Event::Start(tag), range);
        }
        self.close_untagged();
        match tag {
            Tag::Paragraph => self.open_leaf(self.paragraph_kind(), range),
            Tag::Heading { level, id, classes, attrs } => {
                self.open_leaf(BlockKind::Heading(level as u8), range);
                let attributes = sections::Attributes {
                    id: id.map(|id| Substr::from(&*id)),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    others: attrs.iter().map(|(key, _)| key.to_string()).collect(),
                };
                self.leaf.iter_mut().for_each(|leaf| leaf.heading = Some(attributes.clone()));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if self.directive(&info, &range) => {}
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.open_leaf(BlockKind::Code, range),
            Tag::TableHead => self.open_leaf(BlockKind::TableHead, range),
            Tag::TableRow => self.open_leaf(BlockKind::TableRow, range),
            Tag::DefinitionListTitle => self.open_leaf(BlockKind::Term, range),
            Tag::BlockQuote(_) => self.open(Container::Quote),
            Tag::List(first) => self.open(Container::List(first)),
            Tag::Item => self.open(Container::Item),
            Tag::Table(columns) => {
                self.open(Container::Table(columns.into_iter().map(alignment).collect()));
            }
            Tag::DefinitionList => self.open(Container::DefinitionList),
            Tag::DefinitionListDefinition => self.open(Container::Definition),
            Tag::FootnoteDefinition(label) => self.open(Container::Footnote(Substr::from(&*label))),
            // Cells are marks inside the block that a row is.
            _ => self.push(Event::Start(tag), range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.push(Event::End(tag), range);
            }
            TagEnd::TableCell => self.push(Event::End(tag), range),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle => self.close_leaf(),
            _ => {
                self.close_untagged();
                self.open.pop();
                self.document.flow.push(Flow::Close);
            }
        }
    }

    fn open(&mut self, container: Container) {
        self.document.flow.push(Flow::Open(container.clone()));
        self.open.push((container, false));
    }

    fn open_leaf(&mut self, kind: BlockKind, range: Range<usize>) {
        self.leaf = Some(Leaf { kind, range, tagged: true, heading: None, events: Vec::new() });
    }

    /// What a paragraph is here, which depends on what it stands in.
    fn paragraph_kind(&self) -> BlockKind {
        match self.open.last() {
            Some((Container::Item, false)) => BlockKind::ListItem,
            Some((Container::Quote, _)) => BlockKind::Quote,
            Some((Container::Definition, _)) => BlockKind::Definition,
            Some((Container::Footnote(_), _)) => BlockKind::Footnote,
            _ => BlockKind::Paragraph,
        }
    }

    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(leaf) = &mut self.leaf {
            leaf.events.push((event, range));
        }
    }

    /// Adds to the open block, or begins the words of a tight list item.
    fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.leaf.is_none() {
            self.open_leaf(self.paragraph_kind(), range.clone());
            self.leaf.iter_mut().for_each(|leaf| leaf.tagged = false);
        }
        if let Some(leaf) = &mut self.leaf {
            if !leaf.tagged {
                leaf.range.end = leaf.range.end.max(range.end);
            }
            leaf.events.push((event, range));
        }
    }

    fn close_untagged(&mut self) {
        if self.leaf.as_ref().is_some_and(|leaf| !leaf.tagged) {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let range = self.origin.trim(leaf.range);
        let inlines = match leaf.kind {
            BlockKind::Code => inline_events::verbatim(&self.origin, &leaf.events),
            BlockKind::TableHead | BlockKind::TableRow => self.row(leaf.events, &range),
            _ => self.run(leaf.events),
        };
        self.add_block(leaf.kind, range, inlines);
        if let Some(attributes) = leaf.heading {
            sections::open(&mut self.document, attributes);
        }
    }

    /// Raw HTML is never passed through: a comment is left out, anything else is shown as the characters it is.
    fn close_html(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let range = self.origin.trim(leaf.range);
        self.document.faults.push(MarkdownFault::RawHtml(self.origin.span(range.clone())));
        if !is_comment(self.origin.markdown.get(range.clone()).unwrap_or_default()) {
            let inlines = inline_events::verbatim(&self.origin, &leaf.events);
            self.add_block(BlockKind::Code, range, inlines);
        }
    }

    fn row(&mut self, events: Vec<(Event<'a>, Range<usize>)>, row: &Range<usize>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut cell = Vec::new();
        let mut shown_end = row.start;
        for (event, range) in events {
            match event {
                Event::Start(Tag::TableCell) => {}
                Event::End(TagEnd::TableCell) => {
                    inlines.append(&mut self.run(std::mem::take(&mut cell)));
                    inlines.push(Inline::CellEnd);
                    shown_end = range.end;
                }
                event => cell.push((event, range)),
            }
        }
        let left = self.origin.markdown.get(shown_end..row.end).unwrap_or_default();
        if left.contains(|c: char| c != '|' && !c.is_whitespace()) {
            self.document.faults.push(MarkdownFault::ExtraCells(self.origin.span(shown_end..row.end)));
        }
        inlines
    }

    /// One run of inline events, its emphasis amended for Chinese, Japanese and Korean.
    fn run(&mut self, events: Vec<(Event<'a>, Range<usize>)>) -> Vec<Inline> {
        let events = emphasis::amend(self.origin.markdown, events);
        for range in emphasis::unclosed(self.origin.markdown, &events) {
            self.document.faults.push(MarkdownFault::UnclosedEmphasis(self.origin.span(range)));
        }
        inline_events::convert(&self.origin, events, &mut self.document.faults)
    }

    fn add_block(&mut self, kind: BlockKind, range: Range<usize>, inlines: Vec<Inline>) {
        if let Some((_, filled)) = self.open.last_mut() {
            *filled = true;
        }
        let depth =
            self.open.iter().filter(|(c, _)| matches!(c, Container::List(_) | Container::Quote)).count();
        let markdown = self.origin.markdown.get(range.clone()).unwrap_or_default();
        self.document.flow.push(Flow::Block(self.document.blocks.len()));
        self.document.blocks.push(Block {
            kind,
            source: fingerprint::of_source(markdown),
            text: fingerprint::of_text(&inlines),
            span: self.origin.span(range),
            section: self.document.sections.len().saturating_sub(1),
            ordinal: 0,
            depth: depth as u32,
            inlines,
        });
    }

    /// A directive ends with its fence; words inside it are shown nowhere, which is a fault.
    fn inside_directive(&mut self, directive: Directive, event: &Event<'_>) {
        match event {
            Event::End(TagEnd::CodeBlock) => {}
            Event::Text(words) if !words.trim().is_empty() => {
                let message = "what stands inside a directive is not shown".to_owned();
                self.document.faults.push(MarkdownFault::BadDirective { span: directive.span, message });
                self.directive = Some(directive);
            }
            _ => self.directive = Some(directive),
        }
    }

    /// Takes a fenced block that is a directive, or means to be one.
    fn directive(&mut self, info: &str, range: &Range<usize>) -> bool {
        let span = self.origin.span(self.origin.trim(range.clone()));
        match directive::parse(info, span) {
            None => false,
            Some(Ok(directive)) => {
                self.document.flow.push(Flow::Directive(Box::new(directive.clone())));
                self.directive = Some(directive);
                true
            }
            Some(Err(error)) => {
                self.document.faults.push(MarkdownFault::BadDirective { span, message: error.to_string() });
                false
            }
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").and_then(|rest| rest.find("-->").map(|at| &rest[at + 3..])) == Some("")
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
