//! What holds for any text.

use proptest::prelude::*;

use super::*;

/// Texts made of pieces that mean something to Markdown, and of letters and marks.
fn texts(letters: &'static [&'static str]) -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "*", "**", "***", "_", "__", "~~", "~", "[", "]", "(", ")", "](u)", "![", "!", "`", "\\",
        "\n", "\n\n", "\n> ", "\n- ", "  \n", "|", "\n|-|-|\n", " ", " ", ".", ":", "\"", "<b>",
        "<http://a*>", "&amp;", "&#42;", "# ", "[^1]", "1",
    ];
    let piece = prop_oneof![3 => prop::sample::select(MARKS), 2 => prop::sample::select(letters)];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn hostile() -> impl Strategy<Value = String> {
    texts(&[
        "甲",
        "：",
        "。",
        "（",
        "）",
        "「",
        "가",
        "“",
        "”",
        "a",
        "é",
        "😀",
        "ｱ",
        "\u{FE00}",
        "\u{FE01}",
        "\u{E0100}",
        "\u{3000}",
        "£",
    ])
}

fn without_cjk() -> impl Strategy<Value = String> {
    texts(&["a", "B", "é", "ж", "“", "”", "…", "£", "😀", "❤", "\u{FE0E}", "\u{A0}", "—"])
}

/// What a run shows: texts as they are, delimiters as they stand in the source, and other events.
fn shown(source: &str, events: &[Spanned]) -> String {
    let mut written = String::new();
    for (event, range) in events {
        match (event, verbatim_part(source, event, range)) {
            (_, Some(part)) => written.push_str(&source[part]),
            _ => written.push_str(&format!("{range:?}")),
        }
    }
    written
}

/// The events that are none of the amendment's business.
fn others<'e, 'a>(source: &str, events: &'e [Spanned<'a>]) -> Vec<&'e Spanned<'a>> {
    let other = |(event, range): &&Spanned| verbatim_part(source, event, range).is_none();
    events.iter().filter(other).collect()
}

fn check_balance(source: &str, events: &[Spanned]) {
    let mut open = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(tag) => open.push((tag.to_end(), range)),
            Event::End(tag) => assert_eq!(open.pop(), Some((*tag, range)), "in {source:?}"),
            Event::Text(_) => {
                let around = open.last().map_or(0..source.len(), |(_, range)| (*range).clone());
                assert!(around.start <= range.start && range.end <= around.end, "in {source:?}");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "in {source:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_keeps_its_characters(source in hostile()) {
        for run in runs_of(&source) {
            let amended = amend(&source, run.clone());
            check_balance(&source, &amended);
            prop_assert_eq!(shown(&source, &run), shown(&source, &amended));
            prop_assert_eq!(others(&source, &run), others(&source, &amended));
            let rebuilt = rebuild(&source, run);
            check_balance(&source, &rebuilt);
            for range in unclosed(&source, &amended) {
                let standing = &source[range];
                prop_assert!(matches!(standing, "*" | "**" | "***" | "__" | "___"), "{}", standing);
            }
            // The amended text is already what the amendment wants.
            prop_assert_eq!(amend(&source, amended.clone()), amended);
        }
    }

    #[test]
    fn texts_show_their_ranges(source in hostile()) {
        for run in runs_of(&source) {
            let verbatim_before = run.iter().all(|(event, range)| match event {
                Event::Text(text) => source[range.clone()] == **text,
                _ => true,
            });
            for (event, range) in amend(&source, run) {
                if let (Event::Text(text), true) = (event, verbatim_before) {
                    prop_assert_eq!(&source[range], &*text);
                }
            }
        }
    }

    #[test]
    fn text_without_cjk_is_unchanged(source in without_cjk()) {
        for run in runs_of(&source) {
            prop_assert_eq!(amend(&source, run.clone()), run);
        }
    }

    /// Pairing anew what the amendment leaves alone gives what the parser gave, so in a text with
    /// CJK the emphasis of the other words stays. Lone tildes are left out, as the parser loses
    /// some pairs of `~~` over them.
    #[test]
    fn pairing_agrees_with_the_parser(source in without_cjk()) {
        let source = source.replace('~', "");
        let rebuilt = to_html(with_runs(&source, |run| rebuild(&source, run)));
        prop_assert_eq!(rebuilt, plain_html(&source));
    }

    #[test]
    fn arbitrary_strings_do_not_panic(source in ".{0,60}") {
        for run in runs_of(&source) {
            let rebuilt = rebuild(&source, run);
            unclosed(&source, &rebuilt);
        }
    }
}
