//! Reads one text: its front matter and its Markdown.

use std::sync::LazyLock;

use arcstr::ArcStr;

use super::label::Label;
use super::reader::{ParsedText, PolicyReader};
use super::sync::{self, Sync};
use super::version::{Seal, Text, Translates};
use super::{codes, raw};
use crate::locale::Lang;
use crate::markdown::front_matter::{self, Format, FrontMatter};
use crate::markdown::{self, Document};
use crate::source::toml::{self, At};
use crate::source::{Checked, FileId, Finding, Findings, Sources, Span, yaml};

/// Parses a text. Depends on nothing but its bytes.
pub fn parse(file: FileId, text: &ArcStr, sealed: bool) -> ParsedText {
    let parts = front_matter::split(text);
    let mut findings = Findings::new();
    if parts.front.is_none() && text.get(parts.body.clone()).is_some_and(|body| body.starts_with("+++")) {
        findings.push(Finding::new(
            &codes::FRONT_MATTER_OPEN,
            Span::start_of(file),
            "this front matter is never closed, so readers would see it",
            "write a line of +++ after it",
        ));
    }
    let front = parts.front.map(|front| read_front_matter(file, text, &front, &mut findings));
    let findings = findings.into_iter().map(|finding| finding.sealed(sealed)).collect();
    ParsedText { front, document: markdown::parse(file, text, parts.body), findings }
}

/// Parses a text that belongs to no site. The findings are those in its front matter.
pub fn parse_alone(file: FileId, text: &ArcStr) -> Checked<Document> {
    let ParsedText { document, findings, .. } = parse(file, text, false);
    Checked::new(document, findings)
}

fn read_front_matter(
    file: FileId,
    text: &str,
    front: &FrontMatter,
    findings: &mut Findings,
) -> raw::FrontMatter {
    static RAW: LazyLock<toml::TomlReader<raw::FrontMatter>> = LazyLock::new(toml::TomlReader::default);
    let inside = text.get(front.range.clone()).unwrap_or_default();
    let mut raw = match front.format {
        Format::Toml => RAW.read(file, inside, front.range.start, findings),
        Format::Yaml => {
            let known = ["translates"];
            let mut pairs = yaml::read(file, inside, front.range.start, &known, findings);
            raw::FrontMatter { translates: pairs.remove("translates") }
        }
    };
    // Places count from the beginning of the front matter; from here on they count from that of the file.
    if let Some(translates) = &mut raw.translates {
        let range = &translates.range;
        translates.range = range.start + front.range.start..range.end + front.range.start;
    }
    raw
}

/// A translation of the working text as it is sealed with the version that this becomes: its `translates` says `label`.
/// `None` if it does not say `working`.
pub fn with_label(text: &ArcStr, label: &Label) -> Option<String> {
    let at = written_translates(text).filter(|translates| translates.value == "working")?;
    with_value(text, &at, label.as_str())
}

/// A translation that says it translates `label`. `None` if it does not say yet what it translates.
pub fn translating(text: &ArcStr, label: &str) -> Option<String> {
    with_value(text, &written_translates(text)?, label)
}

/// What the front matter of a text says that it translates.
fn written_translates(text: &ArcStr) -> Option<At<String>> {
    let mut sources = Sources::default();
    let file = sources.add("text".into(), text.clone());
    let front = front_matter::split(text).front?;
    read_front_matter(file, text, &front, &mut Findings::new()).translates
}

fn with_value(text: &str, at: &At<String>, value: &str) -> Option<String> {
    let (before, after) = (text.get(..at.range.start)?, text.get(at.range.end..)?);
    Some(format!("{before}\"{value}\"{after}"))
}

/// Takes a parsed text and says what it is: `of` is the version in whose folder it lies and `seal` how it was sealed, or
/// nothing for a working text. `sync` is its sync file.
pub fn take(
    reader: &mut PolicyReader<'_>,
    file: FileId,
    lang: Lang,
    revision: u32,
    of: Option<&Label>,
    seal: Option<Seal>,
    sync: Option<FileId>,
) -> Text {
    let parsed = reader.texts.remove(&file);
    let (front, document, faulty) = match parsed {
        Some(parsed) => {
            let faulty = !parsed.findings.is_empty();
            reader.findings.extend(parsed.findings);
            (parsed.front, parsed.document, faulty)
        }
        None => (None, Document::default(), false),
    };
    let written = front.and_then(|front| front.translates);
    let translates_at = written.as_ref().map(|written| Span::new(file, written.range.clone()));
    let translates = if lang == reader.config.controlling {
        reject_translates(file, written.as_ref(), of.is_some(), &mut reader.findings);
        None
    } else {
        // A front matter with a fault has a finding already, which may well be why it says nothing.
        let mut unheard = Findings::new();
        let findings = if faulty { &mut unheard } else { &mut reader.findings };
        Some(translates(file, &lang, written, of, findings))
    };
    let sync = sync.map(|file| read_sync(reader, file, of.is_some())).unwrap_or_default();
    Text { file, lang, revision, translates, translates_at, seal, sync, document }
}

fn read_sync(reader: &mut PolicyReader<'_>, file: FileId, sealed: bool) -> Sync {
    let mut findings = Findings::new();
    let sync = sync::read(file, &reader.tree.sources, &mut findings);
    reader.findings.extend(findings.into_iter().map(|finding| finding.sealed(sealed)));
    sync
}

fn reject_translates(file: FileId, written: Option<&At<String>>, sealed: bool, findings: &mut Findings) {
    if let Some(written) = written {
        let finding = Finding::new(
            &codes::BAD_VALUE,
            Span::new(file, written.range.clone()),
            "the controlling text translates nothing",
            "take `translates` out",
        );
        findings.push(finding.sealed(sealed));
    }
}

fn translates(
    file: FileId,
    lang: &Lang,
    written: Option<At<String>>,
    of: Option<&Label>,
    findings: &mut Findings,
) -> Translates {
    match (written, of) {
        // Copied into a version's folder, the working text is that version.
        (Some(written), Some(label)) if written.value == "working" => Translates::Version(label.clone()),
        (Some(written), None) if written.value == "working" => Translates::Working,
        (Some(written), _) => match Label::parse(&written.value) {
            Some(label) => Translates::Version(label),
            None => {
                let finding = Finding::new(
                    &codes::UNKNOWN_VERSION,
                    Span::new(file, written.range),
                    format!("`{}` is no label of a version", written.value),
                    "write the label of a version, or \"working\"",
                );
                findings.push(finding.sealed(of.is_some()));
                Translates::Working
            }
        },
        // An archive from before promulgate: a text in a version's folder is taken for that version's translation.
        (None, Some(label)) => {
            findings.push(no_translates(file, lang, label.as_str()).sealed(true));
            Translates::Version(label.clone())
        }
        (None, None) => {
            findings.push(no_translates(file, lang, "working"));
            Translates::Working
        }
    }
}

fn no_translates(file: FileId, lang: &Lang, taken_for: &str) -> Finding {
    Finding::new(
        &codes::UNKNOWN_VERSION,
        Span::start_of(file),
        format!("this `{lang}` text does not say what it translates; it is taken for `{taken_for}`"),
        format!("begin the file with three lines: +++ and translates = \"{taken_for}\" and +++"),
    )
}
