//! What the site says to programs: feeds, site maps, JSON, time maps. What it says to hosts is in `hosting.rs`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use promulgate::output::manifest::Manifest;
use quick_xml::events::Event;
use serde_json::Value;

use crate::support::{DAY, build, check, site};

pub const CONFIG: &str = "title = { en = \"Policies\", zh-CN = \"政策\", ms = \"Dasar\" }\n\
                      base_url = \"https://policies.example.com\"\nlanguages = [\"en\", \"zh-CN\", \"ms\"]\n";
pub const HOST: &str = "https://policies.example.com";

pub type Files = Vec<(String, String)>;

pub fn add(files: &mut Files, path: &str, text: &str) {
    files.retain(|(other, _)| other != path);
    files.push((path.to_owned(), text.to_owned()));
}

pub fn version(files: &mut Files, folder: &str, label: &str, released: &str, more: &str) {
    let folder = format!("content/{folder}/versions/{label}");
    let toml = format!("label = \"{label}\"\nreleased = {released}\n{more}");
    add(files, &format!("{folder}/version.toml"), &toml);
    add(files, &format!("{folder}/en.md"), &format!("# Terms\n\n## Fees {{#fees}}\n\nAs of {label}.\n"));
}

/// A policy with what can become of versions: replaced, translated, taken back, announced; an addendum; and a policy
/// without any version.
pub fn life() -> Files {
    let mut files = Vec::new();
    add(&mut files, "promulgate.toml", CONFIG);
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\n");
    add(&mut files, "content/terms/en.md", "# Terms\n\nThe draft.\n");
    let news = "[summary]\nen = \"News & <more>.\"\n";
    let chinese = "[summary]\nen = \"News.\"\nzh-CN = \"新闻。\"\n";
    version(&mut files, "terms", "1", "2019-12-01", &format!("effective = 2020-01-01\n{chinese}"));
    version(
        &mut files,
        "terms",
        "2",
        "2020-12-01",
        &format!("effective = 2021-01-01\nmaterial = true\n{news}"),
    );
    version(&mut files, "terms", "3", "2021-12-01", "effective = 2022-01-01\nmaterial = true\n");
    version(&mut files, "terms", "4", "2022-12-01", "effective = 2023-01-01\n");
    version(&mut files, "terms", "5", "2026-11-01", "effective = 2027-01-01\nmaterial = true\n");
    add(
        &mut files,
        "content/terms/versions/3/withdrawn.toml",
        "released = 2021-12-15\neffective = 2021-12-15\nreason = \"A mistake.\"\n",
    );
    for label in ["1", "2"] {
        add(
            &mut files,
            &format!("content/terms/versions/{label}/zh-CN.md"),
            &format!("+++\ntranslates = \"{label}\"\n+++\n\n# 条款\n\n## 费用 {{#fees}}\n\n{label}。\n"),
        );
    }
    add(
        &mut files,
        "content/terms/versions/2/zh-CN.2.md",
        "+++\ntranslates = \"2\"\n+++\n\n# 条款\n\n## 费用 {#fees}\n\n更好。\n",
    );
    let addendum = "kind = \"addendum\"\njurisdictions = [\"BR\"]\n";
    add(&mut files, "content/terms/addenda/br/policy.toml", addendum);
    add(&mut files, "content/terms/addenda/br/en.md", "# Brazil\n");
    version(&mut files, "terms/addenda/br", "a", "2020-02-01", "effective = 2020-03-01\n");
    add(&mut files, "content/other/policy.toml", "kind = \"notice\"\n");
    add(&mut files, "content/other/en.md", "# Other\n\nNothing was released.\n");
    files
}

pub fn built(files: &Files, day: Date, drafts: bool) -> BTreeMap<String, String> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    build(site(&files).path(), day, drafts).unwrap_or_else(|findings| panic!("{findings}"))
}

fn json(files: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(files.get(path).unwrap_or_else(|| panic!("no {path}"))).expect("JSON")
}

/// What stands between two words, wherever they stand.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

/// Fails if it is no XML, or if a character is not of XML 1.0.
#[track_caller]
fn assert_xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    while reader.read_event().unwrap_or_else(|error| panic!("{error} in\n{text}")) != Event::Eof {}
    let bad = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || "\u{fffe}\u{ffff}".contains(c);
    assert!(!text.contains(bad), "{text}");
}

// Site maps and alternates.

