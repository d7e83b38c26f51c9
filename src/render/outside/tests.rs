use super::*;

fn found(path: &str, text: &str) -> Vec<(&'static str, String)> {
    let mut tree = Tree::default();
    tree.sources.add(path.into(), text.into());
    let cut = |finding: Finding| match finding.place {
        Place::Passage(span) => (finding.code.name, tree.sources.cut(span).to_owned()),
        Place::Path(path) => (finding.code.name, path.to_string()),
    };
    check("own", "https://policies.example", &tree).into_iter().map(cut).collect()
}

#[test]
fn what_is_loaded_from_other_hosts_is_found_where_it_is_written() {
    for (path, text, address) in [
        ("themes/own/a.css", "@import url(https://x.example/a.css);", "https://x.example/a.css"),
        ("themes/own/a.css", "@import \"//x.example/a.css\";", "//x.example/a.css"),
        ("themes/own/a.css", "a { background: URL( 'HTTP://x.example/a.png' ) }", "HTTP://x.example/a.png"),
        ("themes/own/a.css", "/* é */ a { b: url(//x/a) }", "//x/a"),
        ("themes/own/a.js", "fetch(\"https://x.example/\")", "https://x.example/"),
        ("themes/own/a.js", "import a from 'https://x.example/a.js'", "https://x.example/a.js"),
        ("themes/own/a.js", "new WebSocket(`wss://x.example`)", "wss://x.example"),
        ("themes/own/a.js", "navigator.sendBeacon('//x.example/b', d)", "//x.example/b"),
        ("themes/own/a.js", "r.open(\"GET\", \"https://x.example/\")", "https://x.example/"),
        ("themes/own/a.js", "img.src = \"https://x.example/\"", "https://x.example/"),
        ("templates/a.html", "<img alt=\"a > b\" src=https://x.example/a.png>", "https://x.example/a.png"),
        (
            "templates/a.html",
            "<img srcset=\"/a.png 1x, https://x.example/b.png 2x\">",
            "https://x.example/b.png",
        ),
        ("templates/a.html", "<link rel=\"stylesheet\" href='//x.example/a.css'>", "//x.example/a.css"),
        (
            "templates/a.html",
            "<link{% if a %} rel=\"preconnect\"{% endif %} href=\"https://x.example\">",
            "https://x.example",
        ),
        ("templates/a.html", "<script src=\"https://{{ host }}/a.js\"></script>", "https://{{ host }}/a.js"),
        ("templates/a.html", "<iframe\n src=\"https://x.example\"></iframe>", "https://x.example"),
        ("templates/a.html", "<form action=\"https://x.example\">", "https://x.example"),
        ("themes/own/templates/a.html", "<video poster=\"http://x.example/a\">", "http://x.example/a"),
        ("themes/own/a.svg", "<svg><image xlink:href=\"https://x.example/a\"/></svg>", "https://x.example/a"),
    ] {
        assert_eq!(found(path, text), [("loads-from-elsewhere", address.to_owned())], "{text}");
    }
}

#[test]
fn what_is_sent_is_not_said_to_be_loaded() {
    for (path, text, is_sent) in [
        ("templates/a.html", "<form action=\"https://x.example/a\">", true),
        ("templates/a.html", "<button formaction='//x.example'>", true),
        ("templates/a.html", "<a href=\"/\" ping=\"/a https://x.example\">", true),
        ("themes/own/a.js", "form.action = \"https://x.example\"", true),
        ("templates/a.html", "<img src=\"https://x.example/a\">", false),
    ] {
        let mut tree = Tree::default();
        tree.sources.add(path.into(), text.into());
        let findings = check("own", "https://policies.example", &tree);
        assert_eq!(findings.len(), 1, "{text}");
        let is_said = findings[0].message.contains("sent to another host, `x.example`");
        assert_eq!(is_said, is_sent, "{text}: {}", findings[0].message);
    }
}

