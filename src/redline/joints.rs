//! Paragraphs that were split into several, and several that were merged.

use super::bags::Bag;
use super::links::{Link, Pairs};
use super::side::{Class, Side};

/// How much of a part must be in what it is a part of.
const PART: f64 = 0.6;
/// How alike a block and its parts together must be.
const WHOLE: f64 = 0.6;
/// How much a part must say that is added to a pair.
const PART_WEIGHT: u32 = 8;
/// How much a part must say of a block that was split into several, which are looked at together.
const SMALL_PART_WEIGHT: u32 = 4;

/// The bags of the old and the new text, of blocks that say something else than before.
pub type Bags = [Vec<Option<Bag>>; 2];

/// Finds blocks among `olds` and `news`, all without a pair, that were split into neighbours, or merged from them.
pub fn split_apart(
    old: &Side<'_>,
    new: &Side<'_>,
    bags: &Bags,
    pairs: &mut Pairs,
    olds: &[usize],
    news: &[usize],
    found: &mut Vec<Link>,
) {
    for &whole in olds {
        if pairs.to_new.get(whole) != Some(&None) || old.class(whole) != Class::Text {
            continue;
        }
        let is_free = |at: usize| pairs.to_old.get(at) == Some(&None) && new.class(at) == Class::Text;
        if let Some(parts) = parts(&bags[0], whole, &bags[1], news, is_free) {
            pairs.to_new[whole] = parts.first().copied();
            parts.iter().for_each(|part| pairs.to_old[*part] = Some(whole));
            found.push(Link { olds: vec![whole], news: parts });
        }
    }
    for &whole in news {
        if pairs.to_old.get(whole) != Some(&None) || new.class(whole) != Class::Text {
            continue;
        }
        let is_free = |at: usize| pairs.to_new.get(at) == Some(&None) && old.class(at) == Class::Text;
        if let Some(parts) = parts(&bags[1], whole, &bags[0], olds, is_free) {
            pairs.to_old[whole] = parts.first().copied();
            parts.iter().for_each(|part| pairs.to_new[*part] = Some(whole));
            found.push(Link { olds: parts, news: vec![whole] });
        }
    }
}

/// Neighbours among `others` that together are what `whole` says.
fn parts(
    bags: &[Option<Bag>],
    whole: usize,
    other_bags: &[Option<Bag>],
    others: &[usize],
    is_free: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let whole = bags.get(whole)?.as_ref()?;
    let mut left = whole.clone();
    let mut parts: Vec<usize> = Vec::new();
    let mut weight = 0;
    for &at in others {
        let bag = other_bags.get(at)?.as_ref()?;
        let follows = parts.last().is_none_or(|last| last + 1 == at);
        if is_free(at) && follows && is_part(bag, &left, SMALL_PART_WEIGHT) {
            left = left.without(bag);
            weight += bag.weight;
            parts.push(at);
        } else if !parts.is_empty() {
            break;
        }
    }
    let common = whole.weight - left.weight;
    let likeness = f64::from(2 * common) / f64::from(whole.weight + weight).max(1.0);
    (parts.len() > 1 && likeness >= WHOLE).then_some(parts)
}

/// True if `bag` is for the most part in what is left of another block.
fn is_part(bag: &Bag, left: &Bag, least: u32) -> bool {
    bag.weight >= least && f64::from(bag.common(left)) >= PART * f64::from(bag.weight)
}

/// Makes links of the pairs, each with the neighbours that are parts of it.
pub fn links(old: &Side<'_>, new: &Side<'_>, bags: &Bags, pairs: &Pairs, split: Vec<Link>) -> Vec<Link> {
    let mut used = [vec![false; pairs.to_new.len()], vec![false; pairs.to_old.len()]];
    for link in &split {
        link.olds.iter().for_each(|at| used[0][*at] = true);
        link.news.iter().for_each(|at| used[1][*at] = true);
    }
    let mut links = split;
    let mut grown = Vec::new();
    for (at, pair) in pairs.to_new.iter().enumerate() {
        if let Some(pair) = *pair
            && !used[0][at]
            && !used[1][pair]
        {
            (used[0][at], used[1][pair]) = (true, true);
            grown.push(Link { olds: vec![at], news: vec![pair] });
        }
    }
    for link in &mut grown {
        grow(link, old, new, bags, &mut used);
    }
    links.append(&mut grown);
    links.sort_by(|a, b| (&a.olds, &a.news).cmp(&(&b.olds, &b.news)));
    links
}

/// Lets a pair take the neighbours that are what one of the two lacks of the other.
fn grow(link: &mut Link, old: &Side<'_>, new: &Side<'_>, bags: &Bags, used: &mut [Vec<bool>; 2]) {
    let (Some(&whole_old), Some(&whole_new)) = (link.olds.first(), link.news.first()) else { return };
    let bag = |side: usize, at: usize| bags[side].get(at).and_then(Option::as_ref);
    let (Some(before), Some(after)) = (bag(0, whole_old), bag(1, whole_new)) else { return };
    if old.class(whole_old) != Class::Text || new.class(whole_new) != Class::Text {
        return;
    }
    take(&mut link.news, &before.without(after), new, &bags[1], &mut used[1]);
    if link.news.len() == 1 {
        take(&mut link.olds, &after.without(before), old, &bags[0], &mut used[0]);
    }
}

/// Adds neighbours to `members` as long as they are parts of what is `left`.
fn take(members: &mut Vec<usize>, left: &Bag, side: &Side<'_>, bags: &[Option<Bag>], used: &mut [bool]) {
    let mut left = left.clone();
    loop {
        let after = members.last().map(|last| last + 1);
        let before = members.first().and_then(|first| first.checked_sub(1));
        let part = [after, before].into_iter().flatten().find_map(|at| {
            let bag = bags.get(at)?.as_ref()?;
            let is_free = used.get(at) == Some(&false) && side.class(at) == Class::Text;
            (is_free && is_part(bag, &left, PART_WEIGHT)).then_some((at, bag))
        });
        let Some((at, bag)) = part else { return };
        left = left.without(bag);
        used[at] = true;
        members.push(at);
        members.sort_unstable();
    }
}
