use std::collections::{BTreeMap, HashMap, HashSet};

use super::compared::{Compared, Side};
use super::text::TextCheck;
use crate::language::{Number, PERCENT, Quantity};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A number in a translation counts another thing than in the passage that it translates: months where that has days.
    ///
    /// Units of time, business days, shares in percent and sizes such as GB or km are compared, in English, Chinese, Malay and Indonesian.
    /// For example:
    ///
    /// ```text
    /// en.md    We answer within 30 days.
    /// zh-CN.md 我们在30个月内答复。
    /// ```
    ///
    /// Way out: write the unit of the controlling text.
    UNIT_DIFFERS = "unit-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        let (theirs, own) = (compared.theirs.quantities(), compared.own.quantities());
        let own = by_value(&own);
        // Each number where it stands first.
        let mut alone: HashMap<&str, &Number> = HashMap::new();
        compared.own.numbers().firm.iter().for_each(|number| {
            alone.entry(&number.value).or_insert(number);
        });
        for (value, theirs) in by_value(&theirs) {
            let own = own.get(value).map(Vec::as_slice).unwrap_or_default();
            if let Some(finding) = finding(&compared, alone.get(value).copied(), &theirs, own) {
                text.report(compared.passage.at(), finding, findings);
            }
        }
    }
}

fn by_value<'q>(quantities: &'q [Quantity<'q>]) -> BTreeMap<&'q str, Vec<&'q Quantity<'q>>> {
    let mut by_value: BTreeMap<&str, Vec<&Quantity<'_>>> = BTreeMap::new();
    for quantity in quantities {
        by_value.entry(&quantity.number.value).or_default().push(quantity);
    }
    by_value
}

fn finding(
    compared: &Compared<'_>,
    alone: Option<&Number>,
    theirs: &[&Quantity<'_>],
    own: &[&Quantity<'_>],
) -> Option<Finding> {
    let units = |quantities: &[&Quantity<'_>]| {
        quantities.iter().map(|quantity| quantity.unit).collect::<HashSet<&str>>()
    };
    let (their_units, own_units) = (units(theirs), units(own));
    // Of several with the same number one may have another unit, and its own is not lost then.
    let lost = theirs.iter().find(|quantity| !own_units.contains(quantity.unit));
    let lost = lost.or_else(|| theirs.first().filter(|_| theirs.len() >= own.len()))?;
    let written = |side: &Side<'_>, quantity: &Quantity<'_>| side.text[quantity.range.clone()].to_owned();
    let their_words = written(&compared.theirs, lost);
    let help = "write the unit of the controlling text";
    if let Some(gained) = own.iter().find(|quantity| !their_units.contains(quantity.unit)) {
        let message = format!(
            "this has “{}”, where what it translates has “{their_words}”",
            written(&compared.own, gained)
        );
        return Some(Finding::new(
            &UNIT_DIFFERS,
            compared.passage.prose.place(gained.range.clone()),
            message,
            help,
        ));
    }
    // Where the number stands alone, a share is none any more.
    let alone = alone.filter(|_| lost.unit == PERCENT && own.is_empty())?;
    let message = format!("this has “{}”, where what it translates has “{their_words}”", alone.written);
    Some(Finding::new(&UNIT_DIFFERS, compared.passage.prose.place(alone.range.clone()), message, help))
}
