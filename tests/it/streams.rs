//! That what a command says is written, or that its exit code tells that it was not.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{assert_code, new_site, printed, promulgate};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promulgate"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// Every command that says something on its standard output, in every form.
const COMMANDS: [&[&str]; 25] = [
    &["--help"],
    &["--version"],
    &["check", "--help"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["check", "--explain", "all"],
    &["check", "--explain", "bad-toml"],
    &["build"],
    &["build", "--format", "json"],
    &["show", "privacy"],
    &["diff", "privacy", "2026-01-01", "2027-01-01"],
    &["diff", "privacy", "2026-01-01", "2027-01-01", "--format", "json"],
    &["diff", "privacy", "2026-01-01", "2027-01-01", "--format", "markdown"],
    &["diff", "privacy", "2026-01-01", "2027-01-01", "--format", "html"],
    &["drift"],
    &["drift", "--format", "json"],
    &["verify"],
    &["verify", "--format", "json"],
    &["verify", "--format", "sarif"],
    &["schema", "findings"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["release", "privacy"],
    &["publish", "--dry-run"],
    &["publish"],
];

#[test]
fn what_cannot_be_written_ends_with_2_and_what_nobody_reads_is_no_fault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&promulgate(folder.path(), &["init", "x", "--example", "full"]), 0);
    let site = folder.path().join("x");
    let config = site.join("promulgate.toml");
    let text = fs::read_to_string(&config).expect("a file");
    let www = folder.path().join("www");
    fs::write(&config, format!("{text}\n[publish.here]\nurl = \"file://{}\"\n", www.display()))
        .expect("a file");
    assert_code(&promulgate(&site, &["build"]), 0);
    for arguments in COMMANDS {
        let usual = promulgate(&site, arguments);
        assert!(usual.status.code().is_some_and(|code| code <= 2), "{arguments:?}");
        if usual.stdout.is_empty() {
            continue;
        }
        let full = fs::File::options().write(true).open("/dev/full").expect("a device");
        let output = command(&site, arguments).stdout(full).output().expect("the program");
        assert_code(&output, 2);
        let said = printed(&output);
        assert!(said.contains("cannot write to the standard output"), "{arguments:?}: {said}");
        assert!(!said.contains("panicked") && !said.contains("fault of promulgate"), "{said}");
        // A pipe of which nobody reads.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = command(&site, arguments).stdout(writer).output().expect("the program");
        assert_eq!(output.status.code(), usual.status.code(), "{arguments:?}: {}", printed(&output));
        assert!(!printed(&output).contains("cannot write"), "{}", printed(&output));
    }
}

#[test]
fn every_form_was_tried() {
    let said: usize = {
        let folder = new_site();
        let site = folder.path().join("x");
        COMMANDS.iter().filter(|arguments| !promulgate(&site, arguments).stdout.is_empty()).count()
    };
    assert!(said >= 14, "only {said} say anything");
}

#[test]
fn what_goes_wrong_is_told_by_the_code_even_if_nobody_can_hear_it() {
    let folder = new_site();
    let site = folder.path().join("x");
    let full = fs::File::options().write(true).open("/dev/full").expect("a device");
    let output = command(&site, &["check"]).stderr(full).output().expect("the program");
    assert_code(&output, 2);
}

#[test]
fn nothing_is_sealed_if_what_would_be_sealed_cannot_be_shown() {
    let folder = new_site();
    let site = folder.path().join("x");
    let text = site.join("content/privacy/en.md");
    let longer = fs::read_to_string(&text).expect("a file") + "\nMore.\n";
    fs::write(&text, longer).expect("a file");
    let full = fs::File::options().write(true).open("/dev/full").expect("a device");
    let arguments = ["release", "privacy", "--effective", "2030-01-01", "--yes"];
    let output = command(&site, &arguments).stdout(full).output().expect("the program");
    assert_code(&output, 2);
    assert!(!site.join("content/privacy/versions/2030-01-01").exists(), "{}", printed(&output));
}

/// What somebody gave is repeated in words that are no command to a server that runs jobs, and nothing to a terminal.
#[test]
fn no_argument_becomes_a_command_or_a_control_character() {
    let folder = new_site();
    let site = folder.path().join("x");
    for (number, given) in [
        "x\n::error::boom",
        "x\n##[error]boom",
        "x\n##vso[a]b",
        "x\r::error::boom",
        "\u{1b}[31mx",
        "x\u{202e}y",
        "::",
    ]
    .into_iter()
    .enumerate()
    {
        for (at, arguments) in [
            ["check", "--as-of", given].as_slice(),
            &["release", "privacy", "--summary", given, "--yes"],
            &["release", given, "--yes"],
            &["release", "privacy", "--label", given],
            &[given],
            &["check", given],
            &["check", &format!("--{given}")],
            &["check", "--format", given],
            &["check", "--explain", given],
            &["check", "--root", given],
            &["publish", given],
            &["publish", "--jobs", given],
            &["schema", given],
            &["new", given],
            &["new", "policy", given],
            &["new", "language", given],
            &["show", given],
            &["diff", "privacy", given, "2026-01-01"],
            &["diff", given, given],
            &["drift", given],
            &["reconcile", "privacy", given],
            &["reconcile", "privacy", "ms", given],
            &["reconcile", "privacy", "ms", "--allow", given, "--reason", "x"],
            &["withdraw", "privacy", given, "--reason", "x"],
            &["verify", given],
            &["build", "--out", given, "--root", "missing"],
            &["init", given, given],
            &["completions", given],
        ]
        .into_iter()
        .enumerate()
        {
            if number > 0 && (number + at) % 4 != 0 {
                continue;
            }
            // Where there may be colours as well, there are more ways to write them.
            let mut command = command(&site, arguments);
            command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
            let said = printed(&command.output().expect("the program"));
            let begins = |line: &str| {
                let line = line.trim_start();
                let is_command = line.starts_with("::") && !line.starts_with(":::");
                is_command || line.contains("##[") || line.contains("##vso[")
            };
            assert!(!said.split(['\n', '\r']).any(begins), "{arguments:?}: {said:?}");
            let has_own = said.contains(['\r', '\u{202e}']) || said.contains("\u{1b}[31mx");
            assert!(!has_own && !said.contains("fault of promulgate"), "{arguments:?}: {said:?}");
        }
    }
    // Faults of arguments are said on the standard error, and it is that which then fails.
    let full = fs::File::options().write(true).open("/dev/full").expect("a device");
    let output = command(&site, &["chekc"]).stdout(full).output().expect("the program");
    assert_code(&output, 2);
    assert!(!printed(&output).contains("cannot write"), "{}", printed(&output));
}
