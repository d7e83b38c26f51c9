//! Release: the working texts become a version.

use arcstr::ArcStr;
use jiff::civil::Date;

use super::announced::{Announced, EDITORIAL};
use super::days::{Days, cautions};
use super::refusal::{AnnouncedPassage, Refusal, ReleaseRefusal};
use super::request::{
    Draft, Given, ReleaseRequest, policy, refuse_faults, refuse_path, refuse_unjudged, warnings,
};
use super::sealed_files::{Following, GLOSSARY, draws_on_cookies, following, registers, version_file};
use super::sealing::{Sealing, used_labels};
use super::told::{Told, measured};
use crate::drift::Against;
use crate::library::outputs::{self, fold};
use crate::library::{Label, Library, Policy, Text, Version, as_released, layout};
use crate::locale::Lang;
use crate::redline::{self, Summary};
use crate::source::Findings;
use crate::source::tree::CONFIG_FILE;

/// What a release will do, to be shown before it is done.
#[derive(Debug)]
pub struct ReleasePlan {
    pub sealing: Sealing,
    pub label: Label,
    pub released: Date,
    pub effective: Date,
    pub material: bool,
    /// The version before it and what changes, if there is one.
    pub changes: Option<(Label, Summary)>,
    /// Languages whose working translation does not follow the working text, and is not sealed with it.
    pub left_behind: Vec<Lang>,
    /// Languages whose working translation nobody has written yet; it is not sealed either.
    pub unwritten: Vec<Lang>,
    /// What readers will be told of the translations that are sealed with it.
    pub told: Vec<Told>,
    /// What people should know about the versions around it.
    pub cautions: Vec<String>,
    /// What `check` warns of in the texts, which nobody can mend once they are sealed.
    pub warnings: Findings,
}

/// Plans a release of a policy's working texts on the library's day.
///
/// # Errors
/// If it cannot be, with the reason and the way out; nothing is written in any case.
pub fn plan_release(given: &Given<'_>, request: &ReleaseRequest) -> Result<ReleasePlan, Refusal> {
    let library = given.library;
    let policy = policy(library, &request.policy)?;
    refuse_faults(given, |path| draws_on(given, policy, path))?;
    let days = Days::of(library, policy, request)?;
    let controlling = working_text(library, policy)?;
    let registers = registers(library, policy, given)?;
    refuse_unchanged(policy, controlling, &registers, given, days)?;
    refuse_announced(library, policy, controlling, days)?;
    let label = label(library, policy, request, days.effective)?;
    let before = policy.versions().last_by(days.effective, library.day);
    let Following { texts, left_behind, unwritten } = following(library, policy, &label, given);
    let is_sealed_now =
        |path: &str| texts.iter().any(|text| *given.tree.sources.get(text.file).path == *path);
    refuse_unjudged(given, is_sealed_now)?;
    let warnings = warnings(given, is_sealed_now);
    let sealed_now =
        policy.working().values().filter(|text| texts.iter().any(|sealed| sealed.file == text.file));
    let mut told = Vec::new();
    for text in sealed_now {
        let measured = measured(given, policy, text, Against::Working)?;
        told.extend(measured.and_then(|measured| Told::of(&text.lang, &measured)));
    }
    let summary = summary(library, request)?;
    // What it changes for readers is what the announced version would have changed that it replaces on its day.
    let replaced = days.replaced(policy);
    let material = request.material || replaced.is_some_and(|version| version.material);
    let summary = if summary.is_empty() { replaced.map(summary_of).unwrap_or_default() } else { summary };
    let no_summary = without_summary(library, &summary);
    let version = version_file(&label, days, material, &summary);

    let mut draft = Draft::new(&label, days.released, days.effective, reason(request));
    draft.add(format!("{label}/version.toml"), version);
    for text in texts {
        draft.add_text(&text.name, text.text, text.lang, 1, text.translates);
    }
    for (name, text) in registers {
        draft.add(format!("{label}/{name}"), text.to_string());
    }
    let changes = before.and_then(|before| changes(given, policy, before, controlling, days));
    let (files, records) = draft.finish();
    Ok(ReleasePlan {
        sealing: Sealing::new(given.tree, policy, label.clone(), files, records)?,
        label,
        released: days.released,
        effective: days.effective,
        material,
        changes,
        left_behind,
        unwritten,
        told,
        cautions: cautions(library, policy, days)
            .into_iter()
            .chain(no_summary.filter(|_| request.editorial.is_none()))
            .collect(),
        warnings,
    })
}

