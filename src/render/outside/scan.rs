//! What is found in a file, and what has to be known while it is looked through.

use std::ops::Range;

use super::address::Own;
use super::template::Variables;

/// Something that a passage of a file would have a browser do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub what: What,
}

/// What that is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// To load something from this host.
    Load(String),
    /// To send something to this host.
    Send(String),
    /// To run a script or use a style that stands in the page, said in words.
    Code(&'static str),
}

/// What a file is to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTML.
    Page,
    /// XML that is a page.
    XmlPage,
    /// SVG on its own. Styles may stand in it: they are used where it is shown as a picture.
    Picture,
}

/// What is found in one text.
pub struct Scan<'a> {
    pub own: &'a Own,
    pub found: Vec<Found>,
    /// The template, and what its variables are set to, if it is one.
    pub template: Option<(&'a str, Variables<'a>)>,
    pub depth: usize,
}

impl<'a> Scan<'a> {
    pub fn new(own: &'a Own) -> Self {
        Scan { own, found: Vec::new(), template: None, depth: 0 }
    }

    pub fn push(&mut self, at: Range<usize>, what: What) {
        self.found.push(Found { start: at.start, end: at.end, what });
    }
}
