//! Redlines of long texts, parsing included, beside what git needs for the same two files.
//!
//! `cargo bench --bench redline`. The texts are made here, the same at every run: sections with paragraphs and lists, of
//! which one word in twenty is another one in the new text.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a bench says what it expects")]

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use arcstr::ArcStr;
use divan::Bencher;
use promulgate::markdown;
use promulgate::redline::{self, Summary};
use promulgate::source::Sources;

fn main() {
    divan::main();
}

/// How many words the texts have.
const WORDS: [usize; 3] = [1_850, 15_000, 150_000];

const VOCABULARY: [&str; 48] = [
    "we",
    "you",
    "your",
    "data",
    "information",
    "service",
    "account",
    "shall",
    "must",
    "not",
    "share",
    "collect",
    "use",
    "process",
    "retain",
    "delete",
    "personal",
    "partner",
    "provider",
    "purpose",
    "consent",
    "request",
    "notice",
    "policy",
    "change",
    "law",
    "court",
    "order",
    "security",
    "device",
    "browser",
    "address",
    "name",
    "payment",
    "support",
    "children",
    "rights",
    "access",
    "correct",
    "object",
    "period",
    "days",
    "months",
    "transfer",
    "country",
    "contract",
    "cookie",
    "setting",
];

/// A sequence of numbers that look random (Marsaglia, “Xorshift RNGs”, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        VOCABULARY[self.below(VOCABULARY.len())]
    }
}

/// Two revisions of a text of so many words: in a quarter of the paragraphs every fifth word is another one.
fn revisions(words: usize) -> [String; 2] {
    let mut random = Random(7);
    let mut texts = ["# Notice\n\n".to_owned(), "# Notice\n\n".to_owned()];
    let (mut count, mut section) = (0, 0);
    while count < words {
        section += 1;
        for text in &mut texts {
            write!(text, "## Section {section} {{#s{section}}}\n\n").expect("memory");
        }
        for _ in 0..6 {
            let len = 40 + random.below(50);
            let changes = random.below(4) == 0;
            for _ in 0..len {
                let word = random.word();
                let new = if changes && random.below(5) == 0 { random.word() } else { word };
                let stop = if random.below(12) == 0 { "." } else { "" };
                write!(texts[0], "{word}{stop} ").expect("memory");
                write!(texts[1], "{new}{stop} ").expect("memory");
            }
            texts.iter_mut().for_each(|text| text.push_str("\n\n"));
            count += len;
        }
        for _ in 0..4 {
            let item: Vec<&str> = (0..8).map(|_| random.word()).collect();
            texts.iter_mut().for_each(|text| writeln!(text, "- {}", item.join(" ")).expect("memory"));
            count += 8;
        }
        texts.iter_mut().for_each(|text| text.push('\n'));
    }
    texts
}

#[divan::bench(args = WORDS)]
fn promulgate(bencher: Bencher<'_, '_>, words: usize) {
    let texts = revisions(words).map(ArcStr::from);
    bencher.bench(|| {
        let mut sources = Sources::default();
        let [old, new] = texts.each_ref().map(|text| {
            let file = sources.add("text.md".into(), text.clone());
            markdown::parse(file, text, 0..text.len())
        });
        Summary::of(&redline::compare(&old, &new)).inserted
    });
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
