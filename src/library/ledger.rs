//! The ledger of a policy: an append-only, hash-chained list of every file that was ever sealed for it.
//!
//! The file holds nothing but entries, each a few lines of TOML, with one empty line between them. The last line of an
//! entry is its `hash`: the SHA-256 of the lines above it, of which the last is `prev`, the hash of the entry before. So
//! every byte of the file is answered for, and `docs/ledger.md` can verify it with `awk` and `sha256sum` alone.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::config::span;
use super::policy::Label;
use super::{codes, raw};
use crate::markdown::{Fingerprint, fingerprint, fold_white_space};
use crate::source::toml::{At, Reader};
use crate::source::{FileId, Finding, Findings, Sources, Span, quote};

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
    /// published. Nothing if none was. A later day, or a ledger that has grown, gives the same with more behind it, whatever the
    /// order of the days in it.
    pub fn known(&self, day: Date) -> Option<Span> {
        let last = self.entries.iter().rfind(|entry| entry.record.released <= day)?;
        Some(Span::new(self.file?, 0..last.span.range().end))
    }

    /// The entries that are dated after a day.
    pub fn after(&self, day: Date) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.record.released > day)
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

const BEGIN: &str = "[[entry]]\n";
const HASH: &str = "hash = \"";

/// Reads a ledger. What is not as the program writes it is a finding; whether the chain and the files are whole is for
/// the rules to say.
pub fn read(file: FileId, sources: &Sources, findings: &mut Findings) -> Ledger {
    static RAW: LazyLock<Reader<raw::Ledger>> = LazyLock::new(Reader::default);
    let text = &sources.get(file).text;
    let faults = findings.len();
    let raw = RAW.read(file, text, 0, findings);
    let mut ledger = Ledger { file: Some(file), ..Ledger::default() };
    if findings.len() == faults {
        ledger.take(raw, file, text, findings);
    }
    ledger.is_faulty = findings.len() > faults;
    ledger
}

impl Ledger {
    /// Takes the entries as far as they stand as the program writes them.
    fn take(&mut self, raw: raw::Ledger, file: FileId, text: &str, findings: &mut Findings) {
        let mut read = 0;
        for raw in raw.entry {
            let lines = entry_lines(text, read);
            let Some((lines, entry)) =
                lines.and_then(|lines| Some((lines.clone(), entry(raw.value, file, lines)?)))
            else {
                break;
            };
            if let Some((_, first)) = self.find(&entry.record.path) {
                let message = format!("`{}` is entered twice", entry.record.path);
                let finding = Finding::new(&codes::BROKEN_LEDGER, entry.span, message, RESTORE);
                findings.push(finding.label(first.span, "first here"));
            }
            read = lines.end;
            self.by_path.insert(entry.record.path.clone(), self.entries.len());
            self.entries.push(entry);
        }
        if read != text.len() {
            let message = "from here on the ledger is not as promulgate writes it";
            findings.push(Finding::new(&codes::BROKEN_LEDGER, Span::new(file, read..read), message, RESTORE));
        }
    }
}

/// What to do about a ledger that is not whole.
pub const RESTORE: &str =
    "the program alone writes ledgers: restore the file from your repository or archive";

/// The lines of the entry that begins at `at`, or behind the empty line there; nothing if they are not as the program
/// writes them.
fn entry_lines(text: &str, at: usize) -> Option<Range<usize>> {
    let start = if at == 0 { 0 } else { at + 1 };
    if at > 0 && !text.get(at..)?.starts_with('\n') {
        return None;
    }
    let rest = text.get(start..)?;
    let length = rest.find("\n\n").map_or(rest.len(), |end| end + 1);
    let lines = rest.get(..length).filter(|lines| lines.starts_with(BEGIN))?;
    let last = lines.trim_end_matches('\n').rsplit('\n').next()?;
    let hash = last.strip_prefix(HASH)?.strip_suffix('"')?;
    (lines.ends_with('\n') && Fingerprint::parse(hash).is_some()).then_some(start..start + length)
}

fn entry(raw: raw::LedgerEntry, file: FileId, lines: Range<usize>) -> Option<Entry> {
    let hash = |at: Option<At<String>>| Fingerprint::parse(&at?.value);
    let record = Record {
        path: raw.path?.value,
        label: Label::parse(&raw.label?.value)?,
        language: raw.language.map(|at| at.value),
        revision: match raw.revision {
            Some(at) => Some(u32::try_from(at.value).ok()?),
            None => None,
        },
        translates: raw.translates.map(|at| at.value),
        released: raw.released?.value.0,
        effective: raw.effective?.value.0,
        sha256: hash(raw.sha256)?,
        reason: raw.reason?.value,
    };
    let own = span(file, raw.hash.as_ref()?);
    let entry =
        Entry { record, prev: hash(raw.prev)?, hash: hash(raw.hash)?, span: Span::new(file, lines.clone()) };
    // The hash that was read is that of the entry's own last line.
    lines.contains(&own.range().start).then_some(entry)
}

/// What the hash of an entry covers: its lines but for the last one.
pub fn covered(entry: &str) -> &str {
    let lines = entry.strip_suffix('\n').unwrap_or(entry);
    lines.rfind('\n').map_or("", |end| &entry[..=end])
}

/// True if the text of a ledger has an entry for that path. Quick, for whoever has not read the ledger.
pub fn lists(ledger: &str, path: &str) -> bool {
    ledger.contains(&format!("\n{}\n", line("path", path)))
}

/// The text of a ledger with further entries at its end. `head` is the hash of the last one before.
pub fn append(ledger: &str, head: Fingerprint, records: &[Record]) -> String {
    let mut text = ledger.to_owned();
    let mut prev = head;
    for record in records {
        if !text.is_empty() {
            text.push('\n');
        }
        let lines = lines(record, prev);
        prev = fingerprint::of_bytes(lines.as_bytes());
        text.push_str(&lines);
        text.push_str(&format!("{HASH}{prev}\"\n"));
    }
    text
}

fn lines(record: &Record, prev: Fingerprint) -> String {
    let lines = [
        Some(line("path", &record.path)),
        Some(line("label", record.label.as_str())),
        record.language.as_ref().map(|language| line("language", language)),
        record.revision.map(|revision| format!("revision = {revision}")),
        record.translates.as_ref().map(|translates| line("translates", translates)),
        Some(format!("released = {}", record.released)),
        Some(format!("effective = {}", record.effective)),
        Some(line("sha256", &record.sha256.to_string())),
        Some(line("reason", &fold_white_space(&record.reason))),
        Some(line("prev", &prev.to_string())),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    format!("{BEGIN}{}\n", lines.join("\n"))
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}", quote(value))
}
