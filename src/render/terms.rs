//! Defined terms: where a text uses them.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::library::{Glossary, Term};
use crate::locale::Lang;
use crate::markdown::is_cjk;

/// Finds the defined terms in a text of one language.
pub struct TermFinder<'a> {
    searcher: AhoCorasick,
    /// The term of each pattern.
    terms: Vec<&'a Term>,
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
    /// Looks for the renderings of every term that is defined in `lang`. Nothing if there is none.
    pub fn new(glossary: &'a Glossary, lang: &Lang) -> Option<Self> {
        let defined = glossary.terms.iter().filter(|term| term.definition.contains_key(lang));
        let (patterns, terms): (Vec<&str>, Vec<&Term>) = defined
            .flat_map(|term| term.renderings.get(lang).into_iter().flatten().map(move |r| (r.as_str(), term)))
            .filter(|(rendering, _)| !rendering.is_empty())
            .unzip();
        let searcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns)
            .ok()?;
        (!terms.is_empty()).then(|| TermFinder {
            searcher,
            terms,
            in_section: HashSet::new(),
            used: Vec::new(),
        })
    }

    /// A new section begins.
    pub fn begin_section(&mut self) {
        self.in_section.clear();
    }

    /// The terms in `text` that the section has not had yet, in order.
    pub fn find(&mut self, text: &str) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for hit in self.searcher.find_iter(text) {
            let Some(term) = self.terms.get(hit.pattern().as_usize()).copied() else { continue };
            if !stands_alone(text, hit.start(), hit.end()) || !self.in_section.insert(&term.id) {
                continue;
            }
            if !self.used.iter().any(|used| used.id == term.id) {
                self.used.push(term);
            }
            found.push(Found { start: hit.start(), end: hit.end(), term });
        }
        found
    }

    /// The terms that the text has used, in order of their first use.
    pub fn used(self) -> Vec<&'a Term> {
        self.used
    }
}

/// True if no letter or digit touches the match: `account` is not in `accountant`. Chinese has no spaces, so there
/// every match counts.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let inside = &text[start..end];
    let touches = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(|outer| outer.is_alphanumeric() && !is_cjk(outer))
            && inner.is_some_and(|inner| !is_cjk(inner))
    };
    !touches(text[..start].chars().next_back(), inside.chars().next())
        && !touches(text[end..].chars().next(), inside.chars().next_back())
}
