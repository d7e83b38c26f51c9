//! What lies where the program works: links, pipes and halves that others or a killed command left, and what people save while it
//! asks.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::{assert_code, files, new_site, printed, promulgate};

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

/// A new site in the folder `x` of a temporary one, and beside it a folder of somebody's own.
struct Site {
    folder: TempDir,
    root: PathBuf,
    elsewhere: PathBuf,
}

impl Site {
    fn new() -> Self {
        let folder = new_site();
        let (root, elsewhere) = (folder.path().join("x"), folder.path().join("elsewhere"));
        for name in ["old", "new", "builds"] {
            fs::create_dir_all(elsewhere.join(name)).expect("a folder");
            fs::write(elsewhere.join(name).join("own"), "somebody's own").expect("a file");
        }
        Site { folder, root, elsewhere }
    }

    fn run(&self, arguments: &[&str], code: i32) -> String {
        let output = timed(promulgate_in(&self.root, arguments));
        assert_code(&output, code);
        printed(&output)
    }

    fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(path, change(&text)).expect("a text");
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("a text")
    }
}

fn promulgate_in(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("timeout");
    command.arg("120").arg(env!("CARGO_BIN_EXE_promulgate")).args(arguments).current_dir(root);
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// What a command that may hang gave: `timeout` ends with 124 then.
fn timed(mut command: Command) -> Output {
    command.output().expect("the program")
}

fn pipe(path: &Path) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn a_link_in_the_place_of_an_own_folder_is_refused_and_nothing_changes_where_it_leads() {
    let commands: [(&str, &[&str]); 5] = [
        (".public.promulgate", &["build", "--as-of", "2026-11-23"]),
        (".promulgate", &["build", "--as-of", "2026-11-23"]),
        (".promulgate", &["release", "privacy", "--yes"]),
        (".promulgate", &["adopt", "--all", "--yes"]),
        (".promulgate", &["new", "policy", "terms"]),
    ];
    for is_built in [false, true] {
        for (name, command) in commands {
            let site = Site::new();
            if is_built {
                site.run(&["build", "--as-of", "2026-11-22"], 0);
                let _ = fs::remove_dir_all(site.root.join(".promulgate"));
            }
            let public = || site.root.join("public").exists().then(|| files(&site.root.join("public")));
            let (before, built) = (files(&site.elsewhere), public());
            symlink(&site.elsewhere, site.root.join(name)).expect("a link");
            let said = site.run(command, 2);
            assert!(said.contains("it is a link or a file") && said.contains(name), "{command:?}: {said}");
            assert_eq!(files(&site.elsewhere), before, "{command:?}");
            assert_eq!(public(), built, "{command:?}");
        }
    }
}

#[test]
fn a_link_or_a_pipe_in_the_place_of_an_own_file_is_refused_and_makes_nobody_wait() {
    let site = Site::new();
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    let lock = site.root.join(".promulgate/lock");
    let (target, made) = (site.elsewhere.join("made"), &["release", "privacy", "--yes"]);
    let _ = fs::remove_file(&lock);
    symlink(&target, &lock).expect("a link");
    site.run(made, 2);
    assert!(!target.exists(), "a file was made where the link leads");
    pipe(&lock);
    site.run(made, 2);

    let builds = site.root.join(".promulgate/builds");
    let memory = fs::read_dir(&builds).expect("a folder").next().expect("a file").expect("a file").path();
    pipe(&memory);
    site.run(&["build", "--as-of", "2026-11-23"], 2);
    fs::remove_file(&memory).expect("gone");

    let manifest = site.root.join("public/manifest.json");
    for command in [&["verify"] as &[&str], &["build", "--as-of", "2026-11-23"]] {
        pipe(&manifest);
        site.run(command, 2);
        fs::remove_file(&manifest).expect("gone");
        symlink("/etc/hostname", &manifest).expect("a link");
        site.run(command, 2);
    }
}

#[test]
fn a_ledger_that_is_a_link_or_a_pipe_is_refused() {
    let site = Site::new();
    let ledger = site.root.join("content/privacy/versions/ledger.toml");
    let kept = site.root.join("content/privacy/kept.txt");
    fs::rename(&ledger, &kept).expect("moved");
    site.edit("content/privacy/en.md", |text| format!("{text}\nMore.\n"));
    pipe(&ledger);
    assert_ne!(site.run(&["release", "privacy", "--yes", "--summary", "en=x"], 1).len(), 0);
    assert_eq!(fs::symlink_metadata(&ledger).map(|ledger| ledger.is_file()).ok(), Some(false));
}

/// A page that was damaged without a trace in its size or time, and one that was forged with its manifest.
#[test]
fn a_damaged_tree_is_mended_by_building_and_a_forged_one_is_not_published() {
    let site = Site::new();
    let page = site.root.join("public/en/privacy/index.html");
    site.edit("promulgate.toml", |text| {
        format!("{text}\n[publish.here]\nurl = \"file://{}/www\"\n", site.folder.path().display())
    });
    let build = [&["build"] as &[&str], &DAY].concat();
    site.run(&build, 0);
    let sound = fs::read_to_string(&page).expect("a page");
    let damage = || {
        let modified = fs::metadata(&page).and_then(|page| page.modified()).expect("a time");
        fs::write(&page, sound.replace("30 days", "99 days")).expect("a page");
        fs::File::options().write(true).open(&page).expect("a page").set_modified(modified).expect("a time");
        assert_ne!(fs::read_to_string(&page).expect("a page"), sound);
    };
    damage();
    site.run(&["verify"], 1);
    site.run(&build, 0);
    assert_eq!(fs::read_to_string(&page).expect("a page"), sound);
    damage();
    site.run(&["build", "--as-of", "2026-11-24"], 0);
    site.run(&["verify"], 0);
    assert!(!fs::read_to_string(&page).expect("a page").contains("99 days"));

    // Forged to the bottom: the page, the manifest, and what the build remembers of the manifest.
    site.run(&build, 0);
    damage();
    forge(&site, &sound);
    site.run(&["verify"], 0);
    assert!(site.run(&build, 0).contains("files"));
    let publish = [&["publish", "here"] as &[&str], &DAY].concat();
    let said = site.run(&publish, 2);
    assert!(
        said.contains("is not what these sources make") && said.contains("en/privacy/index.html"),
        "{said}"
    );
    assert!(!site.folder.path().join("www/en").exists());
    site.run(&[&build as &[&str], &["--fresh"]].concat(), 0);
    assert_eq!(fs::read_to_string(&page).expect("a page"), sound);
    site.run(&publish, 0);
}

fn forge(site: &Site, sound: &str) {
    let hash = |bytes: &[u8]| promulgate::source::fingerprint::of_bytes(bytes).to_string();
    let public = site.root.join("public");
    let forged = fs::read(public.join("en/privacy/index.html")).expect("a page");
    let manifest = fs::read_to_string(public.join("manifest.json")).expect("a manifest");
    let false_one = manifest.replace(&hash(sound.as_bytes()), &hash(&forged));
    assert_ne!(manifest, false_one);
    fs::write(public.join("manifest.json"), &false_one).expect("a manifest");
    for entry in fs::read_dir(site.root.join(".promulgate/builds")).expect("a folder") {
        let path = entry.expect("a file").path();
        let memory = fs::read_to_string(&path).expect("a memory");
        fs::write(&path, memory.replace(&hash(manifest.as_bytes()), &hash(false_one.as_bytes())))
            .expect("a memory");
    }
}

#[test]
fn a_link_inside_the_site_leads_to_content_alone() {
    let site = Site::new();
    fs::create_dir_all(site.root.join(".git")).expect("a folder");
    fs::create_dir_all(site.root.join("themes/default/.hidden")).expect("a folder");
    fs::create_dir_all(site.root.join("notes")).expect("a folder");
    for path in [".git/config", ".env", "themes/default/.hidden/x", "notes/x", "README.txt"] {
        fs::write(site.root.join(path), "token = \"S3CR3T\"\n").expect("a file");
    }
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    let link = site.root.join("themes/default/x.txt");
    for target in [
        "../../.git/config",
        "../../.env",
        "../../notes/x",
        "../../README.txt",
        ".hidden/x",
        "../../public/manifest.json",
        "../../promulgate.toml",
        "../../content",
        "../../content/privacy/en.md",
        "../../.git",
        "../..",
    ] {
        symlink(target, &link).expect("a link");
        let said = site.run(&["build", "--as-of", "2026-11-23"], 1);
        assert!(said.contains("link-leaves-site"), "{target}: {said}");
        assert!(!said.contains("S3CR3T"), "{target}: {said}");
        fs::remove_file(&link).expect("gone");
    }
    fs::create_dir_all(site.root.join("themes/default")).expect("a folder");
    fs::write(site.root.join("themes/default/y.txt"), "readers may see this").expect("a file");
    symlink("y.txt", &link).expect("a link");
    site.run(&["build", "--as-of", "2026-11-23"], 0);
}

/// A configuration that is a link to a file with a password would be quoted in findings.
#[test]
fn the_configuration_is_no_link_out_of_the_content() {
    let site = Site::new();
    fs::write(site.root.join(".env"), "PASSWORD=S3CR3T\n").expect("a file");
    fs::remove_file(site.root.join("promulgate.toml")).expect("gone");
    symlink(".env", site.root.join("promulgate.toml")).expect("a link");
    let said = site.run(&["check", "--root", "."], 2);
    assert!(said.contains("link-leaves-site") && !said.contains("S3CR3T"), "{said}");
}

/// Runs a command that asks, does something when it asks for the `nth` time, and says yes to everything.
fn answer(root: &Path, arguments: &[&str], nth: usize, meanwhile: impl FnOnce()) -> (i32, String) {
    let mut command = promulgate_in(root, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    let mut said = BufReader::new(child.stderr.take().expect("its words"));
    let mut words = Vec::new();
    for _ in 1..nth {
        said.read_until(b']', &mut words).expect("a question");
        stdin.write_all(b"y\n").expect("an answer");
    }
    said.read_until(b']', &mut words).expect("a question");
    meanwhile();
    stdin.write_all(b"y\n").expect("an answer");
    drop(stdin);
    said.read_to_end(&mut words).expect("words");
    let output = child.wait_with_output().expect("the program");
    words.extend(&output.stdout);
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&words).into_owned())
}

