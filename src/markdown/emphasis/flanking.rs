//! Which delimiter runs can open and close emphasis: CommonMark's flanking rules and their CJK-friendly amendment.

use icu_properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Whether `c` is a CJK character in the amendment's sense: a wide, full-width or half-width character that
/// is not shown as an emoji by default, or a character of the Hangul script.
pub fn is_cjk(c: char) -> bool {
    // No character before the Hangul Jamo qualifies, and most text needs no more than this test.
    if c < '\u{1100}' {
        return false;
    }
    use EastAsianWidth as Width;
    let width = CodePointMapData::<Width>::new().get(c);
    let wide = matches!(width, Width::Wide | Width::Fullwidth | Width::Halfwidth);
    (wide && !CodePointSetData::new::<EmojiPresentation>().contains(c))
        || CodePointMapData::<Script>::new().get(c) == Script::Hangul
}

/// What the flanking rules want to know of a character beside a delimiter run.
#[derive(Clone, Copy)]
pub struct Neighbour {
    pub space: bool,
    pub punctuation: bool,
    pub cjk: bool,
}

impl Neighbour {
    /// The character as CommonMark sees it, which knows nothing of CJK. The beginning and the end of a line
    /// count as white space.
    pub fn standard(c: Option<char>) -> Self {
        let space = c.is_none_or(char::is_whitespace);
        Self { space, punctuation: c.is_some_and(is_punctuation), cjk: false }
    }

    pub fn amended(c: Option<char>) -> Self {
        Self { cjk: c.is_some_and(is_cjk), ..Self::standard(c) }
    }

    /// The end of `text` as the amendment sees it: a variation selector counts as the character it follows.
    pub fn amended_end(text: &str) -> Self {
        let mut backwards = text.chars().rev();
        let (last, base) = (backwards.next(), backwards.next());
        match (last, base) {
            // An ideographic variation selector follows only ideographs.
            (Some('\u{E0100}'..='\u{E01EF}'), _) => Self { cjk: true, ..Self::standard(last) },
            // This selector asks for the full-width form of a quotation mark.
            (Some('\u{FE01}'), Some('‘' | '’' | '“' | '”')) => {
                Self { cjk: true, ..Self::standard(base) }
            }
            (Some('\u{FE00}'..='\u{FE0E}'), Some(c)) if is_cjk(c) => Self::amended(base),
            _ => Self::amended(last),
        }
    }
}

/// Unicode punctuation as CommonMark defines it: the general categories P and S.
fn is_punctuation(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether a delimiter run can open and close emphasis.
#[derive(PartialEq)]
pub struct Ability {
    pub open: bool,
    pub close: bool,
}

impl Ability {
    pub fn of(delimiter: u8, length: usize, before: Neighbour, after: Neighbour) -> Self {
        let left_flanking = flanks(after, before);
        let right_flanking = flanks(before, after);
        let (open, close) = match (delimiter, length) {
            (b'*', _) => (left_flanking, right_flanking),
            (b'_', _) => (
                left_flanking && (!right_flanking || before.punctuation),
                right_flanking && (!left_flanking || after.punctuation),
            ),
            // The parser lets two tildes open before anything but a space, and one tilde never within a
            // word. The latter stays, which also keeps the tildes of ranges such as `3~5일`.
            (b'~', 2) => (!after.space, right_flanking),
            (b'~', 1) => (
                !after.space && (before.space || before.punctuation),
                !before.space && (after.space || after.punctuation),
            ),
            _ => (false, false),
        };
        Self { open, close }
    }
}

/// The flanking rule, the same for both sides: `inner` is the character on the side the delimiter run leans
/// to, `outer` the one on its other side. Where neither is CJK this is CommonMark's own rule.
fn flanks(inner: Neighbour, outer: Neighbour) -> bool {
    let outer_allows_punctuation = outer.space || outer.punctuation || outer.cjk;
    !inner.space && (!inner.punctuation || inner.cjk || outer_allows_punctuation)
}
