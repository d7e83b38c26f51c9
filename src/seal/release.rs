//! Release: the working texts become a version.

use arcstr::ArcStr;
use jiff::Span;
use jiff::civil::Date;

use super::request::{Draft, Given, policy, refuse, refuse_faults};
use super::sealing::{Sealing, used_labels};
use super::staged::Refusal;
use crate::library::{Label, Library, Policy, Text, Translates, Version, with_label};
use crate::locale::Lang;
use crate::markdown::{Container, DirectiveKind, Flow};
use crate::redline::{self, Summary};
use crate::source::FileId;

/// What shall be released, as somebody asks for it.
#[derive(Debug, Default)]
pub struct ReleaseRequest {
    /// As people call it.
    pub policy: String,
    /// By default the day of release; for a material change as late as the policy's notice asks.
    pub effective: Option<Date>,
    /// By default the effective day.
    pub label: Option<String>,
    pub material: bool,
    /// By language tag.
    pub summary: Vec<(String, String)>,
    /// May take effect before the day of release.
    pub backdate: bool,
    /// Why a material change takes effect sooner than the policy's notice asks.
    pub override_notice: Option<String>,
    /// Why a correction needs no notice.
    pub editorial: Option<String>,
}

/// What a release will do, to be shown before it is done.
#[derive(Debug)]
pub struct Release {
    pub sealing: Sealing,
    pub label: Label,
    pub released: Date,
    pub effective: Date,
    pub material: bool,
    /// The version before it and what changes, if there is one.
    pub changes: Option<(Label, Summary)>,
    /// Languages whose working translation does not follow the working text, and is not sealed with it.
    pub left_behind: Vec<Lang>,
}

/// Plans a release of a policy's working texts on the library's day.
///
/// # Errors
/// If it cannot be, with the reason and the way out; nothing is written in any case.
pub fn plan_release(given: &Given<'_>, request: &ReleaseRequest) -> Result<Release, Refusal> {
    let library = given.library;
    let policy = policy(library, &request.policy)?;
    refuse_faults(given, policy)?;
    let days = Days::of(library, policy, request)?;
    let label = label(policy, request, days.effective)?;
    let controlling = working_text(library, policy)?;
    let before = predecessor(policy, days.effective, library.day);
    let (texts, left_behind) = following(library, policy, &label, given);
    let registers = registers(library, policy, given);
    refuse_unchanged(policy, controlling, &registers, given, before, days)?;
    let summary = summary(library, request)?;
    let version = version_file(&label, days, request.material, &summary);

    let mut draft = Draft::new(&label, days.released, days.effective, reason(request));
    draft.add(format!("{label}/version.toml"), version);
    for text in texts {
        draft.add_text(&text.name, text.text, text.lang, 1, text.translates);
    }
    for (name, text) in registers {
        draft.add(format!("{label}/{name}"), text.to_string());
    }
    let changes = before.and_then(|before| {
        let old = &before.first(&library.config.controlling)?.document;
        let changes = redline::compare(old, &controlling.document);
        Some((before.label.clone(), Summary::of(&changes, old, &controlling.document)))
    });
    let (files, records) = draft.finish();
    Ok(Release {
        sealing: Sealing::new(given.tree, policy, label.clone(), files, records)?,
        label,
        released: days.released,
        effective: days.effective,
        material: request.material,
        changes,
        left_behind,
    })
}

#[derive(Clone, Copy)]
struct Days {
    released: Date,
    effective: Date,
}

