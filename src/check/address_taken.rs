use std::collections::HashMap;

use crate::library::{Jurisdiction, Library, PolicyId};
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// Two policies have the same address, or a former name of one is taken by another.
    ///
    /// A policy's address is made from its folder's own name, and one of the two would be lost. The same holds for a
    /// name under `formerly` that another policy bears, and for that of an addendum where another one, or a
    /// jurisdiction, has the address. Capitals make no difference: some systems do not tell them apart. For example,
    /// both of these would be `/en/privacy/`:
    ///
    /// ```text
    /// content/privacy/
    /// content/old/privacy/
    /// ```
    ///
    /// Way out: rename one of the folders, or take the name out of `formerly`.
    ADDRESS_TAKEN = "address-taken", Error;
}

pub fn check(library: &Library, findings: &mut Findings) {
    let mut taken: HashMap<String, (&str, Span)> = HashMap::new();
    for (_, policy) in library.main_policies() {
        let address = format!("/LANG/{}/", policy.name.to_lowercase());
        let span = Span::start_of(policy.file);
        claim(&mut taken, findings, address, &policy.folder, span);
    }
    for (_, policy) in library.main_policies() {
        for (name, span) in &policy.formerly {
            claim(&mut taken, findings, format!("/LANG/{}/", name.to_lowercase()), &policy.folder, *span);
        }
    }
    addenda(library, findings);
}

/// Addenda may share jurisdictions, whose pages they are on; an earlier name is taken by any of these.
fn addenda(library: &Library, findings: &mut Findings) {
    let mut taken: HashMap<String, (&str, Span)> = HashMap::new();
    let address = |parent: PolicyId, code: &str| {
        format!("/LANG/{}/in/{}/", library.policy(parent).name.to_lowercase(), code.to_lowercase())
    };
    let addenda = || library.all().filter_map(|(_, policy)| Some((policy, policy.parent?)));
    for (policy, parent) in addenda() {
        let codes = policy.jurisdictions.iter().map(Jurisdiction::as_str).chain([&*policy.name]);
        for code in codes {
            taken.entry(address(parent, code)).or_insert((&policy.folder, Span::start_of(policy.file)));
        }
    }
    for (policy, parent) in addenda() {
        for (name, span) in &policy.formerly {
            claim(&mut taken, findings, address(parent, name), &policy.folder, *span);
        }
    }
}

const HELP: &str = "rename one of the folders, or take the name out of `formerly`";

fn claim<'a>(
    taken: &mut HashMap<String, (&'a str, Span)>,
    findings: &mut Findings,
    address: String,
    folder: &'a str,
    span: Span,
) {
    match taken.get(&address) {
        None => drop(taken.insert(address, (folder, span))),
        Some((other, first)) => {
            let message = format!("`{folder}` and `{other}` would both be at {address}");
            let finding = Finding::new(&ADDRESS_TAKEN, span, message, HELP);
            findings.push(finding.label(*first, "the address is taken here"));
        }
    }
}
