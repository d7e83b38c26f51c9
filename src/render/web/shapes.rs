//! The shapes of the files for programs. Their doc comments are the descriptions in the schemas that the site publishes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// Goes up when a field of `policies.json`, `index.json` or `search.json` changes its meaning or is taken out.
pub const SHAPE: u32 = 1;

/// `/policies.json`: every policy of the site, and what is in force of it.
#[derive(Serialize, JsonSchema)]
pub struct Policies {
    /// The address of the schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    pub schema: String,
    /// The version of the shape. It goes up when a field changes its meaning or is taken out.
    pub shape: u32,
    /// The day as of which this is so.
    #[schemars(extend("format" = "date"))]
    pub day: String,
    /// The name of the site, by language.
    pub title: BTreeMap<String, String>,
    /// The language whose texts decide (BCP 47).
    pub controlling: String,
    /// All languages of the site, in the order in which readers are offered them.
    pub languages: Vec<String>,
    /// The policies of which a version was published, in the order of the site's lists.
    pub policies: Vec<Policy>,
}

/// A policy, or an addendum to one.
#[derive(Serialize, JsonSchema)]
pub struct Policy {
    /// What it is called everywhere: `privacy`, of an addendum `privacy/addenda/br`.
    pub policy: String,
    /// `privacy-notice`, `cookie-notice`, `addendum` or `notice`.
    #[schemars(extend("enum" = ["privacy-notice", "cookie-notice", "addendum", "notice"]))]
    pub kind: &'static str,
    /// Of an addendum: for whom it is, as ISO 3166 codes and groups of the site.
    pub jurisdictions: Vec<String>,
    /// The version in force; null before the first one takes effect, and after an addendum ended.
    pub in_force: Option<Version>,
    /// The versions that are announced, the next one first.
    pub upcoming: Vec<Version>,
    /// The policy in each language of the site.
    pub languages: Vec<PolicyLanguage>,
    /// The addenda to the policy.
    pub addenda: Vec<Policy>,
}

/// A version of a policy.
#[derive(Serialize, JsonSchema)]
pub struct Version {
    /// Its name, as in its address.
    pub label: String,
    /// The day on which it was published.
    #[schemars(extend("format" = "date"))]
    pub released: String,
    /// The day from which it applies.
    #[schemars(extend("format" = "date"))]
    pub effective: String,
    /// True if it changes what readers are entitled or bound to; never of a first edition, which changes nothing.
    pub material: bool,
}

/// A policy in a language.
#[derive(Serialize, JsonSchema)]
pub struct PolicyLanguage {
    /// The language of the pages (BCP 47).
    pub language: String,
    /// The title of the text that readers of the language are shown, and its language: the controlling one where there is no
    /// translation.
    pub title: String,
    pub title_language: String,
    /// The page of what is in force; null where nothing is. Of an addendum it holds the policy as well.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    /// The page of all versions.
    #[schemars(extend("format" = "uri"))]
    pub history: String,
    /// All versions, for programs.
    #[schemars(extend("format" = "uri"))]
    pub index: String,
    /// News of versions (Atom).
    #[schemars(extend("format" = "uri"))]
    pub feed: String,
}

/// `/LANG/POLICY/index.json`: every version of a policy in a language.
#[derive(Serialize, JsonSchema)]
pub struct Index {
    /// The address of the schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    pub schema: String,
    /// The version of the shape. It goes up when a field changes its meaning or is taken out.
    pub shape: u32,
    /// The day as of which this is so.
    #[schemars(extend("format" = "date"))]
    pub day: String,
    /// What the policy is called everywhere: `privacy`, of an addendum `privacy/addenda/br`.
    pub policy: String,
    /// The language of the pages (BCP 47).
    pub language: String,
    /// The language whose texts decide.
    pub controlling: String,
    /// The title of the newest text, and its language.
    pub title: String,
    pub title_language: String,
    /// The page of what is in force; null where nothing is.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    /// The page of all versions.
    #[schemars(extend("format" = "uri"))]
    pub history: String,
    /// News of versions (Atom).
    #[schemars(extend("format" = "uri"))]
    pub feed: String,
    /// The ledger that answers for every sealed text (TOML).
    #[schemars(extend("format" = "uri"))]
    pub ledger: Option<String>,
    /// What `url` shows; null where nothing is in force. To be kept as what a person was shown.
    pub shown: Option<Shown>,
    /// Every version that was published, the newest first, also those that were withdrawn.
    pub versions: Vec<IndexVersion>,
}

/// What the page of what is in force shows.
#[derive(Serialize, JsonSchema)]
pub struct Shown {
    /// The version in force.
    pub version: String,
    /// The version to which the text belongs: an earlier one where only that is translated.
    pub text_version: String,
    #[serde(flatten)]
    pub text: Text,
}

