//! Ids on pages: each once, whatever the texts say.

use std::collections::BTreeSet;

use crate::support::{DAY, build, site};

const CONFIG: &str = "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\", \"ms\"]\n\n\
                      [jurisdictions]\nWEST = [\"BR\"]\n";

const ENGLISH: &str = "# Privacy\n\nOur notice, for everybody.[^a]\n\n## Notices {#notices}\n\nWe tell you of every change.\n\n\
                       ## Transfers {#transfers}\n\nWe send nothing abroad.\n\n- one thing\n- another thing\n\n\
                       ## Old {#notices.en}\n\nAn id that nobody may write today.\n\n## Contents {#contents}\n\nHere.\n\n\
                       [^a]: Really everybody.\n";

/// A translation without a title, with the sections of the text in another order, and one of them twice.
const MALAY: &str = "Notis kami.[^a]\n\n## Pemindahan {#transfers}\n\nKami tidak menghantar apa-apa.\n\n## Notis {#notices}\n\n\
                     Kami memberitahu anda.\n\n## Notis {#notices}\n\nSekali lagi.\n\n## Atas {#top}\n\nAtas.\n\n\
                     ## Kandungan {#contents}\n\nDi sini.\n\n[^a]: Betul.\n";

/// A fence that is not closed takes all that follows into itself.
fn with_open_fence(text: &str) -> String {
    text.replacen("## Notices", "```\n\n## Notices", 1)
}

/// Two versions of a policy and of its addendum.
fn hostile(first: &str, second: &str, malay: &str) -> Vec<(String, String)> {
    let mut files = vec![("promulgate.toml".to_owned(), CONFIG.to_owned())];
    let mut add = |path: &str, text: &str| files.push((path.to_owned(), text.to_owned()));
    for folder in ["content/privacy", "content/privacy/addenda/br"] {
        let policy = match folder {
            "content/privacy" => "kind = \"notice\"\n",
            _ => "kind = \"addendum\"\njurisdictions = [\"BR\"]\n",
        };
        add(&format!("{folder}/policy.toml"), policy);
        for (label, text) in [("2020-01-01", first), ("2021-01-01", second)] {
            let version = format!("released = {label}\neffective = {label}\n");
            add(&format!("{folder}/versions/{label}/version.toml"), &version);
            add(&format!("{folder}/versions/{label}/en.md"), text);
        }
        // As they were adopted: what is wrong with them stops nothing.
        let malay = format!("+++\ntranslates = \"2020-01-01\"\n+++\n\n{malay}");
        add(&format!("{folder}/versions/2020-01-01/ms.md"), &malay);
        add(&format!("{folder}/en.md"), second);
        add(&format!("{folder}/ms.md"), &malay);
    }
    files
}

fn ids(page: &str) -> impl Iterator<Item = &str> {
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_id_of_a_page_is_there_once() {
    let fence = with_open_fence(ENGLISH);
    let longer =
        format!("{ENGLISH}\n## Revisions {{#revisions}}\n\nNew.\n\n### Part {{#part}}\n\nNew, too.\n");
    let untitled = ENGLISH.replacen("# Privacy\n", "", 1);
    let turned = MALAY.replacen("## Notis {#notices}", "## Notis {#notices.ms}", 1);
    let sites = [
        (ENGLISH, longer.as_str(), MALAY),
        (ENGLISH, fence.as_str(), MALAY),
        (fence.as_str(), ENGLISH, turned.as_str()),
        (untitled.as_str(), longer.as_str(), MALAY),
        (ENGLISH, untitled.as_str(), untitled.as_str()),
    ];
    let mut pages = 0;
    for (first, second, malay) in sites {
        let files = hostile(first, second, malay);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let folder = site(&files);
        let built = build(folder.path(), DAY, true).unwrap_or_else(|found| panic!("{found}"));
        for (path, page) in built.iter().filter(|(path, _)| path.ends_with(".html")) {
            let mut known = BTreeSet::new();
            for id in ids(page) {
                assert!(known.insert(id), "{path} has the id {id} twice");
            }
            let is_empty = page
                .split("<h1")
                .skip(1)
                .any(|rest| rest.split_once('>').is_some_and(|(_, words)| words.starts_with("</h1>")));
            assert!(!is_empty, "{path} has a title without words");
            pages += 1;
        }
    }
    assert!(pages > 50, "only {pages} pages");
}
