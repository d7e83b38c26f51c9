//! Broken sites: every folder below `tests/broken` is a site with the findings that it must give, `expected.txt`.
//!
//! `SNAPSHOTS=overwrite` writes what was found instead; read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};

use promulgate::library::AsOf;
use promulgate::pipeline::Check;
use promulgate::source::human;

use crate::support::{DAY, build, repository};

/// What `check` prints on a day that is also that of the clock.
fn check(root: &Path) -> String {
    let mut opened = promulgate::pipeline::open(root, Check::All, |_| AsOf { day: DAY, today: DAY })
        .expect("a readable folder");
    let of_pages = promulgate::pipeline::faults_of_pages(&opened.value, &opened.findings);
    opened.findings.extend(of_pages);
    human::sort(&mut opened.findings, &opened.value.tree.sources);
    human::print(&opened.findings, &opened.value.tree.sources, false)
}

fn broken_sites() -> Vec<PathBuf> {
    let mut sites: Vec<PathBuf> = fs::read_dir(repository("tests/broken"))
        .expect("the broken sites")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.is_dir())
        .collect();
    sites.sort();
    sites
}

#[test]
fn every_broken_site_gives_its_findings() {
    let sites = broken_sites();
    assert!(sites.len() >= 40, "only {} broken sites", sites.len());
    let mut failed = Vec::new();
    for site in sites {
        let found = check(&site);
        assert_ne!(found, "no findings\n", "{} is not broken", site.display());
        let expected = Data::read_from(&site.join("expected.txt"), None).raw();
        let assert = Assert::new().action_env("SNAPSHOTS");
        if let Err(difference) = assert.try_eq(Some(&site.display()), Data::text(found).raw(), expected) {
            failed.push(difference.to_string());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_broken_site_is_built_only_if_nothing_is_an_error() {
    for site in broken_sites() {
        let expected = fs::read_to_string(site.join("expected.txt")).unwrap_or_default();
        let has_error = expected.lines().any(|line| line.starts_with("error["));
        assert_eq!(build(&site, DAY, true).is_err(), has_error, "{}", site.display());
    }
}
