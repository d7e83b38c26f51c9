//! The shapes that templates see. Domain types are not serialised; these are.

use serde::Serialize;

/// What every page has: the whole context of a template is this plus what the kind of page adds.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The language of the page around the text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// For `<title>`: what the page is about, without the site's name.
    pub title: String,
    pub site: Site,
    /// Where the page is, from `/`.
    pub address: String,
    /// The same, whole.
    pub canonical: String,
    /// True where search engines should not go: previews.
    pub noindex: bool,
    /// True on every page of a build with drafts.
    pub preview: bool,
    /// The same page in every language, this one among them; empty where there is only one.
    pub languages: Vec<LanguageLink>,
}

/// The site as a whole.
#[derive(Debug, Serialize)]
pub struct Site {
    pub title: String,
    pub title_lang: String,
    /// Scheme and host, without a slash at the end.
    pub base_url: String,
    /// The policies of the page's language.
    pub home: String,
    /// The theme's stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// The theme's icon.
    pub icon: Option<String>,
}

/// A page in another language.
#[derive(Debug, Serialize)]
pub struct LanguageLink {
    pub lang: String,
    pub dir: &'static str,
    /// The language's own name.
    pub name: String,
    pub href: String,
    pub current: bool,
}

/// A day: `datetime` for programs, `text` in the reader's own form.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    pub datetime: String,
    pub text: String,
}

/// Words with their language.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    pub text: String,
    pub lang: String,
}

/// A link to another page, its words in `lang`.
#[derive(Debug, Serialize)]
pub struct PageLink {
    pub href: String,
    pub text: String,
    pub lang: String,
    pub current: bool,
}

/// `policies.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct PoliciesPage {
    pub policies: Vec<PolicyEntry>,
}

/// A policy in the list of a language.
#[derive(Debug, Serialize)]
pub struct PolicyEntry {
    pub link: PageLink,
    /// Of the version in force; none where nothing is in force yet.
    pub released: Option<Day>,
    pub effective: Option<Day>,
    pub summary: Option<Words>,
    /// Announced versions.
    pub upcoming: Vec<VersionLink>,
    /// The pages for single jurisdictions.
    pub jurisdictions: Vec<PageLink>,
    /// The preview of the working text, in builds with drafts.
    pub draft: Option<PageLink>,
}

/// `policy.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct PolicyPage {
    /// One text, or on a jurisdiction's page the policy and its addenda.
    pub articles: Vec<Article>,
    /// The code in capitals on a jurisdiction's page, else nothing.
    pub jurisdiction: Option<String>,
    /// Every version known on the day, newest first.
    pub versions: Vec<VersionLink>,
    /// The pages for single jurisdictions.
    pub jurisdictions: Vec<PageLink>,
    /// The page of the policy in force, where this is another one.
    pub in_force: Option<PageLink>,
    pub draft: Option<PageLink>,
}

/// One text on a page.
#[derive(Debug, Serialize)]
pub struct Article {
    /// The policy's folder.
    pub policy: String,
    /// The version's label, or `working`.
    pub version: String,
    /// The language of the text itself.
    pub lang: String,
    pub dir: &'static str,
    /// `in-force`, `upcoming`, `superseded` or `draft`.
    pub status: &'static str,
    pub is_addendum: bool,
    /// The title as HTML (safe) with its block address.
    pub title: Heading,
    /// The title in words.
    pub plain_title: String,
    pub released: Option<Day>,
    pub effective: Option<Day>,
    pub material: bool,
    pub summary: Option<Words>,
    /// The permanent page of this version.
    pub permalink: Option<String>,
    pub notices: Vec<Notice>,
    pub contents: Vec<ContentsEntry>,
    /// The text after its title, as HTML (safe).
    pub body: String,
    /// The defined terms that it uses.
    pub terms: Vec<Term>,
    /// An addendum's own versions.
    pub versions: Vec<VersionLink>,
}

/// A title.
#[derive(Debug, Serialize)]
pub struct Heading {
    pub id: String,
    /// Its address as a block.
    pub block: String,
    /// Safe.
    pub html: String,
}

/// Something a reader must know before reading a text.
#[derive(Debug, Serialize)]
pub struct Notice {
    /// `translation`: for reference, the controlling text decides; `fallback`: not translated, the controlling text
    /// is shown; `earlier`: the translation of an earlier version; `draft`; `upcoming`; `superseded`.
    pub kind: &'static str,
    /// The page that it speaks of.
    pub href: Option<String>,
    /// The language of that page.
    pub hreflang: Option<String>,
    /// The version that it speaks of.
    pub version: Option<String>,
    /// A day that it speaks of.
    pub day: Option<Day>,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub struct ContentsEntry {
    pub id: String,
    /// Safe, without links.
    pub html: String,
    /// The sections inside it.
    pub inside: Vec<ContentsEntry>,
}

/// A defined term that a text uses.
#[derive(Debug, Serialize)]
pub struct Term {
    pub id: String,
    pub name: String,
    pub definition: String,
}

/// A version in a list.
#[derive(Debug, Serialize)]
pub struct VersionLink {
    pub label: String,
    pub href: String,
    pub status: &'static str,
    pub released: Day,
    pub effective: Day,
    pub current: bool,
}
