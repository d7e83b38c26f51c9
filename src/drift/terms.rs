//! Defined terms, which are the same in every language whatever they are called there.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::library::Glossary;
use crate::locale::Lang;

/// The terms of a glossary in two languages: of the source, and of the translation.
#[derive(Debug, Clone, Copy)]
pub struct Glossed<'a> {
    pub glossary: &'a Glossary,
    pub languages: [&'a Lang; 2],
}

/// Finds the terms in texts of one language.
pub struct Terms<'a> {
    searcher: AhoCorasick,
    /// By pattern: the term's id.
    ids: Vec<&'a str>,
}

impl<'a> Terms<'a> {
    /// Looks for every accepted rendering. Nothing if the language has none.
    pub fn of(glossary: &'a Glossary, lang: &Lang) -> Option<Self> {
        let renderings = glossary.terms.iter().flat_map(|term| {
            let all = term.renderings.get(lang).into_iter().flatten();
            all.filter(|rendering| !rendering.is_empty()).map(move |rendering| (rendering, term.id.as_str()))
        });
        let (patterns, ids): (Vec<&String>, Vec<&str>) = renderings.unzip();
        let mut builder = AhoCorasick::builder();
        let builder = builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
        (!ids.is_empty())
            .then(|| builder.build(patterns).ok())
            .flatten()
            .map(|searcher| Terms { searcher, ids })
    }

    /// The ids of the terms in a text, one for each time.
    pub fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'a str> + 't {
        self.searcher.find_iter(text).filter_map(|found| self.ids.get(found.pattern().as_usize()).copied())
    }
}