#[test]
fn what_is_saved_while_reconcile_asks_stays() {
    let site = Site::new();
    site.edit("content/privacy/en.md", |text| text.replace("within 30 days after", "within 40 days after"));
    let arguments = ["reconcile", "privacy", "ms", "retention/1", "--against", "working", "--reason", "ok"];
    let save = || site.edit("content/privacy/ms.md", |text| format!("{text}\nSaved meanwhile.\n"));
    let (code, said) = answer(&site.root, &arguments, 1, save);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("content/privacy/ms.md was changed meanwhile; run it again"), "{said}");
    assert!(site.text("content/privacy/ms.md").contains("Saved meanwhile."));
}

#[test]
fn adopt_enters_no_bytes_that_are_gone() {
    let site = Site::new();
    assert_code(&promulgate(&site.root, &["new", "version", "privacy", "2020-01-01"]), 0);
    let text = "content/privacy/versions/2020-01-01/en.md";
    for entry in fs::read_dir(site.root.join("content/privacy/versions/2020-01-01")).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("en.md") {
            fs::remove_file(path).expect("gone");
        }
    }
    fs::write(site.root.join(text), "# Privacy\n\n## Scope {#scope}\n\nAs published.\n").expect("a text");
    let ledger = site.text("content/privacy/versions/ledger.toml");
    let save = || site.edit(text, |text| format!("{text}\nSaved meanwhile.\n"));
    let (code, said) = answer(&site.root, &["adopt", "privacy"], 1, save);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(&format!("{text} was changed meanwhile; run it again")), "{said}");
    assert_eq!(site.text("content/privacy/versions/ledger.toml"), ledger);
    site.run(&["adopt", "privacy", "--yes"], 0);
    site.run(&["check"], 0);
}

