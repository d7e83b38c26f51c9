//! Tags and their attributes, as both readers hand them over.

use std::borrow::Cow;
use std::ops::Range;

/// A text as a browser reads it.
#[derive(Debug, Clone)]
pub struct Passage<'t> {
    pub value: Cow<'t, str>,
    /// Where in the file it is written.
    pub at: Range<usize>,
    /// True if it is written as it is read, without entities.
    pub is_verbatim: bool,
}

impl<'t> Passage<'t> {
    pub fn new(value: impl Into<Cow<'t, str>>, at: Range<usize>, text: &str) -> Self {
        let value = value.into();
        let is_verbatim = text.get(at.clone()) == Some(&*value);
        Passage { value, at, is_verbatim }
    }

    /// Where a part of it is written: the whole, if that is written otherwise than it is read.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        match self.is_verbatim {
            true => self.at.start + part.start..self.at.start + part.end,
            false => self.at.clone(),
        }
    }
}

/// An attribute of a tag, its name in small letters.
#[derive(Debug)]
pub struct Attribute<'t> {
    pub name: String,
    pub at: Range<usize>,
    pub value: Passage<'t>,
}

/// A tag that opens an element, its name in small letters and without a prefix.
#[derive(Debug)]
pub struct Tag<'t> {
    pub name: String,
    pub at: Range<usize>,
    pub attributes: Vec<Attribute<'t>>,
    /// What stands in a `<style>` or `<script>`.
    pub content: Option<Passage<'t>>,
}

impl Tag<'_> {
    /// The same tag of a text that stands `by` bytes behind the beginning of the file.
    pub fn moved_by<'u>(self, by: usize) -> Tag<'u> {
        self.placed(|at| at.start + by..at.end + by, true)
    }

    /// The same tag of a text that stands at `place` in other words.
    pub fn moved_to<'u>(self, place: &Range<usize>) -> Tag<'u> {
        self.placed(|_| place.clone(), false)
    }

    fn placed<'u>(self, place: impl Fn(&Range<usize>) -> Range<usize>, keeps: bool) -> Tag<'u> {
        let passage = |passage: Passage<'_>| Passage {
            at: place(&passage.at),
            is_verbatim: keeps && passage.is_verbatim,
            value: Cow::Owned(passage.value.into_owned()),
        };
        let attribute = |attribute: Attribute<'_>| Attribute {
            at: place(&attribute.at),
            value: passage(attribute.value),
            name: attribute.name,
        };
        Tag {
            at: place(&self.at),
            attributes: self.attributes.into_iter().map(attribute).collect(),
            content: self.content.map(passage),
            name: self.name,
        }
    }

    /// The value of the first attribute of that name, in small letters.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut found = self.attributes.iter().filter(|attribute| attribute.name == name);
        found.next().map(|attribute| attribute.value.value.trim().to_ascii_lowercase())
    }
}
