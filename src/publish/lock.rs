//! One publisher at a time.
//!
//! In an object store the lock is an object, made only if none is there. It is a lease: it says until when it holds, and
//! whoever holds it renews it, each time only if it is still the version that was written last. A holder that could not
//! renew it stops while it still holds, early enough that no write of its own can be on its way when it ends. Anybody may
//! take over a lease that has ended, again only as the version that was read; so of two, one gets it. Clocks may differ by
//! [`SKEW`].
//!
//! In a folder it is a lock of the system on a file, of which the system lets go when the process ends, however it ends.

use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::failure::{Failure, Locked, Overtaken};
use super::paths::OWN;
use super::store::{Mode, Put, Remote};
use super::target::{REQUEST, RETRY};
use crate::disk::{LockFault, OwnFolder};

/// Its path below the target.
pub const LOCK: &str = ".promulgate/lock";

/// How long a lease holds unless it is renewed.
const LEASE: Duration = Duration::from_secs(300);

/// How often it is renewed.
const RENEW: Duration = Duration::from_secs(45);

/// When it is tried again after it failed.
const AGAIN: Duration = Duration::from_secs(5);

/// Headers of the lock.
const HEADERS: (&str, &str) = ("application/json", "no-store");

/// By how much the clocks of two publishers may differ.
const SKEW: Duration = Duration::from_secs(60);

/// The time; only the command line knows it.
pub type Clock = fn() -> Timestamp;

/// The lock, held.
pub enum TargetLock<'a> {
    Folder { _file: File },
    Lease(Lease<'a>),
}

/// The lock in an object store.
pub struct Lease<'a> {
    remote: &'a Remote,
    clock: Clock,
    owner: String,
    version: UpdateVersion,
    renewed: Instant,
}

/// What came of renewing a lease.
enum Renewed {
    Done,
    /// Somebody else has it.
    Lost,
    NotYet,
}

#[derive(Serialize, Deserialize)]
struct LeaseView {
    owner: String,
    /// A moment, as RFC 3339 writes it.
    until: String,
}

impl<'a> TargetLock<'a> {
    /// Takes the lock, or takes it over from somebody whose lease has ended; with `break_it`, from anybody.
    ///
    /// # Errors
    /// If somebody else holds it, or if it cannot be written.
    pub async fn take(remote: &'a Remote, clock: Clock, break_it: bool) -> Result<Self, Failure> {
        if let Some(folder) = &remote.folder {
            return lock_folder(folder);
        }
        let random = RandomState::new();
        let owner = format!("{:016x}{:016x}", random.hash_one(1), random.hash_one(2));
        let mut lease = Lease {
            remote,
            clock,
            owner,
            version: UpdateVersion { e_tag: None, version: None },
            renewed: Instant::now(),
        };
        if lease.write(Mode::Create).await? {
            return match lease.prove().await {
                Ok(()) => Ok(TargetLock::Lease(lease)),
                Err(failure) => {
                    // If even that fails, it ends by itself.
                    let _ = remote.delete(LOCK).await;
                    Err(failure)
                }
            };
        }
        let Some(there) = remote.get(LOCK, 64 * 1024).await? else {
            // Let go of in this moment.
            return match lease.write(Mode::Create).await? {
                true => Ok(TargetLock::Lease(lease)),
                false => Err(held(None)),
            };
        };
        let view = serde_json::from_slice::<LeaseView>(&there.bytes).ok();
        if view.as_ref().is_some_and(|view| view.owner == lease.owner) {
            // It was written, only the answer was lost.
            lease.version = there.version;
            return Ok(TargetLock::Lease(lease));
        }
        let until = view.and_then(|view| view.until.parse::<Timestamp>().ok());
        // What is no lease of ours is left alone until somebody breaks it.
        let has_ended = until.is_some_and(|until| clock() > until + signed(SKEW));
        if !has_ended && !break_it {
            return Err(held(until));
        }
        match lease.write(Mode::Update(there.version)).await? {
            true => Ok(TargetLock::Lease(lease)),
            false => Err(held(None)),
        }
    }

