//! Which blocks of two languages belong together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::roles::{Base, PositionIdx, Translation};
use crate::redline::BlockIdx;

/// Blocks that say the same in two languages: one of each, or one and two neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    pub sources: Vec<BlockIdx<Base>>,
    pub translations: Vec<BlockIdx<Translation>>,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
}

/// The same by places among the blocks that are compared.
#[derive(Debug)]
pub struct Aligned {
    pub sources: Range<PositionIdx<Base>>,
    pub translations: Range<PositionIdx<Translation>>,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Blocks for which nothing is to be found: people have said what they are.
#[derive(Debug, Default)]
pub struct Settled {
    pub sources: BTreeSet<BlockIdx<Base>>,
    pub translations: BTreeSet<BlockIdx<Translation>>,
}
