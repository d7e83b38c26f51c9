//! Release of a translation alone: a new revision under a version that stands.

use jiff::civil::Date;

use super::refusal::{Refusal, RevisionRefusal};
use super::request::{
    Draft, Given, ahead_before, is_sealed_part, policy, refuse_ahead, refuse_earlier, refuse_faults,
    refuse_unjudged, warnings,
};
use super::sealed_files::sync_file;
use super::sealing::Sealing;
use super::told::{Told, measured};
use crate::drift::Against;
use crate::library::layout::text_path;
use crate::library::{Label, Library, Policy, Reading, Text, Translates, Version, with_label};
use crate::locale::Lang;
use crate::redline::first_difference;
use crate::source::Findings;

/// Which translation shall be released.
#[derive(Debug, Default)]
pub struct RevisionRequest {
    pub policy: String,
    pub lang: String,
    /// By default the version in force.
    pub version: Option<String>,
    /// May be dated before what was released last.
    pub backdate: bool,
    /// May be dated after today.
    pub ahead: bool,
}

/// What it will do.
#[derive(Debug)]
pub struct Revision {
    pub sealing: Sealing,
    pub lang: Lang,
    pub version: Label,
    pub number: u32,
    /// The version that the translation says it translates.
    pub translates: String,
    pub released: Date,
    /// What readers of the version will be told of it; `None` if it follows the controlling text.
    pub told: Option<Told>,
    /// What people should know before.
    pub caution: Option<String>,
    /// What would better be mended in it before.
    pub warnings: Findings,
}

/// Plans the release of a working translation on the library's day.
///
/// # Errors
/// If it cannot be, with the reason and the way out; nothing is written in any case.
pub fn plan_revision(given: &Given<'_>, request: &RevisionRequest) -> Result<Revision, Refusal> {
    let library = given.library;
    let policy = policy(library, &request.policy)?;
    let lang = language(library, &request.lang)?;
    let own = format!("content/{}/{lang}.", policy.folder);
    refuse_faults(given, |path| is_sealed_part(policy, path) || path.starts_with(&own))?;
    refuse_unjudged(given, |path| path.starts_with(&own))?;
    refuse_ahead(library, library.day, request.ahead)?;
    if !request.backdate {
        refuse_earlier(library, policy, library.day, "release it on a later day, or say --backdate")?;
    }
    let version = version(library, policy, request.version.as_deref())?;
    let text = policy
        .working()
        .get(lang)
        .ok_or_else(|| RevisionRefusal::NoText { policy: policy.folder.to_string(), lang: lang.clone() })?;
    let translates = translates(library, policy, version, text)?;
    let sources = &given.tree.sources;
    let working = &sources.get(text.file).text;
    let sealed = with_label(working, &version.label).unwrap_or_else(|| working.to_string());
    let sync = sync_file(given, policy, lang).map(|file| sources.get(file).text.to_string());

    let number =
        version.texts.get(lang).and_then(|texts| texts.last()).map_or(1, |newest| newest.revision + 1);
    refuse_unchanged(given, policy, version, text, &sealed)?;
    let day = library.day;
    if day < version.released {
        let (version, released) = (version.label.clone(), version.released);
        return Err(RevisionRefusal::BeforeVersion { version, released, day }.into());
    }
    let measured = measured(given, policy, text, Against::Version(version))?;
    let mut draft = Draft::new(&version.label, day, version.effective, reason(number, request.backdate));
    let path = text_path(version.label.as_str(), lang.as_str(), number);
    draft.add_text(&path, sealed, lang.clone(), number, Some(translates.clone()));
    if let Some(sync) = sync {
        draft.add_text(&sync_path(&path), sync, lang.clone(), number, None);
    }
    let (files, records) = draft.finish();
    Ok(Revision {
        sealing: Sealing::new(given.tree, policy, version.label.clone(), files, records)?,
        lang: lang.clone(),
        version: version.label.clone(),
        number,
        translates,
        released: day,
        told: measured.and_then(|measured| Told::of(lang, &measured)),
        caution: ahead_before(library, policy, day),
        warnings: warnings(given, |path| path.starts_with(&own)),
    })
}

/// The sync file beside a text.
fn sync_path(text: &str) -> String {
    format!("{}.sync.toml", text.strip_suffix(".md").unwrap_or(text))
}

