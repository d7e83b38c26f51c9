//! The documentation: every command in it is one that the program takes, and those of the guides do what is printed there.
//!
//! A block `console` is run line by line: `$ ` begins a command, what follows is what it prints, `...` stands for any lines and
//! `[..]` for any words, `? 1` says how it ends. The blocks of a page are run one after the other in one folder. A block `text`
//! behind `<!-- file: PATH -->` is written into that file there. `SNAPSHOTS=overwrite` writes into the page what was printed;
//! `PAGES=writers` runs only pages with that in their path.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::error::ErrorKind;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use snapbox::{Assert, Data};

use crate::support::repository;

/// The day on which the guides play.
const TODAY: &str = "2026-11-24";

/// Those that seal, whichever day it is by the clock.
const SEALING: &str = "release|withdraw|adopt";
/// Commands for which it is `TODAY`, unless they name a day themselves.
const DATED: &str = "check|build|release|withdraw|adopt|show|diff|drift|reconcile";

fn pages() -> Vec<PathBuf> {
    let docs = walkdir::WalkDir::new(repository("docs")).sort_by_file_name().into_iter();
    let docs = docs.map(|entry| entry.expect("a readable folder").into_path());
    let pages = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.chain([repository("README.md")]).collect()
}

/// A fenced block: its info string, its content, and where that is.
struct Fence {
    info: String,
    text: String,
    range: Range<usize>,
    /// The HTML comment before it, if there is one.
    comment: String,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut comment = String::new();
    let mut is_open = false;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_open = true;
                let comment = std::mem::take(&mut comment);
                fences.push(Fence {
                    info: info.to_string(),
                    text: String::new(),
                    range: range.end..range.end,
                    comment,
                });
            }
            Event::End(TagEnd::CodeBlock) => is_open = false,
            Event::Text(text) if is_open => {
                let fence = fences.last_mut().expect("an open block");
                if fence.text.is_empty() {
                    fence.range = range.clone();
                }
                fence.range.end = range.end;
                fence.text += &text;
            }
            Event::Html(html) => comment += &html,
            Event::Start(_) => comment.clear(),
            _ => {}
        }
    }
    fences
}

/// The commands in a line of a shell: from the name of the program to what ends the command.
fn commands(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.match_indices("promulgate ").map(|(at, _)| at);
    let begins = |before: &str| {
        before.is_empty() || ["$", "&&", "||", "|", ";", "$("].iter().any(|end| before.ends_with(end))
    };
    let starts = starts.filter(move |at| begins(line[..*at].trim_end()));
    starts.map(|at| {
        let rest = &line[at..];
        let ends = [" | ", " && ", " || ", "; ", " >", " 2>", " #", ")"];
        rest[..ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len())].trim()
    })
}

/// The words of a command, as a shell takes them.
fn words(command: &str) -> Vec<String> {
    let script = format!("promulgate() {{ printf '%s\\0' promulgate \"$@\"; }}\n{command}");
    let output = Command::new("sh").args(["-c", &script]).output().expect("a shell");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.split_terminator('\0').map(str::to_owned).collect()
}

#[test]
fn every_command_is_one_that_the_program_takes() {
    let mut found = 0;
    let mut wrong = String::new();
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a page").replace("\\\n", " ");
        let mut lines: Vec<String> = Vec::new();
        let mut mentioned: Vec<String> = Vec::new();
        for fence in fences(&page).iter().filter(|fence| ["sh", "console"].contains(&fence.info.as_str())) {
            let is_console = fence.info == "console";
            lines.extend(
                fence.text.lines().filter(|line| !is_console || line.starts_with("$ ")).map(str::to_owned),
            );
        }
        for event in Parser::new(&page) {
            if let Event::Code(code) = event
                && code.starts_with("promulgate ")
                && !code.contains(['…', '|', '['])
            {
                mentioned.push(code.to_string());
            }
        }
        for command in mentioned.iter().flat_map(|line| commands(line)) {
            found += 1;
            let accepted = promulgate::cli::accepts(&words(command));
            // A command may be named without what it needs.
            if let Err(error) = accepted
                && error.kind() != ErrorKind::MissingRequiredArgument
            {
                let _ = writeln!(wrong, "{}: `{command}`\n{error}", path.display());
            }
        }
        for command in lines.iter().flat_map(|line| commands(line)) {
            found += 1;
            if let Err(error) = promulgate::cli::accepts(&words(command)) {
                let _ = writeln!(wrong, "{}: `{command}`\n{error}", path.display());
            }
        }
    }
    assert!(found > 50, "only {found} commands");
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the commands of a block print, with the commands, as the block shows it.
fn run(block: &str, folder: &Path, place: &mut PathBuf) -> String {
    let mut shown = String::new();
    let commands = block.replace("\\\n", "\\\u{0}");
    for line in commands.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let command = line.replace('\u{0}', "\n");
        let _ = writeln!(shown, "$ {command}");
        if let Some(to) = command.strip_prefix("cd ") {
            *place = place.join(to);
            continue;
        }
        let script = format!(
            "promulgate() {{ case \" $* \" in *' --as-of '*) ;; *) case $1 in {DATED}) set -- \"$@\" --as-of {TODAY};; esac;; esac; \
             case $1 in {SEALING}) set -- \"$@\" --ahead;; esac; command promulgate \"$@\"; }}\n{command}\n"
        );
        let program = Path::new(env!("CARGO_BIN_EXE_promulgate"));
        let path = std::env::join_paths(
            std::iter::once(program.parent().expect("a folder").to_path_buf())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        );
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{script}")])
            .current_dir(&*place)
            .env("PATH", path.expect("a path"))
            .env("NO_COLOR", "1")
            .env("HOME", folder)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null())
            .output()
            .expect("a shell");
        let printed = String::from_utf8_lossy(&output.stdout).replace(&*folder.to_string_lossy(), "");
        shown += &printed;
        if !printed.is_empty() && !printed.ends_with('\n') {
            shown.push('\n');
        }
        match output.status.code() {
            Some(0) => {}
            code => drop(writeln!(shown, "? {}", code.unwrap_or(-1))),
        }
    }
    shown
}

