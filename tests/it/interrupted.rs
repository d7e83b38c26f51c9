//! What seals is stopped at every system call that writes, and refused every one: all of it is there afterwards, or
//! nothing. `strace` does both; `tests/run` installs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{assert_code, files, new_site, printed, promulgate};

/// Everything by which a process changes a file system.
const WRITING: &str = "write,pwrite64,writev,pwritev,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,\
                       unlinkat,rmdir,link,linkat,symlink,symlinkat,ftruncate,truncate,fsync,fdatasync,sync_file_range,\
                       chmod,fchmod,fchmodat,fallocate,copy_file_range,sendfile";

/// Runs the program under strace with something injected into its writing calls.
fn strace(root: &Path, inject: &str, arguments: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={WRITING}"), "-e", inject])
        .arg(env!("CARGO_BIN_EXE_promulgate"))
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .expect("strace, which tests/run installs")
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

/// Stops `arguments` at every writing call of which it makes any, first by a kill, then by an error of the system.
fn stop_everywhere(root: &Path, arguments: &[&str]) {
    let before = content(root);
    assert_code(&promulgate(root, arguments), 0);
    let after = content(root);
    assert_ne!(before, after, "{arguments:?} does something");
    let (mut none, mut whole) = (0, 0);
    for inject in ["signal=SIGKILL", "error=ENOSPC"] {
        for call in 1.. {
            restore(root, &before);
            let output = strace(root, &format!("inject={WRITING}:{inject}:when={call}"), arguments);
            let is_done = output.status.success();
            let place = format!("{arguments:?}, call {call}, {inject}: {}", printed(&output));
            // Whatever was left, the site is sound as it is.
            let check = promulgate(root, &["check"]);
            assert_eq!(check.status.code(), Some(0), "{place}{}", printed(&check));
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
            if is_done && !printed(&output).contains("rror") {
                break;
            }
            assert!(call < 2_000, "{arguments:?} never ends");
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
    assert_code(&promulgate(&root, &adopt), 0);
    let after = content(&root);
    for call in 1..200 {
        restore(&root, &before);
        let output = strace(&root, &format!("inject={WRITING}:signal=SIGKILL:when={call}"), &adopt);
        assert_code(&promulgate(&root, &["adopt", "cookies", "--yes"]), 0);
        let now = content(&root);
        assert!(now == before || now == after, "call {call}: {:?}", now.keys());
        if output.status.success() {
            return;
        }
    }
    panic!("the adoption never ends");
}
