//! What is published byte for byte: every sealed text, and the ledgers with which anybody can verify them.

use super::{Copied, Site};
use crate::library::{File, Home, Library, Policy, Text, Version};
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
                    path: File::markdown_at(home.clone(), version, text).path(),
                    passage,
                }));
            }
        }
        if let Some(passage) = policy.ledger().known(library.day) {
            let path = |home: &Home| File::Ledger(home.clone()).path();
            copies.extend(homes.iter().map(|home| Copied { policy: id, path: path(home), passage }));
        }
    }
    copies
}

/// Where the Markdown of a sealed text is published, below the output folder.
pub fn markdown_path(library: &Library, policy: &Policy, version: &Version, text: &Text) -> String {
    File::markdown(library, policy, version, text).path()
}

/// Where a policy's ledger is published, below the output folder.
pub fn ledger_path(library: &Library, policy: &Policy) -> String {
    File::Ledger(Home::of(library, policy)).path()
}
