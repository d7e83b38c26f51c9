//! Texts and what must become of them.

use pulldown_cmark::Tag;

use super::*;

#[test]
fn chinese() {
    check_paragraphs(&[
        ("**信息：**我们", "<strong>信息：</strong>我们"),
        ("我们**（“公司”）**承诺", "我们<strong>（“公司”）</strong>承诺"),
        ("**真，**她", "<strong>真，</strong>她"),
        ("**真。**她", "<strong>真。</strong>她"),
        ("**真？**她", "<strong>真？</strong>她"),
        ("**真”**她", "<strong>真”</strong>她"),
        ("真**【她**", "真<strong>【她</strong>"),
        ("**真》**她", "<strong>真》</strong>她"),
        ("**真…**她", "<strong>真…</strong>她"),
        ("**真·**她", "<strong>真·</strong>她"),
        ("**真，**，她", "<strong>真，</strong>，她"),
        (
            "**该星号不会被识别，而是直接显示。**这是因为",
            "<strong>该星号不会被识别，而是直接显示。</strong>这是因为",
        ),
        ("**推荐几个框架：**React、Vue等", "<strong>推荐几个框架：</strong>React、Vue等"),
        ("Git**（注：不是GitHub）**", "Git<strong>（注：不是GitHub）</strong>"),
        ("本协议**\"生效\"**之日", "本协议<strong>\"生效\"</strong>之日"),
        ("本协议**“生效”**之日", "本协议<strong>“生效”</strong>之日"),
        ("*“本协议”*的含义", "<em>“本协议”</em>的含义"),
        ("***注意：***请阅读", "<em><strong>注意：</strong></em>请阅读"),
        ("**“**她", "<strong>“</strong>她"),
    ]);
}

#[test]
fn japanese() {
    check_paragraphs(&[
        (
            "これは**私のやりたかったこと。**だからするの。",
            "これは<strong>私のやりたかったこと。</strong>だからするの。",
        ),
        (
            "カッコに注意**（太字にならない）**文が続く",
            "カッコに注意<strong>（太字にならない）</strong>文が続く",
        ),
        ("税込**¥10,000**で入手できます。", "税込<strong>¥10,000</strong>で入手できます。"),
        ("太郎は**「こんにちわ」**といった", "太郎は<strong>「こんにちわ」</strong>といった"),
        ("太郎は**\"Oh my god\"**といった", "太郎は<strong>\"Oh my god\"</strong>といった"),
        (
            "**C#**や**F#**は**「.NET」**という",
            "<strong>C#</strong>や<strong>F#</strong>は<strong>「.NET」</strong>という",
        ),
        (".NET**（.NET Frameworkは不可）**では、", ".NET<strong>（.NET Frameworkは不可）</strong>では、"),
        ("𰻞𰻞**(ビャンビャン)**麺", "𰻞𰻞<strong>(ビャンビャン)</strong>麺"),
        ("コーヒー**(HTCPCP)**", "コーヒー<strong>(HTCPCP)</strong>"),
        ("__注意__：注意事項", "<strong>注意</strong>：注意事項"),
        ("注意：__注意事項__", "注意：<strong>注意事項</strong>"),
    ]);
}

#[test]
fn korean() {
    check_paragraphs(&[
        ("**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고"),
        ("**안녕(hello)**하세요.", "<strong>안녕(hello)</strong>하세요."),
        ("ᅡ**(a)**", "ᅡ<strong>(a)</strong>"),
        ("**(k)**ᄏ", "<strong>(k)</strong>ᄏ"),
        ("제1조 **“회사”**는", "제1조 <strong>“회사”</strong>는"),
        (
            "패키지를 발행하려면 **`npm publish`**를 실행하십시오.",
            "패키지를 발행하려면 <strong><code>npm publish</code></strong>를 실행하십시오.",
        ),
        (
            "**이 [링크](https://example.kr/)**만을 강조하고 싶다.",
            "<strong>이 <a href=\"https://example.kr/\">링크</a></strong>만을 강조하고 싶다.",
        ),
    ]);
}

