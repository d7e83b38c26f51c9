//! Defined terms.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::codes;
use super::localized;
use super::raw;
use crate::locale::Lang;
use crate::markdown;
use crate::source::toml::{BAD_TOML, TomlReader};
use crate::source::{FileId, Finding, Findings, Sources, Span};

/// The terms that the texts use in a defined sense.
#[derive(Debug)]
pub struct Glossary {
    pub file: FileId,
    /// True if the file is not valid TOML: what is missing in it may only be unread.
    pub is_broken: bool,
    pub terms: Vec<Term>,
}

/// One defined term.
#[derive(Debug)]
pub struct Term {
    /// Unique in the glossary.
    pub id: String,
    /// Every accepted rendering, the preferred one first.
    pub renderings: BTreeMap<Lang, Vec<String>>,
    pub definition: BTreeMap<Lang, String>,
    /// Its id.
    pub span: Span,
}

/// Reads a `glossary.toml`.
pub fn read(file: FileId, sources: &Sources, languages: &[Lang], findings: &mut Findings) -> Glossary {
    static READER: LazyLock<TomlReader<raw::Glossary>> = LazyLock::new(TomlReader::default);
    let before = findings.len();
    let raw = READER.read(file, &sources.get(file).text, 0, findings);
    let is_broken = findings.iter().skip(before).any(|finding| *finding.code == BAD_TOML);
    let mut glossary = Glossary { file, is_broken, terms: Vec::new() };
    for entry in raw.term {
        let span = Span::new(file, entry.range);
        let Some(id) = entry.value.id else {
            findings.push(Finding::new(
                &codes::MISSING_KEY,
                span,
                "this term has no `id`",
                "add a short name of your own, for example id = \"personal-information\"",
            ));
            continue;
        };
        let span = Span::new(file, id.range);
        if let Some(first) = glossary.terms.iter().find(|term| term.id == id.value) {
            findings.push(codes::twice("term", &id.value, span, first.span));
            continue;
        }
        if !markdown::is_good_id(&id.value) {
            findings.push(Finding::new(
                &codes::BAD_NAME,
                span,
                format!("`{}` cannot be the id of a term", id.value),
                "use letters of the English alphabet, digits, - and _, a letter first",
            ));
            continue;
        }
        let definition = localized::by_lang(entry.value.definition, file, languages, findings);
        glossary.terms.push(Term {
            id: id.value,
            renderings: localized::by_lang(entry.value.renderings, file, languages, findings),
            definition: definition.into_iter().map(|(lang, text)| (lang, text.value)).collect(),
            span,
        });
    }
    glossary
}
