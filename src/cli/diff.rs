//! `promulgate diff`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::common::{DayArgument, RootArgument, print_found, wants_colour};
use crate::library::{Label, Library, Policy, Reading, Text, Timeline, Version};
use crate::locale::Lang;
use crate::markdown::{self, Document, front_matter};
use crate::redline::{self, Redline};
use crate::render;
use crate::source::{FileId, Sources, human, plain};

/// Show what changed from one text to another
///
/// Two versions of a policy: `promulgate diff privacy 2021-02-09 2026-07-01`, or one alone to compare it with the one in
/// force; `working` is the text as it is being edited. Or two Markdown files, wherever they lie: `promulgate diff old.md
/// new.md`.
///
/// Ends with 0 if nothing changed, 1 if something did, 2 if the texts could not be compared.
#[derive(Debug, Args)]
pub struct Diff {
    /// POLICY A [B], or OLD.md NEW.md
    #[arg(value_name = "TEXTS", num_args = 2..=3, required = true)]
    texts: Vec<String>,
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// In this language [default: the language that controls; of files, English]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Passage by passage, in colour on a terminal
    Human,
    /// The whole text with its changes marked as CriticMarkup
    Markdown,
    /// For programs
    Json,
}

/// One of the two texts.
struct Side<'a> {
    document: &'a Document,
    file: FileId,
}

impl<'a> Side<'a> {
    fn of(text: &'a Text) -> Self {
        Side { document: &text.document, file: text.file }
    }
}

impl Diff {
    /// # Errors
    /// A message, if there are no such texts.
    pub fn run(self) -> Result<Outcome, String> {
        match self.texts.as_slice() {
            [old, new] if is_file(old) || is_file(new) => self.files(Path::new(old), Path::new(new)),
            [policy, old] => self.versions(policy, old, None),
            [policy, old, new] => self.versions(policy, old, Some(new)),
            _ => Err("name a policy and two of its versions, or two files".to_owned()),
        }
    }

    fn files(&self, old: &Path, new: &Path) -> Result<Outcome, String> {
        let read = plain::read(&[old, new]);
        let (sources, files) = read.value;
        let [Some(old), Some(new)] = files.as_slice() else {
            super::complain(human::print(&read.findings, &sources, wants_colour(&std::io::stderr())));
            return Ok(Outcome::Failed);
        };
        let parse = |file: FileId| {
            let text = &sources.get(file).text;
            markdown::parse(file, text, front_matter::split(text).body)
        };
        let (before, after) = (parse(*old), parse(*new));
        let sides = [Side { document: &before, file: *old }, Side { document: &after, file: *new }];
        Ok(self.print(&sources, sides))
    }

    fn versions(&self, policy: &str, old: &str, new: Option<&String>) -> Result<Outcome, String> {
        let (_, opened) = self.root.open(&self.day)?;
        let Some(library) = &opened.value.library else {
            print_found(&opened.findings, &opened.value);
            return Ok(Outcome::Failed);
        };
        let policy = library.called(policy)?;
        let lang = match &self.lang {
            None => &library.config.controlling,
            Some(tag) => library.spoken(tag)?,
        };
        let new = new.map_or(IN_FORCE, String::as_str);
        let (old, new) = (text(library, policy, lang, old)?, text(library, policy, lang, new)?);
        Ok(self.print(&opened.value.tree.sources, [old, new].map(Side::of)))
    }

    fn print(&self, sources: &Sources, [old, new]: [Side<'_>; 2]) -> Outcome {
        let redline: Redline<'_> = redline::compare(old.document, new.document);
        let files = [old.file, new.file];
        let text = match self.format {
            Format::Human => render::redline::human(&redline, sources, wants_colour(&std::io::stdout())),
            Format::Markdown => render::redline::critic_markup(&redline),
            Format::Json => render::redline::json(&redline, sources, files) + "\n",
        };
        super::print(&text);
        if redline.is_empty() { Outcome::Done } else { Outcome::Gate }
    }
}

/// What the version in force is called where a version is named.
const IN_FORCE: &str = "in-force";
/// What the text is called that is being edited.
const WORKING: &str = "working";

fn is_file(name: &str) -> bool {
    name.ends_with(".md") || PathBuf::from(name).is_file()
}

/// The text that people call `name`: the label of a version, `in-force` or `working`.
fn text<'a>(library: &'a Library, policy: &'a Policy, lang: &Lang, name: &str) -> Result<&'a Text, String> {
    let label = Label::parse(name);
    let version =
        label.and_then(|label| policy.version(&label)).filter(|version| version.released <= library.day);
    let version = match (version, name) {
        (Some(version), _) => version,
        (None, IN_FORCE) => Timeline::on(policy, library.day)
            .in_force
            .ok_or_else(|| format!("no version of {} is in force on {}", policy.folder, library.day))?,
        (None, WORKING) => {
            let text = policy.working.texts.get(lang);
            return text.ok_or_else(|| format!("{} has no working text in {lang}", policy.folder));
        }
        (None, _) => return Err(no_version(library, policy, name)),
    };
    own_text(library, policy, version, lang)
        .ok_or_else(|| format!("version {} of {} has no text in {lang}", version.label, policy.folder))
}

/// The text of a version in a language, not that of another one in its place.
fn own_text<'a>(
    library: &'a Library,
    policy: &'a Policy,
    version: &'a Version,
    lang: &Lang,
) -> Option<&'a Text> {
    match library.reading(policy, version, lang, library.day)? {
        Reading::Controlling(text) | Reading::Translation(text) => Some(text),
        Reading::Earlier { .. } | Reading::Fallback(_) => None,
    }
}

fn no_version(library: &Library, policy: &Policy, name: &str) -> String {
    let known = policy.versions.iter().filter(|version| version.released <= library.day);
    let labels: Vec<&str> = known.map(|version| version.label.as_str()).collect();
    let there = match labels.as_slice() {
        [] => "none was released yet".to_owned(),
        labels => format!("there are {}, and {IN_FORCE} and {WORKING}", labels.join(", ")),
    };
    format!("{} has no version `{name}`; {there}", policy.folder)
}
