//! Reads one version's folder.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::config::{missing, span};
use super::layout::VersionFiles;
use super::policy::{Label, Registers, Text, Version};
use super::read::Reader;
use super::{codes, contacts, cookies, glossary, local, raw, read_policy, read_text};
use crate::locale::Lang;
use crate::source::toml;
use crate::source::{FileId, Finding, Place, Span};

/// Reads `content/FOLDER/versions/NAME`. Nothing comes back if nobody can say when the version applied.
pub fn read(reader: &mut Reader<'_>, folder: &str, name: &str, files: &VersionFiles) -> Option<Version> {
    static RAW: LazyLock<toml::Reader<raw::Version>> = LazyLock::new(toml::Reader::default);
    let place = format!("content/{folder}/versions/{name}");
    let Some(file) = files.version else {
        reader.findings.push(Finding::new(
            &codes::MISSING_VERSION_FILE,
            Place::Path(format!("{place}/version.toml").into()),
            "this version has no version.toml, so nobody can say when it applied",
            "add one with released = YEAR-MONTH-DAY and effective = YEAR-MONTH-DAY",
        ));
        return None;
    };
    let before = reader.findings.len();
    let raw = RAW.read(file, &reader.tree.sources.get(file).text, 0, &mut reader.findings);
    let bad_day = reader.findings[before..].iter().any(|finding| *finding.code == toml::BAD_DATE);
    for (key, day) in [("released", &raw.released), ("effective", &raw.effective)] {
        if day.is_none() && !bad_day {
            reader.findings.push(missing(file, key, &format!("{key} = 2021-02-09")));
        }
    }
    let label = label(reader, &raw, name, file)?;
    let (released, effective) = (raw.released?, raw.effective?);
    if effective.value.0 < released.value.0 {
        let finding = Finding::new(
            &codes::IMPOSSIBLE_DAYS,
            span(file, &effective),
            format!(
                "this version took effect on {}, before it was released on {}",
                effective.value.0, released.value.0
            ),
            "mend one of the two days",
        );
        reader.findings.push(finding.label(span(file, &released), "released here"));
    }
    let languages = reader.config.languages.clone();
    let summary = local::by_lang(raw.summary, file, &languages, &mut reader.findings);
    let texts = texts(reader, files, &label);
    if !texts.contains_key(&reader.config.controlling) {
        reader.findings.push(read_policy::missing_controlling(&place, &reader.config.controlling, true));
    }
    Some(Version {
        label,
        released: released.value.0,
        effective: effective.value.0,
        material: raw.material.is_some_and(|material| material.value),
        summary: summary.into_iter().map(|(lang, text)| (lang, text.value)).collect(),
        file,
        texts,
        registers: registers(reader, files, &languages),
    })
}

/// The label, which is the folder's name.
fn label(reader: &mut Reader<'_>, raw: &raw::Version, name: &str, file: FileId) -> Option<Label> {
    let written = raw.label.as_ref().map(|label| (label.value.clone(), span(file, label)));
    let by_day = raw.effective.as_ref().map(|day| (day.value.0.to_string(), span(file, day)));
    if let Some((label, place)) = written.or(by_day)
        && label != name
    {
        reader.findings.push(Finding::new(
            &codes::BAD_NAME,
            place,
            format!("this version is labelled `{label}`, but its folder is `{name}`"),
            format!("rename the folder, or write label = \"{name}\""),
        ));
    }
    let label = Label::parse(name);
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

fn texts(reader: &mut Reader<'_>, files: &VersionFiles, label: &Label) -> BTreeMap<Lang, Vec<Text>> {
    let mut texts: BTreeMap<Lang, Vec<Text>> = BTreeMap::new();
    for ((tag, revision), &file) in &files.texts {
        match reader.config.languages.iter().find(|lang| lang.as_str() == tag).cloned() {
            Some(lang) => {
                let text = read_text::take(reader, file, lang.clone(), *revision, Some(label));
                texts.entry(lang).or_default().push(text);
            }
            None => {
                let finding = local::unknown_language(tag, Span::start_of(file), &reader.config.languages);
                reader.findings.push(finding.sealed(true));
            }
        }
    }
    texts
}

fn registers(reader: &mut Reader<'_>, files: &VersionFiles, languages: &[Lang]) -> Registers {
    let (sources, findings) = (&reader.tree.sources, &mut reader.findings);
    Registers {
        cookies: files.cookies.map(|file| Arc::new(cookies::read(file, sources, languages, findings))),
        contacts: files.contacts.map(|file| Arc::new(contacts::read(file, sources, languages, findings))),
        glossary: files.glossary.map(|file| Arc::new(glossary::read(file, sources, languages, findings))),
    }
}