impl Days {
    /// The days of the new version, if they may be so.
    fn of(library: &Library, policy: &Policy, request: &ReleaseRequest) -> Result<Self, Refusal> {
        let released = library.day;
        let notice = Span::new().days(i64::from(policy.notice_days));
        let in_time =
            released.checked_add(notice).map_err(|_| refuse("the notice leads beyond the calendar"))?;
        let effective = request.effective.unwrap_or(match (request.material, &request.override_notice) {
            (true, None) => in_time,
            _ => released,
        });
        if effective < released && !request.backdate {
            return Err(refuse(format!(
                "it would take effect on {effective}, before it is released on {released}; name a later day with \
                 --effective, or say --backdate if it was really so"
            )));
        }
        let last = policy.ledger.entries.iter().map(|entry| entry.record.released).max();
        if let Some(last) = last.filter(|last| *last > released && !request.backdate) {
            return Err(refuse(format!(
                "something was released on {last} already, after {released}; release it on a later day, or say \
                 --backdate"
            )));
        }
        if request.material && effective < in_time && request.override_notice.is_none() {
            return Err(refuse(format!(
                "a material change of `{}` is announced {} days before it takes effect: on {in_time} at the earliest. \
                 Name that day with --effective, or say why it cannot wait with --override-notice REASON, which the \
                 ledger keeps",
                policy.folder, policy.notice_days
            )));
        }
        Ok(Days { released, effective })
    }
}

fn label(policy: &Policy, request: &ReleaseRequest, effective: Date) -> Result<Label, Refusal> {
    let wanted = request.label.clone().unwrap_or_else(|| effective.to_string());
    let label = Label::parse(&wanted).ok_or_else(|| {
        refuse(format!(
            "`{wanted}` cannot be the label of a version; use letters, digits, full stops and hyphens, a letter or \
             digit first"
        ))
    })?;
    let used = used_labels(policy);
    if used.contains(&wanted.to_ascii_lowercase()) {
        let free = (2..).map(|number| format!("{wanted}.{number}")).find(|free| !used.contains(free));
        return Err(refuse(format!(
            "`{}` has a version `{wanted}` already, which stays as it is; name another label, for example --label {}",
            policy.folder,
            free.unwrap_or_default()
        )));
    }
    Ok(label)
}

fn working_text<'a>(library: &'a Library, policy: &'a Policy) -> Result<&'a Text, Refusal> {
    let controlling = &library.config.controlling;
    policy.working.texts.get(controlling).ok_or_else(|| {
        refuse(format!("there is no working text content/{}/{controlling}.md to release", policy.folder))
    })
}

/// The version that the new one follows: the last one that takes effect by its day, as far as is known.
fn predecessor(policy: &Policy, effective: Date, known: Date) -> Option<&Version> {
    let stands = |version: &&Version| {
        version.released <= known && version.effective <= effective && !version.is_taken_back(known)
    };
    policy.versions.iter().rev().find(stands)
}

/// A text as it will be sealed.
struct Following {
    name: String,
    text: String,
    lang: Lang,
    translates: Option<String>,
}

/// The texts that are sealed with the version: the controlling one and the translations of the working text. And the
/// languages whose translation stays behind.
fn following(
    library: &Library,
    policy: &Policy,
    label: &Label,
    given: &Given<'_>,
) -> (Vec<Following>, Vec<Lang>) {
    let (mut texts, mut left_behind) = (Vec::new(), Vec::new());
    let source = |file: FileId| &given.tree.sources.get(file).text;
    let plain = |lang: &Lang, text: &ArcStr| Following {
        name: format!("{label}/{lang}.md"),
        text: text.to_string(),
        lang: lang.clone(),
        translates: None,
    };
    for (lang, text) in &policy.working.texts {
        if *lang == library.config.controlling {
            texts.insert(0, plain(lang, source(text.file)));
        } else if text.translates == Some(Translates::Working) {
            let own = source(text.file);
            let sealed = with_label(own, label).unwrap_or_else(|| own.to_string());
            texts.push(Following { text: sealed, translates: Some(label.to_string()), ..plain(lang, own) });
            if let Some(sync) = sync_file(given, policy, lang) {
                texts.push(Following {
                    name: format!("{label}/{lang}.sync.toml"),
                    ..plain(lang, source(sync))
                });
            }
        } else {
            left_behind.push(lang.clone());
        }
    }
    (texts, left_behind)
}

/// What was reconciled in a working translation.
pub(super) fn sync_file(given: &Given<'_>, policy: &Policy, lang: &Lang) -> Option<FileId> {
    given.tree.sources.find(&format!("content/{}/{lang}.sync.toml", policy.folder))
}

