//! Carries out a plan, phase by phase. Each phase ends before the next one begins, so that nothing at the target ever
//! speaks of what is not there yet: assets, sealed texts, ledgers, pages, what points at pages, the manifest. What is
//! written over is kept first, and everything that was written is read again before the manifest says that it is there.

use std::collections::BTreeSet;

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use object_store::UpdateVersion;

use super::failure::{Failure, Overtaken};
use super::guard::Guarded;
use super::headers::{self, Verdict};
use super::plan::{Plan, Upload, Why};
use super::release::Release;
use super::remote_state::RemoteState;
use super::state::{Pending, STATE, TargetState, object};
use super::store::{Looked, Mode, Put, Remote};
use crate::markdown::Fingerprint;
use crate::output::manifest::{FileEntry, MANIFEST};
use crate::progress::Progress;
use crate::site::delivery::Class;

/// Everything that is needed to carry out a plan.
pub struct Job<'a> {
    pub remote: &'a Remote,
    pub release: &'a Release,
    /// What was there when the plan was made.
    pub there: &'a RemoteState,
    pub plan: &'a Plan,
    pub guarded: &'a Guarded,
    /// How many requests may be under way at once.
    pub jobs: usize,
    pub progress: &'a dyn Progress,
}

/// Headers of what publishing keeps for itself.
const OWN_HEADERS: (&str, &str) = ("application/json", "no-store");

