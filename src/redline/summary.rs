//! A redline in a few words.

use std::collections::BTreeMap;
use std::fmt;

use super::changes::{Change, Kind, Redline};
use crate::markdown::{Block, Document, TOP};

/// How much a redline changes.
#[derive(Debug, Default, Clone)]
pub struct Summary {
    counts: BTreeMap<Kind, usize>,
    /// How many words are inserted and deleted.
    pub inserted: usize,
    pub deleted: usize,
    /// How many moves there are; a section that moved is one.
    pub moves: usize,
    /// The ids of the sections that more than formatting touches, in order, each once.
    pub sections: Vec<String>,
}

impl Summary {
    /// Counts the changes of a redline.
    pub fn of(redline: &Redline<'_>) -> Self {
        let mut summary = Summary { moves: redline.departures.len(), ..Summary::default() };
        for change in &redline.changes {
            *summary.counts.entry(change.kind).or_default() += 1;
            summary.inserted += change.inserted;
            summary.deleted += change.deleted;
            if matches!(change.kind, Kind::Kept | Kind::Minor) {
                continue;
            }
            let id = section(redline, change);
            if !summary.sections.contains(&id) {
                summary.sections.push(id);
            }
        }
        summary
    }

    /// Returns how many blocks are of that kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts.get(&kind).copied().unwrap_or(0)
    }
}

/// Returns the id of the section in which a change stands: of the new text, or of the old one for what is deleted.
pub fn section(redline: &Redline<'_>, change: &Change) -> String {
    let id = |document: &Document, block: &Block| document.sections[block.section].id.to_string();
    match (redline.new_block(change), redline.old_block(change)) {
        (Some(block), _) => id(redline.new, block),
        (None, Some(block)) => id(redline.old, block),
        (None, None) => TOP.to_owned(),
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            (self.count(Kind::Changed) + self.count(Kind::MovedChanged), "changed"),
            (self.count(Kind::Inserted), "added"),
            (self.count(Kind::Deleted), "taken out"),
            (self.count(Kind::Moved), "moved"),
            (self.count(Kind::Minor), "with other formatting or links only"),
        ];
        let parts: Vec<String> = words
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        if parts.is_empty() {
            return f.write_str("no passage says anything else");
        }
        write!(f, "passages: {}", parts.join(", "))?;
        write!(f, "\nwords: {} in, {} out", self.inserted, self.deleted)?;
        if !self.sections.is_empty() {
            write!(f, "\nsections: {}", self.sections.join(", "))?;
        }
        Ok(())
    }
}
