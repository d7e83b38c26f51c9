//! What the open pages are told.

use std::sync::Arc;

use serde::Serialize;

use crate::source::{Finding, Place, Sources};

/// How much of a line is shown, in characters.
const LONG_LINE: usize = 300;

/// The state of the site: a number that grows with each change, and what was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct State {
    pub number: u64,
    pub findings: Arc<Vec<FindingView>>,
}

/// A finding as the overlay shows it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FindingView {
    code: &'static str,
    severity: &'static str,
    message: String,
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    /// The line as it is written.
    excerpt: Option<String>,
    help: String,
}

/// Findings as pages show them, the gravest first.
pub fn views(findings: &[Finding], sources: &Sources) -> Vec<FindingView> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted.into_iter().map(|finding| view(finding, sources)).collect()
}

fn view(finding: &Finding, sources: &Sources) -> FindingView {
    let at = match finding.place {
        Place::Passage(span) => Some((span, sources.line_and_column(span))),
        Place::Path(_) => None,
    };
    let line_of = |number: usize, file| {
        let text = &sources.get(file).text;
        text.lines().nth(number - 1).map(|line| line.chars().take(LONG_LINE).collect::<String>())
    };
    FindingView {
        code: finding.code.name,
        severity: finding.severity.name(),
        message: finding.message.clone(),
        path: finding.path(sources).to_owned(),
        line: at.map(|(_, (line, _))| line),
        column: at.map(|(_, (_, column))| column),
        excerpt: at.and_then(|(span, (line, _))| line_of(line, span.file)),
        help: finding.help.clone(),
    }
}
