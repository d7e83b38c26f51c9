//! Passages that drifted: marked where they stand, and those that a translation lacks put where they would stand.

use std::collections::{BTreeSet, HashMap};

use super::{Context, Open, Writer};
use crate::drift::State;
use crate::markdown::{Block, BlockKind, Container, Document, Step, Walk};
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::resolve::Footnotes;

/// How the passages of a translation stand.
#[derive(Debug, Default)]
pub struct Drift {
    /// By block.
    pub marks: HashMap<usize, Mark>,
    /// What the translation lacks, by the block behind which it would stand; `None` for the beginning.
    pub missing: HashMap<Option<usize>, Missing>,
}

/// How one block stands.
#[derive(Debug)]
pub struct Mark {
    pub state: State,
    /// What became of the controlling text, as HTML; empty where a later block of the passage has it.
    pub details: String,
}

/// Passages of the controlling text, as HTML.
#[derive(Debug)]
pub struct Missing {
    pub shape: Shape,
    pub html: String,
}

/// What passages can be put between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows of a table, between its rows.
    Rows,
    /// Items of a list, between its items.
    Items,
    /// Anything else, outside of lists and tables.
    Blocks,
}

/// Marks passages that stand in a page of another language.
#[derive(Debug, Clone, Copy)]
pub struct Foreign<'a> {
    pub lang: &'a str,
    pub dir: &'a str,
    /// Those that the page's text lacks, and not only what is around them.
    pub missing: &'a BTreeSet<usize>,
    /// What each says of itself, where nothing around them does; empty where something does.
    pub label: &'a str,
    /// True if headings stand one level lower than in their own text, as they do in a redline.
    pub is_lower: bool,
    /// The text of the page, whose ids are taken.
    pub home: &'a Document,
}

/// The id that a section of another text has in a page, in whose own text it may be taken: its own, so that links find what a
/// translation lacks, else with the language behind it.
pub fn foreign_id(home: &Document, text: &Document, id: &str, lang: &str) -> String {
    if home.section(id).is_none() {
        return id.to_owned();
    }
    // Ids of good texts have no full stop, but this may be an old one.
    let mut foreign = format!("{id}.{lang}");
    while [home, text].iter().any(|text| text.section(&foreign).is_some()) {
        foreign.push('.');
    }
    foreign
}

/// Some blocks of a text in their lists and tables; as `Rows` and `Items` without what is around them.
pub fn passages(context: &Context<'_>, blocks: &BTreeSet<usize>, shape: Shape) -> String {
    let footnotes = Footnotes::of(context.document);
    let mut writer = Writer::new(context, &footnotes, None);
    writer.is_part = true;
    writer.inline.has_footnotes = false;
    match shape {
        Shape::Blocks => writer.some(blocks),
        Shape::Items => blocks.iter().for_each(|at| writer.alone("<li>", *at, "</li>\n")),
        Shape::Rows => blocks.iter().for_each(|at| writer.alone_row(*at)),
    }
    writer.html
}