/// The pages of the site map, each with its counterparts.
fn listed(site: &BTreeMap<String, String>) -> BTreeMap<String, BTreeMap<String, String>> {
    let entry = |entry: &str| {
        let address = between(entry, "<loc>", "</loc>")[0].strip_prefix(HOST).expect("the host").to_owned();
        (address, alternates(entry))
    };
    between(&site["sitemap.xml"], "<url>", "</url>").into_iter().map(entry).collect()
}

fn alternates(text: &str) -> BTreeMap<String, String> {
    let links = between(text, "rel=\"alternate\" hreflang=\"", ">").into_iter();
    let link = |link: &str| {
        let (lang, href) = link.split_once("\" href=\"").expect("a link");
        let href = href.trim_end_matches(['/', '"']);
        (lang.to_owned(), format!("{}/", href.strip_prefix(HOST).expect("the host")))
    };
    links.map(link).collect()
}

#[test]
fn the_site_map_lists_texts_in_the_languages_that_they_are_in() {
    let site = built(&life(), DAY, false);
    assert_xml(&site["sitemap.xml"]);
    let listed = listed(&site);
    // Nothing of it is translated into Malay, and not everything into Chinese.
    let texts: Vec<&str> = listed.keys().map(String::as_str).filter(|path| path.contains("terms")).collect();
    let expected = [
        "/en/terms/",
        "/en/terms/history/",
        "/en/terms/in/br/",
        "/en/terms/in/br/history/",
        "/en/terms/in/br/v/a/",
        "/en/terms/v/1/",
        "/en/terms/v/2/",
        "/en/terms/v/3/",
        "/en/terms/v/4/",
        "/en/terms/v/5/",
        "/ms/terms/history/",
        "/ms/terms/in/br/history/",
        "/zh-CN/terms/",
        "/zh-CN/terms/history/",
        "/zh-CN/terms/in/br/history/",
        "/zh-CN/terms/v/1/",
        "/zh-CN/terms/v/2/",
        "/zh-CN/terms/v/2/r/2/",
    ];
    assert_eq!(texts, expected);
    let two = &listed["/en/terms/v/2/"];
    assert_eq!(two["zh-CN"], "/zh-CN/terms/v/2/");
    assert_eq!(two["x-default"], "/en/terms/v/2/");
    assert_eq!(two.len(), 3);
    // The later revision of a translation is no other language's, nor does it take the place of the first.
    assert_eq!(listed["/zh-CN/terms/v/2/r/2/"].len(), 0);
    assert_eq!(listed["/en/"]["x-default"], "/");
    let dates = between(&site["sitemap.xml"], "<lastmod>", "</lastmod>");
    assert!(dates.iter().all(|day| day.parse::<Date>().is_ok_and(|day| day <= DAY)), "{dates:?}");
    let entry = |address: &str| {
        let start = format!("<loc>{HOST}{address}</loc>\n<lastmod>");
        between(&site["sitemap.xml"], &start, "</lastmod>")[0].to_owned()
    };
    assert_eq!(entry("/en/terms/v/2/"), "2020-12-01");
    // A page that follows what is in force changes on the day when that takes effect.
    assert_eq!(entry("/en/terms/"), "2023-01-01");
}

#[test]
fn the_heads_of_pages_say_what_the_site_map_says_and_each_other() {
    for files in [life(), one_language()] {
        let site = built(&files, DAY, false);
        let listed = listed(&site);
        for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
            let address = format!("/{}", path.trim_end_matches("index.html"));
            let in_head = alternates(page.split("</head>").next().unwrap_or_default());
            let is_noindex = page.contains("content=\"noindex\"");
            match listed.get(&address) {
                Some(in_map) => {
                    assert_eq!(&in_head, in_map, "{address}");
                    assert!(!is_noindex, "{address}");
                }
                None => assert!(in_head.is_empty(), "{address}: {in_head:?}"),
            }
        }
        for (address, others) in &listed {
            assert!(site.contains_key(&format!("{}index.html", &address[1..])), "{address}");
            for (lang, other) in others.iter().filter(|(lang, _)| *lang != "x-default") {
                let back = &listed[other];
                assert_eq!(back, others, "{address} in {lang}");
            }
        }
    }
}

/// A site in one language, with one version.
pub fn one_language() -> Files {
    let mut files = Vec::new();
    add(&mut files, "promulgate.toml", &format!("title = \"Policies\"\nbase_url = \"{HOST}\"\n"));
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\n");
    add(&mut files, "content/terms/en.md", "# Terms\n");
    version(&mut files, "terms", "1", "2019-12-01", "effective = 2020-01-01\n");
    files
}

