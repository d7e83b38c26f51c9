//! Two runs of tokens compared, so that people read phrases and not confetti.

use std::ops::Range;

use super::align::align;
use super::runs::{Run, push};
use super::tokens::{Token, TokenKind};

/// Compares two runs of tokens. The runs that come back alternate, and together hold every token of both.
pub fn readable_runs(old: &[Token], new: &[Token]) -> Vec<Run> {
    let mut runs = Runs { old, new, runs: align(old, new) };
    runs.slide();
    runs.absorb_islands();
    runs.attach_punctuation();
    // A mark that grew may have left a common word alone.
    runs.absorb_islands();
    runs.runs
}

struct Runs<'t> {
    old: &'t [Token],
    new: &'t [Token],
    runs: Vec<Run>,
}

impl Runs<'_> {
    /// Makes one of neighbours of the same sort, and leaves out what has become empty.
    fn tidy(&mut self) {
        for run in std::mem::take(&mut self.runs) {
            push(&mut self.runs, run.is_kept, run.old, run.new);
        }
    }

    /// Slides what is only inserted or only deleted to where a reader would say that it begins: behind a punctuation
    /// mark rather than before it, so that a word keeps its comma.
    fn slide(&mut self) {
        for at in 1..self.runs.len() {
            let (before, run) = (&self.runs[at - 1], &self.runs[at]);
            let (tokens, range) = match (run.is_kept, run.old.is_empty(), run.new.is_empty()) {
                (false, true, false) => (self.new, run.new.clone()),
                (false, false, true) => (self.old, run.old.clone()),
                _ => continue,
            };
            let room = before.old.len();
            let after = self.runs.get(at + 1).map_or(0, |run| run.old.len());
            let steps = best_slide(tokens, &range, room, after);
            self.shift(at, steps);
        }
        self.tidy();
    }

    /// Moves a run behind another by so many tokens, to the left if `steps` is negative.
    fn shift(&mut self, at: usize, steps: isize) {
        let moved = |range: &Range<usize>| {
            range.start.saturating_add_signed(steps)..range.end.saturating_add_signed(steps)
        };
        if steps == 0 {
            return;
        }
        let run = &mut self.runs[at];
        (run.old, run.new) = (moved(&run.old), moved(&run.new));
        let (old, new) = (run.old.clone(), run.new.clone());
        let before = &mut self.runs[at - 1];
        (before.old.end, before.new.end) = (old.start, new.start);
        match self.runs.get_mut(at + 1) {
            Some(after) => (after.old.start, after.new.start) = (old.end, new.end),
            None => {
                let after = Run { is_kept: true, old: old.end..self.old.len(), new: new.end..self.new.len() };
                self.runs.push(after);
            }
        }
    }

    /// Gives up what is kept between two changes if it is too little to help a reader.
    fn absorb_islands(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        for (at, run) in runs.iter().enumerate() {
            let is_between = !self.runs.is_empty() && at + 1 < runs.len();
            let absorbed = run.is_kept && is_between && self.is_island(run);
            let is_kept = run.is_kept && !absorbed;
            push(&mut self.runs, is_kept, run.old.clone(), run.new.clone());
        }
    }

    /// True for punctuation only, and for one common word.
    fn is_island(&self, run: &Run) -> bool {
        let mut words = self.old[run.old.clone()].iter().filter(|token| token.is_word());
        words.next().is_none_or(|word| word.kind == TokenKind::CommonWord) && words.next().is_none()
    }

    fn words(&self, run: &Run) -> usize {
        words(&self.old[run.old.clone()]) + words(&self.new[run.new.clone()])
    }

    /// Where only a punctuation mark changed, marks it together with the word to which it is attached.
    fn attach_punctuation(&mut self) {
        for at in 0..self.runs.len() {
            let run = &self.runs[at];
            if run.is_kept || self.words(run) > 0 {
                continue;
            }
            // At the end of a text everything is attached.
            let is_attached = |tokens: &[Token], at: usize| {
                tokens.get(at).is_none_or(|token| token.start == token.word.start)
            };
            let to_left = is_attached(self.old, run.old.start) && is_attached(self.new, run.new.start);
            let to_right = is_attached(self.old, run.old.end) && is_attached(self.new, run.new.end);
            if to_left && at > 0 {
                self.take_one(at - 1, at, true);
            } else if to_right && at + 1 < self.runs.len() {
                self.take_one(at + 1, at, false);
            }
        }
        self.tidy();
    }

    /// Lets the change at `to` take one word from the kept run at `from`.
    fn take_one(&mut self, from: usize, to: usize, last: bool) {
        let kept = &mut self.runs[from];
        if !kept.is_kept || kept.old.is_empty() {
            return;
        }
        let token = if last { kept.old.end - 1 } else { kept.old.start };
        if !self.old[token].is_word() {
            return;
        }
        if last {
            kept.old.end -= 1;
            kept.new.end -= 1;
        } else {
            kept.old.start += 1;
            kept.new.start += 1;
        }
        let run = &mut self.runs[to];
        if last {
            run.old.start -= 1;
            run.new.start -= 1;
        } else {
            run.old.end += 1;
            run.new.end += 1;
        }
    }
}

/// By how many tokens the run at `range` is best moved, with so many tokens that both texts have to its left and right.
fn best_slide(tokens: &[Token], range: &Range<usize>, room: usize, after: usize) -> isize {
    let score = |start: usize, end: usize| boundary(tokens, start) + boundary(tokens, end);
    let mut best = (score(range.start, range.end), 0);
    for step in 1..=room {
        let (start, end) = (range.start - step, range.end - step);
        if tokens[start].id != tokens[end].id {
            break;
        }
        best = best.max((score(start, end), -(step as isize)));
    }
    for step in 1..=after {
        let (start, end) = (range.start + step, range.end + step);
        if tokens[start - 1].id != tokens[end - 1].id {
            break;
        }
        if score(start, end) > best.0 {
            best = (score(start, end), step as isize);
        }
    }
    best.1
}

/// How good a place before the token `at` is to begin or end a change.
fn boundary(tokens: &[Token], at: usize) -> u32 {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return 4 };
    let Some(token) = tokens.get(at) else { return 4 };
    let is_spaced = token.start < token.word.start;
    match (before.kind, token.kind) {
        (TokenKind::Punctuation, kind) if kind != TokenKind::Punctuation => 2 + u32::from(is_spaced),
        (_, TokenKind::Punctuation) if !is_spaced => 0,
        _ => u32::from(is_spaced),
    }
}

/// How many words there are in `tokens`.
pub fn words(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.words as usize).sum()
}