/// Copies of the registers that the working texts draw on, so that no later edit changes what is released. Terms are
/// explained wherever a text uses them, so the glossary is always among them.
fn registers(library: &Library, policy: &Policy, given: &Given<'_>) -> Vec<(&'static str, ArcStr)> {
    let directives = || {
        let texts = policy.working.texts.values();
        texts.flat_map(|text| &text.document.flow).filter_map(|step| match step {
            Flow::Open(Container::Entries(directive)) => Some(&directive.kind),
            _ => None,
        })
    };
    let cookies = directives()
        .any(|kind| matches!(kind, DirectiveKind::Cookies { .. }))
        .then(|| library.cookie_register(policy).map(|register| register.file));
    let contacts = directives()
        .any(|kind| *kind == DirectiveKind::Contacts)
        .then(|| library.registers.contacts.as_ref().map(|contacts| contacts.file));
    let glossary = library.registers.glossary.as_ref().map(|glossary| glossary.file);
    let files =
        [("cookies.toml", cookies.flatten()), ("contacts.toml", contacts.flatten()), (GLOSSARY, glossary)];
    let text = |file: FileId| given.tree.sources.get(file).text.clone();
    files.into_iter().filter_map(|(name, file)| Some((name, text(file?)))).collect()
}

const GLOSSARY: &str = "glossary.toml";

/// Refuses a release that would change nothing: one whose texts are those of the version before it, or of one that is
/// announced already.
fn refuse_unchanged(
    policy: &Policy,
    controlling: &Text,
    registers: &[(&str, ArcStr)],
    given: &Given<'_>,
    before: Option<&Version>,
    days: Days,
) -> Result<(), Refusal> {
    let sources = &given.tree.sources;
    let sealed = |version: &Version, name: &str| {
        let file = policy.sealed.get(&format!("{}/{name}", version.label))?;
        Some(&sources.get(*file).text)
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
    let announced = policy
        .versions
        .iter()
        .filter(|version| version.effective > days.released && !version.is_taken_back(days.released));
    let Some(version) = before.into_iter().chain(announced).find(same) else { return Ok(()) };
    Err(refuse(format!(
        "nothing has changed: the working text of `{}` is that of version `{}`, which was released on {} and takes \
         effect on {}; a translation alone is released with --lang",
        policy.folder, version.label, version.released, version.effective
    )))
}

fn summary(library: &Library, request: &ReleaseRequest) -> Result<Vec<(Lang, String)>, Refusal> {
    let mut summary = Vec::new();
    for (tag, text) in &request.summary {
        let Some(lang) = library.config.language(tag) else {
            let known: Vec<&str> = library.config.languages.iter().map(Lang::as_str).collect();
            return Err(refuse(format!(
                "the site does not have the language `{tag}`; it has {}",
                known.join(", ")
            )));
        };
        if summary.iter().any(|(other, _)| other == lang) {
            return Err(refuse(format!("there are two summaries in `{tag}`; take one of them out")));
        }
        summary.push((lang.clone(), text.clone()));
    }
    Ok(summary)
}

fn version_file(label: &Label, days: Days, material: bool, summary: &[(Lang, String)]) -> String {
    let quoted = |text: &str| toml::Value::String(crate::markdown::fold_white_space(text));
    let mut text = format!(
        "label = \"{label}\"\nreleased = {}\neffective = {}\nmaterial = {material}\n",
        days.released, days.effective
    );
    if !summary.is_empty() {
        text.push_str("\n[summary]\n");
    }
    for (lang, words) in summary {
        text.push_str(&format!("{lang} = {}\n", quoted(words)));
    }
    text
}

/// Why it is released, for the ledger.
fn reason(request: &ReleaseRequest) -> String {
    let mut reasons = Vec::new();
    if let Some(why) = &request.editorial {
        reasons.push(format!("editorial: {why}"));
    }
    if let Some(why) = &request.override_notice {
        reasons.push(format!("notice overridden: {why}"));
    }
    if request.backdate {
        reasons.push("backdated".to_owned());
    }
    if reasons.is_empty() { "release".to_owned() } else { reasons.join("; ") }
}
