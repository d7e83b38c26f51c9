//! Where a text names a section of its own by words that are much like its heading, but are not it. One language alone shows
//! that.

use std::cell::{Cell, LazyCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::TextCheck;
use super::prose::{NO_WORD, Prose, place_in, place_of};
use super::quotes::quotes;
use crate::markdown::{
    self, Block, BlockKind, Container, Destination, Document, Inline, Link, Mark, Piece, Pieces, Structure,
    fold_white_space, is_cjk, plain_text,
};
use crate::source::Span;
use crate::source::regex;

/// A name that is no heading.
pub struct Misnamed<'a> {
    /// The index of the block in which it stands.
    pub at: usize,
    pub words: String,
    pub place: Span,
    /// The heading that was surely meant, and the id of its section.
    pub heading: &'a Block,
    pub id: &'a str,
}

/// Every name in a text that is much like a heading of it but is none: the words of links to its sections, the items of its
/// contents, and what stands in quotation marks where sections are spoken of.
pub fn find<'a>(text: &TextCheck<'a>) -> Vec<Misnamed<'a>> {
    let document = &text.text.document;
    let headings = Headings::of(document);
    if headings.all.is_empty() {
        return Vec::new();
    }
    let mut found = contents(text, &headings);
    let blocks = text.prose_blocks().iter().filter(|(_, block, _)| !is_heading(block));
    let titles = LazyCell::new(|| titles(text));
    let own_title = document.title().map(|title| key(&plain_text(&title.inlines)));
    for (at, block, prose) in blocks {
        found.append(&mut links(text, *at, block, &headings));
        let mut quoted = quoted(text, *at, block, &headings);
        quoted.retain(|misnamed| own_title.as_ref() != Some(&key(&misnamed.words)));
        if !quoted.is_empty() && !speaks_of_others(block, prose, &titles) {
            found.append(&mut quoted);
        }
    }
    let mut known = HashSet::new();
    found.retain(|misnamed| known.insert((misnamed.at, misnamed.place)));
    found
}

/// A heading, and what is compared of it.
struct Heading<'a> {
    id: &'a str,
    block: &'a Block,
    key: String,
}

struct Headings<'a> {
    all: Vec<Heading<'a>>,
    /// Their indexes, by id and by key.
    by_id: HashMap<&'a str, usize>,
    by_key: HashMap<String, usize>,
    /// How many names may still be compared with all of them.
    budget: Cell<usize>,
}

/// So many pairs of a name and a heading of one text are compared. No text that people read has as many.
const COMPARED: usize = 2_000_000;

/// What is longer is no name.
const LONGEST: usize = 300;

impl<'a> Headings<'a> {
    /// All but the title.
    fn of(document: &'a Document) -> Self {
        let headed = document.headed_sections().map(|(section, block)| Heading {
            id: section.id.as_str(),
            block,
            key: key(&plain_text(&block.inlines)),
        });
        // Of a heading that is a number nothing is left, which would be a part of every name.
        let all: Vec<Heading<'a>> = headed.filter(|heading| !heading.key.is_empty()).collect();
        let (mut by_id, mut by_key) = (HashMap::new(), HashMap::new());
        for (at, heading) in all.iter().enumerate() {
            by_id.entry(heading.id).or_insert(at);
            by_key.entry(heading.key.clone()).or_insert(at);
        }
        let budget = Cell::new(COMPARED / all.len().max(1));
        Headings { all, by_id, by_key, budget }
    }

    fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// The heading of the section to which a link leads.
    fn target(&self, link: &Link) -> Option<&Heading<'a>> {
        match Destination::parse(&link.destination) {
            Destination::Fragment(id) => self.all.get(*self.by_id.get(&*id)?),
            _ => None,
        }
    }

    /// The one heading that a name is most like; `None` if it names one, if it is like none, or like several.
    fn like(&self, name: &str, is_free: impl Fn(&str) -> bool) -> Option<&Heading<'a>> {
        if name.len() > LONGEST || self.budget.get() == 0 {
            return None;
        }
        self.budget.set(self.budget.get() - 1);
        if self.all.iter().any(|heading| is_part(name, &heading.key)) {
            return None;
        }
        let free = self.all.iter().filter(|heading| is_free(&heading.key));
        let mut alike: Vec<(f64, &Heading<'a>)> =
            free.filter_map(|heading| Some((likeness(name, &heading.key)?, heading))).collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        match alike.as_slice() {
            [(_, only)] => Some(only),
            [(best, first), (next, _), ..] if best > next => Some(first),
            _ => None,
        }
    }
}

/// The words of links to a section that are a variation of its heading.
fn links<'a>(text: &TextCheck<'_>, at: usize, block: &Block, headings: &Headings<'a>) -> Vec<Misnamed<'a>> {
    let mut found = Vec::new();
    for (link, inside) in linked(block) {
        let Some(heading) = headings.target(link) else { continue };
        let words = plain_text(inside);
        let name = key(&words);
        let is_other = headings.has(&name) || is_part(&name, &heading.key);
        // In running words that begin small, a link says what it leads to rather than what that is called.
        let is_said = !is_cjk_name(&name) && !begins_like(&words, &plain_text(&heading.block.inlines));
        if !is_other && !is_said && likeness(&name, &heading.key).is_some() {
            found.push(Misnamed {
                at,
                words: words.trim().to_owned(),
                place: place_of(inside, block.span.file, text.sources).unwrap_or(link.span),
                heading: heading.block,
                id: heading.id,
            });
        }
    }
    found
}

/// The links of a block that have words of their own, with what stands in them.
fn linked(block: &Block) -> Vec<(&Link, &[Inline])> {
    let mut found = Vec::new();
    let mut open: Option<(&Link, usize, usize)> = None;
    let mut pieces = Pieces::of(&block.inlines);
    while let Some(piece) = pieces.next() {
        let (depth, at) = (pieces.around().len(), pieces.next_index());
        match piece {
            Piece::Enter(Mark::Link(link)) if open.is_none() && !link.takes_heading => {
                open = Some((link, depth, at));
            }
            Piece::Leave(_) => {
                if let Some((link, _, from)) = open.filter(|(_, inside, _)| *inside == depth + 1) {
                    found.push((link, block.inlines.get(from..at - 1).unwrap_or_default()));
                    open = None;
                }
            }
            _ => {}
        }
    }
    found
}

fn leads_into(block: &Block, headings: &Headings<'_>) -> bool {
    linked(block).iter().any(|(link, _)| headings.target(link).is_some())
}

/// A list is that of the contents from so many items on.
const FEWEST_ITEMS: usize = 3;

/// Before which section a list of contents stands.
const NEAR_TOP: usize = 3;

/// The items of a list of the text's headings that are a variation of one.
fn contents<'a>(text: &TextCheck<'a>, headings: &Headings<'a>) -> Vec<Misnamed<'a>> {
    let document = &text.text.document;
    let structure = Structure::of(document);
    let is_list = |at: &usize| {
        structure.nodes.get(*at).is_some_and(|node| matches!(node.container, Container::List(_)))
    };
    let near_top = document.blocks.iter().enumerate().take_while(|(_, block)| block.section < NEAR_TOP);
    let mut lists: BTreeMap<usize, Vec<(usize, &Block, String)>> = BTreeMap::new();
    for (at, block) in near_top.filter(|(_, block)| block.kind == BlockKind::ListItem) {
        if let Some(list) = structure.around(at).find(is_list) {
            lists.entry(list).or_default().push((at, block, key(&plain_text(&block.inlines))));
        }
    }
    let mut found = Vec::new();
    for items in lists.values() {
        let is_sure = |block: &Block, name: &str| headings.has(name) || leads_into(block, headings);
        let sure = items.iter().filter(|(_, block, name)| is_sure(block, name)).count();
        if items.len() < FEWEST_ITEMS || sure * 2 < items.len() {
            continue;
        }
        let names: HashSet<&str> = items.iter().map(|(.., name)| name.as_str()).collect();
        for (at, block, name) in items.iter().filter(|(_, block, name)| !is_sure(block, name)) {
            if let Some(heading) = headings.like(name, |key| !names.contains(key)) {
                found.push(Misnamed {
                    at: *at,
                    words: fold_white_space(&plain_text(&block.inlines)),
                    place: place_of(&block.inlines, block.span.file, text.sources).unwrap_or(block.span),
                    heading: heading.block,
                    id: heading.id,
                });
            }
        }
    }
    found.sort_by_key(|misnamed| misnamed.at);
    found
}

