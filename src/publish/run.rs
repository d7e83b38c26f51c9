//! The whole way of a publication: look, plan, lock, look again, carry out.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::pin::pin;

use futures::FutureExt as _;
use futures::future::{Either, select};
use jiff::civil::Date;

use super::environment::Environment;
use super::failure::Failure;
use super::folder;
use super::guard::{self, Guarded};
use super::lock::{Clock, TargetLock};
use super::paths::served_at;
use super::plan::{Known, Plan, Rules, Why, plan};
use super::release::Release;
use super::remote_state::RemoteState;
use super::store::Remote;
use super::target;
use super::upload::Job;
use crate::library::PublishTarget;
use crate::output::manifest::MANIFEST;
use crate::progress::Progress;
use crate::site::delivery::Class;
use crate::source::with_causes;

/// What shall be published.
#[derive(Debug, Clone)]
pub enum ReleaseSource {
    /// The tree in this folder.
    Folder(PathBuf),
    /// What was there before.
    Previous,
}

/// How to publish it.
#[derive(Debug, Clone, Copy)]
pub struct PublishOptions {
    /// The day from which days of grace are counted.
    pub today: Date,
    pub clock: Clock,
    /// How many requests may be under way at once.
    pub jobs: usize,
    /// How often a request is tried again.
    pub retries: usize,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Take the lock from whoever holds it.
    pub break_lock: bool,
}

/// What was done, or would be.
#[derive(Debug, Default)]
pub struct PublishReport {
    /// How many files the site has.
    pub files: usize,
    /// What was uploaded, in order, and why.
    pub uploads: Vec<(String, Why)>,
    pub deletes: Vec<String>,
    /// How many files went and wait to be deleted.
    pub waiting: usize,
    /// True if there was nothing to do.
    pub is_unchanged: bool,
    /// The addresses whose content changed, from the root of the site, in order: for a CDN to forget.
    pub changed: BTreeSet<String>,
    /// What people should know although it stopped nothing.
    pub warnings: Vec<String>,
}

/// Publishes to a target. `environment` has the settings of its service.
///
/// # Errors
/// At the first thing that is not as it must be or cannot be done.
pub fn publish(
    source: &ReleaseSource,
    to: &PublishTarget,
    environment: &Environment,
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<PublishReport, Failure> {
    let release = match source {
        ReleaseSource::Folder(folder) => Some(Release::of_folder(folder)?),
        ReleaseSource::Previous => None,
    };
    let remote = target::open(to, environment, options.retries, options.dry_run)?;
    if let Some(folder) = &remote.folder {
        let manifest = release.as_ref().map(|release| &release.manifest);
        folder::refuse_links(folder, manifest)?;
    }
    let rules = Rules { today: options.today, grace_days: to.grace_days, max_deletes: to.max_deletes };
    let run = Run { remote, rules, release, options: *options, progress };
    super::runtime().map_err(Failure::Threads)?.block_on(run.run())
}

struct Run<'a> {
    remote: Remote,
    rules: Rules,
    /// The built tree; `None` for a rollback, whose release depends on what is there.
    release: Option<Release>,
    options: PublishOptions,
    progress: &'a dyn Progress,
}

/// A plan, and what it was made of.
struct Prepared<'a> {
    there: RemoteState,
    release: Cow<'a, Release>,
    plan: Plan,
    guarded: Guarded,
}

impl Run<'_> {
    async fn run(&self) -> Result<PublishReport, Failure> {
        AssertUnwindSafe(self.look_and_carry_out()).catch_unwind().await.unwrap_or_else(fault)
    }

    async fn look_and_carry_out(&self) -> Result<PublishReport, Failure> {
        // Without the lock at first: most often there is nothing to do, or something that speaks against it.
        match self.prepare().await {
            Ok(prepared) if prepared.plan.is_empty() || self.options.dry_run => return Ok(report(&prepared)),
            // Another publication may be under way, which extends ledgers: only under the lock is that told from a fault.
            Err(Failure::Tampered(_)) if !self.options.dry_run => {}
            Ok(_) => {}
            Err(failure) => return Err(failure),
        }
        let mut lock = TargetLock::take(&self.remote, self.options.clock, self.options.break_lock).await?;
        let outcome = {
            // A library that panics must not keep the lock for its whole lease.
            let work = pin!(
                AssertUnwindSafe(self.carry_out()).catch_unwind().map(|done| done.unwrap_or_else(fault))
            );
            let keep = pin!(lock.keep());
            match select(work, keep).await {
                Either::Left((outcome, _)) => outcome,
                Either::Right((lost, _)) => Err(lost),
            }
        };
        match (outcome, lock.release().await) {
            (Ok(mut report), Err(error)) => {
                report
                    .warnings
                    .push(format!("the lock stays until it ends by itself: {}", with_causes(&error)));
                Ok(report)
            }
            (outcome, _) => outcome,
        }
    }

    async fn carry_out(&self) -> Result<PublishReport, Failure> {
        let prepared = self.prepare().await?;
        if prepared.plan.is_empty() {
            return Ok(report(&prepared));
        }
        let Prepared { there, release, plan, guarded } = &prepared;
        let job = Job {
            remote: &self.remote,
            release,
            there,
            plan,
            guarded,
            jobs: self.options.jobs,
            progress: self.progress,
        };
        job.carry_out().await?;
        Ok(report(&prepared))
    }

    async fn prepare(&self) -> Result<Prepared<'_>, Failure> {
        let there = RemoteState::look(&self.remote).await?;
        let release = match &self.release {
            Some(release) => Cow::Borrowed(release),
            None => Cow::Owned(Release::previous(&self.remote, &there).await?),
        };
        let known = Known {
            manifest: there.manifest.as_ref().map(|there| (&there.manifest, there.sha256)),
            state: &there.state,
        };
        let mut plan = plan(&release.manifest, release.sha256, &known, &self.rules)?;
        let guarded = guard::check(&self.remote, &plan.guards, &release, self.options.jobs).await?;
        plan.restore(&guarded.missing, &release.manifest);
        Ok(Prepared { there, release, plan, guarded })
    }
}

/// What a panic becomes.
fn fault(_: Box<dyn Any + Send>) -> Result<PublishReport, Failure> {
    Err(Failure::Panic)
}

fn report(prepared: &Prepared<'_>) -> PublishReport {
    let Prepared { plan, release, guarded, .. } = prepared;
    let uploads = plan.uploads.iter().map(|upload| (upload.path.clone(), upload.why)).collect();
    // An asset or a sealed text that is new has an address that nobody asked for before.
    let is_fresh = |class, why| why == Why::New && matches!(class, Class::Asset | Class::Sealed);
    let uploaded = plan.uploads.iter().filter(|upload| !is_fresh(upload.class, upload.why));
    let manifest = plan.changes_manifest.then_some(MANIFEST);
    let paths = uploaded.map(|upload| upload.path.as_str());
    let paths = paths.chain(plan.deletes.keys().map(String::as_str)).chain(manifest);
    // A page can be asked for by both its addresses.
    let changed = paths.flat_map(|path| [served_at(path), format!("/{path}")]).collect();
    PublishReport {
        files: release.manifest.files.len(),
        uploads,
        deletes: plan.deletes.keys().cloned().collect(),
        waiting: plan.state.gone.len(),
        is_unchanged: plan.is_empty(),
        changed,
        warnings: guarded.warnings.clone(),
    }
}
