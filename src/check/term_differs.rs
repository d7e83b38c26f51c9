use aho_corasick::{AhoCorasick, MatchKind};

use super::TextCheck;
use super::passages::quoted;
use crate::library::Term;
use crate::markdown::is_cjk;
use crate::source::{Finding, Findings};

crate::codes! {
    /// A passage of a translation has none of the accepted renderings of a term that the controlling passage uses.
    ///
    /// A term of `glossary.toml` means one thing. Called by another name, as 帐号 beside 账户, it seems to be another thing.
    /// A pronoun may well stand in its place; nobody but a person can tell, so this is a note.
    ///
    /// Way out: write one of the renderings, or add the one that stands there to the term.
    TERM_DIFFERS = "term-differs", Note;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(finder) = Finder::of(text) else { return };
    for passage in text.passages().iter().filter(|passage| !passage.is_code()) {
        let own = passage.prose.to_lowercase();
        for (used, term) in finder.terms(&passage.source_prose) {
            let accepted = term.renderings.get(&text.text.lang).map_or(&[][..], Vec::as_slice);
            if accepted.is_empty() || accepted.iter().any(|rendering| own.contains(&rendering.to_lowercase()))
            {
                continue;
            }
            let wanted = quoted(accepted.iter().map(String::as_str));
            let finding = Finding::new(
                &TERM_DIFFERS,
                passage.place(text, "\n"),
                format!("what this translates speaks of “{used}”, but this has no {wanted}"),
                "write the term as the glossary has it, or add your rendering to the glossary",
            );
            text.report(passage.at(), finding.label(term.span, "the term"), findings);
        }
    }
}

/// English phrases in which a word is no term, with what stands before it and after it.
const IDIOMS: [(&str, &str, &str); 4] =
    [("into ", "account", ""), ("on ", "account", " of"), ("", "accounts", " for"), ("", "account", " for")];

/// Finds terms in the controlling language.
struct Finder<'a> {
    searcher: AhoCorasick,
    /// The term of each pattern.
    terms: Vec<&'a Term>,
}

impl<'a> Finder<'a> {
    /// Nothing if there is no term to look for.
    fn of(text: &TextCheck<'a>) -> Option<Self> {
        text.translated()?;
        let controlling = &text.library.config.controlling;
        let all = text.glossary()?.terms.iter();
        let (patterns, terms): (Vec<&str>, Vec<&Term>) = all
            .flat_map(|term| {
                let renderings = term.renderings.get(controlling).into_iter().flatten();
                renderings.map(move |rendering| (rendering.as_str(), term))
            })
            .filter(|(rendering, _)| !rendering.is_empty())
            .unzip();
        let searcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns)
            .ok()?;
        (!terms.is_empty()).then_some(Finder { searcher, terms })
    }

    /// The terms that a passage uses, each once, as they are written there first.
    fn terms<'w>(&self, words: &'w str) -> Vec<(&'w str, &'a Term)> {
        let mut found: Vec<(&str, &Term)> = Vec::new();
        for hit in self.searcher.find_iter(words) {
            let Some(term) = self.terms.get(hit.pattern().as_usize()).copied() else { continue };
            let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
            let stands_alone = !touches(words[..hit.start()].chars().next_back())
                && !touches(words[hit.end()..].chars().next());
            let is_idiom = IDIOMS.iter().any(|(before, term, after)| {
                words[hit.range()].eq_ignore_ascii_case(term)
                    && words[..hit.start()].ends_with(before)
                    && words[hit.end()..].starts_with(after)
            });
            if stands_alone && !is_idiom && !found.iter().any(|(_, known)| known.id == term.id) {
                found.push((&words[hit.range()], term));
            }
        }
        found
    }
}
