use crate::library::Library;
use crate::source::tree::STAGED;
use crate::source::{Finding, Findings, Place};

crate::source::codes! {
    /// A release was interrupted, and has left a hidden folder below `versions/`.
    ///
    /// Nothing is lost: a release counts in whole once it is in the ledger, and not at all before. For example:
    ///
    /// ```text
    /// content/privacy/versions/
    ///   ledger.toml
    ///   .new-2021-02-09/
    /// ```
    ///
    /// Way out: none is needed. The next `release`, `adopt` or `withdraw` finishes it or clears it away.
    INTERRUPTED_RELEASE = "interrupted-release", Note;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for policy in &library.policies {
        for (label, counts) in policy.version_folders().interrupted() {
            let state = if counts {
                "after it was entered: it counts"
            } else {
                "before it was entered: it does not count"
            };
            findings.push(Finding::new(
                &INTERRUPTED_RELEASE,
                Place::Path(format!("{}/{STAGED}{label}", policy.versions_folder()).into()),
                format!("the release of `{label}` was interrupted {state}"),
                "the next release, adopt or withdraw finishes it or clears it away",
            ));
        }
    }
}
