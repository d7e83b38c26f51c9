//! Passages of a translation that was begun from an earlier controlling text than the one that it is said to translate.
//!
//! Nothing sealed witnesses against them. What they say in numbers, addresses and countries does: it is what the controlling passage said
//! before, and not what it says in the base.

use std::collections::{HashMap, HashSet};

use super::classify::SURE;
use super::judgement::{Judgement, Reason};
use super::older::Older;
use super::roles::{Base, Translation};
use super::texts::Texts;
use crate::language::{GraveKind, Numbers, Reader, grave};
use crate::library::sync::PassageFinder;
use crate::markdown::{Block, Document, Fingerprint, plain_text};
use crate::redline::{self, BlockIdx, Redline, blocks_of};

/// Up to this, languages often write a number in words that nobody can tell from others.
const SMALL: u64 = 12;

/// Returns the passages that have the figures of an earlier text than the base, with what they say, besides those of which that is known
/// already.
pub fn begun(judgements: &[Judgement], texts: &Texts<'_>, known: &[Older]) -> Vec<Older> {
    let Some(readers) = texts.known.readers else { return Vec::new() };
    let earlier: Vec<&Document> =
        texts.history.iter().flat_map(|history| history.earlier.iter().rev()).map(|(_, text)| text).collect();
    let said: Vec<HashSet<Fingerprint>> = earlier.iter().map(|text| prints(text)).collect();
    let known: HashSet<BlockIdx<Translation>> = known.iter().map(|older| older.at).collect();
    let passages = judgements.iter().filter_map(|judgement| Passage::of(judgement, texts));
    let has_changed =
        |passage: &Passage<'_>| said.iter().any(|said| !said.contains(&passage.source(texts).text));
    let mut open: Vec<(Claim, Passage<'_>)> = passages
        .filter(|passage| !known.contains(&passage.at) && has_changed(passage))
        .map(|passage| (Claim::of(passage.source(texts), passage.own, readers), passage))
        .filter(|(claim, _)| claim.is_doubtful())
        .collect();
    let of_base = prints(texts.base);
    let mut found = Vec::new();
    for (text, said) in earlier.into_iter().zip(&said) {
        if open.is_empty() {
            break;
        }
        // To compare the texts costs more than to read what only the earlier one says.
        let others = text.blocks.iter().filter(|block| !of_base.contains(&block.text));
        let others: Vec<Values> = others.map(|block| Values::of(block, readers[0])).collect();
        let may_say = |(claim, passage): &(Claim, Passage<'_>)| {
            let is_other = !said.contains(&passage.source(texts).text);
            is_other && others.iter().any(|earlier| claim.is_refuted_by(earlier))
        };
        if !open.iter().any(may_say) {
            continue;
        }
        let past = Past::of(text, texts.base);
        open.retain(|(claim, passage)| {
            let older = past.older(passage, claim, readers[0]);
            let is_open = older.is_none();
            found.extend(older);
            is_open
        });
    }
    found
}

fn prints(text: &Document) -> HashSet<Fingerprint> {
    text.blocks.iter().map(|block| block.text).collect()
}

/// A passage that is bound for sure to one of the base.
struct Passage<'a> {
    at: BlockIdx<Translation>,
    source: BlockIdx<Base>,
    own: &'a Block,
}

impl<'a> Passage<'a> {
    /// `None` if it is not sure what it translates, or if people judged it.
    fn of(judgement: &Judgement, texts: &Texts<'a>) -> Option<Self> {
        let ([at], [source]) = (judgement.translation.as_slice(), judgement.base.as_slice()) else {
            return None;
        };
        let is_sure = judgement.certainty().is_some_and(|certainty| certainty > SURE);
        let own = texts.translation.blocks.get(usize::from(*at))?;
        is_sure.then_some(Passage { at: *at, source: *source, own })
    }

    fn source<'t>(&self, texts: &Texts<'t>) -> &'t Block {
        &blocks_of::<Base>(texts.base)[self.source]
    }
}

/// A number, a day, an address or a country, however a language writes it.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Value {
    Number(String),
    Day(String),
    Address(String),
    Country([u8; 2]),
}

impl Value {
    /// True for what languages write alike: an address, and a number that they write in digits.
    fn is_plain(&self) -> bool {
        match self {
            Value::Number(number) => number.parse::<u64>().is_ok_and(|number| number > SMALL),
            Value::Address(_) => true,
            Value::Day(_) | Value::Country(_) => false,
        }
    }
}

