//! What stands in a block, piece by piece, with what each piece refers to.

use std::collections::HashSet;
use std::rc::Rc;

use super::footnotes::Footnotes;
use super::slice::Part;
use super::targets::{Label, ResolvedLink, Targets};
use super::terms::TermFinder;
use crate::library::Term;
use crate::markdown::{Block, BlockKind, CELL, Inline, Link, Mark, Piece, Pieces};

/// A piece of what stands in a block, resolved.
#[derive(Debug, Clone)]
pub enum Resolved<'a> {
    Text(&'a str),
    /// Words that use a defined term, where a reader is to be led to its definition: where a section first uses it, and in no
    /// link.
    Term {
        words: &'a str,
        term: &'a Term,
    },
    Code(&'a str),
    /// A line end in the source that readers see as a space.
    Space,
    /// A line end that readers see.
    Break,
    /// The end of a table cell.
    CellEnd,
    Enter(Format<'a>),
    /// What was entered ends.
    Leave(Format<'a>),
    /// The words of a link that has none of its own. They stand in the link.
    Label(Label),
    /// A reference to a footnote. Those that lead to no footnote are left out.
    Footnote {
        number: usize,
        /// True for the first reference to it, to which the footnote leads back.
        is_first: bool,
    },
}

/// What can be around words. Images are left out: readers are shown their descriptions only.
#[derive(Debug, Clone)]
pub enum Format<'a> {
    Emphasis,
    Strong,
    Strikethrough,
    /// Words in another language than the text's, with its tag.
    Language(&'a str),
    Link(Rc<ResolvedLink>),
}

/// Resolves what stands in the blocks of one text, given in the order in which a reader meets them.
pub struct Resolver<'c, 't> {
    targets: &'c dyn Targets,
    footnotes: Option<&'c Footnotes>,
    terms: Option<TermFinder<'t>>,
    /// The footnotes that something has referred to.
    referred: HashSet<usize>,
}

impl<'c, 't> Resolver<'c, 't> {
    /// A resolver that knows of no footnotes and no terms.
    pub fn new(targets: &'c dyn Targets) -> Self {
        Resolver { targets, footnotes: None, terms: None, referred: HashSet::new() }
    }

    #[must_use]
    pub fn with_footnotes(self, footnotes: &'c Footnotes) -> Self {
        Resolver { footnotes: Some(footnotes), ..self }
    }

    #[must_use]
    pub fn with_terms(self, terms: Option<TermFinder<'t>>) -> Self {
        Resolver { terms, ..self }
    }

    /// Returns what stands in a block.
    pub fn block<'a>(&mut self, block: &'a Block) -> Vec<Resolved<'a>>
    where
        't: 'a,
    {
        if let (BlockKind::Heading(_), Some(terms)) = (block.kind, &mut self.terms) {
            terms.begin_section();
        }
        self.inside(block.kind, &block.inlines)
    }

    /// Returns what stands in one of the [`cells`](crate::markdown::cells) of a row.
    pub fn cell<'a>(&mut self, row: &Block, cell: &'a [Inline]) -> Vec<Resolved<'a>>
    where
        't: 'a,
    {
        self.inside(row.kind, cell)
    }

    /// Returns what stands in a stretch of a block, without marking terms.
    pub fn parts<'a>(&mut self, parts: Vec<Part<'a>>) -> Vec<Resolved<'a>>
    where
        't: 'a,
    {
        let mut passage = Passage::new(self, false);
        parts.into_iter().for_each(|part| passage.part(part));
        passage.pieces
    }

    /// Returns the defined terms that were met, in the order of their first use.
    pub fn terms(self) -> Vec<&'t Term> {
        self.terms.map(TermFinder::used).unwrap_or_default()
    }

    fn inside<'a>(&mut self, kind: BlockKind, inlines: &'a [Inline]) -> Vec<Resolved<'a>>
    where
        't: 'a,
    {
        let marks_terms = !matches!(kind, BlockKind::Heading(_) | BlockKind::TableHead | BlockKind::Code);
        let mut passage = Passage::new(self, marks_terms);
        Pieces::of(inlines).for_each(|piece| passage.piece(piece));
        passage.pieces
    }
}

