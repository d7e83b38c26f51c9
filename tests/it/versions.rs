//! The life of a version: released, announced, revised, adopted, withdrawn. The program as people run it.

use std::fs;
use std::path::Path;

use crate::living::{Site, assert_says, with_addendum};
use crate::support::{assert_code, files, printed, promulgate};

#[test]
fn a_release_seals_what_it_draws_on_and_is_announced_until_its_day() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/ms.md", "Sesuatu yang baharu.");
    let release = ["release", "privacy", "--material", "--summary", "en=Adds something.", "--yes"];
    let said = site.run("2026-03-01", &release, 0);
    assert_says(&said, "version 2026-03-31, released 2026-03-01, effective 2026-03-31, a material change");
    assert_says(&said, "compared with version 2026-01-01, passages: 1 added");
    assert_says(&said, "translates = \"working\": zh-CN");

    let folder = "privacy/versions/2026-03-31";
    assert_eq!(site.read(&format!("{folder}/en.md")), site.read("privacy/en.md"));
    assert_says(&site.read(&format!("{folder}/ms.md")), "translates = \"2026-03-31\"");
    // The working translation says so from now on as well: it does not follow what is edited next.
    assert_eq!(site.read(&format!("{folder}/ms.md")), site.read("privacy/ms.md"));
    assert!(!site.path(&format!("{folder}/zh-CN.md")).exists());
    assert_eq!(
        site.read(&format!("{folder}/version.toml")),
        "label = \"2026-03-31\"\nreleased = 2026-03-01\neffective = 2026-03-31\nmaterial = true\n\n\
         [summary]\nen = \"Adds something.\"\n"
    );

    // Nobody knew of it the day before; it is announced until its day, and then it is in force.
    let upcoming = "en/privacy/upcoming/index.html";
    let in_force = "en/privacy/index.html";
    assert_eq!(site.page("2026-02-28", upcoming), None);
    assert_says(&site.page("2026-03-01", upcoming).expect("a page"), "Something new.");
    for (lang, banner) in [
        ("en", "takes effect on March 31, 2026"),
        ("zh-CN", "将于2026年3月31日生效"),
        ("ms", "berkuat kuasa pada 31 Mac 2026"),
    ] {
        let page = site.page("2026-03-30", &format!("{lang}/privacy/index.html")).expect("a page");
        assert_says(&page, "notice-announced");
        assert_says(&page, banner);
        let page = site.page("2026-03-31", &format!("{lang}/privacy/index.html")).expect("a page");
        assert!(!page.contains("notice-announced"), "{lang}");
    }
    assert!(!site.page("2026-03-30", in_force).expect("a page").contains("Something new."));
    assert_says(&site.page("2026-03-31", in_force).expect("a page"), "Something new.");
    assert_eq!(site.page("2026-03-31", upcoming), None);
    // What it replaced names it, and leads to it.
    let replaced = site.page("2026-03-31", "en/privacy/v/2026-01-01/index.html").expect("a page");
    assert_says(&replaced, "Version 2026-03-31 is, since March 31, 2026.");
    for relation in [
        "rel=\"successor-version\" href=\"https://policies.example.com/en/privacy/v/2026-03-31/\"",
        "rel=\"latest-version\" href=\"https://policies.example.com/en/privacy/\"",
        "rel=\"version-history\" href=\"https://policies.example.com/en/privacy/history/\"",
    ] {
        assert_says(&replaced, relation);
    }
    let newest = site.page("2026-03-31", "en/privacy/v/2026-03-31/index.html").expect("a page");
    assert_says(
        &newest,
        "rel=\"predecessor-version\" href=\"https://policies.example.com/en/privacy/v/2026-01-01/\"",
    );
    assert_says(
        &newest,
        "<link rel=\"canonical\" href=\"https://policies.example.com/en/privacy/v/2026-03-31/\">",
    );
}

