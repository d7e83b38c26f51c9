//! The rooms of `src/` are what ARCHITECTURE.md says: each uses only rooms below it, and files of one room use none another in circles.

mod arrows;
mod errors;
mod said;

use std::collections::BTreeSet;
use std::path::Path;

use arrows::{Arrow, arrows, circles};
use walkdir::WalkDir;

/// The files of `src/` but for those of tests, with their texts.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files =
        WalkDir::new(root.join("src")).sort_by_file_name().into_iter().map(|file| file.expect("a file"));
    let path = |path: &Path| path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
    let paths = files.map(|file| (path(file.path()), file.into_path()));
    paths
        .filter(|(name, _)| {
            name.ends_with(".rs") && !name.ends_with("/tests.rs") && !name.contains("/tests/")
        })
        .map(|(name, path)| (name, std::fs::read_to_string(path).expect("a text")))
        .collect()
}

/// The rooms, from the highest to the lowest, as the table of the page has them.
fn rooms(page: &str) -> Vec<String> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(room, _)| room.trim_end_matches('/').to_owned()).collect()
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    std::fs::read_to_string(path).expect("the page")
}

/// The room in which a file of `src/` is: a folder there, or the file itself.
fn room(file: &str) -> &str {
    let below = file.trim_start_matches("src/");
    below.split('/').next().unwrap_or(below)
}

/// What uses something above it. `lib.rs` is above all rooms: it is what others see of them.
fn upwards<'a>(arrows: &'a [Arrow], rooms: &[String]) -> Vec<&'a Arrow> {
    let height = |file: &str| rooms.iter().position(|known| known == room(file)).map(|at| rooms.len() - at);
    let is_up = |arrow: &&Arrow| {
        let (from, to) = (room(&arrow.from), room(&arrow.to));
        from != "lib.rs" && from != to && height(&arrow.to).is_none_or(|to| height(&arrow.from) < Some(to))
    };
    arrows.iter().filter(is_up).collect()
}

fn lines(arrows: &[&Arrow]) -> String {
    arrows.iter().map(|arrow| format!("  {arrow}\n")).collect()
}

#[test]
fn the_page_knows_all_rooms() {
    let known: BTreeSet<String> = rooms(&page()).into_iter().collect();
    let there: BTreeSet<String> = sources().iter().map(|(file, _)| room(file).to_owned()).collect();
    let there: BTreeSet<String> =
        there.into_iter().filter(|room| !["lib.rs", "main.rs"].contains(&room.as_str())).collect();
    assert_eq!(known, there, "the table in ARCHITECTURE.md beside the folders of src/");
}

#[test]
fn what_is_read_for_a_page_is_read_on_its_thread() {
    // What is read of other policies is noted by thread (`library/reads.rs`).
    let rooms = ["check", "drift", "redline", "render", "language", "markdown"];
    let threads = ["rayon", "std::thread", "thread::"];
    let uses = |(file, text): &(String, String)| {
        rooms.contains(&room(file)) && threads.iter().any(|name| text.contains(name))
    };
    let files: Vec<String> = sources().into_iter().filter(uses).map(|(file, _)| file).collect();
    // These are of the whole site, or of a preview, for which nothing is noted.
    let whole = [
        "src/check/control_characters.rs",
        "src/check/integrity.rs",
        "src/check/mod.rs",
        "src/render/preview.rs",
    ];
    assert_eq!(files, whole);
}

#[test]
fn every_path_on_the_page_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = page();
    let named = page.split('`').skip(1).step_by(2);
    let is_path = |name: &&str| {
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
        is_plain && (name.ends_with(".rs") || name.ends_with(".mjs") || name.ends_with('/'))
    };
    let files: Vec<String> = ["src", "tests/it", "tests/browser", "benches", "fuzz"]
        .into_iter()
        .flat_map(|folder| {
            WalkDir::new(root.join(folder))
                .into_iter()
                .filter_entry(|entry| entry.file_name() != "node_modules")
        })
        .map(|entry| entry.expect("a file").path().to_string_lossy().replace('\\', "/"))
        .collect();
    let is_there = |name: &str| {
        let whole = [root.join(name), root.join("src").join(name)].iter().any(|path| path.exists());
        // In a row of the table names are short: the row says of which room.
        whole || files.iter().any(|file| file.ends_with(&format!("/{}", name.trim_end_matches('/'))))
    };
    let missing: Vec<&str> = named.filter(is_path).filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let arrows = arrows(&sources());
    let up = upwards(&arrows, &rooms(&page()));
    assert!(
        up.is_empty(),
        "what is above may not be used (the order is that of ARCHITECTURE.md):\n{}",
        lines(&up)
    );
}

