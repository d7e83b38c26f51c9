use std::collections::HashMap;

use crate::library::{Config, CookieRegister, Library, Localized};
use crate::source::{Code, Finding, Findings, Severity, Span};

crate::source::codes! {
    /// A cookie lacks its purpose, provider, kind, duration or category, in some or all languages; or is listed twice.
    ///
    /// Consent to a cookie holds only if people could read what it is for. Where the words are there in the controlling
    /// language, readers of the others see those, marked as what they are, and it is only a warning. For example, on a
    /// site in three languages:
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
            check_register(cookies, &library.config, sealed, findings);
        }
    }
}

fn check_register(register: &CookieRegister, config: &Config, sealed: bool, findings: &mut Findings) {
    if register.is_broken {
        return;
    }
    let mut push = |span: Span, lack: Lack| {
        let help = match lack.has_fallback {
            true => format!("add it; until then readers see it in {}", config.controlling),
            false => "add it, so that people can read what they agree to".to_owned(),
        };
        findings.push(lack.finding(&COOKIE_INCOMPLETE, span, help).sealed(sealed));
    };
    for category in &register.categories {
        // One name may stand for all languages, or none, but not for some.
        let lack = Lack::of(&category.name, config, || format!("the category `{}` has no name", category.id));
        if matches!(category.name, Localized::Each(_)) {
            lack.into_iter().for_each(|lack| push(category.span, lack));
        }
    }
    for cookie in &register.cookies {
        let fields = [
            ("purpose", &cookie.purpose),
            ("provider", &cookie.provider),
            ("kind", &cookie.kind),
            ("duration", &cookie.duration),
        ];
        for (field, value) in fields {
            let lack = Lack::of(value, config, || format!("the cookie `{}` has no {field}", cookie.name));
            lack.into_iter().for_each(|lack| push(cookie.span, lack));
        }
    }
    let mut seen = HashMap::new();
    for cookie in &register.cookies {
        let name = &cookie.name;
        let mut push = |message: String, help: &str| {
            let finding = Finding::new(&COOKIE_INCOMPLETE, cookie.span, message, help).sealed(sealed);
            findings.push(finding);
        };
        if cookie.category.is_empty() {
            push(format!("the cookie `{name}` has no category"), "add category = \"…\" with the id of one");
        }
        if seen.insert(name, cookie.span).is_some() {
            push(format!("the cookie `{name}` is listed twice"), "take one of the entries out");
        }
    }
}

/// What an entry of a register lacks in some languages.
pub struct Lack {
    message: String,
    /// True if readers see the words of the controlling language instead, marked as what they are.
    pub has_fallback: bool,
}

impl Lack {
    /// `None` if the value is there in every language.
    pub fn of<T>(value: &Localized<T>, config: &Config, what: impl FnOnce() -> String) -> Option<Self> {
        let missing = value.missing(&config.languages);
        (!missing.is_empty()).then(|| Lack {
            message: format!("{} in {}", what(), missing.join(", ")),
            has_fallback: value.get(&config.controlling).is_some(),
        })
    }

    /// A fault, or where readers see the controlling words a warning.
    pub fn finding(self, code: &'static Code, span: Span, help: impl Into<String>) -> Finding {
        let finding = Finding::new(code, span, self.message, help);
        let severity = if self.has_fallback { Severity::Warning } else { finding.severity };
        Finding { severity, ..finding }
    }
}
