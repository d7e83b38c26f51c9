//! Words that carry little by themselves: the commonest articles, prepositions, conjunctions and pronouns.
//!
//! They count little when texts are compared, and one of them alone between two changes is not kept: people read
//! phrases. Negations and modals are not among them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// True if `word` is one of English, Malay or Chinese.
pub fn is_common(word: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| COMMON.iter().copied().collect());
    // Most words are in lower case as they are.
    word.len() <= LONGEST
        && (SET.contains(word)
            || (word.starts_with(|c: char| c.is_ascii_uppercase())
                && SET.contains(word.to_ascii_lowercase().as_str())))
}

/// The length in bytes of the longest one.
const LONGEST: usize = 8;

const COMMON: &[&str] = &[
    "a", "adalah", "an", "and", "anda", "are", "as", "at", "atau", "bagi", "be", "by", "dalam", "dan",
    "dari", "daripada", "dengan", "di", "for", "from", "ia", "if", "in", "ini", "is", "it", "its", "itu",
    "kami", "ke", "kepada", "of", "oleh", "on", "or", "our", "pada", "that", "the", "this", "to", "untuk",
    "us", "we", "with", "yang", "you", "your", "与", "为", "也", "了", "于", "从", "以", "其", "到", "及",
    "和", "在", "对", "将", "并", "您", "我们", "或", "是", "由", "的", "等", "而",
];

#[cfg(test)]
mod tests {
    use super::{COMMON, LONGEST, is_common};

    #[test]
    fn negations_and_modals_are_not_common() {
        assert_eq!(COMMON.iter().map(|word| word.len()).max(), Some(LONGEST));
        assert!(is_common("The") && is_common("的") && is_common("yang"));
        assert!(!is_common("not") && !is_common("may") && !is_common("不") && !is_common("tidak"));
    }
}
