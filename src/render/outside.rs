//! What a site's own theme and templates would load from other hosts, and code that stands in their pages: readers' browsers
//! refuse both under the policy that every page has, and a legal page must not tell others who reads it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::metered::blanked;
use crate::source::{FileId, Finding, Findings, Span, Tree};

crate::codes! {
    /// A file of the theme, or a template, would load something from another host.
    ///
    /// That host would learn who reads which legal text and when, and could change how it looks. Browsers refuse it: each page
    /// says that it loads from its own host only (`Content-Security-Policy`). Stylesheets, scripts, pictures and templates are
    /// looked through for addresses of other hosts where something is loaded; an address that a script puts together at run
    /// time is not found, but refused all the same. For example:
    ///
    /// ```css
    /// @import url(https://fonts.example/inter.css);
    /// ```
    ///
    /// Way out: put the file into the theme, and refer to it there: `@import "inter.css";`.
    LOADS_FROM_ELSEWHERE = "loads-from-elsewhere", Error;

    /// A template has a script, a style or a handler in the page itself.
    ///
    /// Browsers refuse it: each page says that scripts and styles are files of the theme only (`Content-Security-Policy`), so that
    /// nothing that gets into a page by mistake can run. For example:
    ///
    /// ```html
    /// <button onclick="window.print()">Print</button>
    /// ```
    ///
    /// Way out: put the script into a file of the theme that `scripts` of `theme.toml` lists, and the style into one that
    /// `stylesheets` lists. Data for a script may stand in the page: `<script type="application/json">`, or an attribute `data-…`.
    CODE_IN_TEMPLATE = "code-in-template", Error;
}

/// What is written of an address of another host, if it is one.
const OUTSIDE: &str = r#"(?:[a-z][a-z0-9+.-]*:)?//[^\s"'`)<>]*"#;

/// Looks through the files of a site's own that pages load, and its templates. `base_url` is the site's own host.
pub fn check(theme: &str, base_url: &str, tree: &Tree) -> Findings {
    let themes = format!("themes/{theme}");
    let mut findings = Findings::new();
    for (path, file) in tree.sources.below("templates").chain(tree.sources.below(&themes)) {
        // The page of `promulgate diff` is a file on its own, to send to somebody: it has its style in it.
        if path.ends_with("templates/diff.html") {
            continue;
        }
        let text = tree.sources.get(file).text.as_str();
        let mut look = Look { file, text, base_url, findings: &mut findings };
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => look.page(&blanked(text)),
            "svg" => look.page(text),
            "css" => look.stylesheet(&blank(text, &STYLE_COMMENT)),
            "js" => look.script(text),
            _ => {}
        }
    }
    findings
}

/// A regular expression that is a constant.
#[allow(clippy::expect_used, reason = "a constant; the tests run it")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a good expression")
}

static TAG: LazyLock<Regex> = LazyLock::new(|| regex(r#"<([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>"#));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"([^\s"'<>/=]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"#));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?s)<!--.*?-->"));
static STYLE_COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?s)/\*.*?\*/"));
static LOADED_BY_STYLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r#"(?i)(?:url\(\s*["']?|@import\s+["']|image-set\([^)]*?["'])\s*({OUTSIDE})"#))
});
static LOADED_BY_SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r#"(?i)(?:\b(?:fetch|import|importScripts|sendBeacon|WebSocket|EventSource|Worker|SharedWorker|Request|URL)\s*\(\s*|\.open\([^,()]*,\s*|\b(?:import|from)\s*|\.(?:src|srcset|action)\s*=\s*)["'`]({OUTSIDE})"#
    ))
});
static ANY_OUTSIDE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("(?i)^\\s*({OUTSIDE})")));

/// The attributes by which a browser loads something when it shows a page.
const LOADING: [&str; 6] = ["src", "srcset", "imagesrcset", "poster", "data", "background"];

/// Those by which it sends something when the page is used.
const SENDING: [&str; 3] = ["action", "formaction", "ping"];

/// What a browser would do with an address.
#[derive(Clone, Copy)]
enum Use {
    Load,
    Send,
}

struct Look<'a> {
    file: FileId,
    text: &'a str,
    base_url: &'a str,
    findings: &'a mut Findings,
}

