//! From pairs of blocks to the changes in their order: what stayed in place, what moved, what came and went.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::chain::{self, Step};
use super::changes::{Change, Departure, Joint, Kind, Redline};
use super::columns::{self, Columns};
use super::links::Link;
use super::pieces::{self, Pieces, Words};
use super::side::{Class, Side};
use super::tokens::Tokenizer;
use crate::markdown::{Block, BlockKind, Container, links};

/// Makes the redline of two texts whose blocks are linked.
pub fn arrange<'a>(
    old: Side<'a>,
    new: Side<'a>,
    links: &[Link],
    mirrored: bool,
    tokenizer: &mut Tokenizer,
) -> Redline<'a> {
    let columns = columns::changed(&old, &new, links, mirrored);
    let moves = moves(&old, &new, links, mirrored);
    let mut arranger = Arranger {
        old,
        new,
        links,
        moves,
        columns,
        mirrored,
        tokenizer,
        changes: Vec::new(),
        departed: HashSet::new(),
    };
    let departures = arranger.all();
    let Arranger { old, new, columns, changes, .. } = arranger;
    Redline {
        old: old.document,
        new: new.document,
        changes,
        departures,
        columns,
        old_structure: old.structure,
        new_structure: new.structure,
        old_texts: old.texts,
        new_texts: new.texts,
    }
}

/// By link: the number of the move to which it belongs; nothing if its blocks stayed in place.
///
/// The heaviest chain of links stays. What moved together, so that nothing that was kept stands between it in either
/// text, is one move.
fn moves(old: &Side<'_>, new: &Side<'_>, links: &[Link], mirrored: bool) -> Vec<Option<usize>> {
    let of_old: HashMap<usize, usize> =
        links.iter().filter_map(|link| Some((*link.olds.first()?, *link.news.first()?))).collect();
    let steps = links.iter().filter_map(|link| {
        let says = |side: &Side<'_>, blocks: &[usize]| -> usize {
            blocks.iter().map(|block| side.weight(*block)).sum()
        };
        let weight = says(old, &link.olds).min(says(new, &link.news)) as u64;
        // What went into another section is more likely what moved.
        let headings = (old.heading_above(*link.olds.first()?), new.heading_above(*link.news.first()?));
        let together = match headings {
            (Some(old), Some(new)) => of_old.get(&old) == Some(&new),
            (old, new) => old == new,
        };
        let weight = if together { 2 * weight } else { weight };
        let (old, new) = (*link.olds.first()?, *link.news.first()?);
        Some(if mirrored { Step { old: new, new: old, weight } } else { Step { old, new, weight } })
    });
    let stays: HashSet<usize> = chain::heaviest(steps.collect())
        .into_iter()
        .map(|step| if mirrored { step.new } else { step.old })
        .collect();
    // Links come in the order of the old text; here they are gone through in that of the new one.
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|at| links[*at].news.first());
    let mut moves = vec![None; links.len()];
    let mut number = None;
    let mut last = None;
    for at in order {
        let moved = links[at].olds.first().is_none_or(|old| !stays.contains(old));
        let goes_on = last.is_some_and(|last: usize| last + 1 == at);
        if moved && !goes_on {
            number = Some(number.map_or(0, |number| number + 1));
        }
        moves[at] = number.filter(|_| moved);
        last = moved.then_some(at);
    }
    moves
}

struct Arranger<'s, 'a> {
    old: Side<'a>,
    new: Side<'a>,
    links: &'s [Link],
    /// By link.
    moves: Vec<Option<usize>>,
    columns: Vec<Columns>,
    mirrored: bool,
    tokenizer: &'s mut Tokenizer,
    changes: Vec<Change>,
    /// The moves whose first place was met.
    departed: HashSet<usize>,
}

impl Arranger<'_, '_> {
    /// Goes through what stayed in place; before each, what is no longer there, then what is new there.
    fn all(&mut self) -> Vec<Departure> {
        let by_block = |len: usize, blocks: fn(&Link) -> &[usize]| {
            let mut links = vec![None; len];
            for (at, link) in self.links.iter().enumerate() {
                blocks(link).iter().for_each(|block| links[*block] = Some(at));
            }
            links
        };
        let by_old = by_block(self.old.texts.len(), |link| &link.olds);
        let by_new = by_block(self.new.texts.len(), |link| &link.news);
        let mut departures = Vec::new();
        let (mut next_old, mut next_new) = (0, 0);
        let anchors = (0..self.links.len()).filter(|at| self.moves[*at].is_none());
        let anchors: Vec<Option<usize>> = anchors.map(Some).chain([None]).collect();
        for anchor in anchors {
            let ends = anchor.map(|at| (self.links[at].olds[0], self.links[at].news[0]));
            let (end_old, end_new) = ends.unwrap_or((by_old.len(), by_new.len()));
            self.leave(next_old..end_old, &by_old, &mut departures);
            self.arrive(next_new..end_new, &by_new);
            if let Some(at) = anchor {
                self.compare(at);
                let link = &self.links[at];
                next_old = link.olds[0] + link.olds.len();
                next_new = link.news[0] + link.news.len();
            }
        }
        departures
    }

    /// Blocks of the old text that are no longer in this place.
    fn leave(&mut self, blocks: Range<usize>, by_old: &[Option<usize>], departures: &mut Vec<Departure>) {
        for at in blocks {
            match by_old[at].map(|link| self.moves[link]) {
                None => {
                    self.old.tokenize(at, self.tokenizer);
                    let pieces = Pieces::deleted(words(&self.old, at));
                    self.changes.push(change(Kind::Deleted, (Some(at), None), pieces));
                }
                Some(Some(moved)) if self.departed.insert(moved) => {
                    departures.push(Departure { before: self.changes.len(), old: at, moved });
                }
                Some(_) => {}
            }
        }
    }

