//! A build takes over from the last one what is made of the same, and is what a fresh one is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil::{Date, date};
use promulgate::library::reads::{Question, Reads};
use promulgate::pipeline::{BuildOptions, Built, Check};
use promulgate::progress::Unwatched;
use promulgate::seal::{self, Given, ReleaseRequest};
use promulgate::source::fingerprint::{self, Fingerprint};
use promulgate::source::{Sources, human, tree};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::random_edits::{SITE, Step, Writer, steps};
use crate::support::{self, assert_code, files, printed, promulgate, repository};

/// The full example, which is this repository's own site with fewer addenda.
fn demo() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&promulgate(folder.path(), &["init", "site", "--example", "full"]), 0);
    let root = folder.path().join("site");
    (folder, root)
}

fn build(root: &Path, out: &str, day: &str) -> String {
    let output = promulgate(root, &["build", "--as-of", day, "--out", out]);
    assert_code(&output, 0);
    let said = printed(&output).replace(out, "OUT");
    // Where it takes long, lines say how far it is.
    said.lines()
        .filter(|line| !line.starts_with("pages are made: "))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The file of every path, as the file system knows it.
fn inodes(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let entries = entries.filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let metadata = entry.metadata().expect("metadata");
            let modified = metadata.modified().expect("a time");
            let path = entry.path().strip_prefix(folder).expect("a path in the folder");
            (path.to_path_buf(), (metadata.ino(), modified))
        })
        .collect()
}

/// Asserts that a build into `public` gives what a fresh one gives, and returns the paths that were written.
#[track_caller]
fn assert_fresh(root: &Path, day: &str) -> Vec<String> {
    let before = inodes(&root.join("public"));
    let said = build(root, "public", day);
    let after = inodes(&root.join("public"));
    let memory = root.join(".promulgate/builds");
    let kept = root.join("kept");
    fs::rename(&memory, &kept).expect("a memory");
    assert_eq!(build(root, "fresh", day), said, "the same is said");
    assert!(files(&root.join("public")) == files(&root.join("fresh")), "the same is built");
    fs::remove_dir_all(root.join("fresh")).expect("a folder");
    fs::remove_dir_all(&memory).expect("a memory");
    fs::rename(&kept, &memory).expect("a memory");
    let written = after.iter().filter(|(path, file)| before.get(*path) != Some(file));
    written.map(|(path, _)| path.to_string_lossy().into_owned()).collect()
}

fn edit(root: &Path, path: &str, change: impl Fn(&str) -> String) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).expect("a text");
    let changed = change(&text);
    assert_ne!(text, changed, "{path:?} changes");
    fs::write(&path, changed).expect("a file");
}

const DAY: &str = "2026-11-24";

#[test]
fn a_rebuild_writes_what_changed_and_is_what_a_fresh_build_is() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    assert!(assert_fresh(&root, DAY).is_empty(), "nothing changed, nothing is written");

    // A release of one policy: its pages, and the lists.
    edit(&root, "content/advertising/en.md", |text| format!("{text}\nOne more thing.\n"));
    assert_code(
        &promulgate(&root, &["release", "advertising", "--as-of", DAY, "--effective", DAY, "--yes"]),
        0,
    );
    let written = assert_fresh(&root, DAY);
    let of_another = |path: &&String| path.contains("/cookies/") && path.contains("/v/");
    assert!(written.iter().any(|path| path == "en/advertising/index.html"), "{written:?}");
    assert_eq!(written.iter().find(of_another), None);

    // What every page draws on.
    edit(&root, "content/contacts.toml", |text| text.replacen("email = \"", "email = \"new.", 1));
    edit(&root, "promulgate.toml", |text| text.replacen("Example Cloud policies", "Our policies", 1));
    let written = assert_fresh(&root, DAY).len();
    assert!(written > 50, "{written}");
    fs::create_dir_all(root.join("templates")).expect("a folder");
    fs::copy(repository("templates/root.html"), root.join("templates/root.html")).expect("a template");
    edit(&root, "templates/root.html", |text| text.replacen("<ul", "<ul data-own", 1));
    assert_fresh(&root, DAY);
    // Another day.
    assert_fresh(&root, "2027-07-02");
    // A policy to which others refer, on the first day again.
    assert_code(
        &promulgate(&root, &["withdraw", "privacy", "2027-07-01", "--reason", "x", "--as-of", DAY, "--yes"]),
        0,
    );
    assert_fresh(&root, DAY);
}