/// How many characters before and behind a quotation may tell that a section is meant.
const NEAR: usize = 16;
const NEAR_CJK: usize = 6;

/// What tells that words in quotation marks name a section: in English, Malay and Chinese.
static OF_SECTIONS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(?:sections?|headings?|headed|titled|entitled|above|below|see|bahagian|seksyen|tajuk|bertajuk|lihat|rujuk|",
        r"di atas|di bawah)\b|部分|一节|一節|章节|章節|小节|小節|上文|下文|参见|參見|参阅|參閱|详见|詳見"
    ))
});

/// What stands in quotation marks where sections are spoken of.
fn quoted<'a>(text: &TextCheck<'_>, at: usize, block: &Block, headings: &Headings<'a>) -> Vec<Misnamed<'a>> {
    let all = Prose::words(&[block], block.span.file, text.sources);
    let mut found = Vec::new();
    // What a name is like is the same at each place.
    let mut like: HashMap<String, Option<&Heading<'a>>> = HashMap::new();
    for quote in quotes(&all) {
        let name = key(quote);
        let heading = *like.entry(name).or_insert_with_key(|name| headings.like(name, |_| true));
        let place = heading.and_then(|_| place_in(&all, quote)).filter(|place| is_near_section(&all, place));
        if let Some((heading, place)) = heading.zip(place) {
            found.push(Misnamed {
                at,
                words: quote.trim().to_owned(),
                place: all.place(place),
                heading: heading.block,
                id: heading.id,
            });
        }
    }
    found
}

/// True if the words around the quotation at `place` speak of sections.
fn is_near_section(all: &str, place: &Range<usize>) -> bool {
    let (before, quote, behind) = (&all[..place.start], &all[place.clone()], &all[place.end..]);
    let near = if is_cjk_name(quote) { NEAR_CJK } else { NEAR };
    // The quotation marks themselves are one character of each.
    let from = before.char_indices().rev().nth(near).map_or(0, |(at, _)| at);
    let until = behind.char_indices().nth(near + 1).map_or(behind.len(), |(at, _)| at);
    OF_SECTIONS.is_match(&before[from..]) || OF_SECTIONS.is_match(&behind[..until])
}

/// What the other texts in the language are called.
fn titles(text: &TextCheck<'_>) -> Vec<String> {
    let titles = text.library.titles(&text.text.lang).into_iter();
    let others = titles.filter(|(policy, _)| *policy != text.place.policy);
    others.map(|(_, title)| key(&title)).filter(|title| !title.is_empty()).collect()
}

/// True if a block names another text or leads to one: what it quotes may be a section of that.
fn speaks_of_others(block: &Block, prose: &str, titles: &[String]) -> bool {
    let leads_away = |link: &Link| match Destination::parse(&link.destination) {
        Destination::Fragment(_) | Destination::Forbidden => false,
        Destination::External(address) => address.contains("//"),
        Destination::Policy { .. } | Destination::Path { .. } => true,
    };
    markdown::links(&block.inlines).any(leads_away) || {
        let said = key(prose);
        titles.iter().any(|title| said.contains(title))
    }
}

