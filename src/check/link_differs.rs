use std::collections::BTreeMap;
use std::ops::Range;

use super::TextCheck;
use super::passages::quoted;
use super::prose::{Prose, addresses, is_email, words};
use crate::library::{LinkReader, LinkTarget};
use crate::markdown::{Block, Destination, Document, links};
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A passage of a translation leads elsewhere than the passage that it translates.
    ///
    /// Its readers find another page, or none: that of another jurisdiction, say. Of the two texts an address may name either
    /// language, as `/en-US/` and `/zh-CN/` do, `policy:cookies` is the same as `/en/cookies/`, and the order of the links may
    /// differ. For example, with a link to last year's terms:
    ///
    /// ```text
    /// en.md    See our [terms](https://www.example.com/terms/2021).
    /// zh-CN.md 参见我们的[条款](https://www.example.com/terms/2020)。
    /// ```
    ///
    /// Way out: write the target that the controlling text has.
    LINK_DIFFERS = "link-differs", Warning;
}

/// So many blocks further on a divided paragraph may have its link.
const NEAR: usize = 2;

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let own_document = &text.text.document;
    for passage in text.passages() {
        let (theirs, own) = (targets(text, &passage.sources), targets(text, &passage.blocks));
        let (more, fewer) = (without(own.iter().collect(), &theirs), without(theirs.iter().collect(), &own));
        if more.is_empty() && fewer.is_empty() {
            continue;
        }
        // A link of a paragraph that was divided stands near by. Beside another link that counts only where nothing else is
        // bound: else two links that were exchanged would go unseen.
        let (from, to) = (&passage.sources_at, &passage.blocks_at);
        let mut more = without(more, &near(text, passage.source, from, |at| !text.is_translated(at)));
        let mut fewer = without(fewer, &near(text, own_document, to, |at| text.sources_of(at).is_empty()));
        if fewer.is_empty() {
            more = without(more, &near(text, passage.source, from, |_| true));
        } else if more.is_empty() {
            fewer = without(fewer, &near(text, own_document, to, |_| true));
        }
        let written = |targets: &[(&LinkTarget, &WrittenTarget)]| {
            quoted(targets.iter().map(|(_, target)| target.written.as_str()))
        };
        let (message, help) = match (more.as_slice(), fewer.as_slice()) {
            ([], []) => continue,
            ([], fewer) => {
                (format!("this passage lacks the link to {}", written(fewer)), "write the link here, too")
            }
            (more, []) => (
                format!("what this translates has no link to {}", written(more)),
                "take the link out, or mend its target",
            ),
            (more, fewer) => (
                format!("this leads to {}, what it translates to {}", written(more), written(fewer)),
                "write the target that the controlling text has",
            ),
        };
        let words = || Prose::words(&passage.blocks, text.text.file, text.sources);
        let place = match more.first().map(|(_, target)| &target.place) {
            Some(Written::Link(span)) => *span,
            Some(Written::Words(range)) => words().place(range.clone()),
            None => words().whole(),
        };
        text.report(passage.at(), Finding::new(&LINK_DIFFERS, place, message, help), findings);
    }
}

fn without<'t>(targets: SomeTargets<'t>, others: &Targets) -> SomeTargets<'t> {
    targets.into_iter().filter(|(key, _)| !others.contains_key(*key)).collect()
}

/// Where the blocks near those `at` lead that are `wanted`.
fn near(text: &TextCheck<'_>, document: &Document, at: &[usize], wanted: impl Fn(usize) -> bool) -> Targets {
    let first = at.first().map_or(0, |first| first.saturating_sub(NEAR));
    let last = at.last().map_or(0, |last| last + NEAR);
    let blocks = document.blocks.iter().enumerate().take(last + 1).skip(first);
    let near: Vec<&Block> = blocks.filter(|(at, _)| wanted(*at)).map(|(_, block)| block).collect();
    targets(text, &near)
}

/// Targets by where they lead, which must be the same in every language.
type Targets = BTreeMap<LinkTarget, WrittenTarget>;
/// Some of them.
type SomeTargets<'t> = Vec<(&'t LinkTarget, &'t WrittenTarget)>;

/// A target as it is written.
struct WrittenTarget {
    written: String,
    place: Written,
}

/// Where a target stands.
enum Written {
    /// In the words of the blocks.
    Words(Range<usize>),
    Link(Span),
}

/// Where blocks lead.
fn targets(text: &TextCheck<'_>, blocks: &[&Block]) -> Targets {
    let reader = LinkReader::of_site(text.library, &text.text.lang);
    let words = words(blocks);
    let written = addresses(&words)
        .map(|at| (&words[at.clone()], Written::Words(at)))
        .filter(|(address, _)| !is_email(address))
        .map(|(address, place)| {
            (reader.read_words(address), WrittenTarget { written: address.to_owned(), place })
        });
    let links = blocks
        .iter()
        .flat_map(|block| links(&block.inlines))
        .filter(|link| !is_email(&link.destination))
        // These lead nowhere and have findings of their own.
        .filter(|link| Destination::parse(&link.destination) != Destination::Forbidden)
        .map(|link| {
            let target = reader.read(&link.destination, &text.sources.get(link.span.file).path);
            let place = Written::Link(link.span);
            (target, WrittenTarget { written: link.destination.trim().to_owned(), place })
        });
    written.chain(links).collect()
}
