use std::ops::Range;

use rayon::prelude::*;

use super::TextCheck;
use crate::markdown::Inline;
use crate::source::characters::{invisible, name_of};
use crate::source::toml::CONTROL_CHARACTER;
use crate::source::{Finding, Findings, Sources, Span};

/// Looks at the files as they are, so that nothing that is not shown as text is missed either.
pub fn check_files(sources: &Sources, findings: &mut Findings) {
    let paths: Vec<_> = sources.paths().collect();
    findings.par_extend(paths.into_par_iter().flat_map_iter(|(path, file)| {
        let sealed = path.starts_with("content/") && path.contains("/versions/");
        let text = sources.get(file).text.as_str();
        runs(text).into_iter().map(move |run| {
            let what = name_of(text.get(run.clone()).unwrap_or_default());
            let message = format!("this file holds {what}");
            let span = Span::new(file, run);
            Finding::new(&CONTROL_CHARACTER, span, message, "delete what is invisible").sealed(sealed)
        })
    }));
}

/// Neighbouring characters of the kind, together.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    for (at, character) in text.char_indices() {
        // Most are plain, and none of these is invisible.
        if matches!(character, ' '..='~' | '\n') {
            continue;
        }
        let next = bytes.get(at + character.len_utf8()).copied();
        // A byte order mark at the very beginning is how some editors mark UTF-8, a carriage return before a line
        // end how some systems end lines.
        let usual = (character == '\u{feff}' && at == 0) || (character == '\r' && next == Some(b'\n'));
        if usual || !(invisible(character) || character == '\r') {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// Looks at what a text says once entities such as `&#x202e;` are read.
pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let file = &text.sources.get(text.text.file).text;
    for block in &text.text.document.blocks {
        let decoded = block.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) if words.parent().as_ptr() != file.as_ptr() => {
                Some(words)
            }
            _ => None,
        });
        for words in decoded {
            let hidden: String = words.chars().filter(|&character| invisible(character)).collect();
            if !hidden.is_empty() {
                let message = format!("this passage holds {}, written as an entity", name_of(&hidden));
                findings.push(Finding::new(
                    &CONTROL_CHARACTER,
                    block.span,
                    message,
                    "delete what is invisible",
                ));
            }
        }
    }
}
