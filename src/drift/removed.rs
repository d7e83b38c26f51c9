//! Passages that the controlling text no longer has: whether they gave a right or a duty, or only informed.

use super::judgement::Reason;
use crate::language::{Grave, GraveKind, sentences};

/// Returns why it is grave that a passage was taken out: which right or duty it had. Empty if it only informed.
pub fn reasons(text: &str, words: &[Grave]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for sentence in sentences(text) {
        let first = words.partition_point(|word| word.range.start < sentence.start);
        let last = words.partition_point(|word| word.range.start < sentence.end);
        let inside = words.get(first..last).unwrap_or_default();
        if inside.iter().any(|word| is_modal(word, FIRM)) {
            reasons.push(Reason::Modal);
        }
        if leaves_right(inside) || inside.iter().any(|word| word.kind == GraveKind::Clause) {
            reasons.push(Reason::Law);
        }
        if promises(inside, text) {
            reasons.push(Reason::Negation);
        }
    }
    reasons
}

fn is_modal(word: &Grave, values: &[&str]) -> bool {
    word.kind == GraveKind::Modal && values.contains(&word.value.as_str())
}

/// True if something is left to somebody: may withdraw, can opt out.
fn leaves_right(words: &[Grave]) -> bool {
    let mut modal = None;
    for word in words {
        if is_modal(word, LEAVE) {
            modal = Some(word.range.end);
        }
        let is_near = modal.is_some_and(|end| word.range.start.saturating_sub(end) < NEAR);
        if word.kind == GraveKind::Right && is_near {
            return true;
        }
    }
    false
}

/// What is left to somebody stands within so many bytes behind the modal: may at any time withdraw.
const NEAR: usize = 40;
/// Modals that bind or entitle, by their meaning.
const FIRM: &[&str] = &["must", "shall", "obliged", "entitled", "prohibited", "forbidden", "right"];
/// Modals that leave something to somebody.
const LEAVE: &[&str] = &["may", "can", "entitled", "permitted", "allowed", "right"];
/// Modals that promise or forbid beside a negation.
const PROMISING: &[&str] = &["will", "shall", "may", "must"];

/// True if a negation promises or forbids: will not, may not, we do not, tidak akan, 不得.
fn promises(words: &[Grave], text: &str) -> bool {
    let negations = words.iter().enumerate().filter(|(_, word)| word.kind == GraveKind::Negation);
    negations.into_iter().any(|(at, negation)| {
        let beside = words.get(at.saturating_sub(2)..words.len().min(at + 3)).unwrap_or_default();
        let is_beside = |word: &Grave| {
            let gap = word.range.end.min(negation.range.end)..word.range.start.max(negation.range.start);
            gap.is_empty() || text.get(gap).is_some_and(|gap| gap.trim().is_empty())
        };
        let is_one_word = text.get(negation.range.clone()).is_some_and(|word| FORBIDDING.contains(&word));
        beside.iter().any(|word| is_modal(word, PROMISING) && is_beside(word))
            || is_one_word
            || text.get(..negation.range.start).is_some_and(ends_in_promiser)
    })
}

/// True if who promises stands last: we do, Example does, kami. Where it is a condition, nothing is promised.
fn ends_in_promiser(before: &str) -> bool {
    let before = before.trim_end();
    let (subject, is_done_by_one) = match before.strip_suffix(" does") {
        Some(subject) => (subject, true),
        None => (before.strip_suffix(" do").unwrap_or(before), false),
    };
    let mut words = subject.rsplit(|c: char| !c.is_alphanumeric());
    let (last, condition) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_named = last.starts_with(char::is_uppercase) && !["It", "This", "That"].contains(&last);
    let promises = ["we", "kami"].contains(&last.to_lowercase().as_str()) || is_done_by_one && is_named;
    let is_condition = CONDITIONS.contains(&condition.to_lowercase().as_str());
    let chinese = ["我们", "我們"].iter().find_map(|we| subject.strip_suffix(we));
    let promises_in_chinese =
        |before: &str| !["如果", "如", "若", "当", "當"].iter().any(|word| before.ends_with(word));
    promises && !is_condition || chinese.is_some_and(promises_in_chinese)
}

/// Words before a condition, in English and Malay.
const CONDITIONS: &[&str] =
    &["if", "when", "where", "unless", "because", "jika", "sekiranya", "apabila", "kerana"];

/// Negations of Chinese with a modal in them.
const FORBIDDING: &[&str] = &["不会", "不會", "不得", "不予", "严禁", "嚴禁", "禁止"];
