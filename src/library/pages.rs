//! Which pages there are of a policy on a day, and what they are made of. The plan of a site is made with this, and
//! [`super::ever`] asks it whether a page is there on any day: so the two cannot say different things.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::address::{Address, Home, Page, at_home};
use super::label::Label;
use super::policy::{Policy, PolicyId};
use super::reading::{self, Reading};
use super::timeline::Timeline;
use super::version::{Text, Version};
use super::{Config, Jurisdiction, Library};
use crate::locale::Lang;

/// A text that a page shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The version that the page is about.
    pub asked: &'a Version,
    pub reading: Reading<'a>,
    /// True if the page follows what is in force; false if it keeps to this version.
    pub follows: bool,
}

/// What a page of a policy is made of.
#[derive(Debug, Clone, Copy)]
pub enum MadeOf<'a> {
    Text(Shown<'a>),
    /// A translation beside the text that controls.
    Beside(Shown<'a>),
    /// The list of every version.
    Versions,
    /// What changed from one version's text to another's.
    Change(Shown<'a>, Shown<'a>),
}

/// A page for one jurisdiction, and the addenda on it.
#[derive(Debug)]
pub struct JurisdictionPage {
    pub code: Jurisdiction,
    /// Those in force.
    pub addenda: Vec<PolicyId>,
    /// Those that were removed: the address stays, with a notice.
    pub ended: Vec<PolicyId>,
}

/// A policy or an addendum on the day of its timeline.
#[derive(Debug, Clone, Copy)]
pub struct PolicyOn<'t, 'a> {
    pub library: &'a Library,
    pub id: PolicyId,
    pub timeline: &'t Timeline<'a>,
}

impl<'a> PolicyOn<'_, 'a> {
    fn policy(&self) -> &'a Policy {
        self.library.policy(self.id)
    }

    fn day(&self) -> Date {
        self.timeline.day()
    }

    fn controlling(&self) -> &'a Lang {
        &self.library.config.controlling
    }

    /// Every page of it in a language that a published site has on the day, in the order of the plan.
    pub fn pages(&self, lang: &Lang) -> Vec<(Page, MadeOf<'a>)> {
        let versions = self.timeline.newest_first().flat_map(|version| {
            let texts = version.texts.get(lang).into_iter().flatten();
            let revisions = texts.map(|text| Page::permanent(&version.label, text.revision));
            let first = Page::Version(version.label.clone());
            let later = revisions.filter(|page| matches!(page, Page::Revision(..)));
            std::iter::once(first).chain(later).collect::<Vec<_>>()
        });
        let standing = || self.standing().map(|version| version.label.clone());
        let neighbours = standing().zip(standing().skip(1)).map(|(old, new)| Page::Compare(old, new));
        [Page::InForce, Page::Upcoming]
            .into_iter()
            .chain(versions)
            .chain([Page::Bilingual, Page::History])
            .chain(neighbours)
            .chain(standing().map(Page::CompareInForce))
            .filter_map(|page| self.page(lang, &page).map(|made_of| (page, made_of)))
            .collect()
    }

    /// What a page of it in a language is made of; `None` if a published site does not have it on the day. Previews have
    /// more, which are nowhere else.
    pub fn page(&self, lang: &Lang, page: &Page) -> Option<MadeOf<'a>> {
        // An addendum stands on the pages for its jurisdictions, and what is announced of it on the permanent page.
        let is_main = !self.policy().is_addendum();
        match page {
            Page::InForce => self.in_force(lang).filter(|_| is_main).map(MadeOf::Text),
            Page::Upcoming => self.upcoming(lang).filter(|_| is_main).map(MadeOf::Text),
            Page::Bilingual => self.bilingual(lang).map(MadeOf::Beside),
            Page::History => self.timeline.newest_first().next().map(|_| MadeOf::Versions),
            Page::Version(label) => self.version(label, 1, lang).map(MadeOf::Text),
            Page::Revision(label, revision) => {
                self.version(label, *revision, lang).filter(|_| *revision > 1).map(MadeOf::Text)
            }
            Page::Compare(old, new) => self.change(old, new, lang).filter(|_| page.can_be()),
            Page::CompareInForce(old) => self.change_to_in_force(old, lang),
            Page::Draft | Page::CompareDraft(_) => None,
        }
    }

    /// What applies, as readers of a language are shown it.
    pub fn in_force(&self, lang: &Lang) -> Option<Shown<'a>> {
        let asked = self.timeline.in_force?;
        let reading = self.policy().versions().reading(asked, lang, self.controlling(), self.day())?;
        Some(Shown { asked, reading, follows: true })
    }

    /// What is announced next, as readers of a language are shown it.
    fn upcoming(&self, lang: &Lang) -> Option<Shown<'a>> {
        let asked = self.timeline.next()?;
        let reading = reading::upcoming(asked, lang, self.controlling(), self.day())?;
        Some(Shown { asked, reading, follows: false })
    }

    /// What is in force in a language beside the text that controls, or what is announced where nothing is in force.
    fn bilingual(&self, lang: &Lang) -> Option<Shown<'a>> {
        let shown = self.in_force(lang).or_else(|| self.upcoming(lang))?;
        let text = shown.reading.translation()?;
        let there = shown.asked.first(self.controlling()).is_some()
            && text.sync.is_known(self.day())
            && self.policy().said_by(text, self.controlling()).is_some();
        there.then_some(shown)
    }

    /// The permanent page of a version that is known: its text, or a later revision of it. What is at such an address changes
    /// no more, so a revision has one of its own. Readers of a language in which there is no text yet are shown the
    /// controlling one at the same address.
    fn version(&self, label: &Label, revision: u32, lang: &Lang) -> Option<Shown<'a>> {
        let version = self.policy().version(label).filter(|version| version.released <= self.day())?;
        let mut texts = version.texts.get(lang).into_iter().flatten();
        let own = texts.find(|text| text.revision == revision && text.is_known(self.day()));
        let reading = match own {
            Some(text) if lang == self.controlling() => Reading::Controlling(text),
            Some(text) => Reading::Translation(text),
            None if revision == 1 => Reading::Fallback(version.first(self.controlling())?),
            None => return None,
        };
        Some(Shown { asked: version, reading, follows: false })
    }

    fn standing(&self) -> impl Iterator<Item = &'a Version> {
        let day = self.day();
        self.policy().versions().iter().filter(move |version| version.stands(day))
    }

    /// The redline from a version to the one after it.
    fn change(&self, old: &Label, new: &Label, lang: &Lang) -> Option<MadeOf<'a>> {
        let old = self.policy().version(old).filter(|version| version.stands(self.day()))?;
        let next = self.timeline.neighbours(old).1.filter(|next| next.label == *new)?;
        Some(MadeOf::Change(self.own(old, lang)?, self.own(next, lang)?))
    }

    /// The redline from a version to a later one that is in force, unless the site does without.
    fn change_to_in_force(&self, old: &Label, lang: &Lang) -> Option<MadeOf<'a>> {
        let in_force = self.timeline.in_force.filter(|_| self.library.config.build.compare_to_in_force)?;
        let place = |label: &Label| self.policy().versions().place(label);
        let old = self.policy().version(old).filter(|version| version.stands(self.day()))?;
        let is_before = place(&old.label) < place(&in_force.label);
        let changed = is_before.then(|| Some((self.own(old, lang)?, self.own(in_force, lang)?)))??;
        Some(MadeOf::Change(changed.0, changed.1))
    }

    /// A version's own text in a language.
    pub fn own(&self, version: &'a Version, lang: &Lang) -> Option<Shown<'a>> {
        let reading = self.policy().versions().reading(version, lang, self.controlling(), self.day())?;
        let is_own = matches!(reading, Reading::Controlling(_) | Reading::Translation(_));
        is_own.then_some(Shown { asked: version, reading, follows: false })
    }

    /// True if the site will have a page of it in a language once its working texts are released as the next version. What
    /// that will be called is not known.
    pub fn page_of_next(&self, lang: &Lang, page: &Page) -> bool {
        let policy = self.policy();
        let working = |lang: &Lang| policy.working().get(lang);
        if working(self.controlling()).is_none() {
            return false;
        }
        match page {
            Page::InForce | Page::Upcoming => !policy.is_addendum(),
            Page::History => true,
            Page::Bilingual => working(lang).is_some_and(|text: &Text| text.lang != *self.controlling()),
            Page::CompareInForce(old) => {
                let old = policy.version(old).filter(|version| version.stands(self.day()));
                let is_own = old.is_some_and(|old| self.own(old, lang).is_some());
                is_own && working(lang).is_some() && self.library.config.build.compare_to_in_force
            }
            Page::Version(_)
            | Page::Revision(..)
            | Page::Compare(..)
            | Page::Draft
            | Page::CompareDraft(_) => false,
        }
    }
}

