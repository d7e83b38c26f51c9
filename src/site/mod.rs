//! The plan of a site: every page that will exist on a day, its address, and what it is made of. Data only.

pub mod copies;
pub mod delivery;
mod drafts;
mod followed;
pub mod keys;
mod plan;
mod translation_status;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::drift::{Against, Deferred, Report};
use crate::library::files::{File, SITEMAP};
use crate::library::pages::{PolicyOn, Shown};
use crate::library::reads::{self, Owned, Question};
use crate::library::{
    Address, Home, JurisdictionPage, Library, Page as PageOf, PolicyId, Reading, SitePath, Status, Timeline,
    Version, at_home,
};
use crate::locale::Lang;
use crate::source::Span;

pub use followed::{Fate, Followed};
pub use plan::plan;
pub use translation_status::{TranslationStatus, TranslationStatuses};

/// Every page of a site on the library's day.
#[derive(Debug)]
pub struct Site<'a> {
    pub library: &'a Library,
    /// True if working texts are shown as a preview.
    pub drafts: bool,
    pub pages: Vec<Page<'a>>,
    /// Files that are published byte for byte.
    pub copies: Vec<Copied>,
    /// By [`PolicyId`].
    timelines: Vec<Owned<Timeline<'a>>>,
    /// By [`PolicyId`].
    policies: Vec<Owned<Planned<'a>>>,
    /// Which of the pages is at an address.
    addresses: FxHashMap<String, usize>,
}

/// What is known of one policy.
#[derive(Debug)]
struct Planned<'a> {
    /// For whom it has a page of its own.
    jurisdictions: Vec<JurisdictionPage>,
    /// How translations stand to the text that controls.
    translation_statuses: TranslationStatuses<'a>,
    /// In previews: how the working translations stand to the working text.
    drafted: BTreeMap<Lang, Deferred<'a>>,
    /// How every translation of a version stands to the controlling text of that version, but those in `translation_statuses`.
    own: translation_status::Own<'a>,
}

impl<'a> Planned<'a> {
    /// How each of its translations stands of which pages say so.
    fn measures(&self) -> impl Iterator<Item = &Deferred<'a>> {
        let shown = self.translation_statuses.values().filter_map(|status| status.measure.as_ref());
        shown.chain(self.drafted.values())
    }
}

/// One page.
#[derive(Debug)]
pub struct Page<'a> {
    pub address: Address,
    /// The language of what stands around the text.
    pub lang: Lang,
    pub content: Content<'a>,
}

/// What a page is made of.
#[derive(Debug)]
pub enum Content<'a> {
    /// Choose a language.
    LanguageChoice,
    /// All policies of the page's language.
    Policies,
    /// Every version of a policy.
    History { subject: PolicyId },
    /// What changed from one text to another in the same language.
    Compare { subject: PolicyId, old: Article<'a>, new: Article<'a> },
    /// A translation beside the controlling text.
    Bilingual { article: Article<'a> },
    /// Every text in force, with its sections.
    Search { texts: Vec<Searched<'a>> },
    /// How every translation stands.
    Status,
    /// Nothing is where somebody looked: in these languages.
    NotFound { languages: Vec<Lang> },
    /// What was at an earlier name of a policy is now there.
    Moved { to: Address },
    /// One text; on a jurisdiction's page the policy and its addenda.
    Texts { subject: PolicyId, articles: Vec<Article<'a>> },
}

/// One text on a page.
#[derive(Debug)]
pub struct Article<'a> {
    pub policy: PolicyId,
    /// The version to which the text belongs; `None` for a working text.
    pub version: Option<&'a Version>,
    /// The version that the page is about: a later one, where only an earlier one is translated.
    pub asked: Option<&'a Version>,
    pub reading: Reading<'a>,
    pub status: Status,
    /// True on pages that follow what is in force: their references lead to what is in force, too.
    pub live: bool,
}

impl<'a> Article<'a> {
    /// A text as its page shows it.
    fn of(site: &Site<'a>, policy: PolicyId, shown: Shown<'a>) -> Self {
        let version = match shown.reading {
            Reading::Earlier { version, .. } => version,
            _ => shown.asked,
        };
        Article {
            policy,
            version: Some(version),
            asked: Some(shown.asked),
            reading: shown.reading,
            status: site.timeline(policy).status(shown.asked),
            live: shown.follows,
        }
    }
}

/// A text that can be searched.
#[derive(Debug)]
pub struct Searched<'a> {
    /// The page that shows it.
    pub page: Address,
    pub article: Article<'a>,
}

