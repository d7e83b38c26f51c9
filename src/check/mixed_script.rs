use super::TextCheck;
use super::prose::runs;
use super::scripts::{Script, script};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A word has letters of two alphabets that look alike.
    ///
    /// Readers see the right word, but neither search nor a screen reader finds it, and it is how false addresses are
    /// made. For example, with a Cyrillic `а` in the last word:
    ///
    /// ```markdown
    /// See our privacy pаge.
    /// ```
    ///
    /// Way out: type the word again.
    MIXED_SCRIPT = "mixed-script", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for (at, _, prose) in text.prose_blocks() {
        for range in runs(prose, char::is_alphabetic).filter(|range| is_mixed(&prose[range.clone()])) {
            let word = &prose[range.clone()];
            let minority = minority(word);
            let letters: String = word.chars().filter(|&c| script(c) == minority).collect();
            let finding = Finding::new(
                &MIXED_SCRIPT,
                prose.place(range),
                format!("in “{word}” the letters “{letters}” are of another alphabet than the rest"),
                "type the word again",
            );
            text.report(*at, finding, findings);
        }
    }
}

/// True for a word of three letters or more that mixes Latin with Cyrillic or Greek; shorter ones may be signs: μm.
fn is_mixed(word: &str) -> bool {
    // Nearly all words are of ASCII letters.
    !word.is_ascii()
        && word.chars().count() > 2
        && word.chars().any(|c| script(c) == Script::Latin)
        && word.chars().any(|c| matches!(script(c), Script::Cyrillic | Script::Greek))
}

/// Of the alphabets of a mixed word the one that has fewer letters.
fn minority(word: &str) -> Script {
    let count = |wanted: Script| word.chars().filter(|&c| script(c) == wanted).count();
    let other = if count(Script::Cyrillic) > 0 { Script::Cyrillic } else { Script::Greek };
    if count(other) > count(Script::Latin) { Script::Latin } else { other }
}
