//! Every command that writes, while somebody saves one of the site's files at a random moment: what was saved is there afterwards.
//! The command does its work or refuses to; that both want the same file is no reason to lose one.
//!
//! `PROMULGATE_RACES` says how often each is tried, `PROMULGATE_SEED` with which moments.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::random_edits::Random;
use crate::support::{self, printed, promulgate};

const DAY: &str = "2026-11-23";
const CONFIG: &str = "title = \"Terms\"\nbase_url = \"https://example.com\"\nlanguages = [\"en\", \"ms\"]\n";
const OLD: &str =
    "# Terms\n\nWe are 3 and and few.\n\n## Fees {#fees}\n\nYou pay 5 ringgit.\n\nWe send the the bill.\n";
const NEW: &str =
    "# Terms\n\nWe are 4 and and few.\n\n## Fees {#fees}\n\nYou pay 6 ringgit.\n\nWe send the the bill.\n";
const MALAY: &str = "+++\ntranslates = \"2020-01-01\"\n+++\n\n# Terma\n\nKami 3 orang.\n\n## Yuran {#fees}\n\nAnda membayar \
                     5 ringgit.\n\nKami menghantar bil.\n";
const GLOSSARY: &str = "[[term]]\nid = \"bill\"\n[term.renderings]\nen = [\"bill\"]\nms = [\"bil\"]\n";

/// A command that writes, and what of the files that it reads or writes somebody saves meanwhile.
struct Writer {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Files, below the site's folder.
    saved: &'static [&'static str],
    /// True if it asks, and `y` comes at a random moment too; with false it is told not to ask.
    asks: bool,
}

impl Writer {
    fn adopts(&self) -> bool {
        self.name.starts_with("adopt")
    }

    fn mends(&self) -> bool {
        self.name.starts_with("check --fix")
    }
}

const MS: &str = "content/terms/ms.md";
const EN: &str = "content/terms/en.md";
const SYNC_FILE: &str = "content/terms/ms.sync.toml";
const ARCHIVE: &str = "content/terms/versions/2019-01-01/en.md";

const WRITERS: &[Writer] = &[
    Writer {
        name: "reconcile, which asks",
        arguments: &["reconcile", "terms", "ms", "--against", "working", "--reason", "same"],
        saved: &[MS, MS, SYNC_FILE],
        asks: true,
    },
    Writer {
        name: "reconcile",
        arguments: &["reconcile", "terms", "ms", "--against", "working", "--reason", "same", "--yes"],
        saved: &[MS, SYNC_FILE],
        asks: false,
    },
    Writer {
        name: "reconcile --allow",
        arguments: &["reconcile", "terms", "en", "--allow", "doubled-word", "--reason", "meant", "--yes"],
        saved: &[EN, "content/terms/en.sync.toml"],
        asks: false,
    },
    Writer {
        name: "check --fix",
        arguments: &["check", "--fix", "--yes"],
        saved: &["content/ads/en.md"],
        asks: false,
    },
    Writer {
        name: "check --fix, which asks",
        arguments: &["check", "--fix"],
        saved: &["content/ads/en.md"],
        asks: true,
    },
    Writer { name: "adopt", arguments: &["adopt", "terms", "--yes"], saved: &[ARCHIVE], asks: false },
    Writer { name: "adopt, which asks", arguments: &["adopt", "terms"], saved: &[ARCHIVE], asks: true },
    Writer {
        name: "release",
        arguments: &["release", "terms", "--yes", "--as-of", DAY],
        saved: &[EN, MS, "promulgate.toml", "content/glossary.toml"],
        asks: false,
    },
    Writer {
        name: "release, which asks",
        arguments: &["release", "terms", "--as-of", DAY],
        saved: &[EN, MS],
        asks: true,
    },
    Writer {
        name: "new language",
        arguments: &["new", "language", "de"],
        saved: &["promulgate.toml", "content/glossary.toml"],
        asks: false,
    },
    Writer {
        name: "withdraw",
        arguments: &["withdraw", "terms", "2099-01-01", "--reason", "mistake", "--yes", "--as-of", DAY],
        saved: &[EN, "promulgate.toml"],
        asks: false,
    },
];

