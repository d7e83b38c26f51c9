use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::compared::{Compared, Side};
use super::text::TextCheck;
use crate::language::{Currencies, Money};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// An amount in a translation is one of another currency than in the passage that it translates, or of none.
    ///
    /// How a currency is written makes no difference: $500, US$ 500 and 500美元 may be the same. For example:
    ///
    /// ```text
    /// en.md    The fee is US$20 a month.
    /// zh-CN.md 费用为每月20欧元。
    /// ```
    ///
    /// Way out: write the currency of the controlling text.
    CURRENCY_DIFFERS = "currency-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        let [theirs, own] = [amounts(&compared.theirs), amounts(&compared.own)];
        for (value, theirs) in theirs {
            let Some(own) = own.get(value) else { continue };
            if let Some(finding) = finding(&compared, &theirs, own) {
                text.report(compared.passage.at(), finding, findings);
            }
        }
    }
}

/// A number, with its currency if it has one.
struct Amount {
    number: Range<usize>,
    currency: Option<(Range<usize>, Currencies)>,
}

/// The numbers of a text by their values.
fn amounts<'c>(side: &Side<'c>) -> BTreeMap<&'c str, Vec<Amount>> {
    let money = Money::of(side.text);
    let mut amounts: BTreeMap<&str, Vec<Amount>> = BTreeMap::new();
    let numbers = side.numbers();
    for number in numbers.firm.iter().chain(&numbers.counts) {
        let currency = money.beside(side.text, &number.range);
        amounts.entry(&number.value).or_default().push(Amount { number: number.range.clone(), currency });
    }
    amounts
}

fn finding(compared: &Compared<'_>, theirs: &[Amount], own: &[Amount]) -> Option<Finding> {
    // Each currency where it stands first, however often.
    let currencies = |amounts: &[Amount]| -> Vec<(Range<usize>, Currencies)> {
        let mut known: HashSet<Currencies> = HashSet::new();
        let written = amounts.iter().filter_map(|amount| amount.currency.clone());
        written.filter(|(_, means)| known.insert(means)).collect()
    };
    let (their_currencies, own_currencies) = (currencies(theirs), currencies(own));
    let is_said = |means: Currencies| {
        own_currencies.iter().any(|(_, own)| own.iter().any(|currency| means.contains(currency)))
    };
    let (lost, _) = their_currencies.iter().find(|(_, means)| !is_said(means))?;
    let lost = &compared.theirs.text[lost.clone()];
    let help = "write the currency of the controlling text";
    if let Some((place, _)) = own_currencies.first() {
        let message = format!(
            "the amount is one of “{}” here, and of “{lost}” in what this translates",
            &compared.own.text[place.clone()]
        );
        return Some(Finding::new(
            &CURRENCY_DIFFERS,
            compared.passage.prose.place(place.clone()),
            message,
            help,
        ));
    }
    // A language without a table may have a word for it that nobody knows.
    compared.own.reader.table?;
    let place = compared.passage.prose.place(own.first()?.number.clone());
    let message = format!("this amount has no currency, in what this translates it is one of “{lost}”");
    Some(Finding::new(&CURRENCY_DIFFERS, place, message, help))
}
