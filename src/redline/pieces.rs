//! The words of blocks that belong together, cut into pieces.

use std::ops::Range;

use super::changes::{Op, Piece};
use super::columns::{self, Column};
use super::runs::Run;
use super::tokens::{Token, Tokenizer};
use super::words;

/// The pieces of one change, and how many words are in those that are marked.
#[derive(Debug, Default)]
pub struct Pieces {
    pub pieces: Vec<Piece>,
    pub inserted: usize,
    pub deleted: usize,
}

/// The words of a block on one side of a comparison.
#[derive(Clone, Copy)]
pub struct Words<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

impl Pieces {
    /// A text that is in both.
    pub fn kept(len: usize) -> Self {
        let mut pieces = Pieces::default();
        pieces.push(Op::Kept, 0..len, 0..len);
        pieces
    }

    pub fn deleted(words: Words<'_>) -> Self {
        let mut pieces = Pieces { deleted: words::words(words.tokens), ..Pieces::default() };
        pieces.push(Op::Deleted, 0..words.text.len(), 0..0);
        pieces
    }

    pub fn inserted(words: Words<'_>) -> Self {
        let mut pieces = Pieces { inserted: words::words(words.tokens), ..Pieces::default() };
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
}

/// Compares blocks that belong together; one of the two sides has only one. One result for each member of the other
/// side, in order.
pub fn compare(olds: &[Words<'_>], news: &[Words<'_>], mirrored: bool) -> Vec<Pieces> {
    let all = |side: &[Words<'_>]| -> (Vec<Token>, Vec<usize>) {
        let tokens =
            side.iter().enumerate().flat_map(|(at, words)| words.tokens.iter().map(move |t| (t, at)));
        tokens.map(|(token, at)| (token.clone(), at)).unzip()
    };
    let ((old, old_homes), (new, new_homes)) = (all(olds), all(news));
    let mut writer = Writer {
        olds,
        news,
        old: &old,
        new: &new,
        old_homes: &old_homes,
        new_homes: &new_homes,
        current: 0,
        space_done: false,
        parts: (0..olds.len().max(news.len())).map(|_| Pieces::default()).collect(),
    };
    for run in directed_runs(&old, &new, mirrored) {
        if run.is_kept {
            run.old.zip(run.new).for_each(|(old, new)| writer.keep(old, new));
        } else {
            writer.replace(&run);
        }
    }
    writer.parts
}

/// The runs from `old` to `new`, found the other way round if `mirrored`.
fn directed_runs(old: &[Token], new: &[Token], mirrored: bool) -> Vec<Run> {
    if !mirrored {
        return words::runs(old, new);
    }
    let swapped = |run: Run| Run { is_kept: run.is_kept, old: run.new, new: run.old };
    words::runs(new, old).into_iter().map(swapped).collect()
}

struct Writer<'t> {
    olds: &'t [Words<'t>],
    news: &'t [Words<'t>],
    old: &'t [Token],
    new: &'t [Token],
    /// By token: in which of the blocks it stands.
    old_homes: &'t [usize],
    new_homes: &'t [usize],
    /// The part to which belongs what stands in no other.
    current: usize,
    /// True if the white space before the next kept token is written already.
    space_done: bool,
    parts: Vec<Pieces>,
}

impl Writer<'_> {
    /// Which part a token belongs to: that of its own block, if its side is the one with several.
    fn part(&mut self, is_old: bool, token: usize) -> usize {
        let (side, homes) = if is_old { (self.olds, self.old_homes) } else { (self.news, self.new_homes) };
        if side.len() > 1 {
            self.current = homes.get(token).copied().unwrap_or(self.current);
        }
        self.current
    }

    fn token(&self, is_old: bool, at: usize) -> Option<(&Token, &str)> {
        let (side, homes, tokens) = match is_old {
            true => (self.olds, self.old_homes, self.old),
            false => (self.news, self.new_homes, self.new),
        };
        let token = tokens.get(at)?;
        let space = side.get(*homes.get(at)?)?.text.get(token.start..token.word.start)?;
        Some((token, space))
    }

    /// A token that is in both texts, each with the white space before it.
    fn keep(&mut self, old_at: usize, new_at: usize) {
        self.part(true, old_at);
        let part = self.part(false, new_at);
        let is_done = std::mem::take(&mut self.space_done);
        let (Some((old, old_space)), Some((new, new_space))) =
            (self.token(true, old_at), self.token(false, new_at))
        else {
            return;
        };
        let same_space = old_space == new_space;
        let (old, new) = ((old.start, old.word.clone()), (new.start, new.word.clone()));
        let pieces = &mut self.parts[part];
        if is_done {
            pieces.push(Op::Kept, old.1, new.1);
        } else if same_space {
            pieces.push(Op::Kept, old.0..old.1.end, new.0..new.1.end);
        } else {
            pieces.push(Op::Deleted, old.0..old.1.start, new.0..new.0);
            pieces.push(Op::Inserted, old.1.start..old.1.start, new.0..new.1.start);
            pieces.push(Op::Kept, old.1, new.1);
        }
    }

    /// Tokens of one text in the place of those of the other.
    fn replace(&mut self, run: &Run) {
        let mut from = (None, None);
        if let (Some((old, old_space)), Some((new, new_space))) =
            (self.token(true, run.old.start), self.token(false, run.new.start))
            && !run.old.is_empty()
            && !run.new.is_empty()
            && old_space == new_space
        {
            let (old, new) = (old.start..old.word.start, new.start..new.word.start);
            from = (Some(old.end), Some(new.end));
            self.part(true, run.old.start);
            let part = self.part(false, run.new.start);
            self.parts[part].push(Op::Kept, old, new);
        }
        if self.keeps_space_before(run) {
            return self.replace_words(run);
        }
        // What is deleted before the first part that the inserted words begin stays with the part before.
        for at in run.old.clone() {
            let part = self.part(true, at);
            let Some((token, _)) = self.token(true, at) else { continue };
            let (range, words) = (from.0.take().unwrap_or(token.start)..token.word.end, token.words);
            let pieces = &mut self.parts[part];
            pieces.push(Op::Deleted, range, 0..0);
            pieces.deleted += words as usize;
        }
        for at in run.new.clone() {
            let part = self.part(false, at);
            let Some((token, _)) = self.token(false, at) else { continue };
            let (range, words) = (from.1.take().unwrap_or(token.start)..token.word.end, token.words);
            let pieces = &mut self.parts[part];
            pieces.push(Op::Inserted, 0..0, range);
            pieces.inserted += words as usize;
        }
    }
}

