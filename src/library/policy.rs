//! Policies.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::jurisdiction::Jurisdiction;
use super::label::Label;
use super::ledger::Ledger;
use super::reads::{Owned, family_of};
use super::version::{Registers, Text, Translates, Version};
use super::version_folders::VersionFolders;
use super::versions::Versions;
use crate::locale::Lang;
use crate::markdown::plain_text;
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
    /// Of the registers that working texts draw on the one that a policy can have to itself: cookies.
    pub registers: Registers,
    /// What is its own.
    pub(super) own: Owned<Own>,
}

/// What the own files of a policy say, on which the pages of others depend only if they read it.
#[derive(Debug, Default)]
pub struct Own {
    /// The texts that people edit.
    pub working: BTreeMap<Lang, Text>,
    pub ledger: Ledger,
    pub version_folders: VersionFolders,
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

impl Policy {
    /// The texts that people edit.
    pub fn working(&self) -> &BTreeMap<Lang, Text> {
        &self.own.get().working
    }

    /// What answers for its sealed files.
    pub fn ledger(&self) -> &Ledger {
        &self.own.get().ledger
    }

    /// The folders of its versions, and what is in them.
    pub fn version_folders(&self) -> &VersionFolders {
        &self.own.get().version_folders
    }

    /// Its versions, in order.
    pub fn versions(&self) -> &Versions {
        &self.own.get().versions
    }

    /// The folder below `content/` that it shares with its addenda, and with whatever else lies below it.
    pub fn family(&self) -> &str {
        family_of(&self.folder)
    }

    /// What its working text in a language is called; `None` if there is none, or it has no title.
    pub fn title(&self, lang: &Lang) -> Option<String> {
        let title = self.working().get(lang)?.document.title()?;
        Some(plain_text(&title.inlines))
    }

    /// The version with that label.
    pub fn version(&self, label: &Label) -> Option<&Version> {
        self.versions().find(label)
    }

    /// Every text of it: the working ones, then the sealed ones with their versions.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&Version>, &Text)> {
        let sealed = self
            .versions()
            .iter()
            .flat_map(|version| version.texts.values().flatten().map(move |text| (Some(version), text)));
        self.working().values().map(|text| (None, text)).chain(sealed)
    }

    /// The controlling text that a translation of it says as a whole, and where its version is among the versions if it is not
    /// the working text. `None` if there is no such text, which is a finding.
    pub fn said_by(&self, translation: &Text, controlling: &Lang) -> Option<(Option<usize>, &Text)> {
        match translation.translates.as_ref()? {
            Translates::Working => Some((None, self.working().get(controlling)?)),
            Translates::Version(label) => {
                let at = self.versions().place(label)?;
                Some((Some(at), self.versions().get(at)?.first(controlling)?))
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
