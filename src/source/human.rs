//! Prints findings for people, in the manner of rustc.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::code::Severity;
use super::discreet::discreet;
use super::files::Sources;
use super::finding::{Finding, Place, count};
use super::harmless::{no_commands, one_line as safe};
use super::span::Span;

/// How many findings of one code are shown of one file; the others are counted.
const MANY: usize = 100;

/// How much of a line is shown before and behind the beginning of a passage and behind its end, in bytes.
const LONG_LINE: usize = 400;

/// Sorts findings by place, those of one place as they were found, and takes out repeated ones. Every finding comes by here before
/// it is shown in any form, so that none repeats what a hidden line says.
pub fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    let found = std::mem::take(findings);
    findings.extend(found.into_iter().map(|finding| discreet(finding, sources)));
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
            let mut places = Vec::new();
            let report = report(finding, sources, &mut places);
            let mut rendered = renderer.render(&report);
            // They are written in this order.
            let mut done = 0;
            for Moved { shown, real } in &places {
                if let Some(at) = rendered[done..].find(shown).map(|at| done + at) {
                    rendered.replace_range(at..at + shown.len(), real);
                    done = at + real.len();
                }
            }
            let _ = writeln!(out, "{rendered}\n");
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

/// A place as the renderer writes it, which counts columns in what is left of a long line, and as it is in the file.
struct Moved {
    shown: String,
    real: String,
}

fn report<'a>(finding: &'a Finding, sources: &'a Sources, places: &mut Vec<Moved>) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(safe(&finding.message)).id(finding.code.name));
    group = match &finding.place {
        Place::Passage(span) if sources.is_hidden(*span) => locate(group, sources, *span, None),
        Place::Passage(span) => group.element(snippet(sources, *span, AnnotationKind::Primary, None, places)),
        Place::Path(path) => group.element(Origin::path(safe(path)).line(1).char_column(1)),
    };
    for label in &finding.labels {
        let text = Some(label.text.as_str());
        if sources.is_hidden(label.span) {
            group = locate(group, sources, label.span, text);
            continue;
        }
        group = group.element(snippet(sources, label.span, AnnotationKind::Context, text, places));
    }
    vec![group.element(Level::HELP.message(safe(&finding.help)))]
}

/// Adds where a passage is, without its line.
fn locate<'a>(group: Group<'a>, sources: &'a Sources, span: Span, label: Option<&'a str>) -> Group<'a> {
    let (line, column) = sources.line_and_column(span);
    let group =
        group.element(Origin::path(safe(&sources.get(span.file).path)).line(line).char_column(column));
    match label {
        Some(label) => group.element(Level::NOTE.message(safe(label))),
        None => group,
    }
}

/// The line in which `span` begins, and of a long one only what is near, so that a long file costs nothing.
fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
    places: &mut Vec<Moved>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.file);
    let text = source.text.as_str();
    let (line, column) = sources.line_and_column(span);
    let at = text.floor_char_boundary(span.range().start.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let first_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    // Only the first line is shown: where a passage begins is what a writer looks for. What is far from it in a long line is
    // left out, and so is a carriage return.
    let shown_start = if at - start > LONG_LINE { text.ceil_char_boundary(at - LONG_LINE) } else { start };
    let end = span.range().end.clamp(at, first_end).min(at + LONG_LINE);
    let end = text.ceil_char_boundary(end);
    let shown_end = text.ceil_char_boundary((end + LONG_LINE).min(first_end));
    let shown = text[shown_start..shown_end].trim_end_matches('\r');
    let mark = (at - shown_start).min(shown.len())..(end - shown_start).min(shown.len());
    let path = safe(&source.path);
    if shown_start > start {
        let in_shown = shown[..mark.start].chars().count() + 1;
        places.push(Moved {
            shown: format!("{path}:{line}:{in_shown}"),
            real: format!("{path}:{line}:{column}"),
        });
    }
    let mut annotation = kind.span(mark);
    if let Some(label) = label {
        annotation = annotation.label(safe(label));
    }
    Snippet::source(shown).line_start(line).path(path).annotation(annotation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::tree;

    #[test]
    fn of_a_long_line_only_what_is_near_is_shown_with_the_column_of_the_line() {
        let text = format!("{}here{}\n", "é ".repeat(50_000), " x".repeat(50_000));
        let mut sources = Sources::default();
        let file = sources.add("a.md".into(), text.as_str().into());
        let start = text.find("here").unwrap_or_default();
        let finding =
            Finding::new(&tree::UNREADABLE, Span::new(file, start..start + 4), "a fault", "mend it");
        for color in [false, true] {
            let printed = details(std::slice::from_ref(&finding), &sources, color);
            assert!(printed.contains("a.md:1:100001"), "{printed}");
            assert!(printed.contains("é here x"), "{printed}");
            assert!(printed.lines().all(|line| line.chars().count() < 300), "{printed}");
        }
    }
}