/// A version of a policy in a language.
#[derive(Serialize, JsonSchema)]
pub struct IndexVersion {
    /// Its name, as in its address.
    pub label: String,
    /// `upcoming`, `in-force`, `superseded` or `withdrawn`.
    #[schemars(extend("enum" = ["upcoming", "in-force", "superseded", "withdrawn"]))]
    pub status: &'static str,
    /// The day on which it was published.
    #[schemars(extend("format" = "date"))]
    pub released: String,
    /// The day from which it applies.
    #[schemars(extend("format" = "date"))]
    pub effective: String,
    /// True if it changes what readers are entitled or bound to; never of a first edition, which changes nothing.
    pub material: bool,
    /// The first later version that is material and was not withdrawn before it took effect; null where there is none. Whoever
    /// agreed to this version has not been asked about that one.
    pub material_since: Option<String>,
    /// Of one that was withdrawn, or with which an addendum ends: from which day on.
    #[schemars(extend("format" = "date"))]
    pub withdrawn: Option<String>,
    /// What is new in it, in one line.
    pub summary: Option<Summary>,
    /// Its permanent page.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
    /// The page of what changed from it to the next version that stands.
    #[schemars(extend("format" = "uri"))]
    pub redline_to_next: Option<String>,
    /// Its text in the language, the first revision first; where there is none, the controlling text.
    pub texts: Vec<Text>,
}

/// What is new in a version.
#[derive(Serialize, JsonSchema)]
pub struct Summary {
    pub text: String,
    pub language: String,
}

/// A text as it was sealed.
#[derive(Serialize, JsonSchema)]
pub struct Text {
    /// The language of the text: the controlling one where there is no translation.
    pub language: String,
    /// 1, or more for a later revision of a translation.
    pub revision: u32,
    /// The day on which this text was published.
    #[schemars(extend("format" = "date"))]
    pub released: String,
    /// Of a translation: the version whose controlling text it says.
    pub translates: Option<String>,
    /// SHA-256 of its Markdown, in hexadecimal, as the ledger has it.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Its permanent page.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
    /// Its Markdown, byte for byte as it was sealed.
    #[schemars(extend("format" = "uri"))]
    pub markdown: String,
}

/// `/LANG/search.json`: the words of every text in force, section by section.
#[derive(Serialize, JsonSchema)]
pub struct SearchData {
    /// The address of the schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    pub schema: String,
    /// The version of the shape. It goes up when a field changes its meaning or is taken out.
    pub shape: u32,
    /// The day as of which this is so.
    #[schemars(extend("format" = "date"))]
    pub day: String,
    /// The language of the pages (BCP 47).
    pub language: String,
    /// The texts in force, as readers of the language are shown them.
    pub texts: Vec<SearchText>,
}

/// A text in force.
#[derive(Serialize, JsonSchema)]
pub struct SearchText {
    pub title: String,
    /// The language of the text: the controlling one where there is no translation.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The page that shows it, from `/`.
    pub address: String,
    pub sections: Vec<SearchSection>,
}

/// A section of a text.
#[derive(Serialize, JsonSchema)]
pub struct SearchSection {
    /// Its place on the page, the part of an address after `#`; empty for what stands before the first heading.
    pub id: String,
    /// Empty for what stands before the first heading.
    pub heading: String,
    /// What a reader sees of it, without its heading: a line for each passage and each cell of a table.
    pub text: String,
}

/// `/manifest.json`: every file of the built site but itself.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "says the shape of what output/manifest.rs writes")]
pub struct Manifest {
    /// The program that made the site.
    #[schemars(extend("const" = "promulgate"))]
    generator: String,
    /// The version of the shape. It goes up when a field changes its meaning or is taken out.
    shape: u32,
    /// True if working texts are shown as a preview, which is not for the public.
    preview: bool,
    /// The day as of which the site was made.
    #[schemars(extend("format" = "date"))]
    day: String,
    /// Permanent redirects of hosts that read `_redirects`, in the place of the files that are there for other hosts.
    redirects: Vec<ManifestRedirect>,
    /// The value of the header `Cache-Control` of each class of file.
    cache: BTreeMap<String, String>,
    /// The files by their path below the site's folder.
    files: BTreeMap<String, ManifestFile>,
}

/// A permanent redirect.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "says the shape of what output/manifest.rs writes")]
struct ManifestRedirect {
    /// A pattern of addresses: `:lang` stands for one part of a path, a star at the end for all that follows.
    from: String,
    /// Where it leads, with `:lang` and `:splat` filled in.
    to: String,
}

/// One file of the site.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "says the shape of what output/manifest.rs writes")]
struct ManifestFile {
    /// SHA-256 of its bytes, in hexadecimal.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    sha256: String,
    /// In bytes.
    size: u64,
    /// The value of the header `Content-Type`.
    #[serde(rename = "type")]
    content_type: String,
    /// A class of `cache`.
    cache: String,
}
