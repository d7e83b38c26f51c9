//! The bar of the live preview.

use serde::Serialize;

/// The whole bar.
#[derive(Debug, Serialize)]
pub struct PreviewBar {
    /// The language of the page.
    pub lang: String,
    pub dir: &'static str,
    /// The forms in which the page's text can be seen.
    pub forms: Vec<PreviewLink>,
    /// The draft in every language.
    pub texts: Vec<PreviewText>,
    /// As of which day the site is shown, and whether that is today.
    pub day: String,
    pub is_today: bool,
    /// Where the page is, from `/`.
    pub address: String,
}

/// A form in which a text can be seen.
#[derive(Debug, Serialize)]
pub struct PreviewLink {
    /// The interface string that names it.
    pub key: &'static str,
    pub href: String,
    pub current: bool,
}

/// A draft in one language.
#[derive(Debug, Serialize)]
pub struct PreviewText {
    pub lang: String,
    pub dir: &'static str,
    /// The language's own name.
    pub name: String,
    pub href: String,
    pub current: bool,
    /// Of a translation: how many passages do not say what the controlling text says.
    pub behind: Option<usize>,
}
