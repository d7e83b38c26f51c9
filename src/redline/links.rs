//! Which blocks of two texts belong together.

use typed_index_collections::TiVec;

use super::index::{BlockIdx, ByBlock, Idx, Role};

/// Which block is paired with which, both ways. One value for each block of the two texts.
#[derive(Debug)]
pub struct Pairs<A, B> {
    pub to_new: ByBlock<A, Option<BlockIdx<B>>>,
    pub to_old: ByBlock<B, Option<BlockIdx<A>>>,
}

impl<A: Role, B: Role> Pairs<A, B> {
    /// Returns no pairs yet, of texts with so many blocks.
    pub fn none(olds: usize, news: usize) -> Self {
        Pairs { to_new: vec![None; olds].into(), to_old: vec![None; news].into() }
    }

    /// Pairs two blocks, unless one of them has a pair already.
    pub fn add(&mut self, old: BlockIdx<A>, new: BlockIdx<B>) {
        if self.to_new[old].is_none() && self.to_old[new].is_none() {
            self.to_new[old] = Some(new);
            self.to_old[new] = Some(old);
        }
    }
}

/// Blocks that belong together: one of each text, or one that was split into several, or several that were merged.
///
/// Both lists have at least one block, and one of them has only one. They are neighbours, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<A, B> {
    pub olds: Vec<BlockIdx<A>>,
    pub news: Vec<BlockIdx<B>>,
}

/// Names the links of two texts in indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Links {}

pub type LinkIdx = Idx<Links>;
pub type LinkList<A, B> = TiVec<LinkIdx, Link<A, B>>;

impl<A: Role, B: Role> Link<A, B> {
    /// Returns the first of the old blocks.
    pub fn first_old(&self) -> BlockIdx<A> {
        self.olds[0]
    }

    /// Returns the first of the new blocks.
    pub fn first_new(&self) -> BlockIdx<B> {
        self.news[0]
    }

    /// Returns the two blocks if it is one of each text.
    pub fn pair(&self) -> Option<(BlockIdx<A>, BlockIdx<B>)> {
        match (self.olds.as_slice(), self.news.as_slice()) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        }
    }
}

/// Returns links in the order of the old text.
pub fn in_order<A: Role, B: Role>(mut links: Vec<Link<A, B>>) -> LinkList<A, B> {
    links.sort_by(|a, b| (&a.olds, &a.news).cmp(&(&b.olds, &b.news)));
    links.into()
}

/// Returns the same links the other way round, in order.
pub fn mirrored<A: Role, B: Role>(links: LinkList<A, B>) -> LinkList<B, A> {
    in_order(links.into_iter().map(|link| Link { olds: link.news, news: link.olds }).collect())
}
