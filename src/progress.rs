//! Who is told how far something is. What is long is told step by step, so that people see it go on.

/// Whoever wants to know how far something is.
pub trait Progress: Sync {
    /// So many things of a kind begin; 0 where they are not counted.
    fn begin(&self, what: &str, count: usize);
    /// One of them is done.
    fn step(&self);
    /// All of them are.
    fn end(&self);
}

/// Nobody.
pub struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _: &str, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}
