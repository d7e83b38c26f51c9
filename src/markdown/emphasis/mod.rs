//! Emphasis that works beside Chinese, Japanese and Korean text.
//!
//! CommonMark decides by the characters on both sides of `*`, `_` and `~~` whether they may open or close
//! emphasis, and its rules lean on the spaces between words. Texts without such spaces suffer: in
//! `**信息：**我们` the asterisks stay standing. This module reads the events of `pulldown-cmark` and redoes
//! the emphasis by the *CJK-friendly amendment to CommonMark's emphasis rules* (`specification.md` of
//! <https://github.com/tats-u/markdown-cjk-friendly> at commit 0479eed, written against CommonMark 0.31.2 and
//! Unicode 17). The amendment changes which delimiter runs can open and close; how these then pair up is
//! CommonMark's "process emphasis". A block in which the amendment changes nothing stays as it was parsed.
//!
//! There is one exception to the amendment: a variation selector behind a character that is not CJK counts
//! as it does in CommonMark, so that a text without CJK characters never changes.

mod flanking;
mod pairing;
mod runs;
#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CowStr, Event};

pub use flanking::{Ability, Neighbour, is_cjk};
use pairing::{EmphasisMark, pair_delimiters};
use runs::{Run, Runs, Spanned, amendment_matters, emphasis_delimiters, verbatim_part};

/// Rewrites the emphasis of one inline run by the CJK-friendly amendment.
///
/// `events` are all events between a block's `Start` and `End` (a paragraph, a heading, a table cell, the
/// text of a tight list item), with their ranges in `source`, as from
/// `Parser::new_ext(source, options).into_offset_iter()` with `ENABLE_STRIKETHROUGH` on. What comes back has
/// the same shape: `Emphasis`, `Strong` and `Strikethrough` are balanced and span their delimiters, all other
/// events are untouched and in order, and neighbouring texts may have been joined.
pub fn amend<'a>(source: &'a str, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    if amendment_matters(source, &events) { rebuild(source, events) } else { events }
}

/// The places where a writer surely meant emphasis, but the delimiters were left standing as text.
///
/// `events` are the final events of one inline run, as [`amend`] returns them.
pub fn unclosed<'a>(source: &'a str, events: &[Spanned<'a>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut runs = Runs::new(source, events);
    for index in 0..events.len() {
        for run in runs.starting_in(index) {
            let left = left_standing(source, &run, events.get(index..).unwrap_or_default());
            if surely_meant(&run, left.len()) {
                found.push(left);
            }
        }
    }
    found
}

/// Takes the emphasis of the events apart and pairs the delimiters anew.
fn rebuild<'a>(source: &'a str, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    let marks = pair_delimiters(source, &events).peekable();
    let mut writer = EventWriter { source, marks, events: Vec::with_capacity(events.len()) };
    // The stretch of the source that is still growing, as one text may touch the next.
    let mut stretch = 0..0;
    for (event, range) in events {
        match verbatim_part(source, &event, &range) {
            Some(part) if part.start == stretch.end => stretch.end = part.end,
            Some(part) => writer.write(std::mem::replace(&mut stretch, part)),
            None => {
                writer.write(std::mem::take(&mut stretch));
                writer.events.push((event, range));
            }
        }
    }
    writer.write(stretch);
    writer.events
}

struct EventWriter<'a> {
    source: &'a str,
    marks: Peekable<IntoIter<EmphasisMark<'a>>>,
    events: Vec<Spanned<'a>>,
}

impl<'a> EventWriter<'a> {
    /// Writes a stretch of the source as text, cut at the marks.
    fn write(&mut self, mut stretch: Range<usize>) {
        while let Some(mark) = self.marks.next_if(|mark| mark.delimiters.start < stretch.end) {
            self.write_text(stretch.start..mark.delimiters.start);
            self.events.push(mark.event);
            stretch.start = mark.delimiters.end;
        }
        self.write_text(stretch);
    }

    fn write_text(&mut self, range: Range<usize>) {
        if let Some(text) = self.source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.events.push((Event::Text(CowStr::Borrowed(text)), range));
        }
    }
}

/// The characters of a run that no emphasis has taken. Emphasis that ends at the run takes them from its
/// beginning and emphasis that starts there from its end, so what is left is in one piece. `events` begin
/// with the one that holds the first character of the run.
fn left_standing(source: &str, run: &Run, events: &[Spanned]) -> Range<usize> {
    let mut left = run.range.clone();
    for (event, range) in events {
        match (event, emphasis_delimiters(source, event, range)) {
            (_, Some(taken)) if taken.start >= run.range.end => break,
            (Event::Start(_), Some(taken)) => left.end = left.end.min(taken.start),
            (_, Some(taken)) => left.start = taken.end,
            (Event::Text(_), _) if range.end < run.range.end => {}
            _ => break,
        }
    }
    left
}

/// Whether `left` characters of a run, standing as text, were surely meant as emphasis. Longer runs are lines
/// to fill in, a single `_` may be part of a name, and a single `*` that cannot open refers to a note.
fn surely_meant(run: &Run, left: usize) -> bool {
    let Ability { open, close } = run.amended;
    let letter_follows = run.after.is_some_and(char::is_alphabetic);
    let within_word = letter_follows && run.before.is_some_and(char::is_alphanumeric);
    match (run.delimiter, left) {
        _ if run.range.len() > 3 => false,
        (b'*' | b'_', 2 | 3) => open || close,
        (b'*', 1) => open && letter_follows && !(close && within_word),
        _ => false,
    }
}