#[test]
fn a_host_that_only_looks_like_the_own_one_is_another() {
    for address in [
        "https://policies.example.evil/a",
        "//policies.example.evil",
        "//policies.example@x.example/",
        "https://policies.example:8443/",
        "wss://policies.example/",
        "//x.example/policies.example",
    ] {
        let found = found("templates/a.html", &format!("<img src=\"{address}\">"));
        assert_eq!(found, [("loads-from-elsewhere", address.to_owned())]);
    }
}

#[test]
fn code_in_pages_is_found() {
    for text in [
        "<script>a()</script>",
        "<script type=\"module\">a()</script>",
        "<p onclick=\"a()\">",
        "<p OnLoad=a>",
        "<a href=\" javascript:a()\">",
        "<p style=\"color: red\">",
        "<style>a {}</style>",
        "<svg onload=a()>",
    ] {
        let found = found("templates/a.html", text);
        assert!(found.len() == 1 && found[0].0 == "code-in-template", "{text}: {found:?}");
    }
}

#[test]
fn what_loads_nothing_of_others_is_no_fault() {
    for (path, text) in [
        (
            "templates/a.html",
            "<a href=\"https://x.example\">{{ t(key=\"a\") }}</a><!-- <script>a</script> -->",
        ),
        ("templates/a.html", "{# <script>a</script> #}<script src=\"{{ script.href }}\"></script>"),
        ("templates/a.html", "<script type=\"application/ld+json\">{{ a | safe }}</script>"),
        (
            "templates/a.html",
            "<link rel=\"canonical\" href=\"https://x.example/\"><img src=\"/theme/a.png\">",
        ),
        (
            "templates/a.html",
            "<img src=\"https://policies.example/a.png\"><img src=\"{{ site.base_url }}/a\">",
        ),
        (
            "templates/a.html",
            "<img src=\"//policies.example/a.png\"><form action='//Policies.example'><img src=HTTPS://policies.example?a>",
        ),
        ("themes/own/a.css", "@import \"//policies.example/a.css\";"),
        ("templates/a.html", "<p data-style=\"a\" data-on=\"b\">https://x.example onclick=</p>"),
        (
            "themes/own/a.css",
            "/* @import url(https://x.example) */ a { b: url(a.png) } b::after { content: \"https://x\" }",
        ),
        ("themes/own/a.js", "// see https://x.example\nconst a = \"https://x.example\"; fetch(\"/a.json\")"),
        ("themes/other/a.css", "@import url(https://x.example/a.css);"),
    ] {
        assert_eq!(found(path, text), [], "{text}");
    }
}

/// What is found in one file, as codes and the words that they point at.
fn table(cases: &[(&str, &str, &str, &str)]) {
    for (path, text, code, words) in cases {
        let found = found(path, text);
        let is_there = found.iter().any(|(name, cut)| name == code && (cut == words || words.is_empty()));
        assert!(is_there, "{path}: {text}: {found:?}");
    }
}

const LOADS: &str = "loads-from-elsewhere";
const CODE: &str = "code-in-template";

