//! One text on a page, with what readers must know about it.

use super::Renderer;
use super::drift::Shown;
use super::escape::escaped;
use super::frame::{day, in_language};
use super::html::{self, Context, Controlling};
use super::resolve::{Links, TermFinder, article_prefix};
use super::view::{self, ContentsEntry, Heading};
use crate::drift::{Report, State};
use crate::library::{Address, Page as PageOf, Policy, Registers};
use crate::locale::{Lang, Locale};
use crate::markdown::{Document, TOP, plain_text};
use crate::site::{Article, Page};

/// The deepest headings in the table of contents.
const CONTENTS_DEPTH: u8 = 3;

impl Renderer<'_, '_> {
    /// The view of `article` on a page with `of` articles.
    pub(super) fn article(&self, page: &Page<'_>, article: &Article<'_>, of: usize) -> view::Article {
        let library = self.site.library;
        let policy = library.policy(article.policy);
        let text = article.reading.text();
        let locale = self.locales.get(&page.lang);
        // Where several texts stand on one page, the ids of the addenda are told apart by their names.
        let prefix = if of > 1 { article_prefix(policy) } else { String::new() };
        let links = Links {
            site: self.site.map(),
            sources: &self.tree.sources,
            article,
            lang: &page.lang,
            prefix: &prefix,
        };
        let report = self.site.report(page, article);
        let timeline = self.site.timeline(article.policy);
        // Where the text in force is, what changed years ago is no news; at a permanent address it belongs to the version.
        let told = article.asked.filter(|version| !article.live || version.is_news(library.day));
        let controlling = report.and_then(|_| self.controlling_article(article));
        let drift = report.zip(controlling.as_ref()).map(|(report, controlling)| {
            self.drift(page, &Shown::all(report, &prefix), [article, controlling])
        });
        let context = Context {
            document: &text.document,
            links,
            locale,
            text_locale: self.locales.get(&text.lang),
            controlling: self.controlling(page, article),
            drift: drift.as_ref(),
            foreign: None,
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
            status: article.status.name(),
            is_addendum: policy.is_addendum(),
            title: self.title(article, &prefix, body.title),
            plain_title: text.document.title().map(|title| plain_text(&title.inlines)).unwrap_or_default(),
            description: self.description(policy, &page.lang),
            label: article.asked.map(|version| version.label.to_string()),
            released: article.asked.map(|version| day(locale, version.released)),
            effective: article
                .asked
                .filter(|version| !version.is_taken_back(library.day))
                .map(|version| day(locale, version.effective)),
            revised: self.revised(article, locale),
            is_first: article.asked.is_some_and(|version| timeline.is_first(version)),
            material: told.is_some_and(|version| timeline.is_material_change(version)),
            summary: told.and_then(|version| self.summary(version, &page.lang)),
            redline: match article.asked {
                Some(version) => self.redline_to(article.policy, version, &page.lang),
                None => self.redline_to_draft(article.policy, &page.lang),
            },
            bilingual: self.bilingual_link(page, article),
            permalink: self.permalink(page, article, policy),
            sealed: article.version.and_then(|version| self.sealed_text(page, policy, version, text)),
            notices: self.notices(page, article, policy),
            drift: report.and_then(|report| self.drift_banner(page, article, report)),
            contents: contents(&text.document, report, &prefix),
            body: body.html,
            terms: body.terms.into_iter().map(|term| term_view(term, &text.lang, &prefix)).collect(),
            history: self
                .history_address(article.policy, page)
                .filter(|_| of > 1 && policy.is_addendum())
                .map(|address| address.to_string()),
        }
    }

    /// The registers with which the text was sealed; for a working text those that people edit.
    pub(super) fn registers<'b>(&'b self, article: &Article<'b>) -> &'b Registers {
        match article.version {
            Some(version) => &version.registers,
            None => &self.site.library.registers,
        }
    }

