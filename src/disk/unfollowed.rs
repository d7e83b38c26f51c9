//! Opening what is the program's own, and nothing that somebody put in its place: no link is followed, and no pipe waited for.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

/// Opens a plain file for reading, without following a link and without waiting for whoever writes into a pipe.
///
/// # Errors
/// If it is a link or no plain file, or what the system says.
pub fn open_own(path: &Path) -> io::Result<fs::File> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut options = careful();
    options.read(true);
    Dir::open_ambient_dir(parent, ambient_authority())?.open_with(name, &options).and_then(plain)
}

/// How files are opened that are the program's own: a link is none of them, and a pipe must not make it wait.
pub fn careful() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.follow(FollowSymlinks::No);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    options
}

/// The file, if it is a plain one.
///
/// # Errors
/// If it is none, or what the system says.
pub fn plain(file: cap_std::fs::File) -> io::Result<fs::File> {
    let file = file.into_std();
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("it is no plain file, as promulgate writes it; take it away")),
    }
}

/// Opens a folder in another one.
///
/// # Errors
/// If it is a link or no folder, or what the system says.
pub fn open(parent: &Dir, name: &OsStr) -> io::Result<Dir> {
    let is_folder = parent.symlink_metadata(name)?.is_dir();
    match parent.open_dir_nofollow(name) {
        Ok(dir) if is_folder => Ok(dir),
        Err(error) if is_folder => Err(error),
        _ => Err(io::Error::other(
            "it is a link or a file, and promulgate needs a folder of its own there; take it away",
        )),
    }
}