/// The site, sound but for what the writer is to mend or enter.
fn make(root: &Path, writer: &Writer) {
    let id = if writer.mends() { "" } else { " {#who}" };
    let version = |day: &str, effective: &str| format!("released = {day}\neffective = {effective}\n");
    let files = [
        ("promulgate.toml", CONFIG.to_owned()),
        ("content/glossary.toml", GLOSSARY.to_owned()),
        ("content/terms/policy.toml", "kind = \"notice\"\n".to_owned()),
        (EN, NEW.to_owned()),
        (MS, MALAY.to_owned()),
        ("content/ads/policy.toml", "kind = \"notice\"\n".to_owned()),
        ("content/ads/en.md", format!("# Ads\n\n## Who{id}\n\nWe do.\n")),
        ("content/terms/versions/2020-01-01/version.toml", version("2020-01-01", "2020-01-01")),
        ("content/terms/versions/2020-01-01/en.md", OLD.to_owned()),
        ("content/terms/versions/2020-01-01/ms.md", MALAY.to_owned()),
        ("content/terms/versions/2099-01-01/version.toml", version("2020-02-01", "2099-01-01")),
        ("content/terms/versions/2099-01-01/en.md", OLD.to_owned()),
    ];
    let write = |path: &str, text: &str| {
        let target = root.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, text).expect("a file");
    };
    files.iter().for_each(|(path, text)| write(path, text));
    support::adopt(root);
    // What people have judged already, of which somebody changes the reason.
    for arguments in [
        ["reconcile", "terms", "ms", "top/1", "--against", "working", "--reason", "before", "--yes"],
        ["reconcile", "terms", "en", "top/1", "--allow", "doubled-word", "--reason", "before", "--yes"],
    ] {
        support::assert_code(&promulgate(root, &arguments), 0);
    }
    if writer.adopts() {
        write("content/terms/versions/2019-01-01/version.toml", &version("2019-01-01", "2019-01-01"));
        write(ARCHIVE, "# Old terms\n\n## Fees {#fees}\n\nNone.\n");
    }
}

/// What somebody has in an editor: the text as it was before, with something new. `mark` is in it.
fn edited(path: &str, text: &str, mark: &str) -> String {
    if path.ends_with(".sync.toml") {
        return text.replacen("\"before\"", &format!("\"{mark}\""), 1);
    }
    if path.ends_with(".toml") { format!("# {mark}\n{text}") } else { format!("{text}\nSaved: {mark}.\n") }
}

/// Saves as some editors do, in place, and as others do, by a new file that takes the place of the old one.
fn save(path: &Path, text: &str, in_place: bool) -> SystemTime {
    if in_place {
        let mut file = File::create(path).expect("a file");
        // Many write what is long in several pieces.
        for piece in text.as_bytes().chunks(64) {
            file.write_all(piece).expect("a file");
        }
    } else {
        let beside = path.with_extension("swp~");
        fs::write(&beside, text).expect("a file");
        fs::rename(&beside, path).expect("a file");
    }
    SystemTime::now()
}

/// One race: what was not as it should be.
fn race(
    writer: &Writer,
    site: &BTreeMap<String, String>,
    number: u64,
    random: &mut Random,
    long: Duration,
) -> Result<bool, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    for (path, text) in site {
        let target = root.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, text).expect("a file");
    }
    let saved = random.one(writer.saved);
    let path: PathBuf = root.join(saved);
    let mark = format!("saved-{number}");
    let text = edited(saved, &fs::read_to_string(&path).expect("a file"), &mark);
    let micros = usize::try_from(long.as_micros()).expect("a short time");
    let mut moment = |percent: usize| {
        Duration::from_micros(u64::try_from(random.below(micros * percent / 100 + 1)).expect("a short time"))
    };
    let (at, answer) = (moment(120), moment(120));
    let in_place = random.chance(50);

    let begin = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_promulgate"))
        .args(writer.arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("a pipe");
    let asks = writer.asks;
    let answering = std::thread::spawn(move || {
        if asks {
            for _ in 0..3 {
                std::thread::sleep(answer);
                // It may have ended before.
                drop(stdin.write_all(b"y\n"));
            }
        }
    });
    std::thread::sleep(at.saturating_sub(begin.elapsed()));
    let when = save(&path, &text, in_place);
    let output = child.wait_with_output().expect("its output");
    answering.join().expect("a thread");
    judge(writer, root, saved, &mark, when, &output).map_err(|fault| {
        format!(
            "{}, {saved} saved after {at:?} {}: {fault}",
            writer.name,
            if in_place { "in place" } else { "by renaming" }
        )
    })
}