/// Another branch was checked out while the program asked.
#[test]
fn a_ledger_that_changed_meanwhile_is_not_written_over() {
    let site = Site::new();
    site.edit("content/privacy/en.md", |text| format!("{text}\nMore.\n"));
    let ledger = "content/privacy/versions/ledger.toml";
    let save = || site.edit(ledger, |text| format!("{text}# changed meanwhile\n"));
    let arguments = ["release", "privacy", "--summary", "en=x"];
    let (code, said) = answer(&site.root, &arguments, 1, save);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(&format!("{ledger} was changed meanwhile")), "{said}");
    assert!(site.text(ledger).ends_with("# changed meanwhile\n"));
}

/// A command is stopped at every system call that changes a folder: after each the next one finds nothing in its way.
#[test]
fn what_a_killed_init_or_new_left_is_in_nobodys_way() {
    let calls = "mkdir,mkdirat,rename,renameat,renameat2,linkat,unlink,unlinkat,rmdir,openat2";
    let arguments: [&[&str]; 4] = [
        &["init", "new"],
        &["new", "policy", "terms"],
        &["new", "addendum", "privacy", "BR"],
        &["new", "version", "privacy", "2020-01-01"],
    ];
    for arguments in arguments {
        let mut stopped = 0;
        for nth in 1..400 {
            let site = Site::new();
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e"]).arg(format!("trace={calls}"));
            command.arg("-e").arg(format!("inject={calls}:signal=SIGKILL:when={nth}"));
            command.arg(env!("CARGO_BIN_EXE_promulgate")).args(arguments).current_dir(&site.root);
            let output = command.env("RAYON_NUM_THREADS", "1").stdin(Stdio::null()).output().expect("strace");
            if output.status.success() {
                break;
            }
            stopped += 1;
            let again = promulgate(&site.root, arguments);
            let is_there =
                printed(&again).contains("is there already") || printed(&again).contains("is not empty");
            assert!(is_there || again.status.code() == Some(0), "{arguments:?} {nth}: {}", printed(&again));
            let left = files(&site.root);
            let left: Vec<&String> = left.keys().filter(|path| path.contains(".promulgate-")).collect();
            assert!(is_there || left.is_empty(), "{arguments:?} {nth}: {left:?}");
            if arguments.first() == Some(&"init") {
                let said = printed(&promulgate(&site.root.join("new"), &["check"]));
                assert!(!said.contains("error"), "{nth}: {said}");
            } else {
                assert!(!printed(&promulgate(&site.root, &["check"])).contains("missing-policy-file"));
            }
        }
        assert!(stopped > 2, "{arguments:?} was stopped {stopped} times");
    }
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_gone_or_to_be_nothing() {
    let site = Site::new();
    let versions = site.root.join("content/privacy/versions");
    let label =
        fs::read_dir(&versions).expect("a folder").filter_map(Result::ok).find(|entry| entry.path().is_dir());
    let sealed = label.expect("a version").path().join("en.md");
    pipe(&sealed);
    let said = site.run(&["check"], 1);
    assert!(said.contains("cannot be read, so nobody can tell") && !said.contains("is gone"), "{said}");

    let site = Site::new();
    fs::remove_dir_all(site.root.join("content/privacy/versions")).expect("gone");
    symlink("nowhere", site.root.join("content/privacy/versions")).expect("a link");
    let said = site.run(&["adopt", "--all", "--yes"], 1);
    assert!(said.contains("link-leaves-site") && !said.contains("nothing to adopt"), "{said}");
}

#[test]
fn files_that_are_compared_may_have_faults_in_their_front_matter() {
    let site = Site::new();
    for (name, text) in
        [("a.md", "+++\ntranslates = \n+++\n# A\n"), ("b.md", "+++\nnobody closes this\n# A\n")]
    {
        fs::write(site.folder.path().join(name), text).expect("a file");
    }
    let said = printed(&promulgate(site.folder.path(), &["diff", "a.md", "b.md"]));
    assert!(said.contains("a.md:2") && said.contains("never closed"), "{said}");
    let said = printed(&promulgate(
        site.folder.path(),
        &["drift", "--base", "a.md", "--current", "a.md", "--translation", "b.md"],
    ));
    assert!(said.contains("a.md:2") && said.contains("never closed"), "{said}");
}

/// A folder to which a site is published may be one that others write to as well.
#[cfg(feature = "publish")]
#[test]
fn a_link_or_a_pipe_at_a_target_is_refused_and_makes_nobody_wait() {
    let site = Site::new();
    let www = site.folder.path().join("www");
    site.edit("promulgate.toml", |text| {
        format!("{text}\n[publish.here]\nurl = \"file://{}\"\n", www.display())
    });
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    let publish = ["publish", "--as-of", "2026-11-23"];
    for (name, is_pipe) in [
        ("manifest.json", true),
        (".promulgate/state.json", true),
        (".promulgate/lock", false),
        (".promulgate/objects", false),
        (".promulgate", false),
    ] {
        let path = www.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        match is_pipe {
            true => pipe(&path),
            false => symlink(site.elsewhere.join("old"), &path).expect("a link"),
        }
        let before = files(&site.elsewhere);
        for more in [&[] as &[&str], &["--dry-run"]] {
            let said = site.run(&[&publish as &[&str], more].concat(), 2);
            assert!(said.contains(name), "{name}: {said}");
        }
        assert_eq!(files(&site.elsewhere), before);
        fs::remove_dir_all(&www).expect("gone");
    }
    site.run(&publish, 0);
}

/// Another user could exchange what is in such a folder at any moment.
#[test]
fn a_work_folder_of_another_user_is_refused() {
    let site = Site::new();
    let work = site.root.join(".public.promulgate");
    fs::create_dir(&work).expect("a folder");
    // Only whoever may give folders away can try it.
    if std::os::unix::fs::chown(&work, Some(65_534), None).is_err() {
        return;
    }
    let said = site.run(&["build", "--as-of", "2026-11-23"], 2);
    assert!(said.contains("belongs to another user"), "{said}");
    fs::remove_dir(&work).expect("gone");
    site.run(&["build", "--as-of", "2026-11-23"], 0);
}

#[test]
fn the_folders_above_the_output_are_made() {
    let site = Site::new();
    site.run(&["build", "--as-of", "2026-11-23", "--out", "dist/deeper/site"], 0);
    assert!(site.root.join("dist/deeper/site/manifest.json").exists());
}

/// Also what lies beside the configuration, where it is staged itself.
#[test]
fn what_a_killed_command_left_is_cleared_away_wherever_it_is() {
    let site = Site::new();
    let left = [".promulgate-abc123", "content/.promulgate-abc123", "locales/ms/.promulgate-abc123"];
    for path in left {
        let path = site.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "half").expect("a file");
    }
    fs::create_dir_all(site.root.join("content/.promulgate-def456/new")).expect("a folder");
    site.run(&["adopt", "--all", "--yes"], 0);
    for path in left.iter().chain([&"content/.promulgate-def456"]) {
        assert!(!site.root.join(path).exists(), "{path}");
    }
}

