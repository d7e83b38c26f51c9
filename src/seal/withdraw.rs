//! Withdrawal: an announced version is taken back, or an addendum ends.

use jiff::civil::Date;

use super::refusal::Refusal;
use super::request::{
    Draft, Given, ahead_before, is_sealed_part, policy, refuse, refuse_ahead, refuse_earlier, refuse_faults,
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
    let version = version.ok_or_else(|| {
        let known: Vec<&str> = policy.versions().iter().map(|version| version.label.as_str()).collect();
        refuse(format!("`{}` has no version `{}`; it has {}", policy.folder, request.label, known.join(", ")))
    })?;
    if version.withdrawn.is_some() {
        return Err(refuse(format!("version `{}` is withdrawn already", version.label)));
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
fn taken_back(version: &Version, effective: Option<Date>, day: Date) -> Result<Date, Refusal> {
    match effective.filter(|effective| *effective != day) {
        None => Ok(day),
        Some(_) => Err(refuse(format!(
            "version `{}` takes effect on {}; until then it is taken back at once, without --effective",
            version.label, version.effective
        ))),
    }
}

/// An addendum can end on a day on which its last version is in force.
fn ended(library: &Library, policy: &Policy, version: &Version, effective: Date) -> Result<Date, Refusal> {
    if !policy.is_addendum() {
        return Err(refuse(format!(
            "version `{}` took effect on {}: a policy is replaced, not withdrawn. Release a new version",
            version.label, version.effective
        )));
    }
    if effective < library.day || effective <= version.effective {
        return Err(refuse(format!(
            "the addendum cannot end on {effective}: only from {} on, and after the day on which `{}` took effect",
            library.day, version.label
        )));
    }
    match policy.versions().in_force(effective, library.day) {
        Some(last) if last.label == version.label => Ok(effective),
        Some(last) => Err(refuse(format!(
            "on {effective} version `{}` is in force, not `{}`; withdraw that one",
            last.label, version.label
        ))),
        None => Err(refuse(format!("on {effective} nothing of `{}` is in force", policy.folder))),
    }
}