/// A number before a heading, as laws, contracts and lists write it.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:§+\s*[0-9]+[a-z]?|[(（]?(?:[0-9]+(?:\.[0-9]+)*|[ivxlc]+|[a-z]|[一二三四五六七八九十]+)[)）]|",
        r"[0-9]+(?:\.[0-9]+)*\b|[ivxlc]+\.|[a-z]\.|[一二三四五六七八九十]+[、.．]|第[0-9一二三四五六七八九十百]+[条條章节節])",
        r"[\s.、:：．]*"
    ))
});

/// What is compared of a name: its letters and digits, in small letters, without a number or an article before it. Words are
/// parted by one space where the script parts them.
fn key(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('&', " and ");
    let unnumbered = NUMBER.replace(lower.trim_start(), "");
    let mut key = String::with_capacity(unnumbered.len());
    for word in unnumbered.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if key.is_empty() && ["the", "a", "an"].contains(&word) {
            continue;
        }
        let joins = |c: Option<char>| c.is_some_and(is_cjk);
        if !key.is_empty() && !joins(key.chars().next_back()) && !joins(word.chars().next()) {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

fn is_cjk_name(name: &str) -> bool {
    name.chars().any(is_cjk)
}

/// True if one name holds the other: whoever writes less of a heading, or says more beside it, names it all the same.
fn is_part(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// True if both begin with a capital letter, or both with a small one.
fn begins_like(one: &str, other: &str) -> bool {
    let is_small = |words: &str| words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    is_small(one) == is_small(other)
}

/// Names are much alike from here on.
const ALIKE: f64 = 0.6;

/// Shorter names are alike by chance.
const SHORTEST: usize = 8;
const SHORTEST_CJK: usize = 3;

/// How much alike two names are that are not the same; `None` if that is not much.
fn likeness(one: &str, other: &str) -> Option<f64> {
    let shortest = if is_cjk_name(one) && is_cjk_name(other) { SHORTEST_CJK } else { SHORTEST };
    let is_short = |name: &str| name.chars().count() < shortest;
    // Much longer than the other it cannot be much like it.
    let lengths = [one, other].map(|name| name.chars().count());
    let is_far = lengths[0].min(lengths[1]) as f64 <= ALIKE * lengths[0].max(lengths[1]) as f64 - 1.0;
    if is_far || lengths[0].max(lengths[1]) > LONGEST {
        return None;
    }
    if one == other || is_short(one) || is_short(other) || one.contains(NO_WORD) {
        return None;
    }
    let is_cjk = is_cjk_name(one) || is_cjk_name(other);
    let alike = match is_reordered(one, other, is_cjk) {
        true => ALIKE,
        false => strsim::normalized_levenshtein(one, other),
    };
    (alike >= ALIKE && (is_cjk || share_words(one, other))).then_some(alike)
}

/// True if both have the same words, or the same characters, in another order.
fn is_reordered(one: &str, other: &str, is_cjk: bool) -> bool {
    let sorted = |name: &str| -> Vec<String> {
        let mut parts: Vec<String> = match is_cjk {
            true => name.chars().map(String::from).collect(),
            false => name.split(' ').map(str::to_owned).collect(),
        };
        parts.sort();
        parts
    };
    sorted(one) == sorted(other)
}

/// Words that say nothing of what a section is about.
const SMALL: [&str; 27] = [
    "and", "or", "of", "the", "a", "an", "to", "for", "in", "on", "we", "you", "your", "our", "us", "it",
    "how", "what", "when", "dan", "atau", "yang", "kami", "anda", "untuk", "di", "cara",
];

/// True if at least half of the words that matter are the same.
fn share_words(one: &str, other: &str) -> bool {
    let words = |name: &str| -> HashSet<String> {
        name.split(' ').filter(|word| !SMALL.contains(word)).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 2 >= one.len().max(other.len()).max(1)
}

/// A text may well quote its own title.
pub fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(2..))
}

#[cfg(test)]
mod tests;
