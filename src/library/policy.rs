//! Policies, their versions and their texts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::contacts::Contacts;
use super::cookies::CookieRegister;
use super::glossary::Glossary;
use super::jurisdiction::Jurisdiction;
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
    /// `policy.toml`.
    pub file: FileId,
    pub working: WorkingTexts,
    /// In order: by effective day, then as released.
    pub versions: Vec<Version>,
    /// Where each label is among the versions.
    pub labels: HashMap<Label, usize>,
    /// The names of all folders below `versions/`, also of those that could not be read.
    pub version_folders: BTreeSet<String>,
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

/// The name of a version in its address, such as `2021-02-09`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(Arc<str>);

impl Label {
    /// Reads a label: ASCII letters, digits, full stops and hyphens, a letter or digit first.
    pub fn parse(label: &str) -> Option<Self> {
        let good = label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
        good.then(|| Label(label.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
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
    /// The texts by language, each with its revisions in order. A controlling text has one.
    pub texts: BTreeMap<Lang, Vec<Text>>,
    /// Copies as they were when the version was released.
    pub registers: Registers,
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
    pub document: Document,
}

/// The controlling text that a translation says as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translates {
    /// The working text.
    Working,
    /// A version, by its label.
    Version(Label),
}

impl Policy {
    /// The version with that label.
    pub fn version(&self, label: &Label) -> Option<&Version> {
        self.versions.get(*self.labels.get(label)?)
    }

    /// True if it adds to another policy.
    pub fn is_addendum(&self) -> bool {
        self.parent.is_some()
    }
}

impl Version {
    /// The newest revision of its text in that language.
    pub fn text(&self, lang: &Lang) -> Option<&Text> {
        self.texts.get(lang)?.last()
    }
}
