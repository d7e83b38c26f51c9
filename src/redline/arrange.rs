//! From pairs of blocks to the changes in their order: what stayed in place, what moved, what came and went.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use typed_index_collections::TiVec;

use super::changes::{Change, Departure, Joint, Kind, Redline};
use super::columns::{self, Columns};
use super::heaviest_subsequence::{WeightedPair, heaviest_subsequence};
use super::index::{BlockIdx, ByBlock, ByChange, MoveIdx, New, Old, Role, each};
use super::indexed_text::{Class, IndexedText};
use super::links::{Link, LinkIdx, LinkList};
use super::tokens::Tokenizer;
use super::word_diff::{self, TokenizedText, WordDiff};
use crate::markdown::{Block, BlockKind, Container, links};

/// Makes the redline of two texts whose blocks are linked.
pub fn arrange<'a>(
    old: IndexedText<'a, Old>,
    new: IndexedText<'a, New>,
    links: &LinkList<Old, New>,
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
        changes: ByChange::new(),
        departures: Vec::new(),
        departed: HashSet::new(),
    };
    arranger.all();
    let Arranger { old, new, columns, changes, departures, .. } = arranger;
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

/// Returns by link: the number of the move to which it belongs; `None` if its blocks stayed in place.
///
/// What moved together, so that nothing that was kept stands between it in either text, is one move.
fn moves(
    old: &IndexedText<'_, Old>,
    new: &IndexedText<'_, New>,
    links: &LinkList<Old, New>,
    mirrored: bool,
) -> TiVec<LinkIdx, Option<MoveIdx>> {
    let stays = staying(old, new, links, mirrored);
    // Links come in the order of the old text; here they are gone through in that of the new one.
    let mut order: Vec<LinkIdx> = links.keys().collect();
    order.sort_by_key(|at| links[*at].first_new());
    let mut moves: TiVec<LinkIdx, Option<MoveIdx>> = vec![None; links.len()].into();
    let mut number: Option<MoveIdx> = None;
    let mut last: Option<LinkIdx> = None;
    for at in order {
        let is_moved = !stays.contains(&links[at].first_old());
        let goes_on = last.is_some_and(|last| last.next() == at);
        if is_moved && !goes_on {
            number = Some(number.map_or(0.into(), MoveIdx::next));
        }
        moves[at] = number.filter(|_| is_moved);
        last = is_moved.then_some(at);
    }
    moves
}

/// Returns the first old blocks of the links that stay in place: of their heaviest increasing subsequence.
fn staying(
    old: &IndexedText<'_, Old>,
    new: &IndexedText<'_, New>,
    links: &LinkList<Old, New>,
    mirrored: bool,
) -> HashSet<BlockIdx<Old>> {
    let of_old: HashMap<BlockIdx<Old>, BlockIdx<New>> =
        links.iter().map(|link| (link.first_old(), link.first_new())).collect();
    let pairs = links.iter().map(|link| {
        let weight = weight(old, &link.olds).min(weight(new, &link.news)) as u64;
        // What went into another section is more likely what moved.
        let headings = (old.heading_above(link.first_old()), new.heading_above(link.first_new()));
        let together = match headings {
            (Some(old), Some(new)) => of_old.get(&old) == Some(&new),
            (old, new) => old.is_none() && new.is_none(),
        };
        let weight = if together { 2 * weight } else { weight };
        WeightedPair { old: link.first_old(), new: link.first_new(), weight }
    });
    match mirrored {
        false => heaviest_subsequence(pairs.collect()).into_iter().map(|pair| pair.old).collect(),
        true => heaviest_subsequence(pairs.map(WeightedPair::mirrored).collect())
            .into_iter()
            .map(|pair| pair.new)
            .collect(),
    }
}

fn weight<R: Role>(text: &IndexedText<'_, R>, blocks: &[BlockIdx<R>]) -> usize {
    blocks.iter().map(|block| text.weight(*block)).sum()
}

struct Arranger<'s, 'a> {
    old: IndexedText<'a, Old>,
    new: IndexedText<'a, New>,
    links: &'s LinkList<Old, New>,
    moves: TiVec<LinkIdx, Option<MoveIdx>>,
    columns: Vec<Columns>,
    mirrored: bool,
    tokenizer: &'s mut Tokenizer,
    changes: ByChange<Change>,
    departures: Vec<Departure>,
    /// The moves whose first place was met.
    departed: HashSet<MoveIdx>,
}

/// The link of each block that has one.
fn by_block<'l, R: Role>(
    count: usize,
    links: &'l LinkList<Old, New>,
    blocks: impl Fn(&'l Link<Old, New>) -> &'l [BlockIdx<R>],
) -> ByBlock<R, Option<LinkIdx>> {
    let mut by_block: ByBlock<R, Option<LinkIdx>> = vec![None; count].into();
    for (at, link) in links.iter_enumerated() {
        blocks(link).iter().for_each(|block| by_block[*block] = Some(at));
    }
    by_block
}

impl Arranger<'_, '_> {
    /// Goes through what stayed in place; before each, what is no longer there, then what is new there.
    fn all(&mut self) {
        let links = self.links;
        let by_old = by_block(self.old.blocks().len(), links, |link| &link.olds);
        let by_new = by_block(self.new.blocks().len(), links, |link| &link.news);
        let (mut next_old, mut next_new) = (BlockIdx::from(0), BlockIdx::from(0));
        for (at, link) in links.iter_enumerated() {
            if self.moves[at].is_some() {
                continue;
            }
            self.leave(next_old..link.first_old(), &by_old);
            self.arrive(next_new..link.first_new(), &by_new);
            self.compare(at);
            next_old = link.olds[link.olds.len() - 1].next();
            next_new = link.news[link.news.len() - 1].next();
        }
        self.leave(next_old..by_old.next_key(), &by_old);
        self.arrive(next_new..by_new.next_key(), &by_new);
    }

