//! Sync files as they are written.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use arcstr::ArcStr;

use super::refusal::{Refusal, create, refuse_changed, refuse_outside, replace};
use super::request::{Given, refuse_faults};
use crate::disk;
use crate::library::layout::SYNC;
use crate::library::sync::{Judged, PassageKey};
use crate::library::{Policy, Sync};
use crate::locale::Lang;
use crate::source::tree::CONFIG_FILE;
use crate::source::{FileId, quote};

/// A sync file that is to take the place of the one that is there.
#[derive(Debug)]
pub struct NewSyncFile {
    root: PathBuf,
    /// Below the site's folder.
    path: String,
    /// As it was read, if it was there.
    before: Option<ArcStr>,
    text: String,
    /// The files of which it tells, by path, as they were read.
    about: Vec<(String, ArcStr)>,
}

impl NewSyncFile {
    /// The sync file of a working text, that tells of the files `about`.
    ///
    /// # Errors
    /// If the one that is there is faulty, or it would lie outside the site.
    pub fn of(
        given: &Given<'_>,
        policy: &Policy,
        lang: &Lang,
        mut sync: Sync,
        about: &[FileId],
    ) -> Result<Self, Refusal> {
        let place = format!("content/{}/{lang}{SYNC}", policy.folder);
        refuse_faults(given, |faulty| faulty == CONFIG_FILE || faulty == place)?;
        let root = given.tree.root.clone();
        refuse_outside(&root, &place)?;
        let before = given.tree.sources.find(&place).map(|file| given.tree.sources.get(file).text.clone());
        sync.reconciled.sort();
        sync.reconciled.dedup();
        sync.allowed.sort();
        sync.allowed.dedup();
        let read = |file: &FileId| {
            let source = given.tree.sources.get(*file);
            (source.path.to_string(), source.text.clone())
        };
        let about = about.iter().map(read).collect();
        Ok(NewSyncFile { root, path: place, before, text: text(&sync), about })
    }

    /// Writes it.
    ///
    /// # Errors
    /// If it or what it tells of is no longer what was read, or the system refuses; it is then as it was.
    pub fn write(&self) -> Result<(), Refusal> {
        set_attribute(&self.root)?;
        self.refuse_changed()?;
        match &self.before {
            Some(before) => replace(&self.root, &self.path, before, &self.text),
            None => create(&self.root, &self.path, &self.text),
        }
    }
}

impl NewSyncFile {
    /// Refuses if something of which it tells is no longer what was read.
    ///
    /// # Errors
    /// If so.
    pub fn refuse_changed(&self) -> Result<(), Refusal> {
        self.about.iter().try_for_each(|(path, read)| refuse_changed(&self.root, path, read))
    }
}

/// With this line git merges sync files by taking the lines of both sides.
pub const ATTRIBUTE: &str = "*.sync.toml merge=union";

const ATTRIBUTES: &str = ".gitattributes";

/// Tells git how to merge sync files, unless it knows.
fn set_attribute(root: &Path) -> Result<(), Refusal> {
    let io = |error| Refusal::Io(root.join(ATTRIBUTES), error);
    let read = disk::read_people(root, Path::new(ATTRIBUTES)).map_err(io)?;
    let Some(bytes) = read else { return create(root, ATTRIBUTES, &format!("{ATTRIBUTE}\n")) };
    let before = String::from_utf8(bytes).map_err(|error| io(io::Error::other(error)))?;
    if before.lines().any(|line| line.trim() == ATTRIBUTE) {
        return Ok(());
    }
    let end = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    replace(root, ATTRIBUTES, &before, &format!("{before}{end}{ATTRIBUTE}\n"))
}

const HEAD: &str = "\
# What people have judged of a translation. `promulgate reconcile` writes this file, one line a passage, in an order that
# does not change when passages move.
";

/// The whole file. Both lists are always there, so that two files merge line by line.
fn text(sync: &Sync) -> String {
    let mut lines = Vec::new();
    for entry in &sync.reconciled {
        let mut line = Line::of(&entry.section);
        line.passage("controlling", entry.controlling.as_ref());
        line.passage("translation", entry.translation.as_ref());
        lines.push(line.end(&entry.judged));
    }
    let mut allowed = Vec::new();
    for entry in &sync.allowed {
        let mut line = Line::of(&entry.section);
        line.passage("translation", Some(&entry.translation));
        line.word("rule", &entry.rule);
        allowed.push(line.end(&entry.judged));
    }
    format!("{HEAD}\nreconciled = [\n{}]\n\nallowed = [\n{}]\n", lines.concat(), allowed.concat())
}

/// An entry.
struct Line(String);

impl Line {
    fn of(section: &str) -> Self {
        let mut line = Line("  {".to_owned());
        line.word("section", section);
        line
    }

    fn word(&mut self, key: &str, word: &str) {
        let comma = if self.0.ends_with('{') { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{comma} {key} = {}", quote(word));
    }

    fn passage(&mut self, key: &str, passage: Option<&PassageKey>) {
        let Some(passage) = passage else { return };
        self.word(key, &passage.text.to_string());
        if passage.nth > 1 {
            let _ = write!(self.0, ", {key}_nth = {}", passage.nth);
        }
    }

    fn end(mut self, judged: &Judged) -> String {
        let _ = write!(self.0, ", day = {}", judged.day);
        for (key, word) in [("by", judged.by()), ("reason", judged.reason())] {
            if let Some(word) = word {
                self.word(key, word);
            }
        }
        self.0 + " },\n"
    }
}

#[cfg(test)]
mod tests;
