//! What a translation no longer says: three texts, and how each passage stands.

use std::collections::BTreeMap;
use std::fs;

use arcstr::ArcStr;
use promulgate::drift::{self, Glossed, Judgement, Known, Reason, State, Texts};
use promulgate::library::{LinkReader, Sync};
use promulgate::locale::Lang;
use promulgate::markdown::{self, Document, front_matter, plain_text};
use promulgate::redline::{BlockIdx, Role, blocks_of};
use promulgate::render::drift::reason_name;
use promulgate::source::Sources;
use proptest::prelude::*;

use crate::corpus::hostile_text;
use crate::invariants::{check_drift, judged};
use crate::living::{Site, assert_says};
use crate::support::{DAY, assert_code, printed, promulgate, repository, site};

const BASE: &str = "# Privacy notice\n\n## Data {#data}\n\nWe keep your data for 30 days.\n\nWe use cookies to keep you signed in.\n\n\
    - Your name\n- Your address\n\n## Contact {#contact}\n\nWrite to privacy@example.com.\n\nYou may object at any time.\n";
const CHINESE: &str = "# 隐私声明\n\n## 数据 {#data}\n\n我们保留您的数据 30 天。\n\n我们使用 Cookie 让您保持登录状态。\n\n\
    - 您的姓名\n- 您的地址\n\n## 联系方式 {#contact}\n\n请写信至 privacy@example.com。\n\n您可以随时提出反对。\n";
const MALAY: &str = "# Notis privasi\n\n## Data {#data}\n\nKami menyimpan data anda selama 30 hari.\n\nKami menggunakan kuki supaya anda kekal log masuk.\n\n\
    - Nama anda\n- Alamat anda\n\n## Hubungi {#contact}\n\nTulis kepada privacy@example.com.\n\nAnda boleh membantah pada bila-bila masa.\n";

fn parse(sources: &mut Sources, name: &str, text: &str) -> Document {
    let text = ArcStr::from(text);
    let file = sources.add(name.into(), text.clone());
    markdown::parse(file, &text, front_matter::split(&text).body)
}

/// A file of `tests/drift`: what one passage said, what it says now, and how its translation stands then.
#[derive(serde::Deserialize)]
struct Table {
    controlling: String,
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    base: String,
    current: String,
    translation: String,
    /// That of the translation.
    #[serde(default = "chinese")]
    language: String,
    /// The state, and behind a colon its reasons.
    expected: String,
}

fn chinese() -> String {
    "zh-CN".to_owned()
}

