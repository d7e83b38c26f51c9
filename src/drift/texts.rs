//! The texts that are measured.

use crate::library::{Glossary, LinkReader};
use crate::locale::Lang;
use crate::markdown::Document;

/// What is measured.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    /// The controlling text that the translation says as a whole.
    pub base: &'a Document,
    /// The controlling text against which it is measured.
    pub current: &'a Document,
    pub translation: &'a Document,
    /// The controlling texts between the two, the newest first: what was reconciled may be what one of them says.
    pub between: Vec<&'a Document>,
    /// The terms that both languages know.
    pub glossed: Option<Glossed<'a>>,
    /// Says which of their links lead to the same place.
    pub links: LinkReader<'a>,
}

/// The terms of a glossary in two languages: of the source, and of the translation. They are the same whatever they are
/// called there.
#[derive(Debug, Clone, Copy)]
pub struct Glossed<'a> {
    pub glossary: &'a Glossary,
    pub languages: [&'a Lang; 2],
}
