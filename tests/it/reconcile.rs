//! What people judge of a translation, and what the site shows of it: a policy of two versions whose Chinese text says the
//! first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{self, assert_code, build, check, printed, promulgate, site};

const DAY: &str = "2026-11-23";

const OLD: &str = "# Terms\n\nAn introduction that nobody changes.\n\n## Fees {#fees}\n\nYou pay 5 euros a month, in advance.\n\n\
    We send an invoice by e-mail.\n\n- Cards\n- Transfers\n\n## Data {#data}\n\nWe keep what you give us for 30 days.\n\n\
    Write to [us](https://example.com/contact).\n";
const NEW: &str = "# Terms\n\nAn introduction that nobody changes.\n\n## Fees {#fees}\n\nYou pay 6 euros a month, in advance.\n\n\
    We send an invoice by post.\n\n- Cards\n- Transfers\n- Vouchers\n\n## Data {#data}\n\nWe keep what you give us for 30 days.\n\n\
    Write to [us](https://example.com/write).\n\n## Disputes {#disputes}\n\nA court in Shah Alam decides.\n";
const CHINESE: &str = "# 条款\n\n无人更改的介绍。\n\n## 费用 {#fees}\n\n您每月预付5欧元。\n\n我们通过电子邮件发送发票。\n\n- 银行卡\n- 转账\n\n\
    ## 数据 {#data}\n\n您提供的信息，我们保存30天。\n\n请[联系我们](https://example.com/contact)。\n";

/// The site: version 2020-01-01 with its translation, version 2021-01-01 without.
fn two_versions() -> TempDir {
    let front = |label: &str, text: &str| format!("+++\ntranslates = \"{label}\"\n+++\n{text}");
    let version = |day: &str| {
        format!(
            "released = {day}\neffective = {day}\nmaterial = true\n\n[summary]\nen = \"New.\"\n\"zh-CN\" = \"新。\"\n"
        )
    };
    let translation = front("2020-01-01", CHINESE);
    site(&[
        (
            "promulgate.toml",
            "title = \"Terms\"\nbase_url = \"https://example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"zh-CN\"]\n",
        ),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        ("content/terms/en.md", NEW),
        ("content/terms/zh-CN.md", &translation),
        ("content/terms/versions/2020-01-01/version.toml", &version("2020-01-01")),
        ("content/terms/versions/2020-01-01/en.md", OLD),
        ("content/terms/versions/2020-01-01/zh-CN.md", &translation),
        ("content/terms/versions/2021-01-01/version.toml", &version("2021-01-01")),
        ("content/terms/versions/2021-01-01/en.md", NEW),
    ])
}

#[track_caller]
fn run(folder: &Path, code: i32, arguments: &[&str]) -> String {
    let output = promulgate(folder, &[arguments, &["--as-of", DAY]].concat());
    assert_code(&output, code);
    printed(&output)
}

/// By passage, as `reconcile` calls it: its state.
fn states(folder: &Path) -> BTreeMap<String, String> {
    let output = promulgate(folder, &["drift", "terms", "--format", "json", "--as-of", DAY]);
    let json: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", printed(&output)));
    let blocks = json["blocks"].as_array().expect("blocks");
    let name = |block: &Value| match block["translation"]["address"].as_str() {
        Some(address) => address.to_owned(),
        None => format!("en:{}", block["current"]["address"].as_str().expect("an address")),
    };
    blocks.iter().map(|block| (name(block), block["state"].as_str().expect("a state").to_owned())).collect()
}

/// Those that are not current.
fn behind(folder: &Path) -> Vec<(String, String)> {
    states(folder).into_iter().filter(|(_, state)| state != "current").collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect()
}

const ALL: &[(&str, &str)] = &[
    ("data/2", "minor"),
    ("en:disputes/0", "missing"),
    ("en:disputes/1", "missing"),
    ("en:fees/5", "missing"),
    ("fees/1", "critical"),
    ("fees/2", "stale"),
];

