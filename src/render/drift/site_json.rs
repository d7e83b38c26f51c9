//! `/drift.json`: how the translations of a site stand, for programs.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{certainty, reason_name};
use crate::drift::{Judgement, Report, State};
use crate::library::{Status, Translates};
use crate::site::Site;

/// Goes up when a field changes its meaning or is taken out.
const SHAPE: u32 = 1;

/// `/drift.json`: how the translations of what is in force and of what is announced next stand.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Drift")]
pub struct SiteView {
    /// The address of the schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    schema: String,
    /// The version of the shape. It goes up when a field changes its meaning or is taken out.
    shape: u32,
    /// The day as of which this is so.
    #[schemars(extend("format" = "date"))]
    day: String,
    /// The language whose texts decide (BCP 47).
    controlling: String,
    /// One for each policy, language but the controlling one, and version in force or announced next.
    texts: Vec<TextView>,
}

/// How a translation stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Text")]
struct TextView {
    /// What the policy is called everywhere: `privacy`, of an addendum `privacy/addenda/br`.
    policy: String,
    language: String,
    /// `in-force` or `upcoming`.
    #[schemars(extend("enum" = ["in-force", "upcoming"]))]
    status: &'static str,
    /// The version that readers ask for.
    version: String,
    /// The version that the translation says it translates; nothing where there is none and readers are shown the
    /// controlling text.
    translates: Option<String>,
    revision: Option<u32>,
    /// How many passages have each state.
    summary: BTreeMap<&'static str, usize>,
    /// Those that are not current.
    passages: Vec<PassageView>,
    /// Those of which a person should look what they translate, current or not: the program is less sure than 0.8, or cannot tell.
    unsure: Vec<PassageView>,
}

/// How a passage stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Passage")]
struct PassageView {
    /// The state of the passage, as `summary` calls it.
    state: &'static str,
    /// Why it is grave.
    reasons: Vec<&'static str>,
    /// The address of its first block in the translation, and in the controlling text.
    translation: Option<String>,
    controlling: Option<String>,
    /// How sure the program is of what the passage translates, from 0 to 1. It is left out where the program did not find that: where the
    /// translation or the controlling text lacks the passage, and where a person reconciled it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1), transform = without_format)]
    confidence: Option<f64>,
    /// The version since which it is behind, and the day on which that took or takes effect.
    since: Option<String>,
    #[schemars(extend("format" = "date"))]
    since_effective: Option<String>,
}

/// The file; `schema` is where its schema is.
pub fn site_json(site: &Site<'_>, schema: String) -> String {
    let texts = site.translation_statuses().map(|(id, lang, is_upcoming, status)| {
        let text = status.reading.translation();
        TextView {
            policy: site.library.policy(id).folder.to_string(),
            language: lang.to_string(),
            status: if is_upcoming { Status::Upcoming } else { Status::InForce }.name(),
            version: status.version.label.to_string(),
            translates: text.and_then(|text| text.translates.as_ref()).map(Translates::to_string),
            revision: text.map(|text| text.revision),
            summary: State::ALL.map(|state| (state.name(), count(status.report(), state))).into(),
            passages: status.report().map(|report| passages(report, report.behind())).unwrap_or_default(),
            unsure: status
                .report()
                .map(|report| passages(report, report.measured.unsure()))
                .unwrap_or_default(),
        }
    });
    let view = SiteView {
        schema,
        shape: SHAPE,
        day: site.library.day.to_string(),
        controlling: site.library.config.controlling.to_string(),
        texts: texts.collect(),
    };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

/// Takes out that a number is a `double`, which JSON Schema does not know.
fn without_format(schema: &mut Schema) {
    schema.remove("format");
}

fn count(report: Option<&Report<'_>>, state: State) -> usize {
    report.map_or(0, |report| report.measured.count(state))
}

fn passages<'j>(report: &Report<'_>, judgements: impl Iterator<Item = &'j Judgement>) -> Vec<PassageView> {
    let measured = &report.measured;
    let passage = |judgement: &Judgement| {
        let is_behind = judgement.state != State::Current;
        let since = if is_behind { report.since(judgement) } else { None };
        PassageView {
            state: judgement.state.name(),
            reasons: judgement.reasons.iter().copied().map(reason_name).collect(),
            translation: measured.translation_address(judgement),
            controlling: measured.controlling_address(judgement),
            confidence: certainty(judgement),
            since: since.map(|version| version.label.to_string()),
            since_effective: since.map(|version| version.effective.to_string()),
        }
    };
    judgements.map(passage).collect()
}
