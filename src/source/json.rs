//! Prints findings for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::code::Severity;
use super::files::Sources;
use super::finding::{Edit, Finding, Label, Place, count};
use super::span::Span;

/// What was found: `promulgate check --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    summary: Counts,
    /// In order of files and lines.
    findings: Vec<FindingView>,
}

/// How many findings there are.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// One finding.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingView {
    /// Its stable name; `promulgate check --explain CODE` explains it.
    code: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// What is wrong.
    message: String,
    /// What to do about it.
    help: String,
    /// The file in which it is, or which is missing, below the site's folder.
    path: String,
    /// Where in the file; nothing if it is about the whole file.
    range: Option<Range>,
    /// Other passages of which it speaks.
    labels: Vec<Passage>,
    /// What mends it, all together: other words in the place of these passages. Empty if that is for people to do.
    edits: Vec<Passage>,
}

/// A passage with words: those that are said of it, or that come in its place.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Passage {
    path: String,
    range: Range,
    text: String,
}

/// From its first character to behind its last.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Range {
    start: Position,
    end: Position,
}

/// A place in a file, both counted from 1, columns in characters (Unicode code points).
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Position {
    line: usize,
    column: usize,
}

/// The schema of the form in which findings are printed for programs.
pub fn schema() -> Value {
    schemars::schema_for!(Report).to_value()
}

/// All findings as one object.
pub fn print(findings: &[Finding], sources: &Sources) -> String {
    let summary = Counts {
        errors: count(findings, Severity::Error),
        warnings: count(findings, Severity::Warning),
        notes: count(findings, Severity::Note),
    };
    let findings = findings.iter().map(|finding| view(finding, sources)).collect();
    serde_json::to_string_pretty(&Report { summary, findings }).unwrap_or_default() + "\n"
}

/// A finding as programs read it.
pub fn view(finding: &Finding, sources: &Sources) -> FindingView {
    FindingView {
        code: finding.code.name,
        severity: finding.severity.name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        path: finding.path(sources).to_owned(),
        range: match finding.place {
            Place::Passage(span) => Some(range(span, sources)),
            Place::Path(_) => None,
        },
        labels: finding.labels.iter().map(|Label { span, text }| passage(*span, text, sources)).collect(),
        edits: finding
            .edits
            .iter()
            .filter(|edit| !sources.is_hidden(edit.span))
            .map(|Edit { span, text }| passage(*span, text, sources))
            .collect(),
    }
}

fn passage(span: Span, text: &str, sources: &Sources) -> Passage {
    let path = sources.get(span.file).path.to_string();
    Passage { path, range: range(span, sources), text: text.to_owned() }
}

fn range(span: Span, sources: &Sources) -> Range {
    let position = |span| {
        let (line, column) = sources.line_and_column(span);
        Position { line, column }
    };
    Range { start: position(span), end: position(span.behind()) }
}