#[test]
fn a_translation_is_measured_against_what_is_in_force() {
    let site = two_versions();
    assert_eq!(behind(site.path()), pairs(ALL));
    let said = run(site.path(), 1, &["drift"]);
    assert!(
        said.contains("terms zh-CN: translates version 2020-01-01; measured against version 2021-01-01"),
        "{said}"
    );
    assert!(said.contains("critical fees/1: words, figure, since version 2021-01-01"), "{said}");
    assert!(said.contains("content/terms/zh-CN.md:10\n    您每月预付5欧元。"), "{said}");
    assert!(check(site.path()).contains("warning[translation-behind]"), "{}", check(site.path()));
}

#[test]
fn the_gate_is_what_the_site_says_and_gives_time_to_follow() {
    let site = two_versions();
    let drift = |day: &str, more: &[&str]| {
        promulgate(site.path(), &[&["drift", "--as-of", day], more].concat()).status.code()
    };
    assert_eq!(drift(DAY, &[]), Some(1));
    let config = fs::read_to_string(site.path().join("promulgate.toml")).expect("a file");
    let set = |more: &str| {
        fs::write(site.path().join("promulgate.toml"), format!("{config}\n[drift]\n{more}")).expect("a file")
    };
    set("grace_days = { zh-CN = 30 }\n");
    assert_eq!(drift("2021-01-30", &[]), Some(0));
    let said = printed(&promulgate(site.path(), &["drift", "--as-of", "2021-01-30"]));
    assert!(said.contains("has days of grace left, the first until 2021-01-31"), "{said}");
    assert_eq!(drift("2021-01-31", &[]), Some(1));
    set("grace_days = 30\n");
    assert_eq!(drift("2021-01-30", &[]), Some(0));
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1"]);
    set("");
    assert_eq!(drift(DAY, &[]), Some(0));
    set("fail_on = \"missing\"\n");
    assert_eq!(drift(DAY, &[]), Some(1));
    assert_eq!(drift(DAY, &["--fail-on", "critical"]), Some(0));
    assert_eq!(drift(DAY, &["--released", "--fail-on", "critical"]), Some(1));
    assert_eq!(drift(DAY, &["--against", "2020-01-01"]), Some(0));
    assert_eq!(drift(DAY, &["--against", "1999-01-01", "terms"]), Some(2));
    assert_eq!(drift(DAY, &["terms", "--lang", "en"]), Some(2));
}

/// A name that cannot be the mildest that fails is a mistake, but one that was meant as a tight gate opens none.
#[test]
fn every_state_fails_at_the_gates_that_are_as_tight() {
    const GRAVITY: [(&str, u8); 7] = [
        ("current", 0),
        ("minor", 1),
        ("stale", 2),
        ("orphan", 2),
        ("unbound", 2),
        ("missing", 3),
        ("critical", 4),
    ];
    let site = two_versions();
    let path = |name: &str| site.path().join(name);
    let config = fs::read_to_string(path("promulgate.toml")).expect("a file");
    let text = fs::read_to_string(path("content/terms/zh-CN.md")).expect("a text");
    for (name, _) in ALL {
        run(site.path(), 0, &["reconcile", "terms", "zh-CN", name, "--reason", "As it should be."]);
    }
    let reconciled = fs::read_to_string(path("content/terms/zh-CN.sync.toml")).expect("a file");
    // What an orphan is, only a text that lost a passage shows; it is as grave as what is unbound.
    for (state, gravity) in GRAVITY.into_iter().filter(|(state, _)| *state != "orphan") {
        fs::write(path("content/terms/zh-CN.sync.toml"), &reconciled).expect("a file");
        fs::write(path("content/terms/zh-CN.md"), in_state(state, &text)).expect("a file");
        if let Some((name, _)) = ALL.iter().find(|(_, other)| *other == state) {
            fs::remove_file(path("content/terms/zh-CN.sync.toml")).expect("a file");
            for (other, _) in ALL.iter().filter(|(other, _)| other != name) {
                fs::write(path("promulgate.toml"), &config).expect("a file");
                run(site.path(), 0, &["reconcile", "terms", "zh-CN", other, "--reason", "As it should be."]);
            }
        }
        let found: Vec<String> = behind(site.path()).into_iter().map(|(_, state)| state).collect();
        let expected = if state == "current" { Vec::new() } else { vec![state.to_owned()] };
        assert_eq!(found, expected);
        for (gate, least) in GRAVITY {
            // What is current cannot be meant to fail.
            let least = if gate == "current" { 4 } else { least };
            fs::write(path("promulgate.toml"), format!("{config}\n[drift]\nfail_on = \"{gate}\"\n"))
                .expect("a file");
            run(site.path(), i32::from(gravity >= least), &["drift", "terms"]);
            let is_mistake = matches!(gate, "current" | "orphan" | "unbound");
            assert_eq!(check(site.path()).contains("error[bad-value]"), is_mistake, "{gate}");
        }
    }
}

