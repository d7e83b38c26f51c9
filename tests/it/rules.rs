//! The rules that read a translation beside what it translates: `tests/rules/CODE.toml` has passages with translations that say them, at
//! which no rule for translations may warn, and with translations that do not, at which the rule of that code must, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use promulgate::pipeline::{Check, open};
use promulgate::source::{Place, Severity};
use serde::Deserialize;

use crate::support::{DAY, repository, site};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    pair: Vec<Pair>,
}

/// A controlling passage with translations of it by language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    en: String,
    #[serde(default)]
    right: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    wrong: BTreeMap<String, Vec<String>>,
}

/// One translation of a passage.
struct Case<'t> {
    en: &'t str,
    lang: &'t str,
    text: &'t str,
    /// The code that it must have, if any.
    code: Option<&'t str>,
}

fn cases<'t>(code: &'t str, table: &'t Table) -> Vec<Case<'t>> {
    let mut cases = Vec::new();
    for pair in &table.pair {
        for (texts, code) in [(&pair.right, None), (&pair.wrong, Some(code))] {
            for (lang, texts) in texts {
                cases.extend(texts.iter().map(|text| Case { en: &pair.en, lang, text, code }));
            }
        }
    }
    cases
}

/// What is warned of in each case: all stand in one site, each in a section of its own.
fn warned(cases: &[Case<'_>]) -> Vec<BTreeSet<String>> {
    let mut languages: BTreeSet<&str> = cases.iter().map(|case| case.lang).collect();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for lang in &languages {
        files.insert(format!("content/{}/policy.toml", lang.to_lowercase()), "kind = \"notice\"\n".into());
    }
    // The line at which each case stands in its file.
    let mut lines: Vec<usize> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let folder = format!("content/{}", case.lang.to_lowercase());
        for (lang, text, head) in [
            ("en", case.en, "# Title\n"),
            (case.lang, case.text, "+++\ntranslates = \"working\"\n+++\n# Title\n"),
        ] {
            let file = files.entry(format!("{folder}/{lang}.md")).or_insert_with(|| head.to_owned());
            file.push_str(&format!("\n## § {{#s{at}}}\n\n"));
            if lang == case.lang {
                lines.push(file.lines().count() + 1);
            }
            file.push_str(&format!("{}\n", text.trim_end()));
        }
    }
    languages.insert("en");
    let languages = Vec::from_iter(languages);
    let config = format!(
        "title = \"T\"\nbase_url = \"https://policies.example.com\"\ncontrolling = \"en\"\nlanguages = {languages:?}\n"
    );
    files.insert("promulgate.toml".into(), config);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = site(&files);
    let opened = open(folder.path(), Check::All, |_| DAY).expect("a readable folder");
    let mut warned = vec![BTreeSet::new(); cases.len()];
    for finding in opened.findings.iter().filter(|finding| finding.severity == Severity::Warning) {
        let Place::Passage(span) = &finding.place else { continue };
        let file = opened.value.tree.sources.get(span.file);
        let line = file.text[..span.range().start].matches('\n').count() + 1;
        let is_here =
            |case: &Case<'_>| *file.path == *format!("content/{}/{}.md", case.lang.to_lowercase(), case.lang);
        let own = (0..cases.len()).filter(|at| is_here(&cases[*at]) && lines[*at] <= line);
        if let Some(at) = own.max_by_key(|at| lines[*at]) {
            warned[at].insert(finding.code.name.to_owned());
        }
    }
    warned
}

#[test]
fn translations_are_warned_of_where_they_say_something_else_and_nowhere_else() {
    let mut failed = Vec::new();
    let mut files: Vec<_> = fs::read_dir(repository("tests/rules"))
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    for path in files {
        let code = path.file_stem().expect("a name").to_str().expect("a code").to_owned();
        let table: Table = toml::from_str(&fs::read_to_string(&path).expect("a text")).expect("a table");
        let cases = cases(&code, &table);
        assert!(!cases.is_empty(), "{code}");
        for (case, warned) in cases.iter().zip(warned(&cases)) {
            let expected: BTreeSet<String> = case.code.map(ToOwned::to_owned).into_iter().collect();
            if warned != expected {
                let Case { en, lang, text, .. } = case;
                failed
                    .push(format!("{code}: {warned:?}, expected {expected:?}\n  en: {en}\n  {lang}: {text}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} cases\n{}", failed.len(), failed.join("\n"));
}
