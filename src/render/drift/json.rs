//! Drift as JSON, in the shape of the design.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::drift::{Judgement, Reason, State};
use crate::markdown::Document;
use crate::redline::Redline;
use crate::source::Sources;

#[derive(Serialize)]
struct View {
    summary: BTreeMap<&'static str, usize>,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
struct BlockView {
    state: &'static str,
    reasons: Vec<&'static str>,
    confidence: f64,
    base: Option<Place>,
    current: Option<Place>,
    translation: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    address: String,
    lines: [usize; 2],
}

/// What a reason is called.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Words => "words",
        Reason::Figure => "figure",
        Reason::Address => "address",
        Reason::Negation => "negation",
        Reason::Modal => "modal",
        Reason::Formatting => "formatting",
        Reason::Links => "links",
        Reason::Moved => "moved",
        Reason::Removed => "removed",
        Reason::Added => "added",
        Reason::Untranslated => "untranslated",
        Reason::Doubtful => "doubtful",
    }
}

/// The judgements of a translation.
pub fn json(
    redline: &Redline<'_>,
    translation: &Document,
    judgements: &[Judgement],
    sources: &Sources,
) -> String {
    let mut summary: BTreeMap<&'static str, usize> =
        State::ALL.iter().map(|state| (state.name(), 0)).collect();
    judgements.iter().for_each(|judgement| *summary.entry(judgement.state.name()).or_default() += 1);
    let place = |document: &Document, blocks: &[usize]| {
        let first = document.blocks.get(*blocks.first()?)?;
        let last = document.blocks.get(*blocks.last()?)?;
        let lines = [*sources.lines(first.span).start(), *sources.lines(last.span).end()];
        Some(Place { address: document.address(first), lines })
    };
    let blocks = judgements.iter().map(|judgement| BlockView {
        state: judgement.state.name(),
        reasons: judgement.reasons.iter().copied().map(reason_name).collect(),
        confidence: (judgement.confidence * 1000.0).round() / 1000.0,
        base: place(redline.old, &judgement.base),
        current: place(redline.new, &judgement.current),
        translation: place(translation, &judgement.translation),
    });
    let view = View { summary, blocks: blocks.collect() };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}
