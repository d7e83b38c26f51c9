//! The shapes that templates see. Domain types are not serialised; these are.

mod compare;
mod drift;
mod head;
#[cfg(feature = "serve")]
mod preview;

use serde::Serialize;

pub use compare::{
    CompareNote, CompareNoteKind, ComparePage, ComparedText, FateCount, FollowedBanner, ListedChange,
    Redline, TouchedSection,
};
pub use drift::{
    BilingualPage, BilingualRow, BilingualText, DriftBanner, StateCount, StatusPage, StatusPassage,
    StatusPolicy, StatusText,
};
pub use head::{Alternate, FeedLink, Loaded, MovedPage, NotFoundLanguage, NotFoundPage, Property, Relation};
#[cfg(feature = "serve")]
pub use preview::{PreviewBar, PreviewLink, PreviewText};

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
    /// The same, whole; of an announced version the permanent one. `None` for what is shown at any address.
    pub canonical: Option<String>,
    /// True where search engines should not go: previews, and superseded versions of a policy that wants it so.
    pub noindex: bool,
    /// The page in the languages in which search engines are told of it, and the one for everybody else.
    pub alternates: Vec<Alternate>,
    /// How the page stands to others of its policy (RFC 5829, RFC 7089).
    pub relations: Vec<Relation>,
    /// Where readers learn of new versions.
    pub feeds: Vec<FeedLink>,
    /// What others show of the page when somebody shares it.
    pub open_graph: Vec<Property>,
    /// What the page says to programs, as JSON-LD (safe): the texts on it.
    pub linked_data: Option<String>,
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
    /// The language whose texts decide.
    pub controlling: String,
    /// The policies of the page's language.
    pub home: String,
    /// The search in the page's language.
    pub search: String,
    /// How the translations stand, of a site that has any.
    pub status: Option<String>,
    /// The theme's stylesheets, in order.
    pub stylesheets: Vec<Loaded>,
    /// Its scripts, in order.
    pub scripts: Vec<Loaded>,
    /// The theme's icon.
    pub icon: Option<String>,
    /// What pages may load and run, for hosts that send no such header.
    pub content_security_policy: &'static str,
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
    /// What it is and for whom.
    pub description: Option<Words>,
    /// Of the version in force; none where nothing is in force yet.
    pub released: Option<Day>,
    pub effective: Option<Day>,
    /// What is new in it, for 90 days.
    pub summary: Option<Words>,
    /// Announced versions.
    pub upcoming: Vec<VersionLink>,
    /// The pages for single jurisdictions.
    pub jurisdictions: Vec<PageLink>,
    /// The preview of the working text, in builds with drafts.
    pub draft: Option<PageLink>,
}

/// `search.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// The texts in force, with their sections.
    pub texts: Vec<SearchedText>,
    /// What the theme's search reads: `/LANG/search.json`.
    pub data: String,
    /// What the theme loads to search; nothing if it does without.
    pub stylesheets: Vec<Loaded>,
    pub scripts: Vec<Loaded>,
}

/// A text that can be searched.
#[derive(Debug, Serialize)]
pub struct SearchedText {
    /// The page that shows it; its words are the title.
    pub link: PageLink,
    pub dir: &'static str,
    pub contents: Vec<ContentsEntry>,
}

/// `policy.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct PolicyPage {
    /// One text, or on a jurisdiction's page the policy and its addenda.
    pub articles: Vec<Article>,
    /// The code in capitals on a jurisdiction's page, else nothing.
    pub jurisdiction: Option<String>,
    /// On a jurisdiction's page: addenda that no longer apply.
    pub ended: Vec<EndedAddendum>,
    /// The versions before and after this one, and those that are announced.
    pub previous: Option<VersionLink>,
    pub next: Option<VersionLink>,
    pub upcoming: Vec<VersionLink>,
    /// The page of all versions.
    pub history: Option<String>,
    /// The pages for single jurisdictions.
    pub jurisdictions: Vec<PageLink>,
    /// The page of the policy in force, where this is another one.
    pub in_force: Option<PageLink>,
    pub draft: Option<PageLink>,
}

/// An addendum that was removed.
#[derive(Debug, Serialize)]
pub struct EndedAddendum {
    /// Its title, with a link to its history.
    pub link: PageLink,
    /// From which day on it no longer applies.
    pub day: Day,
    pub reason: Words,
}

/// `history.html`: what it adds to the frame.
#[derive(Debug, Serialize)]
pub struct HistoryPage {
    /// The policy, with a link to what is in force if anything is.
    pub policy: PageLink,
    /// Newest first.
    pub versions: Vec<HistoryEntry>,
    /// Of a policy with addenda: what changed on which day, newest first.
    pub timeline: Vec<TimelineDay>,
    /// The ledger, with which everything can be verified.
    pub ledger: Option<String>,
    /// Where readers learn of the next one.
    pub feed: Option<String>,
}

/// A version in its policy's history.
#[derive(Debug, Serialize)]
pub struct HistoryEntry {
    pub version: VersionLink,
    /// True for the first one, which changes nothing.
    pub is_first: bool,
    /// True for one that was taken back before it took effect.
    pub never_applied: bool,
    /// When it applied, or will as far as is known; `None` for one that never did.
    pub applied: Option<Applied>,
    pub material: bool,
    pub summary: Option<Words>,
    /// What changed from the version before it.
    pub redline: Option<RedlineLink>,
    /// What has changed since then, of a version that is no longer in force.
    pub redline_since: Option<RedlineLink>,
    /// Its texts by language and revision.
    pub texts: Vec<SealedText>,
    pub withdrawal: Option<WithdrawalView>,
}

