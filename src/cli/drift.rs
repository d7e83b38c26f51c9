//! `promulgate drift`.

use std::path::PathBuf;

use anyhow::{anyhow, bail, ensure};
use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use super::Outcome;
use super::against::{AgainstArgument, parse_state};
use super::common::{DayArgument, RootArgument, broken_versions, count, parse_plain};
use super::findings::{Format, print_found};
use super::verbosity::wants_colour;
use crate::drift::{
    Explanation, Gate, Judgement, Known, Report, State, Subject, Texts, explain, findings, measure,
};
use crate::library::{Library, LinkReader, Policy, Sync};
use crate::locale::Lang;
use crate::pipeline::Opened;
use crate::render::drift::{explained, explained_json, human, json};
use crate::source::{
    FileId, Finding, Findings, Place, Severity, Sources, github, human as findings_for_people, plain, sarif,
};

/// Show which passages of a translation no longer say what the controlling text says
///
/// Of every working translation of the site, or of one policy or one language: `promulgate drift privacy --lang zh-CN`. Each
/// is measured against the version in force; one that translates a later text already, against that.
///
/// Or of three files, wherever they lie: the controlling text that was translated, the same text as it is now, and the
/// translation. Where these are named for their languages, as en.md and ms.md are, links that differ only in the language that
/// their addresses name lead to the same place.
///
/// Ends with 0 if no passage has drifted as far as --fail-on, 1 if one has, 2 if the texts could not be compared. With --explain it ends
/// with 0 if there is such a passage.
#[derive(Debug, Args)]
pub struct Drift {
    /// The policy's folder: privacy, or privacy/addenda/br [default: all]
    #[arg(conflicts_with = "base")]
    policy: Option<String>,
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// Only this language
    #[arg(long, value_name = "LANG", conflicts_with = "base")]
    lang: Option<String>,
    #[command(flatten)]
    against: AgainstArgument,
    /// Measure what readers are shown, not what is being edited
    #[arg(long, conflicts_with = "base")]
    released: bool,
    /// The controlling text from which the translation was made
    #[arg(long, value_name = "FILE", requires_all = ["current", "translation"])]
    base: Option<PathBuf>,
    /// The controlling text as it is now
    #[arg(long, value_name = "FILE", requires = "base")]
    current: Option<PathBuf>,
    /// The translation
    #[arg(long, value_name = "FILE", requires = "base")]
    translation: Option<PathBuf>,
    /// The language of BASE and CURRENT [default: en]
    #[arg(long, value_name = "LANG", requires = "base")]
    controlling: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say of one passage of one translation by what it was bound and judged, and what to do: `retention/6`, or `en:ai/1` for one that the
    /// translation lacks
    #[arg(long, value_name = "PASSAGE", conflicts_with = "fail_on")]
    explain: Option<String>,
    /// The mildest state that ends with 1 [default: what promulgate.toml says, else critical]
    #[arg(long, value_name = "STATE", value_parser = parse_state)]
    fail_on: Option<State>,
}

impl Drift {
    /// # Errors
    /// If there is no such policy, language or version.
    pub fn run(self) -> anyhow::Result<Outcome> {
        match (&self.base, &self.current, &self.translation) {
            (Some(base), Some(current), Some(translation)) => self.files([base, current, translation]),
            _ => self.site(),
        }
    }

    fn files(&self, files: [&PathBuf; 3]) -> anyhow::Result<Outcome> {
        let read = plain::read(&files.map(PathBuf::as_path));
        let (sources, files) = read.value;
        let [Some(base), Some(current), Some(translation)] = files.as_slice() else {
            let colour = wants_colour(&std::io::stderr());
            super::complain_for_people(&findings_for_people::print(&read.findings, &sources, colour));
            return Ok(Outcome::Failed);
        };
        let [controlled, lang] = [*current, *translation].map(|file| named_for(&sources.get(file).path));
        let languages = controlled.into_iter().chain(lang.clone()).collect();
        let [base, current, translation] = parse_plain(&sources, [*base, *current, *translation]);
        let texts = Texts {
            base: &base,
            current: &current,
            translation: &translation,
            lang: lang.as_ref(),
            history: None,
            known: Known::default(),
            links: LinkReader::of_files(languages),
        };
        let controlling = match &self.controlling {
            None => Lang::english(),
            Some(tag) => {
                Lang::parse(tag).map_err(|_| anyhow!("`{tag}` is no language tag, such as zh-CN"))?
            }
        };
        let sync = Sync::default();
        let measured = measure(&texts, &controlling, &sync, &sources);
        if let Some(passage) = &self.explain {
            let report = Report { measured, subject: None };
            let judgement = report.measured.named(passage)?;
            let explanation = explain(&texts, &controlling, &sync, &sources, &report.measured, judgement);
            return self.print_explained(&report, &explanation, &sources);
        }
        let gate = self.fail_on.unwrap_or(State::Critical).gravity();
        let report = Report { measured, subject: None };
        Ok(self.print(&[report], &sources, |_, judgement| judgement.state.gravity() >= gate))
    }

