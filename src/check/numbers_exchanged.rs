use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::compared::{Compared, Side};
use super::prose::runs;
use super::sentences::Aligned;
use super::text::TextCheck;
use crate::language::{GraveKind, Money, Number};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// Two numbers of a translation stand in each other's place.
    ///
    /// They count the same, such as days or money, and each stands where the passage that this translates has the other: beside the same
    /// word (*a month*, a country, a name), in the same sentence, or in the same order within it. For example:
    ///
    /// ```text
    /// en.md    It costs $20 a month or $200 a year.
    /// zh-CN.md 费用为每月200美元，或每年20美元。
    /// ```
    ///
    /// Way out: write the numbers as the controlling text has them.
    NUMBERS_EXCHANGED = "numbers-exchanged", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        let theirs = Counted::of(&compared.theirs);
        if theirs.len() < 2 {
            continue;
        }
        let own = Counted::of(&compared.own);
        // Those that both texts have once, in the order of this one.
        let mut both: Vec<[&Counted<'_>; 2]> = own
            .iter()
            .filter_map(|(value, own)| Some([theirs.get(value)?, own]))
            .filter(|[theirs, own]| theirs.what == own.what)
            .collect();
        both.sort_by_key(|[_, own]| own.number.range.start);
        let pairs = both
            .iter()
            .enumerate()
            .flat_map(|(at, first)| both[at + 1..].iter().map(move |second| [first, second]));
        let exchanged = pairs.filter(|[first, second]| first[1].what == second[1].what);
        if let Some([first, second]) =
            exchanged.into_iter().find(|[first, second]| are_exchanged(&compared, first, second))
        {
            let message = format!(
                "“{}” and “{}” stand in each other’s place in what this translates",
                first[1].number.written, second[1].number.written
            );
            let place = compared.passage.prose.place(first[1].number.range.clone());
            let help = "write the numbers as the controlling text has them";
            let finding = Finding::new(&NUMBERS_EXCHANGED, place, message, help);
            text.report(compared.passage.at(), finding, findings);
        }
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Money,
    Unit(&'static str),
}

/// A number that counts something and stands once in its text.
struct Counted<'c> {
    number: &'c Number,
    what: What,
    /// What stands nearer to it than to any other number of its clause, and is the same in both languages.
    company: BTreeSet<String>,
}

impl<'c> Counted<'c> {
    fn of(side: &Side<'c>) -> BTreeMap<&'c str, Self> {
        let numbers = side.numbers();
        let money = Money::of(side.text);
        let quantities = side.quantities();
        let unit = |number: &Number| {
            let quantity = quantities.iter().find(|quantity| quantity.number.range == number.range)?;
            Some(What::Unit(quantity.unit))
        };
        let what = |number: &Number| {
            money.beside(side.text, &number.range).map(|_| What::Money).or_else(|| unit(number))
        };
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for number in numbers.firm.iter().chain(&numbers.counts) {
            *times.entry(&number.value).or_default() += 1;
        }
        let is_single = |number: &&Number| times.get(number.value.as_str()) == Some(&1);
        let mut counted: Vec<Counted<'c>> = numbers
            .firm
            .iter()
            .filter(is_single)
            .filter_map(|number| Some(Counted { number, what: what(number)?, company: BTreeSet::new() }))
            .collect();
        // An amount counts no time: that is what it is paid for.
        let is_amount = |number: &Number| money.beside(side.text, &number.range).is_some();
        let within =
            quantities.iter().filter(|quantity| !is_amount(quantity.number)).map(|quantity| &quantity.range);
        for (range, word) in company(side, &within.collect::<Vec<_>>()) {
            let nearest = counted
                .iter_mut()
                .filter_map(|counted| Some((gap(side.text, &counted.number.range, &range)?, counted)))
                .min_by_key(|(gap, _)| *gap);
            if let Some((_, counted)) = nearest {
                counted.company.insert(word);
            }
        }
        counted.into_iter().map(|counted| (counted.number.value.as_str(), counted)).collect()
    }
}

/// What a text has that is the same in both languages: units that count nothing, such as *a month*, countries, and names.
fn company(side: &Side<'_>, quantities: &[&Range<usize>]) -> Vec<(Range<usize>, String)> {
    let text = side.text;
    let units = side.words().iter().filter(|word| {
        word.kind == GraveKind::Unit && !quantities.iter().any(|range| range.end == word.range.end)
    });
    let countries = side.reader.countries().find(text).into_iter();
    let names = runs(text, |c| c.is_ascii_alphanumeric())
        .filter(|range| range.len() > 2 && text[range.clone()].starts_with(|c: char| c.is_ascii_uppercase()));
    let units = units.map(|word| (word.range.clone(), word.value.to_owned()));
    let countries = countries.map(|name| (name.range, String::from_utf8_lossy(&name.code).into_owned()));
    units.chain(countries).chain(names.map(|range| (range.clone(), text[range].to_owned()))).collect()
}

/// How far it is from a number to a word of its clause; `None` if it stands in another one.
fn gap(text: &str, number: &Range<usize>, word: &Range<usize>) -> Option<usize> {
    let gap = match number.end <= word.start {
        true => text.get(number.end..word.start)?,
        false => text.get(word.end..number.start)?,
    };
    let ends = |c: char| matches!(c, ',' | ';' | ':' | '，' | '；' | '：' | '、' | '。' | '\n' | '\t');
    (!gap.contains(ends) && !gap.contains(". ")).then(|| gap.chars().count())
}

/// True if what says where the numbers belong says so of each other.
fn are_exchanged(compared: &Compared<'_>, first: &[&Counted<'_>; 2], second: &[&Counted<'_>; 2]) -> bool {
    let alone = |side: usize| {
        let of = |a: &Counted<'_>, b: &Counted<'_>| {
            a.company.difference(&b.company).cloned().collect::<BTreeSet<_>>()
        };
        [of(first[side], second[side]), of(second[side], first[side])]
    };
    let ([their_first, their_second], [own_first, own_second]) = (alone(0), alone(1));
    let is_shared = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
    let is_right = is_shared(&their_first, &own_first) || is_shared(&their_second, &own_second);
    let is_crossed = is_shared(&their_first, &own_second) && is_shared(&their_second, &own_first);
    let pairs = &compared.sentences().pairs;
    let sentence = |side: fn(&Aligned) -> &Option<Range<usize>>, counted: &Counted<'_>| {
        pairs.iter().position(|pair| {
            side(pair).as_ref().is_some_and(|range| range.contains(&counted.number.range.start))
        })
    };
    let is_whole = pairs.iter().all(|pair| pair.theirs.is_some() && pair.own.is_some());
    let theirs = [first[0], second[0]].map(|counted| sentence(|pair| &pair.theirs, counted));
    let own = [first[1], second[1]].map(|counted| sentence(|pair| &pair.own, counted));
    let is_before = first[0].number.range.start < second[0].number.range.start;
    if is_right || is_crossed {
        return is_crossed && !is_right;
    }
    let is_known = theirs.iter().chain(&own).all(Option::is_some);
    is_whole && is_known && !is_before && (theirs[0] == own[1] && theirs[1] == own[0])
}
