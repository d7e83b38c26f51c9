//! The TOML files exactly as people write them. Everything may be missing here; `config.rs` and its neighbours turn
//! these once into checked types. The doc comments are what editors show, through the JSON Schemas.

mod values;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::toml::At;

pub use values::{Day, Entries, Local};

/// `promulgate.toml`: the site.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Site {
    /// The name of the site, in page headers and titles: one text, or one per language.
    pub title: Option<At<Local<String>>>,
    /// Where the site will be, for example `https://policies.example.com`.
    pub base_url: Option<At<String>>,
    /// The language whose text decides, for example `en`.
    pub controlling: Option<At<String>>,
    /// All languages of the site, in the order in which readers are offered them.
    pub languages: Option<Vec<At<String>>>,
    /// The theme: a folder below `themes/`, or `default` or `plain`.
    pub theme: Option<At<String>>,
    /// The time zone whose calendar decides what today is, for example `UTC` or `Asia/Kuala_Lumpur`.
    pub zone: Option<At<String>>,
    /// Named groups of jurisdictions, for example `EEA = ["AT", "BE"]`.
    pub jurisdictions: Entries<Vec<At<String>>>,
    /// How drift of translations is judged.
    pub drift: Drift,
    /// What a build makes.
    pub build: Build,
    /// Where the site is published, by names of your own: `[publish.production]`.
    pub publish: Entries<Target>,
}

/// `[build]` of `promulgate.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Build {
    /// True to put compressed copies, `.br` and `.gz`, beside the files that are text.
    pub compress: Option<bool>,
    /// False to leave out the redlines from every version to the one in force, `compare/A/`.
    pub compare_to_in_force: Option<bool>,
}

/// `[publish.NAME]` of `promulgate.toml`. Credentials come from the environment only.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Target {
    /// Where the files go: `s3://BUCKET/PREFIX`, `gs://…`, `az://…` or `file:///FOLDER`.
    pub url: Option<At<String>>,
    /// The address of a service that speaks the same protocol, for example `https://objects.example.com`.
    pub endpoint: Option<At<String>>,
    /// The region of the bucket, where its service has regions.
    pub region: Option<At<String>>,
    /// How many days a file that the site no longer has stays there.
    pub grace_days: Option<At<i64>>,
    /// How many files one publication may delete.
    pub max_deletes: Option<At<i64>>,
}

/// `[drift]` of `promulgate.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Drift {
    /// The mildest state at which `promulgate drift` fails: minor, stale, missing or critical.
    pub fail_on: Option<At<String>>,
    /// How many days a translation may take to follow, from the day the controlling text takes effect: one number, or one
    /// per language.
    pub grace_days: Option<At<Local<i64>>>,
    /// Words and phrases of your own whose change in the controlling text is critical: a list, or one per language.
    pub grave: Option<Local<Vec<At<String>>>>,
}

/// `policy.toml`: what kind of policy a folder holds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Policy {
    /// `privacy-notice`, `cookie-notice`, `addendum` or `notice`.
    pub kind: Option<At<String>>,
    /// Its place in lists; smaller comes first.
    pub order: Option<At<i64>>,
    /// Of an addendum: whom it is for, as ISO 3166 codes or groups of `promulgate.toml`.
    pub jurisdictions: Vec<At<String>>,
    /// How many days before it takes effect a material change is announced.
    pub notice_days: Option<At<i64>>,
    /// Earlier names of the folder; their addresses lead here.
    pub formerly: Vec<At<String>>,
    /// True to ask search engines to leave out versions that are no longer in force.
    pub noindex_superseded: Option<At<bool>>,
    /// What it is and for whom, in one sentence for readers, per language.
    pub description: Entries<At<String>>,
}

/// `version.toml`: one released version.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Version {
    /// The version's name in its address; by default its effective day.
    pub label: Option<At<String>>,
    /// The day on which it was published.
    pub released: Option<At<Day>>,
    /// The day on which it takes effect.
    pub effective: Option<At<Day>>,
    /// True if it changes what readers are entitled or bound to.
    pub material: Option<At<bool>>,
    /// One line for readers, per language.
    pub summary: Entries<At<String>>,
}

/// `ledger.toml`: everything ever released for one policy. Written by the program only.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Ledger {
    pub entry: Vec<At<LedgerEntry>>,
}

/// One sealed file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct LedgerEntry {
    /// The sealed file, below the ledger's folder.
    pub path: Option<At<String>>,
    /// The version's label.
    pub label: Option<At<String>>,
    /// Of a text or its sync file: the language.
    pub language: Option<At<String>>,
    /// Of a text or its sync file: 1 for the first, 2 for the next revision.
    pub revision: Option<At<i64>>,
    /// Of a translation: the label of the version that it says it translates.
    pub translates: Option<At<String>>,
    /// The day on which the file was published.
    pub released: Option<At<Day>>,
    /// The day on which the version takes effect, or on which it is withdrawn.
    pub effective: Option<At<Day>>,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: Option<At<String>>,
    /// Why it was released.
    pub reason: Option<At<String>>,
    /// The `hash` of the entry before; zeros in the first.
    pub prev: Option<At<String>>,
    /// SHA-256 of the entry's lines above this one.
    pub hash: Option<At<String>>,
}

