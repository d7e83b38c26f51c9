//! Numbers in words, of English, Malay and Indonesian, and Chinese and Japanese.

use std::ops::Range;

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    English,
    Malay,
    Han,
    Unknown,
}

/// A number in words.
pub struct WordNumber {
    pub value: String,
    pub range: Range<usize>,
    /// True if a unit of time or a percentage follows; elsewhere it may be no number at all.
    pub is_firm: bool,
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

impl Words {
    /// Those of the language with that primary subtag.
    pub fn of(primary: &str) -> Self {
        match primary {
            "en" => Words::English,
            "ms" | "id" => Words::Malay,
            "zh" | "ja" | "yue" => Words::Han,
            _ => Words::Unknown,
        }
    }

    fn part(self, word: &str) -> Option<Part> {
        let place = |words: &[&str]| words.iter().position(|known| *known == word).map(|at| at as u64);
        match self {
            Words::English => {
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
            Words::Malay => match word {
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
            Words::Han | Words::Unknown => None,
        }
    }

    fn is_unit(self, word: &str) -> bool {
        match self {
            Words::English => matches!(
                word.strip_suffix('s').unwrap_or(word),
                "day" | "week" | "month" | "year" | "hour" | "minute" | "percent"
            ),
            Words::Malay => {
                matches!(word, "hari" | "minggu" | "bulan" | "tahun" | "jam" | "minit" | "peratus")
            }
            Words::Han | Words::Unknown => false,
        }
    }

    /// What a word may mean besides.
    fn hint(self, word: &str) -> Option<u64> {
        let ordinal = |words: &[&str]| words.iter().position(|known| *known == word).map(|at| at as u64 + 1);
        match self {
            Words::English => match word {
                "a" | "an" | "single" | "once" | "each" | "per" | "every" => Some(1),
                "twice" | "both" | "pair" | "couple" => Some(2),
                "decade" => Some(10),
                "dozen" => Some(12),
                _ => ordinal(&ENGLISH_ORDINALS),
            },
            Words::Malay => match word {
                "pertama" => Some(1),
                _ if word.starts_with("se") => Some(1),
                _ => word
                    .strip_prefix("ke")
                    .and_then(|rest| MALAY.iter().position(|known| *known == rest))
                    .map(|at| at as u64),
            },
            Words::Han | Words::Unknown => None,
        }
    }
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
const ENGLISH_ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const MALAY: [&str; 10] =
    ["sifar", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "lapan", "sembilan"];
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const HAN_UNITS: [&str; 11] =
    ["天", "日", "年", "个月", "個月", "个小时", "小时", "小時", "分钟", "分鐘", "周岁"];

/// The numbers in the words of a text.
pub fn number_words(text: &str, words: Words) -> Vec<WordNumber> {
    match words {
        Words::English | Words::Malay => spelt(text, words),
        Words::Han => han(text),
        Words::Unknown => Vec::new(),
    }
}

fn spelt(text: &str, words: Words) -> Vec<WordNumber> {
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
        if parts.is_empty() {
            let hint = words.hint(word(at)).map(|value| value.to_string());
            numbers.extend(hint.map(|value| WordNumber { value, range: range(at + 1), is_firm: false }));
            at += 1;
            continue;
        }
        let value = value(&parts);
        let is_filler = matches!(word(end), "business" | "calendar" | "working" | "consecutive");
        let is_unit = words.is_unit(word(end)) || is_filler && words.is_unit(word(end + 1));
        numbers.push(WordNumber {
            value: value.to_string(),
            range: range(end),
            is_firm: is_unit && value > 1,
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
        let digits = parts.iter().map(|part| match part {
            Part::Digit(digit) => Some(digit.to_string()),
            _ => None,
        });
        // 二〇二一 is written digit by digit.
        let by_digit: Option<String> = digits.collect();
        let value = by_digit.unwrap_or_else(|| value(&parts).to_string());
        let is_number = parts.first() != Some(&Part::Digit(1)) || parts.len() > 1;
        let is_unit = HAN_UNITS.iter().any(|unit| text[at..].starts_with(unit));
        let is_part = text[..start].ends_with(|c: char| c.is_ascii_digit() || "第每数几星期".contains(c));
        let is_firm = is_number && is_unit && !is_part && !matches!(parts.first(), Some(Part::Scale(_)));
        numbers.push(WordNumber { value, range: start..at, is_firm });
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::{Words, number_words};

    /// The numbers in a text, those that are sure with an exclamation mark.
    fn read(words: Words, text: &str) -> Vec<String> {
        let numbers = number_words(text, words).into_iter();
        numbers.map(|number| number.value + if number.is_firm { "!" } else { "" }).collect()
    }

    #[test]
    fn words_are_numbers() {
        assert_eq!(read(Words::English, "within thirty days of one hundred and twenty"), ["30!", "120"]);
        assert_eq!(
            read(Words::English, "twenty-five business days, five hundred thousand"),
            ["25!", "500000"]
        );
        assert_eq!(read(Words::English, "one of them, a second party, one year"), ["1", "1", "2", "1"]);
        assert_eq!(
            read(Words::Malay, "tiga puluh hari, dua belas bulan, seratus dua puluh lima"),
            ["30!", "12!", "125"]
        );
        assert_eq!(read(Words::Malay, "pihak ketiga, sebulan, kedua-dua"), ["3", "1", "2", "2"]);
        assert_eq!(
            read(Words::Han, "三十天内，一百二十五人，两年，第三方，一天"),
            ["30!", "125", "2!", "3", "1"]
        );
        assert_eq!(read(Words::Han, "二〇二一年二月九日，五万三千元"), ["2021!", "2", "9!", "53000"]);
        assert_eq!(read(Words::Unknown, "dreißig"), [""; 0]);
    }
}
