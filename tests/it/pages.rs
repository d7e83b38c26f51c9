//! What readers of each language see on a day, on small sites of their own.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::support::{DAY, build, check, site};

const CONFIG: &str = "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\n\
                      languages = [\"en\", \"zh-CN\", \"ms\"]\n";
const NOTICE: &str = "kind = \"notice\"\n";
const SUMMARY: &str = "[summary]\nen = \"News.\"\nzh-CN = \"新闻。\"\nms = \"Berita.\"\n";

fn version(released: &str, effective: &str) -> String {
    format!("released = {released}\neffective = {effective}\n{SUMMARY}")
}

fn translation(of: &str, text: &str) -> String {
    format!("+++\ntranslates = \"{of}\"\n+++\n\n{text}")
}

/// A site with one policy in two versions; the second is not translated into Chinese, and nothing into Malay.
fn two_versions() -> Vec<(&'static str, String)> {
    vec![
        ("promulgate.toml", CONFIG.to_owned()),
        ("content/terms/policy.toml", NOTICE.to_owned()),
        ("content/terms/en.md", "# Terms\n\nThe draft.\n\n## Fees {#fees}\n\nTen.\n".to_owned()),
        ("content/terms/versions/2020-01-01/version.toml", version("2019-12-01", "2020-01-01")),
        (
            "content/terms/versions/2020-01-01/en.md",
            "# Terms\n\nThe first.\n\n## Fees {#fees}\n\nOne.\n".to_owned(),
        ),
        (
            "content/terms/versions/2020-01-01/zh-CN.md",
            translation("2020-01-01", "# 条款\n\n第一版。\n\n## 费用 {#fees}\n\n一。\n"),
        ),
        ("content/terms/versions/2021-01-01/version.toml", version("2020-12-01", "2021-01-01")),
        (
            "content/terms/versions/2021-01-01/en.md",
            "# Terms\n\nThe second.\n\n## Fees {#fees}\n\nTwo.\n".to_owned(),
        ),
    ]
}

fn built(files: &[(&str, String)], day: Date, drafts: bool) -> BTreeMap<String, String> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    build(site(&files).path(), day, drafts).unwrap_or_else(|findings| panic!("{findings}"))
}

fn with(
    mut files: Vec<(&'static str, String)>,
    more: &[(&'static str, &str)],
) -> Vec<(&'static str, String)> {
    for (path, text) in more {
        files.retain(|(other, _)| other != path);
        files.push((path, (*text).to_owned()));
    }
    files
}

#[track_caller]
fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no {part:?} in:\n{page}");
    }
}

#[test]
fn the_day_decides_what_is_in_force() {
    for (day, text) in [
        (date(2019, 11, 30), None),
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), Some("The first.")),
        (date(2020, 12, 31), Some("The first.")),
        (date(2021, 1, 1), Some("The second.")),
    ] {
        let files = built(&two_versions(), day, false);
        match text {
            Some(text) => assert_has(&files["en/terms/index.html"], &[text]),
            None => assert!(!files.contains_key("en/terms/index.html"), "nothing is in force on {day}"),
        }
        let knows_second = day >= date(2020, 12, 1);
        assert_eq!(files.contains_key("en/terms/v/2021-01-01/index.html"), knows_second, "on {day}");
        assert_eq!(
            files.contains_key("en/terms/v/2020-01-01/index.html"),
            day >= date(2019, 12, 1),
            "on {day}"
        );
    }
}

#[test]
fn working_texts_are_a_preview_only() {
    let published = built(&two_versions(), DAY, false);
    assert!(published.values().all(|page| !page.contains("The draft.")));
    let preview = built(&two_versions(), DAY, true);
    assert_has(&preview["en/terms/draft/index.html"], &["The draft.", "data-version=\"working\""]);
    for (path, page) in preview.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(page.contains("noindex") && page.contains("class=\"preview"), "{path} is not marked");
    }
}

