//! What tables of words consist of.

/// What a word or sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GraveKind {
    /// A number, a date or an amount, in digits or in words.
    Number,
    /// A unit of time.
    Unit,
    /// An e-mail address.
    Address,
    /// A sign that is a word of its own: ✓, §.
    Symbol,
    Negation,
    Modal,
}

/// Words that mean the same where only gravity counts: `isn't`, `not`, `cannot`.
pub(super) struct WordGroup {
    pub kind: GraveKind,
    /// What they mean, in English.
    pub value: &'static str,
    /// In lower case, with straight apostrophes.
    pub forms: &'static [&'static str],
}

pub(super) const fn negation(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Negation, value, forms }
}

pub(super) const fn modal(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Modal, value, forms }
}

pub(super) const fn unit(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Unit, value, forms }
}
