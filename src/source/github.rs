//! Prints findings as workflow commands, which GitHub shows beside the lines of a pull request
//! (GitHub Docs, “Workflow commands for GitHub Actions”).

use std::fmt::Write as _;

use super::code::Severity;
use super::files::Sources;
use super::finding::{Finding, Place};
use super::harmless::one_line;

/// A line a finding.
pub fn print(findings: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = match finding.place {
            Place::Passage(span) => {
                let (line, column) = sources.line_and_column(span);
                format!(",line={line},col={column}")
            }
            Place::Path(_) => String::new(),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "::{command} file={}{place},title={}::{}",
            property(finding.path(sources)),
            property(finding.code.name),
            data(&format!("{}\n{}", one_line(&finding.message), finding.help))
        );
    }
    out
}

/// The words of a command on one line, whatever a file or its name may have brought into them.
fn data(words: &str) -> String {
    let lines: Vec<String> = words.split('\n').map(one_line).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before them.
fn property(words: &str) -> String {
    data(&one_line(words)).replace(':', "%3A").replace(',', "%2C")
}