/// The translation with a passage that stands so, where only another text can have one.
fn in_state(state: &str, text: &str) -> String {
    if state == "unbound" { format!("{text}\n您的订单保存得更久。\n") } else { text.to_owned() }
}

#[test]
fn reconciling_a_passage_changes_that_passage_alone() {
    for (name, _) in ALL {
        let site = two_versions();
        run(site.path(), 0, &["reconcile", "terms", "zh-CN", name, "--reason", "As it should be."]);
        let expected: Vec<_> = pairs(ALL).into_iter().filter(|(other, _)| other != name).collect();
        assert_eq!(behind(site.path()), expected, "{name}");
        assert!(!check(site.path()).contains("error"), "{}", check(site.path()));
    }
}

#[test]
fn nothing_is_covered_that_was_not_named() {
    let site = two_versions();
    let sync = site.path().join("content/terms/zh-CN.sync.toml");
    // A whole document needs a yes; what has no counterpart needs a name and a reason.
    run(site.path(), 2, &["reconcile", "terms", "zh-CN"]);
    run(site.path(), 2, &["reconcile", "terms", "zh-CN", "en:fees/5"]);
    run(site.path(), 2, &["reconcile", "terms", "zh-CN", "fees/9"]);
    run(site.path(), 2, &["reconcile", "terms", "zh-CN", "nowhere"]);
    assert!(!sync.exists());
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees"]);
    assert_eq!(behind(site.path()), pairs(&[ALL[0], ALL[1], ALL[2], ALL[3]]));
    let said = run(site.path(), 0, &["reconcile", "terms", "zh-CN", "--yes"]);
    assert!(said.contains("not recorded: en:disputes/0 is missing"), "{said}");
    assert_eq!(behind(site.path()), pairs(&[ALL[1], ALL[2], ALL[3]]));
}

#[test]
fn what_was_reconciled_stays_when_passages_move_and_ends_when_they_change() {
    let site = two_versions();
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1", "--by", "A translator"]);
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    // The sections change their places, and the passage its number.
    let (before, data) = text.split_once("## 数据").expect("a section");
    let (title, fees) = before.split_once("## 费用").expect("a section");
    let moved = fees.replace(
        "您每月预付5欧元。\n\n我们通过电子邮件发送发票。",
        "我们通过电子邮件发送发票。\n\n您每月预付5欧元。",
    );
    fs::write(&path, format!("{title}## 数据{data}\n\n## 费用{moved}")).expect("a text");
    assert_eq!(states(site.path())["fees/2"], "current");
    assert_eq!(states(site.path())["fees/1"], "stale");
    fs::write(&path, text.replace("5欧元", "5个欧元")).expect("a text");
    assert_eq!(states(site.path())["fees/1"], "critical");
}

#[test]
fn what_was_reconciled_is_followed_to_a_later_version() {
    let site = two_versions();
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1", "fees/2"]);
    // The first comes back to what the translation never said; the second stays.
    fs::write(site.path().join("content/terms/en.md"), NEW.replace("6 euros", "5 euros")).expect("a text");
    run(
        site.path(),
        0,
        &[
            "release",
            "terms",
            "--yes",
            "--material",
            "--override-notice",
            "Urgent.",
            "--effective",
            DAY,
            "--summary",
            "en=New.",
            "--summary",
            "zh-CN=新。",
        ],
    );
    let states = states(site.path());
    assert_eq!((states["fees/1"].as_str(), states["fees/2"].as_str()), ("critical", "current"));
}

