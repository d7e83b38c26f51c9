//! Policies, versions, timeline, addenda, cookies, glossary: everything that the files of a site say, checked.

mod address;
mod archive;
pub mod codes;
pub mod config;
mod contacts;
mod cookies;
mod countries;
mod derived;
mod directives;
mod drift_state;
pub mod ever;
pub mod files;
mod glossary;
pub mod jurisdiction;
mod label;
pub mod layout;
pub mod ledger;
mod link_target;
mod localized;
pub mod outputs;
pub mod pages;
mod policy;
mod publish_targets;
mod raw;
mod read;
mod read_policy;
mod read_text;
mod read_version;
mod reader;
mod reading;
pub mod reads;
pub mod references;
mod reread;
pub mod schemas;
pub mod sync;
mod term_search;
mod timeline;
mod unknown;
mod values;
mod version;
mod version_folders;
mod versions;

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::language::Reader;
use crate::locale::Lang;
use crate::markdown::Document;
use crate::source::toml::{did_you_mean, nearest};

pub use address::{Address, Home, Page, SEARCH, at_home};
pub use config::Config;
pub use contacts::{Contacts, Controller};
pub use cookies::{Cookie, CookieRegister};
use derived::Derived;
pub use directives::as_released;
pub use drift_state::State;
pub use ever::SitePath;
pub use files::File;
pub use glossary::{Glossary, Term};
pub use jurisdiction::Jurisdiction;
pub use label::{IN_FORCE, LEDGER, Label, UPCOMING, WORKING};
pub use ledger::Ledger;
pub use link_target::{LinkReader, LinkTarget};
pub use localized::Localized;
pub use pages::JurisdictionPage;
pub use policy::{Policy, PolicyId, PolicyKind};
pub use publish_targets::{MAX_ADDRESS, PublishTarget, Scheme, is_region};
pub use read::read;
pub use read_policy::{POLICY_NAMES, is_policy_name};
pub use read_text::{parse_alone, translating, with_label};
pub use reading::{Reading, upcoming};
use reads::Question;
pub use reread::{family, is_own, reread};
pub use sync::Sync;
pub use term_search::TermSearch;
pub use timeline::{Status, Timeline};
pub use unknown::Unknown;
pub use version::{Registers, Seal, Text, Translates, Version, Withdrawal};
pub use version_folders::VersionFolders;
pub use versions::Versions;

/// Everything that a site's files say.
#[derive(Debug)]
pub struct Library {
    pub config: Config,
    /// The day for which everything is done: what was released later is not known.
    pub day: Date,
    /// The day that it is by the clock, whatever day was asked for: what is dated later is still to come.
    pub today: Date,
    /// In the order of lists: by `order`, then by folder.
    pub policies: Vec<Policy>,
    /// The registers of the whole site, as people edit them now.
    pub registers: Registers,
    /// Every name by which a policy can be called.
    names: HashMap<String, PolicyId>,
    derived: Derived,
    /// What reads each language, made when somebody asks first.
    readers: BTreeMap<Lang, OnceLock<Reader>>,
}

/// Of so many translations at most something is learnt.
const TEACHERS: usize = 24;

/// When a library is read: the day for which, and the day that it is by the clock. They come in from outside, since nothing here
/// has a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    pub day: Date,
    pub today: Date,
}

impl From<Date> for AsOf {
    /// Without a clock nothing is still to come.
    fn from(day: Date) -> Self {
        AsOf { day, today: Date::MAX }
    }
}

