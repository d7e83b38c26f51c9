use super::compared::SentencePair;
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
        let pairs = compared.sentence_pairs();
        // Where as many sentences deny something, one was but put in another place.
        let denials = |denies: fn(&SentencePair) -> bool| pairs.iter().filter(|pair| denies(pair)).count();
        let balance = denials(|pair| pair.theirs.denies).cmp(&denials(|pair| pair.own.denies));
        for SentencePair { theirs, own, place } in pairs {
            let message = match () {
                () if balance.is_gt() && theirs.denies && !own.may_deny => {
                    "this says that something is, and what it translates that it is not"
                }
                () if balance.is_lt() && own.denies && !theirs.may_deny => {
                    "this says that something is not, and what it translates that it is"
                }
                () => continue,
            };
            let finding =
                Finding::new(&NEGATION_DIFFERS, place, message, "say what the controlling text says");
            text.report(compared.passage.at(), finding, findings);
        }
    }
}
