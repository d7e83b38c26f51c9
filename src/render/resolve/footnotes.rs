//! Footnotes: which there are, and their numbers in the order in which the text refers to them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::markdown::{Container, Document, Inline, Step, Walk, fold_white_space};

/// The footnotes of one text.
pub struct Footnotes {
    notes: Vec<Footnote>,
    /// By folded label; only of footnotes that something refers to.
    numbers: HashMap<String, usize>,
    /// By the step of the text's flow with which what stands in a footnote begins: the step that closes it.
    ends: HashMap<usize, usize>,
}

/// One footnote.
#[derive(Clone)]
pub struct Footnote {
    /// Counts from 1.
    pub number: usize,
    pub is_referenced: bool,
    /// What stands in it, as steps of the text's flow.
    pub inside: Range<usize>,
}

impl Footnotes {
    /// Collects the footnotes of a text. A second one with the same label has a number of its own, to which nothing
    /// refers, so that no words are lost.
    pub fn of(document: &Document) -> Self {
        let definitions = definitions(document);
        let labels: HashSet<&str> = definitions.iter().map(|definition| definition.label.as_str()).collect();
        let inlines = document.blocks.iter().flat_map(|block| &block.inlines);
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for inline in inlines {
            let Inline::FootnoteReference(label) = inline else { continue };
            let label = folded(label);
            if labels.contains(label.as_str()) {
                let next = numbers.len() + 1;
                numbers.entry(label).or_insert(next);
            }
        }
        let mut used = numbers.clone();
        let mut order: Vec<(usize, &Definition)> = definitions
            .iter()
            .map(|definition| (used.remove(&definition.label).unwrap_or(usize::MAX), definition))
            .collect();
        order.sort_by_key(|(number, definition)| (*number, definition.inside.start));
        let notes = order.into_iter().enumerate().map(|(index, (number, definition))| Footnote {
            number: index + 1,
            is_referenced: number != usize::MAX,
            inside: definition.inside.clone(),
        });
        let ends = definitions.iter().map(|definition| (definition.inside.start, definition.inside.end));
        Footnotes { notes: notes.collect(), numbers, ends: ends.collect() }
    }

    /// The number of the footnote with that label, if there is one.
    pub fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(&folded(label)).copied()
    }

    /// Every footnote; those that nothing refers to come last.
    pub fn in_order(&self) -> &[Footnote] {
        &self.notes
    }

    /// Leaves out what stands in the footnote that a walk has just entered.
    pub fn skip(&self, walk: &mut Walk<'_>) {
        if let Some(end) = self.ends.get(&walk.next_index()) {
            walk.skip_to(*end);
        }
    }
}

struct Definition {
    label: String,
    /// The steps between its opening and its closing.
    inside: Range<usize>,
}

/// Labels are the same whatever their case and white space (CommonMark 0.31, 4.7).
fn folded(label: &str) -> String {
    fold_white_space(label).to_lowercase()
}

fn definitions(document: &Document) -> Vec<Definition> {
    let mut definitions = Vec::new();
    // Where what stands in each container begins that is open.
    let mut starts: Vec<usize> = Vec::new();
    let mut walk = Walk::of(document);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(_) => starts.push(walk.next_index()),
            Step::Leave(container) => {
                if let (Some(start), Container::Footnote(label)) = (starts.pop(), container) {
                    definitions
                        .push(Definition { label: folded(label), inside: start..walk.next_index() - 1 });
                }
            }
            _ => {}
        }
    }
    definitions
}
