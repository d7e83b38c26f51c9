//! What stands in a block, in the pieces in which it is written: words, the signs of emphasis, and the rest.
//!
//! Signs mean something only beside the right characters. Where those are others, they are written as numbers (`&#32;`), which
//! count as punctuation. To number the character before an opening sign can ask for another number further left, where signs open
//! right before that character, and to number the one behind a closing sign for another further right. So what opens is looked at
//! from right to left, and what closes from left to right.

use super::literals::is_address;
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
    pub fn has_lines(self) -> bool {
        matches!(self, Place::Lines | Place::HeadingLines)
    }

    pub fn is_heading(self) -> bool {
        matches!(self, Place::Heading | Place::HeadingLines)
    }
}

pub enum Unit<'a> {
    Words(Words),
    Code(&'a str),
    Footnote(&'a str),
    /// A line end that readers see as a space, or not at all.
    SoftBreak,
    HardBreak,
    Signs(Signs),
    /// A link to what it says itself.
    Address(&'a str),
    EnterLink,
    LeaveLink(&'a Link),
    EnterImage,
    LeaveImage,
}

/// Words in one piece, wherever the parser cut them.
#[derive(Default)]
pub struct Words {
    pub text: String,
    /// True if the first character is written as a number.
    pub numbers_first: bool,
    /// True if the last one is.
    pub numbers_last: bool,
}

/// The signs with which emphasis of any kind opens or closes.
#[derive(Clone, Copy)]
pub struct Signs {
    pub sign: char,
    pub count: usize,
    opens: bool,
}

/// What is to be written of `inlines`.
pub fn of(inlines: &[Inline], place: Place) -> Vec<Unit<'_>> {
    let mut units = units(inlines, place);
    number_white_space(&mut units);
    for at in (1..units.len()).rev() {
        if signs_at(&units, at).is_some_and(|(signs, ability)| signs.opens && !ability.open) {
            number_last(&mut units, at - 1);
        }
    }
    for at in 0..units.len() {
        if signs_at(&units, at).is_some_and(|(signs, ability)| !signs.opens && !ability.close) {
            number_first(&mut units, at + 1);
        }
    }
    units
}

fn units(inlines: &[Inline], place: Place) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(inlines.len());
    let mut emphasis = Emphasis::default();
    let mut pieces = Pieces::of(inlines);
    while let Some(piece) = pieces.next() {
        let unit = match piece {
            Piece::Words(words) => {
                add_words(&mut units, words);
                continue;
            }
            Piece::CellEnd | Piece::Enter(Mark::Language(_)) | Piece::Leave(Mark::Language(_)) => continue,
            Piece::Code(code) => Unit::Code(code),
            Piece::Footnote(label) => Unit::Footnote(label),
            Piece::Space | Piece::Joint => Unit::SoftBreak,
            Piece::Break => Unit::HardBreak,
            Piece::Enter(Mark::Link(link)) => match own_words(link, &units, pieces.rest(), place) {
                Some(count) => {
                    pieces.by_ref().take(count + 1).for_each(drop);
                    Unit::Address(&link.destination)
                }
                None => Unit::EnterLink,
            },
            Piece::Leave(Mark::Link(link)) => Unit::LeaveLink(link),
            Piece::Enter(Mark::Image) => Unit::EnterImage,
            Piece::Leave(Mark::Image) => Unit::LeaveImage,
            // Nothing is emphasised.
            Piece::Enter(_) if matches!(pieces.rest(), [Inline::Close, ..]) => {
                pieces.by_ref().take(1).for_each(drop);
                continue;
            }
            Piece::Enter(mark) => Unit::Signs(emphasis.open(mark, units.last())),
            Piece::Leave(_) => match emphasis.close() {
                Some(signs) => Unit::Signs(signs),
                None => continue,
            },
        };
        units.push(unit);
    }
    units
}

fn add_words(units: &mut Vec<Unit<'_>>, more: &str) {
    match units.last_mut() {
        _ if more.is_empty() => {}
        Some(Unit::Words(words)) => words.text.push_str(more),
        _ => units.push(Unit::Words(Words { text: more.to_owned(), ..Words::default() })),
    }
}

/// The inlines that are all the words of a link, if those are where it leads and both can be written as one: how many. The link
/// stands between `before` and `rest`, which begins with its words.
fn own_words(link: &Link, before: &[Unit<'_>], rest: &[Inline], place: Place) -> Option<usize> {
    let mut address = link.destination.as_str();
    let mut count = 0;
    while let Some(Inline::Text(words)) = rest.get(count) {
        address = address.strip_prefix(words.as_str())?;
        count += 1;
    }
    let is_own = address.is_empty() && rest.get(count) == Some(&Inline::Close);
    let begins_line = matches!(before.last(), None | Some(Unit::SoftBreak | Unit::HardBreak));
    let begins_html = begins_line && link.destination.starts_with(['!', '?']);
    let ends_cell = place == Place::Cell && link.destination.replace("\\|", "").contains('|');
    (is_own && !begins_html && !ends_cell && is_address(&link.destination)).then_some(count)
}

/// Emphasis of any kind that is open.
#[derive(Default)]
struct Emphasis {
    open: Vec<Signs>,
    /// The signs of what is not struck out, the innermost last.
    signs: Vec<char>,
}

impl Emphasis {
    /// Emphasis in emphasis has another sign, and so has emphasis that touches the one before it.
    fn open(&mut self, mark: &Mark, before: Option<&Unit<'_>>) -> Signs {
        let signs = match mark {
            Mark::Strikethrough => {
                let is_struck = self.open.len() > self.signs.len();
                Signs { sign: '~', count: if is_struck { 1 } else { 2 }, opens: true }
            }
            Mark::Strong => Signs { sign: self.sign(before), count: 2, opens: true },
            _ => Signs { sign: self.sign(before), count: 1, opens: true },
        };
        self.open.push(signs);
        if signs.sign != '~' {
            self.signs.push(signs.sign);
        }
        signs
    }

    fn sign(&self, before: Option<&Unit<'_>>) -> char {
        let other = |sign| if sign == '*' { '_' } else { '*' };
        let sign = self.signs.last().map_or('*', |outer| other(*outer));
        match before {
            Some(Unit::Signs(signs)) if !signs.opens && signs.sign == sign => other(sign),
            _ => sign,
        }
    }

    fn close(&mut self) -> Option<Signs> {
        let signs = self.open.pop()?;
        if signs.sign != '~' {
            self.signs.pop();
        }
        Some(Signs { opens: false, ..signs })
    }
}

/// White space would be lost at the ends of a line, and keeps signs that touch it from meaning anything.
fn number_white_space(units: &mut [Unit<'_>]) {
    for at in 0..units.len() {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        let (begins_line, opens) = match before {
            None | Some(Unit::SoftBreak | Unit::HardBreak) => (true, false),
            Some(Unit::Signs(signs)) => (false, signs.opens),
            _ => (false, false),
        };
        let (ends_line, closes) = match units.get(at + 1) {
            None | Some(Unit::SoftBreak) => (true, false),
            Some(Unit::Signs(signs)) => (false, !signs.opens),
            _ => (false, false),
        };
        let Some(Unit::Words(words)) = units.get_mut(at) else { continue };
        let is_lost =
            |c: char, at_line, at_signs| at_line && matches!(c, ' ' | '\t') || at_signs && c.is_whitespace();
        words.numbers_first = words.text.chars().next().is_some_and(|c| is_lost(c, begins_line, opens));
        words.numbers_last = words.text.chars().next_back().is_some_and(|c| is_lost(c, ends_line, closes));
    }
}

/// The signs at a place, and what they can do there.
fn signs_at(units: &[Unit<'_>], at: usize) -> Option<(Signs, Ability)> {
    let Some(Unit::Signs(signs)) = units.get(at) else { return None };
    let before = at.checked_sub(1).and_then(|before| units.get(before));
    let (before, after) = (end_of(before), start_of(units.get(at + 1)));
    let ability = Ability::of(u8::try_from(signs.sign).unwrap_or_default(), signs.count, before, after);
    Some((*signs, ability))
}

/// What signs see of the unit before them.
fn end_of(unit: Option<&Unit<'_>>) -> Neighbour {
    match unit {
        None | Some(Unit::SoftBreak | Unit::HardBreak) => Neighbour::standard(None),
        Some(Unit::Words(words)) if !words.is_last_numbered() => Neighbour::amended_end(&words.text),
        _ => PUNCTUATION,
    }
}

/// What signs see of the unit behind them.
fn start_of(unit: Option<&Unit<'_>>) -> Neighbour {
    match unit {
        None | Some(Unit::SoftBreak) => Neighbour::standard(None),
        Some(Unit::Words(words)) if !words.is_first_numbered() => {
            Neighbour::amended(words.text.chars().next())
        }
        _ => PUNCTUATION,
    }
}

const PUNCTUATION: Neighbour = Neighbour { space: false, punctuation: true, cjk: false };

fn number_first(units: &mut [Unit<'_>], at: usize) {
    if let Some(Unit::Words(words)) = units.get_mut(at) {
        words.numbers_first = true;
    }
}

fn number_last(units: &mut [Unit<'_>], at: usize) {
    if let Some(Unit::Words(words)) = units.get_mut(at) {
        words.numbers_last = true;
    }
}

impl Words {
    fn is_single(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }

    fn is_first_numbered(&self) -> bool {
        self.numbers_first
            || self.numbers_last && self.is_single()
            || self.text.chars().next().is_some_and(is_invisible)
    }

    fn is_last_numbered(&self) -> bool {
        self.numbers_last
            || self.numbers_first && self.is_single()
            || self.text.chars().next_back().is_some_and(is_invisible)
    }
}

/// True for what would mean a line end or the beginning of a file, and for what the parser takes for the blanks at the ends of a line
/// although nobody else does (U+000B, U+000C). It is always written as a number.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{feff}')
}
