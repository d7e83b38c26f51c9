//! What is published byte for byte: every sealed text, and the ledgers with which anybody can verify them.

use super::{Copied, Site};
use crate::library::{Address, Library, Page, Policy, Text, Version};
use crate::source::{Sources, Span};

pub fn copies(site: &Site<'_>, sources: &Sources) -> Vec<Copied> {
    let mut copies = Vec::new();
    for (id, policy) in site.library.all() {
        for version in site.timeline(id).newest_first() {
            copies.extend(texts(site.library, policy, version, sources));
        }
        let ledger = ledger_passage(site.library, policy, sources);
        copies.extend(ledger.map(|passage| Copied { path: ledger_path(site.library, policy), passage }));
    }
    copies
}

/// The texts of a version, in the languages of the site.
fn texts<'a>(
    library: &'a Library,
    policy: &'a Policy,
    version: &'a Version,
    sources: &'a Sources,
) -> impl Iterator<Item = Copied> + 'a {
    let known = version.texts.values().flatten().filter(|text| text.is_known(library.day));
    known.map(|text| {
        let passage = Span::new(text.file, 0..sources.get(text.file).text.len());
        Copied { path: markdown_path(library, policy, version, text), passage }
    })
}

/// Where the Markdown of a sealed text is published, below the output folder.
pub fn markdown_path(library: &Library, policy: &Policy, version: &Version, text: &Text) -> String {
    let page = Page::permanent(&version.label, text.revision);
    let address = Address::of(library, policy, &text.lang, page);
    format!("{address}policy.md").trim_start_matches('/').to_owned()
}

/// Where a policy's ledger is published, below the output folder.
pub fn ledger_path(library: &Library, policy: &Policy) -> String {
    match policy.parent {
        None => format!("ledgers/{}.toml", policy.name),
        Some(parent) => format!("ledgers/{}/in/{}.toml", library.policy(parent).name, policy.name),
    }
}

/// The ledger as far as it was known on the day: what comes before the first entry that was released later. A chain can
/// be cut nowhere else. Nothing if that is nothing.
pub fn ledger_passage(library: &Library, policy: &Policy, sources: &Sources) -> Option<Span> {
    let file = policy.ledger.file?;
    let unknown = policy.ledger.entries.iter().find(|entry| entry.record.released > library.day);
    let end = match unknown {
        // The empty line before an entry is not part of it.
        Some(entry) => entry.span.range().start.saturating_sub(1),
        None => sources.get(file).text.len(),
    };
    (end > 0).then(|| Span::new(file, 0..end))
}
