//! What a text says, and that Markdown that is written of it says the same. The integration tests and the targets of `fuzz/` ask this.

use arcstr::ArcStr;
use promulgate::markdown::{
    self, Block, Container, Document, Flow, Inline, Mark, MarkdownFault, Piece, Pieces, front_matter,
};
use promulgate::source::Sources;

pub fn parse(text: &str) -> Document {
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
    // Line ends before the first word and behind the last are nothing, and so is one behind another.
    let is_space = |inline: &Inline| *inline == Inline::SoftBreak;
    let is_break = |inline: &Inline| is_space(inline) || *inline == Inline::HardBreak;
    let start = inlines.iter().position(|inline| !is_space(inline)).unwrap_or_default();
    let end = inlines.iter().rposition(|inline| !is_break(inline)).map_or(start, |last| last + 1);
    let mut inlines = inlines[start..end].to_vec();
    inlines.dedup_by(|second, first| is_space(second) && is_break(first));
    for (at, inline) in inlines.iter().enumerate() {
        if let Inline::Text(more) = inline {
            words.push_str(more);
            if !matches!(inlines.get(at + 1), Some(Inline::Text(_))) && !words.is_empty() {
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
pub fn check(text: &str) -> Result<(), String> {
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

/// True for what is not written so that it is read as it was, see `markdown::write`.
pub fn is_beyond_markdown(document: &Document) -> bool {
    let lacks_html = document.faults.iter().any(|fault| matches!(fault, MarkdownFault::RawHtml(_)));
    lacks_html || document.blocks.iter().any(|block| is_empty(&block.inlines) || nests_beyond(&block.inlines))
}

/// True if nothing stands in it but line ends.
fn is_empty(inlines: &[Inline]) -> bool {
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
    !inlines.is_empty() && inlines.iter().all(is_break)
}

/// True if emphasis stands in emphasis in emphasis or touches other emphasis in emphasis, or if struck out words stand in others.
fn nests_beyond(inlines: &[Inline]) -> bool {
    let (mut pieces, mut closes) = (Pieces::of(inlines), false);
    while let Some(piece) = pieces.next() {
        let struck = pieces.around().iter().filter(|mark| ***mark == Mark::Strikethrough).count();
        let is_emphasis = |mark: &&&Mark| matches!(mark, Mark::Emphasis | Mark::Strong);
        let depth = pieces.around().iter().filter(is_emphasis).count();
        let opens = matches!(piece, Piece::Enter(Mark::Emphasis | Mark::Strong));
        if struck > 1 || depth > 2 || opens && closes && depth == 2 {
            return true;
        }
        closes = matches!(piece, Piece::Leave(Mark::Emphasis | Mark::Strong));
    }
    false
}
