//! Numbers in words, and the parts that they are made of.

use std::ops::Range;

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
    pub fn new(value: impl ToString, range: Range<usize>, sense: Sense) -> Self {
        WordNumber { value: value.to_string(), range, sense, counts: false, is_firm: false }
    }
}

/// What a word does to the number that it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
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

/// The number that parts make, in the order of its words.
pub fn value(parts: &[Part]) -> u64 {
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
