//! Markdown cases: every `tests/markdown/NAME.md` becomes the blocks in `NAME.blocks`.
//!
//! `SNAPSHOTS=overwrite` writes what was found instead; read the difference before you commit it.

use std::fmt::Write as _;
use std::fs;

use arcstr::ArcStr;
use promulgate::markdown::{self, Document, MarkdownFault, front_matter, plain_text};
use promulgate::source::{Sources, Span};
use snapbox::{Assert, Data};

use crate::support::repository;

/// One line a block: its address, kind, lines and depth, then what a reader sees; then what is wrong.
fn blocks(text: &str) -> String {
    let mut sources = Sources::default();
    let text = ArcStr::from(text);
    let file = sources.add("text.md".into(), text.clone());
    let document = markdown::parse(file, &text, front_matter::split(&text).body);
    let mut out = String::new();
    for block in &document.blocks {
        let lines = sources.lines(block.span);
        let words = plain_text(&block.inlines);
        let place = format!("{} {:?}", document.address(block), block.kind);
        writeln!(out, "{place} {}-{} depth {}: {words:?}", lines.start(), lines.end(), block.depth)
            .expect("memory");
    }
    faults(&document, &sources, &mut out);
    out
}

fn faults(document: &Document, sources: &Sources, out: &mut String) {
    let mut line = |what: &str, span: Span| {
        let (line, column) = sources.line_and_column(span);
        writeln!(out, "{what} at {line}:{column}: {:?}", sources.cut(span)).expect("memory");
    };
    for fault in &document.faults {
        match fault {
            MarkdownFault::RawHtml(span) => line("raw HTML", *span),
            MarkdownFault::UnclosedEmphasis(span) => line("unclosed emphasis", *span),
            MarkdownFault::Image(span) => line("image", *span),
            MarkdownFault::ExtraCells(span) => line("extra cells", *span),
            MarkdownFault::NoFootnote(span) => line("no footnote", *span),
            MarkdownFault::BadDirective { span, message } => line(message, *span),
            MarkdownFault::DuplicateId { id, span, .. } => line(&format!("duplicate id {id}"), *span),
            MarkdownFault::BadId { id, span } => line(&format!("bad id {id}"), *span),
            MarkdownFault::BadAttribute { attribute, span } => {
                line(&format!("bad attribute {attribute}"), *span)
            }
        }
    }
}

#[test]
fn every_case_gives_its_blocks() {
    let mut cases = 0;
    let mut failed = Vec::new();
    for entry in fs::read_dir(repository("tests/markdown")).expect("the cases") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        cases += 1;
        let found = blocks(&fs::read_to_string(&path).expect("a text"));
        let expected = Data::read_from(&path.with_extension("blocks"), None).raw();
        if let Err(difference) = Assert::new().action_env("SNAPSHOTS").try_eq(
            Some(&path.display()),
            Data::text(found).raw(),
            expected,
        ) {
            failed.push(difference.to_string());
        }
    }
    assert!(cases >= 12, "only {cases} cases");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The fingerprints of the only block of each text.
fn fingerprints(text: &str) -> (String, String) {
    let mut sources = Sources::default();
    let text = ArcStr::from(text);
    let file = sources.add("text.md".into(), text.clone());
    let document = markdown::parse(file, &text, 0..text.len());
    let [block] = document.blocks.as_slice() else { panic!("one block in {text:?}") };
    (block.source.to_string(), block.text.to_string())
}

#[test]
fn formatting_and_link_targets_change_the_source_only() {
    for (a, b) in [
        ("We keep it.", "We *keep* it."),
        ("See [this](https://example.com/a).", "See [this](https://example.com/b)."),
        ("We keep it.", "We keep\nit."),
        ("See [](#cookies).", "See [](#other)."),
        ("a `b` c", "a b c"),
        ("## Cookies {#cookies}", "## Cookies {#other}"),
        // NFC: one letter, or the letter and its accent.
        ("caf\u{e9}", "cafe\u{301}"),
    ] {
        let (a_prints, b_prints) = (fingerprints(a), fingerprints(b));
        assert_ne!(a_prints.0, b_prints.0, "{a:?} and {b:?} are written differently");
        assert_eq!(a_prints.1, b_prints.1, "{a:?} and {b:?} read the same");
    }
}

#[test]
fn words_change_both() {
    for (a, b) in [("30 days", "31 days"), ("我们保留", "我们不保留"), ("a b", "ab"), ("# A", "# B")]
    {
        let (a_prints, b_prints) = (fingerprints(a), fingerprints(b));
        assert_ne!(a_prints.0, b_prints.0);
        assert_ne!(a_prints.1, b_prints.1, "{a:?} and {b:?} read differently");
    }
}

#[test]
fn a_fingerprint_is_what_sha256sum_says() {
    let (source, text) = fingerprints("  We keep it.\n");
    assert_eq!(source, text);
    assert_eq!(source, sha256sum("We keep it."));
}

/// The digest by another program, where there is one.
fn sha256sum(text: &str) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new("sha256sum")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sha256sum, which every system with coreutils has");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("a pipe");
    let output = child.wait_with_output().expect("an end");
    String::from_utf8_lossy(&output.stdout).split_whitespace().next().unwrap_or_default().to_owned()
}
