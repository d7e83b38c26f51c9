//! What is found and shown after any change is what the files say, under what is not saved yet.

#![cfg(feature = "serve")]
#![allow(clippy::disallowed_methods, reason = "it writes what somebody edits, and asks for how long")]

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::pipeline::Check;
use crate::render::{Renderer, path_of};
use crate::seal::{self, Given, ReleaseRequest};
use crate::site;
use crate::source::human;
use random_edits::{Random, SITE, Step, Writer, steps};

#[path = "../../tests/it/random_edits.rs"]
mod random_edits;

const DAYS: [Date; 3] = [date(2026, 11, 23), date(2026, 11, 24), date(2027, 2, 1)];

/// A folder with these files.
fn written<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        std::fs::write(target, text).expect("a file");
    }
    folder
}

/// The site in a folder, with the versions in it entered into their ledgers.
fn on_disk() -> tempfile::TempDir {
    let folder = written(SITE.iter().copied());
    let opened = fresh(folder.path(), DAYS[0]);
    let library = opened.value.library.as_ref().expect("a library");
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    for policy in &library.policies {
        if let Ok(Some(adoption)) = seal::plan_adoption(&given, policy, seal::AdoptionOptions::default()) {
            adoption.sealing.carry_out().expect("a ledger");
        }
    }
    folder
}

fn fresh(root: &Path, as_of: impl Into<AsOf>) -> Checked<Opened> {
    crate::pipeline::open(root, Check::All, |_| as_of.into()).expect("a readable folder")
}

/// Releases a policy, if it can be.
fn release(root: &Path, policy: &str, day: Date) {
    let opened = fresh(root, day);
    let Some(library) = &opened.value.library else { return };
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    let request = ReleaseRequest { policy: policy.to_owned(), ..ReleaseRequest::default() };
    if let Ok(plan) = seal::plan_release(&given, &request) {
        plan.sealing.carry_out().expect("a release");
    }
}

/// Every file of the site with its drafts, by its path; nothing if it cannot be planned.
fn shown(opened: &Opened) -> BTreeMap<String, String> {
    let (Some(library), Some(theme)) = (&opened.library, &opened.theme) else { return BTreeMap::new() };
    let Opened { tree, locales, .. } = opened;
    let site = site::plan(library, &tree.sources, true);
    let renderer = Renderer { site: &site, tree, locales, theme };
    let pages = site.pages.iter().map(|page| {
        let html = renderer.previewed(page, None, 0).unwrap_or_else(|finding| finding.message.into_bytes());
        (path_of(&page.address), html)
    });
    let policies = library.all().flat_map(|(id, _)| renderer.policy_files(id));
    let copies = site.copies.iter().map(|copied| renderer.copy(copied));
    let files = policies.chain(copies).chain(renderer.site_files()).map(|file| (file.path, file.bytes));
    pages.chain(files).map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// The files that are others now, by their paths on the disk.
fn changed(root: &Path, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Changes {
    let paths = before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path));
    Changes { paths: paths.map(|path| root.join(path)).collect(), anything: false }
}

/// Texts that nobody saved, by their paths.
type Unsaved = BTreeMap<String, String>;

/// Puts a text over one of the files or in the place of a new one, or takes one away again.
fn type_something(
    random: &mut Random,
    files: &BTreeMap<String, String>,
    unsaved: &mut Unsaved,
    workspace: &mut Workspace,
) -> Option<String> {
    if random.chance(20) {
        let paths: Vec<String> = files.keys().cloned().collect();
        let (path, other) = (random.one(&paths), random.one(&paths));
        let (path, text) = match random.below(4) {
            0 => (path.clone(), format!("{}\nA thought that nobody has saved.\n", files[&path])),
            1 => (path, files[&other].clone()),
            2 => (path, String::new()),
            _ => random.one(&[
                ("content/unsaved/policy.toml".to_owned(), "kind = \"notice\"\n".to_owned()),
                ("content/unsaved/en.md".to_owned(), "# Unsaved\n\nSee [](policy:privacy).\n".to_owned()),
            ]),
        };
        workspace.set_overlay(&path, &text);
        let what = format!("{path} is not saved: {text:?}");
        unsaved.insert(path, text);
        return Some(what);
    }
    let path = unsaved.keys().next().filter(|_| random.chance(40))?.clone();
    unsaved.remove(&path);
    workspace.clear_overlay(&path);
    Some(format!("{path} is closed without being saved"))
}

/// The site as it would be if everything were saved, where anything is not.
fn saved(files: &BTreeMap<String, String>, unsaved: &Unsaved) -> Option<tempfile::TempDir> {
    let files = files.iter().chain(unsaved).map(|(path, text)| (path.as_str(), text.as_str()));
    (!unsaved.is_empty()).then(|| written(files))
}