impl Look<'_> {
    fn elsewhere(&mut self, range: Range<usize>, used: Use) {
        let (scheme, host) = scheme_and_host(self.text.get(range.clone()).unwrap_or_default());
        let (own_scheme, own_host) = scheme_and_host(self.base_url);
        // An address without a scheme has that of the page.
        let is_own_scheme = scheme.is_empty() || scheme.eq_ignore_ascii_case(own_scheme);
        if is_own_scheme && !own_host.is_empty() && host.eq_ignore_ascii_case(own_host) {
            return;
        }
        let host = host.rsplit('@').next().unwrap_or_default();
        let (message, help) = match used {
            Use::Load => (
                format!("this would be loaded from another host, `{host}`"),
                "put the file into the theme and refer to it there: readers' browsers load from the site's own host only",
            ),
            Use::Send => (
                format!("this would be sent to another host, `{host}`"),
                "take it out: forms are refused by readers' browsers, and a legal page tells no other host who reads it",
            ),
        };
        self.findings.push(Finding::new(&LOADS_FROM_ELSEWHERE, Span::new(self.file, range), message, help));
    }

    fn code(&mut self, range: Range<usize>, what: &str) {
        self.findings.push(Finding::new(
            &CODE_IN_TEMPLATE,
            Span::new(self.file, range),
            format!("{what}, which readers' browsers refuse"),
            "put it into a file of the theme that theme.toml lists",
        ));
    }

    fn stylesheet(&mut self, text: &str) {
        for range in LOADED_BY_STYLE.captures_iter(text).filter_map(|found| Some(found.get(1)?.range())) {
            self.elsewhere(range, Use::Load);
        }
    }

    fn script(&mut self, text: &str) {
        for found in LOADED_BY_SCRIPT.captures_iter(text) {
            let is_form = found[0].to_ascii_lowercase().starts_with(".action");
            if let Some(address) = found.get(1) {
                self.elsewhere(address.range(), if is_form { Use::Send } else { Use::Load });
            }
        }
    }

    /// A page or a picture, in which tags of templates are blanked out.
    fn page(&mut self, text: &str) {
        let text = blank(text, &COMMENT);
        for tag in TAG.captures_iter(&text) {
            let (Some(whole), Some(name), Some(inner)) = (tag.get(0), tag.get(1), tag.get(2)) else {
                continue;
            };
            let attributes = attributes(inner.as_str(), inner.start());
            self.tag(&name.as_str().to_ascii_lowercase(), whole.range(), &attributes);
        }
    }

    fn tag(&mut self, name: &str, whole: Range<usize>, attributes: &[Attribute<'_>]) {
        let value = |wanted: &str| {
            let mut found = attributes.iter().filter(|attribute| attribute.name == wanted);
            found.next().map(|attribute| attribute.value.trim().to_ascii_lowercase())
        };
        let is_data = value("type").is_some_and(|kind| {
            !kind.is_empty()
                && kind != "module"
                && !kind.contains("javascript")
                && !kind.contains("ecmascript")
        });
        match name {
            "script" if value("src").is_none() && value("href").is_none() && !is_data => {
                self.code(whole.clone(), "a script in the page itself");
            }
            "style" => self.code(whole.clone(), "a style in the page itself"),
            _ => {}
        }
        // A link that people follow loads nothing.
        let href_loads = match name {
            "link" => {
                value("rel").is_some_and(|rel| rel.split_whitespace().any(|rel| !NAMED_ONLY.contains(&rel)))
            }
            "base" | "image" | "use" | "feimage" | "script" => true,
            _ => false,
        };
        for attribute in attributes {
            let lower = attribute.name.as_str();
            if lower.len() > 2 && lower.starts_with("on") {
                self.code(attribute.range.clone(), "a handler in the page itself");
            } else if lower == "style" {
                self.code(attribute.range.clone(), "a style in the page itself");
            } else if attribute.value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                self.code(attribute.range.clone(), "a script in an address");
            }
            let is_href = lower == "href" || lower == "xlink:href";
            let is_sent = SENDING.contains(&lower);
            if is_sent || LOADING.contains(&lower) || (is_href && href_loads) {
                let used = if is_sent { Use::Send } else { Use::Load };
                let lists = lower.ends_with("srcset") || lower == "ping";
                let mut offset = attribute.start;
                for part in attribute.value.split(|c| lists && (c == ',' || c == ' ')) {
                    if let Some(found) = ANY_OUTSIDE.captures(part).and_then(|found| found.get(1)) {
                        self.elsewhere(offset + found.start()..offset + found.end(), used);
                    }
                    offset += part.len() + 1;
                }
            }
        }
    }
}