#[test]
fn a_later_edit_of_a_register_changes_no_released_page() {
    let site = Site::new();
    site.add("cookies/en.md", "Something new.");
    site.run("2026-03-01", &["release", "cookies", "--yes"], 0);
    assert_eq!(site.read("cookies/versions/2026-03-01/cookies.toml"), site.read("cookies/cookies.toml"));
    let page = "en/cookies/v/2026-03-01/index.html";
    let before = site.page("2026-03-02", page).expect("a page");
    site.replace("cookies/cookies.toml", "purpose = { en = \"", "purpose = { en = \"Changed: ");
    assert_eq!(site.page("2026-03-02", page).expect("a page"), before);
    // For the gate an edited register is an edited text.
    let said = site.run("2026-03-02", &["check", "--gate", "release"], 1);
    assert_says(&said, "error[changed-unreleased]");
    site.run("2026-03-02", &["release", "cookies", "--yes"], 0);
    assert_says(&site.page("2026-03-02", "en/cookies/index.html").expect("a page"), "Changed: ");
}

#[test]
fn what_cannot_be_released_is_refused_with_the_way_out() {
    let site = Site::new();
    let before = files(&site.root.join("content"));
    for (arguments, words) in [
        (
            &["release", "privacy", "--yes"][..],
            "nothing has changed: the working text of `privacy` is that of version",
        ),
        (&["release", "privcy", "--yes"], "there is no policy `privcy`; did you mean `privacy`?"),
        (&["release", "privacy", "--lang", "en", "--yes"], "release it without --lang"),
        (&["release", "privacy", "--lang", "fr", "--yes"], "the site does not have the language `fr`"),
        (
            &["release", "privacy", "--lang", "ms", "--yes"],
            "nothing has changed: the working text in `ms` is revision 1",
        ),
        (&["release", "privacy", "--summary", "en", "--yes"], "LANG=TEXT"),
        (&["release", "privacy", "--editorial", " ", "--yes"], "write some words"),
        (&["release", "privacy", "--editorial", "a\u{202e}b", "--yes"], "invisible character"),
        (
            &["withdraw", "privacy", "2026-01-01", "--reason", "x", "--yes"],
            "a policy is replaced, not withdrawn",
        ),
        (&["withdraw", "privacy", "2027", "--reason", "x", "--yes"], "it has 2026-01-01"),
    ] {
        let said = site.run("2026-03-01", arguments, 2);
        assert_says(&said, words);
        assert_eq!(files(&site.root.join("content")), before, "{arguments:?}");
    }
    site.add("privacy/en.md", "Something new.");
    let before = files(&site.root.join("content"));
    for (arguments, words) in [
        (&["release", "privacy", "--label", "2026-01-01", "--yes"][..], "--label 2026-01-01.2"),
        (&["release", "privacy", "--label", "a/b", "--yes"], "cannot be the label of a version"),
        (&["release", "privacy", "--effective", "2026-02-28", "--yes"], "say --backdate"),
        (
            &["release", "privacy", "--material", "--effective", "2026-03-30", "--yes"],
            "announced 30 days before it takes effect: on 2026-03-31 at the earliest",
        ),
        (
            &["release", "privacy", "--summary", "fr=Non.", "--yes"],
            "the site does not have the language `fr`",
        ),
        // Nobody says yes.
        (&["release", "privacy"], "nothing was written; answer y, or say --yes"),
    ] {
        let said = site.run("2026-03-01", arguments, 2);
        assert_says(&said, words);
        assert_eq!(files(&site.root.join("content")), before, "{arguments:?}");
    }
    // An error in the text is a gate.
    site.add("privacy/en.md", "See [](policy:nothing).");
    let said = site.run("2026-03-01", &["release", "privacy", "--yes"], 1);
    assert_says(&said, "error[dead-reference]: there is no policy `nothing`");
    // One in another policy's is not.
    site.run("2026-03-01", &["release", "cookies", "--yes"], 2);
}

#[test]
fn reasons_are_kept_in_the_ledger() {
    let site = Site::new();
    site.add("privacy/en.md", "One.");
    let hurry = ["--material", "--effective", "2026-03-02", "--override-notice", "A law of 1 March."];
    site.run("2026-03-01", &[&["release", "privacy", "--yes"], &hurry[..]].concat(), 0);
    site.add("privacy/en.md", "Two.");
    site.run("2026-03-03", &["release", "privacy", "--yes", "--editorial", "A misprint: \"Tow\"."], 0);
    site.add("privacy/en.md", "Three.");
    let past = ["release", "privacy", "--yes", "--backdate", "--effective", "2026-03-04"];
    site.run("2026-03-05", &past, 0);
    let ledger = site.read("privacy/versions/ledger.toml");
    assert_says(&ledger, "reason = \"notice overridden: A law of 1 March.\"");
    assert_says(&ledger, "editorial: A misprint: \"Tow\".");
    assert_says(&ledger, "reason = \"backdated\"");
    let said = site.run("2026-03-06", &["check"], 0);
    assert_says(&said, "note[impossible-days]");
    assert_says(&site.page("2026-03-06", "en/privacy/index.html").expect("a page"), "Three.");
}

