//! What must hold for every site, however it was made worse.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use promulgate::drift::{Report, Subject};
use promulgate::pipeline::{BuildOptions, Built, Check, Opened};
use promulgate::progress::Unwatched;
use promulgate::publish::folder;
use promulgate::seal::{self, Given, ReleaseRequest};
use promulgate::source::fingerprint::{self, Fingerprint};
use promulgate::source::{Checked, Finding, Place, Sources, any_error, github, human, json, sarif, tree};

use super::Count;
use crate::invariants::check_redline;
use crate::random_edits::Random;
use crate::support::{DAY, printed, promulgate};

/// A site that is examined again and again, and where it is built.
pub struct Site {
    root: PathBuf,
    /// Built over the last one, as the command does.
    public: PathBuf,
    /// Built anew every time.
    fresh: PathBuf,
}

/// What comes of a build: how many files there are, if it was not stopped, and what was found.
#[derive(Debug, PartialEq)]
struct Outcome {
    files: Option<usize>,
    said: String,
}

/// Files by their paths.
pub type Bytes = BTreeMap<String, Vec<u8>>;

impl Site {
    pub fn new(root: &Path, beside: &Path) -> Self {
        Site { root: root.to_path_buf(), public: beside.join("public"), fresh: beside.join("fresh") }
    }

    /// Examines it and returns whether it can be built.
    ///
    /// # Panics
    /// If something does not hold.
    pub fn examine(&mut self, random: &mut Random, count: &mut Count) -> bool {
        let day = random.one(&[DAY, DAY, DAY, date(2020, 1, 1), date(2027, 3, 1)]);
        let is_sound = self.check(day, count);
        self.build(day, is_sound, random.chance(30), count);
        self.compare(random, count);
        if random.chance(30) {
            self.release(random, day, is_sound, count);
        }
        if random.chance(4) {
            self.run_program(random);
            count.processes += 1;
        }
        is_sound
    }

    /// Checks it, measures its translations, and returns whether no error was found.
    fn check(&self, day: Date, count: &mut Count) -> bool {
        let opened = promulgate::pipeline::open(&self.root, Check::All, |_| day).expect("a readable folder");
        let Checked { value: opened, findings } = opened;
        assert_places(&findings, &opened.tree.sources);
        count.findings += findings.len();
        if let Some(library) = &opened.library {
            for (policy, text) in library
                .policies
                .iter()
                .flat_map(|policy| policy.working().values().map(move |text| (policy, text)))
            {
                if let Some(subject) = Subject::working(library, policy, text) {
                    let report = Report::of(subject, &opened.tree.sources);
                    assert!(report.behind().count() <= report.measured.judgements.len());
                    count.drift += 1;
                }
            }
            mend(&opened, &findings);
        }
        !any_error(&findings)
    }

    /// Builds it over the last build and anew.
    fn build(&self, day: Date, is_sound: bool, drafts: bool, count: &mut Count) {
        let before = bytes(&self.public);
        let program = fingerprint::of_bytes(b"the same program");
        let rebuilt = build(&self.root, &self.public, day, drafts, Some(program));
        let anew = build(&self.root, &self.fresh, day, drafts, None);
        assert_eq!(rebuilt, anew, "a rebuild is and says what a fresh build is and says");
        assert_eq!(is_sound, anew.files.is_some(), "check and build agree; build says:\n{}", anew.said);
        let after = bytes(&self.public);
        if anew.files.is_none() {
            count.stopped += 1;
            assert!(before == after, "a build that is stopped changes nothing");
            assert!(!self.fresh.exists(), "a build that is stopped writes nothing");
            return;
        }
        count.built += 1;
        let fresh = bytes(&self.fresh);
        let others: Vec<&String> =
            after.keys().chain(fresh.keys()).filter(|path| after.get(*path) != fresh.get(*path)).collect();
        assert!(others.is_empty(), "{others:?} are others in a rebuild than in a fresh build");
        fs::remove_dir_all(&self.fresh).expect("a folder");
        let verified = folder::verify(&self.public).expect("a manifest");
        let said = human::print(&verified.findings, &verified.sources, false);
        assert!(verified.findings.is_empty(), "what was built is not whole:\n{said}");
    }

    /// Compares two of its texts.
    fn compare(&self, random: &mut Random, count: &mut Count) {
        let texts: Vec<PathBuf> = super::files(&self.root)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
            .collect();
        if texts.is_empty() {
            return;
        }
        let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned();
        check_redline(&text(&random.one(&texts)), &text(&random.one(&texts)));
        count.redlines += 1;
    }