/// A passage of a file that is published as it is.
#[derive(Debug)]
pub struct Copied {
    /// Whose it is.
    pub policy: PolicyId,
    /// Below the output folder, with `/` between its parts.
    pub path: String,
    pub passage: Span,
}

/// What links need to know of a site: which pages there are, and what applies.
#[derive(Debug, Clone, Copy)]
pub struct SiteMap<'a> {
    pub library: &'a Library,
    drafts: bool,
    timelines: &'a [Owned<Timeline<'a>>],
    addresses: &'a FxHashMap<String, usize>,
}

impl SiteMap<'_> {
    /// True if the site has that page.
    pub fn has(&self, address: &Address) -> bool {
        let path = address.to_string();
        let has = || self.addresses.contains_key(&path);
        // Which pages of the whole site there are is decided by what all pages share.
        let Some(policy) = address.policy() else { return has() };
        reads::answered(self.library.family_called(policy), || Question::IsThere(path.clone()), has)
    }

    /// True if the site has that page or file.
    pub fn has_path(&self, path: &SitePath) -> bool {
        match path {
            SitePath::Page(address) => self.has(address),
            SitePath::File(file) => self.has_file(file),
        }
    }

    /// True if the site has that file.
    pub fn has_file(&self, file: &File) -> bool {
        if self.drafts && *file == File::Whole(SITEMAP) {
            return false;
        }
        let Some(home) = file.home() else { return file.is_whole(&self.library.config) };
        let has = || self.owners(file).any(|id| self.is_of(file, id));
        reads::answered(self.library.family_called(&home.policy), || Question::IsThere(file.to_string()), has)
    }

    /// Whose file it can be: of the policy that is there, and for what stays under an earlier name, of one that was.
    fn owners<'f>(&'f self, file: &'f File) -> impl Iterator<Item = PolicyId> + 'f {
        let library = self.library;
        let now = file.home().and_then(|home| at_home(library, home));
        let renamed = library.all().filter(|(_, policy)| {
            file.stays() && file.home().is_some_and(|home| Home::former(library, policy).contains(home))
        });
        now.into_iter().chain(renamed.map(|(id, _)| id))
    }

    fn is_of(&self, file: &File, id: PolicyId) -> bool {
        let on = PolicyOn { library: self.library, id, timeline: self.timeline(id) };
        let page = || Some(Address::at(file.home()?, file.lang()?, PageOf::InForce));
        file.is_of(&on, || page().is_some_and(|page| self.has(&page)))
    }

    /// The versions of a policy as they stand on the library's day.
    pub fn timeline(&self, policy: PolicyId) -> &Timeline<'_> {
        self.timelines[policy.0].get()
    }
}

