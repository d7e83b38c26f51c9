//! Numerals of Chinese and Japanese.

use super::number::{Part, Sense, WordNumber, value};
use crate::language::chinese::CLASSIFIERS;

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const HAN_UNITS: [&str; 11] =
    ["天", "日", "年", "个月", "個月", "个小时", "小时", "小時", "分钟", "分鐘", "周岁"];

fn part(c: char) -> Option<Part> {
    Some(match c {
        '零' => Part::Digit(0),
        '两' | '兩' => Part::Digit(2),
        '十' => Part::Times(10),
        '百' => Part::Times(100),
        '千' => Part::Times(1000),
        '万' | '萬' => Part::Scale(10_000),
        '亿' | '億' => Part::Scale(100_000_000),
        _ => Part::Digit(HAN.iter().position(|digit| *digit == c)? as u64),
    })
}

/// The numbers in a text.
pub fn han(text: &str) -> Vec<WordNumber> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| part(c).is_some()).map(|found| at + found) {
        at = text[start..].find(|c| part(c).is_none()).map_or(text.len(), |end| start + end);
        let parts: Vec<Part> = text[start..at].chars().filter_map(part).collect();
        let value = value_of(&text[start..at]).unwrap_or_default();
        let is_number = parts.first() != Some(&Part::Digit(1)) || parts.len() > 1;
        let rest = &text[at..];
        let is_unit = HAN_UNITS.iter().any(|unit| rest.starts_with(unit));
        let is_part = text[..start].ends_with(|c: char| c.is_ascii_digit() || "第每数几星期".contains(c));
        let is_firm = is_number && is_unit && !is_part && !matches!(parts.first(), Some(Part::Scale(_)));
        let fraction = rest.strip_prefix("分之").map(|rest| {
            let end = rest.find(|c| part(c).is_none()).unwrap_or(rest.len());
            (value_of(&rest[..end]), at + "分之".len() + end)
        });
        if let Some((Some(numerator), end)) = fraction {
            numbers.push(WordNumber::new(format!("{numerator}/{value}"), start..end, Sense::Fraction));
            numbers.push(WordNumber::new(numerator, start..end, Sense::Hint));
            numbers.push(WordNumber::new(value, start..at, Sense::Hint));
            at = end;
            continue;
        }
        let sense = if text[..start].ends_with('第') { Sense::Ordinal } else { Sense::Cardinal };
        let counts = is_unit || rest.starts_with(|c| CLASSIFIERS.contains(c));
        numbers.push(WordNumber { counts, is_firm, ..WordNumber::new(value, start..at, sense) });
    }
    numbers
}

/// The value of a numeral; `None` of no characters.
fn value_of(numeral: &str) -> Option<String> {
    let parts: Vec<Part> = numeral.chars().filter_map(part).collect();
    let digit = |part: &Part| match part {
        Part::Digit(digit) => Some(digit.to_string()),
        _ => None,
    };
    // 二〇二一 is written digit by digit.
    let by_digit: Option<String> = parts.iter().map(digit).collect();
    (!parts.is_empty()).then(|| by_digit.unwrap_or_else(|| value(&parts).to_string()))
}
