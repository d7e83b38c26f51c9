//! What a text is after parsing: sections and blocks, flat and in reading order.
//!
//! Nothing here nests by owning: a hostile text with ten thousand open quotes is a long list, not a deep stack.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use arcstr::Substr;

use super::directive::{Directive, DirectiveKind};
use super::fingerprint::Fingerprint;
use super::inline::Inline;
use crate::source::Span;

/// So many sections are looked through as quickly as an index.
const FEW: usize = 16;

/// The id of what stands before the first section.
pub const TOP: &str = "top";

/// One text, parsed.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// In reading order. The first is always `top`, which holds the title and what follows it.
    pub sections: Vec<Section>,
    /// Every block in reading order.
    pub blocks: Vec<Block>,
    /// How the blocks stand in lists, quotes and tables: a sequence of openings, blocks and closings.
    pub flow: Vec<Flow>,
    /// What the parser met that cannot be shown as it was meant. Rules turn these into findings.
    pub faults: Vec<MarkdownFault>,
    /// The sections of a long text by their ids, once somebody asks.
    by_id: OnceLock<HashMap<Substr, usize>>,
}

/// A heading and what follows it up to the next heading of any level.
#[derive(Debug, Clone)]
pub struct Section {
    /// Unique in its text: as written in `{#id}`, else made from the heading.
    pub id: Substr,
    /// True if the writer gave the id.
    pub explicit: bool,
    /// True if the heading says `{.local}`: this language has the section on purpose and no other.
    pub local: bool,
    /// From 1 to 6; 0 for a `top` that has no title.
    pub level: u8,
    /// The heading's own block, as an index into [`Document::blocks`].
    pub heading: Option<usize>,
    /// The section's blocks, as indexes into [`Document::blocks`].
    pub blocks: Range<usize>,
}

/// The smallest unit that is compared.
#[derive(Debug, Clone)]
pub struct Block {
    pub kind: BlockKind,
    /// Where it stands. Cut from the file, this is the block's Markdown; of an entry of a register it is its name or id.
    pub span: Span,
    /// Index into [`Document::sections`].
    pub section: usize,
    /// Its number in the section; the heading is 0.
    pub ordinal: u32,
    /// How many lists and quotes it stands in.
    pub depth: u32,
    pub inlines: Vec<Inline>,
    /// SHA-256 of the Markdown, trimmed, references as written.
    pub source: Fingerprint,
    /// SHA-256 of what a reader sees: NFC, white space folded, no markup, no link targets.
    pub text: Fingerprint,
}

/// The kinds of block of the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Heading(u8),
    Paragraph,
    /// The first paragraph of a list item; what follows in the item are paragraphs.
    ListItem,
    /// The row of a table that names its columns.
    TableHead,
    TableRow,
    Term,
    Definition,
    /// A paragraph in a quotation.
    Quote,
    Footnote,
    Code,
}

/// A step through the structure of a text.
#[derive(Debug, Clone)]
pub enum Flow {
    Open(Container),
    Close,
    /// Index into [`Document::blocks`].
    Block(usize),
    /// A thematic break. It has no words and is no block.
    Rule,
    /// A directive that is not yet expanded.
    Directive(Box<Directive>),
}

/// What blocks can stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    /// With its first number if it is numbered.
    List(Option<u64>),
    Item,
    Quote,
    /// With the alignment of its columns.
    Table(Box<[Alignment]>),
    DefinitionList,
    Definition,
    /// With its label.
    Footnote(Substr),
    /// An expanded directive, with what it was.
    Entries(Box<Directive>),
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// Something in a text that cannot be shown as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkdownFault {
    RawHtml(Span),
    /// `**` or the like that opens nothing and closes nothing.
    UnclosedEmphasis(Span),
    Image(Span),
    /// A fenced block `{name}` that is no directive, or whose argument is none.
    BadDirective {
        span: Span,
        message: String,
    },
    /// A table row with more cells than the head has columns; they are not shown.
    ExtraCells(Span),
    /// `[^label]` without a footnote of that label.
    NoFootnote(Span),
    /// A second heading with an id that is taken.
    DuplicateId {
        id: Substr,
        span: Span,
        first: Span,
    },
    /// An id that cannot be part of every address.
    BadId {
        id: Substr,
        span: Span,
    },
    /// A heading attribute other than `#id` and `.local`.
    BadAttribute {
        attribute: String,
        span: Span,
    },
}