#[test]
fn a_site_in_one_language_has_no_alternates_and_no_drift() {
    let site = built(&one_language(), DAY, false);
    assert!(!site["sitemap.xml"].contains("hreflang=") && !site["en/terms/index.html"].contains("x-default"));
    assert!(!site.contains_key("drift.json"));
    assert!(site.contains_key("en/feed.xml") && site.contains_key("en/terms/index.json"));
    assert!(site["404.html"].contains("href=\"/en/\""));
}

#[test]
fn previews_are_kept_from_search_engines() {
    let site = built(&life(), DAY, true);
    assert_eq!(site["robots.txt"], "User-agent: *\nDisallow: /\n");
    assert!(!site.keys().any(|path| path.starts_with("sitemap")));
    assert!(site["_headers"].contains("  X-Robots-Tag: noindex\n"));
    assert!(!site["en/terms/draft/index.html"].contains("ld+json"));
    let published = built(&life(), DAY, false);
    assert!(published["robots.txt"].ends_with(&format!("\nSitemap: {HOST}/sitemap.xml\n")));
    assert!(!published["_headers"].contains("X-Robots-Tag"));
}

#[test]
fn superseded_versions_can_be_kept_out_of_the_site_map() {
    let mut files = life();
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\nnoindex_superseded = true\n");
    let listed = listed(&built(&files, DAY, false));
    assert!(!listed.contains_key("/en/terms/v/1/") && listed.contains_key("/en/terms/v/4/"));
}

// Feeds.

/// The entries of a feed, each as text.
fn entries<'t>(site: &'t BTreeMap<String, String>, path: &str) -> Vec<&'t str> {
    assert_xml(&site[path]);
    between(&site[path], "<entry>", "</entry>")
}

#[test]
fn feeds_have_every_version_the_newest_news_first() {
    let site = built(&life(), DAY, false);
    let entries = entries(&site, "zh-CN/terms/feed.xml");
    let titles: Vec<&str> = entries.iter().map(|entry| between(entry, "<title>", "</title>")[0]).collect();
    let versions = ["Terms（版本5）", "Terms（版本4）", "Terms（版本3）", "条款（版本2）", "条款（版本1）"];
    assert_eq!(titles, versions);
    let [five, four, three, two, one] = entries.as_slice() else { panic!("{entries:?}") };
    assert!(two.contains("<id>tag:policies.example.com,2020-12-01:terms/2/zh-CN</id>"), "{two}");
    assert!(two.contains("<updated>2020-12-01T00:00:00Z</updated>"), "{two}");
    assert!(two.contains(&format!(
        "rel=\"alternate\" type=\"text/html\" hreflang=\"zh-CN\" href=\"{HOST}/zh-CN/terms/v/2/\""
    )));
    assert!(two.contains(&format!(
        "rel=\"related\" type=\"text/html\" hreflang=\"zh-CN\" href=\"{HOST}/zh-CN/terms/compare/1/2/\""
    )));
    assert!(two.contains("<category term=\"material\""), "{two}");
    // All of a summary is in one language.
    let english = "<summary xml:lang=\"en\">News &amp; &lt;more&gt;. Effective January 1, 2021. Material change.</summary>";
    assert!(two.contains(english), "{two}");
    assert!(one.contains("<summary xml:lang=\"zh-CN\">新闻。自2020年1月1日起生效。</summary>"), "{one}");
    assert!(
        !four.contains("<category")
            && four.contains("href=\"https://policies.example.com/en/terms/compare/2/4/\"")
    );
    // What was taken back says so, and is news on the day when that was made known.
    assert!(three.contains("<updated>2021-12-15T00:00:00Z</updated>"), "{three}");
    assert!(three.contains("<published>2021-12-01T00:00:00Z</published>"), "{three}");
    assert!(!three.contains("起生效") && !three.contains("related"), "{three}");
    assert!(five.contains("自2027年1月1日起生效"), "{five}");
    let feed = &site["zh-CN/terms/feed.xml"];
    assert!(feed.contains(
        "\n<updated>2026-11-01T00:00:00Z</updated>\n<author xml:lang=\"zh-CN\">\n<name>政策</name>"
    ));
    assert!(feed.contains(&format!(
        "rel=\"self\" type=\"application/atom+xml\" href=\"{HOST}/zh-CN/terms/feed.xml\""
    )));
    // A day knows nothing that is released later.
    let before = built(&life(), date(2021, 12, 10), false);
    let known = self::entries(&before, "en/terms/feed.xml");
    assert_eq!(known.len(), 3);
    assert!(known[0].contains("<updated>2021-12-01T00:00:00Z</updated>"), "{}", known[0]);
}