#[test]
fn each_change_of_the_tables_is_as_grave_as_they_say() {
    let mut wrong = Vec::new();
    let files = fs::read_dir(repository("tests/drift")).expect("a folder");
    let files = files.map(|file| file.expect("a file").path());
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let table: Table = toml::from_str(&fs::read_to_string(&file).expect("a text")).expect("a table");
        let controlling = Lang::parse(&table.controlling).expect("a tag");
        for case in table.case {
            let text = |passage: &str| {
                let row = passage.starts_with('|');
                let head = if row { "| A | B |\n|---|---|\n" } else { "" };
                format!("# A\n\n## B {{#b}}\n\n{head}{passage}\n")
            };
            let mut sources = Sources::default();
            let [base, current, translation] = [&case.base, &case.current, &case.translation]
                .map(|passage| parse(&mut sources, "x.md", &text(passage)));
            let target = Lang::parse(&case.language).expect("a tag");
            let texts = Texts {
                base: &base,
                current: &current,
                translation: &translation,
                lang: Some(&target),
                history: None,
                known: Default::default(),
                links: LinkReader::of_files(Vec::new()),
            };
            let measured = drift::measure(&texts, &controlling, &Sync::default(), &sources);
            let last = measured.judgements.last().expect("a passage");
            let reasons: Vec<&str> = last.reasons.iter().map(|reason| reason_name(*reason)).collect();
            let found = match reasons.as_slice() {
                [] => last.state.name().to_owned(),
                reasons => format!("{}: {}", last.state.name(), reasons.join(", ")),
            };
            if found != case.expected {
                wrong.push(format!("{} → {}: {found}, not {}", case.base, case.current, case.expected));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every state but `current`, with its reasons, in order.
fn drifted(base: &str, current: &str, translation: &str) -> Vec<(State, Vec<Reason>)> {
    let judgements = judged(base, current, translation).into_iter();
    judgements
        .filter(|judgement| judgement.state != State::Current)
        .map(|judgement| (judgement.state, judgement.reasons))
        .collect()
}

#[track_caller]
fn check(current: &str, expected: &[(State, &[Reason])]) {
    let expected: Vec<_> = expected.iter().map(|(state, reasons)| (*state, reasons.to_vec())).collect();
    for translation in [CHINESE, MALAY] {
        assert_eq!(drifted(BASE, current, translation), expected, "{current}");
    }
}

#[test]
fn nothing_drifts_from_what_was_translated() {
    check(BASE, &[]);
}

#[test]
fn another_number_is_critical() {
    check(&BASE.replace("30 days", "60 days"), &[(State::Critical, &[Reason::Words, Reason::Figure])]);
}

#[test]
fn another_modal_or_negation_is_critical() {
    check(
        &BASE.replace("You may object", "You must object"),
        &[(State::Critical, &[Reason::Words, Reason::Modal])],
    );
    check(
        &BASE.replace("You may object", "You may not object"),
        &[(State::Critical, &[Reason::Words, Reason::Negation])],
    );
}

#[test]
fn other_words_are_stale_and_other_formatting_is_minor() {
    check(&BASE.replace("signed in", "logged in"), &[(State::Stale, &[Reason::Words])]);
    check(&BASE.replace("30 days", "**30 days**"), &[(State::Minor, &[Reason::Formatting])]);
}

#[test]
fn white_space_and_punctuation_are_nothing_to_follow() {
    check(&BASE.replace("We use cookies", "We  use cookies,"), &[]);
    check(&BASE.replace("signed in.", "signed in;"), &[]);
}

#[test]
fn what_was_taken_out_leaves_an_orphan_and_what_was_added_is_missing() {
    check(&BASE.replace("- Your address\n", ""), &[(State::Orphan, &[Reason::Removed])]);
    check(
        &BASE.replace("- Your address\n", "- Your address\n- Your telephone number\n"),
        &[(State::Missing, &[Reason::Added])],
    );
}

#[test]
fn a_split_changes_nothing() {
    let base = BASE.replace("30 days.\n\n", "30 days, unless the law asks for more. ");
    let translation = MALAY.replace("30 hari.\n\n", "30 hari, melainkan undang-undang menghendaki lebih. ");
    let current = base.replace("for more. ", "for more.\n\n");
    assert_eq!(drifted(&base, &current, &translation), []);
}

#[test]
fn a_passage_that_moved_is_said_to_have_moved() {
    let current = BASE.replace("- Your name\n- Your address\n", "- Your address\n- Your name\n");
    let found = drifted(BASE, &current, MALAY);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, [Reason::Moved]);
}

#[test]
fn the_command_says_where_and_ends_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("base.md", BASE);
    write("current.md", &BASE.replace("signed in", "logged in"));
    write("ms.md", MALAY);
    let files = ["drift", "--base", "base.md", "--current", "current.md", "--translation", "ms.md"];
    let run = |more: &[&str]| promulgate(folder.path(), &[&files[..], more].concat());
    let human = run(&[]);
    assert_code(&human, 0);
    assert!(
        printed(&human)
            .contains("stale data/2: words\n    We use cookies to keep you [-signed-]{+logged+} in."),
        "{}",
        printed(&human)
    );
    assert!(printed(&human).contains("ms.md:7"));
    assert_code(&run(&["--fail-on", "stale"]), 1);
    let json: serde_json::Value = serde_json::from_str(&printed(&run(&["--format", "json"]))).expect("JSON");
    assert_eq!(json["summary"]["stale"], 1);
    assert_eq!(json["blocks"][3]["translation"]["lines"], serde_json::json!([7, 7]));
    fs::remove_file(folder.path().join("ms.md")).expect("a file");
    assert_code(&run(&[]), 2);
}

/// The sections of a text behind its title, in another order.
fn reordered(text: &str, order: &[usize]) -> String {
    let mut parts = text.split("\n## ");
    let title = parts.next().unwrap_or_default();
    let sections: Vec<&str> = parts.collect();
    let moved = order
        .iter()
        .filter_map(|at| sections.get(*at))
        .map(|section| format!("\n## {}\n", section.trim_end()));
    format!("{title}{}", moved.collect::<String>())
}

/// The words of blocks of a document.
fn words<R: Role>(document: &Document, blocks: &[BlockIdx<R>]) -> String {
    let blocks = blocks.iter().map(|at| &blocks_of(document)[*at]);
    blocks.map(|block| plain_text(&block.inlines)).collect::<Vec<_>>().join(" / ")
}

/// By words of the translation, or of the current text where that has none: the state and its reasons.
fn by_words(base: &str, current: &str, translation: &str) -> BTreeMap<String, (State, Vec<Reason>)> {
    let mut sources = Sources::default();
    let here = parse(&mut sources, "translation.md", translation);
    let there = parse(&mut sources, "current.md", current);
    let judgements = judged(base, current, translation).into_iter();
    judgements
        .map(|judgement| {
            let own = words(&here, &judgement.translation);
            let name = if own.is_empty() { words(&there, &judgement.current) } else { own };
            (name, (judgement.state, judgement.reasons))
        })
        .collect()
}

/// A notice of six sections, in which some passages changed since; and its translation.
fn six_sections() -> [String; 3] {
    let mut texts = ["# Notice\n", "# Notice\n", "# 声明\n"].map(str::to_owned);
    for number in 1..=6 {
        let id = format!("s{number}");
        let days = if number % 2 == 0 { 10 * number } else { 10 * number + 1 };
        let word = if number == 3 { "deleted" } else { "kept" };
        let more = if number == 5 { "\n\nYou may always ask us why.\n" } else { "" };
        texts[0] += &format!(
            "\n## Part {number} {{#{id}}}\n\nYour data is kept for {} days in part {number}.\n\nWrite to part{number}@example.com.\n",
            10 * number
        );
        texts[1] += &format!(
            "\n## Part {number} {{#{id}}}\n\nYour data is {word} for {days} days in part {number}.\n\nWrite to part{number}@example.com.\n{more}"
        );
        texts[2] += &format!(
            "\n## 第{number}部分 {{#{id}}}\n\n您的数据在第{number}部分保存{}天。\n\n请致信part{number}@example.com。\n",
            10 * number
        );
    }
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]
    #[test]
    fn reordering_without_editing_changes_no_state(
        here in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let [base, current, translation] = six_sections();
        let before = by_words(&base, &current, &translation);
        prop_assert!(before.values().any(|(state, _)| *state == State::Missing));
        // The translator has the sections in an order of their own; or the whole text was reordered, with its translation.
        prop_assert_eq!(&by_words(&base, &current, &reordered(&translation, &here)), &before);
        let together = by_words(&base, &reordered(&current, &here), &reordered(&translation, &here));
        prop_assert_eq!(&together, &before);
        let all = [&base, &current, &translation].map(|text| reordered(text, &here));
        prop_assert_eq!(&by_words(&all[0], &all[1], &all[2]), &before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]
    #[test]
    fn every_block_of_any_texts_is_judged_once(
        base in hostile_text(), current in hostile_text(), translation in hostile_text(),
    ) {
        check_drift(&base, &current, &translation);
    }
}

#[test]
fn a_passage_that_stands_elsewhere_in_its_section_is_found() {
    let base = "# Notice\n\n## Contact {#contact}\n\nWrite to privacy@example.com or to legal@example.com, and mention case 4711.\n\n\
        Office A answers within 30 days.\n\nOffice B answers within 60 days.\n\nOffice C answers within 90 days.\n";
    let translation = "# 声明\n\n## 联系方式 {#contact}\n\nA 处在 30 天内答复。\n\nB 处在 60 天内答复。\n\nC 处在 90 天内答复。\n\n\
        请写信至 privacy@example.com 或 legal@example.com，并注明案号 4711。\n";
    assert_eq!(drifted(base, base, translation), []);
    let current = base.replace("mention case 4711", "mention case 4712");
    let critical = judged(base, &current, translation).into_iter();
    let critical: Vec<Judgement> = critical.filter(|judgement| judgement.state != State::Current).collect();
    assert_eq!(critical.len(), 1, "{critical:?}");
    assert_eq!((critical[0].state, critical[0].translation.as_slice()), (State::Critical, &[5.into()][..]));
}

#[test]
fn what_stands_below_a_section_of_one_language_is_its_own_too() {
    let more = "\n## 中国大陆 {#mainland .local}\n\n适用中国法律。\n\n### 法院\n\n由上海的法院管辖。\n";
    assert_eq!(drifted(BASE, BASE, &format!("{CHINESE}{more}")), []);
    // A section beside it is none.
    let beside = more.replace("### 法院", "## 法院");
    assert_ne!(drifted(BASE, BASE, &format!("{CHINESE}{beside}")), []);
}

#[test]
fn defined_terms_bind_what_nothing_else_tells_apart() {
    let mut sources = Sources::default();
    let english = "# Notice\n\nThe processor decides here.\n\nThe controller decides here.\n\nThe auditor decides here.\n";
    // The first is not translated; by their lengths the two others could be any.
    let base = parse(&mut sources, "base.md", english);
    let translation = parse(&mut sources, "zh.md", "# 声明\n\n此处由控制者决定。\n\n此处由审计师决定。\n");
    let term = |id: &str, en: &str, zh: &str| {
        format!("[[term]]\nid = \"{id}\"\n[term.renderings]\nen = [\"{en}\"]\nzh-CN = [\"{zh}\"]\n")
    };
    let glossary =
        [term("a", "processor", "处理者"), term("b", "controller", "控制者"), term("c", "auditor", "审计师")];
    let site = site(&[
        (
            "promulgate.toml",
            "title = \"T\"\nbase_url = \"https://example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"zh-CN\"]\n",
        ),
        ("content/glossary.toml", &glossary.concat()),
    ]);
    let opened = promulgate::pipeline::open(site.path(), promulgate::pipeline::Check::Integrity, |_| DAY)
        .expect("a folder")
        .value;
    let library = opened.library.expect("a site");
    let glossary = library.registers.glossary.as_deref().expect("a glossary");
    let [english, chinese] = ["en", "zh-CN"].map(|tag| Lang::parse(tag).expect("a tag"));
    let glossed = Glossed { glossary, languages: [&english, &chinese] };
    let texts = |glossed| Texts {
        base: &base,
        current: &base,
        translation: &translation,
        lang: Some(&chinese),
        history: None,
        known: Known { glossed, ..Known::default() },
        links: LinkReader::of_files(vec![english.clone(), chinese.clone()]),
    };
    let missing = |glossed| {
        let measured = drift::measure(&texts(glossed), &english, &Sync::default(), &sources);
        let missing = measured.judgements.iter().filter(|judgement| judgement.state == State::Missing);
        missing.flat_map(|judgement| judgement.current.clone()).map(usize::from).collect::<Vec<usize>>()
    };
    assert_eq!(missing(Some(glossed)), [1]);
    assert_ne!(missing(None), [1]);
}

#[test]
fn since_names_the_version_that_changed_the_passage() {
    let site = Site::new();
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/en.md", "Write to [us](mailto:us@example.com).\n\nWe answer gladly.");
    site.add("privacy/ms.md", "Tulis kepada kami.\n\nKami menjawab dengan senang hati.");
    site.run("2026-02-01", &["release", "privacy", "--yes"], 0);
    site.replace("privacy/en.md", "We answer gladly.", "We answer soon.");
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
    let said = site.run("2026-03-02", &["drift", "privacy", "--lang", "ms"], 0);
    // The link was never in the translation: no version took it away.
    let states: Vec<&str> =
        said.lines().filter(|line| line.contains(": ") && !line.starts_with(' ')).collect();
    let links = states.iter().find(|line| line.ends_with(": links"));
    assert!(links.is_some(), "{said}");
    assert_says(&said, ": words, since version 2026-03-01");
}
