//! What stands in Markdown character for character, but for backslashes and numbers: where links lead, what directives ask for.

use std::fmt::Write;

/// Writes where a link leads as it stands in parentheses, in the cell of a table if it `is_cell`.
pub fn destination(target: &str, is_cell: bool) -> String {
    let needs_brackets = target.contains(|c: char| c.is_whitespace() || c.is_control());
    let written = escaped(target, |c| matches!(c, '(' | ')' | '<' | '>' | '`') || is_cell && c == '|');
    if needs_brackets { format!("<{written}>") } else { written }
}

/// Writes what stands behind a fence.
pub fn info(text: &str) -> String {
    escaped(text, |_| false)
}

/// `text` as what is read with backslashes and entities says it, in which `others` too mean something.
fn escaped(text: &str, others: impl Fn(char) -> bool) -> String {
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let is_escaped = match c {
            '\\' => after.is_empty() || after.starts_with(|c: char| c.is_ascii_punctuation()),
            '&' => begins_entity(after),
            _ => others(c),
        };
        if c.is_control() {
            number(&mut written, c);
            continue;
        }
        if is_escaped {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Writes `c` as its number.
pub fn number(out: &mut String, c: char) {
    match c {
        // It has no number (CommonMark 0.31, 2.5).
        '\0' => out.push(c),
        // Nothing fails to be added to words.
        _ => write!(out, "&#{};", u32::from(c)).unwrap_or_default(),
    }
}

/// True if `&` with this behind it may be a character reference.
pub fn begins_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// True for an address that may stand between `<` and `>` as it is (CommonMark 0.31, 6.5).
pub fn is_address(text: &str) -> bool {
    is_uri(text) || is_mail(text)
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    is_scheme && !rest.contains(|c: char| c.is_ascii_control() || " <>".contains(c))
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    !name.is_empty() && name.chars().all(is_name) && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// How many of `sign` stand side by side at most.
pub fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(|run| run.len() / sign.len_utf8()).max().unwrap_or(0)
}
