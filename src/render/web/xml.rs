//! XML, written through a library that escapes what must be.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that grows.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document with its declaration.
    pub fn document() -> Self {
        let mut xml = Xml::fragment();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.line();
        xml
    }

    /// A piece of a document.
    pub fn fragment() -> Self {
        Xml(Writer::new(Vec::new()))
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
        self.line();
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
        self.line();
    }

    /// An element with text in it.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// Appends what was written elsewhere.
    pub fn append(&mut self, fragment: &[u8]) {
        self.0.get_mut().extend_from_slice(fragment);
    }

    /// The document.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn line(&mut self) {
        self.0.get_mut().push(b'\n');
    }

    fn write(&mut self, event: Event<'_>) {
        // Nothing can go wrong where memory is all that is written to.
        self.0.write_event(event).unwrap_or_default();
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// The text without characters that XML 1.0 does not have, not even escaped.
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}
