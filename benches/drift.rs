//! Drift, parsing left out: of one text of 2,000 words, of a thousand texts in three languages beside the controlling one, and of texts of
//! very many short passages or of one long one.
//!
//! `cargo bench --bench drift`. What stands for a translation is the old text with its words spelt backwards: as long, with no
//! word in common, in the same sections, paragraphs and lists. What has a shape is measured in two sizes: what takes twice as long for
//! twice as much is linear.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a bench says what it expects")]

use arcstr::ArcStr;
use divan::Bencher;
use promulgate::drift::{Known, Lexicon, Texts, learnt, measure};
use promulgate::library::{LinkReader, Sync};
use promulgate::locale::Lang;
use promulgate::markdown::{self, Document};
use promulgate::source::Sources;
use rayon::prelude::*;

mod shapes;
mod texts;

use shapes::{SHAPES, in_one_paragraph, texts_of};
use texts::revisions;

fn main() {
    divan::main();
}

/// Like a privacy notice.
const WORDS: usize = 2_000;
/// A thousand texts, each translated into three languages.
const TRANSLATIONS: usize = 3_000;

/// The text that was translated, the same as it is now, and the translation.
fn documents(sources: &mut Sources) -> [Document; 3] {
    let [base, current] = revisions(WORDS);
    let translation = translated(&base);
    parsed([base, current, translation], sources)
}

fn parsed(texts: [String; 3], sources: &mut Sources) -> [Document; 3] {
    texts.map(|text| {
        let text = ArcStr::from(text);
        let file = sources.add("text.md".into(), text.clone());
        markdown::parse(file, &text, 0..text.len())
    })
}

fn translated(text: &str) -> String {
    let is_word = |word: &str| word.chars().any(char::is_alphabetic) && !word.starts_with('{');
    let spelt = |word: &str| if is_word(word) { word.chars().rev().collect() } else { word.to_owned() };
    let lines = text.lines().map(|line| line.split(' ').map(spelt).collect::<Vec<String>>().join(" "));
    lines.collect::<Vec<String>>().join("\n")
}

/// What texts teach of the two languages.
fn taught(documents: &[Document; 3]) -> Lexicon {
    let [base, _, translation] = documents;
    learnt(&[(base, translation); 24]).expect("enough to learn of")
}

fn passages(documents: &[Document; 3], lexicon: Option<&Lexicon>, sources: &Sources) -> usize {
    let [base, current, translation] = documents;
    let links = LinkReader::of_files(Vec::new());
    let texts = Texts {
        base,
        current,
        translation,
        lang: None,
        history: None,
        known: Known { lexicon, ..Known::default() },
        links,
    };
    measure(&texts, &Lang::english(), &Sync::default(), sources).judgements.len()
}

#[divan::bench]
fn one_text(bencher: Bencher<'_, '_>) {
    let mut sources = Sources::default();
    let documents = documents(&mut sources);
    let lexicon = taught(&documents);
    bencher.bench(|| passages(&documents, Some(&lexicon), &sources));
}

#[divan::bench(sample_count = 5)]
fn a_thousand_texts_in_three_languages(bencher: Bencher<'_, '_>) {
    let mut sources = Sources::default();
    let documents = documents(&mut sources);
    bencher.bench(|| {
        // Three languages are learnt.
        let lexicons: Vec<Lexicon> = (0..3).into_par_iter().map(|_| taught(&documents)).collect();
        let one = |number: usize| passages(&documents, Some(&lexicons[number % 3]), &sources);
        (0..TRANSLATIONS).into_par_iter().map(one).sum::<usize>()
    });
}

#[divan::bench(args = SHAPES.map(|shape| shape.name), sample_count = 3)]
fn ten_thousand_passages(bencher: Bencher<'_, '_>, shape: &str) {
    measure_texts(bencher, texts_of(shape, 10_000));
}

#[divan::bench(args = SHAPES.map(|shape| shape.name), sample_count = 3)]
fn twenty_thousand_passages(bencher: Bencher<'_, '_>, shape: &str) {
    measure_texts(bencher, texts_of(shape, 20_000));
}

#[divan::bench(args = [1 << 19, 1 << 20], sample_count = 3)]
fn one_paragraph(bencher: Bencher<'_, '_>, length: usize) {
    measure_texts(bencher, in_one_paragraph(length));
}

fn measure_texts(bencher: Bencher<'_, '_>, texts: [String; 3]) {
    let mut sources = Sources::default();
    let documents = parsed(texts, &mut sources);
    let [base, _, translation] = &documents;
    let lexicon = learnt(&[(base, translation)]);
    bencher.bench_local(|| passages(&documents, lexicon.as_ref(), &sources));
}
