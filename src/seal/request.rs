//! What the commands that seal share: who is asked for, what stands in the way, and the records of what is sealed.

use jiff::civil::Date;

use super::staged::{NewFile, Refusal};
use crate::library::ledger::Record;
use crate::library::{Label, Library, Policy};
use crate::locale::Lang;
use crate::markdown::fingerprint;
use crate::source::toml::nearest;
use crate::source::tree::CONFIG_FILE;
use crate::source::{Finding, Place, Severity, Sources, Tree};

/// What a plan draws on: the site as it was read, with everything that was found wrong.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub library: &'a Library,
    pub tree: &'a Tree,
    pub findings: &'a [Finding],
}

/// The policy that people call `name`.
///
/// # Errors
/// If there is none.
pub fn policy<'a>(library: &'a Library, name: &str) -> Result<&'a Policy, Refusal> {
    library.find(name).map(|id| library.policy(id)).ok_or_else(|| no_policy(library, name))
}

pub fn refuse(message: impl Into<String>) -> Refusal {
    Refusal::Not(message.into())
}

/// That nothing is called so, with the name that was surely meant.
fn no_policy(library: &Library, name: &str) -> Refusal {
    let folders = || library.policies.iter().map(|policy| &*policy.folder);
    let help = match nearest(name, folders()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", folders().collect::<Vec<_>>().join(", ")),
    };
    refuse(format!("there is no policy `{name}`; {help}"))
}

/// Refuses if a file on which the policy's working texts draw has an error, or if its sealed texts are not whole.
pub fn refuse_faults(given: &Given<'_>, policy: &Policy) -> Result<(), Refusal> {
    let sources = &given.tree.sources;
    let register = given.library.cookie_register(policy);
    let register = register.map(|register| sources.get(register.file).path.clone());
    let matters = |path: &str| {
        let shared = [CONFIG_FILE, "content/contacts.toml", "content/glossary.toml"];
        shared.contains(&path) || register.as_deref() == Some(path) || is_of(policy, path)
    };
    refuse_errors(given.findings, |finding| matters(path_of(finding, sources)))
}

/// Refuses if any of the findings that matter is an error.
pub fn refuse_errors(findings: &[Finding], matters: impl Fn(&Finding) -> bool) -> Result<(), Refusal> {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    let faults: Vec<Finding> =
        findings.iter().filter(is_error).filter(|finding| matters(finding)).cloned().collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Faults(faults)) }
}

pub fn path_of<'a>(finding: &'a Finding, sources: &'a Sources) -> &'a str {
    match &finding.place {
        Place::Passage(span) => &sources.get(span.file).path,
        Place::Path(path) => path,
    }
}

/// True for a path in the folder of the policy, but not of an addendum to it.
fn is_of(policy: &Policy, path: &str) -> bool {
    let folder = format!("content/{}/", policy.folder);
    path.strip_prefix(&folder).is_some_and(|rest| !rest.starts_with("addenda/"))
}

/// The files and records of one sealing, as they come together.
pub struct Draft<'a> {
    label: &'a Label,
    released: Date,
    effective: Date,
    reason: String,
    files: Vec<NewFile>,
    records: Vec<Record>,
}

impl<'a> Draft<'a> {
    pub fn new(label: &'a Label, released: Date, effective: Date, reason: String) -> Self {
        Draft { label, released, effective, reason, files: Vec::new(), records: Vec::new() }
    }

    /// Adds a file that is in no language, by its path below `versions/`.
    pub fn add(&mut self, path: String, text: String) {
        let record = Record {
            label: self.label.clone(),
            language: None,
            revision: None,
            translates: None,
            released: self.released,
            effective: self.effective,
            sha256: fingerprint::of_bytes(text.as_bytes()),
            reason: self.reason.clone(),
            path,
        };
        let name = record.path.strip_prefix(&format!("{}/", self.label)).unwrap_or(&record.path);
        self.files.push(NewFile { path: name.to_owned(), text });
        self.records.push(record);
    }

    /// Adds a text, or the sync file of one.
    pub fn add_text(
        &mut self,
        path: &str,
        text: String,
        lang: Lang,
        revision: u32,
        translates: Option<String>,
    ) {
        self.add(path.to_owned(), text);
        if let Some(record) = self.records.last_mut() {
            record.language = Some(lang.to_string());
            record.revision = Some(revision);
            record.translates = translates;
        }
    }

    pub fn finish(self) -> (Vec<NewFile>, Vec<Record>) {
        (self.files, self.records)
    }
}
