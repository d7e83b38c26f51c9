//! `check`: its forms, what it mends, and that it mends nothing else.

use std::fs;
use std::path::Path;

use promulgate::markdown::{self, front_matter};
use promulgate::seal::{Given, plan_mending};
use promulgate::source::Sources;
use proptest::prelude::*;

use crate::support::{self, DAY, assert_code, files, new_site, printed, promulgate, repository, site};

const CONFIG: (&str, &str) = (
    "promulgate.toml",
    "title = \"T\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\", \"zh-CN\"]\n",
);
const POLICY: (&str, &str) = ("content/privacy/policy.toml", "kind = \"privacy-notice\"\n");

/// The working texts of a site with these in English and Chinese, after everything was mended.
fn mended(en: &str, zh: &str) -> (String, String) {
    let folder = site(&[CONFIG, POLICY, ("content/privacy/en.md", en), ("content/privacy/zh-CN.md", zh)]);
    mend(folder.path());
    let read = |lang: &str| {
        fs::read_to_string(folder.path().join(format!("content/privacy/{lang}.md"))).expect("a text")
    };
    (read("en"), read("zh-CN"))
}

/// Mends the site in `root` until nothing more can be.
fn mend(root: &Path) {
    for _ in 0..5 {
        let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| DAY)
            .expect("a readable folder");
        let library = opened.value.library.as_ref().expect("a configuration");
        let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
        let files = plan_mending(&given);
        files.iter().for_each(|file| file.write(root).expect("a file"));
        if files.is_empty() {
            return;
        }
    }
    panic!("there is always more to mend");
}

#[test]
fn blanks_that_nobody_needs_are_taken_away() {
    let en = "# T  \n\n\n\nOne  two.  Three \nfour  \nfive.\t\n\n```\na  b  \n\n\n\nc\n```\n \n\n| a  b |\n|---|\n| c |  \n\n\n";
    let (en, _) = mended(en, "");
    assert_eq!(
        en, "# T\n\nOne two.  Three\nfour  \nfive.\n\n```\na  b  \n\n\n\nc\n```\n\n| a b |\n|---|\n| c |\n",
        "hard breaks, sentences and code are left alone"
    );
    let (en, _) = mended("# T\r\n\r\nOne.  \r\n\r\n\r\nTwo.", "");
    assert_eq!(en, "# T\r\n\r\nOne.\r\n\r\nTwo.\n", "line ends stay as they are");
}

#[test]
fn chinese_gets_its_own_punctuation() {
    for (before, after) in [
        ("您好,世界.", "您好，世界。"),
        ("您好, 世界 (中国): 好!", "您好，世界（中国）：好！"),
        ("见第3.2条,以及 GDPR (EU).", "见第3.2条，以及 GDPR (EU)."),
        ("《网络安全法》 ， 于 2017 年施行。", "《网络安全法》，于 2017 年施行。"),
        (r"您好\(世界\)。", "您好（世界）。"),
        ("您好, (世界) , (中国).", "您好，（世界），（中国）。"),
        ("您好(世界", "您好(世界"),
        ("`您好,世界`与<https://example.com/您好,世界>", "`您好,世界`与<https://example.com/您好,世界>"),
        ("**您好**,[世界](https://example.com).", "**您好**，[世界](https://example.com)。"),
    ] {
        let zh = |words: &str| format!("+++\ntranslates = \"working\"\n+++\n# 题\n\n{words}\n");
        assert_eq!(mended("# T\n\nHello, world.\n", &zh(before)).1, zh(after));
    }
}

#[test]
fn headings_get_the_ids_of_what_they_translate() {
    let en = "# T\n\n## Cookies {#biscuits}\n\nWe use 3 cookies.\n\n## Your rights\n\nYou have 7 rights.\n";
    let zh = "+++\ntranslates = \"working\"\n+++\n# 题\n\n## Cookie\n\n我们使用 3 个 Cookie。\n\n## 您的权利\n\n您有 7 项权利。\n";
    let (en, zh) = mended(en, zh);
    assert!(
        en.contains("## Cookies {#biscuits}\n") && en.contains("## Your rights {#your-rights}\n"),
        "{en}"
    );
    assert!(zh.contains("## Cookie {#biscuits}\n") && zh.contains("## 您的权利 {#your-rights}\n"), "{zh}");
}