#[test]
fn a_missing_translation_is_never_silent() {
    let files = built(&two_versions(), DAY, false);
    // Chinese readers are shown the translation of the earlier version, and told so.
    let chinese = &files["zh-CN/terms/index.html"];
    assert_has(
        chinese,
        &["<html lang=\"zh-CN\"", "第一版。", "data-lang=\"zh-CN\"", "notice-drift", "2020-01-01"],
    );
    // Malay readers are shown English under a notice in Malay, marked as English.
    let malay = &files["ms/terms/index.html"];
    assert_has(
        malay,
        &["<html lang=\"ms\"", "The second.", "data-lang=\"en\" lang=\"en\"", "notice-fallback"],
    );
    // A permanent page shows that version or the text that controls, never another version's.
    let permanent = &files["zh-CN/terms/v/2021-01-01/index.html"];
    assert_has(permanent, &["The second.", "notice-fallback"]);
    assert!(!permanent.contains("第一版。"));
}

#[test]
fn a_translation_leads_to_the_same_section_of_the_text_that_controls() {
    let files = built(&two_versions(), date(2020, 6, 1), false);
    let page = &files["zh-CN/terms/index.html"];
    assert_has(
        page,
        &["notice-translation", "href=\"/en/terms/\"", "href=\"/en/terms/#fees\" hreflang=\"en\""],
    );
    assert_has(&files["en/terms/index.html"], &["id=\"fees\""]);
}

#[test]
fn days_are_in_the_readers_own_form() {
    let files = built(&two_versions(), DAY, false);
    for (lang, released, effective) in [
        ("en", "December 1, 2020", "January 1, 2021"),
        ("zh-CN", "2020年12月1日", "2021年1月1日"),
        ("ms", "1 Disember 2020", "1 Januari 2021"),
    ] {
        let page = &files[&format!("{lang}/terms/index.html")];
        assert_has(
            page,
            &[
                &format!("<time datetime=\"2020-12-01\">{released}</time>"),
                &format!("<time datetime=\"2021-01-01\">{effective}</time>"),
            ],
        );
    }
}

/// A second policy to which the first refers.
fn two_policies() -> Vec<(&'static str, String)> {
    with(
        two_versions(),
        &[
            (
                "content/terms/versions/2020-01-01/en.md",
                "# Terms\n\nSee [](policy:cookies#list), [](#fees).\n\n## Fees {#fees}\n",
            ),
            (
                "content/terms/versions/2020-01-01/zh-CN.md",
                &translation(
                    "2020-01-01",
                    "# 条款\n\n见[](policy:cookies#list)和[](policy:cookies?lang=ms)。\n\n## 费用 {#fees}\n",
                ),
            ),
            ("content/cookies/policy.toml", NOTICE),
            ("content/cookies/en.md", "# Cookies\n\n## Our list {#list}\n"),
            (
                "content/cookies/versions/1/version.toml",
                &format!("label = \"1\"\n{}", version("2019-12-01", "2020-01-01")),
            ),
            ("content/cookies/versions/1/en.md", "# Cookies\n\n## The list {#list}\n"),
            ("content/cookies/versions/1/zh-CN.md", &translation("1", "# Cookie声明\n\n## 清单 {#list}\n")),
            ("content/cookies/versions/1/ms.md", &translation("1", "# Kuki\n\n## Senarai {#list}\n")),
            (
                "content/cookies/versions/2/version.toml",
                &format!("label = \"2\"\n{}", version("2020-05-01", "2020-06-01")),
            ),
            ("content/cookies/versions/2/en.md", "# Cookies\n\n## The new list {#list}\n"),
            (
                "content/cookies/versions/3/version.toml",
                &format!("label = \"3\"\n{}", version("2020-07-01", "2020-08-01")),
            ),
            ("content/cookies/versions/3/en.md", "# Cookies\n\n## Other {#other}\n"),
        ],
    )
}

#[test]
fn references_take_the_heading_in_the_readers_language() {
    let files = built(&two_policies(), date(2020, 2, 1), false);
    assert_has(
        &files["en/terms/index.html"],
        &["<a href=\"/en/cookies/#list\">The list</a>", "<a href=\"#fees\">Fees</a>"],
    );
    assert_has(
        &files["zh-CN/terms/index.html"],
        &[
            "<a href=\"/zh-CN/cookies/#list\">清单</a>",
            "<a href=\"/ms/cookies/\" hreflang=\"ms\"><span lang=\"ms\">Kuki</span></a>",
        ],
    );
}

