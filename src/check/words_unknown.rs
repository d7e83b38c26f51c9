use crate::language::Table;
use crate::library::Library;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// The program does not know the words of the controlling language on which rights and duties depend.
    ///
    /// Numbers in words, negations and modals are known of English, Malay, Indonesian and Chinese. In another language that
    /// controls, a change of them is `stale`, not `critical`; figures, addresses and symbols are grave in any language. For
    /// example:
    ///
    /// ```toml
    /// controlling = "de"
    /// languages = ["de", "en"]
    /// ```
    ///
    /// Way out: let the gate of CI fail on `stale` too, with `fail_on = "stale"` in `[drift]`.
    WORDS_UNKNOWN = "words-unknown", Note;
}

pub fn check(library: &Library, findings: &mut Findings) {
    let config = &library.config;
    if config.languages.len() < 2 || Table::of(&config.controlling).is_some() {
        return;
    }
    findings.push(Finding::new(
        &WORDS_UNKNOWN,
        Span::start_of(config.theme_at.file),
        format!(
            "numbers in words, negations and modals of `{}` are not known: where they change, translations are `stale`, not `critical`",
            config.controlling
        ),
        "to be stopped by such changes, write fail_on = \"stale\" in [drift]",
    ));
}
