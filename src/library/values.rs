//! Values of files as they are read: where they stand, what to say of those that lack, and language tags.

use super::codes;
use crate::locale::{self, Lang, TagFault};
use crate::source::toml::{self, At};
use crate::source::{FileId, Finding, Findings, Place, Span};

/// The passage of a value.
pub fn span<T>(file: FileId, at: &At<T>) -> Span {
    Span::new(file, at.range.clone())
}

/// Reports a key that must be there, unless the file has a fault that may well be why it was not found.
pub fn report_missing(file: FileId, key: &str, example: &str, findings: &mut Findings) {
    let of_file = |finding: &&Finding| matches!(finding.place, Place::Passage(span) if span.file == file);
    let explains = |finding: &Finding| {
        let codes = [&toml::BAD_TOML, &toml::BAD_DATE, &toml::WRONG_TYPE];
        codes.contains(&finding.code) || finding.meant.as_deref() == Some(key)
    };
    if findings.iter().rev().take_while(of_file).any(explains) {
        return;
    }
    findings.push(Finding::new(
        &codes::MISSING_KEY,
        Span::start_of(file),
        format!("`{key}` is missing"),
        format!("add, for example, {example}"),
    ));
}

/// A language tag, or a finding.
pub fn lang(file: FileId, tag: &At<String>, findings: &mut Findings) -> Option<Lang> {
    match Lang::parse(&tag.value) {
        Ok(lang) => Some(lang),
        Err(fault) => {
            let help = match &fault {
                TagFault::NotCanonical(usual) => format!("write `{usual}`"),
                TagFault::Unknown if Lang::parse(&tag.value.replace('_', "-")).is_ok() => {
                    format!("write `{}`", tag.value.replace('_', "-"))
                }
                TagFault::Unknown => {
                    "write a tag such as `en`, `zh-CN` or `ms`, as the IANA registry has it".to_owned()
                }
            };
            let message = match &fault {
                TagFault::NotCanonical(_) => {
                    format!("`{}` is not a language tag in its usual form", tag.value)
                }
                TagFault::Unknown => format!("`{}` is no language tag", tag.value),
            };
            findings.push(Finding::new(&codes::UNKNOWN_LANGUAGE, span(file, tag), message, help));
            // Reading goes on with the tag that was surely meant, so that one mistake hides no other.
            match fault {
                TagFault::NotCanonical(usual) => Lang::parse(&usual).ok(),
                TagFault::Unknown => {
                    Lang::parse(&tag.value.replace('_', "-")).ok().filter(locale::strings::is_carried)
                }
            }
        }
    }
}
