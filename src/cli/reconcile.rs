//! `promulgate reconcile`.

use anyhow::Context as _;
use clap::Args;

use super::Outcome;
use super::against::AgainstArgument;
use super::common::count;
use super::release::parse_reason;
use super::write_session::{WriteArguments, WriteSession, refused};
use crate::check;
use crate::library::Policy;
use crate::locale::Lang;
use crate::seal::{self, AcceptanceRequest, Given, ReconcileRequest};

/// Record that passages of a translation again say what the controlling text says
///
/// Passages are named as `promulgate drift` prints them: `cookies/3`, or `en:cookies/4` for one that the translation lacks. The id
/// of a section means every passage in it that is behind; `cookies/3=cookies/4` says which passage one translates. Without
/// any, every passage that is behind is recorded, after a question.
#[derive(Debug, Args)]
pub struct Reconcile {
    /// The policy's folder: privacy, or privacy/addenda/br
    policy: String,
    /// The language of the translation
    lang: String,
    /// Passages or sections
    #[arg(value_name = "BLOCK")]
    blocks: Vec<String>,
    #[command(flatten)]
    session: WriteArguments,
    #[command(flatten)]
    against: AgainstArgument,
    /// Why a passage needs no change, or no counterpart
    #[arg(long, value_name = "TEXT", value_parser = parse_reason)]
    reason: Option<String>,
    /// Who judged it
    #[arg(long, value_name = "NAME", value_parser = parse_reason)]
    by: Option<String>,
    /// Accept the findings of this rule instead, for the reason given: at these passages, or all in these sections; without
    /// any all of the text, after a question
    #[arg(long, value_name = "CODE", requires = "reason", value_parser = parse_code)]
    allow: Option<String>,
}

/// The code of a finding that can be accepted.
fn parse_code(name: &str) -> anyhow::Result<String> {
    let known = || check::acceptable().map(|code| code.name);
    known().find(|known| *known == name).map(str::to_owned).with_context(|| {
        format!("only a finding about words can be accepted: {}", known().collect::<Vec<_>>().join(", "))
    })
}

impl Reconcile {
    /// # Errors
    /// If something cannot be recorded or written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let session = self.session.open()?;
        let Some(given) = session.given() else { return Ok(session.stop()) };
        let policy = given.library.require_policy(&self.policy)?;
        let lang = given.library.require_language(&self.lang)?;
        if let (Some(rule), Some(reason)) = (&self.allow, &self.reason) {
            let request = AcceptanceRequest {
                rule: rule.clone(),
                blocks: self.blocks.clone(),
                reason: reason.clone(),
                by: self.by.clone(),
            };
            return accept(&session, &given, policy, lang, &request);
        }
        let subject = self.against.subject(given.library, policy, lang, false)?;
        let subject = subject.with_context(|| {
            format!("there is no translation of {} into {lang} that can be measured", policy.folder)
        })?;
        let is_whole = self.blocks.is_empty();
        let request = ReconcileRequest { blocks: self.blocks, reason: self.reason, by: self.by };
        let plan = match seal::plan_reconciliation(&given, &subject, &request) {
            Ok(plan) => plan,
            Err(refusal) => return refused(refusal, &session.opened),
        };
        plan.passages.iter().for_each(|passage| super::say(format_args!("  {passage}")));
        plan.left.iter().for_each(|(name, why)| super::say(format_args!("not recorded: {name} {why}")));
        let passages = count(plan.passages.len(), "passage", "passages");
        if !plan.passages.is_empty() {
            if is_whole {
                session.confirm(&format!("Does the translation say all of this again, {passages}?"))?;
            }
            plan.carry_out()?;
            super::report(format_args!("recorded: {passages} of {} {lang}", policy.folder));
        }
        if let Some(label) = &plan.translates {
            super::say(format_args!("every passage is current with `{label}`"));
            let question = format!("Write translates = \"{label}\" into the translation?");
            match session.confirm(&question) {
                Ok(()) => {
                    plan.set_translates()?;
                    super::say(format_args!("it now says translates = \"{label}\""));
                }
                Err(_) => super::say("the translation stays as it is"),
            }
        }
        Ok(Outcome::Done)
    }
}

/// Records that findings are no faults, also in the controlling text.
fn accept(
    session: &WriteSession,
    given: &Given<'_>,
    policy: &Policy,
    lang: &Lang,
    request: &AcceptanceRequest,
) -> anyhow::Result<Outcome> {
    let text = policy.working().get(lang);
    let text = text.with_context(|| format!("{} has no working text in {lang}", policy.folder))?;
    let plan = match seal::plan_acceptance(given, policy, text, request) {
        Ok(plan) => plan,
        Err(refusal) => return refused(refusal, &session.opened),
    };
    plan.passages.iter().for_each(|passage| super::say(format_args!("  {passage}")));
    let passages = count(plan.passages.len(), "passage", "passages");
    if request.blocks.is_empty() {
        session.confirm(&format!("Is {} no fault at any of these, {passages}?", request.rule))?;
    }
    plan.carry_out()?;
    super::report(format_args!("accepted: {} at {passages} of {} {lang}", request.rule, policy.folder));
    Ok(Outcome::Done)
}
