//! Reads the flat YAML of a front matter, as other site generators write it: a line `key: value` for each key.
//!
//! That much of YAML is read by hand, and other notations of a value are refused. What belongs to an unknown key is not looked at,
//! since that key is a finding already.

use std::collections::BTreeMap;
use std::ops::Range;

use super::finding::{Finding, Findings};
use super::span::{FileId, Span};
use super::toml::{At, WRONG_TYPE, unknown_key};

crate::source::codes! {
    /// The lines between two `---` at the beginning of a text are not valid YAML, the notation that is usual there.
    ///
    /// They say which version the text translates. If they cannot be read, the translation cannot be measured against
    /// it. For example, with a quotation mark that is not closed:
    ///
    /// ```markdown
    /// ---
    /// translates: "2021-02-09
    /// ---
    ///
    /// # Notis Privasi
    /// ```
    ///
    /// Way out: mend the line. Or write the same in TOML, the notation of the other files: `translates = "2021-02-09"`
    /// between two lines of `+++`.
    BAD_YAML = "bad-yaml", Error;
}

/// Reads `text`, YAML that begins at byte `offset` of `file`, and returns the values of the `known` keys as they are written,
/// with their places in `text`. Other keys and values that are no plain words are findings.
pub fn read(
    file: FileId,
    text: &str,
    offset: usize,
    known: &[&str],
    findings: &mut Findings,
) -> BTreeMap<String, At<String>> {
    let at = |range: Range<usize>| Span::new(file, range.start + offset..range.end + offset);
    let mut values = BTreeMap::new();
    let Some(entries) = entries(text) else {
        findings.push(bad_yaml(at(0..0)));
        return values;
    };
    for Entry { key, value } in entries {
        let name = &text[key.clone()];
        if !known.contains(&name) {
            findings.push(unknown_key(at(key), name, known));
            continue;
        }
        let start = value.end - text[value.clone()].trim_start_matches(BLANKS).len();
        match scalar(&text[value.clone()]) {
            Ok(_) if values.contains_key(name) => findings.push(bad_yaml(at(key))),
            Ok(Scalar { written, words }) => {
                let range = start..start + written.len();
                values.insert(name.to_owned(), At { value: words.to_owned(), range });
            }
            Err(Refused::NotYaml) => findings.push(bad_yaml(at(0..0))),
            Err(Refused::NotText) => findings.push(not_text(at(start..value.end))),
        }
    }
    values
}

fn bad_yaml(span: Span) -> Finding {
    let message = "this front matter is not valid YAML";
    Finding::new(&BAD_YAML, span, message, "write TOML between +++ lines instead")
}

fn not_text(span: Span) -> Finding {
    Finding::new(&WRONG_TYPE, span, "expected text", "write text in double quotes")
}

/// A key and what is written behind its colon, as ranges of the text.
struct Entry {
    key: Range<usize>,
    value: Range<usize>,
}

/// Returns every key with its value. `None` if a line neither has a key, nor belongs to one above it, nor is a comment.
fn entries(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    // Keys stand where the first one does, mostly at the margin.
    let mut margin = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(BLANKS).len();
        if !is_comment(line) {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let margin = *margin.get_or_insert(indent);
            if indent < margin {
                return None;
            } else if indent > margin || line[indent..].starts_with(['-', '\t']) {
                entries.last_mut()?.value.end = end;
            } else {
                let colon = start + line.find(':')?;
                entries.push(Entry { key: key(text, start + indent..colon), value: colon + 1..end });
            }
        }
        start += line.len();
    }
    Some(entries)
}

/// What YAML takes for blanks, and ends of lines.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// A key without the blanks behind it, and without its quotation marks.
fn key(text: &str, written: Range<usize>) -> Range<usize> {
    let words = text[written.clone()].trim_end_matches(BLANKS);
    let is_quoted = |mark: char| words.len() > 1 && words.starts_with(mark) && words.ends_with(mark);
    let marks = usize::from(is_quoted('"') || is_quoted('\''));
    written.start + marks..written.start + words.len() - marks
}

/// True for what says nothing: a comment or blanks.
fn is_comment(written: &str) -> bool {
    let words = written.trim_matches(BLANKS);
    words.is_empty() || words.starts_with('#')
}

/// A value that is one piece of text.
struct Scalar<'a> {
    /// As it stands there, with its quotation marks.
    written: &'a str,
    words: &'a str,
}

/// Why a value is no text.
enum Refused {
    /// It is no value of YAML.
    NotYaml,
    /// YAML has something else in its place, or text in a notation that is not read here.
    NotText,
}

/// What YAML does not let a plain word begin with, but quotation marks.
const INDICATORS: [char; 13] = ['[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', '#'];

/// Plain words that YAML does not take for text. It takes numbers for others as well, but what the writer wrote is what counts.
const OTHER_THAN_TEXT: [&str; 8] = ["~", "null", "true", "false", "yes", "no", "on", "off"];

