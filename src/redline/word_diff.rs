//! The words of blocks that belong together, cut into pieces.

use std::ops::Range;

use super::changes::{Op, Piece};
use super::columns::{self, Column};
use super::diff_cleanup;
use super::runs::Run;
use super::tokens::{Token, Tokenizer};

/// The pieces of one change, and how many words are in those that are marked.
#[derive(Debug, Default)]
pub struct WordDiff {
    pub pieces: Vec<Piece>,
    pub inserted: usize,
    pub deleted: usize,
}

/// The words of a block on one side of a comparison.
#[derive(Clone, Copy)]
pub struct TokenizedText<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

impl WordDiff {
    /// A text that is in both.
    pub fn kept(len: usize) -> Self {
        let mut pieces = WordDiff::default();
        pieces.push(Op::Kept, 0..len, 0..len);
        pieces
    }

    pub fn deleted(words: TokenizedText<'_>) -> Self {
        let mut pieces = WordDiff { deleted: diff_cleanup::words(words.tokens), ..WordDiff::default() };
        pieces.push(Op::Deleted, 0..words.text.len(), 0..0);
        pieces
    }

    pub fn inserted(words: TokenizedText<'_>) -> Self {
        let mut pieces = WordDiff { inserted: diff_cleanup::words(words.tokens), ..WordDiff::default() };
        pieces.push(Op::Inserted, 0..0, 0..words.text.len());
        pieces
    }

    /// Appends a piece. Neighbours of the same sort become one, and what is deleted comes before what is inserted in
    /// the same place.
    fn push(&mut self, op: Op, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let at = match (op, self.pieces.last().map(|last| last.op)) {
            (Op::Deleted, Some(Op::Inserted)) => self.pieces.len() - 1,
            _ => self.pieces.len(),
        };
        match at.checked_sub(1).and_then(|before| self.pieces.get_mut(before)) {
            Some(before) if before.op == op => {
                before.old.end = before.old.end.max(old.end);
                before.new.end = before.new.end.max(new.end);
            }
            _ => self.pieces.insert(at, Piece { op, old, new }),
        }
    }

    /// Appends a cell of a row that is `old` and `new`, whose cells lie there if they are there.
    fn append_cell(
        &mut self,
        (old, old_cell): (&str, &Option<Range<usize>>),
        (new, new_cell): (&str, &Option<Range<usize>>),
        mirrored: bool,
        tokenizer: &mut Tokenizer,
    ) {
        let text = |row: &str, cell: &Option<Range<usize>>| {
            cell.clone().map_or(String::new(), |cell| row[cell].to_owned())
        };
        let (old_text, new_text) = (text(old, old_cell), text(new, new_cell));
        let (old_tokens, new_tokens) = (tokenizer.tokens(&old_text), tokenizer.tokens(&new_text));
        let old = TokenizedText { text: &old_text, tokens: &old_tokens };
        let new = TokenizedText { text: &new_text, tokens: &new_tokens };
        let pieces = compare_pair(old, new, mirrored);
        self.inserted += pieces.inserted;
        self.deleted += pieces.deleted;
        let start = |cell: &Option<Range<usize>>| cell.as_ref().map_or(0, |cell| cell.start);
        let (old_start, new_start) = (start(old_cell), start(new_cell));
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        for piece in pieces.pieces {
            self.push(piece.op, moved(piece.old, old_start), moved(piece.new, new_start));
        }
    }
}

/// Compares blocks that belong together; one of the two sides has only one. Returns one result for each member of the other
/// side, in order.
pub fn compare(olds: &[TokenizedText<'_>], news: &[TokenizedText<'_>], mirrored: bool) -> Vec<WordDiff> {
    let mut writer = DiffWriter {
        old: TokenLine::of(olds),
        new: TokenLine::of(news),
        current: 0,
        space_done: false,
        parts: (0..olds.len().max(news.len())).map(|_| WordDiff::default()).collect(),
    };
    for run in directed_runs(&writer.old.tokens, &writer.new.tokens, mirrored) {
        if run.is_kept {
            run.old.zip(run.new).for_each(|(old, new)| writer.keep(old, new));
        } else {
            writer.replace(&run);
        }
    }
    writer.parts
}

