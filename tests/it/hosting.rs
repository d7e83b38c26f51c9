//! What the site says to hosts: names of theme files, headers, redirects, what is not there, compressed copies.

use std::collections::{BTreeMap, BTreeSet};

use promulgate::output::compress::compressed;
use promulgate::output::manifest::Manifest;
use promulgate::site::delivery::Class;

use crate::support::DAY;
use crate::web::{CONFIG, HOST, add, between, built, life, one_language};

// Theme files.

#[test]
fn theme_files_are_named_for_what_they_hold() {
    let mut files = life();
    add(&mut files, "promulgate.toml", &format!("theme = \"own\"\n{CONFIG}"));
    add(&mut files, "themes/own/theme.toml", "stylesheets = [\"css/style.css\"]\nicon = \"img/icon.svg\"\n");
    let style = "@import 'more.css';\na { background: url( \"../img/icon.svg#x\" ) }\n/* url(no.svg) */\n/*! a licence: url(no.svg) */\n\
                 s { margin: 1px/* one */2px; /* two */ }\n\
                 b { background: URL(/theme/img/icon.svg?v) } i { content: \"url(no.svg)\" }\n\
                 u { background: url(data:image/svg+xml,x), url(https://policies.example.com/a.png), url(#id) }\n";
    add(&mut files, "themes/own/css/style.css", style);
    add(&mut files, "themes/own/css/more.css", "p { background: url(../img/icon.svg) }\n");
    add(&mut files, "themes/own/img/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    let site = built(&files, DAY, false);
    let theme: Vec<&String> = site.keys().filter(|path| path.starts_with("theme/")).collect();
    let [more, style, icon] = theme.as_slice() else { panic!("{theme:?}") };
    assert!(icon.starts_with("theme/img/icon.") && icon.ends_with(".svg"), "{icon}");
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let (icon, more) = (name(icon), name(more));
    let css = &site[*style];
    assert!(css.contains(&format!("@import '{more}';")), "{css}");
    assert!(css.contains(&format!("url( \"../img/{icon}#x\" )")), "{css}");
    assert!(css.contains(&format!("URL(/theme/img/{icon}?v)")), "{css}");
    assert!(css.contains("/*! a licence: url(no.svg) */") && css.contains("\"url(no.svg)\""), "{css}");
    // What is for those who write it, readers need not wait for.
    assert!(!css.contains("/* "), "{css}");
    assert!(css.contains("s { margin: 1px/**/2px;  }\n"), "{css}");
    assert!(
        css.contains("url(data:image/svg+xml,x), url(https://policies.example.com/a.png), url(#id)"),
        "{css}"
    );
    // The hash of the file is in its name and, whole, in the pages.
    let digits = between(style, "style.", ".css");
    let manifest = Manifest::parse(site["manifest.json"].as_bytes()).expect("a manifest");
    let sha256 = manifest.files[*style].sha256.to_string();
    assert_eq!(digits, [&sha256[..16]]);
    let page = &site["en/terms/index.html"];
    let bytes: Vec<u8> = (0..64).step_by(2).map(|at| hex(&sha256[at..at + 2])).collect();
    assert!(page.contains(&format!("href=\"/{style}\" integrity=\"sha256-{}\"", base64(&bytes))), "{page}");
    assert!(page.contains(&format!("<link rel=\"icon\" href=\"/theme/img/{icon}\">")), "{page}");
}

fn hex(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).expect("two digits")
}

/// Written out, so that the program's own way is not tested by itself.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        let letter = |at: usize| match at > three.len() {
            true => '=',
            false => char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]),
        };
        (0..4).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

// Nothing there.

#[test]
fn what_is_not_there_is_said_in_every_language() {
    let site = built(&life(), DAY, false);
    for (lang, home) in [("en", "/en/"), ("zh-CN", "/zh-CN/"), ("ms", "/ms/")] {
        let part = format!("<div class=\"not-found\" lang=\"{lang}\" dir=\"ltr\">");
        for path in ["404.html".to_owned(), format!("{lang}/404.html")] {
            let page = &site[&path];
            assert!(page.contains(&part) && page.contains(&format!("<a href=\"{home}\">")), "{path}");
            assert!(page.contains("content=\"noindex\"") && !page.contains("canonical"), "{path}");
            // It is shown at any address.
            for target in between(page, "href=\"", "\"") {
                assert!(target.starts_with('/') || target.starts_with('#'), "{path}: {target}");
            }
        }
    }
    assert!(site["zh-CN/404.html"].starts_with("<!doctype html>\n<html lang=\"zh-CN\""));
}

// Headers.

/// The rules of `_headers`: a pattern, and what it sets.
fn rules(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut rules: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(header), Some((_, headers))) => headers.push(header.split_once(": ").expect("a header")),
            _ => rules.push((line, Vec::new())),
        }
    }
    rules
}

