use std::collections::BTreeSet;
use std::ops::Range;

use super::TextCheck;
use super::prose::{runs, words};
use super::scripts::{Script, of_language, script};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation has letters that belong neither to its language nor to what it translates.
    ///
    /// Such words were left over from another translation, or the file was damaged when it was stored. Readers cannot
    /// read them. For example, in a Malay text:
    ///
    /// ```markdown
    /// Tulis kepada kami jika anda mempunyai вопросы.
    /// ```
    ///
    /// Way out: write the words in the letters of the language.
    FOREIGN_SCRIPT = "foreign-script", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let usual = of_language(&text.text.lang);
    for passage in text.passages().iter().filter(|passage| !passage.is_code()) {
        let theirs: BTreeSet<Script> = words(&passage.sources).chars().map(script).collect();
        let is_foreign = |c: char| {
            let own = script(c);
            c.is_alphabetic()
                && !matches!(own, Script::Common | Script::Inherited | Script::Latin)
                && !usual.contains(&own)
                && !theirs.contains(&own)
        };
        for run in foreign_runs(&passage.prose, is_foreign) {
            let words = &passage.prose[run.clone()];
            let message = format!(
                "“{words}” is written in letters that neither the language nor what this translates has"
            );
            let help = "write it in the letters of the language";
            let finding = Finding::new(&FOREIGN_SCRIPT, passage.prose.place(run), message, help);
            text.report(passage.at(), finding, findings);
        }
    }
}

/// The runs of foreign words, with what is no letter between them: of a whole sentence nobody wants to hear word by word. One
/// letter alone may be a sign: β, µ.
fn foreign_runs(prose: &str, is_foreign: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in runs(prose, is_foreign).filter(|word| prose[word.clone()].chars().nth(1).is_some()) {
        match found.last_mut() {
            Some(last)
                if !prose[last.end..word.start].contains(|c: char| c.is_alphanumeric() || c == '\n') =>
            {
                last.end = word.end;
            }
            _ => found.push(word),
        }
    }
    found
}
