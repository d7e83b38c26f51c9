//! Characters that nobody sees and that can make a text read differently from what it says.

/// True for control characters, and for those that change the direction of text or end a line unseen (Unicode
/// Technical Standard 39; “Trojan Source”, CVE-2021-42574). Tabs and line ends are none.
pub fn invisible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => true,
        other => other.is_control(),
    }
}

/// What such characters are called: by their number, and what they do.
pub fn name_of(characters: &str) -> String {
    let Some(first) = characters.chars().next() else { return String::new() };
    let what = match first {
        '\u{feff}' => "a byte order mark in the middle of a text",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which changes the direction of the text around it"
        }
        '\u{2028}' | '\u{2029}' | '\r' => "a line end that most programs do not see",
        _ => "a control character",
    };
    let name = format!("the invisible character U+{:04X}, {what}", u32::from(first));
    match characters.chars().count() - 1 {
        0 => name,
        more => format!("{name}, and {more} more behind it"),
    }
}