impl<'c> Writer<'c, '_> {
    /// The attributes of a block: its address, and how it stands.
    pub(super) fn push_passage(&mut self, index: usize, block: &Block) {
        push_attribute(&mut self.html, "data-block", &self.context.document.address(block));
        if let Some(foreign) = self.context.foreign {
            if foreign.missing.contains(&index) {
                push_attribute(&mut self.html, "data-drift", State::Missing.name());
            }
            push_attribute(&mut self.html, "lang", foreign.lang);
            push_attribute(&mut self.html, "dir", foreign.dir);
        } else if let Some(mark) = self.mark(index) {
            let state = mark.state.name();
            push_attribute(&mut self.html, "data-drift", state);
        }
    }

    /// Says before the words of a passage that the page's text lacks it.
    pub(super) fn push_label(&mut self, index: usize) {
        let label = self.context.foreign.filter(|foreign| foreign.missing.contains(&index));
        if let Some(label) = label.map(|foreign| foreign.label).filter(|label| !label.is_empty()) {
            self.html.push_str("<span class=\"drift-label\"");
            push_attribute(&mut self.html, "lang", self.context.locale.lang.as_str());
            push_attribute(&mut self.html, "dir", self.context.locale.direction());
            self.html.push('>');
            push_escaped(&mut self.html, label);
            self.html.push_str("</span> ");
        }
    }

    fn mark(&self, index: usize) -> Option<&'c Mark> {
        self.context.drift?.marks.get(&index)
    }

    pub(super) fn details_of(&self, index: usize) -> String {
        self.mark(index).map(|mark| mark.details.clone()).unwrap_or_default()
    }

    /// A term is followed by nothing but its definitions.
    pub(super) fn details_in_definition(&mut self, index: usize) {
        let details = self.details_of(index);
        if !details.is_empty() {
            self.html.push_str(&format!("<dd class=\"drift-definition\">{details}</dd>\n"));
        }
    }

    /// What stands before the first block: about the title, and what would come before everything else.
    pub(super) fn begin(&mut self) {
        let Some(drift) = self.context.drift else { return };
        let title = self.context.document.title().map(|title| title.span);
        let index = self.context.document.blocks.iter().position(|block| Some(block.span) == title);
        if let Some(index) = index {
            let details = self.details_of(index);
            self.html.push_str(&details);
        }
        for place in std::iter::once(None).chain(index.map(Some)) {
            if let Some(missing) = drift.missing.get(&place) {
                self.html.push_str(&missing.html);
            }
        }
    }

    /// Puts what the translation lacks behind a block; where that is no place for it, it waits for one.
    pub(super) fn lacks_behind(&mut self, index: usize) {
        let Some(missing) = self.context.drift.and_then(|drift| drift.missing.get(&Some(index))) else {
            return;
        };
        match missing.shape {
            Shape::Rows => self.foreign_rows(&missing.html),
            shape => self.waiting.push((shape, missing.html.clone())),
        }
    }

    /// Behind an item of a list: the items that wait for its end.
    pub(super) fn settle_items(&mut self) {
        let waits = |waiting: &(Shape, String)| waiting.0 == Shape::Items;
        // The end of the item itself, not that of something inside it.
        if self.waiting.iter().any(waits) && self.html.ends_with("</li>\n") {
            let (items, rest) = std::mem::take(&mut self.waiting).into_iter().partition(waits);
            self.waiting = rest;
            let items: Vec<(Shape, String)> = items;
            items.iter().for_each(|(_, html)| self.html.push_str(html));
        }
    }

    /// Outside of everything: what waits for that.
    pub(super) fn settle_blocks(&mut self) {
        if self.open.is_empty() {
            std::mem::take(&mut self.waiting).iter().for_each(|(_, html)| self.html.push_str(html));
        }
    }

    /// Writes some blocks, and of what is around them only what holds any.
    fn some(&mut self, blocks: &BTreeSet<usize>) {
        let mut around: Vec<(&Container, bool, Option<usize>)> = Vec::new();
        for step in Walk::of(self.context.document) {
            match step {
                Step::Enter(container) => around.push((container, false, None)),
                Step::Leave(_) => {
                    if around.pop().is_some_and(|(_, is_open, _)| is_open) {
                        self.close();
                    }
                }
                Step::Block(at, block) => {
                    if !blocks.contains(&at) {
                        // Rows need the head that names their columns.
                        if let (BlockKind::TableHead, Some(table)) = (block.kind, around.last_mut()) {
                            table.2 = Some(at);
                        }
                        continue;
                    }
                    for (container, is_open, head) in &mut around {
                        if !std::mem::replace(is_open, true) {
                            self.open(container);
                            if let Some((at, head)) =
                                head.and_then(|at| Some((at, self.context.document.blocks.get(at)?)))
                            {
                                self.row(at, head);
                            }
                        }
                    }
                    self.block(at, block);
                }
                Step::Rule | Step::Directive(_) => {}
            }
        }
    }

    fn alone(&mut self, opening: &str, at: usize, closing: &str) {
        let Some(block) = self.context.document.blocks.get(at) else { return };
        self.html.push_str(opening);
        self.push_label(at);
        self.block(at, block);
        self.html.push_str(closing);
    }

    fn alone_row(&mut self, at: usize) {
        let Some(block) = self.context.document.blocks.get(at) else { return };
        let columns = self.columns_of(at);
        self.open.push(Open::Table { columns, in_body: true });
        self.row(at, block);
        self.open.pop();
    }
}
