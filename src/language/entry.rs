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
    /// Who is given data: authorities, partners, a company by its name.
    Recipient,
    /// A country, by its code.
    Country,
    /// A kind of data: health, whereabouts.
    Data,
    /// A term of law: retention, encryption.
    Law,
    /// A term of law by which somebody may do something: opt out, terminate.
    Right,
    /// A term of law that is the subject of its clause: liability, arbitration.
    Clause,
    /// How far something goes: only, at least, by default.
    Scope,
    /// A word that the site lists itself.
    Listed,
}

impl GraveKind {
    /// True for a word that says what a passage is about: it counts where the passage says it no more, or for the first time. Of the
    /// others it counts at which word they stand.
    pub fn is_topic(self) -> bool {
        use GraveKind::{Clause, Country, Data, Law, Listed, Recipient, Right, Scope};
        matches!(self, Recipient | Country | Data | Law | Right | Clause | Scope | Listed)
    }
}

/// Words that mean the same where only gravity counts: `isn't`, `not`, `cannot`.
pub(super) struct WordGroup {
    pub kind: GraveKind,
    /// What they mean, in English.
    pub value: &'static str,
    /// In lower case, with straight apostrophes; several words with a space between them, also where they are written with a hyphen.
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

pub(super) const fn recipient(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Recipient, value, forms }
}

pub(super) const fn data(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Data, value, forms }
}

pub(super) const fn law(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Law, value, forms }
}

pub(super) const fn right(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Right, value, forms }
}

pub(super) const fn clause(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Clause, value, forms }
}

pub(super) const fn scope(value: &'static str, forms: &'static [&'static str]) -> WordGroup {
    WordGroup { kind: GraveKind::Scope, value, forms }
}
