//! Sites of which files are made worse at random: whatever they say, nothing panics or hangs, findings point into their files, `check`
//! and `build` agree, a stopped build writes nothing, two builds are the same, and what is built is whole.
//!
//! `PROMULGATE_FUZZ_SECONDS` says how long, `PROMULGATE_SEED` with which case to begin. A case that fails is made again by its own
//! seed alone, which it prints.

mod examine;
mod mutate;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

use promulgate::seal::{self, Example};

use crate::random_edits::{Random, SITE};
use crate::support::{self, repository};

/// So long one step of a case may take at most, on a slow machine with a slow build of the program.
const TOO_LONG: Duration = Duration::from_secs(180);

/// What cases came to, in numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    sites: usize,
    steps: usize,
    /// Builds that came to a site, and those that were stopped by errors.
    built: usize,
    stopped: usize,
    findings: usize,
    releases: usize,
    redlines: usize,
    drift: usize,
    /// Sites that the program itself was run on, as a process.
    processes: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.sites += other.sites;
        self.steps += other.steps;
        self.built += other.built;
        self.stopped += other.stopped;
        self.findings += other.findings;
        self.releases += other.releases;
        self.redlines += other.redlines;
        self.drift += other.drift;
        self.processes += other.processes;
    }
}

/// What a thread says of its work.
enum News {
    /// It does this now.
    Step(u64, String),
    Case(Count),
    Failed(u64, String),
}

#[test]
fn whatever_the_files_say_nothing_breaks() {
    let (seconds, seed) =
        (support::given("PROMULGATE_FUZZ_SECONDS", 6), support::given("PROMULGATE_SEED", 1));
    let end = Instant::now() + Duration::from_secs(seconds);
    // A thread that hangs is left behind: the process ends with the tests.
    let (sender, news) = mpsc::channel();
    for thread in 0..2 {
        let sender = sender.clone();
        std::thread::spawn(move || work(thread, seed, end, &sender));
    }
    drop(sender);
    let mut count = Count::default();
    let mut doing: BTreeMap<u64, (String, Instant)> = BTreeMap::new();
    loop {
        match news.recv_timeout(Duration::from_secs(1)) {
            Ok(News::Step(case, step)) => {
                doing.insert(case % 2, (format!("PROMULGATE_SEED={case}: {step}"), Instant::now()));
            }
            Ok(News::Case(of_case)) => count.add(&of_case),
            Ok(News::Failed(case, words)) => {
                panic!("PROMULGATE_SEED={case} PROMULGATE_FUZZ_SECONDS=0 makes this again:\n{words}")
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
        for (step, since) in doing.values() {
            assert!(since.elapsed() < TOO_LONG, "it hangs: {step}");
        }
    }
    println!("{count:?}");
    assert!(count.sites > 0);
    if count.steps > 100 {
        assert!(count.built * 20 > count.steps, "too few sites can still be built: {count:?}");
    }
}

/// Tries one case after another until the time is over, at least one: every second seed.
fn work(thread: u64, first: u64, end: Instant, sender: &Sender<News>) {
    for case in (first..).filter(|case| case % 2 == (first + thread) % 2) {
        // If the whole process dies, by a stack that overflows, this says at what.
        let note = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-seed-{thread}"));
        drop(fs::write(note, case.to_string()));
        let mut step = String::new();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            try_case(case, &mut |words| {
                step = words.clone();
                drop(sender.send(News::Step(case, words)));
            })
        }));
        let news = match outcome {
            Ok(count) => News::Case(count),
            Err(panic) => News::Failed(case, format!("{step}\n{}", words_of(panic.as_ref()))),
        };
        let is_over = matches!(news, News::Failed(..)) || Instant::now() >= end;
        if sender.send(news).is_err() || is_over {
            return;
        }
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned())).unwrap_or_default()
}

/// A site, made worse and examined a few times. `tell` is told what is done.
fn try_case(seed: u64, tell: &mut dyn FnMut(String)) -> Count {
    let mut random = Random(seed.wrapping_mul(0x5851_F42D_4C95_7F2D));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    let name = make(&mut random, &root);
    let mut count = Count { sites: 1, ..Count::default() };
    let mut site = examine::Site::new(&root, folder.path());
    let mut history = vec![name.to_owned()];
    let mut good = examine::bytes(&root);
    // What is not optimised is slow.
    let most = if cfg!(debug_assertions) { 2 } else { 5 };
    for _ in 0..=random.below(most) {
        history.extend(mutate::mutate(&mut random, &root));
        tell(history.join("\n  "));
        count.steps += 1;
        if site.examine(&mut random, &mut count) {
            good = examine::bytes(&root);
        } else if random.chance(70) {
            // Mostly somebody mends it.
            fs::remove_dir_all(&root).expect("a folder");
            for (path, bytes) in &good {
                write(&root.join(path), bytes);
            }
            history.push("what was good comes back".to_owned());
        }
    }
    count
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Makes one of the sites that a case begins with, and returns which.
fn make(random: &mut Random, root: &Path) -> &'static str {
    match random.below(if cfg!(debug_assertions) { 14 } else { 20 }) {
        0..4 => {
            seal::init(root, Example::Small).expect("a site");
            "the small example"
        }
        4..6 => {
            seal::init(root, Example::Full).expect("a site");
            support::adopt(root);
            "the full example"
        }
        6..14 => {
            for (path, text) in SITE {
                write(&root.join(path), text.as_bytes());
            }
            support::adopt(root);
            "the site whose policies refer to each other"
        }
        _ => {
            copy(&repository("promulgate.toml"), &root.join("promulgate.toml"));
            copy(&repository("content"), &root.join("content"));
            "the site of this repository"
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry.expect("a readable folder");
        let below = entry.path().strip_prefix(from).expect("a path below it");
        let target = if below.as_os_str().is_empty() { to.to_path_buf() } else { to.join(below) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Every file of the site that people write, in order.
fn files(root: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_own = |path: &Path| path.strip_prefix(root).is_ok_and(|path| !path.starts_with(".promulgate"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter(|path| is_own(path)).collect()
}