/// True if a site with this configuration has that page of the whole site, which it then has on every day.
pub fn has_whole(config: &Config, address: &Address) -> bool {
    match address {
        Address::Root | Address::NotFound(_) | Address::Policies(_) | Address::Search(_) => true,
        Address::Status => config.languages.len() > 1,
        Address::Policy { .. } | Address::Jurisdiction { .. } => false,
    }
}

/// Whether a policy or an addendum applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// Not yet.
    No,
    Yes,
    /// No longer: it was removed.
    Ended,
}

impl Applies {
    pub fn on(timeline: &Timeline<'_>) -> Self {
        match (timeline.in_force, timeline.ended) {
            (Some(_), _) => Applies::Yes,
            (None, Some(_)) => Applies::Ended,
            (None, None) => Applies::No,
        }
    }
}

/// For whom a policy has pages: every jurisdiction that an addendum names which is or was in force, in order of their codes.
/// None while the policy itself is not in force.
pub fn jurisdictions(
    library: &Library,
    id: PolicyId,
    applies: impl Fn(PolicyId) -> Applies,
) -> Vec<JurisdictionPage> {
    if library.policy(id).is_addendum() || applies(id) != Applies::Yes {
        return Vec::new();
    }
    let shown = || library.addenda(id).filter(|(addendum, _)| applies(*addendum) != Applies::No);
    let mut pages: BTreeMap<Jurisdiction, JurisdictionPage> = BTreeMap::new();
    for code in shown().flat_map(|(_, addendum)| &addendum.jurisdictions) {
        pages.entry(code.clone()).or_insert_with(|| {
            let all = shown().filter(|(_, addendum)| library.applies_in(addendum, code)).map(|(id, _)| id);
            let (addenda, ended) = all.partition(|addendum| applies(*addendum) == Applies::Yes);
            JurisdictionPage { code: code.clone(), addenda, ended }
        });
    }
    pages.into_values().collect()
}

/// The addresses under the earlier names of its policy that lead to a page: of the pages that people may have kept the
/// address of, which are texts and histories.
pub fn former(library: &Library, address: &Address) -> Vec<Address> {
    let leads = match address.page() {
        Some(Page::InForce | Page::Upcoming | Page::History | Page::Version(_) | Page::Revision(..)) => true,
        Some(
            Page::Bilingual
            | Page::Draft
            | Page::Compare(..)
            | Page::CompareInForce(_)
            | Page::CompareDraft(_),
        )
        | None => false,
    };
    let Some(home) = address.home().filter(|_| leads) else { return Vec::new() };
    // The page for a jurisdiction goes along with the addendum that is named for it, or else with the policy.
    let main = || at_home(library, &Home { policy: home.policy.clone(), code: None });
    let Some(id) = at_home(library, &home).or_else(main) else { return Vec::new() };
    let homes = Home::former(library, library.policy(id));
    homes.iter().map(|former| address.moved(former)).collect()
}