#[test]
fn references_of_a_version_stay_as_they_were_when_it_took_effect() {
    // On a later day, with a new heading: the words stay, and the permanent page leads to the version of that day.
    let files = built(&two_policies(), date(2020, 6, 15), false);
    assert_has(&files["en/terms/index.html"], &["<a href=\"/en/cookies/#list\">The list</a>"]);
    assert_has(
        &files["en/terms/v/2020-01-01/index.html"],
        &["<a href=\"/en/cookies/v/1/#list\">The list</a>"],
    );
    // When the section is gone from what is in force, the reference leads to where it was.
    let files = built(&two_policies(), date(2020, 9, 1), false);
    assert_has(&files["en/terms/index.html"], &["<a href=\"/en/cookies/v/1/#list\">The list</a>"]);
}

#[test]
fn links_to_files_and_addresses_lead_to_pages() {
    let files = with(
        two_policies(),
        &[(
            "content/terms/versions/2020-01-01/en.md",
            "# Terms\n\n[a](../../../cookies/en.md#list) [b](../../../cookies/versions/2/en.md) [c](/ms/cookies/) \
         [d](../../../cookies/) [e](/fr/) [](/en/nothing/)\n\n## Fees {#fees}\n",
        )],
    );
    let files = built(&files, date(2020, 6, 15), false);
    assert_has(
        &files["en/terms/index.html"],
        &[
            "<a href=\"/en/cookies/\">d</a>",
            "<a href=\"/en/cookies/v/2/\">b</a>",
            "<a href=\"/ms/cookies/\">c</a>",
            "<span class=\"dead-link\">e</span>",
            "<span class=\"dead-link\">/en/nothing/</span>",
        ],
    );
}

