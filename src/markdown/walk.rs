//! The one way through a text: its structure step by step, and what stands in a block piece by piece.
//!
//! Everything that makes something of a text goes through here: HTML, redlines, checks, Markdown itself. Both walks are
//! flat: what nests is entered and left again, and no nesting of a hostile text can overflow the stack. Whatever is
//! entered is left, also where a stretch is cut off before its end, so that a renderer never has to tidy up.
//!
//! A renderer is two loops, one over [`Walk`] and one over [`Pieces`](super::Pieces). This one writes plain text, with lists indented:
//!
//! ```
//! use promulgate::markdown::{Block, Container, Document, Piece, Pieces, Step, Walk};
//!
//! fn plain(document: &Document) -> String {
//!     let mut out = String::new();
//!     let mut walk = Walk::of(document);
//!     while let Some(step) = walk.next() {
//!         match step {
//!             // Footnotes are left out: what stands in them is not met.
//!             Step::Enter(Container::Footnote(_)) => walk.skip_inside(),
//!             Step::Block(_, block) => {
//!                 let items = walk.around().iter().filter(|around| ***around == Container::Item).count();
//!                 out += &"  ".repeat(items);
//!                 words(&mut out, block);
//!                 out += "\n";
//!             }
//!             Step::Rule => out += "* * *\n",
//!             Step::Enter(_) | Step::Leave(_) | Step::Directive(_) => {}
//!         }
//!     }
//!     out
//! }
//!
//! fn words(out: &mut String, block: &Block) {
//!     for piece in Pieces::of(&block.inlines) {
//!         match piece {
//!             Piece::Words(words) | Piece::Code(words) => out.push_str(words),
//!             Piece::Space | Piece::CellEnd => out.push(' '),
//!             Piece::Break => out.push_str(" / "),
//!             // Formatting opens and closes here. `render::resolve` says where links lead, and which number a footnote has.
//!             Piece::Enter(_) | Piece::Leave(_) | Piece::Joint | Piece::Footnote(_) => {}
//!         }
//!     }
//! }
//!
//! # use promulgate::source::Sources;
//! let text = arcstr::ArcStr::from("# Title\n\n- one *two*\n  - three\n\n[^a]: A note.\n");
//! # let mut sources = Sources::default();
//! # let file = sources.add("text.md".into(), text.clone());
//! let document = promulgate::markdown::parse(file, &text, 0..text.len());
//! assert_eq!(plain(&document), "Title\n  one two\n    three\n");
//! ```

use std::ops::Range;

use super::directive::Directive;
use super::document::{Block, Container, Document, Flow};

/// A step of a walk through the structure of a text.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    Enter(&'a Container),
    /// What was entered ends.
    Leave(&'a Container),
    /// A block with its index in [`Document::blocks`].
    Block(usize, &'a Block),
    /// A thematic break.
    Rule,
    /// A directive that is not yet expanded.
    Directive(&'a Directive),
}

/// A walk through the structure of a text, or of a stretch of it, in reading order.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    document: &'a Document,
    /// What is still to come, as indexes into [`Document::flow`].
    steps: Range<usize>,
    around: Vec<&'a Container>,
}

impl<'a> Walk<'a> {
    /// A walk through the whole of `document`.
    pub fn of(document: &'a Document) -> Self {
        Walk::within(document, 0..document.flow.len())
    }

    /// A walk through the stretch `steps` of [`Document::flow`].
    pub fn within(document: &'a Document, steps: Range<usize>) -> Self {
        Walk { document, steps, around: Vec::new() }
    }

    /// The containers that were entered and not yet left, the outermost first.
    pub fn around(&self) -> &[&'a Container] {
        &self.around
    }

    /// The step that comes next, as an index into [`Document::flow`].
    pub fn next_index(&self) -> usize {
        self.steps.start
    }

    /// Goes on at a later step, an index into [`Document::flow`] that stands in no other container.
    pub fn skip_to(&mut self, step: usize) {
        self.steps.start = step.clamp(self.steps.start, self.steps.end.max(self.steps.start));
    }

    /// Leaves out what is still to come in the innermost container; it is left next.
    pub fn skip_inside(&mut self) {
        let mut depth = 0_usize;
        while let Some(step) = self.document.flow.get(self.steps.start).filter(|_| !self.steps.is_empty()) {
            match step {
                Flow::Open(_) => depth += 1,
                Flow::Close if depth == 0 => return,
                Flow::Close => depth -= 1,
                _ => {}
            }
            self.steps.start += 1;
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        for at in self.steps.by_ref() {
            match self.document.flow.get(at)? {
                Flow::Open(container) => {
                    self.around.push(container);
                    return Some(Step::Enter(container));
                }
                Flow::Close => {
                    if let Some(container) = self.around.pop() {
                        return Some(Step::Leave(container));
                    }
                }
                Flow::Block(index) => {
                    if let Some(block) = self.document.blocks.get(*index) {
                        return Some(Step::Block(*index, block));
                    }
                }
                Flow::Rule => return Some(Step::Rule),
                Flow::Directive(directive) => return Some(Step::Directive(directive)),
            }
        }
        self.around.pop().map(Step::Leave)
    }
}
