//! The paths of a built site as one set: what cannot be there side by side is found before anything is sealed, and every file of a
//! build is among those that were planned.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use promulgate::library::ledger::{self, GENESIS, Record};
use promulgate::library::{Label, outputs};
use promulgate::markdown::fingerprint;
use promulgate::pipeline::Check;

use crate::living::{Site, assert_says};
use crate::support::{self, DAY, assert_code, printed, promulgate, repository};

/// Files that are planned without their names: compressed copies, the theme, the parts of a large site map.
fn is_beside(path: &str) -> bool {
    path.starts_with("theme/") || path.ends_with(".br") || path.ends_with(".gz")
}

#[track_caller]
fn assert_planned(root: &Path) {
    let opened = promulgate::pipeline::open(root, Check::All, |_| DAY).expect("a readable folder").value;
    let library = opened.library.expect("a site");
    let planned = outputs::all(&library);
    let days = library.all().flat_map(|(id, _)| promulgate::library::ever::days(&library, id));
    let mut days: Vec<_> = days.chain([DAY]).collect();
    days.sort();
    days.dedup();
    // Every third is enough, and the last.
    for day in days.iter().step_by(3).chain(days.last()) {
        for path in support::build(root, *day, true).expect("a site").keys() {
            assert!(is_beside(path) || planned.contains(path), "{path} on {day} was not planned");
        }
    }
}

#[test]
fn every_file_of_a_build_is_planned() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&promulgate(folder.path(), &["init", "x", "--example", "full"]), 0);
    assert_planned(&folder.path().join("x"));
    let site = support::site(&[
        (
            "promulgate.toml",
            "title = \"x\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n",
        ),
        ("content/terms/policy.toml", "kind = \"notice\"\nformerly = [\"fees\", \"conditions\"]\n"),
        ("content/terms/en.md", "# Terms\n\nText.\n"),
        (
            "content/terms/versions/1/version.toml",
            "label = \"1\"\nreleased = 2020-01-01\neffective = 2020-01-01\n",
        ),
        ("content/terms/versions/1/en.md", "# Terms\n\nText.\n"),
        (
            "content/terms/addenda/br/policy.toml",
            "kind = \"addendum\"\njurisdictions = [\"BR\", \"AR\"]\nformerly = [\"brazil\"]\n",
        ),
        (
            "content/terms/addenda/br/versions/1/version.toml",
            "label = \"1\"\nreleased = 2020-01-01\neffective = 2020-01-01\n",
        ),
        ("content/terms/addenda/br/versions/1/en.md", "# Brazil\n\nText.\n"),
    ]);
    assert_planned(site.path());
}

#[test]
fn no_label_is_sealed_that_cannot_be_everywhere() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    let long = "x".repeat(120);
    for (label, says) in [
        ("index.html", "a file and a folder"),
        ("INDEX.HTML", "compare/2026-01-01/INDEX.HTML and compare/2026-01-01/index.html"),
        ("index.html.br", "a file and a folder"),
        ("CON", "`CON` is the name of a device on Windows"),
        ("nul.txt", "`nul.txt` is the name of a device on Windows"),
        ("com1", "`com1` is the name of a device"),
        ("2026-03-01.", "ends with a full stop"),
        ("2026-01-01.", "is used already"),
        ("in-force", "`in-force` means something else"),
        ("Upcoming", "`Upcoming` means something else"),
        ("signatures", "`signatures` means something else"),
        ("old.md", "`old.md` means something else"),
        (long.as_str(), "more than 200 do not fit everywhere"),
    ] {
        let said = site.run("2026-03-01", &["release", "privacy", "--label", label, "--yes"], 2);
        assert_says(&said, says);
        let new = ["new", "version", "privacy", "2025-01-01", "--label", label];
        let output = promulgate(&site.root, &new);
        assert_code(&output, 2);
        assert!(!site.path("privacy/versions").join(label).exists(), "{label}");
        // Put there by hand, it is not adopted.
        let folder = format!("privacy/versions/{label}");
        let days = format!("label = \"{label}\"\nreleased = 2025-01-01\neffective = 2025-01-01\n");
        site.write(&format!("{folder}/version.toml"), &days);
        site.write(&format!("{folder}/en.md"), "# Old\n");
        let output = promulgate(&site.root, &["adopt", "privacy", "--yes"]);
        assert_code(&output, 1);
        let said = printed(&output);
        assert!(
            said.contains("error[path-") && said.contains(&format!("content/{folder}/version.toml")),
            "{said}"
        );
        fs::remove_dir_all(site.path(&folder)).expect("a folder");
    }
    site.run("2026-03-01", &["release", "privacy", "--label", "conditions.1", "--yes"], 0);
    site.add("privacy/en.md", "More.");
    let said = site.run("2026-03-01", &["release", "privacy", "--label", "Conditions.1", "--yes"], 2);
    assert_says(&said, "is used already");
    for name in ["con", "aux", "com1", "nul"] {
        let output = promulgate(&site.root, &["new", "policy", name]);
        assert_code(&output, 2);
        assert_says(&printed(&output), "is the name of a device on Windows; choose another name");
        site.write(&format!("{name}/policy.toml"), "kind = \"notice\"\n");
        site.write(&format!("{name}/en.md"), "# x\n\nText.\n");
        assert_says(&site.run("2026-03-01", &["check"], 1), "error[path-not-portable]");
        fs::remove_dir_all(site.path(name)).expect("a folder");
    }
    site.run("2026-03-01", &["check"], 0);
}

