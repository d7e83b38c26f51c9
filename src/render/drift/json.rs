//! Drift as JSON, in the shape of the design.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{certainty, reason_name};
use crate::drift::{Judgement, Report, State, Subject};
use crate::library::Translates;
use crate::markdown::Document;
use crate::redline::{BlockIdx, Role, blocks_of};
use crate::source::Sources;

#[derive(Serialize)]
struct View {
    summary: BTreeMap<&'static str, usize>,
    /// Of a site: its translations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<TextView>,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
struct TextView {
    policy: String,
    language: String,
    file: String,
    translates: String,
    against: String,
    summary: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
pub(super) struct BlockView {
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    state: &'static str,
    reasons: Vec<&'static str>,
    /// How sure it is what the passage translates, from 0 to 1; nothing where the program did not find that.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    /// The version since which it is behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    base: Option<PlaceView>,
    current: Option<PlaceView>,
    translation: Option<PlaceView>,
}

#[derive(Serialize)]
struct PlaceView {
    address: String,
    lines: [usize; 2],
}

/// Every passage of the reports.
pub fn json(reports: &[Report<'_>], sources: &Sources) -> String {
    let texts = reports.iter().filter_map(|report| {
        let subject = report.subject.as_ref()?;
        Some(TextView {
            policy: subject.policy.folder.to_string(),
            language: subject.text.lang.to_string(),
            file: sources.get(subject.text.file).path.to_string(),
            translates: subject.text.translates.as_ref().map(Translates::to_string).unwrap_or_default(),
            against: subject.against.name().to_owned(),
            summary: summary(std::slice::from_ref(report)),
        })
    });
    let blocks = reports.iter().flat_map(|report| {
        let judgements = report.measured.judgements.iter();
        judgements.map(|judgement| block_view(report, judgement, sources))
    });
    let view = View { summary: summary(reports), texts: texts.collect(), blocks: blocks.collect() };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

fn summary(reports: &[Report<'_>]) -> BTreeMap<&'static str, usize> {
    let count = |state| reports.iter().map(|report| report.measured.count(state)).sum();
    State::ALL.iter().map(|state| (state.name(), count(*state))).collect()
}

pub(super) fn block_view(report: &Report<'_>, judgement: &Judgement, sources: &Sources) -> BlockView {
    let measured = &report.measured;
    let redline = measured.redline(judgement);
    let subject: Option<&Subject<'_>> = report.subject.as_ref();
    let is_behind = judgement.state != State::Current;
    let since = if is_behind { report.since(judgement) } else { None };
    BlockView {
        policy: subject.map(|subject| subject.policy.folder.to_string()),
        language: subject.map(|subject| subject.text.lang.to_string()),
        state: judgement.state.name(),
        reasons: judgement.reasons.iter().copied().map(reason_name).collect(),
        confidence: certainty(judgement),
        since: since.map(|version| version.label.to_string()),
        base: place(redline.old, &judgement.base, sources),
        current: place(redline.new, &judgement.current, sources),
        translation: place(measured.translation, &judgement.translation, sources),
    }
}

/// Where blocks of a document stand; `None` if there are none.
fn place<R: Role>(document: &Document, blocks: &[BlockIdx<R>], sources: &Sources) -> Option<PlaceView> {
    let all = blocks_of(document);
    let (first, last) = (&all[*blocks.first()?], &all[*blocks.last()?]);
    let lines = [*sources.lines(first.span).start(), *sources.lines(last.span).end()];
    Some(PlaceView { address: document.address(first), lines })
}
