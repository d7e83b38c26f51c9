//! The ledger of a policy: an append-only, hash-chained list of every file that was ever sealed for it.
//!
//! The file holds nothing but entries, each a few lines of TOML, with one empty line between them. The last line of an
//! entry is its `hash`: the SHA-256 of the lines above it, of which the last is `prev`, the hash of the entry before. So
//! every byte of the file is answered for, and `docs/ledger.md` can verify it with `awk` and `sha256sum` alone.

mod chain;
mod codes;
mod read;
mod write;

use std::collections::HashMap;

use jiff::civil::Date;

use super::label::Label;
use crate::markdown::Fingerprint;
use crate::source::{FileId, Span};

pub use chain::check_chain;
pub use codes::{ALL, BROKEN_CHAIN, NOT_IN_LEDGER, SEALED_CHANGED, SEALED_MISSING};
pub use read::read;
pub use write::{append, lists};

/// What a ledger says, in its own order.
#[derive(Debug, Default)]
pub struct Ledger {
    pub file: Option<FileId>,
    pub entries: Vec<Entry>,
    /// True if not all of it could be read, which is a finding.
    pub is_faulty: bool,
    by_path: HashMap<String, usize>,
}

/// What the ledger says of one sealed file.
#[derive(Debug, Clone)]
pub struct Record {
    /// Below `versions/`, for example `2021-02-09/zh-CN.2.md`.
    pub path: String,
    pub label: Label,
    /// Of a text and its sync file.
    pub language: Option<String>,
    /// Of a text and its sync file.
    pub revision: Option<u32>,
    /// Of a translation: the version that it says it translates.
    pub translates: Option<String>,
    /// The day on which the file was published.
    pub released: Date,
    /// The day on which its version takes effect, or from which it is withdrawn.
    pub effective: Date,
    pub sha256: Fingerprint,
    pub reason: String,
}

/// A record and its place in the chain.
#[derive(Debug)]
pub struct Entry {
    pub record: Record,
    /// The hash of the entry before, as it says.
    pub prev: Fingerprint,
    /// Its own hash, as it says.
    pub hash: Fingerprint,
    /// Its lines, the hash among them.
    pub span: Span,
}

impl Ledger {
    /// The entry for a file below `versions/`, with its number from 0.
    pub fn find(&self, path: &str) -> Option<(usize, &Entry)> {
        let index = *self.by_path.get(path)?;
        Some((index, self.entries.get(index)?))
    }

    /// The ledger as it is published on a day: up to the last entry that was released by then, so that it answers for all that is
    /// published. `None` if none was. A later day, or a ledger that has grown, gives the same with more behind it, whatever the
    /// order of the days in it.
    pub fn known(&self, day: Date) -> Option<Span> {
        let last = self.entries.iter().rfind(|entry| entry.record.released <= day)?;
        Some(Span::new(self.file?, 0..last.span.range().end))
    }

    /// The entries that are dated after a day.
    pub fn after(&self, day: Date) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.record.released > day)
    }

    /// The entries as people count them, from 1.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (index + 1, entry))
    }

    /// The hash to which the next entry is chained.
    pub fn head(&self) -> Fingerprint {
        self.entries.last().map_or(GENESIS, |entry| entry.hash)
    }
}

/// To which the first entry is chained.
pub const GENESIS: Fingerprint = Fingerprint([0; 32]);

/// The reason of an entry for a file that was there before the ledger.
pub const ADOPTED: &str = "adopted";

/// What to do about a ledger that is not whole.
pub const RESTORE: &str =
    "the program alone writes ledgers: restore the file from your repository or archive";

/// How the first line of an entry and the last one begin.
const BEGIN: &str = "[[entry]]\n";
const HASH: &str = "hash = \"";
