//! Where links lead: an address is one exactly if the plan has a page there on some day, and two links are the same exactly if
//! they lead to the same place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use promulgate::library::{Address, File, Home, Label, Library, LinkReader, Page, Policy, ever};
use promulgate::locale::Lang;
use promulgate::site;
use promulgate::source::Sources;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{self, DAY, build, check, files, repository};
use crate::web::{Files, add, life, version};

// Which addresses there are.

fn open(root: &Path) -> (Library, Sources) {
    let opened = promulgate::pipeline::open(root, promulgate::pipeline::Check::Integrity, |_| DAY)
        .expect("a folder")
        .value;
    (opened.library.expect("a site"), opened.tree.sources)
}

/// Every day on which something happens, those beside it, and the first of all.
fn days(library: &Library) -> BTreeSet<Date> {
    let mut days = BTreeSet::from([date(1999, 1, 1), library.day]);
    for version in library.policies.iter().flat_map(|policy| policy.versions()) {
        days.extend([version.released, version.effective]);
        days.extend(version.withdrawn.iter().flat_map(|it| [it.released, it.effective]));
        let texts = version.texts.values().flatten();
        days.extend(texts.filter_map(|text| text.seal).map(|seal| seal.released));
    }
    let syncs = library.policies.iter().flat_map(Policy::texts).flat_map(|(_, text)| &text.sync.reconciled);
    days.extend(syncs.map(|entry| entry.judged.day));
    days.iter().flat_map(|day| [*day, day.saturating_sub(1.day()), day.saturating_add(1.day())]).collect()
}

/// Every address that the plan has on some day.
fn planned(root: &Path) -> BTreeSet<String> {
    let (mut library, sources) = open(root);
    let mut planned = BTreeSet::new();
    for day in days(&library) {
        library.day = day;
        let site = site::plan(&library, &sources, false);
        planned.extend(site.pages.iter().map(|page| page.address.to_string()));
    }
    planned
}

/// Every address that somebody could think of: of every page, every language, every name that something has or had.
fn candidates(library: &Library) -> BTreeSet<Address> {
    let mut labels: Vec<&Label> = Vec::new();
    for version in library.policies.iter().flat_map(|policy| policy.versions()) {
        if !labels.contains(&&version.label) {
            labels.push(&version.label);
        }
    }
    let mut pages = vec![Page::InForce, Page::Upcoming, Page::Bilingual, Page::History, Page::Draft];
    for label in labels.iter().map(|label| (*label).clone()) {
        pages.extend([1, 2, 3].map(|revision| Page::Revision(label.clone(), revision)));
        pages.extend(labels.iter().map(|other| Page::Compare(label.clone(), (*other).clone())));
        pages.extend([
            Page::Version(label.clone()),
            Page::CompareInForce(label.clone()),
            Page::CompareDraft(label),
        ]);
    }
    let mut all = BTreeSet::from([Address::Root, Address::Status, Address::NotFound(None)]);
    for lang in &library.config.languages {
        all.extend([
            Address::Policies(lang.clone()),
            Address::Search(lang.clone()),
            Address::NotFound(Some(lang.clone())),
        ]);
        for home in homes(library) {
            all.extend(pages.iter().map(|page| Address::at(&home, lang, page.clone())));
        }
    }
    all
}

/// The places of policies, under whatever name, and of jurisdictions.
fn homes(library: &Library) -> BTreeSet<Home> {
    let mut homes: BTreeSet<Home> = library
        .policies
        .iter()
        .flat_map(|policy| std::iter::once(Home::of(library, policy)).chain(Home::former(library, policy)))
        .collect();
    homes.insert(Home { policy: "nothing".into(), code: None });
    let names: BTreeSet<_> = homes.iter().map(|home| home.policy.clone()).collect();
    let codes = ["br", "us", "us-ca", "xx", "eea"];
    homes.extend(
        names
            .iter()
            .flat_map(|policy| codes.map(|code| Home { policy: policy.clone(), code: Some(code.into()) })),
    );
    homes
}