/// Compares two blocks.
pub fn compare_pair(old: TokenizedText<'_>, new: TokenizedText<'_>, mirrored: bool) -> WordDiff {
    // Of one block on each side there is one result.
    compare(&[old], &[new], mirrored).swap_remove(0)
}

/// The runs from `old` to `new`, found the other way round if `mirrored`.
fn directed_runs(old: &[Token], new: &[Token], mirrored: bool) -> Vec<Run> {
    if !mirrored {
        return diff_cleanup::readable_runs(old, new);
    }
    let swapped = |run: Run| Run { is_kept: run.is_kept, old: run.new, new: run.old };
    diff_cleanup::readable_runs(new, old).into_iter().map(swapped).collect()
}

/// The tokens of all blocks of one side, one behind the other; each has a home.
struct TokenLine<'t> {
    blocks: &'t [TokenizedText<'t>],
    tokens: Vec<Token>,
    /// By token: in which of the blocks it stands.
    homes: Vec<usize>,
}

impl<'t> TokenLine<'t> {
    fn of(blocks: &'t [TokenizedText<'t>]) -> Self {
        let with_home = |(home, words): (usize, &'t TokenizedText<'t>)| {
            words.tokens.iter().map(move |token| (token.clone(), home))
        };
        let (tokens, homes) = blocks.iter().enumerate().flat_map(with_home).unzip();
        TokenLine { blocks, tokens, homes }
    }

    /// Returns the white space before a token.
    fn space(&self, at: usize) -> &'t str {
        let token = &self.tokens[at];
        &self.blocks[self.homes[at]].text[token.start..token.word.start]
    }

    /// Returns the white space before the token behind a run, `None` at the end.
    fn space_behind(&self, run: &Range<usize>) -> Option<&'t str> {
        (run.end < self.tokens.len()).then(|| self.space(run.end))
    }
}

/// Writes what became of the tokens of two sides. Runs are of these tokens.
struct DiffWriter<'t> {
    old: TokenLine<'t>,
    new: TokenLine<'t>,
    /// The part to which belongs what stands in no other.
    current: usize,
    /// True if the white space before the next kept token is written already.
    space_done: bool,
    /// One for each block of the side that has several.
    parts: Vec<WordDiff>,
}

