//! What is sealed stays: whatever is done to a site, every earlier byte is kept, and no change of one goes unseen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use promulgate::seal::{self, Given, ReleaseRequest, RevisionRequest, Sealing, WithdrawalRequest};
use promulgate::source::{any_error, human};
use proptest::prelude::*;

use crate::support::{self, DAY, files};

const CONFIG: &str = "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\n\
                      languages = [\"en\", \"zh-CN\"]\n";
const VERSIONS: &str = "content/terms/versions";
const COOKIES: &str = "[[category]]\nid = \"a\"\nname = \"A\"\n\n[[cookie]]\nname = \"x\"\ncategory = \"a\"\n\
                       provider = \"P\"\npurpose = \"P\"\nkind = \"K\"\nduration = \"D\"\n";

fn site() -> tempfile::TempDir {
    support::site(&[
        ("promulgate.toml", CONFIG),
        ("content/terms/policy.toml", "kind = \"cookie-notice\"\n"),
        ("content/terms/cookies.toml", COOKIES),
        ("content/terms/en.md", "# Terms\n\n## Fees {#fees}\n\nTen.\n\n```{cookies}\n```\n"),
        (
            "content/terms/zh-CN.md",
            "+++\ntranslates = \"working\"\n+++\n\n# 条款\n\n## 费用 {#fees}\n\n十。\n",
        ),
    ])
}

/// What people do to a site.
#[derive(Debug, Clone)]
enum Step {
    Edit {
        translation: bool,
        words: String,
    },
    EditRegister(String),
    Release {
        days_ahead: i64,
        material: bool,
    },
    Revise,
    /// Puts a version's folder there by hand, as of so many days before, and adopts it.
    Adopt {
        days_ago: i64,
        revision: bool,
    },
    /// Takes back what is announced last.
    Withdraw,
    /// The translator says that the translation follows the working text again.
    Follow,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<bool>(), "[a-z信息。 ]{1,12}").prop_map(|(translation, words)| Step::Edit { translation, words }),
        1 => "[a-z]{1,8}".prop_map(Step::EditRegister),
        4 => (0i64..90, any::<bool>()).prop_map(|(days_ahead, material)| Step::Release { days_ahead, material }),
        2 => Just(Step::Revise),
        2 => (0i64..4000, any::<bool>()).prop_map(|(days_ago, revision)| Step::Adopt { days_ago, revision }),
        1 => Just(Step::Withdraw),
        1 => Just(Step::Follow),
    ]
}

/// Does a step on a day. What is refused is as good as what is done: it must change nothing that is sealed.
fn take(root: &Path, step: &Step, day: Date) {
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let path = root.join("content/terms").join(path);
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(path, change(text)).expect("a text");
    };
    match step {
        Step::Edit { translation, words } => {
            edit(if *translation { "zh-CN.md" } else { "en.md" }, &|text| format!("{text}\n{words}\n"));
        }
        Step::EditRegister(words) => {
            edit("cookies.toml", &|text| text.replace("purpose = \"P", &format!("purpose = \"P{words}")));
        }
        Step::Follow => edit("zh-CN.md", &|text| {
            let body = text.splitn(3, "+++").nth(2).expect("a front matter").to_owned();
            format!("+++\ntranslates = \"working\"\n+++{body}")
        }),
        Step::Adopt { days_ago, revision } => {
            let then = day.checked_sub(Span::new().days(*days_ago)).expect("a day");
            let folder = root.join(VERSIONS).join(then.to_string());
            fs::create_dir_all(&folder).expect("a folder");
            if !folder.join("version.toml").exists() {
                fs::write(folder.join("version.toml"), format!("released = {then}\neffective = {then}\n"))
                    .expect("a file");
                fs::write(folder.join("en.md"), format!("# Old\n\n## No id\n\n<b>{then}</b>\n"))
                    .expect("a file");
            }
            if *revision {
                let next =
                    (1..).map(
                        |number| {
                            if number == 1 { "zh-CN.md".to_owned() } else { format!("zh-CN.{number}.md") }
                        },
                    );
                let free = next.map(|name| folder.join(name)).find(|path| !path.exists()).expect("a name");
                fs::write(free, format!("+++\ntranslates = \"{then}\"\n+++\n# 旧\n")).expect("a file");
            }
            support::adopt_on(root, day);
        }
        Step::Release { .. } | Step::Revise | Step::Withdraw => seal(root, step, day),
    }
}

