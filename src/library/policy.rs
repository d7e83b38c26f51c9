//! Policies, their versions and their texts.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::contacts::Contacts;
use super::cookies::CookieRegister;
use super::glossary::Glossary;
use super::jurisdiction::Jurisdiction;
use super::label::{Label, WORKING};
use super::ledger::Ledger;
use super::sync::Sync;
use super::version_folders::VersionFolders;
use super::versions::Versions;
use crate::locale::Lang;
use crate::markdown::Document;
use crate::source::{FileId, Span};

/// Names one policy of a library: an index into its policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub usize);

/// One legal text with its own life.
#[derive(Debug)]
pub struct Policy {
    /// The folder below `content/`, for example `privacy` or `privacy/addenda/br`.
    pub folder: Arc<str>,
    /// The folder's own name, the policy's part of every address.
    pub name: Arc<str>,
    pub kind: PolicyKind,
    /// Of an addendum: the policy that it adds to.
    pub parent: Option<PolicyId>,
    /// Of an addendum: whom it is for.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Its place in lists.
    pub order: i64,
    /// How many days before it takes effect a material change is announced.
    pub notice_days: u32,
    /// Earlier names, whose addresses lead here, with where each is written.
    pub formerly: Vec<(String, Span)>,
    /// True if search engines shall leave out versions that are no longer in force.
    pub noindex_superseded: bool,
    /// What it is and for whom, in one sentence for readers.
    pub description: BTreeMap<Lang, String>,
    /// `policy.toml`.
    pub file: FileId,
    pub working: WorkingTexts,
    pub ledger: Ledger,
    pub sealed: VersionFolders,
    pub versions: Versions,
}

/// What kind of policy a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    PrivacyNotice,
    CookieNotice,
    Addendum,
    Notice,
}

impl PolicyKind {
    /// Every kind with its name in `policy.toml`.
    pub const ALL: [(&'static str, PolicyKind); 4] = [
        ("privacy-notice", PolicyKind::PrivacyNotice),
        ("cookie-notice", PolicyKind::CookieNotice),
        ("addendum", PolicyKind::Addendum),
        ("notice", PolicyKind::Notice),
    ];
}

/// What people edit: the texts of a policy's folder and the registers that they draw on.
#[derive(Debug, Default)]
pub struct WorkingTexts {
    pub texts: BTreeMap<Lang, Text>,
    pub registers: Registers,
}

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
    /// The number of its `version.toml` in the ledger, from 0; nothing if it is not entered.
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
    /// Its number in the ledger, from 0; nothing if it is not entered, which is a finding.
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

impl Policy {
    /// The version with that label.
    pub fn version(&self, label: &Label) -> Option<&Version> {
        self.versions.find(label)
    }

    /// Every text of it: the working ones, then the sealed ones with their versions.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&Version>, &Text)> {
        let sealed = self
            .versions
            .iter()
            .flat_map(|version| version.texts.values().flatten().map(move |text| (Some(version), text)));
        self.working.texts.values().map(|text| (None, text)).chain(sealed)
    }

    /// The controlling text that a translation of it says as a whole, and where its version is among the versions if it is not
    /// the working text. Nothing if there is no such text, which is a finding.
    pub fn said_by(&self, translation: &Text, controlling: &Lang) -> Option<(Option<usize>, &Text)> {
        match translation.translates.as_ref()? {
            Translates::Working => Some((None, self.working.texts.get(controlling)?)),
            Translates::Version(label) => {
                let at = self.versions.place(label)?;
                Some((Some(at), self.versions.get(at)?.first(controlling)?))
            }
        }
    }

    /// True if it adds to another policy.
    pub fn is_addendum(&self) -> bool {
        self.parent.is_some()
    }

    /// The folder on the disk, with `/` between its parts: `content/privacy/versions`.
    pub fn versions_folder(&self) -> String {
        format!("content/{}/versions", self.folder)
    }

    /// True for the path of a file below that folder.
    pub fn is_below_versions(&self, path: &str) -> bool {
        path.strip_prefix(&self.versions_folder()).is_some_and(|rest| rest.starts_with('/'))
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
