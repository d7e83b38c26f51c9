//! Exchanging two files or folders.

use std::io;
use std::path::Path;

use cap_std::fs::Dir;

/// Exchanges two files or folders in one step.
///
/// # Errors
/// [`io::ErrorKind::Unsupported`] where the system or the file system cannot; otherwise what the system says.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub fn exchange((one, name): (&Dir, &Path), (other, other_name): (&Dir, &Path)) -> io::Result<()> {
    use rustix::fs::{RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(one, name, other, other_name, RenameFlags::EXCHANGE).map_err(|errno| match errno {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        errno => errno.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn exchange(_: (&Dir, &Path), _: (&Dir, &Path)) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
