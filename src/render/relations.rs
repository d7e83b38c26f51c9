//! How a page stands to others, for programs: its canonical address, its counterparts in other languages, the relations of
//! RFC 5829 and RFC 7089, the feeds. What heads of pages and the site map say of that is decided here once.

use super::Renderer;
use super::frame::in_language;
use super::view::{Alternate, FeedLink, Relation};
use super::web;
use crate::library::{Address, Page as PageOf, PolicyId, Status, Version};
use crate::locale::Lang;
use crate::site::{Article, Content, Page};

impl Renderer<'_, '_> {
    /// The address by which search engines should know the page: the permanent one of an announced version.
    pub(super) fn canonical(&self, page: &Page<'_>) -> Address {
        if let Content::Moved { to } = &page.content {
            return to.clone();
        }
        let announced = self.asked(page).filter(|_| page.address.page() == Some(&PageOf::Upcoming));
        match announced {
            Some((id, version)) => self.permanent(id, version, &page.lang),
            None => page.address.clone(),
        }
    }

    /// True for what search engines should not have: previews, a text a second time, what was taken out of one, what
    /// leads to all of them, how translations stand, what is not there, and what the policy itself keeps back.
    pub(super) fn noindex(&self, page: &Page<'_>) -> bool {
        let is_no_text = match page.content {
            Content::Compare { .. }
            | Content::Bilingual { .. }
            | Content::Search { .. }
            | Content::Status
            | Content::NotFound { .. }
            | Content::Moved { .. } => true,
            Content::LanguageChoice | Content::Policies | Content::History { .. } | Content::Texts { .. } => {
                false
            }
        };
        let is_draft = page.address.page() == Some(&PageOf::Draft);
        is_no_text || is_draft || self.site.drafts || self.is_hidden(page)
    }

    /// True for a page that search engines are told of, in its language: the one by which its text is known, with nothing on
    /// it that is in another language for want of a translation.
    pub(super) fn is_listed(&self, page: &Page<'_>) -> bool {
        let is_own = |article: &Article<'_>| article.reading.text().lang == page.lang;
        let speaks = match &page.content {
            Content::Texts { articles, .. } => articles.iter().all(is_own),
            _ => true,
        };
        speaks && !self.noindex(page) && self.canonical(page) == page.address
    }

    /// The page in every language in which there is one that search engines are told of, itself among them, and the one for
    /// everybody else (`x-default`): where one chooses a language, or the text that controls. Each of them says the same.
    pub(super) fn alternates(&self, page: &Page<'_>) -> Vec<Alternate> {
        let config = &self.site.library.config;
        // The revisions of one translation have no counterparts among those of another.
        let is_alone = matches!(page.address.page(), Some(PageOf::Revision(..)));
        if config.languages.len() < 2 || is_alone || !self.is_listed(page) {
            return Vec::new();
        }
        let alternate = |hreflang: &str, address: &Address| Alternate {
            hreflang: hreflang.to_owned(),
            href: format!("{}{address}", config.base_url),
        };
        let mut alternates = Vec::with_capacity(config.languages.len() + 1);
        let mut default = page.address.page().is_none().then_some(Address::Root);
        for lang in &config.languages {
            let there = in_language(&page.address, lang);
            if !self.site.find(&there).is_some_and(|there| self.is_listed(there)) {
                continue;
            }
            alternates.push(alternate(lang.as_str(), &there));
            if *lang == config.controlling {
                default.get_or_insert(there);
            }
        }
        alternates.extend(default.map(|default| alternate("x-default", &default)));
        alternates
    }

