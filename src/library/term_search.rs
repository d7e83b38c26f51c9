//! Where texts of one language use terms of a glossary.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::glossary::Term;
use crate::locale::Lang;
use crate::markdown::is_cjk;

/// Finds terms by their accepted renderings, the longest first, in capitals or not.
#[derive(Debug)]
pub struct TermSearch<'a> {
    searcher: AhoCorasick,
    /// By pattern.
    terms: Vec<&'a Term>,
}

impl<'a> TermSearch<'a> {
    /// Looks for `terms` in `lang`. `None` if none of them has a rendering there.
    pub fn of(terms: impl Iterator<Item = &'a Term>, lang: &Lang) -> Option<Self> {
        let renderings = terms.flat_map(|term| {
            let all = term.renderings.get(lang).into_iter().flatten();
            all.filter(|rendering| !rendering.is_empty()).map(move |rendering| (rendering, term))
        });
        let (patterns, terms): (Vec<&String>, Vec<&Term>) = renderings.unzip();
        let mut builder = AhoCorasick::builder();
        let builder = builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
        let searcher = (!terms.is_empty()).then(|| builder.build(patterns).ok()).flatten()?;
        Some(TermSearch { searcher, terms })
    }

    /// Every use in a text, in order.
    pub fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'a Term)> + 't {
        self.searcher.find_iter(text).filter_map(move |found| {
            let term = self.terms.get(found.pattern().as_usize()).copied()?;
            stands_alone(text, found.range()).then_some((found.range(), term))
        })
    }
}

/// True if no letter or digit touches the match: `account` is not in `accountant`. Chinese has no spaces, so there every
/// match counts.
fn stands_alone(text: &str, place: Range<usize>) -> bool {
    let inside = &text[place.clone()];
    let touches = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(|outer| outer.is_alphanumeric() && !is_cjk(outer))
            && inner.is_some_and(|inner| !is_cjk(inner))
    };
    !touches(text[..place.start].chars().next_back(), inside.chars().next())
        && !touches(text[place.end..].chars().next(), inside.chars().next_back())
}