impl DiffWriter<'_> {
    /// Returns the part to which an old token belongs: that of its own block, if its side is the one with several.
    fn old_part(&mut self, at: usize) -> &mut WordDiff {
        if self.old.blocks.len() > 1 {
            self.current = self.old.homes[at];
        }
        &mut self.parts[self.current]
    }

    /// The same of a new token.
    fn new_part(&mut self, at: usize) -> &mut WordDiff {
        if self.new.blocks.len() > 1 {
            self.current = self.new.homes[at];
        }
        &mut self.parts[self.current]
    }

    /// Returns the part to which belong an old token and a new one in its place.
    fn part(&mut self, old_at: usize, new_at: usize) -> &mut WordDiff {
        self.old_part(old_at);
        self.new_part(new_at)
    }

    /// A token that is in both texts, each with the white space before it.
    fn keep(&mut self, old_at: usize, new_at: usize) {
        let is_done = std::mem::take(&mut self.space_done);
        let same_space = self.old.space(old_at) == self.new.space(new_at);
        let (old, new) = (self.old.tokens[old_at].clone(), self.new.tokens[new_at].clone());
        let pieces = self.part(old_at, new_at);
        if is_done {
            pieces.push(Op::Kept, old.word, new.word);
        } else if same_space {
            pieces.push(Op::Kept, old.start..old.word.end, new.start..new.word.end);
        } else {
            pieces.push(Op::Deleted, old.start..old.word.start, new.start..new.start);
            pieces.push(Op::Inserted, old.word.start..old.word.start, new.start..new.word.start);
            pieces.push(Op::Kept, old.word, new.word);
        }
    }

    /// Tokens of one text in the place of those of the other.
    fn replace(&mut self, run: &Run) {
        let mut from = (None, None);
        let are_both_there = !run.old.is_empty() && !run.new.is_empty();
        if are_both_there && self.old.space(run.old.start) == self.new.space(run.new.start) {
            let (old, new) = (&self.old.tokens[run.old.start], &self.new.tokens[run.new.start]);
            let (old, new) = (old.start..old.word.start, new.start..new.word.start);
            from = (Some(old.end), Some(new.end));
            self.part(run.old.start, run.new.start).push(Op::Kept, old, new);
        }
        if self.keeps_space_before(run) {
            return self.replace_words(run);
        }
        // What is deleted before the first part that the inserted words begin stays with the part before.
        for at in run.old.clone() {
            let token = self.old.tokens[at].clone();
            let pieces = self.old_part(at);
            pieces.push(Op::Deleted, from.0.take().unwrap_or(token.start)..token.word.end, 0..0);
            pieces.deleted += token.words as usize;
        }
        for at in run.new.clone() {
            let token = self.new.tokens[at].clone();
            let pieces = self.new_part(at);
            pieces.push(Op::Inserted, 0..0, from.1.take().unwrap_or(token.start)..token.word.end);
            pieces.inserted += token.words as usize;
        }
    }

    /// True if something is only deleted or only inserted, and the white space before it is what stands before the next
    /// kept token on the other side: then only words are marked. Blocks that were split or merged are left alone.
    fn keeps_space_before(&self, run: &Run) -> bool {
        if self.old.blocks.len() > 1 || self.new.blocks.len() > 1 || run.old.is_empty() == run.new.is_empty()
        {
            return false;
        }
        let (old_next, new_next) = (self.old.space_behind(&run.old), self.new.space_behind(&run.new));
        let (Some(old_next), Some(new_next)) = (old_next, new_next) else { return false };
        let (first, next, other) = match run.new.is_empty() {
            true => (self.old.space(run.old.start), old_next, new_next),
            false => (self.new.space(run.new.start), new_next, old_next),
        };
        first == other && next != other
    }

    /// Keeps the white space before what is marked, and marks the white space behind it, if any. Both sides go on behind the run.
    fn replace_words(&mut self, run: &Run) {
        let (old, new) = (&self.old.tokens[run.old.start], &self.new.tokens[run.new.start]);
        let pieces = &mut self.parts[self.current];
        pieces.push(Op::Kept, old.start..old.word.start, new.start..new.word.start);
        if run.new.is_empty() {
            let end = self.old.tokens[run.old.end].word.start;
            pieces.push(Op::Deleted, old.word.start..end, 0..0);
            pieces.deleted += diff_cleanup::words(&self.old.tokens[run.old.clone()]);
        } else {
            let end = self.new.tokens[run.new.end].word.start;
            pieces.push(Op::Inserted, 0..0, new.word.start..end);
            pieces.inserted += diff_cleanup::words(&self.new.tokens[run.new.clone()]);
        }
        self.space_done = true;
    }
}

/// Compares two table rows, cell by cell.
pub fn compare_rows(
    old: &str,
    new: &str,
    columns: &[Column],
    mirrored: bool,
    tokenizer: &mut Tokenizer,
) -> WordDiff {
    let (old_cells, new_cells) = (columns::cells(old), columns::cells(new));
    // A row may have fewer cells than its table has columns.
    let cell = |cells: &[Range<usize>], column: Option<usize>| cells.get(column?).cloned();
    let mut row = WordDiff::default();
    for (old_column, new_column) in columns {
        let (old_cell, new_cell) = (cell(&old_cells, *old_column), cell(&new_cells, *new_column));
        row.append_cell((old, &old_cell), (new, &new_cell), mirrored, tokenizer);
        let end =
            |cell: Option<Range<usize>>, row: &str| cell.map(|cell| cell.end).filter(|end| *end < row.len());
        match (end(old_cell, old), end(new_cell, new)) {
            (Some(old), Some(new)) => row.push(Op::Kept, old..old + 1, new..new + 1),
            (Some(old), None) => row.push(Op::Deleted, old..old + 1, 0..0),
            (None, Some(new)) => row.push(Op::Inserted, 0..0, new..new + 1),
            (None, None) => {}
        }
    }
    row
}
