//! How a page stands to the others of its policy, for programs: its canonical address and the relations of RFC 5829.

use super::Renderer;
use super::view::Relation;
use crate::library::{Address, Page as PageOf, PolicyId, Status, Version};
use crate::locale::Lang;
use crate::site::{Content, Page};

impl Renderer<'_> {
    /// The address by which search engines should know the page: the permanent one of an announced version.
    pub(super) fn canonical(&self, page: &Page<'_>) -> Address {
        let announced = self.asked(page).filter(|_| page.address.page() == Some(&PageOf::Upcoming));
        match announced {
            Some((id, version)) => self.permanent(id, version, &page.lang),
            None => page.address.clone(),
        }
    }

    /// True for a version that is no longer in force, of a policy that shows search engines only what is.
    pub(super) fn is_hidden(&self, page: &Page<'_>) -> bool {
        let Some((id, version)) = self.asked(page) else { return false };
        self.site.library.policy(id).noindex_superseded
            && self.site.timeline(id).status(version) == Status::Superseded
    }

    /// The history of the page's policy, what is in force, and the versions before and after this one.
    pub(super) fn relations(&self, page: &Page<'_>) -> Vec<Relation> {
        let (subject, asked) = match &page.content {
            Content::LanguageChoice | Content::Policies | Content::Status => return Vec::new(),
            Content::History { subject } | Content::Compare { subject, .. } => (*subject, None),
            Content::Bilingual { article } => (article.policy, None),
            Content::Texts { subject, .. } => (*subject, self.asked(page).map(|(_, version)| version)),
        };
        let timeline = self.site.timeline(subject);
        let (before, after) = asked.map(|version| timeline.neighbours(version)).unwrap_or_default();
        let permanent = |version: &Version| self.permanent(subject, version, &page.lang);
        let policy = self.site.library.policy(subject);
        let in_force = Address::of(self.site.library, policy, &page.lang, PageOf::InForce);
        let related = [
            ("version-history", self.history_address(subject, page)),
            ("latest-version", timeline.in_force.map(|_| in_force).filter(|address| self.site.has(address))),
            ("predecessor-version", before.map(permanent)),
            ("successor-version", after.map(permanent)),
        ];
        let relation = |(rel, address): (&'static str, Option<Address>)| {
            let href = format!("{}{}", self.site.library.config.base_url, address?);
            Some(Relation { rel, href })
        };
        related.into_iter().filter_map(relation).collect()
    }

    /// The version that the page is about, and its policy.
    fn asked<'p>(&self, page: &'p Page<'_>) -> Option<(PolicyId, &'p Version)> {
        let Content::Texts { articles, .. } = &page.content else { return None };
        let article = articles.first()?;
        Some((article.policy, article.asked?))
    }

    fn permanent(&self, id: PolicyId, version: &Version, lang: &Lang) -> Address {
        let page = PageOf::Version(version.label.clone());
        Address::of(self.site.library, self.site.library.policy(id), lang, page)
    }
}
