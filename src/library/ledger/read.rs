//! A ledger from its file.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::values::span;
use super::super::{codes, raw};
use super::{BEGIN, Entry, HASH, Ledger, RESTORE, Record};
use crate::library::label::Label;
use crate::markdown::Fingerprint;
use crate::source::toml::{At, TomlReader};
use crate::source::{FileId, Finding, Findings, Sources, Span};

/// Reads a ledger. What is not as the program writes it is a finding; whether the chain and the files are whole is for
/// the rules to say.
pub fn read(file: FileId, sources: &Sources, findings: &mut Findings) -> Ledger {
    static RAW: LazyLock<TomlReader<raw::Ledger>> = LazyLock::new(TomlReader::default);
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

/// The lines of the entry that begins at `at`, or behind the empty line there; `None` if they are not as the program
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
