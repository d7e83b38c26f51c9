//! Footnotes: which there are, and their numbers in the order in which the text refers to them.

use std::collections::HashMap;

use crate::markdown::{Container, Document, Flow, Inline};

/// The footnotes of one text.
pub struct Footnotes<'a> {
    notes: Vec<Footnote<'a>>,
    numbers: HashMap<&'a str, usize>,
    /// For the opening of each footnote in the text's flow, where it ends.
    ends: HashMap<usize, usize>,
}

/// One footnote.
pub struct Footnote<'a> {
    /// Counts from 1.
    pub number: usize,
    pub is_referenced: bool,
    /// What stands in it.
    pub flow: &'a [Flow],
}

impl<'a> Footnotes<'a> {
    /// Collects the footnotes of a text.
    pub fn of(document: &'a Document) -> Self {
        let (definitions, ends) = definitions(document);
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let inlines = document.blocks.iter().flat_map(|block| &block.inlines);
        for label in inlines.filter_map(|inline| match inline {
            Inline::FootnoteReference(label) => Some(label.as_str()),
            _ => None,
        }) {
            if definitions.contains_key(label) {
                let next = numbers.len() + 1;
                numbers.entry(label).or_insert(next);
            }
        }
        let referenced = numbers.len();
        let mut order: Vec<(&str, &(usize, &[Flow]))> =
            definitions.iter().map(|(label, definition)| (*label, definition)).collect();
        order.sort_by_key(|(label, (at, _))| (numbers.get(label).copied().unwrap_or(usize::MAX), *at));
        let notes = order
            .into_iter()
            .enumerate()
            .map(|(index, (_, (_, flow)))| Footnote {
                number: index + 1,
                is_referenced: index < referenced,
                flow,
            })
            .collect();
        Footnotes { notes, numbers, ends }
    }

    /// The number of the footnote with that label, if there is one.
    pub fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(label).copied()
    }

    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// Every footnote; those that nothing refers to come last.
    pub fn in_order(&self) -> impl Iterator<Item = &Footnote<'a>> {
        self.notes.iter()
    }

    /// Where the footnote ends whose opening is step `at` of the text's flow: the step behind its closing.
    pub fn end_of(&self, at: usize) -> Option<usize> {
        self.ends.get(&at).copied()
    }
}

/// The steps inside every footnote by its label, the first of each label, and where each ends.
#[allow(clippy::type_complexity)]
fn definitions(document: &Document) -> (HashMap<&str, (usize, &[Flow])>, HashMap<usize, usize>) {
    let mut definitions = HashMap::new();
    let mut ends = HashMap::new();
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    for (at, step) in document.flow.iter().enumerate() {
        match step {
            Flow::Open(Container::Footnote(label)) => open.push((at, Some(label))),
            Flow::Open(_) => open.push((at, None)),
            Flow::Close => {
                if let Some((start, Some(label))) = open.pop() {
                    let inside = document.flow.get(start + 1..at).unwrap_or_default();
                    definitions.entry(label).or_insert((start, inside));
                    ends.insert(start, at + 1);
                }
            }
            _ => {}
        }
    }
    (definitions, ends)
}
