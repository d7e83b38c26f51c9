use super::compared::Unlike;
use super::text::TextCheck;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A sentence of a translation denies what the sentence that it translates does not deny, or the other way.
    ///
    /// Words such as *not*, *never* and *no* are looked for in sentences that say the same by their length and by the numbers and names in
    /// them, in English, Chinese, Malay and Indonesian. Where the other sentence has any word by which something may be denied (*unless*,
    /// *refuse*, *only*) nothing is said. For example:
    ///
    /// ```text
    /// en.md    We do not sell your data.
    /// zh-CN.md 我们出售您的数据。
    /// ```
    ///
    /// Way out: say what the controlling text says.
    NEGATION_DIFFERS = "negation-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        for (unlike, place) in compared.unlike(|said| &said.denials) {
            let message = match unlike {
                Unlike::Less => "this says that something is, and what it translates that it is not",
                Unlike::More => "this says that something is not, and what it translates that it is",
            };
            let finding =
                Finding::new(&NEGATION_DIFFERS, place, message, "say what the controlling text says");
            text.report(compared.passage.at(), finding, findings);
        }
    }
}