#[test]
fn the_gate_lets_formatting_pass() {
    let site = Site::new();
    site.run("2026-03-01", &["check", "--gate", "release"], 0);
    let text = site.read("privacy/en.md");
    let word = text.split_whitespace().find(|word| word.len() > 6 && word.chars().all(char::is_alphanumeric));
    let word = word.expect("a word").to_owned();
    site.write("privacy/en.md", &text.replacen(&word, &format!("**{word}**"), 1));
    site.run("2026-03-01", &["check", "--gate", "release"], 0);
    site.add("privacy/zh-CN.md", "新的一段。");
    let said = site.run("2026-03-01", &["check", "--gate", "release"], 1);
    assert_says(&said, "release it: promulgate release privacy --lang zh-CN");
    // Without the gate it is nobody's fault to work on a text.
    site.run("2026-03-01", &["check"], 0);
    // A text that is released, even for a later day, has its version.
    site.run("2026-03-01", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);
    site.add("privacy/en.md", "Something new.");
    site.run("2026-03-01", &["check", "--gate", "release"], 1);
    site.run("2026-03-01", &["release", "privacy", "--effective", "2027-01-01", "--yes"], 0);
    site.run("2026-03-01", &["check", "--gate", "release"], 0);
}

#[test]
fn a_translations_revisions_have_their_own_days_and_addresses() {
    let site = Site::new();
    let first = site.read("privacy/versions/2026-01-01/zh-CN.md");
    site.add("privacy/zh-CN.md", "第二次修订。");
    site.write("privacy/zh-CN.sync.toml", "# what was reconciled\n");
    let said = site.run("2026-03-01", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);
    assert_says(&said, "revision 2 of the `zh-CN` text of version 2026-01-01, released 2026-03-01");
    assert_eq!(site.read("privacy/versions/2026-01-01/zh-CN.md"), first);
    assert_eq!(site.read("privacy/versions/2026-01-01/zh-CN.2.md"), site.read("privacy/zh-CN.md"));
    assert!(site.path("privacy/versions/2026-01-01/zh-CN.2.sync.toml").exists());
    let second = site.read("privacy/zh-CN.md");
    let said = site.run("2026-03-02", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "nothing has changed");
    site.add("privacy/zh-CN.md", "第三次修订。");
    site.run("2026-04-01", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);

    // Before its day a revision is not known.
    let in_force = "zh-CN/privacy/index.html";
    assert!(!site.page("2026-02-28", in_force).expect("a page").contains("第二次修订。"));
    let page = site.page("2026-03-31", in_force).expect("a page");
    assert!(page.contains("第二次修订。") && !page.contains("第三次修订。"));
    assert_says(&page, "<time datetime=\"2026-03-01\">");
    assert!(site.page("2026-02-28", "zh-CN/privacy/v/2026-01-01/r/2/index.html").is_none());
    assert!(site.page("2026-03-31", "zh-CN/privacy/v/2026-01-01/r/3/index.html").is_none());
    let permanent = site.page("2026-04-01", "zh-CN/privacy/v/2026-01-01/index.html").expect("a page");
    assert_says(&permanent, "notice-revised");
    assert!(!permanent.contains("第二次修订。"));
    site.run("2026-04-01", &["build"], 0);
    let public = |path: &str| fs::read_to_string(site.root.join("public").join(path)).expect("a file");
    assert_eq!(public("zh-CN/privacy/v/2026-01-01/policy.md"), first);
    assert_eq!(public("zh-CN/privacy/v/2026-01-01/r/2/policy.md"), second);
    assert_eq!(public("zh-CN/privacy/v/2026-01-01/r/3/policy.md"), site.read("privacy/zh-CN.md"));
    for day in ["2025-12-01", "2026-03-01", "2026-04-01"] {
        assert_says(&public("zh-CN/privacy/history/index.html"), &format!("<time datetime=\"{day}\">"));
    }
}

