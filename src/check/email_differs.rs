use std::collections::BTreeSet;

use super::TextCheck;
use super::passages::{addresses, is_email, quoted, words};
use crate::markdown::{Block, links};
use crate::source::{Finding, Findings};

crate::codes! {
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
        let (theirs, own) = (emails(&passage.sources), emails(&passage.blocks));
        let more: Vec<&str> = own.difference(&theirs).map(String::as_str).collect();
        let fewer: Vec<&str> = theirs.difference(&own).map(String::as_str).collect();
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
        let place = passage.place(text, more.first().copied().unwrap_or("\n"));
        text.report(passage.at(), Finding::new(&EMAIL_DIFFERS, place, message, help), findings);
    }
}

/// The addresses in the words and in the links of blocks.
fn emails(blocks: &[&Block]) -> BTreeSet<String> {
    let words = words(blocks);
    let written = addresses(&words).map(|at| words[at].to_lowercase()).filter(|address| is_email(address));
    let links = blocks.iter().flat_map(|block| links(&block.inlines));
    let targets = links.map(|link| link.destination.trim()).filter(|target| is_email(target)).map(|target| {
        let address = target.strip_prefix("mailto:").unwrap_or(target);
        address.split('?').next().unwrap_or_default().to_lowercase()
    });
    written.chain(targets).collect()
}
