//! What publishing remembers at the target, beside the site: what went and when, what may be half done, what can be put back.
//!
//! ```json
//! {"shape": 1, "gone": {"en/old/index.html": "2026-11-25"}, "pending": null, "previous": SHA256, "kept": [SHA256]}
//! ```

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::paths::is_plain;
use crate::markdown::Fingerprint;

/// Its path below the target.
pub const STATE: &str = ".promulgate/state.json";

const SHAPE: u32 = 1;

/// What publishing remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TargetState {
    /// Files that the site no longer has, with the day on which they went.
    pub gone: BTreeMap<String, Date>,
    /// A publication that was begun; nothing once it has ended.
    pub pending: Option<Pending>,
    /// The manifest to which a rollback leads.
    pub previous: Option<Fingerprint>,
    /// What is kept of it below [`OBJECTS`].
    pub kept: BTreeSet<Fingerprint>,
}

/// A publication that was begun. Its files may be there or not; whoever comes next uploads them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The files that it was to write.
    pub paths: BTreeSet<String>,
    /// The manifest that it was to write, kept below [`OBJECTS`].
    pub manifest: Fingerprint,
    /// The manifest that was there before.
    pub replaces: Option<Fingerprint>,
}

/// Where what can be put back is kept, each under its SHA-256.
pub const OBJECTS: &str = ".promulgate/objects/";

/// Where the bytes with that SHA-256 are kept.
pub fn object(sha256: Fingerprint) -> String {
    format!("{OBJECTS}{sha256}")
}

#[derive(Serialize, Deserialize)]
struct StateView {
    shape: u32,
    gone: BTreeMap<String, String>,
    pending: Option<PendingView>,
    previous: Option<String>,
    kept: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct PendingView {
    paths: Vec<String>,
    manifest: String,
    replaces: Option<String>,
}

impl TargetState {
    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let digits = |fingerprint: &Fingerprint| fingerprint.to_string();
        let view = StateView {
            shape: SHAPE,
            gone: self.gone.iter().map(|(path, day)| (path.clone(), day.to_string())).collect(),
            pending: self.pending.as_ref().map(|pending| PendingView {
                paths: pending.paths.iter().cloned().collect(),
                manifest: pending.manifest.to_string(),
                replaces: pending.replaces.as_ref().map(digits),
            }),
            previous: self.previous.as_ref().map(digits),
            kept: self.kept.iter().map(digits).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&view).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// What the bytes of a state say; `None` if this version of the program cannot read them. Paths that no build can
    /// have made are left out: they must never be deleted.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let view = serde_json::from_slice::<StateView>(bytes).ok().filter(|view| view.shape == SHAPE)?;
        let optional = |digits: Option<String>| match digits {
            Some(digits) => Fingerprint::parse(&digits).map(Some),
            None => Some(None),
        };
        let pending = match view.pending {
            None => None,
            Some(pending) => Some(Pending {
                paths: pending.paths.into_iter().filter(|path| is_plain(path)).collect(),
                manifest: Fingerprint::parse(&pending.manifest)?,
                replaces: optional(pending.replaces)?,
            }),
        };
        let gone = view.gone.into_iter().filter(|(path, _)| is_plain(path));
        let gone = gone.map(|(path, day)| Some((path, day.parse::<Date>().ok()?)));
        Some(TargetState {
            gone: gone.collect::<Option<_>>()?,
            pending,
            previous: optional(view.previous)?,
            kept: view.kept.iter().map(|digits| Fingerprint::parse(digits)).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_state_is_read_as_it_was_written() {
        let state = TargetState {
            gone: [("en/old/index.html".to_owned(), date(2026, 11, 1))].into(),
            pending: Some(Pending {
                paths: ["a".to_owned()].into(),
                manifest: Fingerprint([1; 32]),
                replaces: None,
            }),
            previous: Some(Fingerprint([2; 32])),
            kept: [Fingerprint([3; 32])].into(),
        };
        assert_eq!(TargetState::parse(&state.to_bytes()), Some(state));
    }

    #[test]
    fn paths_that_lead_elsewhere_are_forgotten() {
        let state = br#"{"shape":1,"gone":{"../x":"2026-01-01","ok":"2026-01-01"},"pending":null,"previous":null,"kept":[]}"#;
        let paths: Vec<String> = TargetState::parse(state).expect("a state").gone.into_keys().collect();
        assert_eq!(paths, ["ok"]);
    }
}
