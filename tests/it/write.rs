//! Markdown that is written: what is read from it says what was written, for random texts and for real ones.

use std::fs;
use std::path::PathBuf;

use promulgate::markdown::{Block, BlockKind};
use proptest::prelude::*;

use crate::corpus::{hostile_text, texts_below};
use crate::said::{check, is_beyond_markdown, parse};
use crate::support::repository;

#[test]
fn real_texts_say_the_same_when_they_are_written() {
    let mut folders: Vec<PathBuf> =
        ["content", "src/seal/example", "tests/markdown", "tests/redlines", "tests/broken"]
            .map(repository)
            .into();
    folders.extend(std::env::var_os("PROMULGATE_CORPUS").map(PathBuf::from));
    let mut failed = Vec::new();
    let mut count = 0;
    for path in folders.iter().flat_map(|folder| texts_below(folder)) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        count += 1;
        // What stood in such a paragraph was raw HTML alone.
        let is_empty = |block: &Block| block.kind == BlockKind::Paragraph && block.inlines.is_empty();
        if parse(&text).blocks.iter().any(is_empty) {
            continue;
        }
        if let Err(difference) = check(&text) {
            failed.push(format!("{}: {difference}", path.display()));
        }
    }
    println!("{count} texts");
    assert!(count > 100, "only {count} texts");
    assert!(failed.is_empty(), "{} of {count}: {}", failed.len(), failed.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 50_000,
        ..ProptestConfig::with_cases(2_000)
    })]
    #[test]
    fn random_texts_say_the_same_when_they_are_written(text in hostile_text()) {
        // A character that no text has, and that cannot be written as a number.
        let text = text.replace('\0', "");
        prop_assume!(!is_beyond_markdown(&parse(&text)));
        check(&text).map_err(TestCaseError::fail)?;
    }
}

/// What means something else beside something else, a list a kind: of one kind, short texts are full of what touches.
const KINDS: &[&[&str]] = &[
    // Directives and what is read in their arguments.
    &[
        "```{cookies} category=",
        "~~~{contacts} id=",
        "a",
        "`",
        "\\",
        "&",
        "amp;",
        "&#96;",
        "&#92;",
        ";",
        "\n",
        "> ",
    ],
    // Footnotes, addresses and links.
    &[
        "[^1]",
        "\n\n[^1]: ",
        "[x]",
        "(x)",
        "[",
        "]",
        "(",
        ")",
        "!",
        ":",
        "a",
        "*",
        "&",
        "\\",
        "`",
        "<a@b.c>",
        "<!a@b.c>",
        "<https://a.b/?c&d>",
        "<https://a.b/?c&amp;d>",
        "<https://a`b>",
        "[a](b",
        "[a](b\\`c)",
        "[!a@b.c](!a@b.c)",
        "`d`",
        "&#10;",
    ],
    // The same in the cells of tables.
    &[
        "| a | b |\n|---|---|\n",
        "|",
        "\\",
        "`",
        "a",
        "[",
        "](",
        ")",
        "[^a|b]",
        "[^a\\|b]",
        "\n\n[^a|b]: ",
        "<https://a|b>",
        "<https://a\\|b>",
        "[https://a\\|b](https://a\\|b)",
        "\n",
        "*",
    ],
    // Emphasis beside words, white space and punctuation of every kind.
    &["*", "**", "_", "__", "~~", "~", "a", " ", ".", "信", "。", "\\", "&#32;", "&nbsp;", "`a`", "[a](b)"],
    // Emphasis that touches.
    &["*", "**", "***", "_", "__", "a", "信", "。", " "],
    &["*", "**", "a", "信"],
    // Blanks.
    &[
        "\u{b}",
        "\u{c}",
        "\u{a0}",
        "\u{2028}",
        "\u{3000}",
        "&#11;",
        " ",
        "\t",
        "a",
        "*",
        "|",
        "| a | b |\n|---|---|\n",
        "# ",
        "- ",
        "> ",
        "\n",
        "\n\n",
        "`",
        "```",
        "\\",
    ],
    // Signs within words.
    &["_", "~", "\\_", "aⒶ", "Ⓐa", "aa", "²", "é", " "],
    // Lines in what nests.
    &[
        "\n", "\n\n", "- ", "> ", "1. ", ": ", "[^1]: ", "[^1]", "    ", "a", "*", "`", "\\", "# ", "+", "=",
        "|", "(", ":", "{#a}", "&#32;", "===\n", "```",
    ],
];

fn text_of_a_kind() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(KINDS);
    kind.prop_flat_map(|kind| prop::collection::vec(prop::sample::select(kind), 1..14))
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 50_000,
        ..ProptestConfig::with_cases(10_000)
    })]
    #[test]
    fn what_touches_says_the_same_when_it_is_written(text in text_of_a_kind()) {
        prop_assume!(!is_beyond_markdown(&parse(&text)));
        check(&text).map_err(TestCaseError::fail)?;
    }
}
