//! Tells when something changes in the folder of a site.

use std::path::Path;
use std::time::Duration;

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::changes::Changes;
use crate::source::tree::FOLDERS;

/// For how long a file must be left alone before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// After files came or went the folder is looked at once more, this much later: what was made in a new folder before it was
/// watched told nobody.
pub const SECOND_LOOK: Duration = Duration::from_millis(300);
/// How often it is looked whether that time is over.
const TICK: Duration = Duration::from_millis(2);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// A watch over the folder of a site. Dropped, it ends.
pub enum Watch {
    /// The system tells.
    Told(Debouncer<RecommendedWatcher, NoCache>),
    /// The files are looked at again and again.
    Polled(Debouncer<PollWatcher, NoCache>),
}

impl Watch {
    /// Watches the site in `root`, and hands over what may have changed. Where the system cannot tell (it watches so many
    /// files at most, or the files lie on another machine), or if `poll`, the files are looked at again and again.
    ///
    /// # Errors
    /// A message, if the folder cannot be watched in any way.
    pub fn begin(
        root: &Path,
        poll: bool,
        tell: impl Fn(Changes) + Clone + Send + 'static,
    ) -> Result<Self, notify::Error> {
        let told = (!poll).then(|| {
            let watcher = debouncer::<RecommendedWatcher>(Config::default(), tell.clone())?;
            watched(Watch::Told(watcher), root)
        });
        match told {
            Some(Ok(watch)) => Ok(watch),
            _ => {
                // The days of files are compared to the second only, so what they say is compared as well.
                let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
                watched(Watch::Polled(debouncer::<PollWatcher>(config, tell)?), root)
            }
        }
    }

    /// True if the files are looked at again and again, which takes longer.
    pub fn is_polled(&self) -> bool {
        matches!(self, Watch::Polled(_))
    }

    /// Watches the folders of the site that were not there before, or are other ones of the same name now.
    ///
    /// # Errors
    /// If one cannot be watched.
    pub fn renew(&mut self, root: &Path) -> Result<(), notify::Error> {
        for folder in FOLDERS {
            let folder = root.join(folder);
            // Of a folder that was never watched or is gone this says so, which is no fault.
            drop(self.unwatch(&folder));
            if folder.is_dir() {
                self.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), notify::Error> {
        match self {
            Watch::Told(debouncer) => debouncer.watch(path, mode),
            Watch::Polled(debouncer) => debouncer.watch(path, mode),
        }
    }

    fn unwatch(&mut self, path: &Path) -> Result<(), notify::Error> {
        match self {
            Watch::Told(debouncer) => debouncer.unwatch(path),
            Watch::Polled(debouncer) => debouncer.unwatch(path),
        }
    }
}

/// Of the site's own folder only what lies directly in it: beside `content/` there may be whole programs.
fn watched(mut watch: Watch, root: &Path) -> Result<Watch, notify::Error> {
    watch.watch(root, RecursiveMode::NonRecursive)?;
    watch.renew(root)?;
    Ok(watch)
}

fn debouncer<W: Watcher>(
    config: Config,
    tell: impl Fn(Changes) + Send + 'static,
) -> Result<Debouncer<W, NoCache>, notify::Error> {
    let handler = move |events| tell(changes(events));
    new_debouncer_opt::<_, W, NoCache>(QUIET, Some(TICK), handler, NoCache::new(), config)
}

fn changes(events: DebounceEventResult) -> Changes {
    let Ok(events) = events else { return Changes::anything() };
    let mut changes = Changes::default();
    for event in events.into_iter().filter(|event| !matches!(event.kind, EventKind::Access(_))) {
        changes.anything |= event.need_rescan();
        changes.paths.extend(event.event.paths);
    }
    changes
}
