//! Thirty commands at once on one site, some of them killed: after every round it is sound, and everything that was sealed before is there.
//!
//! `PROMULGATE_ROUNDS` says how many rounds, `PROMULGATE_SEED` what is run in them. When which command comes to what is chance.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use promulgate::source::fingerprint;

use crate::random_edits::{Random, SITE};
use crate::support::{self, files, printed, promulgate};

/// How many commands run at once.
const CROWD: usize = 30;

/// The first day: all are over, so that no clock that is right takes one for a day to come.
const FIRST: Date = date(2021, 2, 1);

/// What somebody runs in a round, as words between which there are blanks.
fn command(random: &mut Random, day: Date, round: u64) -> Vec<String> {
    let policies = ["privacy", "cookies", "ads", "terms", "privacy/addenda/br", "privacy/addenda/us-ca"];
    let policy = random.one(&policies);
    let translated = random.one(&["privacy", "cookies", "terms"]);
    let later = day.checked_add(30.days()).expect("a day");
    let number = random.below(3);
    let words = match random.below(22) {
        0..4 => format!("release {policy} --yes"),
        4 => format!("release {policy} --effective {later} --yes"),
        5 | 6 => format!("release {translated} --lang ms --yes"),
        7 => format!("withdraw {policy} {later} --reason mistake --yes"),
        8 => format!("adopt {policy} --yes"),
        9 => "adopt --all --yes".to_owned(),
        10 => format!("reconcile {translated} ms --against working --reason same --yes"),
        11 => format!("reconcile {translated} ms --allow untranslated --reason name --yes"),
        12 => "check --fix --yes".to_owned(),
        13 => return new(&format!("policy extra-{round}-{number} --kind notice")),
        14 => return new(&format!("addendum privacy {}", random.one(&["DE", "FR", "JP", "MY"]))),
        15 => return new(&format!("version {policy} 2012-{:02}-{:02}", 1 + round % 12, 1 + number)),
        16 => return new(&format!("language {}", random.one(&["de", "zh-CN", "ta"]))),
        17 => "build".to_owned(),
        18 => format!("build --out other-{number} --drafts"),
        19 => "check --format json".to_owned(),
        20 => "drift".to_owned(),
        _ => return vec!["verify".to_owned()],
    };
    let words = words.split(' ').map(str::to_owned);
    words.chain(["--as-of".to_owned(), day.to_string()]).collect()
}

fn new(words: &str) -> Vec<String> {
    ["new"].into_iter().chain(words.split(' ')).map(str::to_owned).collect()
}

/// Runs them all at once, kills some, each at a random moment of the first `long` of its life, and returns how each ended.
fn run(
    root: &Path,
    random: &mut Random,
    commands: Vec<Vec<String>>,
    long: Duration,
) -> Vec<(Vec<String>, Output)> {
    let micros = usize::try_from(long.as_micros()).expect("a short time");
    let mut running = Vec::new();
    for arguments in commands {
        let mut child = Command::new(env!("CARGO_BIN_EXE_promulgate"))
            .args(&arguments)
            .current_dir(root)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let moment = u64::try_from(random.below(micros)).expect("a short time");
        let killed = random.chance(30).then(|| Duration::from_micros(moment));
        running.push(std::thread::spawn(move || {
            if let Some(after) = killed {
                std::thread::sleep(after);
                // It may have ended before.
                drop(child.kill());
            }
            (arguments, child.wait_with_output().expect("its output"))
        }));
    }
    running.into_iter().map(|one| one.join().expect("a thread")).collect()
}

/// Every ledger of the site by its path.
fn ledgers(root: &Path) -> BTreeMap<String, String> {
    let all = files(&root.join("content")).into_iter();
    all.filter(|(path, _)| path.ends_with("versions/ledger.toml")).collect()
}

/// That every file that a ledger lists is there with its hash, by other code than that of `check`; returns how many.
fn assert_whole(root: &Path, place: &str) -> usize {
    let mut entries = 0;
    for (path, ledger) in ledgers(root) {
        let ledger: toml::Table = ledger.parse().unwrap_or_else(|error| panic!("{place}: {path}: {error}"));
        let folder = root.join("content").join(&path);
        let folder = folder.parent().expect("a folder");
        for entry in ledger["entry"].as_array().expect("entries") {
            let Some(file) = entry.get("path").and_then(toml::Value::as_str) else { continue };
            let bytes = fs::read(folder.join(file))
                .unwrap_or_else(|error| panic!("{place}: {path}: {file}: {error}"));
            let wanted = entry["sha256"].as_str().expect("a hash");
            assert_eq!(fingerprint::of_bytes(&bytes).to_string(), wanted, "{place}: {path}: {file}");
            entries += 1;
        }
    }
    entries
}

