//! What a site lists as grave, and passages taken out that gave a right or a duty, in a whole site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{assert_code, build, check, files, printed, promulgate, site};

const DAY: &str = "2026-11-23";
const LONG: &str = "This passage is about the garden of the house, which nobody changes.";
const OLD: &str = "# Terms\n\nThis passage is about the garden of the house, which nobody changes.\n\n## Use {#use}\n\n\
    You must lock the door at night.\n\nThe garden has roses.\n\n## Help {#help}\n\nA helper looks after the garden.\n";
const NEW: &str = "# Terms\n\nThis passage is about the garden of the house, which nobody changes.\n\n## Use {#use}\n\n\
    ## Help {#help}\n\nA sponsor looks after the garden.\n";
const CHINESE: &str = "+++\ntranslates = \"2020-01-01\"\n+++\n# 条款\n\n这一段讲的是房子的花园，没有人改动它。\n\n## 使用 {#use}\n\n\
    您夜间必须锁门。\n\n花园里有玫瑰。\n\n## 帮助 {#help}\n\n一位帮手照看花园。\n";
const CONFIG: &str = "title = \"Terms\"\nbase_url = \"https://example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"zh-CN\"]\n";

fn two_versions() -> TempDir {
    let version = |day: &str| format!("released = {day}\neffective = {day}\n");
    site(&[
        ("promulgate.toml", CONFIG),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        ("content/terms/en.md", NEW),
        ("content/terms/zh-CN.md", CHINESE),
        ("content/terms/versions/2020-01-01/version.toml", &version("2020-01-01")),
        ("content/terms/versions/2020-01-01/en.md", OLD),
        ("content/terms/versions/2020-01-01/zh-CN.md", CHINESE),
        ("content/terms/versions/2021-01-01/version.toml", &version("2021-01-01")),
        ("content/terms/versions/2021-01-01/en.md", NEW),
    ])
}

/// The passages that are not current, each with its state and reasons.
fn judged(root: &Path) -> Vec<String> {
    let output = promulgate(root, &["drift", "terms", "--format", "json", "--as-of", DAY]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let blocks = found["blocks"].as_array().expect("blocks").iter();
    let words = |value: &Value| value.to_string().replace(['"', '[', ']'], "");
    let behind = blocks.filter(|block| block["state"] != "current");
    behind.map(|block| format!("{}: {}", words(&block["state"]), words(&block["reasons"]))).collect()
}

fn list(root: &Path, grave: &str) {
    fs::write(root.join("promulgate.toml"), format!("{CONFIG}\n[drift]\ngrave = {grave}\n")).expect("a file");
}

#[test]
fn what_a_site_lists_is_grave() {
    let site = two_versions();
    assert!(OLD.contains(LONG) && NEW.contains(LONG));
    let sponsor = |root: &Path| judged(root).pop();
    assert_eq!(sponsor(site.path()).as_deref(), Some("stale: words"));
    for grave in ["[\"sponsors\"]", "{ en = [\"Sponsor\"], zh-CN = [\"赞助方\"] }", "[\"sponsor looks\"]"]
    {
        list(site.path(), grave);
        assert_eq!(sponsor(site.path()).as_deref(), Some("critical: words,listed"), "{grave}");
    }
    // Those of another language than the controlling one say nothing.
    for grave in ["{ zh-CN = [\"sponsor\"] }", "[\"garden\"]", "[\"a sponsor of\"]"] {
        list(site.path(), grave);
        assert_eq!(sponsor(site.path()).as_deref(), Some("stale: words"), "{grave}");
    }
}

#[test]
fn a_build_follows_what_the_site_lists() {
    let site = two_versions();
    let made = |out: &str| {
        assert_code(&promulgate(site.path(), &["build", "--as-of", DAY, "--out", out]), 0);
        files(&site.path().join(out))
    };
    let critical = |made: &BTreeMap<String, String>| {
        made["zh-CN/terms/index.html"].matches("data-state=\"critical\"").count()
    };
    let before = made("public");
    list(site.path(), "[\"sponsor\"]");
    let after = made("public");
    assert!(critical(&after) > critical(&before));
    assert_eq!(after, made("fresh"));
}

/// To be taken out is said as it is, and is never recorded by the way, as of every passage without a counterpart.
#[test]
fn a_right_or_duty_that_was_taken_out_is_critical_and_stays_without_counterpart() {
    let site = two_versions();
    assert_eq!(judged(site.path()), ["critical: modal,removed", "orphan: removed", "stale: words"]);
    let github = printed(&promulgate(site.path(), &["drift", "--format", "github", "--as-of", DAY]));
    assert!(
        github.contains("the controlling text no longer has this, which gave a right or a duty"),
        "{github}"
    );
    assert!(github.contains("take it out"), "{github}");
    let made = build(site.path(), date(2026, 11, 23), false).expect("a site");
    let page = &made["zh-CN/terms/index.html"];
    assert!(page.contains("文本已不再有此处规定的权利或义务"), "{page}");
    let reconcile = |arguments: &[&str]| {
        let all = [&["reconcile", "terms", "zh-CN"], arguments, &["--as-of", DAY]].concat();
        promulgate(site.path(), &all)
    };
    let said = printed(&reconcile(&["use"]));
    assert!(said.contains("is not in the controlling text"), "{said}");
    assert_eq!(judged(site.path()).len(), 3);
    assert_code(&reconcile(&["use/1"]), 2);
    assert_code(&reconcile(&["use/1", "--reason", "It stays."]), 0);
    assert_eq!(judged(site.path()), ["orphan: removed", "stale: words"]);
    assert!(!check(site.path()).contains("error["), "{}", check(site.path()));
}