/// Seals versions as an earlier release of the program did, whatever their labels are.
fn seal(root: &Path, labels: &[&str]) {
    let versions = root.join("content/terms/versions");
    let mut records = Vec::new();
    for (number, label) in labels.iter().enumerate() {
        let day = date(2020, 1, 1 + i8::try_from(number).expect("a few"));
        let text = format!("# Terms\n\nText {number}.\n");
        let days = format!("label = \"{label}\"\nreleased = {day}\neffective = {day}\n");
        for (name, text) in [("version.toml", days), ("en.md", text)] {
            fs::create_dir_all(versions.join(label)).expect("a folder");
            fs::write(versions.join(label).join(name), &text).expect("a file");
            records.push(Record {
                path: format!("{label}/{name}"),
                label: Label::parse(label).expect("a label"),
                language: name.ends_with(".md").then(|| "en".to_owned()),
                revision: name.ends_with(".md").then_some(1),
                translates: None,
                released: day,
                effective: day,
                sha256: fingerprint::of_bytes(text.as_bytes()),
                reason: "release".to_owned(),
            });
        }
    }
    fs::write(versions.join("ledger.toml"), ledger::append("", GENESIS, &records)).expect("a ledger");
}

#[test]
fn what_was_sealed_before_is_still_built_and_noted() {
    let site = support::site(&[
        (
            "promulgate.toml",
            "title = \"x\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n",
        ),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        ("content/terms/en.md", "# Terms\n\nText.\n"),
    ]);
    let root = site.path();
    let labels = ["first", "index.html", "Rev", "rev", "con", "in-force", "2024-01-01.", "2024-01-01"];
    seal(root, &labels);
    let output = promulgate(root, &["check"]);
    let said = printed(&output);
    assert_code(&output, 0);
    for label in ["index.html", "rev", "con", "in-force", "2024-01-01.", "2024-01-01"] {
        let place = format!("--> content/terms/versions/{label}/version.toml");
        let finding =
            said.split("\n\n").find(|finding| finding.contains("note[path-") && finding.contains(&place));
        assert!(finding.is_some(), "{label}:\n{said}");
    }
    assert!(!said.contains("warning[path-") && !said.contains("error["), "{said}");
    assert_code(&promulgate(root, &["build"]), 0);
    assert_code(&promulgate(root, &["verify"]), 0);
    for label in labels {
        assert!(root.join(format!("public/en/terms/v/{label}/policy.md")).exists(), "{label}");
    }
    assert!(root.join("public/en/terms/compare/first/index.html").is_file());
    assert_planned(root);
}

#[test]
fn files_of_a_theme_that_are_one_on_some_systems_are_named() {
    let site = Site::new();
    let theme = site.root.join("themes/default");
    fs::create_dir_all(theme.join("Fonts")).expect("a folder");
    fs::create_dir_all(theme.join("fonts")).expect("a folder");
    for (path, text) in [
        ("Fonts/one.txt", "1"),
        ("fonts/two.txt", "2"),
        ("con.txt", "3"),
        ("caf\u{e9}.txt", "4"),
        ("cafe\u{301}.txt", "4"),
    ] {
        fs::write(theme.join(path), text).expect("a file");
    }
    let said = site.run("2026-03-01", &["check"], 0);
    assert_says(&said, "theme/fonts and theme/Fonts of the site are the same");
    assert_says(&said, "--> themes/default/con.txt");
    assert_says(&said, "--> themes/default/caf\u{e9}.txt");
    assert_eq!(said.matches("warning[path-taken]").count(), 2, "{said}");
}

#[test]
fn a_site_is_never_built_into_itself() {
    let site = Site::new();
    for out in [
        "nonexist/../content/newfolder",
        "nonexist/../themes",
        "nonexist/deeper/../../content",
        "content/../locales/x",
        ".git",
        ".promulgate",
        ".promulgate/x",
        "nonexist/../.git/hooks",
        "nonexist/..",
        ".",
    ] {
        let output = promulgate(&site.root, &["build", "--out", out]);
        assert_code(&output, 2);
        assert_says(&printed(&output), "is part of the site itself");
    }
    assert_code(&promulgate(&site.root, &["build", "--out", "nonexist/../out"]), 0);
    assert!(site.root.join("out/index.html").exists() && !site.root.join("nonexist").exists());
    assert!(repository("content").exists());
}
