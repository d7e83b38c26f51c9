//! Where a site is published: `[publish.NAME]` of `promulgate.toml`.

use url::Url;

use super::codes;
use super::config::span;
use super::raw::{self, Entries};
use crate::source::toml::At;
use crate::source::tree::CONFIG_FILE;
use crate::source::{FileId, Finding, Findings, Place, Span};

/// A place to which a site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
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

impl Target {
    /// The address, as the file has it.
    pub fn url(&self) -> String {
        let slash = if self.prefix.is_empty() || self.scheme == Scheme::File { "" } else { "/" };
        format!("{}://{}{slash}{}", self.scheme.name(), self.bucket, self.prefix)
    }
}

const EXAMPLE: &str = "url = \"s3://bucket/prefix\"";
const GRACE_DAYS: u16 = 30;
const MAX_DELETES: usize = 100;

pub fn resolve(raw: Entries<raw::Target>, file: FileId, findings: &mut Findings) -> Vec<Target> {
    raw.0.into_iter().filter_map(|(name, target)| resolve_one(&name, target, file, findings)).collect()
}

fn resolve_one(name: &At<String>, raw: raw::Target, file: FileId, findings: &mut Findings) -> Option<Target> {
    let Some(written) = raw.url else {
        let message = format!("the target `{}` has no `url`", name.value);
        let help = format!("add, for example, {EXAMPLE}");
        findings.push(Finding::new(&codes::MISSING_KEY, span(file, name), message, help));
        return None;
    };
    let place = span(file, &written);
    let (scheme, url) = parse_url(&written.value, place, findings)?;
    let endpoint = raw.endpoint.and_then(|at| endpoint(&at, file, findings));
    let grace_days = number(raw.grace_days, "grace_days", 3660, file, findings);
    let max_deletes = number(raw.max_deletes, "max_deletes", 1_000_000, file, findings);
    Some(Target {
        name: name.value.clone(),
        scheme,
        bucket: url.host_str().unwrap_or_default().to_owned(),
        prefix: match scheme {
            Scheme::File => url.path().trim_end_matches('/').to_owned(),
            _ => url.path().trim_matches('/').to_owned(),
        },
        endpoint,
        region: raw.region.map(|at| at.value),
        grace_days: grace_days.and_then(|days| u16::try_from(days).ok()).unwrap_or(GRACE_DAYS),
        max_deletes: max_deletes.and_then(|many| usize::try_from(many).ok()).unwrap_or(MAX_DELETES),
    })
}

fn parse_url(written: &str, place: Span, findings: &mut Findings) -> Option<(Scheme, Url)> {
    let bad = |message: String, help: &str| Finding::new(&codes::BAD_VALUE, place, message, help);
    let url = Url::parse(written).ok();
    let scheme = url.as_ref().and_then(|url| Scheme::ALL.into_iter().find(|s| s.name() == url.scheme()));
    let (Some(url), Some(scheme)) = (url, scheme) else {
        let help = "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER";
        findings.push(bad("this is no address to which a site can be published".to_owned(), help));
        return None;
    };
    if holds_more(&url) {
        findings.push(secret_in("url"));
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
    Some((scheme, url))
}

/// The finding for an address with credentials in it. It has no passage: that would print them.
fn secret_in(key: &str) -> Finding {
    let message = format!("the `{key}` of a target must have no user, password, query or fragment");
    let help = "credentials come from the environment; see docs/publishing.md";
    Finding::new(&codes::BAD_VALUE, Place::Path(CONFIG_FILE.into()), message, help)
}

/// True if an address holds what is no place: a user, a password, a query or a fragment.
fn holds_more(url: &Url) -> bool {
    !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
}

fn endpoint(written: &At<String>, file: FileId, findings: &mut Findings) -> Option<String> {
    let url = Url::parse(&written.value).ok();
    if url.as_ref().is_some_and(holds_more) {
        findings.push(secret_in("endpoint"));
        return None;
    }
    let is_good = |url: &Url| ["https", "http"].contains(&url.scheme()) && url.has_host();
    if url.as_ref().is_none_or(|url| !is_good(url)) {
        let message = "this is not the address of a service";
        let help = "write, for example, https://objects.example.com; credentials come from the environment";
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, written), message, help));
        return None;
    }
    Some(written.value.trim_end_matches('/').to_owned())
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
        let message = format!("{} is no value for `{key}`", written.value);
        let help = format!("write a number from 0 to {most}");
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, &written), message, help));
        return None;
    }
    Some(written.value)
}
