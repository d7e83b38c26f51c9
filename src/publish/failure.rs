//! Why a publication failed.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use super::environment::BadSetting;
use super::folder::FolderError;
use super::plan::Objection;
use super::state::STATE;
use super::verify::ManifestError;

/// Why a publication failed. The target is whole in every case; running again goes on from there. Where a library says why, its
/// words are kept and not its error, which may hold a credential.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The folder that was to be published is not as it must be. Nothing was written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// What was to be published is not for the public, or is not there. Nothing was written.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The environment says what cannot be. Nothing was written.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// The settings of the target make no place. Nothing was written.
    #[error("the target `{target}`: {why}")]
    Target { target: String, why: String },
    /// Nothing was written.
    #[error("{0} names no folder")]
    NoFolder(String),
    /// The manifest at the target is not as it must be. Nothing was written.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// So is what a publication remembers there. Nothing was written.
    #[error("the target has a {STATE} that this version of promulgate cannot read")]
    UnreadableState,
    /// The plan is refused. Nothing was written.
    #[error(transparent)]
    Objection(#[from] Objection),
    /// Something at the target is larger than such a file can be.
    #[error("`{path}` has {size} bytes at the target")]
    TooLarge { path: String, size: u64 },
    /// What is at the target for good is not what it must be. It was not written over.
    #[error(
        "what was published for good is not what this site has:\n  {}\nnothing of it was written over",
        .0.join("\n  ")
    )]
    Tampered(Vec<String>),
    /// Two publications could mix.
    #[error(
        "the target takes no notice of conditions (`If-None-Match`), without which two publications could mix and a sealed text \
         could be written over; use a service that does"
    )]
    WithoutConditions,
    /// Another publication is under way.
    #[error(transparent)]
    Locked(#[from] Locked),
    /// Another publication came between; this one stopped.
    #[error(transparent)]
    Overtaken(#[from] Overtaken),
    /// The system refused threads.
    #[error("cannot start")]
    Threads(#[source] io::Error),
    /// The system refused the lock of a folder.
    #[error("cannot lock {}", .0.display())]
    Lock(PathBuf, #[source] io::Error),
    /// The folder to which is published cannot be written.
    #[error("cannot write to {}: {why}", .path.display())]
    Write { path: PathBuf, why: String },
    /// The target takes no such name.
    #[error("`{path}` cannot be a name there")]
    Name {
        path: String,
        #[source]
        why: object_store::path::Error,
    },
    /// The target could not be read or written.
    #[error("cannot {doing} `{path}`: {why}")]
    Request { doing: &'static str, path: String, why: String },
    /// What was uploaded is not there as it was sent.
    #[error("`{path}` was uploaded, but {fault} when it is read again")]
    ReadAgain { path: String, fault: &'static str },
    /// The words of a panic are not repeated: they may hold what was to be sent.
    #[error("the publication stopped at a fault of promulgate or of a library")]
    Panic,
}

/// Why something is not to be published.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// With what was found in it, as people read it.
    #[error("{} is not as it was built; build it again\n{findings}", .folder.display())]
    NotAsBuilt { folder: PathBuf, findings: String },
    #[error("{} was built with --drafts: it is a preview that is not to be published; build without it", .0.display())]
    Preview(PathBuf),
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    /// Of a rollback, as those below.
    #[error("there is no earlier publication to which to go back")]
    NothingEarlier,
    #[error("the manifest to which to go back is not kept at the target")]
    ManifestNotKept,
    #[error("`{0}` as it was before is not kept at the target")]
    NotKept(String),
}

/// Who holds the lock.
#[derive(Debug, thiserror::Error)]
pub enum Locked {
    /// Another publication to an object store, whose lock ends by itself, if it says when.
    #[error(
        "another publication to this target is under way{}. If you know that none runs, --break-lock takes it over",
        .ends.map(|ends| format!("; unless it goes on, its lock ends at {ends}")).unwrap_or_default()
    )]
    Lease { ends: Option<Timestamp> },
    /// Another publication to a folder.
    #[error("another publication to this folder is under way; run it again when that has ended")]
    Folder,
}

/// How another publication came between.
#[derive(Debug, thiserror::Error)]
pub enum Overtaken {
    #[error("the lock could not be renewed, so the publication stopped; run it again")]
    NotRenewed,
    #[error("another publication took the lock, so this one stopped; run it again when the other has ended")]
    LockTaken,
    #[error("`{0}` was written by somebody else in the meantime, so the publication stopped; run it again")]
    Written(String),
}