#[test]
fn findings_in_texts_are_recalled_until_what_they_depend_on_changes() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    edit(&root, "content/cookies/en.md", |text| format!("{text}\n## New {{#brand-new}}\n\nIt is new new.\n"));
    let link = "\nSee [what is new](/en/cookies/#brand-new).\n";
    edit(&root, "content/advertising/en.md", |text| format!("{text}{link}"));
    let release = ["release", "advertising", "--as-of", DAY, "--effective", DAY, "--yes"];
    assert_code(&promulgate(&root, &release), 0);
    let said = || {
        assert_fresh(&root, DAY);
        build(&root, "public", DAY)
    };
    assert!(said().contains("doubled-word"));
    // Another policy changes: what was found in this one stands.
    edit(&root, "content/advertising/en.md", |text| text.replace(link, ""));
    let there = said();
    assert!(there.contains("doubled-word") && !there.contains("dead-reference"), "{there}");
    // The sealed text of the policy, which itself stays the same, now leads nowhere; then it leads somewhere again.
    edit(&root, "content/cookies/en.md", |text| text.replace("{#brand-new}", "{#other}"));
    assert!(said().contains("dead-reference"));
    edit(&root, "content/cookies/en.md", |text| text.replace("{#other}", "{#brand-new}"));
    assert_eq!(said(), there);
}

