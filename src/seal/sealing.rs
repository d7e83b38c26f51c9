//! Putting files under the ledger, all of them or none.
//!
//! What is to be sealed is written to `versions/.new-LABEL/` with the new ledger beside it. Renaming that ledger into its
//! place is the commit: before it nothing counts, after it everything does, since whatever reads a site takes a file that
//! the ledger lists from there as well. What remains, moving the files to where they belong, is done by the same steps
//! at once, or by the next command that writes if this one is stopped.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use arcstr::ArcStr;
use walkdir::WalkDir;

use super::staged::{NewFile, Refusal, refuse_outside};
use crate::library::layout::LEDGER;
use crate::library::ledger::{self, Record};
use crate::library::outputs::fold;
use crate::library::{Label, Ledger, Policy, with_label};
use crate::source::tree::STAGED;
use crate::source::{Findings, Sources, Tree};

/// Files and ledger entries that belong together.
#[derive(Debug)]
pub struct Sealing {
    /// The version's folder gets these; an adoption leaves it as it is.
    pub files: Vec<NewFile>,
    pub records: Vec<Record>,
    label: Label,
    /// `…/versions`.
    versions: PathBuf,
    /// The whole new ledger.
    ledger: String,
}

impl Sealing {
    /// Prepares to seal `files` in the folder of the version `label`, entered as `records`.
    ///
    /// # Errors
    /// If a symbolic link leads out of the site, so that the files would lie elsewhere.
    pub fn new(
        tree: &Tree,
        policy: &Policy,
        label: Label,
        files: Vec<NewFile>,
        records: Vec<Record>,
    ) -> Result<Self, Refusal> {
        let versions = tree.root.join(policy.versions_folder());
        refuse_outside(&tree.root, &policy.versions_folder())?;
        let ledger = extended(&policy.ledger, &tree.sources, &records);
        if !can_be_read(&ledger, policy.ledger.entries.len() + records.len()) {
            return Err(Refusal::Not(
                "what is to be sealed cannot be entered: a name or a reason in it cannot be read again"
                    .to_owned(),
            ));
        }
        Ok(Sealing { files, records, label, versions, ledger })
    }

    /// Writes everything.
    ///
    /// # Errors
    /// If the system refuses. Nothing is sealed then, unless the refusal is [`Refusal::Unfinished`].
    pub fn carry_out(&self) -> Result<(), Refusal> {
        let staging = self.versions.join(format!("{STAGED}{}", self.label));
        let commit = || fs::rename(staging.join(LEDGER), self.versions.join(LEDGER));
        if let Err(error) = self.stage(&staging).and_then(|()| commit()) {
            // What cannot be cleared away now is cleared away by the next command that writes.
            let _ = fs::remove_dir_all(&staging);
            return Err(Refusal::Io(self.versions.clone(), error));
        }
        let finished = sync(&self.versions).and_then(|()| finish(&self.versions, &staging));
        finished.map_err(|error| Refusal::Unfinished(staging.clone(), error))
    }

    fn stage(&self, staging: &Path) -> io::Result<()> {
        fs::create_dir_all(&self.versions)?;
        fs::create_dir(staging)?;
        for file in &self.files {
            write(&staging.join(&file.path), &file.text)?;
        }
        write(&staging.join(LEDGER), &self.ledger)?;
        sync(staging)
    }
}

fn extended(ledger: &Ledger, sources: &Sources, records: &[Record]) -> String {
    let text = ledger.file.map(|file| sources.get(file).text.clone()).unwrap_or_default();
    ledger::append(&text, ledger.head(), records)
}

/// Nothing is written that could not be read: what is once in a ledger can never be mended.
fn can_be_read(ledger: &str, entries: usize) -> bool {
    let mut sources = Sources::default();
    let file = sources.add(LEDGER.into(), ArcStr::from(ledger));
    let mut findings = Findings::new();
    let read = ledger::read(file, &sources, &mut findings);
    findings.is_empty() && read.entries.len() == entries
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes sure that what was renamed in a folder survives a power failure, where the system lets a folder be opened.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Finishes every release below `root/content` that was interrupted after its commit, and clears away the others.
/// Returns their folders.
///
/// # Errors
/// If the system refuses.
pub fn recover(root: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let is_staged = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(STAGED) && path.parent().is_some_and(|parent| parent.ends_with("versions"))
    };
    let folders = WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let staged: Vec<PathBuf> = folders
        .filter(|entry| entry.file_type().is_dir() && is_staged(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    for staging in &staged {
        let versions = staging.parent().unwrap_or(staging);
        finish(versions, staging).map_err(|error| Refusal::Io(staging.clone(), error))?;
    }
    Ok(staged)
}

/// Moves what the ledger lists to where it belongs and removes the rest. Every step may be the last one: what is left
/// after it is finished by the same steps.
fn finish(versions: &Path, staging: &Path) -> io::Result<()> {
    let name = staging.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let label = name.strip_prefix(STAGED).unwrap_or(&name);
    let target = versions.join(label);
    let ledger = match fs::read_to_string(versions.join(LEDGER)) {
        Ok(ledger) => ledger,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let mut listed = Vec::new();
    for entry in fs::read_dir(staging)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if ledger::lists(&ledger, &format!("{label}/{name}")) && !target.join(&name).exists() {
            listed.push(name);
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    for name in &listed {
        settle_working_text(versions, staging, label, name)?;
    }
    if !listed.is_empty() && !target.exists() {
        fs::rename(staging, &target)?;
    } else {
        for name in &listed {
            fs::rename(staging.join(name), target.join(name))?;
        }
        fs::remove_dir(staging)?;
    }
    sync(versions)
}

/// A working translation that said it translates the working text says from its release on which version that became:
/// else it would claim to follow the next changes as well. A text that was edited since is left alone.
fn settle_working_text(versions: &Path, staging: &Path, label: &str, name: &str) -> io::Result<()> {
    let (Some(tag), Some(label)) = (name.strip_suffix(".md"), Label::parse(label)) else { return Ok(()) };
    let (tag, _) = crate::library::layout::revision(tag);
    let Some(policy) = versions.parent() else { return Ok(()) };
    let Ok(working) = fs::canonicalize(policy.join(format!("{tag}.md"))) else { return Ok(()) };
    let (Ok(text), Ok(sealed)) = (fs::read_to_string(&working), fs::read_to_string(staging.join(name)))
    else {
        return Ok(());
    };
    if with_label(&ArcStr::from(text), &label).as_deref() != Some(sealed.as_str()) {
        return Ok(());
    }
    let copy = staging.join(format!("{STAGED}{name}"));
    write(&copy, &sealed)?;
    fs::set_permissions(&copy, fs::metadata(&working)?.permissions())?;
    fs::rename(&copy, &working)
}

/// The labels that a policy has ever used, folded: some systems do not tell all names apart.
pub fn used_labels(policy: &Policy) -> HashSet<String> {
    let folders = policy.version_folders.iter().map(|folder| fold(folder));
    let entered = policy.ledger.entries.iter().map(|entry| fold(entry.record.label.as_str()));
    folders.chain(entered).collect()
}
