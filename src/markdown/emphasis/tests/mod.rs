//! Tests of the CJK-friendly emphasis: texts with the HTML they must become (`cases.rs`), and properties that hold for any text
//! (`random.rs`).

mod cases;
mod random;

use super::*;
use pulldown_cmark::{Options, Parser, TagEnd, html};

fn parse(source: &str) -> impl Iterator<Item = Spanned<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    Parser::new_ext(source, options).into_offset_iter()
}

fn is_inline(event: &Event) -> bool {
    let tag = match event {
        Event::Start(tag) => tag.to_end(),
        Event::End(tag) => *tag,
        Event::Rule | Event::Html(_) => return false,
        _ => return true,
    };
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

/// Hands every inline run of a document to `rewrite` and returns all events.
fn with_runs<'a>(
    source: &'a str,
    mut rewrite: impl FnMut(Vec<Spanned<'a>>) -> Vec<Spanned<'a>>,
) -> Vec<Spanned<'a>> {
    let mut all = Vec::new();
    let mut run = Vec::new();
    for (event, range) in parse(source) {
        if is_inline(&event) {
            run.push((event, range));
        } else {
            all.append(&mut rewrite(std::mem::take(&mut run)));
            all.push((event, range));
        }
    }
    all.append(&mut rewrite(run));
    all
}

fn runs_of(source: &str) -> Vec<Vec<Spanned<'_>>> {
    let mut runs = Vec::new();
    with_runs(source, |run| {
        runs.push(run);
        Vec::new()
    });
    runs
}

fn to_html(events: Vec<Spanned>) -> String {
    let mut written = String::new();
    html::push_html(&mut written, events.into_iter().map(|(event, _)| event));
    written
}

fn amended_html(source: &str) -> String {
    to_html(with_runs(source, |run| amend(source, run)))
}

fn plain_html(source: &str) -> String {
    to_html(parse(source).collect())
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(amended_html(source).trim_end(), expected, "from {source:?}");
}

#[track_caller]
fn check_paragraphs(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        check(source, &format!("<p>{expected}</p>"));
    }
}
