//! Checking again with every saved change: what `check --watch` does.

use std::io;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use jiff::civil::Date;

use super::changes::Changes;
use super::watch::{SECOND_LOOK, Watch};
use super::{Today, Workspace};
use crate::pipeline::Opened;
use crate::source::Findings;

/// How often it is looked whether another day has begun.
const DAY_CHECK: Duration = Duration::from_secs(30);
/// For how long nothing more must come before what came is taken in: a checkout changes many files one after another.
const QUIET: Duration = Duration::from_millis(50);

/// What is watched.
pub struct Watching<'a> {
    /// The folder of the site.
    pub root: &'a Path,
    /// The day for which the site is checked, instead of today.
    pub asked: Option<Date>,
    pub today: Today,
    /// True to look at the files again and again, where the system does not tell of changes.
    pub poll: bool,
}

/// Hands over what is found in the site now, and again whenever that may have changed, until the process ends.
///
/// # Errors
/// If the folder cannot be watched.
pub fn watch_findings(options: Watching<'_>, mut tell: impl FnMut(Findings, &Opened)) -> io::Result<()> {
    let root = options.root.canonicalize()?;
    let (sender, changes) = mpsc::channel();
    let mut watch = Watch::begin(&root, options.poll, move |changes| drop(sender.send(changes)))
        .map_err(io::Error::other)?;
    let mut workspace = Workspace::open(&root, options.today, options.asked);
    workspace.check_everything();
    tell(workspace.findings(), &workspace.opened);
    let mut second_look = false;
    loop {
        let Some(changes) = next(&changes, second_look) else { return Ok(()) };
        let taken = workspace.take_in(&changes);
        if taken.has_other_files {
            // A folder that cannot be watched is seen when the site is read.
            drop(watch.renew(&root));
        }
        second_look = taken.has_other_files && !second_look;
        let is_new_day = workspace.is_of_yesterday();
        if is_new_day {
            workspace.turn_to(None);
        }
        if taken.is_new || is_new_day {
            workspace.check_everything();
            tell(workspace.findings(), &workspace.opened);
        }
    }
}

/// The next changes, all those together that come one upon the other; none if only time has passed, and anything if the
/// folder has to be looked at once more. `None` if there can be no more.
fn next(received: &mpsc::Receiver<Changes>, second_look: bool) -> Option<Changes> {
    let mut changes = if second_look { Changes::anything() } else { Changes::default() };
    let mut wait = if second_look { SECOND_LOOK } else { DAY_CHECK };
    loop {
        match received.recv_timeout(wait) {
            Ok(more) => {
                changes.add(more);
                wait = QUIET;
            }
            Err(RecvTimeoutError::Timeout) => return Some(changes),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}
