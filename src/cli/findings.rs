//! How findings are printed.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::verbosity::{self, wants_colour};
use crate::pipeline::Opened;
use crate::source::{Finding, Severity, Sources, github, human, json, sarif};

/// In which form findings are wanted.
#[derive(Debug, Default, Clone, Copy, Args)]
pub struct FormatArgument {
    /// How to print what was found
    #[arg(long = "format", value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, in colour on a terminal
    #[default]
    Human,
    /// For programs
    Json,
    /// For code scanning (SARIF 2.1.0)
    Sarif,
    /// For the checks of a pull request on GitHub
    Github,
}

impl FormatArgument {
    /// True if the standard output is for a program, which reads nothing else there.
    pub fn is_for_programs(self) -> bool {
        self.format != Format::Human
    }

    /// Prints all findings, also none.
    pub fn print(self, findings: &[Finding], sources: &Sources) {
        match self.format {
            Format::Human => print_findings(findings, sources),
            Format::Json => super::print(&json::print(findings, sources)),
            Format::Sarif => super::print(&sarif::print(findings, sources)),
            Format::Github => super::print(&github::print(findings, sources)),
        }
    }
}

/// Prints findings to standard error; with `--quiet` without notes, for a note is nothing wrong.
pub fn print_found(findings: &[Finding], opened: &Opened) {
    print_findings(findings, &opened.tree.sources);
}

/// The same, where only the files are there.
pub fn print_findings(findings: &[Finding], sources: &Sources) {
    let findings = told(findings);
    if !findings.is_empty() || !verbosity::is_quiet() {
        super::complain_for_people(&human::print(&findings, sources, wants_colour(&std::io::stderr())));
    }
}

/// Those that are told to people.
fn told(findings: &[Finding]) -> Cow<'_, [Finding]> {
    let is_told = |finding: &&Finding| finding.severity > Severity::Note;
    match verbosity::is_quiet() {
        true => findings.iter().filter(is_told).cloned().collect(),
        false => Cow::Borrowed(findings),
    }
}

/// From how many findings on an overview of them is worth its lines.
const MANY: usize = 5;

/// Prints findings for people, and says below them how many of each code there are, if there are many, and what the program
/// can mend by itself.
pub fn print_with_overview(findings: &[Finding], sources: &Sources) {
    if verbosity::is_quiet() {
        return print_findings(findings, sources);
    }
    let mut out = human::details(findings, sources, wants_colour(&std::io::stderr()));
    if findings.len() >= MANY {
        out += &overview(findings);
    }
    let mendable = findings.iter().filter(|finding| !finding.edits.is_empty()).count();
    if mendable > 0 {
        out += &format!(
            "{mendable} of the findings can be mended by `promulgate check --fix`, which shows first how\n\n"
        );
    }
    super::complain_for_people(&(out + &human::summary(findings) + "\n"));
}

/// A line a code, the gravest first and of those the most frequent.
fn overview(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<(Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((Reverse(finding.severity), finding.code.name)).or_default() += 1;
    }
    let mut lines: Vec<((Reverse<Severity>, &str), usize)> = counts.into_iter().collect();
    lines.sort_by_key(|((severity, code), count)| (*severity, Reverse(*count), *code));
    let line = |((severity, code), count): &((Reverse<Severity>, &str), usize)| {
        format!("  {:7} {code:28} {count:>5}\n", severity.0.name())
    };
    let lines: String = lines.iter().map(line).collect();
    format!("{lines}\n`promulgate check --explain CODE` says what a code means\n\n")
}