/// Returns what a reader sees of a stretch as plain text, with [`CELL`] between cells. References to footnotes are left out.
pub fn visible_words(parts: Vec<Part<'_>>, targets: &dyn Targets) -> String {
    let mut text = String::new();
    for piece in Resolver::new(targets).parts(parts) {
        match piece {
            Resolved::Text(words) | Resolved::Term { words, .. } | Resolved::Code(words) => {
                text.push_str(words);
            }
            Resolved::Label(label) => text.push_str(&label.words),
            Resolved::Space | Resolved::Break => text.push(' '),
            Resolved::CellEnd => text.push(CELL),
            Resolved::Enter(_) | Resolved::Leave(_) | Resolved::Footnote { .. } => {}
        }
    }
    text
}

/// A block or a part of one that is being resolved.
struct Passage<'r, 'c, 't, 'a> {
    resolver: &'r mut Resolver<'c, 't>,
    marks_terms: bool,
    /// What was entered and not yet left; `None` for what is left out.
    open: Vec<Option<Format<'a>>>,
    /// How many of those are links that lead somewhere.
    links: usize,
    pieces: Vec<Resolved<'a>>,
}

impl<'r, 'c, 't: 'a, 'a> Passage<'r, 'c, 't, 'a> {
    fn new(resolver: &'r mut Resolver<'c, 't>, marks_terms: bool) -> Self {
        Passage { resolver, marks_terms, open: Vec::new(), links: 0, pieces: Vec::new() }
    }

    fn piece(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Words(words) => self.text(words),
            Piece::Code(words) => self.pieces.push(Resolved::Code(words)),
            Piece::Space => self.pieces.push(Resolved::Space),
            Piece::Break => self.pieces.push(Resolved::Break),
            Piece::CellEnd => self.pieces.push(Resolved::CellEnd),
            Piece::Enter(mark) => self.enter(mark),
            Piece::Leave(_) => self.leave(),
            Piece::Footnote(label) => self.footnote(label),
            Piece::Joint => {}
        }
    }

    fn part(&mut self, part: Part<'a>) {
        match part {
            Part::Text(words) => self.text(words),
            Part::Code(words) => self.pieces.push(Resolved::Code(words)),
            Part::Break(_) => self.pieces.push(Resolved::Break),
            Part::Open(opening) => self.enter(opening.mark),
            Part::Close(_) => self.leave(),
            Part::Footnote(label) => self.footnote(label),
        }
    }

    /// Words, with the terms among them. In a link that leads somewhere no other link can stand.
    fn text(&mut self, words: &'a str) {
        let terms = self.resolver.terms.as_mut().filter(|_| self.marks_terms && self.links == 0);
        let mut done = 0;
        for found in terms.map(|terms| terms.find(words)).unwrap_or_default() {
            self.push_text(&words[done..found.start]);
            let used = &words[found.start..found.end];
            self.pieces.push(Resolved::Term { words: used, term: found.term });
            done = found.end;
        }
        self.push_text(&words[done..]);
    }

    fn push_text(&mut self, words: &'a str) {
        if !words.is_empty() {
            self.pieces.push(Resolved::Text(words));
        }
    }

    fn enter(&mut self, mark: &'a Mark) {
        let format = match mark {
            Mark::Emphasis => Some(Format::Emphasis),
            Mark::Strong => Some(Format::Strong),
            Mark::Strikethrough => Some(Format::Strikethrough),
            Mark::Language(lang) => Some(Format::Language(lang)),
            Mark::Link(link) => return self.enter_link(link),
            Mark::Image => None,
        };
        self.pieces.extend(format.clone().map(Resolved::Enter));
        self.open.push(format);
    }

    fn enter_link(&mut self, link: &Link) {
        let resolved = self.resolver.targets.resolve(link);
        let label = resolved.label.clone().filter(|_| link.takes_heading);
        self.links += usize::from(resolved.target.is_some());
        let format = Format::Link(Rc::new(resolved));
        self.pieces.push(Resolved::Enter(format.clone()));
        self.pieces.extend(label.map(Resolved::Label));
        self.open.push(Some(format));
    }

    fn leave(&mut self) {
        let Some(format) = self.open.pop().flatten() else { return };
        if let Format::Link(link) = &format {
            self.links -= usize::from(link.target.is_some());
        }
        self.pieces.push(Resolved::Leave(format));
    }

    fn footnote(&mut self, label: &str) {
        let number = self.resolver.footnotes.and_then(|footnotes| footnotes.number(label));
        if let Some(number) = number {
            let is_first = self.resolver.referred.insert(number);
            self.pieces.push(Resolved::Footnote { number, is_first });
        }
    }
}