/// As both hosts do: a placeholder is one part of a path, a star any number of them.
fn matches(pattern: &str, path: &str) -> bool {
    let (mut parts, mut pattern) = (path.split('/'), pattern.split('/'));
    loop {
        match (pattern.next(), parts.next()) {
            (Some("*"), Some(_)) | (None, None) => return true,
            (Some(one), Some(other)) if one == other || (one.starts_with(':') && !other.is_empty()) => {}
            _ => return false,
        }
    }
}

#[test]
fn every_file_gets_its_headers_and_each_of_them_once() {
    let mut files = life();
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\nformerly = [\"rules\"]\n");
    let site = built(&files, DAY, false);
    let rules = rules(&site["_headers"]);
    let manifest = Manifest::parse(site["manifest.json"].as_bytes()).expect("a manifest");
    for (path, entry) in &manifest.files {
        // A host serves a folder's page at the folder.
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let mut set: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in
            rules.iter().filter(|(pattern, _)| matches(pattern, &address)).flat_map(|rule| &rule.1)
        {
            assert_eq!(set.insert(name, value), None, "{path} has {name} twice");
        }
        assert!(set.contains_key("Content-Security-Policy"), "{path}");
        // Hosts read these two themselves.
        if path == "_headers" || path == "_redirects" {
            continue;
        }
        match entry.class {
            // What hosts say of pages by themselves is what is wanted.
            Class::Page => assert_eq!(set.get("Cache-Control"), None, "{path}"),
            class => assert_eq!(set.get("Cache-Control"), Some(&class.cache_control()), "{path}"),
        }
        if !matches!(entry.class, Class::Page | Class::Asset) {
            assert_eq!(set.get("Content-Type"), Some(&entry.content_type.as_str()), "{path}");
            assert_eq!(set.get("Access-Control-Allow-Origin"), Some(&"*"), "{path}");
        }
    }
}

#[test]
fn rules_stay_below_what_hosts_allow() {
    let mut files = one_language();
    let mut old = String::new();
    for number in 0..90 {
        let folder = format!("p{number}");
        add(
            &mut files,
            &format!("content/{folder}/policy.toml"),
            &format!("kind = \"notice\"\nformerly = [\"old-{number}\"]\n"),
        );
        add(&mut files, &format!("content/{folder}/en.md"), "# Notice\n");
        old.push_str(&folder);
    }
    let site = built(&files, DAY, false);
    // Cloudflare Pages: 100 rules of headers, 2,000 characters a line; 2,000 plain and 100 other redirects of 1,000 each.
    let headers = &site["_headers"];
    assert_eq!(headers, &built(&one_language(), DAY, false)["_headers"]);
    assert!(rules(headers).len() <= 100);
    assert!(headers.lines().all(|line| line.len() <= 2000));
    let redirects: Vec<&str> = site["_redirects"].lines().collect();
    let plain = redirects.iter().take_while(|line| !line.contains([':', '*'])).count();
    assert!(redirects[plain..].iter().all(|line| line.contains('*')), "plain ones must come first");
    assert_eq!((plain, redirects.len() - plain), (90, 90));
    assert!(redirects.iter().all(|line| line.len() <= 1000));
    // No name of a placeholder begins another: they are replaced as text.
    let names: BTreeSet<&str> =
        headers.lines().flat_map(|line| line.split('/')).filter_map(|part| part.strip_prefix(':')).collect();
    for name in &names {
        assert!(names.iter().all(|other| other == name || !other.starts_with(name)), "{names:?}");
    }
}

#[test]
fn the_policy_for_content_allows_nothing_inline_and_nothing_from_elsewhere() {
    let site = built(&one_language(), DAY, false);
    let policy = between(&site["_headers"], "Content-Security-Policy: ", "\n")[0];
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
    let sources = policy.split(';').flat_map(|directive| directive.split_whitespace().skip(1));
    assert!(sources.into_iter().all(|source| ["'self'", "'none'"].contains(&source)), "{policy}");
    assert!(site["_headers"].contains("Strict-Transport-Security"));
    let mut local = one_language();
    add(&mut local, "promulgate.toml", "title = \"Policies\"\nbase_url = \"http://localhost:8080\"\n");
    assert!(!built(&local, DAY, false)["_headers"].contains("Strict-Transport-Security"));
}

// Redirects.

