//! The search: every text in force with its sections, for readers and as data for a theme's script.

use super::Renderer;
use super::article::contents;
use super::resolve::article_prefix;
use super::view::{PageLink, SearchPage, SearchedText};
use super::web::SEARCH_DATA;
use crate::library::Address;
use crate::markdown::plain_text;
use crate::site::{Page, Searched};

impl Renderer<'_, '_> {
    pub(super) fn search_page(&self, page: &Page<'_>, texts: &[Searched<'_>]) -> SearchPage {
        let search = &self.theme.search;
        SearchPage {
            texts: texts.iter().map(|searched| self.searched_text(searched)).collect(),
            data: format!("{}{SEARCH_DATA}", Address::Policies(page.lang.clone())),
            stylesheets: self.loaded(&search.stylesheets),
            scripts: self.loaded(&search.scripts),
        }
    }

    fn searched_text(&self, searched: &Searched<'_>) -> SearchedText {
        let text = searched.article.reading.text();
        SearchedText {
            link: PageLink {
                href: searched.page.to_string(),
                text: text.document.title().map(|title| plain_text(&title.inlines)).unwrap_or_default(),
                lang: text.lang.to_string(),
                current: false,
            },
            dir: self.locales.get(&text.lang).direction(),
            contents: contents(&text.document, None, &self.prefix_of(searched)),
        }
    }

    /// What stands before every id of the text on its page.
    pub(super) fn prefix_of(&self, searched: &Searched<'_>) -> String {
        article_prefix(self.site.library.policy(searched.article.policy))
    }
}
