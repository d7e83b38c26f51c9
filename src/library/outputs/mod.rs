//! Every path that a site can have below its output folder, on whatever day, and which of them cannot be there: on no system, or not
//! on every one on which sites are built, copied and served.
//!
//! Its pages and files follow from names that people give: of policies, versions, languages and files of a theme. So the paths are
//! planned as one set, and each fault is that of the name for which a path is the first.

mod portable;
mod tree;

use std::collections::BTreeSet;

use super::address::{Address, Home, Page};
use super::files::{File, OF_LANGUAGE, OF_POLICY, WHOLE};
use super::label::{IN_FORCE, Label, UPCOMING, WORKING};
use super::policy::{Policy, PolicyId};
use super::{Jurisdiction, Library};

use portable::{COPIES, PAGE};
pub use portable::{MAX_PART, MAX_PATH, fold, is_page_file};
pub use tree::{Meets, PathFault, Paths};

/// Which name of a site it is to which a path owes what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The program's own.
    Program,
    /// A language, by its place in the list.
    Language(usize),
    /// The name of a policy's or an addendum's folder.
    Policy(PolicyId),
    /// The jurisdictions of an addendum.
    Jurisdictions(PolicyId),
    /// An earlier name, by its place in the list.
    Former(PolicyId, usize),
    /// The label of a version, by its place among the versions.
    Version(PolicyId, usize),
    /// A name that shall be given.
    New,
}

/// What only hosts read.
const FOR_HOSTS: [&str; 2] = ["_headers", "_redirects"];
/// Words that commands take for something else than a label, and folders that the program keeps beside those of versions.
const WORDS: [&str; 5] = [WORKING, UPCOMING, IN_FORCE, "draft", "signatures"];

/// A path below the output folder with its owner.
type Output = (String, Owner);

/// The longest that the folder of a policy may be so that labels answer for the length of paths below it, not the policy's name.
const LONG_HOME: usize = MAX_PATH / 2;
/// What a redline between two days has below the folder of its policy, besides its file.
const REDLINE: usize = "compare/2021-02-09/2021-02-09/".len();

/// What is wrong with the paths of a site, each fault once, without the files of its theme.
pub fn faults(library: &Library) -> Vec<PathFault<Owner>> {
    let mut faults = site_faults(library, Vec::new());
    faults.retain(|fault| !is_said_elsewhere(fault));
    for (id, policy) in library.all() {
        let own = policy_faults(library, policy, id, None);
        faults.extend(own.into_iter().filter(|fault| matches!(fault.owner(), Owner::Version(..))));
    }
    faults
}

/// Two names of policies are one address, or one is that of the search: the rules for addresses and for names say so.
fn is_said_elsewhere(fault: &PathFault<Owner>) -> bool {
    let names_policy =
        |owner: &Owner| matches!(owner, Owner::Policy(_) | Owner::Jurisdictions(_) | Owner::Former(..));
    let is_known = |first: &Owner| names_policy(first) || matches!(first, Owner::Language(_));
    matches!(fault, PathFault::Taken { owner, first, .. } if names_policy(owner) && is_known(first))
}

/// What would be wrong with another version of that label.
pub fn of_new_label(library: &Library, policy: &Policy, label: &Label) -> Option<PathFault<Owner>> {
    let (id, _) = library.all().find(|(_, other)| other.folder == policy.folder)?;
    policy_faults(library, policy, id, Some(label)).into_iter().find(|fault| fault.is_of(&Owner::New))
}

/// What would be wrong with another policy of that name, or an addendum to a policy.
pub fn of_new_policy(library: &Library, home: &Home) -> Option<PathFault<Owner>> {
    // Two that have one address are found by the rule for addresses: addenda may share one.
    let is_one_address =
        |fault: &PathFault<Owner>| matches!(fault, PathFault::Taken { how: Meets::Twice, .. });
    let faults = site_faults(library, of_home(library, home, Owner::New));
    faults.into_iter().find(|fault| fault.is_of(&Owner::New) && !is_one_address(fault))
}

