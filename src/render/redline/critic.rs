//! A redline as Markdown, its changes marked as CriticMarkup (<https://github.com/CriticMarkup/CriticMarkup-toolkit>).

use std::collections::HashSet;

use super::slice::{Part, slice};
use super::{changed_targets, pieces_by_cell};
use crate::markdown::{Alignment, Block, BlockKind, Container, Document, Mark, Structure, Visible};
use crate::redline::{Change, Joint, Kind, Op, Piece, Redline};

/// The whole text, what is deleted as `{--…--}`, what is inserted as `{++…++}`, remarks as `{>>…<<}`.
pub fn critic_markup(redline: &Redline<'_>) -> String {
    let mut writer = Writer { redline, begun: HashSet::new(), out: String::new() };
    let mut last = None;
    for change in &redline.changes {
        let Some((document, structure, at, is_new)) = home(redline, change) else { continue };
        let Some(block) = document.blocks.get(at) else { continue };
        let is_next = last.is_some_and(|last: BlockKind| follows_closely(last, block.kind));
        if last.is_some() {
            writer.out.push_str(if is_next { "\n" } else { "\n\n" });
        }
        writer.prefix(structure, at, is_new);
        writer.block(change, block, document);
        if block.kind == BlockKind::TableHead {
            writer.delimiter(structure, at, is_new);
        }
        last = Some(block.kind);
    }
    writer.out.push('\n');
    writer.out
}

/// The text to which a change belongs: the new one, or the old one for what is deleted; and its block there.
fn home<'r>(
    redline: &'r Redline<'_>,
    change: &Change,
) -> Option<(&'r Document, &'r Structure<'r>, usize, bool)> {
    match (change.new, change.old) {
        (Some(at), _) => Some((redline.new, &redline.new_structure, at, true)),
        (None, Some(at)) => Some((redline.old, &redline.old_structure, at, false)),
        (None, None) => None,
    }
}

/// True if no empty line is needed between two blocks of these kinds.
fn follows_closely(last: BlockKind, next: BlockKind) -> bool {
    matches!(
        (last, next),
        (BlockKind::ListItem, BlockKind::ListItem)
            | (BlockKind::TableHead | BlockKind::TableRow, BlockKind::TableRow)
            | (BlockKind::Term, BlockKind::Definition)
    )
}

struct Writer<'r, 'a> {
    redline: &'r Redline<'a>,
    /// Items and the like that have begun, of the new text and of the old one.
    begun: HashSet<(bool, usize)>,
    out: String,
}

impl Writer<'_, '_> {
    /// What stands before a block for the lists and quotes around it.
    fn prefix(&mut self, structure: &Structure<'_>, block: usize, is_new: bool) {
        let around: Vec<usize> = structure.around(block).collect();
        for at in around.into_iter().rev() {
            let Some(node) = structure.nodes.get(at) else { continue };
            let list = node.parent.and_then(|list| structure.nodes.get(list)).map(|list| list.container);
            let marker = match (node.container, list) {
                (Container::Quote, _) => {
                    self.out.push_str("> ");
                    continue;
                }
                (Container::Item, Some(Container::List(Some(first)))) => {
                    format!("{}. ", first.saturating_add(node.number))
                }
                (Container::Item, _) => "- ".to_owned(),
                (Container::Definition, _) => ": ".to_owned(),
                (Container::Footnote(label), _) => format!("[^{label}]: "),
                _ => continue,
            };
            match self.begun.insert((is_new, at)) {
                true => self.out.push_str(&marker),
                false => self.out.extend(std::iter::repeat_n(' ', marker.chars().count())),
            }
        }
    }

    fn block(&mut self, change: &Change, block: &Block, document: &Document) {
        match block.kind {
            BlockKind::Heading(level) => {
                self.out.extend(std::iter::repeat_n('#', usize::from(level)));
                self.out.push(' ');
                self.pieces(change, &change.pieces);
                self.remarks(change);
                let section = document.sections.get(block.section);
                if let Some(section) = section.filter(|section| section.explicit) {
                    self.out.push_str(&format!(" {{#{}}}", section.id));
                }
                return;
            }
            BlockKind::TableHead | BlockKind::TableRow => {
                self.out.push('|');
                for cell in pieces_by_cell(self.redline, change) {
                    self.out.push(' ');
                    self.pieces(change, &cell);
                    self.out.push_str(" |");
                }
            }
            _ => self.pieces(change, &change.pieces),
        }
        self.remarks(change);
    }