impl Library {
    fn new(config: Config, as_of: AsOf, policies: Vec<Policy>, registers: Registers) -> Self {
        let AsOf { day, today } = as_of;
        let derived = Derived::of(&config.languages);
        let readers = config.languages.iter().map(|lang| (lang.clone(), OnceLock::new())).collect();
        let mut library =
            Library { config, day, today, policies, registers, names: HashMap::new(), derived, readers };
        let mut names = HashMap::new();
        for (id, policy) in library.all() {
            names.entry(policy.folder.to_string()).or_insert(id);
            match policy.parent.map(|parent| &library.policy(parent).name) {
                None => drop(names.entry(policy.name.to_string()).or_insert(id)),
                Some(parent) => {
                    names.entry(format!("{parent}/in/{}", policy.name)).or_insert(id);
                    for code in &policy.jurisdictions {
                        names.entry(format!("{parent}/in/{}", code.lower_case())).or_insert(id);
                    }
                    names.entry(format!("{parent}/{}", policy.name)).or_insert(id);
                }
            }
        }
        library.names = names;
        library
    }

    /// When it was read.
    pub fn as_of(&self) -> AsOf {
        AsOf { day: self.day, today: self.today }
    }

    /// The policy with that id, which must come from this library.
    pub fn policy(&self, id: PolicyId) -> &Policy {
        &self.policies[id.0]
    }

    /// All policies with their ids.
    pub fn all(&self) -> impl Iterator<Item = (PolicyId, &Policy)> {
        self.policies.iter().enumerate().map(|(index, policy)| (PolicyId(index), policy))
    }

    /// The policies that are no addenda.
    pub fn main_policies(&self) -> impl Iterator<Item = (PolicyId, &Policy)> {
        self.all().filter(|(_, policy)| !policy.is_addendum())
    }

    /// The policy itself, or the one that it adds to.
    pub fn main(&self, id: PolicyId) -> &Policy {
        let policy = self.policy(id);
        policy.parent.map_or(policy, |parent| self.policy(parent))
    }

    /// The addenda to a policy.
    pub fn addenda(&self, id: PolicyId) -> impl Iterator<Item = (PolicyId, &Policy)> {
        self.all().filter(move |(_, policy)| policy.parent == Some(id))
    }

    /// The policy that people call `name`: its own name, its folder, or for an addendum `privacy/in/br` or
    /// `privacy/br`.
    pub fn find(&self, name: &str) -> Option<PolicyId> {
        self.names.get(name).copied()
    }

    /// The family of the policy that people call `name`; `None` if nothing is called so.
    pub fn family_called(&self, name: &str) -> Option<&str> {
        self.find(name).map(|id| self.policy(id).family())
    }

    /// What the working texts of all policies are called in a language, but for those without one or without a title.
    pub fn titles(&self, lang: &Lang) -> Vec<(PolicyId, String)> {
        let title = |(id, policy): (PolicyId, &Policy)| Some((id, policy.title(lang)?));
        let titles = || self.all().filter_map(title).collect();
        reads::answered(None, || Question::Titles(lang.to_string()), titles)
    }

    /// The translations in `lang` that were sealed last, of the first policies that have one, each behind the controlling text that it
    /// says. What is learnt of a language is learnt of these: of so few that the pages of a large site do not all depend on all texts.
    pub fn sealed_last(&self, lang: &Lang) -> Vec<(&Document, &Document)> {
        let mut found = Vec::new();
        for policy in &self.policies {
            let sealed = policy.versions().newest_sealed(lang, self.day);
            let said =
                sealed.and_then(|sealed| Some((policy.said_by(sealed, &self.config.controlling)?.1, sealed)));
            found.extend(said.map(|(controlling, sealed)| (&controlling.document, &sealed.document)));
            if found.len() == TEACHERS {
                break;
            }
        }
        found
    }

    /// Returns what `learn` makes of the translations in `lang` that were [sealed last](Library::sealed_last), at the first call by calling
    /// it; `None` for a language that the site does not have.
    pub fn learnt<T: Any + Send + std::marker::Sync>(
        &self,
        lang: &Lang,
        learn: impl FnOnce(&[(&Document, &Document)]) -> T,
    ) -> Option<&T> {
        let question = || Question::SealedLast(lang.to_string());
        reads::answered(None, question, || self.derived.get(lang, || learn(&self.sealed_last(lang))))
    }

    /// Returns what reads a language; `None` for one that the site does not have.
    pub fn reader(&self, lang: &Lang) -> Option<&Reader> {
        Some(self.readers.get(lang)?.get_or_init(|| Reader::of(lang)))
    }

