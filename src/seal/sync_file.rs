//! Sync files as they are written.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::request::{Given, refuse_faults};
use super::staged::{Refusal, refuse_outside, replace};
use crate::library::layout::SYNC;
use crate::library::sync::{Judged, Passage};
use crate::library::{Policy, Sync};
use crate::locale::Lang;
use crate::source::quote;
use crate::source::tree::CONFIG_FILE;

/// A sync file that is to take the place of the one that is there.
#[derive(Debug)]
pub struct NewSyncFile {
    root: PathBuf,
    path: PathBuf,
    text: String,
}

impl NewSyncFile {
    /// The sync file of a working text.
    ///
    /// # Errors
    /// If the one that is there is faulty, or it would lie outside the site.
    pub fn of(given: &Given<'_>, policy: &Policy, lang: &Lang, mut sync: Sync) -> Result<Self, Refusal> {
        let place = format!("content/{}/{lang}{SYNC}", policy.folder);
        refuse_faults(given, |faulty| faulty == CONFIG_FILE || faulty == place)?;
        let root = given.tree.root.clone();
        let path = root.join(&place);
        refuse_outside(&root, &place)?;
        sync.reconciled.sort();
        sync.reconciled.dedup();
        sync.allowed.sort();
        sync.allowed.dedup();
        Ok(NewSyncFile { root, path, text: text(&sync) })
    }

    /// Writes it.
    ///
    /// # Errors
    /// If the system refuses; the file is then as it was.
    pub fn write(&self) -> Result<(), Refusal> {
        set_attribute(&self.root)?;
        replace(&self.path, &self.text)
    }
}

/// With this line git merges sync files by taking the lines of both sides.
pub const ATTRIBUTE: &str = "*.sync.toml merge=union";

/// Tells git how to merge sync files, unless it knows.
fn set_attribute(root: &Path) -> Result<(), Refusal> {
    let path = root.join(".gitattributes");
    let mut text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Refusal::Io(path, error)),
    };
    if text.lines().any(|line| line.trim() == ATTRIBUTE) {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    replace(&path, &format!("{text}{ATTRIBUTE}\n"))
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

    fn passage(&mut self, key: &str, passage: Option<&Passage>) {
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
