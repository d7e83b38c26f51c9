//! How sure the program is of what a passage translates, who is told so, and `drift --explain`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::living::assert_says;
use crate::support::{adopt, assert_code, build, printed, promulgate, repository, site};

const DAY: &str = "2026-11-23";

const BASE: &str = "# Notice\n\n## Data {#data}\n\nWe keep your data for 30 days.\n\nWe use cookies from Acme to keep you signed in.\n\n\
    - Cards within 14 days\n- Transfers within 21 days\n- Vouchers within 365 days\n\n## Contact {#contact}\n\nWrite to privacy@example.com.\n\n\
    Our office is in Shah Alam.\n\nYou may object at any time.\n";
const CURRENT: &str = "# Notice\n\n## Data {#data}\n\nWe keep your data for 60 days.\n\n\
    - Cards within 14 days\n- Transfers within 21 days\n- Vouchers within 365 days\n\n## Contact {#contact}\n\nWrite to privacy@example.com.\n\n\
    Our office is in Shah Alam.\n\nYou may object at any time.\n\nWe answer in Malay.\n";
const MALAY: &str = "# Notis\n\n## Data {#data}\n\nKami menyimpan data anda selama 30 hari.\n\nKami menggunakan kuki daripada Acme supaya anda kekal log masuk.\n\n\
    - Baucar dalam masa 365 hari\n- Kad dalam masa 14 hari\n- Pindahan dalam masa 21 hari\n\n## Hubungi {#contact}\n\n\
    Tulis kepada privacy@example.com.\n\nAnda boleh membantah pada bila-bila masa.\n";

/// What is said of a passage of a translation beside what it translates and what that says now.
#[track_caller]
fn explained(base: &str, current: &str, translation: &str, passage: &str) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("en.md", base), ("current.md", current), ("ms.md", translation)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let files = ["--base", "en.md", "--current", "current.md", "--translation", "ms.md"];
    let output = promulgate(
        folder.path(),
        &[&["drift", "--format", "json", "--explain", passage], &files[..]].concat(),
    );
    assert_code(&output, 0);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", printed(&output)))
}

/// A part of what is said of how well two passages fit.
fn part<'v>(explained: &'v Value, name: &str) -> &'v Value {
    let parts = explained["fit"]["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    parts.iter().find(|part| part["part"] == name).unwrap_or(&Value::Null)
}

#[test]
fn what_is_bound_is_explained_by_what_both_have_and_what_changed() {
    let said = explained(BASE, CURRENT, MALAY, "data/1");
    assert_eq!(said["translates"]["address"], "data/1");
    assert_eq!(said["translates"]["text"], "the base");
    assert_eq!(said["by"], "order");
    assert!(said["confidence"].as_f64().is_some_and(|confidence| (0.8..1.0).contains(&confidence)), "{said}");
    assert_eq!(part(&said, "alike")["words"], json!([["30", "30"], ["data", "data"]]));
    assert_eq!(part(&said, "kind")["both"], json!(["paragraph", "paragraph"]));
    assert_eq!(said["state"], "critical");
    assert_eq!(
        said["changes"],
        json!([{ "deleted": "30", "inserted": "60", "grave": ["figure"] }]),
        "{said}"
    );
    assert_eq!(said["recorded"], json!([]));
}

#[test]
fn every_change_of_a_passage_is_told_however_many_there_are() {
    let text = |word: &str| {
        let sentences = (0..400).map(|at| format!("Rule{at} says {word}{at} here."));
        format!("# Notice\n\n{}\n", sentences.collect::<Vec<String>>().join(" "))
    };
    let said = explained(&text("old"), &text("new"), &text("old"), "top/1");
    let changes = said["changes"].as_array().expect("changes");
    assert!(changes.len() <= 50, "{}", changes.len());
    let told = |side: &str| -> usize {
        changes.iter().map(|change| change[side].as_str().expect("words").split(" … ").count()).sum()
    };
    assert_eq!([told("deleted"), told("inserted")], [400, 400]);
}

#[test]
fn items_in_another_order_are_said_to_be_bound_by_their_list() {
    let said = explained(BASE, CURRENT, MALAY, "data/3");
    assert_eq!([&said["by"], &said["translates"]["address"]], ["list", "data/5"], "{said}");
    assert_eq!(part(&said, "alike")["words"], json!([["365", "365"]]));
}

