//! What is at the target for good: every sealed text and every ledger is read and compared, each time anything is published.
//! Sizes and ETags would be quicker, but say nothing that whoever changed a file could not have arranged.

use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt as _, TryStreamExt as _, stream};
use object_store::UpdateVersion;

use super::failure::Failure;
use super::ledgers;
use super::plan::Guard;
use super::release::Release;
use super::store::Remote;
use crate::markdown::fingerprint;
use crate::site::delivery::Class;
use crate::source::tree::MAX_FILE;

/// The way out where somebody changed what was published for good.
const RESTORE: &str = "put it back by hand from the built folder, and find out who changed it";

/// What was found at the target.
#[derive(Default)]
pub struct Guarded {
    /// What must be there but is not, and can be put back.
    pub missing: BTreeSet<String>,
    /// The versions of the ledgers that are there.
    pub ledgers: BTreeMap<String, UpdateVersion>,
    /// What people should know although it stops nothing.
    pub warnings: Vec<String>,
}

/// What came of looking at one file.
enum Outcome {
    Good,
    Ledger(UpdateVersion),
    Missing,
    Lost,
    /// The ledger is at this path now, and nothing leads from its old address there.
    Renamed(String),
    Fault(String),
}

/// Reads all of it.
///
/// # Errors
/// If something was changed, or is not what the site now says; every such file is named.
pub async fn check(
    remote: &Remote,
    guards: &[Guard],
    release: &Release,
    jobs: usize,
) -> Result<Guarded, Failure> {
    let outcomes: Vec<(&Guard, Outcome)> = stream::iter(guards)
        .map(|guard| async move {
            let outcome = match guard.class {
                Class::Ledger => ledger(remote, guard, release).await?,
                _ => sealed(remote, guard).await?,
            };
            Ok::<_, Failure>((guard, outcome))
        })
        .buffer_unordered(jobs)
        .try_collect()
        .await?;
    let mut guarded = Guarded::default();
    let mut faults = Vec::new();
    let mut renamed = BTreeSet::new();
    for (guard, outcome) in outcomes {
        match outcome {
            Outcome::Good => {}
            Outcome::Ledger(version) => {
                guarded.ledgers.insert(guard.path.clone(), version);
            }
            Outcome::Missing => {
                guarded.missing.insert(guard.path.clone());
            }
            Outcome::Lost => guarded.warnings.push(format!(
                "`{}` was published for good, but is neither there nor in the site",
                guard.path
            )),
            Outcome::Renamed(new) => renamed.extend(ledgers::renamed(&guard.path, &new)),
            Outcome::Fault(fault) => faults.push(fault),
        }
    }
    guarded.warnings.extend(renamed);
    if faults.is_empty() {
        return Ok(guarded);
    }
    faults.sort();
    Err(Failure::Tampered(faults))
}

async fn sealed(remote: &Remote, guard: &Guard) -> Result<Outcome, Failure> {
    let most = guard.new.as_ref().map_or(MAX_FILE, |entry| entry.size);
    let Some(there) = remote.look(&guard.path, most).await? else { return Ok(absent(guard)) };
    // What an interrupted publication of another build wrote was public, too.
    let wanted = guard.new.as_ref().map(|entry| entry.sha256).or(guard.known);
    Ok(match (wanted, there.sha256) {
        (Some(wanted), Some(found)) if wanted == found => Outcome::Good,
        (None, _) => Outcome::Good,
        (Some(wanted), Some(found)) => Outcome::Fault(format!(
            "`{}` was changed at the target: its SHA-256 is {found}, it was sealed as {wanted}; {RESTORE}",
            guard.path
        )),
        (Some(_), None) => Outcome::Fault(format!(
            "`{}` was changed at the target: it has {} bytes, it was sealed with {most}; {RESTORE}",
            guard.path, there.size
        )),
    })
}

async fn ledger(remote: &Remote, guard: &Guard, release: &Release) -> Result<Outcome, Failure> {
    let Some(there) = remote.get(&guard.path, MAX_FILE).await? else { return Ok(absent(guard)) };
    let found = fingerprint::of_bytes(&there.bytes);
    // What is there must be what was published, unless a publication that did not end has extended it.
    if let Some(known) = guard.known
        && known != found
        && !guard.is_unsure
    {
        return Ok(Outcome::Fault(format!(
            "`{}` was changed at the target: its SHA-256 is {found}, it was published as {known}; {RESTORE}",
            guard.path
        )));
    }
    let Some(entry) = &guard.new else {
        // A policy that was renamed has its ledger under the new name.
        for (path, entry) in release.ledgers() {
            if release.bytes(remote, path, entry).await?.starts_with(&there.bytes) {
                let old = format!("/{}", guard.path);
                let leads = release.manifest.redirects.iter().any(|rule| rule.follow(&old).is_some());
                return Ok(if leads { Outcome::Good } else { Outcome::Renamed(path.to_owned()) });
            }
        }
        return Ok(Outcome::Fault(format!(
            "`{}` is published, but the site no longer has it, under this name or another: a ledger never goes; put the \
             policy back",
            guard.path
        )));
    };
    if entry.sha256 == found {
        return Ok(Outcome::Ledger(there.version));
    }
    let new = release.bytes(remote, &guard.path, entry).await?;
    if new.starts_with(&there.bytes) {
        return Ok(Outcome::Ledger(there.version));
    }
    if there.bytes.starts_with(&new) {
        return Ok(Outcome::Fault(format!(
            "`{}` at the target goes on behind the one that the site has: this site is older than what is published; build \
             it for today, with every commit",
            guard.path
        )));
    }
    Ok(Outcome::Fault(format!(
        "`{}` at the target is not the beginning of the one that the site has now: a ledger only grows",
        guard.path
    )))
}

fn absent(guard: &Guard) -> Outcome {
    match (guard.known, &guard.new) {
        // It is among the uploads already.
        (None, _) => Outcome::Good,
        (Some(_), Some(_)) => Outcome::Missing,
        (Some(_), None) => Outcome::Lost,
    }
}
