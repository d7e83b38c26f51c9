//! Markdown that is written: what is read from it says what was written, for random texts and for real ones.

use std::fs;
use std::path::PathBuf;

use arcstr::ArcStr;
use promulgate::markdown::{
    self, Block, BlockKind, Container, Document, Flow, Inline, Mark, MarkdownFault, Pieces, front_matter,
};
use promulgate::source::Sources;
use proptest::prelude::*;

use crate::corpus::{hostile_text, texts_below};
use crate::support::repository;

fn parse(text: &str) -> Document {
    let text = ArcStr::from(text);
    let file = Sources::default().add("text.md".into(), text.clone());
    markdown::parse(file, &text, front_matter::split(&text).body)
}

/// What a text says, wherever it stands: its sections, its structure, and its blocks with what stands in them.
#[derive(Debug, PartialEq)]
struct Said {
    sections: Vec<String>,
    flow: Vec<String>,
    blocks: Vec<String>,
}

fn said(document: &Document) -> Said {
    let sections = document.sections.iter().map(|section| {
        let markdown::Section { id, explicit, local, level, heading, blocks } = section;
        format!("{id} {explicit} {local} {level} {heading:?} {blocks:?}")
    });
    let flow = document.flow.iter().map(|step| match step {
        Flow::Directive(directive) | Flow::Open(Container::Entries(directive)) => {
            format!("{:?}", directive.kind)
        }
        other => format!("{other:?}"),
    });
    let blocks = document.blocks.iter().map(|block| {
        let Block { kind, section, ordinal, depth, inlines, text, .. } = block;
        format!("{kind:?} {section}/{ordinal} {depth} {text} {}", pieces(inlines).join(" "))
    });
    Said { sections: sections.collect(), flow: flow.collect(), blocks: blocks.collect() }
}

/// What stands in a block, words in one piece however the parser cut them.
fn pieces(inlines: &[Inline]) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    // Line ends before the first word and behind the last are nothing.
    let is_break = |inline: &Inline| *inline == Inline::SoftBreak;
    let start = inlines.iter().position(|inline| !is_break(inline)).unwrap_or_default();
    let end = inlines.iter().rposition(|inline| !is_break(inline)).map_or(start, |last| last + 1);
    let inlines = &inlines[start..end];
    for (at, inline) in inlines.iter().enumerate() {
        if let Inline::Text(more) = inline {
            words.push_str(more);
            if !matches!(inlines.get(at + 1), Some(Inline::Text(_))) {
                pieces.push(format!("{:?}", std::mem::take(&mut words)));
            }
            continue;
        }
        pieces.push(match inline {
            Inline::Open(Mark::Link(link)) => format!("link({}, {})", link.destination, link.takes_heading),
            other => format!("{other:?}"),
        });
    }
    pieces
}

/// The first of two lists' entries that differ.
fn difference(before: &[String], after: &[String]) -> Option<String> {
    let at = (0..before.len().max(after.len())).find(|at| before.get(*at) != after.get(*at))?;
    Some(format!("{:?}\nand not\n{:?}", after.get(at), before.get(at)))
}

/// What must hold for every text.
fn check(text: &str) -> Result<(), String> {
    let document = parse(text);
    let written = markdown::write(&document);
    let read = parse(&written);
    let again = markdown::write(&read);
    if written != again {
        return Err(format!("{text:?}\nis written\n{written}\nand then\n{again}"));
    }
    let (before, after) = (said(&document), said(&read));
    let differs = difference(&before.blocks, &after.blocks)
        .or_else(|| difference(&before.flow, &after.flow))
        .or_else(|| difference(&before.sections, &after.sections));
    match differs {
        Some(difference) => Err(format!("{text:?}\nis written\n{written}\nwhich says\n{difference}")),
        None => Ok(()),
    }
}

#[test]
fn real_texts_say_the_same_when_they_are_written() {
    let mut folders: Vec<PathBuf> =
        ["content", "src/seal/example", "tests/markdown", "tests/redlines", "tests/broken"]
            .map(repository)
            .into();
    folders.extend(std::env::var_os("PROMULGATE_CORPUS").map(PathBuf::from));
    let mut failed = Vec::new();
    let mut count = 0;
    for path in folders.iter().flat_map(|folder| texts_below(folder)) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        count += 1;
        // What stood in such a paragraph was raw HTML alone.
        let is_empty = |block: &Block| block.kind == BlockKind::Paragraph && block.inlines.is_empty();
        if parse(&text).blocks.iter().any(is_empty) {
            continue;
        }
        if let Err(difference) = check(&text) {
            failed.push(format!("{}: {difference}", path.display()));
        }
    }
    println!("{count} texts");
    assert!(count > 100, "only {count} texts");
    assert!(failed.is_empty(), "{} of {count}: {}", failed.len(), failed.join("\n\n"));
}

/// True for what Markdown cannot say, see `markdown::write`.
fn is_beyond_markdown(document: &Document) -> bool {
    let lacks_html = document.faults.iter().any(|fault| matches!(fault, MarkdownFault::RawHtml(_)));
    lacks_html || document.blocks.iter().any(|block| deepest_emphasis(&block.inlines) > 2)
}

fn deepest_emphasis(inlines: &[Inline]) -> usize {
    let (mut deepest, mut walk) = (0, Pieces::of(inlines));
    while walk.next().is_some() {
        let around = walk.around().iter().filter(|mark| matches!(mark, Mark::Emphasis | Mark::Strong));
        deepest = deepest.max(around.count());
    }
    deepest
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 50_000,
        ..ProptestConfig::with_cases(2_000)
    })]
    #[test]
    fn random_texts_say_the_same_when_they_are_written(text in hostile_text()) {
        // A character that no text has, and that cannot be written as a number.
        let text = text.replace('\0', "");
        prop_assume!(!is_beyond_markdown(&parse(&text)));
        check(&text).map_err(TestCaseError::fail)?;
    }
}