#[test]
fn what_somebody_did_to_the_output_is_undone() {
    let (_folder, root) = demo();
    build(&root, "public", DAY);
    let page = root.join("public/en/cookies/index.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replace("cookie", "biscui")).expect("a page");
    assert_eq!(assert_fresh(&root, DAY), ["en/cookies/index.html", "manifest.json"]);
    fs::remove_file(&page).expect("a page");
    assert_fresh(&root, DAY);
    // What is remembered may be gone, or be nonsense.
    for entry in fs::read_dir(root.join(".promulgate/builds")).expect("a folder") {
        fs::write(entry.expect("an entry").path(), "{").expect("a file");
    }
    assert_fresh(&root, DAY);
    fs::remove_dir_all(root.join(".promulgate")).expect("a folder");
    assert_fresh(&root, DAY);
}

/// What comes of a build: how many files there are, if it was not stopped, and what was found.
#[derive(Debug, PartialEq)]
struct Outcome {
    files: Option<usize>,
    said: String,
}

/// Builds as the command does; with a `program` what was built before is used again.
fn built(root: &Path, out: &Path, day: Date, drafts: bool, program: Option<Fingerprint>) -> Outcome {
    let order = BuildOptions { out, drafts, fresh: false, program, progress: &Unwatched };
    let print = |findings: &[_], sources: &Sources| human::print(findings, sources, false);
    let tree = tree::read(root).expect("a readable folder");
    if let Some((findings, files)) =
        promulgate::pipeline::unchanged(&tree.value, day, &order).expect("a memory")
    {
        return Outcome { files: Some(files), said: print(&findings, &tree.value.sources) };
    }
    let opened = promulgate::pipeline::open_tree(tree, Check::ButTexts, |_| day);
    let (opened, mut findings) = (opened.value, opened.findings);
    let files = match promulgate::pipeline::build(&opened, &mut findings, &order).expect("a build") {
        Built::Published(files) => Some(files),
        Built::Stopped => None,
    };
    Outcome { files, said: print(&findings, &opened.tree.sources) }
}

/// Releases a policy, if it can be.
fn release(root: &Path, policy: &str, day: Date) {
    let opened = promulgate::pipeline::open(root, Check::All, |_| day).expect("a readable folder");
    let Some(library) = &opened.value.library else { return };
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    let request = ReleaseRequest { policy: policy.to_owned(), ..ReleaseRequest::default() };
    if let Ok(plan) = seal::plan_release(&given, &request) {
        plan.sealing.carry_out().expect("a release");
    }
}

/// Edits a site at random, and asserts after every step that a build over the last one is, says and ends as a fresh one.
fn edit_and_rebuild(seed: u64, drafts: bool, steps: usize) {
    let folder = support::site(SITE);
    let root = folder.path();
    let (public, fresh) = (root.join("public"), root.join("fresh"));
    let program = Some(fingerprint::of_bytes(b"the same program"));
    let mut writer = Writer::new(root, seed);
    let mut day = support::DAY;
    let mut history = Vec::new();
    let mut published = 0;
    let mut is_good = true;
    for _ in 0..steps {
        let step = if is_good || writer.random.chance(25) { writer.step() } else { writer.undo() };
        if let Step::Release(policy) = &step {
            release(root, policy, day);
        } else if writer.random.chance(10) {
            day = writer.random.one(&[date(2026, 11, 23), date(2026, 11, 24), date(2027, 2, 1)]);
        }
        history.push(format!("{day}: {step:?}"));
        let last = &history[history.len().saturating_sub(12)..];
        let rebuilt = built(root, &public, day, drafts, program);
        let anew = built(root, &fresh, day, drafts, None);
        assert_eq!(rebuilt, anew, "seed {seed}, after {last:#?}");
        is_good = anew.files.is_some();
        if is_good {
            published += 1;
            writer.keep();
            let (rebuilt, anew) = (files(&public), files(&fresh));
            let others = anew.iter().filter(|(path, text)| rebuilt.get(*path) != Some(text));
            let others: Vec<&String> = others.map(|(path, _)| path).collect();
            assert!(others.is_empty(), "seed {seed}: {others:?} are others after {last:#?}");
            assert_eq!(rebuilt.len(), anew.len(), "seed {seed}, after {last:#?}");
            fs::remove_dir_all(&fresh).expect("a folder");
        }
    }
    assert!(published * 3 > steps, "{published} of {steps} builds came to something");
}

#[test]
fn after_random_edits_a_rebuild_is_a_fresh_build() {
    let steps = steps(120);
    std::thread::scope(|scope| {
        scope.spawn(|| edit_and_rebuild(1, true, steps.div_ceil(2)));
        scope.spawn(|| edit_and_rebuild(2, false, steps.div_ceil(2)));
    });
}

#[test]
fn what_another_policy_is_decides_which_cookies_are_listed() {
    let cookies = "[[category]]\nid = \"n\"\nname = \"N\"\n\n[[cookie]]\nname = \"sid\"\ncategory = \"n\"\n\
                   provider = \"P\"\npurpose = \"P\"\nkind = \"K\"\nduration = \"D\"\n";
    let folder = support::site(&[
        (
            "promulgate.toml",
            "title = \"T\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n",
        ),
        ("content/ads/policy.toml", "kind = \"notice\"\n"),
        ("content/ads/en.md", "# Ads\n\n```{cookies}\n```\n"),
        ("content/cookies/policy.toml", "kind = \"cookie-notice\"\n"),
        ("content/cookies/en.md", "# Cookies\n"),
        ("content/cookies/cookies.toml", cookies),
    ]);
    let root = folder.path();
    let program = Some(fingerprint::of_bytes(b"the same program"));
    let page = || fs::read_to_string(root.join("public/en/ads/draft/index.html")).expect("a page");
    let build = || built(root, &root.join("public"), support::DAY, true, program);
    assert!(build().files.is_some());
    assert!(page().contains("sid"));
    fs::write(root.join("content/cookies/policy.toml"), "kind = \"notice\"\n").expect("a file");
    let outcome = build();
    assert_eq!(outcome.files, None);
    assert!(outcome.said.contains("error[unfilled-directive]"), "{}", outcome.said);
}

/// What the last build of a site remembers that it read of other policies, for the texts and pages of one: the folders of those, and what it
/// asked of the whole site.
fn read_for(root: &Path, policy: &str) -> (BTreeSet<String>, BTreeSet<Question>) {
    let mut builds = fs::read_dir(root.join(".promulgate/builds")).expect("a memory");
    let build = builds.next().expect("a build").expect("an entry").path();
    let remembered: serde_json::Value =
        serde_json::from_slice(&fs::read(build).expect("a file")).expect("JSON");
    let reads = remembered["policies"][policy]["reads"].clone();
    let reads: Reads = serde_json::from_value(reads).expect("what was read");
    (reads.families, reads.questions)
}

#[test]
fn a_policy_depends_on_what_its_texts_name_alone() {
    let folder = support::site(SITE);
    let root = folder.path();
    let program = Some(fingerprint::of_bytes(b"the same program"));
    assert!(built(root, &root.join("public"), support::DAY, false, program).files.is_some());
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    // Its sealed text names files, policies, sections.
    let (families, questions) = read_for(root, "privacy");
    assert_eq!(families, names(&["ads", "cookies", "terms"]));
    // What it asks of a path is all that it learns of whoever is there.
    assert!(questions.contains(&Question::Leads("/en/extra/".to_owned())), "{questions:?}");
    assert!(
        questions.contains(&Question::HasSection("/en/ads/".to_owned(), "who".to_owned())),
        "{questions:?}"
    );
    let own = |question: &&Question| format!("{question:?}").contains("/privacy/");
    assert_eq!(questions.iter().find(own), None);
    // A link to a page of `ads` is a question; `terms` follows one to `privacy`, which refers to `ads`, and reads nothing of that.
    assert_eq!(read_for(root, "ads"), Default::default());
    assert_eq!(read_for(root, "terms").0, names(&["privacy"]));
}

#[test]
fn a_policy_in_a_folder_of_others_is_made_again_when_what_it_names_changes() {
    let folder = support::site(SITE);
    let root = folder.path();
    let program = Some(fingerprint::of_bytes(b"the same program"));
    let draft = |out: &str, program| {
        built(root, &root.join(out), support::DAY, true, program);
        fs::read_to_string(root.join(out).join("en/imprint/draft/index.html")).expect("a page")
    };
    assert!(draft("public", program).contains("Main"));
    // `rules` lies in a folder that is called like `imprint`, which lies in another one.
    edit(root, "content/imprint/rules/en.md", |text| text.replace("## Main", "## Foremost"));
    let rebuilt = draft("public", program);
    assert!(rebuilt.contains("Foremost"));
    edit(root, "content/legal/imprint/en.md", |text| text.replace("See", "Look at"));
    assert!(draft("public", program).contains("Look at"));
    assert_eq!(draft("public", program), draft("fresh", None));
}

#[test]
fn what_another_text_is_called_decides_what_a_quotation_may_mean() {
    let folder = support::site(&[
        (
            "promulgate.toml",
            "title = \"T\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n",
        ),
        ("content/ads/policy.toml", "kind = \"notice\"\n"),
        ("content/ads/en.md", "# Ads\n"),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        (
            "content/terms/en.md",
            "# Terms\n\nOf offers, see “Your rights and your choice” below.\n\n## Your rights and choices {#choices}\n\nTen.\n",
        ),
    ]);
    let root = folder.path();
    let program = Some(fingerprint::of_bytes(b"the same program"));
    let said = || built(root, &root.join("public"), support::DAY, true, program).said;
    assert!(said().contains("section-name-differs"), "{}", said());
    edit(root, "content/ads/en.md", |text| text.replace("Ads", "Offers"));
    assert!(!said().contains("section-name-differs"), "{}", said());
}

/// A hundred and twenty short passages, in English and in Malay, of which one says what another does not.
fn lesson() -> Vec<[String; 2]> {
    let nouns = [
        "letters", "records", "visits", "orders", "photos", "voices", "places", "payments", "friends",
        "devices",
    ];
    let own_nouns =
        ["surat", "rekod", "lawatan", "pesanan", "gambar", "suara", "tempat", "bayaran", "kawan", "peranti"];
    let verbs = ["keep", "read", "sort", "sell", "copy", "hide"];
    let own_verbs = ["simpan", "baca", "susun", "jual", "salin", "sorok"];
    let mut lesson = Vec::new();
    for (when, own_when) in [("daily", "harian"), ("often", "kerap")] {
        for (noun, own_noun) in nouns.iter().zip(own_nouns) {
            for (verb, own_verb) in verbs.iter().zip(own_verbs) {
                lesson.push([
                    format!("We {verb} your {noun} {when}.\n\n"),
                    format!("Kami {own_verb} {own_noun} anda {own_when}.\n\n"),
                ]);
            }
        }
    }
    lesson
}

#[test]
fn what_is_learnt_of_one_policy_decides_what_is_behind_in_another() {
    let lesson = lesson();
    let text = |side: usize, front: &str, count: usize| {
        format!(
            "{front}# A\n\n{}",
            lesson[..count].iter().map(|passage| passage[side].as_str()).collect::<String>()
        )
    };
    let items = [
        ["keep your letters", "simpan surat"],
        ["read your records", "baca rekod"],
        ["sort your visits", "susun lawatan"],
        ["sell your orders", "jual pesanan"],
        ["copy your photos", "salin gambar"],
        ["hide your voices", "sorok suara"],
    ];
    let list = |items: &mut dyn Iterator<Item = String>| format!("# B\n\n{}", items.collect::<String>());
    let old = list(&mut items.iter().map(|[english, _]| format!("- We {english}.\n")));
    let own = list(&mut items.iter().rev().map(|[_, malay]| format!("- Kami {malay} anda.\n")));
    let own = format!("+++\ntranslates = \"2020-01-01\"\n+++\n{own}");
    let new = old.replace("sell your", "burn your");
    let version = |day: &str| format!("released = {day}\neffective = {day}\n");
    let [first, second] = ["2020-01-01", "2021-01-01"].map(version);
    let (english, malay) = (text(0, "", 60), text(1, "+++\ntranslates = \"2020-01-01\"\n+++\n", 60));
    let config = "title = \"T\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\", \"ms\"]\n";
    let folder = support::site(&[
        ("promulgate.toml", config),
        ("content/a/policy.toml", "kind = \"notice\"\n"),
        ("content/a/en.md", &text(0, "", 120)),
        ("content/a/ms.md", &text(1, "+++\ntranslates = \"working\"\n+++\n", 120)),
        ("content/a/versions/2020-01-01/version.toml", &first),
        ("content/a/versions/2020-01-01/en.md", &english),
        ("content/a/versions/2020-01-01/ms.md", &malay),
        ("content/b/policy.toml", "kind = \"notice\"\n"),
        ("content/b/en.md", &new),
        ("content/b/ms.md", &own),
        ("content/b/versions/2020-01-01/version.toml", &first),
        ("content/b/versions/2020-01-01/en.md", &old),
        ("content/b/versions/2020-01-01/ms.md", &own),
        ("content/b/versions/2021-01-01/version.toml", &second),
        ("content/b/versions/2021-01-01/en.md", &new),
    ]);
    let root = folder.path();
    build(root, "public", DAY);
    // The words between which and the next item the mark stands.
    let marked = || {
        let page = fs::read_to_string(root.join("public/ms/b/index.html")).expect("a page");
        let (before, _) = page.split_once("<details class=\"drift\"").expect("a mark");
        let (_, item) = before.rsplit_once("Kami ").expect("an item");
        item.split(" anda").next().unwrap_or_default().to_owned()
    };
    assert_eq!(marked(), "susun lawatan", "in their order the fourth says the fourth");
    let release = ["release", "a", "--as-of", DAY, "--effective", DAY, "--yes"];
    assert_code(&promulgate(root, &release), 0);
    let written = assert_fresh(root, DAY);
    assert_eq!(marked(), "jual pesanan");
    assert!(written.iter().any(|path| path == "ms/b/index.html"), "{written:?}");
}
