//! A new site with an example in it.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::staged::{self, NewFile, Refusal};
use super::sync_file::ATTRIBUTE;
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

/// Writes an example into `folder`, which must be empty or not there, and returns how many files it has.
///
/// # Errors
/// If the folder is not empty, or cannot be written.
pub fn init(folder: &Path, example: Example) -> Result<usize, Refusal> {
    if !is_empty(folder).map_err(|error| Refusal::Io(folder.to_path_buf(), error))? {
        return Err(Refusal::Not(format!(
            "{} is not empty; name a folder that is empty or not there yet",
            folder.display()
        )));
    }
    let mut files = Vec::new();
    match example {
        Example::Small => collect(&SMALL, "", &mut files),
        Example::Full => {
            collect(&CONTENT, "content/", &mut files);
            files.retain(|file| !LEFT_OUT.iter().any(|folder| file.path.starts_with(folder)));
            files.push(NewFile { path: CONFIG_FILE.to_owned(), text: CONFIG.to_owned() });
        }
    }
    // Not carried as a file of that name: it would be at work inside this repository.
    files.push(NewFile {
        path: ".gitignore".to_owned(),
        text: "/public\n/preview\n/.promulgate\n".to_owned(),
    });
    files.push(NewFile {
        path: ".gitattributes".to_owned(),
        text: format!("{SEALED_ATTRIBUTE}\n{ATTRIBUTE}\n"),
    });
    staged::write(folder, &files)?;
    Ok(files.len())
}

/// True for a folder in which nothing is, but perhaps a repository of git.
fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".git"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn collect(folder: &Dir<'_>, prefix: &str, files: &mut Vec<NewFile>) {
    for file in folder.files() {
        let path = format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/"));
        files.push(NewFile { path, text: file.contents_utf8().unwrap_or_default().to_owned() });
    }
    folder.dirs().for_each(|folder| collect(folder, prefix, files));
}
