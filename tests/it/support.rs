//! What tests share: small sites in temporary folders, checked and built through the library.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::civil::{Date, date};
use promulgate::pipeline::{Built, Opened};
use promulgate::render::{Renderer, path_of};
use promulgate::seal::{self, Given};
use promulgate::source::human;
use tempfile::TempDir;

/// The day on which tests build unless they say otherwise.
pub const DAY: Date = date(2026, 11, 23);

/// A folder of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A site in a temporary folder, made of files given as path and text.
pub fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().expect("a path in the folder")).expect("a folder");
        fs::write(target, text).expect("a file");
    }
    adopt(folder.path());
    folder
}

/// Enters every version of the site in `root` into its ledger, as far as that can be done.
pub fn adopt(root: &Path) {
    adopt_on(root, DAY);
}

/// The same, on another day.
pub fn adopt_on(root: &Path, day: Date) {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| day)
        .expect("a readable folder");
    let Some(library) = &opened.value.library else { return };
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    for policy in &library.policies {
        if let Ok(Some(adoption)) = seal::plan_adoption(&given, policy, seal::AdoptionOptions::default()) {
            adoption.sealing.carry_out().expect("a ledger");
        }
    }
}

/// What `promulgate check` prints for the site in `root`, without colours.
pub fn check(root: &Path) -> String {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| DAY)
        .expect("a readable folder");
    human::print(&opened.findings, &opened.value.tree.sources, false)
}

/// The files of the site as built on `day`, by their paths; or what was found wrong.
pub fn build(root: &Path, day: Date, drafts: bool) -> Result<BTreeMap<String, String>, String> {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::ButTexts, |_| day)
        .expect("a readable folder");
    let mut findings = opened.findings;
    let out = tempfile::tempdir().expect("a temporary folder");
    let target = out.path().join("public");
    let order = promulgate::pipeline::BuildOptions {
        out: &target,
        drafts,
        fresh: false,
        program: None,
        progress: &promulgate::progress::Unwatched,
    };
    let built = promulgate::pipeline::build(&opened.value, &mut findings, &order).expect("a build");
    match built {
        Built::Published(_) => Ok(files(&target)),
        Built::Stopped => {
            assert!(!target.exists(), "a build that stops writes nothing");
            Err(human::print(&findings, &opened.value.tree.sources, false))
        }
    }
}

/// One page of the site as built on `day`, by its path; `None` if the site has none there. The site must have no errors. No other
/// page is made, and nothing is written.
#[track_caller]
pub fn page(root: &Path, day: Date, path: &str) -> Option<String> {
    let opened = promulgate::open(root, day).expect("a readable folder");
    let findings = promulgate::check(&opened);
    let Opened { tree, library, locales, theme } = &opened.value;
    assert!(!promulgate::any_error(&findings), "{}", human::print(&findings, &tree.sources, false));
    let (library, theme) = (library.as_ref().expect("a configuration"), theme.as_ref().expect("a theme"));
    let site = promulgate::site::plan(library, &tree.sources, false);
    let renderer = Renderer { site: &site, tree, locales, theme };
    let page = site.pages.iter().find(|page| path_of(&page.address) == path)?;
    let file = renderer.page(page).expect("a page");
    Some(String::from_utf8(file.bytes).expect("text"))
}

/// Every file below `folder` by its path, as text.
pub fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("a path in the folder");
            let bytes = fs::read(entry.path()).expect("a readable file");
            files.insert(path.to_string_lossy().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    files
}

/// Runs the program in a folder, with nobody to answer.
pub fn promulgate(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_promulgate"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program")
}

/// Everything that a program printed.
pub fn printed(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[track_caller]
pub fn assert_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", printed(output));
}

/// A new site made by `init`, in a folder of its own, at `x`.
pub fn new_site() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&promulgate(folder.path(), &["init", "x"]), 0);
    folder
}

/// How many random cases a test tries: `usual` as often as `PROMULGATE_TIMES` says, once if it says nothing.
pub fn cases(usual: u32) -> u32 {
    usual.saturating_mul(u32::try_from(given("PROMULGATE_TIMES", 1)).unwrap_or(1))
}

/// A number that the environment gives, or `usual`: how long, how often or with which seed a test works.
pub fn given(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}