/// That each language that was added is there; and adds those again whose command was killed or refused, which is the way out.
fn add_languages(root: &Path, ended: &[(Vec<String>, Output)], place: &str) {
    let has = |lang: &str| {
        let config = fs::read_to_string(root.join("promulgate.toml")).expect("a configuration");
        config.contains(&format!("\"{lang}\""))
    };
    for (arguments, output) in ended {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if let ["new", "language", lang] = words[..] {
            if output.status.success() {
                assert!(
                    has(lang),
                    "{place}\n`new language {lang}` ended with 0, but the site does not have it"
                );
            } else if !has(lang) {
                support::assert_code(&promulgate(root, &["new", "language", lang]), 0);
            }
        }
    }
}

/// Writes the versions of an archive that `new version` began, as somebody would who has the text of then in English.
fn write_archive(root: &Path) {
    let entries = walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let is_begun = |folder: &Path| {
        let label = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ledger = fs::read_to_string(folder.with_file_name("ledger.toml")).unwrap_or_default();
        folder.is_dir() && label.starts_with("2012-") && !ledger.contains(&format!("\"{label}/"))
    };
    for folder in entries.map(walkdir::DirEntry::into_path).filter(|path| is_begun(path)) {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                fs::remove_file(path).expect("a text");
            }
        }
        fs::write(folder.join("en.md"), "# Old\n\nWhat was said then.\n").expect("a text");
    }
}

#[test]
fn thirty_commands_at_once_and_kills_leave_a_sound_site() {
    let (rounds, seed) = (support::given("PROMULGATE_ROUNDS", 1), support::given("PROMULGATE_SEED", 1));
    let mut random = Random(seed);
    let folder = support::site(SITE);
    let root = folder.path();
    // How long a command takes that is not alone: kills come while most still run.
    let begin = Instant::now();
    support::assert_code(&promulgate(root, &["check", "--as-of", &FIRST.to_string()]), 0);
    let long = begin.elapsed() * 8;
    let mut day = FIRST;
    let (mut done, mut refused, mut killed) = (0, 0, 0);
    for round in 0..rounds {
        day = day.checked_add(1.days()).expect("a day");
        let as_of = ["--as-of".to_owned(), day.to_string()];
        for text in
            ["privacy/en.md", "cookies/en.md", "terms/en.md", "privacy/addenda/br/en.md", "privacy/ms.md"]
        {
            let path = root.join("content").join(text);
            let before = fs::read_to_string(&path).expect("a text");
            fs::write(&path, format!("{before}\nWhat came on the {round}. day.\n")).expect("a text");
        }
        let before = ledgers(root);
        let commands: Vec<Vec<String>> = (0..CROWD).map(|_| command(&mut random, day, round)).collect();
        let ended = run(root, &mut random, commands, long);
        let mut story = String::new();
        for (arguments, output) in &ended {
            let code = output.status.code();
            let said = printed(output);
            story +=
                &format!("{} -> {code:?} {}\n", arguments.join(" "), said.lines().next().unwrap_or_default());
            assert!(matches!(code, None | Some(0..=2)), "{arguments:?} ended with {code:?}:\n{said}");
            assert!(!said.contains("panicked at"), "{arguments:?}:\n{said}");
            match code {
                Some(0) => done += 1,
                Some(_) => refused += 1,
                None => killed += 1,
            }
        }
        let place = format!("PROMULGATE_SEED={seed}, round {round}:\n{story}");
        // A version of an archive that nobody wrote and entered yet is an error by design, and this is the way out that it names. It
        // also ends what was interrupted.
        write_archive(root);
        add_languages(root, &ended, &place);
        let adopted = promulgate(
            root,
            &[&["adopt", "--all", "--backdate", "--yes"][..], &as_of.each_ref().map(String::as_str)].concat(),
        );
        assert!(adopted.status.code().is_some(), "{place}\n{}", printed(&adopted));
        for arguments in [&["check"][..], &["build"]] {
            let output = promulgate(root, &[arguments, &as_of.each_ref().map(String::as_str)].concat());
            assert_eq!(
                output.status.code(),
                Some(0),
                "{place}\nadopt: {}\n{arguments:?}: {}",
                printed(&adopted),
                printed(&output)
            );
        }
        let output = promulgate(root, &["verify"]);
        assert_eq!(output.status.code(), Some(0), "{place}\n{}", printed(&output));
        assert_whole(root, &place);
        let after = ledgers(root);
        for (path, ledger) in before {
            let now = after.get(&path).map(String::as_str).unwrap_or_default();
            assert!(
                now.starts_with(&ledger),
                "{place}\n{path} is no longer what it was, with more behind it"
            );
        }
    }
    let sealed = assert_whole(root, "at the end");
    println!(
        "{rounds} rounds: {done} commands done, {refused} refused, {killed} killed; {sealed} files are sealed"
    );
    assert!(killed > 0 && done > 0);
}
