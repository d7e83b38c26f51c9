//! Puts entries in the place of directives.

use super::directive::Directive;
use super::document::{Block, BlockKind, Container, Document, Flow};
use super::fingerprint;
use super::inline::Inline;
use super::sections;
use crate::source::Span;

/// One entry of a register, as a block.
#[derive(Debug)]
pub struct RegisterEntry {
    pub kind: BlockKind,
    /// The entry in its register's file.
    pub span: Span,
    pub inlines: Vec<Inline>,
    /// What is taken for its Markdown: the entry in the text's language and with its links.
    pub markdown: String,
}

/// Replaces every directive of `document` by the entries that `entries` gives for it, each a block with an address
/// and fingerprints of its own.
pub fn expand(document: &mut Document, mut entries: impl FnMut(&Directive) -> Vec<RegisterEntry>) {
    if !document.flow.iter().any(|step| matches!(step, Flow::Directive(_))) {
        return;
    }
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut flow = Vec::with_capacity(document.flow.len());
    // Where each old block is now; sections point at blocks.
    let mut moved = Vec::with_capacity(document.blocks.len() + 1);
    let mut old_blocks = std::mem::take(&mut document.blocks).into_iter();
    for step in std::mem::take(&mut document.flow) {
        match step {
            Flow::Block(_) => {
                moved.push(blocks.len());
                flow.push(Flow::Block(blocks.len()));
                blocks.extend(old_blocks.next());
            }
            Flow::Directive(directive) => {
                let entries = entries(&directive);
                flow.push(Flow::Open(Container::Entries(directive)));
                for entry in entries {
                    flow.push(Flow::Block(blocks.len()));
                    blocks.push(block(entry));
                }
                flow.push(Flow::Close);
            }
            other => flow.push(other),
        }
    }
    moved.push(blocks.len());
    for section in &mut document.sections {
        let now = |at: usize| moved.get(at).copied().unwrap_or(blocks.len());
        section.blocks = now(section.blocks.start)..now(section.blocks.end);
        section.heading = section.heading.map(now);
    }
    if let Some(top) = document.sections.first_mut() {
        top.blocks.start = 0;
    }
    document.blocks = blocks;
    document.flow = flow;
    sections::renumber(document);
}

fn block(entry: RegisterEntry) -> Block {
    Block {
        kind: entry.kind,
        span: entry.span,
        section: 0,
        ordinal: 0,
        depth: 0,
        source: fingerprint::of_source(&entry.markdown),
        text: fingerprint::of_text(&entry.inlines),
        inlines: entry.inlines,
    }
}