#[test]
fn feeds_are_found_from_pages() {
    let site = built(&life(), DAY, false);
    let link = |href: &str| format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{href}\"");
    for path in ["ms/terms/index.html", "ms/terms/v/1/index.html", "ms/terms/history/index.html"] {
        assert!(site[path].contains(&link("/ms/terms/feed.xml")), "{path}");
    }
    assert!(site["ms/index.html"].contains(&link("/ms/feed.xml")));
    assert!(site["ms/terms/in/br/index.html"].contains(&link("/ms/terms/in/br/feed.xml")));
    assert!(site["ms/terms/history/index.html"].contains("<a href=\"/ms/terms/feed.xml\""));
    // The addendum has its own, and both are in that of the language.
    assert_eq!(entries(&site, "en/terms/in/br/feed.xml").len(), 1);
    assert_eq!(entries(&site, "en/feed.xml").len(), 6);
    assert!(site["en/feed.xml"].contains(",2020-02-01:terms/in/br/a/en</id>"));
    assert!(!site.contains_key("en/other/feed.xml") && !site.contains_key("en/other/index.json"));
}

#[test]
fn the_feed_of_a_language_has_the_newest_hundred() {
    let mut files = one_language();
    for number in 0..120 {
        let day = date(2021, 1, 1).checked_add(jiff::Span::new().days(number)).expect("a day");
        version(
            &mut files,
            "terms",
            &format!("n{number}"),
            &day.to_string(),
            &format!("effective = {day}\n"),
        );
    }
    let site = built(&files, DAY, false);
    let newest = entries(&site, "en/feed.xml");
    assert_eq!(newest.len(), 100);
    assert!(newest[0].contains("terms/n119/en") && newest[99].contains("terms/n20/en"));
    assert_eq!(entries(&site, "en/terms/feed.xml").len(), 121);
}

#[test]
fn a_site_without_any_version_says_so_to_programs_too() {
    let mut files = Vec::new();
    add(&mut files, "promulgate.toml", CONFIG);
    add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\n");
    add(&mut files, "content/terms/en.md", "# Terms\n");
    let site = built(&files, DAY, false);
    assert!(entries(&site, "en/feed.xml").is_empty());
    assert_eq!(json(&site, "policies.json")["policies"], Value::Array(Vec::new()));
    assert_eq!(listed(&site).len(), 4);
}

// What is hostile stays text.

#[test]
fn hostile_titles_stay_titles() {
    let mut files = life();
    let hostile = "# A\u{1}</title>]]>\u{fffe}&\\</script>\\<script>alert(1)\\<!-- \"q\"\n";
    add(&mut files, "content/terms/versions/4/en.md", hostile);
    let summary = "effective = 2023-01-01\n[summary]\nen = \"]]></summary></script>&amp;\"\n";
    version(&mut files, "terms", "4", "2022-12-01", summary);
    add(&mut files, "content/terms/versions/4/en.md", hostile);
    add(&mut files, "promulgate.toml", &CONFIG.replace("\"Policies\"", "\"P</name>]]></script>\""));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let root = site(&files);
    let site = match build(root.path(), DAY, false) {
        Ok(site) => site,
        Err(_) => panic!("{}", check(root.path())),
    };
    for (path, text) in &site {
        match path.rsplit('.').next() {
            Some("xml") => assert_xml(text),
            Some("json") => drop(json(&site, path)),
            _ => {}
        }
    }
    let feed = &site["en/terms/feed.xml"];
    assert!(feed.contains("&lt;/summary&gt;") && !feed.contains("]]>"), "{feed}");
    let page = &site["en/terms/index.html"];
    let data = between(page, "<script type=\"application/ld+json\">", "</script>");
    // And the theme's own, which holds nothing.
    assert_eq!((data.len(), page.matches("</script").count()), (1, 2), "{page}");
    let document: Value = serde_json::from_str(data[0]).expect("JSON");
    let name = document["@graph"][0]["name"].as_str().expect("a name");
    assert!(name.contains("<script>") && name.contains("]]>"), "{name}");
    assert!(page.contains("<meta property=\"og:title\" content=\"A"), "{page}");
}

// JSON.