#[test]
fn variation_selectors() {
    check_paragraphs(&[
        // Ideographs with an ideographic and with a standardized selector.
        ("葛\u{E0100}**(こちらが正式表記)**城市", "葛\u{E0100}<strong>(こちらが正式表記)</strong>城市"),
        ("大塚\u{FE00}**(U+585A U+FE00)**", "大塚\u{FE00}<strong>(U+585A U+FE00)</strong>"),
        // The full-width form of a quotation mark.
        ("**“\u{FE01}Git”\u{FE01}**Hub", "<strong>“\u{FE01}Git”\u{FE01}</strong>Hub"),
        // A full stop with a selector is still punctuation.
        ("正體字。\u{FE01}_Traditional._", "正體字。\u{FE01}<em>Traditional.</em>"),
        ("〽\u{FE0E}**(庵点)**は、", "〽\u{FE0E}<strong>(庵点)</strong>は、"),
        // Emoji and currency signs of other scripts are not CJK.
        ("a**😀a**a", "a**😀a**a"),
        ("a**£b**a", "a**£b**a"),
    ]);
}

#[test]
fn nested_and_adjoining_emphasis() {
    check_paragraphs(&[
        ("**A：**B**C**", "<strong>A：</strong>B<strong>C</strong>"),
        ("**A：**甲**B：**乙", "<strong>A：</strong>甲<strong>B：</strong>乙"),
        ("**甲*乙：*丙。**丁", "<strong>甲<em>乙：</em>丙。</strong>丁"),
        ("*甲**乙：**丙。*丁", "<em>甲<strong>乙：</strong>丙。</em>丁"),
        ("***甲：**乙。*丙", "<em><strong>甲：</strong>乙。</em>丙"),
        ("***甲：*乙。**丙", "<strong><em>甲：</em>乙。</strong>丙"),
        ("**甲：***乙。*丙", "<strong>甲：</strong><em>乙。</em>丙"),
        // The parser pairs the second `**` with the third; the amendment pairs the first two.
        ("**甲：**乙**", "<strong>甲：</strong>乙**"),
        // The rule of three: four and two do not pair, as the two can open as well.
        ("****甲：**乙", "****甲：**乙"),
        ("**甲：乙", "**甲：乙"),
        ("**甲：**乙 ** 丙", "<strong>甲：</strong>乙 ** 丙"),
        ("_甲：_乙", "_甲：_乙"),
        ("甲：__乙：__ 丙", "甲：<strong>乙：</strong> 丙"),
        ("snake_case：**甲：**乙", "snake_case：<strong>甲：</strong>乙"),
    ]);
}

#[test]
fn strikethrough() {
    check_paragraphs(&[
        ("~~旧：~~新", "<del>旧：</del>新"),
        ("a~~a()~~あ", "a<del>a()</del>あ"),
        ("あ~~()a~~a", "あ<del>()a</del>a"),
        ("**甲~~乙：~~丙。**丁", "<strong>甲<del>乙：</del>丙。</strong>丁"),
        ("~~a~~：~~a~~", "<del>a</del>：<del>a</del>"),
        // One tilde stays what the parser made of it.
        ("~旧~ **新：**的", "<del>旧</del> <strong>新：</strong>的"),
        ("3~5일 **(주말)**은 7~8일", "3~5일 <strong>(주말)</strong>은 7~8일"),
        ("旧~~~甲：~~~新 **甲：**乙", "旧~~~甲：~~~新 <strong>甲：</strong>乙"),
    ]);
}

#[test]
fn links_images_and_code() {
    check_paragraphs(&[
        (
            "**[链接](https://example.com)：**文字",
            "<strong><a href=\"https://example.com\">链接</a>：</strong>文字",
        ),
        ("单词**[链接](word-and)**单词", "单词<strong><a href=\"word-and\">链接</a></strong>单词"),
        ("[**甲：**乙](u)**丙：**丁", "<a href=\"u\"><strong>甲：</strong>乙</a><strong>丙：</strong>丁"),
        // Emphasis does not cross the border of a link.
        ("**甲[乙：**丙](u)丁", "**甲<a href=\"u\">乙：**丙</a>丁"),
        ("**甲[乙：**丙](u)丁：**戊", "<strong>甲<a href=\"u\">乙：**丙</a>丁：</strong>戊"),
        ("![**图：**一](u)**甲：**乙", "<img src=\"u\" alt=\"图：一\" /><strong>甲：</strong>乙"),
        ("**甲`**`：**乙", "<strong>甲<code>**</code>：</strong>乙"),
        ("先頭の**`コード`も注意。**次", "先頭の<strong><code>コード</code>も注意。</strong>次"),
        ("**甲<b title=\"**\">：**乙", "<strong>甲<b title=\"**\">：</strong>乙"),
        (
            "**见<https://example.com/**：**>：**乙",
            "<strong>见<a href=\"https://example.com/**%EF%BC%9A**\">https://example.com/**：**</a>：</strong>乙",
        ),
        ("**甲：**乙[丙](a**b)", "<strong>甲：</strong>乙<a href=\"a**b\">丙</a>"),
    ]);
}

