//! What the site says to programs: feeds, site maps, JSON, time maps, and rules for the hosts that serve it.
//!
//! There are files of one policy, which change only with that policy and what stands on the whole site, and files of the
//! whole site.

mod feed;
mod headers;
mod json;
mod pretty;
mod redirects;
mod robots;
mod schemas;
mod search;
mod shapes;
mod sitemap;
mod timemap;
mod xml;

use super::{File, Renderer, drift};
use crate::library::{File as SiteFile, Home, PolicyId};
use crate::locale::Lang;
pub(super) use headers::CONTENT_SECURITY_POLICY;

use crate::library::files::DRIFT;
pub use crate::library::files::{FEED, INDEX, SEARCH_DATA, TIMEMAP};

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
            files.push(File { path: DRIFT.to_owned(), bytes });
        }
        files
    }

    /// Where the file of that name is in a policy's folder, from `/`; `None` for a policy without any version, and no time
    /// map before one took effect.
    pub(super) fn data_address(&self, id: PolicyId, lang: &Lang, name: &'static str) -> Option<String> {
        let library = self.site.library;
        let home = Home::of(library, library.policy(id));
        let file = SiteFile::OfPolicy { lang: lang.clone(), home, name };
        self.site.map().has_file(&file).then(|| file.to_string())
    }
}
