//! `promulgate publish`.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail, ensure};
use clap::Args;
use jiff::Timestamp;

use super::common::{DayArgument, RootArgument, count};
use super::findings::print_findings;
use super::progress::Steps;
use super::{Outcome, anew};
use crate::disk;
use crate::library::{Config, PublishTarget, config};
use crate::output;
use crate::publish::{self, PublishOptions, PublishReport, ReleaseSource, is_setting};
use crate::source::toml::{did_you_mean, nearest};
use crate::source::tree::MAX_FILE;
use crate::source::{Tree, any_error};

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
    /// If the site is not published.
    #[expect(clippy::disallowed_methods, reason = "the command line knows the clock")]
    pub fn run(self) -> anyhow::Result<Outcome> {
        let root = self.root.find()?;
        let tree = self.root.read()?;
        let Some(config) = read_config(&tree.value) else { return Ok(Outcome::Failed) };
        let target = target(&config, self.target.as_deref())?;
        if let Some(folder) = publish::folder_of(target) {
            output::refuse_inside(&folder, &tree.value.root, &tree.value.belongings()).map_err(|_| {
                anyhow!(
                    "{} is part of the site itself; name another folder in promulgate.toml",
                    folder.display()
                )
            })?;
        }
        let out = self.out.clone().unwrap_or_else(|| root.join("public"));
        if let Some(file) = &self.invalidations {
            let trees = [Some(out.clone()), publish::folder_of(target)];
            refuse_list(file, &tree.value, trees.into_iter().flatten())?;
        }
        let as_of = self.day.as_of(&config);
        let source = match self.rollback {
            true => ReleaseSource::Previous,
            false => ReleaseSource::Folder(out),
        };
        if let ReleaseSource::Folder(folder) = &source
            && !anew::may_be_published(folder, (!self.as_built).then_some(tree), as_of)?
        {
            return Ok(Outcome::Failed);
        }
        let options = PublishOptions {
            today: as_of.day,
            clock: Timestamp::now,
            jobs: usize::from(self.jobs),
            retries: usize::from(self.retries),
            dry_run: self.dry_run,
            break_lock: self.break_lock,
        };
        let report = publish::publish(&source, target, &environment(), &options, &Steps::listed())?;
        for warning in &report.warnings {
            super::complain(format_args!("warning: {warning}\n"));
        }
        if self.dry_run {
            print_plan(&report, target);
            return Ok(Outcome::Done);
        }
        if let Some(file) = &self.invalidations {
            let lines: String = report.changed.iter().map(|address| format!("{address}\n")).collect();
            disk::write_asked(file, lines.as_bytes()).with_context(|| {
                format!("the site is published, but {} cannot be written", file.display())
            })?;
        }
        print_report(&report, target);
        Ok(Outcome::Done)
    }
}

/// Refuses to write the list of addresses over a file of the site or of a built tree, or over anything else that is no such list.
///
/// # Errors
/// If it would be one of those.
fn refuse_list(file: &Path, tree: &Tree, mut trees: impl Iterator<Item = PathBuf>) -> anyhow::Result<()> {
    let shown = file.display();
    let cannot = || format!("cannot write {shown}");
    let part =
        |what: &str| format!("{shown}, the file of --invalidations, is part of {what}; name another file");
    let real = output::resolved(file).with_context(cannot)?;
    if output::refuse_inside(file, &tree.root, &tree.belongings()).is_err() {
        bail!(part("the site itself"));
    }
    if trees.any(|tree| output::resolved(&tree).is_ok_and(|tree| real.starts_with(tree))) {
        bail!(part("a built site"));
    }
    let bytes = match file.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(cannot),
        Ok(there) if there.is_file() => disk::read_named(file, MAX_FILE).with_context(cannot)?,
        Ok(_) => None,
    };
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    ensure!(
        text.is_some_and(|text| text.lines().all(|line| line.starts_with('/'))),
        "{shown} is there and is no list of addresses that an earlier publication wrote; name another file with \
         --invalidations, or take it away"
    );
    Ok(())
}

/// The configuration; `None` if it has errors, which are then printed.
fn read_config(tree: &Tree) -> Option<Config> {
    let config = config::read(tree);
    if any_error(&config.findings) || config.value.is_none() {
        print_findings(&config.findings, &tree.sources);
        return None;
    }
    config.value
}

fn target<'a>(config: &'a Config, asked: Option<&str>) -> anyhow::Result<&'a PublishTarget> {
    let names = || config.targets.iter().map(|target| target.name.as_str());
    let known = || names().collect::<Vec<_>>().join(", ");
    match (asked, config.targets.as_slice()) {
        (_, []) => bail!(
            "promulgate.toml has no target; add, for example, [publish.production] with url = \"s3://bucket/prefix\""
        ),
        (None, [only]) => Ok(only),
        (None, _) => bail!("name a target of promulgate.toml: {}", known()),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).with_context(|| {
            let help = match nearest(name, names()) {
                Some(near) => did_you_mean(near),
                None => format!("its targets: {}", known()),
            };
            format!("promulgate.toml has no target `{name}`; {help}")
        }),
    }
}

/// The settings of the services that store files.
#[expect(clippy::disallowed_methods, reason = "the command line knows the environment")]
fn environment() -> Vec<(String, OsString)> {
    let all = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    all.filter(|(name, _)| is_setting(name)).collect()
}

fn print_plan(report: &PublishReport, target: &PublishTarget) {
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

fn print_report(report: &PublishReport, target: &PublishTarget) {
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
