use std::sync::LazyLock;

use regex::Regex;

use super::TextCheck;
use super::heading_names;
use super::passages::{place, quoted, words};
use crate::markdown::{Block, BlockKind, plain_text};
use crate::source::{Finding, Findings, Span};

crate::codes! {
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

/// Words in the quotation marks of many languages, and the titles of Chinese.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "a constant; the tests run it")]
    Regex::new(r#"“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|〈([^〈〉]+)〉|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)""#)
        .expect("a good expression")
});

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let reported = translated(text, findings);
    for misnamed in heading_names::find(text) {
        let heading = plain_text(&misnamed.heading.inlines);
        // A passage is named once, and what it translates says most.
        if !reported.contains(&misnamed.at) {
            let message = format!("“{}” is much like the heading “{heading}”, but is not it", misnamed.words);
            let block = text.text.document.blocks.get(misnamed.at);
            let of_block = block.map_or(Span::start_of(text.text.file), |block| block.span);
            let place = block.and_then(|block| place(block, &misnamed.words)).unwrap_or(of_block);
            let help =
                format!("write the heading as it is; or write `[](#{})`, which always shows it", misnamed.id);
            let finding = Finding::new(&SECTION_NAME_DIFFERS, place, message, help);
            text.report(misnamed.at, finding.label(misnamed.heading.span, "the section"), findings);
        }
    }
}

/// What a translation names otherwise than its own heading where the controlling text quotes the heading. Returns the blocks
/// with a finding.
fn translated(text: &TextCheck<'_>, findings: &mut Findings) -> Vec<usize> {
    let mut reported = Vec::new();
    let passages = text.passages();
    let headings: Vec<(String, &Block, &Block)> = passages
        .iter()
        .filter_map(|passage| match (passage.sources.as_slice(), passage.blocks.as_slice()) {
            (&[theirs], &[own]) if is_heading(theirs) && is_heading(own) => {
                Some((plain(&plain_text(&theirs.inlines)), theirs, own))
            }
            _ => None,
        })
        .collect();
    for passage in passages.iter().filter(|passage| !passage.sources.iter().any(|block| is_heading(block))) {
        let own = words(&passage.blocks);
        let theirs = words(&passage.sources);
        let own_quotes = quotes(&own);
        let lower = plain(&own);
        for quote in quotes(&theirs) {
            let named = plain(quote);
            let mut same = headings.iter().filter(|(heading, ..)| *heading == named).peekable();
            if own_quotes.is_empty() || same.peek().is_none() {
                continue;
            }
            let wanted: Vec<String> = same.clone().map(|(_, _, own)| plain_text(&own.inlines)).collect();
            let is_named = |heading: &String| {
                let heading = plain(heading);
                lower.contains(&heading) || own_quotes.iter().any(|own| heading.contains(&plain(own)))
            };
            if wanted.iter().any(is_named) {
                continue;
            }
            let message = format!(
                "what this translates names the section “{quote}”, which is called {} here, not {}",
                quoted(wanted.iter().map(String::as_str)),
                quoted(own_quotes.iter().copied()),
            );
            let place = passage.place(text, own_quotes.first().copied().unwrap_or("\n"));
            let finding =
                Finding::new(&SECTION_NAME_DIFFERS, place, message, "write the heading as it is here");
            let heading = same.next().map(|(_, _, own)| own.span);
            let finding =
                heading.into_iter().fold(finding, |finding, span| finding.label(span, "the section"));
            text.report(passage.at(), finding, findings);
            reported.extend(&passage.blocks_at);
        }
    }
    reported
}

/// A text may well quote its own title.
pub fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(2..))
}

/// What is compared: neither case nor the punctuation at the ends.
fn plain(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What stands in quotation marks.
pub fn quotes(words: &str) -> Vec<&str> {
    let found = QUOTED.captures_iter(words);
    found.filter_map(|found| found.iter().skip(1).flatten().next().map(|inside| inside.as_str())).collect()
}
