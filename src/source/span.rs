//! Positions in files.

use std::ops::Range;

/// Names one file among the [`Sources`](super::Sources) of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);

/// A passage: bytes `start..end` of a file, on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The passage of `file` that `range` names, in bytes. Files are smaller than 4 GiB (see
    /// [`MAX_FILE`](super::tree::MAX_FILE)), so nothing is cut off.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The very beginning of a file.
    pub fn start_of(file: FileId) -> Self {
        Span { file, start: 0, end: 0 }
    }

    /// The very end of it.
    pub fn behind(self) -> Self {
        Span { start: self.end, ..self }
    }

    /// The bytes that it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