/// What would be wrong with another language of that tag.
pub fn of_new_language(library: &Library, tag: &str) -> Option<PathFault<Owner>> {
    let faults = site_faults(library, vec![(format!("{tag}/{PAGE}"), Owner::New)]);
    faults.into_iter().find(|fault| fault.is_of(&Owner::New))
}

fn site_faults(library: &Library, new: Vec<Output>) -> Vec<PathFault<Owner>> {
    let mut site = Paths::default();
    for (path, owner) in of_site(library).into_iter().chain(new) {
        site.add(&path, owner);
        let below = if matches!(owner, Owner::Program | Owner::Language(_)) { 0 } else { REDLINE };
        site.measure(path.len() + below, owner);
    }
    site.faults()
}

/// What is wrong with the labels of a policy. Each is measured as if it stood at both ends of a redline: so none makes another one
/// too long.
fn policy_faults(
    library: &Library,
    policy: &Policy,
    id: PolicyId,
    new: Option<&Label>,
) -> Vec<PathFault<Owner>> {
    let mut own = Paths::default();
    of_policy(policy, id, new).into_iter().for_each(|(path, owner)| own.add(&path, owner));
    let above = longest_home(library, policy).min(LONG_HOME);
    let versions = policy.versions().iter().enumerate();
    let labels = versions.map(|(at, version)| (&version.label, Owner::Version(id, at)));
    let labels: Vec<(&Label, Owner)> = labels.chain(new.map(|label| (label, Owner::New))).collect();
    for (label, owner) in &labels {
        own.measure(above + redline(label, label).len(), *owner);
    }
    let words = labels.iter().filter(|(label, _)| is_word(label.as_str()));
    let words = words.map(|(label, owner)| PathFault::Word { name: label.to_string(), owner: *owner });
    words.chain(own.faults()).collect()
}

/// The path of a redline below the folder of its policy.
fn redline(old: &Label, new: &Label) -> String {
    format!("{}{PAGE}", Page::Compare(old.clone(), new.clone()))
}

/// What is wrong with the files of a theme, by the names under which they are published; each is the owner of its own.
pub fn of_theme<'p>(published: impl Iterator<Item = &'p str>) -> Vec<PathFault<&'p str>> {
    let mut paths = Paths::default();
    for name in published {
        let path = format!("theme/{name}");
        paths.add(&path, name);
        paths.measure(path.len(), name);
    }
    paths.faults()
}

/// Every path that the site can have on any day, without compressed copies and the files of its theme.
pub fn all(library: &Library) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = of_site(library).into_iter().map(|(path, _)| path).collect();
    for (id, policy) in library.all() {
        let own = of_policy(policy, id, None);
        for folder in homes(library, policy).iter().flat_map(|home| folders(library, home)) {
            all.extend(own.iter().map(|(path, _)| format!("{folder}{path}")));
        }
    }
    all
}

/// True for a label that commands take for something else.
fn is_word(label: &str) -> bool {
    WORDS.iter().any(|word| fold(label) == *word) || fold(label).ends_with(".md")
}

/// Where a policy is and was.
fn homes(library: &Library, policy: &Policy) -> Vec<Home> {
    std::iter::once(Home::of(library, policy)).chain(Home::former(library, policy)).collect()
}

/// The folder of a page, without the slash at its beginning.
fn folder(address: &Address) -> String {
    address.to_string().trim_start_matches('/').to_owned()
}

/// The folder of a place in each language.
fn folders(library: &Library, home: &Home) -> Vec<String> {
    library.config.languages.iter().map(|lang| folder(&Address::at(home, lang, Page::InForce))).collect()
}

/// The length of the longest folder that a policy has.
fn longest_home(library: &Library, policy: &Policy) -> usize {
    let homes = homes(library, policy);
    homes.iter().flat_map(|home| folders(library, home)).map(|folder| folder.len()).max().unwrap_or(0)
}

