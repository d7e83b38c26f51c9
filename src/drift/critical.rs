//! Numbers, dates, amounts, addresses, symbols, negations and modals: it counts at which words they stand.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::judgement::Reason;
use super::wordings::{Wordings, reason};
use crate::language::{Grave, GraveKind};

/// Returns what of this is among the words that the change marks. Words of the same meaning that take each other's place, such as
/// 30 and thirty, do not count.
pub fn reasons(wordings: &Wordings<'_>) -> Vec<Reason> {
    let words = wordings
        .words
        .each_ref()
        .map(|words| -> Vec<Grave> { words.iter().filter(|word| !word.kind.is_topic()).cloned().collect() });
    let mut reasons = Vec::new();
    for [old, new] in &wordings.marked {
        let (deleted, inserted) = (touched(&words[0], old), touched(&words[1], new));
        reasons.extend(differing(deleted, inserted, wordings.texts).into_iter().map(reason));
    }
    reasons
}

/// The words that stand in a range, or reach into it.
fn touched<'w>(words: &'w [Grave], range: &Range<usize>) -> &'w [Grave] {
    let first = words.partition_point(|word| word.range.end <= range.start);
    let last = words.partition_point(|word| word.range.start < range.end);
    &words[first..last.max(first)]
}

/// The kinds of what one side has and the other lacks, or has in another order.
fn differing(deleted: &[Grave], inserted: &[Grave], texts: [&str; 2]) -> Vec<GraveKind> {
    let [gone, come] = [rest(deleted, inserted, texts), rest(inserted, deleted, [texts[1], texts[0]])];
    if gone.is_empty() && come.is_empty() {
        let meaning = |words: &[Grave]| -> Vec<_> {
            let sure = words.iter().filter(|word| word.is_sure);
            sure.map(|word| (word.kind, word.value.clone())).collect()
        };
        let (before, after) = (meaning(deleted), meaning(inserted));
        let pairs = before.iter().zip(&after).filter(|(before, after)| before != after);
        return pairs.map(|((kind, _), _)| *kind).collect();
    }
    let kinds = |words: &[&Grave]| words.iter().map(|word| word.kind).collect::<HashSet<GraveKind>>();
    let (gone_kinds, come_kinds) = (kinds(&gone), kinds(&come));
    let is_replaced = |kind: GraveKind| gone_kinds.contains(&kind) && come_kinds.contains(&kind);
    let counts = |word: &&&Grave| word.is_sure || is_replaced(word.kind);
    gone.iter().chain(&come).filter(counts).map(|word| word.kind).collect()
}

/// The words of one side for which the other has none of the same meaning. A negation or a modal answers only to one that
/// is written otherwise, as `isn't` to `is not`: the same one that was taken out here and put in there may stand at another
/// word now.
fn rest<'w>(words: &'w [Grave], others: &[Grave], [own, other]: [&str; 2]) -> Vec<&'w Grave> {
    // How often each meaning is there, by how it is written: in a few ways, however often.
    let mut there: HashMap<(GraveKind, &str), BTreeMap<&str, usize>> = HashMap::new();
    for word in others {
        let written = &other[word.range.clone()];
        *there.entry((word.kind, &word.value)).or_default().entry(written).or_default() += 1;
    }
    let mut rest = Vec::new();
    for word in words {
        let written = &own[word.range.clone()];
        let must_differ = matches!(word.kind, GraveKind::Negation | GraveKind::Modal);
        let answers = there.get_mut(&(word.kind, word.value.as_str()));
        let fits = |answer: &str, count: usize| count > 0 && (!must_differ || answer != written);
        let answer = answers.and_then(|all| all.iter_mut().find(|(answer, count)| fits(answer, **count)));
        match answer {
            Some((_, count)) => *count -= 1,
            None => rest.push(word),
        }
    }
    rest
}
