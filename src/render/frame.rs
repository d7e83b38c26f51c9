//! What every page has around its content.

use super::Renderer;
use super::assets::Asset;
use super::view::{Day, Frame, LanguageLink, Loaded, PageLink, Site, VersionLink};
use super::web::CONTENT_SECURITY_POLICY;
use crate::library::{Address, Page as PageOf, PolicyId, Reading, Version};
use crate::locale::{Lang, Locale};
use crate::markdown::plain_text;
use crate::site::{Content, Page};
use jiff::civil::Date;

impl Renderer<'_, '_> {
    /// What a page is about, from the titles of the texts on it.
    fn page_title(&self, page: &Page<'_>, titles: &[&str]) -> String {
        let locale = self.locales.get(&page.lang);
        let [title, others @ ..] = titles else {
            let key = match page.content {
                Content::LanguageChoice => "choose-language",
                Content::Status => "status-title",
                Content::Search { .. } => "search-title",
                Content::NotFound { .. } => "not-found-title",
                Content::Moved { .. } => "moved-title",
                _ => "policies-title",
            };
            return locale.text(key, &[]);
        };
        let Some(of_page) = page.address.page() else { return (*title).to_owned() };
        match (of_page, others.first()) {
            (PageOf::Draft, _) => locale.text("draft-title", &[("title", title)]),
            (PageOf::Upcoming, _) => locale.text("upcoming-title", &[("title", title)]),
            (PageOf::Bilingual, _) => locale.text("bilingual-title", &[("title", title)]),
            (PageOf::History, _) => locale.text("history-title", &[("title", title)]),
            (PageOf::Version(label), _) => {
                locale.text("version-title", &[("title", title), ("version", label.as_str())])
            }
            (PageOf::Revision(label, revision), _) => {
                let revision = revision.to_string();
                let arguments = [("title", *title), ("version", label.as_str()), ("revision", &revision)];
                locale.text("revision-title", &arguments)
            }
            (PageOf::Compare(old, new), _) => {
                let arguments = [("title", *title), ("old", old.as_str()), ("new", new.as_str())];
                locale.text("compare-title", &arguments)
            }
            (PageOf::CompareInForce(old), _) => {
                locale.text("compare-in-force-title", &[("title", title), ("old", old.as_str())])
            }
            (PageOf::CompareDraft(old), _) => {
                locale.text("compare-draft-title", &[("title", title), ("old", old.as_str())])
            }
            (PageOf::InForce, Some(addendum)) => {
                locale.text("jurisdiction-title", &[("title", title), ("addendum", addendum)])
            }
            (PageOf::InForce, None) => (*title).to_owned(),
        }
    }

    /// The frame of a page; `titles` are those of the texts on it.
    pub(super) fn frame(&self, page: &Page<'_>, titles: &[&str]) -> Frame {
        let config = &self.site.library.config;
        let locale = self.locales.get(&page.lang);
        let title = self.page_title(page, titles);
        let address = page.address.to_string();
        let has_address = !matches!(page.content, Content::NotFound { .. });
        let canonical = has_address.then(|| format!("{}{}", config.base_url, self.canonical(page)));
        let alternates = self.alternates(page);
        Frame {
            lang: page.lang.to_string(),
            dir: locale.direction(),
            site: self.site_view(&page.lang),
            open_graph: self.open_graph(page, &title, canonical.as_deref(), &alternates),
            title,
            linked_data: self.linked_data(page),
            canonical,
            address,
            noindex: self.noindex(page),
            alternates,
            feeds: self.feeds(page),
            relations: self.relations(page),
            preview: self.site.drafts,
            languages: self.language_links(page),
        }
    }

