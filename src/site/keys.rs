//! Digests of what pages are made of: where they are the same, a build has the same pages already.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use crate::library::{AsOf, Policy, PolicyId, SitePath, ever, family, is_own, references};
use crate::markdown::{Destination, links};
use crate::source::fingerprint::{self, Fingerprint, of_parts};
use crate::source::{Sources, Tree};

/// What pages depend on besides the files of a site.
#[derive(Debug, Clone, Copy)]
pub struct BuildInputs {
    /// Of the program itself: another one may make other pages.
    pub program: Fingerprint,
    pub as_of: AsOf,
    pub drafts: bool,
}

impl BuildInputs {
    fn key(&self) -> Fingerprint {
        let day = self.as_of.day.to_string();
        of_parts([&self.program.0[..], day.as_bytes(), &[u8::from(self.drafts)]])
    }
}

/// The key of a whole site: of every byte that was read, and of the day by the clock, on which no page depends, but what is found.
pub fn whole(tree: &Tree, inputs: &BuildInputs) -> Fingerprint {
    let today = inputs.as_of.today.to_string();
    let first = of_parts([&inputs.key().0[..], today.as_bytes()]);
    of_files(tree, first, |_| true)
}

/// The key of every policy together with its addenda, by its name: of its own files, of what all pages share, such as which
/// policies there are, and of what its texts show or say of other policies. Where it is the same, so are the policy's pages, and the findings in its texts.
/// What depends on something else, such as lists of policies, has no key.
pub fn policies(site: &Site<'_>, tree: &Tree, inputs: &BuildInputs) -> BTreeMap<Arc<str>, Fingerprint> {
    let shared = of_files(tree, inputs.key(), |path| !is_own(path));
    let own = own(tree);
    let main: Vec<_> = site.library.main_policies().collect();
    let key = |(id, policy): (PolicyId, &Policy)| {
        let family = site.library.addenda(id).map(|(addendum, _)| addendum);
        let mut parts = vec![shared, own_key(&own, &policy.folder)];
        for member in std::iter::once(id).chain(family) {
            references_of(site, &tree.sources, member, &mut |destination| {
                parts.push(match destination {
                    Target::Page(path, there) => of_parts([path.as_bytes(), &there.map(u8::from)]),
                    Target::Policy(target) => own_key(&own, &site.library.policy(target).folder),
                });
            });
        }
        (policy.name.clone(), of_parts(parts.iter().map(|part| &part.0[..])))
    };
    main.into_par_iter().map(key).collect()
}

/// The digest of the files for which `is_wanted` holds, each with its path.
fn of_files(tree: &Tree, first: Fingerprint, is_wanted: impl Fn(&str) -> bool) -> Fingerprint {
    let texts = tree.sources.all().iter().map(|source| (&source.path, source.sha256()));
    let assets = tree.assets.iter().map(|(path, bytes)| (path, fingerprint::of_bytes(bytes)));
    let unread = tree
        .unread
        .iter()
        .map(|(path, bytes)| (path, fingerprint::of_bytes(bytes.as_deref().unwrap_or(&[]))));
    let files = texts.chain(assets).chain(unread).filter(|(path, _)| is_wanted(path));
    let parts: Vec<Fingerprint> =
        files.map(|(path, digest)| of_parts([path.as_bytes(), &digest.0[..]])).collect();
    of_parts(std::iter::once(&first).chain(&parts).map(|part| &part.0[..]))
}

/// The digest of the files in each folder below `content/`.
fn own(tree: &Tree) -> BTreeMap<&str, Fingerprint> {
    let mut parts: BTreeMap<&str, Vec<Fingerprint>> = BTreeMap::new();
    for (path, file) in tree.sources.below("content") {
        if let Some(family) = family(path) {
            let digest = tree.sources.get(file).sha256();
            parts.entry(family).or_default().push(of_parts([path.as_bytes(), &digest.0[..]]));
        }
    }
    let digest = |parts: Vec<Fingerprint>| of_parts(parts.iter().map(|part| &part.0[..]));
    parts.into_iter().map(|(folder, parts)| (folder, digest(parts))).collect()
}

/// That of a policy's folder, or of the one above an addendum's.
fn own_key(own: &BTreeMap<&str, Fingerprint>, policy_folder: &str) -> Fingerprint {
    let folder = policy_folder.split('/').next().unwrap_or_default();
    own.get(folder).copied().unwrap_or(Fingerprint([0; 32]))
}

/// What a link of a text depends on beyond the text's own policy.
enum Target<'t> {
    /// Whether the site has something at that path today, whether it ever has, and whether that has the section of the link.
    Page(&'t str, [bool; 3]),
    Policy(PolicyId),
}

fn references_of(site: &Site<'_>, sources: &Sources, id: PolicyId, take: &mut impl FnMut(Target<'_>)) {
    let library = site.library;
    for (_, text) in library.policy(id).texts() {
        for block in &text.document.blocks {
            for link in links(&block.inlines) {
                let destination = Destination::parse(&link.destination);
                match &destination {
                    Destination::External(_) | Destination::Fragment(_) | Destination::Forbidden => {}
                    Destination::Path { path, section, .. } if path.starts_with('/') => {
                        let today = SitePath::parse(path, library);
                        let ever = ever::find(library, path);
                        let has_section =
                            |id: &String| ever.as_ref().is_some_and(|ever| ever.has_section(library, id));
                        let there = [
                            today.is_some_and(|today| site.map().has_path(&today)),
                            ever.is_some(),
                            section.as_ref().is_some_and(has_section),
                        ];
                        take(Target::Page(path, there));
                    }
                    _ => {
                        let from = &sources.get(text.file).path;
                        let targets = references::depends_on(library, from, &destination);
                        targets.into_iter().for_each(|target| take(Target::Policy(target)));
                    }
                }
            }
        }
    }
}