    /// Plans a release, and makes it: it is refused, or nothing is wrong afterwards that was not before.
    fn release(&self, random: &mut Random, day: Date, is_sound: bool, count: &mut Count) {
        let opened = promulgate::pipeline::open(&self.root, Check::All, |_| day).expect("a readable folder");
        let Some(library) = &opened.value.library else { return };
        if library.policies.is_empty() {
            return;
        }
        let given = Given { library, tree: &opened.value.tree, findings: &opened.findings };
        let at = random.below(library.policies.len());
        let policy = library.policies[at].folder.to_string();
        let request = ReleaseRequest { policy: policy.clone(), ..ReleaseRequest::default() };
        let Ok(plan) = seal::plan_release(&given, &request) else { return };
        plan.sealing.carry_out().expect("a release");
        count.releases += 1;
        let after = promulgate::pipeline::open(&self.root, Check::All, |_| day).expect("a readable folder");
        let said = human::print(&after.findings, &after.value.tree.sources, false);
        assert!(!is_sound || !any_error(&after.findings), "the release of {policy} broke the site:\n{said}");
    }

    /// Runs the program itself: it ends with a code that it promises, and never by a panic or a signal.
    fn run_program(&self, random: &mut Random) {
        let format = random.one(&["human", "json", "sarif", "github"]);
        for arguments in [
            &["check", "--format", format][..],
            &["build", "--out", "out"],
            &["verify", "out"],
            &["drift", "--format", "json"],
            &["check", "--fix", "--yes"],
            &["show"],
            &["adopt", "--all", "--yes"],
        ] {
            let output = promulgate(&self.root, arguments);
            let said = printed(&output);
            assert!(
                matches!(output.status.code(), Some(0..=2)),
                "{arguments:?} ended with {:?}:\n{said}",
                output.status
            );
            assert!(!said.contains("panicked at"), "{arguments:?}:\n{said}");
        }
        drop(fs::remove_dir_all(self.root.join("out")));
    }
}

fn build(root: &Path, out: &Path, day: Date, drafts: bool, program: Option<Fingerprint>) -> Outcome {
    let order = BuildOptions { out, drafts, fresh: false, program, progress: &Unwatched };
    let print = |findings: &[Finding], sources: &Sources| human::print(findings, sources, false);
    let tree = tree::read(root).expect("a readable folder");
    if let Some((findings, files)) =
        promulgate::pipeline::unchanged(&tree.value, day, &order).expect("a memory")
    {
        return Outcome { files: Some(files), said: print(&findings, &tree.value.sources) };
    }
    let Checked { value: opened, mut findings } =
        promulgate::pipeline::open_tree(tree, Check::ButTexts, |_| day);
    let files = match promulgate::pipeline::build(&opened, &mut findings, &order).expect("a build") {
        Built::Published(files) => Some(files),
        Built::Stopped => None,
    };
    assert_places(&findings, &opened.tree.sources);
    Outcome { files, said: print(&findings, &opened.tree.sources) }
}

/// That every place is in its file, on the borders of characters, and that every form can print it.
fn assert_places(findings: &[Finding], sources: &Sources) {
    for finding in findings {
        let place = match &finding.place {
            Place::Passage(span) => Some(*span),
            Place::Path(path) => {
                assert!(!path.starts_with('/'), "{path} is no path below the site");
                None
            }
        };
        let labels = finding.labels.iter().map(|label| label.span);
        let edits = finding.edits.iter().map(|edit| edit.span);
        for span in place.into_iter().chain(labels).chain(edits) {
            let text = &sources.get(span.file).text;
            assert!(text.get(span.range()).is_some(), "{} at {span:?} of {}", finding.code.name, text.len());
        }
        assert!(
            !finding.message.is_empty() && !finding.help.is_empty(),
            "{} says nothing",
            finding.code.name
        );
    }
    for printed in [human::print(findings, sources, false), github::print(findings, sources)] {
        assert!(findings.is_empty() || !printed.is_empty());
    }
    for printed in [json::print(findings, sources), sarif::print(findings, sources)] {
        serde_json::from_str::<serde_json::Value>(&printed).expect("JSON");
    }
}

/// Plans what `check --fix` would write: never another thing than was there, twice.
fn mend(opened: &Opened, findings: &[Finding]) {
    let Some(library) = &opened.library else { return };
    let given = Given { library, tree: &opened.tree, findings };
    for mended in seal::plan_mending(&given) {
        assert_ne!(mended.before.as_str(), mended.after, "{} is mended into itself", mended.path);
    }
}

/// Every file below `folder` with its bytes; none if it is not there.
pub fn bytes(folder: &Path) -> Bytes {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a path below it");
            (path.to_string_lossy().into_owned(), fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}
