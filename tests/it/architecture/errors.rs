//! Errors are enums with their sources. Words for people come into being in `cli/` alone, and say nothing twice.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use promulgate::output::OutputError;
use promulgate::publish::folder::FolderError;
use promulgate::seal::refusal::{AdoptionRefusal, DayRefusal, NotMoved, Refusal};
use promulgate::source::with_causes;

use super::sources;

/// The lines of some code in which a `Result` has a `String` for its error.
fn results_with_words(code: TokenStream) -> Vec<usize> {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let is_result = |at: &usize| word(&tokens[*at]) == "Result" && tokens.get(at + 1).is_some_and(opens);
    let results = (0..tokens.len()).filter(is_result);
    let found = results.filter(|at| last_argument(&tokens[at + 2..]) == ["String"]);
    let mut lines: Vec<usize> = found.map(|at| line(&tokens[at])).collect();
    for token in tokens {
        if let TokenTree::Group(group) = token {
            lines.extend(results_with_words(group.stream()));
        }
    }
    lines
}

/// The words of the last of the type arguments with which `tokens` go on; none if there is only one.
fn last_argument(tokens: &[TokenTree]) -> Vec<String> {
    let (mut depth, mut last, mut arguments) = (1, Vec::new(), 1);
    for token in tokens {
        match token {
            token if opens(token) => depth += 1,
            TokenTree::Punct(sign) if sign.as_char() == '>' => depth -= 1,
            TokenTree::Punct(sign) if sign.as_char() == ',' && depth == 1 => {
                (last, arguments) = (Vec::new(), arguments + 1);
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        last.push(word(token));
    }
    if arguments > 1 { last } else { Vec::new() }
}

fn word(token: &TokenTree) -> String {
    token.to_string()
}

fn opens(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(sign) if sign.as_char() == '<')
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

#[test]
fn no_error_is_a_string() {
    let lines = |(file, text): (String, String)| {
        results_with_words(text.parse().expect("Rust")).into_iter().map(move |line| format!("{file}:{line}"))
    };
    let found: Vec<String> = sources().into_iter().flat_map(lines).collect();
    assert!(found.is_empty(), "an error is an enum; in cli/ it is anyhow's: {found:#?}");
}

#[test]
fn errors_that_are_strings_are_found() {
    for (text, expected) in [
        ("fn f() -> Result<(), String> {}", 1),
        ("fn f() -> Result<Vec<(String, u8)>, String> {}", 1),
        ("type T = std::result::Result<fn(Result<u8, String>), Fault>;", 1),
        ("fn f() -> io::Result<Vec<String>> {}", 0),
        ("fn f() -> io::Result<(String, String)> {}", 0),
        ("fn f() -> Result<BTreeMap<u8, String>, Fault> {}", 0),
        ("fn f() -> Result<String, Fault<u8, String>> {}", 0),
    ] {
        assert_eq!(results_with_words(text.parse().expect("Rust")).len(), expected, "{text}");
    }
}

fn system() -> io::Error {
    io::Error::other("no such disk")
}

/// One of every error that has a source.
fn errors() -> Vec<Box<dyn Error>> {
    let path = || PathBuf::from("a/b");
    let day = || DayRefusal::NoticeBeyondCalendar;
    let of_publishing: Vec<Box<dyn Error>> = if_publishing();
    let errors: [Box<dyn Error>; 7] = [
        Box::new(OutputError::Io(path(), system())),
        Box::new(promulgate::NotBuilt::Refused(OutputError::Io(path(), system()))),
        Box::new(FolderError::Io(path(), system())),
        Box::new(Refusal::Io(path(), system())),
        Box::new(Refusal::Unfinished(path(), NotMoved(system()))),
        Box::new(Refusal::Adoption(AdoptionRefusal::Day { path: "a/b".to_owned(), why: day() })),
        Box::new(Refusal::Day(day())),
    ];
    errors.into_iter().chain(of_publishing).collect()
}

#[cfg(feature = "publish")]
fn if_publishing() -> Vec<Box<dyn Error>> {
    use promulgate::publish::Failure;
    use promulgate::publish::web::{RequestError, WebError};
    vec![
        Box::new(WebError::Threads(system())),
        Box::new(WebError::Unreachable {
            site: "https://x.example/".to_owned(),
            why: RequestError::TooLarge,
        }),
        Box::new(Failure::Threads(system())),
        Box::new(Failure::Lock("a/b".into(), system())),
        Box::new(Failure::Folder(FolderError::Io("a/b".into(), system()))),
    ]
}

#[cfg(not(feature = "publish"))]
fn if_publishing() -> Vec<Box<dyn Error>> {
    Vec::new()
}

#[test]
fn no_error_says_what_its_source_says() {
    for error in errors() {
        let mut outer: &dyn Error = error.as_ref();
        while let Some(source) = outer.source() {
            assert!(!outer.to_string().contains(&source.to_string()), "{outer:?}: {outer}");
            outer = source;
        }
    }
}

#[test]
fn every_cause_is_told() {
    for (error, words) in [
        (Refusal::Io("a/b".into(), system()), "cannot write a/b: no such disk"),
        (
            Refusal::Unfinished("a/b".into(), NotMoved(system())),
            "it is released, but still lies in a/b: no such disk; the next release, adopt or withdraw moves it",
        ),
        (
            AdoptionRefusal::Day { path: "a/b".to_owned(), why: DayRefusal::NoticeBeyondCalendar }.into(),
            "a/b: the notice leads beyond the calendar",
        ),
    ] {
        assert_eq!(with_causes(&error), words);
    }
}