    /// Blocks of the old text that are no longer in this place.
    fn leave(&mut self, blocks: Range<BlockIdx<Old>>, by_old: &ByBlock<Old, Option<LinkIdx>>) {
        for at in each(blocks) {
            let Some(link) = by_old[at] else {
                self.old.tokenize(at, self.tokenizer);
                let pieces = WordDiff::deleted(words(&self.old, at));
                self.changes.push(change(Kind::Deleted, (Some(at), None), pieces));
                continue;
            };
            if let Some(moved) = self.moves[link].filter(|moved| self.departed.insert(*moved)) {
                self.departures.push(Departure { before: self.changes.next_key(), old: at, moved });
            }
        }
    }

    /// Blocks of the new text that were not in this place.
    fn arrive(&mut self, blocks: Range<BlockIdx<New>>, by_new: &ByBlock<New, Option<LinkIdx>>) {
        for at in each(blocks) {
            match by_new[at] {
                None => {
                    self.new.tokenize(at, self.tokenizer);
                    let pieces = WordDiff::inserted(words(&self.new, at));
                    self.changes.push(change(Kind::Inserted, (None, Some(at)), pieces));
                }
                Some(link) if self.links[link].first_new() == at => self.compare(link),
                Some(_) => {}
            }
        }
    }

    /// The changes of a link: one, or as many as a block was split into or merged from.
    fn compare(&mut self, at: LinkIdx) {
        let link = &self.links[at];
        let moved = self.moves[at];
        if let Some((before, after)) = link.pair() {
            let change = self.pair(before, after, moved);
            self.changes.push(change);
            return;
        }
        link.olds.iter().for_each(|at| self.old.tokenize(*at, self.tokenizer));
        link.news.iter().for_each(|at| self.new.tokenize(*at, self.tokenizer));
        let olds: Vec<TokenizedText<'_>> = link.olds.iter().map(|at| words(&self.old, *at)).collect();
        let news: Vec<TokenizedText<'_>> = link.news.iter().map(|at| words(&self.new, *at)).collect();
        let parts = word_diff::compare(&olds, &news, self.mirrored);
        let is_split = link.olds.len() == 1;
        let joint = if is_split { Joint::Split } else { Joint::Merged };
        let kind = if moved.is_some() { Kind::MovedChanged } else { Kind::Changed };
        for (part, pieces) in parts.into_iter().enumerate() {
            let blocks = match is_split {
                true => (link.first_old(), link.news[part]),
                false => (link.olds[part], link.first_new()),
            };
            let change = change(kind, (Some(blocks.0), Some(blocks.1)), pieces);
            self.changes.push(Change { moved, joint: Some(joint), ..change });
        }
    }

    /// What became of a block that is one in both texts.
    fn pair(&mut self, before: BlockIdx<Old>, after: BlockIdx<New>, moved: Option<MoveIdx>) -> Change {
        let same = self.old.blocks()[before].text == self.new.blocks()[after].text;
        let reformatted = self.is_reformatted(before, after, same);
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

    /// True if the formatting of a block, or of what it stands in, is another one. `same` says that its words are the same.
    fn is_reformatted(&self, before: BlockIdx<Old>, after: BlockIdx<New>, same: bool) -> bool {
        let (old, new) = (&self.old.blocks()[before], &self.new.blocks()[after]);
        (same && old.source != new.source)
            || old.kind != new.kind
            || !self.old.containers(before).map(form).eq(self.new.containers(after).map(form))
            || (old.kind == BlockKind::TableHead && self.is_set_otherwise(before, after))
            || !targets(old).eq(targets(new))
    }

    /// True if the columns of two heads are aligned in another way. Another number of columns shows by itself.
    fn is_set_otherwise(&self, before: BlockIdx<Old>, after: BlockIdx<New>) -> bool {
        let (old, new) = (self.old.alignments(before), self.new.alignments(after));
        old.len() == new.len() && old != new
    }

    fn pieces(&mut self, before: BlockIdx<Old>, after: BlockIdx<New>) -> WordDiff {
        let (old, new) = (self.old.text(before), self.new.text(after));
        if old == new {
            return WordDiff::kept(new.len());
        }
        if matches!(self.old.class(before), Class::TableHead | Class::TableRow) {
            let tables = (self.old.table(before), self.new.table(after));
            let cells = (columns::cells(old).len(), columns::cells(new).len());
            let columns = columns::of(&self.columns, tables, cells);
            return word_diff::compare_rows(old, new, &columns, self.mirrored, self.tokenizer);
        }
        self.old.tokenize(before, self.tokenizer);
        self.new.tokenize(after, self.tokenizer);
        word_diff::compare_pair(words(&self.old, before), words(&self.new, after), self.mirrored)
    }
}

fn words<'s, R: Role>(text: &'s IndexedText<'_, R>, block: BlockIdx<R>) -> TokenizedText<'s> {
    TokenizedText { text: text.text(block), tokens: text.tokens(block) }
}

fn change(
    kind: Kind,
    (old, new): (Option<BlockIdx<Old>>, Option<BlockIdx<New>>),
    pieces: WordDiff,
) -> Change {
    let WordDiff { pieces, inserted, deleted } = pieces;
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
