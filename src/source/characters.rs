//! Characters that nobody sees and that can make a text read differently from what it says.
//!
//! Unicode says by properties which these are (UAX 44), and so the program knows those of later versions, too. A few scripts and
//! emoji need some of them: there they belong to what readers see.

use std::fmt::Write as _;

use icu_properties::props::{
    BidiClass, BidiControl, DefaultIgnorableCodePoint, EmojiModifier, ExtendedPictographic, GeneralCategory,
    Ideographic, IndicSyllabicCategory, JoiningType, LineBreak, NoncharacterCodePoint, Script,
    VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};

const SOFT_HYPHEN: char = '\u{ad}';
const NO_WIDTH: char = '\u{200b}';
const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
const OBJECT: char = '\u{fffc}';
/// What stands in the place of bytes that were no text.
pub const REPLACEMENT: char = '\u{fffd}';
/// A cell of Braille with no dots.
const BLANK_CELL: char = '\u{2800}';

/// True for control characters, and for those that change the direction of text or end a line unseen (Unicode
/// Technical Standard 39; “Trojan Source”, CVE-2021-42574). Tabs and line ends are none.
pub fn is_control(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => true,
        other => other.is_control(),
    }
}

/// True for what no reader sees, whatever stands beside it, and for what says that something was lost there.
fn is_invisible(character: char) -> bool {
    // Most characters of most texts.
    if matches!(character, ' '..='~' | '\t' | '\n' | '\r' | 'À'..='ʯ' | '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    is_control(character)
        || category == GeneralCategory::PrivateUse
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
        || CodePointSetData::new::<BidiControl>().contains(character)
        || CodePointSetData::new::<NoncharacterCodePoint>().contains(character)
        // Marks of annotations, of an object that is not there, of a cell without dots, of what an encoding damaged. They have
        // no property of their own.
        || matches!(character, '\u{fff9}'..='\u{fffb}' | OBJECT | REPLACEMENT | BLANK_CELL)
}

/// True if the character, which stands at `at` of `text`, is seen by nobody and has no business there.
pub fn is_hidden(text: &str, at: usize, character: char) -> bool {
    is_invisible(character) && !is_needed(text, at, character)
}

/// The characters of a text that nobody sees, with their places. Not those that a script or an emoji needs: a joiner in Persian or
/// Hindi, a mark of direction beside Hebrew, what chooses the form of the character before it.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(at, character)| is_hidden(text, *at, *character))
}

/// True if what stands around an invisible character needs it.
fn is_needed(text: &str, at: usize, character: char) -> bool {
    let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let is_beside = |script: Script| [last, next].iter().flatten().any(|c| script_of(*c) == script);
    match character {
        NON_JOINER | JOINER => joins_letters(last, next) || character == JOINER && joins_emoji(before, next),
        // Left-to-right, right-to-left and Arabic letter mark.
        '\u{200e}' | '\u{200f}' | '\u{61c}' => is_near_right_to_left(before, after),
        '\u{180e}' => is_beside(Script::Mongolian),
        // Where a word ends in Thai, Khmer and their like, so that a line may end there.
        NO_WIDTH => last.is_some_and(has_no_spaces) && next.is_some_and(has_no_spaces),
        BLANK_CELL => {
            [last, next].iter().flatten().any(|c| script_of(*c) == Script::Braille && *c != BLANK_CELL)
        }
        '\u{e0020}'..='\u{e007f}' => is_flag(before, character, after),
        selector if CodePointSetData::new::<VariationSelector>().contains(selector) => {
            last.is_some_and(|base| takes_selector(base, selector, next))
        }
        _ => false,
    }
}

