//! The shapes of redlines.

use serde::Serialize;

use super::{Day, PageLink, Words};

/// `compare.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct ComparePage {
    /// The policy's folder.
    pub policy_folder: String,
    /// The policy, with a link to what is in force if anything is.
    pub policy: PageLink,
    pub old: ComparedText,
    pub new: ComparedText,
    /// Of the new version, if the old one is the one before it.
    pub material: Option<bool>,
    pub summary: Option<Words>,
    /// Of translations.
    pub notes: Vec<CompareNote>,
    /// Of translations: how much of what the controlling text changed the redline shows; `None` if it changed nothing.
    pub followed: Option<FollowedBanner>,
    /// The page of all versions.
    pub history: Option<String>,
    pub redline: Redline,
}

/// What a reader of a redline must know.
#[derive(Debug, Serialize)]
pub struct CompareNote {
    pub kind: CompareNoteKind,
    /// The redline of the controlling text.
    pub href: Option<String>,
    /// The controlling language.
    pub hreflang: String,
}

/// What a note on a redline of translations says. Templates know it by its name in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompareNoteKind {
    /// The controlling text decides.
    Translation,
    /// No word of the controlling text changed between the two versions.
    ControllingUnchanged,
    /// Whether the translations follow it cannot be said.
    Unmeasured,
}

/// How much of what the controlling text changed between two versions a redline of translations shows.
#[derive(Debug, Serialize)]
pub struct FollowedBanner {
    /// The gravest that became of a change, as `counts` calls it.
    pub gravest: &'static str,
    /// True if the translation does not say something that changed. It is marked in the text, or shown there in the
    /// controlling language.
    pub is_lacking: bool,
    /// True if words changed, and not only formatting or links.
    pub says_other_words: bool,
    /// How many passages of the controlling text changed, were added, taken out or moved.
    pub changes: usize,
    /// How many of these became what, each once: `shown`, `same`, `minor`, `apart`, `behind`, `uncertain`, `missing`,
    /// `critical`.
    pub counts: Vec<FateCount>,
    /// The name of the controlling language.
    pub language: String,
}

/// How many changes of the controlling text became that in a translation.
#[derive(Debug, Serialize)]
pub struct FateCount {
    pub fate: &'static str,
    pub count: usize,
}

/// One of two texts that are compared.
#[derive(Debug, Serialize)]
pub struct ComparedText {
    /// The version's label; `None` for a working text.
    pub label: Option<String>,
    /// The page of the text.
    pub href: Option<String>,
    /// `in-force`, `upcoming`, `superseded`, `withdrawn` or `draft`.
    pub status: &'static str,
    pub released: Option<Day>,
    pub effective: Option<Day>,
    /// Of a translation: which revision of it is compared, if it is not the first.
    pub revision: Option<u32>,
}

/// The changes from one text to another, for `partials/redline.html`.
#[derive(Debug, Serialize)]
pub struct Redline {
    /// The language of the texts.
    pub lang: String,
    pub dir: &'static str,
    /// Words.
    pub inserted: usize,
    pub deleted: usize,
    /// The sections that are touched, in order.
    pub sections: Vec<TouchedSection>,
    pub changes: Vec<ListedChange>,
    /// The text with its changes, as HTML (safe).
    pub body: String,
}

/// A section that a redline touches.
#[derive(Debug, Serialize)]
pub struct TouchedSection {
    /// Its heading in words.
    pub heading: String,
    /// Its id in the text below; `None` if it was taken out.
    pub id: Option<String>,
}

/// A change in the list of changes.
#[derive(Debug, Serialize)]
pub struct ListedChange {
    /// Counts from 1; its place is `#change.NUMBER`.
    pub number: usize,
    /// `minor`, `changed`, `inserted`, `deleted`, `moved` or `moved-changed`.
    pub kind: &'static str,
    /// The heading of its section, in words.
    pub heading: String,
    pub passages: usize,
    pub inserted: usize,
    pub deleted: usize,
    /// The words that are taken out and added first, cut where they are long.
    pub taken_out: Option<String>,
    pub added: Option<String>,
    /// True in a translation if the controlling text of these passages is the same in both versions.
    pub source_unchanged: bool,
}
