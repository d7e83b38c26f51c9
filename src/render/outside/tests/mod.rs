mod disguised;
mod files;

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