/// The relations of a `<link>` by which nothing is loaded.
const NAMED_ONLY: [&str; 18] = [
    "alternate",
    "author",
    "canonical",
    "describedby",
    "help",
    "license",
    "me",
    "next",
    "prev",
    "privacy-policy",
    "terms-of-service",
    "latest-version",
    "predecessor-version",
    "successor-version",
    "timemap",
    "original",
    "memento",
    "up",
];

/// An attribute of a tag.
struct Attribute<'t> {
    name: String,
    /// Where it is written.
    range: Range<usize>,
    /// Without quotes, and where it begins.
    value: &'t str,
    start: usize,
}

fn attributes(inner: &str, offset: usize) -> Vec<Attribute<'_>> {
    let attribute = |found: regex::Captures<'_>| {
        let (whole, name) = (found.get(0)?.range(), found.get(1)?);
        let (value, start) = match found.get(2) {
            Some(value) if value.as_str().starts_with(['"', '\'']) => {
                (value.start() + 1..value.end() - 1, value.start() + 1)
            }
            Some(value) => (value.range(), value.start()),
            None => (0..0, 0),
        };
        Some(Attribute {
            name: name.as_str().to_ascii_lowercase(),
            range: whole.start + offset..whole.end + offset,
            value: inner.get(value)?,
            start: start + offset,
        })
    };
    ATTRIBUTE.captures_iter(inner).filter_map(attribute).collect()
}

/// The scheme of an address, which may be none, and its host with all that stands beside it: a user, a port.
fn scheme_and_host(address: &str) -> (&str, &str) {
    let (scheme, rest) = address.split_once("//").unwrap_or_default();
    (scheme.trim_end_matches(':'), rest.split(['/', '?', '#']).next().unwrap_or_default())
}

/// A text of the same length in which what matches is spaces.
fn blank(text: &str, what: &Regex) -> String {
    what.replace_all(text, |found: &regex::Captures<'_>| " ".repeat(found[0].len())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(&'static str, String)> {
        let mut tree = Tree::default();
        tree.sources.add(path.into(), text.into());
        let cut = |finding: Finding| match finding.place {
            crate::source::Place::Passage(span) => (finding.code.name, tree.sources.cut(span).to_owned()),
            crate::source::Place::Path(path) => (finding.code.name, path.to_string()),
        };
        check("own", "https://policies.example", &tree).into_iter().map(cut).collect()
    }

    #[test]
    fn what_is_loaded_from_other_hosts_is_found_where_it_is_written() {
        for (path, text, address) in [
            ("themes/own/a.css", "@import url(https://x.example/a.css);", "https://x.example/a.css"),
            ("themes/own/a.css", "@import \"//x.example/a.css\";", "//x.example/a.css"),
            (
                "themes/own/a.css",
                "a { background: URL( 'HTTP://x.example/a.png' ) }",
                "HTTP://x.example/a.png",
            ),
            ("themes/own/a.css", "/* é */ a { b: url(//x/a) }", "//x/a"),
            ("themes/own/a.js", "fetch(\"https://x.example/\")", "https://x.example/"),
            ("themes/own/a.js", "import a from 'https://x.example/a.js'", "https://x.example/a.js"),
            ("themes/own/a.js", "new WebSocket(`wss://x.example`)", "wss://x.example"),
            ("themes/own/a.js", "navigator.sendBeacon('//x.example/b', d)", "//x.example/b"),
            ("themes/own/a.js", "r.open(\"GET\", \"https://x.example/\")", "https://x.example/"),
            ("themes/own/a.js", "img.src = \"https://x.example/\"", "https://x.example/"),
            (
                "templates/a.html",
                "<img alt=\"a > b\" src=https://x.example/a.png>",
                "https://x.example/a.png",
            ),
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
            (
                "templates/a.html",
                "<script src=\"https://{{ host }}/a.js\"></script>",
                "https://{{ host }}/a.js",
            ),
            ("templates/a.html", "<iframe\n src=\"https://x.example\"></iframe>", "https://x.example"),
            ("templates/a.html", "<form action=\"https://x.example\">", "https://x.example"),
            ("themes/own/templates/a.html", "<video poster=\"http://x.example/a\">", "http://x.example/a"),
            (
                "themes/own/a.svg",
                "<svg><image xlink:href=\"https://x.example/a\"/></svg>",
                "https://x.example/a",
            ),
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
            (
                "themes/own/a.js",
                "// see https://x.example\nconst a = \"https://x.example\"; fetch(\"/a.json\")",
            ),
            ("themes/other/a.css", "@import url(https://x.example/a.css);"),
        ] {
            assert_eq!(found(path, text), [], "{text}");
        }
    }
}
