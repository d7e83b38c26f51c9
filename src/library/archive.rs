//! The sealed translations of one language, and since which of them each passage has its words.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::version::{Text, Version};
use crate::locale::Lang;
use crate::markdown::{Document, Fingerprint};

/// The sealed translations of a policy in one language, in the order in which they were entered into the ledger.
#[derive(Debug, Default)]
pub struct Archive {
    texts: Vec<Sealed>,
}

/// Where one of them is: among the policy's versions, and among the texts of its language there.
#[derive(Debug, Clone, Copy)]
pub struct SealedAt {
    pub version: usize,
    pub number: usize,
}

/// One of them.
#[derive(Debug)]
struct Sealed {
    released: Date,
    /// Its number in the ledger.
    entry: usize,
    at: SealedAt,
    /// By block: the oldest text of the archive since which every one has these words. It is the text itself where people judged the
    /// passage anew for it.
    since: Vec<u32>,
}

impl Archive {
    /// Reads the sealed translations in `lang` of versions that stand in this order. What is not entered into the ledger, which is a
    /// finding, is no witness.
    pub(super) fn of(versions: &[Version], lang: &Lang) -> Self {
        let texts = versions.iter().enumerate().flat_map(|(version, of)| {
            let texts = of.texts.get(lang).into_iter().flatten().enumerate();
            texts.map(move |(number, text)| (version, number, text))
        });
        let mut entered: Vec<(Sealed, &Text)> = texts
            .filter_map(|(version, number, text)| {
                let seal = text.seal?;
                let (released, entry) = (seal.released, seal.entry?);
                let at = SealedAt { version, number };
                Some((Sealed { released, entry, at, since: Vec::new() }, text))
            })
            .collect();
        entered.sort_by_key(|(sealed, _)| sealed.entry);
        let mut archive = Archive::default();
        let mut before: HashMap<Fingerprint, u32> = HashMap::new();
        for (at, (mut sealed, text)) in (0..).zip(entered) {
            let judged = judged(text);
            let since = |print: &Fingerprint| match judged.contains(print) {
                true => at,
                false => before.get(print).copied().unwrap_or(at),
            };
            sealed.since = text.document.blocks.iter().map(|block| since(&block.text)).collect();
            before = words(&text.document, &sealed.since);
            archive.texts.push(sealed);
        }
        archive
    }

    /// Returns by block of a translation the sealed text since which every one has had its words without a break, up to those that were
    /// known on `day`. `None` for words that are new in it, or that people judged anew for it.
    pub fn unchanged_since(
        &self,
        versions: &[Version],
        translation: &Text,
        day: Date,
    ) -> Vec<Option<SealedAt>> {
        let is_earlier = |sealed: &&Sealed| match translation.seal {
            Some(seal) => seal.entry.is_some_and(|entry| sealed.entry < entry),
            None => sealed.released <= day,
        };
        let blocks = &translation.document.blocks;
        let Some(last) = self.texts.iter().rev().find(is_earlier) else { return vec![None; blocks.len()] };
        let text = versions
            .get(last.at.version)
            .and_then(|version| version.texts.get(&translation.lang)?.get(last.at.number));
        let before = text.map(|text| words(&text.document, &last.since)).unwrap_or_default();
        let judged = judged(translation);
        let place = |at: &u32| self.texts.get(*at as usize).map(|sealed| sealed.at);
        let since =
            |print: &Fingerprint| before.get(print).filter(|_| !judged.contains(print)).and_then(place);
        blocks.iter().map(|block| since(&block.text)).collect()
    }

    /// Returns the one that was sealed last by `day`.
    pub fn newest(&self, day: Date) -> Option<SealedAt> {
        self.texts.iter().rev().find(|sealed| sealed.released <= day).map(|sealed| sealed.at)
    }
}

/// The words of each block of a text, with since when it has them.
fn words(document: &Document, since: &[u32]) -> HashMap<Fingerprint, u32> {
    document.blocks.iter().map(|block| block.text).zip(since.iter().copied()).collect()
}

/// What people reconciled of a text.
fn judged(text: &Text) -> HashSet<Fingerprint> {
    let passages = text.sync.reconciled.iter().filter_map(|entry| entry.translation.as_ref());
    passages.map(|passage| passage.text).collect()
}