#[test]
fn whatever_makes_a_browser_ask_another_host_is_found_in_pages() {
    const X: &str = "https://x.example/a";
    for element in [
        "<meta http-equiv=\"refresh\" content=\"0;url=https://x.example/a\">",
        "<META content='5 ; URL = \"https://x.example/a\"' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content=\"0, https://x.example/a\">",
        "<meta http-equiv=refresh content=\"{{ n }};url=https://x.example/a\">",
        "<base href=https://x.example/a>",
        "<iframe src=\"https://x.example/a\">",
        "<frame src=\"https://x.example/a\">",
        "<object data=\"https://x.example/a\"></object>",
        "<object classid=\"https://x.example/a\"></object>",
        "<embed src=\"https://x.example/a\">",
        "<form action=\"https://x.example/a\">",
        "<button formaction=\"https://x.example/a\">",
        "<input type=image src=\"https://x.example/a\">",
        "<a href=\"/\" ping=\"https://x.example/a\">",
        "<a href=\"/\" attributionsrc=\"https://x.example/a\">",
        "<link rel=preconnect href=https://x.example/a>",
        "<link rel=dns-prefetch href=https://x.example/a>",
        "<link rel=preload as=font href=https://x.example/a>",
        "<link rel=modulepreload href=https://x.example/a>",
        "<link rel=prefetch href=https://x.example/a>",
        "<link rel=prerender href=https://x.example/a>",
        "<link rel=\"alternate stylesheet\" href=https://x.example/a>",
        "<link rel=manifest href=https://x.example/a>",
        "<link rel=\"shortcut icon\" href=https://x.example/a>",
        "<link rel=\"{{ rel }}\" href=https://x.example/a>",
        "<link rel=preload imagesrcset=\"/b 1x, https://x.example/a 2x\">",
        "<img srcset=\"/b 1x,\n\thttps://x.example/a\n2x\">",
        "<video poster=https://x.example/a>",
        "<video><source src=https://x.example/a>",
        "<picture><source srcset=https://x.example/a>",
        "<audio><track src=https://x.example/a>",
        "<html manifest=https://x.example/a>",
        "<body background=https://x.example/a>",
        "<table><td background=https://x.example/a>",
        "<svg><image href=https://x.example/a>",
        "<svg><image xlink:href=https://x.example/a>",
        "<svg><use href=\"https://x.example/a\">",
        "<svg><feImage href=\"https://x.example/a\">",
        "<svg><set attributeName=href to=https://x.example/a>",
        "<svg><animate attributeName=href values=\"/b;https://x.example/a\">",
        "<svg><rect fill=\"url(https://x.example/a)\">",
        "<svg><title><img src=https://x.example/a></title></svg>",
        "<svg><style><img src=https://x.example/a></style></svg>",
        "<noscript><img src=https://x.example/a></noscript>",
        "<script src=https://x.example/a></script>",
        "<script type=module src=https://x.example/a></script>",
        "<p style=\"background: url(https://x.example/a)\">",
        "<style>@import 'https://x.example/a';</style>",
        "<script>fetch('https://x.example/a')</script>",
        "<p onclick=\"fetch('https://x.example/a')\">",
        "<iframe srcdoc=\"<img src=https://x.example/a>\"></iframe>",
        "<img src=\"{% if a %}/b{% else %}https://x.example/a{% endif %}\">",
        "<img {% if a %}src=\"/b\"{% else %}src=\"https://x.example/a\"{% endif %}>",
        "<img src=\"{{ 'https://x.example/a' }}\">",
        "<img src=\"{{ a or \"https://x.example/a\" }}\">",
        "{% set a = \"https://x.example/a\" %}<img src=\"{{ a }}\">",
        "{% raw %}{# <img src=https://x.example/a> #}{% endraw %}",
        "<textarea></textarea><img src=https://x.example/a>",
        "<!--><img src=https://x.example/a>-->",
        "<img/src=https://x.example/a>",
        "<img alt=''src='https://x.example/a'>",
        "<img alt=\"<!--\" src=\"https://x.example/a\">",
    ] {
        for path in ["templates/a.html", "templates/a.txt.md", "themes/own/templates/a.html"] {
            table(&[(path, element, LOADS, X)]);
        }
        if !element.contains("{{") && !element.contains("{%") {
            table(&[("themes/own/a.HTM", element, LOADS, X)]);
        }
    }
}

