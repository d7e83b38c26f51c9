//! What stands in a block: words, emphasis, links; flat, with openings and closings.

use arcstr::Substr;

use crate::source::Span;

/// A step through the inside of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text(Substr),
    Code(Substr),
    /// A line end in the source that shows as a space.
    SoftBreak,
    /// A line end that a reader sees.
    HardBreak,
    Open(Mark),
    Close,
    /// A reference to the footnote with that label.
    FootnoteReference(Substr),
    /// The end of a table cell; every cell has one.
    CellEnd,
}

/// What can be around words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Link(Box<Link>),
    /// Words in another language than the text's, with its tag: an entry of a register that is not translated.
    Language(Substr),
    /// Shown as its description only, see [`MarkdownFault::Image`](super::MarkdownFault::Image).
    Image,
}

/// A link as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written; [`Destination::parse`](super::Destination::parse) says what it is.
    pub destination: Substr,
    /// True if it has no text of its own, as in `[](#cookies)`, and takes its target's heading instead.
    pub takes_heading: bool,
    /// The whole link.
    pub span: Span,
}

/// True for printable ASCII alone with no two spaces side by side: the commonest text by far, and seen at once.
pub fn is_folded(text: &str) -> bool {
    let is_plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    is_plain && memchr::memmem::find(text.as_bytes(), b"  ").is_none()
}

/// `text` with every run of white space as one space, and none at its ends.
pub fn fold_white_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The links among `inlines`.
pub fn links(inlines: &[Inline]) -> impl Iterator<Item = &Link> {
    inlines.iter().filter_map(|inline| match inline {
        Inline::Open(Mark::Link(link)) => Some(&**link),
        _ => None,
    })
}

/// The cells of a table row.
pub fn cells(inlines: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    inlines.split_inclusive(|inline| *inline == Inline::CellEnd).map(|cell| match cell {
        [inside @ .., Inline::CellEnd] => inside,
        whole => whole,
    })
}
