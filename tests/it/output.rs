//! The output folder is the old tree or the new one, whatever happens to a build.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use crate::support::{self, assert_code, files, new_site, printed};

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];
const NOBODY: u32 = 65_534;

/// Two sites that are built into the same folder.
struct Two {
    folder: TempDir,
    sites: [PathBuf; 2],
    /// What each is when it is built.
    trees: [BTreeMap<String, String>; 2],
}

impl Two {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (first, second) = (new_site(), new_site());
        let sites = [folder.path().join("one"), folder.path().join("two")];
        fs::rename(first.path().join("x"), &sites[0]).expect("a site");
        fs::rename(second.path().join("x"), &sites[1]).expect("a site");
        let path = sites[1].join("promulgate.toml");
        let config = fs::read_to_string(&path).expect("a configuration");
        fs::write(&path, config.replace("base_url = \"https://", "base_url = \"https://another."))
            .expect("a file");
        let tree = |site: &Path| {
            let out = tempfile::tempdir().expect("a temporary folder");
            let out = out.path().join("public");
            assert_code(&command(site, &out).output().expect("the program"), 0);
            files(&out)
        };
        let trees = [tree(&sites[0]), tree(&sites[1])];
        assert_ne!(trees[0], trees[1]);
        Two { folder, sites, trees }
    }

    /// A folder for output, next to nothing.
    fn out(&self) -> PathBuf {
        let parent = self.folder.path().join("out");
        fs::create_dir_all(&parent).expect("a folder");
        parent.join("public")
    }
}