/// What a passage says in numbers, days, addresses and countries.
struct Values {
    sure: HashSet<Value>,
    numbers: Numbers,
}

impl Values {
    fn of(block: &Block, reader: &Reader) -> Self {
        let text = plain_text(&block.inlines);
        let numbers = reader.numbers.read(&text, true);
        let mut sure: HashSet<Value> =
            numbers.firm.iter().map(|number| Value::Number(number.value.clone())).collect();
        sure.extend(numbers.dates.iter().map(|date| Value::Day(date.value.clone())));
        let addresses = grave(&text, None, None).into_iter().filter(|word| word.kind == GraveKind::Address);
        sure.extend(addresses.map(|address| Value::Address(address.value)));
        let countries = reader.countries().find(&text).into_iter().filter(|country| country.is_sure);
        sure.extend(countries.map(|country| Value::Country(country.code)));
        Values { sure, numbers }
    }

    /// True if the passage says it, or may.
    fn has(&self, value: &Value) -> bool {
        let may_be = matches!(value, Value::Number(number) if self.numbers.has(number));
        may_be || self.sure.contains(value)
    }

    /// Returns what the passage says for sure, and the other not.
    fn beyond<'v>(&'v self, other: &'v Values) -> impl Iterator<Item = &'v Value> + Clone {
        self.sure.iter().filter(|value| !other.has(value))
    }
}

/// What a passage says, and what it should say if it translated the base.
struct Claim {
    own: Values,
    source: Values,
    /// True if all numbers of the passage are read, however they are written.
    is_read: bool,
}

impl Claim {
    fn of(source: &Block, own: &Block, [theirs, reader]: [&Reader; 2]) -> Self {
        let is_read = theirs.numbers.knows_words() && reader.numbers.knows_words();
        Claim { own: Values::of(own, reader), source: Values::of(source, theirs), is_read }
    }

    /// True if the two say different things.
    fn is_doubtful(&self) -> bool {
        let has_more = self.own.beyond(&self.source).next().is_some();
        has_more || self.is_read && self.source.beyond(&self.own).any(Value::is_plain)
    }

    /// True if the passage has the figures of an earlier wording where that and the base differ: one of those that were taken out or, where
    /// none was, none of those that were put in.
    fn is_refuted_by(&self, earlier: &Values) -> bool {
        let (mut gone, mut come) = (earlier.beyond(&self.source), self.source.beyond(earlier));
        if come.clone().any(|value| self.own.has(value)) {
            return false;
        }
        if gone.clone().next().is_some() {
            return gone.any(|value| self.own.sure.contains(value));
        }
        // It may lack them for another reason, if it lacks others as well.
        let lacks = |value: &&Value| value.is_plain() && !self.own.has(value);
        let mut kept = self.source.sure.iter().filter(|value| earlier.has(value));
        self.is_read
            && come.clone().next().is_some()
            && come.all(|value| lacks(&value))
            && !kept.any(|value| lacks(&value))
    }
}

/// An earlier text, with what became of it up to the base.
struct Past<'a> {
    places: PassageFinder<'a>,
    redline: Redline<'a>,
    /// By block of the base what it was.
    was: HashMap<usize, BlockIdx<Base>>,
}

impl<'a> Past<'a> {
    fn of(text: &'a Document, base: &'a Document) -> Self {
        let redline = redline::compare(text, base);
        let changes = redline.changes.iter().filter(|change| change.joint.is_none());
        let was = changes.filter_map(|change| Some((change.new?.into(), change.old?))).collect();
        Past { places: PassageFinder::of(text), redline, was }
    }

    /// Returns the earlier wording of what a passage translates, if the passage has its figures.
    fn older(&self, passage: &Passage<'_>, claim: &Claim, reader: &Reader) -> Option<Older> {
        let old = *self.was.get(&passage.source.into())?;
        let text = self.redline.old;
        let block = &blocks_of::<Base>(text)[old];
        if !claim.is_refuted_by(&Values::of(block, reader)) {
            return None;
        }
        let section = &text.sections[block.section].id;
        let words = self.places.passage(old.into(), section)?;
        Some(Older {
            words,
            section: section.to_string(),
            at: passage.at,
            reason: Some(Reason::UnchangedSince),
        })
    }
}
