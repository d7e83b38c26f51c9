//! `check`: of a text in which one paragraph of a megabyte has more faults than anybody ever made, of each kind; and the search for
//! figures, which compares translations and redlines, in a paragraph of what only begins like one.
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

/// What begins like a figure again and again and becomes none.
const BEGINNINGS: [&str; 9] =
    ["Level 12, ", "Unit A B C D E F G, ", "1%+", "1_", "1.a", "5万", "5万3千5", "ten and ", "one "];

/// A site with one text that repeats `pattern` up to `length` bytes.
fn site(pattern: &str, length: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let policy = folder.path().join("content/privacy");
    fs::create_dir_all(&policy).expect("a folder");
    let config = "title = \"T\"\nbase_url = \"https://example.com\"\nlanguages = [\"en\"]\n";
    fs::write(folder.path().join("promulgate.toml"), config).expect("a file");
    fs::write(policy.join("policy.toml"), "kind = \"notice\"\n").expect("a file");
    let text =
        format!("# Title\n\n{}\n\n## Your rights {{#rights}}\n", pattern.repeat(length / pattern.len()));
    fs::write(policy.join("en.md"), text).expect("a file");
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
