//! The addresses of the files that a site has besides its pages, as values: what is published as it was sealed, and what is
//! for programs.

use std::fmt;

use super::address::{Address, Home, Page};
use super::pages::PolicyOn;
use super::{Config, Library, Policy, Text, Version};
use crate::locale::Lang;

/// Where a file is. What only hosts read, the theme's files and compressed copies have no address to which a text could
/// lead: they are not here, or not for long.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// `/policies.json` and the like: one of [`WHOLE`].
    Whole(&'static str),
    /// `/LANG/feed.xml` and the like: one of [`OF_LANGUAGE`].
    OfLanguage(Lang, &'static str),
    /// `/LANG/POLICY/feed.xml` and the like: one of [`OF_POLICY`].
    OfPolicy { lang: Lang, home: Home, name: &'static str },
    /// `/LANG/POLICY/v/LABEL/policy.md`: a sealed text, in the folder of its permanent page.
    Markdown { lang: Lang, home: Home, page: Page },
    /// `/ledgers/POLICY.toml`.
    Ledger(Home),
}

/// How translations stand.
pub const DRIFT: &str = "drift.json";
/// The site map, which previews do not have.
pub const SITEMAP: &str = "sitemap.xml";

/// The files of the whole site.
pub const WHOLE: [&str; 10] = [
    "policies.json",
    DRIFT,
    "manifest.json",
    "robots.txt",
    SITEMAP,
    "schemas/policies.schema.json",
    "schemas/policy.schema.json",
    "schemas/drift.schema.json",
    "schemas/search.schema.json",
    "schemas/manifest.schema.json",
];

pub const FEED: &str = "feed.xml";
pub const INDEX: &str = "index.json";
/// By the extension that is registered for `application/link-format` (RFC 6690).
pub const TIMEMAP: &str = "timemap.wlnk";
/// What can be searched.
pub const SEARCH_DATA: &str = "search.json";

/// The files of a language.
pub const OF_LANGUAGE: [&str; 2] = [FEED, SEARCH_DATA];

/// The files of a policy or an addendum.
pub const OF_POLICY: [&str; 3] = [FEED, INDEX, TIMEMAP];

const MARKDOWN: &str = "policy.md";

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            File::Whole(name) => write!(f, "/{name}"),
            File::OfLanguage(lang, name) => write!(f, "{}{name}", Address::Policies(lang.clone())),
            File::OfPolicy { lang, home, name } => {
                write!(f, "{}{name}", Address::at(home, lang, Page::InForce))
            }
            File::Markdown { lang, home, page } => {
                write!(f, "{}{MARKDOWN}", Address::at(home, lang, page.clone()))
            }
            File::Ledger(Home { policy, code: None }) => write!(f, "/ledgers/{policy}.toml"),
            File::Ledger(Home { policy, code: Some(code) }) => write!(f, "/ledgers/{policy}/in/{code}.toml"),
        }
    }
}

impl File {
    /// A sealed text of a policy.
    pub fn markdown(library: &Library, policy: &Policy, version: &Version, text: &Text) -> Self {
        File::markdown_at(Home::of(library, policy), version, text)
    }

    /// The same at another place.
    pub fn markdown_at(home: Home, version: &Version, text: &Text) -> Self {
        let page = Page::permanent(&version.label, text.revision);
        File::Markdown { lang: text.lang.clone(), home, page }
    }

    /// Where it is below the output folder.
    pub fn path(&self) -> String {
        self.to_string().trim_start_matches('/').to_owned()
    }

