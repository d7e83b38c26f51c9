use rayon::prelude::*;

use crate::library::layout::LEDGER;
use crate::library::ledger::{self, Entry, GENESIS};
use crate::library::{Ledger, Library, Policy, codes};
use crate::markdown::fingerprint;
use crate::source::{Finding, Findings, Place, Sources, Span, Tree};

crate::codes! {
    /// A sealed file is not what was released: its fingerprint (SHA-256) is another than the ledger says.
    ///
    /// A text that was once in force must stay word for word. Even a space or a line end counts. For example:
    ///
    /// ```text
    /// content/privacy/versions/2021-02-09/en.md
    ///   as released  We answer within 30 days.
    ///   now          We answer within 60 days.
    /// ```
    ///
    /// Way out: restore the file as it was released, for example with `git restore` or `git checkout`. A change of the
    /// text is a new version: `promulgate release`. If git changed the line ends of every file, add
    /// `**/versions/** -text` to `.gitattributes` and check the files out again.
    SEALED_CHANGED = "sealed-changed", Error;

    /// The ledger, the list of every file that was released, has an entry for a file that is not there.
    ///
    /// What was released must be there for ever. For example:
    ///
    /// ```text
    /// content/privacy/versions/
    ///   ledger.toml         (lists 2021-02-09/ms.md)
    ///   2021-02-09/
    ///     version.toml
    ///     en.md             (and no ms.md)
    /// ```
    ///
    /// Way out: restore the file from your repository or archive.
    SEALED_MISSING = "sealed-missing", Error;

    /// A file in a version's folder has no entry in the ledger, or the policy has no ledger at all.
    ///
    /// Nobody could tell whether the file is what was released, or whether entries were cut off the ledger. For
    /// example:
    ///
    /// ```text
    /// content/privacy/versions/
    ///   2021-02-09/
    ///     version.toml
    ///     en.md             (and there is no ledger.toml)
    /// ```
    ///
    /// Way out: if the files are an archive from before promulgate, or were put there by hand,
    /// `promulgate adopt POLICY` enters them. If the ledger was there before, restore it instead.
    NOT_IN_LEDGER = "not-in-ledger", Error;

    /// An entry of the ledger was changed, taken out, put in or moved after it was written.
    ///
    /// Each entry carries a fingerprint (a hash) of its own lines and that of the entry before. They do not fit any
    /// more, so the ledger proves nothing. For example, in the entry of a version:
    ///
    /// ```text
    /// as written   effective = 2021-02-09
    /// now          effective = 2021-02-01
    /// ```
    ///
    /// Way out: restore the ledger from your repository or archive.
    BROKEN_CHAIN = "broken-chain", Error;
}

/// Verifies every ledger, and every sealed file against it.
pub fn check(library: &Library, tree: &Tree, findings: &mut Findings) {
    findings.par_extend(library.policies.par_iter().flat_map_iter(|policy| {
        let mut findings = Findings::new();
        check_chain(&policy.ledger, &tree.sources, &mut findings);
        check_records(policy, &mut findings);
        check_files(policy, tree, &mut findings);
        report_unlisted(policy, tree, &mut findings);
        findings
    }));
}

/// Verifies that no entry of a ledger was changed, taken out, put in or moved.
pub fn check_chain(ledger: &Ledger, sources: &Sources, findings: &mut Findings) {
    let mut before = GENESIS;
    for (number, entry) in numbered(ledger) {
        let lines = ledger::covered(sources.cut(entry.span));
        let own = fingerprint::of_bytes(lines.as_bytes());
        let path = &entry.record.path;
        if own != entry.hash {
            let message = format!(
                "entry {number} of the ledger, for `{path}`, was changed: the SHA-256 of its lines is {own}, its hash \
                 says {}",
                entry.hash
            );
            findings.push(Finding::new(&BROKEN_CHAIN, entry.span, message, ledger::RESTORE));
        }
        if entry.prev != before {
            let message = format!(
                "entry {number} of the ledger, for `{path}`, does not follow the one before: it is chained to {}, but \
                 the hash before it is {before}",
                entry.prev
            );
            findings.push(Finding::new(&BROKEN_CHAIN, entry.span, message, ledger::RESTORE));
        }
        before = entry.hash;
    }
}

