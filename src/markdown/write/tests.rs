//! Texts that are written as they were, and those that are written in another way. Properties that hold for every text are in
//! `tests/it/write.rs`.

use arcstr::ArcStr;

use crate::markdown::parse;
use crate::source::Sources;

fn written(text: &str) -> String {
    let text = ArcStr::from(text);
    let file = Sources::default().add("text.md".into(), text.clone());
    super::write(&parse(file, &text, 0..text.len()))
}

#[track_caller]
fn stay(texts: &[&str]) {
    for text in texts {
        assert_eq!(written(text).trim_end_matches('\n'), *text);
    }
}

#[track_caller]
fn become_others(pairs: &[(&str, &str)]) {
    for (text, other) in pairs {
        assert_eq!(written(text).trim_end_matches('\n'), *other, "from {text:?}");
    }
}

#[test]
fn headings() {
    stay(&[
        "# Title\n\n## Cookies {#cookies}\n\nText.\n\n### Kinds {#kinds .local}",
        "## C# and \\# {#c}",
        "## \\{#no-id\\}",
        "One\ntwo {#id}\n===",
        "#",
    ]);
    become_others(&[("Title\n===", "# Title"), ("# A #", "# A"), ("## Y {#y .other key=v}", "## Y {#y}")]);
}

#[test]
fn lists() {
    stay(&[
        "- one\n- two\n  - nested\n    1. first\n    2. second\n- three",
        "- one\n\n  more of it\n\n- two",
        "3. three\n4. four",
        "999999999. last\n999999999. and one more",
        "- one\n\n* another list",
        "1. one\n\n1) another list",
        "- * nested at once",
        "-\n- behind an empty one",
        "- one\n\n  2. not the first",
    ]);
    become_others(&[
        ("* a\n\n* b", "- a\n- b"),
        ("+ a\n+ b", "- a\n- b"),
        ("1) a", "1. a"),
        ("- a\n  > b", "- a\n\n  > b"),
        ("- ***", "- ___"),
    ]);
}

#[test]
fn containers() {
    stay(&[
        "> one\n>\n> > two\n>\n> - three",
        "> one\n\n> another",
        "Term\n: Its meaning.\n: Another.\n\n  More of it.\n\nNext\n: Its own.",
        "Text[^a].\n\n[^a]: The note.\n\n    Its second paragraph.",
        "| What | Days |  |\n| :-- | --: | :-: |\n| Logs | 30 |  |\n| A \\| B | `x\\|y` | **b** |",
        "One.\n\n___\n\nTwo.",
    ]);
}

#[test]
fn code_and_directives() {
    stay(&[
        "```\nlet x;\n\n  y\n```",
        "````\n```\n````",
        "```\n```",
        "```{cookies} category=necessary\n```\n\n```{contacts} id=my\n```\n\n```{addenda}\n```",
        "> ```\n> code\n>\n>   more\n> ```",
        "- ```\n  code\n\n  more\n  ```",
    ]);
    become_others(&[
        ("    indented", "```\nindented\n```"),
        ("<div>\nx\n</div>", "```\n<div>\nx\n</div>\n```"),
    ]);
}

#[test]
fn arguments_of_directives() {
    stay(&[
        "~~~{cookies} category=a`b\n~~~",
        "```{cookies} category=a&b\n```",
        "```{cookies} category=\\&amp;\n```",
        "```{contacts} id=a\\b\n```",
        "```{contacts} id=\\\\#a\\\\\n```",
    ]);
    become_others(&[
        ("~~~{contacts} id=my\n~~~", "```{contacts} id=my\n```"),
        ("```{cookies} category=&#96;\n```", "~~~{cookies} category=`\n~~~"),
        ("```{cookies} category=&#92;&#35;\n```", "```{cookies} category=\\\\#\n```"),
        ("```{cookies} category=&amp;lt;\n```", "```{cookies} category=\\&lt;\n```"),
    ]);
}

