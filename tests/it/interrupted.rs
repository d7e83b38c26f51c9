//! What seals is stopped at every system call that writes, and refused every one: all of it is there afterwards, or
//! nothing. `strace` does both, and says first which calls there are; `tests/run` installs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{assert_code, files, new_site, printed, promulgate};

/// Everything by which a process changes a file system.
const WRITING: &str = "write,pwrite64,writev,pwritev,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,\
                       unlinkat,rmdir,link,linkat,symlink,symlinkat,ftruncate,truncate,fsync,fdatasync,sync_file_range,\
                       chmod,fchmod,fchmodat,fallocate,copy_file_range,sendfile";

/// A call of the system at which a run is stopped: the how-manieth of its name, in the thread that makes it.
struct Stop {
    call: String,
    at: usize,
}

/// Runs the program under strace; `options` are those of strace.
fn strace(root: &Path, options: &[&str], arguments: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq"])
        .args(options)
        .arg(env!("CARGO_BIN_EXE_promulgate"))
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .expect("strace, which tests/run installs")
}

/// Runs it until it comes to `stop`, where `what` happens, as strace names it.
fn stopped(root: &Path, stop: &Stop, what: &str, arguments: &[&str]) -> Output {
    let Stop { call, at } = stop;
    let inject = format!("inject={call}:{what}:when={at}");
    strace(root, &["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject], arguments)
}

/// Every call by which a run of the program changes the file system. Strace counts the calls of each name in each thread by
/// themselves, and so does this. What is opened to be read only is counted, but no stop.
fn stops(root: &Path, arguments: &[&str]) -> Vec<Stop> {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("calls");
    let run = strace(root, &["-o", &log.to_string_lossy(), "-e", &format!("trace={WRITING}")], arguments);
    assert_code(&run, 0);
    let log = fs::read_to_string(&log).expect("what strace saw");
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let calls = log.lines().filter_map(|line| {
        let (thread, rest) = line.split_once(' ')?;
        let (call, given) = rest.trim_start().split_once('(')?;
        let is_call =
            !call.is_empty() && call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_call.then_some((thread, call, given))
    });
    let counted = calls.map(|(thread, call, given)| {
        let at = counts.entry((thread, call)).or_default();
        *at += 1;
        (Stop { call: call.to_owned(), at: *at }, given)
    });
    let writes = |(stop, given): &(Stop, &str)| {
        !stop.call.starts_with("open")
            || ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| given.contains(flag))
    };
    counted.filter(writes).map(|(stop, _)| stop).collect()
}

/// The files of the site, but for what the program keeps for itself.
fn content(root: &Path) -> BTreeMap<String, String> {
    files(&root.join("content"))
}

fn restore(root: &Path, files: &BTreeMap<String, String>) {
    fs::remove_dir_all(root.join("content")).expect("a folder");
    for (path, text) in files {
        let target = root.join("content").join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, text).expect("a file");
    }
}

/// Stops `arguments` at every writing call that it makes, by a kill and by an error of the system.
fn stop_everywhere(root: &Path, arguments: &[&str]) {
    let before = content(root);
    let stops = stops(root, arguments);
    let after = content(root);
    assert_ne!(before, after, "{arguments:?} does something");
    for name in ["open", "write", "rename", "fsync"] {
        assert!(stops.iter().any(|stop| stop.call.starts_with(name)), "{arguments:?} is stopped at {name}");
    }
    let (mut none, mut whole) = (0, 0);
    for what in ["signal=SIGKILL", "error=ENOSPC"] {
        for stop in &stops {
            restore(root, &before);
            let output = stopped(root, stop, what, arguments);
            let place =
                format!("{arguments:?}, {} {} of its kind, {what}: {}", stop.call, stop.at, printed(&output));
            assert!(what.starts_with("error") || !output.status.success(), "{place}: it was not stopped");
            // Whatever was left, the site is sound as it is.
            let built = promulgate(root, &["build", "--out", "public"]);
            assert_eq!(built.status.code(), Some(0), "{place}{}", printed(&built));
            // And the next command that writes leaves nothing half done.
            let next = promulgate(root, &["withdraw", "privacy", "nothing", "--reason", "x", "--yes"]);
            assert_eq!(next.status.code(), Some(2), "{place}{}", printed(&next));
            match content(root) {
                now if now == before => none += 1,
                now if now == after => whole += 1,
                now => panic!("{place}: neither as before nor as after:\n{:?}", now.keys()),
            }
        }
    }
    assert!(none > 5 && whole > 2, "{arguments:?}: {none} times nothing, {whole} times all of it");
}

#[test]
fn a_release_that_is_stopped_leaves_all_of_it_or_nothing() {
    let folder = new_site();
    let root = folder.path().join("x");
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let path = root.join("content").join(path);
        fs::write(&path, change(fs::read_to_string(&path).expect("a text"))).expect("a text");
    };
    edit("privacy/en.md", &|text| text + "\nSomething new.\n");
    edit("privacy/zh-CN.md", &|text| text.replace("\"2026-01-01\"", "\"working\"") + "\n新的一段。\n");
    let day = ["--as-of", "2026-03-01", "--yes"];
    stop_everywhere(&root, &[&["release", "privacy"], &day[..]].concat());
    edit("privacy/zh-CN.md", &|text| text + "\n修订。\n");
    edit("privacy/en.md", &|text| text + "\nMore.\n");
    let later = ["--as-of", "2026-03-02", "--yes"];
    stop_everywhere(&root, &[&["release", "privacy", "--lang", "zh-CN"], &later[..]].concat());
    assert_code(
        &promulgate(&root, &[&["release", "privacy", "--effective", "2026-04-01"], &later[..]].concat()),
        0,
    );
    stop_everywhere(&root, &[&["withdraw", "privacy", "2026-04-01", "--reason", "x"], &later[..]].concat());
}

#[test]
fn an_adoption_that_is_stopped_leaves_all_of_it_or_nothing() {
    let folder = new_site();
    let root = folder.path().join("x");
    let target = root.join("content/privacy/versions/2025-01-01");
    fs::create_dir_all(&target).expect("a folder");
    fs::write(target.join("version.toml"), "released = 2025-01-01\neffective = 2025-01-01\n")
        .expect("a file");
    fs::write(target.join("en.md"), "# Old\n").expect("a file");
    // Here the site is not sound before; only that nothing is half done can be said.
    let before = content(&root);
    let adopt = ["adopt", "privacy", "--yes"];
    let stops = stops(&root, &adopt);
    let after = content(&root);
    assert_ne!(before, after, "it does something");
    for stop in &stops {
        restore(&root, &before);
        let output = stopped(&root, stop, "signal=SIGKILL", &adopt);
        let place = format!("{} {}", stop.call, stop.at);
        assert!(!output.status.success(), "{place}: it was not stopped");
        assert_code(&promulgate(&root, &["adopt", "cookies", "--yes"]), 0);
        let now = content(&root);
        assert!(now == before || now == after, "{place}: {:?}", now.keys());
    }
}
