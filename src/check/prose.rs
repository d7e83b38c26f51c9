//! What readers see of blocks as one string of words, and where in the file each part of it stands.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use arcstr::ArcStr;

use crate::language::figures;
pub use crate::language::runs;
use crate::markdown::{Block, Inline, Piece, Pieces};
use crate::source::{FileId, Sources, Span};

/// Stands in the place of code and of addresses, which are no words of any language.
pub const NO_WORD: char = '\u{fffc}';

/// The words of some blocks of one text, a line for each, without code. Rules walk them as the string that they are, and have the
/// place of what they find from here: nobody looks for the words in the file again, where they may stand twice.
#[derive(Debug)]
pub struct Prose<'a> {
    text: String,
    blocks: Vec<&'a Block>,
    file: FileId,
    source: &'a ArcStr,
    /// The addresses that were left out of the words, in order.
    cuts: Vec<Cut>,
    /// One table for all places, once somebody asks.
    stretches: OnceCell<Vec<Stretch>>,
}

/// An address that stands in the prose as [`NO_WORD`].
#[derive(Debug)]
struct Cut {
    /// Where in the prose.
    at: usize,
    /// What of the words it was.
    words: Range<usize>,
}

/// A stretch of the words that comes from one stretch of the file.
#[derive(Debug)]
struct Stretch {
    /// Where in the words it begins.
    start: usize,
    file: Range<usize>,
    /// True if its bytes are those of the file. Those of an entity or a line end are others.
    is_written: bool,
}

impl Deref for Prose<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<'a> Prose<'a> {
    /// The words of blocks of `file` with the addresses among them.
    pub fn words(blocks: &[&'a Block], file: FileId, sources: &'a Sources) -> Self {
        let source = &sources.get(file).text;
        let (text, blocks) = (words(blocks), blocks.to_vec());
        Prose { text, blocks, file, source, cuts: Vec::new(), stretches: OnceCell::new() }
    }

    /// The words of blocks of `file` without web and e-mail addresses.
    pub fn of(blocks: &[&'a Block], file: FileId, sources: &'a Sources) -> Self {
        let words = Prose::words(blocks, file, sources);
        let (text, cuts) = without_addresses(&words.text);
        Prose { text, cuts, ..words }
    }

    /// Where `range` of it stands in the file: from its first piece to its last, with the markup between. What an entity or a
    /// line end says has the place of these.
    pub fn place(&self, range: Range<usize>) -> Span {
        let words = self.in_words(range.start, false)..self.in_words(range.end, true);
        let last = words.end.saturating_sub(1).max(words.start);
        let (Some(first), Some(last)) = (self.stretch(words.start), self.stretch(last)) else {
            return self.whole();
        };
        let start = first.file.start + if first.is_written { words.start - first.start } else { 0 };
        let end = if last.is_written { last.file.start + words.end - last.start } else { last.file.end };
        Span::new(self.file, start..end.max(start))
    }

    /// The same where the file has exactly these words there; `None` where markup divides them, or where they are of an entity.
    pub fn as_written(&self, range: Range<usize>) -> Option<Span> {
        let words = self.in_words(range.start, false)..self.in_words(range.end, true);
        let stretch =
            self.stretch(words.start).filter(|stretch| stretch.is_written && words.len() == range.len())?;
        let start = stretch.file.start + words.start - stretch.start;
        let end = start + words.len();
        (end <= stretch.file.end).then(|| Span::new(self.file, start..end))
    }

    /// The whole of its first block.
    pub fn whole(&self) -> Span {
        self.blocks.first().map_or(Span::start_of(self.file), |block| block.span)
    }

    /// The place in the words of a place in the prose; of an address that was left out its beginning or its end.
    fn in_words(&self, at: usize, is_end: bool) -> usize {
        let behind = self.cuts.partition_point(|cut| if is_end { cut.at < at } else { cut.at <= at });
        let Some(cut) = behind.checked_sub(1).and_then(|before| self.cuts.get(before)) else { return at };
        match at.checked_sub(cut.at + NO_WORD.len_utf8()) {
            Some(further) => cut.words.end + further,
            None if is_end => cut.words.end,
            None => cut.words.start,
        }
    }

    fn stretch(&self, at: usize) -> Option<&Stretch> {
        let stretches = self.stretches.get_or_init(|| stretches(&self.blocks, self.source));
        let behind = stretches.partition_point(|stretch| stretch.start <= at);
        stretches.get(behind.checked_sub(1)?)
    }
}

/// What readers see of blocks, without code, a line for each.
pub fn words(blocks: &[&Block]) -> String {
    let mut words = String::new();
    for block in blocks {
        walk(block, |piece, _| words.push_str(piece));
    }
    words
}

/// What stands in the code among the words of blocks.
pub fn code(blocks: &[&Block]) -> String {
    let mut code = String::new();
    for piece in blocks.iter().flat_map(|block| Pieces::of(&block.inlines)) {
        if let Piece::Code(words) = piece {
            code.push_str(words);
            code.push(' ');
        }
    }
    code
}

/// The same without web and e-mail addresses.
pub fn prose(blocks: &[&Block]) -> String {
    without_addresses(&words(blocks)).0
}

fn without_addresses(words: &str) -> (String, Vec<Cut>) {
    let (mut prose, mut cuts) = (String::with_capacity(words.len()), Vec::new());
    let mut done = 0;
    for address in addresses(words) {
        prose.push_str(&words[done..address.start]);
        done = address.end;
        cuts.push(Cut { at: prose.len(), words: address });
        prose.push(NO_WORD);
    }
    prose.push_str(&words[done..]);
    (prose, cuts)
}

/// Says the words of a block piece by piece, each with what it comes from; the last comes from nothing.
fn walk<'b>(block: &'b Block, mut say: impl FnMut(&'b str, Option<Piece<'b>>)) {
    const CODE: &str = "\u{fffc}";
    for piece in Pieces::of(&block.inlines) {
        let words = match piece {
            Piece::Words(words) => words.as_str(),
            Piece::Code(_) => CODE,
            Piece::Space | Piece::Break => " ",
            Piece::CellEnd => "\t",
            Piece::Joint | Piece::Enter(_) | Piece::Leave(_) | Piece::Footnote(_) => "",
        };
        if !words.is_empty() {
            say(words, Some(piece));
        }
    }
    say("\n", None);
}

/// Where the words of blocks stand in their file.
fn stretches(blocks: &[&Block], source: &ArcStr) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut at = 0;
    for block in blocks {
        let extent = block.span.range();
        let first = stretches.len();
        let mut done = extent.start;
        walk(block, |words, piece| {
            let shared = match piece {
                Some(Piece::Words(words) | Piece::Code(words)) => Some(words),
                _ => None,
            };
            let shared = shared.filter(|words| words.parent().as_ptr() == source.as_ptr());
            let range = shared.map(|words| words.range()).filter(|range| range.start >= done);
            let is_written = range.is_some() && matches!(piece, Some(Piece::Words(_)));
            // What is not in the file stands behind what is, and before what follows, which is not known yet.
            let file = range.unwrap_or(done..usize::MAX);
            if file.end != usize::MAX {
                done = file.end;
            }
            stretches.push(Stretch { start: at, file, is_written });
            at += words.len();
        });
        let mut next = extent.end.max(done);
        for stretch in stretches.iter_mut().skip(first).rev() {
            if stretch.file.end == usize::MAX {
                stretch.file.end = next;
            }
            next = stretch.file.start;
        }
    }
    stretches
}

