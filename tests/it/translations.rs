//! What every translation of the repository's own texts must have in common with the text that it translates, section by
//! section: numbers and dates, links and e-mail addresses, list items and table rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use promulgate::library::{Library, Policy, Text, Translates};
use promulgate::markdown::{Block, BlockKind, Document, Inline, Section, links, plain_text};
use promulgate::source::Sources;

use crate::support::{DAY, repository};

/// The months as English and Malay write them; Chinese writes their numbers.
const MONTHS: [[&str; 2]; 12] = [
    ["January", "Januari"],
    ["February", "Februari"],
    ["March", "Mac"],
    ["April", "April"],
    ["May", "Mei"],
    ["June", "Jun"],
    ["July", "Julai"],
    ["August", "Ogos"],
    ["September", "September"],
    ["October", "Oktober"],
    ["November", "November"],
    ["December", "Disember"],
];

/// How often each thing is there.
type Counts = BTreeMap<String, usize>;

fn facts<'a>(blocks: impl Iterator<Item = &'a Block>) -> Counts {
    let mut counts = Counts::new();
    let mut add = |fact: String| *counts.entry(fact).or_default() += 1;
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) => {}
            kind => add(format!("{kind:?}")),
        }
        for link in links(&block.inlines) {
            add(format!("link {}", link.destination.split('?').next().unwrap_or_default()));
        }
        for number in numbers(&plain_text(&own_words(block))) {
            add(format!("number {number}"));
        }
    }
    counts
}

/// The blocks of a section, but for the list of addenda, which is that of the day and not the text's own.
fn blocks_of<'a>(document: &'a Document, section: &Section) -> impl Iterator<Item = &'a Block> {
    let id = section.id.clone();
    document
        .own_blocks()
        .filter(move |block| document.sections.get(block.section).is_some_and(|section| section.id == id))
}

/// The words of a block without those of code, which every language has in common or not at all.
fn own_words(block: &Block) -> Vec<Inline> {
    block.inlines.iter().filter(|inline| !matches!(inline, Inline::Code(_))).cloned().collect()
}

/// The numbers in a text, those of months beside a day or a year among them.
fn numbers(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '(' || c == ')').collect();
    let mut numbers = Vec::new();
    let has_digit = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
    };
    for (at, word) in words.iter().enumerate() {
        let name = word.trim_matches(|c: char| !c.is_alphabetic());
        let month = MONTHS.iter().position(|names| names.contains(&name));
        if let Some(month) = month.filter(|_| has_digit(at.checked_sub(1)) || has_digit(Some(at + 1))) {
            numbers.push((month + 1).to_string());
        }
        let parts = word.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/' | ':'));
        numbers.extend(
            parts
                .map(|part| part.trim_matches(|c: char| !c.is_ascii_digit()).replace(',', ""))
                .filter(|number| !number.is_empty()),
        );
    }
    numbers
}

fn compare(policy: &Policy, controlling: &Text, text: &Text, path: &str, report: &mut String) {
    let (source, translation) = (&controlling.document, &text.document);
    for section in &source.sections {
        let Some(other) = translation.section(&section.id) else {
            let _ = writeln!(report, "{path}: no section `{}`", section.id);
            continue;
        };
        let wanted = facts(blocks_of(source, section));
        let found = facts(blocks_of(translation, other));
        for (fact, count) in &wanted {
            let there = found.get(fact).copied().unwrap_or(0);
            if there != *count {
                let _ = writeln!(report, "{path}#{}: {fact}: {there}, not {count}", section.id);
            }
        }
        for (fact, count) in found.iter().filter(|(fact, _)| !wanted.contains_key(*fact)) {
            let _ = writeln!(report, "{path}#{}: {fact}: {count}, not 0", section.id);
        }
    }
    let own =
        translation.sections.iter().filter(|section| !section.local && source.section(&section.id).is_none());
    for section in own {
        let _ = writeln!(report, "{path}: section `{}` is not in the {} text", section.id, policy.name);
    }
}

/// Every translation with the controlling text that it says.
fn pairs(library: &Library) -> Vec<(&Policy, &Text, &Text)> {
    let controlling = &library.config.controlling;
    let mut pairs = Vec::new();
    for policy in &library.policies {
        let sealed = policy.versions().iter().flat_map(|version| version.texts.values().flatten());
        // What was reconciled with a later text no longer says what the file says as a whole that it translates.
        let whole = policy.working().values().chain(sealed).filter(|text| text.sync.reconciled.is_empty());
        for text in whole {
            let source = match &text.translates {
                None => continue,
                Some(Translates::Working) => policy.working().get(controlling),
                Some(Translates::Version(label)) => {
                    policy.version(label).and_then(|version| version.first(controlling))
                }
            };
            pairs.push((policy, source.expect("the text that is translated"), text));
        }
    }
    pairs
}

/// `PROMULGATE_SITE` names another site to look at.
#[test]
fn translations_agree_with_what_they_translate() {
    let root = std::env::var_os("PROMULGATE_SITE").map_or_else(|| repository(""), PathBuf::from);
    let opened = promulgate::pipeline::open(&root, promulgate::pipeline::Check::All, |_| DAY)
        .expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a site");
    let sources: &Sources = &opened.value.tree.sources;
    let pairs = pairs(library);
    let mut report = String::new();
    for (policy, source, text) in &pairs {
        compare(policy, source, text, &sources.get(text.file).path, &mut report);
    }
    println!("{} translations", pairs.len());
    assert!(!pairs.is_empty() && report.is_empty(), "\n{report}");
}
