//! Where a link of a text leads on the page that shows it, and what words it takes.

use crate::library::references::{self, Place, Reference};
use crate::library::{Address, Page, Policy};
use crate::locale::Lang;
use crate::markdown::{Destination, Link, plain_text};
use crate::site::{Article, Site};
use crate::source::Sources;

/// A link as the page shows it.
pub struct Resolved {
    /// Nothing where the target is gone: the link becomes plain text.
    pub href: Option<String>,
    /// The language of the target, where it is another one than the text's.
    pub hreflang: Option<Lang>,
    /// The words of a link that takes its target's heading, and their language.
    pub heading: Option<(String, Lang)>,
}

/// Resolves the links of one article.
pub struct Links<'a> {
    pub site: &'a Site<'a>,
    pub sources: &'a Sources,
    pub article: &'a Article<'a>,
    /// The language of the page, to which references lead.
    pub lang: &'a Lang,
    /// What stands before every id of the article on its page.
    pub prefix: &'a str,
}

impl Links<'_> {
    /// Where `link` leads.
    pub fn resolve(&self, link: &Link) -> Resolved {
        let destination = Destination::parse(&link.destination);
        match &destination {
            Destination::External(target) => Resolved {
                href: Some((*target).to_owned()),
                hreflang: None,
                heading: link.takes_heading.then(|| ((*target).to_owned(), self.text_lang().clone())),
            },
            Destination::Fragment(id) => self.fragment(id),
            Destination::Path { path, section } if path.starts_with('/') => self.site_path(path, section),
            Destination::Forbidden => self.dead(link),
            _ => self.follow(link, &destination),
        }
    }

    fn text_lang(&self) -> &Lang {
        &self.article.reading.text().lang
    }

    /// The link's own words stay; one without words shows what was written.
    fn dead(&self, link: &Link) -> Resolved {
        let heading = link.takes_heading.then(|| (link.destination.to_string(), self.text_lang().clone()));
        Resolved { href: None, hreflang: None, heading }
    }

    fn fragment(&self, id: &str) -> Resolved {
        let document = &self.article.reading.text().document;
        let section = document.section(id);
        let heading = section
            .and_then(|section| document.heading(section))
            .map_or_else(|| id.to_owned(), |heading| plain_text(&heading.inlines));
        Resolved {
            href: section.map(|_| format!("#{}{id}", self.prefix)),
            hreflang: None,
            heading: Some((heading, self.text_lang().clone())),
        }
    }

    fn site_path(&self, path: &str, section: &Option<String>) -> Resolved {
        let address = Address::parse(path, self.site.library).filter(|address| self.site.has(address));
        let href = address.map(|address| with_section(&address, section.as_deref()));
        Resolved { href, hreflang: None, heading: Some((path.to_owned(), self.text_lang().clone())) }
    }

    fn follow(&self, link: &Link, destination: &Destination<'_>) -> Resolved {
        let text = self.article.reading.text();
        let place = Place { policy: self.article.policy, version: self.article.version, text };
        let path = &self.sources.get(text.file).path;
        match references::follow(self.site.library, place, path, destination) {
            Some(Ok(reference)) => self.reference(&reference),
            _ => self.dead(link),
        }
    }

    fn reference(&self, reference: &Reference<'_>) -> Resolved {
        let lang = if reference.pinned_lang { &reference.text.lang } else { self.lang };
        let words = reference.heading().map(|heading| plain_text(&heading.inlines)).unwrap_or_default();
        let address = self.target(reference, lang);
        Resolved {
            href: address.map(|address| {
                let id = reference
                    .section
                    .as_ref()
                    .map(|id| format!("{}{id}", self.prefix_on(&address, reference)));
                with_section(&address, id.as_deref())
            }),
            hreflang: (lang != self.text_lang()).then(|| lang.clone()),
            heading: Some((words, reference.text.lang.clone())),
        }
    }

    /// The page of a reference: what is in force on pages that follow it, else the permanent page of the version
    /// that was meant when the text was written; from a preview the preview.
    fn target(&self, reference: &Reference<'_>, lang: &Lang) -> Option<Address> {
        let library = self.site.library;
        let policy = library.policy(reference.policy);
        let permanent = || {
            let label = reference.version?.label.clone();
            Some(Address::of(library, policy, lang, Page::Version(label)))
        };
        let in_force = || Some(Address::of(library, policy, lang, Page::InForce));
        let draft = || Some(Address::of(library, policy, lang, Page::Draft));
        let follows = self.article.live && !reference.pinned_version && self.still_there(reference);
        let choices = match (self.article.version, follows) {
            (None, _) => [draft(), in_force()],
            (Some(_), true) => [in_force(), permanent()],
            (Some(_), false) => [permanent(), in_force()],
        };
        choices.into_iter().flatten().find(|address| self.site.has(address))
    }

    /// What stands before the ids of the target on its page: an addendum shares a jurisdiction's page with its policy.
    fn prefix_on(&self, address: &Address, reference: &Reference<'_>) -> String {
        let policy = self.site.library.policy(reference.policy);
        let shared = matches!(address, Address::Jurisdiction { page: Page::InForce, .. });
        if shared { article_prefix(policy) } else { String::new() }
    }

    /// True if the version in force still has the section.
    fn still_there(&self, reference: &Reference<'_>) -> bool {
        let Some(version) = self.site.timeline(reference.policy).in_force else { return false };
        let controlling = version.first(&self.site.library.config.controlling);
        match &reference.section {
            None => true,
            Some(id) => controlling.is_some_and(|text| text.document.section(id).is_some()),
        }
    }
}

/// What stands before every id of an addendum on a page that it shares with its policy.
pub fn article_prefix(policy: &Policy) -> String {
    if policy.is_addendum() { format!("{}.", policy.name) } else { String::new() }
}

fn with_section(address: &Address, section: Option<&str>) -> String {
    match section {
        Some(id) => format!("{address}#{id}"),
        None => address.to_string(),
    }
}
