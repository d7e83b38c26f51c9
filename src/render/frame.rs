//! What every page has around its content.

use super::Renderer;
use super::view::{Day, Frame, LanguageLink, PageLink, Site, VersionLink};
use crate::library::{Address, Page as PageOf, Policy, PolicyId, Reading, Version, earlier, reading};
use crate::locale::{Lang, Locale};
use crate::markdown::plain_text;
use crate::site::{Page, Status};
use jiff::civil::Date;

impl Renderer<'_> {
    /// What a page is about, from the titles of the texts on it.
    fn page_title(&self, page: &Page<'_>, titles: &[&str]) -> String {
        let locale = self.locales.get(&page.lang);
        let [title, others @ ..] = titles else {
            let key = if page.address == Address::Root { "choose-language" } else { "policies-title" };
            return locale.text(key, &[]);
        };
        let of_page = match &page.address {
            Address::Policy { page, .. } | Address::Jurisdiction { page, .. } => page,
            Address::Root | Address::Policies(_) => return (*title).to_owned(),
        };
        match (of_page, others.first()) {
            (PageOf::Draft, _) => locale.text("draft-title", &[("title", title)]),
            (PageOf::Version(label), _) => {
                locale.text("version-title", &[("title", title), ("version", label.as_str())])
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
        let is_draft = matches!(
            &page.address,
            Address::Policy { page: PageOf::Draft, .. } | Address::Jurisdiction { page: PageOf::Draft, .. }
        );
        Frame {
            lang: page.lang.to_string(),
            dir: locale.direction(),
            title,
            site: self.site_view(&page.lang),
            canonical: format!("{}{address}", config.base_url),
            address,
            noindex: is_draft || self.site.drafts,
            preview: self.site.drafts,
            languages: self.language_links(page),
        }
    }

    fn site_view(&self, lang: &Lang) -> Site {
        let config = &self.site.library.config;
        let title = config.title.get_or(lang, &config.controlling);
        let (title, title_lang) = title.map_or(("", lang), |(title, lang)| (title.as_str(), lang));
        Site {
            title: title.to_owned(),
            title_lang: title_lang.to_string(),
            base_url: config.base_url.clone(),
            home: Address::Policies(lang.clone()).to_string(),
            icon: self.theme.icon.as_ref().map(|path| format!("/theme/{path}")),
            stylesheets: self.theme.stylesheets.iter().map(|path| format!("/theme/{path}")).collect(),
        }
    }

    /// The same page in every language. The choice of a language leads to the policies of each.
    fn language_links(&self, page: &Page<'_>) -> Vec<LanguageLink> {
        let languages = &self.site.library.config.languages;
        let link = |lang: &Lang| {
            let locale = self.locales.get(lang);
            LanguageLink {
                lang: lang.to_string(),
                dir: locale.direction(),
                name: locale.text("language-name", &[]),
                href: in_language(&page.address, lang).to_string(),
                current: *lang == page.lang && page.address != Address::Root,
            }
        };
        if languages.len() < 2 && page.address != Address::Root {
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
            Some(version) => reading(version, earlier(policy, version), lang, controlling).map(Reading::text),
            None => policy.working.texts.get(lang).or_else(|| policy.working.texts.get(controlling)),
        };
        let title =
            text.and_then(|text| Some((plain_text(&text.document.title()?.inlines), text.lang.clone())));
        title.unwrap_or_else(|| (policy.name.to_string(), lang.clone()))
    }

    /// Every version of a policy that is known on the day, newest first.
    pub(super) fn version_links(&self, id: PolicyId, policy: &Policy, page: &Page<'_>) -> Vec<VersionLink> {
        let timeline = self.site.timeline(id);
        let locale = self.locales.get(&page.lang);
        timeline
            .newest_first()
            .map(|version| {
                let label = version.label.clone();
                let address = Address::of(self.site.library, policy, &page.lang, PageOf::Version(label));
                VersionLink {
                    label: version.label.to_string(),
                    href: address.to_string(),
                    status: status_name(status(version, self.site.timeline(id))),
                    released: day(locale, version.released),
                    effective: day(locale, version.effective),
                    current: address == page.address,
                }
            })
            .collect()
    }
}

/// The same page in another language.
pub fn in_language(address: &Address, lang: &Lang) -> Address {
    let lang = lang.clone();
    match address.clone() {
        Address::Root | Address::Policies(_) => Address::Policies(lang),
        Address::Policy { policy, page, .. } => Address::Policy { lang, policy, page },
        Address::Jurisdiction { policy, code, page, .. } => {
            Address::Jurisdiction { lang, policy, code, page }
        }
    }
}

/// A day in the reader's own form.
pub fn day(locale: &Locale, date: Date) -> Day {
    Day { datetime: date.to_string(), text: locale.date(date) }
}

fn status(version: &Version, timeline: &crate::library::Timeline<'_>) -> Status {
    let is = |other: &&Version| other.label == version.label;
    if timeline.in_force.as_ref().is_some_and(is) {
        Status::InForce
    } else if timeline.upcoming.iter().any(|other| other.label == version.label) {
        Status::Upcoming
    } else {
        Status::Superseded
    }
}

/// The status as templates and strings call it.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::InForce => "in-force",
        Status::Upcoming => "upcoming",
        Status::Superseded => "superseded",
        Status::Draft => "draft",
    }
}
