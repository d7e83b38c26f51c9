//! Numbers with what they count: thirty days, 5%, 10 GB.

use std::ops::Range;
use std::sync::LazyLock;

use super::GraveKind;
use super::finder::{Case, Finder};
use super::numbers::{Number, Numbers};
use super::table::TableWord;

/// A number with its unit.
#[derive(Debug)]
pub struct Quantity<'n> {
    pub number: &'n Number,
    /// What it counts, by its name in English.
    pub unit: &'static str,
    /// Where it stands in the text, from the number to the unit.
    pub range: Range<usize>,
}

/// A share.
pub const PERCENT: &str = "percent";
const BUSINESS_DAY: &str = "business day";

/// Units that are written alike in most languages.
const UNITS: &[(&str, &[&str])] = &[
    ("KB", &["KB", "kB"]),
    ("MB", &["MB"]),
    ("GB", &["GB"]),
    ("TB", &["TB"]),
    ("kilometre", &["km", "kilometre", "kilometres", "kilometer", "kilometers", "公里", "千米"]),
    ("metre", &["m", "metre", "metres", "meter", "meters", "米"]),
    ("mile", &["mile", "miles", "英里", "batu"]),
    ("centimetre", &["cm", "centimetres", "centimeters", "厘米"]),
    ("kilogram", &["kg", "kilograms", "公斤", "千克", "kilogram"]),
];

static SIZES: LazyLock<Finder<&'static str>> = LazyLock::new(|| {
    let words = UNITS.iter().flat_map(|(unit, words)| words.iter().map(|word| (*word, *unit)));
    Finder::of(words, Case::AsWritten)
});

/// What may stand between a number and its unit.
const BETWEEN: [&str; 15] = [
    "business",
    "working",
    "calendar",
    "consecutive",
    "full",
    "whole",
    "complete",
    "additional",
    "further",
    "more",
    "个",
    "個",
    "整",
    "多",
    "余",
];
/// Between a number and its unit there may be so many bytes.
const GAP: usize = 30;

/// Returns the numbers of a text that have a unit, in no particular order. `words` are those of its language's table.
pub fn quantities<'n>(text: &str, numbers: &'n Numbers, words: &[TableWord]) -> Vec<Quantity<'n>> {
    let times =
        words.iter().filter(|word| word.kind == GraveKind::Unit).map(|word| (word.range.clone(), word.value));
    let mut units: Vec<(Range<usize>, &'static str)> = times.collect();
    units.extend(SIZES.find(text).map(|(range, unit)| (range, *unit)));
    units.sort_by_key(|(range, _)| range.start);
    let quantity = |number: &'n Number| {
        if is_percent(&number.written) {
            return Some(Quantity { number, unit: PERCENT, range: number.range.clone() });
        }
        let next = units.partition_point(|(range, _)| range.start < number.range.end);
        let (range, unit) = units.get(next)?;
        let gap = &text[number.range.end..range.start];
        let unit = if is_business(gap, &text[range.end..]) { BUSINESS_DAY } else { unit };
        is_gap(gap).then_some(Quantity { number, unit, range: number.range.start..range.end })
    };
    numbers.firm.iter().chain(&numbers.counts).filter_map(quantity).collect()
}

fn is_percent(figure: &str) -> bool {
    ["%", "％", "percent", "per cent", "peratus", "百分之"].iter().any(|sign| figure.contains(sign))
}

fn is_gap(gap: &str) -> bool {
    let is_between = |word: &str| BETWEEN.contains(&word);
    let mut words = gap.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    gap.len() <= GAP
        && words.all(is_between)
        && !gap.contains(['.', ',', ';', '。', '，', '；', '、', '\n', '\t'])
}

fn is_business(gap: &str, behind: &str) -> bool {
    gap.contains("business")
        || gap.contains("working")
        || behind.starts_with(" bekerja")
        || behind.starts_with(" perniagaan")
}