/// What the new version changes of the one before it, as a redline of the two will say.
fn changes(
    given: &Given<'_>,
    policy: &Policy,
    before: &Version,
    controlling: &Text,
    days: Days,
) -> Option<(Label, Summary)> {
    let library = given.library;
    let old = &before.first(&controlling.lang)?.document;
    let (id, _) = library.all().find(|(_, other)| other.folder == policy.folder)?;
    let new = as_released(library, &given.tree.sources, id, controlling, days.effective);
    Some((before.label.clone(), Summary::of(&redline::compare(old, &new))))
}

fn summary_of(version: &Version) -> Vec<(Lang, String)> {
    version.summary.iter().map(|(lang, line)| (lang.clone(), line.clone())).collect()
}

/// That readers of some languages will not be told what is new.
fn without_summary(library: &Library, summary: &[(Lang, String)]) -> Option<String> {
    let languages = library.config.languages.iter();
    let missing: Vec<&str> =
        languages.filter(|lang| !summary.iter().any(|(other, _)| other == *lang)).map(Lang::as_str).collect();
    let example = missing.first()?;
    Some(format!(
        "there is no summary in {}, so readers there are not told what is new; add --summary \"{example}=…\"",
        missing.join(", ")
    ))
}

/// Refuses to let passages take effect that are announced for a later day: a correction of the text in force would bring
/// them forward unseen.
fn refuse_announced(
    library: &Library,
    policy: &Policy,
    controlling: &Text,
    days: Days,
) -> Result<(), ReleaseRefusal> {
    let document = &controlling.document;
    let announced = Announced::after(library, policy, &controlling.lang, days);
    let Some((version, block)) = announced.first_in(document) else { return Ok(()) };
    let day = version.effective;
    let before = policy.versions().in_force(days.effective, days.released);
    let copy = before.map(|before| {
        let path = layout::text_path(before.label.as_str(), controlling.lang.as_str(), 1);
        format!("{}/{path}", policy.versions_folder())
    });
    Err(ReleaseRefusal::Announced(Box::new(AnnouncedPassage {
        day,
        version: version.label.clone(),
        is_material: version.material,
        passage: document.address(block),
        effective: days.effective,
        label: free_label(policy, &day.to_string()),
        copy,
    })))
}

/// A label that is not used yet: the wanted one, with a number if it must be.
fn free_label(policy: &Policy, wanted: &str) -> String {
    let used = used_labels(policy);
    let numbered = (2..).map(|number| format!("{wanted}.{number}"));
    let mut labels = std::iter::once(wanted.to_owned()).chain(numbered);
    labels.find(|label| !used.contains(&fold(label))).unwrap_or_default()
}

/// True for a file on which a version of the policy draws: in its folder, but not of an addendum to it, or shared.
fn draws_on(given: &Given<'_>, policy: &Policy, path: &str) -> bool {
    let shared = [CONFIG_FILE, "content/contacts.toml", "content/glossary.toml"];
    let folder = format!("content/{}/", policy.folder);
    let is_own = path.strip_prefix(&folder).is_some_and(|rest| !rest.starts_with("addenda/"));
    is_own || shared.contains(&path) || decides_on_cookies(given.library, policy, path)
}

