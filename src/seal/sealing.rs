//! Putting files under the ledger, all of them or none.
//!
//! What is to be sealed is written to `versions/.new-LABEL/` with the new ledger beside it. Renaming that ledger into its
//! place is the commit: before it nothing counts, after it everything does, since whatever reads a site takes a file that
//! the ledger lists from there as well. What remains, moving the files to where they belong, is done by the same steps
//! at once, or by the next command that writes if this one is stopped.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use arcstr::ArcStr;
use walkdir::WalkDir;

use super::refusal::{FileRefusal, NotMoved, Refusal, refuse_outside};
use crate::disk::{self, NewFile, OwnFolder};
use crate::library::LEDGER;
use crate::library::ledger::{self, Record};
use crate::library::outputs::fold;
use crate::library::{Label, Policy, with_label};
use crate::source::tree::{FOLDERS, STAGED};
use crate::source::{Findings, Sources, Tree};

/// Files and ledger entries that belong together.
#[derive(Debug)]
pub struct Sealing {
    /// The version's folder gets these; an adoption leaves it as it is.
    pub files: Vec<NewFile>,
    pub records: Vec<Record>,
    /// What must be as it was read when this counts, by path below `versions/`: the files of the same version, of which the new ones
    /// are not there.
    read: Vec<(String, Option<ArcStr>)>,
    label: Label,
    root: PathBuf,
    /// `…/versions`.
    versions: PathBuf,
    /// The ledger as it was read, if there is one.
    before: Option<ArcStr>,
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
        let before = policy.ledger().file.map(|file| tree.sources.get(file).text.clone());
        let text = before.as_ref().map(ArcStr::as_str).unwrap_or_default();
        let ledger = ledger::append(text, policy.ledger().head(), &records);
        if !can_be_read(&ledger, policy.ledger().entries.len() + records.len()) {
            return Err(FileRefusal::NotReadAgain.into());
        }
        let labels: HashSet<&Label> = records.iter().map(|record| &record.label).collect();
        let is_of_these = |path: &str| labels.iter().any(|label| path.starts_with(&format!("{label}/")));
        let there = policy.version_folders().files().filter(|(path, _)| is_of_these(path));
        let there = there.map(|(path, file)| (path.to_owned(), Some(tree.sources.get(file).text.clone())));
        let new = files.iter().map(|file| (format!("{label}/{}", file.path), None));
        let read = there.chain(new).collect();
        Ok(Sealing { files, records, read, label, root: tree.root.clone(), versions, before, ledger })
    }

    /// Writes everything.
    ///
    /// # Errors
    /// If the ledger, or what is entered as it lies there, is no longer what was read, or if the system refuses. Nothing is sealed
    /// then, unless the refusal is [`Refusal::Unfinished`].
    pub fn carry_out(&self) -> Result<(), Refusal> {
        let io = |error| Refusal::Io(self.versions.clone(), error);
        let name = format!("{STAGED}{}", self.label);
        disk::create_folders(&self.versions).map_err(io)?;
        let versions = OwnFolder::at(&self.versions).map_err(io)?;
        let staging = versions.new_folder(&name).map_err(|error| match error.kind() {
            // What a command left was cleared away; this is a link, or a file.
            io::ErrorKind::AlreadyExists => FileRefusal::InTheWay(self.versions.join(&name)).into(),
            _ => io(error),
        })?;
        let committed = self.stage(&staging).map_err(io).and_then(|()| {
            self.refuse_changed(&versions)?;
            staging.move_to(LEDGER, &versions, LEDGER).map_err(io)
        });
        // Some systems neither move nor delete a folder that is open.
        drop(staging);
        if let Err(refusal) = committed {
            // What cannot be cleared away now is cleared away by the next command that writes.
            let _ = versions.remove_folder(&name);
            return Err(refusal);
        }
        let finished = versions.sync().and_then(|()| finish(&self.root, &versions, &name));
        finished.map_err(|error| Refusal::Unfinished(self.versions.join(&name), NotMoved(error)))
    }

    fn stage(&self, staging: &OwnFolder) -> io::Result<()> {
        for file in &self.files {
            staging.add_synced(&file.path, file.text.as_bytes())?;
        }
        staging.add_synced(LEDGER, self.ledger.as_bytes())?;
        staging.sync()
    }

    /// Refuses if somebody changed what the plan was made of, immediately before it counts.
    fn refuse_changed(&self, versions: &OwnFolder) -> Result<(), Refusal> {
        let read = self.read.iter().map(|(path, text)| (path.as_str(), text.as_ref()));
        for (path, text) in read.chain([(LEDGER, self.before.as_ref())]) {
            let whole = versions.path().join(path);
            let now = versions.read(path).map_err(|error| Refusal::Io(whole.clone(), error))?;
            if now.as_deref() != text.map(|text| text.as_bytes()) {
                let shown = whole.strip_prefix(&self.root).unwrap_or(&whole).display();
                return Err(FileRefusal::Changed(shown.to_string()).into());
            }
        }
        Ok(())
    }
}

