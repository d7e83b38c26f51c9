//! A [`Document`] back to structured Markdown.
//!
//! This is code of our own because no crate writes what this parser reads. `pulldown-cmark-to-cmark` 23 makes Markdown of the
//! parser's events, but judges emphasis by CommonMark's rules alone: of `**信息：**我们`, which reads as it should here (see
//! `emphasis/`), it makes `**信息：**&#25105;们`. It also has a style that no writer of these texts has: `{ #id }`, and a
//! space before every `>`.
//!
//! What is written depends only on what the text says, so that writing what was read from it gives the same bytes.

mod literals;
mod tight;
mod units;
mod words;

#[cfg(test)]
mod tests;

use super::directive::DirectiveKind;
use super::document::{Alignment, Block, BlockKind, Container, Document};
use super::inline::{Inline, cells};
use super::pieces::plain_text;
use super::walk::{Step, Walk};
use literals::longest_run;
use units::Place;

/// Writes `document` as Markdown. To parse that gives a document which says the same: the same structure, sections, ids
/// and blocks, with the same words, marks and links.
///
/// Some things a [`Document`] does not know, so they are written in one way, whichever it was: whether a list is loose
/// (it is where its items have several blocks), the words behind the fence of a code block, the title of a link, the
/// target of an image, heading attributes other than `#id` and `.local`. Raw HTML that stood alone is written as the
/// code that it is shown as. The rows that a directive became are written as the directive. An id that an earlier heading
/// has already is written with the number by which the two are told apart, `{#data-2}`.
///
/// A few things are not written so that they are read as they were:
/// - What is empty because only raw HTML or a line end stood in it: such paragraphs and emphasis are not written, and neither
///   are line ends before the first word, behind the last or behind another line end.
/// - Struck out words that touch other struck out words, or stand in them.
/// - Emphasis in emphasis that touches other emphasis there.
/// - Emphasis in emphasis in emphasis, the innermost with punctuation on both sides of its signs.
/// - A link right behind a reference to a footnote, if it says anything but its own address: no Markdown but raw HTML parts the two.
pub fn write(document: &Document) -> String {
    let tight = tight::lists(document);
    let mut writer = Writer {
        document,
        out: String::new(),
        prefix: String::new(),
        top: Frame::default(),
        outer: Vec::new(),
    };
    let mut walk = Walk::of(document);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(Container::Entries(directive)) => {
                writer.directive(&directive.kind);
                walk.skip_inside();
            }
            Step::Leave(Container::Entries(_)) => {}
            Step::Enter(container) => {
                writer.enter(container, tight.contains(&walk.next_index()));
            }
            Step::Leave(container) => writer.leave(container),
            Step::Block(index, block) => writer.block(index, block),
            // No list has this sign for its items, and nothing before the text is fenced by it.
            Step::Rule => writer.lines("___"),
            Step::Directive(directive) => writer.directive(&directive.kind),
        }
    }
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

/// What is open.
#[derive(Default)]
struct Frame {
    /// How long the prefix was before.
    prefix: usize,
    /// True while nothing stands behind the sign that opened it, on whose line its first block begins.
    is_fresh: bool,
    /// True if no empty lines stand in it.
    is_tight: bool,
    /// Of a list: its sign, and the number of its next item if it has numbers.
    sign: char,
    number: Option<u64>,
    /// The sign of the list that it ends with so far, and whether that has numbers.
    last_list: Option<(char, bool)>,
    /// True if it ends with something in which nothing stands.
    ends_empty: bool,
    /// Of a table: how its columns are set.
    columns: Box<[Alignment]>,
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
    /// What every line begins with.
    prefix: String,
    /// The innermost that is open: the text itself at first.
    top: Frame,
    outer: Vec<Frame>,
}

