//! One of the two texts of a comparison, with what is asked of it again and again.

use super::tokens::{Token, Tokenizer};
use crate::markdown::{Alignment, Block, BlockKind, Container, Document, Structure, Visible};

/// A text that is compared.
pub struct Side<'a> {
    pub document: &'a Document,
    pub structure: Structure<'a>,
    /// By block: what a reader sees of it.
    pub texts: Vec<String>,
    /// By block: its words, where they are needed.
    pub tokens: Vec<Option<Vec<Token>>>,
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

impl<'a> Side<'a> {
    pub fn of(document: &'a Document) -> Self {
        let texts: Vec<String> = document.blocks.iter().map(|block| Visible::of(block).text).collect();
        let tokens = vec![None; texts.len()];
        Side { document, structure: Structure::of(document), texts, tokens }
    }

    pub fn blocks(&self) -> &'a [Block] {
        &self.document.blocks
    }

    /// Cuts a block into words, unless that is done.
    pub fn tokenize(&mut self, block: usize, tokenizer: &mut Tokenizer) {
        let is_code = self.class(block) == Class::Code;
        if let (Some(tokens), Some(text)) = (self.tokens.get_mut(block), self.texts.get(block)) {
            tokens.get_or_insert_with(|| match is_code {
                true => tokenizer.tokens_of_code(text),
                false => tokenizer.tokens(text),
            });
        }
    }

    /// The words of a block; none before they were asked for with [`Side::tokenize`].
    pub fn tokens(&self, block: usize) -> &[Token] {
        self.tokens.get(block).and_then(Option::as_deref).unwrap_or_default()
    }

    pub fn text(&self, block: usize) -> &str {
        self.texts.get(block).map_or("", String::as_str)
    }

    pub fn class(&self, block: usize) -> Class {
        match self.blocks().get(block).map(|block| block.kind) {
            Some(BlockKind::Heading(_)) => Class::Heading,
            Some(BlockKind::TableHead) => Class::TableHead,
            Some(BlockKind::TableRow) => Class::TableRow,
            Some(BlockKind::Code) => Class::Code,
            _ => Class::Text,
        }
    }

    /// How much a block holds where it is decided what moved: its words; a heading also half of its section.
    pub fn weight(&self, block: usize) -> usize {
        let own = self.text(block).len() + 1;
        let section = self.blocks().get(block).and_then(|block| self.document.sections.get(block.section));
        match section.filter(|section| section.heading == Some(block)) {
            Some(section) => own + section.blocks.clone().map(|at| self.text(at).len()).sum::<usize>() / 2,
            None => own,
        }
    }

    /// The heading of the section in which a block stands.
    pub fn heading_above(&self, block: usize) -> Option<usize> {
        self.document.sections.get(self.blocks().get(block)?.section)?.heading
    }

    /// How the columns of the table are set in which a block stands.
    pub fn alignments(&self, block: usize) -> &[Alignment] {
        let table = self.structure.table(block).and_then(|at| self.structure.nodes.get(at));
        match table.map(|table| table.container) {
            Some(Container::Table(alignments)) => alignments,
            _ => &[],
        }
    }

    /// The containers around a block, the innermost first.
    pub fn containers(&self, block: usize) -> impl Iterator<Item = &'a Container> {
        self.structure.around(block).filter_map(|at| Some(self.structure.nodes.get(at)?.container))
    }
}
