use std::collections::BTreeSet;

use super::TextCheck;
use crate::markdown::{Block, Document, Section, plain_text};
use crate::source::{Edit, Finding, Findings, Span};

crate::codes! {
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
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for (section, heading) in document.headed_sections().filter(|(section, _)| !section.explicit) {
        let words = plain_text(&heading.inlines);
        let id = wanted_id(text, section).filter(|id| given.insert(*id));
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

/// The id that a section should have, if it is still free: of the controlling text that of the same heading in the newest
/// version, else the one made of its words; of a translation that of the heading which it translates for sure.
fn wanted_id<'t>(text: &'t TextCheck<'_>, section: &'t Section) -> Option<&'t str> {
    let document = &text.text.document;
    let is_free = |id: &&str| document.section(id).is_none_or(|other| !other.explicit);
    if text.text.translates.is_none() {
        let before = released_id(text, document.heading(section)?).filter(is_free);
        return Some(before.unwrap_or(&section.id));
    }
    let &[source] = text.sources_of(section.heading?) else { return None };
    let translated = &text.translated()?.document;
    id_of_heading(translated, |heading| heading.span == source.span).filter(is_free)
}

/// The id that the newest version has at a heading of the same words.
fn released_id<'t>(text: &'t TextCheck<'_>, heading: &Block) -> Option<&'t str> {
    let newest = *text.policy.versions_by_lang.get(&text.text.lang)?.last()?;
    let released = &text.policy.versions.get(newest)?.texts.get(&text.text.lang)?.last()?.document;
    id_of_heading(released, |other| other.text == heading.text)
}

fn id_of_heading(document: &Document, is_it: impl Fn(&Block) -> bool) -> Option<&str> {
    let mut sections = document.headed_sections();
    sections.find(|(_, heading)| is_it(heading)).map(|(section, _)| section.id.as_str())
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