#[test]
fn whatever_runs_in_pages_is_found() {
    for element in [
        "<script>a()</script>",
        "<SCRIPT TYPE=module>a()</SCRIPT>",
        "<script type=\"text/jscript\">a()</script>",
        "<script type=\"{{ kind }}\">a()</script>",
        "<script type=importmap>{}</script>",
        "<script type=speculationrules>{}</script>",
        "<a href=\"javascript:a()\">",
        "<a href=\"java&#x09;script:a()\">",
        "<a href=\"&#106;avascript&colon;a()\">",
        "<a href=\"\u{1} JaVaScRiPt:a()\">",
        "<a href=\"java\nscript:a()\">",
        "<a href=vbscript:a()>",
        "<a href=\"data:text/html,<script>a()</script>\">",
        "<iframe src=\"DATA:text/html;base64,YQ==\">",
        "<object data=\"data:image/svg+xml,a\">",
        "<link rel=stylesheet href=\"data:text/css,a\">",
        "<script src=\"data:text/javascript,a()\"></script>",
        "<form action=javascript:a()>",
        "<button formaction=javascript:a()>",
        "<svg><a xlink:href=javascript:a()>",
        "<svg><animate attributeName=href values=javascript:a()>",
        "<svg><script>a()</script>",
        "<meta http-equiv=refresh content=\"0;url=javascript:a()\">",
        "<iframe srcdoc=\"&lt;script>a()&lt;/script>\">",
        "<details ontoggle=a()>",
        "<body/onload=a()>",
        "<p style=color:red>",
        "<style>a {}</style>",
        "<a href=\"{{ 'javascript:a()' }}\">",
    ] {
        for path in ["templates/a.html", "themes/own/templates/a"] {
            table(&[(path, element, CODE, "")]);
        }
    }
}

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

#[test]
fn what_asks_no_other_host_is_no_fault() {
    for (path, text) in [
        ("templates/a.html", "<a href=\"https://x.example\" title=\"javascript: a\">https://x.example</a>"),
        (
            "templates/a.html",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><a href=\"https://x.example\"><use href=\"#b\"/></a></svg>",
        ),
        (
            "templates/a.html",
            "<blockquote cite=\"https://x.example\">a</blockquote><meta property=\"og:image\" content=\"https://x.example\">",
        ),
        (
            "templates/a.html",
            "<meta http-equiv=\"refresh\" content=\"0; url={{ target }}\"><meta http-equiv=refresh content=5>",
        ),
        (
            "templates/a.html",
            "<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\", \"image\": \"<img src='https://x.example'>\"}</script>",
        ),
        (
            "templates/a.html",
            "<link rel=license href=https://x.example><link rel=\"me author\" href=https://x.example><link rel=alternate hreflang=en href=https://x.example>",
        ),
        (
            "templates/a.html",
            "<!-- <img src=https://x.example> --><textarea><img src=https://x.example></textarea>",
        ),
        (
            "templates/a.html",
            "{# <img src=https://x.example> #}{{ a | replace(from=\"https://x.example\", to=\"\") }}",
        ),
        (
            "templates/a.html",
            "<img src=\"{{ a }}\"><img src=\"{{ site.base_url }}{{ a.src }}\"><img src=\"{% if a %}/b{% endif %}/c\"><img src=data:image/png;base64,AA==>",
        ),
        (
            "templates/a.html",
            "<a href=\"{{ 'https://x.example' }}\" data-src=\"https://x.example\" data-onclick=\"a\">",
        ),
        ("templates/a.html", "<a href=\"mailto:a@x.example\"><a href=tel:1><a href=#b><a href=//x.example>"),
        ("templates/diff.html", "<style>{{ a }}</style>"),
        (
            "themes/own/a.svg",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY n \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&n;\" xmlns:b=\"https://x.example\"><!-- https://x.example <image href='https://x.example'/> --><style>a { fill: red }</style><a style=\"fill: url(#b)\" href=\"https://x.example\"/><metadata><license resource=\"https://x.example\"/></metadata><text>&lt;img src=https://x.example&gt;</text></svg>",
        ),
        (
            "themes/own/a.css",
            "@namespace url(https://x.example); @namespace b \"https://x.example\"; @charset \"utf-8\"; a[href^=\"https://x.example\"] { content: \"url(https://x.example)\" }",
        ),
        (
            "themes/own/a.css",
            "/*! https://x.example url(https://x.example) */ a { b: image-set('c' type('https://x.example')) } #url { c: url(d.png) url(\"data:image/png,a\") }",
        ),
        (
            "themes/own/a.js",
            "// fetch('https://x.example')\n/* fetch('https://x.example') */ const a = \"fetch('https://x.example')\"; a.href = 'https://x.example'",
        ),
        (
            "themes/own/a.js",
            "a.replace('https://x.example', ''); b = { link: 'https://x.example' }; const location = 'https://x.example'",
        ),
        (
            "themes/own/a.js",
            "fetch('/a?b=' + 'https://x.example'); const b = 'https://x.example'; fetch(`/c?d=${b}`); if (a.src == 'https://x.example') {}",
        ),
        (
            "themes/own/a.js",
            "document.createElementNS('http://www.w3.org/2000/svg', 'svg'); c = new URL(d, 'https://x.example').pathname",
        ),
        (
            "themes/own/a.json",
            "{\"homepage\": \"https://x.example\", \"$schema\": \"https://x.example\", \"icons\": [{\"src\": \"a.png\"}]}",
        ),
        (
            "themes/own/a.xml",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://x.example\"/><image href=\"https://x.example\"/></feed>",
        ),
        ("themes/own/LICENSE.txt", "<https://x.example> <img src=https://x.example>"),
        ("themes/other/a.mjs", "fetch('https://x.example')"),
    ] {
        assert_eq!(found(path, text), [], "{path}: {text}");
    }
}

