use std::collections::{HashMap, HashSet};

use super::TextCheck;
use super::heading_names::{self, is_heading};
use super::passages::quoted;
use super::prose::{Prose, place_in, words};
use super::quotes::quotes;
use crate::markdown::{Block, plain_text};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A text names a section of its own by other words than that section's heading.
    ///
    /// Readers look for those words and find no such section. What a translation has in quotation marks is compared with
    /// what it translates. In every text, names that are much like a heading but are not it are found where they can only
    /// mean it: the words of a link to the section, an item of a list of the sections, and words in quotation marks beside
    /// “section”, “above”, “部分” and the like. For example:
    ///
    /// ```text
    /// en.md    ## Your rights {#rights}
    /// zh-CN.md ## 您的权利 {#rights}
    ///
    /// en.md    See “Your rights”.
    /// zh-CN.md 参见“用户权益”。
    /// ```
    ///
    /// Way out: write the heading as the translation has it; or write `[](#rights)`, which always shows it.
    SECTION_NAME_DIFFERS = "section-name-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let reported = translated(text, findings);
    for misnamed in heading_names::find(text) {
        let heading = plain_text(&misnamed.heading.inlines);
        // A passage is named once, and what it translates says most.
        if !reported.contains(&misnamed.at) {
            let message = format!("“{}” is much like the heading “{heading}”, but is not it", misnamed.words);
            let help =
                format!("write the heading as it is; or write `[](#{})`, which always shows it", misnamed.id);
            let finding = Finding::new(&SECTION_NAME_DIFFERS, misnamed.place, message, help);
            text.report(misnamed.at, finding.label(misnamed.heading.span, "the section"), findings);
        }
    }
}

/// What a translation names otherwise than its own heading where the controlling text quotes the heading. Returns the blocks
/// with a finding.
fn translated(text: &TextCheck<'_>, findings: &mut Findings) -> HashSet<usize> {
    let mut reported = HashSet::new();
    let passages = text.passages();
    let mut headings: HashMap<String, Vec<&Block>> = HashMap::new();
    for passage in passages {
        if let (&[theirs], &[own]) = (passage.sources.as_slice(), passage.blocks.as_slice())
            && is_heading(theirs)
            && is_heading(own)
        {
            headings.entry(plain(&plain_text(&theirs.inlines))).or_default().push(own);
        }
    }
    for passage in passages.iter().filter(|passage| !passage.sources.iter().any(|block| is_heading(block))) {
        let own = Prose::words(&passage.blocks, text.text.file, text.sources);
        let own_quotes = quotes(&own);
        if own_quotes.is_empty() {
            continue;
        }
        let plain_quotes: HashSet<String> = own_quotes.iter().map(|quote| plain(quote)).collect();
        let lower = plain(&own);
        let theirs = words(&passage.sources);
        let mut asked = HashSet::new();
        for quote in quotes(&theirs) {
            let Some((named, same)) = headings.get_key_value(&plain(quote)) else { continue };
            if !asked.insert(named) {
                continue;
            }
            let wanted: Vec<String> = same.iter().map(|own| plain_text(&own.inlines)).collect();
            let is_named = |heading: &String| {
                let heading = plain(heading);
                lower.contains(&heading) || plain_quotes.iter().any(|own| heading.contains(own))
            };
            if wanted.iter().any(is_named) {
                continue;
            }
            let message = format!(
                "what this translates names the section “{quote}”, which is called {} here, not {}",
                quoted(wanted.iter().map(String::as_str)),
                quoted(own_quotes.iter().copied()),
            );
            let first = own_quotes.first().and_then(|quote| place_in(&own, quote));
            let place = first.map_or_else(|| own.whole(), |first| own.place(first));
            let finding =
                Finding::new(&SECTION_NAME_DIFFERS, place, message, "write the heading as it is here");
            let heading = same.first().map(|own| own.span);
            let finding =
                heading.into_iter().fold(finding, |finding, span| finding.label(span, "the section"));
            text.report(passage.at(), finding, findings);
            reported.extend(&passage.blocks_at);
        }
    }
    reported
}

/// What is compared: neither case nor the punctuation at the ends.
fn plain(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
