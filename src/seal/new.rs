//! Scaffolds: a new policy, addendum or version of an archive, with a text to fill in for every language.

use std::io;
use std::path::Path;

use jiff::civil::Date;

use super::refusal::{DayRefusal, FileRefusal, NameRefusal, Refusal, refuse_outside};
use super::request::refuse_path;
use crate::disk::{self, NewFile};
use crate::library::{Home, Label, Library, PolicyKind, WORKING, is_policy_name, jurisdiction, outputs};
use crate::locale::{Lang, Locales};
use crate::source::toml::{did_you_mean, nearest};

/// What a new policy shall be.
pub struct NewPolicy<'a> {
    /// The folder's name.
    pub name: &'a str,
    /// As in `policy.toml`.
    pub kind: &'a str,
}

/// What a new addendum shall be.
pub struct NewAddendum<'a> {
    /// The policy that it adds to.
    pub policy: &'a str,
    /// An ISO 3166 code or a group, in capitals.
    pub jurisdiction: &'a str,
}

/// Writes the folder of a new policy and returns the paths of its files.
///
/// # Errors
/// If the name or the kind cannot be, if the policy exists already, or if the folder cannot be written.
pub fn new_policy(
    root: &Path,
    library: &Library,
    locales: &Locales,
    policy: &NewPolicy<'_>,
) -> Result<Vec<String>, Refusal> {
    let name = policy.name;
    if !is_policy_name(name) {
        return Err(NameRefusal::Policy(name.to_owned()).into());
    }
    let kinds = || PolicyKind::ALL.iter().map(|(kind, _)| *kind).filter(|kind| *kind != "addendum");
    if !kinds().any(|kind| kind == policy.kind) {
        let help = match nearest(policy.kind, kinds()) {
            Some(near) => did_you_mean(near),
            None => format!("write one of {}", kinds().collect::<Vec<_>>().join(", ")),
        };
        return Err(NameRefusal::Kind { kind: policy.kind.to_owned(), help }.into());
    }
    let home = Home { policy: name.into(), code: None };
    refuse_path(outputs::of_new_policy(library, &home), "choose another name")?;
    let order = library.main_policies().map(|(_, policy)| policy.order).max().unwrap_or(0) + 1;
    let settings = format!("kind = \"{}\"\norder = {order}\n", policy.kind);
    let title = |lang: &Lang| locales.get(lang).text("new-policy-title", &[]);
    scaffold(root, library, locales, name, settings, title)
}

/// Writes the folder of a new addendum and returns the paths of its files.
///
/// # Errors
/// If there is no such policy or jurisdiction, if the addendum exists already, or if the folder cannot be written.
pub fn new_addendum(
    root: &Path,
    library: &Library,
    locales: &Locales,
    addendum: &NewAddendum<'_>,
) -> Result<Vec<String>, Refusal> {
    let parent =
        library.find(addendum.policy).map(|id| library.policy(id)).filter(|policy| !policy.is_addendum());
    let Some(parent) = parent else {
        let known = library.main_policies().map(|(_, policy)| policy.name.to_string()).collect();
        return Err(NameRefusal::NoPolicy { name: addendum.policy.to_owned(), known }.into());
    };
    let code = addendum.jurisdiction;
    let Some(jurisdiction) = library.config.jurisdiction(code) else {
        let code = code.to_owned();
        return Err(match jurisdiction::meant(&code) {
            Some(meant) => NameRefusal::JurisdictionLike { code, meant: meant.to_string() },
            None => NameRefusal::Jurisdiction(code),
        }
        .into());
    };
    let folder = format!("{}/addenda/{}", parent.folder, jurisdiction.lower_case());
    let home = Home { policy: parent.name.clone(), code: Some(jurisdiction.lower_case().into()) };
    refuse_path(
        outputs::of_new_policy(library, &home),
        "make its folder by hand under another name, with jurisdictions in its policy.toml",
    )?;
    let settings = format!("kind = \"addendum\"\njurisdictions = [\"{jurisdiction}\"]\n");
    let title =
        |lang: &Lang| locales.get(lang).text("new-addendum-title", &[("code", jurisdiction.as_str())]);
    scaffold(root, library, locales, &folder, settings, title)
}