/// The carried templates and themes are the first that somebody copies.
#[test]
fn what_the_program_carries_is_without_fault() {
    let mut tree = Tree::default();
    let mut count = 0;
    for folder in ["templates", "themes/default", "themes/plain"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten() {
            let path = entry.path().strip_prefix(root).expect("below").to_str().expect("a name");
            #[expect(clippy::disallowed_methods, reason = "the program's own files")]
            if let Ok(text) = std::fs::read_to_string(entry.path()) {
                tree.sources.add(path.into(), text.into());
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count}");
    for theme in ["default", "plain"] {
        assert_eq!(check(theme, "https://policies.example", &tree), []);
    }
}

#[test]
fn long_files_take_no_longer_than_their_length() {
    // Each would take minutes if something were looked for anew behind each part.
    for (path, piece) in [
        ("templates/a.html", "<style>"),
        ("templates/a.html", "<svg><script>"),
        ("templates/a.html", "<a href='"),
        ("templates/a.html", "{% raw %}"),
        ("templates/a.html", "{% set a = 'https://x.example' %}<img src=\"{{ a }}\">"),
        ("templates/a.html", "<iframe srcdoc='&quot;"),
        ("themes/own/a.css", "a{b:url("),
        ("themes/own/a.css", "/*"),
        ("themes/own/a.css", "url(\"\\"),
        ("themes/own/a.js", "fetch("),
        ("themes/own/a.js", "fetch('https:'+"),
        ("themes/own/a.js", "`${"),
        ("themes/own/a.js", "/["),
        ("themes/own/a.js", "a='//x';fetch(a);"),
        ("themes/own/a.json", "[{\"src\":"),
        ("themes/own/a.svg", "<style>"),
        ("themes/own/a.svg", "<!DOCTYPE a [<!ENTITY b 'cccccccccccccccccccccccccccccccccc'>"),
        ("themes/own/a.svg", "<!--"),
    ] {
        let text = piece.repeat((1 << 17) / piece.len());
        let before = std::time::Instant::now();
        found(path, &text);
        assert!(before.elapsed().as_secs() < 20, "{path}: {piece}: {:?}", before.elapsed());
    }
}

/// An address of another host in some way to write it that browsers understand as they understand the plain one.
fn written(host: &str, ways: &[u8]) -> String {
    let mut address = match ways[0] % 5 {
        0 => format!("https://{host}/a"),
        1 => format!("//{host}/a"),
        2 => format!("HtTpS:\\\\{host}/a"),
        3 => format!("/\\{host}/a"),
        _ => format!("http:/{host}/a"),
    };
    if ways[1].is_multiple_of(3) {
        address = format!(" {address} ");
    }
    address
}

/// One letter of an address as an entity, a number in hexadecimal, or with a line break or tab beside it.
fn disguised(address: &str, ways: &[u8], with_breaks: bool) -> String {
    let way = |(at, c): (usize, char)| match (ways[at % ways.len()] % 6, c) {
        (_, ' ') => " ".to_owned(),
        (0, c) => format!("&#{};", c as u32),
        (1, c) => format!("&#x{:X};", c as u32),
        (2, c) if with_breaks => format!("{c}&Tab;"),
        (3, c) if with_breaks => format!("&NewLine;{c}"),
        (_, c) => c.to_string(),
    };
    address.char_indices().map(way).collect()
}

proptest::proptest! {
    #[test]
    fn a_bad_address_survives_no_way_to_write_it(
        host in "[a-z]{1,8}\\.example",
        ways in proptest::collection::vec(0_u8.., 2..24),
    ) {
        let address = written(&host, &ways);
        let entities = disguised(&address, &ways, true);
        let in_style = disguised(&address.replace('\\', "\\\\"), &ways, false);
        for text in [
            format!("<img src=\"{entities}\">"),
            format!("<IMG ALT='>' SRC='{entities}'>"),
            format!("<svg><use xlink:href=\"{entities}\"/></svg>"),
            format!("<p style=\"b: url('{in_style}')\">"),
            format!("<iframe srcdoc='<img src=\"{}\">'>", entities.replace('&', "&amp;")),
        ] {
            let found = found("templates/a.html", &text);
            proptest::prop_assert!(found.iter().any(|(code, _)| *code == LOADS), "{}: {:?}", text, found);
        }
        let escape = |(at, c): (usize, char)| match ways[at % ways.len()] % 3 {
            0 => format!("\\{:x} ", c as u32),
            1 => format!("\\{:06X}", c as u32),
            _ if c == '\\' => "\\\\".to_owned(),
            _ => c.to_string(),
        };
        let escaped: String = address.trim().char_indices().map(escape).collect();
        let import: String = "import".char_indices().map(escape).collect();
        for text in [format!("a {{ b: url({escaped}) }}"), format!("@{import} \"{escaped}\";")] {
            let found = found("themes/own/a.css", &text);
            proptest::prop_assert!(found.iter().any(|(code, _)| *code == LOADS), "{}: {:?}", text, found);
        }
        let unicode = |(at, c): (usize, char)| match ways[at % ways.len()] % 4 {
            0 => format!("\\x{:02x}", c as u32),
            1 => format!("\\u{{{:x}}}", c as u32),
            2 => format!("\\u{:04X}", c as u32),
            _ if c == '\\' => "\\\\".to_owned(),
            _ => c.to_string(),
        };
        let text = format!("fetch('{}')", address.char_indices().map(unicode).collect::<String>());
        let found = found("themes/own/a.js", &text);
        proptest::prop_assert!(found.iter().any(|(code, _)| *code == LOADS), "{}: {:?}", text, found);
    }

    #[test]
    fn no_file_breaks_the_look(
        text in "(<[a-z!?/]{0,8}|[\"'`{}()@;:/*\\\\&#%=> ]|url\\(|https://x|é|<svg>|<style>|\\$\\{|srcdoc=|data:|\\{%|\\{\\{|<!\\[CDATA\\[|<!ENTITY a){0,40}",
    ) {
        for path in ["templates/a.html", "themes/own/a.svg", "themes/own/a.css", "themes/own/a.js", "themes/own/a.json"] {
            found(path, &text);
        }
    }
}
