//! `promulgate withdraw`.

use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::common::parse_day;
use super::release::parse_reason;
use super::write_session::WriteArguments;
use crate::seal::{self, Sealing, WithdrawalRequest, Withdrawn};

/// Take back an announced version, or end an addendum; its address stays, with a notice
#[derive(Debug, Args)]
pub struct Withdraw {
    /// The policy's folder: privacy, or privacy/addenda/br
    policy: String,
    /// The version that is announced, or the addendum's version in force
    label: String,
    #[command(flatten)]
    session: WriteArguments,
    /// Why; readers see it and the ledger keeps it
    #[arg(long, value_name = "TEXT", value_parser = parse_reason)]
    reason: String,
    /// Of an addendum: from which day on it no longer applies [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    effective: Option<Date>,
    /// The day of --as-of is after today, and that is meant
    #[arg(long)]
    ahead: bool,
}

impl Withdraw {
    /// # Errors
    /// If it cannot be withdrawn or written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let session = self.session.open()?;
        let Some(given) = session.given() else { return Ok(session.stop()) };
        let request = WithdrawalRequest {
            policy: self.policy,
            label: self.label,
            reason: self.reason,
            effective: self.effective,
            ahead: self.ahead,
        };
        let plan = seal::plan_withdrawal(&given, &request);
        let today = given.library.day;
        session.seal(plan, |plan| announce(&request, plan, today), "Withdraw it? This cannot be taken back.")
    }
}

fn announce<'p>(request: &WithdrawalRequest, plan: &'p Withdrawn, today: Date) -> &'p Sealing {
    let policy = &request.policy;
    if plan.before_effect {
        super::say(format_args!("{policy}: version {} will not take effect", plan.label));
        match &plan.instead {
            Some((label, day)) if *day > today => super::say(format_args!(
                "note: version {label} takes effect on {day}; if it must not, withdraw it as well"
            )),
            Some((label, _)) => super::say(format_args!("version {label} goes on applying")),
            None => super::say("then nothing applies"),
        }
        super::say(
            "the working text is as it was: take out of it what was withdrawn, before the next release",
        );
    } else {
        super::say(format_args!(
            "{policy}: version {} is the last; from {} on the addendum no longer applies",
            plan.label, plan.effective
        ));
    }
    if let Some(caution) = &plan.caution {
        super::say(format_args!("note: {caution}"));
    }
    &plan.sealing
}
