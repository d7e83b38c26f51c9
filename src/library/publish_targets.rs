//! Where a site is published: `[publish.NAME]` of `promulgate.toml`.

use url::{Host, Url};

use super::codes;
use super::raw::{self, Entries};
use super::values::span;
use crate::source::toml::At;
use crate::source::{FileId, Finding, Findings, Span};

/// A place to which a site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishTarget {
    /// What people call it.
    pub name: String,
    pub scheme: Scheme,
    /// The bucket or container; empty for a folder.
    pub bucket: String,
    /// Below the bucket, without slashes around it; of a folder its path, as the address has it.
    pub prefix: String,
    /// The address of a service that speaks the same protocol.
    pub endpoint: Option<String>,
    pub region: Option<String>,
    /// How many days a file that the site no longer has stays there.
    pub grace_days: u16,
    /// How many files one publication may delete.
    pub max_deletes: usize,
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `file://`: a folder.
    File,
    /// `s3://`: S3, or a service that speaks its protocol.
    S3,
    /// `gs://`: Google Cloud Storage.
    Google,
    /// `az://`: Azure Blob Storage.
    Azure,
}

impl Scheme {
    const ALL: [Scheme; 4] = [Scheme::S3, Scheme::Google, Scheme::Azure, Scheme::File];

    /// What stands before `://`.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::File => "file",
            Scheme::S3 => "s3",
            Scheme::Google => "gs",
            Scheme::Azure => "az",
        }
    }
}

impl PublishTarget {
    /// The address, as the file has it.
    pub fn url(&self) -> String {
        let slash = if self.prefix.is_empty() || self.scheme == Scheme::File { "" } else { "/" };
        format!("{}://{}{slash}{}", self.scheme.name(), self.bucket, self.prefix)
    }
}

const EXAMPLE: &str = "url = \"s3://bucket/prefix\"";
const GRACE_DAYS: u16 = 30;
const MAX_DELETES: usize = 100;
/// How long what stands before the files' names may be, in bytes.
const MAX_PREFIX: usize = 500;
/// How long the address of a service may be, in bytes: of a longer one no request can be made.
pub const MAX_ADDRESS: usize = 2000;

pub fn resolve(raw: Entries<raw::Target>, file: FileId, findings: &mut Findings) -> Vec<PublishTarget> {
    raw.0.into_iter().filter_map(|(name, target)| resolve_one(&name, target, file, findings)).collect()
}

fn resolve_one(
    name: &At<String>,
    raw: raw::Target,
    file: FileId,
    findings: &mut Findings,
) -> Option<PublishTarget> {
    let Some(written) = raw.url else {
        // Its name may be anything, also what was pasted into the wrong place.
        let help = format!("add, for example, {EXAMPLE}");
        findings.push(Finding::new(&codes::MISSING_KEY, span(file, name), "this target has no `url`", help));
        return None;
    };
    let place = span(file, &written);
    let (scheme, url) = parse_url(&written.value, place, findings)?;
    let endpoint = raw.endpoint.and_then(|at| endpoint(&at, file, findings));
    let region = raw.region.and_then(|at| region(at, file, findings));
    let grace_days = number(raw.grace_days, "grace_days", 3660, file, findings);
    let max_deletes = number(raw.max_deletes, "max_deletes", 1_000_000, file, findings);
    Some(PublishTarget {
        name: name.value.clone(),
        scheme,
        bucket: url.host_str().unwrap_or_default().to_owned(),
        prefix: match scheme {
            Scheme::File => url.path().trim_end_matches('/').to_owned(),
            _ => url.path().trim_matches('/').to_owned(),
        },
        endpoint,
        region,
        grace_days: grace_days.and_then(|days| u16::try_from(days).ok()).unwrap_or(GRACE_DAYS),
        max_deletes: max_deletes.and_then(|many| usize::try_from(many).ok()).unwrap_or(MAX_DELETES),
    })
}

fn parse_url(written: &str, place: Span, findings: &mut Findings) -> Option<(Scheme, Url)> {
    let bad = |message: String, help: &str| Finding::new(&codes::BAD_VALUE, place, message, help);
    let url = parse(written);
    let scheme = url.as_ref().and_then(|url| Scheme::ALL.into_iter().find(|s| s.name() == url.scheme()));
    let (Some(url), Some(scheme)) = (url, scheme) else {
        let help = "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER";
        findings.push(bad("this is no address to which a site can be published".to_owned(), help));
        return None;
    };
    if holds_more(&url) {
        findings.push(secret_in("url", place));
        return None;
    }
    if scheme == Scheme::File && !is_absolute(written) {
        let message =
            "this names no folder from the root of the file system on, and would be read as if it did";
        findings.push(bad(message.to_owned(), "write three slashes and the whole path: file:///srv/site"));
        return None;
    }
    if url.has_host() == (scheme == Scheme::File) {
        let (message, help) = match scheme {
            Scheme::File => ("a folder has no host", "write three slashes: file:///srv/site"),
            _ => ("the address names no bucket", "write, for example, s3://bucket/prefix"),
        };
        findings.push(bad(message.to_owned(), help));
        return None;
    }
    if url.path().trim_matches('/').split('/').any(|part| part.is_empty()) && url.path().len() > 1 {
        findings.push(bad("the address has an empty part".to_owned(), "take the second slash out"));
        return None;
    }
    if scheme == Scheme::File {
        return Some((scheme, url));
    }
    // A name at a service has 1,024 bytes at most, and the files have names, too.
    if url.path().len() > MAX_PREFIX {
        let message = "what stands before the files' names is too long for any service";
        findings.push(bad(message.to_owned(), "write at most 500 characters behind the bucket"));
        return None;
    }
    if url.port().is_some() || !is_bucket(url.host_str().unwrap_or_default()) {
        let message = "this is no name of a bucket or container";
        findings.push(bad(
            message.to_owned(),
            "write letters, digits, hyphens and full stops: s3://bucket/prefix",
        ));
        return None;
    }
    if !url.path().chars().all(is_of_prefix) {
        let message = "what stands before the files' names has a character that not every service takes";
        findings.push(bad(message.to_owned(), "write letters, digits and ._~!$'()+,;=@- between slashes"));
        return None;
    }
    Some((scheme, url))
}

