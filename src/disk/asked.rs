//! Files beside a site that somebody asked for by name on the command line, such as those of `schema --out`.

use std::fs;
use std::io;
use std::path::Path;

/// Writes a file. What is there is written over: its name was given for that.
///
/// # Errors
/// What the system says.
pub fn write_asked(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}

/// Makes a folder, and those above it.
///
/// # Errors
/// What the system says.
pub fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