#[test]
fn the_guides_show_what_happens() {
    let overwrites = std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite");
    let mut ran = 0;
    let mut wrong = String::new();
    let only = std::env::var("PAGES").unwrap_or_default();
    for path in pages().into_iter().filter(|path| path.to_string_lossy().contains(&only)) {
        let page = fs::read_to_string(&path).expect("a page");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path().canonicalize().expect("a folder");
        let mut place = folder.clone();
        let mut new_page = page.clone();
        let mut grown: isize = 0;
        for fence in fences(&page) {
            let file =
                fence.comment.trim().strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->"));
            if let Some(file) = file {
                fs::write(place.join(file.trim()), &fence.text).expect("a file of a guide");
            }
            if fence.info != "console" {
                continue;
            }
            ran += 1;
            let shown = run(&fence.text, &folder, &mut place);
            let assert = Assert::new().action_env("NEVER").normalize_paths(false);
            let expected = Data::text(fence.text.clone());
            if let Err(difference) = assert.try_eq(Some(&path.display()), Data::text(shown.clone()), expected)
            {
                let _ = writeln!(wrong, "{difference}");
                let range =
                    fence.range.start.strict_add_signed(grown)..fence.range.end.strict_add_signed(grown);
                grown += shown.len() as isize - range.len() as isize;
                new_page.replace_range(range, &shown);
            }
        }
        if overwrites && new_page != page {
            fs::write(&path, new_page).expect("a page");
        }
    }
    assert!(wrong.is_empty() || overwrites, "{wrong}");
    assert!(ran >= 10 || !only.is_empty(), "only {ran} blocks");
}

/// The page of all codes, as the rules explain themselves.
fn page_of_codes() -> String {
    let codes = promulgate::pipeline::codes();
    let mut page = "# Codes\n\nEvery finding has a code, which never changes its meaning. `promulgate check --explain CODE` prints what \
                    stands here, and\n`--format json`, `sarif` and `github` name it. In a released text every finding is a note, but for \
                    those of broken integrity.\n\nThis page is made from the rules themselves: `SNAPSHOTS=overwrite cargo test docs::`.\n\n\
                    | code | | says |\n|---|---|---|\n"
        .to_owned();
    for code in &codes {
        let first = code.explanation.trim().split("\n\n").next().unwrap_or_default().replace("\n ", " ");
        let first =
            first.split_once(". ").map_or(first.as_str(), |(first, _)| first).trim_end_matches(['.', ':']);
        let _ = writeln!(
            page,
            "| [{0}](#{0}) | {1} | {2} |",
            code.name,
            code.severity.name(),
            first.replace('|', "\\|")
        );
    }
    for code in codes {
        let _ = write!(page, "\n## {}\n\n*{}*\n\n", code.name, code.severity.name());
        for line in code.explanation.trim_end().lines() {
            page += line.strip_prefix(' ').unwrap_or(line);
            page.push('\n');
        }
    }
    page
}

#[test]
fn the_page_of_codes_is_made_from_the_rules() {
    let path = repository("docs/codes.md");
    let expected = Data::read_from(&path, None).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(page_of_codes()).raw(), expected);
}

#[test]
fn every_code_has_an_example() {
    for code in promulgate::pipeline::codes() {
        assert!(code.explanation.contains("```"), "{} has no example", code.name);
    }
}

/// Everything that the tests are written in, the program's own among them.
fn test_sources() -> String {
    let folders = ["tests", "src"].map(repository);
    let entries = folders.iter().flat_map(|folder| {
        let files = walkdir::WalkDir::new(folder).into_iter();
        files.filter_entry(|entry| entry.file_name() != "node_modules").filter_map(Result::ok)
    });
    let is_source = |path: &Path| {
        path.extension().is_none_or(|ending| ending == "rs" || ending == "mjs") && path.is_file()
    };
    let paths = entries.map(walkdir::DirEntry::into_path).filter(|path| is_source(path));
    paths.map(|path| String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned()).collect()
}

#[test]
fn every_promise_of_security_has_a_test_that_is_there() {
    let page = fs::read_to_string(repository("SECURITY.md")).expect("the page");
    let sources = test_sources();
    let is_function =
        |name: &str| name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit());
    let mut promises = 0;
    let mut missing = Vec::new();
    // The tables of promises have two columns: what is promised, and its tests.
    for row in page.lines().filter(|line| line.starts_with("| ") && line.matches(" | ").count() == 1) {
        let (promise, tests) = row.trim_matches('|').split_once(" | ").expect("two columns");
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if promise.trim() == "promise" {
            continue;
        }
        promises += 1;
        assert!(!names.is_empty(), "no test is named for: {promise}");
        for name in names {
            let is_there = if is_function(name) {
                sources.contains(&format!("fn {name}("))
            } else {
                sources.contains(&format!("\"{name}\""))
            };
            if !is_there {
                missing.push(name.to_owned());
            }
        }
    }
    assert!(promises > 20, "only {promises} promises");
    assert!(missing.is_empty(), "no test has these names: {missing:#?}");
}