/// Why it is released, for the ledger.
fn reason(number: u32, backdate: bool) -> String {
    let what = if number == 1 { "translation" } else { "revision of the translation" };
    if backdate { format!("{what}; backdated") } else { what.to_owned() }
}

/// Refuses a translation that readers of the version are shown already, as its own or from an earlier version, with the
/// same passages reconciled.
fn refuse_unchanged(
    given: &Given<'_>,
    policy: &Policy,
    version: &Version,
    working: &Text,
    sealed: &str,
) -> Result<(), RevisionRefusal> {
    let lang = &working.lang;
    let newest = version.texts.get(lang).and_then(|texts| texts.last());
    let shown = given.library.reading(policy, version, lang, given.library.day).map(Reading::text);
    let is_same =
        |text: &&Text| *given.tree.sources.get(text.file).text == *sealed && text.sync == working.sync;
    match (newest, newest.or(shown).filter(is_same)) {
        (_, None) => Ok(()),
        (None, Some(_)) => {
            Err(RevisionRefusal::ShownAlready { version: version.label.clone(), lang: lang.clone() })
        }
        (Some(_), Some(text)) => Err(RevisionRefusal::Unchanged {
            lang: lang.clone(),
            revision: text.revision,
            version: version.label.clone(),
        }),
    }
}

fn language<'a>(library: &'a Library, tag: &str) -> Result<&'a Lang, Refusal> {
    let lang = library.require_language(tag)?;
    if *lang == library.config.controlling {
        return Err(RevisionRefusal::Controlling(lang.clone()).into());
    }
    Ok(lang)
}

/// The version under which the translation is to stand.
fn version<'a>(
    library: &Library,
    policy: &'a Policy,
    label: Option<&str>,
) -> Result<&'a Version, RevisionRefusal> {
    let known = |version: &&Version| version.released <= library.day;
    let labels = || -> Vec<String> {
        policy.versions().iter().filter(known).map(|version| version.label.to_string()).collect()
    };
    let version = match label {
        None => policy.versions().in_force(library.day, library.day).ok_or_else(|| match labels() {
            known if known.is_empty() => RevisionRefusal::NoVersion(policy.folder.to_string()),
            known => RevisionRefusal::NothingInForce { known },
        })?,
        Some(label) => {
            let version = Label::parse(label).and_then(|label| policy.version(&label)).filter(known);
            version
                .ok_or_else(|| RevisionRefusal::UnknownVersion { label: label.to_owned(), known: labels() })?
        }
    };
    if version.is_taken_back(library.day) {
        return Err(RevisionRefusal::TakenBack(version.label.clone()));
    }
    Ok(version)
}

/// What the translation says it translates. A translation of the working text can stand under a version only if that
/// says the same.
fn translates(
    library: &Library,
    policy: &Policy,
    version: &Version,
    text: &Text,
) -> Result<String, RevisionRefusal> {
    let label = match &text.translates {
        Some(Translates::Version(label)) => {
            refuse_later(library, policy, version, label)?;
            return Ok(label.to_string());
        }
        _ => &version.label,
    };
    let controlling = &library.config.controlling;
    let working = policy.working().get(controlling).map(|text| &text.document);
    let released = version.first(controlling).map(|text| &text.document);
    let says_the_same = |(working, released): (_, _)| first_difference(released, working).is_none();
    if working.zip(released).is_some_and(says_the_same) {
        return Ok(label.to_string());
    }
    Err(RevisionRefusal::OfWorkingText {
        policy: policy.folder.to_string(),
        lang: text.lang.clone(),
        version: label.clone(),
        controlling: controlling.clone(),
    })
}

/// Refuses a translation of a later version, or of one that was taken back: readers would be shown what does not apply.
fn refuse_later(
    library: &Library,
    policy: &Policy,
    version: &Version,
    label: &Label,
) -> Result<(), RevisionRefusal> {
    let place = |label: &Label| policy.versions().place(label);
    let is_taken_back = policy.version(label).is_some_and(|other| other.is_taken_back(library.day));
    if !is_taken_back && place(label) <= place(&version.label) {
        return Ok(());
    }
    let (translates, version) = (label.clone(), version.label.clone());
    Err(RevisionRefusal::OfLaterVersion { translates, is_taken_back, version })
}
