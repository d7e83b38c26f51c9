//! `promulgate diff`.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::common::{
    self, DayArgument, RootArgument, announced, broken_versions, language, no_version, parse_plain,
};
use super::findings::print_found;
use super::verbosity::wants_colour;
use crate::library::{IN_FORCE, Library, Policy, Reading, Text, Timeline, UPCOMING, Version, WORKING};
use crate::locale::{Lang, Locale, Locales, strings};
use crate::markdown::{Document, plain_text};
use crate::redline::{self, ByChange};
use crate::render::redline::{Named, Texts};
use crate::render::resolve::OwnTargets;
use crate::render::{self, theme::Theme};
use crate::source::{FileId, Sources, human, no_commands, plain};

/// Show what changed from one text to another
///
/// Two versions of a policy: `promulgate diff privacy 2021-02-09 2026-07-01`, or one alone to compare it with the one in
/// force; `upcoming` is the one that is announced, `working` the text as it is being edited. The policy alone means `in-force
/// working`. Or two Markdown files, wherever they lie: `promulgate diff old.md new.md`.
///
/// Ends with 0 if nothing changed, 1 if something did, 2 if the texts could not be compared.
#[derive(Debug, Args)]
pub struct Diff {
    /// POLICY [A [B]], or OLD.md NEW.md
    #[arg(value_name = "TEXTS", num_args = 1..=3, required = true)]
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
    /// One page with everything in it, to send to somebody
    Html,
    /// The whole text with its changes marked as CriticMarkup
    Markdown,
    /// For programs
    Json,
}

/// The two texts.
struct Pair<'a> {
    documents: [&'a Document; 2],
    files: [FileId; 2],
    /// The strings of their language.
    locale: &'a Locale,
    named: Named,
}

impl Diff {
    /// # Errors
    /// If there are no such texts.
    pub fn run(self) -> anyhow::Result<Outcome> {
        match self.texts.as_slice() {
            [old, new] if are_files(old, new) => self.files(Path::new(old), Path::new(new)),
            [file] if is_markdown(file) => bail!(TWO_FILES),
            [first, .., last] if is_markdown(first) && is_markdown(last) => bail!(TWO_FILES),
            [policy] => self.versions(policy, IN_FORCE, WORKING),
            [policy, old] => self.versions(policy, old, IN_FORCE),
            [policy, old, new] => self.versions(policy, old, new),
            _ => bail!("name a policy and two of its versions, or two files"),
        }
    }

    fn files(&self, old: &Path, new: &Path) -> anyhow::Result<Outcome> {
        let read = plain::read(&[old, new]);
        let (sources, files) = read.value;
        let [Some(old), Some(new)] = files.as_slice() else {
            super::complain_for_people(&human::print(
                &read.findings,
                &sources,
                wants_colour(&std::io::stderr()),
            ));
            return Ok(Outcome::Failed);
        };
        let [before, after] = parse_plain(&sources, [*old, *new]);
        let lang = match &self.lang {
            None => Lang::english(),
            Some(tag) => {
                Lang::parse(tag).map_err(|_| anyhow!("`{tag}` is no language tag, such as zh-CN"))?
            }
        };
        let path = |file: FileId| sources.get(file).path.to_string();
        let locales = Arc::new(strings::load(std::slice::from_ref(&lang), &Sources::default()).value);
        let pair = Pair {
            documents: [&before, &after],
            files: [*old, *new],
            locale: locales.get(&lang),
            named: Named { title: path(*new), old: path(*old), new: path(*new) },
        };
        self.print(&pair, &sources, None, &locales)
    }

