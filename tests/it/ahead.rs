//! What is dated after today, and that a ledger answers for all that is published, whatever the order of the days in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use promulgate::library::AsOf;
use promulgate::pipeline::{Check, Opened};
use promulgate::publish::folder;
use promulgate::seal::{self, AdoptionOptions, Given, ReleaseRequest, Sealing, WithdrawalRequest};
use promulgate::source::{any_error, human};
use proptest::prelude::*;

use crate::living::{Site, assert_says};
use crate::support::{self, assert_code, printed, promulgate};

const CONFIG: &str =
    "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n";
const VERSIONS: &str = "content/terms/versions";
/// The day that it is by the clock.
const TODAY: Date = date(2026, 6, 1);

/// Entered on the command line where it must not be forgotten: in a far future, whatever the clock says.
const LATER: &str = "2206-11-29";

#[test]
fn what_is_dated_after_today_is_sealed_only_with_ahead() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    let run = |arguments: &[&str], code: i32| {
        let output = promulgate(&site.root, arguments);
        assert_code(&output, code);
        printed(&output)
    };
    let release = ["release", "privacy", "--yes", "--as-of", LATER];
    let said = run(&release, 2);
    assert_says(
        &said,
        "it would be released on 2206-11-29, which is still to come: by the clock of this machine it is",
    );
    assert_says(&said, "say --ahead");
    site.add("privacy/zh-CN.md", "新的一段。");
    run(&["release", "privacy", "--lang", "zh-CN", "--yes", "--as-of", LATER], 2);
    site.write(
        "privacy/versions/x/version.toml",
        "label = \"x\"\nreleased = 2109-01-01\neffective = 2109-02-01\n",
    );
    site.write("privacy/versions/x/en.md", "# Old\n");
    assert_says(
        &run(&["adopt", "privacy", "--yes"], 2),
        "privacy/versions/x/en.md: it would be released on 2109-01-01",
    );
    fs::remove_dir_all(site.path("privacy/versions/x")).expect("a folder");
    run(&[&release[..], &["--ahead"]].concat(), 0);
    // The way on: what is released today is published, and the slip of the pen is taken back.
    let said = run(&["check"], 0);
    assert_says(&said, "warning[dated-ahead]: entry 5 and ");
    assert_says(&said, "promulgate withdraw privacy 2206-11-29 --reason TEXT");
    assert_says(&run(&["check", "--as-of", "2206-12-01"], 0), "warning[dated-ahead]");
    let said = run(&["release", "privacy", "--yes"], 2);
    assert_says(&said, "the working text holds what is announced for 2206-11-29");
    run(&["withdraw", "privacy", LATER, "--reason", "A slip of the pen.", "--yes"], 0);
    let said = run(&["check"], 0);
    assert!(!said.contains("warning[dated-ahead]") && said.contains("note[dated-ahead]"), "{said}");
    let said = run(&["release", "privacy", "--yes"], 0);
    assert_says(&said, "the ledger has entries already that are dated 2206-11-29, of version 2206-11-29");
    run(&["check"], 0);
    run(&["build"], 0);
    run(&["verify"], 0);
    run(&["build", "--as-of", "2207-01-01"], 0);
    run(&["verify"], 0);
    let taken_back = site.root.join("public/en/privacy/v/2206-11-29/index.html");
    assert_says(&fs::read_to_string(taken_back).expect("a page"), "A slip of the pen.");
}

#[test]
fn the_past_can_be_published_though_its_archive_was_adopted_later() {
    let site = Site::new();
    site.write("privacy/versions/2019-01-01/version.toml", "released = 2019-01-01\neffective = 2019-01-01\n");
    site.write("privacy/versions/2019-01-01/en.md", "# Old\n");
    site.run("2026-03-01", &["adopt", "privacy", "--yes"], 0);
    site.run("2020-01-01", &["build", "--out", "past"], 0);
    assert_code(&promulgate(&site.root, &["verify", "past"]), 0);
    assert!(!site.root.join("past/en/privacy/v/2026-01-01").exists());
}

/// What people do to a site: what it is, on which day from today, and what they say besides.
#[derive(Debug, Clone)]
struct Step {
    kind: u8,
    days: i32,
    effective: i32,
    backdate: bool,
    ahead: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (0u8..5, -400i32..400, -30i32..90, any::<bool>(), any::<bool>())
        .prop_map(|(kind, days, effective, backdate, ahead)| Step { kind, days, effective, backdate, ahead })
}

fn open(root: &Path, day: Date) -> (Opened, Vec<promulgate::source::Finding>) {
    let opened = promulgate::pipeline::open(root, Check::All, |_| AsOf { day, today: TODAY })
        .expect("a readable folder");
    (opened.value, opened.findings)
}

