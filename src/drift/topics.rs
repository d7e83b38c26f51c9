//! What a passage is about: who receives data, kinds of data, terms of law. It is grave where the passage says of it no more, or for the
//! first time, and not where its words only stand elsewhere in it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::judgement::Reason;
use super::wordings::{Wordings, reason};
use crate::language::{CommonWords, Grave, GraveKind, Table, may_name, names, sentences, word_set};

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
    if table.is_some_and(|table| names_others(wordings, &marks, table, common)) {
        reasons.push(Reason::Recipient);
    }
    reasons
}

/// True if a marked name of somebody who receives data is not in the other text.
fn names_others<'c>(
    wordings: &Wordings<'_>,
    marks: &[Vec<Range<usize>>; 2],
    table: Table,
    common: impl FnOnce() -> &'c CommonWords,
) -> bool {
    let may_name = |side: usize| {
        let text = wordings.texts[side];
        marks[side].iter().filter_map(|range| text.get(range.clone())).any(|words| may_name(words, text))
    };
    if !may_name(0) && !may_name(1) {
        return false;
    }
    let common = common();
    let named = wordings.texts.map(|text| names(text, table, common));
    let values = named
        .each_ref()
        .map(|names| -> HashSet<&str> { names.iter().map(|name| name.value.as_str()).collect() });
    let words = wordings.texts.map(word_set);
    let is_other = |side: usize| {
        let countries = wordings.words[side].iter().filter(|word| word.kind == GraveKind::Country);
        let countries: Vec<Range<usize>> = countries.map(|word| word.range.clone()).collect();
        let is_new = |name: &Grave| {
            let other = 1 - side;
            let has_new_word = || name.value.split(' ').any(|word| !words[other].contains(word));
            !values[other].contains(name.value.as_str()) && has_new_word()
        };
        let marked = named[side].iter().filter(|name| is_marked(&marks[side], &name.range));
        marked.into_iter().any(|name| !is_marked(&countries, &name.range) && is_new(name))
    };
    is_other(0) || is_other(1)
}

/// What is marked in one of the two texts, in order.
fn marks(wordings: &Wordings<'_>, side: usize) -> Vec<Range<usize>> {
    let ranges = wordings.marked.iter().map(|marked| marked[side].clone());
    ranges.filter(|range| !range.is_empty()).collect()
}

/// True if one of the ranges, which are in order, is in `range` or reaches into it.
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