#[test]
fn a_whole_translation_is_offered_to_say_the_new_version() {
    let site = two_versions();
    for name in ["fees", "data", "en:fees/5", "en:disputes/0"] {
        run(site.path(), 0, &["reconcile", "terms", "zh-CN", name, "--reason", "Known."]);
    }
    let said = run(site.path(), 0, &["reconcile", "terms", "zh-CN", "en:disputes/1", "--reason", "Known."]);
    assert!(said.contains("every passage is current with `2021-01-01`"), "{said}");
    let text = || fs::read_to_string(site.path().join("content/terms/zh-CN.md")).expect("a text");
    // Nobody said yes.
    assert!(text().contains("translates = \"2020-01-01\""));
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "--yes"]);
    assert!(text().contains("translates = \"2021-01-01\""), "{}", text());
    assert_eq!(behind(site.path()), []);
}

#[test]
fn two_people_reconcile_without_a_conflict() {
    let site = two_versions();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let output = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(site.path())
            .output()
            .expect("git");
        assert!(output.status.success(), "git {arguments:?}: {}", printed(&output));
    };
    git(&["init", "-q", "-b", "main", "."]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "Start"]);
    for (branch, passages) in [("one", ["fees/1", "data/2"]), ("two", ["fees/2", "en:fees/5"])] {
        git(&["checkout", "-q", "-b", branch, "main"]);
        for passage in passages {
            run(site.path(), 0, &["reconcile", "terms", "zh-CN", passage, "--reason", "Read."]);
        }
        git(&["add", "-A"]);
        git(&["commit", "-qm", "Reconcile"]);
    }
    git(&["merge", "-q", "-m", "Merge", "one"]);
    assert_eq!(behind(site.path()), pairs(&[ALL[1], ALL[2]]));
}

#[test]
fn readers_see_what_their_translation_does_not_say() {
    let site = two_versions();
    let files = build(site.path(), date(2026, 11, 23), false).unwrap_or_else(|findings| panic!("{findings}"));
    let page = &files["zh-CN/terms/index.html"];
    for words in [
        "<div class=\"notice notice-drift\" role=\"note\" data-state=\"critical\" data-passages=\"",
        // What differs only in formatting or links is counted apart.
        "data-minor=\"1\">",
        "另有1处仅在格式、拼写、符号、链接或位置上有差异。",
        "data-block=\"fees/1\" data-drift=\"critical\"",
        "data-block=\"fees/2\" data-drift=\"stale\"",
        "data-block=\"data/2\" data-drift=\"minor\"",
        // In its place in the list, and behind the last section, in English and marked so.
        "<li><span class=\"drift-label\" lang=\"zh-CN\" dir=\"ltr\">尚未翻译：</span> <p data-block=\"fees/5\" data-drift=\"missing\" lang=\"en\" dir=\"ltr\">Vouchers</p>",
        "<h2 id=\"disputes\" data-block=\"disputes/0\" data-drift=\"missing\" lang=\"en\" dir=\"ltr\">Disputes",
        ">5 euros</del>",
    ] {
        assert!(page.contains(words), "no {words} in {page}");
    }
    assert!(page.find("Vouchers") < page.find("id=\"data\""), "{page}");
    let both = &files["zh-CN/terms/bilingual/index.html"];
    assert!(both.contains("您每月预付5欧元。") && both.contains("You pay 6 euros"), "{both}");
    assert!(both.contains("class=\"bilingual-row\" data-drift=\"critical\""), "{both}");
    assert!(files["status/index.html"].contains("1 critical"), "{}", files["status/index.html"]);
    let json: Value = serde_json::from_str(&files["drift.json"]).expect("JSON");
    assert_eq!(json["texts"][0]["summary"]["missing"], 3);
    assert_eq!(json["texts"][0]["translates"], "2020-01-01");
    // A permanent page says what it always said, and in the current translation nothing is marked.
    assert!(!files["zh-CN/terms/v/2020-01-01/index.html"].contains("data-drift"));
    let before = support::page(site.path(), date(2020, 6, 1), "zh-CN/terms/index.html").expect("a page");
    assert!(!before.contains("drift\""), "{before}");
}

