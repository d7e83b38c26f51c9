//! What the site says to programs: feeds, site maps, JSON, time maps, and rules for the hosts that serve it.
//!
//! There are files of one policy, which change only with that policy and what stands on the whole site, and files of the
//! whole site.

mod feed;
mod headers;
mod json;
mod redirects;
mod robots;
mod schemas;
mod search;
mod shapes;
mod sitemap;
mod timemap;
mod xml;

use super::{File, Renderer, drift};
use crate::library::{Address, Page as PageOf, PolicyId};
use crate::locale::Lang;

/// The names of the files of a policy, below its address in a language.
pub const FEED: &str = "feed.xml";
pub const INDEX: &str = "index.json";
/// By the extension that is registered for `application/link-format` (RFC 6690).
pub const TIMEMAP: &str = "timemap.wlnk";

/// The name of what can be searched, below the address of a language.
pub const SEARCH_DATA: &str = "search.json";

impl Renderer<'_, '_> {
    /// The files of one policy or addendum.
    pub fn policy_files(&self, id: PolicyId) -> Vec<File> {
        let languages = self.site.library.config.languages.iter();
        let of_language =
            |lang: &Lang| [self.policy_feed(id, lang), self.index_json(id, lang), self.timemap(id, lang)];
        languages.flat_map(of_language).flatten().collect()
    }

    /// The files of the whole site.
    pub fn site_files(&self) -> Vec<File> {
        let config = &self.site.library.config;
        let mut files = vec![self.policies_json(), self.robots(), self.headers()];
        files.extend(config.languages.iter().map(|lang| self.language_feed(lang)));
        files.extend(config.languages.iter().filter_map(|lang| self.search_data(lang)));
        files.extend(schemas::files(&config.base_url));
        files.extend(self.redirects());
        if !self.site.drafts {
            files.extend(self.sitemap());
        }
        if config.languages.len() > 1 {
            let schema = schemas::address(&config.base_url, schemas::DRIFT);
            let bytes = drift::site_json(self.site, schema).into_bytes();
            files.push(File { path: "drift.json".to_owned(), bytes });
        }
        files
    }

    /// Where the file of that name is in a policy's folder, from `/`; nothing for a policy without any version, and no time
    /// map before one took effect.
    pub(super) fn data_address(&self, id: PolicyId, lang: &Lang, name: &str) -> Option<String> {
        let library = self.site.library;
        self.site.timeline(id).newest_first().next()?;
        if name == TIMEMAP {
            self.original(id, lang)?;
        }
        let folder = Address::of(library, library.policy(id), lang, PageOf::InForce);
        Some(format!("{folder}{name}"))
    }
}
