//! What `release`, `withdraw` and `adopt` share: they open the site alone, show what they will do, ask, and write.

use std::path::PathBuf;

use super::Outcome;
use super::common::{DayArgument, RootArgument, YesArgument, confirm, print_found};
use crate::Opened;
use crate::seal::{self, Given, Lock, Refusal, Sealing};
use crate::source::Findings;

/// A site that this process alone may write.
pub struct Desk {
    pub opened: Opened,
    pub findings: Findings,
    _lock: Lock,
}

impl Desk {
    /// Opens the site for writing, and finishes what was interrupted in it.
    ///
    /// # Errors
    /// A message, if another process writes it or it cannot be read.
    pub fn open(root: &RootArgument, day: &DayArgument) -> Result<Self, String> {
        let folder = root.find()?;
        if !folder.is_dir() {
            return Err(format!("there is no folder {}", folder.display()));
        }
        let lock = Lock::take(&folder).map_err(|refusal| refusal.to_string())?;
        for staging in seal::recover(&folder).map_err(|refusal| refusal.to_string())? {
            report_recovered(staging);
        }
        let (_, opened) = root.open(day)?;
        Ok(Desk { opened: opened.value, findings: opened.findings, _lock: lock })
    }

    /// What plans draw on; nothing if the site has no configuration.
    pub fn given(&self) -> Option<Given<'_>> {
        let library = self.opened.library.as_ref()?;
        Some(Given { library, tree: &self.opened.tree, findings: &self.findings })
    }

    /// Says why nothing can be done.
    pub fn stop(&self) -> Outcome {
        print_found(&self.findings, &self.opened);
        Outcome::Failed
    }

    /// Asks, and seals what was shown.
    ///
    /// # Errors
    /// A message, if nobody says yes or the system refuses.
    pub fn carry_out(&self, sealing: &Sealing, yes: &YesArgument, question: &str) -> Result<Outcome, String> {
        if !confirm(question, yes) {
            return Err("nothing was written; answer y, or say --yes".to_owned());
        }
        sealing.carry_out().map_err(|refusal| refusal.to_string())?;
        super::say(format_args!("done: {} entries in the ledger", sealing.records.len()));
        Ok(Outcome::Done)
    }
}

fn report_recovered(staging: PathBuf) {
    super::complain(format_args!("finished or cleared away what was interrupted: {}\n", staging.display()));
}

/// Says why something cannot be done.
///
/// # Errors
/// The message of a refusal that is none of the site's faults.
pub fn refused(refusal: Refusal, opened: &Opened) -> Result<Outcome, String> {
    match refusal {
        Refusal::Faults(findings) => {
            print_found(&findings, opened);
            super::complain("nothing was written\n");
            Ok(Outcome::Gate)
        }
        other => Err(other.to_string()),
    }
}
