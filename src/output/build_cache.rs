//! What a build remembers to be quick the next time. It lies in `.promulgate/`, which git ignores and anybody may
//! delete; without it everything is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::OutputError;
use super::previous::{OutputFolder, Previous};
use crate::disk::{OWN, OwnFolder};
use crate::library::reads::Reads;
use crate::source::fingerprint::{self, Fingerprint};
use crate::source::{Code, Edit, Finding, Findings, Label, Place, Severity, Sources, Span, human};

/// Where it lies, below [`OWN`].
const BUILDS: &str = "builds";

/// What is known of the last build into one folder.
#[derive(Debug)]
pub struct BuildCache {
    root: PathBuf,
    out: PathBuf,
    /// The name of its file.
    name: String,
    last: Option<Last>,
    /// Every code that a finding can have.
    codes: Vec<&'static Code>,
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
    /// The paths of its files, as the manifest has them: should that be lost, they tell that the tree is the program's own.
    #[serde(default)]
    files: BTreeSet<String>,
    policies: BTreeMap<String, StoredPolicy>,
    /// Those that are in no policy's texts.
    findings: Vec<StoredFinding>,
}

/// A policy with its addenda, as the last build met it.
#[derive(Debug, Serialize, Deserialize)]
struct StoredPolicy {
    /// Of its own files, and what all policies share.
    key: String,
    /// What was read of others, and the digest of what they said.
    #[serde(default)]
    reads: Reads,
    #[serde(default)]
    answers: String,
    /// Those in its texts.
    findings: Vec<StoredFinding>,
}

/// What is known of a policy with its addenda from the last build, or from this one.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What was found in its texts.
    pub findings: Findings,
    /// What was read of others, to find that and to make its pages.
    pub reads: Reads,
}

/// No files at all.
static NONE: BTreeSet<String> = BTreeSet::new();

/// What is known of policies, by their names.
pub type KnownOf = BTreeMap<Arc<str>, Known>;

#[derive(Debug, Serialize, Deserialize)]
struct StoredFinding {
    code: String,
    severity: u8,
    message: String,
    path: String,
    range: Option<(usize, usize)>,
    labels: Vec<(String, (usize, usize), String)>,
    help: String,
    edits: Vec<(String, (usize, usize), String)>,
}

impl BuildCache {
    /// What is remembered in the site in `root` about builds into `out`. Findings of other codes than these are not remembered.
    ///
    /// # Errors
    /// If it cannot be read, or is a link or no file; one that says nothing that can be understood is no error.
    pub fn of(root: &Path, out: &Path, codes: Vec<&'static Code>) -> Result<Self, OutputError> {
        let out = super::resolved(out).map_err(|error| OutputError::Io(out.to_path_buf(), error))?;
        let name = format!("{}.json", fingerprint::of_bytes(out.as_os_str().as_encoded_bytes()));
        let read = || match OwnFolder::find(root, OWN)?.map(|own| own.existing(BUILDS)).transpose()?.flatten()
        {
            Some(builds) => builds.read(&name),
            None => Ok(None),
        };
        let bytes = read().map_err(|error| OutputError::Io(root.join(OWN), error))?;
        let last = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(BuildCache { root: root.to_path_buf(), out, name, last, codes })
    }

    /// The findings and the number of files of the last build, if it was made of the same as this one, and its folder is still
    /// as it left it.
    pub fn unchanged(&self, whole: Fingerprint, sources: &Sources) -> Option<(Findings, usize)> {
        let last = self.last.as_ref().filter(|last| last.whole == whole.to_string())?;
        let Ok(OutputFolder::Ours(previous)) = Previous::find(&self.out, &NONE) else { return None };
        if digest(&previous) != last.manifest {
            return None;
        }
        let paths: Vec<&String> = previous.manifest.files.keys().collect();
        let is_whole = paths.par_iter().all(|path| previous.intact(path).is_some());
        let views = last.policies.values().flat_map(|policy| &policy.findings).chain(&last.findings);
        let mut findings = self.findings(views, sources)?;
        human::sort(&mut findings, sources);
        is_whole.then_some((findings, paths.len()))
    }