    fn pieces(&mut self, change: &Change, pieces: &[Piece]) {
        for piece in pieces {
            let (block, range, marks) = match piece.op {
                Op::Kept => (self.redline.new_block(change), &piece.new, ["", ""]),
                Op::Inserted => (self.redline.new_block(change), &piece.new, ["{++", "++}"]),
                Op::Deleted => (self.redline.old_block(change), &piece.old, ["{--", "--}"]),
            };
            let Some(block) = block else { continue };
            let visible = Visible::of(block);
            self.out.push_str(marks[0]);
            match block.kind {
                BlockKind::Code => {
                    push_code(&mut self.out, visible.text.get(range.clone()).unwrap_or_default())
                }
                _ => push_parts(&mut self.out, &slice(&visible, range.clone())),
            }
            self.out.push_str(marks[1]);
        }
    }

    fn remarks(&mut self, change: &Change) {
        let mut remarks = Vec::new();
        remarks.extend(change.moved.map(|number| format!("moved here, move {}", number + 1)));
        remarks.extend(change.joint.map(|joint| match joint {
            Joint::Split => "split".to_owned(),
            Joint::Merged => "merged".to_owned(),
        }));
        if change.kind == Kind::Minor {
            remarks.push("formatting or links only".to_owned());
        }
        let targets = changed_targets(self.redline, change).into_iter();
        remarks.extend(targets.map(|(old, new)| format!("link: {old} → {new}")));
        if !remarks.is_empty() {
            self.out.push_str(&format!("{{>>{}<<}}", remarks.join("; ").replace("<<}", "<< }")));
        }
    }

    /// The line below the head of a table.
    fn delimiter(&mut self, structure: &Structure<'_>, block: usize, is_new: bool) {
        let table = structure.table(block).and_then(|at| structure.nodes.get(at));
        let Some(Container::Table(columns)) = table.map(|node| node.container) else { return };
        self.out.push('\n');
        self.prefix(structure, block, is_new);
        self.out.push('|');
        for column in columns {
            self.out.push_str(match column {
                Alignment::None => "---|",
                Alignment::Left => ":--|",
                Alignment::Center => ":-:|",
                Alignment::Right => "--:|",
            });
        }
    }
}

/// Code as it is, in a span of its own: it stands among other words.
fn push_code(out: &mut String, code: &str) {
    let ticks = code.split(|c| c != '`').map(str::len).max().unwrap_or(0) + 1;
    let fence = "`".repeat(ticks);
    out.push_str(&format!("{fence}{}{fence}", code.replace('\n', " ")));
}

fn push_parts(out: &mut String, parts: &[Part<'_>]) {
    for part in parts {
        match part {
            Part::Text(words) | Part::Break(words) => push_words(out, words),
            Part::Code(words) => push_code(out, words),
            Part::Footnote(label) => out.push_str(&format!("[^{label}]")),
            Part::Open(mark) => out.push_str(match mark {
                Mark::Emphasis => "*",
                Mark::Strong => "**",
                Mark::Strikethrough => "~~",
                Mark::Link(_) => "[",
                Mark::Language(_) | Mark::Image => "",
            }),
            Part::Close(mark) => match mark {
                Mark::Emphasis => out.push('*'),
                Mark::Strong => out.push_str("**"),
                Mark::Strikethrough => out.push_str("~~"),
                Mark::Link(link) => out.push_str(&format!("](<{}>)", link.destination)),
                Mark::Language(_) | Mark::Image => {}
            },
        }
    }
}

/// Words, with a backslash before what would mean something in Markdown or CriticMarkup.
fn push_words(out: &mut String, words: &str) {
    for c in words.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|' | '{' | '}' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
}
