//! Addresses in any way to write them, and files that are hard to read.

use super::*;

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