#[test]
fn a_heading_gets_back_the_id_with_which_it_was_released() {
    let folder = new_site();
    let site = folder.path().join("x");
    let path = site.join("content/privacy/en.md");
    let good = fs::read_to_string(&path).expect("a text");
    fs::write(&path, good.replace(" {#collection}", "")).expect("a text");
    mend(&site);
    assert_eq!(fs::read_to_string(&path).expect("a text"), good);
}

#[test]
fn what_people_judged_is_not_undone() {
    let folder = new_site();
    let site = folder.path().join("x");
    let path = site.join("content/privacy/zh-CN.md");
    let good = fs::read_to_string(&path).expect("a text");
    let text = good.replace("您注销账户后，", "您注销账户后,");
    fs::write(&path, &text).expect("a text");
    assert_code(&promulgate(&site, &["reconcile", "privacy", "zh-CN", "retention/1=retention/1"]), 0);
    assert!(printed(&promulgate(&site, &["check"])).contains("half-width-punctuation"));
    mend(&site);
    assert_eq!(fs::read_to_string(&path).expect("a text"), text);
}

#[test]
fn a_file_that_somebody_saved_meanwhile_is_left_alone() {
    let folder = site(&[CONFIG, POLICY, ("content/privacy/en.md", "# T\n\nOne  two.\n")]);
    let opened = promulgate::pipeline::open(folder.path(), promulgate::pipeline::Check::All, |_| DAY)
        .expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a configuration");
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    let files = plan_mending(&given);
    let path = folder.path().join("content/privacy/en.md");
    fs::write(&path, "# T\n\nThree  four.\n").expect("a text");
    let refusal = files[0].write(folder.path()).expect_err("a refusal").to_string();
    assert!(refusal.contains("was changed meanwhile"), "{refusal}");
    assert_eq!(fs::read_to_string(&path).expect("a text"), "# T\n\nThree  four.\n");
}

