//! The shapes of what stands in the heads of pages, and of the pages that only lead to others.

use serde::Serialize;

/// A stylesheet or a script of the theme.
#[derive(Debug, Serialize)]
pub struct Loaded {
    pub href: String,
    /// What the file must be, for the attribute of that name.
    pub integrity: String,
}

/// The page in another language.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// A language, or `x-default`.
    pub hreflang: String,
    /// Whole, with the host.
    pub href: String,
}

/// A link of the page as a whole.
#[derive(Debug, Serialize)]
pub struct Relation {
    /// `version-history`, `latest-version`, `predecessor-version`, `successor-version`, `original` or `timemap`.
    pub rel: &'static str,
    pub href: String,
    /// The media type of what is there, where it is no page.
    pub media: Option<&'static str>,
}

/// A feed.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    pub href: String,
    pub title: String,
}

/// One property of Open Graph.
#[derive(Debug, Serialize)]
pub struct Property {
    pub name: &'static str,
    pub content: String,
}

/// `404.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    pub parts: Vec<NotFoundLanguage>,
}

/// What readers of one language are told.
#[derive(Debug, Serialize)]
pub struct NotFoundLanguage {
    pub lang: String,
    pub dir: &'static str,
    /// All policies in that language.
    pub home: String,
}

/// `moved.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct MovedPage {
    /// Where to.
    pub to: String,
}
