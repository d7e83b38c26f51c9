//! `_redirects`: from the earlier names of policies to the present ones, for hosts that read such a file.
//!
//! A rule with a star and a placeholder for the language takes in every page of a name at once, so that a site stays below
//! what hosts allow (Cloudflare Pages: 100 such rules, and 2,000 plain ones). It takes in `/ledgers/OLD/` as well, which is
//! meant: there lie the ledgers of the addenda.

use std::sync::Arc;

use crate::library::Policy;
use crate::render::{File, Renderer};
use crate::site::delivery::Redirect;

impl Renderer<'_, '_> {
    /// The file; `None` where no policy ever had another name.
    pub(super) fn redirects(&self) -> Option<File> {
        let rules = self.redirect_rules();
        let lines: Vec<String> =
            rules.iter().map(|rule| format!("{} {} 301\n", rule.from, rule.to)).collect();
        (!lines.is_empty())
            .then(|| File { path: "_redirects".to_owned(), bytes: lines.concat().into_bytes() })
    }

    /// The rules, of which the first that fits counts.
    pub fn redirect_rules(&self) -> Vec<Redirect> {
        let rule = |from: String, to: String| Redirect { from, to };
        let library = self.site.library;
        let mut plain = Vec::new();
        let mut with_stars = Vec::new();
        let former = |policy: &Policy| -> Vec<Arc<str>> {
            policy.formerly.iter().map(|(name, _)| name.as_str().into()).collect()
        };
        for (_, policy) in library.main_policies() {
            let new = &policy.name;
            for old in former(policy) {
                plain.push(rule(format!("/ledgers/{old}.toml"), format!("/ledgers/{new}.toml")));
                with_stars.push(rule(format!("/:lang/{old}/*"), format!("/:lang/{new}/:splat")));
            }
        }
        for (_, policy) in library.all() {
            let Some(parent) = policy.parent else { continue };
            let (parent, new) = (&library.policy(parent).name, &policy.name);
            for old in former(policy) {
                let ledger = |name: &str| format!("/ledgers/{parent}/in/{name}.toml");
                plain.push(rule(ledger(&old), ledger(new)));
                let page = |name: &str, rest: &str| format!("/:lang/{parent}/in/{name}/{rest}");
                with_stars.push(rule(page(&old, "*"), page(new, ":splat")));
            }
        }
        // Plain ones must come first.
        plain.append(&mut with_stars);
        plain
    }
}
