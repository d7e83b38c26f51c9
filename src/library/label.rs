//! The names of versions, and the words that stand in their place.

use std::fmt;
use std::sync::Arc;

/// The ledger's name in a folder `versions/`. It is here, below `ledger/`, because it lies beside the folders that labels name, so no
/// label may be it.
pub const LEDGER: &str = "ledger.toml";

/// What stands in the place of a label for the text that is being edited.
pub const WORKING: &str = "working";

/// What the version in force is called where a version is named.
pub const IN_FORCE: &str = "in-force";

/// What the version that is announced next is called there.
pub const UPCOMING: &str = "upcoming";

/// The name of a version in its address, such as `2021-02-09`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(Arc<str>);

impl Label {
    /// Reads a label: ASCII letters, digits, full stops and hyphens, a letter or digit first, and not the ledger's name nor
    /// [`WORKING`].
    pub fn parse(label: &str) -> Option<Self> {
        let good = label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
        let taken = [LEDGER, WORKING].iter().any(|name| label.eq_ignore_ascii_case(name));
        (good && !taken).then(|| Label(label.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
