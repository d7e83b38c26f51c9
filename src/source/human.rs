//! Prints findings for people, in the manner of rustc.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::files::Sources;
use super::finding::{Finding, Place, Severity, count};
use super::harmless::{no_commands, one_line as safe};
use super::span::Span;

/// How many findings of one code are shown of one file; the others are counted.
const MANY: usize = 100;

/// How much of a line is shown behind a passage, in bytes.
const LONG_LINE: usize = 400;

/// Sorts findings by place, those of one place as they were found, and takes out repeated ones.
pub fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    findings.sort_by_cached_key(|finding| {
        let start = match &finding.place {
            Place::Passage(span) => span.start,
            Place::Path(_) => 0,
        };
        (finding.path(sources).to_owned(), start, finding.code.name)
    });
    findings.dedup();
}

/// All findings as text, and a last line that counts them. `color` asks for terminal colours.
pub fn print(findings: &[Finding], sources: &Sources, color: bool) -> String {
    format!("{}{}\n", details(findings, sources, color), summary(findings))
}

/// All findings as text, each with its lines of the file.
pub fn details(findings: &[Finding], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(120);
    let mut out = String::new();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    // Writing to a String cannot fail.
    for finding in findings {
        let count = counts.entry((safe(finding.path(sources)), finding.code.name)).or_insert(0);
        *count += 1;
        if *count <= MANY {
            let _ = writeln!(out, "{}\n", renderer.render(&report(finding, sources)));
        }
    }
    for ((path, code), count) in counts.into_iter().filter(|(_, count)| *count > MANY) {
        let _ = writeln!(out, "{path}: {} more of {code}\n", count - MANY);
    }
    no_commands(&out)
}

/// How many findings of each severity there are, in words.
pub fn summary(findings: &[Finding]) -> String {
    let words = |count: usize, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {one}s")),
    };
    let parts: Vec<String> = [
        words(count(findings, Severity::Error), "error"),
        words(count(findings, Severity::Warning), "warning"),
        words(count(findings, Severity::Note), "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

fn report<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(safe(&finding.message)).id(finding.code.name));
    group = match &finding.place {
        Place::Passage(span) if sources.is_hidden(*span) => group.element(origin(sources, *span)),
        Place::Passage(span) => group.element(snippet(sources, *span, AnnotationKind::Primary, None)),
        Place::Path(path) => group.element(Origin::path(safe(path)).line(1).char_column(1)),
    };
    for label in &finding.labels {
        if sources.is_hidden(label.span) {
            group =
                group.element(origin(sources, label.span)).element(Level::NOTE.message(safe(&label.text)));
            continue;
        }
        group = group.element(snippet(sources, label.span, AnnotationKind::Context, Some(&label.text)));
    }
    vec![group.element(Level::HELP.message(safe(&finding.help)))]
}

/// Where a passage is, without its line.
fn origin(sources: &Sources, span: Span) -> Origin<'_> {
    let (line, column) = sources.line_and_column(span);
    Origin::path(safe(&sources.get(span.file).path)).line(line).char_column(column)
}

/// The lines that `span` touches, no more, so that a long file costs nothing.
fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.file);
    let text = source.text.as_str();
    let (line, _) = sources.line_and_column(span);
    let at = text.floor_char_boundary(span.range().start.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let first_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    // Only the first line is shown: where a passage begins is what a writer looks for. What is far behind it in a long
    // line is left out, and so is a carriage return.
    let end = text.ceil_char_boundary(span.range().end.clamp(at, first_end));
    let shown_end = text.ceil_char_boundary((end + LONG_LINE).min(first_end));
    let shown = text[start..shown_end].trim_end_matches('\r');
    let mark = (at - start).min(shown.len())..(end - start).min(shown.len());
    let mut annotation = kind.span(mark);
    if let Some(label) = label {
        annotation = annotation.label(safe(label));
    }
    Snippet::source(shown).line_start(line).path(safe(&source.path)).annotation(annotation)
}
