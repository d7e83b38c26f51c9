//! The schemas of the files for programs (JSON Schema 2020-12), made from the types that are written.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::pretty::json;
use super::shapes::{Index, Manifest, Policies, SearchData};
use crate::render::{File, drift};

pub const POLICIES: &str = "policies";
pub const POLICY: &str = "policy";
pub const DRIFT: &str = "drift";
pub const SEARCH: &str = "search";
const MANIFEST: &str = "manifest";

/// Where the schema of that name is, with the host.
pub fn address(base_url: &str, name: &str) -> String {
    format!("{base_url}/{}", path(name))
}

fn path(name: &str) -> String {
    format!("schemas/{name}.schema.json")
}

/// All of them.
pub fn files(base_url: &str) -> Vec<File> {
    vec![
        file::<Policies>(base_url, POLICIES),
        file::<Index>(base_url, POLICY),
        file::<drift::SiteView>(base_url, DRIFT),
        file::<SearchData>(base_url, SEARCH),
        file::<Manifest>(base_url, MANIFEST),
    ]
}

fn file<T: JsonSchema>(base_url: &str, name: &str) -> File {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), address(base_url, name).into());
    File { path: path(name), bytes: json(&schema) }
}
