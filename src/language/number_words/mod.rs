//! Numbers in words, of English, Malay and Indonesian, and Chinese and Japanese.

use std::ops::Range;

use super::chinese::CLASSIFIERS;

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberLanguage {
    English,
    Malay,
    Han,
    Unknown,
}

/// A number in words.
pub struct WordNumber {
    pub value: String,
    pub range: Range<usize>,
    pub sense: Sense,
    /// True if a unit of time or a percentage follows, in Chinese also what else a numeral counts.
    pub counts: bool,
    /// True if a unit of time or a percentage follows; elsewhere it may be no number at all.
    pub is_firm: bool,
}

/// What kind of number a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    Cardinal,
    /// First, kedua, 第三: a place in a row, or a name such as that of a third party.
    Ordinal,
    /// Half, two thirds, 三分之一.
    Fraction,
    /// Twice, thrice.
    Multiple,
    /// A word that may stand in the place of a number: a, each, both.
    Hint,
}

impl WordNumber {
    fn new(value: impl ToString, range: Range<usize>, sense: Sense) -> Self {
        WordNumber { value: value.to_string(), range, sense, counts: false, is_firm: false }
    }
}

/// What a word does to the number that it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Digit(u64),
    /// Eleven, thirty.
    Add(u64),
    /// Ten, hundred: so many times the digit before it.
    Times(u64),
    /// `belas`: ten more than the digit before it.
    Teen,
    /// Thousand, million: so many times all that stands before it.
    Scale(u64),
}

impl NumberLanguage {
    /// Those of the language with that primary subtag.
    pub fn of(primary: &str) -> Self {
        match primary {
            "en" => NumberLanguage::English,
            "ms" | "id" => NumberLanguage::Malay,
            "zh" | "ja" | "yue" => NumberLanguage::Han,
            _ => NumberLanguage::Unknown,
        }
    }

    fn part(self, word: &str) -> Option<Part> {
        let place = |words: &[&str]| words.iter().position(|known| *known == word).map(|at| at as u64);
        match self {
            NumberLanguage::English => {
                if let Some(digit) = place(&ENGLISH) {
                    return Some(if digit < 10 { Part::Digit(digit) } else { Part::Add(digit) });
                }
                if let Some(tens) = place(&ENGLISH_TENS) {
                    return Some(Part::Add(10 * (tens + 2)));
                }
                match word {
                    "hundred" => Some(Part::Times(100)),
                    "thousand" => Some(Part::Scale(1000)),
                    "million" => Some(Part::Scale(1_000_000)),
                    _ => None,
                }
            }
            NumberLanguage::Malay => match word {
                "sepuluh" => Some(Part::Add(10)),
                "sebelas" => Some(Part::Add(11)),
                "seratus" => Some(Part::Add(100)),
                "seribu" => Some(Part::Add(1000)),
                "puluh" => Some(Part::Times(10)),
                "ratus" => Some(Part::Times(100)),
                "belas" => Some(Part::Teen),
                "ribu" => Some(Part::Scale(1000)),
                "juta" => Some(Part::Scale(1_000_000)),
                "delapan" => Some(Part::Digit(8)),
                _ => place(&MALAY).map(Part::Digit),
            },
            NumberLanguage::Han | NumberLanguage::Unknown => None,
        }
    }

    /// True for a unit of time with the number one in it: sebulan.
    fn is_one_unit(self, word: &str) -> bool {
        self == NumberLanguage::Malay && word.strip_prefix("se").is_some_and(|rest| self.is_unit(rest))
    }

    fn is_unit(self, word: &str) -> bool {
        match self {
            NumberLanguage::English => matches!(
                word.strip_suffix('s').unwrap_or(word),
                "day" | "week" | "month" | "year" | "hour" | "minute" | "percent"
            ),
            NumberLanguage::Malay => {
                matches!(word, "hari" | "minggu" | "bulan" | "tahun" | "jam" | "minit" | "peratus")
            }
            NumberLanguage::Han | NumberLanguage::Unknown => false,
        }
    }

