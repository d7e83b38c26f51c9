//! A sync file as it is written.

use std::fmt::Write as _;

use crate::library::Sync;
use crate::library::sync::{Judged, Passage};

const HEAD: &str = "\
# What people have judged of a translation. `promulgate reconcile` writes this file, one line a passage, in an order that
# does not change when passages move.
";

/// The whole file. Both lists are always there, so that two files merge line by line.
pub fn text(sync: &Sync) -> String {
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
        let _ = write!(self.0, "{comma} {key} = {}", toml::Value::String(word.to_owned()));
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
        for (key, word) in [("by", &judged.by), ("reason", &judged.reason)] {
            if let Some(word) = word {
                self.word(key, word);
            }
        }
        self.0 + " },\n"
    }
}
