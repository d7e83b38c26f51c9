use super::*;
use crate::markdown;

/// Everything that `needle` of the prose of a text has as its place in the file.
fn places(text: &str, needle: &str) -> Vec<String> {
    let text = ArcStr::from(text);
    let mut sources = Sources::default();
    let file = sources.add("en.md".into(), text.clone());
    let document = markdown::parse(file, &text, 0..text.len());
    let mut found = Vec::new();
    for block in &document.blocks {
        let prose = Prose::of(&[block], file, &sources);
        for (at, _) in prose.match_indices(needle) {
            found.push(sources.cut(prose.place(at..at + needle.len())).to_owned());
        }
    }
    found
}

#[test]
fn what_is_found_has_the_place_where_it_was_found() {
    // A text, what is found in its words, and what the file has at each place of it.
    let table: &[(&str, &str, &[&str])] = &[
        ("see the the", "the the", &["the the"]),
        ("*see* the **the**", "the the", &["the **the"]),
        ("see the\nthe end", "the the", &["the\nthe"]),
        ("> see the\n> the end", "the the", &["the\n> the"]),
        ("p&#x430;ypal", "paypal", &[]),
        ("p&#x430;ypal", "p\u{430}ypal", &["p&#x430;ypal"]),
        ("&#x430;bc d", "\u{430}bc", &["&#x430;bc"]),
        ("ab&#x430; d", "ab\u{430}", &["ab&#x430;"]),
        ("a \\* b", "* b", &["* b"]),
        // Of an address that is no word its whole place.
        ("to a@example.com now", "\u{fffc} now", &["a@example.com now"]),
        ("to a@example.com now, b@example.com now", " now", &[" now", " now"]),
        ("to <a@example.com> or `code` now", "\u{fffc}", &["a@example.com", "code"]),
        ("[the *law*](#a) is", "law is", &["law*](#a) is"]),
        ("- a b\n- a b", "a b", &["a b", "a b"]),
        ("| a b | c |\n|---|---|\n| d | e |", "b\tc", &["b | c"]),
    ];
    for (text, needle, expected) in table {
        assert_eq!(places(text, needle), *expected, "{needle:?} in {text:?}");
    }
}

#[test]
fn what_the_file_has_otherwise_is_not_written_there() {
    let text = ArcStr::from("a b*c* d&amp;e f@example.com g");
    let mut sources = Sources::default();
    let file = sources.add("en.md".into(), text.clone());
    let document = markdown::parse(file, &text, 0..text.len());
    let block = document.blocks.first().expect("a block");
    let prose = Prose::of(&[block], file, &sources);
    let written = |words: &str| {
        let at = prose.find(words).expect("the words");
        prose.as_written(at..at + words.len()).map(|span| sources.cut(span))
    };
    assert_eq!(written("a b"), Some("a b"));
    assert_eq!(written("c"), Some("c"));
    assert_eq!(written(" g"), Some(" g"));
    assert_eq!(written("bc"), None);
    assert_eq!(written("d&"), None);
    assert_eq!(written("\u{fffc}"), None);
}