#[test]
fn a_revision_carries_what_was_reconciled() {
    let site = two_versions();
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1"]);
    run(site.path(), 0, &["release", "terms", "--lang", "zh-CN", "--yes"]);
    let folder = site.path().join("content/terms/versions/2021-01-01");
    assert!(folder.join("zh-CN.md").exists() && folder.join("zh-CN.sync.toml").exists());
    let page = support::page(site.path(), date(2026, 11, 23), "zh-CN/terms/index.html").expect("a page");
    assert!(
        !page.contains("data-block=\"fees/1\" data-drift")
            && page.contains("data-block=\"fees/2\" data-drift")
    );
    // Nothing is new the second time; one passage more is.
    run(site.path(), 2, &["release", "terms", "--lang", "zh-CN", "--yes"]);
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/2"]);
    run(site.path(), 0, &["release", "terms", "--lang", "zh-CN", "--yes"]);
    assert!(folder.join("zh-CN.2.sync.toml").exists());
}

#[test]
fn a_local_section_is_no_drift_and_is_missed_when_it_vanishes() {
    let site = two_versions();
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, format!("{text}\n## 中国大陆 {{#mainland .local}}\n\n适用中国法律。\n\n### 法院 {{#court .local}}\n\n上海。\n")).expect("a text");
    assert_eq!(behind(site.path()), pairs(ALL));
    run(site.path(), 0, &["release", "terms", "--lang", "zh-CN", "--yes"]);
    assert!(!check(site.path()).contains("local-section-lost"));
    fs::write(&path, text).expect("a text");
    assert!(
        check(site.path()).contains("warning[local-section-lost]: the section `mainland`"),
        "{}",
        check(site.path())
    );
}

#[test]
fn what_cannot_be_measured_is_said() {
    let site = two_versions();
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("2020-01-01", "1999-01-01")).expect("a text");
    assert!(run(site.path(), 2, &["drift"]).contains("error[unknown-version]"));
    // What readers are shown does not depend on it; and one language drifts from nothing.
    run(site.path(), 1, &["drift", "--released"]);
    fs::remove_file(&path).expect("a text");
    assert!(run(site.path(), 0, &["drift"]).contains("passages: none"));
    run(site.path(), 2, &["drift", "terms"]);
}

#[test]
fn entries_of_a_register_follow_it_by_themselves() {
    let site = two_versions();
    let write =
        |path: &str, text: &str| fs::write(site.path().join("content").join(path), text).expect("a file");
    let cookie = |name: &str, days: u32| {
        format!(
            "[[cookie]]\nname = \"{name}\"\ncategory = \"c\"\nprovider = \"P\"\npurpose = \"To count.\"\nkind = \"HTTP\"\nduration = \"{days} d\"\n"
        )
    };
    let category = "[[category]]\nid = \"c\"\nname = \"C\"\n";
    write("terms/cookies.toml", &format!("{category}{}", cookie("one", 30)));
    write("terms/en.md", &format!("{NEW}\n```{{cookies}}\n```\n"));
    let chinese = fs::read_to_string(site.path().join("content/terms/zh-CN.md")).expect("a text");
    let chinese = chinese.replace("2020-01-01", "working");
    write("terms/zh-CN.md", &format!("{chinese}\n```{{cookies}}\n```\n"));
    let before = behind(site.path());
    // Of all that the translation lacks nothing is in the register, nor when that has another entry.
    assert!(!before.iter().any(|(name, _)| name.starts_with("disputes/")), "{before:?}");
    write("terms/cookies.toml", &format!("{category}{}{}", cookie("none", 5), cookie("one", 60)));
    assert_eq!(behind(site.path()), before);
}

#[test]
fn findings_are_printed_for_machines() {
    let site = two_versions();
    let github = promulgate(site.path(), &["drift", "--format", "github", "--as-of", DAY]);
    assert!(
        printed(&github).contains("::error file=content/terms/zh-CN.md,line=10,col=1,title=drift-critical::"),
        "{}",
        printed(&github)
    );
    let sarif = promulgate(site.path(), &["drift", "--format", "sarif", "--as-of", DAY]);
    let log: Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), ALL.len());
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert!(region["startLine"].as_u64() >= Some(1) && region["endColumn"].as_u64() >= Some(1), "{region}");
}

