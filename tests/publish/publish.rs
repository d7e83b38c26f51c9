//! `publish`, against a server that speaks the protocol of S3: what is uploaded and in what order, what is refused, what a
//! connection that is cut leaves behind, and how it goes on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use hyper::Method;
use promulgate::output::manifest::{MANIFEST, Manifest};
use promulgate::site::delivery::{Class, Redirect};
use tempfile::TempDir;

use crate::server::{Asked, BUCKET, Fault, KEY, SECRET, Server};
use crate::support::{assert_code, files, printed, promulgate};
use crate::trees::{LEDGER, Tree};

const STATE: &str = ".promulgate/state.json";
const LOCK: &str = ".promulgate/lock";
const SEALED: &str = "en/privacy/v/2021-02-09/policy.md";

/// A folder with a configuration and a server to publish to.
struct Site {
    folder: TempDir,
    server: Server,
}

impl Site {
    fn new() -> Self {
        Site::with("")
    }

    /// With further keys for the target.
    fn with(keys: &str) -> Self {
        let site = Site { folder: tempfile::tempdir().expect("a temporary folder"), server: Server::start() };
        let config = format!(
            "title = \"P\"\nbase_url = \"https://policies.example.com\"\n\n[publish.production]\n\
             url = \"s3://{BUCKET}\"\nendpoint = \"http://{}\"\nregion = \"us-east-1\"\n{keys}",
            site.server.address
        );
        fs::write(site.folder.path().join("promulgate.toml"), config).expect("a file");
        site
    }

    /// The same after a first publication.
    fn published(tree: &Tree) -> Self {
        let site = Site::new();
        site.publish(tree, 0);
        site.server.asked();
        site
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_promulgate"));
        command
            .args(["publish", "--as-built", "--retries", "0"])
            .args(arguments)
            .current_dir(self.folder.path());
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET).env("NO_COLOR", "1");
        command.env("NO_PROXY", "127.0.0.1").stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().expect("the program");
        assert!(!printed(&output).contains(SECRET), "a secret was printed: {}", printed(&output));
        output
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// Publishes a tree; what was printed.
    #[track_caller]
    fn publish(&self, tree: &Tree, code: i32) -> String {
        self.publish_on(tree, "2026-11-25", code)
    }

    #[track_caller]
    fn publish_on(&self, tree: &Tree, day: &str, code: i32) -> String {
        tree.write(&self.public());
        let output = self.run(&["--as-of", day]);
        assert_code(&output, code);
        printed(&output)
    }

    /// What is at the target, but for what publishing keeps for itself.
    fn there(&self) -> BTreeMap<String, String> {
        let mut there = files(&self.server.file(""));
        there.retain(|path, _| !path.starts_with(".promulgate/"));
        there
    }

    #[track_caller]
    fn assert_holds(&self, tree: &Tree) {
        let mut there = self.there();
        assert_eq!(there.remove(MANIFEST).expect("a manifest").into_bytes(), tree.manifest().to_bytes());
        for (path, text) in &tree.files {
            assert_eq!(there.get(path), Some(text), "{path}");
        }
        self.verify();
    }

    /// Verifies the site as readers see it.
    #[track_caller]
    fn verify(&self) {
        assert_code(&promulgate(self.folder.path(), &["verify", &self.server.url()]), 0);
    }

    fn tamper(&self, key: &str, text: &str) {
        fs::write(self.server.file(key), text).expect("a file");
    }
}

fn two() -> (Tree, Tree) {
    let old = Tree::new();
    let mut new = old.clone();
    new.release("2022-03-04", "# Privacy\n\nMore.\n");
    new.set("theme/d.css", "d {}");
    (old, new)
}

fn puts(asked: &[Asked]) -> Vec<String> {
    let is_put = |asked: &&Asked| asked.method != Method::GET && asked.method != Method::HEAD;
    asked.iter().filter(is_put).map(|asked| asked.key.clone()).collect()
}

/// What was asked to be written besides the lock.
fn written(site: &Site) -> Vec<String> {
    puts(&site.server.asked()).into_iter().filter(|key| key != LOCK).collect()
}

