//! What the page of a text says of it to programs, as JSON-LD in the words of schema.org.

use serde::Serialize;

use super::Renderer;
use crate::library::{Address, Page as PageOf, Policy, Reading, Status, Translates, Version};
use crate::locale::Lang;
use crate::markdown::plain_text;
use crate::site::{Article, Content, Page};

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Document<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// The permanent address of the text, by which others mean it.
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: String,
    in_language: &'a str,
    version: &'a str,
    date_published: String,
    date_modified: String,
    /// The day from which it no longer applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Translated<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<Translated<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    is_part_of: Named<'a>,
}

/// The same text in another language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Translated<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    in_language: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

const DOCUMENT: &str = "DigitalDocument";

impl Renderer<'_, '_> {
    /// The texts on the page. `None` for a page without any, and for a preview.
    pub(super) fn linked_data(&self, page: &Page<'_>) -> Option<String> {
        let Content::Texts { articles, .. } = &page.content else { return None };
        let graph: Vec<_> = articles
            .iter()
            .enumerate()
            .filter_map(|(at, article)| self.document(page, article, at == 0))
            .collect();
        if graph.is_empty() {
            return None;
        }
        let json = serde_json::to_string(&Graph { context: "https://schema.org", graph }).ok()?;
        // In the middle of HTML nothing may look like the end of the element.
        Some(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    /// A text on a page; the first one is what the page is about.
    fn document<'b>(
        &'b self,
        page: &'b Page<'_>,
        article: &'b Article<'_>,
        is_first: bool,
    ) -> Option<Document<'b>> {
        let library = self.site.library;
        let base_url = &library.config.base_url;
        let version = article.version?;
        let policy = library.policy(article.policy);
        let text = article.reading.text();
        let own = PageOf::permanent(&version.label, text.revision);
        let permanent = Address::of(library, policy, &text.lang, own);
        let url = if is_first { self.canonical(page) } else { permanent.clone() };
        let (name, _) = self.site_title(&page.lang);
        let title = text.document.title().map(|title| plain_text(&title.inlines));
        Some(Document {
            kind: DOCUMENT,
            id: format!("{base_url}{permanent}"),
            url: format!("{base_url}{url}"),
            name: title.unwrap_or_else(|| policy.name.to_string()),
            in_language: text.lang.as_str(),
            version: version.label.as_str(),
            date_published: version.released.to_string(),
            date_modified: text.seal.map_or(version.released, |seal| seal.released).to_string(),
            expires: self.expires(article, version).map(|day| day.to_string()),
            translation_of_work: self.translated(article, policy, version),
            work_translation: self.translations(article, policy, version),
            publisher: self.publisher(article, &page.lang),
            is_part_of: Named { kind: "WebSite", name, url: Some(format!("{base_url}/")) },
        })
    }

    /// The day from which a version that no longer applies did not.
    fn expires(&self, article: &Article<'_>, version: &Version) -> Option<jiff::civil::Date> {
        let timeline = self.site.timeline(article.policy);
        match timeline.status(version) {
            Status::Superseded => timeline.until(version),
            Status::Withdrawn => Some(timeline.withdrawal(version)?.effective),
            Status::InForce | Status::Upcoming | Status::Draft => None,
        }
    }

    /// The controlling text of which this is a translation.
    fn translated<'b>(
        &'b self,
        article: &Article<'_>,
        policy: &Policy,
        version: &Version,
    ) -> Option<Translated<'b>> {
        let text = article.reading.translation()?;
        let label = match &text.translates {
            Some(Translates::Version(label)) => label,
            _ => &version.label,
        };
        Some(self.in_language(policy, label, &self.site.library.config.controlling, 1))
    }

    /// The translations of a controlling text, the newest revision of each.
    fn translations<'b>(
        &'b self,
        article: &Article<'_>,
        policy: &Policy,
        version: &Version,
    ) -> Vec<Translated<'b>> {
        let config = &self.site.library.config;
        if article.reading.translation().is_some() || matches!(article.reading, Reading::Fallback(_)) {
            return Vec::new();
        }
        let others = config.languages.iter().filter(|lang| **lang != config.controlling);
        let known = others.filter_map(|lang| Some((lang, version.text(lang, self.site.library.day)?)));
        known.map(|(lang, text)| self.in_language(policy, &version.label, lang, text.revision)).collect()
    }

    fn in_language<'b>(
        &'b self,
        policy: &Policy,
        label: &crate::library::Label,
        lang: &'b Lang,
        revision: u32,
    ) -> Translated<'b> {
        let library = self.site.library;
        let address = Address::of(library, policy, lang, PageOf::permanent(label, revision));
        let id = format!("{}{address}", library.config.base_url);
        Translated { kind: DOCUMENT, id, in_language: lang.as_str() }
    }

    /// Who answers for the text, where the registers that were sealed with it leave no doubt.
    fn publisher<'b>(&'b self, article: &Article<'b>, lang: &'b Lang) -> Option<Named<'b>> {
        let contacts = self.registers(article).contacts.as_deref()?;
        let [controller] = contacts.controllers.as_slice() else { return None };
        let (name, _) = controller.name.get_or(lang, &self.site.library.config.controlling)?;
        Some(Named { kind: "Organization", name, url: None })
    }
}