/// What the site has besides the versions of policies.
fn of_site(library: &Library) -> Vec<Output> {
    let program = [PAGE, "404.html", "status/index.html"].into_iter().chain(FOR_HOSTS).chain(WHOLE);
    let mut paths: Vec<Output> = program.map(|path| (path.to_owned(), Owner::Program)).collect();
    for (at, lang) in library.config.languages.iter().enumerate() {
        let names = [PAGE, "404.html", "search/index.html"].into_iter().chain(OF_LANGUAGE);
        paths.extend(names.map(|name| (format!("{lang}/{name}"), Owner::Language(at))));
    }
    for (id, policy) in library.all() {
        paths.extend(of_home(library, &Home::of(library, policy), Owner::Policy(id)));
    }
    for (id, policy) in library.all() {
        for home in Home::former(library, policy) {
            let name = home.code.as_ref().unwrap_or(&home.policy);
            let former = policy.formerly.iter().position(|(former, _)| **former == **name);
            let owner = former.map_or(Owner::Policy(id), |at| Owner::Former(id, at));
            paths.extend(of_home(library, &home, owner));
        }
    }
    for (id, addendum) in library.all() {
        let Some(parent) = addendum.parent.map(|parent| library.policy(parent)) else { continue };
        for home in homes(library, parent) {
            for code in addendum.jurisdictions.iter().map(Jurisdiction::lower_case) {
                let home = Home { policy: home.policy.clone(), code: Some(code.into()) };
                let folders = folders(library, &home);
                paths.extend(
                    folders.iter().map(|folder| (format!("{folder}{PAGE}"), Owner::Jurisdictions(id))),
                );
            }
        }
    }
    paths
}

/// What a policy has at a place, whatever versions it has.
fn of_home(library: &Library, home: &Home, owner: Owner) -> Vec<Output> {
    let pages = folders(library, home).into_iter().map(|folder| format!("{folder}{PAGE}"));
    pages.chain([File::Ledger(home.clone()).path()]).map(|path| (path, owner)).collect()
}

/// What a policy has below its folders, in any language; with another version of that label, if one shall be made. What is sealed comes
/// first: what is not can still be changed.
fn of_policy(policy: &Policy, id: PolicyId, new: Option<&Label>) -> Vec<Output> {
    let pages = [Page::Upcoming, Page::Bilingual, Page::History, Page::Draft];
    let pages = std::iter::once(PAGE.to_owned()).chain(pages.map(|page| format!("{page}{PAGE}")));
    let files = OF_POLICY.into_iter().map(str::to_owned);
    let mut paths: Vec<Output> = pages.chain(files).map(|path| (path, Owner::Program)).collect();
    let mut versions: Vec<usize> = (0..policy.versions().len()).collect();
    versions
        .sort_by_key(|&at| policy.versions().get(at).map(|version| version.entered.unwrap_or(usize::MAX)));
    for &at in &versions {
        let Some(version) = policy.versions().get(at) else { continue };
        let texts = version.texts.values().flatten();
        let pages = texts.map(|text| Page::permanent(&version.label, text.revision));
        let texts = pages.flat_map(|page| [PAGE, "policy.md"].map(|name| format!("{page}{name}")));
        let own = of_version(&version.label).into_iter().chain(texts);
        paths.extend(own.map(|path| (path, Owner::Version(id, at))));
    }
    paths.extend(new.into_iter().flat_map(of_version).map(|path| (path, Owner::New)));
    // With which version a redline begins depends on the day; that the label ends in one does not.
    for &at in &versions {
        let Some(version) = policy.versions().get(at) else { continue };
        let before = at.checked_sub(1).and_then(|before| policy.versions().get(before)).unwrap_or(version);
        paths.push((redline(&before.label, &version.label), Owner::Version(id, at)));
    }
    let last = policy.versions().last().map(|last| &last.label);
    paths.extend(new.map(|label| (redline(last.unwrap_or(label), label), Owner::New)));
    paths
}

/// What a version has of its own: its page, and the redlines to what is in force and to the working text, the former with its
/// compressed copies, since labels stand beside it.
fn of_version(label: &Label) -> Vec<String> {
    let in_force = Page::CompareInForce(label.clone());
    let pages = [Page::Version(label.clone()), in_force.clone(), Page::CompareDraft(label.clone())];
    let copies = COPIES.map(|copy| format!("{in_force}{PAGE}.{copy}"));
    pages.map(|page| format!("{page}{PAGE}")).into_iter().chain(copies).collect()
}
