use crate::library::{Glossary, Library};
use crate::locale::Lang;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A defined term has no rendering or no definition in a language.
    ///
    /// Readers of that language would not be told what the term means, and its use in the translation cannot be
    /// checked. For example, in `content/glossary.toml`, without Malay:
    ///
    /// ```toml
    /// [[term]]
    /// id = "account"
    /// renderings = { en = ["account"], zh-CN = ["账户"] }
    /// definition = { en = "What you sign in to.", zh-CN = "您所登录之物。" }
    /// ```
    ///
    /// Way out: add the words to the term.
    TERM_INCOMPLETE = "term-incomplete", Warning;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for (registers, sealed) in library.all_registers() {
        if let Some(glossary) = &registers.glossary {
            check_glossary(glossary, &library.config.languages, sealed, findings);
        }
    }
}

fn check_glossary(glossary: &Glossary, languages: &[Lang], sealed: bool, findings: &mut Findings) {
    if glossary.is_broken {
        return;
    }
    for term in &glossary.terms {
        let rendered = |lang: &Lang| {
            term.renderings
                .get(lang)
                .is_some_and(|all| !all.is_empty() && all.iter().all(|words| !words.trim().is_empty()))
        };
        let defined = |lang: &Lang| term.definition.get(lang).is_some_and(|words| !words.trim().is_empty());
        for (what, missing) in
            [("rendering", tags(languages, rendered)), ("definition", tags(languages, defined))]
        {
            if !missing.is_empty() {
                let message = format!("the term `{}` has no {what} in {}", term.id, missing.join(", "));
                let finding = Finding::new(&TERM_INCOMPLETE, term.span, message, "add it to the term");
                findings.push(finding.sealed(sealed));
            }
        }
    }
}

fn tags(languages: &[Lang], has: impl Fn(&Lang) -> bool) -> Vec<&str> {
    languages.iter().filter(|lang| !has(lang)).map(Lang::as_str).collect()
}
