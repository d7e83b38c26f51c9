//! What commands share: where the site is, what day it is, which version is meant.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use super::findings::print_findings;
use super::progress::Steps;
use crate::library::{AsOf, Config, Label, Library, Policy, Timeline, UPCOMING, Version, parse_alone};
use crate::locale::Lang;
use crate::markdown::Document;
use crate::pipeline::{Check, Opened};
use crate::progress::Progress as _;
use crate::source::tree::{self, CONFIG_FILE};
use crate::source::{Checked, FileId, Finding, Findings, Severity, Sources, Tree};

/// Where the site is.
#[derive(Debug, Args)]
pub struct RootArgument {
    /// The site's folder [default: the nearest parent with promulgate.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// The day for which to work.
#[derive(Debug, Default, Args)]
pub struct DayArgument {
    /// The day as of which to work, for example 2021-02-09 [default: today in the site's zone]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<Date>,
}

/// A day as people write it on the command line.
///
/// # Errors
/// If it is none.
pub fn parse_day(day: &str) -> anyhow::Result<Date> {
    // The parser reads more than a day, and years that no file can hold.
    let is_plain = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let parsed = day.parse().ok().filter(|_| is_plain);
    parsed.context("write a day of the calendar as year-month-day, such as 2021-02-09")
}

/// A number of things, in words.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl RootArgument {
    /// The folder of the site.
    ///
    /// # Errors
    /// If no folder from here upwards is a site.
    #[expect(clippy::disallowed_methods, reason = "the command line knows the environment")]
    pub fn find(&self) -> anyhow::Result<PathBuf> {
        if let Some(root) = &self.root {
            return Ok(root.clone());
        }
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        let site = here.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file());
        site.map(Path::to_path_buf).with_context(|| {
            format!(
                "no promulgate.toml in {} or above; run `promulgate init` in an empty folder, \
                 or name the site's folder with --root",
                here.display()
            )
        })
    }

    /// Reads the files of the site.
    ///
    /// # Errors
    /// If there is none or its folder cannot be read.
    pub fn read(&self) -> anyhow::Result<Checked<Tree>> {
        let root = self.find()?;
        tree::read(&root).with_context(|| unreadable(&root))
    }

    /// Reads the site for the day that was asked for.
    ///
    /// # Errors
    /// If there is none or its folder cannot be read.
    pub fn open(&self, day: &DayArgument, check: Check) -> anyhow::Result<(PathBuf, Checked<Opened>)> {
        let root = self.find()?;
        let steps = Steps::of_work();
        steps.begin("the site is read and checked", 0);
        let opened = crate::pipeline::open(&root, check, |config| day.as_of(config))
            .with_context(|| unreadable(&root))?;
        steps.end();
        Ok((root, opened))
    }
}

fn unreadable(root: &Path) -> String {
    format!("cannot read the folder {}", root.display())
}

impl DayArgument {
    /// Says so if the day that was asked for is still to come: a slip of the pen would be sealed for ever.
    pub fn report_future(&self, config: &Config) {
        if let Some(day) = self.as_of.filter(|day| *day > today(config)) {
            super::complain(format_args!("note: {day}, the day of --as-of, is still to come\n"));
        }
    }

    /// The day that was asked for.
    #[cfg(feature = "serve")]
    pub fn asked(&self) -> Option<Date> {
        self.as_of
    }

    /// The day that was asked for, or today where the site is; with the day that it is by the clock.
    pub fn as_of(&self, config: &Config) -> AsOf {
        let today = today(config);
        AsOf { day: self.as_of.unwrap_or(today), today }
    }
}

/// The day that it is by the clock where the site is: the one place where the calendar comes in.
#[expect(clippy::disallowed_methods, reason = "the command line knows the clock")]
pub fn today(config: &Config) -> Date {
    Timestamp::now().to_zoned_datetime(config.zone.clone()).date()
}

/// The language that was asked for, or the one that controls.
///
/// # Errors
/// If the site does not have it.
pub fn language<'a>(library: &'a Library, asked: Option<&String>) -> anyhow::Result<&'a Lang> {
    match asked {
        None => Ok(&library.config.controlling),
        Some(tag) => Ok(library.require_language(tag)?),
    }
}

/// The version that people call `name`, as far as it is known on the library's day.
pub fn version<'a>(library: &Library, policy: &'a Policy, name: &str) -> Option<&'a Version> {
    let version = Label::parse(name).and_then(|label| policy.version(&label));
    version.filter(|version| version.released <= library.day)
}

/// The version that is announced next.
///
/// # Errors
/// If none is.
pub fn announced<'a>(library: &Library, policy: &'a Policy) -> anyhow::Result<&'a Version> {
    let next = Timeline::on(policy.versions(), library.day).next();
    next.with_context(|| format!("no version of {} is announced, so nothing is `{UPCOMING}`", policy.folder))
}

/// Says that there is no such version, and what there is; `others` can be named as well.
pub fn no_version(library: &Library, policy: &Policy, name: &str, others: &str) -> String {
    let known = policy.versions().iter().filter(|version| version.released <= library.day);
    let labels: Vec<&str> = known.map(|version| version.label.as_str()).collect();
    let there = match labels.as_slice() {
        [] => "none was released yet".to_owned(),
        labels => format!("there are {}, and {others}", labels.join(", ")),
    };
    format!("{} has no version `{name}`; {there}", policy.folder)
}

/// Markdown files that belong to no site. What is wrong with their front matter is printed.
pub fn parse_plain<const N: usize>(sources: &Sources, files: [FileId; N]) -> [Document; N] {
    let mut findings = Findings::new();
    let documents = files.map(|file| parse_alone(file, &sources.get(file).text).into_value(&mut findings));
    if !findings.is_empty() {
        print_findings(&findings, sources);
    }
    documents
}

/// The errors in what was released of a policy.
pub fn broken_versions(policy: &Policy, findings: &[Finding], sources: &Sources) -> Vec<Finding> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter(|finding| policy.is_below_versions(finding.path(sources))).cloned().collect()
}
