//! The tokens of a script, or of JSON, as far as they are needed to see which words it has and where: no grammar, but comments, strings
//! with their escapes, templates and regular expressions.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Name(String),
    /// A string, with its escapes resolved. A template is its strings, joined by `+` with what stands between them in brackets.
    Text(String),
    /// A sign.
    Sign(u8),
    /// A regular expression.
    Expression,
}

/// A token, and where it stands; of a string what is between the quotes.
#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    pub range: Range<usize>,
}

impl Token {
    pub fn is_sign(&self, sign: u8) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The tokens of a script in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { text, at: 0, tokens: Vec::new(), templates: Vec::new(), left: 8 * text.len() };
    while let Some(character) = reader.rest().chars().next() {
        reader.token(character);
    }
    reader.tokens
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    /// For each template that is open, how many braces are open in the part of it that is code.
    templates: Vec<usize>,
    /// How many bytes may still be looked at for the end of an expression. Of those that have none each would go through the whole line.
    left: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) {
        self.tokens.push(Token { kind, range });
    }

    fn token(&mut self, character: char) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.at += rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len());
        } else if let Some(comment) = rest.strip_prefix("/*") {
            self.at += comment.find("*/").map_or(rest.len(), |end| end + 4);
        } else if character == '/' && self.begins_an_expression() {
            self.expression();
        } else if character == '"' || character == '\'' {
            self.string(character);
        } else if character == '`' {
            self.at += 1;
            self.template();
        } else if is_name(character) || character == '\\' {
            self.name();
        } else if character.is_ascii_punctuation() {
            self.sign(character as u8);
        } else {
            self.at += character.len_utf8();
        }
    }

    fn sign(&mut self, sign: u8) {
        self.at += 1;
        match (sign, self.templates.last_mut()) {
            (b'{', Some(open)) => *open += 1,
            (b'}', Some(0)) => {
                self.templates.pop();
                self.push(Kind::Sign(b')'), self.at - 1..self.at);
                self.push(Kind::Sign(b'+'), self.at - 1..self.at);
                return self.template();
            }
            (b'}', Some(open)) => *open -= 1,
            _ => {}
        }
        self.push(Kind::Sign(sign), self.at - 1..self.at);
    }

    /// True where a slash begins a regular expression, and does not divide.
    fn begins_an_expression(&self) -> bool {
        const BEFORE: [&str; 12] = [
            "return", "typeof", "case", "in", "of", "delete", "void", "throw", "else", "do", "yield", "await",
        ];
        match self.tokens.last().map(|token| &token.kind) {
            None => true,
            Some(Kind::Name(name)) => BEFORE.contains(&name.as_str()),
            Some(Kind::Sign(sign)) => !matches!(sign, b')' | b']'),
            Some(Kind::Text(_) | Kind::Expression) => false,
        }
    }

    fn expression(&mut self) {
        let start = self.at;
        let (mut escaped, mut in_class) = (false, false);
        let left = self.left;
        for (at, character) in self.rest().char_indices().skip(1).take_while(|(at, _)| *at < left) {
            self.left = left - at;
            match character {
                '\n' | '\r' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    self.at += at + 1;
                    return self.push(Kind::Expression, start..self.at);
                }
                _ => {}
            }
        }
        self.sign(b'/');
    }

    fn name(&mut self) {
        let start = self.at;
        let mut name = String::new();
        while let Some(character) = self.rest().chars().next() {
            if character == '\\' {
                name.extend(self.escape());
            } else if is_name(character) {
                name.push(character);
                self.at += character.len_utf8();
            } else {
                break;
            }
        }
        self.push(Kind::Name(name), start..self.at);
    }

    fn string(&mut self, quote: char) {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        while let Some(character) = self.rest().chars().next() {
            match character {
                '\\' => value.extend(self.escape()),
                '\n' | '\r' => break,
                _ if character == quote => break,
                _ => {
                    value.push(character);
                    self.at += character.len_utf8();
                }
            }
        }
        self.push(Kind::Text(value), start..self.at);
        self.at += usize::from(self.rest().starts_with(quote));
    }

    /// The part of a template from here to where code begins in it, or to its end.
    fn template(&mut self) {
        let start = self.at;
        let mut value = String::new();
        while let Some(character) = self.rest().chars().next() {
            let is_code = self.rest().starts_with("${");
            if is_code || character == '`' {
                self.push(Kind::Text(value), start..self.at);
                self.at += if is_code { 2 } else { 1 };
                if is_code {
                    self.push(Kind::Sign(b'+'), self.at - 2..self.at);
                    self.push(Kind::Sign(b'('), self.at - 2..self.at);
                    self.templates.push(0);
                }
                return;
            }
            if character == '\\' {
                value.extend(self.escape());
            } else {
                value.push(character);
                self.at += character.len_utf8();
            }
        }
        self.push(Kind::Text(value), start..self.at);
    }

    /// The character that an escape stands for; none for a line that goes on.
    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let rest = self.rest();
        let first = rest.chars().next()?;
        self.at += if rest.starts_with("\r\n") { 2 } else { first.len_utf8() };
        let digits = match first {
            'x' => rest.get(1..3),
            'u' if rest[1..].starts_with('{') => {
                // No number needs more than a few digits.
                let part = rest.as_bytes().iter().take(12).position(|byte| *byte == b'}');
                self.at += part.map_or(0, |_| 2);
                part.and_then(|end| rest.get(2..end))
            }
            'u' => rest.get(1..5),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => return None,
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'b' => return Some('\u{8}'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            '0'..='7' => {
                let digits = rest.bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let number = u32::from_str_radix(&rest[..digits], 8).ok()?;
                let digits = if number > 0xff { digits - 1 } else { digits };
                self.at += digits - 1;
                return char::from_u32(u32::from_str_radix(&rest[..digits], 8).ok()?);
            }
            other => return Some(other),
        };
        let number = digits.and_then(|digits| Some((digits.len(), u32::from_str_radix(digits, 16).ok()?)));
        let Some((length, number)) = number else { return Some(first) };
        self.at += length;
        char::from_u32(number)
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || character == '_'
        || character == '$'
        || !character.is_ascii() && !character.is_whitespace()
}
