//! Which lists need no empty lines.

use std::collections::HashSet;

use crate::markdown::document::{BlockKind, Container, Document, Flow};
use crate::markdown::walk::{Step, Walk};

enum Open {
    /// With the step behind that which opens it.
    List(usize),
    /// With the step of its list, and how many blocks and lists have stood in it.
    Item(usize, usize),
    Other,
}

/// The lists in which no empty lines need to stand, each as the step behind that which opens it. Their items have no more than
/// a first paragraph, and lists that are read as such without an empty line before them.
pub fn lists(document: &Document) -> HashSet<usize> {
    let mut tight = HashSet::new();
    let mut open: Vec<Open> = Vec::new();
    let mut walk = Walk::of(document);
    while let Some(step) = walk.next() {
        let at = walk.next_index();
        if let (Some(Open::Item(list, children)), false) = (open.last_mut(), matches!(step, Step::Leave(_))) {
            if !stands_close(document, &step, at, *children) {
                tight.remove(list);
            }
            *children += 1;
        }
        match step {
            Step::Enter(Container::List(_)) => {
                tight.insert(at);
                open.push(Open::List(at));
            }
            Step::Enter(Container::Item) => open.push(match open.last() {
                Some(Open::List(list)) => Open::Item(*list, 0),
                _ => Open::Other,
            }),
            Step::Enter(_) => open.push(Open::Other),
            Step::Leave(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    tight
}

/// True if what stands in an item behind so many others needs no empty line before it.
fn stands_close(document: &Document, step: &Step<'_>, next: usize, others: usize) -> bool {
    match step {
        Step::Block(_, block) => others == 0 && block.kind == BlockKind::ListItem,
        Step::Enter(Container::List(first)) => others == 0 || ends_words(document, *first, next),
        _ => false,
    }
}

/// True if a list may begin right below a line of words (CommonMark 0.31, 5.3).
fn ends_words(document: &Document, first: Option<u64>, next: usize) -> bool {
    let begins_with_words = match (document.flow.get(next), document.flow.get(next + 1)) {
        (Some(Flow::Open(Container::Item)), Some(Flow::Block(index))) => {
            document.blocks.get(*index).is_some_and(|block| !block.inlines.is_empty())
        }
        _ => false,
    };
    begins_with_words && matches!(first, None | Some(1))
}
