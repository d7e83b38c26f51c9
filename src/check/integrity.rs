//! Whether the ledgers answer for what was released; what can be wrong is in `library/ledger/codes.rs`.

use rayon::prelude::*;

use crate::library::LEDGER;
use crate::library::ledger::{self, NOT_IN_LEDGER, SEALED_CHANGED, SEALED_MISSING, check_chain};
use crate::library::{Library, Policy, codes};
use crate::markdown::fingerprint;
use crate::source::{Finding, Findings, Place, Span, Tree};

/// Verifies every ledger, and every sealed file against it.
pub fn check(library: &Library, tree: &Tree, findings: &mut Findings) {
    findings.par_extend(library.policies.par_iter().flat_map_iter(|policy| {
        let mut findings = Findings::new();
        check_chain(policy.ledger(), &tree.sources, &mut findings);
        check_records(policy, &mut findings);
        check_files(policy, tree, &mut findings);
        report_unlisted(policy, tree, &mut findings);
        findings
    }));
}

/// An entry must say of its file what the file says itself.
fn check_records(policy: &Policy, findings: &mut Findings) {
    for (number, entry) in policy.ledger().numbered() {
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
    for (number, entry) in policy.ledger().numbered() {
        let path = format!("{}/{}", policy.versions_folder(), entry.record.path);
        let wanted = entry.record.sha256;
        let (place, found) = match policy.version_folders().file(&entry.record.path) {
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
    let is_faulty = policy.ledger().is_faulty || tree.unread.contains_key(ledger.as_str());
    if policy.version_folders().files().next().is_none() || is_faulty {
        return;
    }
    let adopt = format!(
        "restore the ledger if it was longer; what was never in one is entered with `promulgate adopt {}`",
        policy.folder
    );
    if policy.ledger().entries.is_empty() {
        let message =
            format!("the versions of `{}` are in no ledger: nobody answers for them", policy.folder);
        findings.push(Finding::new(&NOT_IN_LEDGER, Place::Path(ledger.into()), message, adopt));
        return;
    }
    let is_listed = |path: &str| policy.ledger().find(path).is_some();
    for (path, file) in policy.version_folders().files().filter(|(path, _)| !is_listed(path)) {
        let (label, name) = path.split_once('/').unwrap_or((path, ""));
        let whole = format!("{label}/version.toml");
        if name != "version.toml" && policy.version_folders().file(&whole).is_some() && !is_listed(&whole) {
            continue; // said of the whole version
        }
        let hash = fingerprint::of_bytes(tree.sources.get(file).text.as_bytes());
        let message = match name {
            "version.toml" => format!(
                "the version `{label}` is not in the ledger of {} entries; the SHA-256 of its version.toml is {hash}",
                policy.ledger().entries.len()
            ),
            _ => format!("`{folder}/{path}` is not in the ledger; its SHA-256 is {hash}"),
        };
        findings.push(Finding::new(&NOT_IN_LEDGER, Span::start_of(file), message, adopt.clone()));
    }
}
