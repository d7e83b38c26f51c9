//! What stands in a block as a reader is to be shown it: links that lead somewhere, defined terms, footnotes with their numbers.
//!
//! Every format of a text is written over this: a loop over [`Walk`](crate::markdown::Walk) for its structure, and for each block
//! one over what [`Resolver::block`] returns. The format says how things look, and nothing else; `tests.rs` has a whole one in a
//! few lines. Where links lead is asked of [`Targets`]: [`Links`] for a text of a site, [`OwnTargets`] for one that stands alone.
//!
//! A redline cuts blocks into stretches first ([`Slicer`]) and gives those to [`Resolver::parts`]. Redlines for the terminal and in
//! CriticMarkup show links and references to footnotes as they are written, and resolve nothing.

mod footnotes;
mod links;
mod resolver;
mod slice;
mod targets;
mod terms;
#[cfg(test)]
mod tests;

pub use footnotes::Footnotes;
pub use links::{Links, article_prefix};
pub use resolver::{Format, Resolved, Resolver, visible_words};
pub use slice::{Opening, Part, Slicer};
pub use targets::{Label, OwnTargets, ResolvedLink, Target, Targets};
pub use terms::TermFinder;