#[test]
fn a_translation_of_the_working_text_does_not_pass_for_one_of_another_version() {
    let site = Site::new();
    site.replace("privacy/zh-CN.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/zh-CN.md", "新的一段。");
    // The working text still says what the version says.
    site.run("2026-03-01", &["release", "privacy", "--lang", "zh-CN", "--yes"], 0);
    assert_says(&site.read("privacy/zh-CN.md"), "translates = \"2026-01-01\"");
    // Now it does not.
    site.replace("privacy/zh-CN.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/en.md", "Something new.");
    let said = site.run("2026-03-02", &["release", "privacy", "--lang", "zh-CN", "--yes"], 2);
    assert_says(&said, "release the `en` text first");
}

#[test]
fn an_announced_version_can_be_taken_back() {
    let site = Site::new();
    site.add("privacy/en.md", "A mistake.");
    site.run("2026-03-01", &["release", "privacy", "--effective", "2026-06-01", "--yes"], 0);
    let withdraw = ["withdraw", "privacy", "2026-06-01", "--reason", "It was a mistake.", "--yes"];
    site.run("2026-04-01", &withdraw, 0);
    assert_says(&site.page("2026-03-31", "en/privacy/index.html").expect("a page"), "notice-announced");
    let page = site.page("2026-06-02", "en/privacy/index.html").expect("a page");
    assert!(!page.contains("A mistake."));
    assert!(site.page("2026-04-01", "en/privacy/upcoming/index.html").is_none());
    let kept = site.page("2026-06-02", "en/privacy/v/2026-06-01/index.html").expect("its address stays");
    assert_says(&kept, "It never applied.");
    assert_says(&kept, "It was a mistake.");
    assert_says(
        &site.page("2026-06-02", "en/privacy/history/index.html").expect("a page"),
        "status-withdrawn",
    );
    // Not twice, and its label is never used again.
    let said = site.run("2026-04-02", &withdraw, 2);
    assert_says(&said, "is withdrawn already");
    let said = site.run("2026-04-02", &["release", "privacy", "--effective", "2026-06-01", "--yes"], 2);
    assert_says(&said, "the label `2026-06-01` of `privacy` is used already");
    // That it was withdrawn cannot be cut off unseen.
    let ledger = site.read("privacy/versions/ledger.toml");
    let last = ledger.rfind("\n[[entry]]").expect("entries");
    site.write("privacy/versions/ledger.toml", &ledger[..last]);
    let said = site.run("2026-04-02", &["check"], 1);
    assert_says(&said, "withdrawn.toml` is not in the ledger");
}

#[test]
fn an_addendum_ends_on_a_day_and_keeps_its_address() {
    let site = with_addendum();
    let page = "en/privacy/in/br/index.html";
    assert_says(&site.page("2026-02-01", page).expect("a page"), "data-policy=\"privacy/addenda/br\"");
    let withdraw = ["withdraw", "privacy/br", "2026-02-01", "--reason", "The law is gone.", "--effective"];
    let said = site.run("2026-03-01", &[&withdraw[..], &["2026-02-15", "--yes"]].concat(), 2);
    assert_says(&said, "cannot end on 2026-02-15");
    site.run("2026-03-01", &[&withdraw[..], &["2026-05-01", "--yes"]].concat(), 0);
    assert_says(&site.page("2026-04-30", page).expect("a page"), "data-policy=\"privacy/addenda/br\"");
    let ended = site.page("2026-05-01", page).expect("its address stays");
    assert!(!ended.contains("data-policy=\"privacy/addenda/br\""));
    assert_says(&ended, "The law is gone.");
    assert_says(
        &site.page("2026-05-01", "en/privacy/in/br/v/2026-02-01/index.html").expect("a page"),
        "notice-ended",
    );
    let said = site.run("2026-05-01", &["show", "privacy", "--in", "BR"], 0);
    assert_says(&said, "the addendum ended on 2026-05-01");
    // The consolidated timeline has both days.
    let history = site.page("2026-05-01", "en/privacy/history/index.html").expect("a page");
    for day in ["2026-01-01", "2026-02-01", "2026-05-01"] {
        assert_says(&history, &format!("<li><time datetime=\"{day}\">"));
    }
    // A later version brings it back.
    site.add("privacy/addenda/br/en.md", "Something new.");
    site.run("2026-06-01", &["release", "privacy/addenda/br", "--yes"], 0);
    assert_says(&site.page("2026-06-01", page).expect("a page"), "Something new.");
}