/// Whether it was done, or what is wrong.
fn judge(
    writer: &Writer,
    root: &Path,
    saved: &str,
    mark: &str,
    when: SystemTime,
    output: &Output,
) -> Result<bool, String> {
    let said = printed(output);
    let code = output.status.code();
    if !matches!(code, Some(0..=2)) || said.contains("panicked at") {
        return Err(format!("it ended with {code:?}: {said}"));
    }
    let now = fs::read_to_string(root.join(saved)).unwrap_or_default();
    if !now.contains(mark) {
        return Err(format!("what was saved is gone; it ended with {code:?}: {said}"));
    }
    let left: Vec<String> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".promulgate"))
        .collect();
    if !left.is_empty() {
        return Err(format!("{left:?} is left"));
    }
    // An editor that knows nothing of the new language may save the old settings over it, or the language before they name it was
    // refused for what somebody saved: it can be run again.
    if writer.name == "new language" {
        promulgate(root, writer.arguments);
    }
    let check = promulgate(root, &["check", "--as-of", DAY]);
    let found = printed(&check);
    if check.status.code() == Some(0) {
        return Ok(code == Some(0));
    }
    // An editor that knows nothing of the mended text may save the old one over it.
    if writer.mends() && found.contains("\n1 error,") && found.contains("error[heading-without-id]") {
        return Ok(code == Some(0));
    }
    // A version that is not adopted is an error by itself; and somebody may change it as soon as it is.
    if writer.adopts() {
        let ledger = root.join("content/terms/versions/ledger.toml");
        let sealed = fs::metadata(&ledger).and_then(|about| about.modified()).expect("a ledger");
        let is_entered = fs::read_to_string(&ledger).expect("a ledger").contains("2019-01-01/en.md");
        if !is_entered && code != Some(0) && !found.contains("sealed-changed") {
            return Ok(false);
        }
        if is_entered && when >= sealed {
            return Ok(true);
        }
    }
    Err(format!("the site is no longer sound: {found}\nit ended with {code:?}: {said}"))
}

#[test]
fn what_somebody_saves_while_a_command_writes_is_kept() {
    let (races, seed) = (support::given("PROMULGATE_RACES", 4), support::given("PROMULGATE_SEED", 1));
    let mut random = Random(seed);
    let mut faults = Vec::new();
    for writer in WRITERS {
        // How long it takes when nobody is in its way.
        let folder = tempfile::tempdir().expect("a temporary folder");
        make(folder.path(), writer);
        let site = support::files(folder.path());
        let begin = Instant::now();
        let quiet = [writer.arguments, if writer.asks { &["--yes"][..] } else { &[] }].concat();
        let output = promulgate(folder.path(), &quiet);
        assert_eq!(output.status.code(), Some(0), "{}: {}", writer.name, printed(&output));
        let long = begin.elapsed();
        let mut done = 0;
        for number in 0..races {
            match race(writer, &site, number, &mut random, long) {
                Ok(is_done) => done += u64::from(is_done),
                Err(fault) => faults.push(fault),
            }
        }
        println!("{}: {done} of {races} were done, in {long:?}", writer.name);
    }
    let few: Vec<&String> = faults.iter().take(12).collect();
    assert!(faults.is_empty(), "PROMULGATE_SEED={seed}: {} faults, among them {few:#?}", faults.len());
}
