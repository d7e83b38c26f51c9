//! What is announced for a later day, and must not come into force before it.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::days::Days;
use crate::library::{Library, Policy, Version};
use crate::locale::Lang;
use crate::markdown::{Block, Document, Fingerprint};
use crate::redline::{self, Kind};

/// With this the reason of a correction begins in the ledger.
pub const EDITORIAL: &str = "editorial: ";

/// The passages that announced versions bring, each with the version that brings it.
pub struct Announced<'a>(HashMap<Fingerprint, &'a Version>);

impl<'a> Announced<'a> {
    /// Those of all versions that take effect later than a new one: what replaces an announced version may have been announced in
    /// its place. A correction brings what it changes of such passages; what it corrects besides may be corrected in the text in
    /// force as well.
    pub fn after(library: &Library, policy: &'a Policy, lang: &Lang, days: Days) -> Self {
        let later = days.effective.max(days.released);
        let text = |version: &'a Version| version.first(lang).map(|text| &text.document);
        let mut previous = policy.versions().in_force(days.effective, days.released).and_then(text);
        let known: HashSet<Fingerprint> =
            previous.into_iter().flat_map(Document::own_blocks).map(|block| block.text).collect();
        let mut announced = HashMap::new();
        // What is dated ahead is announced to nobody yet, and must come forward as little.
        let is_ahead =
            |version: &Version| version.released > library.today && !version.is_taken_back(Date::MAX);
        let stands =
            policy.versions().iter().filter(|version| version.stands(days.released) || is_ahead(version));
        for version in stands.filter(|version| version.effective > later) {
            let Some(document) = text(version) else { continue };
            for (old, new) in changed(previous, document) {
                let counts =
                    !is_correction(policy, version) || old.is_some_and(|old| announced.contains_key(&old));
                if counts && !known.contains(&new) {
                    announced.insert(new, version);
                }
            }
            previous = Some(document);
        }
        Announced(announced)
    }

    /// The first passage of a text that is among them.
    pub fn first_in<'d>(&self, document: &'d Document) -> Option<(&'a Version, &'d Block)> {
        document.own_blocks().find_map(|block| Some((*self.0.get(&block.text)?, block)))
    }
}

/// What each passage of a text says that says something else than before, with what it said.
fn changed(old: Option<&Document>, new: &Document) -> Vec<(Option<Fingerprint>, Fingerprint)> {
    let Some(old) = old else { return new.own_blocks().map(|block| (None, block.text)).collect() };
    let redline = redline::compare(old, new);
    let says = |block: Option<&Block>| block.map(|block| block.text);
    let changes = redline.changes.iter();
    let others = changes.filter(|change| !matches!(change.kind, Kind::Kept | Kind::Minor | Kind::Moved));
    others
        .filter_map(|change| Some((says(redline.old_block(change)), says(redline.new_block(change))?)))
        .collect()
}

/// True if the ledger says that it changes nobody's rights.
fn is_correction(policy: &Policy, version: &Version) -> bool {
    let entry = version.entered.and_then(|entry| policy.ledger().entries.get(entry));
    entry.is_some_and(|entry| entry.record.reason.starts_with(EDITORIAL))
}