#[test]
fn the_first_publication_uploads_everything_with_its_headers() {
    let site = Site::new();
    // A site as it is built, not one made by hand.
    assert_code(&promulgate(site.folder.path(), &["init", "x"]), 0);
    let out = site.public();
    let root = site.folder.path().join("x");
    assert_code(&promulgate(&root, &["build", "--out", &out.to_string_lossy()]), 0);
    let output = site.run(&["production"]);
    assert_code(&output, 0);
    assert_eq!(site.there(), files(&out));
    site.verify();
    let manifest = Manifest::parse(&fs::read(out.join(MANIFEST)).expect("a file")).expect("a manifest");
    let asked = site.server.asked();
    let put: BTreeMap<&str, &Asked> = asked
        .iter()
        .filter(|asked| asked.method == Method::PUT)
        .map(|asked| (asked.key.as_str(), asked))
        .collect();
    for (path, entry) in &manifest.files {
        let put = put.get(path.as_str()).unwrap_or_else(|| panic!("{path} is not uploaded"));
        assert_eq!((&put.content_type, &put.cache_control), (&entry.content_type, &entry.cache_control));
    }
    assert_eq!(put.get(MANIFEST).expect("the manifest").content_type, "application/json");
    // Nothing is left locked or half done.
    assert!(!site.server.file(LOCK).exists());
    let state = fs::read_to_string(site.server.file(STATE)).expect("a state");
    assert!(state.contains("\"pending\": null"), "{state}");
}

#[test]
fn an_unchanged_site_uploads_nothing_and_takes_no_lock() {
    let tree = Tree::new();
    let site = Site::published(&tree);
    let said = site.publish(&tree, 0);
    assert!(said.contains("nothing changed"), "{said}");
    assert_eq!(puts(&site.server.asked()), Vec::<String>::new());
}

#[test]
fn a_release_uploads_what_changed_in_order() {
    let (old, new) = two();
    let site = Site::published(&old);
    new.write(&site.public());
    let list = site.folder.path().join("changed.txt");
    assert_code(&site.run(&["--jobs", "4", "--invalidations", &list.to_string_lossy()]), 0);
    site.assert_holds(&new);
    let puts: Vec<String> = puts(&site.server.asked());
    let uploaded: Vec<&String> = puts.iter().filter(|path| !path.starts_with(".promulgate/")).collect();
    let is_changed = |path: &&String| old.files.get(*path) != new.files.get(*path);
    let mut expected: Vec<&String> = new.files.keys().filter(is_changed).collect();
    let manifest = MANIFEST.to_owned();
    expected.push(&manifest);
    let mut sorted = uploaded.clone();
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected, "what changed and nothing else");
    // Phase by phase, the manifest last; the lock around everything.
    let classes: Vec<Class> = uploaded.iter().map(|path| Class::of(path)).collect();
    assert!(classes.is_sorted(), "{uploaded:?}");
    assert_eq!(uploaded.last(), Some(&&manifest));
    // The second time proves that the store minds conditions.
    assert_eq!(puts[..3], [LOCK, LOCK, STATE]);
    assert_eq!(puts.last().map(String::as_str), Some(LOCK));
    // Both addresses of what changed, and no new asset.
    let list = fs::read_to_string(list).expect("a list");
    let list: Vec<&str> = list.lines().collect();
    for address in
        ["/en/privacy/", "/en/privacy/index.html", "/sitemap.xml", "/ledgers/privacy.toml", "/theme/c.css"]
    {
        assert!(list.contains(&address), "{address}: {list:?}");
    }
    assert!(!list.contains(&"/theme/d.css") && !list.contains(&"/en/"), "{list:?}");
}

#[test]
fn a_changed_header_is_uploaded_with_its_file() {
    let tree = Tree::new();
    let site = Site::published(&tree);
    let mut manifest = tree.manifest();
    for entry in
        manifest.files.values_mut().filter(|entry| matches!(entry.class, Class::Page | Class::Sealed))
    {
        entry.cache_control = "public, max-age=7".to_owned();
    }
    tree.write_with(&site.public(), &manifest);
    let output = site.run(&[]);
    assert_code(&output, 0);
    let asked = site.server.asked();
    let put = |asked: &&Asked| {
        asked.method == Method::PUT && !asked.key.starts_with(".promulgate/") && asked.key != MANIFEST
    };
    let put: Vec<(String, String)> =
        asked.iter().filter(put).map(|asked| (asked.key.clone(), asked.cache_control.clone())).collect();
    assert_eq!(put.len(), 6, "five pages and a sealed text: {put:?}");
    assert!(put.iter().all(|(_, cache)| cache == "public, max-age=7"), "{put:?}");
    let there = fs::read(site.server.file(MANIFEST)).expect("a manifest");
    assert_eq!(there, manifest.to_bytes());
}

