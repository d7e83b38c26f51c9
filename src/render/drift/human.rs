//! Drift for a terminal.

use std::fmt::Write as _;

use typed_index_collections::TiSlice;

use super::{counts, reason_name};
use crate::drift::{Against, Judgement, Reason, Report, State, Subject};
use crate::library::{Translates, WORKING};
use crate::markdown::{Block, plain_text};
use crate::redline::{BlockIdx, Role};
use crate::render::redline::marked_words;
use crate::source::{Sources, one_line};

/// Every passage that is not current: what became of the controlling text, and what the translation says. The last line
/// counts the states.
pub fn human(reports: &[Report<'_>], sources: &Sources, colour: bool) -> String {
    let mut out = String::new();
    for report in reports {
        if let Some(subject) = &report.subject {
            write_subject(&mut out, subject);
        }
        let behind = report.measured.judgements.iter().filter(|judgement| judgement.state != State::Current);
        behind.for_each(|judgement| write_passage(&mut out, report, judgement, sources, colour));
        if report.subject.is_some() && reports.len() > 1 {
            let _ = writeln!(out, "passages: {}\n", counts(std::iter::once(report)));
        }
    }
    let label = if reports.len() > 1 { "all passages" } else { "passages" };
    let _ = writeln!(out, "{label}: {}", counts(reports.iter()));
    out
}

pub(super) fn write_subject(out: &mut String, subject: &Subject<'_>) {
    let translates = match &subject.text.translates {
        Some(Translates::Version(label)) => format!("version {label}"),
        _ => "the working text".to_owned(),
    };
    let against = match subject.against {
        Against::Version(version) => format!("version {}, effective {}", version.label, version.effective),
        Against::Working => format!("the {WORKING} text"),
    };
    let (folder, lang) = (&subject.policy.folder, &subject.text.lang);
    let _ = writeln!(out, "{folder} {lang}: translates {translates}; measured against {against}\n");
}

fn write_passage(
    out: &mut String,
    report: &Report<'_>,
    judgement: &Judgement,
    sources: &Sources,
    colour: bool,
) {
    let measured = &report.measured;
    let reasons: Vec<&str> = judgement.reasons.iter().copied().map(reason_name).collect();
    let passage = measured.passage(judgement).unwrap_or_default();
    let since = since(report, judgement);
    let _ = writeln!(out, "{} {passage}: {}{since}", judgement.state.name(), reasons.join(", "));
    let redline = measured.redline(judgement);
    for change in judgement.changes(redline) {
        let _ = writeln!(out, "    {}", marked_words(redline, change, sources, colour));
    }
    write_blocks(out, measured.translation_blocks(), &judgement.translation, sources);
    out.push('\n');
}

/// Blocks with their places.
pub(super) fn write_blocks<R: Role>(
    out: &mut String,
    all: &TiSlice<BlockIdx<R>, Block>,
    blocks: &[BlockIdx<R>],
    sources: &Sources,
) {
    for at in blocks {
        let block = &all[*at];
        let lines = sources.lines(block.span);
        let path = one_line(&sources.get(block.span.file).path);
        let words = one_line(&plain_text(&block.inlines).replace('\n', " "));
        let _ = writeln!(out, "  {path}:{}\n    {words}", lines.start());
    }
}

/// Since which version a passage is behind, behind a comma; nothing if no version is to be named.
pub(super) fn since(report: &Report<'_>, judgement: &Judgement) -> String {
    // What the translation has of itself came with no version.
    let is_extra = judgement.reasons.contains(&Reason::Extra);
    let since = if is_extra { None } else { report.since(judgement) };
    since.map(|version| format!(", since version {}", version.label)).unwrap_or_default()
}