    /// Reads a path of a site with these languages; `None` if no file has such an address.
    pub fn parse_in(path: &str, languages: &[Lang]) -> Option<Self> {
        let known = |names: &[&'static str], name: &str| names.iter().find(|known| **known == name).copied();
        let below = path.strip_prefix('/')?;
        if let Some(name) = known(&WHOLE, below) {
            return Some(File::Whole(name));
        }
        let (folder, name) = below.rsplit_once('/')?;
        let file = match folder.split('/').collect::<Vec<_>>().as_slice() {
            ["ledgers"] => File::Ledger(Home { policy: name.strip_suffix(".toml")?.into(), code: None }),
            ["ledgers", policy, "in"] => File::Ledger(Home {
                policy: (*policy).into(),
                code: Some(name.strip_suffix(".toml")?.into()),
            }),
            _ => {
                let address = Address::parse_in(&format!("/{folder}/"), languages)?;
                let lang = address.lang()?.clone();
                match (address.home(), address.page()) {
                    (None, _) if address == Address::Policies(lang.clone()) => {
                        File::OfLanguage(lang, known(&OF_LANGUAGE, name)?)
                    }
                    (Some(home), Some(Page::InForce)) => {
                        File::OfPolicy { lang, home, name: known(&OF_POLICY, name)? }
                    }
                    (Some(home), Some(page @ (Page::Version(_) | Page::Revision(..))))
                        if name == MARKDOWN =>
                    {
                        File::Markdown { lang, home, page: page.clone() }
                    }
                    _ => return None,
                }
            }
        };
        (file.to_string() == path).then_some(file)
    }

    /// The language that it names; none of a file that is for all.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            File::Whole(_) | File::Ledger(_) => None,
            File::OfLanguage(lang, _) | File::OfPolicy { lang, .. } | File::Markdown { lang, .. } => {
                Some(lang)
            }
        }
    }

    /// The same file of another language.
    #[must_use]
    pub fn in_language(&self, wanted: &Lang) -> Self {
        let mut file = self.clone();
        match &mut file {
            File::Whole(_) | File::Ledger(_) => {}
            File::OfLanguage(lang, _) | File::OfPolicy { lang, .. } | File::Markdown { lang, .. } => {
                *lang = wanted.clone();
            }
        }
        file
    }

    /// The place of the policy whose it is.
    pub fn home(&self) -> Option<&Home> {
        match self {
            File::Whole(_) | File::OfLanguage(..) => None,
            File::OfPolicy { home, .. } | File::Markdown { home, .. } | File::Ledger(home) => Some(home),
        }
    }

    /// The same file of a policy that is at another place.
    #[must_use]
    pub fn moved(&self, to: &Home) -> Self {
        let mut file = self.clone();
        match &mut file {
            File::Whole(_) | File::OfLanguage(..) => {}
            File::OfPolicy { home, .. } | File::Markdown { home, .. } | File::Ledger(home) => {
                *home = to.clone();
            }
        }
        file
    }

    /// True if the file stays where it was when its policy gets another name.
    pub fn stays(&self) -> bool {
        matches!(self, File::Markdown { .. } | File::Ledger(_))
    }

    /// True if a published site with this configuration has that file of the whole site or of a language, which it then has on
    /// every day.
    pub fn is_whole(&self, config: &Config) -> bool {
        match self {
            File::Whole(name) => *name != DRIFT || config.languages.len() > 1,
            File::OfLanguage(..) => true,
            File::OfPolicy { .. } | File::Markdown { .. } | File::Ledger(_) => false,
        }
    }

    /// True if the site has that file of a policy on the day. A time map needs the page to which it belongs, and `has_page`
    /// says whether that is there.
    pub fn is_of(&self, on: &PolicyOn<'_, '_>, has_page: impl FnOnce() -> bool) -> bool {
        let (policy, day) = (on.library.policy(on.id), on.timeline.day());
        match self {
            File::Whole(_) | File::OfLanguage(..) => false,
            File::OfPolicy { name, .. } => {
                let is_known = on.timeline.newest_first().next().is_some();
                is_known
                    && (*name != TIMEMAP || (policy.versions().last_by(day, day).is_some() && has_page()))
            }
            File::Markdown { lang, page, .. } => {
                let (label, revision) = match page {
                    Page::Version(label) => (label, 1),
                    Page::Revision(label, revision) if *revision > 1 => (label, *revision),
                    _ => return false,
                };
                let version = policy.version(label).filter(|version| version.released <= day);
                let mut texts = version.into_iter().flat_map(|version| version.texts.get(lang)).flatten();
                texts.any(|text| text.revision == revision && text.is_known(day))
            }
            File::Ledger(_) => policy.ledger().known(day).is_some(),
        }
    }
}