    fn site(&self) -> anyhow::Result<Outcome> {
        let (_, opened) = self.root.open(&self.day, crate::pipeline::Check::Integrity)?;
        let Opened { tree, library: Some(library), .. } = &opened.value else {
            print_found(&opened.findings, &opened.value);
            return Ok(Outcome::Failed);
        };
        let policies: Vec<&Policy> = match &self.policy {
            Some(name) => vec![library.require_policy(name)?],
            None => library.policies.iter().collect(),
        };
        let lang = self.lang.as_ref().map(|tag| library.require_language(tag)).transpose()?;
        if lang.is_some_and(|lang| *lang == library.config.controlling) {
            bail!("that is the language of the text that controls, which drifts from nothing");
        }
        // What is broken or cannot be read would be measured wrongly.
        let mut broken: Findings = policies
            .iter()
            .flat_map(|policy| broken_versions(policy, &opened.findings, &tree.sources))
            .collect();
        if !self.released {
            let own = policies.iter().flat_map(|policy| policy.working().values().map(|text| text.file));
            let own: Vec<FileId> = own.collect();
            let is_own = |finding: &&Finding| match finding.place {
                Place::Passage(span) => own.contains(&span.file) && finding.severity == Severity::Error,
                Place::Path(_) => false,
            };
            broken.extend(opened.findings.iter().filter(is_own).cloned());
        }
        if !broken.is_empty() {
            print_found(&broken, &opened.value);
            return Ok(Outcome::Failed);
        }
        let subjects = self.subjects(library, &policies, lang)?;
        if let Some(passage) = &self.explain {
            return self.explained(subjects, passage, &tree.sources);
        }
        let reports: Vec<Report<'_>> =
            subjects.into_par_iter().map(|subject| Report::of(subject, &tree.sources)).collect();
        let state = self.fail_on.unwrap_or(library.config.drift.fail_on);
        let gate = Gate { state, day: library.day, config: &library.config };
        let outcome =
            self.print(&reports, &tree.sources, |report, judgement| gate.is_beyond(report, judgement));
        report_grace(&reports, &gate);
        Ok(outcome)
    }

    fn explained(
        &self,
        subjects: Vec<Subject<'_>>,
        passage: &str,
        sources: &Sources,
    ) -> anyhow::Result<Outcome> {
        let [subject] = <[Subject<'_>; 1]>::try_from(subjects).map_err(|others| {
            anyhow!("--explain is of one translation, of {} now: name the policy, and --lang", others.len())
        })?;
        let report = Report { measured: subject.measure(sources), subject: Some(subject.clone()) };
        let judgement = report.measured.named(passage)?;
        let explanation = subject.explain(&report.measured, judgement, sources);
        self.print_explained(&report, &explanation, sources)
    }

    fn print_explained(
        &self,
        report: &Report<'_>,
        explanation: &Explanation<'_>,
        sources: &Sources,
    ) -> anyhow::Result<Outcome> {
        match self.format {
            Format::Human => {
                let colour = wants_colour(&std::io::stdout());
                super::print_for_people(&explained(report, explanation, sources, colour));
            }
            Format::Json => super::print(&explained_json(report, explanation, sources)),
            Format::Sarif | Format::Github => bail!("--explain is printed with --format human or json"),
        }
        Ok(Outcome::Done)
    }

    /// The translations that were asked for.
    fn subjects<'a>(
        &self,
        library: &'a Library,
        policies: &[&'a Policy],
        lang: Option<&Lang>,
    ) -> anyhow::Result<Vec<Subject<'a>>> {
        let mut subjects = Vec::new();
        for policy in policies {
            // Of all policies only those that have the version.
            let is_asked = self.policy.is_some();
            for lang in library.config.languages.iter().filter(|other| lang.is_none_or(|lang| lang == *other))
            {
                match self.against.subject(library, policy, lang, self.released) {
                    Ok(subject) => subjects.extend(subject),
                    Err(message) if is_asked => return Err(message),
                    Err(_) => {}
                }
            }
        }
        // A site of one language has nothing that could drift.
        let is_asked = self.policy.is_some() || self.lang.is_some();
        ensure!(!subjects.is_empty() || !is_asked, "there is no translation to measure");
        Ok(subjects)
    }

    fn print(
        &self,
        reports: &[Report<'_>],
        sources: &Sources,
        is_beyond: impl Fn(&Report<'_>, &Judgement) -> bool,
    ) -> Outcome {
        let found = || -> Findings {
            let of_report = |report: &Report<'_>| {
                let finding = |judgement: &Judgement| {
                    let is_beyond = is_beyond(report, judgement);
                    findings::finding(report, judgement, is_beyond)
                };
                report.behind().filter_map(finding).collect::<Findings>()
            };
            reports.iter().flat_map(of_report).collect()
        };
        match self.format {
            Format::Human => {
                super::print_for_people(&human(reports, sources, wants_colour(&std::io::stdout())));
            }
            Format::Json => super::print(&json(reports, sources)),
            Format::Sarif => super::print(&sarif::print(&found(), sources)),
            Format::Github => super::print(&github::print(&found(), sources)),
        }
        let fails = |report: &Report<'_>| report.behind().any(|judgement| is_beyond(report, judgement));
        if reports.iter().any(fails) { Outcome::Gate } else { Outcome::Done }
    }
}

/// Says what would fail if it had no time left.
fn report_grace(reports: &[Report<'_>], gate: &Gate<'_>) {
    let ends = |report| -> Vec<Date> {
        let report: &Report<'_> = report;
        report.behind().filter_map(|judgement| gate.grace_ends(report, judgement)).collect()
    };
    let ends: Vec<Date> = reports.iter().flat_map(ends).collect();
    if let Some(first) = ends.iter().min() {
        let passages = count(ends.len(), "passage has", "passages have");
        super::complain(format_args!("note: {passages} days of grace left, the first until {first}\n"));
    }
}

/// The language for which a file is named, as `zh-CN.md` is.
fn named_for(path: &str) -> Option<Lang> {
    let name = path.rsplit_once(['/', '\\']).map_or(path, |(_, name)| name);
    Lang::parse(name.split('.').next()?).ok()
}
