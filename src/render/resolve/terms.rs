//! Defined terms: where a text uses them.

use std::collections::HashSet;

use crate::library::{Glossary, Term, TermSearch};
use crate::locale::Lang;

/// Finds the defined terms in a text of one language.
pub struct TermFinder<'a> {
    search: TermSearch<'a>,
    /// The terms already met in this section: each is marked once.
    in_section: HashSet<&'a str>,
    /// The terms met in the text, in order.
    used: Vec<&'a Term>,
}

/// A defined term in a piece of text.
pub struct Found<'a> {
    pub start: usize,
    pub end: usize,
    pub term: &'a Term,
}

impl<'a> TermFinder<'a> {
    /// Looks for the renderings of every term that is defined in `lang`. `None` if there is none.
    pub fn new(glossary: &'a Glossary, lang: &Lang) -> Option<Self> {
        let defined = glossary.terms.iter().filter(|term| term.definition.contains_key(lang));
        let search = TermSearch::of(defined, lang)?;
        Some(TermFinder { search, in_section: HashSet::new(), used: Vec::new() })
    }

    /// A new section begins.
    pub fn begin_section(&mut self) {
        self.in_section.clear();
    }

    /// The terms in `text` that the section has not had yet, in order.
    pub fn find(&mut self, text: &str) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for (place, term) in self.search.within(text) {
            if !self.in_section.insert(&term.id) {
                continue;
            }
            if !self.used.iter().any(|used| used.id == term.id) {
                self.used.push(term);
            }
            found.push(Found { start: place.start, end: place.end, term });
        }
        found
    }

    /// The terms that the text has used, in order of their first use.
    pub fn used(self) -> Vec<&'a Term> {
        self.used
    }
}
