//! The changes as a reader counts them: what moved together, and what was added or taken out in one place, is one.

use std::collections::HashMap;

use crate::markdown::{CELL, Document, TOP, Visible, plain_text};
use crate::redline::{ByChange, Change, Kind, MoveIdx, Op, Piece, Redline, section};
use crate::render::resolve::{Slicer, Targets, visible_words};

/// One change, as it stands in the list.
#[derive(Debug, Clone)]
pub struct Item {
    pub kind: Kind,
    /// The heading of the section in which it begins.
    pub heading: String,
    /// How many blocks it touches.
    pub passages: usize,
    pub inserted: usize,
    pub deleted: usize,
    /// The words that are taken out and added first, cut where they are long.
    pub taken_out: Option<String>,
    pub added: Option<String>,
}

/// How many characters of the words of a change are shown in the list.
const SHOWN: usize = 60;

/// The items of a redline, and by change to which of them it belongs. `targets` say where the links of the two texts lead.
pub fn items(redline: &Redline<'_>, targets: [&dyn Targets; 2]) -> (Vec<Item>, ByChange<Option<usize>>) {
    let mut items: Vec<Item> = Vec::new();
    let mut of_change = ByChange::with_capacity(redline.changes.len());
    let mut last: Option<&Change> = None;
    let mut moves: HashMap<MoveIdx, usize> = HashMap::new();
    for change in &redline.changes {
        let at = match (change.kind, change.moved) {
            (Kind::Kept, _) => None,
            (_, Some(moved)) => Some(*moves.entry(moved).or_insert(items.len())),
            (_, None) => Some(items.len() - usize::from(goes_on(redline, change, last))),
        };
        if let Some(at) = at {
            if at == items.len() {
                items.push(new_item(redline, change));
            }
            let item = &mut items[at];
            item.passages += 1;
            item.inserted += change.inserted;
            item.deleted += change.deleted;
            if item.taken_out.is_none() && item.added.is_none() {
                (item.taken_out, item.added) = first_words(redline, change, targets);
            }
            if change.kind == Kind::MovedChanged {
                item.kind = Kind::MovedChanged;
            }
        }
        of_change.push(at);
        last = Some(change);
    }
    (items, of_change)
}

/// What is taken out and added where a change first does so.
fn first_words(
    redline: &Redline<'_>,
    change: &Change,
    targets: [&dyn Targets; 2],
) -> (Option<String>, Option<String>) {
    let [old, new] =
        [redline.old_block(change), redline.new_block(change)].map(|block| block.map(Visible::of));
    let words = |piece: &Piece| {
        let (visible, range, targets) = match piece.op {
            Op::Deleted => (old.as_ref()?, piece.old.clone(), targets[0]),
            Op::Kept | Op::Inserted => (new.as_ref()?, piece.new.clone(), targets[1]),
        };
        let words = visible_words(Slicer::new(visible).take(range), targets);
        let shown = beginning(words.replace(CELL, " ").trim());
        (!shown.is_empty()).then_some(shown)
    };
    let says = |piece: &Piece| piece.op != Op::Kept && words(piece).is_some();
    let Some(at) = change.pieces.iter().position(says) else { return (None, None) };
    let of = |op: Op| {
        let place = change.pieces.iter().skip(at).take(2).take_while(|piece| piece.op != Op::Kept);
        place.filter(|piece| piece.op == op).find_map(words)
    };
    (of(Op::Deleted), of(Op::Inserted))
}

/// Words as they are shown in the list: what is long is cut, between words where there are spaces.
fn beginning(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(SHOWN) else { return words.to_owned() };
    let shown = &words[..end];
    let goes_on = !words[end..].starts_with(char::is_whitespace);
    let whole = shown.rsplit_once(char::is_whitespace).map(|(whole, _)| whole);
    let whole = whole.filter(|whole| goes_on && whole.len() * 2 > shown.len());
    format!("{}…", whole.unwrap_or(shown).trim_end())
}

/// True if a change belongs to the item of the one before it.
fn goes_on(redline: &Redline<'_>, change: &Change, last: Option<&Change>) -> bool {
    last.is_some_and(|last| {
        let same_joint = change.joint.is_some()
            && change.joint == last.joint
            && last.moved.is_none()
            && (change.old == last.old || change.new == last.new);
        let came_or_went = matches!(change.kind, Kind::Inserted | Kind::Deleted) && change.kind == last.kind;
        same_joint || (came_or_went && section(redline, change) == section(redline, last))
    })
}

fn new_item(redline: &Redline<'_>, change: &Change) -> Item {
    let id = section(redline, change);
    let document = if change.new.is_some() { redline.new } else { redline.old };
    Item {
        kind: change.kind,
        heading: heading(document, &id),
        passages: 0,
        inserted: 0,
        deleted: 0,
        taken_out: None,
        added: None,
    }
}

/// The heading of a section; of what stands before the first one, the title.
pub fn heading(document: &Document, id: &str) -> String {
    let own = document.section(id).and_then(|section| document.heading(section));
    let heading = own.or_else(|| document.title().filter(|_| id == TOP));
    heading.map(|heading| plain_text(&heading.inlines)).unwrap_or_default()
}
