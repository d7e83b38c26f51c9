//! Entries as they are written.

use super::{BEGIN, HASH, Record};
use crate::markdown::{Fingerprint, fingerprint, fold_white_space};
use crate::source::quote;

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