/// What leads to the same page, and what only looks so.
fn mutated(address: &str) -> [(String, bool); 12] {
    let folder = address.ends_with('/');
    [
        (format!("{address}index.html"), folder),
        (address.trim_end_matches('/').to_owned(), folder && address != "/"),
        (format!("{address}/"), false),
        (format!("{address}index.htm"), false),
        (format!("/.{address}"), false),
        (format!("/..{address}"), false),
        (address.replacen('/', "//", 1), false),
        (format!("{address}x/"), false),
        (address.to_uppercase(), false),
        (address.replace("/r/", "/r/+"), false),
        (address.replace("/r/", "/r/0"), false),
        (format!(" {address}"), false),
    ]
}

/// Fails unless what exists is what the plan has: on a day that the files know of, or once what is being written is released.
fn assert_one_truth(root: &Path, once_released: &Path) {
    let (library, _) = open(root);
    let mut there = planned(root);
    let is_new = |address: &String| address.contains("/next/");
    there.extend(planned(once_released).into_iter().filter(|address| !is_new(address)));
    let candidates = candidates(&library);
    let names: BTreeSet<String> = candidates.iter().map(Address::to_string).collect();
    for address in &there {
        assert!(names.contains(address), "{address} is planned, and nobody thought of it");
    }
    for address in candidates {
        let path = address.to_string();
        assert_eq!(Address::parse(&path, &library).as_ref(), Some(&address));
        assert_eq!(ever::find(&library, &path).is_some(), there.contains(&path), "{path}");
        for (mutated, is_same) in mutated(&path).into_iter().filter(|(other, _)| *other != path) {
            let parsed = Address::parse(&mutated, &library);
            match is_same {
                true => assert_eq!(parsed.as_ref(), Some(&address), "{mutated}"),
                false => assert_ne!(parsed.as_ref(), Some(&address), "{mutated}"),
            }
            let is_there = ever::find(&library, &mutated).is_some();
            assert_eq!(is_there, there.contains(&mutated) || (is_same && there.contains(&path)), "{mutated}");
        }
    }
}

/// A copy of a site in which every working text was released once more, as `next`.
fn released(root: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    let texts = files(&root.join("content"));
    let write = |path: &str, text: &str| {
        let target = copy.path().join(path);
        fs::create_dir_all(target.parent().expect("a path in the folder")).expect("a folder");
        fs::write(target, text).expect("a file");
    };
    write("promulgate.toml", &fs::read_to_string(root.join("promulgate.toml")).expect("a configuration"));
    for (path, text) in &texts {
        write(&format!("content/{path}"), text);
        let Some((folder, name)) = path.rsplit_once('/').filter(|_| !path.contains("/versions/")) else {
            continue;
        };
        if name.ends_with(".md") && texts.contains_key(&format!("{folder}/en.md")) {
            write(&format!("content/{folder}/versions/next/{name}"), text);
            let days = "label = \"next\"\nreleased = 2090-01-01\neffective = 2091-01-01\n";
            write(&format!("content/{folder}/versions/next/version.toml"), days);
        }
    }
    copy
}

#[test]
fn what_exists_on_the_own_site_is_what_is_planned() {
    assert_one_truth(&repository(""), released(&repository("")).path());
}

/// A site with something of everything: earlier names, an addendum for more than it is called, which ended, and one that nobody
/// released.
fn varied() -> Files {
    let mut files = life();
    add(
        &mut files,
        "content/terms/policy.toml",
        "kind = \"notice\"\nformerly = [\"rules\", \"old-rules\"]\n",
    );
    let addendum = "kind = \"addendum\"\njurisdictions = [\"US\", \"US-CA\"]\nformerly = [\"usa\"]\n";
    add(&mut files, "content/terms/addenda/us/policy.toml", addendum);
    add(&mut files, "content/terms/addenda/us/en.md", "# States\n");
    version(&mut files, "terms/addenda/us", "1", "2020-02-01", "effective = 2020-03-01\n");
    let chinese = "+++\ntranslates = \"1\"\n+++\n\n# 各州\n\n## 费用 {#fees}\n\n1。\n";
    add(&mut files, "content/terms/addenda/us/versions/1/zh-CN.md", chinese);
    add(
        &mut files,
        "content/terms/addenda/us/versions/1/withdrawn.toml",
        "released = 2021-02-01\neffective = 2021-03-01\nreason = \"Repealed.\"\n",
    );
    add(
        &mut files,
        "content/terms/addenda/jp/policy.toml",
        "kind = \"addendum\"\njurisdictions = [\"JP\"]\n",
    );
    add(&mut files, "content/terms/addenda/jp/en.md", "# Japan\n");
    add(
        &mut files,
        "content/other/ms.md",
        "+++\ntranslates = \"working\"\n+++\n\n# Lain\n\nTiada apa-apa.\n",
    );
    files
}