/// What a version of an archive shall be.
pub struct NewVersion<'a> {
    pub policy: &'a str,
    pub released: Date,
    pub effective: Date,
    /// Its name, unless it is its effective day.
    pub label: Option<&'a str>,
}

/// Writes the folder of a version that was published before promulgate, with a text to fill in for every language, and returns
/// the paths of its files. `adopt` enters it when they are written.
///
/// # Errors
/// If there is no such policy, if the label cannot be or exists already, or if the folder cannot be written.
pub fn new_version(
    root: &Path,
    library: &Library,
    locales: &Locales,
    version: &NewVersion<'_>,
) -> Result<Vec<String>, Refusal> {
    let policy = library.require_policy(version.policy)?;
    if version.effective < version.released {
        let NewVersion { effective, released, .. } = *version;
        return Err(DayRefusal::EffectiveBeforePublication { effective, released }.into());
    }
    let label = version.label.map_or_else(|| version.effective.to_string(), str::to_owned);
    let Some(parsed) = Label::parse(&label) else {
        return Err(NameRefusal::Label(label).into());
    };
    refuse_path(outputs::of_new_label(library, policy, &parsed), "name another one with --label")?;
    let folder = format!("{}/versions/{label}", policy.folder);
    let summaries = library.config.languages.iter().map(|lang| format!("# {lang} = \"\"\n"));
    let settings = format!(
        "{}released = {}\neffective = {}\n# True if it changed what readers are entitled or bound to.\nmaterial = false\n\n\
         # One line for readers: what was new.\n[summary]\n{}",
        if version.label.is_some() { format!("label = \"{label}\"\n") } else { String::new() },
        version.released,
        version.effective,
        summaries.collect::<String>()
    );
    let text = |lang: &Lang| {
        let locale = locales.get(lang);
        format!("# {}\n\n{}\n", locale.text("new-policy-title", &[]), locale.text("new-section-text", &[]))
    };
    place(root, &folder, files(library, ("version.toml", settings), &label, text))
}

/// What a translation says of itself.
pub fn front_matter(translates: &str) -> String {
    format!("+++\ntranslates = \"{translates}\"\n+++\n\n")
}

/// A file of settings, and a text for every language, of which all but the controlling one say what they translate.
fn files(
    library: &Library,
    (name, settings): (&str, String),
    translates: &str,
    text: impl Fn(&Lang) -> String,
) -> Vec<NewFile> {
    let config = &library.config;
    let front =
        |lang: &Lang| if *lang == config.controlling { String::new() } else { front_matter(translates) };
    let settings = NewFile { path: name.to_owned(), text: settings };
    let texts = config
        .languages
        .iter()
        .map(|lang| NewFile { path: format!("{lang}.md"), text: front(lang) + &text(lang) });
    std::iter::once(settings).chain(texts).collect()
}

fn scaffold(
    root: &Path,
    library: &Library,
    locales: &Locales,
    folder: &str,
    settings: String,
    title: impl Fn(&Lang) -> String,
) -> Result<Vec<String>, Refusal> {
    let text = |lang: &Lang| {
        let locale = locales.get(lang);
        let (heading, words) =
            (locale.text("new-section-heading", &[]), locale.text("new-section-text", &[]));
        format!("# {}\n\n## {heading} {{#scope}}\n\n{words}\n", title(lang))
    };
    place(root, folder, files(library, ("policy.toml", settings), WORKING, text))
}

/// Writes the files of a new folder below `content/`, and returns their paths.
fn place(root: &Path, folder: &str, files: Vec<NewFile>) -> Result<Vec<String>, Refusal> {
    let target = root.join("content").join(folder);
    refuse_outside(root, &format!("content/{folder}"))?;
    disk::write_all(&target, &files).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => FileRefusal::AlreadyThere(format!("content/{folder}")).into(),
        _ => Refusal::Io(target, error),
    })?;
    Ok(files.into_iter().map(|file| format!("content/{folder}/{}", file.path)).collect())
}