#[test]
fn a_sealed_text_that_was_changed_at_the_target_stops_everything() {
    let (old, new) = two();
    let site = Site::published(&old);
    site.tamper(SEALED, "# Privacz\n");
    for tree in [&old, &new] {
        let said = site.publish(tree, 2);
        assert!(said.contains(&format!("`{SEALED}` was changed at the target")), "{said}");
    }
    assert_eq!(written(&site), Vec::<String>::new());
    assert_eq!(site.there()[SEALED], "# Privacz\n");
}

#[test]
fn a_sealed_text_that_is_there_already_is_never_written_over() {
    let site = Site::new();
    let tree = Tree::new();
    fs::create_dir_all(site.server.file(SEALED).parent().expect("a folder")).expect("a folder");
    site.tamper(SEALED, "# Somebody else's\n");
    let said = site.publish(&tree, 2);
    assert!(said.contains(&format!("`{SEALED}` is there already with other bytes")), "{said}");
    assert_eq!(site.there()[SEALED], "# Somebody else's\n");
    assert!(!site.there().contains_key(MANIFEST), "no page and no manifest speaks of it");
    // The same bytes are as good as uploaded; they get their headers.
    site.tamper(SEALED, &tree.files[SEALED]);
    site.publish(&tree, 0);
    site.assert_holds(&tree);
}

#[test]
fn a_sealed_text_or_a_ledger_that_is_gone_is_put_back() {
    let tree = Tree::new();
    let site = Site::published(&tree);
    for path in [SEALED, LEDGER] {
        fs::remove_file(site.server.file(path)).expect("a file");
        let output = site.run(&["--dry-run"]);
        assert!(
            printed(&output).contains(&format!("would upload {path} (was missing)")),
            "{}",
            printed(&output)
        );
        site.publish(&tree, 0);
        site.assert_holds(&tree);
    }
}

#[test]
fn a_ledger_only_grows() {
    let (old, new) = two();
    let site = Site::published(&new);
    // Of the site: shortened, rewritten, or gone.
    let mut rewritten = Tree::new();
    rewritten.release("2022-03-04", "# Privacy\n\nOther.\n");
    let said = site.publish(&rewritten, 2);
    assert!(said.contains("en/privacy/v/2022-03-04/policy.md"), "{said}");
    let said = site.publish(&old, 2);
    assert!(said.contains(&format!("`{LEDGER}` at the target goes on behind")), "{said}");
    let mut without = old.clone();
    without.files.retain(|path, _| !path.starts_with("ledgers/") && !path.contains("/v/"));
    let said = site.publish(&without, 2);
    assert!(said.contains("a ledger never goes"), "{said}");
    // At the target: shortened, though it is a beginning of what the site has.
    site.tamper(LEDGER, &old.files[LEDGER]);
    let said = site.publish(&new, 2);
    assert!(said.contains(&format!("`{LEDGER}` was changed at the target")), "{said}");
    assert_eq!(written(&site), Vec::<String>::new());
    // A policy may be renamed: its ledger goes on under another name.
    site.tamper(LEDGER, &new.files[LEDGER]);
    let mut renamed = new.clone();
    renamed.files =
        new.files.iter().map(|(path, text)| (path.replace("privacy", "data"), text.clone())).collect();
    let said = site.publish(&renamed, 0);
    assert!(said.contains("`privacy` was renamed to `data`, and its old addresses lead nowhere"), "{said}");
    assert!(said.contains("formerly = [\"privacy\"] into content/data/policy.toml"), "{said}");
    site.verify();
    assert_eq!(site.there()[LEDGER], new.files[LEDGER]);
    // Where the old addresses lead to the new ones nothing is to be said.
    let site = Site::published(&new);
    let rule = |from: &str, to: &str| Redirect { from: from.to_owned(), to: to.to_owned() };
    renamed.redirects = vec![rule("/ledgers/privacy.toml", "/ledgers/data.toml")];
    let said = site.publish(&renamed, 0);
    assert!(!said.contains("formerly"), "{said}");
}

