//! Jurisdictions: ISO 3166-1 and 3166-2 codes, and the groups that a site names.

use std::fmt;
use std::sync::Arc;

use super::{codes, countries};
use crate::source::{Finding, Span};

/// A country (`BR`), a part of one (`US-CA`) or a named group (`EEA`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction(Arc<str>);

impl Jurisdiction {
    /// A code of ISO 3166-1 alpha-2 or ISO 3166-2, in capitals.
    pub fn iso(code: &str) -> Option<Self> {
        let is_known = countries::by_code(code).is_some() || countries::is_part(code);
        is_known.then(|| Jurisdiction(code.into()))
    }

    /// The name of a group: capitals, digits and hyphens, and not an ISO code.
    pub fn group(name: &str) -> Option<Self> {
        let starts_well = name.starts_with(|c: char| c.is_ascii_uppercase());
        let good =
            name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        (starts_well && good && Self::iso(name).is_none()).then(|| Jurisdiction(name.into()))
    }

    /// True for a part of that country: `US-CA` of `US`.
    pub fn is_part_of(&self, country: &Jurisdiction) -> bool {
        self.0.strip_prefix(&*country.0).is_some_and(|rest| rest.starts_with('-'))
    }

    /// As folders and addresses write it.
    pub fn lower_case(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// As it is written in `policy.toml`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What may have been meant by a code that is none: the code in capitals, that of the country of this name, or of the one that
/// is often called so.
pub fn meant(code: &str) -> Option<String> {
    let capitals = code.to_ascii_uppercase();
    match capitals.as_str() {
        "UK" => Some("GB".to_owned()),
        _ if Jurisdiction::iso(&capitals).is_some() => Some(capitals),
        _ => countries::by_name(code).map(|country| country.code.to_owned()),
    }
}

/// The finding for a code that is none.
pub fn unknown(code: &str, span: Span) -> Finding {
    let help = match meant(code) {
        Some(meant) => format!("write `{meant}`"),
        None => "write an ISO 3166 code such as `BR` or `US-CA`, or define the group in promulgate.toml"
            .to_owned(),
    };
    Finding::new(&codes::UNKNOWN_JURISDICTION, span, format!("`{code}` is no known jurisdiction"), help)
}
