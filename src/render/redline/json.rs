//! A redline as JSON, in the shape of the design.

use serde::Serialize;

use super::{ChangedTarget, changed_targets, kind_name};
use crate::markdown::{Block, Document};
use crate::redline::{Change, Joint, Kind, Op, Redline, Summary};
use crate::source::{FileId, Sources};

#[derive(Serialize)]
struct View<'a> {
    summary: SummaryView<'a>,
    blocks: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
struct SummaryView<'a> {
    /// Words.
    inserted: usize,
    deleted: usize,
    /// A section that moved is one.
    moves: usize,
    sections: &'a [String],
    blocks: Counts,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Counts {
    kept: usize,
    minor: usize,
    changed: usize,
    inserted: usize,
    deleted: usize,
    moved: usize,
    moved_changed: usize,
}

#[derive(Serialize)]
struct BlockView<'a> {
    kind: &'static str,
    old: Option<PlaceView<'a>>,
    new: Option<PlaceView<'a>>,
    words: Vec<(&'static str, &'a str)>,
    /// The number of the move, from 1: what moved together has the same.
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    moved: Option<usize>,
    /// `split` or `merged`: the old or the new block stands in more than one entry, a part of it in each.
    #[serde(skip_serializing_if = "Option::is_none")]
    joint: Option<&'static str>,
    /// True if formatting or a link's target is another one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reformatted: bool,
    /// Pairs of the old and the new target, null where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<ChangedTarget<'a>>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    address: String,
    lines: [usize; 2],
    /// The file of these lines, where it is not that of the text: an entry of a register.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

/// The redline of two texts that lie in `files`. `{"summary": …, "blocks": […]}` on several lines.
pub fn json(redline: &Redline<'_>, sources: &Sources, files: [FileId; 2]) -> String {
    let summary = Summary::of(redline);
    let count = |kind| summary.count(kind);
    let view = View {
        summary: SummaryView {
            inserted: summary.inserted,
            deleted: summary.deleted,
            moves: summary.moves,
            sections: &summary.sections,
            blocks: Counts {
                kept: count(Kind::Kept),
                minor: count(Kind::Minor),
                changed: count(Kind::Changed),
                inserted: count(Kind::Inserted),
                deleted: count(Kind::Deleted),
                moved: count(Kind::Moved),
                moved_changed: count(Kind::MovedChanged),
            },
        },
        blocks: redline.changes.iter().map(|change| block(redline, change, sources, files)).collect(),
    };
    // Strings and numbers always become JSON.
    serde_json::to_string_pretty(&view).unwrap_or_default()
}

fn block<'a>(
    redline: &'a Redline<'_>,
    change: &'a Change,
    sources: &'a Sources,
    [old_file, new_file]: [FileId; 2],
) -> BlockView<'a> {
    let place = |document: &Document, block: &Block, text: FileId| {
        let lines = sources.lines(block.span);
        PlaceView {
            address: document.address(block),
            lines: [*lines.start(), *lines.end()],
            file: (block.span.file != text).then(|| &*sources.get(block.span.file).path),
        }
    };
    let sign = |op| match op {
        Op::Kept => "=",
        Op::Deleted => "-",
        Op::Inserted => "+",
    };
    BlockView {
        kind: kind_name(change.kind),
        old: redline.old_block(change).map(|block| place(redline.old, block, old_file)),
        new: redline.new_block(change).map(|block| place(redline.new, block, new_file)),
        words: change.pieces.iter().map(|piece| (sign(piece.op), redline.words(change, piece))).collect(),
        moved: change.moved.map(|moved| moved.number()),
        joint: change.joint.map(|joint| match joint {
            Joint::Split => "split",
            Joint::Merged => "merged",
        }),
        reformatted: change.reformatted && change.kind != Kind::Minor,
        targets: if change.reformatted { changed_targets(redline, change) } else { Vec::new() },
    }
}
