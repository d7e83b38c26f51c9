//! The addresses in a stylesheet from which something is loaded, found as CSS Syntax Level 3 says how a stylesheet is read: with
//! its escapes, comments and strings.

use std::ops::Range;

/// An address in a stylesheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it is written, without quotes.
    pub range: Range<usize>,
    /// With its escapes resolved.
    pub value: String,
    /// True if it names another stylesheet.
    pub is_sheet: bool,
}

/// The functions in which a string is an address that is loaded.
const LOADING: [&str; 6] = ["url", "src", "image-set", "-webkit-image-set", "image", "cross-fade"];

/// Rules that name addresses and load none.
const NAMING: [&str; 3] = ["namespace", "document", "-moz-document"];

/// The addresses from which a stylesheet, or the value of an attribute `style`, loads something, in order.
pub fn addresses(text: &str) -> Vec<Address> {
    let mut sheet = Sheet { text, at: 0, rule: None, open: Vec::new(), found: Vec::new() };
    while let Some(byte) = sheet.peek(0) {
        sheet.token(byte);
    }
    sheet.found
}

struct Sheet<'t> {
    text: &'t str,
    at: usize,
    /// The name of the rule with an `@` that is being read.
    rule: Option<String>,
    /// What brackets are open: the name of a function, or nothing.
    open: Vec<String>,
    found: Vec<Address>,
}

impl Sheet<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn token(&mut self, byte: u8) {
        match byte {
            b'/' if self.peek(1) == Some(b'*') => {
                let rest = &self.text[self.at + 2..];
                self.at = rest.find("*/").map_or(self.text.len(), |end| self.at + 2 + end + 2);
            }
            b'"' | b'\'' => self.string(byte),
            b'@' => {
                self.at += 1;
                let name = self.name();
                self.rule = Some(name);
            }
            b'#' => {
                self.at += 1;
                self.name();
            }
            b'(' => self.bracket(String::new()),
            b')' => {
                self.at += 1;
                self.open.pop();
            }
            b';' | b'{' | b'}' => {
                self.at += 1;
                self.rule = None;
                self.open.clear();
            }
            _ if is_name(byte) || self.is_escape() => {
                let name = self.name();
                if self.peek(0) == Some(b'(') {
                    self.bracket(name);
                }
            }
            _ => self.at += 1,
        }
    }

    fn bracket(&mut self, name: String) {
        self.at += 1;
        if name == "url" {
            let spaces = self.text[self.at..].len() - self.text[self.at..].trim_ascii_start().len();
            if !matches!(self.peek(spaces), Some(b'"' | b'\'')) {
                self.at += spaces;
                return self.bare_address();
            }
        }
        self.open.push(name);
    }

    /// What stands in `url()` without quotes.
    fn bare_address(&mut self) {
        let start = self.at;
        let mut value = String::new();
        while let Some(character) = self.text[self.at..].chars().next().filter(|c| *c != ')') {
            if self.is_escape() {
                value.extend(self.escape());
            } else {
                value.push(character);
                self.at += character.len_utf8();
            }
        }
        let end = start + self.text[start..self.at].trim_ascii_end().len();
        self.at = (self.at + 1).min(self.text.len());
        self.address(start..end, value);
    }

    fn string(&mut self, quote: u8) {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        let mut end = self.text.len();
        while let Some(character) = self.text[self.at..].chars().next() {
            let is_end = character == char::from(quote);
            if is_end || matches!(character, '\n' | '\r') {
                end = self.at;
                self.at += usize::from(is_end);
                break;
            }
            if character == '\\' {
                value.extend(self.escape());
            } else {
                value.push(character);
                self.at += character.len_utf8();
            }
        }
        let loads = match self.open.last() {
            Some(function) => LOADING.contains(&function.as_str()),
            None => self.rule.as_deref() == Some("import"),
        };
        if loads {
            self.address(start..end, value);
        }
    }

    fn address(&mut self, range: Range<usize>, value: String) {
        let rule = self.rule.as_deref().unwrap_or_default();
        if NAMING.contains(&rule) {
            return;
        }
        let is_sheet = rule == "import";
        // Comments are left out of what is published, in a few places also where CSS has none.
        let mut bare = value.as_str();
        while let Some((_, rest)) = bare.strip_prefix("/*").and_then(|rest| rest.split_once("*/")) {
            bare = rest;
        }
        let value = bare.to_owned();
        self.found.push(Address { range, value, is_sheet });
    }

    /// A name in small letters, with its escapes resolved.
    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(byte) = self.peek(0) {
            if self.is_escape() {
                name.extend(self.escape());
            } else if is_name(byte) {
                let character = self.text[self.at..].chars().next().unwrap_or_default();
                name.push(character);
                self.at += character.len_utf8();
            } else {
                break;
            }
        }
        name.make_ascii_lowercase();
        name
    }

    fn is_escape(&self) -> bool {
        self.peek(0) == Some(b'\\') && !matches!(self.peek(1), Some(b'\n' | b'\r' | b'\x0c'))
    }

    /// The character that an escape stands for; in a string, none for a line that goes on.
    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let rest = &self.text[self.at..];
        let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            let character = rest.chars().next()?;
            let length = if rest.starts_with("\r\n") { 2 } else { character.len_utf8() };
            self.at += length;
            return (!matches!(character, '\n' | '\r' | '\x0c')).then_some(character);
        }
        self.at += digits;
        let number = u32::from_str_radix(&rest[..digits], 16).unwrap_or_default();
        if self.text[self.at..].starts_with("\r\n") {
            self.at += 2;
        } else if self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        Some(char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte >= 0x80
}
