//! What is found in the files of a theme.

use super::*;

#[test]
fn files_of_a_theme_are_looked_at_whatever_they_are_called() {
    const X: &str = "https://x.example/a";
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    let (image, cdata, object) = (
        svg("<image href=\"https://x.example/a\"/>"),
        svg("<style><![CDATA[ @import \"https://x.example/a\"; ]]></style>"),
        svg("<foreignObject><img src=\"https://x.example/a\"/></foreignObject>"),
    );
    let (set, style, attribute) = (
        svg("<a><set attributeName=\"href\" to=\"https://x.example/a\"/></a>"),
        svg("<style>a { fill: url(https://x.example/a) }</style>"),
        svg("<a style=\"fill: url('https://x.example/a')\"/>"),
    );
    let sheet = format!("<?xml-stylesheet type=\"text/css\" href=\"https://x.example/a\"?>{}", svg(""));
    table(&[
        ("themes/own/a.CSS", "@import url(https://x.example/a);", LOADS, X),
        ("themes/own/a.JS", "fetch('https://x.example/a')", LOADS, X),
        ("themes/own/a.mjs", "import 'https://x.example/a'", LOADS, X),
        ("themes/own/a.cjs", "import('https://x.example/a')", LOADS, X),
        ("themes/own/a.htm", "<img src=https://x.example/a>", LOADS, X),
        ("themes/own/a.html", "{# <img src=https://x.example/a> #}", LOADS, X),
        ("themes/own/a.xhtml", "<img src='https://x.example/a'/>", LOADS, X),
        ("themes/own/a.xml", &image, LOADS, X),
        ("themes/own/a.xml", &sheet, LOADS, X),
        ("themes/own/a.SVG", &image, LOADS, X),
        ("themes/own/a.svg", &sheet, LOADS, X),
        ("themes/own/a.svg", &cdata, LOADS, X),
        ("themes/own/a.svg", &object, LOADS, X),
        ("themes/own/a.svg", &set, LOADS, X),
        ("themes/own/a.svg", &style, LOADS, X),
        ("themes/own/a.svg", &attribute, LOADS, X),
        (
            "themes/own/a.svg",
            "<!DOCTYPE svg [<!ENTITY a \"https://x.example/a\">]><svg><image href=\"&a;\"/></svg>",
            LOADS,
            "&a;",
        ),
        (
            "themes/own/a.svg",
            "<!DOCTYPE svg [<!ENTITY a \"<image href='https://x.example/a'/>\">]><svg>&a;</svg>",
            LOADS,
            "",
        ),
        ("themes/own/a.svg", "<svg><!-- <!-- --><image href='https://x.example/a'/></svg>", LOADS, X),
        ("themes/own/a.svg", "<svg></b &><image href='https://x.example/a'/></svg>", LOADS, X),
        (
            "themes/own/a.svg",
            "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:image l:href='https://x.example/a'/></s:svg>",
            LOADS,
            X,
        ),
        ("themes/own/a.svg", "<svg><script>a()</script></svg>", CODE, "<script>"),
        ("themes/own/a.svg", "<svg onload='a()'/>", CODE, "onload='a()'"),
        ("themes/own/a.svg", "<svg><script>b &amp; fetch(\"https://x.example/a\")</script></svg>", LOADS, ""),
        ("themes/own/a.webmanifest", "{\"icons\": [{\"src\": \"https://x.example/a\"}]}", LOADS, X),
        (
            "themes/own/a.json",
            "{\"imports\": {\"a\": \"https:\\/\\/x.example/a\"}}",
            LOADS,
            "https:\\/\\/x.example/a",
        ),
        ("themes/own/page", "<img src=https://x.example/a>", LOADS, X),
    ]);
}

#[test]
fn files_kept_as_bytes_are_looked_at() {
    let svg = "<svg><image href='https://x.example/a'/></svg>";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, svg.as_bytes()).expect("a buffer");
    let mut tree = Tree::default();
    tree.assets.insert("themes/own/a.svgz".into(), packed.finish().expect("a buffer").into());
    tree.assets.insert("themes/own/b.page".into(), svg.as_bytes().into());
    tree.assets.insert("themes/own/c.png".into(), [0x89, 0x50, 0xff].as_slice().into());
    tree.assets.insert("themes/other/b.page".into(), svg.as_bytes().into());
    let places: Vec<Place> =
        check("own", "https://policies.example", &tree).into_iter().map(|finding| finding.place).collect();
    let expected = ["themes/own/a.svgz", "themes/own/b.page"];
    assert_eq!(places, expected.map(|path| Place::Path(path.into())));
}