#[test]
fn files_use_each_other_in_no_circles() {
    let is_inside = |arrow: &Arrow| room(&arrow.from) == room(&arrow.to);
    let arrows: Vec<Arrow> = arrows(&sources()).into_iter().filter(is_inside).collect();
    let circles: Vec<String> = circles(&arrows).iter().map(|circle| lines(circle)).collect();
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), circles.join("\n"));
}

/// The arrows of a crate of small files.
fn arrows_of(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    arrows(&files).iter().map(ToString::to_string).collect()
}

#[test]
fn arrows_are_found_however_they_are_written() {
    let ways = [
        "use crate::low::Thing;",
        "use crate::{low::{Other, Thing as That}};",
        "use crate::low::{self};",
        "use super::low;",
        "fn f() -> crate::low::Thing { loop {} }",
        "fn f() { println!(\"{}\", crate::low::thing()); }",
        "fn f() { use super::low::thing as other; }",
        "crate::low::codes! {}",
        "fn f() { let v = Vec::<crate::low::Thing>::new(); }",
        "mod inner { fn f() { let _ = <crate::low::Thing as Default>::default(); } }",
        "#[cfg(not(test))] use crate::low::Thing;",
    ];
    for way in ways {
        let found =
            arrows_of(&[("src/lib.rs", ""), ("src/high.rs", way), ("src/low/mod.rs", "pub struct Thing;")]);
        assert!(
            !found.is_empty() && found.iter().all(|arrow| arrow.ends_with("is in src/low/mod.rs")),
            "{way}: {found:?}"
        );
    }
}

#[test]
fn what_is_not_said_is_no_arrow() {
    let ways = [
        "// use crate::low::Thing;",
        "/// [`crate::low::Thing`]\nstruct S;",
        "const TEXT: &str = \"use crate::low::Thing;\";",
        "#[cfg(test)] mod tests { use crate::low::Thing; }",
        "#[cfg(all(test, unix))] use crate::low::Thing; fn f() {}",
        "use low::Thing; // another crate's",
        "fn f() -> impl Sized + use<'static> { low::thing() }",
    ];
    for way in ways {
        let found = arrows_of(&[("src/lib.rs", ""), ("src/high.rs", way), ("src/low.rs", "")]);
        assert_eq!(found, [""; 0], "{way}");
    }
}

#[test]
fn arrows_lead_to_the_file_that_has_it() {
    let found = arrows_of(&[
        ("src/lib.rs", "mod a; mod b; pub use a::Thing;"),
        ("src/a/mod.rs", "mod deep;\npub use deep::Thing;\npub(crate) use deep::other;"),
        ("src/a/deep.rs", "pub struct Thing;"),
        ("src/b.rs", "use std::fmt;\nuse crate::a;\nuse crate::Thing;"),
        ("src/c.rs", "use crate::a;\nfn f() { a::other(); }"),
    ]);
    let expected = [
        "src/b.rs:3: `crate::Thing` is in src/a/deep.rs",
        "src/b.rs:2: `crate::a` is in src/a/mod.rs",
        "src/c.rs:2: `a::other` is in src/a/deep.rs",
        "src/c.rs:1: `crate::a` is in src/a/mod.rs",
    ];
    assert_eq!(found, expected);
}

#[test]
fn arrows_up_and_circles_are_found() {
    let page =
        "| room | what |\n|---|---|\n| `high/` | uses |\n| `low/` | is used |\n| `least.rs` | is used |\n";
    let files = [
        ("src/lib.rs", "pub fn all() { high::run(); }"),
        ("src/high/mod.rs", "use crate::low::Thing;"),
        ("src/low/mod.rs", "mod one;\nmod two;\npub use one::Thing;"),
        ("src/low/one.rs", "use super::two::Other;\nuse crate::high;"),
        ("src/low/two.rs", "use super::Thing;\nuse crate::least::step;"),
        ("src/least.rs", "fn step() {\n    crate::all()\n}"),
        ("src/unknown.rs", "use crate::least;"),
        ("src/low/three.rs", "use crate::unknown;"),
    ];
    let arrows = arrows(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let up: Vec<String> = upwards(&arrows, &rooms(page)).iter().map(ToString::to_string).collect();
    let expected = [
        "src/least.rs:2: `crate::all` is in src/lib.rs",
        "src/low/one.rs:2: `crate::high` is in src/high/mod.rs",
        "src/low/three.rs:1: `crate::unknown` is in src/unknown.rs",
        "src/unknown.rs:1: `crate::least` is in src/least.rs",
    ];
    assert_eq!(up, expected);
    let inside: Vec<Arrow> =
        arrows.into_iter().filter(|arrow| room(&arrow.from) == room(&arrow.to)).collect();
    let circles: Vec<String> = circles(&inside).iter().map(|circle| lines(circle)).collect();
    let expected = "  src/low/one.rs:1: `super::two::Other` is in src/low/two.rs\n  src/low/two.rs:1: `super::Thing` is in src/low/one.rs\n";
    assert_eq!(circles, [expected]);
}