    /// Renews the lock for as long as it is waited for. Comes back only if it is lost.
    pub async fn keep(&mut self) -> Failure {
        match self {
            TargetLock::Folder { .. } => std::future::pending().await,
            TargetLock::Lease(lease) => lease.keep().await,
        }
    }

    /// Lets go of the lock.
    ///
    /// # Errors
    /// If it cannot be deleted: it then ends by itself.
    pub async fn release(self) -> Result<(), Failure> {
        let TargetLock::Lease(mut lease) = self else { return Ok(()) };
        // Deleting has no condition; so only while it is surely ours.
        if lease.left().is_zero() || !lease.is_ours().await {
            return Ok(());
        }
        lease.remote.delete(LOCK).await
    }
}

impl Lease<'_> {
    async fn write(&mut self, mode: Mode) -> Result<bool, Failure> {
        let begun = Instant::now();
        let until = (self.clock)() + signed(LEASE);
        let view = LeaseView { owner: self.owner.clone(), until: until.to_string() };
        let bytes = Bytes::from(serde_json::to_vec_pretty(&view).unwrap_or_default());
        match self.remote.put(LOCK, bytes, HEADERS, mode).await? {
            Put::Done(version) => {
                (self.version, self.renewed) = (version, begun);
                Ok(true)
            }
            Put::Conflict => Ok(false),
        }
    }

    /// How long writes may still begin: one that began later could end after the lease.
    fn left(&self) -> Duration {
        LEASE.saturating_sub(RETRY + REQUEST).saturating_sub(self.renewed.elapsed())
    }

    async fn keep(&mut self) -> Failure {
        let mut wait = RENEW;
        loop {
            tokio::time::sleep(wait.min(self.left())).await;
            let left = self.left();
            if left.is_zero() {
                return Overtaken::NotRenewed.into();
            }
            wait = match tokio::time::timeout(left, self.renew()).await {
                Ok(Renewed::Done) => RENEW,
                Ok(Renewed::Lost) => return Overtaken::LockTaken.into(),
                Ok(Renewed::NotYet) | Err(_) => AGAIN,
            };
        }
    }

    async fn renew(&mut self) -> Renewed {
        match self.write(Mode::Update(self.version.clone())).await {
            Ok(true) => Renewed::Done,
            Ok(false) if !self.is_ours().await => Renewed::Lost,
            // Not reached, or the answer was lost.
            _ => Renewed::NotYet,
        }
    }

    /// Writes the lock a second time as if it were not there, which must fail. Some services that speak the protocol
    /// take no notice of conditions, and then nothing here could be relied on.
    async fn prove(&self) -> Result<(), Failure> {
        let bytes = Bytes::from_static(b"{}");
        match self.remote.put(LOCK, bytes, HEADERS, Mode::Create).await? {
            Put::Conflict => Ok(()),
            Put::Done(_) => Err(Failure::WithoutConditions),
        }
    }

    /// True if the lock that is there is ours: it was written, only the answer was lost. What cannot be read counts as
    /// ours; the lease ends all the same.
    async fn is_ours(&mut self) -> bool {
        let there = match self.remote.get(LOCK, 64 * 1024).await {
            Ok(Some(there)) => there,
            Ok(None) => return false,
            Err(_) => return true,
        };
        let view = serde_json::from_slice::<LeaseView>(&there.bytes).ok();
        let is_ours = view.is_some_and(|view| view.owner == self.owner);
        if is_ours {
            self.version = there.version;
        }
        is_ours
    }
}

fn held(until: Option<Timestamp>) -> Failure {
    Locked::Lease { ends: until.map(|until| until + signed(SKEW)) }.into()
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

fn lock_folder<'a>(target: &std::path::Path) -> Result<TargetLock<'a>, Failure> {
    let path = target.join(LOCK);
    let io = |error| Failure::Lock(path.clone(), error);
    let own = OwnFolder::make(target, OWN).map_err(io)?;
    match own.lock("lock") {
        Ok(file) => Ok(TargetLock::Folder { _file: file }),
        // The system takes the lock back from a process that ends, so there is none to break.
        Err(LockFault::Busy) => Err(Locked::Folder.into()),
        Err(LockFault::Io(error)) => Err(io(error)),
    }
}

#[cfg(test)]
mod tests;
