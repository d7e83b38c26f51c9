//! Whether the chain of a ledger holds.

use super::codes::BROKEN_CHAIN;
use super::{GENESIS, Ledger, RESTORE};
use crate::markdown::fingerprint;
use crate::source::{Finding, Findings, Sources};

/// Verifies that no entry of a ledger was changed, taken out, put in or moved.
pub fn check_chain(ledger: &Ledger, sources: &Sources, findings: &mut Findings) {
    let mut before = GENESIS;
    for (number, entry) in ledger.numbered() {
        let lines = covered(sources.cut(entry.span));
        let own = fingerprint::of_bytes(lines.as_bytes());
        let path = &entry.record.path;
        if own != entry.hash {
            let message = format!(
                "entry {number} of the ledger, for `{path}`, was changed: the SHA-256 of its lines is {own}, its hash \
                 says {}",
                entry.hash
            );
            findings.push(Finding::new(&BROKEN_CHAIN, entry.span, message, RESTORE));
        }
        if entry.prev != before {
            let message = format!(
                "entry {number} of the ledger, for `{path}`, does not follow the one before: it is chained to {}, but \
                 the hash before it is {before}",
                entry.prev
            );
            findings.push(Finding::new(&BROKEN_CHAIN, entry.span, message, RESTORE));
        }
        before = entry.hash;
    }
}

/// What the hash of an entry covers: its lines but for the last one.
fn covered(entry: &str) -> &str {
    let lines = entry.strip_suffix('\n').unwrap_or(entry);
    lines.rfind('\n').map_or("", |end| &entry[..=end])
}
