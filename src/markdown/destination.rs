//! Where links lead.

use percent_encoding::percent_decode_str;

/// What a link's target is, by its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination<'a> {
    /// `https:`, `http:`, `mailto:` or `tel:`, passed through as written.
    External(&'a str),
    /// `#id`: a section of the same text.
    Fragment(String),
    /// `policy:NAME`, with a section and a pinned language if they are given.
    Policy { policy: &'a str, section: Option<String>, lang: Option<&'a str> },
    /// A path: `/en/privacy/` on the site, or `../cookies/en.md` to a file beside this one. The query behind it is as it
    /// is written.
    Path { path: String, query: Option<&'a str>, section: Option<String> },
    /// Any other scheme, or a target that browsers could take for another host.
    Forbidden,
}

impl<'a> Destination<'a> {
    /// Sorts a link target as it is written.
    ///
    /// Schemes are told apart as RFC 3986 does. Control characters and backslashes, which browsers drop or turn
    /// into slashes (WHATWG URL Standard), make a target forbidden: it would not lead where it seems to.
    pub fn parse(target: &'a str) -> Self {
        let target = target.trim();
        if target.contains(|c: char| c.is_control() || c == '\\') || target.starts_with("//") {
            return Destination::Forbidden;
        }
        match scheme(target) {
            Some(scheme)
                if ["https", "http", "mailto", "tel"].iter().any(|s| s.eq_ignore_ascii_case(scheme)) =>
            {
                Destination::External(target)
            }
            Some("policy") => policy(&target["policy:".len()..]),
            Some(_) => Destination::Forbidden,
            None => local(target),
        }
    }
}

/// The scheme before the first colon (RFC 3986, 3.1).
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut characters = scheme.chars();
    let first = characters.next()?.is_ascii_alphabetic();
    (first && characters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))).then_some(scheme)
}

/// `NAME?lang=ms#section`, the parts behind the name in any order.
fn policy(rest: &str) -> Destination<'_> {
    let name_end = rest.find(['#', '?']).unwrap_or(rest.len());
    let (policy, mut rest) = rest.split_at(name_end);
    let (mut section, mut lang) = (None, None);
    while let Some(sign) = rest.chars().next() {
        let end = rest[1..].find(['#', '?']).map_or(rest.len(), |at| at + 1);
        let part = &rest[1..end];
        match part.strip_prefix("lang=") {
            Some(tag) if sign == '?' => lang = Some(tag),
            _ if sign == '#' => section = Some(decode(part)),
            _ => return Destination::Forbidden,
        }
        rest = &rest[end..];
    }
    Destination::Policy { policy: policy.trim_matches('/'), section, lang }
}

fn local(target: &str) -> Destination<'_> {
    let (address, section) = match target.split_once('#') {
        Some(("", id)) => return Destination::Fragment(decode(id)),
        Some((address, id)) => (address, Some(decode(id))),
        None => (target, None),
    };
    let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
    Destination::Path { path: decode(path), query, section }
}

fn decode(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}
