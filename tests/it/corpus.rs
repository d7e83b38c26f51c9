//! Markdown as people really write it: what must hold for every text, on the repository's own texts, on hostile
//! ones, and on any folder that `PROMULGATE_CORPUS` names.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use arcstr::ArcStr;
use promulgate::markdown::{self, Document, Inline, fingerprint, front_matter};
use promulgate::source::{FileId, Sources};
use proptest::prelude::*;

use crate::support::repository;

/// Parses a text as the program does.
fn parse(text: &str) -> (Sources, FileId, Document) {
    let mut sources = Sources::default();
    let text = ArcStr::from(text);
    let file = sources.add("text.md".into(), text.clone());
    let body = front_matter::split(&text).body;
    (sources, file, markdown::parse(file, &text, body))
}

/// What must hold for every text.
fn check(text: &str) {
    let (sources, file, document) = parse(text);
    let mut addresses = HashSet::new();
    let mut end = 0;
    for block in &document.blocks {
        let cut = sources.cut(block.span);
        assert_eq!(block.span.file, file);
        assert!(text.get(block.span.range()).is_some(), "{:?} is no passage", block.span);
        assert_eq!(fingerprint::of_source(cut), block.source, "the source of {:?}", document.address(block));
        assert_eq!(cut, cut.trim(), "a block holds no white space at its ends");
        assert!(
            block.span.range().start >= end,
            "{:?} overlaps the block before it",
            document.address(block)
        );
        assert!(addresses.insert(document.address(block)), "{:?} twice", document.address(block));
        end = block.span.range().end;
        for words in block.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) if words.parent().as_str() == text => Some(words),
            _ => None,
        }) {
            let outer = block.span.range();
            // Some Markdown keeps white space at the ends of a line as text; a block's span is trimmed.
            let start = words.range().start + (words.len() - words.trim_start().len());
            let inner = start..start + words.trim().len();
            assert!(
                inner.is_empty() || outer.start <= inner.start && inner.end <= outer.end,
                "{words:?} is outside {}",
                document.address(block)
            );
        }
    }
    let in_sections: usize = document.sections.iter().map(|section| section.blocks.len()).sum();
    assert_eq!(in_sections, document.blocks.len(), "every block is in one section");
}

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
        let outcome = std::panic::catch_unwind(|| check(&text));
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
        check(&text);
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
        "===\n",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]
    #[test]
    fn no_text_breaks_the_parser(text in hostile_text()) {
        check(&text);
    }

    #[test]
    fn no_characters_break_the_parser(text in any::<String>()) {
        check(&text);
    }
}
