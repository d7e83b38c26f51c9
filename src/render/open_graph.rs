//! What others show of a page when somebody shares it (Open Graph).

use super::Renderer;
use super::view::{Alternate, Property};
use crate::site::{Content, Page};

impl Renderer<'_, '_> {
    /// The properties of a page; none for one that has no address of its own.
    pub(super) fn open_graph(
        &self,
        page: &Page<'_>,
        title: &str,
        canonical: Option<&str>,
        alternates: &[Alternate],
    ) -> Vec<Property> {
        let (Some(url), false) = (canonical, matches!(page.content, Content::Moved { .. })) else {
            return Vec::new();
        };
        let (kind, modified) = match &page.content {
            Content::Texts { articles, .. } => {
                let sealed = articles.iter().filter_map(|article| article.reading.text().seal);
                ("article", sealed.map(|seal| seal.released).max())
            }
            _ => ("website", None),
        };
        let locale = self.locales.get(&page.lang);
        let property = |name: &'static str, content: String| Property { name, content };
        let mut properties = vec![
            property("og:title", title.to_owned()),
            property("og:type", kind.to_owned()),
            property("og:url", url.to_owned()),
            property("og:site_name", self.site_title(&page.lang).0.to_owned()),
            property("og:locale", locale.with_territory()),
        ];
        let others = alternates.iter().filter(|other| other.hreflang != page.lang.as_str());
        let others = others.filter_map(|other| self.locales.find(&other.hreflang));
        properties.extend(others.map(|locale| property("og:locale:alternate", locale.with_territory())));
        properties.extend(modified.map(|day| property("article:modified_time", format!("{day}T00:00:00Z"))));
        properties
    }
}
