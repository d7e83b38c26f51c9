//! What a translation is said to translate, and what the archive says against that.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{build, check, printed, promulgate, site};

const DAY: &str = "2026-11-23";
const CONFIG: &str = "title = \"Terms\"\nbase_url = \"https://example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"zh-CN\"]\n";
const DAYS: [&str; 4] = ["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"];

const FIRST: [&str; 3] = [
    "You can leave the plan by closing the panel and stopping all use.",
    "We keep your messages.",
    "You may resign.",
];
const SECOND: [&str; 3] = [
    "You can leave the plan by erasing the panel and stopping all letters.",
    "We keep your news.",
    "You may resign if you are 18.",
];
const CHINESE: [&str; 3] =
    ["您可以关闭面板并停止一切使用，以退出本计划。", "我们保存您的消息。", "您可以辞职。"];

fn text(claim: Option<&str>, passages: &[impl AsRef<str>]) -> String {
    let front = claim.map(|claim| format!("+++\ntranslates = \"{claim}\"\n+++\n")).unwrap_or_default();
    let sections = passages.iter().enumerate();
    let sections = sections.map(|(at, words)| format!("\n## {} {{#s{at}}}\n\n{}\n", at + 1, words.as_ref()));
    format!("{front}# Terms\n{}", sections.collect::<String>())
}