/// A working text may be a link; but what is sealed is changed by nobody, and least by a command that mends.
#[test]
fn no_command_writes_through_a_link_into_what_is_sealed() {
    let site = Site::new();
    let sealed = site.root.join("content/privacy/versions/2026-01-01/ms.md");
    let working = site.root.join("content/privacy/ms.md");
    fs::remove_file(&working).expect("gone");
    symlink("versions/2026-01-01/ms.md", &working).expect("a link");
    let before = fs::read_to_string(&sealed).expect("a text");
    site.edit("content/privacy/en.md", |text| text.replace("within 30 days after", "within 40 days after"));
    let reconcile =
        ["reconcile", "privacy", "ms", "retention", "--against", "working", "--reason", "ok", "--yes"];
    let said = site.run(&reconcile, 2);
    assert!(said.contains("is a link to a sealed file, which is never changed"), "{said}");
    assert_eq!(fs::read_to_string(&sealed).expect("a text"), before);
}

/// What comes into the version's folder while the program asks would take the place of what is sealed.
#[test]
fn nothing_is_sealed_over_a_file_that_came_meanwhile() {
    let site = Site::new();
    site.edit("content/privacy/en.md", |text| format!("{text}\nMore.\n"));
    let ledger = site.text("content/privacy/versions/ledger.toml");
    let folder = site.root.join("content/privacy/versions/2026-12-24");
    let arguments = ["release", "privacy", "--summary", "en=x", "--label", "2026-12-24"];
    let (code, said) = answer(&site.root, &arguments, 1, || {
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("en.md"), "precious").expect("a file");
    });
    assert_eq!(code, 2, "{said}");
    assert_eq!(site.text("content/privacy/versions/ledger.toml"), ledger);
    assert_eq!(fs::read_to_string(folder.join("en.md")).expect("a file"), "precious");
}

