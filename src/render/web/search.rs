//! `/LANG/search.json`: the words of every text in force, section by section.

use super::SEARCH_DATA;
use super::schemas;
use super::shapes::{SHAPE, SearchData, SearchSection, SearchText};
use crate::library::Address;
use crate::locale::Lang;
use crate::markdown::{Block, CELL, Section, TOP, Visible, plain_text};
use crate::render::resolve::{Links, Slicer, visible_words};
use crate::render::{File, Renderer};
use crate::site::{Content, Searched};

impl Renderer<'_, '_> {
    /// The data for searching the texts that readers of `lang` are shown.
    pub(super) fn search_data(&self, lang: &Lang) -> Option<File> {
        let page = self.site.find(&Address::Search(lang.clone()))?;
        let Content::Search { texts } = &page.content else { return None };
        let library = self.site.library;
        let view = SearchData {
            schema: schemas::address(&library.config.base_url, schemas::SEARCH),
            shape: SHAPE,
            day: library.day.to_string(),
            language: lang.to_string(),
            texts: texts.iter().map(|searched| self.search_text(searched, lang)).collect(),
        };
        // Not for people to look at: readers wait for it.
        let bytes = serde_json::to_vec(&view).unwrap_or_default();
        Some(File { path: format!("{lang}/{SEARCH_DATA}"), bytes })
    }

    fn search_text(&self, searched: &Searched<'_>, lang: &Lang) -> SearchText {
        let text = searched.article.reading.text();
        let document = &text.document;
        let prefix = self.prefix_of(searched);
        let links = Links {
            site: self.site.map(),
            sources: &self.tree.sources,
            article: &searched.article,
            lang,
            prefix: &prefix,
        };
        SearchText {
            title: document.title().map(|title| plain_text(&title.inlines)).unwrap_or_default(),
            language: text.lang.to_string(),
            direction: self.locales.get(&text.lang).direction(),
            address: searched.page.to_string(),
            sections: document.sections.iter().filter_map(|section| shape(section, &links)).collect(),
        }
    }
}

/// A section as it is searched; `None` for one without a word.
fn shape(section: &Section, links: &Links<'_>) -> Option<SearchSection> {
    let document = &links.article.reading.text().document;
    let heading = document.heading(section).map(|heading| plain_text(&heading.inlines)).unwrap_or_default();
    let blocks = section.blocks.clone().filter(|at| Some(*at) != section.heading);
    let passages = blocks.filter_map(|at| document.blocks.get(at)).map(|block| words(block, links));
    let passages: Vec<String> = passages.filter(|text| !text.is_empty()).collect();
    let text = passages.join("\n").replace(CELL, "\n");
    let id = match section.id.as_str() {
        // The beginning of a text is where its page begins, unless it stands below another one.
        TOP if links.prefix.is_empty() => String::new(),
        id => format!("{}{id}", links.prefix),
    };
    (!heading.is_empty() || !text.is_empty()).then_some(SearchSection { id, heading, text })
}

/// What a reader sees of a passage, with the words of links that take their target's heading.
fn words(block: &Block, links: &Links<'_>) -> String {
    let visible = Visible::of(block);
    visible_words(Slicer::new(&visible).take(0..visible.text.len()), links)
}
