//! The page that lists all policies of a language.

use std::collections::BTreeMap;

use super::Renderer;
use super::frame::day;
use super::view::{PageLink, PoliciesPage, PolicyEntry, Words};
use crate::library::{Address, Page as PageOf, Policy, PolicyId, Version};
use crate::locale::Lang;
use crate::site::Page;

impl Renderer<'_, '_> {
    pub(super) fn policies_page(&self, page: &Page<'_>) -> PoliciesPage {
        let policies = self.site.library.main_policies().filter_map(|(id, _)| self.entry(id, page)).collect();
        PoliciesPage { policies }
    }

    /// `None` for a policy of which nothing is public on the day.
    fn entry(&self, id: PolicyId, page: &Page<'_>) -> Option<PolicyEntry> {
        let library = self.site.library;
        let policy = library.policy(id);
        let timeline = self.site.timeline(id);
        let locale = self.locales.get(&page.lang);
        let draft = self.draft_link(id, page);
        let link = match (timeline.in_force, timeline.next(), &draft) {
            (Some(version), _, _) => {
                let address = Address::of(library, policy, &page.lang, PageOf::InForce);
                self.policy_link(id, version, &address, page)
            }
            (None, Some(version), _) => {
                let address = Address::of(library, policy, &page.lang, PageOf::Upcoming);
                self.policy_link(id, version, &address, page)
            }
            (None, None, Some(draft)) => PageLink {
                href: draft.href.clone(),
                text: draft.text.clone(),
                lang: draft.lang.clone(),
                current: false,
            },
            (None, None, None) => return None,
        };
        Some(PolicyEntry {
            link,
            description: self.description(policy, &page.lang),
            released: timeline.in_force.map(|version| day(locale, version.released)),
            effective: timeline.in_force.map(|version| day(locale, version.effective)),
            summary: timeline
                .in_force
                .filter(|version| version.is_news(library.day))
                .and_then(|version| self.summary(version, &page.lang)),
            upcoming: self.upcoming_links(id, None, page),
            jurisdictions: self.jurisdiction_links(id, page),
            draft,
        })
    }

    /// The link to the preview of a working text, in builds with drafts.
    pub(super) fn draft_link(&self, id: PolicyId, page: &Page<'_>) -> Option<PageLink> {
        let library = self.site.library;
        let address = Address::of(library, library.policy(id), &page.lang, PageOf::Draft);
        if !self.site.has(&address) || address == page.address {
            return None;
        }
        let (text, lang) = self.title_of(id, None, &page.lang);
        Some(PageLink { href: address.to_string(), text, lang: lang.to_string(), current: false })
    }

    /// What readers of `lang` are told is new in a version.
    pub(super) fn summary(&self, version: &Version, lang: &Lang) -> Option<Words> {
        self.words(&version.summary, lang)
    }

    /// What readers of `lang` are told that a policy is, and for whom.
    pub(super) fn description(&self, policy: &Policy, lang: &Lang) -> Option<Words> {
        self.words(&policy.description, lang)
    }

    /// Those for readers of `lang`, or the ones in the language that controls.
    fn words(&self, words: &BTreeMap<Lang, String>, lang: &Lang) -> Option<Words> {
        let controlling = &self.site.library.config.controlling;
        let found = words.get_key_value(lang).or_else(|| words.get_key_value(controlling));
        found.map(|(lang, text)| Words { text: text.clone(), lang: lang.to_string() })
    }

    /// The pages of a policy for single jurisdictions, each called by the title of its first addendum.
    pub(super) fn jurisdiction_links(&self, id: PolicyId, page: &Page<'_>) -> Vec<PageLink> {
        let policy = self.site.library.policy(id);
        self.site
            .jurisdictions(id)
            .iter()
            .filter_map(|jurisdiction| {
                let addendum = *jurisdiction.addenda.iter().chain(&jurisdiction.ended).next()?;
                let timeline = self.site.timeline(addendum);
                let version = timeline.in_force.or(timeline.ended.map(|(last, _)| last))?;
                let address = Address::of_jurisdiction(policy, &page.lang, &jurisdiction.code);
                Some(self.policy_link(addendum, version, &address, page))
            })
            .collect()
    }
}
