//! The addresses of the site's pages, as values.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::label::{Label, WORKING};
use super::outputs::is_page_file;
use super::{Jurisdiction, Library, Policy, PolicyId};
use crate::locale::Lang;

/// The part of an address that is the search, and therefore no policy's name.
pub const SEARCH: &str = "search";

/// The file of the page for what is not there.
const NOT_FOUND: &str = "404.html";

/// A path as a folder: without the name of the file that every folder has, and with a slash at its end.
fn as_folder(path: &str) -> Cow<'_, str> {
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    if path.ends_with('/') { path.into() } else { format!("{path}/").into() }
}

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
            Address::NotFound(None) => write!(f, "/{NOT_FOUND}"),
            Address::NotFound(Some(lang)) => write!(f, "/{lang}/{NOT_FOUND}"),
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
    /// Reads the parts of a path behind those of its policy.
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
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
        }
    }

    /// False for a redline to a version whose folder would be where the file of the redline to the one in force is. No release makes
    /// such a version any more.
    pub fn can_be(&self) -> bool {
        !matches!(self, Page::Compare(_, new) if is_page_file(new.as_str()))
    }

    /// The permanent page of a text in a version's folder.
    pub fn permanent(label: &Label, revision: u32) -> Self {
        match revision {
            1 => Page::Version(label.clone()),
            _ => Page::Revision(label.clone(), revision),
        }
    }
}

/// The part of every address that a policy or an addendum has to itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The policy or addendum whose pages are at that place.
pub fn at_home(library: &Library, home: &Home) -> Option<PolicyId> {
    let (main, _) = library.main_policies().find(|(_, policy)| policy.name == home.policy)?;
    match &home.code {
        None => Some(main),
        Some(code) => library.addenda(main).find(|(_, addendum)| addendum.name == *code).map(|(id, _)| id),
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

    /// The place of the policy or addendum whose page it is; of a page for a jurisdiction one with its code. `None` for the
    /// pages of the whole site.
    pub fn home(&self) -> Option<Home> {
        match self {
            Address::Policy { policy, .. } => Some(Home { policy: policy.clone(), code: None }),
            Address::Jurisdiction { policy, code, .. } => {
                Some(Home { policy: policy.clone(), code: Some(code.clone()) })
            }
            _ => None,
        }
    }

    /// The policy under whose address it is; of an addendum's page the policy that it adds to.
    pub fn policy(&self) -> Option<&str> {
        match self {
            Address::Policy { policy, .. } | Address::Jurisdiction { policy, .. } => Some(policy),
            _ => None,
        }
    }

    /// Which page of its policy it is; `None` for the pages of the whole site.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Address::Policy { page, .. } | Address::Jurisdiction { page, .. } => Some(page),
            _ => None,
        }
    }

    /// The same page in another language.
    #[must_use]
    pub fn in_language(&self, wanted: &Lang) -> Self {
        let mut address = self.clone();
        match &mut address {
            Address::Root | Address::Status | Address::NotFound(None) => {}
            Address::NotFound(Some(lang))
            | Address::Policies(lang)
            | Address::Search(lang)
            | Address::Policy { lang, .. }
            | Address::Jurisdiction { lang, .. } => *lang = wanted.clone(),
        }
        address
    }

    /// The language that it names; none of a page of the whole site.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Address::Root | Address::Status | Address::NotFound(None) => None,
            Address::NotFound(Some(lang))
            | Address::Policies(lang)
            | Address::Search(lang)
            | Address::Policy { lang, .. }
            | Address::Jurisdiction { lang, .. } => Some(lang),
        }
    }

    /// Reads a path such as `/en/privacy/v/2021-02-09/`. The slash at its end may lack, and the name of the folder's file,
    /// `index.html`, may stand behind it: hosts lead from both to the page. Everything else must be as the address is
    /// printed. `None` if no page has such an address; whether a page is there, [`super::ever`] knows.
    pub fn parse(path: &str, library: &Library) -> Option<Self> {
        Address::parse_in(path, &library.config.languages)
    }

    /// The same for a site with these languages.
    pub fn parse_in(path: &str, languages: &[Lang]) -> Option<Self> {
        let language = |tag: &str| languages.iter().find(|lang| lang.as_str() == tag).cloned();
        let below = path.strip_prefix('/')?;
        if below == NOT_FOUND {
            return Some(Address::NotFound(None));
        }
        if let Some((tag, NOT_FOUND)) = below.split_once('/') {
            return Some(Address::NotFound(Some(language(tag)?)));
        }
        let folder = as_folder(path);
        let inner = folder.strip_prefix('/')?;
        let parts: Vec<&str> = inner.split_terminator('/').collect();
        let address = match parts.as_slice() {
            parts if parts.contains(&"") => return None,
            [] => Address::Root,
            ["status"] => Address::Status,
            [lang] => Address::Policies(language(lang)?),
            [lang, SEARCH] => Address::Search(language(lang)?),
            [lang, policy, "in", code, rest @ ..] => Address::Jurisdiction {
                lang: language(lang)?,
                policy: (*policy).into(),
                code: (*code).into(),
                page: Page::parse(rest)?,
            },
            [lang, policy, rest @ ..] => {
                Address::Policy { lang: language(lang)?, policy: (*policy).into(), page: Page::parse(rest)? }
            }
        };
        // A number can be written in more than one way, and only one of them is an address.
        (address.to_string() == folder).then_some(address)
    }

    /// True if some text that is on the page, on whatever day, has the section. On the page for a jurisdiction an addendum's
    /// sections have its name before them.
    pub fn has_section(&self, library: &Library, id: &str) -> bool {
        let has =
            |policy: &Policy, id: &str| policy.texts().any(|(_, text)| text.document.section(id).is_some());
        let own = self.home().and_then(|home| at_home(library, &home)).map(|id| library.policy(id));
        let Address::Jurisdiction { policy, code, page: Page::InForce, .. } = self else {
            return self.page() != Some(&Page::History) && own.is_some_and(|own| has(own, id));
        };
        let main = at_home(library, &Home { policy: policy.clone(), code: None });
        main.is_some_and(|main| {
            let mut codes = library.addenda(main).flat_map(|(_, addendum)| &addendum.jurisdictions);
            let code = codes.find(|named| named.lower_case() == **code);
            let is_shown = |addendum: &Policy| code.is_some_and(|code| library.applies_in(addendum, code));
            has(library.policy(main), id)
                || library.addenda(main).filter(|(_, addendum)| is_shown(addendum)).any(|(_, addendum)| {
                    let own = id.strip_prefix(&*addendum.name).and_then(|id| id.strip_prefix('.'));
                    own.is_some_and(|id| has(addendum, id))
                })
        })
    }
}
