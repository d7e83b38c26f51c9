//! The page of a redline, and the links to such pages.

use std::collections::HashSet;

use super::Renderer;
use super::frame::{day, status_name};
use super::links::Links;
use super::redline::{Texts, view};
use super::view::{CompareNote, ComparePage, ComparedText, PageLink, RedlineLink};
use crate::library::{Address, Page as PageOf, PolicyId, Text, Translates, Version};
use crate::locale::Lang;
use crate::redline;
use crate::site::{Article, Page};

impl Renderer<'_, '_> {
    pub(super) fn compare_page(
        &self,
        page: &Page<'_>,
        id: PolicyId,
        old: &Article<'_>,
        new: &Article<'_>,
    ) -> ComparePage {
        let library = self.site.library;
        let policy = library.policy(id);
        let lang = &page.lang;
        let [before, after] = [old, new].map(|article| article.reading.text());
        let redline = redline::compare(&before.document, &after.document);
        let links =
            |article| Links { site: self.site.map(), sources: &self.tree.sources, article, lang, prefix: "" };
        let (old_links, new_links) = (links(old), links(new));
        let source = self.changed_sections(old, new, lang);
        let (text, title_lang) = self.title_of(id, new.version, lang);
        let in_force = Address::of(library, policy, lang, PageOf::InForce);
        let is_there = self.site.has(&in_force);
        let is_next = new.version.is_some_and(|version| {
            let before = self.site.timeline(id).neighbours(version).0;
            before.map(|version| &version.label) == old.version.map(|version| &version.label)
        });
        ComparePage {
            policy_folder: policy.folder.to_string(),
            policy: PageLink {
                href: if is_there { in_force.to_string() } else { page.address.to_string() },
                text,
                lang: title_lang.to_string(),
                current: !is_there,
            },
            old: self.compared_text(page, old),
            new: self.compared_text(page, new),
            material: new.version.filter(|_| is_next).map(|version| version.material),
            summary: new.version.filter(|_| is_next).and_then(|version| self.summary(version, lang)),
            notes: self.compare_notes(page, id, old, new, source.as_ref()),
            history: self.history_address(id, page).map(|address| address.to_string()),
            redline: view(&Texts {
                redline: &redline,
                targets: [&old_links, &new_links],
                locale: self.locales.get(lang),
                text_locale: self.locales.get(&after.lang),
                source,
            }),
        }
    }

    fn compared_text(&self, page: &Page<'_>, article: &Article<'_>) -> ComparedText {
        let library = self.site.library;
        let policy = library.policy(article.policy);
        let locale = self.locales.get(&page.lang);
        let text = article.reading.text();
        let own = match article.version {
            Some(version) => PageOf::permanent(&version.label, text.revision),
            None => PageOf::Draft,
        };
        let address = Address::of(library, policy, &page.lang, own);
        ComparedText {
            label: article.version.map(|version| version.label.to_string()),
            href: self.site.has(&address).then(|| address.to_string()),
            status: status_name(article.status),
            released: article.version.map(|version| day(locale, version.released)),
            effective: article.version.map(|version| day(locale, version.effective)),
            revision: (text.revision > 1).then_some(text.revision),
        }
    }

    /// Of translations: the sections that differ between the controlling texts of the two.
    fn changed_sections(&self, old: &Article<'_>, new: &Article<'_>, lang: &Lang) -> Option<HashSet<String>> {
        let controlling = &self.site.library.config.controlling;
        if lang == controlling {
            return None;
        }
        let (old, new) = (self.controlling_text(old)?, self.controlling_text(new)?);
        Some(redline::changed_sections(&old.document, &new.document))
    }

    fn controlling_text<'b>(&'b self, article: &Article<'b>) -> Option<&'b Text> {
        let controlling = &self.site.library.config.controlling;
        match article.version {
            Some(version) => version.first(controlling),
            None => self.site.library.policy(article.policy).working.texts.get(controlling),
        }
    }

    /// What a reader of a redline of translations must know.
    fn compare_notes(
        &self,
        page: &Page<'_>,
        id: PolicyId,
        old: &Article<'_>,
        new: &Article<'_>,
        source: Option<&HashSet<String>>,
    ) -> Vec<CompareNote> {
        let controlling = &self.site.library.config.controlling;
        if page.lang == *controlling {
            return Vec::new();
        }
        let translated = |article: &Article<'_>| match &article.reading.text().translates {
            Some(Translates::Version(label)) => Some(label.clone()),
            _ => None,
        };
        let (from, to) = (translated(old), translated(new));
        let there = page
            .address
            .page()
            .map(|of| Address::of(self.site.library, self.site.library.policy(id), controlling, of.clone()));
        let href = there.filter(|address| self.site.has(address)).map(|address| address.to_string());
        let note = |kind: &'static str, version: Option<String>| CompareNote {
            kind,
            version,
            href: href.clone(),
            hreflang: controlling.to_string(),
        };
        let mut notes = vec![note("translation", None)];
        if from.is_some() && from == to {
            notes.push(note("same-source", to.map(|label| label.to_string())));
        } else if source.is_some_and(HashSet::is_empty) {
            notes.push(note("controlling-unchanged", None));
        }
        notes
    }

    /// The redline to a version from the one before it; of the controlling text where there is none in `lang`.
    pub(super) fn redline_to(&self, id: PolicyId, version: &Version, lang: &Lang) -> Option<RedlineLink> {
        let before = self.site.timeline(id).neighbours(version).0?;
        self.redline_link(id, lang, &PageOf::Compare(before.label.clone(), version.label.clone()))
    }

    /// The redline to the working text from the version in force, likewise.
    pub(super) fn redline_to_draft(&self, id: PolicyId, lang: &Lang) -> Option<RedlineLink> {
        let in_force = self.site.timeline(id).in_force?;
        self.redline_link(id, lang, &PageOf::CompareDraft(in_force.label.clone()))
    }

    /// The redline from a version to the one in force, likewise.
    pub(super) fn redline_since(&self, id: PolicyId, version: &Version, lang: &Lang) -> Option<RedlineLink> {
        self.redline_link(id, lang, &PageOf::CompareInForce(version.label.clone()))
    }

    fn redline_link(&self, id: PolicyId, lang: &Lang, page: &PageOf) -> Option<RedlineLink> {
        let library = self.site.library;
        [lang, &library.config.controlling].into_iter().find_map(|lang| {
            let address = Address::of(library, library.policy(id), lang, page.clone());
            self.site
                .has(&address)
                .then(|| RedlineLink { href: address.to_string(), hreflang: lang.to_string() })
        })
    }
}