#[test]
fn the_index_of_a_policy_says_what_a_person_was_shown_and_what_came_since() {
    let site = built(&life(), DAY, false);
    let index = json(&site, "zh-CN/terms/index.json");
    let versions = index["versions"].as_array().expect("versions");
    let facts: Vec<[&Value; 3]> = versions
        .iter()
        .map(|version| ["label", "status", "material_since"].map(|key| &version[key]))
        .collect();
    let expected = [
        ["5", "upcoming", ""],
        ["4", "in-force", "5"],
        ["3", "withdrawn", "5"],
        ["2", "superseded", "5"],
        ["1", "superseded", "2"],
    ];
    for (facts, expected) in facts.iter().zip(expected) {
        assert_eq!(facts.map(|fact| fact.as_str().unwrap_or_default()), expected);
    }
    assert_eq!(versions[2]["withdrawn"], "2021-12-15");
    assert_eq!(versions[3]["redline_to_next"], format!("{HOST}/en/terms/compare/2/4/"));
    assert_eq!(versions[4]["redline_to_next"], format!("{HOST}/zh-CN/terms/compare/1/2/"));
    assert_eq!(versions[0]["redline_to_next"], Value::Null);
    // Both revisions of the translation; where there is none, the text that controls.
    let texts = versions[3]["texts"].as_array().expect("texts");
    assert_eq!([&texts[0]["revision"], &texts[1]["revision"]], [1, 2]);
    assert_eq!(texts[1]["url"], format!("{HOST}/zh-CN/terms/v/2/r/2/"));
    assert_eq!(versions[1]["texts"][0]["language"], "en");
    // The page of what is in force shows the translation of the version before.
    assert_eq!([&index["shown"]["version"], &index["shown"]["text_version"]], ["4", "2"]);
    assert_eq!(index["shown"]["revision"], 2);
    let manifest = Manifest::parse(site["manifest.json"].as_bytes()).expect("a manifest");
    for text in versions.iter().flat_map(|version| version["texts"].as_array().expect("texts")) {
        let path = text["markdown"].as_str().and_then(|url| url.strip_prefix(HOST)).expect("an address");
        assert_eq!(text["sha256"], manifest.files[&path[1..]].sha256.to_string(), "{path}");
    }
}

#[test]
fn the_list_of_policies_leads_to_everything() {
    let site = built(&life(), DAY, false);
    let list = json(&site, "policies.json");
    let [terms] = list["policies"].as_array().expect("policies").as_slice() else { panic!("{list}") };
    assert_eq!(terms["in_force"]["label"], "4");
    assert_eq!(terms["upcoming"][0]["label"], "5");
    assert_eq!(terms["addenda"][0]["policy"], "terms/addenda/br");
    assert_eq!(terms["addenda"][0]["jurisdictions"][0], "BR");
    assert_eq!(list["title"]["ms"], "Dasar");
    assert_eq!(terms["languages"][1]["title"], "条款");
    assert_eq!(terms["languages"][2]["title_language"], "en");
    for policy in [terms, &terms["addenda"][0]] {
        for language in policy["languages"].as_array().expect("languages") {
            for key in ["url", "history", "index", "feed"] {
                let address = language[key].as_str().and_then(|url| url.strip_prefix(HOST)).expect("a URL");
                let path = address.trim_start_matches('/').to_owned();
                let path = if path.ends_with('/') { format!("{path}index.html") } else { path };
                assert!(site.contains_key(&path), "{path}");
            }
        }
    }
}

