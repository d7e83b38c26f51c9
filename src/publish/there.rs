//! What is at the target before anything is done.

use bytes::Bytes;
use object_store::UpdateVersion;

use super::failure::Failure;
use super::state::{STATE, State};
use super::store::Remote;
use super::verify;
use crate::markdown::{Fingerprint, fingerprint};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::source::tree::MAX_FILE;

/// What is at the target.
pub struct There {
    pub manifest: Option<ThereManifest>,
    pub state: State,
    /// The version of the file of the state; nothing if there is none.
    pub state_version: Option<UpdateVersion>,
}

/// The manifest at the target.
pub struct ThereManifest {
    pub manifest: Manifest,
    pub bytes: Bytes,
    pub sha256: Fingerprint,
    pub version: UpdateVersion,
}

impl There {
    /// Looks at the target.
    ///
    /// # Errors
    /// If it cannot be read, or if what is there was not written by a program that this one understands.
    pub async fn look(remote: &Remote) -> Result<Self, Failure> {
        let manifest = match remote.get(MANIFEST, MAX_FILE).await? {
            None => None,
            Some(there) => Some(ThereManifest {
                manifest: verify::manifest(&there.bytes, "the target")?,
                sha256: fingerprint::of_bytes(&there.bytes),
                bytes: there.bytes,
                version: there.version,
            }),
        };
        let (state, state_version) = match remote.get(STATE, MAX_FILE).await? {
            None => (State::default(), None),
            Some(there) => {
                let state = State::parse(&there.bytes).ok_or(Failure::UnreadableState)?;
                (state, Some(there.version))
            }
        };
        Ok(There { manifest, state, state_version })
    }
}
