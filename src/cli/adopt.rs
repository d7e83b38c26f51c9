//! `promulgate adopt`.

use clap::Args;

use super::Outcome;
use super::common::count;
use super::write_session::{WriteArguments, refused};
use crate::library::Policy;
use crate::seal::{self, Adoption, AdoptionOptions};

/// Enter version folders that exist already into the ledger, as they are
#[derive(Debug, Args)]
pub struct Adopt {
    /// The policy's folder: privacy, or privacy/addenda/br
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    policy: Option<String>,
    /// Every policy and addendum
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    session: WriteArguments,
    /// Enter also versions that took effect before they were released
    #[arg(long)]
    backdate: bool,
    /// Enter also what is dated after today: until that day readers see nothing of it
    #[arg(long)]
    ahead: bool,
}

impl Adopt {
    /// # Errors
    /// If there is no such policy, or if the ledger cannot be written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let session = self.session.open()?;
        let Some(given) = session.given() else { return Ok(session.stop()) };
        let policies: Vec<&Policy> = match &self.policy {
            Some(name) => {
                vec![given.library.require_policy(name)?]
            }
            None => given.library.policies.iter().collect(),
        };
        let allowed = AdoptionOptions { backdate: self.backdate, ahead: self.ahead };
        let mut adoptions = Vec::new();
        for policy in policies {
            match seal::plan_adoption(&given, policy, allowed) {
                Ok(adoption) => adoptions.extend(adoption),
                Err(refusal) => return refused(refusal, &session.opened),
            }
        }
        if adoptions.is_empty() {
            super::report("nothing to adopt: every file is in its ledger");
            return Ok(Outcome::Done);
        }
        adoptions.iter().for_each(announce);
        session.confirm("Enter them, as they are? What is entered is never changed again.")?;
        for adoption in &adoptions {
            adoption.sealing.carry_out()?;
        }
        let entries: usize = adoptions.iter().map(|adoption| adoption.sealing.records.len()).sum();
        super::report(format_args!(
            "done: {} in {}",
            count(entries, "entry", "entries"),
            count(adoptions.len(), "ledger", "ledgers")
        ));
        Ok(Outcome::Done)
    }
}

fn announce(adoption: &Adoption) {
    super::say(format_args!("{}:", adoption.policy));
    for record in &adoption.sealing.records {
        super::say(format_args!(
            "  {}, released {}, effective {}, SHA-256 {}",
            record.path, record.released, record.effective, record.sha256
        ));
    }
    for (code, times) in &adoption.notes {
        super::say(format_args!("  {code}: {} (check --explain {code})", count(*times, "place", "places")));
    }
}