fn edit_and_refresh(seed: u64, steps: usize) {
    let folder = on_disk();
    let root = folder.path().canonicalize().expect("a folder");
    let mut writer = Writer::new(&root, seed);
    let mut day = DAYS[0];
    let mut workspace = Workspace::open(&root, Arc::new(|_: &Config| DAYS[0]), Some(day));
    let mut history = Vec::new();
    let mut unsaved = Unsaved::new();
    let (mut good, mut is_good) = (0, true);
    for _ in 0..steps {
        let before = writer.files();
        let step = if is_good || writer.random.chance(25) { writer.step() } else { writer.undo() };
        if let Step::Release(policy) = &step {
            release(&root, policy, day);
        }
        history.push(format!("{day}: {step:?}"));
        let files = writer.files();
        history.extend(type_something(&mut writer.random, &files, &mut unsaved, &mut workspace));
        let last = &history[history.len().saturating_sub(12)..];
        let changes = changed(&root, &before, &files);
        // A watch may tell less than what happened.
        workspace.take_in(&if writer.random.chance(20) { Changes::anything() } else { changes });
        if writer.random.chance(10) {
            day = writer.random.one(&DAYS);
            workspace.turn_to(Some(day));
        }
        // The rules may not have come to all texts before the next change.
        if writer.random.chance(40) {
            workspace.found.check_one(&workspace.opened);
            continue;
        }
        workspace.check_everything();
        let saved = saved(&files, &unsaved);
        let screen = saved.as_ref().map_or(root.as_path(), tempfile::TempDir::path);
        let fresh = fresh(screen, AsOf { day, today: DAYS[0] });
        let print =
            |findings: &Findings, opened: &Opened| human::print(findings, &opened.tree.sources, false);
        let (here, there) =
            (print(&workspace.findings(), &workspace.opened), print(&fresh.findings, &fresh.value));
        assert_eq!(here, there, "seed {seed}, after {last:#?}");
        let (here, there) = (shown(&workspace.opened), shown(&fresh.value));
        let others = there.iter().filter(|(path, text)| here.get(*path) != Some(text));
        let others: Vec<&String> = others.map(|(path, _)| path).collect();
        assert!(others.is_empty(), "seed {seed}: {others:?} are others after {last:#?}");
        assert_eq!(here.len(), there.len(), "seed {seed}, after {last:#?}");
        if unsaved.is_empty() {
            is_good = !crate::source::any_error(&fresh.findings);
        }
        if is_good {
            good += 1;
            writer.keep();
        }
    }
    assert!(good * 5 > steps, "{good} of {steps} states were without errors");
}

#[test]
fn after_random_edits_the_workspace_is_what_the_files_say() {
    let steps = steps(60);
    std::thread::scope(|scope| {
        scope.spawn(|| edit_and_refresh(1, steps.div_ceil(2)));
        scope.spawn(|| edit_and_refresh(2, steps.div_ceil(2)));
    });
}

#[test]
fn what_is_not_saved_goes_before_the_disk_until_it_is_closed() {
    const TEXT: &str = "content/cookies/en.md";
    let folder = on_disk();
    let root = folder.path().canonicalize().expect("a folder");
    let mut workspace = Workspace::open(&root, Arc::new(|_: &Config| DAYS[0]), None);
    let found = |workspace: &mut Workspace| {
        workspace.check_everything();
        human::print(&workspace.findings(), &workspace.opened.tree.sources, false)
    };
    let before = found(&mut workspace);
    assert!(workspace.set_overlay(TEXT, "# Cookies\n\nSee [](#nowhere).\n").is_new);
    let during = found(&mut workspace);
    assert!(during.contains("unknown-section") && during.contains("#nowhere"), "{during}");
    // What changes on the disk below it is not seen.
    let saved = std::fs::read_to_string(root.join(TEXT)).expect("a text");
    std::fs::write(root.join(TEXT), "# Other\n").expect("a text");
    assert!(!workspace.take_in(&Changes::of(root.join(TEXT))).is_new);
    assert!(!workspace.take_in(&Changes::anything()).is_new);
    assert_eq!(found(&mut workspace), during);
    std::fs::write(root.join(TEXT), saved).expect("a text");
    assert!(workspace.clear_overlay(TEXT).is_new);
    assert_eq!(found(&mut workspace), before);
    // A file that is not there at all.
    assert!(workspace.set_overlay("content/unsaved/en.md", "# Unsaved\n").is_new);
    assert!(found(&mut workspace).contains("missing-policy-file"));
    assert!(workspace.clear_overlay("content/unsaved/en.md").is_new);
    assert_eq!(found(&mut workspace), before);
}

#[test]
fn what_is_no_text_of_the_site_has_nothing_over_it() {
    let folder = on_disk();
    let root = folder.path().canonicalize().expect("a folder");
    let mut workspace = Workspace::open(&root, Arc::new(|_: &Config| DAYS[0]), None);
    let absolute = root.join("content/cookies/en.md");
    for path in [
        "notes.md",
        "../content/cookies/en.md",
        "content/../../en.md",
        "content//cookies/en.md",
        "content/cookies/.en.md",
        "content/cookies/en.md~",
        "themes/blue/seal.png",
        absolute.to_str().expect("a path"),
    ] {
        assert_eq!(workspace.set_overlay(path, "# Text\n"), Taken::default(), "{path}");
        assert_eq!(workspace.clear_overlay(path), Taken::default(), "{path}");
    }
}

/// What lies below a folder that is not read stays unread, whatever an editor holds open there.
#[test]
#[cfg(unix)]
fn what_is_below_an_unread_folder_has_nothing_over_it() {
    let folder = on_disk();
    let elsewhere = written([("secret/en.md", "# Secret\n")]);
    let root = folder.path().canonicalize().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), root.join("content/away")).expect("a link");
    let mut workspace = Workspace::open(&root, Arc::new(|_: &Config| DAYS[0]), None);
    let found = |workspace: &mut Workspace| {
        workspace.check_everything();
        human::print(&workspace.findings(), &workspace.opened.tree.sources, false)
    };
    let before = found(&mut workspace);
    assert!(before.contains("content/away"), "{before}");
    for path in [
        "content/away/secret/en.md",
        "content/away/new/deeper/en.md",
        "content/away/en.md",
        "content/away.md",
    ] {
        let is_below = path.starts_with("content/away/");
        assert_eq!(workspace.set_overlay(path, "# Unsaved\n").is_new, !is_below, "{path}");
        assert_eq!(workspace.opened.tree.sources.find(path).is_some(), !is_below, "{path}");
        assert!(!is_below || found(&mut workspace) == before, "{path}");
        workspace.clear_overlay(path);
        assert_eq!(found(&mut workspace), before, "{path}");
    }
}
