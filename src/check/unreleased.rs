use crate::library::Library;
use crate::source::{Finding, Findings, Place, Span};

crate::source::codes! {
    /// A policy has working texts but no version, so that readers see nothing of it.
    ///
    /// Only the folders below `versions/` are published; working texts are a preview (`build --drafts`). For example:
    ///
    /// ```text
    /// content/privacy/
    ///   policy.toml
    ///   en.md               (and no versions/)
    /// ```
    ///
    /// Way out: `promulgate release POLICY` when it is ready.
    UNRELEASED = "unreleased", Note;

    /// There is no policy below `content/`.
    ///
    /// The site would be a list without entries. For example:
    ///
    /// ```text
    /// policies/
    ///   promulgate.toml
    ///   content/            (empty)
    /// ```
    ///
    /// Way out: begin a policy with `promulgate new policy NAME`, or name the right folder with `--root`.
    NO_POLICY = "no-policy", Error;
}

pub fn check(library: &Library, findings: &mut Findings) {
    if library.policies.is_empty() {
        let place = Place::Path("content".into());
        let help = "begin one with `promulgate new policy NAME`";
        findings.push(Finding::new(&NO_POLICY, place, "the site has no policy", help));
    }
    for policy in library.policies.iter().filter(|policy| policy.version_folders().names().is_empty()) {
        findings.push(Finding::new(
            &UNRELEASED,
            Span::start_of(policy.file),
            format!("the policy `{}` has no version yet: readers see nothing of it", policy.folder),
            "look at it with `promulgate build --drafts`",
        ));
    }
}
