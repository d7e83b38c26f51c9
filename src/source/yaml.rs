//! Reads the flat YAML of a front matter, as other site generators write it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;
use serde_saphyr::{Location, Spanned};

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

/// Reads `text`, a YAML mapping that begins at byte `offset` of `file`, and returns the values of the `known` keys
/// as they are written. Other keys and values that are no plain words are findings.
pub fn read(
    file: FileId,
    text: &str,
    offset: usize,
    known: &[&str],
    findings: &mut Findings,
) -> BTreeMap<String, At<String>> {
    let at = |range: Range<usize>| Span::new(file, range.start + offset..range.end + offset);
    let mut values = BTreeMap::new();
    if text.trim().is_empty() {
        return values;
    }
    let pairs: HashMap<Spanned<String>, Spanned<Value>> = match serde_saphyr::from_str(text) {
        Ok(pairs) => pairs,
        Err(error) => {
            let place = error.location().map(|location| bytes(text, location)).unwrap_or_default();
            let message = "this front matter is not valid YAML";
            findings.push(Finding::new(
                &BAD_YAML,
                at(place),
                message,
                "write TOML between +++ lines instead",
            ));
            return values;
        }
    };
    for (key, value) in pairs {
        let key_range = bytes(text, key.referenced);
        let range = bytes(text, value.referenced);
        if !known.contains(&key.value.as_str()) {
            findings.push(unknown_key(at(key_range), &key.value, known));
            continue;
        }
        let written = match value.value {
            Value::String(words) => words,
            // YAML takes `2.10` for a number; what the writer wrote is what counts.
            Value::Number(_) => text.get(range.clone()).unwrap_or_default().trim().to_owned(),
            _ => {
                let place = at(range);
                findings.push(Finding::new(
                    &WRONG_TYPE,
                    place,
                    "expected text",
                    "write text in double quotes",
                ));
                continue;
            }
        };
        values.insert(key.value, At { value: written, range });
    }
    values
}

/// The bytes of a place, kept inside the text and on character borders.
fn bytes(text: &str, location: Location) -> Range<usize> {
    let span = location.span();
    let number = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok());
    let start = number(span.byte_offset()).unwrap_or_default().min(text.len());
    let end = (start + number(span.byte_len()).unwrap_or_default()).min(text.len());
    if text.is_char_boundary(start) && text.is_char_boundary(end) { start..end } else { 0..0 }
}
