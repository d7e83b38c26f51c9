//! The cookie register.

use std::sync::LazyLock;

use super::codes;
use super::localized::Localized;
use super::raw;
use super::values::report_missing;
use crate::locale::Lang;
use crate::source::toml::{BAD_TOML, TomlReader};
use crate::source::{FileId, Finding, Findings, Sources, Span};

/// The cookies and like technologies that a cookie notice lists.
#[derive(Debug)]
pub struct CookieRegister {
    pub file: FileId,
    /// True if the file is not valid TOML: what is missing in it may only be unread.
    pub is_broken: bool,
    pub categories: Vec<Category>,
    pub cookies: Vec<Cookie>,
}

/// A group of cookies.
#[derive(Debug)]
pub struct Category {
    pub id: String,
    pub name: Localized<String>,
    /// Its id.
    pub span: Span,
}

/// One cookie.
#[derive(Debug)]
pub struct Cookie {
    pub name: String,
    pub category: String,
    pub provider: Localized<String>,
    pub purpose: Localized<String>,
    pub kind: Localized<String>,
    pub duration: Localized<String>,
    /// Its name.
    pub span: Span,
}

impl CookieRegister {
    /// The cookies of one category, or all.
    pub fn of_category<'a>(&'a self, category: Option<&'a str>) -> impl Iterator<Item = &'a Cookie> {
        self.cookies.iter().filter(move |cookie| category.is_none_or(|wanted| cookie.category == wanted))
    }

    /// True if the register has that category.
    pub fn has_category(&self, id: &str) -> bool {
        self.categories.iter().any(|category| category.id == id)
    }
}

/// Reads a `cookies.toml`.
pub fn read(file: FileId, sources: &Sources, languages: &[Lang], findings: &mut Findings) -> CookieRegister {
    static READER: LazyLock<TomlReader<raw::Cookies>> = LazyLock::new(TomlReader::default);
    let before = findings.len();
    let raw = READER.read(file, &sources.get(file).text, 0, findings);
    let is_broken = findings.iter().skip(before).any(|finding| *finding.code == BAD_TOML);
    let mut categories = Vec::new();
    for category in raw.category {
        let Some(id) = category.id else {
            report_missing(file, "id", "id = \"necessary\" to every [[category]]", findings);
            continue;
        };
        let span = Span::new(file, id.range);
        if let Some(first) = categories.iter().find(|category: &&Category| category.id == id.value) {
            findings.push(codes::twice("category", &id.value, span, first.span));
            continue;
        }
        let name = Localized::of(category.name, file, languages, findings);
        categories.push(Category { id: id.value, name, span });
    }
    let mut register = CookieRegister { file, is_broken, categories, cookies: Vec::new() };
    for entry in raw.cookie {
        let span = Span::new(file, entry.range);
        let cookie = entry.value;
        let Some(name) = cookie.name else {
            findings.push(Finding::new(
                &codes::MISSING_KEY,
                span,
                "this cookie has no `name`",
                "add the name that browsers show",
            ));
            continue;
        };
        if let Some(category) = &cookie.category
            && !register.has_category(&category.value)
        {
            let known: Vec<&str> = register.categories.iter().map(|category| category.id.as_str()).collect();
            let help = match known.as_slice() {
                [] => format!("add a [[category]] with id = \"{}\"; there is none yet", category.value),
                known => format!("write one of: {}; or add a [[category]] with that id", known.join(", ")),
            };
            findings.push(Finding::new(
                &codes::BAD_VALUE,
                Span::new(file, category.range.clone()),
                format!("there is no category `{}`", category.value),
                help,
            ));
        }
        let mut local = |raw| Localized::of(raw, file, languages, findings);
        let (provider, purpose) = (local(cookie.provider), local(cookie.purpose));
        let (kind, duration) = (local(cookie.kind), local(cookie.duration));
        let category = cookie.category.map(|category| category.value).unwrap_or_default();
        let span = Span::new(file, name.range.clone());
        let name = name.value;
        register.cookies.push(Cookie { name, category, provider, purpose, kind, duration, span });
    }
    register
}