fn is_lock(asked: &Asked) -> bool {
    asked.method == Method::PUT && asked.key == LOCK
}
fn is_state(asked: &Asked) -> bool {
    asked.method == Method::PUT && asked.key == STATE
}
fn is_kept(asked: &Asked) -> bool {
    asked.method == Method::PUT && asked.key.starts_with(".promulgate/objects/")
}
fn is_class(asked: &Asked, class: Class) -> bool {
    asked.method == Method::PUT
        && !asked.key.starts_with(".promulgate/")
        && asked.key != MANIFEST
        && Class::of(&asked.key) == class
}
fn is_asset(asked: &Asked) -> bool {
    is_class(asked, Class::Asset)
}
fn is_sealed(asked: &Asked) -> bool {
    is_class(asked, Class::Sealed)
}
fn is_ledger(asked: &Asked) -> bool {
    is_class(asked, Class::Ledger)
}
fn is_page(asked: &Asked) -> bool {
    is_class(asked, Class::Page)
}
fn is_pointer(asked: &Asked) -> bool {
    is_class(asked, Class::Pointer)
}
fn is_manifest(asked: &Asked) -> bool {
    asked.method == Method::PUT && asked.key == MANIFEST
}
fn is_delete(asked: &Asked) -> bool {
    asked.method == Method::DELETE
}

