use super::compared::SentencePair;
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
        let pairs = compared.sentence_pairs();
        // Where as many sentences bind somebody, one was but put in another place.
        let duties = |binds: fn(&SentencePair) -> bool| pairs.iter().filter(|pair| binds(pair)).count();
        let balance = duties(|pair| pair.theirs.binds).cmp(&duties(|pair| pair.own.binds));
        for SentencePair { theirs, own, place } in pairs {
            let message = match () {
                () if balance.is_gt() && theirs.binds && !own.may_bind => {
                    "what this translates says that something must be, and this does not"
                }
                () if balance.is_lt() && own.binds && !theirs.may_bind => {
                    "this says that something must be, and what it translates does not"
                }
                () => continue,
            };
            let finding = Finding::new(&DUTY_DIFFERS, place, message, "say what the controlling text says");
            text.report(compared.passage.at(), finding, findings);
        }
    }
}