/// Nothing is written that could not be read: what is once in a ledger can never be mended.
fn can_be_read(ledger: &str, entries: usize) -> bool {
    let mut sources = Sources::default();
    let file = sources.add(LEDGER.into(), ArcStr::from(ledger));
    let mut findings = Findings::new();
    let read = ledger::read(file, &sources, &mut findings);
    findings.is_empty() && read.entries.len() == entries
}

/// Finishes every release below `root/content` that was interrupted after its commit, clears away the others, and what else was
/// left there by a command that was killed. Returns their folders.
///
/// # Errors
/// If the system refuses.
pub fn recover(root: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let is_staged = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(STAGED) && path.parent().is_some_and(|parent| parent.ends_with("versions"))
    };
    let content = root.join("content");
    let folders = WalkDir::new(&content).follow_root_links(false).into_iter().filter_map(Result::ok);
    let staged: Vec<PathBuf> = folders
        .filter(|entry| entry.file_type().is_dir() && is_staged(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    for staging in &staged {
        let (Some(versions), Some(name)) = (staging.parent(), staging.file_name()) else { continue };
        let finished =
            OwnFolder::at(versions).and_then(|versions| finish(root, &versions, &name.to_string_lossy()));
        finished.map_err(|error| Refusal::Io(staging.clone(), error))?;
    }
    disk::clear_leftovers(root, &FOLDERS).map_err(|error| Refusal::Io(root.to_path_buf(), error))?;
    Ok(staged)
}

/// Moves what the ledger lists to where it belongs and removes the rest. Every step may be the last one: what is left
/// after it is finished by the same steps.
fn finish(root: &Path, versions: &OwnFolder, name: &str) -> io::Result<()> {
    let label = name.strip_prefix(STAGED).unwrap_or(name);
    let staging = versions.folder(name)?;
    let ledger = String::from_utf8(versions.read(LEDGER)?.unwrap_or_default()).map_err(io::Error::other)?;
    let mut listed = Vec::new();
    for name in staging.names()? {
        if staging.has_folder(&name) {
            remove_nothing(&staging, &name)?;
            continue;
        }
        let is_listed = ledger::lists(&ledger, &format!("{label}/{name}"));
        if is_listed && !versions.has(format!("{label}/{name}"))? {
            listed.push(name);
        } else {
            staging.remove_file(&name)?;
        }
    }
    for name in &listed {
        settle_working_text(root, versions, &staging, label, name)?;
    }
    if !listed.is_empty() && !versions.has(label)? {
        drop(staging);
        versions.move_to(name, versions, label)?;
    } else {
        for name in &listed {
            staging.move_to(name, versions, format!("{label}/{name}"))?;
        }
        drop(staging);
        versions.remove_empty(name)?;
    }
    versions.sync()
}

/// Removes an empty folder from what an interrupted release left, which has none.
///
/// # Errors
/// If something is in it: that is somebody else's.
fn remove_nothing(staging: &OwnFolder, name: &str) -> io::Result<()> {
    staging.remove_empty(name).map_err(|_| {
        io::Error::other(format!(
            "it holds the folder `{name}`, which no interrupted release left; look at that, keep what you need of it \
             elsewhere, remove {}, and run it again",
            staging.path().display()
        ))
    })
}

/// A working translation that said it translates the working text says from its release on which version that became:
/// else it would claim to follow the next changes as well. A text that was edited since is left alone.
fn settle_working_text(
    root: &Path,
    versions: &OwnFolder,
    staging: &OwnFolder,
    label: &str,
    name: &str,
) -> io::Result<()> {
    let (Some(tag), Some(label)) = (name.strip_suffix(".md"), Label::parse(label)) else { return Ok(()) };
    let (tag, _) = crate::library::layout::revision(tag);
    let Some(policy) = versions.path().parent().and_then(|policy| policy.strip_prefix(root).ok()) else {
        return Ok(());
    };
    let path = policy.join(format!("{tag}.md"));
    let text = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let working = text(disk::read_people(root, &path)?);
    let (Some(working), Some(sealed)) = (working, text(staging.read(name)?)) else { return Ok(()) };
    if with_label(&ArcStr::from(working.as_str()), &label).as_deref() != Some(sealed.as_str()) {
        return Ok(());
    }
    match disk::replace(root, &path.to_string_lossy(), working.as_bytes(), sealed.as_bytes()) {
        Err(disk::WriteFault::Io(error)) => Err(error),
        // It was edited this very moment, is none of the site's, or is a link to what is sealed.
        Ok(()) | Err(disk::WriteFault::Changed | disk::WriteFault::Outside | disk::WriteFault::Sealed) => {
            Ok(())
        }
    }
}

/// The labels that a policy has ever used, folded: some systems do not tell all names apart.
pub fn used_labels(policy: &Policy) -> HashSet<String> {
    let folders = policy.version_folders().names().iter().map(|folder| fold(folder));
    let entered = policy.ledger().entries.iter().map(|entry| fold(entry.record.label.as_str()));
    folders.chain(entered).collect()
}
