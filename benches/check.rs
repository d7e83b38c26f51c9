//! `check`: of a text in which one paragraph of a megabyte has more faults than anybody ever made, of each kind; of such a paragraph beside
//! its translation; and the search for figures, which compares translations and redlines, in a paragraph of what only begins like one.
//!
//! `cargo bench --bench check`. Each is measured in two sizes: what takes twice as long for twice as much is linear.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a bench says what it expects")]

use std::fs;

use divan::Bencher;
use jiff::civil::date;
use promulgate::source::{human, sarif};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1 << 20;

/// What paragraphs repeat, by what is wrong with it.
const KINDS: [(&str, &str); 14] = [
    ("dead links", "[x](#a) "),
    ("mixed scripts", "p\u{430}ypal\n"),
    ("doubled words", "word word\nand now\n"),
    ("emphasis", "*a*\n"),
    ("emphasis left open", "**a b\n"),
    ("entities", "a&#x200b;b\n"),
    ("invisible characters", "a\u{200b}b\n"),
    ("blanks", "a  b \n"),
    ("raw HTML", "<b>x</b> "),
    ("images", "![x](y) "),
    ("footnotes", "a[^x] "),
    ("quotations", "see “Your right”\n"),
    ("headings", "## Same\n\n"),
    ("new headings", "## Same {#same}\n\n"),
];

/// What paragraphs and their translations repeat, each time with another number: what both say, and what only one says.
type Pattern = fn(usize) -> [String; 2];

const TRANSLATED: [(&str, Pattern); 12] = [
    ("sentences", |_| ["We keep your data. ".into(), "我们保存您的数据。".into()]),
    ("one sentence", |_| ["we keep your data, ".into(), "我们保存您的数据，".into()]),
    ("numbers", |at| [format!("{at} users, "), format!("{}个用户，", at + 1)]),
    ("limits", |at| [format!("at least {at} days, "), format!("不超过{at}天，")]),
    ("amounts", |at| [format!("US${at} or "), format!("{at}欧元或")]),
    ("shares", |at| [format!("{at}% or "), format!("{at}或")]),
    ("dates", |at| {
        [format!("{} May {}, ", at % 28 + 1, 1000 + at % 9000), format!("{}年6月1日，", 1000 + at % 9000)]
    }),
    ("names", |at| [format!("with Example{at} and "), format!("与Sample{at}和")]),
    ("countries", |_| ["in Malaysia and Singapore, ".into(), "在法国和德国，".into()]),
    ("negations", |_| ["we do not sell, ".into(), "我们不卖，".into()]),
    ("duties", |_| ["you must never tell us; ".into(), "您可以告知我们；".into()]),
    ("addresses", |at| [format!("a{at}@example.com "), format!("b{at}@example.com ")]),
];

/// What begins like a figure again and again and becomes none.
const BEGINNINGS: [&str; 9] =
    ["Level 12, ", "Unit A B C D E F G, ", "1%+", "1_", "1.a", "5万", "5万3千5", "ten and ", "one "];

/// A site with one text that repeats `pattern` up to `length` bytes.
fn site(pattern: &str, length: usize) -> TempDir {
    let paragraph = pattern.repeat(length / pattern.len());
    site_of(&[("en", format!("# Title\n\n{paragraph}\n\n## Your rights {{#rights}}\n"))])
}

/// A site with one text in two languages that repeats a pattern up to `length` bytes.
fn translated(pattern: Pattern, length: usize) -> TempDir {
    let mut paragraphs = [String::new(), String::new()];
    for at in 0.. {
        let next = pattern(at);
        if paragraphs[0].len() + next[0].len() > length {
            break;
        }
        paragraphs.iter_mut().zip(next).for_each(|(paragraph, next)| paragraph.push_str(&next));
    }
    let [english, chinese] = paragraphs;
    site_of(&[
        ("en", format!("# Title\n\n{english}\n\n## Your rights {{#rights}}\n")),
        (
            "zh-CN",
            format!("+++\ntranslates = \"working\"\n+++\n\n# 标题\n\n{chinese}\n\n## 您的权利 {{#rights}}\n"),
        ),
    ])
}

/// A site with one policy, by language.
fn site_of(texts: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let policy = folder.path().join("content/privacy");
    fs::create_dir_all(&policy).expect("a folder");
    let languages: Vec<&str> = texts.iter().map(|(lang, _)| *lang).collect();
    let config = format!("title = \"T\"\nbase_url = \"https://example.com\"\nlanguages = {languages:?}\n");
    fs::write(folder.path().join("promulgate.toml"), config).expect("a file");
    fs::write(policy.join("policy.toml"), "kind = \"notice\"\n").expect("a file");
    for (lang, text) in texts {
        fs::write(policy.join(lang).with_extension("md"), text).expect("a file");
    }
    folder
}

/// Checks the site and prints what was found, for people and for programs.
fn checked(folder: &TempDir) -> usize {
    let day = date(2026, 1, 1);
    let opened =
        promulgate::pipeline::open(folder.path(), promulgate::pipeline::Check::All, |_| day).expect("a site");
    let sources = &opened.value.tree.sources;
    human::print(&opened.findings, sources, false).len() + sarif::print(&opened.findings, sources).len()
}

#[divan::bench(args = KINDS.map(|(name, _)| name), sample_count = 3)]
fn half_a_megabyte(bencher: Bencher<'_, '_>, kind: &str) {
    measure(bencher, kind, MEGABYTE / 2);
}

#[divan::bench(args = KINDS.map(|(name, _)| name), sample_count = 3)]
fn a_megabyte(bencher: Bencher<'_, '_>, kind: &str) {
    measure(bencher, kind, MEGABYTE);
}

fn measure(bencher: Bencher<'_, '_>, kind: &str, length: usize) {
    let (_, pattern) = KINDS.iter().find(|(name, _)| *name == kind).expect("a kind");
    let folder = site(pattern, length);
    bencher.bench_local(|| checked(&folder));
}

#[divan::bench(args = TRANSLATED.map(|(name, _)| name), sample_count = 3)]
fn half_a_megabyte_and_its_translation(bencher: Bencher<'_, '_>, kind: &str) {
    measure_translated(bencher, kind, MEGABYTE / 2);
}

#[divan::bench(args = TRANSLATED.map(|(name, _)| name), sample_count = 3)]
fn a_megabyte_and_its_translation(bencher: Bencher<'_, '_>, kind: &str) {
    measure_translated(bencher, kind, MEGABYTE);
}

fn measure_translated(bencher: Bencher<'_, '_>, kind: &str, length: usize) {
    let (_, pattern) = TRANSLATED.iter().find(|(name, _)| *name == kind).expect("a kind");
    let folder = translated(*pattern, length);
    bencher.bench_local(|| checked(&folder));
}

#[divan::bench(args = BEGINNINGS, sample_count = 3)]
fn figures_in_a_hundred_kilobytes(bencher: Bencher<'_, '_>, beginning: &str) {
    find_figures(bencher, beginning, 100_000);
}

#[divan::bench(args = BEGINNINGS, sample_count = 3)]
fn figures_in_two_hundred_kilobytes(bencher: Bencher<'_, '_>, beginning: &str) {
    find_figures(bencher, beginning, 200_000);
}

fn find_figures(bencher: Bencher<'_, '_>, beginning: &str, length: usize) {
    // What stands at its end makes every kind of figure be looked for.
    let text = format!("{}A 1 Street @ 元 月 Jan", beginning.repeat(length / beginning.len()));
    bencher.bench_local(|| promulgate::language::figures(&text).count());
}
