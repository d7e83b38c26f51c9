use super::TextCheck;
use super::passages::place;
use super::scripts::{Script, script};
use crate::source::{Finding, Findings};

crate::codes! {
    /// Chinese text has punctuation of half width: `您好,世界` instead of `您好，世界`.
    ///
    /// It comes from an English keyboard. It is set too close, lines break beside it at the wrong place, and it is not
    /// what the standard for Chinese punctuation has (GB/T 15834).
    ///
    /// Way out: write ， ； ： ？ ！ （ ） or 。
    HALF_WIDTH_PUNCTUATION = "half-width-punctuation", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    if text.text.lang.as_str().split('-').next() != Some("zh") {
        return;
    }
    for (at, block, prose) in text.prose_blocks() {
        let faults = faults(prose);
        let Some(&(start, sign)) = faults.first() else { continue };
        let begin = prose[..start].char_indices().next_back().map_or(start, |(begin, _)| begin);
        let end = start + sign.len_utf8();
        let after = prose[end..].chars().next().map_or(end, |c| end + c.len_utf8());
        // With what stands before it or after it, unless that is in other marks.
        let place = place(block, &prose[begin..end]).or_else(|| place(block, &prose[start..after]));
        let place = place.unwrap_or(block.span);
        let message = match faults.len() {
            1 => format!("`{sign}` is of half width beside Chinese"),
            many => format!("`{sign}` is of half width beside Chinese; {many} signs of this passage are"),
        };
        let help = format!("write {}", full_width(sign));
        text.report(*at, Finding::new(&HALF_WIDTH_PUNCTUATION, place, message, help), findings);
    }
}

/// The signs of half width that touch Chinese characters, with their places.
fn faults(prose: &str) -> Vec<(usize, char)> {
    let is_han = |c: Option<char>| c.is_some_and(|c| script(c) == Script::Han);
    let signs = prose.char_indices().filter(|(at, sign)| {
        let before = prose[..*at].chars().next_back();
        let mut rest = prose[at + sign.len_utf8()..].chars();
        let after = rest.next();
        match sign {
            ',' | ';' | ':' | '?' | '!' => {
                is_han(before) || is_han(after) && before.is_some_and(char::is_alphabetic)
            }
            // 第3.2条 and 网站.com are none.
            '.' => is_han(before) && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.'),
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
