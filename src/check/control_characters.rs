use std::ops::Range;

use rayon::prelude::*;

use super::TextCheck;
use super::prose::Prose;
use crate::markdown::{Inline, links};
use crate::source::characters::{help_for, hidden, is_control, is_hidden, name_of};
use crate::source::toml::CONTROL_CHARACTER;
use crate::source::{Finding, Findings, Sources, Span};

/// Looks at the files as they are, so that nothing that is not shown as text is missed either.
pub fn check_files(sources: &Sources, findings: &mut Findings) {
    let paths: Vec<_> = sources.paths().collect();
    findings.par_extend(paths.into_par_iter().flat_map_iter(|(path, file)| {
        let sealed = path.starts_with("content/") && path.contains("/versions/");
        let text = sources.get(file).text.as_str();
        // Fonts of icons and programs of a theme may well use what no text should.
        let is_program = [".css", ".js", ".svg"].iter().any(|end| path.ends_with(end));
        runs(text, is_program).into_iter().map(move |run| {
            let hidden = text.get(run.clone()).unwrap_or_default();
            let message = format!("this file holds {}", name_of(hidden));
            let span = Span::new(file, run);
            Finding::new(&CONTROL_CHARACTER, span, message, help_for(hidden)).sealed(sealed)
        })
    }));
}

/// Neighbouring characters of the kind, together.
fn runs(text: &str, is_program: bool) -> Vec<Range<usize>> {
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
        let is_bad = || match is_program {
            true => is_control(character),
            false => is_hidden(text, at, character),
        };
        if usual || !(character == '\r' || is_bad()) {
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
    let is_decoded = |inline: &Inline| match inline {
        Inline::Text(words) | Inline::Code(words) => words.parent().as_ptr() != file.as_ptr(),
        _ => false,
    };
    let own = || text.text.document.blocks.iter().filter(|block| block.span.file == text.text.file);
    for link in own().flat_map(|block| links(&block.inlines)) {
        let is_decoded = link.destination.parent().as_ptr() != file.as_ptr();
        let unseen = || hidden(&link.destination).map(|(_, character)| character).collect::<String>();
        let Some(unseen) = is_decoded.then(unseen).filter(|unseen| !unseen.is_empty()) else { continue };
        let message =
            format!("this link leads to an address with {}, written as an entity", name_of(&unseen));
        findings.push(Finding::new(&CONTROL_CHARACTER, link.span, message, help_for(&unseen)));
    }
    for block in own().filter(|block| block.inlines.iter().any(is_decoded)) {
        // With what stands around it: that may need it.
        let words = Prose::words(&[block], text.text.file, text.sources);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, character) in hidden(&words) {
            let end = at + character.len_utf8();
            match runs.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => runs.push(at..end),
            }
        }
        for run in runs {
            let hidden = &words[run.clone()];
            let place = words.place(run.clone());
            // What stands in the file as it is was found there, and code has a sign of its own among the words.
            if text.sources.cut(place).contains('&') {
                let message = format!("this passage holds {}, written as an entity", name_of(hidden));
                findings.push(Finding::new(&CONTROL_CHARACTER, place, message, help_for(hidden)));
            }
        }
    }
}