impl Document {
    /// Gives back what the lists have taken in advance: a site holds all its texts in memory.
    pub(super) fn shrink(&mut self) {
        self.sections.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.flow.shrink_to_fit();
        self.blocks.iter_mut().for_each(|block| block.inlines.shrink_to_fit());
    }

    /// A block's address, `SECTION/ORDINAL`, for people and pages; never stored.
    pub fn address(&self, block: &Block) -> String {
        let section = self.sections.get(block.section).map_or(TOP, |section| section.id.as_str());
        format!("{section}/{}", block.ordinal)
    }

    /// The block at an address, as an index.
    pub fn block_at(&self, address: &str) -> Option<usize> {
        let (id, _) = address.rsplit_once('/')?;
        let mut inside = self.section(id)?.blocks.clone();
        inside.find(|at| self.blocks.get(*at).is_some_and(|block| self.address(block) == address))
    }

    /// The text's own title: its first heading, if that is of the first level.
    pub fn title(&self) -> Option<&Block> {
        let first = self.blocks.get(self.sections.iter().find_map(|section| section.heading)?)?;
        (first.kind == BlockKind::Heading(1)).then_some(first)
    }

    /// The section with that id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        if self.sections.len() <= FEW {
            return self.sections.iter().find(|section| section.id == id);
        }
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = HashMap::with_capacity(self.sections.len());
            for (at, section) in self.sections.iter().enumerate() {
                by_id.entry(section.id.clone()).or_insert(at);
            }
            by_id
        });
        self.sections.get(*by_id.get(id)?)
    }

    /// The headings to which the writer gave an id that another one has already.
    pub fn repeated_ids(&self) -> HashSet<Span> {
        let repeated = self.faults.iter().filter_map(|fault| match fault {
            MarkdownFault::DuplicateId { span, .. } => Some(*span),
            _ => None,
        });
        repeated.collect()
    }

    /// The heading of a section, if it has one.
    pub fn heading(&self, section: &Section) -> Option<&Block> {
        self.blocks.get(section.heading?)
    }

    /// The sections that have a heading, without the title.
    pub fn headed_sections(&self) -> impl Iterator<Item = (&Section, &Block)> {
        let title = self.title().map(|title| title.span);
        self.sections
            .iter()
            .filter_map(|section| Some((section, self.heading(section)?)))
            .filter(move |(_, heading)| Some(heading.span) != title)
    }

    /// By block: true if it stands in a section that this language has on purpose and no other, or below such a section.
    pub fn local_blocks(&self) -> Vec<bool> {
        let mut local = vec![false; self.blocks.len()];
        let mut inside: Option<u8> = None;
        for section in &self.sections {
            // Deeper headings belong to the section above them.
            inside = inside.filter(|level| section.level > *level).or(section.local.then_some(section.level));
            if inside.is_some() {
                local.get_mut(section.blocks.clone()).unwrap_or_default().fill(true);
            }
        }
        local
    }

    /// By block: what the directive asked for of which it is an entry.
    pub fn entries(&self) -> Vec<Option<&DirectiveKind>> {
        let mut entries = vec![None; self.blocks.len()];
        let mut directive = None;
        for step in &self.flow {
            match step {
                Flow::Open(Container::Entries(of)) => directive = Some(&of.kind),
                // Nothing stands inside what a directive became, so the next end is its own.
                Flow::Close => directive = None,
                Flow::Block(at) => {
                    if let Some(entry) = entries.get_mut(*at) {
                        *entry = directive;
                    }
                }
                _ => {}
            }
        }
        entries
    }

    /// What the text says itself. The list of its addenda follows them and needs no new version.
    pub fn own_blocks(&self) -> impl Iterator<Item = &Block> {
        let blocks = self.blocks.iter().zip(self.entries());
        blocks.filter(|(_, entry)| *entry != Some(&DirectiveKind::Addenda)).map(|(block, _)| block)
    }
}