/// A site of some versions, each with its controlling text and the translation that was sealed with it, if one was; the last is also the
/// working text. `working` is the working translation.
fn versions(versions: &[(String, Option<String>)], working: &str) -> TempDir {
    let mut files = vec![
        ("promulgate.toml".to_owned(), CONFIG.to_owned()),
        ("content/terms/policy.toml".to_owned(), "kind = \"notice\"\n".to_owned()),
        ("content/terms/zh-CN.md".to_owned(), working.to_owned()),
    ];
    for ((english, chinese), day) in versions.iter().zip(DAYS) {
        let folder = format!("content/terms/versions/{day}");
        let version = format!("released = {day}\neffective = {day}\nmaterial = true\n");
        files.push((format!("{folder}/version.toml"), version));
        files.push((format!("{folder}/en.md"), english.clone()));
        files.extend(chinese.clone().map(|chinese| (format!("{folder}/zh-CN.md"), chinese)));
    }
    if let Some((english, _)) = versions.last() {
        files.push(("content/terms/en.md".to_owned(), english.clone()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    site(&files)
}

/// Two versions, of which the first was translated, with a working translation.
fn two(second: &[&str], claim: &str, chinese: &[&str]) -> TempDir {
    let first = (text(None, &FIRST), Some(text(Some(DAYS[0]), &CHINESE)));
    versions(&[first, (text(None, second), None)], &text(Some(claim), chinese))
}

fn run(root: &Path, arguments: &[&str]) -> (i32, String) {
    let output = promulgate(root, &[arguments, &["--as-of", DAY]].concat());
    (output.status.code().expect("a code"), printed(&output))
}

/// By passage: its state, its reasons, and the version since which it is behind.
fn passages(root: &Path, more: &[&str]) -> BTreeMap<String, (String, Vec<String>, Option<String>)> {
    let output = promulgate(root, &[&["drift", "terms", "--format", "json", "--as-of", DAY], more].concat());
    let json: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", printed(&output)));
    let blocks = json["blocks"].as_array().expect("blocks").iter();
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let passage = |block: &Value| {
        let name = string(&block["translation"]["address"])?;
        let reasons = block["reasons"].as_array()?.iter().filter_map(string).collect();
        Some((name, (string(&block["state"])?, reasons, string(&block["since"]))))
    };
    blocks.filter_map(passage).collect()
}

fn is_refuted((_, reasons, _): &(String, Vec<String>, Option<String>)) -> bool {
    reasons.iter().any(|reason| reason == "unchanged-since")
}

#[test]
fn a_claim_set_by_hand_hides_nothing_and_is_not_sealed() {
    let honest = two(&SECOND, DAYS[0], &CHINESE);
    let site = two(&SECOND, DAYS[1], &CHINESE);
    let (before, after) = (passages(honest.path(), &[]), passages(site.path(), &[]));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, (state, _, since)) in &before {
        let now = &after[name];
        assert_eq!((&now.0, &now.2), (state, since), "{name}");
        assert_eq!(is_refuted(now), state != "current", "{name}: {now:?}");
    }
    assert_eq!(after["s2/1"].0, "critical");
    let found = check(site.path());
    let said = "warning[translates-refuted]: this is said to translate `2021-01-01`, but `s0/1`, `s1/1`, `s2/1` have the words";
    assert!(found.contains(said), "{found}");
    assert!(found.contains("content/terms/zh-CN.md:2:"), "{found}");
    assert!(found.contains("set it back to `2020-01-01`"), "{found}");
    assert!(!check(honest.path()).contains("translates-refuted"));

    let sealed = site.path().join("content/terms/versions/2021-01-01/zh-CN.md");
    let release = ["release", "terms", "--lang", "zh-CN", "--yes"];
    let (code, said) = run(site.path(), &release);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("`s0/1`, `s1/1`, `s2/1`") && said.contains("promulgate reconcile terms zh-CN PASSAGE"),
        "{said}"
    );
    assert!(!sealed.exists());
    // Each of the two ways out works.
    let path = site.path().join("content/terms/zh-CN.md");
    let claimed = fs::read_to_string(&path).expect("a text");
    fs::write(&path, claimed.replace(DAYS[1], DAYS[0]) + "\n一句新的话。\n").expect("a text");
    assert!(!check(site.path()).contains("translates-refuted"));
    let (code, said) = run(site.path(), &[&release[..], &["--version", DAYS[0]]].concat());
    assert_eq!(code, 0, "{said}");
    fs::write(&path, &claimed).expect("a text");
    let (code, said) = run(
        site.path(),
        &["reconcile", "terms", "zh-CN", "s0/1", "s1/1", "s2/1", "--reason", "It does not show."],
    );
    assert_eq!(code, 0, "{said}");
    assert!(!check(site.path()).contains("translates-refuted"), "{}", check(site.path()));
    let (code, said) = run(site.path(), &release);
    assert_eq!(code, 0, "{said}");
    assert!(sealed.exists());
}

#[test]
fn what_was_worked_over_or_did_not_change_is_refuted_by_nothing() {
    for (what, second, chinese) in [
        ("nothing changed", FIRST, CHINESE),
        (
            "all was worked over",
            SECOND,
            [
                "您可以抹去面板并停止一切信件，以退出本计划。",
                "我们保存您的新闻。",
                "您若年满18岁，可以辞职。",
            ],
        ),
        (
            "only capitals and signs changed",
            ["You can leave the Plan by closing the Panel, and stopping all use.", FIRST[1], FIRST[2]],
            CHINESE,
        ),
        ("two passages changed places", [FIRST[1], FIRST[0], FIRST[2]], [CHINESE[1], CHINESE[0], CHINESE[2]]),
    ] {
        let site = two(&second, DAYS[1], &chinese);
        let found = passages(site.path(), &[]);
        assert!(!found.values().any(is_refuted), "{what}: {found:?}");
        assert!(!check(site.path()).contains("translates-refuted"), "{what}");
    }
}

#[test]
fn what_was_reconciled_or_says_the_old_words_again_is_current() {
    let changed = [FIRST[0], SECOND[1], FIRST[2]];
    let first = (text(None, &FIRST), Some(text(Some(DAYS[0]), &CHINESE)));
    // A person said of the second version that the passage says it; the third does not change it.
    let site = two(&changed, DAYS[1], &CHINESE);
    let (code, said) =
        run(site.path(), &["reconcile", "terms", "zh-CN", "s1/1", "--reason", "It does not show."]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(site.path(), &["release", "terms", "--lang", "zh-CN", "--yes"]);
    assert_eq!(code, 0, "{said}");
    let more = text(None, &[FIRST[0], SECOND[1], "You may resign today."]);
    fs::write(site.path().join("content/terms/en.md"), more).expect("a text");
    let (code, said) = run(site.path(), &["release", "terms", "--effective", DAY, "--yes"]);
    assert_eq!(code, 0, "{said}");
    fs::remove_file(site.path().join("content/terms/zh-CN.sync.toml")).expect("a sync file");
    let path = site.path().join("content/terms/zh-CN.md");
    let claimed = fs::read_to_string(&path).expect("a text").replace(DAYS[1], DAY);
    fs::write(&path, claimed).expect("a text");
    let found = passages(site.path(), &[]);
    assert_eq!(found["s1/1"].0, "current", "{found:?}");
    assert!(is_refuted(&found["s2/1"]), "{found:?}");
    assert_eq!(found["s2/1"].2.as_deref(), Some(DAY));
    // The third version says again what the first said.
    let site = versions(
        &[first, (text(None, &changed), None), (text(None, &FIRST), None)],
        &text(Some(DAYS[1]), &CHINESE),
    );
    let found = passages(site.path(), &[]);
    assert!(found.values().all(|(state, ..)| state == "current"), "{found:?}");
}

/// A site of which nothing in Chinese is sealed: two versions that differ in one passage, with a first translation that is said to
/// translate the second.
fn first_translation(first: &str, second: &str, chinese: &str) -> TempDir {
    let with = |words: &str| text(None, &[FIRST[0], words, FIRST[2]]);
    let working = text(Some(DAYS[1]), &[CHINESE[0], chinese, CHINESE[2]]);
    versions(&[(with(first), None), (with(second), None)], &working)
}

#[test]
fn a_first_translation_begun_from_an_earlier_text_says_that() {
    let site =
        first_translation("We answer within 60 days.", "We answer within 30 days.", "我们在60天内答复。");
    let found = passages(site.path(), &[]);
    assert_eq!(found["s1/1"].0, "critical", "{found:?}");
    assert_eq!(found["s1/1"].1, ["words", "figure", "unchanged-since"]);
    assert_eq!(found["s1/1"].2.as_deref(), Some(DAYS[1]));
    assert_eq!(found.values().filter(|passage| is_refuted(passage)).count(), 1, "{found:?}");
    let said = check(site.path());
    let warning = "this is said to translate `2021-01-01`, but `s1/1` has the figures of an earlier controlling text, and the controlling words changed since";
    assert!(said.contains(warning) && said.contains("set it back to `2020-01-01`"), "{said}");
    let release = ["release", "terms", "--lang", "zh-CN", "--yes"];
    let (code, said) = run(site.path(), &release);
    assert!(code == 2 && said.contains("promulgate reconcile terms zh-CN PASSAGE"), "{said}");
    let path = site.path().join("content/terms/zh-CN.md");
    let claimed = fs::read_to_string(&path).expect("a text");
    fs::write(&path, claimed.replace("60天", "30天")).expect("a text");
    assert!(!check(site.path()).contains("translates-refuted"));
    fs::write(&path, claimed.replace(DAYS[1], DAYS[0])).expect("a text");
    assert!(!check(site.path()).contains("translates-refuted"));
    fs::write(&path, claimed).expect("a text");
    let (code, said) = run(site.path(), &["reconcile", "terms", "zh-CN", "s1/1", "--reason", "As agreed."]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(site.path(), &release);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn figures_tell_from_which_text_a_translation_was_begun() {
    let refuted = [
        ("We keep it for sixty days.", "We keep it for thirty days.", "我们将其保存六十天。"),
        (
            "Write to old@example.com today.",
            "Write to new@example.com today.",
            "请立即致信 old@example.com。",
        ),
        ("We keep it in Germany for you.", "We keep it in Japan for you.", "我们在德国为您保存它。"),
        (
            "In force since 9 February 2021 here.",
            "In force since 9 March 2022 here.",
            "自2021年2月9日起在此生效。",
        ),
        (
            "You may resign at any time you like.",
            "You may resign at any time if you are 18.",
            "您可以随时辞职。",
        ),
        ("We answer within 60 days.", "We answer without any delay at all.", "我们在60天内答复您。"),
    ];
    for (first, second, chinese) in refuted {
        let site = first_translation(first, second, chinese);
        let found = passages(site.path(), &[]);
        assert!(is_refuted(&found["s1/1"]), "{second} {chinese}: {found:?}");
        assert_eq!(found.values().filter(|passage| is_refuted(passage)).count(), 1, "{found:?}");
    }
    let right = [
        ("We answer within 60 days.", "We answer within 30 days.", "我们在30天内答复。"),
        ("We answer within 60 days.", "We answer within 30 days.", "我们在三十天内答复。"),
        // Wrong, but as no earlier text says it.
        ("We answer within 60 days.", "We answer within 30 days.", "我们在45天内答复。"),
        ("We answer within 60 days.", "We answer within 60 days, always.", "我们总是在60天内答复。"),
        // Both figures.
        ("We answer within 60 days.", "We answer within 30 days, not 60.", "我们在30天内答复，而非60天。"),
        ("We keep two kinds of it.", "We keep three kinds of it.", "我们保存其中几类。"),
        ("You may resign.", "You may resign in 2 steps.", "您可以辞职。"),
    ];
    for (first, second, chinese) in right {
        let site = first_translation(first, second, chinese);
        let found = passages(site.path(), &[]);
        assert!(!found.values().any(is_refuted), "{second} {chinese}: {found:?}");
    }
}

#[test]
fn readers_are_told_of_what_was_sealed_unasked() {
    let first = (text(None, &FIRST), Some(text(Some(DAYS[0]), &CHINESE)));
    let sealed = text(Some(DAYS[1]), &CHINESE);
    let site = versions(&[first, (text(None, &SECOND), Some(sealed.clone()))], &sealed);
    let found = passages(site.path(), &["--released"]);
    assert_eq!(found.values().filter(|passage| is_refuted(passage)).count(), 3, "{found:?}");
    let built = build(site.path(), crate::support::DAY, false).expect("a site");
    let page = &built["zh-CN/terms/index.html"];
    assert_eq!(page.matches("<details class=\"drift\"").count(), 3, "{page}");
    let json: Value = serde_json::from_str(&built["drift.json"]).expect("JSON");
    let texts = json["texts"].as_array().expect("texts");
    let passages = texts.iter().flat_map(|text| text["passages"].as_array().expect("passages"));
    assert_eq!(passages.filter(|passage| passage["since"] == DAYS[1]).count(), 3, "{json}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Of each passage it is known when its controlling words changed and when its own did, over four sealed versions that each claim to be
    /// said as a whole: it is behind if and only if the controlling words changed last.
    #[test]
    fn a_passage_is_behind_if_its_controlling_words_changed_after_its_own(
        changes in prop::collection::vec((any::<[bool; 4]>(), any::<[bool; 4]>()), 1..5),
    ) {
        const ENGLISH: [&str; 4] = ["the letters of our members", "a record of every visit", "the names of your guests", "all that you send"];
        let mut english = vec![0; changes.len()];
        let mut said = vec![0; changes.len()];
        let mut sealed = Vec::new();
        for (version, day) in DAYS.iter().enumerate() {
            for (passage, (controlling, own)) in changes.iter().enumerate() {
                english[passage] += usize::from(controlling[version] && version > 0);
                if own[version] || version == 0 {
                    said[passage] = english[passage];
                }
            }
            let words = |at: usize, state: usize| format!("In case {} we keep {} for a while.", ["one", "two", "three", "four"][at], ENGLISH[state]);
            let controlling: Vec<String> = english.iter().enumerate().map(|(at, state)| words(at, *state)).collect();
            let own: Vec<String> = said.iter().enumerate().map(|(at, state)| format!("甲乙丙丁戊己庚辛第{at}段，所说的是第{state}种情形，保存一段时间。")).collect();
            sealed.push((text(None, &controlling), Some(text(Some(day), &own))));
        }
        let working = sealed.last().and_then(|(_, own)| own.clone()).expect("a text");
        let site = versions(&sealed, &working);
        let found = passages(site.path(), &[]);
        for (at, (english, said)) in english.iter().zip(&said).enumerate() {
            let passage = &found[&format!("s{at}/1")];
            prop_assert_eq!(is_refuted(passage), english != said, "passage {}: {:?}", at, passage);
            prop_assert_eq!(passage.0 == "current", english == said, "passage {}: {:?}", at, passage);
        }
    }
}
