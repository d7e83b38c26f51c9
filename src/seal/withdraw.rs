//! Withdrawal: an announced version is taken back, or an addendum ends.

use jiff::civil::Date;

use super::refusal::{Refusal, WithdrawalRefusal};
use super::request::{
    Draft, Given, ahead_before, is_sealed_part, policy, refuse_ahead, refuse_earlier, refuse_faults,
};
use super::sealing::Sealing;
use crate::library::{Label, Library, Policy, Version};
use crate::markdown::fold_white_space;
use crate::source::quote;

/// What shall be withdrawn.
#[derive(Debug)]
pub struct WithdrawalRequest {
    pub policy: String,
    pub label: String,
    pub reason: String,
    /// Of an addendum: from which day on it no longer applies. By default the library's day.
    pub effective: Option<Date>,
    /// The day of the withdrawal may be after today.
    pub ahead: bool,
}

/// What it will do.
#[derive(Debug)]
pub struct Withdrawn {
    pub sealing: Sealing,
    pub label: Label,
    /// From which day on it holds.
    pub effective: Date,
    /// True if the version never takes effect; else the addendum ends.
    pub before_effect: bool,
    /// Of an announced version: what applies in its place, with the day from which it does.
    pub instead: Option<(Label, Date)>,
    /// What people should know before.
    pub caution: Option<String>,
}

/// Plans a withdrawal on the library's day; of a version that is dated after today, on the day of that version: so that nobody ever
/// sees it stand.
///
/// # Errors
/// If it cannot be, with the reason and the way out; nothing is written in any case.
pub fn plan_withdrawal(given: &Given<'_>, request: &WithdrawalRequest) -> Result<Withdrawn, Refusal> {
    let library = given.library;
    let policy = policy(library, &request.policy)?;
    refuse_faults(given, |path| is_sealed_part(policy, path))?;
    let version = Label::parse(&request.label).and_then(|label| policy.version(&label));
    let is_ahead = |version: &Version| version.released > library.today.max(library.day);
    let version = version.filter(|version| version.released <= library.day || is_ahead(version));
    let version = version.ok_or_else(|| WithdrawalRefusal::UnknownVersion {
        policy: policy.folder.to_string(),
        label: request.label.clone(),
        known: policy.versions().iter().map(|version| version.label.to_string()).collect(),
    })?;
    if version.withdrawn.is_some() {
        return Err(WithdrawalRefusal::Already(version.label.clone()).into());
    }
    let is_ahead = is_ahead(version);
    let day = if is_ahead { version.released } else { library.day };
    if !is_ahead {
        refuse_ahead(library, day, request.ahead)?;
        refuse_earlier(library, policy, day, "withdraw it on a later day")?;
    }
    let before_effect = is_ahead || version.effective > day;
    let effective = match before_effect {
        true => taken_back(version, request.effective, day)?.min(version.effective),
        false => ended(library, policy, version, request.effective.unwrap_or(day))?,
    };
    let text = format!(
        "released = {day}\neffective = {effective}\nreason = {}\n",
        quote(&fold_white_space(&request.reason))
    );
    let mut draft = Draft::new(&version.label, day, effective, request.reason.clone());
    draft.add(format!("{}/withdrawn.toml", version.label), text);
    let (files, records) = draft.finish();
    let instead = policy.versions().in_force_without(version, day).filter(|_| before_effect);
    let instead = instead.map(|version| (version.label.clone(), version.effective));
    Ok(Withdrawn {
        sealing: Sealing::new(given.tree, policy, version.label.clone(), files, records)?,
        label: version.label.clone(),
        effective,
        before_effect,
        instead,
        caution: ahead_before(library, policy, day),
    })
}

/// A version that is announced is taken back at once.
fn taken_back(version: &Version, effective: Option<Date>, day: Date) -> Result<Date, WithdrawalRefusal> {
    match effective.filter(|effective| *effective != day) {
        None => Ok(day),
        Some(_) => Err(WithdrawalRefusal::OnlyAtOnce {
            version: version.label.clone(),
            effective: version.effective,
        }),
    }
}

/// An addendum can end on a day on which its last version is in force.
fn ended(
    library: &Library,
    policy: &Policy,
    version: &Version,
    end: Date,
) -> Result<Date, WithdrawalRefusal> {
    let label = || version.label.clone();
    if !policy.is_addendum() {
        return Err(WithdrawalRefusal::NoAddendum { version: label(), effective: version.effective });
    }
    if end < library.day || end <= version.effective {
        return Err(WithdrawalRefusal::EndTooEarly { end, today: library.day, version: label() });
    }
    match policy.versions().in_force(end, library.day) {
        Some(last) if last.label == version.label => Ok(end),
        Some(last) => {
            let in_force = last.label.clone();
            Err(WithdrawalRefusal::NotInForce { day: end, in_force, version: label() })
        }
        None => Err(WithdrawalRefusal::NothingInForce { day: end, policy: policy.folder.to_string() }),
    }
}
