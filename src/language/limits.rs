//! On which side of a number lies what is meant: at least, at most, within, after.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::finder::{Case, Finder};
use crate::locale::Lang;

/// What a number bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// At least, more than.
    Lower,
    /// At most, less than, within.
    Upper,
    /// Once that time has passed.
    After,
}

/// Where a word stands beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    /// Directly before it: elsewhere the word means another thing, as in *over the last 12 months*.
    Beside,
    Behind,
}

use Limit::{After, Lower, Upper};
use Place::{Before, Behind, Beside};

type Row = (Limit, Place, &'static [&'static str]);

const ENGLISH: &[Row] = &[
    (
        Lower,
        Before,
        &[
            "at least",
            "no less than",
            "not less than",
            "no fewer than",
            "not fewer than",
            "a minimum of",
            "minimum of",
            "more than",
            "greater than",
            "older than",
            "longer than",
            "exceeding",
            "exceeds",
            "exceed",
            "in excess of",
            "no earlier than",
            "not earlier than",
            "no younger than",
            "over the age of",
            "above the age of",
        ],
    ),
    (
        Upper,
        Before,
        &[
            "at most",
            "no more than",
            "not more than",
            "a maximum of",
            "maximum of",
            "up to",
            "not exceed",
            "not exceeding",
            "does not exceed",
            "no later than",
            "not later than",
            "within",
            "within a period of",
            "less than",
            "fewer than",
            "younger than",
            "under the age of",
            "below the age of",
            "no longer than",
            "not longer than",
            "not older than",
            "no older than",
        ],
    ),
    (Lower, Beside, &["over", "above", "beyond"]),
    (Upper, Beside, &["under", "below"]),
    (
        Lower,
        Behind,
        &["or more", "or older", "or over", "or above", "or longer", "and over", "and older", "or greater"],
    ),
    (Upper, Behind, &["or less", "or fewer", "or younger", "or under", "or below", "or earlier"]),
];

const CHINESE: &[Row] = &[
    (
        Lower,
        Before,
        &[
            "至少",
            "最少",
            "起码",
            "不少于",
            "不得少于",
            "不低于",
            "不得低于",
            "不早于",
            "超过",
            "多于",
            "高于",
            "大于",
            "长于",
            "年满",
            "已满",
            "最低",
            "不少於",
            "不低於",
            "超過",
            "多於",
            "高於",
            "年滿",
            "逾",
        ],
    ),
    (
        Upper,
        Before,
        &[
            "至多",
            "最多",
            "不超过",
            "不得超过",
            "不会超过",
            "不多于",
            "不得多于",
            "不高于",
            "不晚于",
            "不得晚于",
            "不迟于",
            "少于",
            "低于",
            "小于",
            "短于",
            "未满",
            "不满",
            "不到",
            "不足",
            "最高",
            "最长",
            "最迟",
            "不超過",
            "不得超過",
            "少於",
            "低於",
            "未滿",
            "长达",
            "多达",
            "高达",
        ],
    ),
    (Lower, Beside, &["满", "滿"]),
    (Lower, Behind, &["以上", "及以上", "或以上", "以后", "起"]),
    (Upper, Behind, &["以下", "以内", "以內", "之内", "之內", "内", "內", "或以下", "及以下"]),
    (After, Behind, &["后", "後", "之后", "之後", "以后"]),
];

const MALAY: &[Row] = &[
    (
        Lower,
        Before,
        &[
            "sekurang-kurangnya",
            "paling kurang",
            "tidak kurang daripada",
            "tidak kurang dari",
            "tidak lebih awal daripada",
            "minimum",
            "lebih daripada",
            "lebih dari",
            "melebihi",
            "melepasi",
            "berumur melebihi",
            "setidak-tidaknya",
        ],
    ),
    (
        Upper,
        Before,
        &[
            "selebih-lebihnya",
            "paling banyak",
            "paling lama",
            "paling lewat",
            "tidak lebih daripada",
            "tidak lebih dari",
            "tidak melebihi",
            "tidak lewat daripada",
            "tidak lewat dari",
            "sehingga",
            "hingga",
            "maksimum",
            "dalam tempoh",
            "dalam masa",
            "dalam tempoh masa",
            "dalam jangka masa",
            "kurang daripada",
            "kurang dari",
        ],
    ),
    (Lower, Behind, &["atau lebih", "dan ke atas", "ke atas"]),
    (Upper, Behind, &["atau kurang", "dan ke bawah", "ke bawah"]),
    (Upper, Beside, &["dalam", "bawah", "di bawah"]),
    (After, Beside, &["selepas", "setelah", "selepas tempoh", "selepas masa", "selepas tempoh masa"]),
];

type Words = Finder<(Limit, Place)>;

fn finder(table: &[Row]) -> Words {
    let words =
        table.iter().flat_map(|(limit, place, words)| words.iter().map(|word| (*word, (*limit, *place))));
    Finder::of(words, Case::Any)
}

/// The words of a language for limits.
pub struct Limits {
    words: &'static Words,
    /// Between a word and its number there may be so many bytes.
    gap: usize,
}