#[test]
fn show_prints_what_applied() {
    let site = with_addendum();
    site.add("privacy/en.md", "Something new.");
    site.run("2026-03-01", &["release", "privacy", "--effective", "2026-06-01", "--yes"], 0);
    let stdout = |day: &str, arguments: &[&str]| {
        let arguments: Vec<&str> =
            ["show", "privacy", "--as-of", day].iter().chain(arguments).copied().collect();
        let output = promulgate(&site.root, &arguments);
        assert_code(&output, 0);
        (String::from_utf8(output.stdout.clone()).expect("text"), printed(&output))
    };
    let (text, said) = stdout("2025-12-31", &[]);
    assert_says(
        &text,
        "nothing applied on 2025-12-31: the first version, 2026-01-01, was released on 2025-12-01",
    );
    assert!(!said.contains('#'));
    assert_eq!(stdout("2026-05-31", &[]).0, site.read("privacy/versions/2026-01-01/en.md"));
    assert_eq!(stdout("2026-06-01", &[]).0, site.read("privacy/versions/2026-06-01/en.md"));
    let (text, said) = stdout("2026-06-01", &["--lang", "ms"]);
    assert_eq!(text, site.read("privacy/versions/2026-01-01/ms.md"));
    assert_says(&said, "version 2026-06-01, released 2026-03-01, effective 2026-06-01");
    assert_says(&said, "the translation is that of version 2026-01-01; the text in en controls");
    let both = stdout("2026-06-01", &["--in", "br"]).0;
    let addendum = site.read("privacy/addenda/br/versions/2026-02-01/en.md");
    assert_eq!(both, site.read("privacy/versions/2026-06-01/en.md") + "\n" + &addendum);
    let said = site.run("2026-06-01", &["show", "privacy", "--in", "nowhere"], 2);
    assert_says(&said, "is no known jurisdiction");
    for (name, code) in [("Brazil", "BR"), ("germany", "DE"), ("uk", "GB")] {
        let said = site.run("2026-06-01", &["show", "privacy", "--in", name], 2);
        assert_says(&said, &format!("`{name}` is no known jurisdiction; did you mean `{code}`?"));
    }
    // Nobody is told what applied by a text that was tampered with.
    site.add("privacy/versions/2026-01-01/en.md", "Tampered.");
    let said = site.run("2026-02-01", &["show", "privacy"], 1);
    assert_says(&said, "error[sealed-changed]");
    assert!(!said.contains("Tampered.\n"));
}

