//! Names that every system, file system and host takes.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The longest name of a file or folder, in bytes: more no common file system holds.
pub const MAX_PART: usize = 255;

/// The longest path below the output folder, in bytes. Windows takes 260 signs, and 60 are for the folder in which the site
/// is built; stores for files (S3: 1,024 bytes) and hosts take more.
pub const MAX_PATH: usize = 200;

/// What names have in common that are one name on some system: letters of either case, in either form of Unicode (NFC, NFD), with and
/// without full stops and spaces at their end.
pub fn fold(name: &str) -> String {
    let name = name.trim_end_matches(['.', ' ']);
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let composed = |text: &str| match ComposingNormalizerBorrowed::new_nfc().normalize(text) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    };
    // By way of capitals, so that what is written as two letters there is the same.
    composed(&composed(name).to_uppercase().to_lowercase())
}

/// How the name of a page's folder ends up in a path.
pub const PAGE: &str = "index.html";
/// What the names of compressed copies end with.
pub const COPIES: [&str; 2] = ["br", "gz"];

/// True for a name that is that of a page's file, or of a copy of it, on some file system.
pub fn is_page_file(name: &str) -> bool {
    let name = fold(name);
    let rest = name.strip_prefix(PAGE);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('.').is_some_and(|end| COPIES.contains(&end))
    })
}

/// What Windows keeps for devices, whatever comes after a full stop.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Why some systems have no file of that name; `None` if all have.
pub fn refusal(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().find_map(|port| stem.strip_prefix(port));
    let is_port = numbered.is_some_and(|number| {
        let mut signs = number.chars();
        signs.next().is_some_and(|sign| matches!(sign, '0'..='9' | '¹' | '²' | '³')) && signs.next().is_none()
    });
    if DEVICES.contains(&stem.as_str()) || is_port {
        return Some("is the name of a device on Windows");
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends with a full stop or a space, which Windows takes off");
    }
    if name.chars().any(|sign| sign.is_control() || "<>:\"|?*\\".contains(sign)) {
        return Some("has a sign in it that no name has on Windows");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{fold, refusal};

    #[test]
    fn names_that_are_one_on_some_system_fold_to_the_same() {
        for (one, other) in [
            ("Rev", "rev"),
            ("2024-01-01.", "2024-01-01"),
            ("a. .", "A"),
            ("caf\u{e9}.css", "CAFE\u{301}.css"),
            ("stra\u{df}e", "STRASSE"),
            ("\u{3c3}\u{3c2}", "\u{3a3}\u{3a3}"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("a.b"), fold("ab"));
        assert_ne!(fold("2024-01-01.1"), fold("2024-01-01"));
    }

    #[test]
    fn what_windows_keeps_is_known() {
        for name in [
            "con",
            "CON",
            "nul.txt",
            "aux.0123.css",
            "com1",
            "LPT9.x",
            "com\u{b9}",
            "x.",
            "x ",
            "a:b",
            "a\tb",
        ] {
            assert!(refusal(name).is_some(), "{name}");
        }
        for name in ["cone", "com", "com10", "lptx", "console", "x.con", "in-force", ".well-known", "prn-1"] {
            assert!(refusal(name).is_none(), "{name}");
        }
    }
}
