//! Files beside a site that somebody asked for by name on the command line, such as those of `schema --out`.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::people::beside;

/// Writes a file in one step. A plain file that is there makes room: its name was given for that. Where it is a link or has another
/// name as well, what lies there is left alone.
///
/// # Errors
/// If what is there is no plain file, or what the system says.
pub fn write_asked(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::other(
            "what is there is a link or no plain file; take it away, or name another",
        ));
    }
    let file = beside(path, bytes, None)?;
    file.persist(path).map_err(|error| error.error)
}

/// The bytes of a file that somebody named, links followed; `None` for what is no plain file, as a pipe or a device, which may have
/// no end, and for one of more than `most` bytes.
///
/// # Errors
/// What the system says.
pub fn read_named(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut options = fs::File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // A pipe must not make the program wait.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Makes a folder, and those above it.
///
/// # Errors
/// What the system says.
pub fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