#[test]
fn an_archive_is_adopted_as_it_is() {
    let site = Site::new();
    let old = "# Old terms\n\n## No id\n\n<div>Raw</div>\n\nSee [](policy:gone) and [dead](../nowhere.md).\n";
    site.write("terms/policy.toml", "kind = \"notice\"\n");
    site.write("terms/en.md", "# Terms\n\n## Fees {#fees}\n\nTen.\n");
    for (label, days) in [
        ("2014-02-20", "released = 2014-02-20\neffective = 2014-02-20\n"),
        ("2014-08-25.10", "label = \"2014-08-25.10\"\nreleased = 2014-08-25\neffective = 2014-08-25\n"),
        ("2014-08-25.9", "label = \"2014-08-25.9\"\nreleased = 2014-08-25\neffective = 2014-08-25\n"),
    ] {
        site.write(&format!("terms/versions/{label}/version.toml"), days);
        site.write(&format!("terms/versions/{label}/en.md"), &old.replace("Raw", label));
    }
    let said = site.run("2026-03-01", &["check"], 1);
    assert_says(&said, "error[not-in-ledger]: the versions of `terms` are in no ledger");
    assert_says(&said, "promulgate adopt terms");
    // Nobody says yes.
    site.run("2026-03-01", &["adopt", "terms"], 2);
    assert!(!site.path("terms/versions/ledger.toml").exists());
    let said = site.run("2026-03-01", &["adopt", "--all", "--yes"], 0);
    assert_says(&said, "done: 6 entries in 1 ledger");
    let ledger = site.read("terms/versions/ledger.toml");
    let at = |path: &str| ledger.find(path).unwrap_or_else(|| panic!("{path} is not entered"));
    assert!(at("2014-02-20/en.md") < at("2014-08-25.9/version.toml"));
    assert!(at("2014-08-25.9/en.md") < at("2014-08-25.10/version.toml"), "ten comes after nine");
    let said = site.run("2026-03-01", &["check"], 0);
    for note in ["note[heading-without-id]", "note[raw-html]", "note[dead-reference]", "note[dead-link]"] {
        assert_says(&said, note);
    }
    assert!(!said.contains("warning["), "{said}");
    // Of two versions of one day the later entry applies.
    assert_says(&said, "take effect on the same day");
    assert_says(&site.page("2026-03-01", "en/terms/index.html").expect("a page"), "2014-08-25.10");
    let said = site.run("2026-03-01", &["adopt", "--all", "--yes"], 0);
    assert_says(&said, "nothing to adopt");
    // A revision that was put there by hand comes under the ledger on the day of its adoption.
    site.write(
        "terms/versions/2014-08-25.10/ms.md",
        "+++\ntranslates = \"2014-08-25.10\"\n+++\n\n# Terma\n\nBaharu.\n",
    );
    site.run("2026-03-01", &["check"], 1);
    site.run("2026-03-01", &["adopt", "terms", "--yes"], 0);
    assert!(!site.page("2026-02-28", "ms/terms/index.html").expect("a page").contains("Baharu."));
    assert_says(&site.page("2026-03-01", "ms/terms/index.html").expect("a page"), "Baharu.");
    // What was changed since is not adopted over.
    site.add("terms/versions/2014-02-20/en.md", "Tampered.");
    site.write("terms/versions/2014-08-25.10/zh-CN.md", "# 条款\n");
    let said = site.run("2026-03-01", &["adopt", "terms", "--yes"], 1);
    assert_says(&said, "error[sealed-changed]");
}

#[test]
fn superseded_versions_are_kept_from_search_engines_where_the_policy_says_so() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
    let is_hidden =
        |path: &str| site.page("2026-03-01", path).expect("a page").contains("content=\"noindex\"");
    let (old, new) = ("en/privacy/v/2026-01-01/index.html", "en/privacy/v/2026-03-01/index.html");
    assert!(!is_hidden(old) && !is_hidden(new));
    site.add("privacy/policy.toml", "noindex_superseded = true");
    assert!(is_hidden(old) && !is_hidden(new) && !is_hidden("en/privacy/index.html"));
}

#[test]
fn two_do_not_write_at_once() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    let lock = promulgate::seal::SiteLock::take(&site.root).expect("a lock");
    let said = site.run("2026-03-01", &["release", "privacy", "--yes"], 2);
    assert_says(&said, "another promulgate is writing in this site");
    drop(lock);
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
}

#[test]
fn an_interrupted_release_is_finished_or_cleared_away() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    let before = files(&site.root.join("content"));
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
    let after = files(&site.root.join("content"));
    let versions = site.path("privacy/versions");
    let staging = versions.join(".new-2026-03-01");
    let restore = |files: &std::collections::BTreeMap<String, String>| {
        fs::remove_dir_all(site.root.join("content")).expect("a folder");
        files.iter().for_each(|(path, text)| site.write(path, text));
    };
    let next = || site.run("2026-03-02", &["adopt", "--all", "--yes"], 0);

    // Before the commit: half of a file is there.
    restore(&before);
    fs::create_dir(&staging).expect("a folder");
    fs::write(staging.join("zh-CN.md"), &"半".as_bytes()[..2]).expect("a file");
    fs::write(staging.join("version.toml"), "label = ").expect("a file");
    let said = site.run("2026-03-01", &["check"], 0);
    assert_says(&said, "note[interrupted-release]");
    assert_says(&said, "it does not count");
    next();
    assert_eq!(files(&site.root.join("content")), before);

    // After it: the ledger is in place, the version's folder is not, nor does the working text say its label.
    restore(&after);
    fs::rename(versions.join("2026-03-01"), &staging).expect("a folder");
    site.replace("privacy/ms.md", "\"2026-03-01\"", "\"working\"");
    let said = site.run("2026-03-01", &["check"], 0);
    assert_says(&said, "it counts");
    assert_says(&site.page("2026-03-01", "en/privacy/index.html").expect("a page"), "Something new.");
    next();
    assert_eq!(files(&site.root.join("content")), after);

    // A working text that was edited since is left alone.
    fs::rename(versions.join("2026-03-01"), &staging).expect("a folder");
    site.replace("privacy/ms.md", "\"2026-03-01\"", "\"working\"");
    site.add("privacy/ms.md", "Satu lagi.");
    next();
    assert_says(&site.read("privacy/ms.md"), "translates = \"working\"");
}