#[test]
fn of_what_is_missing_nothing_is_claimed() {
    let added = explained(BASE, CURRENT, MALAY, "en:contact/4");
    assert_eq!(
        [&added["state"], &added["by"], &added["translates"]],
        [&json!("missing"), &json!("nothing"), &Value::Null]
    );
    assert_eq!(added["reasons"], json!(["added"]));
    assert!(added.get("confidence").is_none() && added.get("fit").is_none(), "{added}");
    let lacking = explained(BASE, CURRENT, MALAY, "en:contact/2");
    assert_eq!([&lacking["state"], &lacking["reasons"]], [&json!("missing"), &json!(["untranslated"])]);
    // What would fit it is told, with what that translates.
    assert!(lacking["next_best"]["bound_to"].is_string(), "{lacking}");
}

#[test]
fn an_orphan_is_said_to_translate_what_was_taken_out() {
    let said = explained(BASE, CURRENT, MALAY, "data/2");
    assert_eq!([&said["state"], &said["reasons"]], [&json!("orphan"), &json!(["removed"])]);
    assert_eq!(said["translates"]["address"], "data/2");
    assert!(
        part(&said, "alike")["words"]
            .as_array()
            .is_some_and(|words| words.contains(&json!(["Acme", "Acme"])))
    );
}

#[test]
fn of_what_is_bound_to_nothing_no_confidence_is_claimed() {
    let extra = format!(
        "{MALAY}\nAyat ini tiada dalam teks asal dan sangat panjang, kerana ia menerangkan perkara lain dengan terperinci.\n"
    );
    let base = BASE.replace("Our office is in Shah Alam.\n\n", "");
    let said = explained(&base, &base, &extra, "contact/3");
    assert_eq!([&said["state"], &said["by"]], [&json!("unbound"), &json!("nothing")], "{said}");
    assert!(said.get("confidence").is_none() && said["translates"].is_null(), "{said}");
}

#[test]
fn neighbours_that_are_one_passage_are_said_to_be() {
    let merged = MALAY.replace("30 hari.\n\nKami", "30 hari. Kami");
    let said = explained(BASE, BASE, &merged, "data/1");
    assert!(!part(&said, "joint").is_null(), "{said}");
    assert_says(said["translates"]["words"].as_str().expect("words"), "30 days. We use cookies");
}

#[test]
fn a_name_that_means_no_passage_is_refused_with_what_is_near() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("en.md"), BASE).expect("a file");
    fs::write(folder.path().join("ms.md"), MALAY).expect("a file");
    let files = ["--base", "en.md", "--current", "en.md", "--translation", "ms.md"];
    let refused = |passage: &str, more: &[&str]| {
        let output =
            promulgate(folder.path(), &[&["drift", "--explain", passage], &files[..], more].concat());
        assert_code(&output, 2);
        printed(&output)
    };
    assert_says(
        &refused("data/9", &[]),
        "the translation has no passage `data/9`; in that section are `data/0` to `data/5`",
    );
    assert_says(
        &refused("en:contact/7", &[]),
        "the controlling text has no passage `contact/7`; in that section are `contact/0` to `contact/3`",
    );
    assert_says(&refused("dta/1", &[]), "its sections are ");
    assert_says(&refused("data/1", &["--format", "sarif"]), "--format human or json");
}

const CONFIG: &str = "title = \"Terms\"\nbase_url = \"https://example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"zh-CN\"]\n";
const ENGLISH: &str = "# Terms\n\n## Fees {#fees}\n\nYou pay 5 euros a month, in advance.\n\nWe send an invoice by e-mail.\n\n\
    ## Data {#data}\n\nWe keep what you give us for 30 days.\n";
const CHINESE: &str = "# 条款\n\n## 费用 {#fees}\n\n您每月预付5欧元。\n\n我们通过电子邮件发送发票。\n\n## 数据 {#data}\n\n您提供的信息，我们保存30天。\n";
/// Much longer than what it translates.
const LONG: &str = "我们通过电子邮件发送发票，其中载明所有项目、税费、付款期限、联系方式、收款账户、退款办法、发票抬头、开具日期、更正程序、保存年限、适用规则以及您在查阅、下载、打印、转发和保存发票时可能需要了解的一切其他事项。";

fn translated(chinese: &str) -> TempDir {
    of_one_version(ENGLISH, chinese)
}

/// A site of one version, with its translation.
fn of_one_version(english: &str, chinese: &str) -> TempDir {
    let translation = format!("+++\ntranslates = \"2020-01-01\"\n+++\n{chinese}");
    site(&[
        ("promulgate.toml", CONFIG),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        ("content/terms/en.md", english),
        ("content/terms/zh-CN.md", &translation),
        (
            "content/terms/versions/2020-01-01/version.toml",
            "released = 2020-01-01\neffective = 2020-01-01\nmaterial = true\n",
        ),
        ("content/terms/versions/2020-01-01/en.md", english),
        ("content/terms/versions/2020-01-01/zh-CN.md", &translation),
    ])
}

