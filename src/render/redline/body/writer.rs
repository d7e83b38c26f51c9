//! What a redline is written with: what is known of it, and how far the writing is.

use std::collections::{HashMap, HashSet};

use crate::locale::Locale;
use crate::markdown::Alignment;
use crate::redline::{BlockIdx, ByChange, ChangeIdx, MoveIdx, New, Redline};
use crate::render::html::{Drift, Shape};
use crate::render::redline::fold::Unit;
use crate::render::redline::inline::WordWriter;
use crate::render::redline::items::Item;

/// What is needed to write a redline.
pub struct Look<'c> {
    pub redline: &'c Redline<'c>,
    pub words: WordWriter<'c>,
    pub items: &'c [Item],
    /// The item of each change, `None` for what is kept.
    pub item_of: &'c ByChange<Option<usize>>,
    /// The strings of the page's language, in which remarks are, and of the text's.
    pub locale: &'c Locale,
    pub text_locale: &'c Locale,
    /// Of translations: what the new one does not say of what the controlling text changed.
    pub drift: Option<&'c Drift>,
}

/// A container of the new text, or one that only the old one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    New(usize),
    Old(usize),
}

/// An element that is open.
pub struct Open {
    pub key: Key,
    pub closing: &'static str,
    pub table: Option<Table>,
}

/// A table that is open.
#[derive(Default)]
pub struct Table {
    pub part: TablePart,
    /// How the columns are set, and what their heads say.
    pub alignments: Vec<Alignment>,
    pub names: Vec<String>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub enum TablePart {
    #[default]
    None,
    Head,
    Body,
}

/// The redline as far as it is written.
pub struct BodyWriter<'c> {
    pub look: &'c Look<'c>,
    pub counterparts: HashMap<usize, usize>,
    /// By move: its item.
    pub arrivals: HashMap<MoveIdx, usize>,
    pub open: Vec<Open>,
    /// Containers that were open before: what follows goes on with them.
    pub begun: HashSet<Key>,
    /// Items whose anchor is written.
    pub named: HashSet<usize>,
    pub html: String,
    pub units: Vec<Unit>,
    /// By block of the new text: its last change. Empty where nothing stands behind blocks.
    pub last_changes: HashMap<BlockIdx<New>, ChangeIdx>,
    /// True while the last change of a block of the new text is written.
    pub is_last: bool,
    /// What the new text lacks, and what it waits for.
    pub waiting: Vec<(Shape, String)>,
}
