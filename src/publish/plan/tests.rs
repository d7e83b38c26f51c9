use jiff::civil::date;

use super::*;
use crate::markdown::fingerprint;
use crate::publish::state::Pending;

const RULES: Rules = Rules { today: date(2026, 11, 25), grace_days: 30, max_deletes: 2 };

fn manifest(files: &[(&str, &str)]) -> Manifest {
    let entry = |(path, text): &(&str, &str)| ((*path).to_owned(), FileEntry::of(path, text.as_bytes()));
    Manifest { files: files.iter().map(entry).collect(), ..Manifest::default() }
}

fn sha(manifest: &Manifest) -> Fingerprint {
    fingerprint::of_bytes(&manifest.to_bytes())
}

fn plan_of(new: &Manifest, there: Option<&Manifest>, state: &TargetState) -> Result<Plan, Objection> {
    let known = Known { manifest: there.map(|there| (there, sha(there))), state };
    plan(new, sha(new), &known, &RULES)
}

fn paths(plan: &Plan) -> Vec<(&str, Why)> {
    plan.uploads.iter().map(|upload| (upload.path.as_str(), upload.why)).collect()
}

const SITE: &[(&str, &str)] = &[
    ("en/privacy/index.html", "page"),
    ("en/privacy/v/1/policy.md", "sealed"),
    ("ledgers/privacy.toml", "ledger"),
    ("sitemap.xml", "map"),
    ("theme/a.css", "css"),
];

#[test]
fn everything_is_new_at_first_and_comes_in_order() {
    let plan = plan_of(&manifest(SITE), None, &TargetState::default()).expect("a plan");
    let order = [
        "theme/a.css",
        "en/privacy/v/1/policy.md",
        "ledgers/privacy.toml",
        "en/privacy/index.html",
        "sitemap.xml",
    ];
    assert_eq!(paths(&plan), order.map(|path| (path, Why::New)));
    assert!(plan.changes_manifest && plan.keep.is_empty() && plan.state.previous.is_none());
}

#[test]
fn nothing_is_to_be_done_twice() {
    let site = manifest(SITE);
    let plan = plan_of(&site, Some(&site), &TargetState::default()).expect("a plan");
    assert!(plan.is_empty());
    // What is there for good is looked at all the same.
    let guarded: Vec<&str> = plan.guards.iter().map(|guard| guard.path.as_str()).collect();
    assert_eq!(guarded, ["en/privacy/v/1/policy.md", "ledgers/privacy.toml"]);
}

#[test]
fn what_changed_is_uploaded_and_what_it_replaces_is_kept() {
    let old = manifest(SITE);
    let mut new = manifest(SITE);
    new.files.insert("en/privacy/index.html".to_owned(), FileEntry::of("en/privacy/index.html", b"other"));
    if let Some(entry) = new.files.get_mut("sitemap.xml") {
        entry.cache_control = "no-cache".to_owned();
    }
    let plan = plan_of(&new, Some(&old), &TargetState::default()).expect("a plan");
    assert_eq!(paths(&plan), [("en/privacy/index.html", Why::Changed), ("sitemap.xml", Why::Headers)]);
    let page = fingerprint::of_bytes(b"page");
    assert_eq!(plan.keep, [("en/privacy/index.html".to_owned(), page)]);
    assert_eq!(plan.state.previous, Some(sha(&old)));
    assert_eq!(plan.state.kept, [page, sha(&old), sha(&new)].into());
}

#[test]
fn what_an_interrupted_publication_may_have_written_is_written_again() {
    let site = manifest(SITE);
    let pending = Pending {
        paths: ["sitemap.xml".to_owned(), "en/new/index.html".to_owned()].into(),
        manifest: Fingerprint([7; 32]),
        replaces: Some(sha(&site)),
    };
    let state = TargetState { pending: Some(pending), ..TargetState::default() };
    let plan = plan_of(&site, Some(&site), &state).expect("a plan");
    assert_eq!(paths(&plan), [("sitemap.xml", Why::Unsure)]);
    assert!(!plan.is_empty() && !plan.changes_manifest);
    assert_eq!(plan.state.gone, [("en/new/index.html".to_owned(), RULES.today)].into());
    assert_eq!(plan.state.pending, None);
}

#[test]
fn a_sealed_text_never_changes() {
    let mut new = manifest(SITE);
    new.files
        .insert("en/privacy/v/1/policy.md".to_owned(), FileEntry::of("en/privacy/v/1/policy.md", b"other"));
    let objection = plan_of(&new, Some(&manifest(SITE)), &TargetState::default()).expect_err("an objection");
    assert_eq!(objection, Objection::SealedDiffers(vec!["en/privacy/v/1/policy.md".to_owned()]));
}

#[test]
fn files_go_after_their_days_of_grace_and_permanent_ones_never() {
    let nothing = manifest(&[]);
    let mut old = manifest(SITE);
    old.files
        .insert("en/privacy/v/1/index.html".to_owned(), FileEntry::of("en/privacy/v/1/index.html", b"v"));
    let first = plan_of(&nothing, Some(&old), &TargetState::default()).expect("a plan");
    assert!(first.deletes.is_empty());
    assert_eq!(first.state.gone.len(), 6);
    let mut state = first.state;
    for (path, since) in &mut state.gone {
        *since = if path == "sitemap.xml" { date(2026, 10, 27) } else { date(2026, 10, 26) };
    }
    let plan = plan_of(&nothing, Some(&nothing), &state).expect("a plan");
    let due: Vec<&String> = plan.deletes.keys().collect();
    assert_eq!(due, ["en/privacy/index.html", "theme/a.css"]);
    let left: Vec<&String> = plan.state.gone.keys().collect();
    assert_eq!(
        left,
        ["en/privacy/v/1/index.html", "en/privacy/v/1/policy.md", "ledgers/privacy.toml", "sitemap.xml"]
    );
}

#[test]
fn too_many_deletes_are_an_error() {
    let there = manifest(&[]);
    let gone = ["a", "b", "c"].map(|path| (path.to_owned(), date(2026, 1, 1)));
    let state = TargetState { gone: gone.into(), ..TargetState::default() };
    let objection = plan_of(&there, Some(&there), &state).expect_err("an objection");
    assert_eq!(objection, Objection::TooManyDeletes { due: 3, most: 2, first: "a".to_owned() });
}

#[test]
fn what_comes_back_is_no_longer_gone() {
    let site = manifest(SITE);
    let state =
        TargetState { gone: [("sitemap.xml".to_owned(), date(2020, 1, 1))].into(), ..TargetState::default() };
    let plan = plan_of(&site, Some(&manifest(&SITE[..3])), &state).expect("a plan");
    assert!(plan.deletes.is_empty() && plan.state.gone.is_empty());
}