    /// The feeds for readers of the page.
    pub(super) fn feeds(&self, page: &Page<'_>) -> Vec<FeedLink> {
        let locale = self.locales.get(&page.lang);
        let of_policy = |subject: PolicyId| {
            let href = self.data_address(subject, &page.lang, web::FEED)?;
            let newest = self.site.timeline(subject).newest_first().next();
            let (title, _) = self.title_of(subject, newest, &page.lang);
            Some(FeedLink { href, title: locale.text("feed-of-policy", &[("title", &title)]) })
        };
        match &page.content {
            Content::Policies => {
                let (title, _) = self.site_title(&page.lang);
                let href = format!("{}{}", page.address, web::FEED);
                vec![FeedLink { href, title: locale.text("feed-of-site", &[("title", title)]) }]
            }
            Content::History { subject } => of_policy(*subject).into_iter().collect(),
            Content::Texts { articles, .. } => {
                articles.iter().filter_map(|article| of_policy(article.policy)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// True for a version that is no longer in force, of a policy that shows search engines only what is.
    pub(super) fn is_hidden(&self, page: &Page<'_>) -> bool {
        let Some((id, version)) = self.asked(page) else { return false };
        self.site.library.policy(id).noindex_superseded
            && self.site.timeline(id).status(version) == Status::Superseded
    }

    /// The history of the page's policy, what is in force, and the versions before and after this one; on pages of texts that
    /// were ever in force also the list of all of them with their days, and the page of which they are former states.
    pub(super) fn relations(&self, page: &Page<'_>) -> Vec<Relation> {
        let (subject, asked) = match &page.content {
            Content::LanguageChoice
            | Content::Policies
            | Content::Search { .. }
            | Content::Status
            | Content::NotFound { .. }
            | Content::Moved { .. } => return Vec::new(),
            Content::History { subject } | Content::Compare { subject, .. } => (*subject, None),
            Content::Bilingual { article } => (article.policy, None),
            Content::Texts { subject, .. } => (*subject, self.asked(page).map(|(_, version)| version)),
        };
        let timeline = self.site.timeline(subject);
        let (before, after) = asked.map(|version| timeline.neighbours(version)).unwrap_or_default();
        let permanent = |version: &Version| self.permanent(subject, version, &page.lang);
        let policy = self.site.library.policy(subject);
        let in_force = Address::of(self.site.library, policy, &page.lang, PageOf::InForce);
        let related = [
            ("version-history", self.history_address(subject, page)),
            ("latest-version", timeline.in_force.map(|_| in_force).filter(|address| self.site.has(address))),
            ("predecessor-version", before.map(permanent)),
            ("successor-version", after.map(permanent)),
        ];
        let base_url = &self.site.library.config.base_url;
        let relation = |(rel, address): (&'static str, Option<Address>)| {
            Some(Relation { rel, href: format!("{base_url}{}", address?), media: None })
        };
        let mut relations: Vec<Relation> = related.into_iter().filter_map(relation).collect();
        if let (Content::Texts { .. }, Some(original)) = (&page.content, self.original(subject, &page.lang)) {
            relations.push(Relation { rel: "original", href: format!("{base_url}{original}"), media: None });
            let timemap = self.data_address(subject, &page.lang, web::TIMEMAP);
            relations.extend(timemap.map(|address| Relation {
                rel: "timemap",
                href: format!("{base_url}{address}"),
                media: Some("application/link-format"),
            }));
        }
        relations
    }

    /// The page of which the versions of a policy are former states (RFC 7089); nothing before any took effect.
    pub(super) fn original(&self, id: PolicyId, lang: &Lang) -> Option<Address> {
        let library = self.site.library;
        let has_applied = library.policy(id).versions().last_by(library.day, library.day).is_some();
        let address = Address::of(library, library.policy(id), lang, PageOf::InForce);
        (has_applied && self.site.has(&address)).then_some(address)
    }

    /// The version that the page is about, and its policy.
    pub(super) fn asked<'p>(&self, page: &'p Page<'_>) -> Option<(PolicyId, &'p Version)> {
        let Content::Texts { articles, .. } = &page.content else { return None };
        let article = articles.first()?;
        Some((article.policy, article.asked?))
    }

    pub(super) fn permanent(&self, id: PolicyId, version: &Version, lang: &Lang) -> Address {
        let page = PageOf::Version(version.label.clone());
        Address::of(self.site.library, self.site.library.policy(id), lang, page)
    }
}
