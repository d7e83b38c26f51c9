//! Drift for a terminal.

use std::collections::HashMap;
use std::fmt::Write as _;

use annotate_snippets::normalize_untrusted_str as safe;

use super::json::reason_name;
use crate::drift::{Judgement, State};
use crate::markdown::{Document, plain_text};
use crate::redline::{Change, Redline};
use crate::render::redline::marked_words;
use crate::source::Sources;

/// Every passage that is not current: what became of the controlling text, and what the translation says. The last line
/// counts the states.
pub fn human(
    redline: &Redline<'_>,
    translation: &Document,
    judgements: &[Judgement],
    sources: &Sources,
    colour: bool,
) -> String {
    let mut of_base: HashMap<usize, Vec<&Change>> = HashMap::new();
    let mut of_current: HashMap<usize, Vec<&Change>> = HashMap::new();
    for change in &redline.changes {
        change.old.into_iter().for_each(|at| of_base.entry(at).or_default().push(change));
        change.new.into_iter().for_each(|at| of_current.entry(at).or_default().push(change));
    }
    let mut out = String::new();
    for judgement in judgements.iter().filter(|judgement| judgement.state != State::Current) {
        let reasons: Vec<&str> = judgement.reasons.iter().copied().map(reason_name).collect();
        let _ = writeln!(out, "{}: {}", judgement.state.name(), reasons.join(", "));
        let changes = match judgement.base.as_slice() {
            [] => judgement.current.iter().filter_map(|at| of_current.get(at)).flatten().collect::<Vec<_>>(),
            base => base.iter().filter_map(|at| of_base.get(at)).flatten().collect(),
        };
        for change in changes {
            let _ = writeln!(out, "    {}", marked_words(redline, change, sources, colour));
        }
        for block in judgement.translation.iter().filter_map(|at| translation.blocks.get(*at)) {
            let lines = sources.lines(block.span);
            let path = safe(&sources.get(block.span.file).path);
            let words = safe(&plain_text(&block.inlines)).replace('\n', " ");
            let _ = writeln!(out, "  {path}:{}\n    {words}", lines.start());
        }
        out.push('\n');
    }
    let counts = State::ALL.map(|state| {
        let count = judgements.iter().filter(|judgement| judgement.state == state).count();
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let _ =
        writeln!(out, "passages: {}", if counts.is_empty() { "none".to_owned() } else { counts.join(", ") });
    out
}
