//! A redline for a terminal.

use std::fmt::Write as _;

use super::{changed_targets, kind_name};
use crate::markdown::{Block, CELL, Document, Mark, Visible};
use crate::redline::{Change, ChangeIdx, Joint, Kind, Op, Redline, Summary};
use crate::render::resolve::{Opening, Part, Slicer};
use crate::source::{Sources, one_line};

/// What is marked, and how: in colour, or between `[-` `-]` and `{+` `+}` as wdiff does.
struct Style {
    deleted: [&'static str; 2],
    inserted: [&'static str; 2],
    head: [&'static str; 2],
}

const PLAIN: Style = Style { deleted: ["[-", "-]"], inserted: ["{+", "+}"], head: ["", ""] };
/// Struck through in red and underlined in green, so that not the colour alone tells (ECMA-48, 8.3.117).
const COLOUR: Style = Style {
    deleted: ["\u{1b}[9;31m", "\u{1b}[0m"],
    inserted: ["\u{1b}[4;32m", "\u{1b}[0m"],
    head: ["\u{1b}[1m", "\u{1b}[0m"],
};

impl Style {
    /// Words in which nothing looks like a mark: a backslash stands before it.
    fn escaped(&self, mut words: String) -> String {
        for mark in [self.deleted, self.inserted].as_flattened() {
            // Colours are no words: control characters are shown as their numbers.
            if !mark.starts_with('\u{1b}') && words.contains(mark) {
                words = words.replace(mark, &format!("\\{mark}"));
            }
        }
        words
    }
}

/// The redline passage by passage, what is kept only counted. The last lines sum it up.
pub fn human(redline: &Redline<'_>, sources: &Sources, colour: bool) -> String {
    let writer = TerminalWriter { redline, sources, style: if colour { COLOUR } else { PLAIN } };
    let mut out = String::new();
    let mut kept = 0;
    let mut start = ChangeIdx::from(0);
    for departure in redline.departures.iter().map(Some).chain([None]) {
        let end = departure.map_or(redline.changes.next_key(), |departure| departure.before);
        for together in redline.changes[start..end].raw.chunk_by(move_together) {
            match together {
                [change] if change.kind == Kind::Kept => kept += 1,
                [change] => {
                    write_kept(&mut out, &mut kept);
                    writer.change(&mut out, change);
                }
                changes => {
                    write_kept(&mut out, &mut kept);
                    writer.moved(&mut out, changes);
                }
            }
        }
        start = end;
        if let Some(departure) = departure {
            write_kept(&mut out, &mut kept);
            let _ = writeln!(out, "    (from here: move {})\n", departure.moved.number());
        }
    }
    write_kept(&mut out, &mut kept);
    let _ = writeln!(out, "{}", Summary::of(redline));
    out
}

/// True if two changes are of the same move.
fn move_together(one: &Change, next: &Change) -> bool {
    one.moved.is_some() && one.moved == next.moved
}

fn write_kept(out: &mut String, kept: &mut usize) {
    match std::mem::take(kept) {
        0 => {}
        1 => out.push_str("    … 1 passage the same\n\n"),
        many => {
            let _ = writeln!(out, "    … {many} passages the same\n");
        }
    }
}

/// The words of one change with their marks.
pub fn marked_words(redline: &Redline<'_>, change: &Change, sources: &Sources, colour: bool) -> String {
    let mut out = String::new();
    let style = if colour { COLOUR } else { PLAIN };
    TerminalWriter { redline, sources, style }.words(&mut out, change);
    out
}

struct TerminalWriter<'r, 'a> {
    redline: &'r Redline<'a>,
    sources: &'r Sources,
    style: Style,
}

impl TerminalWriter<'_, '_> {
    fn change(&self, out: &mut String, change: &Change) {
        let places = match (self.old_place(change), self.new_place(change)) {
            (Some(old), Some(new)) if old == new => old,
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (old, new) => old.or(new).unwrap_or_default(),
        };
        self.head(out, change.kind, &format!("{places}{}", remarks(change)));
        self.words(out, change);
        out.push('\n');
        for (old, new) in changed_targets(self.redline, change) {
            let (old, new) =
                (old.map_or("none".to_owned(), one_line), new.map_or("none".to_owned(), one_line));
            let _ = writeln!(out, "    link: {old} → {new}");
        }
        out.push('\n');
    }

    /// Passages that moved together: where from and where to, and how they begin.
    fn moved(&self, out: &mut String, changes: &[Change]) {
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return };
        let both = |first: Option<String>, last: Option<String>| {
            format!("{} … {}", first.unwrap_or_default(), last.unwrap_or_default())
        };
        let old = both(self.old_place(first), self.old_place(last));
        let new = both(self.new_place(first), self.new_place(last));
        self.head(out, first.kind, &format!("{old} → {new}{}", remarks(first)));
        let _ = writeln!(out, "{}", printable(self.redline.new_text(first)));
        let _ = writeln!(out, "    … and {} more, moved together\n", changes.len() - 1);
        changes
            .iter()
            .filter(|change| change.kind == Kind::MovedChanged)
            .for_each(|change| self.change(out, change));
    }

    /// The words of a change, marked. A reference without words is named by its target; where nothing but formatting
    /// changed, the beginning is enough.
    fn words(&self, out: &mut String, change: &Change) {
        let visible = [self.redline.old_block(change), self.redline.new_block(change)];
        let visible = visible.map(|block| block.map(Visible::of));
        let mut slicers = visible.each_ref().map(|words| words.as_ref().map(Slicer::new));
        let mut shown = String::new();
        for piece in &change.pieces {
            let (side, range) = match piece.op {
                Op::Deleted => (0, &piece.old),
                Op::Kept | Op::Inserted => (1, &piece.new),
            };
            // A piece is of a block that is there.
            let Some(slicer) = &mut slicers[side] else { continue };
            let parts = slicer.take(range.clone());
            let words = printable(&parts.into_iter().map(spoken).collect::<String>());
            let words = self.style.escaped(words);
            match piece.op {
                Op::Kept => shown.push_str(&words),
                Op::Deleted => push_marked(&mut shown, &words, self.style.deleted),
                Op::Inserted => push_marked(&mut shown, &words, self.style.inserted),
            }
        }
        let is_long = change.kind == Kind::Minor && shown.chars().count() > BEGINNING;
        if is_long {
            shown = shown.chars().take(BEGINNING).chain(['…']).collect();
        }
        out.push_str(&shown);
    }

    fn head(&self, out: &mut String, kind: Kind, rest: &str) {
        let [on, off] = self.style.head;
        let _ = write!(out, "{on}{}{off} {rest}\n    ", kind_name(kind));
    }

    fn old_place(&self, change: &Change) -> Option<String> {
        Some(self.place(self.redline.old, self.redline.old_block(change)?))
    }

    fn new_place(&self, change: &Change) -> Option<String> {
        Some(self.place(self.redline.new, self.redline.new_block(change)?))
    }

    fn place(&self, document: &Document, block: &Block) -> String {
        let lines = self.sources.lines(block.span);
        let lines = match lines.start() == lines.end() {
            true => format!("line {}", lines.start()),
            false => format!("lines {}-{}", lines.start(), lines.end()),
        };
        format!("{} ({lines})", one_line(&document.address(block)))
    }
}

/// How much is shown of a passage of which only the form changed, in characters.
const BEGINNING: usize = 72;

/// A part of a block in words.
fn spoken(part: Part<'_>) -> String {
    match part {
        Part::Text(words) | Part::Code(words) | Part::Break(words) => words.to_owned(),
        Part::Footnote(label) => format!("[^{label}]"),
        Part::Open(Opening { mark: Mark::Link(link), .. }) if link.takes_heading => {
            format!("[{}]", link.destination)
        }
        Part::Open(_) | Part::Close(_) => String::new(),
    }
}

/// Words on as many lines as they have, cells between lines.
fn printable(words: &str) -> String {
    let words = words.replace(CELL, " | ");
    words.split('\n').map(one_line).collect::<Vec<_>>().join("\n    ")
}

fn push_marked(out: &mut String, words: &str, [on, off]: [&str; 2]) {
    out.push_str(on);
    out.push_str(words);
    out.push_str(off);
}

/// What the kind of a change does not say.
fn remarks(change: &Change) -> String {
    let joint = change.joint.map(|joint| match joint {
        Joint::Split => ", split".to_owned(),
        Joint::Merged => ", merged".to_owned(),
    });
    let moved = change.moved.map(|moved| format!(", move {}", moved.number()));
    let reformatted = change.reformatted && change.kind != Kind::Minor;
    let reformatted = reformatted.then(|| ", with other formatting or links".to_owned());
    [joint, moved, reformatted].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_text_looks_like_a_mark() {
        assert_eq!(PLAIN.escaped("a [-b-] {+c+} - [x]".to_owned()), "a \\[-b\\-] \\{+c\\+} - [x]");
        assert_eq!(COLOUR.escaped("a [-b-]".to_owned()), "a [-b-]");
    }

    #[test]
    fn no_word_of_a_text_is_a_command_to_a_terminal() {
        let words = printable("a\tb\n\u{1b}[31mc\r\u{202e}d");
        assert_eq!(words, "a | b\n    <U+001B>[31mc<U+000D><U+202E>d");
    }
}
