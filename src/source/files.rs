//! The texts of one run, and lines and columns in them.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, OnceLock};

use arcstr::ArcStr;

use super::fingerprint::{self, Fingerprint};
use super::hidden;
use super::span::{FileId, Span};

/// One text file of the site as it was read. The text is shared, never copied.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the site's root, with `/` between its parts.
    pub path: Arc<str>,
    pub text: ArcStr,
    /// Where each line begins, once somebody asks.
    line_starts: OnceLock<Vec<usize>>,
    /// How many characters stand before every [`STEP`]th byte, once somebody asks for a column of a long line.
    characters: OnceLock<Vec<usize>>,
    /// Of the bytes, once somebody asks.
    sha256: OnceLock<Fingerprint>,
    /// Which lines nobody prints, once somebody asks.
    hidden: OnceLock<Vec<bool>>,
}

impl Source {
    fn new(path: Arc<str>, text: ArcStr) -> Self {
        Source {
            path,
            text,
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
            sha256: OnceLock::new(),
            hidden: OnceLock::new(),
        }
    }

    /// The fingerprint of the whole file.
    pub fn sha256(&self) -> Fingerprint {
        *self.sha256.get_or_init(|| fingerprint::of_bytes(self.text.as_bytes()))
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        })
    }
}

/// How many bytes are counted at most for a column.
const STEP: usize = 1024;

impl Source {
    /// How many characters stand between two places.
    fn characters(&self, range: Range<usize>) -> usize {
        if range.len() <= STEP {
            return count(self.text.as_bytes().get(range).unwrap_or_default());
        }
        self.characters_before(range.end) - self.characters_before(range.start)
    }

    fn characters_before(&self, at: usize) -> usize {
        let steps = self.characters.get_or_init(|| {
            let chunks = self.text.as_bytes().chunks(STEP);
            let before = chunks.scan(0, |before, chunk| {
                let all = *before + count(chunk);
                Some(std::mem::replace(before, all))
            });
            before.collect()
        });
        let step = (at / STEP).min(steps.len().saturating_sub(1));
        let counted = steps.get(step).copied().unwrap_or_default();
        counted + count(self.text.as_bytes().get(step * STEP..at).unwrap_or_default())
    }
}

/// How many characters begin among bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// All text files of one run, by path and by [`FileId`].
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    by_path: BTreeMap<Arc<str>, FileId>,
}

impl Sources {
    /// Adds a file and returns its name in this run.
    pub fn add(&mut self, path: Arc<str>, text: ArcStr) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.by_path.insert(path.clone(), id);
        self.files.push(Source::new(path, text));
        id
    }

    /// Adds the readable beginning of a file that is otherwise no text: findings can point into it, but nobody
    /// finds it by its path.
    pub fn add_unread(&mut self, path: Arc<str>, text: ArcStr) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(Source::new(path, text));
        id
    }

    /// Puts another text in the place of a file's. Spans into the old one must not be used any more.
    pub fn replace(&mut self, id: FileId, text: ArcStr) {
        let path = self.files[id.0 as usize].path.clone();
        self.files[id.0 as usize] = Source::new(path, text);
    }

    /// The file of that path, if it was read.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The paths of all files in order.
    pub fn paths(&self) -> impl Iterator<Item = (&Arc<str>, FileId)> {
        self.by_path.iter().map(|(path, &id)| (path, id))
    }

    /// The files whose path begins with `folder/`, in order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a Arc<str>, FileId)> + 'a {
        let prefix = format!("{folder}/");
        let first: Arc<str> = prefix.as_str().into();
        self.by_path
            .range(first..)
            .take_while(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, &id)| (path, id))
    }

    /// The file with that id. Ids come from [`Sources::add`] of the same run only.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files in the order in which they were read.
    pub fn all(&self) -> &[Source] {
        &self.files
    }

    /// The text of a passage, or an empty one where the span does not fit the file.
    pub fn cut(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a passage's beginning, both from 1, columns counted in characters.
    pub fn line_and_column(&self, span: Span) -> (usize, usize) {
        let source = self.get(span.file);
        let at = source.text.floor_char_boundary((span.start as usize).min(source.text.len()));
        let line = source.line_starts().partition_point(|&start| start <= at);
        let start = source.line_starts().get(line - 1).copied().unwrap_or(0);
        (line, source.characters(start..at) + 1)
    }

    /// True if the line in which a passage begins is not to be printed, because a credential may be in it.
    pub fn is_hidden(&self, span: Span) -> bool {
        let source = self.get(span.file);
        let hidden = source.hidden.get_or_init(|| hidden::lines(&source.path, &source.text));
        // Few files have any: the others need not be counted through.
        !hidden.is_empty() && hidden.get(self.line_and_column(span).0 - 1).copied().unwrap_or(true)
    }

    /// First and last line of a passage, from 1, counting the front matter.
    pub fn lines(&self, span: Span) -> RangeInclusive<usize> {
        let (first, _) = self.line_and_column(span);
        let inside = self.cut(span).trim_end_matches('\n');
        first..=first + inside.bytes().filter(|&byte| byte == b'\n').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_that_of_its_character_however_long_the_line_is() {
        let text = format!("ä\n{}\n字b", "a字🙂".repeat(2_000));
        let mut sources = Sources::default();
        let file = sources.add("a.md".into(), text.as_str().into());
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            assert_eq!(sources.line_and_column(Span::new(file, at..at)), (line, column), "at {at}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(sources.line_and_column(Span::new(file, text.len()..text.len())), (line, column));
    }
}
