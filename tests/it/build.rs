//! The repository's own site, as it is on a day.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use promulgate::source::{Finding, human};

use crate::support::{DAY, build, check, files, repository};

const LANGUAGES: [&str; 3] = ["en", "zh-CN", "ms"];

/// The site on a day, on which nothing is found wrong either, but that one translation is on its way.
fn on(day: Date) -> BTreeMap<String, String> {
    let opened = promulgate::pipeline::open(&repository(""), promulgate::pipeline::Check::All, |_| day)
        .expect("a readable folder");
    let others = opened.findings.iter().filter(|finding| finding.code.name != "translation-behind");
    let others: Vec<Finding> = others.cloned().collect();
    assert_eq!(human::print(&others, &opened.value.tree.sources, false), "no findings\n", "on {day}");
    build(&repository(""), day, false).unwrap_or_else(|findings| panic!("{findings}"))
}

#[test]
fn the_repository_has_no_finding() {
    assert_eq!(check(&repository("")), "no findings\n");
}

#[test]
fn every_working_text_is_there_in_three_languages() {
    let texts = files(&repository("content"));
    let english = texts.keys().filter(|path| path.ends_with("/en.md") && !path.contains("/versions/"));
    let mut count = 0;
    for path in english {
        for lang in LANGUAGES {
            assert!(texts.contains_key(&path.replace("/en.md", &format!("/{lang}.md"))), "{path} in {lang}");
        }
        count += 1;
    }
    assert_eq!(count, 11, "three policies and eight addenda");
}

/// What is in force on a day: the version of each policy in English, and the addenda that have a page.
#[test]
fn each_day_has_its_own_site() {
    let addenda = ["br", "ca", "cr", "eea", "jp", "kr", "my", "us-ca"];
    for (day, privacy, cookies, advertising, jurisdictions) in [
        (date(2019, 6, 1), "2019-05-20", None, None, &[][..]),
        (
            date(2020, 12, 1),
            "2020-08-14",
            Some("2020-08-14"),
            Some("2020-11-02"),
            &["br", "ca", "cr", "eea", "kr", "my", "us-ca"],
        ),
        (
            date(2021, 3, 1),
            "2021-02-09",
            Some("2021-02-09"),
            Some("2020-11-02"),
            &["br", "ca", "cr", "eea", "kr", "my", "us-ca"],
        ),
        (DAY, "2021-02-09", Some("2021-02-09"), Some("2022-06-15"), &addenda),
        (date(2027, 8, 1), "2027-07-01", Some("2021-02-09"), Some("2022-06-15"), &addenda),
    ] {
        let site = on(day);
        let version = |policy: &str| {
            let page = site.get(&format!("en/{policy}/index.html"))?;
            Some(page.split("data-version=\"").nth(1)?.split('"').next()?.to_owned())
        };
        assert_eq!(version("privacy").as_deref(), Some(privacy), "on {day}");
        assert_eq!(version("cookies").as_deref(), cookies, "on {day}");
        assert_eq!(version("advertising").as_deref(), advertising, "on {day}");
        let there: Vec<&str> = addenda
            .into_iter()
            .filter(|code| site.contains_key(&format!("ms/privacy/in/{code}/index.html")))
            .collect();
        assert_eq!(there, jurisdictions, "on {day}");
        assert_eq!(site.contains_key("zh-CN/privacy/upcoming/index.html"), day == DAY, "on {day}");
    }
    // When the announced version applies, Chinese readers are told that theirs is the one before.
    let chinese = &on(date(2027, 8, 1))["zh-CN/privacy/index.html"];
    assert!(chinese.contains("notice-drift") && chinese.contains("2021-02-09"));
    assert!(on(date(2027, 8, 1))["ms/privacy/index.html"].contains("data-lang=\"ms\""));
}
