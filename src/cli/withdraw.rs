//! `promulgate withdraw`.

use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::common::{DayArgument, RootArgument, YesArgument, parse_day};
use super::release::parse_reason;
use super::sealing::{Desk, refused};
use crate::seal::{self, WithdrawalRequest};

/// Take back an announced version, or end an addendum; its address stays, with a notice
#[derive(Debug, Args)]
pub struct Withdraw {
    /// The policy's folder: privacy, or privacy/addenda/br
    policy: String,
    /// The version that is announced, or the addendum's version in force
    label: String,
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    #[command(flatten)]
    yes: YesArgument,
    /// Why; readers see it and the ledger keeps it
    #[arg(long, value_name = "TEXT", value_parser = parse_reason)]
    reason: String,
    /// Of an addendum: from which day on it no longer applies [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    effective: Option<Date>,
}

impl Withdraw {
    /// # Errors
    /// A message, if it cannot be withdrawn or written.
    pub fn run(self) -> Result<Outcome, String> {
        let desk = Desk::open(&self.root, &self.day)?;
        let Some(given) = desk.given() else { return Ok(desk.stop()) };
        let request = WithdrawalRequest {
            policy: self.policy,
            label: self.label,
            reason: self.reason,
            effective: self.effective,
        };
        let plan = match seal::plan_withdrawal(&given, &request) {
            Ok(plan) => plan,
            Err(refusal) => return refused(refusal, &desk.opened),
        };
        let policy = &request.policy;
        if plan.before_effect {
            super::say(format_args!("{policy}: version {} will not take effect", plan.label));
        } else {
            super::say(format_args!(
                "{policy}: version {} is the last; from {} on the addendum no longer applies",
                plan.label, plan.effective
            ));
        }
        desk.carry_out(&plan.sealing, &self.yes, "Withdraw it? This cannot be taken back.")
    }
}