/// `withdrawn.toml`: that a version was taken back, or an addendum removed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day on which this was made known.
    pub released: Option<At<Day>>,
    /// The day from which it holds.
    pub effective: Option<At<Day>>,
    /// Why, in the controlling language.
    pub reason: Option<At<String>>,
}

/// `cookies.toml`: the cookie register.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Cookies {
    pub category: Vec<Category>,
    pub cookie: Vec<At<Cookie>>,
}

/// A category of cookies.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Category {
    /// What `category=` in a text and in an entry calls it.
    pub id: Option<At<String>>,
    /// What readers see.
    pub name: Option<Local<String>>,
}

/// One cookie, or a like technology.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Cookie {
    /// As browsers show it.
    pub name: Option<At<String>>,
    /// The `id` of a category.
    pub category: Option<At<String>>,
    /// Who sets it: one text, or one per language. The same holds for what follows.
    pub provider: Option<Local<String>>,
    /// What it is for.
    pub purpose: Option<Local<String>>,
    /// What it is: an HTTP cookie, local storage, a pixel.
    pub kind: Option<Local<String>>,
    /// How long it lasts.
    pub duration: Option<Local<String>>,
}

/// `contacts.toml`: controllers and their addresses.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Contacts {
    pub controller: Vec<At<Controller>>,
}

/// Who decides why and how personal information is used, for one region.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Controller {
    /// A short name of your own, such as `europe`; in a text, `{contacts} id=europe` shows this controller alone.
    pub id: Option<At<String>>,
    /// The region: one text, or one per language. The same holds for name and address.
    pub region: Option<Local<String>>,
    pub name: Option<Local<String>>,
    /// The lines of the postal address.
    pub address: Option<Local<Vec<String>>>,
    pub email: Option<At<String>>,
}

/// `glossary.toml`: defined terms.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Glossary {
    pub term: Vec<At<Term>>,
}

/// A defined term.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    pub id: Option<At<String>>,
    /// Every accepted rendering per language, the preferred one first.
    pub renderings: Entries<Vec<String>>,
    /// What it means, per language.
    pub definition: Entries<At<String>>,
}

/// The front matter of a text.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct FrontMatter {
    /// The label of the version that this whole file translates, or `working`.
    pub translates: Option<At<String>>,
}

/// `LANG.sync.toml`: what was reconciled in a translation. Written by the program.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct SyncFile {
    pub reconciled: Vec<At<Reconciled>>,
    pub allowed: Vec<At<Allowed>>,
}

/// A passage that says again what the controlling text says.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Reconciled {
    /// The id of its section.
    pub section: Option<At<String>>,
    /// The `text` fingerprint of the controlling passage; absent if the translation has the passage on purpose.
    pub controlling: Option<At<String>>,
    /// Which one among the section's passages that say the same, from 1.
    pub controlling_nth: Option<At<i64>>,
    /// The `text` fingerprint of the translated passage; absent if it needs no translation.
    pub translation: Option<At<String>>,
    pub translation_nth: Option<At<i64>>,
    pub day: Option<At<Day>>,
    pub by: Option<At<String>>,
    pub reason: Option<At<String>>,
}

/// A finding that is accepted at one passage.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Allowed {
    /// The id of its section.
    pub section: Option<At<String>>,
    /// The `text` fingerprint of the passage.
    pub translation: Option<At<String>>,
    pub translation_nth: Option<At<i64>>,
    /// The code of the finding.
    pub rule: Option<At<String>>,
    pub day: Option<At<Day>>,
    pub by: Option<At<String>>,
    pub reason: Option<At<String>>,
}

#[cfg(test)]
mod tests {
    use schemars::schema_for;

    use super::*;
    use crate::source::{discreet, hidden};

    /// The keys of a table, by its schema, and whether each is a table itself.
    fn keys(schema: schemars::Schema) -> Vec<(String, bool)> {
        let schema = schema.to_value();
        let is_table = |of: &serde_json::Value| of.get("$ref").is_some() || of["type"] == "object";
        let keys = schema["properties"].as_object().expect("a table").iter();
        keys.map(|(key, of)| (key.clone(), is_table(of))).collect()
    }

    #[test]
    fn every_key_but_below_publish_may_be_printed() {
        let is_shown = |key: &str, is_table: bool| match is_table {
            true => hidden::SHOWN.contains(&key),
            false => hidden::KEYS.contains(&key),
        };
        let of_site = keys(schema_for!(Site));
        let hidden: Vec<&str> = of_site
            .iter()
            .filter(|(key, is_table)| !is_shown(key, *is_table))
            .map(|(key, _)| key.as_str())
            .collect();
        assert_eq!(hidden, ["publish"]);
        let tables = [schema_for!(Drift), schema_for!(Build), schema_for!(Target)];
        for (key, _) in of_site.into_iter().chain(tables.into_iter().flat_map(keys)) {
            assert!(discreet::NAMES.contains(&key.as_str()), "{key} is a name of the program's own");
        }
    }
}
