//! Digits, days and words of letters in a text, found in the stretches where they may stand: an expression that asks for the ends of words
//! is slow in every script but that of English, and most of a text has neither.

use std::ops::Range;
use std::sync::LazyLock;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use regex::Regex;

use super::words::runs;
use crate::source::regex;

/// Digits with what groups them or divides the decimals.
static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| regex("\\d{1,3}(?:[ \u{a0}\u{2009}\u{202f}]\\d{3}\\b)+|\\d+(?:[.,]\\d+)*"));
static WHOLE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]|\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
});
/// What follows the year of a day is shorter.
const DAY: usize = 60;

/// Returns where digits stand with what groups them or divides the decimals: 1,000, 1 000, 15,16.
pub fn digits(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| is_digit(c) || matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | ',');
    let with_digits = runs(text, is_part).filter(|run| text[run.clone()].contains(is_digit));
    with_digits.flat_map(|run| {
        // Whether a word ends is told by what stands behind it.
        let behind = text[run.end..].chars().next().map_or(0, char::len_utf8);
        let stretch = &text[run.start..run.end + behind];
        DIGITS.find_iter(stretch).map(move |found| run.start + found.start()..run.start + found.end())
    })
}

/// Returns where whole days stand that are written in digits with the year first, each with its year, month and day.
pub fn whole_dates(text: &str) -> impl Iterator<Item = (Range<usize>, [Range<usize>; 3])> {
    let mut done = 0;
    runs(text, is_digit).filter_map(move |run| {
        let (year, _) = text[run.clone()].char_indices().rev().nth(3)?;
        let year = run.start + year;
        let is_next = text[run.end..].starts_with([' ', '年', '-', '/', '.']);
        if year < done || !is_next {
            return None;
        }
        // Whether a word begins is told by what stands before it.
        let before = text[..year].chars().next_back().map_or(0, char::len_utf8);
        let from = year - before;
        let stretch = &text[from..text.floor_char_boundary(run.end + DAY)];
        let found = WHOLE_DATE.captures_at(stretch, before)?;
        let whole = found.get(0).filter(|whole| whole.start() == before)?;
        let mut parts = found.iter().skip(1).flatten().map(|part| from + part.start()..from + part.end());
        let parts = [parts.next()?, parts.next()?, parts.next()?];
        done = from + whole.end();
        Some((year..done, parts))
    })
}

/// Returns where words of letters stand.
pub fn letters(text: &str) -> impl Iterator<Item = Range<usize>> {
    runs(text, is_letter)
}

/// True for a digit of any script.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && c.is_numeric() && category(c) == GeneralCategory::DecimalNumber
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && GeneralCategoryGroup::Letter.contains(category(c))
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is looked for in stretches is what stands in the whole text.
        #[test]
        fn stretches_hide_nothing(parts in prop::collection::vec(prop::sample::select(PARTS), 0..24)) {
            let text = parts.concat();
            let all: Vec<Range<usize>> = DIGITS.find_iter(&text).map(|found| found.range()).collect();
            prop_assert_eq!(digits(&text).collect::<Vec<_>>(), all);
            let all: Vec<Vec<Range<usize>>> = WHOLE_DATE
                .captures_iter(&text)
                .map(|found| found.iter().flatten().map(|part| part.range()).collect())
                .collect();
            let found = whole_dates(&text).map(|(whole, parts)| [vec![whole], parts.to_vec()].concat());
            prop_assert_eq!(found.collect::<Vec<_>>(), all);
            let word = regex(r"\p{L}+");
            let all: Vec<Range<usize>> = word.find_iter(&text).map(|found| found.range()).collect();
            prop_assert_eq!(letters(&text).collect::<Vec<_>>(), all);
        }
    }

    const PARTS: &[&str] = &[
        "1",
        "12",
        "123",
        "2021",
        "０",
        "５",
        "٣",
        "½",
        " ",
        " ",
        "\u{a0}",
        "\u{2009}",
        ".",
        ",",
        "-",
        "/",
        "年",
        "月",
        "日",
        "号",
        "自",
        "a",
        "é",
        "_",
        "x",
        "’",
        "2021年2月9日",
        "2021-02-09",
        " 000",
    ];
}
