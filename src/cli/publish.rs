//! `promulgate publish`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Outcome;
use super::common::{DayArgument, RootArgument, count, unreadable};
use super::findings::{print_findings, print_found};
use super::progress::Steps;
use crate::Check;
use crate::disk;
use crate::library::{AsOf, Config, Target, config};
use crate::output::manifest::Manifest;
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
    /// Publish the folder as it is, without making the site anew to compare: where only the folder is there, not the sources
    #[arg(long)]
    as_built: bool,
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
    #[expect(clippy::disallowed_methods, reason = "the command line knows the clock")]
    pub fn run(self) -> Result<Outcome, String> {
        let root = self.root.find()?;
        let Some(config) = read_config(&self.root)? else { return Ok(Outcome::Failed) };
        let target = target(&config, self.target.as_deref())?;
        let wish = match self.rollback {
            true => Wish::Previous,
            false => Wish::Folder(self.out.clone().unwrap_or_else(|| root.join("public"))),
        };
        if let Wish::Folder(folder) = &wish
            && !self.as_built
            && !self.is_made_of_sources(folder)?
        {
            return Ok(Outcome::Failed);
        }
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
            disk::write_asked(file, lines.as_bytes()).map_err(|error| {
                format!("the site is published, but {} cannot be written: {error}", file.display())
            })?;
        }
        print_report(&report, target);
        Ok(Outcome::Done)
    }
}

impl Publish {
    /// Makes the site anew from its sources, and compares: a folder that was changed together with its manifest is not published. False
    /// if the sources have errors, which were then printed.
    ///
    /// # Errors
    /// A message, if the folder is not what the sources make.
    fn is_made_of_sources(&self, folder: &Path) -> Result<bool, String> {
        let built = publish::folder::manifest(folder)?;
        // A preview is refused for what it is.
        if built.preview {
            return Ok(true);
        }
        let root = self.root.find()?;
        let day = |config: &Config| {
            let as_of = self.day.as_of(config);
            AsOf { day: built.day.unwrap_or(as_of.day), ..as_of }
        };
        let opened = crate::open(&root, Check::All, day).map_err(|error| unreadable(&root, &error))?;
        let (opened, mut findings) = (opened.value, opened.findings);
        if let Some(library) = &opened.library {
            refuse_ahead(folder, library.day, self.day.day(&library.config))?;
        }
        let steps = Steps::of_work();
        let made = crate::manifest(&opened, &mut findings, &steps).map_err(|refusal| refusal.to_string())?;
        let Some(made) = made else {
            print_found(&findings, &opened);
            super::complain(
                "nothing was published: the sources have errors, so the site cannot be made anew and compared\n",
            );
            return Ok(false);
        };
        refuse_other(folder, &built, &made)?;
        Ok(true)
    }
}

/// Refuses a folder that shows what is still to come, unless that day was asked for.
fn refuse_ahead(folder: &Path, built: Date, today: Date) -> Result<(), String> {
    match built > today {
        true => Err(format!(
            "{} is as of {built}, which is still to come; build it again, or say --as-of {built} if that is meant",
            folder.display()
        )),
        false => Ok(()),
    }
}

/// How many paths a message names.
const FEW: usize = 3;

/// Refuses a folder whose manifest is not what the sources make.
fn refuse_other(folder: &Path, built: &Manifest, made: &Manifest) -> Result<(), String> {
    if built == made {
        return Ok(());
    }
    let paths: BTreeSet<&String> = built.files.keys().chain(made.files.keys()).collect();
    let other = paths.into_iter().filter(|path| built.files.get(*path) != made.files.get(*path));
    let other: Vec<&str> = other.map(String::as_str).collect();
    let named = other.iter().take(FEW).copied().collect::<Vec<_>>().join(", ");
    let more = other.len().saturating_sub(FEW);
    let named = if more > 0 { format!("{named} and {more} more") } else { named };
    Err(format!(
        "{} is not what these sources make today ({}): something was changed since, or another version of promulgate built it. Build \
         it again, with --fresh; where the sources are not there, --as-built publishes the folder as it is",
        folder.display(),
        if named.is_empty() { "its redirects differ".to_owned() } else { named }
    ))
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
