//! What stands in a block, as Markdown.

use crate::markdown::emphasis::{Ability, Neighbour};
use crate::markdown::inline::{Inline, Link, Mark};
use crate::markdown::pieces::{Piece, Pieces};

/// Where words stand: what must be escaped depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On lines of their own, where the first sign of each could begin a block.
    Lines,
    /// The same, with an underline that makes them a heading.
    HeadingLines,
    /// Behind the signs of a heading.
    Heading,
    /// In a cell of a table.
    Cell,
}

impl Place {
    fn has_lines(self) -> bool {
        matches!(self, Place::Lines | Place::HeadingLines)
    }

    fn is_heading(self) -> bool {
        matches!(self, Place::Heading | Place::HeadingLines)
    }
}

/// Writes `inlines` as they are to stand in `place`.
pub fn write(inlines: &[Inline], place: Place) -> String {
    let mut writer = Writer { place, ..Writer::default() };
    let mut pieces = Pieces::of(without_last_breaks(inlines));
    let mut words = String::new();
    while let Some(piece) = pieces.next() {
        match piece {
            // Where the parser cut them means nothing.
            Piece::Words(more) => {
                words.push_str(more);
                if !matches!(pieces.rest(), [Inline::Text(_), ..]) {
                    writer.words(&std::mem::take(&mut words), next_sign(pieces.rest()));
                }
            }
            other => writer.piece(other, &mut pieces),
        }
    }
    writer.end_line();
    writer.out
}

/// `inlines` without the line ends behind the last word.
pub fn without_last_breaks(inlines: &[Inline]) -> &[Inline] {
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
    let last = inlines.iter().rposition(|inline| !is_break(inline));
    last.and_then(|last| inlines.get(..=last)).unwrap_or_default()
}

/// The sign with which the next inline begins; nothing if that is a line end, or if there is none.
fn next_sign(rest: &[Inline]) -> Option<char> {
    let shows = |inline: &&Inline| match inline {
        Inline::Text(words) => !words.is_empty(),
        Inline::Open(Mark::Language(_)) => false,
        _ => true,
    };
    match rest.iter().find(shows)? {
        Inline::Text(words) => words.chars().next().map(|c| if is_invisible(c) { '&' } else { c }),
        Inline::Code(_) => Some('`'),
        Inline::HardBreak => Some('\\'),
        Inline::Open(Mark::Link(_)) | Inline::FootnoteReference(_) => Some('['),
        Inline::Open(Mark::Image) => Some('!'),
        Inline::Open(_) | Inline::Close => Some('*'),
        Inline::SoftBreak | Inline::CellEnd => None,
    }
}

/// Emphasis of any kind that is open.
struct Open {
    sign: char,
    count: usize,
}

struct Writer {
    place: Place,
    out: String,
    /// Where the line begins that is being written.
    line: usize,
    open: Vec<Open>,
    /// Where the last emphasis ended, and with which sign.
    closed: Option<(usize, char)>,
    /// True if the next character of words is to be written as a number, so that it counts as punctuation.
    is_numbered: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Writer {
            place: Place::Lines,
            out: String::new(),
            line: 0,
            open: Vec::new(),
            closed: None,
            is_numbered: false,
        }
    }
}

impl Writer {
    fn piece(&mut self, piece: Piece<'_>, pieces: &mut Pieces<'_>) {
        match piece {
            Piece::Words(_) | Piece::CellEnd => {}
            Piece::Code(code) => self.code(code),
            Piece::Footnote(label) => {
                self.out.push_str("[^");
                self.out.push_str(label);
                self.out.push(']');
            }
            Piece::Space | Piece::Joint => self.soft_break(),
            Piece::Break => self.hard_break(),
            Piece::Enter(Mark::Link(link)) => self.link(link, pieces),
            Piece::Enter(Mark::Image) => self.out.push_str("!["),
            Piece::Enter(Mark::Language(_)) | Piece::Leave(Mark::Language(_)) => {}
            // Nothing is emphasised.
            Piece::Enter(_) if matches!(pieces.rest(), [Inline::Close, ..]) => {
                pieces.by_ref().take(1).for_each(drop)
            }
            Piece::Enter(mark) => self.open(mark, next_sign(pieces.rest())),
            Piece::Leave(Mark::Link(link)) => {
                self.out.push_str("](");
                self.destination(&link.destination);
                self.out.push(')');
            }
            Piece::Leave(Mark::Image) => self.out.push_str("]()"),
            Piece::Leave(_) => self.close(next_sign(pieces.rest())),
        }
        self.is_numbered &= matches!(piece, Piece::Enter(_) | Piece::Leave(_));
    }

    fn is_at_line_start(&self) -> bool {
        self.out.len() == self.line
    }

    /// White space at the end of a line would be lost.
    fn end_line(&mut self) {
        if !self.is_at_line_start() && self.out.ends_with([' ', '\t']) {
            self.number_last();
        }
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
        self.end_line();
        self.out.push('\n');
        self.line = self.out.len();
    }

    /// Writes the last character as a number.
    fn number_last(&mut self) {
        if let Some(last) = self.out.pop() {
            self.number(last);
        }
    }

    fn number(&mut self, c: char) {
        match c {
            // It has no number (CommonMark 0.31, 2.3).
            '\0' => self.out.push(c),
            _ => self.out.push_str(&format!("&#{};", u32::from(c))),
        }
    }

