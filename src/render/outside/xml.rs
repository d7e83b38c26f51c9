//! The tags of a picture or another file of XML, with the entities that it defines for itself.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use regex::Regex;

use super::tag::{Attribute, Passage, Tag};
use super::{html, regex};

/// How many bytes the entities of one file may grow to. Each is short, and a few of them could fill all memory.
const MOST: usize = 1 << 20;
/// As much of an entity is looked at.
const LONGEST: usize = 2048;

/// Calls `each` for the tags of the file in order. `<?xml-stylesheet?>` counts as one, of the name `?xml-stylesheet`.
pub fn tags<'t>(text: &'t str, mut each: impl FnMut(Tag<'t>)) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut file = File { text, entities: BTreeMap::new(), left: Cell::new(MOST) };
    // An element with a style or a script in it, whose end is still to come.
    let mut filled: Option<Filled<'t>> = None;
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let after = reader.buffer_position() as usize;
        if let Some(open) = &mut filled {
            match &event {
                Ok(Event::Text(words)) => open.add(&words.xml10_content(), file.place(words)),
                Ok(Event::CData(words)) => open.add(&words.xml10_content(), file.place(words)),
                Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                    Ok(Some(character)) => open.add(character.encode_utf8(&mut [0; 4]), Some(before)),
                    _ => open.add(file.entity(name).unwrap_or_default(), Some(before)),
                },
                Ok(Event::Comment(_)) => {}
                _ => filled.take().into_iter().for_each(|open| each(open.closed(before, text))),
            }
        }
        match event {
            Ok(Event::Start(start)) => {
                let tag = file.tag(&start, before..after);
                match tag.name.as_str() {
                    "style" | "script" => {
                        filled = Some(Filled { tag, content: String::new(), starts: Vec::new() })
                    }
                    _ => each(tag),
                }
            }
            Ok(Event::Empty(start)) => each(file.tag(&start, before..after)),
            Ok(Event::PI(instruction)) if instruction.target() == "xml-stylesheet" => {
                let attributes = file.attributes(instruction.attributes());
                each(Tag {
                    name: "?xml-stylesheet".to_owned(),
                    at: before..after,
                    attributes,
                    content: None,
                });
            }
            Ok(Event::DocType(kind)) => {
                for (tag_text, at) in file.define(&kind) {
                    // An entity can be a whole element.
                    html::tags(&tag_text, true, |tag| each(tag.moved_to(&at)));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // Browsers show what is before the fault. What is behind it is looked at all the same, as far as that goes.
            Err(_) => {
                let rest = after.max(before).min(text.len());
                let rest = (rest..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
                html::tags(&text[rest..], true, |tag| each(tag.moved_by(rest)));
                break;
            }
        }
    }
}

/// An element with words in it, which is still open.
struct Filled<'t> {
    tag: Tag<'t>,
    content: String,
    /// Where each part of the words begins.
    starts: Vec<usize>,
}

impl<'t> Filled<'t> {
    fn add(&mut self, words: &str, start: Option<usize>) {
        self.content.push_str(words);
        self.starts.extend(start);
    }

    fn closed(mut self, end: usize, text: &'t str) -> Tag<'t> {
        let at = match self.starts[..] {
            [start] if start + self.content.len() <= end => start..start + self.content.len(),
            _ => self.tag.at.end..end,
        };
        self.tag.content = Some(Passage::new(self.content, at, text));
        self.tag
    }
}

struct File<'t> {
    text: &'t str,
    entities: BTreeMap<String, String>,
    left: Cell<usize>,
}

impl<'t> File<'t> {
    fn tag(&self, start: &BytesStart<'_>, at: Range<usize>) -> Tag<'t> {
        let name = start.local_name().as_ref().to_ascii_lowercase();
        let mut attributes = start.html_attributes();
        attributes.with_checks(false);
        Tag { name, at, attributes: self.attributes(attributes), content: None }
    }

    fn attributes(&self, attributes: Attributes<'_>) -> Vec<Attribute<'t>> {
        let attribute = |found: quick_xml::events::attributes::Attribute<'_>| {
            let name = found.key.as_ref();
            let start = self.place(name)?;
            let value_start = self.place(&found.value).unwrap_or(start + name.len());
            let value_at = value_start..value_start + found.value.len();
            let value = unescape_with(&found.value, |name| self.entity(name));
            let value = value.map_or_else(|_| found.value.to_string(), |value| value.into_owned());
            let end = self.text.as_bytes().get(value_at.end);
            let ends = usize::from(end.is_some_and(|end| matches!(end, b'"' | b'\'')));
            let is_link = name.ends_with(":href");
            Some(Attribute {
                name: if is_link { "xlink:href".to_owned() } else { name.to_ascii_lowercase() },
                at: start..value_at.end + ends,
                value: Passage::new(value, value_at, self.text),
            })
        };
        attributes.filter_map(Result::ok).filter_map(attribute).collect()
    }

    /// Where in the file a part of it stands.
    fn place(&self, part: &str) -> Option<usize> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (start + part.len() <= self.text.len()).then_some(start)
    }

    fn entity(&self, name: &str) -> Option<&str> {
        if let Some(known) = resolve_predefined_entity(name) {
            return Some(known);
        }
        let value = self.entities.get(name)?;
        let left = self.left.get().saturating_sub(value.len());
        self.left.set(left);
        Some(if left == 0 { "" } else { value })
    }

    /// Takes note of the entities that the file defines, and returns those that hold tags, with their places.
    fn define(&mut self, kind: &str) -> Vec<(String, Range<usize>)> {
        static ENTITY: LazyLock<Regex> =
            LazyLock::new(|| regex(r#"<!ENTITY\s+([^\s%"']+)\s+(?:"([^"]*)"|'([^']*)')\s*>"#));
        let mut with_tags = Vec::new();
        let start = self.place(kind).unwrap_or_default();
        for found in ENTITY.captures_iter(kind) {
            let Some(value) = found.get(2).or_else(|| found.get(3)) else { continue };
            let resolved = unescape_with(value.as_str(), |name| self.entity(name));
            let mut resolved =
                resolved.map_or_else(|_| value.as_str().to_owned(), |resolved| resolved.into_owned());
            let end = (0..=LONGEST.min(resolved.len())).rev().find(|at| resolved.is_char_boundary(*at));
            resolved.truncate(end.unwrap_or_default());
            if resolved.contains('<') {
                with_tags.push((resolved.clone(), start + value.start()..start + value.end()));
            }
            self.entities.insert(found[1].to_owned(), resolved);
        }
        with_tags
    }
}
