//! One text on a page, with what readers must know about it.

use super::Renderer;
use super::frame::{day, in_language, status_name};
use super::html::{self, Context, Controlling};
use super::links::{Links, article_prefix};
use super::terms::TermFinder;
use super::view::{self, ContentsEntry, Heading, Notice};
use crate::library::{Address, Page as PageOf, Policy, Reading, Registers, Translates};
use crate::locale::Lang;
use crate::markdown::{Document, TOP, plain_text};
use crate::site::{Article, Page, Status};

/// The deepest headings in the table of contents.
const CONTENTS_DEPTH: u8 = 3;

impl Renderer<'_> {
    /// The view of `article` on a page with `of` articles.
    pub(super) fn article(&self, page: &Page<'_>, article: &Article<'_>, of: usize) -> view::Article {
        let library = self.site.library;
        let policy = library.policy(article.policy);
        let text = article.reading.text();
        let locale = self.locales.get(&page.lang);
        // Where several texts stand on one page, the ids of the addenda are told apart by their names.
        let prefix = if of > 1 { article_prefix(policy) } else { String::new() };
        let links = Links {
            site: self.site,
            sources: &self.tree.sources,
            article,
            lang: &page.lang,
            prefix: &prefix,
        };
        let context = Context {
            document: &text.document,
            links,
            locale,
            text_locale: self.locales.get(&text.lang),
            controlling: self.controlling(page, article),
        };
        let glossary = self.registers(article).glossary.as_deref();
        let terms = glossary.and_then(|glossary| TermFinder::new(glossary, &text.lang));
        let body = html::body(&context, terms);
        view::Article {
            policy: policy.folder.to_string(),
            version: article
                .version
                .map_or_else(|| "working".to_owned(), |version| version.label.to_string()),
            lang: text.lang.to_string(),
            dir: self.locales.get(&text.lang).direction(),
            status: status_name(article.status),
            is_addendum: policy.is_addendum(),
            title: title(&text.document, &prefix, body.title),
            plain_title: text.document.title().map(|title| plain_text(&title.inlines)).unwrap_or_default(),
            released: article.asked.map(|version| day(locale, version.released)),
            effective: article.asked.map(|version| day(locale, version.effective)),
            material: article.asked.is_some_and(|version| version.material),
            summary: article.asked.and_then(|version| self.summary(version, &page.lang)),
            permalink: self.permalink(page, article, policy),
            notices: self.notices(page, article, policy),
            contents: contents(&text.document, &prefix),
            body: body.html,
            terms: body.terms.into_iter().map(|term| term_view(term, &text.lang, &prefix)).collect(),
            versions: if of > 1 && policy.is_addendum() {
                self.version_links(article.policy, policy, page)
            } else {
                Vec::new()
            },
        }
    }

    /// The registers with which the text was sealed; for a working text those that people edit.
    fn registers<'b>(&'b self, article: &Article<'b>) -> &'b Registers {
        match article.version {
            Some(version) => &version.registers,
            None => &self.site.library.registers,
        }
    }

    /// The page of the text that decides, where this is a translation.
    fn controlling<'b>(&self, page: &Page<'_>, article: &Article<'b>) -> Option<Controlling<'b>>
    where
        Self: 'b,
    {
        let library = self.site.library;
        let lang = &library.config.controlling;
        if !matches!(article.reading, Reading::Translation(_) | Reading::Earlier { .. }) {
            return None;
        }
        let text = match article.asked {
            Some(version) => version.text(lang)?,
            None => library.policy(article.policy).working.texts.get(lang)?,
        };
        let href = in_language(&page.address, lang).to_string();
        let name = self.locales.name_of(lang.as_str(), self.locales.get(&page.lang));
        Some(Controlling { href, lang: lang.to_string(), name, document: &text.document })
    }

    fn permalink(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<String> {
        let label = article.version?.label.clone();
        let address = Address::of(self.site.library, policy, &page.lang, PageOf::Version(label));
        (address != page.address).then(|| address.to_string())
    }

    fn notices(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Vec<Notice> {
        [self.status_notice(page, article, policy), self.language_notice(page, article)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// That the text is not what applies now, with a link to what does.
    fn status_notice(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<Notice> {
        if article.status == Status::InForce {
            return None;
        }
        let address = Address::of(self.site.library, policy, &page.lang, PageOf::InForce);
        let locale = self.locales.get(&page.lang);
        Some(Notice {
            kind: status_name(article.status),
            href: self.site.has(&address).then(|| address.to_string()),
            hreflang: Some(page.lang.to_string()),
            version: article.version.map(|version| version.label.to_string()),
            day: article.version.map(|version| day(locale, version.effective)),
        })
    }

    /// That the text is a translation, of this version or of an earlier one, or is not in the reader's language, with a
    /// link to the text that controls.
    fn language_notice(&self, page: &Page<'_>, article: &Article<'_>) -> Option<Notice> {
        let translated = match &article.reading.text().translates {
            Some(Translates::Version(label)) => Some(label),
            _ => None,
        };
        let behind = translated.filter(|label| article.asked.is_some_and(|asked| asked.label != **label));
        let (kind, version) = match (article.reading, behind) {
            (Reading::Controlling(_), _) => return None,
            (Reading::Fallback(_), _) => ("fallback", article.asked.map(|version| &version.label)),
            (_, Some(label)) => ("earlier", Some(label)),
            (Reading::Earlier { version, .. }, None) => ("earlier", Some(&version.label)),
            (Reading::Translation(_), None) => ("translation", article.asked.map(|version| &version.label)),
        };
        let controlling = &self.site.library.config.controlling;
        let there = in_language(&page.address, controlling);
        Some(Notice {
            kind,
            href: self.site.has(&there).then(|| there.to_string()),
            hreflang: Some(controlling.to_string()),
            version: version.map(ToString::to_string),
            day: None,
        })
    }
}

fn title(document: &Document, prefix: &str, html: String) -> Heading {
    let title = document.title();
    let section = title.and_then(|title| document.sections.get(title.section));
    let id = section.map_or(TOP, |section| section.id.as_str());
    let block = title.map_or_else(|| format!("{TOP}/0"), |title| document.address(title));
    Heading { id: format!("{prefix}{id}"), block, html }
}

/// The headings of levels 2 and 3, those of level 3 inside the one of level 2 before them.
fn contents(document: &Document, prefix: &str) -> Vec<ContentsEntry> {
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for (section, heading) in document.headed_sections() {
        if section.level > CONTENTS_DEPTH {
            continue;
        }
        let entry = ContentsEntry {
            id: format!("{prefix}{}", section.id),
            html: html::heading_words(heading),
            inside: Vec::new(),
        };
        match entries.last_mut() {
            Some(outer) if section.level == CONTENTS_DEPTH => outer.inside.push(entry),
            _ => entries.push(entry),
        }
    }
    entries
}

fn term_view(term: &crate::library::Term, lang: &Lang, prefix: &str) -> view::Term {
    let preferred = term.renderings.get(lang).and_then(|all| all.first());
    view::Term {
        id: format!("{prefix}term.{}", term.id),
        name: preferred.unwrap_or(&term.id).clone(),
        definition: term.definition.get(lang).cloned().unwrap_or_default(),
    }
}