    /// Emphasis in emphasis has another sign, and so has emphasis that touches the one before it.
    fn open(&mut self, mark: &Mark, next: Option<char>) {
        let (sign, count) = match mark {
            Mark::Strikethrough => ('~', if self.open.iter().any(|open| open.sign == '~') { 1 } else { 2 }),
            Mark::Strong => (self.emphasis_sign(), 2),
            _ => (self.emphasis_sign(), 1),
        };
        let mut next = next;
        if next.is_some_and(char::is_whitespace) {
            self.is_numbered = true;
            next = Some('&');
        }
        if !self.ability(sign, count, next).open {
            self.number_last();
        }
        self.out.extend(std::iter::repeat_n(sign, count));
        self.open.push(Open { sign, count });
    }

    fn emphasis_sign(&self) -> char {
        let other = |sign| if sign == '*' { '_' } else { '*' };
        let outer = self.open.iter().rev().find(|open| open.sign != '~');
        let sign = outer.map_or('*', |outer| other(outer.sign));
        let touches = self.closed == Some((self.out.len(), sign));
        if touches { other(sign) } else { sign }
    }

    fn close(&mut self, next: Option<char>) {
        let Some(open) = self.open.pop() else { return };
        self.end_line();
        if !self.ability(open.sign, open.count, next).close {
            self.is_numbered = true;
        }
        self.out.extend(std::iter::repeat_n(open.sign, open.count));
        self.closed = Some((self.out.len(), open.sign));
    }

    /// What so many signs can do here if `next` follows them.
    fn ability(&self, sign: char, count: usize, next: Option<char>) -> Ability {
        let before = Neighbour::amended_end(&self.out);
        Ability::of(u8::try_from(sign).unwrap_or_default(), count, before, Neighbour::amended(next))
    }

    fn code(&mut self, code: &str) {
        let ticks = "`".repeat(longest_run(code, '`') + 1);
        let is_blank = code.chars().all(|c| c == ' ');
        let loses_ends = !is_blank && code.starts_with(' ') && code.ends_with(' ');
        let space = if code.starts_with('`') || code.ends_with('`') || loses_ends { " " } else { "" };
        self.out.push_str(&ticks);
        self.out.push_str(space);
        match self.place {
            Place::Cell => self.out.push_str(&code.replace('|', "\\|")),
            _ => self.out.push_str(code),
        }
        self.out.push_str(space);
        self.out.push_str(&ticks);
    }

    /// A link to what it says itself is written as that.
    fn link(&mut self, link: &Link, pieces: &mut Pieces<'_>) {
        if let [Inline::Text(words), Inline::Close, ..] = pieces.rest()
            && *words == link.destination
            && is_address(words)
        {
            self.out.push('<');
            self.out.push_str(words);
            self.out.push('>');
            pieces.by_ref().take(2).for_each(drop);
        } else {
            self.out.push('[');
        }
    }

    fn destination(&mut self, target: &str) {
        let needs_brackets = target.contains(|c: char| c.is_whitespace() || c.is_control());
        if needs_brackets {
            self.out.push('<');
        }
        for (at, c) in target.char_indices() {
            let after = &target[at + c.len_utf8()..];
            match c {
                _ if c.is_control() => self.number(c),
                '\\' if after.is_empty() || after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                    self.escaped(c);
                }
                '&' if begins_entity(after) => self.escaped(c),
                '|' if self.place == Place::Cell => self.escaped(c),
                '(' | ')' | '<' | '>' => self.escaped(c),
                _ => self.out.push(c),
            }
        }
        if needs_brackets {
            self.out.push('>');
        }
    }

    fn escaped(&mut self, c: char) {
        self.out.push('\\');
        self.out.push(c);
    }

    /// Writes words, behind which `next` follows.
    fn words(&mut self, words: &str, next: Option<char>) {
        for (at, c) in words.char_indices() {
            let (before, after) = (&words[..at], &words[at + c.len_utf8()..]);
            let is_numbered = std::mem::take(&mut self.is_numbered)
                || is_invisible(c)
                || matches!(c, ' ' | '\t') && self.is_at_line_start();
            if is_numbered {
                self.number(c);
            } else if self.means_something(c, before, after, next) {
                self.escaped(c);
            } else {
                self.out.push(c);
            }
        }
    }

    /// True if `c` would be read as Markdown between these words of the text.
    fn means_something(&self, c: char, before: &str, after: &str, next: Option<char>) -> bool {
        let is_behind_bracket = before.is_empty() && self.out.ends_with(']');
        match c {
            '*' | '`' | '[' | ']' | '<' | '\\' => true,
            '_' | '~' => !is_within_word(before, after),
            '&' => begins_entity(after),
            '!' => after.is_empty() && next == Some('['),
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

/// True for what would mean a line end, or the beginning of a file.
fn is_invisible(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{feff}')
}

/// True within a word, where an underscore or a tilde is nothing but itself. The characters at the ends of words may be
/// written as numbers, so they are no part of one.
fn is_within_word(before: &str, after: &str) -> bool {
    let mut before = before.chars().rev();
    let mut after = after.chars();
    let is_inside = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    is_inside(before.next()) && is_inside(after.next()) && before.next().is_some() && after.next().is_some()
}

/// True if `&` with this behind it may be a character reference.
fn begins_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// True for an address that may stand between `<` and `>` as it is (CommonMark 0.31, 6.5).
fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    is_scheme && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>&|\\".contains(c))
}

/// How many of `sign` stand side by side at most.
pub fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(|run| run.len() / sign.len_utf8()).max().unwrap_or(0)
}
