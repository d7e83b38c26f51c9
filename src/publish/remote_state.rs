//! What is at the target before anything is done.

use bytes::Bytes;
use object_store::UpdateVersion;

use super::failure::Failure;
use super::state::{STATE, TargetState};
use super::store::Remote;
use super::verify;
use crate::markdown::{Fingerprint, fingerprint};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::source::tree::MAX_FILE;

/// What is at the target.
pub struct RemoteState {
    pub manifest: Option<RemoteManifest>,
    pub state: TargetState,
    /// The version of the file of the state; `None` if there is none.
    pub state_version: Option<UpdateVersion>,
}

/// The manifest at the target.
pub struct RemoteManifest {
    pub manifest: Manifest,
    pub bytes: Bytes,
    pub sha256: Fingerprint,
    pub version: UpdateVersion,
}

impl RemoteState {
    /// Looks at the target.
    ///
    /// # Errors
    /// If it cannot be read, or if what is there was not written by a program that this one understands.
    pub async fn look(remote: &Remote) -> Result<Self, Failure> {
        let manifest = match remote.get(MANIFEST, MAX_FILE).await? {
            None => None,
            Some(there) => Some(RemoteManifest {
                manifest: verify::manifest(&there.bytes, "the target")?,
                sha256: fingerprint::of_bytes(&there.bytes),
                bytes: there.bytes,
                version: there.version,
            }),
        };
        let (state, state_version) = match remote.get(STATE, MAX_FILE).await? {
            None => (TargetState::default(), None),
            Some(there) => {
                let state = TargetState::parse(&there.bytes).ok_or(Failure::UnreadableState)?;
                (state, Some(there.version))
            }
        };
        Ok(RemoteState { manifest, state, state_version })
    }
}