/// Where web and e-mail addresses stand in words. In a language without spaces an address ends where its letters begin.
pub fn addresses(words: &str) -> impl Iterator<Item = Range<usize>> {
    // Hardly any passage has one, and looking for figures takes its time.
    let may_have = ["@", "://", "www."].iter().any(|sign| words.contains(sign));
    let figures = may_have.then(|| figures(words)).into_iter().flatten();
    figures.filter_map(|figure| {
        let address = &words[figure.clone()];
        let is_web = address.contains("://") || address.starts_with("www.");
        let length = address.find(|c: char| !c.is_ascii()).unwrap_or(address.len());
        (is_web || is_email(address)).then(|| figure.start..figure.start + length)
    })
}

/// True for an e-mail address.
pub fn is_email(address: &str) -> bool {
    address.contains('@') && !address.contains("://")
}

/// From the first to the last word of some inlines of a text; `None` if none is written there as it is read.
pub fn place_of(inlines: &[Inline], file: FileId, sources: &Sources) -> Option<Span> {
    let source = &sources.get(file).text;
    let pieces = inlines.iter().filter_map(|inline| match inline {
        Inline::Text(words) | Inline::Code(words) => Some(words),
        _ => None,
    });
    let mut written =
        pieces.filter(|words| words.parent().as_ptr() == source.as_ptr() && !words.trim().is_empty());
    let first = written.next()?;
    let last = written.next_back().unwrap_or(first);
    let start = first.range().end - first.trim_start().len();
    Some(Span::new(file, start..last.range().start + last.trim_end().len()))
}

/// The place of a part of a string in it; `None` if it is a part of another one.
pub fn place_in(whole: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + part.len() <= whole.len()).then(|| start..start + part.len())
}

#[cfg(test)]
mod tests;