    /// The policies of which `keys` and the `answers` to what was read are the same as when the tree was made that is in the output
    /// folder now.
    pub fn recall(
        &self,
        keys: &BTreeMap<Arc<str>, Fingerprint>,
        answers: impl Fn(&Reads) -> Fingerprint + Sync,
        sources: &Sources,
    ) -> KnownOf {
        let last = self.last.as_ref();
        let last = last.filter(|last| self.there().is_some_and(|there| digest(&there) == last.manifest));
        let Some(last) = last else { return KnownOf::new() };
        let recalled = keys.par_iter().filter_map(|(name, key)| {
            let policy = last.policies.get(&**name).filter(|policy| policy.key == key.to_string())?;
            let is_same = policy.answers == answers(&policy.reads).to_string();
            let findings = self.findings(&policy.findings, sources).filter(|_| is_same)?;
            Some((name.clone(), Known { findings, reads: policy.reads.clone() }))
        });
        recalled.collect()
    }

    /// Remembers a build that is in the output folder now, with its findings: those of the site, and those in the texts of each policy.
    /// What cannot be written is not remembered: the next build takes longer.
    pub fn remember(
        &self,
        whole: Fingerprint,
        policies: &BTreeMap<Arc<str>, Fingerprint>,
        answers: impl Fn(&Reads) -> Fingerprint,
        (of_site, mut known): (&[Finding], KnownOf),
        sources: &Sources,
    ) {
        let Some(there) = self.there() else { return };
        let views = |findings: &[Finding]| -> Vec<StoredFinding> {
            findings.iter().map(|finding| StoredFinding::of(finding, sources)).collect()
        };
        let policy = |(name, key): (&Arc<str>, &Fingerprint)| {
            let known = known.remove(name).unwrap_or_default();
            let policy = StoredPolicy {
                key: key.to_string(),
                answers: answers(&known.reads).to_string(),
                reads: known.reads,
                findings: views(&known.findings),
            };
            (name.to_string(), policy)
        };
        let last = Last {
            out: self.out.clone(),
            whole: whole.to_string(),
            manifest: digest(&there),
            files: there.manifest.files.into_keys().collect(),
            policies: policies.iter().map(policy).collect(),
            findings: views(of_site),
        };
        drop(self.write(&serde_json::to_vec(&last).unwrap_or_default()));
    }

    /// Findings as they were written; `None` if one speaks of a code or a file that is not there.
    fn findings<'v>(
        &self,
        views: impl IntoIterator<Item = &'v StoredFinding>,
        sources: &Sources,
    ) -> Option<Findings> {
        views.into_iter().map(|view| view.finding(&self.codes, sources)).collect()
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let builds = OwnFolder::make(&self.root, OWN)?.folder(BUILDS)?;
        builds.write(&self.name, bytes)?;
        forget_lost(&builds)
    }

    /// The paths of the files that the last build put into the folder; none if nothing is remembered.
    pub fn files(&self) -> &BTreeSet<String> {
        let last = self.last.as_ref().filter(|last| last.out == self.out);
        last.map_or(&NONE, |last| &last.files)
    }

    /// The tree that is in the output folder now.
    fn there(&self) -> Option<Previous> {
        let folder = OwnFolder::find(self.out.parent()?, self.out.file_name()?).ok()??;
        Previous::read(folder).ok()?
    }
}

/// Forgets builds whose folders are gone, and what was not written to its end.
fn forget_lost(builds: &OwnFolder) -> io::Result<()> {
    for name in builds.names()? {
        let last = builds.read(&name)?.and_then(|bytes| serde_json::from_slice::<Last>(&bytes).ok());
        if !name.ends_with(".json") || last.is_some_and(|last| !last.out.exists()) {
            builds.remove_file(&name)?;
        }
    }
    Ok(())
}

fn digest(previous: &Previous) -> String {
    fingerprint::of_bytes(&previous.manifest_bytes).to_string()
}

impl StoredFinding {
    fn of(finding: &Finding, sources: &Sources) -> Self {
        let range = |span: Span| (span.range().start, span.range().end);
        let words =
            |span: Span, text: &str| (sources.get(span.file).path.to_string(), range(span), text.to_owned());
        let label = |label: &Label| words(label.span, &label.text);
        let edit = |edit: &Edit| words(edit.span, &edit.text);
        StoredFinding {
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
            // Only an unknown key has one, which is an error, and no build with errors is remembered.
            meant: None,
            edits: self.edits.iter().map(edit).collect::<Option<_>>()?,
        })
    }
}
