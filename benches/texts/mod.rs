//! Texts for benches, the same at every run.

#![allow(clippy::expect_used, reason = "writing to a string cannot fail")]

use std::fmt::Write as _;

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
pub fn revisions(words: usize) -> [String; 2] {
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
