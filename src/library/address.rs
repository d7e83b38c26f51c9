//! The addresses of the site's pages, as values.

use std::fmt;
use std::sync::Arc;

use super::policy::{Label, WORKING};
use super::{Jurisdiction, Library, Policy};
use crate::locale::Lang;

/// The part of an address that is the search, and therefore no policy's name.
pub const SEARCH: &str = "search";

/// Where a page is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// `/`: choose a language.
    Root,
    /// `/status/`: how every translation stands.
    Status,
    /// `/404.html`, and `/LANG/404.html` for hosts that look for one near the address that was asked for.
    NotFound(Option<Lang>),
    /// `/LANG/`: all policies.
    Policies(Lang),
    /// `/LANG/search/`: every text in force, to be searched.
    Search(Lang),
    /// `/LANG/POLICY/…`.
    Policy { lang: Lang, policy: Arc<str>, page: Page },
    /// `/LANG/POLICY/in/CODE/…`: the policy for one jurisdiction, and the pages of the addendum below it.
    Jurisdiction { lang: Lang, policy: Arc<str>, code: Arc<str>, page: Page },
}

/// Which page of a policy or an addendum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// What applies now.
    InForce,
    /// What is announced.
    Upcoming,
    /// A translation beside the controlling text.
    Bilingual,
    /// Every version.
    History,
    /// The permanent page of one version.
    Version(Label),
    /// The permanent page of a later revision of a version's translation, from 2.
    Revision(Label, u32),
    /// The working text; in previews only.
    Draft,
    /// The redline from one version to another.
    Compare(Label, Label),
    /// The redline from a version to the one in force.
    CompareInForce(Label),
    /// The redline from a version to the working text; in previews only.
    CompareDraft(Label),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Root => f.write_str("/"),
            Address::Status => f.write_str("/status/"),
            Address::NotFound(None) => f.write_str("/404.html"),
            Address::NotFound(Some(lang)) => write!(f, "/{lang}/404.html"),
            Address::Policies(lang) => write!(f, "/{lang}/"),
            Address::Search(lang) => write!(f, "/{lang}/{SEARCH}/"),
            Address::Policy { lang, policy, page } => write!(f, "/{lang}/{policy}/{page}"),
            Address::Jurisdiction { lang, policy, code, page } => {
                write!(f, "/{lang}/{policy}/in/{code}/{page}")
            }
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Page::InForce => Ok(()),
            Page::Upcoming => f.write_str("upcoming/"),
            Page::Bilingual => f.write_str("bilingual/"),
            Page::History => f.write_str("history/"),
            Page::Version(label) => write!(f, "v/{label}/"),
            Page::Revision(label, revision) => write!(f, "v/{label}/r/{revision}/"),
            Page::Draft => f.write_str("draft/"),
            Page::Compare(old, new) => write!(f, "compare/{old}/{new}/"),
            Page::CompareInForce(old) => write!(f, "compare/{old}/"),
            Page::CompareDraft(old) => write!(f, "compare/{old}/{WORKING}/"),
        }
    }
}

impl Page {
    /// The permanent page of a text in a version's folder.
    pub fn permanent(label: &Label, revision: u32) -> Self {
        match revision {
            1 => Page::Version(label.clone()),
            _ => Page::Revision(label.clone(), revision),
        }
    }
}

/// The part of every address that a policy or an addendum has to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub policy: Arc<str>,
    /// Of an addendum: the part after `in/`.
    pub code: Option<Arc<str>>,
}

impl Home {
    /// Where a policy is.
    pub fn of(library: &Library, policy: &Policy) -> Self {
        match policy.parent {
            None => Home { policy: policy.name.clone(), code: None },
            Some(parent) => {
                Home { policy: library.policy(parent).name.clone(), code: Some(policy.name.clone()) }
            }
        }
    }

    /// Where it was before: under each earlier name of its own and of the policy that it adds to.
    pub fn former(library: &Library, policy: &Policy) -> Vec<Self> {
        let names = |policy: &Policy| -> Vec<Arc<str>> {
            let former = policy.formerly.iter().map(|(name, _)| name.as_str().into());
            std::iter::once(policy.name.clone()).chain(former).collect()
        };
        let homes: Vec<Home> = match policy.parent {
            None => names(policy).into_iter().map(|policy| Home { policy, code: None }).collect(),
            Some(parent) => {
                let codes = names(policy);
                let in_parent = |policy: Arc<str>| {
                    codes.iter().map(move |code| Home { policy: policy.clone(), code: Some(code.clone()) })
                };
                names(library.policy(parent)).into_iter().flat_map(in_parent).collect()
            }
        };
        // The first is where it is now.
        homes.into_iter().skip(1).collect()
    }
}

impl Address {
    /// The page of a policy, or of an addendum below the policy that it adds to.
    pub fn of(library: &Library, policy: &Policy, lang: &Lang, page: Page) -> Self {
        Address::at(&Home::of(library, policy), lang, page)
    }

    /// The page of a policy in force with the addenda for a jurisdiction.
    pub fn of_jurisdiction(policy: &Policy, lang: &Lang, code: &Jurisdiction) -> Self {
        Address::Jurisdiction {
            lang: lang.clone(),
            policy: policy.name.clone(),
            code: code.lower_case().into(),
            page: Page::InForce,
        }
    }

