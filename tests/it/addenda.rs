//! Which addenda a text lists: a version those in force when it took effect, a working text those that it would list if it
//! were released today. So what a release is said to change is what it changes.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use promulgate::library::Label;
use promulgate::pipeline::Check;
use promulgate::redline::{self, Summary};
use promulgate::seal::{self, Given, ReleaseRequest};

use crate::living;
use crate::support::{self, DAY, assert_code, promulgate};

const CONFIG: &str =
    "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n";
const TEXT: &str = "# Terms\n\n## Fees {#fees}\n\nTen.\n\n## For you {#for-you}\n\n```{addenda}\n```\n";

fn version(released: &str, effective: &str) -> String {
    format!("label = \"1\"\nreleased = {released}\neffective = {effective}\n")
}

/// How the addendum for Japan stands on the day.
const STANDS: [&str; 5] =
    ["a draft", "announced for tomorrow", "in force for long", "in force since the last version", "ended"];

/// Terms in force since 2021 with an addendum for Brazil, and one for Japan that stands so.
fn site(japan: &str) -> tempfile::TempDir {
    let (terms, brazil) = (version("2021-01-01", "2021-01-01"), version("2020-01-01", "2020-01-01"));
    let days = match japan {
        "announced for tomorrow" => Some(("2026-11-01", "2026-11-24")),
        "in force since the last version" => Some(("2022-01-01", "2022-01-01")),
        "in force for long" | "ended" => Some(("2020-06-01", "2020-06-01")),
        _ => None,
    };
    let of_japan = days.map(|(released, effective)| version(released, effective)).unwrap_or_default();
    let folder = "content/terms/addenda/jp";
    let (japanese, sealed) =
        (format!("{folder}/versions/1/version.toml"), format!("{folder}/versions/1/en.md"));
    let withdrawn = format!("{folder}/versions/1/withdrawn.toml");
    let mut files = vec![
        ("promulgate.toml", CONFIG),
        ("content/terms/policy.toml", "kind = \"notice\"\n"),
        ("content/terms/en.md", TEXT),
        ("content/terms/versions/1/version.toml", &terms),
        ("content/terms/versions/1/en.md", TEXT),
        ("content/terms/addenda/br/policy.toml", "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
        // It has another title than what is in force, and lists addenda itself.
        ("content/terms/addenda/br/en.md", "# Brazil anew\n\n```{addenda}\n```\n"),
        ("content/terms/addenda/br/versions/1/version.toml", &brazil),
        ("content/terms/addenda/br/versions/1/en.md", "# Brazil\n\n```{addenda}\n```\n"),
        ("content/terms/addenda/jp/policy.toml", "kind = \"addendum\"\njurisdictions = [\"JP\"]\n"),
        ("content/terms/addenda/jp/en.md", "# Japan anew\n"),
    ];
    if days.is_some() {
        files.extend([(&*japanese, &*of_japan), (&*sealed, "# Japan\n")]);
    }
    if japan == "ended" {
        files.push((&withdrawn, "released = 2022-01-01\neffective = 2022-01-01\nreason = \"No more.\"\n"));
    }
    support::site(&files)
}

/// Releases a policy on the day, and asserts that what it was said to change is what changed. Returns that in words.
#[track_caller]
fn release(root: &Path, policy: &str, effective: Date, what: &str) -> String {
    let opened = promulgate::pipeline::open(root, Check::All, |_| DAY).expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a library");
    let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
    let backdate = effective < DAY;
    let request = ReleaseRequest {
        policy: policy.to_owned(),
        effective: Some(effective),
        backdate,
        ..ReleaseRequest::default()
    };
    let plan = seal::plan_release(&given, &request).unwrap_or_else(|refusal| panic!("{what}: {refusal}"));
    plan.sealing.carry_out().expect("a release");
    let (before, said) = plan.changes.expect("a version before it");
    let (said, sections) = (said.to_string(), said.sections.clone());
    let changed = compared(root, policy, &before, &plan.label);
    assert_eq!((&said, sections), (&changed.to_string(), changed.sections.clone()), "{what}");
    said
}

/// What changed from one version to another, as `diff` has it.
fn compared(root: &Path, policy: &str, old: &Label, new: &Label) -> Summary {
    let opened = promulgate::pipeline::open(root, Check::All, |_| DAY).expect("a readable folder").value;
    let library = opened.library.as_ref().expect("a library");
    let policy = library.require_policy(policy).expect("a policy");
    let document = |label: &Label| {
        let version = policy.version(label).expect("a version");
        &version.first(&library.config.controlling).expect("a text").document
    };
    Summary::of(&redline::compare(document(old), document(new)))
}

#[test]
fn a_release_changes_what_it_is_said_to_change() {
    // Backdated, today, on the day before Japan's, on Japan's, and later.
    let days = [date(2021, 6, 1), DAY, date(2026, 11, 24), date(2027, 3, 1)];
    for japan in STANDS {
        for effective in days {
            let what = format!("Japan is {japan}, effective {effective}");
            for policy in ["terms", "terms/addenda/br"] {
                let folder = site(japan);
                let path = folder.path().join("content").join(policy).join("en.md");
                let text = fs::read_to_string(&path).expect("a text");
                fs::write(&path, format!("{text}\n## More {{#more}}\n\nEleven.\n")).expect("a text");
                release(folder.path(), policy, effective, &format!("{policy}: {what}"));
            }
        }
    }
}

#[test]
fn what_a_release_changes_of_the_list_is_what_is_in_force_on_its_day() {
    let fees = |root: &Path| {
        let path = root.join("content/terms/en.md");
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(path, text.replace("Ten.", "Eleven.")).expect("a text");
    };
    let said = |japan: &str, effective: Date| {
        let folder = site(japan);
        fees(folder.path());
        release(folder.path(), "terms", effective, japan)
    };
    let without = "passages: 1 changed\nwords: 1 in, 1 out\nsections: fees";
    let with = "passages: 1 changed, 1 added\nwords: 2 in, 1 out\nsections: fees, for-you";
    let gone = "passages: 1 changed, 1 taken out\nwords: 1 in, 2 out\nsections: fees, for-you";
    assert_eq!(said("a draft", DAY), without);
    assert_eq!(said("announced for tomorrow", DAY), without);
    assert_eq!(said("announced for tomorrow", date(2026, 11, 24)), with);
    assert_eq!(said("in force for long", DAY), without);
    assert_eq!(said("in force since the last version", DAY), with);
    assert_eq!(said("ended", DAY), gone);
}

#[test]
fn a_working_text_that_says_what_is_in_force_differs_in_nothing() {
    for japan in STANDS {
        let folder = site(japan);
        let opened =
            promulgate::pipeline::open(folder.path(), Check::All, |_| DAY).expect("a readable folder").value;
        let library = opened.library.as_ref().expect("a library");
        let terms = library.require_policy("terms").expect("a policy");
        let controlling = &library.config.controlling;
        let released = terms
            .versions()
            .in_force(DAY, DAY)
            .and_then(|version| version.first(controlling))
            .expect("a text");
        let working = &terms.working()[controlling];
        let redline = redline::compare(&released.document, &working.document);
        // Since the version took effect an addendum came or went: that a release would change.
        let differs = ["in force since the last version", "ended"].contains(&japan);
        assert_eq!(redline.is_empty(), !differs, "Japan is {japan}");
    }
}

#[test]
fn a_draft_of_an_addendum_is_on_no_list() {
    let site = living::with_addendum();
    site.add("privacy/en.md", "## For you {#for-you}\n\n```{addenda}\n```");
    site.run("2026-02-02", &["release", "privacy", "--yes"], 0);
    assert_code(&promulgate(&site.root, &["new", "addendum", "privacy", "JP"]), 0);
    let diff = site.run("2026-02-03", &["diff", "privacy", "in-force", "working"], 0);
    assert!(!diff.contains("Japan") && !diff.contains("JP"), "{diff}");
    site.replace("privacy/en.md", "within 30 days after", "within 20 days after");
    let said = site.run("2026-02-03", &["release", "privacy", "--yes"], 0);
    living::assert_says(&said, "passages: 1 changed\n");
    assert!(!said.contains("for-you"), "{said}");
    site.run("2026-02-03", &["build", "--drafts"], 0);
    let draft = fs::read_to_string(site.root.join("public/en/privacy/draft/index.html")).expect("a page");
    let list = draft.split("register addenda").nth(1).and_then(|rest| rest.split("</ul>").next());
    assert_eq!(list.map(|list| list.matches("<li").count()), Some(1), "{draft}");
}