    /// Blocks of the new text that were not in this place.
    fn arrive(&mut self, blocks: Range<usize>, by_new: &[Option<usize>]) {
        for at in blocks {
            match by_new[at] {
                None => {
                    self.new.tokenize(at, self.tokenizer);
                    let pieces = Pieces::inserted(words(&self.new, at));
                    self.changes.push(change(Kind::Inserted, (None, Some(at)), pieces));
                }
                Some(link) if self.links[link].news.first() == Some(&at) => self.compare(link),
                Some(_) => {}
            }
        }
    }

    /// The changes of a link: one, or as many as a block was split into or merged from.
    fn compare(&mut self, at: usize) {
        let link = &self.links[at];
        let moved = self.moves[at];
        if let ([before], [after]) = (link.olds.as_slice(), link.news.as_slice()) {
            let change = self.pair(*before, *after, moved);
            self.changes.push(change);
            return;
        }
        link.olds.iter().for_each(|at| self.old.tokenize(*at, self.tokenizer));
        link.news.iter().for_each(|at| self.new.tokenize(*at, self.tokenizer));
        let olds: Vec<Words<'_>> = link.olds.iter().map(|at| words(&self.old, *at)).collect();
        let news: Vec<Words<'_>> = link.news.iter().map(|at| words(&self.new, *at)).collect();
        let parts = pieces::compare(&olds, &news, self.mirrored);
        let joint = if link.olds.len() == 1 { Joint::Split } else { Joint::Merged };
        let kind = if moved.is_some() { Kind::MovedChanged } else { Kind::Changed };
        for (part, pieces) in parts.into_iter().enumerate() {
            let member = |blocks: &[usize]| blocks.get(part).or(blocks.first()).copied();
            let blocks = (member(&link.olds), member(&link.news));
            self.changes.push(Change { moved, joint: Some(joint), ..change(kind, blocks, pieces) });
        }
    }

    /// What became of a block that is one in both texts.
    fn pair(&mut self, before: usize, after: usize, moved: Option<usize>) -> Change {
        let (old, new) = (&self.old.blocks()[before], &self.new.blocks()[after]);
        let same = old.text == new.text;
        let reformatted = (same && old.source != new.source)
            || old.kind != new.kind
            || !self.old.containers(before).map(form).eq(self.new.containers(after).map(form))
            || (old.kind == BlockKind::TableHead && self.is_set_otherwise(before, after))
            || !targets(old).eq(targets(new));
        let kind = match (same, moved, reformatted) {
            (true, None, false) => Kind::Kept,
            (true, None, true) => Kind::Minor,
            (true, Some(_), _) => Kind::Moved,
            (false, None, _) => Kind::Changed,
            (false, Some(_), _) => Kind::MovedChanged,
        };
        let mut pieces = self.pieces(before, after);
        if same {
            // Other white space or another form of the same characters is no other word.
            (pieces.inserted, pieces.deleted) = (0, 0);
        }
        Change { moved, reformatted, ..change(kind, (Some(before), Some(after)), pieces) }
    }

    /// True if the columns of two heads are aligned in another way. Another number of columns shows by itself.
    fn is_set_otherwise(&self, before: usize, after: usize) -> bool {
        let (old, new) = (self.old.alignments(before), self.new.alignments(after));
        old.len() == new.len() && old != new
    }

    fn pieces(&mut self, before: usize, after: usize) -> Pieces {
        if self.old.text(before) == self.new.text(after) {
            return Pieces::kept(self.new.text(after).len());
        }
        if matches!(self.old.class(before), Class::TableHead | Class::TableRow) {
            let (old, new) = (self.old.text(before), self.new.text(after));
            let tables = (self.old.structure.table(before), self.new.structure.table(after));
            let cells = (columns::cells(old).len(), columns::cells(new).len());
            let columns = columns::of(&self.columns, tables, cells);
            return pieces::compare_rows(old, new, &columns, self.mirrored, self.tokenizer);
        }
        self.old.tokenize(before, self.tokenizer);
        self.new.tokenize(after, self.tokenizer);
        let (olds, news) = ([words(&self.old, before)], [words(&self.new, after)]);
        pieces::compare(&olds, &news, self.mirrored).pop().unwrap_or_default()
    }
}

fn words<'s>(side: &'s Side<'_>, block: usize) -> Words<'s> {
    Words { text: side.text(block), tokens: side.tokens(block) }
}

fn change(kind: Kind, (old, new): (Option<usize>, Option<usize>), pieces: Pieces) -> Change {
    let Pieces { pieces, inserted, deleted } = pieces;
    Change { kind, old, new, pieces, inserted, deleted, reformatted: false, moved: None, joint: None }
}

/// Where the links of a block lead.
fn targets(block: &Block) -> impl Iterator<Item = &str> {
    links(&block.inlines).map(|link| &*link.destination)
}

/// What of a container changes the form of what stands in it.
fn form(container: &Container) -> (u8, Option<u64>) {
    match container {
        Container::List(first) => (0, *first),
        Container::Item => (1, None),
        Container::Quote => (2, None),
        Container::Table(_) => (3, None),
        Container::DefinitionList => (4, None),
        Container::Definition => (5, None),
        Container::Footnote(_) => (6, None),
        Container::Entries(_) => (7, None),
    }
}