impl Job<'_> {
    /// Does everything.
    ///
    /// # Errors
    /// At the first thing that cannot be done. What was done stays, and is done again or undone by whoever comes next.
    pub async fn carry_out(&self) -> Result<(), Failure> {
        let begun = self.begin().await?;
        self.keep().await?;
        for class in Class::ALL {
            self.upload(class).await?;
        }
        self.read_again().await?;
        self.commit().await?;
        self.delete().await?;
        self.end(begun).await
    }

    /// Remembers what is about to be written, so that whoever comes next knows what may be half done.
    async fn begin(&self) -> Result<(TargetState, UpdateVersion), Failure> {
        let (plan, state) = (self.plan, &self.there.state);
        let before = state.pending.as_ref();
        let mut paths: BTreeSet<String> = plan.uploads.iter().map(|upload| upload.path.clone()).collect();
        paths.extend(before.into_iter().flat_map(|pending| pending.paths.iter().cloned()));
        let there = self.there.manifest.as_ref().map(|there| there.sha256);
        let replaces = match before {
            Some(pending) if !plan.changes_manifest && Some(pending.manifest) == there => pending.replaces,
            _ if plan.changes_manifest => there,
            _ => plan.state.previous,
        };
        let begun = TargetState {
            // What is to be deleted is still there.
            gone: plan.state.gone.clone().into_iter().chain(plan.deletes.clone()).collect(),
            pending: Some(Pending { paths, manifest: self.release.sha256, replaces }),
            previous: state.previous,
            kept: state.kept.union(&plan.state.kept).copied().collect(),
        };
        let mode = self.there.state_version.clone().map_or(Mode::Create, Mode::Update);
        let version = self.remember(&begun, mode).await?;
        Ok((begun, version))
    }

    async fn remember(&self, state: &TargetState, mode: Mode) -> Result<UpdateVersion, Failure> {
        let bytes = Bytes::from(state.to_bytes());
        match self.remote.put(STATE, bytes.clone(), OWN_HEADERS, mode).await? {
            Put::Done(version) => Ok(version),
            // It may be ours, with only the answer lost.
            Put::Conflict => match self.remote.get(STATE, u64::MAX).await? {
                Some(there) if there.bytes == bytes => Ok(there.version),
                _ => Err(overtaken(STATE)),
            },
        }
    }

    /// Keeps what a rollback will need.
    async fn keep(&self) -> Result<(), Failure> {
        if !self.plan.changes_manifest {
            return Ok(());
        }
        let old = self.there.manifest.as_ref().map(|there| (there.sha256, there.bytes.clone()));
        for (sha256, bytes) in old.into_iter().chain([(self.release.sha256, self.release.bytes.clone())]) {
            if !self.remote.has(&object(sha256)).await? {
                self.remote.put(&object(sha256), bytes, OWN_HEADERS, Mode::Overwrite).await?;
            }
        }
        let (remote, what) = (self.remote, &self.plan.keep);
        self.each("files kept for a rollback", what, |(path, sha256)| async move {
            // One that is kept already was so before a publication that did not end wrote over it.
            let place = object(*sha256);
            if !remote.has(&place).await? {
                remote.copy(path, &place).await?;
            }
            Ok(())
        })
        .await
    }

    async fn upload(&self, class: Class) -> Result<(), Failure> {
        let uploads: Vec<&Upload> = self.plan.uploads.iter().filter(|upload| upload.class == class).collect();
        let what = match class {
            Class::Asset => "assets uploaded",
            Class::Sealed => "sealed texts uploaded",
            Class::Ledger => "ledgers uploaded",
            Class::Page => "pages uploaded",
            Class::Pointer => "pointers uploaded",
        };
        self.each(what, &uploads, |upload| self.upload_one(upload)).await
    }

    async fn upload_one(&self, upload: &Upload) -> Result<(), Failure> {
        let (path, entry) = (&upload.path, &upload.entry);
        let bytes = self.release.bytes(self.remote, path, entry).await?;
        let put = |mode| self.remote.put(path, bytes.clone(), of(entry), mode);
        match upload.class {
            Class::Asset | Class::Page | Class::Pointer => put(Mode::Overwrite).await.map(drop),
            Class::Ledger => {
                let mode = self.guarded.ledgers.get(path).cloned().map_or(Mode::Create, Mode::Update);
                match put(mode).await? {
                    Put::Done(_) => Ok(()),
                    Put::Conflict => match self.look(path, entry).await? {
                        Some(there) if there.sha256 == Some(entry.sha256) => Ok(()),
                        _ => Err(overtaken(path)),
                    },
                }
            }
            Class::Sealed => {
                if upload.why != Why::Headers
                    && let Put::Done(_) = put(Mode::Create).await?
                {
                    return Ok(());
                }
                // Something is there. If it is the same text, at most its headers change.
                let Some(there) = self.look(path, entry).await? else { return Err(overtaken(path)) };
                if there.sha256 != Some(entry.sha256) {
                    let fault = format!("`{path}` is there already with other bytes than were sealed");
                    return Err(Failure::Tampered(vec![fault]));
                }
                if self.has_headers(entry, &there) {
                    return Ok(());
                }
                match put(Mode::Update(there.version)).await? {
                    Put::Done(_) => Ok(()),
                    Put::Conflict => Err(overtaken(path)),
                }
            }
        }
    }

    /// Reads everything again that was written.
    async fn read_again(&self) -> Result<(), Failure> {
        self.each("files read again", &self.plan.uploads, |upload| async move {
            let (path, entry) = (&upload.path, &upload.entry);
            let fault = match self.look(path, entry).await? {
                None => "it is not there",
                Some(there) if there.sha256 != Some(entry.sha256) => "it has other bytes",
                Some(there) if !self.has_headers(entry, &there) => "it has other headers",
                Some(_) => return Ok(()),
            };
            Err(Failure::ReadAgain { path: path.clone(), fault })
        })
        .await
    }

    /// Puts the manifest there, which makes the publication the one that counts.
    async fn commit(&self) -> Result<(), Failure> {
        if !self.plan.changes_manifest {
            return Ok(());
        }
        let bytes = self.release.bytes.clone();
        let entry = FileEntry::of(MANIFEST, &bytes);
        let there = self.there.manifest.as_ref();
        let mode = there.map_or(Mode::Create, |there| Mode::Update(there.version.clone()));
        if let Put::Done(_) = self.remote.put(MANIFEST, bytes.clone(), of(&entry), mode).await? {
            return Ok(());
        }
        match self.remote.get(MANIFEST, u64::MAX).await? {
            Some(there) if there.bytes == bytes => Ok(()),
            _ => Err(overtaken(MANIFEST)),
        }
    }

    async fn delete(&self) -> Result<(), Failure> {
        let paths: Vec<&String> = self.plan.deletes.keys().collect();
        self.each("files deleted", &paths, |path| self.remote.delete(path)).await
    }

    /// Deletes what no rollback needs any longer, and remembers that nothing is half done.
    async fn end(&self, (begun, version): (TargetState, UpdateVersion)) -> Result<(), Failure> {
        let spare: Vec<Fingerprint> = begun.kept.difference(&self.plan.state.kept).copied().collect();
        self.each("kept files deleted", &spare, |sha256| async move {
            self.remote.delete(&object(*sha256)).await
        })
        .await?;
        self.remember(&self.plan.state, Mode::Update(version)).await.map(drop)
    }

    async fn look(&self, path: &str, entry: &FileEntry) -> Result<Option<Looked>, Failure> {
        self.remote.look(path, entry.size).await
    }

    /// True if an object has the headers that it should have, as far as the target keeps them.
    fn has_headers(&self, entry: &FileEntry, there: &Looked) -> bool {
        let (content_type, cache_control) =
            (there.headers.content_type.as_deref(), there.headers.cache_control.as_deref());
        self.remote.folder.is_some()
            || headers::compare_type(&entry.content_type, content_type) == Verdict::Same
                && headers::same_cache_control(&entry.cache_control, cache_control)
    }

    /// Does something with each of several things, some at once, and tells how far it is.
    async fn each<'t, T, F>(
        &self,
        what: &str,
        things: &'t [T],
        act: impl Fn(&'t T) -> F,
    ) -> Result<(), Failure>
    where
        F: Future<Output = Result<(), Failure>>,
    {
        if things.is_empty() {
            return Ok(());
        }
        self.progress.begin(what, things.len());
        let done = stream::iter(things.iter().map(act))
            .buffer_unordered(self.jobs)
            .try_for_each(|()| async {
                self.progress.step();
                Ok(())
            })
            .await;
        if done.is_ok() {
            self.progress.end();
        }
        done
    }
}

fn of(entry: &FileEntry) -> (&str, &str) {
    (&entry.content_type, &entry.cache_control)
}

fn overtaken(path: &str) -> Failure {
    Overtaken::Written(path.to_owned()).into()
}
