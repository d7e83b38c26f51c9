//! What the open pages are told.

use std::sync::Arc;

use serde::Serialize;

use crate::source::{Finding, Place, Sources, json};

/// How much of a line is shown, in characters.
const LONG_LINE: usize = 300;

/// The state of the site: a number that grows with each change, and what was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PreviewState {
    pub number: u64,
    pub findings: Arc<Vec<OverlayFinding>>,
}

/// A finding as the overlay shows it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct OverlayFinding {
    #[serde(flatten)]
    finding: json::FindingView,
    /// The line as it is written.
    excerpt: Option<String>,
}

/// Findings as pages show them, the gravest first.
pub fn views(findings: &[Finding], sources: &Sources) -> Vec<OverlayFinding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted.into_iter().map(|finding| view(finding, sources)).collect()
}

fn view(finding: &Finding, sources: &Sources) -> OverlayFinding {
    let excerpt = match finding.place {
        Place::Passage(span) if sources.is_hidden(span) => None,
        Place::Passage(span) => {
            let (number, _) = sources.line_and_column(span);
            let line = sources.get(span.file).text.lines().nth(number - 1);
            line.map(|line| line.chars().take(LONG_LINE).collect())
        }
        Place::Path(_) => None,
    };
    OverlayFinding { finding: json::view(finding, sources), excerpt }
}
