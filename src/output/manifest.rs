//! `manifest.json`: every file of a built tree, and the sign that the tree is ours.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::markdown::fingerprint::{self, Fingerprint};
use crate::site::delivery::{self, Class, Redirect};

/// The file's name in the output folder.
pub const MANIFEST: &str = "manifest.json";

const GENERATOR: &str = "promulgate";

/// The version of the shape of the file.
const SHAPE: u32 = 1;

/// Every file of a tree but the manifest itself, by its path below the tree, with `/` between its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// True if working texts are shown as a preview, which is not for the public.
    pub preview: bool,
    /// The day as of which the tree was made; `None` if the program that made it did not say.
    pub day: Option<Date>,
    /// What a host that reads `_redirects` does instead of serving a file.
    pub redirects: Vec<Redirect>,
    pub files: BTreeMap<String, FileEntry>,
}

/// One file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    pub sha256: Fingerprint,
    /// In bytes.
    pub size: u64,
    /// The value of the header `Content-Type`.
    pub content_type: String,
    pub class: Class,
    /// The value of the header `Cache-Control`.
    pub cache_control: String,
}

impl FileEntry {
    /// The entry of a file of this version of the program.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let class = Class::of(path);
        FileEntry {
            sha256: fingerprint::of_bytes(bytes),
            size: bytes.len() as u64,
            content_type: delivery::content_type(path).to_owned(),
            class,
            cache_control: class.cache_control().to_owned(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct ManifestView {
    generator: String,
    shape: u32,
    #[serde(default)]
    preview: bool,
    #[serde(default)]
    day: Option<String>,
    #[serde(default)]
    redirects: Vec<RedirectView>,
    /// The header `Cache-Control` of each class.
    cache: BTreeMap<String, String>,
    files: BTreeMap<String, EntryView>,
}

#[derive(Serialize, Deserialize)]
struct RedirectView {
    from: String,
    to: String,
}

#[derive(Serialize, Deserialize)]
struct EntryView {
    sha256: String,
    size: u64,
    #[serde(rename = "type")]
    content_type: String,
    cache: String,
}

impl Manifest {
    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut cache = BTreeMap::new();
        let files = self.files.iter().map(|(path, entry)| {
            cache.insert(entry.class.name().to_owned(), entry.cache_control.clone());
            let view = EntryView {
                sha256: entry.sha256.to_string(),
                size: entry.size,
                content_type: entry.content_type.clone(),
                cache: entry.class.name().to_owned(),
            };
            (path.clone(), view)
        });
        let files = files.collect();
        let redirect =
            |redirect: &Redirect| RedirectView { from: redirect.from.clone(), to: redirect.to.clone() };
        let view = ManifestView {
            generator: GENERATOR.to_owned(),
            shape: SHAPE,
            preview: self.preview,
            day: self.day.map(|day| day.to_string()),
            redirects: self.redirects.iter().map(redirect).collect(),
            cache,
            files,
        };
        let mut bytes = serde_json::to_vec_pretty(&view).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// What the bytes of a manifest say; `None` if this version of the program cannot read them, or if no build of
    /// ours wrote them.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let view = serde_json::from_slice::<ManifestView>(bytes).ok()?;
        if view.generator != GENERATOR || view.shape != SHAPE {
            return None;
        }
        let entry = |entry: EntryView| {
            Some(FileEntry {
                sha256: Fingerprint::parse(&entry.sha256)?,
                size: entry.size,
                content_type: entry.content_type,
                class: Class::parse(&entry.cache)?,
                cache_control: view.cache.get(&entry.cache)?.clone(),
            })
        };
        let files = view.files.into_iter().map(|(path, view)| Some((path, entry(view)?)));
        let redirects =
            view.redirects.into_iter().map(|redirect| Redirect { from: redirect.from, to: redirect.to });
        Some(Manifest {
            preview: view.preview,
            day: view.day.and_then(|day| day.parse().ok()),
            redirects: redirects.collect(),
            files: files.collect::<Option<_>>()?,
        })
    }
}
