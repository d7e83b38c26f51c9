//! Reads one policy's folder.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::jurisdiction::{self, Jurisdiction};
use super::layout::PolicyFiles;
use super::ledger::{self, Ledger};
use super::policy::{Own, Policy, PolicyKind};
use super::reader::PolicyReader;
use super::reads::Owned;
use super::values::{report_missing, span};
use super::version::{Registers, Text, Translates};
use super::version_folders::VersionFolders;
use super::versions::Versions;
use super::{SEARCH, codes, cookies, localized, raw, read_text, read_version};
use crate::locale::Lang;
use crate::source::toml::{self, At};
use crate::source::{FileId, Finding, Place, Severity, Span};

const DEFAULT_NOTICE_DAYS: u32 = 30;

/// Reads the policy in `content/FOLDER`; without a `policy.toml` there is none.
pub fn read(reader: &mut PolicyReader<'_>, folder: &str, files: &PolicyFiles) -> Option<Policy> {
    let Some(file) = files.policy else {
        report_missing_file(reader, folder);
        return None;
    };
    Some(resolve(reader, folder, file, files))
}

fn report_missing_file(reader: &mut PolicyReader<'_>, folder: &str) {
    let path = format!("content/{folder}/policy.toml");
    if reader.tree.unread.contains_key(path.as_str()) {
        return;
    }
    reader.findings.push(Finding::new(
        &codes::MISSING_POLICY_FILE,
        Place::Path(path.into()),
        format!("the folder `{folder}` has no policy.toml, so nothing of it is published"),
        "add one that says what the folder holds, for example kind = \"notice\"",
    ));
}

fn resolve(reader: &mut PolicyReader<'_>, folder: &str, file: FileId, files: &PolicyFiles) -> Policy {
    static RAW: LazyLock<toml::TomlReader<raw::Policy>> = LazyLock::new(toml::TomlReader::default);
    let raw = RAW.read(file, &reader.tree.sources.get(file).text, 0, &mut reader.findings);
    let name = folder.rsplit('/').next().unwrap_or(folder);
    check_name(reader, name, file);
    let kind = kind(reader, raw.kind.as_ref(), file);
    let jurisdictions = jurisdictions(reader, &raw.jurisdictions, file);
    check_addendum(reader, folder, kind, &raw.jurisdictions, &jurisdictions, file);
    let notice_days = notice_days(reader, raw.notice_days.as_ref(), file);
    let languages = &reader.config.languages;
    let description = localized::by_lang(raw.description, file, languages, &mut reader.findings);
    let ledger = match files.ledger {
        Some(file) => ledger::read(file, &reader.tree.sources, &mut reader.findings),
        None => Ledger::default(),
    };
    let versions = files
        .versions
        .iter()
        .filter_map(|(label, files)| read_version::read(reader, folder, label, files, &ledger))
        .collect();
    let own = Own {
        working: working(reader, folder, files),
        ledger,
        version_folders: VersionFolders::of(files),
        versions: Versions::new(versions),
    };
    let policy = Policy {
        folder: folder.into(),
        name: name.into(),
        kind,
        parent: None,
        jurisdictions,
        order: raw.order.map_or(0, |order| order.value),
        notice_days,
        formerly: formerly(reader, raw.formerly, name, file),
        noindex_superseded: raw.noindex_superseded.is_some_and(|wanted| wanted.value),
        description: description
            .into_iter()
            .map(|(lang, text)| (lang, text.value))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect(),
        file,
        registers: registers(reader, files),
        own: Owned::new(folder, own),
    };
    check_translates(reader, &policy);
    policy
}

/// The folder of the policy that an addendum's folder stands below.
pub fn parent_folder(folder: &str) -> Option<&str> {
    folder.rsplit_once('/')?.0.strip_suffix("/addenda")
}

/// What [`is_policy_name`] demands, in words.
pub const POLICY_NAMES: &str =
    "lower-case letters, digits and hyphens; `search`, `versions` and `addenda` are taken";

