//! The JSON Schemas of the TOML files that people write, for their editors.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::raw;

/// The schema of one kind of file.
pub struct FileSchema {
    /// What it is called.
    pub name: &'static str,
    /// Where such files lie in a site.
    pub files: &'static str,
    make: fn() -> Value,
}

impl FileSchema {
    /// Of a file that is read as `T`.
    pub const fn of<T: JsonSchema>(name: &'static str, files: &'static str) -> Self {
        FileSchema { name, files, make: schema::<T> }
    }

    /// The schema itself. It is of draft 7, which editors of TOML know; TOML's days are text there.
    pub fn json(&self) -> Value {
        let mut schema = (self.make)();
        schema["title"] = self.files.into();
        schema
    }
}

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}

/// Those of all files that this room reads.
pub const ALL: [FileSchema; 9] = [
    FileSchema::of::<raw::Site>("promulgate", "promulgate.toml"),
    FileSchema::of::<raw::Policy>("policy", "content/POLICY/policy.toml"),
    FileSchema::of::<raw::Version>("version", "content/POLICY/versions/LABEL/version.toml"),
    FileSchema::of::<raw::Withdrawn>("withdrawn", "content/POLICY/versions/LABEL/withdrawn.toml"),
    FileSchema::of::<raw::Ledger>("ledger", "content/POLICY/versions/ledger.toml"),
    FileSchema::of::<raw::SyncFile>("sync", "content/POLICY/LANG.sync.toml"),
    FileSchema::of::<raw::Cookies>("cookies", "content/POLICY/cookies.toml"),
    FileSchema::of::<raw::Contacts>("contacts", "content/contacts.toml"),
    FileSchema::of::<raw::Glossary>("glossary", "content/glossary.toml"),
];