#[test]
fn escapes_and_entities() {
    check_paragraphs(&[
        // One asterisk is left, and by the rule of three it does not pair with two.
        (r"\**甲：**乙", "**甲：**乙"),
        (r"\**甲：*乙", "*<em>甲：</em>乙"),
        (r"\*\*甲：**乙", "**甲：**乙"),
        (r"**甲：\**乙", "**甲：**乙"),
        // An escaped backslash is shown and does not escape the asterisks.
        (r"甲\\**（乙）**丙", r"甲\<strong>（乙）</strong>丙"),
        (r"**\*甲：**乙", "<strong>*甲：</strong>乙"),
        ("&#42;&#42;甲：**乙**丙", "**甲：<strong>乙</strong>丙"),
        ("**甲&amp;乙：**丙", "<strong>甲&amp;乙：</strong>丙"),
        ("**甲&#xFF1A;**乙", "<strong>甲：</strong>乙"),
    ]);
}

#[test]
fn lines_and_spaces() {
    check_paragraphs(&[
        ("**甲：\n乙。**丙", "<strong>甲：\n乙。</strong>丙"),
        ("甲\n**（乙）**丙", "甲\n<strong>（乙）</strong>丙"),
        ("**甲：**  \n**乙：**丙", "<strong>甲：</strong><br />\n<strong>乙：</strong>丙"),
        ("**甲：\\\n乙。**丙", "<strong>甲：<br />\n乙。</strong>丙"),
        ("** 甲：**乙", "** 甲：**乙"),
        ("**甲： **乙", "**甲： **乙"),
        // The ideographic space is white space like any other.
        ("**甲：\u{3000}**乙", "**甲：\u{3000}**乙"),
        ("甲 ** 乙：**丙", "甲 ** 乙：**丙"),
    ]);
}

#[test]
fn inside_blocks() {
    check("# **甲：**乙 {#one}", "<h1 id=\"one\"><strong>甲：</strong>乙</h1>");
    check("# 甲**（乙）**{#one}", "<h1 id=\"one\">甲<strong>（乙）</strong></h1>");
    check("**甲：**乙\n===", "<h1><strong>甲：</strong>乙</h1>");
    check("- **甲：**乙\n- 丙", "<ul>\n<li><strong>甲：</strong>乙</li>\n<li>丙</li>\n</ul>");
    check(
        "1. **甲：**乙\n   - **丙：**丁",
        "<ol>\n<li><strong>甲：</strong>乙\n<ul>\n<li><strong>丙：</strong>丁</li>\n</ul>\n</li>\n</ol>",
    );
    // The mark of a quotation is not the character before the run, whatever the source says.
    check(">甲\n>**“乙”**丙", "<blockquote>\n<p>甲\n<strong>“乙”</strong>丙</p>\n</blockquote>");
    check("甲\n: **乙：**丙", "<dl>\n<dt>甲</dt>\n<dd><strong>乙：</strong>丙</dd>\n</dl>");
    let table = amended_html("|甲|**乙：**丙|\n|-|-|\n|**丁：**|戊**（己）**|\n|\\|**庚：**|**a：\\|**b|");
    for cell in [
        "<th><strong>乙：</strong>丙</th>",
        "<td><strong>丁：</strong></td>",
        "<td>戊<strong>（己）</strong></td>",
        "<td>|<strong>庚：</strong></td>",
        "<td>**a：|**b</td>",
    ] {
        assert!(table.contains(cell), "{cell} in {table}");
    }
    let note = amended_html("甲[^1]**（乙）**\n\n[^1]: **丙：**丁");
    assert!(note.contains("</sup><strong>（乙）</strong>"), "{note}");
    assert!(note.contains("<strong>丙：</strong>丁"), "{note}");
}