/// True for a folder's name that can be part of an address: lower-case letters, digits and hyphens. `versions` and
/// `addenda` are folders inside a policy's, and the search has an address of its own.
pub fn is_policy_name(name: &str) -> bool {
    !["versions", "addenda", SEARCH].contains(&name)
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn check_name(reader: &mut PolicyReader<'_>, name: &str, file: FileId) {
    if !is_policy_name(name) {
        reader.findings.push(Finding::new(
            &codes::BAD_NAME,
            Span::start_of(file),
            format!("the folder `{name}` cannot be part of an address"),
            format!("rename it with {POLICY_NAMES}"),
        ));
    }
}

fn kind(reader: &mut PolicyReader<'_>, raw: Option<&At<String>>, file: FileId) -> PolicyKind {
    let names: Vec<&str> = PolicyKind::ALL.iter().map(|(name, _)| *name).collect();
    let Some(raw) = raw else {
        report_missing(file, "kind", "kind = \"notice\"", &mut reader.findings);
        return PolicyKind::Notice;
    };
    match PolicyKind::ALL.iter().find(|(name, _)| *name == raw.value) {
        Some((_, kind)) => *kind,
        None => {
            let near = toml::nearest(&raw.value, names.iter().copied());
            let help = match near {
                Some(near) => toml::did_you_mean(near),
                None => format!("write one of {}", names.join(", ")),
            };
            let message = format!("there is no kind of policy `{}`", raw.value);
            reader.findings.push(Finding::new(&codes::BAD_VALUE, span(file, raw), message, help));
            PolicyKind::Notice
        }
    }
}

fn jurisdictions(reader: &mut PolicyReader<'_>, raw: &[At<String>], file: FileId) -> Vec<Jurisdiction> {
    let mut found = Vec::new();
    for code in raw {
        match reader.config.jurisdiction(&code.value) {
            Some(jurisdiction) => found.push(jurisdiction),
            None => reader.findings.push(jurisdiction::unknown(&code.value, span(file, code))),
        }
    }
    found
}

fn check_addendum(
    reader: &mut PolicyReader<'_>,
    folder: &str,
    kind: PolicyKind,
    written: &[At<String>],
    jurisdictions: &[Jurisdiction],
    file: FileId,
) {
    let parent = parent_folder(folder);
    let has_parent = parent
        .is_some_and(|parent| reader.tree.sources.find(&format!("content/{parent}/policy.toml")).is_some());
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let fault = if kind != PolicyKind::Addendum {
        match (parent, written.is_empty()) {
            (Some(_), _) => Some("a policy below `addenda/` must have kind = \"addendum\"".to_owned()),
            (None, false) => Some("only an addendum is for some jurisdictions and not for others".to_owned()),
            (None, true) => None,
        }
    } else if parent.is_some_and(|parent| parent_folder(parent).is_some()) {
        Some("an addendum adds to a policy, not to another addendum".to_owned())
    } else if !has_parent {
        Some("an addendum must lie below the policy that it adds to, at POLICY/addenda/CODE".to_owned())
    } else if written.is_empty() {
        Some("this addendum does not say for whom it is".to_owned())
    } else if jurisdictions.len() == written.len()
        && !jurisdictions.iter().any(|jurisdiction| jurisdiction.lower_case() == name)
    {
        Some(format!("the folder `{name}` is not named for any of the addendum's jurisdictions"))
    } else {
        None
    };
    if let Some(fault) = fault {
        reader.findings.push(Finding::new(
            &codes::BAD_ADDENDUM,
            Span::start_of(file),
            fault,
            "put it at POLICY/addenda/br/ with kind = \"addendum\" and jurisdictions = [\"BR\"]",
        ));
    }
}

/// Earlier names, each of which could be that of a policy and is not this one's.
fn formerly(
    reader: &mut PolicyReader<'_>,
    raw: Vec<At<String>>,
    name: &str,
    file: FileId,
) -> Vec<(String, Span)> {
    let (good, bad): (Vec<_>, Vec<_>) =
        raw.into_iter().partition(|at| is_policy_name(&at.value) && at.value != name);
    for at in bad {
        reader.findings.push(Finding::new(
            &codes::BAD_NAME,
            span(file, &at),
            format!("`{}` cannot be an earlier name of this policy", at.value),
            "write the name that the folder had: lower-case letters, digits and hyphens",
        ));
    }
    good.into_iter().map(|at| (at.value.clone(), span(file, &at))).collect()
}

fn notice_days(reader: &mut PolicyReader<'_>, raw: Option<&At<i64>>, file: FileId) -> u32 {
    let Some(raw) = raw else { return DEFAULT_NOTICE_DAYS };
    u32::try_from(raw.value).ok().filter(|days| *days <= 3660).unwrap_or_else(|| {
        reader.findings.push(Finding::new(
            &codes::BAD_VALUE,
            span(file, raw),
            format!("{} is no number of days of notice", raw.value),
            "write a number from 0 to 3660",
        ));
        DEFAULT_NOTICE_DAYS
    })
}

fn working(reader: &mut PolicyReader<'_>, folder: &str, files: &PolicyFiles) -> BTreeMap<Lang, Text> {
    let mut texts = BTreeMap::new();
    for (tag, &file) in &files.texts {
        let Some(lang) = reader.config.language(tag).cloned() else {
            let finding = localized::unknown_language(tag, Span::start_of(file), &reader.config.languages);
            reader.findings.push(finding);
            continue;
        };
        texts.insert(
            lang.clone(),
            read_text::take(reader, file, lang, 1, None, None, files.syncs.get(tag).copied()),
        );
    }
    if texts.contains_key(&reader.config.controlling) {
        report_missing_translations(reader, folder, files, &texts);
    } else {
        let severity = if files.versions.is_empty() { Severity::Error } else { Severity::Warning };
        reader.report_missing_controlling(&format!("content/{folder}"), "this policy", severity);
    }
    texts
}

fn registers(reader: &mut PolicyReader<'_>, files: &PolicyFiles) -> Registers {
    let languages = &reader.config.languages;
    let read = |file| Arc::new(cookies::read(file, &reader.tree.sources, languages, &mut reader.findings));
    Registers { cookies: files.cookies.map(read), ..Registers::default() }
}

/// Notes the languages in which there is no text, nor a file that was surely meant as one.
fn report_missing_translations(
    reader: &mut PolicyReader<'_>,
    folder: &str,
    files: &PolicyFiles,
    texts: &BTreeMap<Lang, Text>,
) {
    for lang in reader.config.languages.iter().filter(|lang| !texts.contains_key(*lang)) {
        let path = format!("content/{folder}/{lang}.md");
        let meant = |tag: &String| tag.replace('_', "-").eq_ignore_ascii_case(lang.as_str());
        if reader.tree.unread.contains_key(path.as_str()) || files.texts.keys().any(meant) {
            continue;
        }
        reader.findings.push(Finding::new(
            &codes::MISSING_TRANSLATION,
            Place::Path(path.into()),
            format!("the policy `{folder}` has no text in `{lang}`"),
            "translate it; until then readers of that language are shown the text that controls",
        ));
    }
}

/// Every translation must name a version that exists.
fn check_translates(reader: &mut PolicyReader<'_>, policy: &Policy) {
    for (version, text) in policy.texts() {
        let Some(Translates::Version(label)) = &text.translates else { continue };
        if policy.version_folders().names().contains(label.as_str()) {
            continue;
        }
        let known: Vec<&str> = policy.versions().iter().map(|version| version.label.as_str()).collect();
        let finding = Finding::new(
            &codes::UNKNOWN_VERSION,
            text.translates_at.unwrap_or(Span::start_of(text.file)),
            format!("this translation says that it translates `{label}`, which does not exist"),
            if known.is_empty() {
                "write translates = \"working\"; the policy has no version yet".to_owned()
            } else {
                format!("write one of {}, or \"working\"", known.join(", "))
            },
        );
        reader.findings.push(finding.sealed(version.is_some()));
    }
}