#[test]
fn every_json_file_names_a_schema_that_the_site_has() {
    let site = built(&life(), DAY, false);
    let mut schemas = BTreeSet::new();
    for path in site.keys().filter(|path| path.ends_with(".json") && *path != "manifest.json") {
        let file = json(&site, path);
        if path.ends_with(".schema.json") {
            assert_eq!(file["$id"], format!("{HOST}/{path}"));
            assert_eq!(file["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert!(file["description"].is_string(), "{path}");
            continue;
        }
        assert_eq!(file["shape"], 1, "{path}");
        let schema = file["$schema"].as_str().and_then(|url| url.strip_prefix(HOST)).expect("a schema");
        let schema = json(&site, &schema[1..]);
        // Every field that is there is described.
        for key in file.as_object().expect("an object").keys() {
            assert!(schema["properties"][key].is_object(), "{path}: {key}");
        }
        schemas.insert(schema["$id"].to_string());
    }
    assert_eq!(schemas.len(), 4, "{schemas:?}");
    let manifest = json(&site, "schemas/manifest.schema.json");
    assert!(manifest["properties"]["files"].is_object());
}

// JSON-LD and Open Graph.

fn documents(page: &str) -> Vec<Value> {
    let data = between(page, "<script type=\"application/ld+json\">", "</script>");
    let data: Value = serde_json::from_str(data.first().unwrap_or_else(|| panic!("{page}"))).expect("JSON");
    data["@graph"].as_array().expect("a graph").clone()
}

#[test]
fn pages_of_texts_say_what_they_are() {
    let site = built(&life(), DAY, false);
    let document = &documents(&site["zh-CN/terms/v/2/r/2/index.html"])[0];
    assert_eq!(document["@type"], "DigitalDocument");
    assert_eq!(document["inLanguage"], "zh-CN");
    assert_eq!(document["version"], "2");
    assert_eq!(document["translationOfWork"]["@id"], format!("{HOST}/en/terms/v/2/"));
    // Two was replaced by four: three was taken back.
    assert_eq!(document["expires"], "2023-01-01");
    let controlling = &documents(&site["en/terms/v/2/index.html"])[0];
    assert_eq!(controlling["workTranslation"][0]["@id"], format!("{HOST}/zh-CN/terms/v/2/r/2/"));
    assert_eq!(controlling["url"], format!("{HOST}/en/terms/v/2/"));
    assert_eq!(controlling["isPartOf"]["name"], "Policies");
    assert!(controlling["publisher"].is_null() && controlling["translationOfWork"].is_null());
    let shown = &documents(&site["ms/terms/index.html"])[0];
    assert_eq!([&shown["inLanguage"], &shown["url"]], ["en", format!("{HOST}/ms/terms/").as_str()]);
    assert!(shown["expires"].is_null());
    assert_eq!(documents(&site["en/terms/in/br/index.html"]).len(), 2);
    assert_eq!(documents(&site["en/terms/v/3/index.html"])[0]["expires"], "2021-12-15");
    let page = &site["zh-CN/terms/v/2/index.html"];
    for (name, content) in [
        ("og:title", "条款（版本2）"),
        ("og:type", "article"),
        ("og:url", "https://policies.example.com/zh-CN/terms/v/2/"),
        ("og:site_name", "政策"),
        ("og:locale", "zh_CN"),
        ("og:locale:alternate", "en_US"),
    ] {
        assert!(
            page.contains(&format!("<meta property=\"{name}\" content=\"{content}\">")),
            "{name}: {page}"
        );
    }
    assert!(site["ms/terms/history/index.html"].contains("<meta property=\"og:locale\" content=\"ms_MY\">"));
    assert!(!page.contains("content=\"ms_MY\""));
}

// Time maps.

#[test]
fn time_maps_list_what_applied() {
    let site = built(&life(), DAY, false);
    let expected = format!(
        "<{HOST}/ms/terms/>; rel=\"original\",\n\
         <{HOST}/ms/terms/timemap.wlnk>; rel=\"self\"; type=\"application/link-format\",\n\
         <{HOST}/ms/terms/v/1/>; rel=\"first memento\"; datetime=\"Wed, 01 Jan 2020 00:00:00 GMT\",\n\
         <{HOST}/ms/terms/v/2/>; rel=\"memento\"; datetime=\"Fri, 01 Jan 2021 00:00:00 GMT\",\n\
         <{HOST}/ms/terms/v/4/>; rel=\"last memento\"; datetime=\"Sun, 01 Jan 2023 00:00:00 GMT\"\n"
    );
    assert_eq!(site["ms/terms/timemap.wlnk"], expected);
    assert!(site["en/terms/in/br/timemap.wlnk"].contains("rel=\"first last memento\""));
    let head = format!(
        "<link rel=\"timemap\" type=\"application/link-format\" href=\"{HOST}/ms/terms/timemap.wlnk\">"
    );
    for path in ["ms/terms/index.html", "ms/terms/v/1/index.html"] {
        assert!(site[path].contains(&head), "{path}");
        assert!(site[path].contains(&format!("<link rel=\"original\" href=\"{HOST}/ms/terms/\">")), "{path}");
    }
    // Before anything took effect there is nothing of which it could be a state.
    let early = built(&life(), date(2019, 12, 15), false);
    assert!(!early.keys().any(|path| path.ends_with(".wlnk")));
    assert!(!early["en/terms/v/1/index.html"].contains("timemap"));
}