    /// What a word may mean besides.
    fn hint(self, word: &str) -> Option<(String, Sense)> {
        let found = |value: u64, sense| Some((value.to_string(), sense));
        match self {
            NumberLanguage::English => match word {
                "a" | "an" | "single" | "once" | "each" | "per" | "every" => found(1, Sense::Hint),
                "both" | "pair" | "couple" => found(2, Sense::Hint),
                "twice" => found(2, Sense::Multiple),
                "thrice" => found(3, Sense::Multiple),
                "decade" => found(10, Sense::Hint),
                "dozen" => found(12, Sense::Cardinal),
                "half" => Some(("1/2".to_owned(), Sense::Fraction)),
                _ => english_ordinal(word).and_then(|value| found(value, Sense::Ordinal)),
            },
            NumberLanguage::Malay => match word {
                "pertama" => found(1, Sense::Ordinal),
                "separuh" | "setengah" => Some(("1/2".to_owned(), Sense::Fraction)),
                "suku" | "sesuku" => Some(("1/4".to_owned(), Sense::Fraction)),
                _ if word.strip_prefix("se").is_some_and(|rest| self.is_unit(rest)) => {
                    found(1, Sense::Cardinal)
                }
                _ => {
                    let digit = |prefix: &str| {
                        let rest = word.strip_prefix(prefix)?;
                        MALAY.iter().position(|known| *known == rest).map(|at| at as u64)
                    };
                    match (digit("seper"), digit("ke")) {
                        (Some(value), _) => Some((format!("1/{value}"), Sense::Fraction)),
                        (None, Some(value)) => found(value, Sense::Ordinal),
                        (None, None) => word.starts_with("se").then(|| ("1".to_owned(), Sense::Hint)),
                    }
                }
            },
            NumberLanguage::Han | NumberLanguage::Unknown => None,
        }
    }

    /// What a word divides a number by that stands before it: two thirds, dua pertiga.
    fn denominator(self, word: &str, numerator: u64) -> Option<u64> {
        match self {
            NumberLanguage::English => match word {
                "half" | "halves" => Some(2),
                "quarters" => Some(4),
                "quarter" if numerator == 1 => Some(4),
                _ => {
                    let ordinal = match numerator {
                        1 => english_ordinal(word),
                        _ => english_ordinal(word.strip_suffix('s')?),
                    };
                    ordinal.filter(|value| *value > 2)
                }
            },
            NumberLanguage::Malay => match word {
                "suku" => Some(4),
                _ => {
                    let rest = word.strip_prefix("per")?;
                    MALAY
                        .iter()
                        .position(|known| *known == rest)
                        .map(|at| at as u64)
                        .filter(|value| *value > 1)
                }
            },
            NumberLanguage::Han | NumberLanguage::Unknown => None,
        }
    }
}

/// The place that an ordinal of one word names.
fn english_ordinal(word: &str) -> Option<u64> {
    let place = |words: &[&str]| words.iter().position(|known| *known == word).map(|at| at as u64);
    let tens = || place(&ENGLISH_TENS_ORDINALS).map(|at| 10 * (at + 2));
    place(&ENGLISH_ORDINALS).map(|at| at + 1).or_else(tens)
}

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ENGLISH_ORDINALS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ENGLISH_TENS_ORDINALS: [&str; 8] =
    ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];
const MALAY: [&str; 10] =
    ["sifar", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "lapan", "sembilan"];
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const HAN_UNITS: [&str; 11] =
    ["天", "日", "年", "个月", "個月", "个小时", "小时", "小時", "分钟", "分鐘", "周岁"];

/// The numbers in the words of a text.
pub fn number_words(text: &str, words: NumberLanguage) -> Vec<WordNumber> {
    match words {
        NumberLanguage::English | NumberLanguage::Malay => spelt(text, words),
        NumberLanguage::Han => han(text),
        NumberLanguage::Unknown => Vec::new(),
    }
}