/// Does a step; what is refused is as good. `number` makes each text and label another.
fn take(root: &Path, step: &Step, number: usize) {
    let day = TODAY.saturating_add(step.days.days());
    if step.kind <= 2 {
        fs::write(root.join("content/terms/en.md"), format!("# Terms\n\nText {number}.\n")).expect("a text");
    }
    if step.kind == 3 {
        let folder = root.join(VERSIONS).join(format!("a{number}"));
        fs::create_dir_all(&folder).expect("a folder");
        let days = format!("label = \"a{number}\"\nreleased = {day}\neffective = {day}\n");
        fs::write(folder.join("version.toml"), days).expect("a file");
        fs::write(folder.join("en.md"), format!("# Old {number}\n")).expect("a file");
    }
    let (opened, findings) = open(root, day);
    let library = opened.library.as_ref().expect("a site");
    let given = Given { library, tree: &opened.tree, findings: &findings };
    let policy = &library.policies[0];
    let (name, ahead) = ("terms".to_owned(), step.ahead);
    let sealing: Option<Sealing> = match step.kind {
        0..=2 => {
            let request = ReleaseRequest {
                policy: name,
                label: Some(format!("r{number}")),
                effective: Some(day.saturating_add(step.effective.days())),
                backdate: step.backdate,
                ahead,
                ..ReleaseRequest::default()
            };
            seal::plan_release(&given, &request).ok().map(|plan| plan.sealing)
        }
        3 => {
            let planned =
                seal::plan_adoption(&given, policy, AdoptionOptions { backdate: step.backdate, ahead });
            planned.ok().flatten().map(|adoption| adoption.sealing)
        }
        _ => {
            let last = policy.versions().iter().rfind(|version| version.withdrawn.is_none());
            let label = last.map(|version| version.label.to_string()).unwrap_or_default();
            let request = WithdrawalRequest {
                policy: name,
                label,
                reason: "A mistake.".to_owned(),
                effective: None,
                ahead,
            };
            seal::plan_withdrawal(&given, &request).ok().map(|plan| plan.sealing)
        }
    };
    match sealing {
        Some(sealing) => {
            assert!(ahead || step.kind == 4 || sealing.records.iter().all(|record| record.released <= TODAY));
            sealing.carry_out().expect("to be written");
        }
        None if step.kind == 3 => {
            fs::remove_dir_all(root.join(VERSIONS).join(format!("a{number}"))).expect("a folder");
        }
        None => {}
    }
}

/// The ledgers of the site as built on a day, which must be sound.
fn ledgers(root: &Path, day: Date) -> BTreeMap<String, Vec<u8>> {
    let (opened, mut findings) = open(root, day);
    let out = tempfile::tempdir().expect("a temporary folder");
    let out = out.path().join("public");
    let order = promulgate::pipeline::BuildOptions {
        out: &out,
        drafts: false,
        fresh: false,
        program: None,
        progress: &promulgate::progress::Unwatched,
    };
    let built = promulgate::pipeline::build(&opened, &mut findings, &order).expect("a build");
    let said = human::print(&findings, &opened.tree.sources, false);
    assert!(!any_error(&findings) && matches!(built, promulgate::pipeline::Built::Published(_)), "{said}");
    let verified = folder::verify(&out).expect("a tree");
    assert!(
        verified.findings.is_empty(),
        "{day}: {}",
        human::print(&verified.findings, &verified.sources, false)
    );
    let files = support::files(&out).into_iter().filter(|(path, _)| path.starts_with("ledgers/"));
    files.map(|(path, text)| (path, text.into_bytes())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn what_is_published_is_sound_on_every_day_and_a_later_ledger_begins_with_an_earlier_one(
        steps in prop::collection::vec(step(), 2..10),
        days in prop::collection::vec(-420i32..420, 1..4),
        further in step(),
    ) {
        let site = support::site(&[
            ("promulgate.toml", CONFIG),
            ("content/terms/policy.toml", "kind = \"notice\"\n"),
            ("content/terms/en.md", "# Terms\n\nText.\n"),
        ]);
        let root = site.path();
        for (number, step) in steps.iter().enumerate() {
            take(root, step, number);
        }
        let mut days: Vec<Date> = days.iter().map(|days| TODAY.saturating_add(days.days())).collect();
        days.sort();
        let mut before: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut compare = |day: Date| {
            let now = ledgers(root, day);
            for (path, bytes) in &before {
                assert!(now.get(path).is_some_and(|now| now.starts_with(bytes)), "{path} on {day}");
            }
            before = now;
        };
        days.iter().for_each(|day| compare(*day));
        take(root, &further, steps.len());
        days.last().into_iter().for_each(|day| compare(*day));
    }
}
