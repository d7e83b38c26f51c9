//! In which lists, quotes and tables each block stands.

use super::document::{Container, Document};
use super::walk::{Step, Walk};

/// The containers of a document, as a tree whose nodes know their parents.
#[derive(Debug, Default)]
pub struct Structure<'a> {
    /// In the order in which they open.
    pub nodes: Vec<Node<'a>>,
    /// By block: the innermost container that it stands in, as an index into `nodes`.
    pub of_block: Vec<Option<usize>>,
}

/// One container.
#[derive(Debug)]
pub struct Node<'a> {
    pub container: &'a Container,
    pub parent: Option<usize>,
    /// Of an item: its number in the list, from 0.
    pub number: u64,
    /// How many items have stood in it, as far as it has been read.
    items: u64,
}

impl<'a> Structure<'a> {
    /// Reads a document.
    pub fn of(document: &'a Document) -> Self {
        let mut structure = Structure { nodes: Vec::new(), of_block: vec![None; document.blocks.len()] };
        let mut open = None;
        for step in Walk::of(document) {
            match step {
                Step::Enter(container) => open = Some(structure.open(container, open)),
                Step::Leave(_) => open = open.and_then(|at: usize| structure.nodes.get(at)?.parent),
                Step::Block(index, _) => {
                    if let Some(place) = structure.of_block.get_mut(index) {
                        *place = open;
                    }
                }
                Step::Rule | Step::Directive(_) => {}
            }
        }
        structure
    }

    fn open(&mut self, container: &'a Container, parent: Option<usize>) -> usize {
        let mut number = 0;
        if let (Container::Item, Some(list)) = (container, parent.and_then(|at| self.nodes.get_mut(at))) {
            number = list.items;
            list.items += 1;
        }
        self.nodes.push(Node { container, parent, number, items: 0 });
        self.nodes.len() - 1
    }

    /// The containers around a block, as indexes into `nodes`, the innermost first.
    pub fn around(&self, block: usize) -> impl Iterator<Item = usize> {
        let innermost = self.of_block.get(block).copied().flatten();
        std::iter::successors(innermost, |&at| self.nodes.get(at)?.parent)
    }

    /// The innermost table that a block stands in.
    pub fn table(&self, block: usize) -> Option<usize> {
        self.around(block)
            .find(|&at| self.nodes.get(at).is_some_and(|node| matches!(node.container, Container::Table(_))))
    }
}