/// A kind of request that writes, and how many of it are answered before the server dies.
type Cut = (&'static str, fn(&Asked) -> bool, usize);

const CUTS: [Cut; 13] = [
    ("lock", is_lock, 0),
    ("state", is_state, 0),
    ("kept", is_kept, 0),
    ("second kept", is_kept, 3),
    ("assets", is_asset, 0),
    ("sealed", is_sealed, 0),
    ("ledgers", is_ledger, 0),
    ("pages", is_page, 0),
    ("second page", is_page, 1),
    ("pointers", is_pointer, 0),
    ("manifest", is_manifest, 0),
    ("last state", is_state, 1),
    ("letting go", is_delete, 0),
];

#[test]
fn a_cut_connection_leaves_a_whole_site_and_the_next_run_ends_it() {
    let (old, new) = two();
    let mut third = new.clone();
    third.files.insert("en/privacy/index.html".to_owned(), old.files["en/privacy/index.html"].clone());
    for (name, is_it, after) in CUTS {
        for done in [false, true] {
            let site = Site::published(&old);
            new.write(&site.public());
            site.server.die_at(Fault { is_it, after, done });
            let output = site.run(&["--jobs", "2"]);
            assert!(site.server.revive(), "{name} never happens");
            // Only what comes after the manifest may fail without the site being published.
            if name != "letting go" {
                assert_code(&output, 2);
            }
            let there = site.there();
            for (path, text) in &there {
                let is_whole = old.files.get(path) == Some(text) || new.files.get(path) == Some(text);
                assert!(is_whole || path == MANIFEST, "{path} is neither old nor new after {name}");
            }
            for path in old.files.keys() {
                assert!(there.contains_key(path), "{path} is gone after {name}");
            }
            // A page that is new speaks of nothing that is not there.
            if there["en/privacy/index.html"] != old.files["en/privacy/index.html"] {
                for path in [LEDGER, "theme/c.css", "theme/d.css", "en/privacy/v/2022-03-04/policy.md"] {
                    assert_eq!(there.get(path), new.files.get(path), "{path} after {name}");
                }
            }
            // Whatever comes next: the same again, something else, or back to what was there.
            let output = site.run(&["--break-lock"]);
            assert_code(&output, 0);
            site.assert_holds(&new);
            // What was done but for letting go of the lock leaves nothing to do, so that nobody takes it over.
            let is_left = name == "letting go" && !done || name == "last state" && done;
            assert_eq!(site.server.file(LOCK).exists(), is_left, "{name}");
            if name.contains("page") {
                let site = Site::published(&old);
                new.write(&site.public());
                site.server.die_at(Fault { is_it, after, done });
                assert_code(&site.run(&["--jobs", "2"]), 2);
                site.server.revive();
                third.write(&site.public());
                assert_code(&site.run(&["--break-lock"]), 0);
                site.assert_holds(&third);
            }
        }
    }
}

#[test]
fn an_interrupted_publication_can_be_rolled_back() {
    let (old, new) = two();
    for (name, is_it, after) in CUTS {
        let site = Site::published(&old);
        new.write(&site.public());
        site.server.die_at(Fault { is_it, after, done: true });
        let _ = site.run(&[]);
        site.server.revive();
        let output = site.run(&["--rollback", "--break-lock"]);
        let begun = !matches!(name, "lock");
        assert_code(&output, if begun { 0 } else { 2 });
        site.verify();
        let there = site.there();
        for (path, text) in old.files.iter().filter(|(path, _)| Class::of(path) > Class::Ledger) {
            assert_eq!(there.get(path), Some(text), "{path} after {name}");
        }
        assert!(new.files[LEDGER].starts_with(&there[LEDGER]), "{name}");
    }
}

#[test]
fn of_two_publishers_one_is_entirely_there() {
    let (old, new) = two();
    let mut other = old.clone();
    other.set("en/index.html", "<p>other policies");
    other.set("sitemap.xml", "<other/>");
    other.set("theme/e.css", "e {}");
    let site = Site::published(&old);
    let folders = [("one", &new), ("two", &other)].map(|(name, tree)| {
        let folder = site.folder.path().join(name);
        tree.write(&folder);
        folder
    });
    let started: Vec<Child> = folders
        .iter()
        .map(|folder| {
            let mut command = site.command(&["--jobs", "1", "--out", &folder.to_string_lossy()]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
        })
        .collect();
    let outputs: Vec<Output> =
        started.into_iter().map(|child| child.wait_with_output().expect("the program")).collect();
    let codes: Vec<Option<i32>> = outputs.iter().map(|output| output.status.code()).collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    for output in outputs.iter().filter(|output| output.status.code() != Some(0)) {
        assert_code(output, 2);
        let said = printed(output);
        // The second to come finds the lock, or, if the first is done, a ledger that is longer than its own.
        assert!(said.contains("is under way") || said.contains("not the beginning"), "{said}");
    }
    let manifest = fs::read(site.server.file(MANIFEST)).expect("a manifest");
    let winner = if manifest == new.manifest().to_bytes() { &new } else { &other };
    site.assert_holds(winner);
    assert!(!site.server.file(LOCK).exists());
}

#[test]
fn a_lock_is_respected_until_it_ends() {
    let (old, new) = two();
    let site = Site::published(&old);
    let lock = |until: &str| {
        site.tamper(LOCK, &format!("{{\"owner\": \"somebody\", \"until\": \"{until}\"}}"));
    };
    lock("2199-01-01T00:00:00Z");
    let said = site.publish(&new, 2);
    assert!(said.contains("under way; unless it goes on, its lock ends at 2199-01-01T00:01:00Z"), "{said}");
    assert_eq!(puts(&site.server.asked()), [LOCK], "it is asked for, and nothing else is written");
    assert_eq!(site.there()["en/privacy/index.html"], old.files["en/privacy/index.html"]);
    lock("2021-01-01T00:00:00Z");
    site.publish(&new, 0);
    site.assert_holds(&new);
    assert!(!site.server.file(LOCK).exists());
}

#[test]
fn what_another_publication_is_writing_is_not_called_changed() {
    let (old, new) = two();
    let site = Site::published(&old);
    site.tamper(LOCK, "{\"owner\": \"somebody\", \"until\": \"2199-01-01T00:00:00Z\"}");
    site.tamper(LEDGER, &new.files[LEDGER]);
    let said = site.publish(&old, 2);
    assert!(said.contains("is under way") && !said.contains("was changed"), "{said}");
}

#[test]
fn a_store_that_takes_no_notice_of_conditions_is_refused() {
    let site = Site::new();
    site.server.forget(LOCK);
    let said = site.publish(&Tree::new(), 2);
    assert!(said.contains("the target takes no notice of conditions"), "{said}");
    assert_eq!(site.there().len(), 0);
    assert!(!site.server.file(LOCK).exists() && !site.server.file(STATE).exists());
}

#[test]
fn a_rollback_puts_pages_back_and_leaves_what_was_sealed() {
    let (old, new) = two();
    let site = Site::published(&old);
    assert_code(&site.run(&["--rollback"]), 2);
    site.publish(&new, 0);
    let output = site.run(&["--rollback"]);
    assert_code(&output, 0);
    let there = site.there();
    for (path, text) in &old.files {
        if path == LEDGER {
            assert_eq!(there[path], new.files[LEDGER], "a ledger never goes back");
        } else {
            assert_eq!(&there[path], text, "{path}");
        }
    }
    for path in ["en/privacy/v/2022-03-04/policy.md", "en/privacy/v/2022-03-04/index.html"] {
        assert_eq!(there[path], new.files[path], "{path} has a permanent address");
    }
    site.verify();
    // And forward again, by a rollback or a publication.
    assert_code(&site.run(&["--rollback"]), 0);
    site.assert_holds(&new);
    assert_code(&site.run(&["--rollback"]), 0);
    site.publish(&new, 0);
    site.assert_holds(&new);
}

#[test]
fn what_is_gone_is_deleted_after_its_days_of_grace() {
    let (mut old, _) = two();
    old.set("en/old/index.html", "<p>old");
    old.set("en/old/v/1/index.html", "<p>permanent");
    let site = Site::published(&old);
    let mut new = old.clone();
    new.files.retain(|path, _| !path.starts_with("en/old/"));
    site.publish_on(&new, "2026-12-01", 0);
    assert!(site.there().contains_key("en/old/index.html"));
    site.publish_on(&new, "2026-12-30", 0);
    assert!(site.there().contains_key("en/old/index.html"), "29 days");
    let said = site.publish_on(&new, "2026-12-31", 0);
    assert!(said.contains("0 uploaded, 1 deleted"), "{said}");
    assert!(!site.there().contains_key("en/old/index.html"));
    assert!(site.there().contains_key("en/old/v/1/index.html"), "a permanent address stays");
    site.assert_holds(&new);
    // What was kept of it is enough to go back.
    assert_code(&site.run(&["--rollback", "--as-of", "2027-01-01"]), 0);
    assert_eq!(site.there()["en/old/index.html"], "<p>old");
    site.verify();
}

#[test]
fn too_many_deletes_stop_everything() {
    let mut old = Tree::new();
    for number in 0..3 {
        old.set(&format!("en/old{number}/index.html"), "<p>old");
    }
    let site = Site::with("grace_days = 0\nmax_deletes = 2\n");
    site.publish(&old, 0);
    site.server.asked();
    let mut new = Tree::new();
    new.set("sitemap.xml", "<other/>");
    let said = site.publish(&new, 2);
    assert!(
        said.contains("3 files would be deleted, `en/old0/index.html` the first, but `max_deletes` is 2"),
        "{said}"
    );
    assert_eq!(puts(&site.server.asked()), Vec::<String>::new());
    new.set("en/old2/index.html", "<p>old");
    site.publish(&new, 0);
    assert!(!site.there().contains_key("en/old0/index.html"));
    site.assert_holds(&new);
}

#[test]
fn a_dry_run_writes_nothing() {
    let (old, new) = two();
    let site = Site::published(&old);
    new.write(&site.public());
    let before = files(site.server.file("").parent().expect("a folder"));
    let output = site.run(&["--dry-run"]);
    assert_code(&output, 0);
    let said = printed(&output);
    assert!(said.contains("would upload en/privacy/index.html (changed)"), "{said}");
    assert!(said.contains("would upload en/privacy/v/2022-03-04/policy.md (new)"), "{said}");
    assert_eq!(puts(&site.server.asked()), Vec::<String>::new());
    assert_eq!(files(site.server.file("").parent().expect("a folder")), before);
}

#[test]
fn what_is_not_whole_or_not_for_the_public_is_not_published() {
    let site = Site::new();
    let mut tree = Tree::new();
    tree.write(&site.public());
    fs::write(site.public().join("index.html"), "<p>changed").expect("a file");
    let output = site.run(&[]);
    assert_code(&output, 2);
    assert!(printed(&output).contains("`index.html` was changed"), "{}", printed(&output));
    tree.preview = true;
    let said = site.publish(&tree, 2);
    assert!(said.contains("was built with --drafts"), "{said}");
    assert!(site.server.asked().is_empty());
    // Somebody else's manifest.
    site.tamper(MANIFEST, "{}");
    let said = site.publish(&Tree::new(), 2);
    assert!(
        said.contains("the target has a manifest.json that this version of promulgate cannot read"),
        "{said}"
    );
    assert_eq!(puts(&site.server.asked()), Vec::<String>::new());
}

#[test]
fn no_secret_is_ever_printed() {
    let site = Site::new();
    Tree::new().write(&site.public());
    // `run` looks at everything that is printed. Wrong credentials, no server, secrets in the configuration.
    let secret = "another-secret-of-somebody";
    let mut command = site.command(&[]);
    command.env("AWS_SECRET_ACCESS_KEY", secret).env("AWS_SESSION_TOKEN", "token-of-somebody");
    let output = command.output().expect("the program");
    assert_code(&output, 2);
    let said = printed(&output);
    assert!(
        said.contains("manifest.json") && !said.contains(secret) && !said.contains("token-of-somebody"),
        "{said}"
    );
    let config = site.folder.path().join("promulgate.toml");
    let text = fs::read_to_string(&config).expect("a file");
    for change in [
        text.replace("endpoint = \"http://127.0.0.1", "endpoint = \"http://127.0.0.2"),
        text.replace("endpoint = \"http://", &format!("endpoint = \"http://{KEY}:{SECRET}@")),
    ] {
        fs::write(&config, &change).expect("a file");
        assert_code(&site.run(&[]), 2);
    }
    fs::write(&config, format!("{text}secret_access_key = \"x\"\n")).expect("a file");
    let said = printed(&site.run(&[]));
    assert!(said.contains("error[unknown-key]"), "{said}");
}

#[test]
fn the_only_target_needs_no_name() {
    let site = Site::new();
    Tree::new().write(&site.public());
    let said = printed(&site.run(&["producton"]));
    assert!(said.contains("no target `producton`; did you mean `production`?"), "{said}");
    let config = site.folder.path().join("promulgate.toml");
    let text = fs::read_to_string(&config).expect("a file");
    fs::write(&config, format!("{text}\n[publish.staging]\nurl = \"file:///nowhere\"\n")).expect("a file");
    let output = site.run(&[]);
    assert_code(&output, 2);
    assert!(
        printed(&output).contains("name a target of promulgate.toml: production, staging"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_folder_is_a_target_too() {
    let (old, new) = two();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let www = folder.path().join("srv/www");
    let config = format!(
        "title = \"P\"\nbase_url = \"https://policies.example.com\"\n[publish.here]\nurl = \"file://{}\"\n",
        www.display()
    );
    fs::write(folder.path().join("promulgate.toml"), config).expect("a file");
    let publish = |tree: &Tree, arguments: &[&str], code: i32| {
        tree.write(&folder.path().join("public"));
        let output = promulgate(folder.path(), &[&["publish", "--as-built"], arguments].concat());
        assert_code(&output, code);
        printed(&output)
    };
    let holds = |tree: &Tree| {
        for (path, text) in &tree.files {
            assert_eq!(&fs::read_to_string(www.join(path)).expect("a file"), text, "{path}");
        }
        assert_code(&promulgate(folder.path(), &["verify", &www.to_string_lossy()]), 0);
    };
    publish(&old, &["--dry-run"], 0);
    assert!(!www.exists());
    publish(&old, &[], 0);
    holds(&old);
    assert!(publish(&old, &[], 0).contains("nothing changed"));
    publish(&new, &[], 0);
    holds(&new);
    publish(&new, &["--rollback"], 0);
    assert_eq!(fs::read_to_string(www.join("index.html")).expect("a file"), old.files["index.html"]);
    publish(&new, &[], 0);
    holds(&new);
    fs::write(www.join(SEALED), "# Other\n").expect("a file");
    assert!(publish(&new, &[], 2).contains(SEALED));
    fs::write(www.join(SEALED), &new.files[SEALED]).expect("a file");
    // Locked by another process.
    let lock = fs::File::options().append(true).open(www.join(LOCK)).expect("a file");
    lock.lock().expect("the lock");
    let mut third = new.clone();
    third.set("index.html", "<p>third");
    assert!(publish(&third, &[], 2).contains("under way"));
    drop(lock);
    publish(&third, &[], 0);
    holds(&third);
    assert!(is_whole(&www));
}

/// True if nothing half written lies about.
fn is_whole(folder: &Path) -> bool {
    files(folder).keys().all(|path| !path.contains('#'))
}
