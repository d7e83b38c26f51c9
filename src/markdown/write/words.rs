//! What stands in a block, as Markdown.

use std::borrow::Cow;

use super::literals::{self, begins_entity, longest_run};
use super::units::{self, Place, Unit, Words, is_invisible};
use crate::markdown::emphasis::Neighbour;
use crate::markdown::inline::Inline;

/// Writes `inlines` as they are to stand in `place`.
pub fn write(inlines: &[Inline], place: Place) -> String {
    let units = units::of(without_last_breaks(inlines), place);
    let mut writer = Writer { place, out: String::new(), line: 0 };
    for (at, unit) in units.iter().enumerate() {
        writer.unit(unit, units.get(at + 1));
    }
    writer.out
}

/// `inlines` without the line ends behind the last word.
pub fn without_last_breaks(inlines: &[Inline]) -> &[Inline] {
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
    let last = inlines.iter().rposition(|inline| !is_break(inline));
    last.and_then(|last| inlines.get(..=last)).unwrap_or_default()
}

struct Writer {
    place: Place,
    out: String,
    /// Where the line begins that is being written.
    line: usize,
}

impl Writer {
    /// Writes what stands before `next`.
    fn unit(&mut self, unit: &Unit<'_>, next: Option<&Unit<'_>>) {
        match unit {
            Unit::Words(words) => self.words(words, next),
            Unit::Code(code) => self.code(code),
            Unit::Footnote(label) => self.all(&["[^", &self.no_cell_end(label), "]"]),
            Unit::SoftBreak => self.soft_break(),
            Unit::HardBreak => self.hard_break(),
            Unit::Signs(signs) => self.out.extend(std::iter::repeat_n(signs.sign, signs.count)),
            Unit::Address(address) => self.all(&["<", address, ">"]),
            Unit::EnterLink => self.out.push('['),
            Unit::LeaveLink(link) => {
                let target = literals::destination(&link.destination, self.place == Place::Cell);
                self.all(&["](", &target, ")"]);
            }
            Unit::EnterImage => self.out.push_str("!["),
            Unit::LeaveImage => self.out.push_str("]()"),
        }
    }

    fn all(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    fn is_at_line_start(&self) -> bool {
        self.out.len() == self.line
    }

    fn soft_break(&mut self) {
        match self.place.has_lines() {
            false => self.out.push(' '),
            // A line without words ends a paragraph.
            true if self.is_at_line_start() => {}
            true => self.new_line(),
        }
    }

    fn hard_break(&mut self) {
        if self.place.has_lines() {
            self.out.push('\\');
            self.new_line();
        } else {
            self.out.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
    }

    /// `text`, in a cell so that it does not end there.
    fn no_cell_end<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.place {
            Place::Cell => text.replace('|', "\\|").into(),
            _ => text.into(),
        }
    }

    fn code(&mut self, code: &str) {
        let ticks = "`".repeat(longest_run(code, '`') + 1);
        let is_blank = code.chars().all(|c| c == ' ');
        let loses_ends = !is_blank && code.starts_with(' ') && code.ends_with(' ');
        let space = if code.starts_with('`') || code.ends_with('`') || loses_ends { " " } else { "" };
        self.out.push_str(&ticks);
        self.out.push_str(space);
        self.out.push_str(&self.no_cell_end(code));
        self.out.push_str(space);
        self.out.push_str(&ticks);
    }

    /// Writes words, behind which `next` follows.
    fn words(&mut self, words: &Words, next: Option<&Unit<'_>>) {
        let is_before_bracket = matches!(next, Some(Unit::EnterLink | Unit::Footnote(_)));
        for (at, c) in words.text.char_indices() {
            let (before, after) = (&words.text[..at], &words.text[at + c.len_utf8()..]);
            let is_numbered = is_invisible(c)
                || before.is_empty() && words.numbers_first
                || after.is_empty() && words.numbers_last;
            if is_numbered {
                literals::number(&mut self.out, c);
                continue;
            }
            if self.means_something(c, before, after, is_before_bracket) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    /// True if `c` would be read as Markdown between these words of the text.
    fn means_something(&self, c: char, before: &str, after: &str, is_before_bracket: bool) -> bool {
        let is_behind_bracket = before.is_empty() && self.out.ends_with(']');
        match c {
            '*' | '`' | '[' | ']' | '<' | '\\' => true,
            '_' | '~' => !is_within_word(before, after),
            '&' => begins_entity(after),
            '!' => after.is_empty() && is_before_bracket,
            '|' if self.place == Place::Cell => true,
            '{' | '}' if self.place.is_heading() => true,
            '#' if self.place == Place::Heading => before.is_empty() || before.ends_with([' ', '\t', '#']),
            '>' | '#' | '+' | '-' | '=' | '|' => self.place.has_lines() && self.is_at_line_start(),
            ':' => is_behind_bracket || self.place.has_lines() && self.is_at_line_start(),
            '(' => is_behind_bracket,
            '.' | ')' => {
                let ends_number = after.is_empty() || after.starts_with(char::is_whitespace);
                self.place.has_lines() && ends_number && self.is_number()
            }
            _ => false,
        }
    }

    /// True if the line so far is a number that an item of a list could have.
    fn is_number(&self) -> bool {
        let line = self.out.get(self.line..).unwrap_or_default();
        (1..=9).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// True within a word, where an underscore or a tilde is nothing but itself. The characters at the ends of words may be
/// written as numbers, so they are no part of one.
fn is_within_word(before: &str, after: &str) -> bool {
    let mut before = before.chars().rev();
    let mut after = after.chars();
    // Some signs count as letters elsewhere, such as Ⓐ.
    let is_letter = |c: char| c.is_alphanumeric() && !Neighbour::standard(Some(c)).punctuation;
    let is_inside = |next: Option<char>| next.is_some_and(is_letter);
    is_inside(before.next()) && is_inside(after.next()) && before.next().is_some() && after.next().is_some()
}
