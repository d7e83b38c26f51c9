//! `/drift.json`: how the translations of a site stand, for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::reason_name;
use crate::drift::{Judgement, Report, State};
use crate::library::Translates;
use crate::site::Site;

/// Goes up when a field changes its meaning or is taken out.
const SHAPE: u32 = 1;

#[derive(Serialize)]
struct View {
    shape: u32,
    /// The day as of which this is so.
    day: String,
    controlling: String,
    texts: Vec<TextView>,
}

#[derive(Serialize)]
struct TextView {
    policy: String,
    language: String,
    /// `in-force` or `upcoming`.
    status: &'static str,
    /// The version that readers ask for.
    version: String,
    /// The version that the translation says it translates; nothing where there is none and readers are shown the
    /// controlling text.
    translates: Option<String>,
    revision: Option<u32>,
    summary: BTreeMap<&'static str, usize>,
    /// Those that are not current.
    passages: Vec<PassageView>,
}

#[derive(Serialize)]
struct PassageView {
    state: &'static str,
    reasons: Vec<&'static str>,
    /// Addresses of blocks.
    translation: Option<String>,
    controlling: Option<String>,
    /// The version since which it is behind, and the day on which that took or takes effect.
    since: Option<String>,
    since_effective: Option<String>,
}

/// The file.
pub fn site_json(site: &Site<'_>) -> String {
    let texts = site.standings.iter().map(|((id, lang, is_upcoming), standing)| {
        let text = standing.reading.translation();
        TextView {
            policy: site.library.policy(*id).folder.to_string(),
            language: lang.to_string(),
            status: if *is_upcoming { "upcoming" } else { "in-force" },
            version: standing.version.label.to_string(),
            translates: text.and_then(|text| text.translates.as_ref()).map(Translates::to_string),
            revision: text.map(|text| text.revision),
            summary: State::ALL.map(|state| (state.name(), count(standing.report.as_ref(), state))).into(),
            passages: standing.report.as_ref().map(passages).unwrap_or_default(),
        }
    });
    let view = View {
        shape: SHAPE,
        day: site.library.day.to_string(),
        controlling: site.library.config.controlling.to_string(),
        texts: texts.collect(),
    };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

fn count(report: Option<&Report<'_>>, state: State) -> usize {
    report.map_or(0, |report| report.measured.count(state))
}

fn passages(report: &Report<'_>) -> Vec<PassageView> {
    let measured = &report.measured;
    let passage = |judgement: &Judgement| {
        let since = report.subject.as_ref().and_then(|subject| subject.since(judgement));
        PassageView {
            state: judgement.state.name(),
            reasons: judgement.reasons.iter().copied().map(reason_name).collect(),
            translation: measured.address(measured.translation, &judgement.translation),
            controlling: measured.address(measured.current(), &judgement.current),
            since: since.map(|version| version.label.to_string()),
            since_effective: since.map(|version| version.effective.to_string()),
        }
    };
    report.behind().map(passage).collect()
}