/// True for a file that says which cookies the policy's texts list: the register of its own or of the policy above it. Without
/// one it is that of a cookie notice, and every file that may say which one there is.
fn decides_on_cookies(library: &Library, policy: &Policy, path: &str) -> bool {
    let parent = policy.parent.map(|parent| library.policy(parent));
    let holder = [Some(policy), parent].into_iter().flatten().find(|it| it.registers.cookies.is_some());
    match holder {
        Some(holder) => path == format!("content/{}/cookies.toml", holder.folder),
        None => {
            let decides = ["/cookies.toml", "/policy.toml"].iter().any(|name| path.ends_with(name));
            decides && draws_on_cookies(policy) && !path.contains("/versions/")
        }
    }
}

fn label(
    library: &Library,
    policy: &Policy,
    request: &ReleaseRequest,
    effective: Date,
) -> Result<Label, Refusal> {
    let wanted = request.label.clone().unwrap_or_else(|| effective.to_string());
    let label = Label::parse(&wanted).ok_or_else(|| ReleaseRefusal::Label(wanted.clone()))?;
    let free = free_label(policy, &wanted);
    if free != wanted {
        let policy = policy.folder.to_string();
        return Err(ReleaseRefusal::LabelUsed { label: wanted, policy, free }.into());
    }
    refuse_path(outputs::of_new_label(library, policy, &label), "name another one with --label")?;
    Ok(label)
}

fn working_text<'a>(library: &'a Library, policy: &'a Policy) -> Result<&'a Text, ReleaseRefusal> {
    let lang = &library.config.controlling;
    policy
        .working()
        .get(lang)
        .ok_or_else(|| ReleaseRefusal::NoText { policy: policy.folder.to_string(), lang: lang.clone() })
}

/// Refuses a release that would change nothing: one whose texts are those of the version before it, or of one that is
/// announced already.
fn refuse_unchanged(
    policy: &Policy,
    controlling: &Text,
    registers: &[(&str, ArcStr)],
    given: &Given<'_>,
    days: Days,
) -> Result<(), ReleaseRefusal> {
    let sources = &given.tree.sources;
    let sealed = |version: &Version, name: &str| {
        let file = policy.version_folders().file(&format!("{}/{name}", version.label))?;
        Some(&sources.get(file).text)
    };
    let same = |version: &&Version| {
        let text = version.first(&controlling.lang);
        text.is_some_and(|text| sources.get(text.file).text == sources.get(controlling.file).text)
            && registers.iter().all(|(name, text)| match sealed(version, name) {
                Some(copy) => copy == text,
                // A version without a copy shows no terms; that alone is no reason for a new one.
                None => *name == GLOSSARY,
            })
    };
    let stands = policy.versions().iter().filter(|version| version.stands(days.released));
    let announced = stands.filter(|version| version.effective > days.released);
    let before = policy.versions().in_force(days.effective, days.released);
    let Some(version) = before.into_iter().chain(announced).find(same) else { return Ok(()) };
    let way_out = if version.effective > days.released {
        "to let it take effect on another day, withdraw that version first"
    } else {
        "a translation alone is released with --lang"
    };
    Err(ReleaseRefusal::Unchanged {
        policy: policy.folder.to_string(),
        version: version.label.clone(),
        released: version.released,
        effective: version.effective,
        way_out,
    })
}

fn summary(library: &Library, request: &ReleaseRequest) -> Result<Vec<(Lang, String)>, Refusal> {
    let mut summary = Vec::new();
    for (tag, text) in &request.summary {
        let lang = library.require_language(tag)?;
        if summary.iter().any(|(other, _)| other == lang) {
            return Err(ReleaseRefusal::TwoSummaries(tag.clone()).into());
        }
        summary.push((lang.clone(), text.clone()));
    }
    Ok(summary)
}

/// Why it is released, for the ledger.
fn reason(request: &ReleaseRequest) -> String {
    let mut reasons = Vec::new();
    if let Some(why) = &request.editorial {
        reasons.push(format!("{EDITORIAL}{why}"));
    }
    if let Some(why) = &request.override_notice {
        reasons.push(format!("notice overridden: {why}"));
    }
    if request.backdate {
        reasons.push("backdated".to_owned());
    }
    if reasons.is_empty() { "release".to_owned() } else { reasons.join("; ") }
}