fn seal(root: &Path, step: &Step, day: Date) {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| day)
        .expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a site");
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    let policy = "terms".to_owned();
    let sealing: Result<Sealing, _> = match step {
        Step::Release { days_ahead, material } => {
            let effective = day.checked_add(Span::new().days(*days_ahead)).ok();
            let request =
                ReleaseRequest { policy, effective, material: *material, ..ReleaseRequest::default() };
            seal::plan_release(&given, &request).map(|plan| plan.sealing)
        }
        Step::Revise => {
            let request = RevisionRequest { policy, lang: "zh-CN".to_owned(), ..RevisionRequest::default() };
            seal::plan_revision(&given, &request).map(|plan| plan.sealing)
        }
        _ => {
            let last = library.policies[0].versions().last().map(|version| version.label.to_string());
            let request = WithdrawalRequest {
                policy,
                label: last.unwrap_or_default(),
                reason: "A mistake.".to_owned(),
                effective: None,
                ahead: false,
            };
            seal::plan_withdrawal(&given, &request).map(|plan| plan.sealing)
        }
    };
    if let Ok(sealing) = sealing {
        sealing.carry_out().expect("to be written");
    }
}

fn sealed(root: &Path) -> BTreeMap<String, String> {
    if root.join(VERSIONS).exists() { files(&root.join(VERSIONS)) } else { BTreeMap::new() }
}

/// True if `check` finds an error. Of what is broken nothing must be built.
fn is_broken(root: &Path, day: Date) -> bool {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| day)
        .expect("a readable folder");
    any_error(&opened.findings)
}

/// The entries of a ledger, without the empty lines between them.
fn entries(ledger: &str) -> Vec<&str> {
    ledger
        .split_inclusive("\n\n")
        .map(|entry| entry.strip_suffix("\n\n").map_or(entry, |_| &entry[..entry.len() - 1]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(support::cases(25)) })]
    #[test]
    fn whatever_is_done_every_sealed_byte_is_kept_and_every_change_is_found(
        steps in prop::collection::vec((step(), 0i64..60), 3..14),
        at in any::<prop::sample::Index>(),
        byte in any::<prop::sample::Index>(),
        flip in 1u8..,
    ) {
        let site = site();
        let root = site.path();
        let mut day = DAY;
        let mut before = sealed(root);
        for (step, days) in &steps {
            day = day.checked_add(days.days()).expect("a day");
            take(root, step, day);
            let after = sealed(root);
            for (path, text) in &before {
                let now = after.get(path).map(String::as_str).unwrap_or_default();
                if path == "ledger.toml" {
                    prop_assert!(now.starts_with(text.as_str()), "{step:?} changed the ledger");
                } else {
                    prop_assert_eq!(now, text.as_str(), "{:?} changed {}", step, path);
                }
            }
            let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::All, |_| day).expect("a readable folder");
            let found = human::print(&opened.findings, &opened.value.tree.sources, false);
            prop_assert!(!any_error(&opened.findings), "after {step:?}:\n{found}");
            before = after;
        }
        prop_assume!(!before.is_empty());

        // A flipped byte, anywhere.
        let (path, text) = before.iter().nth(at.index(before.len())).expect("a file");
        let target = root.join(VERSIONS).join(path);
        let mut bytes = text.clone().into_bytes();
        let place = byte.index(bytes.len());
        bytes[place] ^= flip;
        fs::write(&target, &bytes).expect("a file");
        prop_assert!(is_broken(root, day), "byte {place} of {path} was flipped by {flip:#04x}");
        fs::write(&target, text).expect("a file");

        // A file that is gone.
        fs::remove_file(&target).expect("a file");
        prop_assert!(is_broken(root, day), "{path} was removed");
        fs::write(&target, text).expect("a file");

        // An entry that was dropped, and two that changed places.
        let ledger = &before["ledger.toml"];
        let entries = entries(ledger);
        let target = root.join(VERSIONS).join("ledger.toml");
        let dropped = at.index(entries.len());
        let rest: Vec<&str> = entries.iter().enumerate().filter(|(n, _)| *n != dropped).map(|(_, entry)| *entry).collect();
        fs::write(&target, rest.join("\n")).expect("a file");
        prop_assert!(is_broken(root, day), "entry {dropped} was dropped");
        let mut moved = entries.clone();
        moved.swap(dropped, byte.index(entries.len()));
        if moved != entries {
            fs::write(&target, moved.join("\n")).expect("a file");
            prop_assert!(is_broken(root, day), "entries were moved");
        }
        fs::write(&target, ledger).expect("a file");
        prop_assert!(!is_broken(root, day));
    }
}

