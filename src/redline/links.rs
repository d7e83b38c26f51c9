//! Which blocks of two texts belong together.

/// Which block is paired with which, both ways.
#[derive(Debug)]
pub struct Pairs {
    pub to_new: Vec<Option<usize>>,
    pub to_old: Vec<Option<usize>>,
}

impl Pairs {
    /// None yet, of texts with so many blocks.
    pub fn none(olds: usize, news: usize) -> Self {
        Pairs { to_new: vec![None; olds], to_old: vec![None; news] }
    }

    /// Pairs two blocks, unless one of them has a pair already.
    pub fn add(&mut self, old: usize, new: usize) {
        if let (Some(to_new), Some(to_old)) = (self.to_new.get_mut(old), self.to_old.get_mut(new))
            && to_new.is_none()
            && to_old.is_none()
        {
            (*to_new, *to_old) = (Some(new), Some(old));
        }
    }
}

/// Blocks that belong together: one of each text, or one that was split into several, or several that were merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Neighbours, in order. One of the two has only one.
    pub olds: Vec<usize>,
    pub news: Vec<usize>,
}

/// The same links the other way round, in order.
pub fn mirrored(links: Vec<Link>) -> Vec<Link> {
    let mirrored = links.into_iter().map(|link| Link { olds: link.news, news: link.olds });
    let mut links: Vec<Link> = mirrored.collect();
    links.sort_by(|a, b| (&a.olds, &a.news).cmp(&(&b.olds, &b.news)));
    links
}
