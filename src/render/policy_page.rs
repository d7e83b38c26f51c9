//! The page of one text, or of a policy with its addenda.

use super::Renderer;
use super::view::{PageLink, PolicyPage};
use crate::library::{Address, Page as PageOf, PolicyId};
use crate::site::{Article, Page};

impl Renderer<'_> {
    pub(super) fn policy_page(
        &self,
        page: &Page<'_>,
        subject: PolicyId,
        articles: &[Article<'_>],
    ) -> PolicyPage {
        let library = self.site.library;
        let main = library.policy(subject).parent.unwrap_or(subject);
        let jurisdiction = match &page.address {
            Address::Jurisdiction { code, page: PageOf::InForce, .. } => Some(code.to_ascii_uppercase()),
            _ => None,
        };
        PolicyPage {
            articles: articles.iter().map(|article| self.article(page, article, articles.len())).collect(),
            jurisdiction,
            versions: self.version_links(subject, library.policy(subject), page),
            jurisdictions: self.jurisdiction_links(main, page),
            in_force: self.in_force_link(subject, page),
            draft: self.draft_link(subject, page),
        }
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
