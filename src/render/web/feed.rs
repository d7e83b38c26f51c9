//! Feeds (Atom, RFC 4287): one a policy and language, and one a language for all of them.

use jiff::civil::Date;

use super::FEED;
use super::xml::Xml;
use crate::library::{Address, Page as PageOf, PolicyId, Version};
use crate::locale::Lang;
use crate::markdown::plain_text;
use crate::render::{File, Renderer};

/// How many entries the feed of a language has at most.
const NEWEST: usize = 100;

/// One version in a feed.
struct Entry<'a> {
    policy: PolicyId,
    version: &'a Version,
    /// The day of the last news about it: when it was published, or later made known to be withdrawn.
    updated: Date,
}

/// What a feed says of itself.
struct Feed {
    lang: Lang,
    title: String,
    /// Where it is, from `/`.
    address: String,
    /// The page of which it tells the news.
    page: Address,
}

impl Renderer<'_, '_> {
    /// The feed of a policy: every version that is known on the day.
    pub(super) fn policy_feed(&self, id: PolicyId, lang: &Lang) -> Option<File> {
        let address = self.data_address(id, lang, FEED)?;
        let policy = self.site.library.policy(id);
        let newest = self.site.timeline(id).newest_first().next();
        let (title, _) = self.title_of(id, newest, lang);
        let title = self.locales.get(lang).text("feed-of-policy", &[("title", &title)]);
        let page = Address::of(self.site.library, policy, lang, PageOf::History);
        let entries: Vec<Entry<'_>> = self.entries(id).collect();
        Some(self.feed(&Feed { lang: lang.clone(), title, address, page }, entries, usize::MAX))
    }

    /// The feed of a language: the newest versions of all policies and addenda.
    pub(super) fn language_feed(&self, lang: &Lang) -> File {
        let page = Address::Policies(lang.clone());
        let (title, _) = self.site_title(lang);
        let title = self.locales.get(lang).text("feed-of-site", &[("title", title)]);
        let entries = self.site.library.all().flat_map(|(id, _)| self.entries(id)).collect();
        let address = format!("{page}{FEED}");
        self.feed(&Feed { lang: lang.clone(), title, address, page }, entries, NEWEST)
    }

