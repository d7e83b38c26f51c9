use std::collections::HashSet;

use super::TextCheck;
use super::passages::quoted;
use crate::library::{Term, TermSearch};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation has none of the accepted renderings of a term that the controlling passage uses.
    ///
    /// A term of `glossary.toml` means one thing. Called by another name it seems to be another thing. A pronoun may
    /// well stand in its place; nobody but a person can tell, so this is a note. For example, where the glossary says
    /// 账户:
    ///
    /// ```text
    /// en.md    You may close your account.
    /// zh-CN.md 您可以注销您的帐号。
    /// ```
    ///
    /// Way out: write one of the renderings, or add the one that stands there to the term.
    TERM_DIFFERS = "term-differs", Note;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let glossary = text.glossary().filter(|_| text.text.translates.is_some());
    let controlling = &text.library.config.controlling;
    let Some(search) = glossary.and_then(|glossary| TermSearch::of(glossary.terms.iter(), controlling))
    else {
        return;
    };
    for passage in text.passages().iter().filter(|passage| !passage.is_code()) {
        let own = passage.prose.to_lowercase();
        for (used, term) in terms(&search, &passage.source_prose) {
            let accepted = term.renderings.get(&text.text.lang).map_or(&[][..], Vec::as_slice);
            if accepted.is_empty() || accepted.iter().any(|rendering| own.contains(&rendering.to_lowercase()))
            {
                continue;
            }
            let wanted = quoted(accepted.iter().map(String::as_str));
            let finding = Finding::new(
                &TERM_DIFFERS,
                passage.prose.whole(),
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

/// The terms that a passage uses, each once, as they are written there first.
fn terms<'a, 'w>(search: &TermSearch<'a>, words: &'w str) -> Vec<(&'w str, &'a Term)> {
    let mut found: Vec<(&str, &Term)> = Vec::new();
    let mut known = HashSet::new();
    for (place, term) in search.within(words) {
        let is_idiom = IDIOMS.iter().any(|(before, term, after)| {
            words[place.clone()].eq_ignore_ascii_case(term)
                && words[..place.start].ends_with(before)
                && words[place.end..].starts_with(after)
        });
        if !is_idiom && known.insert(&term.id) {
            found.push((&words[place], term));
        }
    }
    found
}