fn spelt(text: &str, words: NumberLanguage) -> Vec<WordNumber> {
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

fn value(parts: &[Part]) -> u64 {
    let (mut total, mut current, mut digit) = (0_u64, 0_u64, None);
    for part in parts {
        match *part {
            Part::Digit(value) => digit = Some(value),
            Part::Add(value) => current = current.saturating_add(value),
            Part::Times(by) => current = current.saturating_add(digit.take().unwrap_or(1).saturating_mul(by)),
            Part::Teen => current = current.saturating_add(10 + digit.take().unwrap_or(0)),
            Part::Scale(by) => {
                let before = current.saturating_add(digit.take().unwrap_or(0)).max(1);
                total = total.saturating_add(before.saturating_mul(by));
                current = 0;
            }
        }
    }
    total.saturating_add(current).saturating_add(digit.unwrap_or(0))
}

fn han_part(c: char) -> Option<Part> {
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

fn han(text: &str) -> Vec<WordNumber> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| han_part(c).is_some()).map(|found| at + found) {
        at = text[start..].find(|c| han_part(c).is_none()).map_or(text.len(), |end| start + end);
        let parts: Vec<Part> = text[start..at].chars().filter_map(han_part).collect();
        let value = han_value(&text[start..at]).unwrap_or_default();
        let is_number = parts.first() != Some(&Part::Digit(1)) || parts.len() > 1;
        let rest = &text[at..];
        let is_unit = HAN_UNITS.iter().any(|unit| rest.starts_with(unit));
        let is_part = text[..start].ends_with(|c: char| c.is_ascii_digit() || "第每数几星期".contains(c));
        let is_firm = is_number && is_unit && !is_part && !matches!(parts.first(), Some(Part::Scale(_)));
        let fraction = rest.strip_prefix("分之").map(|rest| {
            let end = rest.find(|c| han_part(c).is_none()).unwrap_or(rest.len());
            (han_value(&rest[..end]), at + "分之".len() + end)
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
fn han_value(numeral: &str) -> Option<String> {
    let parts: Vec<Part> = numeral.chars().filter_map(han_part).collect();
    let digit = |part: &Part| match part {
        Part::Digit(digit) => Some(digit.to_string()),
        _ => None,
    };
    // 二〇二一 is written digit by digit.
    let by_digit: Option<String> = parts.iter().map(digit).collect();
    (!parts.is_empty()).then(|| by_digit.unwrap_or_else(|| value(&parts).to_string()))
}

#[cfg(test)]
mod tests {
    use super::{NumberLanguage, number_words};

    /// The numbers in a text, those that are sure with an exclamation mark.
    fn read(words: NumberLanguage, text: &str) -> Vec<String> {
        let numbers = number_words(text, words).into_iter();
        numbers.map(|number| number.value + if number.is_firm { "!" } else { "" }).collect()
    }

    #[test]
    fn words_are_numbers() {
        assert_eq!(
            read(NumberLanguage::English, "within thirty days of one hundred and twenty"),
            ["30!", "120"]
        );
        assert_eq!(
            read(NumberLanguage::English, "twenty-five business days, five hundred thousand"),
            ["25!", "500000"]
        );
        assert_eq!(
            read(NumberLanguage::English, "one of them, a second party, one year"),
            ["1", "1", "2", "1"]
        );
        assert_eq!(
            read(NumberLanguage::Malay, "tiga puluh hari, dua belas bulan, seratus dua puluh lima"),
            ["30!", "12!", "125"]
        );
        assert_eq!(read(NumberLanguage::Malay, "pihak ketiga, sebulan, kedua-dua"), ["3", "1", "2", "2"]);
        assert_eq!(
            read(NumberLanguage::Han, "三十天内，一百二十五人，两年，第三方，一天"),
            ["30!", "125", "2!", "3", "1"]
        );
        assert_eq!(
            read(NumberLanguage::Han, "二〇二一年二月九日，五万三千元"),
            ["2021!", "2", "9!", "53000"]
        );
        assert_eq!(read(NumberLanguage::Unknown, "dreißig"), [""; 0]);
    }
}
