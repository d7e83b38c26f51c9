use crate::source::{Finding, Findings, Sources, Span};

crate::codes! {
    /// A control character, or one that changes the direction in which text is shown.
    ///
    /// Such characters are invisible and can make a text read differently from what it says (Unicode Technical
    /// Standard 39; “Trojan Source”, CVE-2021-42574). In a legal text both must be the same.
    ///
    /// Way out: delete the character. A right-to-left text needs none: its direction comes from its language.
    CONTROL_CHARACTER = "control-character", Error;
}

pub fn check(sources: &Sources, findings: &mut Findings) {
    for (path, file) in sources.paths() {
        let sealed = path.starts_with("content/") && path.contains("/versions/");
        for (at, character) in sources.get(file).text.char_indices() {
            let Some(what) = kind(character, at) else { continue };
            let span = Span::new(file, at..at + character.len_utf8());
            let code = u32::from(character);
            let message = format!("this file holds the invisible character U+{code:04X}, {what}");
            let finding = Finding::new(&CONTROL_CHARACTER, span, message, "delete the character");
            findings.push(finding.sealed(sealed));
        }
    }
}

fn kind(character: char, at: usize) -> Option<&'static str> {
    match character {
        '\t' | '\n' | '\r' => None,
        // A byte order mark at the very beginning is how some editors mark UTF-8.
        '\u{feff}' if at == 0 => None,
        '\u{feff}' => Some("a byte order mark in the middle of a text"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("which changes the direction of the text around it")
        }
        '\u{2028}' | '\u{2029}' => Some("a line end that most programs do not see"),
        c if c.is_control() => Some("a control character"),
        _ => None,
    }
}
