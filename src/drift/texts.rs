//! The texts that are measured.

use jiff::civil::Date;

use super::lexicon::Lexicon;
use super::roles::Translation;
use crate::language::{ListedWords, Reader};
use crate::library::{Glossary, LinkReader, Sync, Version};
use crate::locale::Lang;
use crate::markdown::Document;
use crate::redline::ByBlock;

/// What is measured.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    /// The controlling text that the translation says as a whole.
    pub base: &'a Document,
    /// The controlling text against which it is measured.
    pub current: &'a Document,
    pub translation: &'a Document,
    /// The language of the translation; `None` for a file that is named for none.
    pub lang: Option<&'a Lang>,
    /// What was before; `None` for files that belong to no site.
    pub history: Option<History<'a>>,
    /// What is known of the two languages.
    pub known: Known<'a>,
    /// Says which of their links lead to the same place.
    pub links: LinkReader<'a>,
}

/// What is known of the two languages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The terms that both texts know.
    pub glossed: Option<Glossed<'a>>,
    pub lexicon: Option<&'a Lexicon>,
    /// What reads the controlling language and that of the translation.
    pub readers: Option<[&'a Reader; 2]>,
    /// The words of the controlling language that the site says are grave.
    pub listed: Option<&'a ListedWords>,
}

/// The terms of a glossary in two languages: of the source, and of the translation. They are the same whatever they are
/// called there.
#[derive(Debug, Clone, Copy)]
pub struct Glossed<'a> {
    pub glossary: &'a Glossary,
    pub languages: [&'a Lang; 2],
}

/// The controlling texts up to the current one, and what the sealed translations witness.
#[derive(Debug, Clone)]
pub struct History<'a> {
    pub versions: VersionTexts<'a>,
    /// Those of them that are earlier than the base.
    pub earlier: VersionTexts<'a>,
    /// By block of the translation: the sealed text since which it has its words, where that says an earlier controlling text than the
    /// base.
    pub unchanged: ByBlock<Translation, Option<Witness<'a>>>,
}

/// A sealed translation, with the controlling text that it says as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'a> {
    pub translation: &'a Document,
    pub controlling: &'a Document,
    pub sync: &'a Sync,
}

/// The controlling texts of versions.
#[derive(Debug, Clone, Copy)]
pub struct VersionTexts<'a> {
    /// In order, the oldest first.
    pub versions: &'a [Version],
    pub controlling: &'a Lang,
    /// What was taken back by this day, or released later, does not count.
    pub day: Date,
}

impl<'a> VersionTexts<'a> {
    /// Returns each version that counts with its controlling text, the oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&'a Version, &'a Document)> + use<'a> {
        let VersionTexts { versions, controlling, day } = *self;
        let standing = versions.iter().filter(move |version| version.stands(day));
        standing.filter_map(move |version| Some((version, &version.first(controlling)?.document)))
    }
}
