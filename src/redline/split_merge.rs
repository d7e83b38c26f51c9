//! Paragraphs that were split into several, and several that were merged.

use super::index::{BlockIdx, ByBlock, Role};
use super::indexed_text::{Class, IndexedText};
use super::links::{Link, LinkList, Pairs, in_order};
use super::similarity::{Bag, Bags};

/// How much of a part must be in what it is a part of.
const PART: f64 = 0.6;
/// How alike a block and its parts together must be.
const WHOLE: f64 = 0.6;
/// How much a part must say that is added to a pair.
const PART_WEIGHT: u32 = 8;
/// How much a part must say of a block that was split into several, which are looked at together.
const SMALL_PART_WEIGHT: u32 = 4;

/// Finds blocks among `olds` and `news`, all without a pair, that were split into neighbours, or merged from them.
pub fn split_apart<A: Role, B: Role>(
    old: &IndexedText<'_, A>,
    new: &IndexedText<'_, B>,
    bags: &Bags<A, B>,
    pairs: &mut Pairs<A, B>,
    olds: &[BlockIdx<A>],
    news: &[BlockIdx<B>],
    found: &mut Vec<Link<A, B>>,
) {
    for &whole in olds {
        if pairs.to_new[whole].is_some() || old.class(whole) != Class::Text {
            continue;
        }
        let is_free = |at: BlockIdx<B>| pairs.to_old[at].is_none() && new.class(at) == Class::Text;
        if let Some(parts) = parts(&bags.old[whole], &bags.new, news, is_free) {
            pairs.to_new[whole] = parts.first().copied();
            parts.iter().for_each(|part| pairs.to_old[*part] = Some(whole));
            found.push(Link { olds: vec![whole], news: parts });
        }
    }
    for &whole in news {
        if pairs.to_old[whole].is_some() || new.class(whole) != Class::Text {
            continue;
        }
        let is_free = |at: BlockIdx<A>| pairs.to_new[at].is_none() && old.class(at) == Class::Text;
        if let Some(parts) = parts(&bags.new[whole], &bags.old, olds, is_free) {
            pairs.to_old[whole] = parts.first().copied();
            parts.iter().for_each(|part| pairs.to_new[*part] = Some(whole));
            found.push(Link { olds: parts, news: vec![whole] });
        }
    }
}

/// Returns neighbours among `others` that together are what `whole` says, at least two; `None` if there are none.
fn parts<R: Role>(
    whole: &Bag,
    bags: &ByBlock<R, Bag>,
    others: &[BlockIdx<R>],
    is_free: impl Fn(BlockIdx<R>) -> bool,
) -> Option<Vec<BlockIdx<R>>> {
    let mut left = whole.clone();
    let mut parts: Vec<BlockIdx<R>> = Vec::new();
    let mut weight = 0;
    for &at in others {
        let bag = &bags[at];
        let follows = parts.last().is_none_or(|last| last.next() == at);
        if is_free(at) && follows && is_part(bag, &left, SMALL_PART_WEIGHT) {
            left = left.without(bag);
            weight += bag.weight;
            parts.push(at);
        } else if !parts.is_empty() {
            break;
        }
    }
    let common = whole.weight - left.weight;
    let similarity = f64::from(2 * common) / f64::from(whole.weight + weight).max(1.0);
    (parts.len() > 1 && similarity >= WHOLE).then_some(parts)
}

/// True if `bag` is for the most part in what is left of another block.
fn is_part(bag: &Bag, left: &Bag, least: u32) -> bool {
    bag.weight >= least && f64::from(bag.common(left)) >= PART * f64::from(bag.weight)
}

/// The blocks that are in a link.
struct Used<A, B> {
    old: ByBlock<A, bool>,
    new: ByBlock<B, bool>,
}

/// Makes links of the pairs, each with the neighbours that are parts of it.
pub fn links<A: Role, B: Role>(
    old: &IndexedText<'_, A>,
    new: &IndexedText<'_, B>,
    bags: &Bags<A, B>,
    pairs: &Pairs<A, B>,
    split: Vec<Link<A, B>>,
) -> LinkList<A, B> {
    let mut used =
        Used { old: vec![false; pairs.to_new.len()].into(), new: vec![false; pairs.to_old.len()].into() };
    for link in &split {
        link.olds.iter().for_each(|at| used.old[*at] = true);
        link.news.iter().for_each(|at| used.new[*at] = true);
    }
    let mut links = split;
    let mut grown = Vec::new();
    for (at, pair) in pairs.to_new.iter_enumerated() {
        if let Some(pair) = *pair
            && !used.old[at]
            && !used.new[pair]
        {
            (used.old[at], used.new[pair]) = (true, true);
            grown.push(Link { olds: vec![at], news: vec![pair] });
        }
    }
    for link in &mut grown {
        grow(link, old, new, bags, &mut used);
    }
    links.append(&mut grown);
    in_order(links)
}

/// Lets a pair take the neighbours that are what one of the two lacks of the other.
fn grow<A: Role, B: Role>(
    link: &mut Link<A, B>,
    old: &IndexedText<'_, A>,
    new: &IndexedText<'_, B>,
    bags: &Bags<A, B>,
    used: &mut Used<A, B>,
) {
    if old.class(link.first_old()) != Class::Text || new.class(link.first_new()) != Class::Text {
        return;
    }
    let (before, after) = (&bags.old[link.first_old()], &bags.new[link.first_new()]);
    take(&mut link.news, &before.without(after), new, &bags.new, &mut used.new);
    if link.news.len() == 1 {
        take(&mut link.olds, &after.without(before), old, &bags.old, &mut used.old);
    }
}

/// Adds neighbours to `members` as long as they are parts of what is `left`.
fn take<R: Role>(
    members: &mut Vec<BlockIdx<R>>,
    left: &Bag,
    text: &IndexedText<'_, R>,
    bags: &ByBlock<R, Bag>,
    used: &mut ByBlock<R, bool>,
) {
    let mut left = left.clone();
    loop {
        // At the end of the text nothing is behind.
        let after = members.last().map(|last| last.next()).filter(|after| *after < bags.next_key());
        let before = members.first().and_then(|first| first.previous());
        let part = [after, before]
            .into_iter()
            .flatten()
            .find(|&at| !used[at] && text.class(at) == Class::Text && is_part(&bags[at], &left, PART_WEIGHT));
        let Some(at) = part else { return };
        left = left.without(&bags[at]);
        used[at] = true;
        members.push(at);
        members.sort_unstable();
    }
}