#[test]
fn what_styles_load_is_found_however_it_is_written() {
    for (text, words) in [
        ("a { b: \\75rl(https://x.example/a) }", "https://x.example/a"),
        ("a { b: u\\00072 l( https://x.example/a ) }", "https://x.example/a"),
        ("@\\69mport 'https://x.example/a';", "https://x.example/a"),
        ("@import/**/\"https://x.example/a\";", "https://x.example/a"),
        ("@import/* ; */url(/**///x.example/a);", "/**///x.example/a"),
        ("@IMPORT URL(\"https://x.example/a\") layer(b);", "https://x.example/a"),
        ("@font-face { src: local(b), url(https://x.example/a) format('woff2') }", "https://x.example/a"),
        ("a { b: image-set('/b' 1x, 'https://x.example/a' type('c') 2x) }", "https://x.example/a"),
        ("a { b: -webkit-image-set(url(https://x.example/a) 1x) }", "https://x.example/a"),
        ("a { b: src('https://x.example/a') }", "https://x.example/a"),
        ("a { b: image('https://x.example/a') }", "https://x.example/a"),
        ("a { --b: url(https://x.example/a) }", "https://x.example/a"),
        ("a { b: url(\\68ttps://x.example/a) }", "\\68ttps://x.example/a"),
        ("a { b: url('https:\\2f/x.example/a') }", "https:\\2f/x.example/a"),
        ("a { b: url('https://\\\nx.example/a') }", "https://\\\nx.example/a"),
        ("a { b: url(https://x.example/a", "https://x.example/a"),
        ("a { b: '\\'' url(https://x.example/a) }", "https://x.example/a"),
        ("a { b: 'c\nurl(https://x.example/a) }", "https://x.example/a"),
        ("a::before { content: '/*' } b { c: url(https://x.example/a) } /* */", "https://x.example/a"),
        ("@media print { a { b: url(https://x.example/a) } }", "https://x.example/a"),
        ("@supports (b: c) { @import 'https://x.example/a'; }", "https://x.example/a"),
    ] {
        assert_eq!(found("themes/own/a.css", text), [(LOADS, words.to_owned())], "{text}");
    }
    table(&[("themes/own/a.css", "@import 'data:text/css,a';", CODE, "data:text/css,a")]);
}

#[test]
fn what_scripts_load_is_found_however_it_is_written() {
    for (text, words) in [
        ("fetch('https:\\/\\/x.example/a')", "https:\\/\\/x.example/a"),
        ("fetch('\\x68ttps://x.example/a')", "\\x68ttps://x.example/a"),
        ("fetch('\\u0068ttps://x.example/a')", "\\u0068ttps://x.example/a"),
        ("fetch(`\\u{68}ttps://x.example/a`)", "\\u{68}ttps://x.example/a"),
        ("f\\u0065tch('https://x.example/a')", "https://x.example/a"),
        ("fetch(/* ' */ 'https://x.example/a')", "https://x.example/a"),
        ("fetch\n(\n'https://x.example/a')", "https://x.example/a"),
        ("fetch?.('https://x.example/a')", "https://x.example/a"),
        ("window['fetch']('https://x.example/a')", "https://x.example/a"),
        ("fetch('https:' + '//x.example' + b)", "https:' + '//x.example"),
        ("fetch(b ? '/c' : 'https://x.example/a')", "https://x.example/a"),
        ("fetch(b || 'https://x.example/a')", "https://x.example/a"),
        ("fetch(new URL('https://x.example/a'))", "https://x.example/a"),
        ("fetch(new Request('https://x.example/a'))", "https://x.example/a"),
        ("const b = 'https://x.example/a'; fetch(b + '/c')", "https://x.example/a"),
        ("const b = 'https://x.example/a'; fetch(`${b}/c`)", "https://x.example/a"),
        ("let b = new URL('https://x.example/a'); fetch(b)", "https://x.example/a"),
        ("export * from 'https://x.example/a'", "https://x.example/a"),
        ("import 'https://x.example/a'", "https://x.example/a"),
        ("import(`https://x.example/a`)", "https://x.example/a"),
        ("importScripts('/b', 'https://x.example/a')", "https://x.example/a"),
        ("new EventSource('https://x.example/a')", "https://x.example/a"),
        ("new Worker('https://x.example/a')", "https://x.example/a"),
        ("new SharedWorker('https://x.example/a')", "https://x.example/a"),
        ("CSS.paintWorklet.addModule('https://x.example/a')", "https://x.example/a"),
        ("r.open('GET', 'https://x.example/a', true)", "https://x.example/a"),
        ("window.open('https://x.example/a')", "https://x.example/a"),
        ("location = 'https://x.example/a'", "https://x.example/a"),
        ("location.href = 'https://x.example/a'", "https://x.example/a"),
        ("window.location.replace('https://x.example/a')", "https://x.example/a"),
        ("b['src'] = 'https://x.example/a'", "https://x.example/a"),
        ("b.setAttribute('src', 'https://x.example/a')", "https://x.example/a"),
        ("b.setAttributeNS(null, 'xlink:href', 'https://x.example/a')", "https://x.example/a"),
        ("b.innerHTML = '<img src=https://x.example/a>'", "https://x.example/a"),
        ("b.style.background = 'url(https://x.example/a)'", "https://x.example/a"),
        ("b.insertRule('@import \"https://x.example/a\"')", "https://x.example/a"),
        ("c = b / 2; // '\nfetch('https://x.example/a')", "https://x.example/a"),
        ("c = /[/'\"`]/; fetch('https://x.example/a')", "https://x.example/a"),
        ("c = `${`}`}`; fetch('https://x.example/a')", "https://x.example/a"),
        ("c = `${{b: {}}}`; fetch('https://x.example/a')", "https://x.example/a"),
    ] {
        assert_eq!(found("themes/own/a.js", text), [(LOADS, words.to_owned())], "{text}");
    }
}
