//! Looks at a site that is served, as a reader's browser would ask for it.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::{StreamExt as _, stream};
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use sha2::{Digest, Sha256};
use url::Url;

use super::headers::Headers;
use super::observed::{Observation, Observed};
use super::paths::{is_for_host, served_at};
use super::verify::{self, ManifestError, Verified};
use crate::markdown::Fingerprint;
use crate::output::manifest::{FileEntry, MANIFEST};
use crate::progress::Progress;
use crate::site::delivery::{Class, Redirect};
use crate::source::tree::MAX_FILE;
use crate::source::{Secretless, with_causes, without_secrets};

/// How many redirects are followed for one file.
const REDIRECTS: usize = 5;

/// How long one file may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The page for what is not there.
const NOT_FOUND: &str = "404.html";

/// Why a served site cannot be verified.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    #[error("write the address of a site, such as https://policies.example.com")]
    Address,
    /// The system refused threads.
    #[error("cannot start")]
    Threads(#[source] io::Error),
    /// There is nothing with which to ask.
    #[error("cannot start")]
    Client(#[source] reqwest::Error),
    #[error("cannot read {MANIFEST} of {site}")]
    Unreachable {
        site: String,
        #[source]
        why: RequestError,
    },
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// Why a file of a served site cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    #[error("the server answers {0}")]
    Status(StatusCode),
    #[error("it is too large")]
    TooLarge,
    #[error("{site} has no paths")]
    NoPaths { site: String },
    /// In words: what failed may hold a password.
    #[error("{0}")]
    Failed(String),
}

/// Verifies the site that is served at an address, asking for up to `jobs` files at once.
///
/// # Errors
/// If it cannot be reached or has no manifest that a build of ours made.
pub fn verify(address: &str, jobs: usize, progress: &dyn Progress) -> Result<Verified, WebError> {
    let site = ServedSite::new(address)?;
    let runtime = super::runtime().map_err(WebError::Threads)?;
    runtime.block_on(site.look(jobs, progress)).map(verify::judge)
}

struct ServedSite {
    client: Client,
    /// With a slash at its end.
    base: Url,
}

impl ServedSite {
    fn new(address: &str) -> Result<Self, WebError> {
        let mut base = Url::parse(address).map_err(|_| WebError::Address)?;
        if base.query().is_some() || base.fragment().is_some() || !base.has_host() {
            return Err(WebError::Address);
        }
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        // Elsewhere somebody else answers; only the scheme may change.
        let host = base.host_str().map(str::to_owned);
        let policy = Policy::custom(move |attempt| {
            if attempt.previous().len() > REDIRECTS {
                attempt.error("too many redirects")
            } else if attempt.url().host_str().map(str::to_owned) != host {
                attempt.error("it redirects to another host")
            } else {
                attempt.follow()
            }
        });
        let client = Client::builder()
            .redirect(policy)
            .connect_timeout(Duration::from_secs(10))
            .timeout(TIMEOUT)
            .user_agent(concat!("promulgate/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(WebError::Client)?;
        Ok(ServedSite { client, base })
    }

    async fn look(&self, jobs: usize, progress: &dyn Progress) -> Result<Observation, WebError> {
        let read = self.manifest().await;
        let read = read.map_err(|why| WebError::Unreachable { site: self.shown(), why })?;
        let manifest = verify::manifest(&read.kept, &self.shown())?;
        let (asked, skipped): (Vec<_>, Vec<_>) =
            manifest.files.iter().partition(|(path, _)| !is_for_host(path));
        progress.begin("files read", asked.len());
        let compressed = AtomicBool::new(false);
        let looked: Vec<(String, Observed, Option<Vec<u8>>)> = stream::iter(asked)
            .map(|(path, entry)| {
                let (compressed, redirects) = (&compressed, &manifest.redirects);
                async move {
                    let (seen, bytes) = self.look_at(path, entry, redirects, compressed).await;
                    progress.step();
                    (path.clone(), seen, bytes)
                }
            })
            .buffer_unordered(jobs)
            .collect()
            .await;
        progress.end();
        let mut files: BTreeMap<String, Observed> = BTreeMap::new();
        let mut ledgers = BTreeMap::new();
        let mut notes = Vec::new();
        if !skipped.is_empty() {
            let names: Vec<&str> = skipped.iter().map(|(path, _)| path.as_str()).collect();
            notes.push(format!("not asked for, because a host does not serve them: {}", names.join(", ")));
        }
        let redirected = looked.iter().filter(|(_, seen, _)| *seen == Observed::Redirected).count();
        if redirected > 0 {
            notes.push(format!(
                "{redirected} former addresses lead to the present ones, as the manifest says"
            ));
        }
        if compressed.load(Ordering::Relaxed) {
            notes.push("the server compresses files although nobody asked it to".to_owned());
        }
        files.extend(skipped.into_iter().map(|(path, _)| (path.clone(), Observed::NotServed)));
        for (path, seen, bytes) in looked {
            if let Some(bytes) = bytes {
                ledgers.insert(path.clone(), bytes);
            }
            files.insert(path, seen);
        }
        Ok(Observation { manifest, files, ledgers, extra: Vec::new(), notes })
    }

    async fn manifest(&self) -> Result<Read, RequestError> {
        let (status, response) = self.get(MANIFEST).await?;
        if !status.is_success() {
            return Err(RequestError::Status(status));
        }
        read(response, MAX_FILE, MAX_FILE).await?.ok_or(RequestError::TooLarge)
    }

    /// What is served in the place of a file; of a ledger its bytes, too.
    async fn look_at(
        &self,
        path: &str,
        entry: &FileEntry,
        redirects: &[Redirect],
        compressed: &AtomicBool,
    ) -> (Observed, Option<Vec<u8>>) {
        let (status, response) = match self.get(path).await {
            Ok(answer) => answer,
            Err(why) => return (Observed::Unreadable(why.to_string()), None),
        };
        let leads_to = redirects.iter().find_map(|rule| rule.follow(&served_at(path)));
        if status.is_success()
            && leads_to.is_some_and(|to| self.address(&to).is_ok_and(|to| to == *response.url()))
        {
            return (Observed::Redirected, None);
        }
        // Some hosts send the page for what is not there with the status that it stands for.
        let is_good = status.is_success() || (path == NOT_FOUND && status == StatusCode::NOT_FOUND);
        match status {
            _ if is_good => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return (Observed::Missing, None),
            status => return (Observed::Unreadable(RequestError::Status(status).to_string()), None),
        }
        let header = |name: HeaderName| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        if header(reqwest::header::CONTENT_ENCODING).is_some() {
            compressed.store(true, Ordering::Relaxed);
        }
        let headers = Headers { content_type: header(CONTENT_TYPE), cache_control: header(CACHE_CONTROL) };
        let is_ledger = Class::of(path) == Class::Ledger;
        match read(response, entry.size, if is_ledger { MAX_FILE } else { 0 }).await {
            Ok(Some(read)) => {
                let seen = Observed::File { size: read.size, sha256: read.sha256, headers: Some(headers) };
                (seen, is_ledger.then_some(read.kept))
            }
            Ok(None) => (Observed::TooLarge, None),
            Err(why) => (Observed::Unreadable(why.to_string()), None),
        }
    }

    async fn get(&self, path: &str) -> Result<(StatusCode, Response), RequestError> {
        let url = self.address(&served_at(path))?;
        let response = self.client.get(url).send().await.map_err(reasons)?;
        Ok((response.status(), response))
    }

    /// The address of what is at a path of the site, from `/`.
    fn address(&self, path: &str) -> Result<Url, RequestError> {
        let mut url = self.base.clone();
        match url.path_segments_mut() {
            Ok(mut parts) => parts.pop_if_empty().extend(path.trim_start_matches('/').split('/')),
            Err(()) => return Err(RequestError::NoPaths { site: self.shown() }),
        };
        Ok(url)
    }

    /// The address as it may be printed.
    fn shown(&self) -> String {
        Secretless(self.base.as_str()).to_string()
    }
}

/// A body that was read.
struct Read {
    size: u64,
    sha256: Fingerprint,
    kept: Vec<u8>,
}

/// Reads a body of at most `most` bytes, of which `keep` are kept at most; `None` if it has more. A manifest may lie about
/// sizes, so what is not kept takes no memory.
async fn read(response: Response, most: u64, keep: u64) -> Result<Option<Read>, RequestError> {
    if response.content_length().is_some_and(|length| length > most) {
        return Ok(None);
    }
    let (mut size, mut digest, mut kept) = (0, Sha256::new(), Vec::new());
    let mut stream = response.bytes_stream();
    while let Some(part) = stream.next().await {
        let part = part.map_err(reasons)?;
        size += part.len() as u64;
        if size > most {
            return Ok(None);
        }
        digest.update(&part);
        if size <= keep {
            kept.extend_from_slice(&part);
        }
    }
    Ok(Some(Read { size, sha256: Fingerprint(digest.finalize().into()), kept }))
}

/// Why a request failed, down to the reason of the reason; without the address, which may hold a password.
fn reasons(error: reqwest::Error) -> RequestError {
    RequestError::Failed(without_secrets(&with_causes(&error.without_url())))
}
