//! One of the two texts of a comparison, with what is asked of it again and again.

use typed_index_collections::TiSlice;

use super::index::{BlockIdx, ByBlock, Role, blocks_of};
use super::tokens::{Token, Tokenizer};
use crate::markdown::{Alignment, Block, BlockKind, Container, Document, Section, Structure, Visible};

/// A text that is compared.
pub struct IndexedText<'a, R> {
    pub document: &'a Document,
    pub structure: Structure<'a>,
    /// What a reader sees of each block.
    pub texts: ByBlock<R, String>,
    /// The words of each block, where they are needed.
    tokens: ByBlock<R, Vec<Token>>,
}

/// Blocks of another class never become each other, but where they say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Heading,
    TableHead,
    TableRow,
    Code,
    Text,
}

impl<'a, R: Role> IndexedText<'a, R> {
    /// Reads a text.
    pub fn of(document: &'a Document) -> Self {
        let texts: ByBlock<R, String> = document.blocks.iter().map(|block| Visible::of(block).text).collect();
        let tokens = vec![Vec::new(); texts.len()].into();
        IndexedText { document, structure: Structure::of(document), texts, tokens }
    }

    /// Returns its blocks.
    pub fn blocks(&self) -> &'a TiSlice<BlockIdx<R>, Block> {
        blocks_of(self.document)
    }

    /// Cuts a block into words, unless that is done.
    pub fn tokenize(&mut self, block: BlockIdx<R>, tokenizer: &mut Tokenizer) {
        if self.tokens[block].is_empty() {
            let text = &self.texts[block];
            self.tokens[block] = match self.class(block) {
                Class::Code => tokenizer.tokens_of_code(text),
                _ => tokenizer.tokens(text),
            };
        }
    }

    /// Returns the words of a block; none before they were asked for with [`IndexedText::tokenize`].
    pub fn tokens(&self, block: BlockIdx<R>) -> &[Token] {
        &self.tokens[block]
    }

    /// Returns what a reader sees of a block.
    pub fn text(&self, block: BlockIdx<R>) -> &str {
        &self.texts[block]
    }

    /// Returns the class of a block.
    pub fn class(&self, block: BlockIdx<R>) -> Class {
        match self.blocks()[block].kind {
            BlockKind::Heading(_) => Class::Heading,
            BlockKind::TableHead => Class::TableHead,
            BlockKind::TableRow => Class::TableRow,
            BlockKind::Code => Class::Code,
            _ => Class::Text,
        }
    }

    /// Returns how much a block holds where it is decided what moved, in bytes: its words; a heading also half of its section.
    pub fn weight(&self, block: BlockIdx<R>) -> usize {
        let own = self.text(block).len() + 1;
        let section = self.section(block);
        if section.heading.map(BlockIdx::from) != Some(block) {
            return own;
        }
        own + section.blocks.clone().map(|at| self.text(at.into()).len()).sum::<usize>() / 2
    }

    /// Returns the heading of the section in which a block stands, `None` if it has no heading.
    pub fn heading_above(&self, block: BlockIdx<R>) -> Option<BlockIdx<R>> {
        self.section(block).heading.map(BlockIdx::from)
    }

    fn section(&self, block: BlockIdx<R>) -> &'a Section {
        &self.document.sections[self.blocks()[block].section]
    }

    /// Returns the table in which a block stands, as a node of the structure; `None` if it stands in none.
    pub fn table(&self, block: BlockIdx<R>) -> Option<usize> {
        self.structure.table(block.into())
    }

    /// Returns how the columns of the table are set in which a block stands.
    pub fn alignments(&self, block: BlockIdx<R>) -> &[Alignment] {
        match self.table(block).map(|at| self.structure.nodes[at].container) {
            Some(Container::Table(alignments)) => alignments,
            _ => &[],
        }
    }

    /// Returns the containers around a block, the innermost first.
    pub fn containers(&self, block: BlockIdx<R>) -> impl Iterator<Item = &'a Container> {
        self.structure.around(block.into()).map(|at| self.structure.nodes[at].container)
    }
}
