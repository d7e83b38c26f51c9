//! A version of a policy, its texts, and what they draw on.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::contacts::Contacts;
use super::cookies::CookieRegister;
use super::glossary::Glossary;
use super::label::{Label, WORKING};
use super::sync::Sync;
use crate::locale::Lang;
use crate::markdown::Document;
use crate::source::{FileId, Span};

/// One released controlling text with its translations. Never edited again.
#[derive(Debug)]
pub struct Version {
    pub label: Label,
    /// The day it was published.
    pub released: Date,
    /// The day it takes effect.
    pub effective: Date,
    pub material: bool,
    /// One line for readers, per language.
    pub summary: BTreeMap<Lang, String>,
    /// `version.toml`.
    pub file: FileId,
    /// The number of its `version.toml` in the ledger, from 0; `None` if it is not entered.
    pub entered: Option<usize>,
    pub withdrawn: Option<Withdrawal>,
    /// The texts by language, each with its revisions in order. A controlling text has one.
    pub texts: BTreeMap<Lang, Vec<Text>>,
    /// Copies as they were when the version was released.
    pub registers: Registers,
}

/// That a version was taken back before it took effect, or that an addendum ended.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// The day on which it was made known.
    pub released: Date,
    /// The day from which it holds.
    pub effective: Date,
    pub reason: String,
}

/// What texts draw on.
#[derive(Debug, Default)]
pub struct Registers {
    pub cookies: Option<Arc<CookieRegister>>,
    pub contacts: Option<Arc<Contacts>>,
    pub glossary: Option<Arc<Glossary>>,
}

/// One text in one language.
#[derive(Debug)]
pub struct Text {
    pub file: FileId,
    pub lang: Lang,
    /// Counts from 1; above 1 for later revisions of a released translation.
    pub revision: u32,
    /// Of a translation: the controlling text that it says.
    pub translates: Option<Translates>,
    /// Where it says so.
    pub translates_at: Option<Span>,
    /// Of a text in a version's folder.
    pub seal: Option<Seal>,
    /// Of a translation: what was reconciled since.
    pub sync: Sync,
    pub document: Document,
}

/// How a text was sealed.
#[derive(Debug, Clone, Copy)]
pub struct Seal {
    /// The day on which it was published: its version's, or a later one for a translation that came later.
    pub released: Date,
    /// Its number in the ledger, from 0; `None` if it is not entered, which is a finding.
    pub entry: Option<usize>,
}

/// The controlling text that a translation says as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translates {
    /// The working text.
    Working,
    /// A version, by its label.
    Version(Label),
}

impl fmt::Display for Translates {
    /// As the front matter of a text has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Translates::Working => f.write_str(WORKING),
            Translates::Version(label) => label.fmt(f),
        }
    }
}

/// For so many days what a version changes is news: lists of policies and the head of the policy say so.
pub const NEWS_DAYS: i64 = 90;

impl Version {
    /// The newest revision of its text in that language, as far as it was published by the day `known`.
    pub fn text(&self, lang: &Lang, known: Date) -> Option<&Text> {
        self.texts.get(lang)?.iter().rev().find(|text| text.is_known(known))
    }

    /// The text in the controlling language `lang`, which has no revisions; of a translation the first one.
    pub fn first(&self, lang: &Lang) -> Option<&Text> {
        self.texts.get(lang)?.first()
    }

    /// True if it was released and not taken back, as far as that was known on the day `known`.
    pub fn stands(&self, known: Date) -> bool {
        self.released <= known && !self.is_taken_back(known)
    }

    /// True while readers are told that what it changes is new: until [`NEWS_DAYS`] after it was released and took effect.
    pub fn is_news(&self, day: Date) -> bool {
        day < self.released.max(self.effective).saturating_add(NEWS_DAYS.days())
    }

    /// True if it was taken back before it took effect, as far as that was known on the day `known`.
    pub fn is_taken_back(&self, known: Date) -> bool {
        self.withdrawal(known).is_some_and(|withdrawal| withdrawal.effective <= self.effective)
    }

    /// Its withdrawal, if that was known on the day `known`.
    pub fn withdrawal(&self, known: Date) -> Option<&Withdrawal> {
        self.withdrawn.as_ref().filter(|withdrawal| withdrawal.released <= known)
    }
}

impl Text {
    /// True for a sealed text that was published by the day.
    pub fn is_known(&self, day: Date) -> bool {
        self.seal.is_some_and(|seal| seal.released <= day)
    }
}
