use std::collections::{BTreeSet, HashMap};

use super::TextCheck;
use crate::markdown::{Block, Document, Fingerprint, Section, plain_text};
use crate::source::{Edit, Finding, Findings, Span};

crate::source::codes! {
    /// A heading has no id, the short name in braces by which it is found.
    ///
    /// Ids tie the section to its translations and to every link that leads to it. One made from the heading's words
    /// would change with the words, and the links would break. For example:
    ///
    /// ```markdown
    /// ## Cookies
    /// ```
    ///
    /// Way out: add one, the same in every language:
    ///
    /// ```markdown
    /// ## Cookies {#cookies}
    /// ```
    ///
    /// The title needs none. `promulgate check --fix` adds those that are missing: in the controlling text the one that
    /// the heading had when it was released, or one made of its words; in a translation that of the heading that it
    /// translates, where that is sure.
    HEADING_WITHOUT_ID = "heading-without-id", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let document = &text.text.document;
    let mut headings = document.headed_sections().filter(|(section, _)| !section.explicit).peekable();
    if headings.peek().is_none() {
        return;
    }
    let known = Known::of(text);
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for (section, heading) in headings {
        let words = plain_text(&heading.inlines);
        let id = known.wanted_id(text, section, heading).filter(|id| given.insert(*id));
        let help = match id {
            Some(id) => {
                let hashes = "#".repeat(usize::from(section.level));
                format!("add one in braces, the same in every language: {hashes} {words} {{#{id}}}")
            }
            None => {
                "add the id that this section has in the controlling text, for example {#cookies}".to_owned()
            }
        };
        let message = format!("the heading “{words}” has no id");
        let finding = Finding::new(&HEADING_WITHOUT_ID, heading.span, message, help);
        let edit = id.and_then(|id| added(text.sources.cut(heading.span), heading.span, id));
        findings.push(finding.mended_by(edit.into_iter().collect()));
    }
}

/// The ids that headings have elsewhere.
enum Known<'t> {
    /// Of a translation: by heading of the text that it translates.
    Translated(HashMap<Span, &'t str>),
    /// Of the controlling text: by the words of a heading of the newest version.
    Released(HashMap<Fingerprint, &'t str>),
}

impl<'t> Known<'t> {
    fn of(text: &TextCheck<'t>) -> Self {
        if text.text.translates.is_some() {
            let translated = text.translated().map(|translated| &translated.document);
            let headings = translated.into_iter().flat_map(Document::headed_sections);
            return Known::Translated(
                headings.map(|(section, heading)| (heading.span, section.id.as_str())).collect(),
            );
        }
        let mut ids = HashMap::new();
        for (section, heading) in newest(text).into_iter().flat_map(Document::headed_sections) {
            ids.entry(heading.text).or_insert(section.id.as_str());
        }
        Known::Released(ids)
    }

    /// The id that a section should have, if it is still free: of the controlling text that of the same heading in the newest
    /// version, else the one made of its words; of a translation that of the heading which it translates for sure.
    fn wanted_id(&self, text: &TextCheck<'t>, section: &'t Section, heading: &Block) -> Option<&'t str> {
        let is_free = |id: &&str| text.text.document.section(id).is_none_or(|other| !other.explicit);
        match self {
            Known::Released(ids) => {
                Some(ids.get(&heading.text).copied().filter(is_free).unwrap_or(&section.id))
            }
            Known::Translated(ids) => {
                let &[source] = text.sources_of(section.heading?) else { return None };
                ids.get(&source.span).copied().filter(is_free)
            }
        }
    }
}

/// The newest version of the text.
fn newest<'t>(text: &TextCheck<'t>) -> Option<&'t Document> {
    let newest = text.policy.versions().in_language(&text.text.lang).next_back()?;
    Some(&newest.texts.get(&text.text.lang)?.last()?.document)
}

/// The edit that gives a heading an id, in the first line of its Markdown, or in the braces that are there already.
fn added(heading: &str, span: Span, id: &str) -> Option<Edit> {
    let line = heading.lines().next()?.trim_end();
    let behind_hashes = line.trim_start_matches('#');
    let has_hashes =
        line.starts_with('#') && (behind_hashes.is_empty() || behind_hashes.starts_with([' ', '\t']));
    if !has_hashes && heading.trim_end().lines().count() != 2 {
        return None; // its words take several lines
    }
    if line.trim_end_matches('#').ends_with([' ', '\t']) {
        return None; // hashes that close a heading, or are its only words: parsers do not agree
    }
    let start = span.range().start;
    let (at, text) = match line.strip_suffix('}').and_then(|words| words.rfind('{')) {
        Some(brace) => (start + brace + 1, format!("#{id} ")),
        None => (start + line.len(), format!(" {{#{id}}}")),
    };
    Some(Edit { span: Span::new(span.file, at..at), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, edit};

    fn check(heading: &str, expected: &str) {
        let file = Sources::default().add("a.md".into(), heading.into());
        let span = Span::new(file, 0..heading.len());
        let finding = Finding::new(&HEADING_WITHOUT_ID, span, "", "");
        let finding = finding.mended_by(added(heading, span, "id").into_iter().collect());
        assert_eq!(edit::mended(heading, &[&finding]).as_deref().unwrap_or(heading), expected);
    }

    #[test]
    fn an_id_comes_behind_the_words() {
        check("## Your rights", "## Your rights {#id}");
        check("## Your rights  \n", "## Your rights {#id}  \n");
        check("## Your rights ##", "## Your rights ##");
        check("## C#", "## C# {#id}");
        check("## 权利 {.local}", "## 权利 {#id .local}");
        check("Your rights\n===", "Your rights {#id}\n===");
        check("Your\nrights\n---", "Your\nrights\n---");
    }
}
