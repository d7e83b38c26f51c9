//! What the commands that seal share: who is asked for, what stands in the way, and the records of what is sealed.

use jiff::civil::Date;

use super::refusal::{DayRefusal, NameRefusal, Refusal};
use crate::check::PLACEHOLDER;
use crate::disk::NewFile;
use crate::library::ledger::Record;
use crate::library::outputs::{Owner, PathFault};
use crate::library::{Label, Library, Policy};
use crate::locale::Lang;
use crate::markdown::fingerprint;
use crate::source::tree::CONFIG_FILE;
use crate::source::{Finding, Findings, Severity, Tree};

/// What a plan draws on: the site as it was read, with everything that was found wrong.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub library: &'a Library,
    pub tree: &'a Tree,
    pub findings: &'a [Finding],
}

/// What shall be released, as somebody asks for it.
#[derive(Debug, Default)]
pub struct ReleaseRequest {
    /// As people call it.
    pub policy: String,
    /// By default the day of release; for a material change as late as the policy's notice asks.
    pub effective: Option<Date>,
    /// By default the effective day.
    pub label: Option<String>,
    pub material: bool,
    /// By language tag.
    pub summary: Vec<(String, String)>,
    /// May take effect before the day of release.
    pub backdate: bool,
    /// The day of release may be after today.
    pub ahead: bool,
    /// Why a material change takes effect sooner than the policy's notice asks.
    pub override_notice: Option<String>,
    /// Why a correction needs no notice.
    pub editorial: Option<String>,
}

/// The policy that people call `name`.
///
/// # Errors
/// If there is none.
pub fn policy<'a>(library: &'a Library, name: &str) -> Result<&'a Policy, Refusal> {
    Ok(library.require_policy(name)?)
}

/// Refuses if a finding in a file that `matters`, by its path, is an error.
///
/// # Errors
/// [`Refusal::Faults`], with these findings.
pub fn refuse_faults(given: &Given<'_>, matters: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    refuse_errors(given, |finding| {
        finding.severity == Severity::Error && matters(finding.path(&given.tree.sources))
    })
}

/// Refuses if any finding is what `is_error` looks for.
///
/// # Errors
/// [`Refusal::Faults`], with these findings.
pub fn refuse_errors(given: &Given<'_>, is_error: impl Fn(&Finding) -> bool) -> Result<(), Refusal> {
    let faults: Vec<Finding> = given.findings.iter().filter(|finding| is_error(finding)).cloned().collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Faults(faults)) }
}

/// Refuses if what is to be sealed has a fault that is an error by itself, though it may stand in a text that nobody has
/// edited since it was adopted, or if nobody has written it yet.
///
/// # Errors
/// [`Refusal::Faults`], with these findings.
pub fn refuse_unjudged(given: &Given<'_>, is_sealed_now: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    refuse_errors(given, |finding| {
        let is_grave = finding.code.severity == Severity::Error || is_of_unwritten(finding);
        is_grave && is_sealed_now(finding.path(&given.tree.sources))
    })
}

/// True for a finding in a text that nobody has written yet.
pub fn is_of_unwritten(finding: &Finding) -> bool {
    *finding.code == PLACEHOLDER && finding.severity == Severity::Warning
}

/// What is no error but would better be mended before it is sealed.
pub fn warnings(given: &Given<'_>, is_sealed_now: impl Fn(&str) -> bool) -> Findings {
    let warns = |finding: &&Finding| {
        let matters = finding.severity == Severity::Warning || *finding.code == PLACEHOLDER;
        matters && is_sealed_now(finding.path(&given.tree.sources))
    };
    given.findings.iter().filter(warns).cloned().collect()
}

/// True for the configuration, and for what is sealed of the policy: if that is not whole, nothing is added to it.
pub fn is_sealed_part(policy: &Policy, path: &str) -> bool {
    path == CONFIG_FILE || policy.is_below_versions(path)
}

/// Refuses a day before that of the last entry: what a day in the past knew is not rewritten. Nobody has seen what is dated after
/// today.
///
/// # Errors
/// [`DayRefusal::Earlier`], with the `way_out`.
pub fn refuse_earlier(
    library: &Library,
    policy: &Policy,
    day: Date,
    way_out: &'static str,
) -> Result<(), DayRefusal> {
    let days = policy.ledger().entries.iter().map(|entry| entry.record.released);
    let last = days.filter(|last| *last <= library.today).max();
    match last.filter(|last| *last > day) {
        None => Ok(()),
        Some(last) => Err(DayRefusal::Earlier { policy: policy.folder.to_string(), last, day, way_out }),
    }
}

/// Refuses a day that is still to come by the clock, unless it is meant: the ledger keeps it for ever.
///
/// # Errors
/// [`DayRefusal::Ahead`].
pub fn refuse_ahead(library: &Library, day: Date, ahead: bool) -> Result<(), DayRefusal> {
    let today = library.today;
    if ahead || day <= today {
        return Ok(());
    }
    Err(DayRefusal::Ahead { day, today })
}

/// Refuses a name from which paths would come that cannot be, or not everywhere.
///
/// # Errors
/// [`NameRefusal::Path`], with the `way_out`.
pub fn refuse_path(fault: Option<PathFault<Owner>>, way_out: &'static str) -> Result<(), NameRefusal> {
    match fault {
        None => Ok(()),
        Some(fault) => Err(NameRefusal::Path { fault, way_out }),
    }
}

/// What people should know before they seal something while the ledger has entries that are still to come: it is published up to the
/// last one that is not, and so are those before that.
pub fn ahead_before(library: &Library, policy: &Policy, day: Date) -> Option<String> {
    let (_, entry) = policy.ledger().after(day.max(library.today)).next()?;
    Some(format!(
        "the ledger has entries already that are dated {}, of version {}: with what is released before that day the site \
         publishes those entries, too (paths, days, hashes and reasons; no text)",
        entry.record.released, entry.record.label
    ))
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
