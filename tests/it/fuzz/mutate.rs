//! What is done to the files of a site.

use std::fs;
use std::path::{Path, PathBuf};

use super::words::{MARKDOWN, NAMES, PLAIN, TOML};
use crate::random_edits::Random;
use crate::support;

/// Does one to six things to the files of the site, and says what.
pub fn mutate(random: &mut Random, root: &Path) -> Vec<String> {
    // What is sealed may not be touched, so most of that is found and goes no further: unless it becomes another archive, which
    // is entered into new ledgers.
    let is_archive = random.chance(35);
    let most = random.one(&[1, 2, 6]);
    let times = 1 + random.below(most);
    let mut done: Vec<String> = (0..times).filter_map(|_| one(random, root, is_archive)).collect();
    if is_archive {
        for path in super::files(root).iter().filter(|path| path.ends_with("versions/ledger.toml")) {
            fs::remove_file(path).expect("a ledger");
        }
        support::adopt(root);
        done.push("new ledgers".to_owned());
    }
    done
}

fn one(random: &mut Random, root: &Path, is_archive: bool) -> Option<String> {
    let files = super::files(root);
    let is_sealed = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "versions");
    let wants_sealed = if is_archive { random.chance(60) } else { random.chance(3) };
    let wanted: Vec<PathBuf> = files.iter().filter(|path| is_sealed(path) == wants_sealed).cloned().collect();
    if wanted.is_empty() {
        return None;
    }
    let texts: Vec<PathBuf> =
        wanted.iter().filter(|path| path.extension().is_some_and(|end| end == "md")).cloned().collect();
    let is_any = texts.is_empty() || random.chance(25);
    let path = random.one(if is_any { &wanted } else { &texts });
    let name = path.strip_prefix(root).expect("a path of the site").display().to_string();
    let what = match random.below(100) {
        0..94 => in_file(random, &path, &wanted),
        94..95 => {
            fs::remove_file(&path).expect("a file");
            "goes".to_owned()
        }
        95..97 => {
            let to = path.with_file_name(random.one(NAMES));
            let what = format!("goes to {}", to.display());
            if to.exists() || fs::rename(&path, &to).is_err() {
                return None;
            }
            what
        }
        97..99 => {
            let to = random.one(&files);
            fs::copy(&path, &to).expect("a copy");
            format!("is copied to {}", to.display())
        }
        _ => {
            let folder = path.parent().expect("a folder");
            let to = folder.with_file_name(random.one(NAMES));
            if folder == root || to.exists() || fs::rename(folder, &to).is_err() {
                return None;
            }
            format!("and what is beside it goes to {}", to.display())
        }
    };
    Some(format!("{name} {what}"))
}

/// Changes what a file says, as bytes, lines or words.
fn in_file(random: &mut Random, path: &Path, others: &[PathBuf]) -> String {
    let mut bytes = fs::read(path).expect("a file");
    let is_toml = path.extension().is_some_and(|ending| ending == "toml");
    let what = match random.below(12) {
        0 => of_bytes(random, &mut bytes),
        1..4 => of_lines(random, &mut bytes),
        4 => {
            let other = fs::read(random.one(others)).expect("a file");
            let (from, at) = (random.below(other.len() + 1), random.below(bytes.len() + 1));
            let piece = &other[from..other.len().min(from + 1 + random.below(400))];
            bytes.splice(at..at, piece.iter().copied());
            format!("gets a piece of another file at {at}")
        }
        5 => {
            // Numbers become other numbers: days, counts, hashes.
            let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            if digits.is_empty() {
                return of_bytes(random, &mut bytes);
            }
            let at = random.one(&digits);
            bytes[at] = b'0' + u8::try_from(random.below(10)).expect("a digit");
            format!("has another digit at {at}")
        }
        _ => {
            let word = a_word(random, is_toml);
            let at = if random.chance(60) { a_line(random, &bytes) } else { random.below(bytes.len() + 1) };
            let word = if random.chance(4) { word.repeat(1 + random.below(300)) } else { word.to_owned() };
            bytes.splice(at..at, word.bytes());
            format!("gets {:?} at {at}", word.chars().take(80).collect::<String>())
        }
    };
    fs::write(path, bytes).expect("a file");
    what
}

/// A piece for a file: mostly one that belongs into such a file.
fn a_word(random: &mut Random, is_toml: bool) -> &'static str {
    let words = match is_toml == random.chance(90) {
        true => TOML,
        // Where everything is faulty nothing is built.
        false if random.chance(60) => PLAIN,
        false => MARKDOWN,
    };
    random.one(words)
}

/// Where a random line begins.
fn a_line(random: &mut Random, bytes: &[u8]) -> usize {
    let ends: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').map(|at| at + 1).collect();
    if ends.is_empty() { 0 } else { random.one(&ends) }
}

fn of_bytes(random: &mut Random, bytes: &mut Vec<u8>) -> String {
    let at = random.below(bytes.len() + 1);
    let byte = u8::try_from(random.below(256)).expect("a byte");
    match random.below(4) {
        0 => {
            bytes.truncate(at);
            format!("is cut off at {at}")
        }
        1 => {
            bytes.insert(at, byte);
            format!("gets the byte {byte:#04x} at {at}")
        }
        2 if at < bytes.len() => {
            bytes[at] ^= 1 << random.below(8);
            format!("has a flipped bit at {at}")
        }
        _ => {
            let end = bytes.len().min(at + 1 + random.below(40));
            bytes.drain(at..end);
            format!("loses {at}..{end}")
        }
    }
}

fn of_lines(random: &mut Random, bytes: &mut Vec<u8>) -> String {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return of_bytes(random, bytes);
    }
    let (at, other) = (random.below(lines.len()), random.below(lines.len()));
    let what = match random.below(5) {
        0 => {
            lines.remove(at);
            format!("loses line {at}")
        }
        1 => {
            let line = lines[at].clone();
            lines.insert(other, line);
            format!("has line {at} again at {other}")
        }
        2 => {
            lines.swap(at, other);
            format!("has lines {at} and {other} swapped")
        }
        3 => {
            let end = lines.len().min(at + 1 + random.below(8));
            let moved: Vec<Vec<u8>> = lines.drain(at..end).collect();
            let to = random.below(lines.len() + 1);
            lines.splice(to..to, moved);
            format!("has lines {at}..{end} at {to}")
        }
        _ => {
            let is_toml = random.chance(50);
            let word = a_word(random, is_toml);
            lines[at] = format!("{word}\n").into_bytes();
            format!("has {word:?} as line {at}")
        }
    };
    *bytes = lines.concat();
    what
}