/// The days on which a version applied.
#[derive(Debug, Serialize)]
pub struct Applied {
    /// The first, for programs.
    pub from: String,
    /// The day from which it no longer does, if that is known.
    pub until: Option<Day>,
    /// True if that day is over.
    pub is_over: bool,
}

/// That a version was taken back, or an addendum removed.
#[derive(Debug, Serialize)]
pub struct WithdrawalView {
    /// The day from which it holds.
    pub day: Day,
    pub reason: Words,
}

/// One sealed text, with which it can be verified.
#[derive(Debug, Serialize)]
pub struct SealedText {
    /// The language's own name, and its tag.
    pub name: String,
    pub lang: String,
    pub revision: u32,
    /// The day on which this text was published.
    pub released: Day,
    pub href: String,
    /// The Markdown as it was sealed.
    pub markdown: String,
    /// SHA-256 of the Markdown, in hexadecimal.
    pub sha256: String,
}

/// What changed on one day.
#[derive(Debug, Serialize)]
pub struct TimelineDay {
    pub day: Day,
    pub events: Vec<TimelineEvent>,
}

/// A part of a policy that changed.
#[derive(Debug, Serialize)]
pub struct TimelineEvent {
    /// The part's title, with a link to the version.
    pub link: PageLink,
    pub version: String,
    pub kind: EventKind,
}

/// What a version did on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It took effect.
    Effective,
    /// It takes effect, on a day that is still to come.
    Upcoming,
    /// The addendum ended with it.
    Ended,
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
    /// What the policy is and for whom.
    pub description: Option<Words>,
    /// The version that the page is about, by its label; `None` for a working text.
    pub label: Option<String>,
    pub released: Option<Day>,
    pub effective: Option<Day>,
    /// Of a translation that was published on another day than its version.
    pub revised: Option<Day>,
    /// True for a first edition, which changes nothing.
    pub is_first: bool,
    /// True for a material change, and what it changes; where the text in force is, for 90 days only.
    pub material: bool,
    pub summary: Option<Words>,
    /// What changed from the version before it; for a working text, from the version in force.
    pub redline: Option<RedlineLink>,
    /// The permanent page of this text.
    pub permalink: Option<String>,
    /// Of a released text.
    pub sealed: Option<SealedText>,
    pub notices: Vec<Notice>,
    /// Of a translation that is behind the controlling text.
    pub drift: Option<DriftBanner>,
    /// Of a translation: the page with both texts.
    pub bilingual: Option<String>,
    pub contents: Vec<ContentsEntry>,
    /// The text after its title, as HTML (safe).
    pub body: String,
    /// The defined terms that it uses.
    pub terms: Vec<Term>,
    /// Of an addendum on a jurisdiction's page: the page of its versions.
    pub history: Option<String>,
}

/// A title.
#[derive(Debug, Serialize)]
pub struct Heading {
    pub id: String,
    /// Its address as a block.
    pub block: String,
    /// Safe.
    pub html: String,
    /// The language of its words, where it is not that of the text: a text without a title has that of another.
    pub lang: Option<String>,
    pub dir: Option<&'static str>,
}

/// Something a reader must know before reading a text.
#[derive(Debug, Serialize)]
pub struct Notice {
    pub kind: NoticeKind,
    /// The page that it speaks of.
    pub href: Option<String>,
    /// The language of that page.
    pub hreflang: Option<String>,
    /// The version that it speaks of.
    pub version: Option<String>,
    /// A day that it speaks of.
    pub day: Option<Day>,
    /// What the program does not say itself: a summary, a reason.
    pub words: Option<Words>,
    /// The redline that shows it.
    pub redline: Option<RedlineLink>,
}

/// What a notice says. Templates and strings know it by its name in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// For reference: the controlling text decides.
    Translation,
    /// Not translated: the controlling text is shown.
    Fallback,
    /// The translation of an earlier version.
    Earlier,
    /// The translation of an earlier version, of which some passages follow a later one.
    Partly,
    /// A later revision of the translation is there.
    Revised,
    Draft,
    /// Released, but not yet effective.
    Upcoming,
    /// A later version is announced.
    Announced,
    /// No longer in force, and nothing is.
    Superseded,
    /// Superseded by a version that is named.
    Replaced,
    Withdrawn,
    /// The addendum will end.
    Ending,
    Ended,
}

/// A link to a redline.
#[derive(Debug, Clone, Serialize)]
pub struct RedlineLink {
    pub href: String,
    /// The language of the texts that it compares: the controlling one where these are not translated.
    pub hreflang: String,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub struct ContentsEntry {
    pub id: String,
    /// Safe, without links.
    pub html: String,
    /// Its language, where that is not the text's.
    pub lang: Option<String>,
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

/// A version, with its permanent page.
#[derive(Debug, Serialize)]
pub struct VersionLink {
    pub label: String,
    pub href: String,
    /// `in-force`, `upcoming`, `superseded` or `withdrawn`.
    pub status: &'static str,
    pub released: Day,
    pub effective: Day,
}
