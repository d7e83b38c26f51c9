//! A redline as Markdown, its changes marked as CriticMarkup (<https://github.com/CriticMarkup/CriticMarkup-toolkit>).

use std::collections::HashSet;

use super::{changed_cells, changed_targets};
use crate::markdown::{Alignment, Block, BlockKind, Container, Document, Mark, Structure, Visible};
use crate::redline::{Change, Joint, Kind, Op, Piece, Redline};
use crate::render::resolve::{Part, Slicer};

/// The whole text, what is deleted as `{--…--}`, what is inserted as `{++…++}`, remarks as `{>>…<<}`.
pub fn critic_markup(redline: &Redline<'_>) -> String {
    let mut writer = CriticWriter { redline, begun: HashSet::new(), out: String::new() };
    let mut last = None;
    for change in &redline.changes {
        let Some((document, structure, at, is_new)) = home(redline, change) else { continue };
        let block = &document.blocks[at];
        let is_next = last.is_some_and(|last: BlockKind| follows_closely(last, block.kind));
        if last.is_some() {
            writer.out.push_str(if is_next { "\n" } else { "\n\n" });
        }
        writer.prefix(structure, at, is_new);
        writer.block(change, block, document);
        if block.kind == BlockKind::TableHead {
            let columns = changed_cells(redline, change).len();
            writer.delimiter(structure, at, is_new, columns);
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
        (Some(at), _) => Some((redline.new, &redline.new_structure, at.into(), true)),
        (None, Some(at)) => Some((redline.old, &redline.old_structure, at.into(), false)),
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

struct CriticWriter<'r, 'a> {
    redline: &'r Redline<'a>,
    /// Items and the like that have begun, of the new text and of the old one.
    begun: HashSet<(bool, usize)>,
    out: String,
}

impl CriticWriter<'_, '_> {
    /// What stands before a block for the lists and quotes around it.
    fn prefix(&mut self, structure: &Structure<'_>, block: usize, is_new: bool) {
        let around: Vec<usize> = structure.around(block).collect();
        for at in around.into_iter().rev() {
            let node = &structure.nodes[at];
            let list = node.parent.map(|list| structure.nodes[list].container);
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
        let words = VisibleBlocks::of(self.redline, change);
        let mut slicers = words.slicers();
        match block.kind {
            BlockKind::Heading(level) => {
                self.out.extend(std::iter::repeat_n('#', usize::from(level)));
                self.out.push(' ');
                self.pieces(&change.pieces, &mut slicers);
                self.remarks(change);
                let section = &document.sections[block.section];
                if section.explicit {
                    self.out.push_str(&format!(" {{#{}}}", section.id));
                }
                return;
            }
            BlockKind::TableHead | BlockKind::TableRow => {
                self.out.push('|');
                for cell in changed_cells(self.redline, change) {
                    self.out.push(' ');
                    self.pieces(&cell.pieces, &mut slicers);
                    self.out.push_str(" |");
                }
            }
            BlockKind::Code => return self.code(change),
            _ => self.pieces(&change.pieces, &mut slicers),
        }
        self.remarks(change);
    }

    fn pieces(&mut self, pieces: &[Piece], slicers: &mut [Option<Slicer<'_>>; 2]) {
        let mut at_start = true;
        for piece in pieces {
            let (side, range, [on, off]) = match piece.op {
                Op::Kept => (1, &piece.new, ["", ""]),
                Op::Inserted => (1, &piece.new, ["{++", "++}"]),
                Op::Deleted => (0, &piece.old, ["{--", "--}"]),
            };
            let Some(slicer) = &mut slicers[side] else { continue };
            self.out.push_str(on);
            push_parts(&mut self.out, &slicer.take(range.clone()), at_start);
            self.out.push_str(off);
            // What is deleted and inserted at the beginning both begin the block.
            at_start &= piece.op == Op::Deleted;
        }
    }

    /// Code in fences, the old and the new one whole: no mark can stand inside.
    fn code(&mut self, change: &Change) {
        let (old, new) = (self.redline.old_text(change), self.redline.new_text(change));
        let prefix = self.continuation();
        match (change.old, change.new) {
            (Some(_), Some(_)) if old == new => self.fenced(new, ["", ""], &prefix),
            (old_at, new_at) => {
                if old_at.is_some() {
                    self.fenced(old, ["{--", "--}"], &prefix);
                }
                if old_at.is_some() && new_at.is_some() {
                    self.out.push_str(&format!("\n{prefix}"));
                }
                if new_at.is_some() {
                    self.fenced(new, ["{++", "++}"], &prefix);
                }
            }
        }
    }

    fn fenced(&mut self, code: &str, [on, off]: [&str; 2], prefix: &str) {
        let ticks = code.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2) + 1;
        let fence = "`".repeat(ticks);
        let lines = code.lines().map(|line| format!("{prefix}{line}\n")).collect::<String>();
        let (before, after) = match on {
            "" => (String::new(), String::new()),
            _ => (format!("{on}\n{prefix}"), format!("\n{prefix}{off}")),
        };
        self.out.push_str(&format!("{before}{fence}\n{lines}{prefix}{fence}{after}"));
    }

    /// What stands before the lines that follow the one that is being written.
    fn continuation(&self) -> String {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
    }

    fn remarks(&mut self, change: &Change) {
        let mut remarks = Vec::new();
        remarks.extend(change.moved.map(|moved| format!("moved here, move {}", moved.number())));
        remarks.extend(change.joint.map(|joint| match joint {
            Joint::Split => "split".to_owned(),
            Joint::Merged => "merged".to_owned(),
        }));
        if change.kind == Kind::Minor {
            remarks.push("formatting or links only".to_owned());
        }
        let targets = changed_targets(self.redline, change).into_iter();
        remarks.extend(
            targets.map(|(old, new)| format!("link: {} → {}", old.unwrap_or("none"), new.unwrap_or("none"))),
        );
        if !remarks.is_empty() {
            self.out.push_str(&format!("{{>>{}<<}}", remarks.join("; ").replace("<<}", "<< }")));
        }
    }

    /// The line below the head of a table with so many columns, those that are only in one of the texts among them.
    fn delimiter(&mut self, structure: &Structure<'_>, block: usize, is_new: bool, count: usize) {
        let table = structure.table(block).map(|at| structure.nodes[at].container);
        let Some(Container::Table(columns)) = table else { return };
        self.out.push('\n');
        self.prefix(structure, block, is_new);
        self.out.push('|');
        let is_one_to_one = columns.len() == count;
        let columns = columns.iter().filter(|_| is_one_to_one).copied();
        for column in columns.chain(std::iter::repeat(Alignment::None)).take(count) {
            self.out.push_str(match column {
                Alignment::None => "---|",
                Alignment::Left => ":--|",
                Alignment::Center => ":-:|",
                Alignment::Right => "--:|",
            });
        }
    }
}

/// What a reader sees of the blocks of a change.
struct VisibleBlocks<'a>([Option<Visible<'a>>; 2]);

impl<'a> VisibleBlocks<'a> {
    fn of(redline: &Redline<'a>, change: &Change) -> Self {
        VisibleBlocks(
            [redline.old_block(change), redline.new_block(change)].map(|block| block.map(Visible::of)),
        )
    }

    fn slicers(&self) -> [Option<Slicer<'_>>; 2] {
        self.0.each_ref().map(|words| words.as_ref().map(Slicer::new))
    }
}

/// Code as it is, in a span of its own: it stands among other words.
fn push_code(out: &mut String, code: &str) {
    let ticks = code.split(|c| c != '`').map(str::len).max().unwrap_or(0) + 1;
    let fence = "`".repeat(ticks);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

/// True for a link into a program, such as `javascript:`. The words stay; where it led is said in the remarks.
fn leads_astray(mark: &Mark) -> bool {
    let Mark::Link(link) = mark else { return false };
    // As browsers read it, which pass over white space and control characters.
    let plain: String = link.destination.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let scheme = plain.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| ["javascript", "data", "vbscript"].contains(&scheme.as_str()))
}

/// Appends the parts of a piece. Formatting of which a part is in another piece is left out: its signs would not mean the
/// same between the marks.
fn push_parts(out: &mut String, parts: &[Part<'_>], at_start: bool) {
    let mut at_start = at_start;
    for part in parts {
        match part {
            Part::Text(words) | Part::Break(words) => push_words(out, words, at_start),
            Part::Code(words) => push_code(out, words),
            Part::Footnote(label) => out.push_str(&format!("[^{label}]")),
            Part::Open(opening) | Part::Close(opening) if !opening.is_whole || leads_astray(opening.mark) => {
                continue;
            }
            Part::Open(opening) => {
                out.push_str(match opening.mark {
                    Mark::Emphasis => "*",
                    Mark::Strong => "**",
                    Mark::Strikethrough => "~~",
                    Mark::Link(_) => "[",
                    Mark::Language(_) | Mark::Image => "",
                });
                continue;
            }
            Part::Close(opening) => match opening.mark {
                Mark::Emphasis => out.push('*'),
                Mark::Strong => out.push_str("**"),
                Mark::Strikethrough => out.push_str("~~"),
                Mark::Link(link) => out.push_str(&format!("](<{}>)", link.destination)),
                Mark::Language(_) | Mark::Image => {}
            },
        }
        at_start = false;
    }
}

/// Words, with a backslash before what would mean something in Markdown or CriticMarkup; at the start of a block also
/// before what would begin a heading, an item or the like.
fn push_words(out: &mut String, words: &str, at_start: bool) {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let begins = at_start && at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>' | ':' | '~');
        let numbers = at_start && digits > 0 && at == digits && matches!(c, '.' | ')');
        if begins
            || numbers
            || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|' | '{' | '}' | '~' | '&')
        {
            out.push('\\');
        }
        out.push(c);
    }
}
