//! By what a passage was bound and judged, for a terminal.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::human::{since, write_blocks, write_subject};
use super::told::{Translated, followed_from, kind_name, next_step, part_name, translated};
use super::{certainty, meaning, reason_name};
use crate::drift::{
    Alike, Bond, By, Candidate, Explanation, Hunk, Judgement, Of, Reason, Report, SURE, State, is_unsure,
};
use crate::library::sync::Judged;
use crate::redline::{Change, Op};
use crate::render::redline::marked_words;
use crate::source::{Sources, one_line};

/// Of the words of another passage so many characters are shown.
const BEGINNING: usize = 100;
/// So many words are named of each kind.
const NAMED: usize = 12;

/// What one passage is bound to and by what, how it was judged, and what to do.
pub fn explained(
    report: &Report<'_>,
    explanation: &Explanation<'_>,
    sources: &Sources,
    colour: bool,
) -> String {
    let mut out = String::new();
    if let Some(subject) = &report.subject {
        write_subject(&mut out, subject);
    }
    let Explanation { judgement, .. } = explanation;
    let measured = &report.measured;
    let _ = writeln!(out, "{}", measured.passage(judgement).unwrap_or_default());
    match judgement.translation.is_empty() {
        true => write_blocks(&mut out, measured.current_blocks(), &judgement.current, sources),
        false => write_blocks(&mut out, measured.translation_blocks(), &judgement.translation, sources),
    }
    out.push('\n');
    write_bound(&mut out, report, explanation);
    out.push('\n');
    write_judged(&mut out, report, explanation, sources, colour);
    let _ = writeln!(out, "\nwhat to do: {}", next_step(report, judgement));
    out
}

/// What the passage translates, and what says so.
fn write_bound(out: &mut String, report: &Report<'_>, explanation: &Explanation<'_>) {
    let Explanation { judgement, bond, next_best, recorded, .. } = explanation;
    let _ = match translated(report, judgement) {
        Some(Translated { text, address, words }) => {
            let perhaps = if judgement.state == State::Unbound { ", perhaps" } else { "" };
            let certainty = certainty(judgement).map(|certainty| format!(", confidence {certainty:.2}"));
            let certainty = certainty.unwrap_or_default();
            writeln!(out, "translates{perhaps}: {address} of {text}{certainty}\n    {}", beginning(&words))
        }
        None if judgement.translation.is_empty() => writeln!(out, "translated by: nothing"),
        None => writeln!(out, "translates: nothing"),
    };
    let _ = writeln!(out, "  {}", by_words(judgement));
    if judgement.by.is_found() && is_unsure(judgement) {
        let _ = writeln!(out, "  below {SURE} a person should look whether that is so");
    }
    for judged in recorded {
        let _ = writeln!(out, "  {}", recorded_words(judged));
    }
    if let Some(bond) = bond {
        write_bond(out, bond);
    }
    if let Some(candidate) = next_best {
        write_candidate(out, candidate, judgement);
    }
}

/// What says which passage one translates.
fn by_words(judgement: &Judgement) -> &'static str {
    match judgement.by {
        By::Order => "bound by the best alignment of both texts in their order",
        By::List => "bound as the items of both lists fit best, which stand in another order",
        By::Fit => "bound because it fits nothing else nearly as well, in another place than its neighbours",
        By::Person => "a person said so",
        By::Register => "it comes from a register, which both texts draw on",
        By::Nothing if judgement.translation.is_empty() => "no passage of the translation was bound to it",
        By::Nothing if judgement.reasons.contains(&Reason::Local) => "nothing was looked for",
        By::Nothing => "it was bound to no passage of the text that was translated",
    }
}

fn recorded_words(judged: &Judged) -> String {
    let by = judged.by().map(|by| format!(", by {}", one_line(by))).unwrap_or_default();
    let reason = judged.reason().map(|reason| format!(": {}", one_line(reason))).unwrap_or_default();
    format!("recorded on {}{by}{reason}", judged.day)
}

fn write_bond(out: &mut String, bond: &Bond) {
    let _ = writeln!(out, "  how well the two fit:");
    for part in &bond.parts {
        let _ = writeln!(out, "    {:+5.1}  {}", part.value, part_words(&part.of));
    }
    let _ = writeln!(out, "    {:+5.1}  in all", bond.score);
}

