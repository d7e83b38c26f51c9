//! Which blocks of two languages belong together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::roles::{Base, PositionIdx, Translation};
use crate::redline::BlockIdx;

/// What says which passage one translates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The best alignment of both texts in their order.
    Order,
    /// The best assignment of the items of two lists, or of the rows of two tables.
    List,
    /// That it fits one passage alone, which stands in another place.
    Fit,
    /// A person.
    Person,
    /// The register from which both texts draw it.
    Register,
    /// Nothing does.
    Nothing,
}

impl By {
    /// Returns true if the program found it, which may be wrong.
    pub fn is_found(self) -> bool {
        matches!(self, By::Order | By::List | By::Fit)
    }
}

/// Blocks that say the same in two languages: one of each, or one and two neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    pub sources: Vec<BlockIdx<Base>>,
    pub translations: Vec<BlockIdx<Translation>>,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
    pub by: By,
}

/// The same by places among the blocks that are compared.
#[derive(Debug)]
pub struct Aligned {
    pub sources: Range<PositionIdx<Base>>,
    pub translations: Range<PositionIdx<Translation>>,
    /// From 0 to 1.
    pub confidence: f64,
    pub by: By,
}

/// Blocks for which nothing is to be found: people have said what they are.
#[derive(Debug, Default)]
pub struct Settled {
    pub sources: BTreeSet<BlockIdx<Base>>,
    pub translations: BTreeSet<BlockIdx<Translation>>,
}
