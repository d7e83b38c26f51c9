//! JSON as it is written.

use serde::Serialize;

/// JSON for programs and for people who look at it.
pub fn json(view: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(view).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