#[test]
fn addresses_and_footnotes() {
    stay(&[
        "<privacy@example.com>, <https://example.com/?a&b>, <https://example.com/?a&amp;b>",
        "[^1]<privacy@example.com>[^1]<https://example.com/?a&b>\n\n[^1]: Note.",
        "[^1]\\[x\\][^1]\\(x)[^1]\\: x[^1][](#x)\n\n[^1]: Note.",
        "[<https://example.com>](#a) and [<a@example.com>](#a)",
        "| [^a\\|b] | <https://example.com/\\|> | [https://example.com/\\|](https://example.com/\\|) |\n\
         | --- | --- | --- |\n\n[^a|b]: Note.",
        "[!a@example.com](!a@example.com) <!a@example.com>",
        "[a](b\\`c) and `d`",
    ]);
    become_others(&[
        ("[https://a\\_b.c](https://a_b.c)", "<https://a_b.c>"),
        ("[a&#64;b.c](a@b.c)", "<a@b.c>"),
    ]);
}

#[test]
fn emphasis_that_touches() {
    stay(&[
        "*a*__b__*c*",
        "**a**_b_&#99;",
        "*a*_b_**c**d",
        "*__a__*_b_",
        "&#97;**&#20449;_b_**",
        "&#97;*&#98;__c__*&#100;",
        "**a**~~b~~*c*",
    ]);
    become_others(&[
        ("**a***b*", "**a**_b_"),
        ("*a**b*", "*a\\*\\*b*"),
        ("*a&nbsp;* _&emsp;b_", "*a&#160;* *&#8195;b*"),
    ]);
}

#[test]
fn blanks_and_letters_as_the_parser_sees_them() {
    stay(&[
        "&#11;",
        "&#12;a&#11;\n&#11;b",
        "# &#12;a&#12;",
        "a&#11;b",
        "aⒶ\\_aa\\_Ⓐa",
        "aa_bb_cc",
        "aⒶ\\~aa\\~Ⓐa",
    ]);
    become_others(&[
        ("a\u{b}b", "a&#11;b"),
        ("a\n\u{b}\nb", "a\nb"),
        ("# a {#a}\n# b {#a}", "# a {#a}\n\n# b {#a-2}"),
    ]);
}

/// What goes on lazily (CommonMark 0.31, 5.1) has nothing before it, however deep it stands.
#[test]
fn what_is_written_grows_with_the_text_alone() {
    const MANY: usize = 1_000;
    for sign in [">", "- ", "> - ", "- > 1. "] {
        let text = format!("a\n{}a\n{}", sign.repeat(MANY), "a\n".repeat(MANY));
        let written = written(&text);
        assert!(written.len() < 4 * text.len(), "{sign:?}: {} bytes of {}", written.len(), text.len());
        assert!(written.ends_with("\na\na\n"), "{sign:?}");
    }
}

#[test]
fn marks() {
    stay(&[
        "A *b* **c** ~~d~~ `e` ``f`g`` `` `h ``.",
        "**a _b_ c** and *a __b__*",
        "*a*_b_*c*",
        "*a&#32;*&#98;",
        "**信息：**我们收集*斜体。*后面",
        "请参阅**《[](policy:cookies)》**。",
        "One\\\ntwo\nthree",
        "[](#a), [words](policy:cookies#x?lang=ms), <https://example.com/a_b*c>, [a](<b c>), [d](e\\(f\\)).",
        "![a picture]()",
        "[a *b* c](d)",
        "Text[^a]\\: and\n[^a]\\: so\n\n[^a]: Note.",
    ]);
    become_others(&[
        ("__a__ and _b_", "**a** and *b*"),
        ("***a***", "*__a__*"),
        ("a  \nb", "a\\\nb"),
        ("[a](b \"title\")", "[a](b)"),
        ("a [b][1]\n\n[1]: c", "a [b](c)"),
        ("*a*<b></b>b", "*a*b"),
    ]);
}

#[test]
fn what_would_be_read_as_something_else() {
    stay(&[
        "1\\. one",
        "1.5 and 1 and 2.",
        "12345678901. is no number",
        "\\- a",
        "a - b",
        "\\# a",
        "a # b",
        "\\> a",
        "a > b",
        "\\+ a",
        "\\=== a",
        "\\--- a",
        "\\| a",
        "a | b",
        "\\: a",
        "a : b",
        "\\*a\\* \\*\\*",
        "\\_a\\_ snake_case",
        "\\~\\~a\\~\\~ 30~50 days",
        "\\[a\\](b)",
        "\\[^a\\]",
        "\\<b>",
        "AT&T & co; \\&amp; \\&#42;",
        "back\\\\slash",
        "\\`code\\`",
        "Wow\\![a](b)",
        "&#32;a&#32;",
        "{#a}",
        "a\n\\- b\n1\\. c\n\\# d",
    ]);
}
