//! Redlines of long texts, parsing included, beside what git needs for the same two files.
//!
//! `cargo bench --bench redline`. The texts are made here, the same at every run: sections with paragraphs and lists, of
//! which one word in twenty is another one in the new text. Without git: texts of very many short passages or of one long one, in two
//! sizes.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a bench says what it expects")]

use std::process::{Command, Stdio};

use arcstr::ArcStr;
use divan::Bencher;
use promulgate::markdown;
use promulgate::redline::{self, Summary};
use promulgate::source::Sources;

mod shapes;
mod texts;

use shapes::{SHAPES, in_one_paragraph, texts_of};
use texts::revisions;

fn main() {
    divan::main();
}

/// How many words the texts have.
const WORDS: [usize; 3] = [1_850, 15_000, 150_000];

#[divan::bench(args = WORDS)]
fn promulgate(bencher: Bencher<'_, '_>, words: usize) {
    measure(bencher, revisions(words));
}

fn measure(bencher: Bencher<'_, '_>, texts: [String; 2]) {
    let texts = texts.map(ArcStr::from);
    bencher.bench(|| {
        let mut sources = Sources::default();
        let [old, new] = texts.each_ref().map(|text| {
            let file = sources.add("text.md".into(), text.clone());
            markdown::parse(file, text, 0..text.len())
        });
        Summary::of(&redline::compare(&old, &new)).inserted
    });
}

#[divan::bench(args = SHAPES.map(|shape| shape.name), sample_count = 3)]
fn ten_thousand_passages(bencher: Bencher<'_, '_>, shape: &str) {
    let [old, new, _] = texts_of(shape, 10_000);
    measure(bencher, [old, new]);
}

#[divan::bench(args = SHAPES.map(|shape| shape.name), sample_count = 3)]
fn twenty_thousand_passages(bencher: Bencher<'_, '_>, shape: &str) {
    let [old, new, _] = texts_of(shape, 20_000);
    measure(bencher, [old, new]);
}

#[divan::bench(args = [1 << 19, 1 << 20], sample_count = 3)]
fn one_paragraph(bencher: Bencher<'_, '_>, length: usize) {
    let [old, new, _] = in_one_paragraph(length);
    measure(bencher, [old, new]);
}

#[divan::bench(args = WORDS)]
fn git(bencher: Bencher<'_, '_>, words: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in ["old.md", "new.md"].into_iter().zip(revisions(words)) {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    bencher.bench(|| {
        let git = Command::new("git")
            .args(["diff", "--no-index", "--word-diff", "old.md", "new.md"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .status();
        git.expect("git").code()
    });
}