fn script_of(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

/// True for letters of scripts that part neither words nor lines by spaces (UAX 14, SA).
fn has_no_spaces(character: char) -> bool {
    CodePointMapData::<LineBreak>::new().get(character) == LineBreak::ComplexContext
}

/// True between letters of a script that joins them, or behind one at the end of a word.
fn joins_letters(last: Option<char>, next: Option<char>) -> bool {
    let is_joining = |c: char| {
        let joins = matches!(
            CodePointMapData::<JoiningType>::new().get(c),
            JoiningType::DualJoining
                | JoiningType::RightJoining
                | JoiningType::LeftJoining
                | JoiningType::Transparent
        );
        let is_indic =
            CodePointMapData::<IndicSyllabicCategory>::new().get(c) != IndicSyllabicCategory::Other;
        // Digits and dashes stand beside letters of every script.
        (joins || is_indic) && !matches!(script_of(c), Script::Common | Script::Inherited | Script::Latin)
    };
    last.is_some_and(is_joining)
        && next.is_none_or(|next| is_joining(next) || !next.is_alphanumeric() && !is_invisible(next))
}

fn is_pictograph(character: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(character)
}

/// True between two emoji that are one together; the first may have a colour or ask for its form.
fn joins_emoji(before: &str, next: Option<char>) -> bool {
    let is_form = |c: char| c == '\u{fe0f}' || CodePointSetData::new::<EmojiModifier>().contains(c);
    let first = before.chars().rev().take(3).find(|c| !is_form(*c));
    first.is_some_and(is_pictograph) && next.is_some_and(is_pictograph)
}

/// How far from a mark of direction the letters may stand for which it is meant.
const NEAR: usize = 32;

/// True if letters that run from right to left are near, on the same line.
fn is_near_right_to_left(before: &str, after: &str) -> bool {
    let runs_left = |c: char| {
        let class = CodePointMapData::<BidiClass>::new().get(c);
        matches!(class, BidiClass::RightToLeft | BidiClass::ArabicLetter) && !is_invisible(c)
    };
    before.chars().rev().take(NEAR).take_while(|c| *c != '\n').any(runs_left)
        || after.chars().take(NEAR).take_while(|c| *c != '\n').any(runs_left)
}

/// The flags that are written with tags: of England, Scotland and Wales (Unicode Technical Standard 51, RGI).
const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

/// True for a tag of such a flag.
fn is_flag(before: &str, tag: char, after: &str) -> bool {
    const END: char = '\u{e007f}';
    let is_tag = |c: &char| ('\u{e0020}'..=END).contains(c);
    let ahead: Vec<char> = before.chars().rev().take_while(is_tag).take(FLAGS[0].len() + 1).collect();
    let base = before.chars().rev().nth(ahead.len());
    let tags =
        ahead.into_iter().rev().chain([tag]).chain(after.chars().take_while(is_tag).take(FLAGS[0].len() + 1));
    let said: String = tags.filter_map(|c| char::from_u32(u32::from(c) - 0xe0000)).collect();
    base == Some('\u{1f3f4}') && FLAGS.iter().any(|flag| said.strip_suffix('\u{7f}') == Some(flag))
}

/// True if the character before a variation selector has such variants.
fn takes_selector(base: char, selector: char, next: Option<char>) -> bool {
    let is_ideograph = CodePointSetData::new::<Ideographic>().contains(base);
    match selector {
        '\u{180b}'..='\u{180f}' => script_of(base) == Script::Mongolian,
        '\u{e0100}'..='\u{e01ef}' => is_ideograph,
        // As text or as an emoji; a digit only as a key.
        '\u{fe0e}' | '\u{fe0f}' if base.is_ascii() => {
            matches!(base, '0'..='9' | '#' | '*') && next == Some('\u{20e3}')
        }
        '\u{fe0e}' | '\u{fe0f}' => is_pictograph(base),
        _ => {
            let is_symbol =
                CodePointMapData::<GeneralCategory>::new().get(base) == GeneralCategory::MathSymbol;
            is_ideograph
                || is_symbol && !base.is_ascii()
                || matches!(
                    base,
                    '‘' | '’'
                        | '“'
                        | '”'
                        | '\u{3001}'
                        | '\u{3002}'
                        | '\u{ff01}'
                        | '\u{ff0c}'
                        | '\u{ff0e}'
                        | '\u{ff1a}'
                        | '\u{ff1b}'
                        | '\u{ff1f}'
                )
                || matches!(script_of(base), Script::Myanmar | Script::PhagsPa)
        }
    }
}

/// How many characters are named beside the first.
const SHOWN: usize = 3;

/// What such characters are called: by their number, and what they do.
pub fn name_of(characters: &str) -> String {
    let Some(first) = characters.chars().next() else { return String::new() };
    let kind = if first == REPLACEMENT { "replacement" } else { "invisible" };
    let mut name = format!("the {kind} character U+{:04X}, {}", u32::from(first), what(first));
    let more = characters.chars().count() - 1;
    // Writing to a String cannot fail.
    let _ = match more {
        0 => Ok(()),
        1..=SHOWN => {
            let others = characters.chars().skip(1).map(|c| format!("U+{:04X}", u32::from(c)));
            write!(name, ", and behind it {}", others.collect::<Vec<String>>().join(", "))
        }
        _ => write!(name, ", and {more} more behind it"),
    };
    name
}

/// What to do about such characters.
pub fn help_for(characters: &str) -> &'static str {
    match characters.contains(REPLACEMENT) {
        true => "write again what stood there; an earlier version of the file may have it",
        false => "delete what is invisible",
    }
}

fn what(character: char) -> &'static str {
    match character {
        '\u{feff}' => "a byte order mark in the middle of a text",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which changes the direction of the text around it"
        }
        '\u{2028}' | '\u{2029}' | '\r' => "a line end that most programs do not see",
        SOFT_HYPHEN => "a soft hyphen: nobody who searches for the word finds it",
        NO_WIDTH => "a space without width, which divides a word or a number for whoever searches",
        NON_JOINER | JOINER => "which joins or divides letters of some scripts, but not of this one",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            "a mark of direction, with no text from right to left beside it"
        }
        '\u{2060}' => "which only forbids to end a line there",
        BLANK_CELL => "a cell of Braille without dots, which looks like a space",
        '\u{fff9}'..='\u{fffb}' => "a mark of annotations, which are no part of a text",
        OBJECT => "which stands for an object that is not there",
        REPLACEMENT => "which stands where an encoding damaged the text",
        '\u{e0000}'..='\u{e007f}' => "a tag, with which whole sentences can be hidden",
        other if CodePointSetData::new::<VariationSelector>().contains(other) => {
            "which asks for another form of a character that has none"
        }
        other if CodePointSetData::new::<NoncharacterCodePoint>().contains(other) => "which is no character",
        other if CodePointMapData::<GeneralCategory>::new().get(other) == GeneralCategory::PrivateUse => {
            "which every font may show as something else, or not at all"
        }
        other if other.is_control() => "a control character",
        _ => "which most programs do not show",
    }
}

#[cfg(test)]
mod tests;
