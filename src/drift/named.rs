//! Passages by the names that people give them.

use std::fmt;

use super::judgement::Judgement;
use super::measure::Measured;
use super::roles::{Current, Translation};
use crate::markdown::{Block, Document};
use crate::redline::BlockIdx;

/// Why a name means no passage.
#[derive(Debug, thiserror::Error)]
pub enum NoPassage {
    #[error("the controlling text has no passage `{address}`; {near}")]
    InControlling { address: String, near: Near },
    #[error("the translation has no passage `{address}`; {near}")]
    InTranslation { address: String, near: Near },
    #[error("`{0}` is none of the passages that `drift` measures")]
    NotMeasured(String),
}

/// What there is where a passage was looked for.
#[derive(Debug)]
pub enum Near {
    /// The first and the last passage of the section.
    Passages([String; 2]),
    /// The ids of all sections, if there is no such section.
    Sections(Vec<String>),
}

impl Near {
    fn of(document: &Document, address: &str) -> Self {
        let id = address.rsplit_once('/').map_or(address, |(id, _)| id);
        let inside = document.section(id).and_then(|section| document.blocks.get(section.blocks.clone()));
        let is_own = |block: &&Block| document.sections[block.section].id == id;
        let mut own = inside.unwrap_or_default().iter().filter(is_own).map(|block| document.address(block));
        match own.next() {
            Some(first) => Near::Passages([first.clone(), own.next_back().unwrap_or(first)]),
            None => Near::Sections(document.sections.iter().map(|section| section.id.to_string()).collect()),
        }
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Near::Passages([first, last]) => write!(f, "in that section are `{first}` to `{last}`"),
            Near::Sections(sections) => write!(f, "its sections are {}", sections.join(", ")),
        }
    }
}

impl Measured<'_> {
    /// Returns the passage of that name, as `drift` prints it: an address in the translation, or behind `en:`, or whatever its language
    /// is, one in the controlling text.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(&self, name: &str) -> Result<&Judgement, NoPassage> {
        let mut all = self.judgements.iter();
        let found = if name.starts_with(&self.prefix()) {
            let at = self.controlling_named(name)?;
            all.find(|judgement| judgement.current.contains(&at))
        } else {
            let at = self.translation_named(name)?;
            all.find(|judgement| judgement.translation.contains(&at))
        };
        found.ok_or_else(|| NoPassage::NotMeasured(name.to_owned()))
    }

    /// Returns the block of the controlling text of that name, with `en:` or without.
    ///
    /// # Errors
    /// If there is none.
    pub fn controlling_named(&self, name: &str) -> Result<BlockIdx<Current>, NoPassage> {
        let address = name.strip_prefix(&self.prefix()).unwrap_or(name);
        let document = self.current();
        document.block_at(address).map(BlockIdx::from).ok_or_else(|| NoPassage::InControlling {
            address: address.to_owned(),
            near: Near::of(document, address),
        })
    }

    /// Returns the block of the translation of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn translation_named(&self, name: &str) -> Result<BlockIdx<Translation>, NoPassage> {
        let document = self.translation;
        document.block_at(name).map(BlockIdx::from).ok_or_else(|| NoPassage::InTranslation {
            address: name.to_owned(),
            near: Near::of(document, name),
        })
    }

    /// What stands before the address of a passage of the controlling text.
    fn prefix(&self) -> String {
        format!("{}:", self.controlling)
    }
}
