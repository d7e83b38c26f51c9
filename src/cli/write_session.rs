//! What commands share that write into a site: they open it alone, show what they will do, ask, and write.

use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, count};
use super::findings::print_found;
use crate::pipeline::Opened;
use crate::seal::{self, Given, Refusal, Sealing, SiteLock};
use crate::source::Findings;

/// What they all can be told.
#[derive(Debug, Args)]
pub struct WriteArguments {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

/// A site that this process alone may write.
pub struct WriteSession {
    pub opened: Opened,
    pub findings: Findings,
    yes: bool,
    _lock: SiteLock,
}

impl WriteArguments {
    /// Opens the site for writing, and finishes what was interrupted in it.
    ///
    /// # Errors
    /// If another process writes it or it cannot be read.
    pub fn open(&self) -> anyhow::Result<WriteSession> {
        WriteSession::open(&self.root, &self.day, self.yes)
    }
}

impl WriteSession {
    /// Opens the site for writing, and finishes what was interrupted in it. `yes` answers every question.
    ///
    /// # Errors
    /// If another process writes it or it cannot be read.
    pub fn open(root: &RootArgument, day: &DayArgument, yes: bool) -> anyhow::Result<Self> {
        let folder = root.find()?;
        ensure!(folder.is_dir(), "there is no folder {}", folder.display());
        let lock = SiteLock::take(&folder)?;
        for staging in seal::recover(&folder)? {
            report_recovered(staging);
        }
        let (_, opened) = root.open(day, crate::pipeline::Check::All)?;
        if let Some(library) = &opened.value.library {
            day.report_future(&library.config);
        }
        Ok(WriteSession { opened: opened.value, findings: opened.findings, yes, _lock: lock })
    }

    /// What plans draw on; `None` if the site has no configuration.
    pub fn given(&self) -> Option<Given<'_>> {
        let library = self.opened.library.as_ref()?;
        Some(Given { library, tree: &self.opened.tree, findings: &self.findings })
    }

    /// Says why nothing can be done.
    pub fn stop(&self) -> Outcome {
        print_found(&self.findings, &self.opened);
        Outcome::Failed
    }

    /// Shows a plan, asks, and carries it out. `show` says what will be done, and what that seals.
    ///
    /// # Errors
    /// If it is refused, if nobody says yes, or if the system refuses.
    pub fn seal<P>(
        &self,
        plan: Result<P, Refusal>,
        show: impl FnOnce(&P) -> &Sealing,
        question: &str,
    ) -> anyhow::Result<Outcome> {
        let plan = match plan {
            Ok(plan) => plan,
            Err(refusal) => return refused(refusal, &self.opened),
        };
        let sealing = show(&plan);
        self.confirm(question)?;
        sealing.carry_out()?;
        let entries = count(sealing.records.len(), "entry", "entries");
        super::report(format_args!(
            "done: {entries} in the ledger; commit what was written, then build and publish"
        ));
        Ok(Outcome::Done)
    }

    /// Asks, unless that was answered on the command line. Nobody there is no.
    ///
    /// # Errors
    /// If nobody says yes.
    pub fn confirm(&self, question: &str) -> anyhow::Result<()> {
        ensure!(
            super::out::lost().is_none(),
            "nothing was written to the site, for nobody could see what it would be"
        );
        if self.yes {
            return Ok(());
        }
        super::complain(format_args!("{question} [y/N] "));
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer);
        if !answer.ends_with('\n') {
            super::complain("\n");
        }
        let is_yes = ["y", "yes"].contains(&answer.trim().to_ascii_lowercase().as_str());
        ensure!(read.is_ok() && is_yes, "nothing was written; answer y, or say --yes");
        Ok(())
    }
}

fn report_recovered(staging: PathBuf) {
    super::complain(format_args!("finished or cleared away what was interrupted: {}\n", staging.display()));
}

/// Says why something cannot be done.
///
/// # Errors
/// The message of a refusal that is none of the site's faults.
pub fn refused(refusal: Refusal, opened: &Opened) -> anyhow::Result<Outcome> {
    match refusal {
        Refusal::Faults(findings) => {
            print_found(&findings, opened);
            super::complain(
                "nothing was written: what is sealed stays for ever, so these must be mended first\n",
            );
            Ok(Outcome::Gate)
        }
        other => Err(other.into()),
    }
}