    fn versions(&self, policy: &str, old: &str, new: &str) -> anyhow::Result<Outcome> {
        let (_, opened) = self.root.open(&self.day, crate::pipeline::Check::Integrity)?;
        let opened_findings = opened.findings;
        let opened = opened.value;
        let Some(library) = &opened.library else {
            print_found(&opened_findings, &opened);
            return Ok(Outcome::Failed);
        };
        let policy = library.require_policy(policy)?;
        // Nobody may rely on a text for which the ledger does not answer.
        let broken = broken_versions(policy, &opened_findings, &opened.tree.sources);
        if !broken.is_empty() {
            print_found(&broken, &opened);
            return Ok(Outcome::Failed);
        }
        let lang = language(library, self.lang.as_ref())?;
        let (before, after) = (text(library, policy, lang, old)?, text(library, policy, lang, new)?);
        let title = after.document.title().map(|title| plain_text(&title.inlines));
        let pair = Pair {
            documents: [&before.document, &after.document],
            files: [before.file, after.file],
            locale: opened.locales.get(lang),
            named: Named {
                title: title.unwrap_or_else(|| policy.folder.to_string()),
                old: old.to_owned(),
                new: new.to_owned(),
            },
        };
        self.print(&pair, &opened.tree.sources, opened.theme.as_ref(), &opened.locales)
    }

    fn print(
        &self,
        pair: &Pair<'_>,
        sources: &Sources,
        theme: Option<&Theme>,
        locales: &Arc<Locales>,
    ) -> anyhow::Result<Outcome> {
        let [old, new] = pair.documents;
        let redline = redline::compare(old, new);
        let text = match self.format {
            Format::Human => {
                no_commands(&render::redline::human(&redline, sources, wants_colour(&std::io::stdout())))
            }
            Format::Html => {
                let targets = pair.documents.map(|document| OwnTargets { document });
                let texts = Texts {
                    redline: &redline,
                    targets: [&targets[0], &targets[1]],
                    locale: pair.locale,
                    text_locale: pair.locale,
                    source_unchanged: ByChange::new(),
                    drift: None,
                };
                let carried = theme.is_none().then(|| render::theme::carried(locales));
                let Some(theme) = theme.or(carried.as_ref()) else { return Ok(Outcome::Failed) };
                render::redline::standalone(&texts, &pair.named, theme)
                    .map_err(|why| anyhow!("the redline cannot be shown by `diff.html`: {why}"))?
            }
            Format::Markdown => render::redline::critic_markup(&redline),
            Format::Json => render::redline::json(&redline, sources, pair.files) + "\n",
        };
        super::print(&text);
        Ok(if redline.is_empty() { Outcome::Done } else { Outcome::Gate })
    }
}

const TWO_FILES: &str = "name two files, the old one and the new one";

/// True for two Markdown files, and for two files that are there, whatever they are called.
fn are_files(old: &str, new: &str) -> bool {
    let is_there = |name: &str| Path::new(name).is_file();
    is_markdown(old) || is_markdown(new) || (is_there(old) && is_there(new))
}

fn is_markdown(name: &str) -> bool {
    name.ends_with(".md")
}

/// The text that people call `name`: the label of a version, `in-force`, `upcoming` or `working`.
fn text<'a>(library: &'a Library, policy: &'a Policy, lang: &Lang, name: &str) -> anyhow::Result<&'a Text> {
    let version = common::version(library, policy, name);
    let version = match (version, name) {
        (Some(version), _) => version,
        (None, IN_FORCE) => Timeline::on(policy.versions(), library.day)
            .in_force
            .with_context(|| format!("no version of {} is in force on {}", policy.folder, library.day))?,
        (None, UPCOMING) => announced(library, policy)?,
        (None, WORKING) => {
            let text = policy.working().get(lang);
            return text.with_context(|| format!("{} has no working text in {lang}", policy.folder));
        }
        (None, _) => {
            bail!(no_version(library, policy, name, &format!("{IN_FORCE}, {UPCOMING} and {WORKING}")));
        }
    };
    own_text(library, policy, version, lang)
        .with_context(|| format!("version {} of {} has no text in {lang}", version.label, policy.folder))
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