#[track_caller]
fn run(folder: &Path, code: i32, arguments: &[&str]) -> String {
    let output = promulgate(folder, &[arguments, &["--as-of", DAY]].concat());
    assert_code(&output, code);
    printed(&output)
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

#[test]
fn readers_are_told_of_what_is_not_certain_and_how_much_it_is() {
    let unsure = translated(&CHINESE.replace("我们通过电子邮件发送发票。", LONG));
    let drift = parsed(&run(unsure.path(), 0, &["drift", "--released", "--format", "json"]));
    let blocks = drift["blocks"].as_array().expect("blocks");
    let confidence = |block: &&Value| block["confidence"].as_f64().expect("a confidence");
    let below: Vec<&Value> = blocks.iter().filter(|block| confidence(block) < 0.8).collect();
    assert_eq!([below.len(), blocks.len()], [1, 6], "{drift}");
    let files = build(unsure.path(), DAY.parse().expect("a day"), false).expect("a site");
    // The file for programs says the same.
    let listed = &parsed(&files["drift.json"])["texts"][0]["unsure"];
    assert_eq!(listed[0]["confidence"], below[0]["confidence"]);
    assert_eq!([&listed[0]["translation"], &listed[0]["state"]], ["fees/2", "current"]);
    let status = &files["status/index.html"];
    assert_says(
        status,
        "For one of 6 passages it is not certain which passage of the controlling text it translates.",
    );
    assert_says(status, "what is said of differences there may be wrong");
    assert_says(status, "<code>fees/2</code>");
    let both = &files["zh-CN/terms/bilingual/index.html"];
    assert_eq!(both.matches("无法确定此处译自英文文本的哪一处").count(), 1, "{both}");
    assert_eq!(both.matches(" data-unsure").count(), 1);
    let (_, row) = both.split_once(" data-unsure").expect("a row");
    assert_says(row.split("bilingual-row").next().expect("a row"), "其中载明所有项目");
}

#[test]
fn what_is_not_certain_in_an_addendum_is_linked_on_its_page() {
    let site = translated(CHINESE);
    let translation =
        format!("+++\ntranslates = \"1\"\n+++\n{}", CHINESE.replace("我们通过电子邮件发送发票。", LONG));
    let addendum = site.path().join("content/terms/addenda/br");
    let sealed = addendum.join("versions/1");
    fs::create_dir_all(&sealed).expect("a folder");
    for (folder, name, text) in [
        (&addendum, "policy.toml", "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
        (&sealed, "version.toml", "label = \"1\"\nreleased = 2020-01-01\neffective = 2020-01-01\n"),
        (&addendum, "en.md", ENGLISH),
        (&sealed, "en.md", ENGLISH),
        (&addendum, "zh-CN.md", &translation),
        (&sealed, "zh-CN.md", &translation),
    ] {
        fs::write(folder.join(name), text).expect("a file");
    }
    adopt(site.path());
    let files = build(site.path(), DAY.parse().expect("a day"), false).expect("a site");
    assert_says(&files["zh-CN/terms/in/br/index.html"], "id=\"br.fees\"");
    assert_says(&files["status/index.html"], "href=\"/zh-CN/terms/in/br/#br.fees\"");
    assert!(!files["schemas/drift.schema.json"].contains("\"double\""), "no format of JSON Schema");
}

#[test]
fn a_row_of_a_table_that_is_not_certain_stands_by_itself() {
    let table = |rows: &[(&str, &str)]| {
        let rows = rows.iter().map(|(one, other)| format!("|{one}|{other}|\n"));
        let (head, rest): (Vec<String>, Vec<String>) =
            (rows.clone().take(1).collect(), rows.skip(1).collect());
        format!("# T\n\n{}|---|---|\n{}", head.concat(), rest.concat())
    };
    let english = table(&[
        ("Name", "Time"),
        ("Cards", "7 days"),
        ("Transfers", "14 days"),
        ("Cheques", "21 days"),
        ("Drafts", "28 days"),
        ("Cash", "35 days"),
    ]);
    let chinese = |third: (&str, &str)| {
        table(&[
            ("名称", "期限"),
            ("银行卡", "7天"),
            ("转账", "14天"),
            third,
            ("汇票", "28天"),
            ("现金", "35天"),
        ])
    };
    // How many rows of the page hold rows of the table, and how many are marked.
    let shown = |third: (&str, &str)| {
        let site = of_one_version(&english, &chinese(third));
        let files = build(site.path(), DAY.parse().expect("a day"), false).expect("a site");
        let both = files["zh-CN/terms/bilingual/index.html"].clone();
        let tables = both.split("class=\"bilingual-row\"").filter(|row| row.contains("<table")).count();
        (tables, both.matches(" data-unsure").count())
    };
    assert_eq!(shown(("支票", "21天")), (1, 0), "one table");
    assert_eq!(shown((LONG, "天数不定")), (3, 1), "what is before it, the row, what is behind it");
}

#[test]
fn what_is_certain_is_said_to_be_and_marked_nowhere() {
    let sure = translated(CHINESE);
    let files = build(sure.path(), DAY.parse().expect("a day"), false).expect("a site");
    assert_says(
        &files["status/index.html"],
        "All 6 passages that translate the controlling text are clearly matched.",
    );
    assert!(!files["status/index.html"].contains("may be wrong"));
    assert!(!files["zh-CN/terms/bilingual/index.html"].contains("data-unsure"));
    assert_eq!(parsed(&files["drift.json"])["texts"][0]["unsure"], json!([]));
}

#[test]
fn what_a_person_said_has_no_confidence_and_is_explained_by_who_and_why() {
    let site = translated(&CHINESE.replace("我们通过电子邮件发送发票。", LONG));
    let explain = || {
        parsed(&run(
            site.path(),
            0,
            &["drift", "terms", "--lang", "zh-CN", "--format", "json", "--explain", "fees/2"],
        ))
    };
    let before = explain();
    assert!(before["confidence"].as_f64().is_some_and(|confidence| confidence < 0.8), "{before}");
    let next = before["what_to_do"].as_str().expect("a step");
    let (_, command) = next.split_once("`promulgate ").expect("a command");
    let command: Vec<&str> = command.split_once('`').expect("its end").0.split(' ').collect();
    run(
        site.path(),
        0,
        &[&command, &["--by", "A. Translator", "--reason", "Longer in Chinese.", "--yes"][..]].concat(),
    );
    let after = explain();
    assert_eq!([&after["by"], &after["state"]], ["person", "current"], "{after}");
    assert_eq!(
        after["recorded"],
        json!([{ "day": DAY, "by": "A. Translator", "reason": "Longer in Chinese." }])
    );
    assert!(after.get("confidence").is_none() && after.get("fit").is_none(), "{after}");
    let said = run(site.path(), 0, &["drift", "terms", "--lang", "zh-CN", "--explain", "fees/2"]);
    assert_says(&said, "recorded on 2026-11-23, by A. Translator: Longer in Chinese.");
}

#[test]
fn what_the_archive_refutes_is_explained_by_the_text_whose_words_it_has() {
    let site = translated(CHINESE);
    let news = ENGLISH.replace("5 euros", "6 euros");
    let second = site.path().join("content/terms/versions/2021-01-01");
    fs::create_dir_all(&second).expect("a folder");
    let claim = format!("+++\ntranslates = \"2021-01-01\"\n+++\n{CHINESE}");
    for (path, text) in [
        ("versions/2021-01-01/version.toml", "released = 2021-01-01\neffective = 2021-01-01\n"),
        ("versions/2021-01-01/en.md", &news),
        ("en.md", &news),
        ("zh-CN.md", &claim),
    ] {
        fs::write(site.path().join("content/terms").join(path), text).expect("a file");
    }
    adopt(site.path());
    let explain = |passage: &str| {
        let asked = ["drift", "terms", "--lang", "zh-CN", "--format", "json", "--explain", passage];
        parsed(&run(site.path(), 0, &asked))
    };
    let said = explain("fees/1");
    assert_eq!([&said["state"], &said["followed_from"]], ["critical", "version 2020-01-01"], "{said}");
    assert_eq!(said["reasons"], json!(["words", "figure", "unchanged-since"]));
    assert_eq!(
        said["changes"],
        json!([{ "deleted": "5 euros", "inserted": "6 euros", "grave": ["figure"] }])
    );
    assert!(explain("fees/2").get("followed_from").is_none());
}

#[test]
fn one_translation_is_explained_with_what_the_site_teaches() {
    let root = repository("");
    let explain = |more: &[&str]| promulgate(&root, &[&["drift", "--as-of", "2026-11-24"], more].concat());
    let said = explain(&["cookies", "--lang", "ms", "--explain", "how-we-use-cookies/5"]);
    assert_code(&said, 0);
    assert_says(&printed(&said), "words that sealed translations teach to say the same: ");
    assert_says(&printed(&said), "yes – ya");
    let refused = explain(&["--explain", "how-we-use-cookies/5"]);
    assert_code(&refused, 2);
    assert_says(&printed(&refused), "--explain is of one translation");
}
