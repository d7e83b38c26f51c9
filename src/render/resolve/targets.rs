//! Where links lead, and what their targets are called.

use crate::locale::Lang;
use crate::markdown::{Destination, Document, Link, plain_text};
use crate::render::escape::address;

/// Where a link leads, not yet encoded: an address of it is made by [`address`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A section of the text itself, by the id that it has in what is written.
    Section(String),
    /// A page or a file of the site, with the section on it: `/en/privacy/#cookies`. What does not stand on the site itself
    /// puts the address of the site before it.
    Site(String),
    /// Something elsewhere, as it is written: `https:`, `http:`, `mailto:` or `tel:`.
    Elsewhere(String),
}

impl Target {
    /// Returns the `href` of a link on a page of the site.
    pub fn href(&self) -> String {
        match self {
            Target::Section(id) => address(&format!("#{id}")),
            Target::Site(path) => address(path),
            Target::Elsewhere(target) => address(target),
        }
    }
}

/// A link as a reader is to be shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedLink {
    /// `None` if the target is gone: the words of the link stay.
    pub target: Option<Target>,
    /// The language of the target, `None` if it is that of the text.
    pub hreflang: Option<Lang>,
    /// What the target is called. It is shown in a link that has no words of its own; one that has some may lack it.
    pub label: Option<Label>,
}

/// Words that a link takes from its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub words: String,
    /// The language of the words, `None` if it is that of the text.
    pub lang: Option<Lang>,
}

impl Label {
    /// Words in the language of the text.
    pub fn own(words: impl Into<String>) -> Self {
        Label { words: words.into(), lang: None }
    }
}

/// Says where the links of one text lead.
pub trait Targets {
    /// Returns where `link` leads, and what is there.
    fn resolve(&self, link: &Link) -> ResolvedLink;
}

/// The links of a text that stands alone: those to other sites and to its own sections.
pub struct OwnTargets<'a> {
    pub document: &'a Document,
}

impl Targets for OwnTargets<'_> {
    fn resolve(&self, link: &Link) -> ResolvedLink {
        let (target, words) = match Destination::parse(&link.destination) {
            Destination::External(target) => (Some(Target::Elsewhere(target.to_owned())), target.to_owned()),
            Destination::Fragment(id) => own_section(self.document, &id, ""),
            _ => (None, link.destination.to_string()),
        };
        ResolvedLink { target, hreflang: None, label: Some(Label::own(words)) }
    }
}

/// A section of a text, `None` if it has none with that id, and what it is called. Its id stands behind `prefix`.
pub fn own_section(document: &Document, id: &str, prefix: &str) -> (Option<Target>, String) {
    let section = document.section(id);
    let heading = section.and_then(|section| document.heading(section));
    let words = heading.map_or_else(|| id.to_owned(), |heading| plain_text(&heading.inlines));
    (section.map(|_| Target::Section(format!("{prefix}{id}"))), words)
}