    /// The page at that place.
    pub fn at(home: &Home, lang: &Lang, page: Page) -> Self {
        let (lang, policy) = (lang.clone(), home.policy.clone());
        match home.code.clone() {
            None => Address::Policy { lang, policy, page },
            Some(code) => Address::Jurisdiction { lang, policy, code, page },
        }
    }

    /// The same page at another place. A page for one jurisdiction keeps its code where the place has none; a page of the
    /// whole site stays what it is.
    pub fn moved(&self, home: &Home) -> Self {
        let mut address = self.clone();
        match &mut address {
            Address::Policy { policy, .. } => *policy = home.policy.clone(),
            Address::Jurisdiction { policy, code, .. } => {
                *policy = home.policy.clone();
                if let Some(other) = &home.code {
                    *code = other.clone();
                }
            }
            _ => {}
        }
        address
    }

    /// Another page of the same policy or addendum in the same language. A page of the whole site stays what it is.
    pub fn with_page(&self, page: Page) -> Self {
        let mut address = self.clone();
        if let Address::Policy { page: own, .. } | Address::Jurisdiction { page: own, .. } = &mut address {
            *own = page;
        }
        address
    }

    /// The policy under whose address it is; of an addendum's page the policy that it adds to.
    pub fn policy(&self) -> Option<&str> {
        match self {
            Address::Policy { policy, .. } | Address::Jurisdiction { policy, .. } => Some(policy),
            _ => None,
        }
    }

    /// Which page of its policy it is; nothing for the pages of the whole site.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Address::Policy { page, .. } | Address::Jurisdiction { page, .. } => Some(page),
            _ => None,
        }
    }

    /// Reads a path such as `/en/privacy/v/2021-02-09/`; nothing if no page could ever be there.
    pub fn parse(path: &str, library: &Library) -> Option<Self> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let mut parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        if parts.last() == Some(&"") {
            parts.pop();
        }
        let language = |tag: &str| library.config.languages.iter().find(|lang| lang.as_str() == tag).cloned();
        let page = |rest: &[&str]| match rest {
            [] => Some(Page::InForce),
            ["upcoming"] => Some(Page::Upcoming),
            ["bilingual"] => Some(Page::Bilingual),
            ["history"] => Some(Page::History),
            ["v", label] => Some(Page::Version(Label::parse(label)?)),
            ["v", label, "r", revision] => Some(Page::Revision(Label::parse(label)?, revision.parse().ok()?)),
            ["draft"] => Some(Page::Draft),
            ["compare", old] => Some(Page::CompareInForce(Label::parse(old)?)),
            ["compare", old, WORKING] => Some(Page::CompareDraft(Label::parse(old)?)),
            ["compare", old, new] => Some(Page::Compare(Label::parse(old)?, Label::parse(new)?)),
            _ => None,
        };
        match parts.as_slice() {
            [] => Some(Address::Root),
            ["status"] => Some(Address::Status),
            [lang] => Some(Address::Policies(language(lang)?)),
            [lang, SEARCH] => Some(Address::Search(language(lang)?)),
            [lang, policy, "in", code, rest @ ..] => Some(Address::Jurisdiction {
                lang: language(lang)?,
                policy: (*policy).into(),
                code: (*code).into(),
                page: page(rest)?,
            }),
            [lang, policy, rest @ ..] => {
                Some(Address::Policy { lang: language(lang)?, policy: (*policy).into(), page: page(rest)? })
            }
        }
    }

    /// True if the site has the page on some day.
    pub fn exists(&self, library: &Library) -> bool {
        let (policy, page) = match self {
            Address::Policy { policy, page, .. } => (library.find(policy), page),
            Address::Jurisdiction { policy, code, page, .. } => {
                (library.find(&format!("{policy}/in/{code}")), page)
            }
            // The whole site's are there on every day.
            _ => return true,
        };
        let Some(policy) = policy.map(|id| library.policy(id)) else { return false };
        match page {
            Page::InForce | Page::Upcoming | Page::Bilingual | Page::History | Page::Draft => true,
            Page::Version(label) | Page::CompareInForce(label) | Page::CompareDraft(label) => {
                policy.version(label).is_some()
            }
            Page::Compare(old, new) => [old, new].iter().all(|label| policy.version(label).is_some()),
            Page::Revision(label, revision) => policy.version(label).is_some_and(|version| {
                version.texts.values().flatten().any(|text| text.revision == *revision)
            }),
        }
    }

    /// True if some text of the page's policy has the section; pages of addenda may name it with the addendum's prefix.
    pub fn has_section(&self, library: &Library, id: &str) -> bool {
        let names = match self {
            Address::Policy { policy, .. } => vec![policy.to_string()],
            Address::Jurisdiction { policy, code, .. } => {
                vec![policy.to_string(), format!("{policy}/in/{code}")]
            }
            _ => return false,
        };
        let mut policies = names.iter().filter_map(|name| library.find(name)).map(|id| library.policy(id));
        policies.any(|policy| {
            let id = id.strip_prefix(&format!("{}.", policy.name)).unwrap_or(id);
            policy.texts().any(|(_, text)| text.document.section(id).is_some())
        })
    }
}