#[test]
fn a_finding_is_accepted_at_one_passage_for_a_reason() {
    let site = two_versions();
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("30天", "31天").replace("5欧元", "7欧元")).expect("a text");
    let numbers = || check(site.path()).matches("warning[number-differs]").count();
    assert_eq!(numbers(), 2);
    let allow = ["reconcile", "terms", "zh-CN", "data/1", "--allow", "number-differs"];
    run(site.path(), 2, &allow);
    run(site.path(), 0, &[&allow[..], &["--reason", "Counted otherwise."]].concat());
    assert_eq!(numbers(), 1);
    // It is no word on drift, and holds for these words alone.
    assert_eq!(states(site.path())["fees/1"], "critical");
    fs::write(&path, text.replace("30天", "32天").replace("5欧元", "7欧元")).expect("a text");
    assert_eq!(numbers(), 2);
    run(
        site.path(),
        2,
        &["reconcile", "terms", "zh-CN", "data/1", "--allow", "no-such-code", "--reason", "x"],
    );
}

#[test]
fn findings_are_accepted_in_a_section_and_in_a_whole_text() {
    let site = two_versions();
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("30天", "31天").replace("5欧元", "7欧元")).expect("a text");
    let numbers = || check(site.path()).matches("warning[number-differs]").count();
    let allow = |names: &[&str], code: i32| {
        let rule = ["--allow", "number-differs", "--reason", "Counted otherwise."];
        run(site.path(), code, &[&["reconcile", "terms", "zh-CN"], names, &rule].concat());
    };
    assert_eq!(numbers(), 2);
    allow(&["data"], 0);
    assert_eq!(numbers(), 1);
    // There is none left in it, and there is no such section.
    allow(&["data"], 2);
    allow(&["no-such"], 2);
    let recorded = || fs::read_to_string(site.path().join("content/terms/zh-CN.sync.toml")).expect("a file");
    assert_eq!(recorded().matches("rule = \"number-differs\"").count(), 1, "{}", recorded());
    // All of the text, after a question.
    allow(&[], 2);
    assert_eq!(numbers(), 1);
    allow(&["--yes"], 0);
    assert_eq!(numbers(), 0);
    allow(&["--yes"], 2);
}

#[test]
fn a_reconciled_passage_is_compared_with_what_it_was_reconciled_with() {
    let site = two_versions();
    let path = site.path().join("content/terms/zh-CN.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("5欧元", "6欧元")).expect("a text");
    assert!(check(site.path()).contains("warning[number-differs]"));
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1"]);
    assert!(!check(site.path()).contains("number-differs"), "{}", check(site.path()));
}

#[test]
fn the_order_of_files_and_the_number_of_threads_change_nothing() {
    let site = two_versions();
    run(site.path(), 0, &["reconcile", "terms", "zh-CN", "fees/1"]);
    let answer = |folder: &Path, threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_promulgate"))
            .args(["drift", "--format", "json", "--as-of", DAY])
            .current_dir(folder)
            .env("RAYON_NUM_THREADS", threads)
            .output();
        String::from_utf8(output.expect("the program").stdout).expect("text")
    };
    let first = answer(site.path(), "1");
    assert!(first.contains("reconciled"), "{first}");
    let copy = tempfile::tempdir().expect("a temporary folder");
    let paths = walkdir::WalkDir::new(site.path()).into_iter().map(|entry| entry.expect("a file"));
    let mut paths: Vec<_> = paths.filter(|entry| entry.file_type().is_file()).collect();
    paths.sort_by_key(|entry| std::cmp::Reverse(entry.path().to_path_buf()));
    for entry in paths {
        let target = copy.path().join(entry.path().strip_prefix(site.path()).expect("below the site"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(entry.path(), target).expect("a file");
    }
    assert_eq!(answer(copy.path(), "4"), first);
}
