//! Numbers in languages that spell them.

use std::ops::Range;

use super::language::{NumberLanguage, english_ordinal};
use super::number::{Part, Sense, WordNumber, value};

/// The numbers in a text.
pub fn spelt(text: &str, words: NumberLanguage) -> Vec<WordNumber> {
    let lower = text.to_ascii_lowercase();
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find(is_letter).map(|found| at + found) {
        at = lower[start..].find(|c| !is_letter(c)).map_or(lower.len(), |end| start + end);
        tokens.push(start..at);
    }
    let mut numbers = Vec::new();
    let word = |at: usize| tokens.get(at).and_then(|token| lower.get(token.clone())).unwrap_or_default();
    let mut at = 0;
    while at < tokens.len() {
        let mut parts = Vec::new();
        let mut end = at;
        while let Some(part) = words.part(word(end)).filter(|part| follows(parts.last(), *part)) {
            let is_joined =
                end == at || matches!(&lower[tokens[end - 1].end..tokens[end].start], " " | "-" | "\u{a0}");
            if !is_joined {
                break;
            }
            parts.push(part);
            end += 1;
            // One hundred and twenty.
            let is_large = matches!(part, Part::Times(_) | Part::Scale(_));
            if is_large && word(end) == "and" && words.part(word(end + 1)).is_some() {
                end += 1;
            }
        }
        let range = |end: usize| tokens[at].start..tokens[end - 1].end;
        let is_filler = matches!(word(end), "business" | "calendar" | "working" | "consecutive");
        let counts_at = |end: usize| words.is_unit(word(end)) || is_filler && words.is_unit(word(end + 1));
        if parts.is_empty() {
            if let Some((value, sense)) = words.hint(word(at)) {
                let counts = words.is_unit(word(at + 1)) || words.is_one_unit(word(at));
                numbers.push(WordNumber { counts, ..WordNumber::new(value, range(at + 1), sense) });
            }
            at += 1;
            continue;
        }
        let value = value(&parts);
        let is_joined = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|next| matches!(&lower[tokens[at - 1].end..next.start], " " | "-" | "\u{a0}"))
        };
        let denominator = words.denominator(word(end), value).filter(|_| is_joined(end));
        // One third party is no third.
        if let Some(denominator) = denominator.filter(|_| !word(end + 1).starts_with("part")) {
            numbers.push(WordNumber::new(format!("{value}/{denominator}"), range(end + 1), Sense::Fraction));
            numbers.push(WordNumber::new(value, range(end), Sense::Hint));
            numbers.push(WordNumber::new(denominator, range(end + 1), Sense::Hint));
            at = end + 1;
            continue;
        }
        let unit = english_ordinal(word(end)).filter(|unit| words == NumberLanguage::English && *unit < 10);
        if let Some(unit) = unit.filter(|_| value >= 20 && value.is_multiple_of(10) && is_joined(end)) {
            numbers.push(WordNumber::new(value + unit, range(end + 1), Sense::Ordinal));
            at = end + 1;
            continue;
        }
        let counts = counts_at(end);
        numbers.push(WordNumber {
            counts,
            is_firm: counts && value > 1,
            ..WordNumber::new(value, range(end), Sense::Cardinal)
        });
        at = end;
    }
    numbers
}

/// True if a word can go on with a number that ends so: two digits in a row are two numbers.
fn follows(before: Option<&Part>, part: Part) -> bool {
    match (before, part) {
        (None, Part::Teen) => false,
        (Some(Part::Digit(_)), Part::Digit(_) | Part::Add(_)) => false,
        (Some(Part::Add(tens)), Part::Digit(_)) => *tens >= 20,
        (Some(Part::Add(before)), Part::Add(_)) => *before >= 100,
        _ => true,
    }
}
