//! Markdown as people really write it: what must hold for every text, on the repository's own texts, on hostile
//! ones, and on any folder that `PROMULGATE_CORPUS` names.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::invariants::check_text;
use crate::support::repository;

pub fn texts_below(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

#[test]
fn every_text_keeps_its_spans() {
    let mut folders =
        vec![repository("content"), repository("src/seal/example"), repository("tests/markdown")];
    folders.extend(std::env::var_os("PROMULGATE_CORPUS").map(PathBuf::from));
    let mut count = 0;
    for path in folders.iter().flat_map(|folder| texts_below(folder)) {
        let text = fs::read_to_string(&path).expect("a text");
        let outcome = std::panic::catch_unwind(|| check_text(&text));
        assert!(outcome.is_ok(), "{}", path.display());
        count += 1;
    }
    println!("{count} texts");
    assert!(count > 30, "only {count} texts");
}

#[test]
fn hostile_texts_are_quick() {
    for text in [
        ">".repeat(20_000),
        "- ".repeat(5_000),
        "[".repeat(20_000),
        "*a ".repeat(20_000),
        "**信：".repeat(20_000),
        "`".repeat(20_001),
        "# a\n".repeat(10_000),
        "# a {#a}\n".repeat(10_000),
        "|a".repeat(5_000) + "\n" + &"|-".repeat(5_000) + "\n" + &"|b".repeat(5_000),
        "a\n: b\n\n".repeat(5_000),
        "[^1]: x\n\n".repeat(5_000),
        "<b>\n".repeat(20_000),
        "![a](b)".repeat(5_000),
    ] {
        check_text(&text);
    }
}

/// Signs that mean something in Markdown, with words between them.
pub fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# ",
        "## ",
        "{#a}",
        "{.local}",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "  ",
        "    ",
        "> ",
        "| a | b |\n|---|---|\n",
        "|",
        "```",
        "{cookies}",
        "[",
        "]",
        "(#a)",
        "[^1]",
        "[^1]: ",
        ": ",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "<b>",
        "<!--",
        "-->",
        "\\",
        "&amp;",
        "&#42;",
        "---\n",
        "+++\n",
        "word ",
        "信息：",
        "我们",
        "。",
        "\u{0}",
        "\u{feff}",
        "é",
        "😀",
        "\r\n",
        "\t",
        "![x](y)",
        "<https://example.com>",
        "<a@example.com>",
        "===\n",
        "~~~",
        "{contacts} id=",
        "\u{b}",
        "\u{c}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]
    #[test]
    fn no_text_breaks_the_parser(text in hostile_text()) {
        check_text(&text);
    }

    #[test]
    fn no_characters_break_the_parser(text in any::<String>()) {
        check_text(&text);
    }
}
