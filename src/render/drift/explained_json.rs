//! By what a passage was bound and judged, for programs.

use serde::Serialize;

use super::json::{BlockView, block_view};
use super::told::{Translated, followed_from, kind_name, next_step, part_name, translated};
use super::{by_name, reason_name};
use crate::drift::{Bond, Candidate, Explanation, Hunk, Of, Part, Report};
use crate::library::sync::Judged;
use crate::source::Sources;

#[derive(Serialize)]
struct ExplanationView {
    /// As `drift` and `reconcile` call it.
    passage: String,
    /// The same as in the list of all passages.
    #[serde(flatten)]
    block: BlockView,
    /// What says which passage it translates.
    by: &'static str,
    /// What that is, in which text.
    translates: Option<TranslatedView>,
    /// How well the two fit that the program bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<FitView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_best: Option<CandidateView>,
    /// What people said.
    recorded: Vec<JudgedView>,
    /// The text whose words it says, if it was followed from another one than what the translation says as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    followed_from: Option<String>,
    /// The controlling words that changed since.
    changes: Vec<HunkView>,
    what_to_do: String,
}

#[derive(Serialize)]
struct TranslatedView {
    text: String,
    address: String,
    words: String,
}

#[derive(Serialize)]
struct FitView {
    /// The sum of the parts.
    score: f64,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    part: &'static str,
    value: f64,
    #[serde(flatten)]
    of: OfView,
}

/// Of what a part is. Of each two the first is the controlling text's.
#[derive(Serialize)]
#[serde(untagged)]
enum OfView {
    Both { both: [String; 2] },
    Length { both: [usize; 2], expected: usize },
    Words { words: Vec<(String, String)> },
    Alike { words: Vec<(String, String)>, controlling_alone: Vec<String>, translation_alone: Vec<String> },
    Nothing {},
}

#[derive(Serialize)]
struct CandidateView {
    address: String,
    words: String,
    score: f64,
    bound_to: Option<String>,
}

#[derive(Serialize)]
struct JudgedView {
    day: String,
    by: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct HunkView {
    deleted: String,
    inserted: String,
    /// Why it is grave.
    grave: Vec<&'static str>,
}

/// The same as [`explained`](super::explained()) as JSON.
pub fn explained_json(report: &Report<'_>, explanation: &Explanation<'_>, sources: &Sources) -> String {
    let judgement = explanation.judgement;
    let view =
        ExplanationView {
            passage: report.measured.passage(judgement).unwrap_or_default(),
            block: block_view(report, judgement, sources),
            by: by_name(judgement.by),
            translates: translated(report, judgement)
                .map(|Translated { text, address, words }| TranslatedView { text, address, words }),
            fit: explanation.bond.as_ref().map(fit_view),
            next_best: explanation.next_best.as_ref().map(candidate_view),
            recorded: explanation.recorded.iter().map(judged_view).collect(),
            followed_from: followed_from(report, judgement),
            changes: explanation.hunks.iter().map(hunk_view).collect(),
            what_to_do: next_step(report, judgement),
        };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

fn fit_view(bond: &Bond) -> FitView {
    FitView { score: hundredths(bond.score), parts: bond.parts.iter().map(part_view).collect() }
}

fn part_view(part: &Part) -> PartView {
    let of = match &part.of {
        Of::Kind(kinds) => OfView::Both { both: kinds.map(kind_name) },
        Of::Depth(depths) => OfView::Both { both: depths.map(|depth| depth.to_string()) },
        Of::Ids(ids) => OfView::Both { both: ids.clone() },
        Of::Length { lengths, expected } => OfView::Length { both: *lengths, expected: *expected },
        Of::Alike(alike) => OfView::Alike {
            words: alike.both.clone(),
            controlling_alone: alike.source_alone.clone(),
            translation_alone: alike.translation_alone.clone(),
        },
        Of::Words(pairs) => OfView::Words { words: pairs.clone() },
        Of::Joint => OfView::Nothing {},
        Of::Section(id) => OfView::Both { both: [id.clone(), id.clone()] },
    };
    PartView { part: part_name(&part.of), value: hundredths(part.value), of }
}

fn candidate_view(candidate: &Candidate) -> CandidateView {
    let Candidate { address, words, score, bound_to } = candidate.clone();
    CandidateView { address, words, score: hundredths(score), bound_to }
}

fn judged_view(judged: &Judged) -> JudgedView {
    JudgedView {
        day: judged.day.to_string(),
        by: judged.by().map(str::to_owned),
        reason: judged.reason().map(str::to_owned),
    }
}

fn hunk_view(hunk: &Hunk) -> HunkView {
    HunkView {
        deleted: hunk.deleted.clone(),
        inserted: hunk.inserted.clone(),
        grave: hunk.grave.iter().copied().map(reason_name).collect(),
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
