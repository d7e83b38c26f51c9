//! What is published byte for byte: every sealed text, and the ledgers with which anybody can verify them.

use super::{Copied, Site};
use crate::library::{Address, Home, Library, Page, Policy, Text, Version};
use crate::source::{Sources, Span};

pub fn copies(site: &Site<'_>, sources: &Sources) -> Vec<Copied> {
    let mut copies = Vec::new();
    let library = site.library;
    for (id, policy) in library.all() {
        // Under an earlier name, too: what is permanent stays where it was, whether a host redirects or not.
        let homes: Vec<Home> =
            std::iter::once(Home::of(library, policy)).chain(Home::former(library, policy)).collect();
        for version in site.timeline(id).newest_first() {
            for text in version.texts.values().flatten().filter(|text| text.is_known(library.day)) {
                let passage = Span::new(text.file, 0..sources.get(text.file).text.len());
                copies.extend(homes.iter().map(|home| Copied {
                    policy: id,
                    path: markdown_at(home, version, text),
                    passage,
                }));
            }
        }
        if let Some(passage) = ledger_passage(library, policy, sources) {
            copies.extend(homes.iter().map(|home| Copied { policy: id, path: ledger_at(home), passage }));
        }
    }
    copies
}

/// Where the Markdown of a sealed text is published, below the output folder.
pub fn markdown_path(library: &Library, policy: &Policy, version: &Version, text: &Text) -> String {
    markdown_at(&Home::of(library, policy), version, text)
}

fn markdown_at(home: &Home, version: &Version, text: &Text) -> String {
    let page = Page::permanent(&version.label, text.revision);
    let address = Address::at(home, &text.lang, page);
    format!("{address}policy.md").trim_start_matches('/').to_owned()
}

/// Where a policy's ledger is published, below the output folder.
pub fn ledger_path(library: &Library, policy: &Policy) -> String {
    ledger_at(&Home::of(library, policy))
}

fn ledger_at(home: &Home) -> String {
    match &home.code {
        None => format!("ledgers/{}.toml", home.policy),
        Some(code) => format!("ledgers/{}/in/{code}.toml", home.policy),
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
