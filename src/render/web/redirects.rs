//! `_redirects`: from the earlier names of policies to the present ones, for hosts that read such a file.
//!
//! A rule with a star and a placeholder for the language takes in every page of a name at once, so that a site stays below
//! what hosts allow (Cloudflare Pages: 100 such rules, and 2,000 plain ones). It takes in `/ledgers/OLD/` as well, which is
//! meant: there lie the ledgers of the addenda.

use std::sync::Arc;

use crate::library::Policy;
use crate::render::{File, Renderer};

impl Renderer<'_> {
    /// The rules; nothing where no policy ever had another name.
    pub(super) fn redirects(&self) -> Option<File> {
        let library = self.site.library;
        let mut plain = Vec::new();
        let mut with_stars = Vec::new();
        let former = |policy: &Policy| -> Vec<Arc<str>> {
            policy.formerly.iter().map(|(name, _)| name.as_str().into()).collect()
        };
        for (_, policy) in library.main_policies() {
            let new = &policy.name;
            for old in former(policy) {
                plain.push(format!("/ledgers/{old}.toml /ledgers/{new}.toml 301\n"));
                with_stars.push(format!("/:lang/{old}/* /:lang/{new}/:splat 301\n"));
            }
        }
        for (_, policy) in library.all() {
            let Some(parent) = policy.parent else { continue };
            let (parent, new) = (&library.policy(parent).name, &policy.name);
            for old in former(policy) {
                plain.push(format!("/ledgers/{parent}/in/{old}.toml /ledgers/{parent}/in/{new}.toml 301\n"));
                with_stars.push(format!("/:lang/{parent}/in/{old}/* /:lang/{parent}/in/{new}/:splat 301\n"));
            }
        }
        // Plain ones must come first.
        plain.append(&mut with_stars);
        (!plain.is_empty())
            .then(|| File { path: "_redirects".to_owned(), bytes: plain.concat().into_bytes() })
    }
}
