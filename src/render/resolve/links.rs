//! Where a link of a text of the site leads on the page that shows it, and what words it takes.

use super::targets::{Label, ResolvedLink, Target, Targets, own_section};
use crate::library::references::{self, Origin, Reference};
use crate::library::{Address, Page, Policy, Reading, SitePath};
use crate::locale::Lang;
use crate::markdown::{Destination, Link, plain_text};
use crate::site::{Article, SiteMap};
use crate::source::Sources;

/// Resolves the links of one article.
pub struct Links<'a> {
    pub site: SiteMap<'a>,
    pub sources: &'a Sources,
    pub article: &'a Article<'a>,
    /// The language of the page, to which references lead.
    pub lang: &'a Lang,
    /// What stands before every id of the article on its page.
    pub prefix: &'a str,
}

impl Targets for Links<'_> {
    fn resolve(&self, link: &Link) -> ResolvedLink {
        let destination = Destination::parse(&link.destination);
        match &destination {
            Destination::External(target) => ResolvedLink {
                target: Some(Target::Elsewhere((*target).to_owned())),
                hreflang: None,
                label: link.takes_heading.then(|| Label::own(*target)),
            },
            Destination::Fragment(id) => self.fragment(id),
            Destination::Path { path, query, section } if path.starts_with('/') => {
                self.site_path(path, *query, section.as_deref())
            }
            Destination::Forbidden => Self::dead(link),
            _ => self.follow(link, &destination),
        }
    }
}

impl Links<'_> {
    fn text_lang(&self) -> &Lang {
        &self.article.reading.text().lang
    }

    /// The link's own words stay; one without words shows what was written.
    fn dead(link: &Link) -> ResolvedLink {
        let label = link.takes_heading.then(|| Label::own(link.destination.as_str()));
        ResolvedLink { target: None, hreflang: None, label }
    }

    fn fragment(&self, id: &str) -> ResolvedLink {
        let (target, words) = own_section(&self.article.reading.text().document, id, self.prefix);
        ResolvedLink { target, hreflang: None, label: Some(Label::own(words)) }
    }

    fn site_path(&self, path: &str, query: Option<&str>, section: Option<&str>) -> ResolvedLink {
        let found = SitePath::parse(path, self.site.library).filter(|found| self.site.has_path(found));
        let with_query = |found: SitePath| match query {
            Some(query) => format!("{found}?{query}"),
            None => found.to_string(),
        };
        let target = found.map(|found| Target::Site(with_section(&with_query(found), section)));
        ResolvedLink { target, hreflang: None, label: Some(Label::own(path)) }
    }

    fn follow(&self, link: &Link, destination: &Destination<'_>) -> ResolvedLink {
        let text = self.article.reading.text();
        let place = Origin { policy: self.article.policy, version: self.article.version, text };
        let path = &self.sources.get(text.file).path;
        match references::follow(self.site.library, place, path, destination) {
            Some(Ok(reference)) => self.reference(&reference),
            _ => Self::dead(link),
        }
    }

    fn reference(&self, reference: &Reference<'_>) -> ResolvedLink {
        let words = reference.heading().map(|heading| plain_text(&heading.inlines)).unwrap_or_default();
        let target = self.target(reference);
        ResolvedLink {
            hreflang: target.as_ref().and_then(|(_, lang)| self.other_lang(lang)),
            target: target.map(|(address, _)| {
                let id = reference
                    .section
                    .as_ref()
                    .map(|id| format!("{}{id}", self.prefix_on(&address, reference)));
                Target::Site(with_section(&address.to_string(), id.as_deref()))
            }),
            label: Some(Label { words, lang: self.other_lang(&reference.text.lang) }),
        }
    }

    /// `lang`, `None` if it is that of the text.
    fn other_lang(&self, lang: &Lang) -> Option<Lang> {
        (lang != self.text_lang()).then(|| lang.clone())
    }

    /// The page of a reference and its language: what is in force on pages that follow it, else the permanent page of the
    /// version that was meant when the text was written; from a preview the preview. In the reader's language, or in the
    /// one that controls where only that has the section.
    fn target(&self, reference: &Reference<'_>) -> Option<(Address, Lang)> {
        let library = self.site.library;
        let policy = library.policy(reference.policy);
        let permanent = reference.version.map(|version| Page::Version(version.label.clone()));
        let follows = self.article.live && !reference.pinned_version;
        let pages = match (self.article.version, follows) {
            (None, _) => [Some(Page::Draft), Some(Page::InForce)],
            (Some(_), true) => [Some(Page::InForce), permanent],
            (Some(_), false) => [permanent, Some(Page::InForce)],
        };
        let own = if reference.pinned_lang { &reference.text.lang } else { self.lang };
        let languages = [own, &library.config.controlling];
        pages.into_iter().flatten().find_map(|page| {
            let lang = languages.into_iter().find(|lang| self.shows(reference, &page, lang))?;
            let address = Address::of(library, policy, lang, page);
            self.site.has(&address).then(|| (address, lang.clone()))
        })
    }

    /// True if the text on that page of the reference's policy has its section.
    fn shows(&self, reference: &Reference<'_>, page: &Page, lang: &Lang) -> bool {
        let library = self.site.library;
        let policy = library.policy(reference.policy);
        let controlling = &library.config.controlling;
        let text = match page {
            Page::InForce => {
                let version = self.site.timeline(reference.policy).in_force;
                version
                    .and_then(|version| library.reading(policy, version, lang, library.day))
                    .map(Reading::text)
            }
            Page::Draft => policy.working().get(lang).or_else(|| policy.working().get(controlling)),
            _ => reference.version.and_then(|version| {
                let own = version.first(lang).filter(|text| text.is_known(library.day));
                own.or_else(|| version.first(controlling))
            }),
        };
        let has = |id: &str| text.is_some_and(|text| text.document.section(id).is_some());
        reference.section.as_deref().map_or(text.is_some(), has)
    }

    /// What stands before the ids of the target on its page: an addendum shares a jurisdiction's page with its policy.
    fn prefix_on(&self, address: &Address, reference: &Reference<'_>) -> String {
        let policy = self.site.library.policy(reference.policy);
        let shared = matches!(address, Address::Jurisdiction { page: Page::InForce, .. });
        if shared { article_prefix(policy) } else { String::new() }
    }
}

/// What stands before every id of an addendum on a page that it shares with its policy.
pub fn article_prefix(policy: &Policy) -> String {
    if policy.is_addendum() { format!("{}.", policy.name) } else { String::new() }
}

fn with_section(address: &str, section: Option<&str>) -> String {
    match section {
        Some(id) => format!("{address}#{id}"),
        None => address.to_owned(),
    }
}