#[test]
fn what_is_mended_is_shown_and_asked_first() {
    let folder = new_site();
    let site = folder.path().join("x");
    let path = site.join("content/privacy/en.md");
    let good = fs::read_to_string(&path).expect("a text");
    let bad = good.replace(" {#retention}", "").replace("within 30", "within  30");
    fs::write(&path, &bad).expect("a text");
    let refused = promulgate(&site, &["check", "--fix"]);
    assert_code(&refused, 2);
    let said = printed(&refused);
    assert!(said.contains("-## How long we keep it\n+## How long we keep it {#retention}\n"), "{said}");
    assert!(said.contains("Mend 1 file? [y/N]"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("a text"), bad, "nobody said yes");
    let sealed = files(&site.join("content/privacy/versions"));
    assert_code(&promulgate(&site, &["check", "--fix", "--yes"]), 0);
    assert_eq!(fs::read_to_string(&path).expect("a text"), good);
    assert_eq!(files(&site.join("content/privacy/versions")), sealed);
    let again = promulgate(&site, &["check", "--fix", "--yes"]);
    assert!(printed(&again).starts_with("there is nothing that can be mended"), "{}", printed(&again));
    // What it shows is for people, and would stand in the way of a program that reads findings.
    assert_code(&promulgate(&site, &["check", "--fix", "--format", "json"]), 2);
}

#[test]
fn programs_get_findings_in_their_own_form() {
    let folder = new_site();
    let site = folder.path().join("x");
    let path = site.join("content/privacy/en.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace(" {#retention}", "").replace("policy:cookies", "policy:cookes"))
        .expect("a text");
    for command in ["check", "build"] {
        let json = promulgate(&site, &[command, "--format", "json"]);
        assert_code(&json, 1);
        let report: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
        assert_eq!(report["summary"]["errors"], 2, "{report}");
        let finding = &report["findings"][1];
        assert_eq!(finding["code"], "heading-without-id");
        assert_eq!(finding["path"], "content/privacy/en.md");
        assert_eq!(finding["range"]["start"], serde_json::json!({ "line": 14, "column": 1 }));
        assert_eq!(finding["edits"][0]["text"], " {#retention}");
        let sarif = promulgate(&site, &[command, "--format", "sarif"]);
        let log: serde_json::Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
        let result = &log["runs"][0]["results"][1];
        assert_eq!(result["ruleId"], "heading-without-id");
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replacement["insertedContent"]["text"], " {#retention}");
    }
    let github = promulgate(&site, &["check", "--format", "github"]);
    assert_code(&github, 1);
    let lines = String::from_utf8_lossy(&github.stdout).into_owned();
    let wanted = "::error file=content/privacy/en.md,line=14,col=1,title=heading-without-id::the heading “How long we keep it” \
                  has no id%0Aadd one in braces, the same in every language: ## How long we keep it {#retention}\n";
    assert!(lines.contains(wanted), "{lines}");
    assert!(github.stderr.is_empty(), "{}", printed(&github));
}

#[test]
fn quiet_says_what_is_wrong_and_no_more() {
    let folder = new_site();
    let site = folder.path().join("x");
    for arguments in [["-q", "check"], ["build", "--quiet"]] {
        let output = promulgate(&site, &arguments);
        assert_code(&output, 0);
        assert_eq!(printed(&output), "", "{arguments:?}");
    }
    // A note is nothing wrong.
    assert_code(&promulgate(&site, &["new", "policy", "terms", "-q"]), 0);
    fs::remove_file(site.join("content/terms/zh-CN.md")).expect("a text");
    fs::remove_file(site.join("content/terms/ms.md")).expect("a text");
    fs::write(site.join("content/terms/en.md"), "# Terms\n\nOurs.\n").expect("a text");
    assert!(printed(&promulgate(&site, &["check"])).contains("note[unreleased]"));
    assert_eq!(printed(&promulgate(&site, &["check", "-q"])), "");
    fs::write(site.join("content/privacy/ms.md"), "# Notis\n").expect("a text");
    let output = promulgate(&site, &["check", "-q"]);
    assert!(printed(&output).contains("warning["), "{}", printed(&output));
    fs::remove_file(site.join("content/privacy/ms.md")).expect("a text");
    let verbose = promulgate(&site, &["build", "-v"]);
    assert!(printed(&verbose).contains("pages are made: "), "{}", printed(&verbose));
    assert_code(&promulgate(&site, &["build", "-q", "-v"]), 2);
}

#[test]
fn many_findings_have_an_overview() {
    let output = promulgate(&repository("tests/broken/many-faults"), &["check"]);
    let said = printed(&output);
    let (_, overview) = said.rsplit_once("\n\n  error").expect("an overview");
    assert!(overview.contains("--explain CODE"), "{said}");
    assert!(overview.lines().last().is_some_and(|last| last.contains(" errors, ")), "{said}");
}

#[test]
fn colours_are_as_the_surroundings_say() {
    let folder = new_site();
    let site = folder.path().join("x");
    fs::write(site.join("content/privacy/ms.md"), "# Notis\n").expect("a text");
    let coloured = |variables: &[(&str, &str)]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_promulgate"))
            .args(["check", "--root"])
            .arg(&site)
            .env_remove("NO_COLOR")
            .envs(variables.iter().copied())
            .output()
            .expect("the program");
        printed(&output).contains('\x1b')
    };
    assert!(!coloured(&[]), "nobody looks at a terminal");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

/// Lines as they may come, with much white space.
fn lines() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("word"),
        Just("您好"),
        Just("，"),
        Just(","),
        Just("."),
        Just("  "),
        Just(" "),
        Just("\t"),
        Just("\n"),
        Just("\n\n"),
        Just("- "),
        Just("> "),
        Just("## "),
        Just("    "),
        Just("```\n"),
        Just("**"),
        Just("*"),
        Just("| "),
        Just("|---|\n"),
        Just("(x)"),
        Just("("),
        Just(")"),
        Just("\\"),
        Just("[a](b)"),
        Just("{#id}"),
        Just("{.local}"),
        Just("#"),
        Just("\r\n"),
        Just("+++\n"),
        Just("[^1]"),
        Just("[^1]: "),
        Just(": "),
        Just("1. "),
        Just("<b>"),
        Just("`"),
        Just("&amp;"),
    ];
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(support::cases(50)))]

    /// In Chinese, only blanks and the width of punctuation are others.
    #[test]
    fn mending_a_chinese_text_changes_no_character(lines in lines()) {
        let said = |text: &str| {
            let text = arcstr::ArcStr::from(text);
            let file = Sources::default().add("zh-CN.md".into(), text.clone());
            let document = markdown::parse(file, &text, front_matter::split(&text).body);
            let half = |c: char| "，。：；？！（）".find(c).map_or(c, |at| [',', '.', ':', ';', '?', '!', '(', ')'][at / 3]);
            let words = |block: &markdown::Block| markdown::plain_text(&block.inlines).replace(char::is_whitespace, "");
            document.blocks.iter().map(|block| words(block).chars().map(half).collect()).collect::<Vec<String>>()
        };
        let before = format!("+++\ntranslates = \"working\"\n+++\n# 题\n\n{lines}");
        let after = mended("# T\n", &before).1;
        prop_assert_eq!(said(&before), said(&after), "{:?} became {:?}", before, after);
    }

    /// Blanks and ids are nothing that a reader sees: each block says what it said.
    #[test]
    fn mending_an_english_text_changes_no_word(lines in lines()) {
        let blocks = |text: &str| {
            let text = arcstr::ArcStr::from(text);
            let file = Sources::default().add("en.md".into(), text.clone());
            let document = markdown::parse(file, &text, front_matter::split(&text).body);
            document.blocks.iter().map(|block| (block.kind, block.text)).collect::<Vec<_>>()
        };
        let before = format!("# T\n\n{lines}");
        let after = mended(&before, "").0;
        prop_assert_eq!(blocks(&before), blocks(&after), "{:?} became {:?}", before, after);
    }
}

