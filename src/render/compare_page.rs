//! The page of a redline, and the links to such pages.

use super::Renderer;
use super::drift::Shown;
use super::frame::day;
use super::html::Drift;
use super::redline::{Texts, view};
use super::resolve::Links;
use super::view::{
    CompareNote, CompareNoteKind, ComparePage, ComparedText, FateCount, FollowedBanner, PageLink, RedlineLink,
};
use crate::library::{Address, Page as PageOf, PolicyId, Version};
use crate::locale::Lang;
use crate::redline::{self, Redline};
use crate::site::{Article, Fate, Followed, Page};

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
        let is_translation = *lang != library.config.controlling;
        let followed = if is_translation { self.followed(&redline, old, new) } else { None };
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
            notes: if is_translation { self.compare_notes(page, id, followed.as_ref()) } else { Vec::new() },
            followed: followed.as_ref().and_then(|followed| self.followed_banner(page, followed)),
            history: self.history_address(id, page).map(|address| address.to_string()),
            redline: view(&Texts {
                redline: &redline,
                targets: [&old_links, &new_links],
                locale: self.locales.get(lang),
                text_locale: self.locales.get(&after.lang),
                drift: followed.as_ref().and_then(|followed| self.lacking(page, new, followed)),
                source_unchanged: followed.map(|followed| followed.source_unchanged).unwrap_or_default(),
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
            status: article.status.name(),
            released: article.version.map(|version| day(locale, version.released)),
            effective: article.version.map(|version| day(locale, version.effective)),
            revision: (text.revision > 1).then_some(text.revision),
        }
    }

    /// Of translations: what became of what the controlling text changed; `None` where that cannot be said on the library's
    /// day.
    fn followed(&self, redline: &Redline<'_>, old: &Article<'_>, new: &Article<'_>) -> Option<Followed> {
        let [old, new] = [self.site.own_report(old)?, self.site.own_report(new)?];
        Some(Followed::of(redline, [&old.measured, &new.measured]))
    }

    /// What the new translation does not say of what the controlling text changed, to be shown in its place.
    fn lacking(&self, page: &Page<'_>, new: &Article<'_>, followed: &Followed) -> Option<Drift> {
        let report = self.site.own_report(new).filter(|_| !followed.lacking.is_empty())?;
        let all = &report.measured.judgements;
        let judgements = followed.lacking.iter().filter_map(|at| all.get(*at)).collect();
        let controlling = self.controlling_article(new)?;
        let shown = Shown { report, judgements, prefix: "", is_redline: true };
        Some(self.drift(page, &shown, [new, &controlling]))
    }

    /// How much of what the controlling text changed the redline shows; `None` if it changed nothing.
    fn followed_banner(&self, page: &Page<'_>, followed: &Followed) -> Option<FollowedBanner> {
        let gravest = followed.gravest()?;
        let controlling = &self.site.library.config.controlling;
        let count = |fate: Fate| FateCount { fate: fate.name(), count: followed.count(fate) };
        Some(FollowedBanner {
            gravest: gravest.name(),
            is_lacking: gravest.is_lacking(),
            says_other_words: followed.says_other_words,
            changes: followed.fates.len(),
            counts: Fate::ALL.map(count).into(),
            language: self.locales.name_of(controlling.as_str(), self.locales.get(&page.lang)),
        })
    }

    /// What a reader of a redline of translations must know.
    fn compare_notes(&self, page: &Page<'_>, id: PolicyId, followed: Option<&Followed>) -> Vec<CompareNote> {
        let library = self.site.library;
        let controlling = &library.config.controlling;
        let there = page.address.page();
        let there = there.map(|of| Address::of(library, library.policy(id), controlling, of.clone()));
        let href = there.filter(|address| self.site.has(address)).map(|address| address.to_string());
        let note = |kind| CompareNote { kind, href: href.clone(), hreflang: controlling.to_string() };
        let more = match followed {
            None => Some(CompareNoteKind::Unmeasured),
            Some(followed) => (!followed.says_other_words).then_some(CompareNoteKind::ControllingUnchanged),
        };
        std::iter::once(CompareNoteKind::Translation).chain(more).map(note).collect()
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
