//! `promulgate schema`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::Value;

use super::Outcome;
use crate::disk;
use crate::library::LEDGER;
use crate::library::schemas::{self, FileSchema};
use crate::output;
use crate::render::theme;
use crate::source::json;
use crate::source::toml::{did_you_mean, nearest};
use crate::source::tree::{CONFIG_FILE, FOLDERS};

/// Print the JSON Schema of a kind of TOML file, with which editors complete keys and show what they mean
///
/// Without a name it lists what there is. With --out it writes all of them into a folder; a file then names its own in its first
/// line, `#:schema ../../.schemas/policy.schema.json`, or the editor's settings do for all files of a kind.
#[derive(Debug, Args)]
pub struct Schema {
    /// policy, cookies and so on; findings is what `check --format json` prints
    name: Option<String>,
    /// Write all of them into this folder, NAME.schema.json each
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    out: Option<PathBuf>,
}

const FINDINGS: &str = "findings";

impl Schema {
    /// # Errors
    /// If there is no such schema, or the folder cannot be written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        match (&self.out, &self.name) {
            (Some(folder), _) => write(folder)?,
            (None, None) => list(),
            (None, Some(name)) => super::print(&text(&schema(name)?)),
        }
        Ok(Outcome::Done)
    }
}

/// Those of files.
fn files() -> impl Iterator<Item = FileSchema> {
    schemas::ALL.into_iter().chain([theme::SCHEMA])
}

fn list() {
    for schema in files() {
        super::say(format_args!("{:12} {}", schema.name, schema.files));
    }
    super::say(format_args!("{FINDINGS:12} what `check --format json` prints"));
}

fn schema(name: &str) -> anyhow::Result<Value> {
    if name == FINDINGS {
        return Ok(json::schema());
    }
    files().find(|schema| schema.name == name).map(|schema| schema.json()).with_context(|| {
        let names = || files().map(|schema| schema.name).chain([FINDINGS]);
        let help = match nearest(name, names()) {
            Some(near) => did_you_mean(near),
            None => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
        };
        format!("there is no schema `{name}`; {help}")
    })
}

fn write(folder: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", folder.display());
    refuse_texts(&output::resolved(folder).with_context(cannot)?)?;
    disk::create_folders(folder).with_context(cannot)?;
    for name in files().map(|schema| schema.name).chain([FINDINGS]) {
        let path = folder.join(format!("{name}.schema.json"));
        disk::write_asked(&path, text(&schema(name)?).as_bytes()).with_context(cannot)?;
        super::report(path.display());
    }
    Ok(())
}

/// Refuses a folder in which a site has its files, some of them sealed. It is a real one, or not there yet.
fn refuse_texts(folder: &Path) -> anyhow::Result<()> {
    let is_of_site = |site: &Path| {
        let is_there = site.join(CONFIG_FILE).is_file();
        is_there && FOLDERS.iter().any(|name| folder.starts_with(site.join(name)))
    };
    let is_sealed = |above: &Path| above.ends_with("versions") && above.join(LEDGER).exists();
    ensure!(
        !folder.ancestors().any(|above| is_of_site(above) || is_sealed(above)),
        "{} is part of a site itself; name another folder",
        folder.display()
    );
    Ok(())
}

fn text(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}
