//! What a cross-reference leads to.

use jiff::civil::Date;

use super::Library;
use super::label::Label;
use super::policy::{Policy, PolicyId};
use super::version::{Text, Version};
use crate::locale::Lang;
use crate::markdown::{Block, Destination};

/// A text as a place from which references lead.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    pub policy: PolicyId,
    /// `None` for a working text.
    pub version: Option<&'a Version>,
    pub text: &'a Text,
}

/// What a `policy:` reference or a link to a text of the site means.
#[derive(Debug, Clone)]
pub struct Reference<'a> {
    pub policy: PolicyId,
    /// The version that was meant when the text was written; `None` for a working text.
    pub version: Option<&'a Version>,
    /// The text whose heading the reference takes.
    pub text: &'a Text,
    pub section: Option<String>,
    /// True if the writer pinned the language, or the version, with a link to a file.
    pub pinned_lang: bool,
    pub pinned_version: bool,
}

impl<'a> Reference<'a> {
    /// The heading whose words the reference shows: that of its section, or the text's title.
    pub fn heading(&self) -> Option<&'a Block> {
        match &self.section {
            None => self.text.document.title(),
            Some(id) => self.text.document.heading(self.text.document.section(id)?),
        }
    }
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dead {
    NoPolicy(String),
    NoLanguage(String),
    NoSection {
        policy: String,
        section: String,
    },
    NoFile(String),
    /// The policy exists, but nothing of it was known on the day.
    NothingKnown(String),
}

/// Follows a destination from a place; `None` for one that leaves the site or stays in the text.
///
/// From a version it leads to what was in force on the version's effective day, as far as it was known then; if
/// nothing was yet, to the first version. From a working text it leads to the working text, as both are going to be
/// released. What is not released by the library's day is not there.
pub fn follow<'a>(
    library: &'a Library,
    from: Origin<'a>,
    path: &str,
    destination: &Destination<'_>,
) -> Option<Result<Reference<'a>, Dead>> {
    match destination {
        Destination::Policy { policy, section, lang } => {
            Some(follow_policy(library, from, policy, section.clone(), *lang))
        }
        // A file takes no query.
        Destination::Path { path: target, query: Some(query), .. } if !target.starts_with('/') => {
            Some(Err(Dead::NoFile(format!("{target}?{query}"))))
        }
        Destination::Path { path: target, section, .. } if !target.starts_with('/') => {
            Some(follow_file(library, from, path, target, section.clone()))
        }
        _ => None,
    }
}

fn follow_policy<'a>(
    library: &'a Library,
    from: Origin<'a>,
    name: &str,
    section: Option<String>,
    lang: Option<&str>,
) -> Result<Reference<'a>, Dead> {
    let id = library.find(name).ok_or_else(|| Dead::NoPolicy(name.to_owned()))?;
    let policy = library.policy(id);
    let wanted = match lang {
        None => from.text.lang.clone(),
        Some(tag) => {
            let known = library.config.language(tag);
            known.cloned().ok_or_else(|| Dead::NoLanguage(tag.to_owned()))?
        }
    };
    let (version, text) =
        known_text(library, policy, from, &wanted).ok_or_else(|| Dead::NothingKnown(name.to_owned()))?;
    let reference =
        Reference { policy: id, version, text, section, pinned_lang: lang.is_some(), pinned_version: false };
    with_section(library, policy, reference)
}

/// As of which day a text knows the translations of others: those that were published after it took effect and after it
/// was published itself change nothing in it.
pub fn known_from(library: &Library, version: Option<&Version>, text: &Text) -> Date {
    let own = version.map(|version| version.effective).max(text.seal.map(|seal| seal.released));
    own.map_or(library.day, |day| day.min(library.day))
}

/// The text of a policy that a reference from a text means, and the version it belongs to.
fn known_text<'a>(
    library: &'a Library,
    policy: &'a Policy,
    from: Origin<'_>,
    lang: &Lang,
) -> Option<(Option<&'a Version>, &'a Text)> {
    let controlling = &library.config.controlling;
    let version = match from.version {
        Some(from) => {
            let known = from.effective.max(from.released).min(library.day);
            let then = policy.versions().in_force(from.effective, known);
            then.or_else(|| policy.versions().iter().find(|version| version.stands(library.day)))
        }
        None => {
            let working = policy.working();
            if let Some(text) = working.get(lang).or_else(|| working.get(controlling)) {
                return Some((None, text));
            }
            policy.versions().in_force(library.day, library.day)
        }
    }?;
    let known = known_from(library, from.version, from.text);
    Some((Some(version), library.reading(policy, version, lang, known)?.text()))
}

