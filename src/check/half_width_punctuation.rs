use std::collections::HashMap;
use std::ops::Range;

use super::TextCheck;
use super::prose::{Prose, addresses};
use super::scripts::{Script, script};
use crate::markdown::{Block, links};
use crate::source::{Edit, Finding, Findings, Span};

crate::source::codes! {
    /// Chinese text has the narrow punctuation of English, such as `,` instead of `，`.
    ///
    /// It comes from an English keyboard. It is set too close, lines break beside it at the wrong place, and it is not
    /// what the standard for Chinese punctuation has (GB/T 15834). For example:
    ///
    /// ```markdown
    /// 您可以随时联系我们,我们会尽快答复.
    /// ```
    ///
    /// Way out: write ， ； ： ？ ！ （ ） or 。 `promulgate check --fix` does it for you, but not in passages that are
    /// recorded as reconciled or accepted: to change their words would undo what people judged of them.
    HALF_WIDTH_PUNCTUATION = "half-width-punctuation", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    if !text.is_chinese() {
        return;
    }
    for (at, block, prose) in text.prose_blocks() {
        let faults = faults(prose);
        let Some(&(start, sign)) = faults.first() else { continue };
        let begin = prose[..start].char_indices().next_back().map_or(start, |(begin, _)| begin);
        let end = start + sign.len_utf8();
        let after = prose[end..].chars().next().map_or(end, |c| end + c.len_utf8());
        // With what stands before it or after it, unless that is in other marks.
        let place = prose.as_written(begin..end).or_else(|| prose.as_written(start..after));
        let place = place.unwrap_or_else(|| prose.place(start..end));
        let message = match faults.len() {
            1 => format!("`{sign}` is of half width beside Chinese"),
            many => format!("`{sign}` is of half width beside Chinese; {many} signs of this passage are"),
        };
        let help = format!("write {}", full_width(sign));
        let finding = Finding::new(&HALF_WIDTH_PUNCTUATION, place, message, help);
        let edits = if text.is_judged(block) { Vec::new() } else { edits(text, block) };
        text.report(*at, finding.mended_by(edits), findings);
    }
}

/// The signs of half width that touch Chinese characters, with their places.
fn faults(prose: &str) -> Vec<(usize, char)> {
    let is_han = |c: Option<char>| c.is_some_and(|c| script(c) == Script::Han);
    // A title or a bracket that has just ended is as Chinese as a character.
    let ends_chinese = |c: Option<char>| is_han(c) || c.is_some_and(|c| "）」』》〉】".contains(c));
    let signs = prose.char_indices().filter(|(at, sign)| {
        let before = prose[..*at].chars().next_back();
        let mut rest = prose[at + sign.len_utf8()..].chars();
        let after = rest.next();
        match sign {
            ',' | ';' | ':' | '?' | '!' => {
                ends_chinese(before) || is_han(after) && before.is_some_and(char::is_alphabetic)
            }
            // 第3.2条 and 网站.com are none.
            '.' => ends_chinese(before) && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.'),
            // What stands inside decides: an abbreviation may have the brackets of its language.
            '(' => is_han(after),
            ')' => is_han(before),
            _ => false,
        }
    });
    signs.collect()
}

fn full_width(sign: char) -> char {
    match sign {
        '.' => '。',
        other => char::from_u32(u32::from(other) + 0xfee0).unwrap_or(other),
    }
}

/// What writes the signs of a block in full width. Brackets are changed together with the ones that close or open them.
fn edits(text: &TextCheck<'_>, block: &Block) -> Vec<Edit> {
    let words = Prose::words(&[block], text.text.file, text.sources);
    let pairs = pairs(&words);
    let mut signs: Vec<(usize, char)> = Vec::new();
    for (at, sign) in faults(&words) {
        match (sign, pairs.get(&at)) {
            ('(' | ')', None) => {}
            ('(' | ')', Some(other)) => {
                signs.extend([Some((at, sign)), half_width(&words, *other)].into_iter().flatten())
            }
            _ => signs.push((at, sign)),
        }
    }
    signs.sort_unstable();
    signs.dedup();
    let mut of_addresses = addresses(&words).peekable();
    signs.retain(|(at, _)| {
        while of_addresses.next_if(|address| address.end <= *at).is_some() {}
        !of_addresses.peek().is_some_and(|address| address.contains(at))
    });
    let source = &text.sources.get(text.text.file).text;
    let targets = links(&block.inlines).map(|link| &link.destination);
    let mut targets: Vec<Range<usize>> = targets
        .filter(|target| target.parent().as_ptr() == source.as_ptr())
        .map(|target| target.range())
        .collect();
    targets.sort_unstable_by_key(|target| target.start);
    let mut edits: Vec<Edit> = Vec::new();
    for mut edit in signs.into_iter().filter_map(|(at, sign)| edit(source, &words, &targets, at, sign)) {
        // The blanks between two signs go with the first.
        edit.span.start = edits.last().map_or(edit.span.start, |before| edit.span.start.max(before.span.end));
        edits.push(edit);
    }
    edits
}

/// The bracket at `at`, if it is of half width.
fn half_width(words: &str, at: usize) -> Option<(usize, char)> {
    let sign = words[at..].chars().next()?;
    ['(', ')'].contains(&sign).then_some((at, sign))
}

/// By place of a bracket: that of the one that closes or opens it, of whatever width.
fn pairs(words: &str) -> HashMap<usize, usize> {
    let mut open = Vec::new();
    let mut pairs = HashMap::new();
    for (at, sign) in words.char_indices() {
        match sign {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                if let Some(opening) = open.pop() {
                    pairs.extend([(opening, at), (at, opening)]);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// What puts one sign in full width, and takes the blanks away that it makes needless, and the backslash that protects it.
/// `None` if it is not written in the file as it is.
fn edit(file: &str, words: &Prose<'_>, targets: &[Range<usize>], at: usize, sign: char) -> Option<Edit> {
    let span = words.as_written(at..at + sign.len_utf8())?;
    let Range { mut start, mut end } = span.range();
    // An address that is its own text would become another one.
    let target = targets.partition_point(|target| target.start <= start).checked_sub(1);
    if target.and_then(|target| targets.get(target)).is_some_and(|target| target.contains(&start)) {
        return None;
    }
    let blank = |c: char| c == ' ';
    if sign == '(' {
        let before = words[..at].trim_end_matches(blank);
        let blanks = at - before.len();
        if !before.is_empty() && file[..start].ends_with(&" ".repeat(blanks)) {
            start -= blanks;
        }
    } else {
        let after = words[at + sign.len_utf8()..].trim_start_matches(blank);
        let blanks = words.len() - at - sign.len_utf8() - after.len();
        if !after.starts_with(['\n', '\t']) && file[end..].starts_with(&" ".repeat(blanks)) {
            end += blanks;
        }
    }
    let is_escaped = file[..start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    start -= usize::from(is_escaped);
    Some(Edit { span: Span::new(span.file, start..end), text: full_width(sign).to_string() })
}
