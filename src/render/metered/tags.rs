//! The tags and expressions of a template, as far as is needed to count and to blank them out.

use std::ops::Range;

/// A tag or an expression of a template.
pub struct Tag<'t> {
    pub range: Range<usize>,
    /// The first word of a tag; of an expression none.
    pub word: &'t str,
    /// The word after it.
    pub name: &'t str,
}

/// The tags and expressions of a template in order, as far as it can be read; without comments and raw passages.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let rest = &text[start..];
        let end = match rest.as_bytes().get(1) {
            Some(b'#') => rest.find("#}").map(|end| end + 2),
            Some(b'{') => end_of(rest, "}}"),
            Some(b'%') => end_of(rest, "%}"),
            _ => Some(1),
        };
        let Some(end) = end else { break };
        at = start + end;
        let is_tag = rest.starts_with("{%");
        if is_tag || rest.starts_with("{{") {
            let inner = rest[2..end].trim_start_matches(['-', ' ', '\t', '\n', '\r']);
            let mut words =
                inner.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
            let word = words.next().filter(|word| is_tag && inner.starts_with(*word)).unwrap_or_default();
            let name = words.next().unwrap_or_default();
            if word == "raw" {
                at = text[at..].find("endraw").map_or(text.len(), |end| at + end);
            }
            tags.push(Tag { range: start..start + end, word, name });
        }
    }
    tags
}

/// Behind the first `end` that stands in no text between quotes.
fn end_of(text: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(2) {
        match quote {
            _ if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if ['"', '\'', '`'].contains(&character) => quote = Some(character),
            None if text[at..].starts_with(end) => return Some(at + end.len()),
            None => {}
        }
    }
    None
}

/// A tag with what is between quotes blanked out.
pub fn without_texts(tag: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let blank = |character: char| match quote {
        _ if escaped => {
            escaped = false;
            ' '
        }
        Some(_) if character == '\\' => {
            escaped = true;
            ' '
        }
        Some(open) => {
            if character == open {
                quote = None;
            }
            ' '
        }
        None => {
            if ['"', '\'', '`'].contains(&character) {
                quote = Some(character);
            }
            character
        }
    };
    tag.chars().map(blank).collect()
}

/// A template with every tag, expression and comment blanked out, so that what is left is HTML: of the same length, expressions
/// as letters, the others as spaces. What is behind one that does not end stays as it is.
pub fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let rest = &text[start..];
        let (end, filler) = match rest.as_bytes().get(1) {
            Some(b'#') => (rest.find("#}").map(|end| end + 2), ' '),
            Some(b'{') => (end_of(rest, "}}"), 'x'),
            Some(b'%') => (end_of(rest, "%}"), ' '),
            _ => (Some(1), '{'),
        };
        // Each after it would be looked for in all the rest again.
        let Some(end) = end else { break };
        out.push_str(&text[at..start]);
        let fill = |byte: u8| if byte == b'\n' { '\n' } else { filler };
        out.extend(rest.as_bytes()[..end].iter().map(|byte| fill(*byte)));
        at = start + end;
    }
    out + &text[at..]
}