impl Limits {
    /// Returns those of a language; `None` if it has no table.
    pub fn of(lang: &Lang) -> Option<Self> {
        static FINDERS: LazyLock<[Words; 3]> = LazyLock::new(|| [ENGLISH, CHINESE, MALAY].map(finder));
        let [english, chinese, malay] = &*FINDERS;
        match lang.primary() {
            "en" => Some(Limits { words: english, gap: 14 }),
            "zh" => Some(Limits { words: chinese, gap: 12 }),
            "ms" | "id" => Some(Limits { words: malay, gap: 14 }),
            _ => None,
        }
    }

    /// Returns where the words stand in a text.
    pub fn find(&self, text: &str) -> LimitWords {
        let found = self.words.find(text).map(|(range, (limit, place))| (range, *limit, *place));
        LimitWords { found: found.collect(), gap: self.gap }
    }
}

/// The words for limits in a text.
pub struct LimitWords {
    found: Vec<(Range<usize>, Limit, Place)>,
    gap: usize,
}

impl LimitWords {
    /// Returns what bounds the number at `range`: the nearest word before it, and what stands behind it or behind its unit, with no
    /// other number and no end of a clause between.
    pub fn beside(&self, text: &str, range: &Range<usize>) -> Vec<(Range<usize>, Limit)> {
        let first = self.found.partition_point(|(found, ..)| found.end + self.gap < range.start);
        let near = self.found[first..].iter().take_while(|(found, ..)| found.start <= range.end + self.gap);
        let before = near.clone().filter(|(found, _, place)| {
            let gap = (found.end <= range.start).then(|| &text[found.end..range.start]);
            gap.is_some_and(|gap| match place {
                Before => is_gap(gap),
                Beside => gap.trim().is_empty(),
                Behind => false,
            })
        });
        let mut behind = near.filter(|(found, _, place)| {
            *place == Behind && found.start >= range.end && is_gap(&text[range.end..found.start])
        });
        let both = [before.last(), behind.next()].into_iter().flatten();
        let is_clear = |found: &Range<usize>, limit: Limit| limit != Lower || !is_denied(text, found);
        both.filter(|(found, limit, _)| is_clear(found, *limit))
            .map(|(found, limit, _)| (found.clone(), *limit))
            .collect()
    }

    /// Returns the kinds of limits of which a text speaks, whatever they bound.
    pub fn kinds(&self) -> BTreeSet<Limit> {
        self.found.iter().map(|(_, limit, _)| *limit).collect()
    }
}

/// True if the clause denies what a word says: never more than 3% is at most that.
fn is_denied(text: &str, word: &Range<usize>) -> bool {
    let from = text.floor_char_boundary(word.start.saturating_sub(CLAUSE));
    let before = text[from..word.start].rsplit(['.', ',', ';', ':', '\n']).next().unwrap_or_default();
    let denies = |word: &str| {
        matches!(word, "not" | "never" | "no" | "cannot" | "tidak")
            || word.ends_with("n't")
            || word.ends_with("n’t")
    };
    before.split_whitespace().any(denies)
}

/// So far before a word it is looked for whether its clause denies something.
const CLAUSE: usize = 40;

/// True if between a word and its number no clause ends and no other number stands.
fn is_gap(gap: &str) -> bool {
    !gap.contains(|c: char| {
        c.is_numeric() || matches!(c, '.' | ',' | ';' | ':' | '。' | '，' | '；' | '、' | '\n' | '\t')
    })
}

#[cfg(test)]
mod tests {
    use super::{Limit, Limits};
    use crate::locale::Lang;

    fn of(lang: &str, text: &str) -> Vec<Limit> {
        let words = Limits::of(&Lang::parse(lang).expect("a tag")).expect("a table").find(text);
        let start = text.find(|c: char| c.is_ascii_digit()).expect("a number");
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| start + end);
        words.beside(text, &(start..end)).into_iter().map(|(_, limit)| limit).collect()
    }

    #[test]
    fn numbers_have_the_limit_beside_them() {
        assert_eq!(of("en", "You must be at least 16 years old"), [Limit::Lower]);
        assert_eq!(of("en", "You must be 16 or older"), [Limit::Lower]);
        assert_eq!(of("en", "not less than 5, no more than that"), [Limit::Lower]);
        assert_eq!(of("en", "within 30 days"), [Limit::Upper]);
        assert_eq!(of("en", "More than that. We keep it 30 days"), []);
        assert_eq!(of("zh-CN", "您必须年满16周岁"), [Limit::Lower]);
        assert_eq!(of("zh-CN", "不超过30天"), [Limit::Upper]);
        assert_eq!(of("zh-CN", "在30天内"), [Limit::Upper]);
        assert_eq!(of("zh-CN", "在30天后"), [Limit::After]);
        assert_eq!(of("ms", "tidak kurang daripada 16 tahun"), [Limit::Lower]);
        assert_eq!(of("ms", "dalam tempoh 30 hari"), [Limit::Upper]);
    }
}
