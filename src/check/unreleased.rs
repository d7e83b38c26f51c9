use crate::library::Library;
use crate::source::{Finding, Findings, Span};

crate::codes! {
    /// A policy has working texts but no version, so that readers see nothing of it.
    ///
    /// Only the folders below `versions/` are published; working texts are a preview (`build --drafts`).
    ///
    /// Way out: release it when it is ready.
    UNRELEASED = "unreleased", Note;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for policy in library.policies.iter().filter(|policy| policy.versions.is_empty()) {
        findings.push(Finding::new(
            &UNRELEASED,
            Span::start_of(policy.file),
            format!("the policy `{}` has no version yet: readers see nothing of it", policy.folder),
            "look at it with `promulgate build --drafts`",
        ));
    }
}