#[test]
fn every_flipped_bit_of_a_ledger_is_found() {
    let site = site();
    let root = site.path();
    take(root, &Step::Release { days_ahead: 0, material: false }, DAY);
    let target = root.join(VERSIONS).join("ledger.toml");
    let ledger = fs::read(&target).expect("a ledger");
    assert!(!is_broken(root, DAY));
    for place in 0..ledger.len() {
        let mut bytes = ledger.clone();
        bytes[place] ^= 1 << (place % 8);
        fs::write(&target, &bytes).expect("a file");
        assert!(is_broken(root, DAY), "byte {place} was flipped");
    }
    // What is added, cut off or written in another way that TOML allows is found as well.
    let text = String::from_utf8(ledger).expect("text");
    let trimmed = text.trim_end().to_owned();
    for (changed, what) in [
        (format!("{text}\n"), "an empty line at its end"),
        (format!("\n{text}"), "an empty line at its beginning"),
        (format!("# a comment\n{text}"), "a comment"),
        (text.replace('\n', "\r\n"), "other line ends"),
        (text.replacen("\n\n", "\n\n\n", 1), "another empty line"),
        (text.replacen(" = ", "  =  ", 1), "more spaces"),
        (trimmed, "no line end"),
        (String::new(), "nothing"),
    ] {
        fs::write(&target, changed).expect("a file");
        assert!(is_broken(root, DAY), "{what}");
    }
    fs::remove_file(&target).expect("a file");
    assert!(is_broken(root, DAY), "no ledger at all");
}

#[test]
fn a_finding_names_the_file_the_entry_and_both_hashes() {
    let site = site();
    let root = site.path();
    take(root, &Step::Release { days_ahead: 0, material: false }, DAY);
    let version = root.join(VERSIONS).join(DAY.to_string());
    let hash = |bytes: &[u8]| promulgate::markdown::fingerprint::of_bytes(bytes).to_string();
    let text = fs::read(version.join("en.md")).expect("a text");
    for changed in [b"# Other\n".to_vec(), [&text[..], &[0xff]].concat()] {
        fs::write(version.join("en.md"), &changed).expect("a text");
        let found = support::check(root);
        for words in ["error[sealed-changed]", "/en.md`", "entry 2", &hash(&text), &hash(&changed)] {
            assert!(found.contains(words), "no {words:?} in:\n{found}");
        }
    }
    fs::remove_file(version.join("en.md")).expect("a text");
    let found = support::check(root);
    for words in ["error[sealed-missing]", "/en.md` is gone", "entry 2", &hash(&text)] {
        assert!(found.contains(words), "no {words:?} in:\n{found}");
    }
}