/// Reads what is written behind a colon.
fn scalar(behind: &str) -> Result<Scalar<'_>, Refused> {
    let value = behind.trim_start_matches(BLANKS);
    if value.len() == behind.len() && !value.is_empty() {
        return Err(Refused::NotYaml);
    }
    match value.chars().next() {
        Some(mark @ ('"' | '\'')) => quoted(value, mark),
        _ => plain(value),
    }
}

/// A value that begins with a quotation mark.
fn quoted(value: &str, mark: char) -> Result<Scalar<'_>, Refused> {
    let mut parts = value.splitn(3, mark).skip(1);
    match (parts.next(), parts.next()) {
        // What stands for another character is YAML, and not read here.
        (Some(words), _) if mark == '"' && words.contains('\\') => Err(Refused::NotText),
        (Some(_), Some(behind)) if mark == '\'' && behind.starts_with(mark) => Err(Refused::NotText),
        (Some(words), Some(behind)) if is_comment(behind) && !behind.starts_with('#') => {
            Ok(Scalar { written: &value[..value.len() - behind.len()], words })
        }
        _ => Err(Refused::NotYaml),
    }
}

/// A value without quotation marks.
fn plain(value: &str) -> Result<Scalar<'_>, Refused> {
    let comment = value.match_indices('#').find(|(at, _)| value[..*at].ends_with(BLANKS));
    let words = value[..comment.map_or(value.len(), |(at, _)| at)].trim_end_matches(BLANKS);
    let is_other = OTHER_THAN_TEXT.iter().any(|other| words.eq_ignore_ascii_case(other));
    let is_list = words.starts_with("- ");
    if is_other || is_list || words.is_empty() || words.contains('\n') || words.starts_with(INDICATORS) {
        return Err(Refused::NotText);
    }
    if words.contains(": ") || words.ends_with(':') {
        return Err(Refused::NotYaml);
    }
    Ok(Scalar { written: words, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// What is read of `text`: the value of `translates` and where it stands, or the codes of what was found.
    fn check(text: &str, expected: Result<Option<(&str, &str)>, &[&str]>) {
        let mut sources = Sources::default();
        let file = sources.add("text".into(), text.into());
        let mut findings = Findings::new();
        let values = read(file, text, 0, &["translates"], &mut findings);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.name).collect();
        let value = values.get("translates");
        let value = value.map(|at| (at.value.as_str(), &text[at.range.clone()]));
        match expected {
            Ok(expected) => assert_eq!((value, codes), (expected, vec![]), "{text}"),
            Err(expected) => assert_eq!(codes, expected, "{text}"),
        }
    }

    #[test]
    fn text_is_read_as_it_is_written() {
        check("", Ok(None));
        check("# nothing\n\n", Ok(None));
        check("translates: working\n", Ok(Some(("working", "working"))));
        check("translates: 2.10\r\n", Ok(Some(("2.10", "2.10"))));
        check("translates:\t2021-02-09 # the first\n", Ok(Some(("2021-02-09", "2021-02-09"))));
        check("translates: \"1 # a\" # b\n", Ok(Some(("1 # a", "\"1 # a\""))));
        check("# a\n\ntranslates: ''\n# b", Ok(Some(("", "''"))));
        check("translates:\n  working\n", Ok(Some(("working", "working"))));
        check("translates: a#b\n", Ok(Some(("a#b", "a#b"))));
        check("translates: a\t# b\n", Ok(Some(("a", "a"))));
        check("\"translates\": a\n", Ok(Some(("a", "a"))));
        check("'translates' : a\n", Ok(Some(("a", "a"))));
        check("  translates: a\n  # b\n", Ok(Some(("a", "a"))));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for value in [
            "",
            "~",
            "Yes",
            "[a]",
            "{a: b}",
            ">-\n  a",
            "&a b",
            "a\n  b",
            "# a",
            "\n- a",
            "\"a\\x41\"",
            "\"a\\\"b\"",
            "'it''s'",
        ] {
            check(&format!("translates: {value}\n"), Err(&["wrong-type"]));
        }
    }

    #[test]
    fn what_is_no_yaml_is_refused() {
        let texts = [
            "translates",
            "translates:a",
            "translates: \"a",
            "translates: 'a' b",
            "translates: \"a\"#b",
            "translates: a: b",
        ];
        for text in texts {
            check(text, Err(&["bad-yaml"]));
        }
        check("  a: b\ntranslates: a\n", Err(&["bad-yaml"]));
        check("translates: a\ntranslates: b\n", Err(&["bad-yaml"]));
    }

    #[test]
    fn unknown_keys_are_found_with_all_that_is_theirs() {
        check("tags:\n- a\n- b: c\nnote: >\n  a\n\n  b\n", Err(&["unknown-key", "unknown-key"]));
    }
}