impl<'a> Site<'a> {
    /// Which pages there are, and what applies.
    pub fn map(&self) -> SiteMap<'_> {
        SiteMap {
            library: self.library,
            drafts: self.drafts,
            timelines: &self.timelines,
            addresses: &self.addresses,
        }
    }

    /// True if the site has that page.
    pub fn has(&self, address: &Address) -> bool {
        self.map().has(address)
    }

    /// The page at an address.
    pub fn find(&self, address: &Address) -> Option<&Page<'_>> {
        // What it is made of is in it.
        address
            .policy()
            .and_then(|name| self.library.family_called(name))
            .into_iter()
            .for_each(reads::note_family);
        if !self.has(address) {
            return None;
        }
        self.pages.get(*self.addresses.get(&address.to_string())?)
    }

    /// How the translation on a page stands, where pages say so: of what is in force or announced, not at a permanent
    /// address; and of drafts.
    pub fn report(&self, page: &Page<'_>, article: &Article<'_>) -> Option<&Report<'_>> {
        let text = article.reading.text();
        let measure = match article.status {
            Status::Draft => self.drafted(article.policy, &text.lang)?,
            status => {
                let is_upcoming = translation_status::measured(status)?;
                if matches!(page.address.page(), Some(PageOf::Version(_) | PageOf::Revision(..))) {
                    return None;
                }
                self.translation_status(article.policy, &page.lang, is_upcoming)?.measure.as_ref()?
            }
        };
        std::ptr::eq(measure.subject().text, text).then(|| measure.report())
    }

    /// How a translation stands to the controlling text of its own version, or the working one to the working text, measured
    /// at the first question; `None` for the controlling text, and where that cannot be said on the library's day.
    pub fn own_report(&self, article: &Article<'_>) -> Option<&Report<'_>> {
        let text = article.reading.text();
        let (policy, lang) = (article.policy, &text.lang);
        let Some(version) = article.version else {
            return self.drafted(policy, lang).map(Deferred::report);
        };
        let is_own = |measure: &&Deferred<'_>| {
            let Against::Version(against) = measure.subject().against else { return false };
            std::ptr::eq(measure.subject().text, text) && std::ptr::eq(against, version)
        };
        let shown = |is_upcoming| self.translation_status(policy, lang, is_upcoming)?.measure.as_ref();
        let known = [false, true].into_iter().filter_map(shown).find(is_own);
        let own = || self.policies[policy.0].get().own.get(&(version.label.clone(), lang.clone()));
        let measure = known.or_else(own);
        measure.filter(is_own).map(Deferred::report)
    }

    /// Measures every translation now, side by side, rather than at the first question.
    pub fn measure(&self) {
        let all: Vec<&Deferred<'_>> =
            self.policies.iter().flat_map(|planned| planned.get().measures()).collect();
        all.into_par_iter().for_each(|measure| {
            measure.report();
        });
    }

    /// The versions of a policy as they stand on the library's day.
    pub fn timeline(&self, policy: PolicyId) -> &Timeline<'a> {
        self.timelines[policy.0].get()
    }

    /// For whom a policy has a page of its own.
    pub fn jurisdictions(&self, policy: PolicyId) -> &[JurisdictionPage] {
        &self.policies[policy.0].get().jurisdictions
    }

    /// Returns how the translation of what is in force, or announced next, stands; `None` if there is none.
    pub fn translation_status(
        &self,
        policy: PolicyId,
        lang: &Lang,
        is_upcoming: bool,
    ) -> Option<&TranslationStatus<'a>> {
        self.policies[policy.0].get().translation_statuses.get(&(lang.clone(), is_upcoming))
    }

    /// How every translation of what is in force or announced next stands, and whether it is announced: by policy and language.
    pub fn translation_statuses(
        &self,
    ) -> impl Iterator<Item = (PolicyId, &Lang, bool, &TranslationStatus<'a>)> {
        self.policies.iter().enumerate().flat_map(|(at, planned)| {
            let statuses = planned.get().translation_statuses.iter();
            statuses.map(move |((lang, is_upcoming), status)| (PolicyId(at), lang, *is_upcoming, status))
        })
    }

    /// Returns how the working translation stands to the working text; `None` but in previews.
    pub fn drafted(&self, policy: PolicyId, lang: &Lang) -> Option<&Deferred<'a>> {
        self.policies[policy.0].get().drafted.get(lang)
    }
}
