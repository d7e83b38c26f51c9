//! `robots.txt` (RFC 9309).

use crate::render::{File, Renderer};

impl Renderer<'_, '_> {
    /// Everything may be read, and here is the list of it; of a preview nothing.
    pub(super) fn robots(&self) -> File {
        let text = match self.site.drafts {
            true => "User-agent: *\nDisallow: /\n".to_owned(),
            false => {
                let base_url = &self.site.library.config.base_url;
                format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\n")
            }
        };
        File { path: "robots.txt".to_owned(), bytes: text.into_bytes() }
    }
}
