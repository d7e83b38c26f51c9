use super::*;

fn site(text: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("en.md"), text).expect("a file");
    root
}

fn read(root: &tempfile::TempDir) -> String {
    fs::read_to_string(root.path().join("en.md")).expect("a text")
}

fn names(root: &tempfile::TempDir) -> usize {
    fs::read_dir(root.path()).expect("a folder").count()
}

#[test]
fn a_file_as_it_was_read_is_replaced() {
    let root = site("old");
    replace(root.path(), "en.md", b"old", b"new").expect("replaced");
    assert_eq!((read(&root).as_str(), names(&root)), ("new", 1));
}

#[test]
fn a_file_that_was_saved_meanwhile_stays() {
    let root = site("saved");
    assert!(matches!(replace(root.path(), "en.md", b"old", b"new"), Err(WriteFault::Changed)));
    assert!(matches!(create(root.path(), "en.md", b"new"), Err(WriteFault::Changed)));
    assert_eq!((read(&root).as_str(), names(&root)), ("saved", 1));
}

#[test]
fn a_file_that_is_gone_is_not_brought_back() {
    let root = site("old");
    fs::remove_file(root.path().join("en.md")).expect("gone");
    assert!(matches!(replace(root.path(), "en.md", b"old", b"new"), Err(WriteFault::Changed)));
    assert_eq!(names(&root), 0);
}

/// What is saved between the comparison and the exchange comes out of the exchange, and goes back.
#[test]
fn what_was_saved_at_the_last_moment_goes_back() {
    let root = site("saved at the last moment");
    let target = root.path().join("en.md");
    let file = beside(&target, b"new", None).expect("a file");
    assert!(matches!(put(file, &target, b"old", b"new"), Err(WriteFault::Changed)));
    assert_eq!((read(&root).as_str(), names(&root)), ("saved at the last moment", 1));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_behind_a_link_that_leads_out() {
    let (root, elsewhere) = (site("old"), site("old"));
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("there")).expect("a link");
    assert!(matches!(replace(root.path(), "there/en.md", b"old", b"new"), Err(WriteFault::Outside)));
    assert!(matches!(create(root.path(), "there/new.md", b"new"), Err(WriteFault::Outside)));
    assert_eq!((read(&elsewhere).as_str(), names(&elsewhere)), ("old", 1));
}
