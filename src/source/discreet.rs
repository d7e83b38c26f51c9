//! Findings without what may be a credential: the words of one may repeat what a hidden line says.

use super::files::Sources;
use super::finding::{Finding, Label, Place};
use super::hidden;
use super::toml;

/// The names that a message may repeat: they are the program's own.
pub(crate) const NAMES: [&str; 19] = [
    "title",
    "base_url",
    "controlling",
    "languages",
    "theme",
    "zone",
    "jurisdictions",
    "drift",
    "fail_on",
    "grave",
    "build",
    "compress",
    "compare_to_in_force",
    "publish",
    "url",
    "endpoint",
    "region",
    "grace_days",
    "max_deletes",
];

/// The same finding, in words that repeat nothing of a hidden line.
pub fn discreet(finding: Finding, sources: &Sources) -> Finding {
    let mut finding = finding;
    for Label { span, text } in &mut finding.labels {
        if sources.is_hidden(*span) {
            *text = without_quoted(text);
        }
    }
    let Place::Passage(span) = finding.place else { return finding };
    if !sources.is_hidden(span) {
        return finding;
    }
    let key = sources.cut(span).trim_matches(['"', '\'']);
    if finding.code == &toml::UNKNOWN_KEY && hidden::is_credential(key) {
        finding.message = "a credential does not belong into a file".to_owned();
        finding.help = "take the line out and have the credential replaced, since whoever has the repository has it; credentials \
                        come from the environment: see docs/publishing.md"
            .to_owned();
        return finding;
    }
    let has_own_words = finding.code == &toml::WRONG_TYPE && finding.message.starts_with("expected ");
    let whole = [
        (&toml::UNKNOWN_KEY, "this key is unknown here"),
        (&toml::BAD_TOML, "this is not how TOML is written"),
        (&toml::BAD_DATE, "this is not how a day is written"),
        (&toml::WRONG_TYPE, "this value is of the wrong kind"),
    ];
    match whole.into_iter().find(|(code, _)| finding.code == *code && !has_own_words) {
        Some((_, words)) => finding.message = words.to_owned(),
        None => finding.message = without_quoted(&finding.message),
    }
    finding.help = without_quoted(&finding.help);
    finding
}

/// The words without what stands in backticks, which messages put around what a file says, but for names of the program's own.
/// What is quoted may hold backticks itself, so that all goes up to the last one.
fn without_quoted(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, quoted)) = rest.split_once('`') {
        out.push_str(before);
        let is_name = |name: &&&str| quoted.strip_prefix(**name).is_some_and(|rest| rest.starts_with('`'));
        let end = match NAMES.iter().find(is_name) {
            Some(name) => {
                out.push_str(&format!("`{name}`"));
                name.len()
            }
            None => {
                out.push_str("`…`");
                quoted.rfind('`').unwrap_or(quoted.len())
            }
        };
        rest = quoted.get(end + 1..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_quoted_only_names_of_the_program_stay() {
        for (words, shown) in [
            ("`u:S@host` is not the address of a whole host", "`…` is not the address of a whole host"),
            ("a`S`b", "a`…`b"),
            ("`a`S`b` is no state", "`…` is no state"),
            ("`title` is missing", "`title` is missing"),
            ("did you mean `region`?", "did you mean `region`?"),
            ("the `url` of `S` is", "the `url` of `…` is"),
            ("`S", "`…`"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(without_quoted(words), shown, "{words}");
        }
    }
}
