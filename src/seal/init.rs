//! A new site with an example in it.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::refusal::{FileRefusal, Refusal};
use super::sync_file::ATTRIBUTE;
use crate::disk::{self, NewFile};
use crate::source::tree::CONFIG_FILE;

static SMALL: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/seal/example");

/// The policies that the repository itself publishes. Whole ones are taken from it, with their ledgers.
static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
const CONFIG: &str = include_str!("../../promulgate.toml");

/// What of them the full example leaves out: enough stays to show everything that a site can have.
const LEFT_OUT: [&str; 6] = [
    "content/privacy/addenda/ca/",
    "content/privacy/addenda/cr/",
    "content/privacy/addenda/eea/",
    "content/privacy/addenda/jp/",
    "content/privacy/addenda/kr/",
    "content/privacy/addenda/us-ca/",
];

/// How much a new site has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Two short texts with one version each.
    Small,
    /// A policy centre of several texts with their versions, registers and addenda.
    Full,
}

/// Git may change line ends where it checks files out; below `versions/` every byte counts.
const SEALED_ATTRIBUTE: &str = "**/versions/** -text";

/// Writes an example into `folder`, which must be empty or not there, and returns how many files it has. What this left when it
/// was killed is completed.
///
/// # Errors
/// If the folder is not empty, or cannot be written.
pub fn init(folder: &Path, example: Example) -> Result<usize, Refusal> {
    let io = |error| Refusal::Io(folder.to_path_buf(), error);
    let files = files(example);
    // The configuration is written last: with it the site is there.
    let before = files.split_last().map(|(_, before)| before).unwrap_or_default();
    if disk::foreign(folder, before).map_err(io)?.is_some() {
        return Err(FileRefusal::NotEmpty(folder.to_path_buf()).into());
    }
    disk::fill(folder, &files).map_err(io)?;
    Ok(files.len())
}

/// The files of a new site, the configuration last.
fn files(example: Example) -> Vec<NewFile> {
    // Not carried as files of those names: they would be at work inside this repository.
    let mut files = vec![
        NewFile {
            path: ".gitignore".to_owned(),
            text: "/public\n/preview\n/.promulgate\n.promulgate-*\n.*.promulgate\n".to_owned(),
        },
        NewFile { path: ".gitattributes".to_owned(), text: format!("{SEALED_ATTRIBUTE}\n{ATTRIBUTE}\n") },
    ];
    match example {
        Example::Small => collect(&SMALL, "", &mut files),
        Example::Full => {
            collect(&CONTENT, "content/", &mut files);
            files.retain(|file| !LEFT_OUT.iter().any(|folder| file.path.starts_with(folder)));
            files.push(NewFile { path: CONFIG_FILE.to_owned(), text: CONFIG.to_owned() });
        }
    }
    files.sort_by_key(|file| file.path == CONFIG_FILE);
    files
}

fn collect(folder: &Dir<'_>, prefix: &str, files: &mut Vec<NewFile>) {
    for file in folder.files() {
        let path = format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/"));
        files.push(NewFile { path, text: file.contents_utf8().unwrap_or_default().to_owned() });
    }
    folder.dirs().for_each(|folder| collect(folder, prefix, files));
}
