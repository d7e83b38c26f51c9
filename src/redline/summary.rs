//! A redline in a few words.

use std::collections::BTreeMap;
use std::fmt;

use super::{Change, Kind};
use crate::markdown::{Block, Document};

/// How many blocks of each kind there are, and which sections they touch.
#[derive(Debug, Default)]
pub struct Summary {
    counts: BTreeMap<Kind, usize>,
    /// The ids of the sections that a change of words touches, in order, each once.
    pub sections: Vec<String>,
}

impl Summary {
    /// Sums up the changes from `old` to `new`.
    pub fn of(changes: &[Change<'_>], old: &Document, new: &Document) -> Self {
        let mut summary = Summary::default();
        for change in changes {
            *summary.counts.entry(change.kind).or_default() += 1;
            if matches!(change.kind, Kind::Kept | Kind::Minor) {
                continue;
            }
            let section = |document: &Document, block: Option<&Block>| {
                Some(document.sections.get(block?.section)?.id.to_string())
            };
            let touched = section(new, change.new).or_else(|| section(old, change.old));
            summary.sections.extend(touched.filter(|id| !summary.sections.contains(id)));
        }
        summary
    }

    /// How many blocks are of that kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts.get(&kind).copied().unwrap_or(0)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            (Kind::Changed, "changed"),
            (Kind::Inserted, "added"),
            (Kind::Deleted, "taken out"),
            (Kind::Moved, "moved"),
            (Kind::Minor, "with other formatting or links only"),
        ];
        let parts: Vec<String> = words
            .into_iter()
            .filter(|(kind, _)| self.count(*kind) > 0)
            .map(|(kind, word)| format!("{} {word}", self.count(kind)))
            .collect();
        if parts.is_empty() {
            return f.write_str("no passage says anything else");
        }
        write!(f, "passages: {}", parts.join(", "))?;
        if !self.sections.is_empty() {
            write!(f, "\nsections: {}", self.sections.join(", "))?;
        }
        Ok(())
    }
}
