use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::compared::{Compared, Side};
use super::text::TextCheck;
use crate::language::{Limit, LimitWords};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A number in a translation is a limit of another kind than in the passage that it translates: at most where that has at least.
    ///
    /// Words such as *at least*, *more than*, *up to*, *within* and *or older* beside a number are compared, in English, Chinese, Malay and
    /// Indonesian. For example:
    ///
    /// ```text
    /// en.md    You must be at least 16 years old.
    /// zh-CN.md 您必须未满16周岁。
    /// ```
    ///
    /// Way out: say on which side of the number it applies, as the controlling text does.
    LIMIT_DIFFERS = "limit-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        let (Some(theirs), Some(own)) = (words(&compared.theirs), words(&compared.own)) else { return };
        let (by_value, kinds) = (by_value(&compared.own, &own), own.kinds());
        for (value, their_limits) in self::by_value(&compared.theirs, &theirs) {
            let Some(own_limits) = by_value.get(value) else { continue };
            if let Some(finding) = finding(&compared, &their_limits, own_limits, &kinds) {
                text.report(compared.passage.at(), finding, findings);
            }
        }
    }
}

fn words(side: &Side<'_>) -> Option<LimitWords> {
    Some(side.reader.limits.as_ref()?.find(side.text))
}

/// The limits of a number, wherever it stands, with their words.
struct Limits {
    /// Where the number stands first.
    number: Range<usize>,
    limits: BTreeMap<Limit, Range<usize>>,
}

fn by_value<'c>(side: &Side<'c>, words: &LimitWords) -> BTreeMap<&'c str, Limits> {
    let mut by_value: BTreeMap<&str, Limits> = BTreeMap::new();
    let numbers = side.numbers();
    for number in numbers.firm.iter().chain(&numbers.counts) {
        let beside = words.beside(side.text, &number.range).into_iter().map(|(range, limit)| (limit, range));
        let none = || Limits { number: number.range.clone(), limits: BTreeMap::new() };
        by_value.entry(&number.value).or_insert_with(none).limits.extend(beside);
    }
    by_value
}

fn finding(
    compared: &Compared<'_>,
    theirs: &Limits,
    own: &Limits,
    said: &BTreeSet<Limit>,
) -> Option<Finding> {
    let kinds = |limits: &Limits| limits.limits.keys().copied().collect::<BTreeSet<Limit>>();
    let (their_kinds, own_kinds) = (kinds(theirs), kinds(own));
    if !their_kinds.is_disjoint(&own_kinds) {
        return None;
    }
    let (kind, place) = theirs.limits.first_key_value()?;
    let their_words = &compared.theirs.text[place.clone()];
    let number = &compared.own.text[own.number.clone()];
    let help = "say on which side of the number it applies, as the controlling text does";
    let (place, message) = match own.limits.values().next() {
        Some(place) => {
            let own_words = &compared.own.text[place.clone()];
            (place, format!("of {number} this says “{own_words}”, and what it translates “{their_words}”"))
        }
        // It may be said in another place.
        None if said.contains(kind) => return None,
        None => (
            &own.number,
            format!("of {number} this does not say “{their_words}”, as what it translates does"),
        ),
    };
    Some(Finding::new(&LIMIT_DIFFERS, compared.passage.prose.place(place.clone()), message, help))
}
