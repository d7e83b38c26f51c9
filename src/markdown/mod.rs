//! Text to [`Document`]: sections and blocks with addresses, spans and fingerprints. Pure functions of the text.

mod destination;
mod directive;
mod document;
mod emphasis;
mod expand;
pub mod fingerprint;
pub mod front_matter;
mod inline;
mod inline_events;
mod parse;
mod pieces;
mod sections;
mod structure;
mod visible;
mod walk;
mod write;

pub use destination::Destination;
pub use directive::{Directive, DirectiveKind};
pub use document::{Alignment, Block, BlockKind, Container, Document, Flow, MarkdownFault, Section, TOP};
pub use emphasis::is_cjk;
pub use expand::{RegisterEntry, expand};
pub use fingerprint::Fingerprint;
pub use inline::{Inline, Link, Mark, cells, fold_white_space, links};
pub use parse::parse;
pub use pieces::{Piece, Pieces, plain_text};
pub use sections::is_good_id;
pub use structure::{Node, Structure};
pub use visible::{CELL, Visible};
pub use walk::{Step, Walk};
pub use write::write;