/// What a part of a score is of.
fn part_words(of: &Of) -> String {
    let label = match of {
        Of::Depth(_) => "depth in lists and quotations",
        Of::Alike(_) => "written alike",
        Of::Words(_) => "words that sealed translations teach to say the same",
        of => part_name(of),
    };
    let told = match of {
        Of::Kind(kinds) => both(kinds.map(kind_name)),
        Of::Depth(depths) => both(depths.map(|depth| depth.to_string())),
        Of::Ids(ids) => both(ids.each_ref().map(|id| format!("`{id}`"))),
        Of::Length { lengths: [source, own], expected } => {
            format!("{own} characters here, {source} there, which let expect {expected}")
        }
        Of::Alike(alike) => alike_words(alike),
        Of::Words(pairs) => joined(pairs),
        Of::Joint => "two neighbours are taken for one passage".to_owned(),
        Of::Section(id) => format!("`{id}` in both"),
    };
    format!("{label}: {told}")
}

/// What the controlling passage is, and what this one is.
fn both([source, own]: [String; 2]) -> String {
    if source == own { format!("{own} in both") } else { format!("{own} here, {source} there") }
}

fn alike_words(alike: &Alike) -> String {
    let Alike { both, source_alone, translation_alone } = alike;
    let alone = |place: &str, words: &[String]| match words.is_empty() {
        true => String::new(),
        false => format!("; only {place} {}", listed(words.iter().map(|word| one_line(word)))),
    };
    joined(both) + &alone("here", translation_alone) + &alone("there", source_alone)
}

/// Words of the controlling text with what says the same here.
fn joined(pairs: &[(String, String)]) -> String {
    let pair = |(source, own): &(String, String)| match source == own {
        true => one_line(source),
        false => format!("{} – {}", one_line(source), one_line(own)),
    };
    listed(pairs.iter().map(pair))
}

/// Some of these words, each once, and how many more there are.
fn listed(words: impl Iterator<Item = String>) -> String {
    let mut known = HashSet::new();
    let mut words: Vec<String> = words.filter(|word| known.insert(word.clone())).collect();
    let more = words.len().saturating_sub(NAMED);
    words.truncate(NAMED);
    words.extend((more > 0).then(|| format!("{more} more")));
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

fn write_candidate(out: &mut String, candidate: &Candidate, judgement: &Judgement) {
    let Candidate { address, words, score, bound_to } = candidate;
    let [its, other] = match judgement.translation.is_empty() {
        true => ["the translation", "the controlling text"],
        false => ["the controlling text", "the translation"],
    };
    let bound = bound_to.as_ref().map(|address| format!("{address} of {other}"));
    let bound = bound.unwrap_or_else(|| "nothing".to_owned());
    let _ = writeln!(out, "  next best: {address} of {its} ({score:+.1}), bound to {bound}");
    let _ = writeln!(out, "    {}", beginning(words));
}

/// How a passage stands, since when and why.
fn write_judged(
    out: &mut String,
    report: &Report<'_>,
    explanation: &Explanation<'_>,
    sources: &Sources,
    colour: bool,
) {
    let Explanation { judgement, hunks, .. } = explanation;
    let is_current = judgement.state == State::Current;
    let since = if is_current { String::new() } else { since(report, judgement) };
    let _ = writeln!(out, "stands: {}{since}", judgement.state.name());
    let redline = report.measured.redline(judgement);
    if let Some(text) = followed_from(report, judgement) {
        let _ = writeln!(out, "  followed from {text}, whose words it says");
    }
    let is_marked = |change: &Change| change.pieces.iter().any(|piece| piece.op != Op::Kept);
    let is_told = |change: &&Change| !is_current || is_marked(change);
    let is_reconciled = judgement.reasons.contains(&Reason::Reconciled);
    for change in judgement.changes(redline).filter(is_told).filter(|_| !is_reconciled) {
        let _ = writeln!(out, "    {}", marked_words(redline, change, sources, colour));
    }
    for reason in &judgement.reasons {
        let _ = writeln!(out, "  {}: {}{}", reason_name(*reason), meaning(*reason), grave(hunks, *reason));
    }
    if is_current && judgement.reasons.is_empty() {
        let _ = writeln!(out, "  nothing changed that this language would have to follow");
    }
}

/// The words that are grave for this reason, behind a colon.
fn grave(hunks: &[Hunk], reason: Reason) -> String {
    let grave = hunks.iter().filter(|hunk| hunk.grave.contains(&reason));
    let grave: Vec<String> = grave.map(hunk_words).collect();
    if grave.is_empty() { String::new() } else { format!(": {}", listed(grave.into_iter())) }
}

fn hunk_words(hunk: &Hunk) -> String {
    let Hunk { deleted, inserted, .. } = hunk;
    let marked = |[open, close]: [&str; 2], words: &str| match words.trim() {
        "" => String::new(),
        words => format!("{open}{}{close}", one_line(words)),
    };
    marked(["[-", "-]"], deleted) + &marked(["{+", "+}"], inserted)
}

/// How a passage begins, on one line.
fn beginning(words: &str) -> String {
    let words = one_line(&words.split_whitespace().collect::<Vec<&str>>().join(" "));
    match words.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
