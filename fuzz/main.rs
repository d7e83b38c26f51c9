//! Targets for random input: each reads anything at all, and what must hold of it does. Run as tests, each reads the files of its
//! corpus, `fuzz/corpus/NAME/`, and then random bytes for a second. For hours, and with what to do about a failure: CONTRIBUTING.md.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests say what they expect"
)]

mod input;
#[path = "../tests/it/invariants.rs"]
#[allow(dead_code, reason = "the integration tests use the rest")]
mod invariants;
#[path = "../tests/it/said.rs"]
mod said;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use promulgate::library::Address;
use promulgate::locale::Lang;
use promulgate::markdown::{self, Step, Walk};
use promulgate::source::{Findings, Place, Sources, human, json, sarif, yaml};
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};

/// The longest random input, in bytes; one can be many times as long as a text.
const LONGEST: usize = 400;

/// Runs `check` with each file of a target's corpus, and with random bytes for as many seconds as `PROMULGATE_BYTES_SECONDS` says, or for
/// one. Proptest makes what fails as small as it can.
fn target(name: &str, check: impl Fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut count = 0;
    for file in fs::read_dir(&corpus).expect("a corpus") {
        let path = file.expect("a file").path();
        // Printed only if it fails.
        println!("{}", path.display());
        check(&fs::read(&path).expect("a file"));
        count += 1;
    }
    assert!(count > 0, "{} is empty", corpus.display());
    let given = std::env::var("PROMULGATE_BYTES_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let (begun, time) = (Instant::now(), Duration::from_secs(given.unwrap_or(1)));
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() });
    while begun.elapsed() < time {
        let bytes = prop::collection::vec(any::<u8>(), 0..LONGEST);
        match runner.run(&bytes, |bytes| {
            check(&bytes);
            Ok(())
        }) {
            Ok(()) => {}
            Err(TestError::Fail(why, bytes)) => {
                panic!(
                    "{why}\nthe input, for a file in {}:\n{:?}\nthese bytes: {bytes:?}",
                    corpus.display(),
                    input::text(&bytes)
                )
            }
            Err(TestError::Abort(why)) => panic!("{why}"),
        }
    }
}

#[test]
fn parse() {
    target("parse", |bytes| {
        let text = input::text(bytes);
        invariants::check_text(&text);
        let document = invariants::parse(&text);
        let blocks = Walk::of(&document).filter(|step| matches!(step, Step::Block(..))).count();
        assert_eq!(blocks, document.blocks.len(), "a walk comes to every block once");
        invariants::check_text(&markdown::write(&document));
        // A character that no text has, and that cannot be written as a number.
        if !text.contains('\0') && !said::is_beyond_markdown(&document) {
            said::check(&text).expect("what is written says the same");
        }
    });
}

#[test]
fn compare() {
    target("compare", |bytes| {
        let [old, new] = input::texts(bytes);
        invariants::check_redline(&old, &new);
    });
}

#[test]
fn measure() {
    target("measure", |bytes| {
        let [base, current, translation] = input::texts(bytes);
        invariants::check_drift(&base, &current, &translation);
    });
}

#[test]
fn address() {
    let languages = ["en", "zh-CN", "ms"].map(|tag| Lang::parse(tag).expect("a tag"));
    target("address", |bytes| {
        let path = input::text(bytes);
        let Some(address) = Address::parse_in(&path, &languages) else { return };
        let printed = address.to_string();
        assert_eq!(
            Address::parse_in(&printed, &languages),
            Some(address),
            "{path:?} is printed as {printed:?}"
        );
    });
}

#[test]
fn yaml() {
    target("yaml", |bytes| {
        let text = input::text(bytes);
        let mut sources = Sources::default();
        let file = sources.add("text.md".into(), text.as_str().into());
        let mut findings = Findings::new();
        let values = yaml::read(file, &text, 0, &["translates"], &mut findings);
        for value in values.values() {
            let written = text.get(value.range.clone()).expect("a passage of the text");
            assert!(written.contains(&value.value), "{value:?} is written {written:?}");
        }
        assert_printed(&findings, &sources);
    });
}

/// As the files of a site, of which each is read into the type of its name.
#[test]
fn toml() {
    let site = tempfile::tempdir().expect("a folder");
    let content = site.path().join("content/privacy/versions/1");
    fs::create_dir_all(&content).expect("a folder");
    let files = [
        "promulgate.toml",
        "content/cookies.toml",
        "content/privacy/policy.toml",
        "content/privacy/versions/ledger.toml",
        "content/privacy/versions/1/version.toml",
    ];
    target("toml", |bytes| {
        let texts: [String; 5] = input::texts(bytes);
        for (path, text) in files.iter().zip(&texts) {
            fs::write(site.path().join(path), text).expect("a file");
        }
        let opened =
            promulgate::open(site.path(), promulgate::Date::constant(2026, 11, 24)).expect("a folder");
        let findings = promulgate::check(&opened);
        assert_printed(&findings, &opened.value.tree.sources);
    });
}

/// That each finding has a place that is there, and can be printed in every form.
#[track_caller]
fn assert_printed(findings: &Findings, sources: &Sources) {
    for finding in findings {
        if let Place::Passage(span) = finding.place {
            let text = &sources.get(span.file).text;
            assert!(text.get(span.range()).is_some(), "{finding:?} is at no passage");
        }
        assert!(!finding.help.is_empty(), "{finding:?} has no way out");
    }
    let forms = [
        human::print(findings, sources, false),
        json::print(findings, sources),
        sarif::print(findings, sources),
    ];
    assert!(forms.iter().all(|printed| findings.is_empty() || !printed.is_empty()));
}