#[test]
fn earlier_names_lead_to_the_present_ones() {
    let mut files = life();
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\nformerly = [\"rules\"]\n");
    let addendum = "kind = \"addendum\"\njurisdictions = [\"BR\"]\nformerly = [\"lgpd\"]\n";
    add(&mut files, "content/terms/addenda/br/policy.toml", addendum);
    let site = built(&files, DAY, false);
    let expected = "/ledgers/rules.toml /ledgers/terms.toml 301\n\
                    /ledgers/terms/in/lgpd.toml /ledgers/terms/in/br.toml 301\n\
                    /:lang/rules/* /:lang/terms/:splat 301\n\
                    /:lang/terms/in/lgpd/* /:lang/terms/in/br/:splat 301\n";
    assert_eq!(site["_redirects"], expected);
    // For hosts that do not redirect, a page of each that leads on.
    let mut leads = BTreeMap::new();
    for (path, page) in site.iter().filter(|(_, page)| page.contains("http-equiv=\"refresh\"")) {
        let to = between(page, "content=\"0; url=", "\"")[0];
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{HOST}{to}\">")), "{path}");
        assert!(page.contains(&format!("<a href=\"{to}\">")) && page.contains("noindex"), "{path}");
        assert!(site.contains_key(&format!("{}index.html", &to[1..])), "{to}");
        leads.insert(path.trim_end_matches("index.html"), to);
    }
    for (from, to) in [
        ("zh-CN/rules/", "/zh-CN/terms/"),
        ("zh-CN/rules/history/", "/zh-CN/terms/history/"),
        ("zh-CN/rules/upcoming/", "/zh-CN/terms/upcoming/"),
        ("zh-CN/rules/v/3/", "/zh-CN/terms/v/3/"),
        ("zh-CN/rules/v/2/r/2/", "/zh-CN/terms/v/2/r/2/"),
        ("en/rules/in/br/", "/en/terms/in/br/"),
        ("en/rules/in/br/v/a/", "/en/terms/in/br/v/a/"),
        ("en/terms/in/lgpd/", "/en/terms/in/br/"),
        ("en/terms/in/lgpd/v/a/", "/en/terms/in/br/v/a/"),
        ("en/rules/in/lgpd/history/", "/en/terms/in/br/history/"),
    ] {
        assert_eq!(leads.get(from), Some(&to), "{from}");
    }
    assert!(!leads.keys().any(|from| from.contains("/compare/")), "{leads:?}");
    // What is permanent byte for byte is there under both names.
    for (one, other) in [
        ("zh-CN/rules/v/2/policy.md", "zh-CN/terms/v/2/policy.md"),
        ("en/rules/in/lgpd/v/a/policy.md", "en/terms/in/br/v/a/policy.md"),
        ("ledgers/rules.toml", "ledgers/terms.toml"),
        ("ledgers/rules/in/lgpd.toml", "ledgers/terms/in/br.toml"),
    ] {
        assert_eq!(site[one], site[other]);
    }
    assert!(!site["sitemap.xml"].contains("rules"));
    // The name of an entry in a feed outlives a new name of the policy.
    assert!(site["en/terms/feed.xml"].contains(",2019-12-01:rules/1/en</id>"));
    assert!(!built(&life(), DAY, false).contains_key("_redirects"));
}

// Redlines to what is in force, and compressed copies.

#[test]
fn redlines_to_what_is_in_force_can_be_left_out() {
    let mut files = life();
    assert!(built(&files, DAY, false).contains_key("en/terms/compare/1/index.html"));
    add(&mut files, "promulgate.toml", &format!("{CONFIG}[build]\ncompare_to_in_force = false\n"));
    let site = built(&files, DAY, false);
    assert!(!site.contains_key("en/terms/compare/1/index.html"));
    assert!(site.contains_key("en/terms/compare/1/2/index.html"));
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        for target in between(page, "href=\"", "\"").iter().filter(|target| target.contains("/compare/")) {
            let target = target.strip_prefix(HOST).unwrap_or(target).split('#').next().unwrap_or_default();
            assert!(site.contains_key(&format!("{}index.html", &target[1..])), "{path} leads to {target}");
        }
    }
}

#[test]
fn compressed_copies_are_of_text_that_is_worth_it_and_always_the_same() {
    let text = "All of this is said again and again. ".repeat(50);
    let copies = compressed("en/terms/index.html", text.as_bytes());
    let paths: Vec<&str> = copies.iter().map(|copy| copy.path.as_str()).collect();
    assert_eq!(paths, ["en/terms/index.html.br", "en/terms/index.html.gz"]);
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut copies[0].bytes.as_slice(), &mut plain).expect("Brotli");
    assert_eq!(plain, text.as_bytes());
    let mut plain = String::new();
    let mut gzip = flate2::read::GzDecoder::new(copies[1].bytes.as_slice());
    std::io::Read::read_to_string(&mut gzip, &mut plain).expect("gzip");
    assert_eq!(plain, text);
    assert_eq!(gzip.header().map(flate2::GzHeader::mtime), Some(0));
    assert!(copies.iter().all(|copy| copy.bytes.len() < text.len() / 5));
    let again = compressed("en/terms/index.html", text.as_bytes());
    assert!(copies.iter().zip(&again).all(|(one, other)| one.bytes == other.bytes));
    for (path, bytes) in
        [("a.html", "short"), ("a.png", text.as_str()), ("a.woff2", &text), ("_headers", &text)]
    {
        assert!(compressed(path, bytes.as_bytes()).is_empty(), "{path}");
    }
    // A copy may come out otherwise tomorrow: it is nothing for good.
    assert_eq!(Class::of("en/terms/v/1/policy.md.br"), Class::Pointer);
    assert_eq!(Class::of("ledgers/terms.toml.gz"), Class::Pointer);
    assert_eq!(Class::of("en/terms/index.html.gz"), Class::Page);
}
