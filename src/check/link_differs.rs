use std::collections::BTreeMap;

use super::TextCheck;
use super::passages::{addresses, is_email, quoted, words};
use crate::drift::without_language;
use crate::markdown::{Block, Destination, Document, links};
use crate::source::{Finding, Findings, Span};

crate::codes! {
    /// A passage of a translation leads elsewhere than the passage that it translates.
    ///
    /// Its readers find another page, or none. The language in an address may differ, as in `/en-US/` and `/zh-CN/`,
    /// and so may the order of the links. For example, with a link to last year's terms:
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
        let written = |targets: &[(&String, &Target)]| {
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
        let first = more.first().map(|(_, target)| *target);
        let place = first.and_then(|target| target.span);
        let place = place
            .unwrap_or_else(|| passage.place(text, first.map_or("\n", |target| target.written.as_str())));
        text.report(passage.at(), Finding::new(&LINK_DIFFERS, place, message, help), findings);
    }
}

fn without<'t>(targets: Found<'t>, others: &Targets) -> Found<'t> {
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

/// Targets by what must be equal in every language.
type Targets = BTreeMap<String, Target>;
/// Some of them.
type Found<'t> = Vec<(&'t String, &'t Target)>;

/// A target as it is written, and its link if it is one.
struct Target {
    written: String,
    span: Option<Span>,
}

/// Where blocks lead.
fn targets(text: &TextCheck<'_>, blocks: &[&Block]) -> Targets {
    let words = words(blocks);
    let written = addresses(&words)
        .map(|at| &words[at])
        .filter(|address| !is_email(address))
        .map(|address| Target { written: address.to_owned(), span: None });
    let links = blocks
        .iter()
        .flat_map(|block| links(&block.inlines))
        .filter(|link| !is_email(&link.destination))
        // These lead nowhere and have findings of their own.
        .filter(|link| Destination::parse(&link.destination) != Destination::Forbidden)
        .map(|link| Target { written: link.destination.trim().to_owned(), span: Some(link.span) });
    written.chain(links).map(|target| (comparable(text, &target.written), target)).collect()
}

/// A target without what may differ: the language that it names in its path, its host, its query or as the name of a text;
/// the scheme, the slash and
/// the ending that lead to the same page.
fn comparable(text: &TextCheck<'_>, target: &str) -> String {
    let (address, fragment) = target.split_once('#').map_or((target, None), |(a, f)| (a, Some(f)));
    let (path, query) = address.split_once('?').map_or((address, None), |(p, q)| (p, Some(q)));
    let path = path.strip_prefix("https://").or_else(|| path.strip_prefix("http://")).unwrap_or(path);
    let languages = || text.library.config.languages.iter().map(|lang| lang.as_str());
    let is_host_of_language = |first: &str| {
        languages()
            .any(|lang| lang.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(first)))
    };
    let path = match path.split_once('.') {
        Some((first, rest)) if is_host_of_language(first) => rest,
        _ => path,
    };
    let path = match path.strip_suffix(".md").and_then(|path| path.rsplit_once('/')) {
        Some((folder, tag)) if languages().any(|lang| lang == tag) => folder,
        _ => path,
    };
    let path = without_language(path);
    let page = path.trim_end_matches('/');
    let mut comparable = page.strip_suffix(".html").unwrap_or(page).to_owned();
    let names_language = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        ["lang", "language", "locale", "hl"].iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    let pairs = query.into_iter().flat_map(|query| query.split('&')).filter(|pair| !names_language(pair));
    for (at, pair) in pairs.enumerate() {
        comparable.push(if at == 0 { '?' } else { '&' });
        comparable.push_str(pair);
    }
    if let Some(fragment) = fragment {
        comparable.push('#');
        comparable.push_str(fragment);
    }
    comparable
}