#[test]
fn cjk_characters() {
    for c in "信あア한ᄀᅠ：，。（）「」、～！￥ｱﾞ　㈠〰〽㊗🈂🈷₩☰𠀀𰻞︒㐧".chars()
    {
        assert!(is_cjk(c), "{c:?}");
    }
    for c in "aé;:“”‘’…—·£€¥ßжع\u{FE0E}\u{FE0F}\u{E0100}😀✅⭐❤🈚1#".chars() {
        assert!(!is_cjk(c), "{c:?}");
    }
}

// --- The events themselves ---

#[test]
fn ranges_are_those_of_the_source() {
    let source = "甲**乙*丙：*丁。**戊";
    let runs = runs_of(source);
    let events = runs.into_iter().find(|run| !run.is_empty()).unwrap();
    let shown: Vec<_> =
        amend(source, events).into_iter().map(|(event, range)| (event, &source[range])).collect();
    let text = |text: &'static str| (Event::Text(text.into()), text);
    assert_eq!(
        shown,
        [
            text("甲"),
            (Event::Start(Tag::Strong), "**乙*丙：*丁。**"),
            text("乙"),
            (Event::Start(Tag::Emphasis), "*丙：*"),
            text("丙："),
            (Event::End(TagEnd::Emphasis), "*丙：*"),
            text("丁。"),
            (Event::End(TagEnd::Strong), "**乙*丙：*丁。**"),
            text("戊"),
        ]
    );
}

#[test]
fn events_the_parser_would_not_give_do_no_harm() {
    let source = "**甲：**乙";
    for range in [0..0, 0..2, 1..3, 0..99, 90..99] {
        for event in [
            Event::Text("**甲".into()),
            Event::Start(Tag::Strong),
            Event::End(TagEnd::Strong),
            Event::End(TagEnd::Link),
        ] {
            let events = vec![(event.clone(), range.clone()), (event, range.clone())];
            unclosed(source, &events);
            amend(source, events);
        }
    }
}

// --- Delimiters left standing ---

fn standing(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    with_runs(source, |run| {
        let run = amend(source, run);
        found.extend(unclosed(source, &run).into_iter().map(|range| &source[range]));
        run
    });
    found
}

#[test]
fn unclosed_emphasis_is_found() {
    for (source, expected) in [
        ("**Note: this", &["**"][..]),
        ("Note:** this", &["**"]),
        ("**甲：乙", &["**"]),
        ("**甲：**乙**", &["**"]),
        ("__Note: this", &["__"]),
        ("***Note: this", &["***"]),
        ("*Note: this", &["*"]),
        ("a *note", &["*"]),
        ("**a* b", &["*"]),
        ("**a [b**](u) c", &["**", "**"]),
        ("- **甲\n- 乙**", &["**", "**"]),
        ("|**a|b**|\n|-|-|", &["**", "**"]),
        (r"\\**a", &["**"]),
    ] {
        assert_eq!(standing(source), expected, "in {source:?}");
    }
}

#[test]
fn other_asterisks_are_let_be() {
    for source in [
        "**bold** and *it*",
        "**甲：**乙",
        "5 * 3 ** 2",
        "5*3",
        "price*",
        "价格*不含税",
        "价格* 不含税",
        "*1 note",
        r"\*\*Note",
        r"\*Note",
        "snake_case and in__it",
        "a_b__c",
        "_private",
        "a *** b",
        "a\n*** ***",
        "Name: ____",
        "____ name",
        "****",
        "*****name",
        "`**a`",
        "[a](**b) <https://example.com/**c>",
        "<b title='**a'>",
        "&#42;&#42;a",
        "~~a",
    ] {
        assert_eq!(standing(source), [""; 0], "in {source:?}");
    }
}

// --- Hostile length ---

#[test]
fn hostile_texts_come_to_an_end() {
    let texts = [
        "**a：".repeat(20_000),
        "**甲：*".repeat(20_000),
        "5 * 3 ".repeat(20_000) + "**甲：**乙",
        "*a _b：".repeat(20_000),
        "*甲 **（".repeat(20_000),
        "甲**（".repeat(20_000) + &"）*甲".repeat(20_000),
        "~~甲：*".repeat(20_000),
        "*".repeat(60_000) + "甲：**乙",
        "**甲：".to_owned() + &"a*".repeat(30_000),
        "[甲](u)**（".repeat(5_000),
    ];
    for source in &texts {
        for run in runs_of(source) {
            let run = amend(source, run);
            unclosed(source, &run);
        }
    }
}