#[cfg(feature = "serve")]
#[test]
fn every_saved_change_is_checked_while_it_watches() {
    use std::io::BufReader;
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::time::Duration;

    let folder = new_site();
    let site = folder.path().join("x");
    let mut program = Command::new(env!("CARGO_BIN_EXE_promulgate"))
        .args(["check", "--watch", "--format", "json", "--root"])
        .arg(&site)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let output = program.stdout.take().expect("its output");
    let (sender, reports) = mpsc::channel();
    std::thread::spawn(move || {
        let reports =
            serde_json::Deserializer::from_reader(BufReader::new(output)).into_iter::<serde_json::Value>();
        reports.map_while(Result::ok).for_each(|report| drop(sender.send(report)));
    });
    let next_errors = |wanted: u64| loop {
        // More than one report may come of one change: a file is seen empty, then written.
        let report = reports.recv_timeout(Duration::from_secs(30)).expect("a report");
        if report["summary"]["errors"] == wanted {
            return;
        }
    };
    next_errors(0);
    let path = site.join("content/privacy/en.md");
    let good = fs::read_to_string(&path).expect("a text");
    fs::write(&path, good.replace("policy:cookies", "policy:cookes")).expect("a text");
    next_errors(1);
    fs::write(&path, &good).expect("a text");
    next_errors(0);
    // A policy that comes with its folder, and goes.
    fs::create_dir(site.join("content/terms")).expect("a folder");
    fs::write(site.join("content/terms/en.md"), "# Terms\n").expect("a text");
    next_errors(1);
    fs::remove_dir_all(site.join("content/terms")).expect("the folder");
    next_errors(0);
    program.kill().expect("a program");
    program.wait().expect("a program");
}

#[test]
fn nothing_is_offered_for_what_was_released() {
    let folder = site(&[
        CONFIG,
        POLICY,
        ("content/privacy/en.md", "# T\n\n## Rights {#rights}\n\nYou have 7.\n"),
        (
            "content/privacy/versions/2026-01-01/version.toml",
            "released = 2026-01-01\neffective = 2026-01-01\n",
        ),
        ("content/privacy/versions/2026-01-01/en.md", "# T\n\n## Rights\n\nYou have 7.\n"),
    ]);
    let output = promulgate(folder.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list");
    let sealed: Vec<_> = findings.iter().filter(|finding| finding["code"] == "heading-without-id").collect();
    assert_eq!(sealed.len(), 1, "{report}");
    assert_eq!(
        (&sealed[0]["severity"], sealed[0]["edits"].as_array().map(Vec::len)),
        (&"note".into(), Some(0))
    );
}
