//! The events inside a block to [`Inline`]s, words shared with the file's text wherever they are as written.

use std::ops::Range;

use arcstr::{ArcStr, Substr};
use pulldown_cmark::{CowStr, Event, Tag};

use super::document::MarkdownFault;
use super::inline::{Inline, Link, Mark};
use crate::source::{FileId, Span};

/// The Markdown that events come from. Event ranges count from the beginning of `markdown`, spans from that of the
/// file, which is `offset` bytes earlier.
pub struct Origin<'a> {
    pub file: FileId,
    pub text: &'a ArcStr,
    pub markdown: &'a str,
    pub offset: usize,
}

impl Origin<'_> {
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    /// `range` without the white space at its ends.
    pub fn trim(&self, range: Range<usize>) -> Range<usize> {
        let cut = self.markdown.get(range.clone()).unwrap_or_default();
        let start = range.start + (cut.len() - cut.trim_start().len());
        start..start + cut.trim().len()
    }

    /// `words` as a part of the file's text if they are one, else as a copy.
    fn share(&self, words: &CowStr<'_>) -> Substr {
        match words {
            CowStr::Borrowed(slice) => {
                self.text.try_substr_from(slice).unwrap_or_else(|| Substr::from(*slice))
            }
            other => Substr::from(&**other),
        }
    }
}

/// The inside of a code block or of raw HTML, without the white space at its end.
pub fn verbatim(origin: &Origin<'_>, events: &[(Event<'_>, Range<usize>)]) -> Vec<Inline> {
    let mut pieces: Vec<Substr> = Vec::new();
    for (event, _) in events {
        if let Event::Text(words) | Event::Html(words) = event {
            pieces.push(origin.share(words));
        }
    }
    while let Some(last) = pieces.pop() {
        let kept = last.trim_end();
        if !kept.is_empty() {
            pieces.push(last.substr(..kept.len()));
            break;
        }
    }
    pieces.into_iter().map(Inline::Text).collect()
}

/// Turns amended events into inlines. Raw HTML and images are listed as faults: tags are left out, of an image its
/// description stays.
pub fn convert(
    origin: &Origin<'_>,
    events: Vec<(Event<'_>, Range<usize>)>,
    faults: &mut Vec<MarkdownFault>,
) -> Vec<Inline> {
    let mut inlines = Vec::with_capacity(events.len());
    for (event, range) in events {
        match event {
            Event::Text(words) => push_text(&mut inlines, origin.share(&words)),
            Event::Code(words) => inlines.push(Inline::Code(origin.share(&words))),
            Event::SoftBreak => inlines.push(Inline::SoftBreak),
            Event::HardBreak => inlines.push(Inline::HardBreak),
            Event::FootnoteReference(label) => {
                inlines.push(Inline::FootnoteReference(Substr::from(&*label)));
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                faults.push(MarkdownFault::RawHtml(origin.span(range)));
            }
            Event::Start(tag) => inlines.push(Inline::Open(mark(origin, tag, range, faults))),
            Event::End(_) => close(&mut inlines),
            // Rules, task markers and mathematics are no inlines, or not asked of the parser.
            Event::Rule | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }
    report_footnotes(origin, &inlines, faults);
    inlines
}

/// Reports `[^label]` that stands as words: no footnote has the label.
fn report_footnotes(origin: &Origin<'_>, inlines: &[Inline], faults: &mut Vec<MarkdownFault>) {
    for inline in inlines {
        let Inline::Text(words) = inline else { continue };
        if words.parent().as_ptr() != origin.text.as_ptr() {
            continue;
        }
        for (at, _) in words.match_indices("[^") {
            let rest = words.get(at + 2..).unwrap_or_default();
            let end = rest.find(|c: char| c.is_whitespace() || c == '[' || c == ']').unwrap_or(rest.len());
            if end > 0 && rest[end..].starts_with(']') {
                let start = words.range().start + at;
                faults.push(MarkdownFault::NoFootnote(Span::new(origin.file, start..start + end + 3)));
            }
        }
    }
}

/// Adds words, in one piece with the ones before where they follow each other in the file.
fn push_text(inlines: &mut Vec<Inline>, words: Substr) {
    if let Some(Inline::Text(last)) = inlines.last_mut()
        && last.parent().as_ptr() == words.parent().as_ptr()
        && last.range().end == words.range().start
    {
        *last = words.parent().substr(last.range().start..words.range().end);
        return;
    }
    inlines.push(Inline::Text(words));
}

fn mark(origin: &Origin<'_>, tag: Tag<'_>, range: Range<usize>, faults: &mut Vec<MarkdownFault>) -> Mark {
    match tag {
        Tag::Strong => Mark::Strong,
        Tag::Strikethrough => Mark::Strikethrough,
        Tag::Link { dest_url, .. } => Mark::Link(Box::new(Link {
            destination: origin.share(&dest_url),
            takes_heading: false,
            span: origin.span(range),
        })),
        Tag::Image { .. } => {
            faults.push(MarkdownFault::Image(origin.span(range)));
            Mark::Image
        }
        _ => Mark::Emphasis,
    }
}

/// Closes a mark; a link in which nothing stands takes its target's heading.
fn close(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Open(Mark::Link(link))) = inlines.last_mut() {
        link.takes_heading = true;
    }
    inlines.push(Inline::Close);
}
