//! What a build remembers to be quick the next time. It lies in `.promulgate/`, which git ignores and anybody may
//! delete; without it everything is made anew.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::MANIFEST;
use super::previous::{Found, Previous};
use crate::source::fingerprint::{self, Fingerprint};
use crate::source::{Code, Edit, Finding, Findings, Label, Place, Severity, Sources, Span, human};

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
    policies: BTreeMap<String, Policy>,
    /// Those that are in no policy's texts.
    findings: Vec<FindingView>,
}

/// A policy with its addenda, as the last build met it.
#[derive(Debug, Serialize, Deserialize)]
struct Policy {
    key: String,
    /// Those in its texts.
    findings: Vec<FindingView>,
}

/// Findings by the names of policies.
pub type FoundIn = BTreeMap<Arc<str>, Findings>;

#[derive(Debug, Serialize, Deserialize)]
struct FindingView {
    code: String,
    severity: u8,
    message: String,
    path: String,
    range: Option<(usize, usize)>,
    labels: Vec<(String, (usize, usize), String)>,
    help: String,
    edits: Vec<(String, (usize, usize), String)>,
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
        let views = last.policies.values().flat_map(|policy| &policy.findings).chain(&last.findings);
        let mut findings = FindingView::findings(views, sources)?;
        human::sort(&mut findings, sources);
        is_whole.then_some((findings, paths.len()))
    }

    /// The policies of which `keys` are the same as when the tree was made that is in `out` now, with what was found in their
    /// texts.
    pub fn recall(&self, keys: &BTreeMap<Arc<str>, Fingerprint>, out: &Path, sources: &Sources) -> FoundIn {
        let last = self.last.as_ref().filter(|last| manifest_digest(out).as_ref() == Some(&last.manifest));
        let Some(last) = last else { return FoundIn::new() };
        let recalled = keys.iter().filter_map(|(name, key)| {
            let policy = last.policies.get(&**name).filter(|policy| policy.key == key.to_string())?;
            Some((name.clone(), FindingView::findings(&policy.findings, sources)?))
        });
        recalled.collect()
    }

    /// Remembers a build that is in `out` now, with its findings: those of the site, and those in the texts of each policy.
    /// What cannot be written is not remembered: the next build takes longer.
    pub fn remember(
        &self,
        whole: Fingerprint,
        policies: &BTreeMap<Arc<str>, Fingerprint>,
        (of_site, of_texts): (&[Finding], &FoundIn),
        sources: &Sources,
        out: &Path,
    ) {
        let Some(manifest) = manifest_digest(out) else { return };
        let views = |findings: &[Finding]| -> Vec<FindingView> {
            findings.iter().map(|finding| FindingView::of(finding, sources)).collect()
        };
        let policy = |(name, key): (&Arc<str>, &Fingerprint)| {
            let findings = of_texts.get(name).map(|findings| views(findings)).unwrap_or_default();
            (name.to_string(), Policy { key: key.to_string(), findings })
        };
        let last = Last {
            out: self.out.clone(),
            whole: whole.to_string(),
            manifest,
            policies: policies.iter().map(policy).collect(),
            findings: views(of_site),
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
        let words =
            |span: Span, text: &str| (sources.get(span.file).path.to_string(), range(span), text.to_owned());
        let label = |label: &Label| words(label.span, &label.text);
        let edit = |edit: &Edit| words(edit.span, &edit.text);
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
            edits: finding.edits.iter().map(edit).collect(),
        }
    }

    /// Nothing if one speaks of a code or a file that is not there.
    fn findings<'v>(views: impl IntoIterator<Item = &'v Self>, sources: &Sources) -> Option<Findings> {
        static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(crate::codes);
        views.into_iter().map(|view| view.finding(&CODES, sources)).collect()
    }

    fn finding(&self, codes: &[&'static Code], sources: &Sources) -> Option<Finding> {
        let span =
            |path: &str, (start, end): (usize, usize)| Some(Span::new(sources.find(path)?, start..end));
        let code = *codes.iter().find(|code| code.name == self.code)?;
        let severities = [Severity::Note, Severity::Warning, Severity::Error];
        let label = |(path, range, text): &(String, (usize, usize), String)| {
            Some(Label { span: span(path, *range)?, text: text.clone() })
        };
        let edit = |(path, range, text): &(String, (usize, usize), String)| {
            Some(Edit { span: span(path, *range)?, text: text.clone() })
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
            edits: self.edits.iter().map(edit).collect::<Option<_>>()?,
        })
    }
}