impl Writer<'_> {
    fn push(&mut self, frame: Frame) {
        self.outer.push(std::mem::replace(&mut self.top, frame));
    }

    /// Begins what stands beside what was written before: on the same line behind the sign of what it stands in, else on
    /// a line of its own, with an empty one before it except where everything is `close` together.
    fn begin(&mut self, close: bool) {
        self.top.last_list = None;
        self.top.ends_empty = false;
        if std::mem::take(&mut self.top.is_fresh) || self.out.is_empty() {
            return;
        }
        if !close && !self.top.is_tight {
            self.out.push('\n');
            self.out.push_str(self.prefix.trim_end());
        }
        self.line();
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    /// Writes a block of lines.
    fn lines(&mut self, text: &str) {
        self.begin(false);
        self.push_lines(text);
    }

    fn push_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && line.is_empty() {
                self.out.push('\n');
                self.out.push_str(self.prefix.trim_end());
            } else if at > 0 {
                self.line();
            }
            self.out.push_str(line);
        }
    }

    /// Writes lines of words behind what was begun. Deep inside, further lines are written as lazy ones: what stands before them would
    /// be many times as long as they are.
    fn push_words(&mut self, text: &str) {
        /// The longest prefix that is repeated before lines of words, in bytes.
        const LONGEST: usize = 100;
        if self.prefix.len() > LONGEST { self.out.push_str(text) } else { self.push_lines(text) }
    }

    /// Opens a container with its sign, behind which every further line is set in by `indent`.
    fn open_sign(&mut self, sign: &str, indent: &str) {
        let prefix = self.prefix.len();
        self.out.push_str(sign);
        self.prefix.push_str(indent);
        self.push(Frame { prefix, is_fresh: true, ..Frame::default() });
    }

    fn enter(&mut self, container: &Container, is_tight: bool) {
        match container {
            Container::List(first) => self.open_list(*first, is_tight),
            Container::Item => self.open_item(),
            Container::Quote => {
                self.begin(false);
                self.open_sign("> ", "> ");
            }
            Container::Footnote(label) => {
                self.begin(false);
                self.open_sign(&format!("[^{label}]: "), "    ");
            }
            Container::Definition => {
                self.begin(true);
                self.open_sign(": ", "  ");
            }
            Container::Table(columns) => {
                self.open_inner(Frame { columns: columns.clone(), ..Frame::default() })
            }
            Container::DefinitionList | Container::Entries(_) => self.open_inner(Frame::default()),
        }
    }

    /// Opens a container that has no sign of its own: its first block begins where it does.
    fn open_inner(&mut self, frame: Frame) {
        self.begin(false);
        let prefix = self.prefix.len();
        self.push(Frame { prefix, is_fresh: true, ..frame });
    }

    /// A list behind another one has other signs, or the two would be one; so has one with which an item begins, as a line
    /// of nothing but hyphens is no list.
    fn open_list(&mut self, first: Option<u64>, is_tight: bool) {
        let outer = self.outer.last().map(|list| (list.sign, list.number.is_some()));
        let before = self.top.last_list.or(outer.filter(|_| self.top.is_fresh));
        let sign = match (first, before) {
            (None, Some(('-', false))) => '*',
            (None, _) => '-',
            (Some(_), Some(('.', true))) => ')',
            (Some(_), _) => '.',
        };
        self.open_inner(Frame { sign, number: first, is_tight, ..Frame::default() });
    }

    fn open_item(&mut self) {
        /// No number has more digits.
        const GREATEST: u64 = 999_999_999;
        self.begin(false);
        let is_tight = self.top.is_tight;
        let sign = match &mut self.top.number {
            None => format!("{} ", self.top.sign),
            Some(number) => {
                let sign = format!("{number}{} ", self.top.sign);
                *number = number.saturating_add(1).min(GREATEST);
                sign
            }
        };
        self.open_sign(&sign, &" ".repeat(sign.len()));
        self.top.is_tight = is_tight;
    }

    fn leave(&mut self, container: &Container) {
        let Some(outer) = self.outer.pop() else { return };
        let left = std::mem::replace(&mut self.top, outer);
        self.prefix.truncate(left.prefix);
        if left.is_fresh {
            // Nothing stands behind the sign.
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.top.ends_empty = left.is_fresh;
        if matches!(container, Container::List(_)) {
            self.top.last_list = Some((left.sign, left.number.is_some()));
        }
    }

    fn block(&mut self, index: usize, block: &Block) {
        let inlines = &block.inlines;
        match block.kind {
            BlockKind::Heading(level) => {
                let attributes = self.attributes(index, block);
                self.heading(level, inlines, &attributes);
            }
            BlockKind::Code => self.code(&plain_text(inlines)),
            BlockKind::TableHead => {
                let columns = self.top.columns.clone();
                self.lines(&format!(
                    "{}\n{}",
                    row(inlines),
                    row_of(columns.iter().map(|column| dashes(*column)))
                ));
            }
            BlockKind::TableRow => {
                self.begin(true);
                self.out.push_str(&row(inlines));
            }
            kind => {
                let text = words::write(inlines, Place::Lines);
                if !text.is_empty() {
                    // An empty line behind an empty definition would end the list.
                    self.begin(kind == BlockKind::Term && self.top.ends_empty);
                    self.push_words(&text);
                }
            }
        }
    }

    /// What stands behind the words of a heading.
    fn attributes(&self, index: usize, block: &Block) -> String {
        let section =
            self.document.sections.get(block.section).filter(|section| section.heading == Some(index));
        let Some(section) = section else { return String::new() };
        let id = section.explicit.then(|| format!("#{}", section.id));
        let local = section.local.then(|| ".local".to_owned());
        let all: Vec<String> = id.into_iter().chain(local).collect();
        if all.is_empty() { String::new() } else { format!(" {{{}}}", all.join(" ")) }
    }

    fn heading(&mut self, level: u8, inlines: &[Inline], attributes: &str) {
        let inlines = words::without_last_breaks(inlines);
        let has_lines = inlines.iter().any(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak));
        if has_lines && level <= 2 {
            let underline = if level == 1 { "===" } else { "---" };
            let text = words::write(inlines, Place::HeadingLines);
            self.lines(&format!("{text}{attributes}\n{underline}"));
        } else {
            let text = words::write(inlines, Place::Heading);
            let space = if text.is_empty() { "" } else { " " };
            self.lines(&format!("{}{space}{text}{attributes}", "#".repeat(usize::from(level))));
        }
    }

    fn code(&mut self, code: &str) {
        let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
        let end = if code.is_empty() { "" } else { "\n" };
        self.lines(&format!("{fence}\n{code}{end}{fence}"));
    }

    fn directive(&mut self, kind: &DirectiveKind) {
        let (name, argument) = match kind {
            DirectiveKind::Cookies { category } => {
                ("cookies", category.as_ref().map(|name| ("category", name)))
            }
            DirectiveKind::Contacts { id } => ("contacts", id.as_ref().map(|id| ("id", id))),
            DirectiveKind::Addenda => ("addenda", None),
        };
        let argument = argument.map(|(key, value)| format!(" {key}={}", literals::info(value)));
        let argument = argument.unwrap_or_default();
        // No backtick may stand behind a fence of backticks (CommonMark 0.31, 4.5).
        let fence = if argument.contains('`') { "~~~" } else { "```" };
        self.lines(&format!("{fence}{{{name}}}{argument}\n{fence}"));
    }
}

fn row(inlines: &[Inline]) -> String {
    row_of(cells(inlines).map(|cell| words::write(cell, Place::Cell)))
}

fn row_of(cells: impl Iterator<Item = String>) -> String {
    cells.fold(
        "|".to_owned(),
        |row, cell| if cell.is_empty() { row + "  |" } else { row + " " + &cell + " |" },
    )
}

/// What stands below the head of a column.
fn dashes(alignment: Alignment) -> String {
    let dashes = match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    };
    dashes.to_owned()
}