    /// Returns the policy that people call `name`.
    ///
    /// # Errors
    /// If nothing is called so, with what there is.
    pub fn require_policy(&self, name: &str) -> Result<&Policy, Unknown> {
        let folders = || self.policies.iter().map(|policy| &*policy.folder);
        // As a shell completes it.
        let name = name.strip_prefix("content/").unwrap_or(name).trim_end_matches('/');
        self.find(name).map(|id| self.policy(id)).ok_or_else(|| {
            let help = match nearest(name, folders()) {
                Some(near) => did_you_mean(near),
                None => format!("there are {}", folders().collect::<Vec<_>>().join(", ")),
            };
            Unknown::Policy { name: name.to_owned(), help }
        })
    }

    /// Returns the language of the site that people call `tag`.
    ///
    /// # Errors
    /// If the site does not have it, with what there is.
    pub fn require_language(&self, tag: &str) -> Result<&Lang, Unknown> {
        let known = || self.config.languages.iter().map(Lang::as_str);
        self.config.language(tag).ok_or_else(|| {
            let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let help = match known().find(|lang| first(lang) == first(tag)) {
                Some(near) => did_you_mean(near),
                None => format!("it has {}", known().collect::<Vec<_>>().join(", ")),
            };
            Unknown::Language { tag: tag.to_owned(), help }
        })
    }

    /// What a reader of `lang` is shown for a version, as far as it was published by the day `known`. `None` if the
    /// version has no controlling text, which is a finding.
    pub fn reading<'a>(
        &self,
        policy: &'a Policy,
        version: &'a Version,
        lang: &Lang,
        known: Date,
    ) -> Option<Reading<'a>> {
        policy.versions().reading(version, lang, &self.config.controlling, known)
    }

    /// Every set of registers, and whether it is sealed with a version.
    pub fn all_registers(&self) -> impl Iterator<Item = (&Registers, bool)> {
        let working = self.policies.iter().map(|policy| &policy.registers);
        let versions = self.policies.iter().flat_map(|policy| policy.versions());
        let sealed = versions.map(|version| (&version.registers, true));
        std::iter::once(&self.registers).chain(working).map(|registers| (registers, false)).chain(sealed)
    }

    /// The cookie register that a policy's working texts draw on: its own; of an addendum, else that of the policy above it;
    /// else that of the only cookie notice which has one. None if there is none.
    ///
    /// # Errors
    /// The cookie notices that have one, if there are several: nothing says which of them is meant.
    pub fn cookie_register<'a>(
        &'a self,
        policy: &'a Policy,
    ) -> Result<Option<&'a CookieRegister>, Vec<&'a Policy>> {
        let register = |policy: &'a Policy| policy.registers.cookies.as_deref();
        let parent = policy.parent.map(|parent| self.policy(parent));
        if let Some(own) = register(policy).or_else(|| register(parent?)) {
            return Ok(Some(own));
        }
        let notices = self.policies.iter().filter(|policy| policy.kind == PolicyKind::CookieNotice);
        let listed: Vec<_> = notices.filter_map(|notice| Some((notice, register(notice)?))).collect();
        match listed.as_slice() {
            [] => Ok(None),
            [(_, only)] => Ok(Some(*only)),
            several => Err(several.iter().map(|(notice, _)| *notice).collect()),
        }
    }

    /// True if the addendum is for `code`: it names the code itself, the country of which it is a part, or a group
    /// that has one of the two among its members.
    pub fn applies_in(&self, addendum: &Policy, code: &Jurisdiction) -> bool {
        // What a group is called makes it no part of a country.
        let is_group = self.config.groups.contains_key(code);
        let covers = |named: &Jurisdiction| named == code || (!is_group && code.is_part_of(named));
        let members = |named: &Jurisdiction| self.config.groups.get(named).map_or(&[][..], Vec::as_slice);
        addendum.jurisdictions.iter().any(|named| covers(named) || members(named).iter().any(covers))
    }
}
