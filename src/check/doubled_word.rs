use std::ops::Range;

use super::TextCheck;
use super::prose::runs;
use super::scripts::{Script, script};
use crate::locale::Lang;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A word stands there twice in a row.
    ///
    /// It is a slip of the hand, and often the trace of an edit that went wrong beside it. Words that a language
    /// doubles on purpose are not meant: `hak-hak` with its hyphen, 常常, “that that”. For example:
    ///
    /// ```markdown
    /// You may object to the the use of your information.
    /// ```
    ///
    /// Way out: delete one of the two.
    DOUBLED_WORD = "doubled-word", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for (at, _, prose) in text.prose_blocks() {
        let words = doubled_words(prose, &text.text.lang).into_iter();
        let words = words.map(|range| (prose.place(range.clone()), range));
        // What a line end divides in Chinese may be a line of its own before it.
        let han = doubled_han(prose).into_iter();
        let han = han.filter_map(|range| Some((prose.as_written(range.clone())?, range)));
        for (place, range) in words.chain(han) {
            let message = format!("“{}” is doubled", &prose[range]);
            text.report(*at, Finding::new(&DOUBLED_WORD, place, message, "delete one of the two"), findings);
        }
    }
}

/// Words that may follow themselves in a sound sentence.
fn repeatable(lang: &Lang) -> &'static [&'static str] {
    match lang.primary() {
        "en" => &["that", "had", "is", "in", "on", "do", "so", "no", "very", "many", "bye"],
        "fr" => &["nous", "vous"],
        "de" => &["die", "der", "das", "den", "dem", "sie", "sich", "zu", "wenn", "in", "an"],
        "nl" => &["die", "dat", "is", "in"],
        "sv" | "da" | "nb" | "nn" | "no" => &["det", "den", "de", "som"],
        "tr" | "vi" | "tl" | "fil" | "sw" | "hi" => ANY,
        _ => &[],
    }
}

/// Of languages in which words are doubled on purpose, with a space.
const ANY: &[&str] = &["*"];

/// Words between white space that are the same as the one before.
fn doubled_words(prose: &str, lang: &Lang) -> Vec<Range<usize>> {
    let repeatable = repeatable(lang);
    if repeatable == ANY {
        return Vec::new();
    }
    let mut doubled = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for word in words(prose) {
        if let Some(first) = before.take() {
            let (one, two) = (&prose[first.clone()], &prose[word.clone()]);
            let gap = &prose[first.end..word.start];
            let is_gap =
                !gap.is_empty() && gap.chars().all(char::is_whitespace) && !gap.contains(['\t', '\n']);
            // Names double themselves: Baden Baden.
            let is_name = two.starts_with(char::is_uppercase);
            let is_known = repeatable.iter().any(|known| known.eq_ignore_ascii_case(two));
            if is_gap && !is_name && !is_known && one.to_lowercase() == two.to_lowercase() {
                doubled.push(first.start..word.end);
            }
        }
        before = Some(word);
    }
    doubled
}

/// The runs of letters, with what joins letters to one word.
fn words(prose: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| {
        c.is_ascii_alphanumeric()
            || (c.is_alphanumeric() && script(c) != Script::Han)
            || matches!(c, '-' | '\'' | '’' | '_')
    };
    runs(prose, is_part).filter(|word| {
        prose[word.clone()].chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    })
}

/// Particles of Chinese that nobody doubles on purpose, each with the characters with which it forms a word to its left
/// or to its right: in 目的的 and 为了了解 nothing is doubled.
const PARTICLES: [(char, &str, &str); 8] = [
    ('的', "目", "确士"),
    ('了', "为除", "解结断"),
    ('在', "存现所内潜实正", "线于乎"),
    ('是', "但或于还就只都不若凡可总", "非否"),
    ('和', "总温共饱缓", "平谐解睦"),
    ('与', "参赋给授", "会否其"),
    ('或', "", "者许"),
    ('您', "", ""),
];

/// Particles, and words of two to six characters, that follow themselves.
fn doubled_han(prose: &str) -> Vec<Range<usize>> {
    if prose.is_ascii() {
        return Vec::new();
    }
    let signs: Vec<(usize, char)> = prose.char_indices().collect();
    let sign = |at: usize| signs.get(at).map(|(_, c)| *c);
    let start = |at: usize| signs.get(at).map_or(prose.len(), |(start, _)| *start);
    let mut doubled = Vec::new();
    let mut at = 0;
    while let Some(first) = sign(at) {
        let length = (2..=6).rev().find(|length| is_doubled_word(&signs, at, *length));
        if let Some(length) = length {
            doubled.push(start(at)..start(at + 2 * length));
            at += 2 * length;
            continue;
        }
        if sign(at + 1) == Some(first)
            && let Some((_, left, right)) = PARTICLES.iter().find(|(particle, ..)| *particle == first)
        {
            let touches = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
            if !touches(at.checked_sub(1).and_then(sign), left) && !touches(sign(at + 2), right) {
                doubled.push(start(at)..start(at + 2));
            }
            at += 1;
        }
        at += 1;
    }
    doubled
}

/// True if the Han characters from `at` on are a word twice. 一步一步 is one on purpose, and so is 哈哈哈哈.
fn is_doubled_word(signs: &[(usize, char)], at: usize, length: usize) -> bool {
    let (Some(one), Some(two)) = (signs.get(at..at + length), signs.get(at + length..at + 2 * length)) else {
        return false;
    };
    one.iter().zip(two).all(|((_, a), (_, b))| a == b)
        && one.iter().all(|(_, c)| script(*c) == Script::Han)
        && !one.iter().all(|(_, c)| Some(c) == one.first().map(|(_, c)| c))
        && !one.iter().any(|(_, c)| "一逐".contains(*c))
}
