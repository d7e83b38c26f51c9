//! The site map (sitemaps.org, protocol 0.9): every page that search engines are told of, with its counterparts in other
//! languages.

use jiff::civil::Date;

use super::xml::Xml;
use crate::library::{Page as PageOf, PolicyId};
use crate::render::{File, Renderer};
use crate::site::{Article, Content, Page};

/// What the protocol allows in one file: so many addresses, and so many bytes.
const MOST: Limits = Limits { addresses: 50_000, bytes: 50 * 1024 * 1024 };

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// How much may be in one file.
#[derive(Debug, Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

impl Renderer<'_, '_> {
    /// `sitemap.xml`; of a large site a list of several.
    pub(super) fn sitemap(&self) -> Vec<File> {
        let listed = self.site.pages.iter().filter(|page| self.is_listed(page));
        let entries = listed.map(|page| self.sitemap_entry(page));
        files(entries, MOST, &self.site.library.config.base_url)
    }

    fn sitemap_entry(&self, page: &Page<'_>) -> Vec<u8> {
        let address = format!("{}{}", self.site.library.config.base_url, page.address);
        let mut xml = Xml::fragment();
        xml.open("url", &[]);
        xml.text("loc", &[], &address);
        if let Some(day) = self.last_changed(page) {
            xml.text("lastmod", &[], &day.to_string());
        }
        for other in self.alternates(page) {
            let attributes =
                [("rel", "alternate"), ("hreflang", other.hreflang.as_str()), ("href", &other.href)];
            xml.empty("xhtml:link", &attributes);
        }
        xml.close("url");
        xml.into_bytes()
    }

    /// The day since which the page says what it says: when its text was published, or if it follows what is in force, when
    /// that took effect. `None` for pages that only list others.
    fn last_changed(&self, page: &Page<'_>) -> Option<Date> {
        match &page.content {
            Content::Texts { articles, .. } => {
                let follows = page.address.page() == Some(&PageOf::InForce);
                let changed = |article: &Article<'_>| {
                    let published = article.reading.text().seal.map(|seal| seal.released);
                    let took_effect = article.asked.filter(|_| follows).map(|version| version.effective);
                    published.max(took_effect)
                };
                articles.iter().filter_map(changed).max()
            }
            Content::History { subject } => self.last_news(*subject),
            _ => None,
        }
    }

    /// The day on which something was last made known of a policy.
    fn last_news(&self, id: PolicyId) -> Option<Date> {
        let day = self.site.library.day;
        let known = self.site.timeline(id).newest_first().flat_map(|version| {
            let texts = version.texts.values().flatten().filter(|text| text.is_known(day));
            let texts = texts.filter_map(|text| Some(text.seal?.released));
            let withdrawn = version.withdrawal(day).map(|withdrawal| withdrawal.released);
            texts.chain(withdrawn).chain([version.released])
        });
        known.max()
    }
}

/// The entries in one file, or in as many as they need and a list of those.
fn files(entries: impl Iterator<Item = Vec<u8>>, limits: Limits, base_url: &str) -> Vec<File> {
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let (mut count, mut bytes) = (0, 0);
    let mut part = begun();
    for entry in entries {
        // What stands around the entries needs far less than this.
        if count > 0 && (count == limits.addresses || bytes + entry.len() + 1024 > limits.bytes) {
            parts.push(ended(std::mem::replace(&mut part, begun())));
            (count, bytes) = (0, 0);
        }
        count += 1;
        bytes += entry.len();
        part.append(&entry);
    }
    let last = ended(part);
    if parts.is_empty() {
        return vec![File { path: "sitemap.xml".to_owned(), bytes: last }];
    }
    parts.push(last);
    let mut list = Xml::document();
    list.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    let mut files = Vec::new();
    for (number, bytes) in (1..).zip(parts) {
        let path = format!("sitemap-{number}.xml");
        list.open("sitemap", &[]);
        list.text("loc", &[], &format!("{base_url}/{path}"));
        list.close("sitemap");
        files.push(File { path, bytes });
    }
    list.close("sitemapindex");
    files.push(File { path: "sitemap.xml".to_owned(), bytes: list.into_bytes() });
    files
}

fn begun() -> Xml {
    let mut xml = Xml::document();
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    xml
}

fn ended(mut xml: Xml) -> Vec<u8> {
    xml.close("urlset");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(sizes: &[usize], addresses: usize, bytes: usize) -> Vec<(String, usize)> {
        let entries = sizes.iter().map(|size| format!("#{}", ".".repeat(size - 1)).into_bytes());
        let files = files(entries, Limits { addresses, bytes }, "https://policies.example.com");
        let count = |file: &File| file.bytes.iter().filter(|byte| **byte == b'#').count();
        files.iter().map(|file| (file.path.clone(), count(file))).collect()
    }

    #[test]
    fn a_file_holds_no_more_than_the_protocol_allows() {
        let named = |parts: &[(&str, usize)]| -> Vec<(String, usize)> {
            parts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        assert_eq!(split(&[3; 5], 5, 9999), named(&[("sitemap.xml", 5)]));
        let three = [("sitemap-1.xml", 2), ("sitemap-2.xml", 2), ("sitemap-3.xml", 1), ("sitemap.xml", 0)];
        assert_eq!(split(&[3; 5], 2, 9999), named(&three));
        // By size: two entries of 500 bytes and what stands around them fill 2,100 bytes, three do not fit.
        let parts = split(&[500; 5], 99, 2100);
        assert_eq!(parts.len(), 4, "{parts:?}");
        // An entry that is too large for any file has one of its own, rather than none.
        assert_eq!(split(&[5000, 3], 99, 2000).len(), 3);
    }
}