    fn entries(&self, id: PolicyId) -> impl Iterator<Item = Entry<'_>> {
        let day = self.site.library.day;
        self.site.timeline(id).newest_first().map(move |version| {
            let withdrawn = version.withdrawal(day).map(|withdrawal| withdrawal.released);
            let updated = withdrawn.map_or(version.released, |day| day.max(version.released));
            Entry { policy: id, version, updated }
        })
    }

    fn feed(&self, feed: &Feed, mut entries: Vec<Entry<'_>>, most: usize) -> File {
        let base_url = &self.site.library.config.base_url;
        let lang = feed.lang.as_str();
        // Those of one day stay in the order of their policies, the newer version first.
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.updated, entry.version.effective)));
        entries.truncate(most);
        let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or(self.site.library.day);
        let own = format!("{base_url}{}", feed.address);
        let (author, author_lang) = self.site_title(&feed.lang);
        let mut xml = Xml::document();
        xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang)]);
        xml.text("id", &[], &own);
        xml.text("title", &[], &feed.title);
        xml.text("updated", &[], &moment(updated));
        xml.open("author", &[("xml:lang", author_lang.as_str())]);
        xml.text("name", &[], author);
        xml.close("author");
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
        let page = format!("{base_url}{}", feed.page);
        let html = ("type", "text/html");
        xml.empty("link", &[("rel", "alternate"), html, ("hreflang", lang), ("href", &page)]);
        for entry in &entries {
            self.entry_xml(&mut xml, &feed.lang, entry);
        }
        xml.close("feed");
        File { path: feed.address.trim_start_matches('/').to_owned(), bytes: xml.into_bytes() }
    }

    fn entry_xml(&self, xml: &mut Xml, lang: &Lang, entry: &Entry<'_>) {
        let base_url = &self.site.library.config.base_url;
        let Entry { policy: id, version, .. } = entry;
        let locale = self.locales.get(lang);
        let title = self.own_title(*id, version, lang);
        let title = locale.text("version-title", &[("title", &title), ("version", version.label.as_str())]);
        let permanent = format!("{base_url}{}", self.permanent(*id, version, lang));
        let html = ("type", "text/html");
        xml.open("entry", &[]);
        xml.text("id", &[], &self.tag(*id, version, lang));
        xml.text("title", &[], &title);
        xml.text("published", &[], &moment(version.released));
        xml.text("updated", &[], &moment(entry.updated));
        let hreflang = ("hreflang", lang.as_str());
        xml.empty("link", &[("rel", "alternate"), html, hreflang, ("href", &permanent)]);
        if let Some(redline) = self.redline_to(*id, version, lang) {
            let href = format!("{base_url}{}", redline.href);
            let hreflang = ("hreflang", redline.hreflang.as_str());
            xml.empty("link", &[("rel", "related"), html, hreflang, ("href", &href)]);
        }
        if self.site.timeline(*id).is_material_change(version) {
            let label = locale.text("material-change", &[]);
            xml.empty("category", &[("term", "material"), ("label", &label)]);
        }
        let (words, summary_lang) = self.feed_summary(*id, version, lang);
        xml.text("summary", &[("xml:lang", summary_lang.as_str())], &words);
        xml.close("entry");
    }

    /// The title of the text that is at the version's permanent address.
    fn own_title(&self, id: PolicyId, version: &Version, lang: &Lang) -> String {
        let library = self.site.library;
        let first = version.first(lang).filter(|text| text.is_known(library.day));
        let text = first.or_else(|| version.first(&library.config.controlling));
        let title = text.and_then(|text| Some(plain_text(&text.document.title()?.inlines)));
        title.unwrap_or_else(|| library.policy(id).name.to_string())
    }

    /// What is new in a version, from which day on it applies, and what became of it. All in one language: where nobody said
    /// in the reader's what is new, in the controlling one.
    fn feed_summary(&self, id: PolicyId, version: &Version, lang: &Lang) -> (String, Lang) {
        let config = &self.site.library.config;
        let summary = self.summary(version, lang);
        let spoken = summary.as_ref().and_then(|words| config.language(&words.lang)).unwrap_or(lang);
        let locale = self.locales.get(spoken);
        let withdrawal = version.withdrawal(self.site.library.day);
        let is_taken_back = version.is_taken_back(self.site.library.day);
        let mut sentences: Vec<String> = summary.into_iter().map(|words| words.text).collect();
        if !is_taken_back {
            let day = locale.date(version.effective);
            sentences.push(locale.text("feed-effective", &[("day", &day)]));
        }
        if self.site.timeline(id).is_material_change(version) {
            sentences.push(locale.text("feed-material", &[]));
        }
        if let Some(withdrawal) = withdrawal {
            let day = locale.date(withdrawal.effective);
            sentences.push(match is_taken_back {
                true => locale.text("notice-withdrawn", &[]),
                false => locale.text("notice-ended", &[("day", &day)]),
            });
        }
        (sentences.join(&locale.text("between-sentences", &[])), spoken.clone())
    }

    /// A name for an entry that stays the same (RFC 4151), also if the policy is renamed: its first name counts, the one that
    /// is listed first under `formerly`.
    fn tag(&self, id: PolicyId, version: &Version, lang: &Lang) -> String {
        let library = self.site.library;
        let policy = library.policy(id);
        let first_name = |id: PolicyId| {
            let policy = library.policy(id);
            policy.formerly.first().map_or(&*policy.name, |(name, _)| name.as_str())
        };
        let name = match policy.parent {
            None => first_name(id).to_owned(),
            Some(parent) => format!("{}/in/{}", first_name(parent), first_name(id)),
        };
        let host = url::Url::parse(&library.config.base_url).ok();
        let host = host.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
        format!("tag:{host},{}:{name}/{}/{lang}", version.released, version.label)
    }
}

/// The beginning of a day (RFC 3339).
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
