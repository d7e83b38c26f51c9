//! Which blocks of two languages belong together.

use std::collections::BTreeSet;

/// Blocks that say the same in two languages: one of each, or one and two neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// Indexes of blocks of the source.
    pub sources: Vec<usize>,
    /// Indexes of blocks of the translation.
    pub translations: Vec<usize>,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
}

/// Blocks for which nothing is to be found: people have said what they are.
#[derive(Debug, Default)]
pub struct Settled {
    /// Of the source.
    pub sources: BTreeSet<usize>,
    pub translations: BTreeSet<usize>,
}
