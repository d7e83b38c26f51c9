//! `promulgate publish`.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::Outcome;
use super::common::{DayArgument, RootArgument, count};
use super::findings::print_findings;
use super::progress::Steps;
use crate::library::{Config, Target, config};
use crate::publish::{self, Options, Report, Wish, is_setting};
use crate::source::any_error;
use crate::source::toml::{did_you_mean, nearest};

/// Publish the built site
///
/// Uploads what changed to a target of promulgate.toml, in an order in which the site hangs together at every moment. Verifies
/// the built folder first, and everything that was uploaded. Credentials come from the environment.
///
/// Ends with 0 if the site is published, 2 if not: then run it again, it goes on from there.
#[derive(Debug, Args)]
pub struct Publish {
    /// The target: `production` for [publish.production] in promulgate.toml [default: the only one]
    target: Option<String>,
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// The built folder [default: public in the site's folder]
    #[arg(long, value_name = "DIR", conflicts_with = "rollback")]
    out: Option<PathBuf>,
    /// Only print what would be done
    #[arg(long)]
    dry_run: bool,
    /// Put the pages of the previous publication back; sealed texts and ledgers stay as they are
    #[arg(long)]
    rollback: bool,
    /// Write the addresses that changed into this file, one a line, for a CDN to forget
    #[arg(long, value_name = "FILE")]
    invalidations: Option<PathBuf>,
    /// Take the lock from another publication, of which you know that it no longer runs
    #[arg(long)]
    break_lock: bool,
    /// How many requests may be under way at once
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    /// How often a request that fails is tried again
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(0..=20))]
    retries: u8,
}

impl Publish {
    /// # Errors
    /// A message, if the site is not published.
    pub fn run(self) -> Result<Outcome, String> {
        let root = self.root.find()?;
        let Some(config) = read_config(&self.root)? else { return Ok(Outcome::Failed) };
        let target = target(&config, self.target.as_deref())?;
        let wish = match self.rollback {
            true => Wish::Previous,
            false => Wish::Folder(self.out.clone().unwrap_or_else(|| root.join("public"))),
        };
        let options = Options {
            today: self.day.day(&config),
            clock: Timestamp::now,
            jobs: usize::from(self.jobs),
            retries: usize::from(self.retries),
            dry_run: self.dry_run,
            break_lock: self.break_lock,
        };
        let report = publish::publish(&wish, target, &environment(), &options, &Steps::listed())
            .map_err(|failure| failure.to_string())?;
        for warning in &report.warnings {
            super::complain(format_args!("warning: {warning}\n"));
        }
        if self.dry_run {
            print_plan(&report, target);
            return Ok(Outcome::Done);
        }
        if let Some(file) = &self.invalidations {
            let lines: String = report.changed.iter().map(|address| format!("{address}\n")).collect();
            fs::write(file, lines).map_err(|error| {
                format!("the site is published, but {} cannot be written: {error}", file.display())
            })?;
        }
        print_report(&report, target);
        Ok(Outcome::Done)
    }
}

fn read_config(root: &RootArgument) -> Result<Option<Config>, String> {
    let tree = root.read()?.value;
    let config = config::read(&tree);
    if any_error(&config.findings) || config.value.is_none() {
        print_findings(&config.findings, &tree.sources);
        return Ok(None);
    }
    Ok(config.value)
}

fn target<'a>(config: &'a Config, asked: Option<&str>) -> Result<&'a Target, String> {
    let names = || config.targets.iter().map(|target| target.name.as_str());
    let known = || names().collect::<Vec<_>>().join(", ");
    match (asked, config.targets.as_slice()) {
        (_, []) => Err("promulgate.toml has no target; add, for example, [publish.production] with \
                        url = \"s3://bucket/prefix\""
            .to_owned()),
        (None, [only]) => Ok(only),
        (None, _) => Err(format!("name a target of promulgate.toml: {}", known())),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let help = match nearest(name, names()) {
                Some(near) => did_you_mean(near),
                None => format!("its targets: {}", known()),
            };
            format!("promulgate.toml has no target `{name}`; {help}")
        }),
    }
}

/// The settings of the services that store files.
fn environment() -> Vec<(String, OsString)> {
    let all = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    all.filter(|(name, _)| is_setting(name)).collect()
}

fn print_plan(report: &Report, target: &Target) {
    for (path, why) in &report.uploads {
        super::say(format_args!("would upload {path} ({why})"));
    }
    for path in &report.deletes {
        super::say(format_args!("would delete {path}"));
    }
    super::say(format_args!(
        "{} would have {}: {} uploaded, {} deleted; nothing was written",
        target.url(),
        count(report.files, "file", "files"),
        report.uploads.len(),
        report.deletes.len(),
    ));
}

fn print_report(report: &Report, target: &Target) {
    let files = count(report.files, "file", "files");
    if report.is_unchanged {
        super::report(format_args!("{} has {files}, and nothing changed", target.url()));
        return;
    }
    super::report(format_args!(
        "{} has {files}: {} uploaded, {} deleted",
        target.url(),
        report.uploads.len(),
        report.deletes.len(),
    ));
    if report.waiting > 0 {
        super::report(format_args!(
            "{} no longer of the site",
            count(report.waiting, "file is", "files are")
        ));
    }
}
