use std::collections::BTreeMap;
use std::ops::Range;

use super::TextCheck;
use super::passages::quoted;
use super::prose::{self, Prose, addresses, is_email};
use crate::markdown::{Block, links};
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A passage of a translation names another e-mail address than the passage that it translates.
    ///
    /// What its readers send goes elsewhere or nowhere. For example:
    ///
    /// ```text
    /// en.md    Write to privacy@example.com.
    /// ms.md    Tulis kepada legal@example.com.
    /// ```
    ///
    /// Way out: write the address of the controlling text.
    EMAIL_DIFFERS = "email-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for passage in text.passages() {
        let words = Prose::words(&passage.blocks, text.text.file, text.sources);
        let (theirs, own) =
            (emails(&passage.sources, &prose::words(&passage.sources)), emails(&passage.blocks, &words));
        let more: Vec<&str> =
            own.keys().filter(|address| !theirs.contains_key(*address)).map(String::as_str).collect();
        let fewer: Vec<&str> =
            theirs.keys().filter(|address| !own.contains_key(*address)).map(String::as_str).collect();
        let (message, help) = match (more.first(), fewer.as_slice()) {
            (None, []) => continue,
            (None, fewer) => (
                format!("this passage lacks the e-mail address {}", quoted(fewer.iter().copied())),
                "write the address here, too",
            ),
            (Some(_), []) => (
                format!("what this translates has no e-mail address {}", quoted(more.iter().copied())),
                "take the address out",
            ),
            (Some(_), fewer) => (
                format!(
                    "the e-mail address is {} here and {} in what this translates",
                    quoted(more.iter().copied()),
                    quoted(fewer.iter().copied())
                ),
                "write the address of the controlling text",
            ),
        };
        let place = match more.first().and_then(|address| own.get(*address)) {
            Some(Written::Words(range)) => words.place(range.clone()),
            Some(Written::Link(span)) => *span,
            None => words.whole(),
        };
        text.report(passage.at(), Finding::new(&EMAIL_DIFFERS, place, message, help), findings);
    }
}

/// Where an address stands.
enum Written {
    /// In the words of the passage.
    Words(Range<usize>),
    Link(Span),
}

/// The addresses in the words and in the links of blocks, each with the first place where it stands.
fn emails(blocks: &[&Block], words: &str) -> BTreeMap<String, Written> {
    let written = addresses(words).map(|at| (words[at.clone()].to_lowercase(), Written::Words(at)));
    let links = blocks.iter().flat_map(|block| links(&block.inlines)).filter_map(|link| {
        let target = link.destination.trim();
        let address = target.strip_prefix("mailto:").unwrap_or(target);
        let address = address.split('?').next().unwrap_or_default().to_lowercase();
        is_email(target).then_some((address, Written::Link(link.span)))
    });
    let mut emails = BTreeMap::new();
    for (address, place) in written.filter(|(address, _)| is_email(address)).chain(links) {
        emails.entry(address).or_insert(place);
    }
    emails
}