    /// The name of the site for readers of `lang`, and in which language that is.
    pub(super) fn site_title<'b>(&'b self, lang: &'b Lang) -> (&'b str, &'b Lang) {
        let config = &self.site.library.config;
        let title = config.title.get_or(lang, &config.controlling);
        title.map_or(("", lang), |(title, lang)| (title.as_str(), lang))
    }

    fn site_view(&self, lang: &Lang) -> Site {
        let config = &self.site.library.config;
        let (title, title_lang) = self.site_title(lang);
        let icon = self.theme.icon.as_ref().and_then(|path| self.theme.assets.get(path));
        Site {
            title: title.to_owned(),
            title_lang: title_lang.to_string(),
            base_url: config.base_url.clone(),
            controlling: config.controlling.to_string(),
            home: Address::Policies(lang.clone()).to_string(),
            search: Address::Search(lang.clone()).to_string(),
            status: self.site.has(&Address::Status).then(|| Address::Status.to_string()),
            icon: icon.map(|asset| format!("/theme/{}", asset.path)),
            content_security_policy: CONTENT_SECURITY_POLICY,
            stylesheets: self.loaded(&self.theme.stylesheets),
            scripts: self.loaded(&self.theme.scripts),
        }
    }

    /// Files of the theme, as pages load them.
    pub(super) fn loaded(&self, paths: &[String]) -> Vec<Loaded> {
        let assets = paths.iter().filter_map(|path| self.theme.assets.get(path));
        let load = |asset: &Asset| Loaded {
            href: format!("/theme/{}", asset.path),
            integrity: asset.integrity.clone(),
        };
        assets.map(load).collect()
    }

    /// The same page in every language. The choice of a language leads to the policies of each.
    fn language_links(&self, page: &Page<'_>) -> Vec<LanguageLink> {
        let languages = &self.site.library.config.languages;
        let link = |lang: &Lang| {
            let locale = self.locales.get(lang);
            let there = in_language(&page.address, lang);
            let exact = page.address.page().is_none() || self.site.has(&there);
            // Texts that were not both translated cannot be compared; there is a list of all versions in any case. The text
            // that controls stands beside no other.
            let near = there.page().filter(|_| !exact).map(|page| match page {
                PageOf::Bilingual => there.with_page(PageOf::InForce),
                _ => there.with_page(PageOf::History),
            });
            LanguageLink {
                lang: lang.to_string(),
                dir: locale.direction(),
                name: locale.text("language-name", &[]),
                href: near.unwrap_or(there).to_string(),
                current: *lang == page.lang && page.address != Address::Root,
            }
        };
        // The status is for those who write, and in the language that controls.
        let is_alone = languages.len() < 2 && page.address != Address::Root;
        let is_shared = matches!(page.address, Address::Status | Address::NotFound(None));
        if is_alone || is_shared || matches!(page.content, Content::Moved { .. }) {
            return Vec::new();
        }
        languages.iter().map(link).collect()
    }

    /// A link to a policy, called by its title.
    pub(super) fn policy_link(
        &self,
        id: PolicyId,
        version: &Version,
        address: &Address,
        page: &Page<'_>,
    ) -> PageLink {
        let (text, lang) = self.title_of(id, Some(version), &page.lang);
        PageLink {
            href: address.to_string(),
            text,
            lang: lang.to_string(),
            current: *address == page.address,
        }
    }

    /// The title of a policy for readers of `lang`: of a version, or of the working text.
    pub(super) fn title_of(&self, id: PolicyId, version: Option<&Version>, lang: &Lang) -> (String, Lang) {
        let library = self.site.library;
        let policy = library.policy(id);
        let controlling = &library.config.controlling;
        let text = match version {
            Some(version) => library.reading(policy, version, lang, library.day).map(Reading::text),
            None => policy.working().get(lang).or_else(|| policy.working().get(controlling)),
        };
        let title =
            text.and_then(|text| Some((plain_text(&text.document.title()?.inlines), text.lang.clone())));
        title.unwrap_or_else(|| (policy.name.to_string(), lang.clone()))
    }

    /// A link to the permanent page of a version.
    pub(super) fn version_link(&self, id: PolicyId, version: &Version, page: &Page<'_>) -> VersionLink {
        let library = self.site.library;
        let locale = self.locales.get(&page.lang);
        let label = version.label.clone();
        let address = Address::of(library, library.policy(id), &page.lang, PageOf::Version(label));
        VersionLink {
            label: version.label.to_string(),
            href: address.to_string(),
            status: self.site.timeline(id).status(version).name(),
            released: day(locale, version.released),
            effective: day(locale, version.effective),
        }
    }

    /// The versions that are announced, the next one first, without the one that the page itself shows.
    pub(super) fn upcoming_links(
        &self,
        id: PolicyId,
        shown: Option<&Version>,
        page: &Page<'_>,
    ) -> Vec<VersionLink> {
        let upcoming = self.site.timeline(id).upcoming.iter();
        let others = upcoming.filter(|version| shown.is_none_or(|shown| shown.label != version.label));
        others.map(|version| self.version_link(id, version, page)).collect()
    }
}

/// The same page in another language. The revisions of a translation are its own; every language has the version.
pub fn in_language(address: &Address, lang: &Lang) -> Address {
    let lang = lang.clone();
    let page_in = |page: &PageOf, own: &Lang| match page {
        PageOf::Revision(label, _) if *own != lang => PageOf::Version(label.clone()),
        page => page.clone(),
    };
    match address {
        Address::Root | Address::Status | Address::NotFound(_) | Address::Policies(_) => {
            Address::Policies(lang)
        }
        Address::Search(_) => Address::Search(lang),
        Address::Policy { lang: own, policy, page } => {
            Address::Policy { page: page_in(page, own), policy: policy.clone(), lang }
        }
        Address::Jurisdiction { lang: own, policy, code, page } => Address::Jurisdiction {
            page: page_in(page, own),
            policy: policy.clone(),
            code: code.clone(),
            lang,
        },
    }
}

/// A day in the reader's own form.
pub fn day(locale: &Locale, date: Date) -> Day {
    Day { datetime: date.to_string(), text: locale.date(date) }
}