#[cfg(feature = "publish")]
#[test]
fn nothing_is_published_through_a_link_or_into_the_site_itself() {
    let site = Site::new();
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    let publish = ["publish", "--as-of", "2026-11-23"];
    let config = site.text("promulgate.toml");
    let to = |folder: &str| {
        let text = format!("{config}\n[publish.here]\nurl = \"file://{folder}\"\n");
        fs::write(site.root.join("promulgate.toml"), text).expect("a file");
    };
    for inside in ["", "/content", "/content/new", "/themes", "/.git", "/.promulgate"] {
        to(&format!("{}{inside}", site.root.display()));
        assert!(site.run(&publish, 2).contains("is part of the site itself"), "{inside}");
    }
    let www = site.folder.path().join("www");
    to(&www.display().to_string());
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    fs::create_dir(&www).expect("a folder");
    symlink(&site.elsewhere, www.join("en")).expect("a link");
    symlink("nowhere", www.join("none.of.ours")).expect("a link");
    let before = files(&site.elsewhere);
    assert!(site.run(&publish, 2).contains("en is a link or a pipe"));
    assert_eq!(files(&site.elsewhere), before);
    fs::remove_file(www.join("en")).expect("gone");
    site.run(&publish, 0);
}

#[test]
fn an_output_folder_that_is_a_link_is_verified_as_the_folder_it_leads_to() {
    let site = Site::new();
    fs::create_dir(site.folder.path().join("p")).expect("a folder");
    symlink("../p", site.root.join("public")).expect("a link");
    site.run(&["build", "--as-of", "2026-11-23"], 0);
    assert!(site.run(&["verify"], 0).contains("is as it was built"));
}