    /// The page of the text that decides, where this is a translation.
    pub(super) fn controlling<'b>(&self, page: &Page<'_>, article: &Article<'b>) -> Option<Controlling<'b>>
    where
        Self: 'b,
    {
        let library = self.site.library;
        let lang = &library.config.controlling;
        article.reading.translation()?;
        let text = match article.asked {
            Some(version) => version.first(lang)?,
            None => library.policy(article.policy).working().get(lang)?,
        };
        let href = in_language(&page.address, lang).to_string();
        let name = self.locales.name_of(lang.as_str(), self.locales.get(&page.lang));
        Some(Controlling { href, lang: lang.to_string(), name, document: &text.document })
    }

    /// The title of the text; of one that has none that of the controlling text.
    fn title(&self, article: &Article<'_>, prefix: &str, html: String) -> Heading {
        let document = &article.reading.text().document;
        let title = document.title();
        let section = title.and_then(|title| document.sections.get(title.section));
        let id = section.map_or(TOP, |section| section.id.as_str());
        let block = title.map_or_else(|| format!("{TOP}/0"), |title| document.address(title));
        let (html, lang) = match title {
            Some(_) => (html, None),
            None => {
                let controlling = &self.site.library.config.controlling;
                let (words, lang) = self.title_of(article.policy, article.asked, controlling);
                (escaped(&words), (lang != article.reading.text().lang).then_some(lang))
            }
        };
        let dir = lang.as_ref().map(|lang| self.locales.get(lang).direction());
        Heading { id: format!("{prefix}{id}"), block, html, lang: lang.map(|lang| lang.to_string()), dir }
    }

    /// The permanent page of the text, seen from any other page.
    fn permalink(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<String> {
        let permanent = PageOf::permanent(&article.version?.label, article.reading.text().revision);
        let address = Address::of(self.site.library, policy, &page.lang, permanent);
        (address != page.address).then(|| address.to_string())
    }

    /// The day of a translation that was published on another day than the version which the page is about.
    fn revised(&self, article: &Article<'_>, locale: &Locale) -> Option<view::Day> {
        let text = article.reading.text();
        let released = text.seal?.released;
        let is_translation = text.lang != self.site.library.config.controlling;
        (is_translation && released != article.asked?.released).then(|| day(locale, released))
    }
}

/// The headings of levels 2 and 3, those of level 3 inside the one of level 2 before them. What a translation lacks is among
/// them, where it stands on the page.
pub(super) fn contents(document: &Document, report: Option<&Report<'_>>, prefix: &str) -> Vec<ContentsEntry> {
    let own = document.headed_sections().map(|(section, heading)| {
        let place = (section.heading.unwrap_or_default(), 0);
        (place, section, heading, None)
    });
    let lacked = report.into_iter().flat_map(|report| {
        let measured = &report.measured;
        let missing = report.behind().filter(|judgement| judgement.state == State::Missing);
        missing.filter_map(|judgement| {
            let at = *judgement.current.first()?;
            let heading = &measured.current_blocks()[at];
            let section = &measured.current().sections[heading.section];
            let is_heading = section.heading == Some(at.into());
            let place = (measured.before(judgement).map_or(0, usize::from), usize::from(at) + 1);
            is_heading.then(|| (place, section, heading, Some(measured.controlling.clone())))
        })
    });
    let mut listed: Vec<_> = own.chain(lacked).collect();
    listed.sort_by_key(|(place, ..)| *place);
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for (_, section, heading, lang) in listed {
        if section.level > CONTENTS_DEPTH {
            continue;
        }
        let id = match report.filter(|_| lang.is_some()).map(|report| &report.measured) {
            Some(measured) => {
                let lang = measured.controlling.as_str();
                html::foreign_id(document, measured.current(), &section.id, lang)
            }
            None => section.id.to_string(),
        };
        let entry = ContentsEntry {
            id: format!("{prefix}{id}"),
            html: html::heading_words(heading),
            lang,
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
