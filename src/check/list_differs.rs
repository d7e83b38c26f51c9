use std::collections::{BTreeMap, BTreeSet};

use super::TextCheck;
use super::passages::PassagePair;
use crate::markdown::{BlockKind, Container, Document, Structure};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A list or a table of a translation has another number of items or rows than the one that it translates.
    ///
    /// An item that is missing may be a right that readers do not learn of; one too many says what nobody agreed to.
    /// For example, with two items that ran together in one:
    ///
    /// ```text
    /// en.md    - your name
    ///          - your address
    ///          - your orders
    /// zh-CN.md - 您的姓名和地址
    ///          - 您的订单
    /// ```
    ///
    /// Way out: write as many items or rows as the controlling text has, in the same order.
    LIST_DIFFERS = "list-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(source) = text.translated() else { return };
    let (theirs, own) = (lists(&source.document), lists(&text.text.document));
    // By list of the source: which lists of the translation have passages of it, and the other way.
    let mut there: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut back: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    // A list of which something was reconciled with a later text is no longer that of the text that it translates.
    let (reconciled, bound): (Vec<&PassagePair<'_>>, Vec<&PassagePair<'_>>) =
        text.passages().iter().partition(|passage| passage.is_reconciled);
    let later = reconciled.iter().flat_map(|passage| &passage.blocks_at);
    let later: BTreeSet<usize> = later.filter_map(|at| own.of_block.get(at)).copied().collect();
    for passage in bound {
        for (from, to) in passage.sources_at.iter().zip(&passage.blocks_at) {
            if let (Some(from), Some(to)) = (theirs.of_block.get(from), own.of_block.get(to)) {
                there.entry(*from).or_default().insert(*to);
                back.entry(*to).or_default().insert(*from);
            }
        }
    }
    for (from, to) in there {
        // A list that was divided, or joined with another, has no one counterpart.
        let only = to.first().filter(|first| to.len() == 1 && !later.contains(first));
        let Some(&to) = only else { continue };
        let (Some(theirs), Some(own)) = (theirs.lists.get(&from), own.lists.get(&to)) else { continue };
        if theirs.entries.len() == own.entries.len() || back.get(&to).is_none_or(|back| back.len() > 1) {
            continue;
        }
        let is_bound = |at: &&usize| !text.sources_of(**at).is_empty();
        let Some(&first) = own.entries.iter().find(is_bound) else { continue };
        let Some(block) = text.text.document.blocks.get(first) else { continue };
        let (name, entries) = if own.is_table { ("table", "rows") } else { ("list", "items") };
        let finding = Finding::new(
            &LIST_DIFFERS,
            block.span,
            format!(
                "this {name} has {} {entries}, the one that it translates {}",
                own.entries.len(),
                theirs.entries.len()
            ),
            format!("write the same {entries} as the controlling text"),
        );
        text.report(first, finding, findings);
    }
}

/// The lists and tables of a document.
#[derive(Default)]
struct Lists {
    lists: BTreeMap<usize, List>,
    /// By block that is an item's first or a row: its list.
    of_block: BTreeMap<usize, usize>,
}

#[derive(Default)]
struct List {
    is_table: bool,
    /// The first block of each item, or each row.
    entries: Vec<usize>,
}

fn lists(document: &Document) -> Lists {
    let structure = Structure::of(document);
    let mut lists = Lists::default();
    for (at, block) in document.blocks.iter().enumerate() {
        let is_entry = matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow);
        let container = structure.around(at).filter(|_| is_entry).find_map(|node| {
            let is_table = match structure.nodes.get(node)?.container {
                Container::List(_) => false,
                Container::Table(_) => true,
                _ => return None,
            };
            Some((node, is_table))
        });
        if let Some((node, is_table)) = container {
            lists.of_block.insert(at, node);
            let list = lists.lists.entry(node).or_default();
            list.is_table = is_table;
            list.entries.push(at);
        }
    }
    lists
}