/// `docs/ledger.md` promises that a ledger can be verified by the commands on that page alone.
#[cfg(unix)]
#[test]
fn the_page_on_ledgers_verifies_one() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ledger.md")).expect("the page");
    let script =
        page.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("its commands");
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    site.run("2026-03-01", &["release", "privacy", "--editorial", "Its \"reason\" & more.", "--yes"], 0);
    let verify = || {
        let output = std::process::Command::new("sh")
            .args(["-c", script])
            .current_dir(site.path("privacy/versions"))
            .output()
            .expect("a shell");
        (output.status.success(), printed(&output))
    };
    let (good, said) = verify();
    assert!(good, "{said}");
    let ledger = site.read("privacy/versions/ledger.toml");
    for (path, text) in [
        ("privacy/versions/ledger.toml", ledger.replace("& more", "& less")),
        ("privacy/versions/ledger.toml", ledger.replacen("revision = 1", "revision = 3", 1)),
        ("privacy/versions/2026-03-01/en.md", site.read("privacy/versions/2026-03-01/en.md") + " "),
    ] {
        let before = site.read(path);
        site.write(path, &text);
        let (good, said) = verify();
        assert!(!good, "{path} was changed: {said}");
        site.write(path, &before);
    }
    assert!(verify().0);
}

#[test]
fn nothing_that_is_announced_comes_into_force_by_a_correction() {
    let site = Site::new();
    let announce = |label: &str| {
        ["release", "privacy", "--material", "--effective", "2026-06-01", "--label", label, "--yes"]
            .map(str::to_owned)
    };
    let run = |day: &str, arguments: &[String], code: i32| {
        site.run(day, &arguments.iter().map(String::as_str).collect::<Vec<_>>(), code)
    };
    site.replace("privacy/en.md", "within 30 days", "within 90 days");
    run("2026-03-01", &announce("2026-06-01"), 0);
    // The announcement itself is corrected: what it brings now is in the second version only.
    site.replace("privacy/en.md", "within 90 days", "within 60 days");
    run("2026-03-02", &announce("2026-06-01.2"), 0);
    site.add("privacy/en.md", "A correction.");
    let said =
        site.run("2026-03-03", &["release", "privacy", "--editorial", "Mends a misprint.", "--yes"], 2);
    assert_says(&said, "the working text holds what is announced for 2026-06-01");
    assert_says(&said, "--effective 2026-06-01 --label 2026-06-01.3 --material");
    assert_says(
        &said,
        "to correct the text in force: begin from its sealed copy, content/privacy/versions/2026-01-01/en.md\n",
    );
    assert_says(&site.run("2026-03-03", &["diff", "privacy", "in-force", "upcoming"], 1), "[-30-]{+60+}");
    // The policy alone means what is in force and what is being edited.
    let alone = site.run("2026-03-03", &["diff", "privacy"], 1);
    assert_eq!(alone, site.run("2026-03-03", &["diff", "privacy", "in-force", "working"], 1));
    assert_says(&alone, "A correction.");
    assert_says(&site.run("2026-03-03", &["diff", "old.md"], 2), "name two files");
    // A correction of the announcement is as material as what it corrects, and says the same to readers.
    let correction =
        ["--editorial", "A misprint.", "--effective", "2026-06-01", "--label", "2026-06-01.3", "--yes"];
    let said = site.run("2026-05-20", &[&["release", "privacy"], correction.as_slice()].concat(), 0);
    assert_says(&said, "a material change");
    site.run("2026-05-21", &["withdraw", "privacy", "2026-06-01.3", "--reason", "No.", "--yes"], 0);
    // What will come in its place is said of what is taken back.
    let said =
        site.run("2026-05-22", &["withdraw", "privacy", "2026-06-01.2", "--reason", "No.", "--yes"], 0);
    assert_says(&said, "version 2026-06-01 takes effect on 2026-06-01; if it must not");
    let said = site.run("2026-05-22", &["withdraw", "privacy", "2026-06-01", "--reason", "No.", "--yes"], 0);
    assert_says(&said, "version 2026-01-01 goes on applying");
}

