use std::collections::HashSet;

use super::TextCheck;
use super::passages::{PassagePair, quoted};
use crate::language::{Number, Numbers};
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
        let theirs = theirs.read(&passage.source_prose, digits);
        let own = own.read(&passage.prose, digits);
        let (mut more, mut fewer) = (lacking(&own, &theirs), lacking(&theirs, &own));
        if !knows_words {
            more.retain(|number| !is_small(number));
            fewer.retain(|number| !is_small(number));
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

/// Days that have the same numbers, but not in the same places: 2 September and 9 February.
fn other_dates<'n>(dates: &'n [Number], other: &[Number]) -> Vec<&'n Number> {
    let other: HashSet<&str> = other.iter().map(|date| date.value.as_str()).collect();
    dates.iter().filter(|date| !other.contains(date.value.as_str())).collect()
}

fn is_small(number: &Number) -> bool {
    number.value.parse::<u64>().is_ok_and(|value| value <= OFTEN_IN_WORDS)
}
