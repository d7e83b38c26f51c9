use super::compared::Unlike;
use super::text::TextCheck;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A sentence of a translation makes something a duty that is none in the sentence that it translates, or the other way.
    ///
    /// Words such as *must* and *shall* are looked for in sentences that say the same by their length and by the numbers and names in them,
    /// in English, Chinese, Malay and Indonesian. Where the other sentence has any word by which something may be a duty (*need*,
    /// *should*, *agree to*) nothing is said. For example:
    ///
    /// ```text
    /// en.md    You must tell us within 30 days.
    /// zh-CN.md 您可以在30天内告知我们。
    /// ```
    ///
    /// Way out: say what the controlling text says.
    DUTY_DIFFERS = "duty-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        for (unlike, place) in compared.unlike(|said| &said.duties) {
            let message = match unlike {
                Unlike::Less => "what this translates says that something must be, and this does not",
                Unlike::More => "this says that something must be, and what it translates does not",
            };
            let finding = Finding::new(&DUTY_DIFFERS, place, message, "say what the controlling text says");
            text.report(compared.passage.at(), finding, findings);
        }
    }
}
