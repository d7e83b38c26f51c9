//! Whole builds.

use crate::support::{DAY, build, repository};

#[test]
fn the_repository_builds() {
    let files = build(&repository(""), DAY, false).expect("a site without errors");
    assert!(files.contains_key("zh-CN/privacy/index.html"));
}