#[test]
fn a_list_of_addresses_is_written_over_no_other_file() {
    let site = Site::new();
    site.edit("promulgate.toml", |text| {
        format!("{text}\n[publish.here]\nurl = \"file://{}/www\"\n", site.folder.path().display())
    });
    site.run(&[&["build"] as &[&str], &DAY].concat(), 0);
    let own = site.folder.path().join("own.txt");
    fs::write(&own, "somebody's own\n").expect("a file");
    symlink(site.root.join("content/privacy/en.md"), site.folder.path().join("link")).expect("a link");
    symlink("loop", site.folder.path().join("loop")).expect("a link");
    pipe(&site.folder.path().join("pipe"));
    let before = files(&site.root);
    for file in [
        "content/privacy/en.md",
        "content/privacy/versions/2026-01-01/en.md",
        "content/list.txt",
        "./locales/list.txt",
        "promulgate.toml",
        ".git/list",
        "public/index.html",
        "public/list.txt",
        "../www/list.txt",
        "../own.txt",
        "../link",
        "../loop",
        "../pipe",
        "../elsewhere",
        "/dev/zero",
    ] {
        let publish = [&["publish", "here", "--invalidations", file] as &[&str], &DAY].concat();
        let said = site.run(&publish, 2);
        assert!(said.starts_with("error: "), "{file}: {said}");
        assert_eq!(files(&site.root), before, "{file}");
        assert!(!site.folder.path().join("www").exists(), "{file}: it was published");
    }
    assert_eq!(fs::read_to_string(&own).expect("a file"), "somebody's own\n");
    for _ in 0..2 {
        site.run(&[&["publish", "here", "--invalidations", "../list"] as &[&str], &DAY].concat(), 0);
    }
    assert!(site.folder.path().join("list").is_file());
}