/// A build of `site` into `out`.
fn command(site: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promulgate"));
    command.arg("build").args(DAY).arg("--root").arg(site).arg("--out").arg(out);
    command.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Without what the last build left in `.promulgate/`.
fn forget(site: &Path) {
    drop(fs::remove_dir_all(site.join(".promulgate")));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn assert_refused(output: &Output, says: &str) {
    let printed = printed(output);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(printed.contains(says), "{printed}");
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_tree_or_the_new_one() {
    let two = Two::new();
    let out = two.out();
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    let begun = Instant::now();
    assert_code(&command(&two.sites[1], &out).output().expect("the program"), 0);
    let whole = begun.elapsed();
    let (mut killed, mut old, mut new) = (0_u32, 0, 0);
    let mut there = 1;
    let mut moment = 1_u32;
    while killed < support::cases(40) {
        // Evenly spread, in an order that does not follow the clock (a linear congruential generator).
        moment = moment.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wait = whole.mul_f64(f64::from(moment >> 8) / f64::from(1 << 24) * 1.1);
        let next = 1 - there;
        forget(&two.sites[next]);
        let mut child = command(&two.sites[next], &out).spawn().expect("the program");
        std::thread::sleep(wait);
        drop(child.kill());
        let status = child.wait().expect("an end");
        killed += u32::from(status.signal() == Some(9));
        let now = files(&out);
        if now == two.trees[next] {
            new += 1;
            there = next;
        } else {
            assert!(now == two.trees[there], "killed after {wait:?}: neither the old tree nor the new one");
            old += 1;
        }
    }
    assert!(old > 8 && new > 0, "{old} times the old tree, {new} times the new one");
    forget(&two.sites[0]);
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    assert_eq!(files(&out), two.trees[0]);
    assert_eq!(names(out.parent().expect("a folder")), ["public"], "nothing else is left behind");
}

/// Runs a build under strace with something injected into its system calls.
fn strace(site: &Path, out: &Path, injects: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2"]);
    command.args(injects.iter().flat_map(|inject| ["-e", inject]));
    command.arg(env!("CARGO_BIN_EXE_promulgate")).arg("build").args(DAY);
    command.arg("--root").arg(site).arg("--out").arg(out).stdin(Stdio::null());
    command.output().expect("strace, which tests/run installs")
}

#[test]
fn without_an_exchange_two_renames_do_and_an_interrupted_pair_is_mended() {
    let two = Two::new();
    let out = two.out();
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    let no_exchange = "inject=renameat2:error=EINVAL";
    forget(&two.sites[1]);
    let output = strace(&two.sites[1], &out, &[no_exchange]);
    assert_code(&output, 0);
    assert_eq!(files(&out), two.trees[1]);
    // Between the two there is no folder of that name, the one moment that the next build has to mend.
    let output = strace(&two.sites[0], &out, &[no_exchange, "inject=renameat:signal=SIGKILL:when=2"]);
    assert_ne!(output.status.code(), Some(0));
    assert!(!out.exists());
    // It puts the old tree back before anything else: here it is refused the second rename of its own, the third in all.
    forget(&two.sites[0]);
    assert_code(&strace(&two.sites[0], &out, &[no_exchange, "inject=renameat:error=EIO:when=3"]), 2);
    assert_eq!(files(&out), two.trees[1]);
    forget(&two.sites[1]);
    assert_code(&command(&two.sites[1], &out).output().expect("the program"), 0);
    assert_eq!(files(&out), two.trees[1]);
    assert_eq!(names(out.parent().expect("a folder")), ["public"]);
    // Where the second is refused, the first is taken back.
    forget(&two.sites[1]);
    let injects = [no_exchange, "inject=renameat:error=EIO:when=2"];
    assert_code(&strace(&two.sites[1], &out, &injects), 2);
    assert_eq!(files(&out), two.trees[1]);
    assert_eq!(names(out.parent().expect("a folder")), ["public"]);
}

/// A small file system in memory, taken away in the end.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// Tests run as root, or where anybody may have a file system of their own.
    fn new(size: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], folder.path());
        SmallDisk(folder)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

#[track_caller]
fn mount(arguments: &[&str], folder: &Path) {
    let status = Command::new("mount").args(arguments).arg(folder).status().expect("mount");
    assert!(status.success(), "this test has to be run by root, who may mount a file system");
}

#[test]
fn a_full_disk_leaves_the_old_tree() {
    let two = Two::new();
    // Room for one tree and a few pages of memory, in which a tmpfs counts.
    let size: usize = two.trees[0].values().map(|file| file.len().div_ceil(4096) * 4096).sum();
    let disk = SmallDisk::new(&(size + 16 * 4096).to_string());
    let out = disk.0.path().join("public");
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    assert_refused(&command(&two.sites[1], &out).output().expect("the program"), "No space left on device");
    assert_eq!(files(&out), two.trees[0]);
    assert_eq!(names(disk.0.path()), ["public"]);
}

#[test]
fn a_file_system_that_is_read_only_leaves_the_old_tree() {
    let two = Two::new();
    let disk = SmallDisk::new("64m");
    let out = disk.0.path().join("public");
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    mount(&["-o", "remount,ro"], disk.0.path());
    assert_refused(&command(&two.sites[1], &out).output().expect("the program"), "Read-only file system");
    assert_eq!(files(&out), two.trees[0]);
    assert_eq!(names(disk.0.path()), ["public"]);
}

/// Runs a build as somebody who owns nothing; root may write everywhere.
fn as_nobody(two: &Two, site: usize, out: &Path) -> Output {
    let program = two.folder.path().join("program");
    // By another process: a program that is open for writing cannot be run, and what tests start beside this one would
    // hold it open.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_promulgate")).arg(&program).status().expect("cp");
    assert!(copied.success());
    let open =
        |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
    open(two.folder.path());
    open(&program);
    let mut command = Command::new(&program);
    command.arg("build").args(DAY).arg("--root").arg(&two.sites[site]).arg("--out").arg(out);
    command.current_dir("/").env("NO_COLOR", "1").stdin(Stdio::null());
    command.uid(NOBODY).gid(NOBODY).output().expect("this test has to be run by root")
}

#[test]
fn a_folder_that_may_not_be_written_leaves_the_old_tree() {
    let two = Two::new();
    let out = two.out();
    let parent = out.parent().expect("a folder");
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    // The folder above belongs to somebody else.
    assert_refused(&as_nobody(&two, 1, &out), "Permission denied");
    assert_eq!(files(&out), two.trees[0]);
    // The folder above may be written, the old tree may not be taken away.
    fs::set_permissions(parent, fs::Permissions::from_mode(0o1777)).expect("permissions");
    assert_refused(&as_nobody(&two, 1, &out), "not permitted");
    assert_eq!(files(&out), two.trees[0]);
    assert_eq!(names(parent), ["public"]);
    // Nobody's own folder, beside a site that may not be written: nothing is remembered, and that is all.
    let own = two.folder.path().join("own");
    fs::create_dir(&own).expect("a folder");
    std::os::unix::fs::chown(&own, Some(NOBODY), Some(NOBODY)).expect("an owner");
    forget(&two.sites[1]);
    assert_code(&as_nobody(&two, 1, &own.join("public")), 0);
    assert_eq!(files(&own.join("public")), two.trees[1]);
    assert_eq!(names(&own), ["public"]);
}

#[test]
fn of_two_builds_at_once_one_says_that_it_has_to_wait() {
    let two = Two::new();
    let out = two.out();
    let work = out.with_file_name(".public.promulgate");
    fs::create_dir_all(work.join("new/left")).expect("what an interrupted build left");
    let lock = File::create(work.join("lock")).expect("a file");
    lock.lock().expect("a lock");
    assert_refused(&command(&two.sites[0], &out).output().expect("the program"), "another build is writing");
    assert!(!out.exists());
    drop(lock);
    assert_code(&command(&two.sites[0], &out).output().expect("the program"), 0);
    assert_eq!(names(out.parent().expect("a folder")), ["public"]);
    for _ in 0..20 {
        two.sites.iter().for_each(|site| forget(site));
        let start = |site: &PathBuf| command(site, &out).spawn().expect("the program");
        let children: Vec<Child> = two.sites.iter().map(start).collect();
        let outputs: Vec<Output> =
            children.into_iter().map(|child| child.wait_with_output().expect("an end")).collect();
        let done = outputs.iter().filter(|output| output.status.success()).count();
        assert!(done > 0, "{}{}", printed(&outputs[0]), printed(&outputs[1]));
        for output in outputs.iter().filter(|output| !output.status.success()) {
            assert_refused(output, "another build is writing");
        }
        let now = files(&out);
        assert!(two.trees.contains(&now));
        assert_eq!(names(out.parent().expect("a folder")), ["public"]);
    }
}