impl Writer<'_> {
    /// True if something is only deleted or only inserted, and the white space before it is what stands before the next
    /// kept token on the other side: then only words are marked. Blocks that were split or merged are left alone.
    fn keeps_space_before(&self, run: &Run) -> bool {
        if self.olds.len() > 1 || self.news.len() > 1 || run.old.is_empty() == run.new.is_empty() {
            return false;
        }
        let (is_old, marked) = if run.new.is_empty() { (true, &run.old) } else { (false, &run.new) };
        let other_next = if is_old { run.new.end } else { run.old.end };
        let spaces = (
            self.token(is_old, marked.start).map(|(_, space)| space),
            self.token(is_old, marked.end).map(|(_, space)| space),
            self.token(!is_old, other_next).map(|(_, space)| space),
        );
        matches!(spaces, (Some(first), Some(next), Some(other)) if first == other && next != other)
    }

    /// Keeps the white space before what is marked, and marks the white space behind it, if any.
    fn replace_words(&mut self, run: &Run) {
        let (Some((old, _)), Some((new, _))) =
            (self.token(true, run.old.start), self.token(false, run.new.start))
        else {
            return;
        };
        let kept = (old.start..old.word.start, new.start..new.word.start);
        let is_old = run.new.is_empty();
        let marked = if is_old { run.old.clone() } else { run.new.clone() };
        let start = if is_old { old.word.start } else { new.word.start };
        let Some(end) = self.token(is_old, marked.end).map(|(next, _)| next.word.start) else { return };
        let tokens = if is_old { self.old } else { self.new };
        let count = tokens.get(marked).map_or(0, words::words);
        let pieces = &mut self.parts[self.current];
        pieces.push(Op::Kept, kept.0, kept.1);
        if is_old {
            pieces.push(Op::Deleted, start..end, 0..0);
            pieces.deleted += count;
        } else {
            pieces.push(Op::Inserted, 0..0, start..end);
            pieces.inserted += count;
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
) -> Pieces {
    let (old_cells, new_cells) = (columns::cells(old), columns::cells(new));
    let mut row = Pieces::default();
    for (old_column, new_column) in columns {
        let cell =
            |cells: &[Range<usize>], column: Option<usize>| column.and_then(|at| cells.get(at).cloned());
        let (old_cell, new_cell) = (cell(&old_cells, *old_column), cell(&new_cells, *new_column));
        let text = |row: &'_ str, cell: &Option<Range<usize>>| -> String {
            cell.clone().and_then(|cell| row.get(cell)).unwrap_or_default().to_owned()
        };
        let (old_text, new_text) = (text(old, &old_cell), text(new, &new_cell));
        let (old_tokens, new_tokens) = (tokenizer.tokens(&old_text), tokenizer.tokens(&new_text));
        let olds = [Words { text: &old_text, tokens: &old_tokens }];
        let news = [Words { text: &new_text, tokens: &new_tokens }];
        let start = |cell: &Option<Range<usize>>| cell.as_ref().map_or(0, |cell| cell.start);
        let (old_start, new_start) = (start(&old_cell), start(&new_cell));
        for pieces in compare(&olds, &news, mirrored) {
            row.inserted += pieces.inserted;
            row.deleted += pieces.deleted;
            for piece in pieces.pieces {
                let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
                row.push(piece.op, moved(piece.old, old_start), moved(piece.new, new_start));
            }
        }
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