#[test]
fn schemas_are_written_into_no_folder_of_a_site_and_through_no_link() {
    let site = Site::new();
    let before = files(&site.root);
    for folder in
        ["content", "content/privacy/versions/2026-01-01", "themes/x", "../x/locales", "content/../content"]
    {
        let said = site.run(&["schema", "--out", folder], 2);
        assert!(said.contains("part of a site itself"), "{folder}: {said}");
    }
    fs::create_dir(site.root.join(".schemas")).expect("a folder");
    let link = site.root.join(".schemas/policy.schema.json");
    symlink("../content/privacy/en.md", &link).expect("a link");
    site.run(&["schema", "--out", ".schemas"], 2);
    fs::remove_file(&link).expect("gone");
    // A file with another name as well.
    fs::hard_link(site.root.join("content/privacy/en.md"), &link).expect("a link");
    site.run(&["schema", "--out", ".schemas"], 0);
    let mut after = files(&site.root);
    after.retain(|path, _| !path.starts_with(".schemas/"));
    assert_eq!(after, before);
}

#[test]
fn a_folder_on_no_real_file_system_is_refused_with_words() {
    let site = Site::new();
    for out in ["/proc/self/fd", "/proc/self/fd/x", "/dev/fd", "/proc/self/task/x"] {
        for command in [&["build", "--out", out] as &[&str], &["schema", "--out", out]] {
            let said = site.run(command, 2);
            assert!(said.contains("cannot write") && !said.contains("another build"), "{command:?}: {said}");
        }
    }
}

#[test]
fn a_folder_in_what_an_interrupted_release_left_stops_no_release() {
    let site = Site::new();
    let staged = site.root.join("content/privacy/versions/.new-x");
    let release = ["new", "policy", "terms"];
    fs::create_dir_all(staged.join("empty")).expect("a folder");
    fs::write(staged.join("en.md"), "# Half\n").expect("a file");
    site.run(&release, 0);
    assert!(!staged.exists());
    // What a release never makes is somebody's own.
    fs::create_dir_all(staged.join("own")).expect("a folder");
    fs::write(staged.join("own/notes"), "somebody's own").expect("a file");
    let said = site.run(&["new", "policy", "more"], 2);
    assert!(said.contains(".new-x") && said.contains("`own`") && said.contains("remove"), "{said}");
    assert_eq!(fs::read_to_string(staged.join("own/notes")).expect("a file"), "somebody's own");
    fs::remove_dir_all(&staged).expect("gone");
    site.run(&["new", "policy", "more"], 0);
}