/// An entry must say of its file what the file says itself.
fn check_records(policy: &Policy, findings: &mut Findings) {
    for (number, entry) in numbered(&policy.ledger) {
        let record = &entry.record;
        let name = record.path.strip_prefix(&format!("{}/", record.label));
        let days = policy.version(&record.label).and_then(|version| match name {
            Some("version.toml") => Some((version.released, version.effective)),
            Some("withdrawn.toml") => {
                version.withdrawn.as_ref().map(|withdrawal| (withdrawal.released, withdrawal.effective))
            }
            _ => None,
        });
        let agrees = days.is_none_or(|days| days == (record.released, record.effective));
        if name.is_none() || !agrees {
            let message = format!("entry {number} of the ledger contradicts its file `{}`", record.path);
            findings.push(Finding::new(&codes::BROKEN_LEDGER, entry.span, message, ledger::RESTORE));
        }
    }
}

fn check_files(policy: &Policy, tree: &Tree, findings: &mut Findings) {
    for (number, entry) in numbered(&policy.ledger) {
        let path = format!("{}/{}", policy.versions_folder(), entry.record.path);
        let wanted = entry.record.sha256;
        let (place, found) = match policy.sealed.file(&entry.record.path) {
            Some(file) => (Span::start_of(file).into(), Some(tree.sources.get(file).sha256())),
            None => {
                let bytes = tree.unread.get(path.as_str()).and_then(Option::as_deref);
                (Place::Path(path.as_str().into()), bytes.map(fingerprint::of_bytes))
            }
        };
        let finding = match found {
            Some(found) if found == wanted => continue,
            Some(found) => {
                let message = format!(
                    "`{path}` was changed after its release: its SHA-256 is {found}, entry {number} of the ledger says \
                     {wanted}"
                );
                let help = format!(
                    "`git restore {path}` brings it back; a change of the text is made in the working text, and released"
                );
                Finding::new(&SEALED_CHANGED, place, message, help)
            }
            None if is_unread(tree, &path) => {
                let message = format!(
                    "`{path}` cannot be read, so nobody can tell whether it is still what entry {number} of the ledger lists"
                );
                Finding::new(
                    &SEALED_MISSING,
                    place,
                    message,
                    "look at the permissions of the file and its folder",
                )
            }
            None => {
                let message = format!(
                    "`{path}` is gone, which entry {number} of the ledger lists with the SHA-256 {wanted}"
                );
                let help = "restore the file from your repository or archive";
                Finding::new(&SEALED_MISSING, place, message, help)
            }
        };
        findings.push(finding.label(entry.span, format!("entry {number}")));
    }
}

/// True if a file is there, but it or a folder above it cannot be read.
fn is_unread(tree: &Tree, path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.chain([path]).any(|part| tree.unread.contains_key(part))
}

/// Reports sealed files that the ledger does not list: each by its name, a whole version or a whole archive once.
fn report_unlisted(policy: &Policy, tree: &Tree, findings: &mut Findings) {
    let folder = policy.versions_folder();
    let ledger = format!("{folder}/{LEDGER}");
    let is_faulty = policy.ledger.is_faulty || tree.unread.contains_key(ledger.as_str());
    if policy.sealed.files().next().is_none() || is_faulty {
        return;
    }
    let adopt = format!(
        "restore the ledger if it was longer; what was never in one is entered with `promulgate adopt {}`",
        policy.folder
    );
    if policy.ledger.entries.is_empty() {
        let message =
            format!("the versions of `{}` are in no ledger: nobody answers for them", policy.folder);
        findings.push(Finding::new(&NOT_IN_LEDGER, Place::Path(ledger.into()), message, adopt));
        return;
    }
    let is_listed = |path: &str| policy.ledger.find(path).is_some();
    for (path, file) in policy.sealed.files().filter(|(path, _)| !is_listed(path)) {
        let (label, name) = path.split_once('/').unwrap_or((path, ""));
        let whole = format!("{label}/version.toml");
        if name != "version.toml" && policy.sealed.file(&whole).is_some() && !is_listed(&whole) {
            continue; // said of the whole version
        }
        let hash = fingerprint::of_bytes(tree.sources.get(file).text.as_bytes());
        let message = match name {
            "version.toml" => format!(
                "the version `{label}` is not in the ledger of {} entries; the SHA-256 of its version.toml is {hash}",
                policy.ledger.entries.len()
            ),
            _ => format!("`{folder}/{path}` is not in the ledger; its SHA-256 is {hash}"),
        };
        findings.push(Finding::new(&NOT_IN_LEDGER, Span::start_of(file), message, adopt.clone()));
    }
}

/// The entries as people count them, from 1.
fn numbered(ledger: &Ledger) -> impl Iterator<Item = (usize, &Entry)> {
    ledger.entries.iter().enumerate().map(|(index, entry)| (index + 1, entry))
}