fn site_of(files: &Files) -> TempDir {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    support::site(&files)
}

#[test]
fn what_exists_on_a_varied_site_is_what_is_planned() {
    for config in ["", "[build]\ncompare_to_in_force = false\n"] {
        let mut files = varied();
        let own = format!("{}{config}", crate::web::CONFIG);
        add(&mut files, "promulgate.toml", &own);
        let site = site_of(&files);
        assert_one_truth(site.path(), released(site.path()).path());
    }
    let site = site_of(&crate::web::one_language());
    assert_one_truth(site.path(), released(site.path()).path());
}

/// A version with days, in months from a beginning: of its release, how much later it takes effect, how much later it is
/// taken back, and in how much later a translation comes.
type Life = (u8, u8, Option<u8>, Option<u8>);

fn life_of(folder: &str, lives: &[Life], files: &mut Files) {
    let day = |months: u8| format!("{}-{:02}-01", 2020 + u32::from(months) / 12, months % 12 + 1);
    for (at, (released, effective, withdrawn, translated)) in lives.iter().enumerate() {
        let effective = released + effective;
        let own = format!("content/{folder}/versions/{at}");
        version(
            files,
            folder,
            &at.to_string(),
            &day(*released),
            &format!("effective = {}\n", day(effective)),
        );
        if let Some(later) = withdrawn {
            // An addendum may end after it took effect, a policy only be taken back before.
            let latest = if folder.contains("addenda") { u8::MAX } else { effective };
            let known = (released + later).min(latest);
            let taken_back = known.max(effective.min(known));
            let text =
                format!("released = {}\neffective = {}\nreason = \"No.\"\n", day(known), day(taken_back));
            add(files, &format!("{own}/withdrawn.toml"), &text);
        }
        if translated.is_some() {
            let chinese =
                format!("+++\ntranslates = \"{at}\"\n+++\n\n# 条款\n\n## 费用 {{#fees}}\n\n{at}。\n");
            add(files, &format!("{own}/zh-CN.md"), &chinese);
            if translated.is_some_and(|later| later > 2) {
                add(files, &format!("{own}/zh-CN.2.md"), &chinese.replace('。', "！"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_exists_is_what_is_planned(
        own in prop::collection::vec((0_u8..40, 0_u8..8, prop::option::weighted(0.3, 0_u8..6), prop::option::of(0_u8..5)), 0..5),
        added in prop::collection::vec((0_u8..40, 0_u8..8, prop::option::weighted(0.4, 0_u8..12), prop::option::of(0_u8..5)), 0..4),
        is_written in any::<[bool; 3]>(),
    ) {
        let mut files = Files::new();
        add(&mut files, "promulgate.toml", crate::web::CONFIG);
        add(&mut files, "content/terms/policy.toml", "kind = \"notice\"\nformerly = [\"rules\"]\n");
        add(&mut files, "content/terms/addenda/us/policy.toml", "kind = \"addendum\"\njurisdictions = [\"US\", \"BR\"]\n");
        if is_written[0] {
            add(&mut files, "content/terms/en.md", "# Terms\n\nText.\n");
        }
        if is_written[1] {
            add(&mut files, "content/terms/zh-CN.md", "+++\ntranslates = \"working\"\n+++\n\n# 条款\n\n文本。\n");
        }
        if is_written[2] {
            add(&mut files, "content/terms/addenda/us/en.md", "# States\n\nText.\n");
        }
        life_of("terms", &own, &mut files);
        life_of("terms/addenda/us", &added, &mut files);
        let site = site_of(&files);
        assert_one_truth(site.path(), released(site.path()).path());
    }
}

// Files.

/// What is built besides pages, the theme, compressed copies and what only hosts read.
fn built_files(site: &BTreeMap<String, String>) -> BTreeSet<String> {
    let is_other = |path: &str| {
        path.starts_with("theme/")
            || [".html", ".br", ".gz"].iter().any(|end| path.ends_with(end))
            || ["_headers", "_redirects"].contains(&path)
    };
    site.keys().filter(|path| !is_other(path)).map(|path| format!("/{path}")).collect()
}

#[test]
fn the_files_that_are_there_are_those_that_links_may_lead_to() {
    let folder = site_of(&varied());
    let (mut library, sources) = open(folder.path());
    let mut ever_built = BTreeSet::new();
    let mut all = BTreeSet::new();
    for whole in promulgate::library::files::WHOLE {
        all.insert(File::Whole(whole));
    }
    for home in homes(&library) {
        all.insert(File::Ledger(home.clone()));
        for lang in &library.config.languages {
            for name in promulgate::library::files::OF_LANGUAGE {
                all.insert(File::OfLanguage(lang.clone(), name));
            }
            for name in promulgate::library::files::OF_POLICY {
                all.insert(File::OfPolicy { lang: lang.clone(), home: home.clone(), name });
            }
            for label in ["1", "2", "3", "4", "5", "a"].map(|label| Label::parse(label).expect("a label")) {
                let pages = [
                    Page::Version(label.clone()),
                    Page::Revision(label.clone(), 1),
                    Page::Revision(label, 2),
                ];
                let markdown = |page| File::Markdown { lang: lang.clone(), home: home.clone(), page };
                all.extend(pages.map(markdown));
            }
        }
    }
    for day in
        [date(2019, 1, 1), date(2019, 12, 15), date(2020, 2, 15), date(2021, 4, 1), DAY, date(2027, 2, 1)]
    {
        let built = built_files(&build(folder.path(), day, false).unwrap_or_else(|found| panic!("{found}")));
        library.day = day;
        let site = site::plan(&library, &sources, false);
        for path in &built {
            let file = File::parse_in(path, &library.config.languages);
            assert!(file.is_some_and(|file| all.contains(&file)), "{path} on {day}");
        }
        for file in &all {
            let path = file.to_string();
            assert_eq!(File::parse_in(&path, &library.config.languages).as_ref(), Some(file));
            assert_eq!(site.map().has_file(file), built.contains(&path), "{path} on {day}");
        }
        ever_built.extend(built);
    }
    // What is being written will have all but sealed texts.
    let will_be = |path: &str| {
        let is_of_other = path.contains("/other") && !path.contains("/in/");
        (is_of_other
            || path.contains("/terms/in/jp")
            || path.starts_with("/ledgers/") && path.contains("/in/jp"))
            && !path.contains("/v/")
    };
    for file in &all {
        let path = file.to_string();
        let exists = ever::find(&library, &path).is_some();
        let stays = ever_built.contains(&path) || will_be(&path);
        assert_eq!(exists, stays, "{path}");
    }
}

// What check says is what the page has.

const LEADS: [&str; 14] = [
    "/en/terms/",
    "/en/terms",
    "/en/terms/index.html",
    "/en/terms/?x=1&y=2",
    "/en/terms/?x=1#fees",
    "/en/terms/v/2/",
    "/zh-CN/terms/v/2/r/2/",
    "/zh-CN/terms/v/2/r/2/policy.md",
    "/en/terms/feed.xml",
    "/en/terms/timemap.wlnk",
    "/ledgers/terms.toml",
    "/ledgers/terms/in/br.toml",
    "/policies.json",
    "/en/feed.xml",
];

const DEAD: [&str; 16] = [
    "/en/terms/v/2/r/1/",
    "/zh-CN/terms/v/2/r/+2/",
    "/zh-CN/terms/v/2/r/02/",
    "/zh-CN/terms/v/2/r/3/",
    "/en/terms/bilingual/",
    "/en/terms/compare/2/1/",
    "/en/terms/compare/1/4/",
    "/en/terms/in/br/upcoming/",
    "/en/terms/draft/",
    "/en//terms/",
    "/en/../en/terms/",
    "/en/terms/policy.md",
    "/ms/terms/v/2/policy.md",
    "/ledgers/nothing.toml",
    "/_headers",
    "/en/termsindex.html",
];

#[test]
fn a_link_is_found_dead_exactly_if_the_page_shows_no_link() {
    let mut files = life();
    let line = |target: &&str| format!("[x]({target})\n\n");
    let text: String = LEADS.iter().chain(&DEAD).map(line).collect();
    version(&mut files, "terms", "4", "2022-12-01", "effective = 2023-01-01\n");
    let sealed = format!("# Terms\n\n## Fees {{#fees}}\n\n{text}");
    add(&mut files, "content/terms/versions/4/en.md", &sealed);
    add(&mut files, "content/terms/en.md", &sealed);
    let folder = site_of(&files);
    let found = check(folder.path());
    let site = build(folder.path(), DAY, false);
    assert!(site.is_err(), "an error in a working text");
    for target in LEADS {
        assert!(!found.contains(&format!("]({target})\n")), "{target}\n{found}");
    }
    for target in DEAD {
        let message = format!("error[dead-link]: nothing is at `{target}`\n");
        assert!(found.contains(&message), "{target}\n{found}");
    }
    // Only the sealed text has them now, where nobody can mend them.
    add(&mut files, "content/terms/en.md", "# Terms\n\n## Fees {#fees}\n\nText.\n");
    let folder = site_of(&files);
    let site = build(folder.path(), DAY, false).unwrap_or_else(|found| panic!("{found}"));
    let page = &site["en/terms/index.html"];
    let written = |target: &str| match target {
        "/en/terms" | "/en/terms/index.html" => "/en/terms/".to_owned(),
        other => other.replace('&', "&amp;"),
    };
    for target in LEADS {
        assert!(page.contains(&format!("<a href=\"{}\">x</a>", written(target))), "{target}\n{page}");
    }
    assert_eq!(page.matches("dead-link").count(), DEAD.len(), "{page}");
}

// Links that are the same.

/// The links of a controlling text and of its Malay translation, and whether they lead to the same place.
const PAIRS: [(&str, &str, bool); 44] = [
    // Jurisdictions and policies are no languages.
    ("policy:privacy/in/my", "policy:privacy/in/jp", false),
    ("policy:privacy/in/my", "policy:privacy", false),
    ("policy:privacy/in/br", "policy:privacy/in/my", false),
    ("/en/privacy/in/br/", "/en/privacy/in/us-ca/", false),
    ("/en/privacy/in/br/", "/ms/privacy/in/my/", false),
    ("https://e.com/us/terms", "https://e.com/eu/terms", false),
    ("https://e.com/my/terms", "https://e.com/ms/terms", false),
    ("https://e.com/in/ms/terms", "https://e.com/in/en/terms", false),
    ("https://e.com/in/br/", "https://e.com/in/my/", false),
    ("policy:privacy", "policy:cookies", false),
    ("/en/privacy/", "/en/privacy/history/", false),
    ("/en/privacy/v/2021-02-09/", "/en/privacy/v/2020-08-14/", false),
    ("/ledgers/privacy.toml", "/ledgers/cookies.toml", false),
    ("/en/privacy/feed.xml", "/en/privacy/index.json", false),
    ("#cookies", "#choice", false),
    ("policy:privacy#cookies", "policy:privacy#choice", false),
    ("policy:privacy#cookies", "policy:privacy", false),
    ("https://e.com/a#b", "https://e.com/a#c", false),
    ("https://e.com/a?v=1", "https://e.com/a?v=2", false),
    ("https://e.com/a", "https://f.com/a", false),
    ("https://e.com/law/2019", "https://e.com/law", false),
    ("/en/privacy/?x=1", "/en/privacy/?x=2", false),
    ("policy:privacy?lang=zh-CN", "policy:privacy", false),
    ("mailto:a@example.com", "mailto:b@example.com", false),
    // The reader's own language, and other ways to write the same.
    ("policy:cookies", "/ms/cookies/", true),
    ("policy:cookies", "../cookies/ms.md", true),
    ("../cookies/en.md", "../cookies/ms.md", true),
    ("../cookies/en.md#managing", "policy:cookies#managing", true),
    ("../cookies", "policy:cookies", true),
    ("/en/cookies/", "/ms/cookies", true),
    ("/en/cookies/", "/en/cookies/index.html", true),
    ("policy:cookies?lang=ms", "policy:cookies", true),
    ("policy:cookies?lang=zh-CN", "policy:cookies?lang=zh-CN", true),
    ("policy:privacy/in/br", "policy:privacy/addenda/br", true),
    ("policy:privacy/in/br#br.rights", "policy:privacy/in/br#rights", true),
    ("https://e.com/en-US/terms/", "https://e.com/ms/terms", true),
    ("https://e.com/EN/terms.html", "http://e.com/ms_MY/terms", true),
    ("https://e.com/legal-content/EN/TXT/?uri=x", "https://e.com/legal-content/MS/TXT/?uri=x", true),
    ("https://en.e.com/wiki", "https://ms.e.com/wiki", true),
    ("https://e.com/?hl=en&v=1", "https://e.com/?hl=ms&v=1", true),
    ("https://E.com/a", "https://e.com/a/", true),
    ("https://e.com/%e6%b3%95", "https://e.com/法", true),
    ("https://policies.example.com/en/cookies/", "/ms/cookies/", true),
    ("/en/privacy/v/2021-02-09/policy.md", "/ms/privacy/v/2021-02-09/policy.md", true),
];

#[test]
fn links_are_the_same_if_they_lead_to_the_same_place() {
    let (library, _) = open(&repository(""));
    let malay = Lang::parse("ms").expect("a tag");
    let reader = LinkReader::of_site(&library, &malay);
    for (controlling, translation, is_same) in PAIRS {
        let one = reader.read(controlling, "content/privacy/en.md");
        for path in ["content/privacy/ms.md", "content/privacy/versions/2021-02-09/ms.md"] {
            let other = reader.read(translation, path);
            assert_eq!(one == other, is_same, "{controlling} {translation}: {one:?} {other:?}");
        }
    }
    assert_eq!(
        reader.read_words("www.example.com/a"),
        reader.read("http://www.example.com/a/", "content/privacy/ms.md")
    );
    // Without a site the languages are those of the two files.
    let languages = ["en", "zh-CN"].map(|tag| Lang::parse(tag).expect("a tag"));
    let reader = LinkReader::of_files(languages.to_vec());
    for (controlling, translation, is_same) in [
        ("/en/privacy/in/br/", "/en/privacy/in/us/", false),
        ("policy:privacy/in/br", "policy:privacy/in/my", false),
        ("https://e.com/us/terms", "https://e.com/eu/terms", false),
        ("/en/privacy/in/br/", "/zh-CN/privacy/in/br/", true),
        ("policy:privacy/in/br", "/zh-CN/privacy/in/br/", true),
        ("../cookies/en.md", "../cookies/zh-CN.md", true),
        ("https://e.com/en/terms", "https://e.com/zh-Hans-CN/terms", true),
    ] {
        let [one, other] = [controlling, translation].map(|target| reader.read(target, "x.md"));
        assert_eq!(one == other, is_same, "{controlling} {translation}: {one:?} {other:?}");
    }
}

/// The own site, of which the Malay privacy notice has another link.
fn misled(controlling: &str, translation: &str) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    let link = |target: &str| format!("\n\nSee [this]({target}).\n");
    for (path, text) in files(&repository("content")) {
        let target = copy.path().join("content").join(&path);
        fs::create_dir_all(target.parent().expect("a path in the folder")).expect("a folder");
        let text = match path.as_str() {
            "privacy/en.md" => text + &link(controlling),
            "privacy/ms.md" => {
                text.replace("\"2027-07-01\"", "\"working\"") + &link(translation).replace("See", "Lihat")
            }
            _ => text,
        };
        fs::write(target, text).expect("a file");
    }
    fs::copy(repository("promulgate.toml"), copy.path().join("promulgate.toml")).expect("a copy");
    copy
}

#[test]
fn a_translation_that_leads_to_another_jurisdiction_is_found() {
    for (controlling, translation, is_same) in [
        ("policy:privacy/in/my", "policy:privacy/in/jp", false),
        ("policy:privacy/in/my", "/ms/privacy/in/my/", true),
    ] {
        let site = misled(controlling, translation);
        let found = check(site.path());
        let warned = found.contains("warning[link-differs]: this leads to");
        assert_eq!(warned, !is_same, "{controlling} {translation}\n{found}");
        let arguments = ["drift", "privacy", "--lang", "ms", "--against", "working", "--fail-on", "minor"];
        let drift = support::promulgate(site.path(), &arguments);
        assert_eq!(support::printed(&drift).contains("links"), !is_same, "{}", support::printed(&drift));
    }
}
