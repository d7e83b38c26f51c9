use std::collections::HashMap;

use crate::library::{CookieRegister, Library, Localized};
use crate::locale::Lang;
use crate::source::{Finding, Findings};

crate::codes! {
    /// A cookie lacks its purpose, provider, kind, duration or category, in some or all languages; or is listed twice.
    ///
    /// Consent to a cookie holds only if people could read what it is for. For example, on a site in three languages:
    ///
    /// ```toml
    /// [[cookie]]
    /// name = "session"
    /// category = "necessary"
    /// provider = "Example Cloud"
    /// purpose = { en = "Keeps you signed in." }
    /// kind = "HTTP cookie"
    /// duration = { en = "1 day", zh-CN = "1天", ms = "1 hari" }
    /// ```
    ///
    /// Way out: add the words for every language of the site:
    ///
    /// ```toml
    /// purpose = { en = "Keeps you signed in.", zh-CN = "保持登录状态。", ms = "Mengekalkan log masuk anda." }
    /// ```
    COOKIE_INCOMPLETE = "cookie-incomplete", Error;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for (registers, sealed) in library.all_registers() {
        if let Some(cookies) = &registers.cookies {
            check_register(cookies, &library.config.languages, sealed, findings);
        }
    }
}

fn check_register(register: &CookieRegister, languages: &[Lang], sealed: bool, findings: &mut Findings) {
    if register.is_broken {
        return;
    }
    for category in &register.categories {
        // One name may stand for all languages, or none, but not for some.
        let missing = missing_languages(&category.name, languages);
        if matches!(category.name, Localized::Each(_)) && !missing.is_empty() {
            let message = format!("the category `{}` has no name in {}", category.id, missing.join(", "));
            let help = "add it, so that people can read what they agree to";
            findings.push(Finding::new(&COOKIE_INCOMPLETE, category.span, message, help).sealed(sealed));
        }
    }
    let mut seen = HashMap::new();
    for cookie in &register.cookies {
        let name = &cookie.name;
        let mut push = |message: String, help: &str| {
            let finding = Finding::new(&COOKIE_INCOMPLETE, cookie.span, message, help).sealed(sealed);
            findings.push(finding);
        };
        let fields = [
            ("purpose", &cookie.purpose),
            ("provider", &cookie.provider),
            ("kind", &cookie.kind),
            ("duration", &cookie.duration),
        ];
        for (field, value) in fields {
            let missing = missing_languages(value, languages);
            if !missing.is_empty() {
                push(
                    format!("the cookie `{name}` has no {field} in {}", missing.join(", ")),
                    "add it, so that people can read what they agree to",
                );
            }
        }
        if cookie.category.is_empty() {
            push(format!("the cookie `{name}` has no category"), "add category = \"…\" with the id of one");
        }
        if seen.insert(name, cookie.span).is_some() {
            push(format!("the cookie `{name}` is listed twice"), "take one of the entries out");
        }
    }
}

/// The languages in which a value is missing or empty.
pub fn missing_languages<'a>(value: &Localized<String>, languages: &'a [Lang]) -> Vec<&'a str> {
    languages
        .iter()
        .filter(|lang| value.get(lang).is_none_or(|words| words.trim().is_empty()))
        .map(Lang::as_str)
        .collect()
}
