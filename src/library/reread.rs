//! Reads some policies of a library again, where only their own files changed: a preview cannot wait for all of them.

use std::collections::BTreeSet;

use super::derived::Derived;
use super::layout;
use super::policy::{Policy, PolicyId};
use super::read::parse_texts;
use super::reader::PolicyReader;
use super::reads::family_of;
use super::{Library, directives, read_policy};
use crate::source::{Checked, Findings, Tree};

/// The folder below `content/` in which a file lies, which is that of a policy with all its addenda; `None` for a file that
/// lies in none, such as the registers of the whole site.
pub fn family(path: &str) -> Option<&str> {
    Some(path.strip_prefix("content/")?.split_once('/')?.0)
}

/// True for a file on which only the pages and findings of its own family depend, and of those that refer to it: not for
/// the registers that working texts share, nor for what says which policies there are, of what kind and in which order.
pub fn is_own(path: &str) -> bool {
    let is_shared = ["/policy.toml", "/cookies.toml"].iter().any(|name| path.ends_with(name));
    family(path).is_some() && (!is_shared || path.contains("/versions/"))
}

/// Reads the policies of these families again, and returns which they are, with what was found wrong while they were read.
/// Nothing, and the library stays as it was, if other policies are concerned as well: if one came, went or changed its place
/// or its names. The tree must hold the same files as when the library was read.
pub fn reread(
    library: &mut Library,
    tree: &Tree,
    families: &BTreeSet<String>,
) -> Option<Checked<Vec<PolicyId>>> {
    let is_wanted = |folder: &str| families.contains(family_of(folder));
    let mut layout = layout::sort(tree);
    layout.policies.retain(|folder, files| is_wanted(folder) && !files.is_empty());
    let in_families = |path: &str| family(path).is_some_and(|family| families.contains(family));
    let stray = layout.stray.iter().filter(|finding| in_families(finding.path(&tree.sources))).cloned();
    let texts = parse_texts(&layout, tree);
    let mut reader = PolicyReader { config: &library.config, tree, texts, findings: stray.collect() };
    let policies =
        layout.policies.iter().filter_map(|(folder, files)| read_policy::read(&mut reader, folder, files));
    let policies: Vec<Policy> = policies.collect();
    let mut findings: Findings = reader.findings;
    let ids: Vec<PolicyId> =
        library.all().filter(|(_, policy)| is_wanted(&policy.folder)).map(|(id, _)| id).collect();
    let new_ids: Vec<PolicyId> = policies
        .iter()
        .map(|new| ids.iter().copied().find(|id| keeps_its_place(library.policy(*id), new)))
        .collect::<Option<_>>()?;
    if new_ids.len() != ids.len() {
        return None;
    }
    for (id, mut policy) in new_ids.into_iter().zip(policies) {
        policy.parent = library.policy(id).parent;
        library.policies[id.0] = policy;
    }
    directives::expand(library, &mut findings);
    library.derived = Derived::of(&library.config.languages);
    Some(Checked::new(ids, findings))
}

/// True if what other policies, lists and addresses know of a policy stays the same.
fn keeps_its_place(old: &Policy, new: &Policy) -> bool {
    let former = |policy: &Policy| policy.formerly.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    old.folder == new.folder
        && old.kind == new.kind
        && old.order == new.order
        && old.jurisdictions == new.jurisdictions
        && former(old) == former(new)
}
