//! What a passage is about: who receives data, kinds of data, terms of law. It is grave where the passage says of it no more, or for the
//! first time, and not where its words only stand elsewhere in it.

use std::collections::HashMap;
use std::ops::Range;

use super::judgement::Reason;
use super::wordings::{Wordings, reason};
use crate::language::{CommonWords, Grave, GraveKind, Table, may_name, names, sentences};

/// So many letters in words of a clause are more than another article.
const ANOTHER_WORD: usize = 4;

/// Returns of what one wording of a passage speaks and the other does not, as far as a change marks it. `common` are the words of both
/// texts that are no names, asked for where there may be one.
pub fn reasons<'c>(
    wordings: &Wordings<'_>,
    table: Option<Table>,
    common: impl FnOnce() -> &'c CommonWords,
) -> Vec<Reason> {
    let marks = [0, 1].map(|side| marks(wordings, side));
    let mut reasons = changed_words(wordings, &marks);
    if words_in_clauses(wordings, &marks, 0) + words_in_clauses(wordings, &marks, 1) > 1 {
        reasons.push(Reason::Law);
    }
    let Some(table) = table else { return reasons };
    let may_name = |side: usize| {
        let marked = marks[side].iter().filter_map(|range| wordings.texts[side].get(range.clone()));
        marked.into_iter().any(|words| may_name(words, wordings.texts[side]))
    };
    if may_name(0) || may_name(1) {
        let common = common();
        let names = wordings.texts.map(|text| names(text, table, common));
        let is_other = |side: usize| {
            let other = wordings.texts[1 - side].to_lowercase();
            let is_new = |name: &Grave| name.value.split(' ').any(|word| !other.contains(word));
            names[side].iter().any(|name| is_marked(&marks[side], &name.range) && is_new(name))
        };
        if is_other(0) || is_other(1) {
            reasons.push(Reason::Recipient);
        }
    }
    reasons
}

/// What is marked in one of the two texts, in order.
fn marks(wordings: &Wordings<'_>, side: usize) -> Vec<Range<usize>> {
    let ranges = wordings.marked.iter().map(|marked| marked[side].clone());
    ranges.filter(|range| !range.is_empty()).collect()
}

fn is_marked(marks: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = marks.partition_point(|mark| mark.end <= range.start);
    marks.get(next).is_some_and(|mark| mark.start < range.end)
}

/// The reasons of words that are marked and have none of their meaning in the other text.
fn changed_words(wordings: &Wordings<'_>, marks: &[Vec<Range<usize>>; 2]) -> Vec<Reason> {
    let topics = |side: usize| wordings.words[side].iter().filter(|word| word.kind.is_topic());
    let mut counts: HashMap<(GraveKind, &str), [usize; 2]> = HashMap::new();
    for side in [0, 1] {
        topics(side).for_each(|word| counts.entry((word.kind, &word.value)).or_default()[side] += 1);
    }
    let differs = |word: &Grave| {
        let [old, new] = counts.get(&(word.kind, word.value.as_str())).copied().unwrap_or_default();
        match word.kind {
            // Each *only* goes with other words.
            GraveKind::Scope => old != new,
            _ => (old == 0) != (new == 0),
        }
    };
    let changed = |side: usize| {
        let words = topics(side).filter(|word| is_marked(&marks[side], &word.range));
        let changed: Vec<Reason> = words.filter(|word| differs(word)).map(|word| reason(word.kind)).collect();
        changed
    };
    [changed(0), changed(1)].concat()
}

/// How many words are marked in the sentences of one text that are about liability and its like, whatever words they are.
fn words_in_clauses(wordings: &Wordings<'_>, marks: &[Vec<Range<usize>>; 2], side: usize) -> usize {
    let text = wordings.texts[side];
    let clauses: Vec<&Grave> =
        wordings.words[side].iter().filter(|word| word.kind == GraveKind::Clause).collect();
    if clauses.is_empty() {
        return 0;
    }
    let is_about = |sentence: &Range<usize>| {
        let next = clauses.partition_point(|word| word.range.start < sentence.start);
        clauses.get(next).is_some_and(|word| word.range.start < sentence.end)
    };
    let marked = |sentence: Range<usize>| -> usize {
        let first = marks[side].partition_point(|mark| mark.end <= sentence.start);
        let inside = marks[side].iter().skip(first).take_while(|mark| mark.start < sentence.end);
        let cut = |mark: &Range<usize>| text.get(mark.start.max(sentence.start)..mark.end.min(sentence.end));
        inside.filter_map(cut).map(words_in).sum()
    };
    sentences(text).into_iter().filter(is_about).map(marked).sum()
}

/// How many words there are that say something: of at least four letters, or of two characters of a script that has no letters.
fn words_in(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() >= ANOTHER_WORD).count()
}

/// Returns why it is grave that a passage was taken out: which right or duty it had. Empty if it only informed.
pub fn of_removed(text: &str, words: &[Grave]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for sentence in sentences(text) {
        let first = words.partition_point(|word| word.range.start < sentence.start);
        let last = words.partition_point(|word| word.range.start < sentence.end);
        let inside = words.get(first..last).unwrap_or_default();
        let is_modal = |word: &Grave, values: &[&str]| {
            word.kind == GraveKind::Modal && values.contains(&word.value.as_str())
        };
        if inside.iter().any(|word| is_modal(word, FIRM)) {
            reasons.push(Reason::Modal);
        }
        let is_left = |right: &Grave| {
            let before =
                inside.iter().filter(|word| is_modal(word, LEAVE) && word.range.end <= right.range.start);
            before.into_iter().any(|word| right.range.start - word.range.end < NEAR)
        };
        let has_right = inside.iter().any(|word| word.kind == GraveKind::Right && is_left(word));
        if has_right || inside.iter().any(|word| word.kind == GraveKind::Clause) {
            reasons.push(Reason::Law);
        }
        if inside.iter().any(|word| is_promise(word, inside, text)) {
            reasons.push(Reason::Negation);
        }
    }
    reasons
}

/// What is left to somebody stands within so many bytes behind the modal: may at any time withdraw.
const NEAR: usize = 40;
/// Modals that bind or entitle, by their meaning.
const FIRM: &[&str] = &["must", "shall", "obliged", "entitled", "prohibited", "forbidden", "right"];
/// Modals that leave something to somebody.
const LEAVE: &[&str] = &["may", "can", "entitled", "permitted", "allowed", "right"];
/// Modals that promise or forbid beside a negation.
const PROMISING: &[&str] = &["will", "shall", "may", "must"];

/// True for a negation that promises or forbids: will not, may not, tidak akan, 不得.
fn is_promise(negation: &Grave, words: &[Grave], text: &str) -> bool {
    if negation.kind != GraveKind::Negation {
        return false;
    }
    let is_beside = |word: &&Grave| {
        let between = word.range.end.min(negation.range.end)..word.range.start.max(negation.range.start);
        between.is_empty() || text.get(between).is_some_and(|between| between.trim().is_empty())
    };
    let modals = words.iter().filter(|word| word.kind == GraveKind::Modal);
    let is_promised = modals.filter(is_beside).any(|word| PROMISING.contains(&word.value.as_str()));
    let is_one_word = text.get(negation.range.clone()).is_some_and(|word| FORBIDDING.contains(&word));
    is_promised || is_one_word || text.get(..negation.range.start).is_some_and(ends_in_promiser)
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