#[test]
fn a_changed_register_is_released_with_its_policy() {
    let site = Site::new();
    site.replace("cookies/cookies.toml", "name = \"session\"", "name = \"sid\"");
    let said = site.run("2026-03-01", &["check", "--gate", "release"], 1);
    assert_says(&said, "a register changed: promulgate release cookies seals it");
    site.run("2026-03-01", &["release", "cookies", "--editorial", "Renames a cookie.", "--yes"], 0);
}

#[test]
fn a_translation_is_released_alone_with_what_is_warned_of_it() {
    let site = Site::new();
    site.replace("privacy/zh-CN.md", "30天", "40天");
    let said = site.run("2026-03-01", &["release", "privacy", "--lang", "zh-CN"], 2);
    assert_says(&said, "warning[number-differs]");
    assert_says(&said, "Release it? [y/N]");
}

#[test]
fn nothing_applies_instead_of_what_would_bring_an_ended_addendum_back() {
    let site = with_addendum();
    let policy = "privacy/addenda/br";
    let end = [
        "withdraw",
        policy,
        "2026-02-01",
        "--effective",
        "2026-05-01",
        "--reason",
        "The notice says it.",
        "--yes",
    ];
    site.run("2026-03-01", &end, 0);
    site.add("privacy/addenda/br/en.md", "It is back.");
    site.run("2026-03-02", &["release", policy, "--effective", "2026-07-01", "--yes"], 0);
    let said = site.run("2026-03-03", &["withdraw", policy, "2026-07-01", "--reason", "No.", "--yes"], 0);
    assert_says(&said, "then nothing applies");
    // What programs read of the page says when it ended, not when something else came.
    let page = site.page("2026-06-01", "en/privacy/in/br/v/2026-02-01/index.html").expect("a page");
    assert_says(&page, "\"expires\":\"2026-05-01\"");
}

#[test]
fn what_is_new_is_no_longer_told_after_ninety_days() {
    let site = Site::new();
    site.add("privacy/en.md", "Something new.");
    let release = ["release", "privacy", "--material", "--summary", "en=Adds something.", "--yes"];
    site.run("2026-03-01", &release, 0);
    // It took effect on 31 March.
    for (day, is_news) in [("2026-03-31", true), ("2026-06-28", true), ("2026-06-29", false)] {
        for page in ["en/index.html", "en/privacy/index.html"] {
            let page = site.page(day, page).expect("a page");
            assert_eq!(page.contains("Adds something."), is_news, "{day}");
        }
        let head = site.page(day, "en/privacy/index.html").expect("a page");
        assert_eq!(head.contains("class=\"material\""), is_news, "{day}");
        // At its permanent address and in the history it belongs to the version.
        for page in ["en/privacy/v/2026-03-31/index.html", "en/privacy/history/index.html"] {
            let page = site.page(day, page).expect("a page");
            assert_says(&page, "Changes in this version: </span><span lang=\"en\">Adds something.");
            assert_says(&page, "class=\"material\"");
        }
    }
}

#[test]
fn a_first_edition_changes_nothing() {
    let built = crate::support::build(&crate::support::repository("."), crate::support::DAY, false);
    let built = built.expect("a site");
    // It says of itself that it is material.
    let toml =
        fs::read_to_string(crate::support::repository("content/privacy/versions/2019-05-20/version.toml"));
    assert_says(&toml.expect("a file"), "material = true");
    let first = &built["en/privacy/v/2019-05-20/index.html"];
    assert_says(first, "First edition");
    assert!(!first.contains("class=\"material\""), "nothing changed");
    assert!(!first.contains("Changes in this version"), "nothing changed");
    let feed = &built["en/privacy/feed.xml"];
    let (_, entry) = feed.split_once("2019-05-20</title>").expect("an entry");
    let (entry, _) = entry.split_once("</entry>").expect("an end");
    assert!(!entry.contains("term=\"material\""), "{entry}");
    let index: serde_json::Value = serde_json::from_str(&built["en/privacy/index.json"]).expect("JSON");
    let versions = index["versions"].as_array().expect("versions");
    assert_eq!(versions.last().expect("a version")["material"], false);
}
