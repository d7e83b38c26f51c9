use super::TextCheck;
use super::passages::words;
use super::scripts::{Script, of_language, script};
use crate::source::{Finding, Findings};

crate::codes! {
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
        let theirs = words(&passage.sources);
        let is_foreign = |c: char| {
            let own = script(c);
            c.is_alphabetic()
                && !matches!(own, Script::Common | Script::Inherited | Script::Latin)
                && !usual.contains(&own)
                && !theirs.chars().any(|c| script(c) == own)
        };
        // One letter may be a sign: β, µ.
        let mut runs = passage.prose.split(|c: char| !is_foreign(c)).filter(|run| run.chars().count() > 1);
        let Some(run) = runs.next() else { continue };
        let message =
            format!("“{run}” is written in letters that neither the language nor what this translates has");
        let help = "write it in the letters of the language";
        let finding = Finding::new(&FOREIGN_SCRIPT, passage.place(text, run), message, help);
        text.report(passage.at(), finding, findings);
    }
}