/// An address as it is written; `None` for one in which white space or a control character would be passed over.
fn parse(written: &str) -> Option<Url> {
    let is_plain = !written.chars().any(|c| c.is_control() || c.is_whitespace());
    Url::parse(written).ok().filter(|_| is_plain)
}

/// True for the address of a folder, as it is written, that begins at the root and has no part that leads up or nowhere: those
/// are passed over in addresses, and mean another folder than whoever wrote them thinks.
fn is_absolute(written: &str) -> bool {
    let path = written.split_once(':').map_or("", |(_, path)| path);
    let is_dots = |part: &str| [".", ".."].contains(&part.to_ascii_lowercase().replace("%2e", ".").as_str());
    path.starts_with('/') && !path.contains('\\') && !path.split('/').any(is_dots)
}

/// True for what can be a bucket at some service, or a container, among which `$web` is the one that Azure serves.
fn is_bucket(name: &str) -> bool {
    ["$web", "$root"].contains(&name) || (name.len() <= 222 && name.split('.').all(is_label) && is_host(name))
}

/// True for what can be the name of a region, whatever service has it: it becomes part of the name of a host.
pub fn is_region(name: &str) -> bool {
    is_label(name) && is_host(name)
}

/// True for a part of the name of a host, between full stops.
fn is_label(name: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (1..=63).contains(&name.len())
        && name.bytes().all(is_inner)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// True for what can begin the name of a host: not everything of the right letters can, such as `xn--a`.
fn is_host(name: &str) -> bool {
    Url::parse(&format!("https://{name}.example.com/")).is_ok()
}

/// True for what stands for itself in an address and in the name of an object.
fn is_of_prefix(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/._~!$'()+,;=@-".contains(c)
}

fn region(written: At<String>, file: FileId, findings: &mut Findings) -> Option<String> {
    if !is_region(&written.value) {
        let message = "this is no name of a region";
        let help = "write letters, digits and hyphens, without spaces or a line end: eu-central-1";
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, &written), message, help));
        return None;
    }
    Some(written.value)
}

/// The finding for an address with credentials in it.
fn secret_in(key: &str, place: Span) -> Finding {
    let message = format!("the `{key}` of a target must have no user, password, query or fragment");
    let help = "credentials come from the environment; see docs/publishing.md";
    Finding::new(&codes::BAD_VALUE, place, message, help)
}

/// True if an address holds what is no place: a user, a password, a query or a fragment.
fn holds_more(url: &Url) -> bool {
    !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
}

fn endpoint(written: &At<String>, file: FileId, findings: &mut Findings) -> Option<String> {
    let url = parse(&written.value);
    if url.as_ref().is_some_and(holds_more) {
        findings.push(secret_in("endpoint", span(file, written)));
        return None;
    }
    let is_good = |url: &Url| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let is_host = match url.host() {
            Some(Host::Domain(name)) => name.chars().all(is_name),
            host => host.is_some(),
        };
        let is_short = url.as_str().len() <= MAX_ADDRESS;
        ["https", "http"].contains(&url.scheme())
            && is_short
            && is_host
            && url.path().chars().all(is_of_prefix)
    };
    let Some(url) = url.filter(is_good) else {
        let message = "this is not the address of a service";
        let help = "write, for example, https://objects.example.com; credentials come from the environment";
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, written), message, help));
        return None;
    };
    Some(url.as_str().trim_end_matches('/').to_owned())
}

fn number(
    written: Option<At<i64>>,
    key: &str,
    most: i64,
    file: FileId,
    findings: &mut Findings,
) -> Option<i64> {
    let written = written?;
    if !(0..=most).contains(&written.value) {
        // Not the value: it may be a secret in the wrong line.
        let message = format!("this is no value for `{key}`");
        let help = format!("write a number from 0 to {most}");
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, &written), message, help));
        return None;
    }
    Some(written.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_part_of_a_host_is_a_region_or_a_bucket() {
        for good in ["eu-central-1", "us-east-1", "auto", "garage", "x_1"] {
            assert!(is_region(good), "{good}");
        }
        let long = "a".repeat(64);
        for bad in [
            "",
            "eu-central-1\n",
            " eu",
            "eu central",
            "a/b",
            "a?b",
            "a#b",
            "a@b",
            "é",
            "-a",
            "a.",
            "a:1",
            "xn--a",
            "a\u{1}",
            &long,
        ] {
            assert!(!is_region(bad), "{bad:?}");
        }
        for good in ["bucket", "policies.example.com", "$web", "b_1", "B1"] {
            assert!(is_bucket(good), "{good}");
        }
        for bad in ["", "a..b", ".a", "a%20b", "[::1]", "xn--a", "$other", "a b", "a\nb"] {
            assert!(!is_bucket(bad), "{bad:?}");
        }
    }
}