/// Takes the section from the translation if it has it, else from the controlling text.
fn with_section<'a>(
    library: &'a Library,
    policy: &'a Policy,
    reference: Reference<'a>,
) -> Result<Reference<'a>, Dead> {
    let Some(section) = &reference.section else { return Ok(reference) };
    if reference.text.document.section(section).is_some() {
        return Ok(reference);
    }
    let controlling = &library.config.controlling;
    let text = match reference.version {
        Some(version) => version.first(controlling),
        None => policy.working().get(controlling),
    };
    match text.filter(|text| text.document.section(section).is_some()) {
        Some(text) => Ok(Reference { text, ..reference }),
        None => Err(Dead::NoSection { policy: called(library, policy), section: section.clone() }),
    }
}

/// A policy as references write it.
fn called(library: &Library, policy: &Policy) -> String {
    match policy.parent {
        None => policy.name.to_string(),
        Some(parent) => format!("{}/in/{}", library.policy(parent).name, policy.name),
    }
}

/// A link to a file beside the text's own, such as `../cookies/en.md`, means that text; a link to a policy's folder
/// means the policy. In a version such a link means the same as in the working text from which it was copied, so that
/// a text need not change when it is released.
fn follow_file<'a>(
    library: &'a Library,
    from: Origin<'a>,
    path: &str,
    target: &str,
    section: Option<String>,
) -> Result<Reference<'a>, Dead> {
    let dead = || Dead::NoFile(target.to_owned());
    match file_at(library, path, target).ok_or_else(dead)? {
        File::Folder(policy) => {
            let name = library.policy(policy).folder.clone();
            follow_policy(library, from, &name, section, None)
        }
        File::Text { policy, label: None, lang } => {
            let policy_of = library.policy(policy);
            let (version, text) = known_text(library, policy_of, from, lang).ok_or_else(dead)?;
            let pinned_lang = *lang != from.text.lang;
            let reference = Reference { policy, version, text, section, pinned_lang, pinned_version: false };
            with_section(library, policy_of, reference)
        }
        File::Text { policy, label: Some(label), lang } => {
            let policy_of = library.policy(policy);
            let version = policy_of.version(&label).filter(|version| version.released <= library.day);
            let version = version.ok_or_else(dead)?;
            let text = version.first(lang).filter(|text| text.is_known(library.day)).ok_or_else(dead)?;
            let pinned_lang = *lang != from.text.lang;
            let version = Some(version);
            let reference = Reference { policy, version, text, section, pinned_lang, pinned_version: true };
            with_section(library, policy_of, reference)
        }
    }
}

/// What a path below `content/` is.
pub enum File<'a> {
    /// That of a policy.
    Folder(PolicyId),
    /// A text, and the version in whose folder it is; without one the working text.
    Text { policy: PolicyId, label: Option<Label>, lang: &'a Lang },
}

/// What a link to `target` means in the file at `path`, where that is written or where it was copied from; `None` if there is
/// no such file.
pub fn file_at<'a>(library: &'a Library, path: &str, target: &str) -> Option<File<'a>> {
    wanted_files(path, target).find_map(|wanted| file_of(library, wanted.strip_prefix("content/")?))
}

fn file_of<'a>(library: &'a Library, below: &str) -> Option<File<'a>> {
    if let Some(policy) = library.find(below) {
        return Some(File::Folder(policy));
    }
    let (folder, file) = below.rsplit_once('/')?;
    let lang = library.config.language(file.strip_suffix(".md")?)?;
    let (folder, label) = without_version(folder);
    let label = match label {
        Some(label) => Some(Label::parse(label)?),
        None => None,
    };
    let policy = library.find(folder)?;
    let is_there = match &label {
        Some(label) => library.policy(policy).version(label)?.texts.contains_key(lang),
        None => library.policy(policy).working().contains_key(lang),
    };
    is_there.then_some(File::Text { policy, label, lang })
}

/// The folder of a policy, and the label if it is that of a version.
fn without_version(folder: &str) -> (&str, Option<&str>) {
    match folder.rsplit_once("/versions/") {
        Some((policy, label)) => (policy, Some(label)),
        None => (folder, None),
    }
}

/// The files that a link from the file `path` may mean: seen from its own folder, and in a version from that of the working
/// text.
fn wanted_files(path: &str, target: &str) -> impl Iterator<Item = String> {
    let own_folder = join(path, target);
    let copied_from =
        path.split_once("/versions/").and_then(|(policy, _)| join(&format!("{policy}/"), target));
    [own_folder, copied_from].into_iter().flatten()
}

/// `target` taken from the folder of the file `path`, without `.` and `..`; `None` if it leaves the site or is empty.
fn join(path: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
