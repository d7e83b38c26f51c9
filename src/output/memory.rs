//! What a build remembers to be quick the next time. It lies in `.promulgate/`, which git ignores and anybody may
//! delete; without it everything is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::MANIFEST;
use super::previous::{Found, Previous};
use crate::source::fingerprint::{self, Fingerprint};
use crate::source::{Code, Finding, Findings, Label, Place, Severity, Sources, Span};

const FOLDER: &str = ".promulgate/builds";

/// What is known of the last build into one folder.
#[derive(Debug)]
pub struct Memory {
    out: PathBuf,
    /// Where it is kept.
    path: PathBuf,
    last: Option<Last>,
}

/// The last build.
#[derive(Debug, Serialize, Deserialize)]
struct Last {
    /// The folder.
    out: PathBuf,
    /// The key of the whole site.
    whole: String,
    /// SHA-256 of the manifest: the tree of which this is said.
    manifest: String,
    /// The keys of policies.
    policies: BTreeMap<String, String>,
    findings: Vec<FindingView>,
}

#[derive(Debug, Serialize, Deserialize)]
struct FindingView {
    code: String,
    severity: u8,
    message: String,
    path: String,
    range: Option<(usize, usize)>,
    labels: Vec<(String, (usize, usize), String)>,
    help: String,
}

impl Memory {
    /// What is remembered in the site in `root` about builds into `out`; nothing if that cannot be read.
    pub fn of(root: &Path, out: &Path) -> Self {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
        let name = fingerprint::of_bytes(out.as_os_str().as_encoded_bytes());
        let path = root.join(FOLDER).join(format!("{name}.json"));
        let last = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Memory { out, path, last }
    }

    /// The findings and the number of files of the last build, if it was made of the same as this one, and `out` is still
    /// as it left it.
    pub fn unchanged(&self, whole: Fingerprint, out: &Path, sources: &Sources) -> Option<(Findings, usize)> {
        let last = self.last.as_ref().filter(|last| last.whole == whole.to_string())?;
        let Ok(Found::Ours(previous)) = Previous::find(out) else { return None };
        if manifest_digest(out)? != last.manifest {
            return None;
        }
        let paths: Vec<&String> = previous.manifest.files.keys().collect();
        let is_whole = paths.par_iter().all(|path| previous.intact(path).is_some());
        let findings = last.findings.iter().map(|view| view.finding(sources)).collect::<Option<_>>()?;
        is_whole.then_some((findings, paths.len()))
    }

    /// The policies of which `keys` are the same as when the tree was made that is in `out` now.
    pub fn made(&self, keys: &BTreeMap<Arc<str>, Fingerprint>, out: &Path) -> BTreeSet<Arc<str>> {
        let last = self.last.as_ref().filter(|last| manifest_digest(out).as_ref() == Some(&last.manifest));
        let Some(last) = last else { return BTreeSet::new() };
        let is_same =
            |(name, key): &(&Arc<str>, &Fingerprint)| last.policies.get(&***name) == Some(&key.to_string());
        keys.iter().filter(is_same).map(|(name, _)| name.clone()).collect()
    }

    /// Remembers a build that is in `out` now. What cannot be written is not remembered: the next build takes longer.
    pub fn remember(
        &self,
        whole: Fingerprint,
        policies: &BTreeMap<Arc<str>, Fingerprint>,
        findings: &[Finding],
        sources: &Sources,
        out: &Path,
    ) {
        let Some(manifest) = manifest_digest(out) else { return };
        let last = Last {
            out: self.out.clone(),
            whole: whole.to_string(),
            manifest,
            policies: policies.iter().map(|(name, key)| (name.to_string(), key.to_string())).collect(),
            findings: findings.iter().map(|finding| FindingView::of(finding, sources)).collect(),
        };
        drop(self.write(&serde_json::to_vec(&last).unwrap_or_default()));
    }

    fn write(&self, bytes: &[u8]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&self.path)?;
        forget_lost(folder)
    }
}

/// Forgets builds whose folders are gone.
fn forget_lost(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let last = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Last>(&bytes).ok());
        if last.is_some_and(|last| !last.out.exists()) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn manifest_digest(out: &Path) -> Option<String> {
    let bytes = fs::read(out.join(MANIFEST)).ok()?;
    Some(fingerprint::of_bytes(&bytes).to_string())
}

impl FindingView {
    fn of(finding: &Finding, sources: &Sources) -> Self {
        let range = |span: Span| (span.range().start, span.range().end);
        let label = |label: &Label| {
            (sources.get(label.span.file).path.to_string(), range(label.span), label.text.clone())
        };
        FindingView {
            code: finding.code.name.to_owned(),
            severity: finding.severity as u8,
            message: finding.message.clone(),
            path: finding.path(sources).to_owned(),
            range: match finding.place {
                Place::Passage(span) => Some(range(span)),
                Place::Path(_) => None,
            },
            labels: finding.labels.iter().map(label).collect(),
            help: finding.help.clone(),
        }
    }

    /// Nothing if it speaks of a code or a file that is not there.
    fn finding(&self, sources: &Sources) -> Option<Finding> {
        let span =
            |path: &str, (start, end): (usize, usize)| Some(Span::new(sources.find(path)?, start..end));
        let code: &'static Code = crate::codes().into_iter().find(|code| code.name == self.code)?;
        let severities = [Severity::Note, Severity::Warning, Severity::Error];
        let label = |(path, range, text): &(String, (usize, usize), String)| {
            Some(Label { span: span(path, *range)?, text: text.clone() })
        };
        Some(Finding {
            code,
            severity: severities.into_iter().find(|severity| *severity as u8 == self.severity)?,
            message: self.message.clone(),
            place: match self.range {
                Some(range) => Place::Passage(span(&self.path, range)?),
                None => Place::Path(self.path.as_str().into()),
            },
            labels: self.labels.iter().map(label).collect::<Option<_>>()?,
            help: self.help.clone(),
        })
    }
}
