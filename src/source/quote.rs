//! Strings as the program writes them into TOML.

use std::fmt::Write as _;

/// `text` as a TOML string that is one line whatever stands in it. Files that the program writes line by line, and that git
/// merges so, hold their words as this has them.
pub fn quote(text: &str) -> String {
    let ends_lines = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    // Without escapes it is easier to read.
    if text.contains(['"', '\\']) && !text.contains(|c: char| c == '\'' || ends_lines(c)) {
        return format!("'{text}'");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // What some programs take for a line end as well.
            other if ends_lines(other) => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