#[test]
fn a_tree_without_its_manifest_is_mended_by_building() {
    let site = Site::new();
    let (public, manifest) = (site.root.join("public"), site.root.join("public/manifest.json"));
    let build = [&["build"] as &[&str], &DAY].concat();
    let fresh = [&build as &[&str], &["--fresh"]].concat();
    site.run(&build, 0);
    let whole = files(&public);
    let text = &whole["manifest.json"];
    for command in [&build, &fresh] {
        for lost in [None, Some(""), Some(&text[..text.len() / 2]), Some("{}"), Some("other")] {
            match lost {
                None => fs::remove_file(&manifest).expect("gone"),
                Some(lost) => fs::write(&manifest, lost).expect("a manifest"),
            }
            site.run(command, 0);
            assert_eq!(files(&public), whole, "{lost:?}");
        }
        // What is not the program's own stays, and so does everything.
        fs::remove_file(&manifest).expect("gone");
        fs::write(public.join("own.txt"), "somebody's own").expect("a file");
        let said = site.run(command, 2);
        assert!(said.contains("own.txt"), "{said}");
        assert!(public.join("own.txt").exists() && public.join("index.html").exists());
        fs::remove_file(public.join("own.txt")).expect("gone");
        site.run(command, 0);
    }
    // A folder of somebody's with names that builds have, too, is no tree that lost its manifest.
    fs::remove_dir_all(&public).expect("gone");
    fs::create_dir(&public).expect("a folder");
    for name in ["index.html", "manifest.json"] {
        fs::write(public.join(name), "somebody's own").expect("a file");
        site.run(&build, 2);
        assert_eq!(fs::read_to_string(public.join(name)).expect("a file"), "somebody's own");
    }
    fs::remove_dir_all(&public).expect("gone");
    site.run(&build, 0);
    // Where nothing is remembered, nothing says whose the tree is.
    fs::remove_dir_all(site.root.join(".promulgate")).expect("gone");
    fs::remove_file(&manifest).expect("gone");
    site.run(&build, 2);
    assert!(public.join("index.html").exists());
}

#[test]
fn reconcile_records_nothing_of_a_controlling_text_that_changed_meanwhile() {
    for (nth, arguments) in [
        (
            1,
            &["reconcile", "privacy", "ms", "retention/1", "--against", "working", "--reason", "ok"]
                as &[&str],
        ),
        (1, &["reconcile", "privacy", "ms", "--against", "working"]),
        (2, &["reconcile", "privacy", "ms", "--against", "working"]),
    ] {
        let site = Site::new();
        site.edit("content/privacy/en.md", |text| {
            text.replace("within 30 days after", "within 40 days after")
        });
        let before = site.text("content/privacy/ms.md");
        let (code, said) = answer(&site.root, arguments, nth, || {
            site.edit("content/privacy/en.md", |text| text.replace("within 40 days", "within 90 days"));
        });
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(said.contains("content/privacy/en.md was changed meanwhile; run it again"), "{said}");
        assert_eq!(site.text("content/privacy/ms.md"), before);
        let is_recorded = site.root.join("content/privacy/ms.sync.toml").exists();
        assert_eq!(is_recorded, arguments.len() > 5 || nth == 2, "{arguments:?}: {said}");
    }
}

#[test]
fn two_texts_that_are_one_file_are_mended_once_or_not_at_all() {
    let fix = ["check", "--fix", "--yes"];
    for is_hard in [true, false] {
        let site = Site::new();
        let (one, other) = (site.root.join("content/privacy/en.md"), site.root.join("content/cookies/en.md"));
        let before = "# Words\n\n## Something new\n\nNone.\n";
        fs::write(&one, before).expect("a text");
        fs::remove_file(&other).expect("gone");
        match is_hard {
            true => fs::hard_link(&one, &other),
            false => symlink("../privacy/en.md", &other),
        }
        .expect("a link");
        let said = promulgate_in(&site.root, &fix).output().expect("the program");
        let said = printed(&said);
        let now = fs::read_to_string(&one).expect("a text");
        assert_eq!(fs::read_to_string(&other).expect("a text"), now, "{said}");
        assert_eq!(said.contains("are one file under two names"), is_hard, "{said}");
        assert_eq!(now == before, is_hard, "{said}");
        assert_eq!(fs::symlink_metadata(&other).expect("a text").is_symlink(), !is_hard);
    }
}
