use super::compared::Compared;
use super::passages::quoted;
use super::text::TextCheck;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation lacks a sentence of the passage that it translates.
    ///
    /// The passage is shorter than others of the text beside what they translate, and has fewer sentences. Which one is missing is told by
    /// the lengths of the sentences and by the numbers and names in them. For example:
    ///
    /// ```text
    /// en.md    You may object at any time. We then stop using your data for that purpose.
    /// zh-CN.md 您可以随时反对。
    /// ```
    ///
    /// Way out: translate the sentence.
    SENTENCE_MISSING = "sentence-missing", Warning;
}

/// What is shorter is easily a part of another sentence, or a heading within the line.
const SHORTEST: usize = 20;
const FEWEST_WORDS: usize = 4;

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    // Passages that were joined or divided may have been joined within a sentence.
    let is_whole =
        |compared: &Compared<'_>| compared.passage.sources.len() == 1 && compared.passage.blocks.len() == 1;
    for compared in text.compared().filter(is_whole) {
        for missing in compared.sentences().missing() {
            let words = &compared.theirs.text[missing];
            if words.chars().count() < SHORTEST || words.split_whitespace().count() < FEWEST_WORDS {
                continue;
            }
            let shown: String = words.chars().take(60).collect();
            let message =
                format!("this lacks a sentence of what it translates: {}", quoted([shown.as_str()]));
            let place = compared.passage.prose.whole();
            let finding = Finding::new(&SENTENCE_MISSING, place, message, "translate the sentence");
            text.report(compared.passage.at(), finding, findings);
        }
    }
}
