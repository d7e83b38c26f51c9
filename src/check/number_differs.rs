use std::collections::HashSet;

use super::TextCheck;
use super::passages::{PassagePair, quoted};
use super::prose::code;
use crate::language::{Number, NumberReader, Numbers};
use crate::markdown::Block;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation has another number, date or amount than the passage that it translates.
    ///
    /// Rights and duties hang on it. How a number is written makes no difference: 1,000 is 1.000, thirty is 三十, 9
    /// February 2021 is 2021年2月9日. For example:
    ///
    /// ```text
    /// en.md    We answer within 30 days.
    /// zh-CN.md 我们在45天内答复。
    /// ```
    ///
    /// Way out: write the number of the controlling text.
    NUMBER_DIFFERS = "number-differs", Warning;
}

/// Up to this, languages often write a number in words.
const OFTEN_IN_WORDS: u64 = 12;

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(source) = text.translated() else { return };
    let (Some(theirs), Some(own)) = (text.numbers.get(&source.lang), text.numbers.get(&text.text.lang))
    else {
        return;
    };
    let knows_words = theirs.knows_words() && own.knows_words();
    for passage in text.passages().iter().filter(|passage| !passage.is_code()) {
        // Of any script.
        let digits = [passage.source_prose.as_str(), &passage.prose]
            .iter()
            .any(|prose| prose.contains(char::is_numeric));
        let theirs = with_code(theirs, &passage.source_prose, &passage.sources, digits);
        let own = with_code(own, &passage.prose, &passage.blocks, digits);
        let (mut more, mut fewer) = (lacking(&own, &theirs), lacking(&theirs, &own));
        if !knows_words {
            let is_in_digits = |number: &&Number| !number.is_in_words && !is_small(number);
            more.retain(is_in_digits);
            fewer.retain(is_in_digits);
        }
        if more.is_empty() && fewer.is_empty() && knows_words {
            (more, fewer) = exchanged(&own, &theirs);
        }
        // A language may number its headings and another not, but not otherwise.
        if let (Some(own), Some(theirs)) = (&own.item, &theirs.item)
            && own.value != theirs.value
        {
            more.push(own);
            fewer.push(theirs);
        }
        if more.is_empty() && fewer.is_empty() && !own.dates.is_empty() && !theirs.dates.is_empty() {
            more = other_dates(&own.dates, &theirs.dates);
            fewer = other_dates(&theirs.dates, &own.dates);
        }
        if let Some(finding) = finding(passage, &more, &fewer) {
            text.report(passage.at(), finding, findings);
        }
    }
}

/// The numbers of a passage. Those of its code count where the other text has them among its words.
fn with_code(reader: &NumberReader, prose: &str, blocks: &[&Block], digits: bool) -> Numbers {
    let mut numbers = reader.read(prose, digits);
    let code = code(blocks);
    if !code.is_empty() {
        numbers.allow(reader.read(&code, digits));
    }
    numbers
}

fn finding(passage: &PassagePair<'_>, more: &[&Number], fewer: &[&Number]) -> Option<Finding> {
    let written = |numbers: &[&Number]| quoted(numbers.iter().map(|number| number.written.as_str()));
    let (message, help) = match (more, fewer) {
        ([], []) => return None,
        ([], fewer) => {
            (format!("this lacks {} of what it translates", written(fewer)), "write the number here, too")
        }
        (more, []) => (
            format!("this has {}, which what it translates lacks", written(more)),
            "take the number out, or mend it",
        ),
        (more, fewer) => (
            format!("this has {}, where what it translates has {}", written(more), written(fewer)),
            "write the number of the controlling text; if this follows a later version of it already, reconcile it",
        ),
    };
    let first = more.first().map(|number| passage.prose.place(number.range.clone()));
    let place = first.unwrap_or_else(|| passage.prose.whole());
    Some(Finding::new(&NUMBER_DIFFERS, place, message, help))
}

/// The numbers of one passage that the other has in no form, each once.
fn lacking<'n>(numbers: &'n Numbers, other: &Numbers) -> Vec<&'n Number> {
    let mut known: HashSet<&str> = HashSet::new();
    numbers.firm.iter().filter(|number| !other.has(&number.value) && known.insert(&number.value)).collect()
}

/// Numbers in words that count something, where one stands in the place of another.
fn exchanged<'n>(own: &'n Numbers, theirs: &'n Numbers) -> (Vec<&'n Number>, Vec<&'n Number>) {
    let lacking = |counts: &'n [Number], other: &Numbers| -> Vec<&'n Number> {
        counts.iter().filter(|number| !other.has(&number.value)).collect()
    };
    let (more, fewer) = (lacking(&own.counts, theirs), lacking(&theirs.counts, own));
    if more.is_empty() || fewer.is_empty() { (Vec::new(), Vec::new()) } else { (more, fewer) }
}

/// Days that have the same numbers, but not in the same places: 2 September and 9 February.
fn other_dates<'n>(dates: &'n [Number], other: &[Number]) -> Vec<&'n Number> {
    let other: HashSet<&str> = other.iter().map(|date| date.value.as_str()).collect();
    dates.iter().filter(|date| !other.contains(date.value.as_str())).collect()
}

fn is_small(number: &Number) -> bool {
    number.value.parse::<u64>().is_ok_and(|value| value <= OFTEN_IN_WORDS)
}