/// A policy with an addendum for Brazil and one for a group.
fn with_addenda() -> Vec<(&'static str, String)> {
    with(
        two_versions(),
        &[
            ("promulgate.toml", &format!("{CONFIG}[jurisdictions]\nEEA = [\"AT\", \"BE\"]\n")),
            (
                "content/terms/versions/2021-01-01/en.md",
                "# Terms\n\n[](policy:terms/in/br#fees)\n\n```{addenda}\n```\n\n## Fees {#fees}\n\nTwo.\n",
            ),
            ("content/terms/addenda/br/policy.toml", "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
            ("content/terms/addenda/br/en.md", "# Brazil\n"),
            (
                "content/terms/addenda/br/versions/1/version.toml",
                &format!("label = \"1\"\n{}", version("2020-02-01", "2020-03-01")),
            ),
            (
                "content/terms/addenda/br/versions/1/en.md",
                "# Brazil\n\n## Fees {#fees}\n\nIn reais.[^a]\n\n[^a]: Note.\n",
            ),
            ("content/terms/addenda/eea/policy.toml", "kind = \"addendum\"\njurisdictions = [\"EEA\"]\n"),
            ("content/terms/addenda/eea/en.md", "# Europe\n"),
            (
                "content/terms/addenda/eea/versions/1/version.toml",
                &format!("label = \"1\"\n{}", version("2021-02-01", "2021-03-01")),
            ),
            ("content/terms/addenda/eea/versions/1/en.md", "# Europe\n"),
        ],
    )
}

#[test]
fn a_jurisdiction_has_the_policy_with_its_addendum() {
    let files = built(&with_addenda(), DAY, false);
    let page = &files["ms/terms/in/br/index.html"];
    assert_eq!(page.matches("<article").count(), 2);
    assert_has(
        page,
        &[
            "data-policy=\"terms\" data-version=\"2021-01-01\"",
            "data-policy=\"terms/addenda/br\" data-version=\"1\"",
            "<time datetime=\"2020-02-01\">1 Februari 2020</time>",
            "<time datetime=\"2020-03-01\">1 Mac 2020</time>",
            "id=\"fees\"",
            "id=\"br.fees\"",
            "id=\"br.fn.1\"",
            // A Malay name of a reference in an English text.
            "<a id=\"br.fnref.1\" lang=\"ms\" href=\"#br.fn.1\" aria-label=\"Nota kaki 1\">",
        ],
    );
    // References to the addendum lead to its part of the page.
    assert_has(page, &["href=\"/ms/terms/in/br/#br.fees\" hreflang=\"ms\">Fees</a>"]);
    assert!(files.contains_key("en/terms/in/br/v/1/index.html"));
    assert!(files.contains_key("en/terms/in/eea/index.html"));
    // The addendum's own page needs no telling apart.
    assert_has(&files["en/terms/in/br/v/1/index.html"], &["id=\"fees\""]);
    // A year earlier nothing for Europe was known.
    let files = built(&with_addenda(), date(2021, 1, 1), false);
    assert!(!files.contains_key("en/terms/in/eea/index.html"));
}

#[test]
fn the_search_has_what_is_in_force_and_nothing_else() {
    // The addendum for Brazil is on two pages.
    let mut files = with(
        with_addenda(),
        &[(
            "content/terms/addenda/br/policy.toml",
            "kind = \"addendum\"\njurisdictions = [\"AR\", \"BR\"]\n",
        )],
    );
    files.push(("content/terms/versions/2030-01-01/version.toml", version("2021-06-01", "2030-01-01")));
    files.push(("content/terms/versions/2030-01-01/en.md", "# Terms\n\nThe announced.\n".to_owned()));
    let pages = built(&files, DAY, true);
    let page = &pages["zh-CN/search/index.html"];
    assert_has(
        page,
        &[
            "<a href=\"/zh-CN/terms/\" lang=\"zh-CN\">条款</a>",
            "href=\"/zh-CN/terms/#fees\"",
            "<a href=\"/zh-CN/terms/in/br/\" lang=\"en\">Brazil</a>",
            "href=\"/zh-CN/terms/in/br/#br.fees\"",
            "<a href=\"/zh-CN/terms/in/eea/\" lang=\"en\">Europe</a>",
            "<meta name=\"robots\" content=\"noindex\">",
            "<a href=\"/ms/search/\" lang=\"ms\"",
            "<script type=\"module\" src=\"/theme/search-library.",
            "<script type=\"module\" src=\"/theme/search.",
        ],
    );
    let data: serde_json::Value = serde_json::from_str(&pages["zh-CN/search.json"]).expect("JSON");
    let texts = data["texts"].as_array().expect("texts");
    let addresses: Vec<&str> = texts.iter().filter_map(|text| text["address"].as_str()).collect();
    assert_eq!(addresses, ["/zh-CN/terms/", "/zh-CN/terms/in/br/", "/zh-CN/terms/in/eea/"]);
    let section = |text: usize, at: usize| data["texts"][text]["sections"][at].clone();
    assert_eq!(section(0, 0), serde_json::json!({ "id": "", "heading": "条款", "text": "第一版。" }));
    assert_eq!(section(0, 1), serde_json::json!({ "id": "fees", "heading": "费用", "text": "一。" }));
    // Where a text stands below another one, its beginning is not the page's.
    assert_eq!(section(1, 0), serde_json::json!({ "id": "br.top", "heading": "Brazil", "text": "" }));
    assert_eq!(section(1, 1)["id"], "br.fees");
    assert_eq!(data["texts"][1]["language"], "en");
    // Neither what was, nor what will be, nor what is being written.
    let english = &pages["en/search.json"];
    assert!(!english.contains("The first") && !english.contains("announced") && !english.contains("draft"));
    // A link that takes its target's heading is found by it, and so are directives.
    assert_has(english, &["Fees\\nBrazil"]);
}

#[test]
fn the_search_has_the_words_that_readers_see() {
    let text = "## Fees {#fees}\n\n[](#fees), [what we ask](#fees) and [more](/en/search/).\n\n---\n\n| A | B |\n|---|---|\n| One | Two |\n";
    let files = with(two_versions(), &[("content/terms/versions/2021-01-01/en.md", text)]);
    let pages = built(&files, DAY, false);
    assert_has(&pages["en/terms/index.html"], &["<a href=\"/en/search/\">more</a>"]);
    let data: serde_json::Value = serde_json::from_str(&pages["en/search.json"]).expect("JSON");
    assert_eq!(
        data["texts"][0]["sections"],
        serde_json::json!([
            { "id": "fees", "heading": "Fees", "text": "Fees, what we ask and more.\nA\nB\nOne\nTwo" }
        ])
    );
}

#[test]
fn texts_may_lead_to_the_search() {
    let text = "# Terms\n\n[a](/en/search/) [b](/en/nothing/)\n\n## Fees {#fees}\n\nTen.\n";
    let files = with(two_versions(), &[("content/terms/en.md", text)]);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let findings = check(site(&files).path());
    assert!(findings.contains("`/en/nothing/`") && !findings.contains("`/en/search/`"), "{findings}");
}

#[test]
fn a_version_says_when_it_was_or_will_be_replaced() {
    for (day, words) in [(date(2020, 12, 31), "Will be replaced"), (date(2021, 1, 1), "Replaced")] {
        let page = &built(&two_versions(), day, false)["en/terms/history/index.html"];
        assert_has(page, &[&format!("<dt>{words}</dt> <dd><time datetime=\"2021-01-01\">")]);
    }
}

#[test]
fn a_policy_says_what_it_is_and_for_whom() {
    let words = "[description]\nen = \"For everybody & all.\"\nms = \"Untuk semua.\"\n";
    let files = with(two_versions(), &[("content/terms/policy.toml", &format!("{NOTICE}{words}"))]);
    let pages = built(&files, DAY, false);
    for (path, words) in [
        ("en/terms/index.html", "<p class=\"description\" lang=\"en\">For everybody &amp; all.</p>"),
        ("en/index.html", "<p class=\"description\" lang=\"en\">For everybody &amp; all.</p>"),
        ("ms/terms/index.html", "<p class=\"description\" lang=\"ms\">Untuk semua.</p>"),
        // In the language that controls where there is no other.
        ("zh-CN/terms/index.html", "<p class=\"description\" lang=\"en\">For everybody &amp; all.</p>"),
    ] {
        assert_has(&pages[path], &[words]);
    }
    let files = with(
        two_versions(),
        &[("content/terms/policy.toml", &format!("{NOTICE}[description]\nde = \"Für alle.\"\n"))],
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let findings = check(site(&files).path());
    assert!(findings.contains("the site does not have the language `de`"), "{findings}");
}

#[test]
fn addenda_are_listed_as_they_were_when_the_version_took_effect() {
    let files = built(&with_addenda(), DAY, false);
    let page = &files["en/terms/index.html"];
    assert_has(page, &["<li data-block=\"top/2\"><a href=\"/en/terms/in/br/\">Brazil</a></li>"]);
    let list =
        page.split("register addenda").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default();
    assert!(!list.contains("Europe"), "the addendum for Europe came later: {list}");
}

#[test]
fn registers_become_tables_in_the_readers_language() {
    let register = "[[category]]\nid = \"needed\"\nname = \"Needed\"\n\n[[category]]\nid = \"other\"\n\n\
        [[cookie]]\nname = \"sid\"\ncategory = \"needed\"\nprovider = \"We\"\nkind = \"HTTP\"\n\
        purpose = { en = \"Signs <in>.\", zh-CN = \"登录。\", ms = \"Log masuk.\" }\nduration = \"1\"\n\n\
        [[cookie]]\nname = \"ad\"\ncategory = \"other\"\nprovider = \"They\"\nkind = \"HTTP\"\npurpose = \"Ads.\"\n\
        duration = \"2\"\n";
    let contacts = "[[controller]]\nid = \"eu\"\nregion = \"Europe\"\nname = \"Elsewhere\"\n\
        address = [\"1 Weg\"]\nemail = \"b@example.com\"\n\n[[controller]]\nid = \"my\"\nregion = \"Asia\"\nname = \"Example\"\n\
        address = [\"1 Jalan\", \"Malaysia\"]\nemail = \"a@example.com\"\n";
    let text = "# Terms\n\n```{cookies} category=needed\n```\n\n## Fees {#fees}\n\n```{contacts} id=my\n```\n\nAfter.\n";
    let folder = "content/terms/versions/2020-01-01";
    let mut files = with(
        two_versions(),
        &[
            ("content/terms/versions/2020-01-01/en.md", text),
            ("content/terms/versions/2020-01-01/zh-CN.md", &translation("2020-01-01", text)),
            ("content/terms/versions/2020-01-01/cookies.toml", register),
            ("content/terms/versions/2020-01-01/contacts.toml", contacts),
        ],
    );
    // A later edit of the register changes no released page.
    files.push(("content/terms/cookies.toml", register.replace("Signs", "Changed")));
    let built = built(&files, date(2020, 6, 1), false);
    let english = &built["en/terms/index.html"];
    assert_has(
        english,
        &[
            "<tr data-block=\"top/1\">",
            "<code>sid</code>",
            "Signs &lt;in&gt;.",
            "1 Jalan<br>",
            "<a href=\"mailto:a@example.com\">a@example.com</a>",
            "data-block=\"fees/2\">After.",
        ],
    );
    assert!(!english.contains("<code>ad</code>") && !english.contains("Changed"));
    assert!(!english.contains("Elsewhere"), "only the controller that was asked for: {english}");
    assert_has(&built["zh-CN/terms/index.html"], &["登录。"]);
    assert!(folder.starts_with("content/"));
}

#[test]
fn defined_terms_are_explained_from_the_sealed_glossary() {
    let glossary = "[[term]]\nid = \"fee\"\n[term.renderings]\nen = [\"fee\", \"fees\"]\nzh-CN = [\"费用\"]\nms = [\"yuran\"]\n\
        [term.definition]\nen = \"What <you> pay.\"\nzh-CN = \"您支付的款项。\"\nms = \"Bayaran.\"\n";
    let text = "# Terms\n\nA fee, then fees; coffee is none.\n\n## Fees {#fees}\n\nNo `fee` in code, [fee](https://example.com), a fee.\n";
    let files = with(
        two_versions(),
        &[
            ("content/terms/versions/2020-01-01/en.md", text),
            (
                "content/terms/versions/2020-01-01/zh-CN.md",
                &translation("2020-01-01", "# 条款\n\n须付费用。\n\n## 费用 {#fees}\n"),
            ),
            ("content/terms/versions/2020-01-01/glossary.toml", glossary),
        ],
    );
    let files = built(&files, date(2020, 6, 1), false);
    let page = &files["en/terms/index.html"];
    assert_has(
        page,
        &[
            "A <a class=\"term\" href=\"#term.fee\">fee</a>, then fees; coffee is none.",
            "<code>fee</code> in code, <a href=\"https://example.com\">fee</a>, a <a class=\"term\" href=\"#term.fee\">fee</a>.",
            "id=\"term.fee\"",
            "What &lt;you&gt; pay.",
        ],
    );
    assert_has(&files["zh-CN/terms/index.html"], &["须付<a class=\"term\" href=\"#term.fee\">费用</a>。"]);
    // The other version has no glossary of its own, so nothing of a later one shows on it.
    let later = built(&with(two_versions(), &[("content/glossary.toml", glossary)]), DAY, false);
    assert!(!later["en/terms/index.html"].contains("class=\"term\""));
}

#[test]
fn a_sections_language_may_be_alone_on_purpose() {
    let chinese = translation(
        "2020-01-01",
        "# 条款\n\n## 费用 {#fees}\n\n一。\n\n## 特别 {#mainland .local}\n\n仅中文。\n",
    );
    let files = with(two_versions(), &[("content/terms/versions/2020-01-01/zh-CN.md", &chinese)]);
    let pages = built(&files, date(2020, 6, 1), false);
    let page = &pages["zh-CN/terms/index.html"];
    assert_has(page, &["id=\"mainland\"", "仅中文。"]);
    assert!(!page.contains("/en/terms/#mainland"), "the text that controls has no such section");
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    assert!(!check(site(&files).path()).contains("unknown-section"));
}

#[test]
fn hostile_text_stays_text() {
    let text = "# Terms <script>alert(1)</script> & \"quotes\"\n\n## A {#a}\n\n<img src=x onerror=alert(1)>\n\n\
        [x](javascript:alert(1)) [y](https://example.com/\"onclick=\"alert(1)) <b>bold</b>\n\n\
        ```\n</code><script>alert(2)</script>\n```\n\n| <i>h</i> |\n|---|\n| <script>alert(3)</script> |\n";
    let files =
        built(&with(two_versions(), &[("content/terms/versions/2021-01-01/en.md", text)]), DAY, false);
    let page = &files["en/terms/index.html"];
    // The theme's script, and what the page says to programs, which is data.
    assert_eq!(page.matches("<script").count(), 2, "{page}");
    assert!(page.contains("<script src=\"/theme/script."), "{page}");
    assert!(page.contains("<script type=\"application/ld+json\">{"), "{page}");
    assert!(!page.contains("javascript:"), "{page}");
    assert!(!page.contains("onclick=\"alert"), "{page}");
    assert!(!page.contains("<img"), "{page}");
    assert_has(page, &["&lt;/code&gt;&lt;script&gt;alert(2)", "bold"]);
}

#[test]
fn templates_themes_and_strings_are_overridden_file_by_file() {
    let files = with(
        two_versions(),
        &[
            ("promulgate.toml", &format!("theme = \"own\"\n{CONFIG}")),
            ("templates/partials/day.html", "<b class=\"own-day\">{{ day.text }}</b>"),
            ("themes/own/theme.toml", "name = \"Own\"\nstylesheets = [\"own.css\"]\n"),
            ("themes/own/own.css", "body { color: black }\n"),
            (
                "locales/ms/scaffold.ftl",
                "new-policy-title = A\nnew-addendum-title = B\nnew-section-heading = C\nnew-section-text = D\n",
            ),
        ],
    );
    let pages = built(&files, DAY, false);
    let page = &pages["en/terms/index.html"];
    let published = |pages: &BTreeMap<String, String>, name: &str| -> Option<String> {
        let start = format!("theme/{name}.");
        pages.keys().find(|path| path.starts_with(&start)).cloned()
    };
    let own = published(&pages, "own").expect("the theme's stylesheet");
    assert_has(page, &["class=\"own-day\"", &format!("href=\"/{own}\"")]);
    assert_eq!(pages[&own], "body { color: black }\n");
    assert_eq!(published(&pages, "style"), None);
    // A file of a carried theme can be replaced alone.
    let files = with(two_versions(), &[("themes/default/style.css", "p { color: navy }\n")]);
    let pages = built(&files, DAY, false);
    assert_eq!(pages[&published(&pages, "style").expect("the stylesheet")], "p { color: navy }\n");
    assert!(published(&pages, "print").is_some());
}

#[test]
fn pages_do_not_depend_on_the_order_of_files() {
    let forward = built(&with_addenda(), DAY, true);
    let mut files = with_addenda();
    files.reverse();
    assert_eq!(forward, built(&files, DAY, true));
}

#[test]
fn nothing_is_known_that_is_released_later() {
    // The text refers to a policy, and lists an addendum, that are released only after the day of the build.
    let files = with(
        two_versions(),
        &[
            (
                "content/terms/versions/2020-01-01/en.md",
                "# Terms\n\nSee [](policy:later) and [its words](policy:later).\n\n```{addenda}\n```\n\n## Fees {#fees}\n",
            ),
            ("content/later/policy.toml", NOTICE),
            ("content/later/en.md", "# Draft title\n"),
            (
                "content/later/versions/1/version.toml",
                &format!("label = \"1\"\n{}", version("2025-01-01", "2025-01-01")),
            ),
            ("content/later/versions/1/en.md", "# Secret title\n"),
            ("content/terms/addenda/br/policy.toml", "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
            ("content/terms/addenda/br/en.md", "# Draft addendum\n"),
            (
                "content/terms/addenda/br/versions/1/version.toml",
                &format!("label = \"1\"\n{}", version("2025-01-01", "2025-01-01")),
            ),
            ("content/terms/addenda/br/versions/1/en.md", "# Secret addendum\n"),
        ],
    );
    let early = built(&files, date(2020, 6, 1), false);
    for (path, page) in &early {
        assert!(!page.contains("Secret") && !page.contains("Draft"), "{path} knows the future:\n{page}");
    }
    assert_has(&early["en/terms/index.html"], &["<span class=\"dead-link\">its words</span>"]);
    // Once it is released, the first version is what the reference can mean.
    let late = built(&files, date(2025, 6, 1), false);
    assert_has(&late["en/terms/v/2020-01-01/index.html"], &["<a href=\"/en/later/v/1/\">Secret title</a>"]);
}

#[test]
fn a_released_text_never_shows_a_working_heading() {
    let files = with(
        two_policies(),
        &[
            (
                "content/terms/versions/2020-01-01/en.md",
                "# Terms\n\n[](../cookies/en.md#list) [](../../../cookies/en.md#list)\n\n## Fees {#fees}\n",
            ),
            ("content/cookies/en.md", "# Cookies\n\n## Unpublished {#list}\n"),
        ],
    );
    let pages = built(&files, date(2020, 2, 1), false);
    let page = &pages["en/terms/index.html"];
    // The path as it was in the working text, and the one from the version's own folder, mean the same.
    assert_eq!(page.matches("<a href=\"/en/cookies/#list\">The list</a>").count(), 2, "{page}");
    assert!(!page.contains("Unpublished"));
}

#[test]
fn a_translation_that_says_an_earlier_version_says_so() {
    // It lies in the folder of the second version, but translates the first.
    let files = with(
        two_versions(),
        &[(
            "content/terms/versions/2021-01-01/zh-CN.md",
            &translation("2020-01-01", "# 条款\n\n旧文。\n\n## 费用 {#fees}\n"),
        )],
    );
    let pages = built(&files, DAY, false);
    assert_has(&pages["zh-CN/terms/index.html"], &["旧文。", "notice-drift", "2020-01-01"]);
}

#[test]
fn footnotes_lose_no_words() {
    let text = "# Terms[^t]\n\nOne[^Up], two[^b] and two again[^b].\n\n## Fees {#fees}\n\n[^up]: Upper.\n\n    More.\n\n\
        [^b]: First B.\n\n[^b]: Second B.\n\n[^t]: Of the title.\n\n[^z]: Start.\n\n    > [^q]: Nested.\n\n    After.\n";
    let files = with(two_versions(), &[("content/terms/versions/2021-01-01/en.md", text)]);
    let pages = built(&files, DAY, false);
    let page = &pages["en/terms/index.html"];
    for words in ["Upper.", "More.", "First B.", "Second B.", "Of the title.", "Start.", "Nested.", "After."]
    {
        assert_eq!(page.matches(words).count(), 1, "{words} in {page}");
    }
    for (at, start) in page.match_indices("href=\"#") {
        let id = page[at + start.len()..].split('"').next().unwrap_or_default();
        assert!(page.contains(&format!("id=\"{id}\"")), "nothing has the id {id}");
    }
}

#[test]
fn a_part_of_a_country_has_the_countrys_addendum_too() {
    let mut files = with_addenda();
    files.push((
        "content/terms/addenda/us/policy.toml",
        "kind = \"addendum\"\njurisdictions = [\"US\"]\n".to_owned(),
    ));
    files.push(("content/terms/addenda/us/en.md", "# America\n".to_owned()));
    files.push((
        "content/terms/addenda/us-ca/policy.toml",
        "kind = \"addendum\"\njurisdictions = [\"US-CA\"]\n".to_owned(),
    ));
    files.push(("content/terms/addenda/us-ca/en.md", "# California\n".to_owned()));
    for (folder, title) in [("us", "America"), ("us-ca", "California")] {
        let folder = format!("content/terms/addenda/{folder}/versions/1");
        let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        files.push((
            leak(format!("{folder}/version.toml")),
            format!("label = \"1\"\n{}", version("2021-02-01", "2021-03-01")),
        ));
        files.push((leak(format!("{folder}/en.md")), format!("# {title}\n")));
    }
    let pages = built(&files, DAY, false);
    assert_eq!(pages["en/terms/in/us-ca/index.html"].matches("<article").count(), 3);
    assert_eq!(pages["en/terms/in/us/index.html"].matches("<article").count(), 2);
}
