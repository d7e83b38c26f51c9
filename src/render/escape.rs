//! Text and addresses made safe for HTML.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in an address as it is. Percent signs stay: they are already part of an encoding.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'\\')
    .add(b'^')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Appends `text` with the characters escaped that mean something in HTML, in content and in quoted attributes.
pub fn push_escaped(html: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(&text[done..at]);
        html.push_str(entity);
        done = at + 1;
    }
    html.push_str(&text[done..]);
}

/// `text`, escaped.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends ` name="value"`.
pub fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(html, value);
    html.push('"');
}

/// An address for an `href`, with what may not stand in it percent-encoded (RFC 3986).
pub fn address(target: &str) -> String {
    utf8_percent_encode(target, NOT_IN_ADDRESS).to_string()
}
