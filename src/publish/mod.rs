//! Puts a built tree where readers find it, and verifies one that is there.
//!
//! `verify.rs` judges what `folder.rs` or `web.rs` saw. A publication is planned first, as data (`plan.rs`), then carried out
//! phase by phase (`upload.rs`) under a lock (`lock.rs`); `run.rs` has the whole way. `docs/publishing.md` says what holds
//! at each moment.

pub mod codes;
pub mod folder;
mod headers;
mod ledgers;
mod observed;
pub mod paths;
pub mod state;
pub mod verify;

#[cfg(feature = "publish")]
mod environment;
#[cfg(feature = "publish")]
mod failure;
#[cfg(feature = "publish")]
mod guard;
#[cfg(feature = "publish")]
mod lock;
#[cfg(feature = "publish")]
pub mod plan;
#[cfg(feature = "publish")]
mod release;
#[cfg(feature = "publish")]
mod remote_state;
#[cfg(feature = "publish")]
mod run;
#[cfg(feature = "publish")]
mod secrets;
#[cfg(feature = "publish")]
mod setting_value;
#[cfg(feature = "publish")]
mod store;
#[cfg(feature = "publish")]
mod target;
#[cfg(feature = "publish")]
mod upload;
#[cfg(feature = "publish")]
pub mod web;

use crate::output::manifest::Manifest;
use crate::site::delivery::Class;

#[cfg(feature = "publish")]
pub use environment::is_setting;
#[cfg(feature = "publish")]
pub use failure::{Failure, Locked, Overtaken, Unfit};
#[cfg(feature = "publish")]
pub use run::{PublishOptions, PublishReport, ReleaseSource, publish};
#[cfg(feature = "publish")]
pub use target::folder_of;

/// The ledgers that a manifest lists.
fn ledger_paths(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.files.keys().map(String::as_str).filter(|path| Class::of(path) == Class::Ledger)
}

/// Runs what waits for a network.
#[cfg(feature = "publish")]
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}
