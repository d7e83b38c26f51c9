//! The page of one text, or of a policy with its addenda.

use super::Renderer;
use super::frame::day;
use super::view::{EndedAddendum, PageLink, PolicyPage, Words};
use crate::library::{Address, Page as PageOf, PolicyId, Version};
use crate::site::{Article, Page};

impl Renderer<'_, '_> {
    pub(super) fn policy_page(
        &self,
        page: &Page<'_>,
        subject: PolicyId,
        articles: &[Article<'_>],
    ) -> PolicyPage {
        let library = self.site.library;
        let main = library.policy(subject).parent.unwrap_or(subject);
        let code = match &page.address {
            Address::Jurisdiction { code, page: PageOf::InForce, .. } => Some(code),
            _ => None,
        };
        let asked = articles.first().and_then(|article| article.asked);
        let timeline = self.site.timeline(subject);
        let (previous, next) = asked.map(|asked| timeline.neighbours(asked)).unwrap_or_default();
        let link = |version: &Version| self.version_link(subject, version, page);
        PolicyPage {
            articles: articles.iter().map(|article| self.article(page, article, articles.len())).collect(),
            jurisdiction: code.map(|code| code.to_ascii_uppercase()),
            ended: code.map(|code| self.ended_addenda(main, code, page)).unwrap_or_default(),
            previous: previous.map(link),
            next: next.map(link),
            upcoming: self.upcoming_links(subject, asked, page),
            history: self.history_address(subject, page).map(|address| address.to_string()),
            jurisdictions: self.jurisdiction_links(main, page),
            in_force: self.in_force_link(subject, page),
            draft: self.draft_link(subject, page),
        }
    }

    /// The page of all versions, if there is one.
    pub(super) fn history_address(&self, id: PolicyId, page: &Page<'_>) -> Option<Address> {
        let library = self.site.library;
        let address = Address::of(library, library.policy(id), &page.lang, PageOf::History);
        self.site.has(&address).then_some(address)
    }

    /// The addenda for a jurisdiction that no longer apply.
    fn ended_addenda(&self, main: PolicyId, code: &str, page: &Page<'_>) -> Vec<EndedAddendum> {
        let mut jurisdictions = self.site.jurisdictions(main).iter();
        let Some(jurisdiction) = jurisdictions.find(|other| other.code.lower_case() == code) else {
            return Vec::new();
        };
        let locale = self.locales.get(&page.lang);
        let ended = |&addendum: &PolicyId| {
            let (last, withdrawal) = self.site.timeline(addendum).ended?;
            let address = self.history_address(addendum, page)?;
            Some(EndedAddendum {
                link: self.policy_link(addendum, last, &address, page),
                day: day(locale, withdrawal.effective),
                reason: self.reason(&withdrawal.reason),
            })
        };
        jurisdiction.ended.iter().filter_map(ended).collect()
    }

    /// Why something was withdrawn, in the words of those who did it.
    pub(super) fn reason(&self, reason: &str) -> Words {
        Words { text: reason.to_owned(), lang: self.site.library.config.controlling.to_string() }
    }

    /// The page of what is in force, seen from any other page.
    fn in_force_link(&self, id: PolicyId, page: &Page<'_>) -> Option<PageLink> {
        let library = self.site.library;
        let version = self.site.timeline(id).in_force?;
        let address = Address::of(library, library.policy(id), &page.lang, PageOf::InForce);
        let here = !self.site.has(&address) || address == page.address;
        (!here).then(|| self.policy_link(id, version, &address, page))
    }
}
