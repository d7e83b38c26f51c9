//! What the preview shows after any change is what the files say.

#![allow(clippy::disallowed_methods, reason = "it writes what somebody edits, and asks for how long")]

use jiff::civil::date;

use super::*;
use crate::pipeline::Check;
use crate::render::{Renderer, path_of};
use crate::seal::{self, Given, ReleaseRequest};
use crate::site;
use random_edits::{SITE, Step, Writer, steps};

#[path = "../../../tests/it/random_edits.rs"]
mod random_edits;

const DAYS: [Date; 3] = [date(2026, 11, 23), date(2026, 11, 24), date(2027, 2, 1)];

/// The site in a folder, with the versions in it entered into their ledgers.
fn on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in SITE {
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        std::fs::write(target, text).expect("a file");
    }
    let opened = fresh(folder.path(), DAYS[0]);
    let library = opened.value.library.as_ref().expect("a library");
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    for policy in &library.policies {
        if let Ok(Some(adoption)) = seal::plan_adoption(&given, policy, seal::Allowed::default()) {
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

fn edit_and_preview(seed: u64, steps: usize) {
    let folder = on_disk();
    let root = folder.path().canonicalize().expect("a folder");
    let mut writer = Writer::new(&root, seed);
    let mut day = DAYS[0];
    let mut desk = Desk::open(&root, Arc::new(|_: &Config| DAYS[0]), Some(day));
    let mut history = Vec::new();
    let (mut good, mut is_good) = (0, true);
    for _ in 0..steps {
        let before = writer.files();
        let step = if is_good || writer.random.chance(25) { writer.step() } else { writer.undo() };
        if let Step::Release(policy) = &step {
            release(&root, policy, day);
        }
        history.push(format!("{day}: {step:?}"));
        let last = &history[history.len().saturating_sub(12)..];
        let changes = changed(&root, &before, &writer.files());
        // A watch may tell less than what happened.
        desk.take_in(&if writer.random.chance(20) { Changes::anything() } else { changes });
        if writer.random.chance(10) {
            day = writer.random.one(&DAYS);
            desk.turn_to(Some(day));
        }
        // The rules may not have come to all texts before the next change.
        if writer.random.chance(40) {
            desk.found.check_one(&desk.opened);
            continue;
        }
        desk.check_everything();
        let fresh = fresh(&root, AsOf { day, today: DAYS[0] });
        let print =
            |findings: &Findings, opened: &Opened| human::print(findings, &opened.tree.sources, false);
        let (here, there) = (print(&desk.findings(), &desk.opened), print(&fresh.findings, &fresh.value));
        assert_eq!(here, there, "seed {seed}, after {last:#?}");
        let (here, there) = (shown(&desk.opened), shown(&fresh.value));
        let others = there.iter().filter(|(path, text)| here.get(*path) != Some(text));
        let others: Vec<&String> = others.map(|(path, _)| path).collect();
        assert!(others.is_empty(), "seed {seed}: {others:?} are others after {last:#?}");
        assert_eq!(here.len(), there.len(), "seed {seed}, after {last:#?}");
        is_good = !crate::source::any_error(&fresh.findings);
        if is_good {
            good += 1;
            writer.keep();
        }
    }
    assert!(good * 5 > steps, "{good} of {steps} states were without errors");
}

#[test]
fn after_random_edits_the_preview_is_what_the_files_say() {
    let steps = steps(60);
    std::thread::scope(|scope| {
        scope.spawn(|| edit_and_preview(1, steps.div_ceil(2)));
        scope.spawn(|| edit_and_preview(2, steps.div_ceil(2)));
    });
}
