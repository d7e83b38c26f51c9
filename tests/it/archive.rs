//! Archives from before promulgate: every revision of a text becomes a version, in the order in which they were
//! published, and its Markdown is published as it was. A small archive of our own, and any that `PROMULGATE_CORPUS` has.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{DAY, assert_code, build, promulgate};

/// One revision of a text: its language, its day, its words.
struct Revision {
    lang: String,
    day: String,
    text: String,
}

fn revision(lang: &str, day: &str, text: &str) -> Revision {
    Revision { lang: lang.to_owned(), day: day.to_owned(), text: text.to_owned() }
}

/// Writes the revisions of one policy into `root`, a version for each in English, a translation's into the version that
/// was there on its day. Returns where the Markdown of each must be published.
fn write(root: &Path, policy: &str, revisions: &[Revision]) -> BTreeMap<String, String> {
    let folder = root.join("content").join(policy);
    let mut published = BTreeMap::new();
    let mut version = String::new();
    let mut versions = 0;
    let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
    let first = revisions.iter().position(|revision| revision.lang == "en").expect("an English text");
    // A translation from before the first English revision stands with that one.
    let (early, rest) = revisions.split_at(first);
    for revision in rest[..1].iter().chain(early).chain(&rest[1..]) {
        if revision.lang == "en" {
            versions += 1;
            version = format!("{versions:03}");
            let days =
                format!("label = \"{version}\"\nreleased = {day}\neffective = {day}\n", day = revision.day);
            let target = folder.join("versions").join(&version);
            fs::create_dir_all(&target).expect("a folder");
            fs::write(target.join("version.toml"), days).expect("a file");
            fs::write(target.join("en.md"), &revision.text).expect("a file");
            fs::write(folder.join("en.md"), &revision.text).expect("a file");
            published.insert(format!("en/{policy}/v/{version}/policy.md"), revision.text.clone());
            continue;
        }
        let lang = &revision.lang;
        let count = counts.entry((version.clone(), lang.clone())).or_default();
        *count += 1;
        let (name, address) = match *count {
            1 => (format!("{lang}.md"), String::new()),
            count => (format!("{lang}.{count}.md"), format!("r/{count}/")),
        };
        fs::write(folder.join("versions").join(&version).join(name), &revision.text).expect("a file");
        published.insert(format!("{lang}/{policy}/v/{version}/{address}policy.md"), revision.text.clone());
    }
    fs::write(folder.join("policy.toml"), "kind = \"notice\"\n").expect("a file");
    published
}

/// Adopts the archives, builds the site in one run and compares every text with its source.
fn check(archives: &[(String, Vec<Revision>)]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let config = "title = \"Archive\"\nbase_url = \"https://policies.example.com\"\n\
                  languages = [\"en\", \"zh-CN\", \"ms\"]\n";
    fs::write(root.join("promulgate.toml"), config).expect("a file");
    let mut published = BTreeMap::new();
    for (policy, revisions) in archives {
        published.extend(write(root, policy, revisions));
    }
    let day = DAY.to_string();
    assert_code(&promulgate(root, &["adopt", "--all", "--yes", "--as-of", &day]), 0);
    let built = build(root, DAY, false).unwrap_or_else(|findings| panic!("{findings}"));
    let texts = |path: &&String| path.ends_with("/policy.md");
    assert_eq!(built.keys().filter(texts).count(), published.len());
    let mut report = String::new();
    for (path, text) in &published {
        if built.get(path) != Some(text) {
            let _ = writeln!(report, "{path}");
        }
    }
    assert!(report.is_empty(), "not as in the source:\n{report}");
    println!("{} texts in {} policies", published.len(), archives.len());
}

#[test]
fn every_revision_of_an_archive_is_published_as_it_was() {
    let english = "Privacy\r\n=======\r\n\r\nAs of {: datetime=\"2014-01-27\" }\n\n## No id\n{: #x }\n";
    check(&[(
        "terms".to_owned(),
        vec![
            revision("zh-CN", "2013-12-31", "隐私\n"),
            revision("en", "2014-01-27", english),
            revision("en", "2014-08-25", "# Privacy\n\n<div>raw</div>\n"),
            revision("en", "2014-08-25", "# Privacy\n\n<div>raw</div>  \n"),
            revision("ms", "2014-08-25", "# Privasi"),
            revision("zh-CN", "2014-09-01", "# 隐私\n"),
            revision("ms", "2014-09-02", "\u{feff}# Privasi\n"),
            revision("ms", "2014-09-03", ""),
            revision("en", "2015-02-11", "No title, [](policy:nowhere) and no line end"),
        ],
    )]);
}

#[test]
fn every_revision_of_the_corpus_is_published_as_it_was() {
    let Some(corpus) = std::env::var_os("PROMULGATE_CORPUS").map(PathBuf::from) else { return };
    let indexes = walkdir::WalkDir::new(corpus).sort_by_file_name().into_iter().filter_map(Result::ok);
    let archives: Vec<(String, Vec<Revision>)> = indexes
        .filter(|entry| entry.file_name() == "index.tsv")
        .map(|entry| archive(entry.path().parent().expect("a folder")))
        .collect();
    assert!(!archives.is_empty());
    check(&archives);
}

/// Reads the revisions that `index.tsv` in a folder lists, in its order.
fn archive(folder: &Path) -> (String, Vec<Revision>) {
    let index = fs::read_to_string(folder.join("index.tsv")).expect("an index");
    let row = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let text = fs::read_to_string(folder.join(columns[2])).expect("a text");
        revision(columns[1], columns[3], &text)
    };
    let name = folder.file_name().expect("a name").to_string_lossy().replace('_', "-");
    (name, index.lines().skip(1).map(row).collect())
}
