//! Reads one version's folder.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::label::Label;
use super::layout::VersionFiles;
use super::ledger::Ledger;
use super::reader::PolicyReader;
use super::values::{report_missing, span};
use super::version::{Registers, Seal, Text, Version, Withdrawal};
use super::{codes, contacts, cookies, glossary, layout, localized, raw, read_text};
use crate::locale::Lang;
use crate::source::toml;
use crate::source::{FileId, Finding, Findings, Place, Severity, Span};

/// Reads `content/FOLDER/versions/NAME`. Nothing comes back if nobody can say when the version applied.
pub fn read(
    reader: &mut PolicyReader<'_>,
    folder: &str,
    name: &str,
    files: &VersionFiles,
    ledger: &Ledger,
) -> Option<Version> {
    static RAW: LazyLock<toml::TomlReader<raw::Version>> = LazyLock::new(toml::TomlReader::default);
    let place = format!("content/{folder}/versions/{name}");
    let Some(file) = files.version else {
        if reader.tree.unread.contains_key(format!("{place}/version.toml").as_str()) {
            return None;
        }
        reader.findings.push(Finding::new(
            &codes::MISSING_VERSION_FILE,
            Place::Path(format!("{place}/version.toml").into()),
            "this version has no version.toml, so nobody can say when it applied",
            "add one with released = YEAR-MONTH-DAY and effective = YEAR-MONTH-DAY",
        ));
        return None;
    };
    let raw = RAW.read(file, &reader.tree.sources.get(file).text, 0, &mut reader.findings);
    for (key, day) in [("released", &raw.released), ("effective", &raw.effective)] {
        if day.is_none() {
            report_missing(file, key, &format!("{key} = 2021-02-09"), &mut reader.findings);
        }
    }
    let label = label(reader, &raw, name, file)?;
    let (released, effective) = (raw.released?, raw.effective?);
    let entered = ledger.find(&format!("{name}/version.toml")).map(|(index, _)| index);
    if effective.value.0 < released.value.0 {
        let finding = Finding::new(
            &codes::IMPOSSIBLE_DAYS,
            span(file, &effective),
            format!(
                "this version took effect on {}, before it was released on {}",
                effective.value.0, released.value.0
            ),
            "mend one of the two days, or seal it so with --backdate",
        );
        // What is entered was sealed so knowingly.
        let finding = finding.label(span(file, &released), "released here");
        reader.findings.push(finding.sealed(entered.is_some()));
    }
    let languages = reader.config.languages.clone();
    // A language that the site no longer has is nothing to mend in a version.
    let mut notes = Findings::new();
    let summary = localized::by_lang(raw.summary, file, &languages, &mut notes);
    let seal = |path: &str| match ledger.find(path) {
        Some((index, entry)) => Seal { released: entry.record.released, entry: Some(index) },
        None => Seal { released: released.value.0, entry: None },
    };
    let texts = texts(reader, files, &label, seal);
    if !texts.contains_key(&reader.config.controlling) {
        reader.report_missing_controlling(&place, "this version", Severity::Error);
    }
    Some(Version {
        label,
        released: released.value.0,
        effective: effective.value.0,
        material: raw.material.is_some_and(|material| material.value),
        summary: summary.into_iter().map(|(lang, text)| (lang, text.value)).collect(),
        file,
        entered,
        withdrawn: files.withdrawn.and_then(|file| withdrawal(reader, file)),
        texts,
        registers: registers(reader, files, &languages, notes),
    })
}

/// The label, which is the folder's name.
fn label(reader: &mut PolicyReader<'_>, raw: &raw::Version, name: &str, file: FileId) -> Option<Label> {
    let written = raw.label.as_ref().map(|label| (label.value.clone(), span(file, label)));
    let by_day = raw.effective.as_ref().map(|day| (day.value.0.to_string(), span(file, day)));
    let label = Label::parse(name);
    if let (Some((written, place)), Some(_)) = (written.or(by_day), &label)
        && written != name
    {
        reader.findings.push(Finding::new(
            &codes::BAD_NAME,
            place,
            format!("this version is labelled `{written}`, but its folder is `{name}`"),
            format!("rename the folder, or write label = \"{name}\""),
        ));
    }
    if label.is_none() {
        reader.findings.push(Finding::new(
            &codes::BAD_NAME,
            Span::start_of(file),
            format!("`{name}` cannot be the label of a version"),
            "use letters, digits, full stops and hyphens, a letter or digit first",
        ));
    }
    label
}

/// Reads `withdrawn.toml`, which must say all that it is for.
fn withdrawal(reader: &mut PolicyReader<'_>, file: FileId) -> Option<Withdrawal> {
    static RAW: LazyLock<toml::TomlReader<raw::Withdrawn>> = LazyLock::new(toml::TomlReader::default);
    let raw = RAW.read(file, &reader.tree.sources.get(file).text, 0, &mut reader.findings);
    for (key, day) in [("released", &raw.released), ("effective", &raw.effective)] {
        if day.is_none() {
            report_missing(file, key, &format!("{key} = 2021-02-09"), &mut reader.findings);
        }
    }
    if raw.reason.is_none() {
        report_missing(file, "reason", "reason = \"…\"", &mut reader.findings);
    }
    Some(Withdrawal {
        released: raw.released?.value.0,
        effective: raw.effective?.value.0,
        reason: raw.reason?.value,
    })
}

fn texts(
    reader: &mut PolicyReader<'_>,
    files: &VersionFiles,
    label: &Label,
    seal: impl Fn(&str) -> Seal,
) -> BTreeMap<Lang, Vec<Text>> {
    let mut texts: BTreeMap<Lang, Vec<Text>> = BTreeMap::new();
    for ((tag, revision), &file) in &files.texts {
        match reader.config.language(tag).cloned() {
            Some(lang) if lang == reader.config.controlling && *revision > 1 => {
                reader.findings.push(Finding::new(
                    &codes::BAD_NAME,
                    Span::start_of(file),
                    "a controlling text has no revisions: what it says changes with a new version only",
                    "remove this file, or make it a version of its own",
                ));
            }
            Some(lang) => {
                let seal = seal(&layout::text_path(label.as_str(), tag, *revision));
                let sync = files.syncs.get(&(tag.clone(), *revision)).copied();
                let text =
                    read_text::take(reader, file, lang.clone(), *revision, Some(label), Some(seal), sync);
                texts.entry(lang).or_default().push(text);
            }
            None => {
                let finding =
                    localized::unknown_language(tag, Span::start_of(file), &reader.config.languages);
                reader.findings.push(finding.sealed(true));
            }
        }
    }
    texts
}

fn registers(
    reader: &mut PolicyReader<'_>,
    files: &VersionFiles,
    languages: &[Lang],
    mut notes: Findings,
) -> Registers {
    let sources = &reader.tree.sources;
    let registers = Registers {
        cookies: files.cookies.map(|file| Arc::new(cookies::read(file, sources, languages, &mut notes))),
        contacts: files.contacts.map(|file| Arc::new(contacts::read(file, sources, languages, &mut notes))),
        glossary: files.glossary.map(|file| Arc::new(glossary::read(file, sources, languages, &mut notes))),
    };
    reader.findings.extend(notes.into_iter().map(|finding| finding.sealed(true)));
    registers
}
