//! What words mean as numbers, in languages that spell them: English, and Malay and Indonesian.

use super::number::{Part, Sense};

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberLanguage {
    English,
    Malay,
    Han,
    Unknown,
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

    /// What a word is in a number; `None` if it is in none.
    pub fn part(self, word: &str) -> Option<Part> {
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
    pub fn is_one_unit(self, word: &str) -> bool {
        self == NumberLanguage::Malay && word.strip_prefix("se").is_some_and(|rest| self.is_unit(rest))
    }

    /// True for a unit of time or a percentage.
    pub fn is_unit(self, word: &str) -> bool {
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
    pub fn hint(self, word: &str) -> Option<(String, Sense)> {
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
    pub fn denominator(self, word: &str, numerator: u64) -> Option<u64> {
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
pub fn english_ordinal(word: &str) -> Option<u64> {
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
