//! Faults that a seeded program puts into translations, and how many of them `check` finds: one in a line, a few in a text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use promulgate::pipeline::{Check, open};
use promulgate::source::{Place, Severity};

use crate::perturb::translated;
use crate::random_edits::Random;
use crate::support::{DAY, repository, site};

/// What is put into a line: a kind, the code by which it is found, how much of it must be found, and the edit of a line of Chinese or Malay.
struct Kind {
    name: &'static str,
    codes: &'static [&'static str],
    /// In percent.
    least: usize,
    edit: fn(&Text, usize, &mut Random) -> Option<String>,
}

const KINDS: &[Kind] = &[
    Kind { name: "figure", codes: &["number-differs"], least: 90, edit: figure },
    Kind { name: "currency", codes: &["currency-differs"], least: 80, edit: currency },
    Kind { name: "unit", codes: &["unit-differs"], least: 90, edit: unit },
    Kind { name: "country", codes: &["country-differs"], least: 90, edit: country },
    Kind { name: "name", codes: &["name-differs"], least: 90, edit: name },
    Kind { name: "sentence", codes: &["sentence-missing"], least: 90, edit: sentence },
    Kind { name: "exchange", codes: &["numbers-exchanged"], least: 90, edit: exchanged_numbers },
    Kind { name: "denial", codes: &["negation-differs"], least: 60, edit: denial },
    Kind { name: "negation", codes: &["negation-differs", "limit-differs"], least: 60, edit: negation },
    Kind { name: "duty", codes: &["duty-differs"], least: 70, edit: duty },
    Kind { name: "limit", codes: &["limit-differs"], least: 65, edit: limit },
];

/// So many of a kind are put into the texts of a language.
const MOST: usize = 20;
/// Of so many lines of a text at most one has a fault.
const ONE_IN: usize = 6;

/// A translation with what it translates.
struct Text {
    lang: String,
    source: String,
    lines: Vec<String>,
    /// The words in Latin letters that both texts have in three lines or more.
    names: Vec<String>,
}

fn texts(folder: &Path) -> Vec<Text> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("a readable folder").into_path());
    let mut texts: Vec<Text> = Vec::new();
    let mut newest: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        if path.components().any(|part| part.as_os_str() == "versions") {
            continue;
        }
        let is_beside = path.with_file_name("en.md").is_file();
        let key = if is_beside { path.clone() } else { path.parent().expect("a folder").to_owned() };
        newest.insert(key, path);
    }
    for path in newest.into_values() {
        let Some((source, lang)) =
            translated(&path).filter(|(source, _)| source.is_file() && *source != path)
        else {
            continue;
        };
        if !["zh-CN", "ms"].contains(&lang.as_str()) {
            continue;
        }
        let read = |path: &Path| without_front_matter(&fs::read_to_string(path).expect("a text"));
        let (source, translation) = (read(&source), read(&path));
        let lines: Vec<String> = translation.lines().map(ToOwned::to_owned).collect();
        let names = names_of(&source, &lines);
        texts.push(Text { lang, source, lines, names });
    }
    texts
}

fn without_front_matter(text: &str) -> String {
    let rest = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    rest.map_or(text, |(_, rest)| rest).replace("{: #", "{#").to_owned()
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2)
}

fn names_of(source: &str, lines: &[String]) -> Vec<String> {
    let count = |lines: &mut dyn Iterator<Item = &str>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines.filter(|line| is_plain(line)) {
            let words: BTreeSet<&str> =
                words(line).filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).collect();
            words.into_iter().for_each(|word| *counts.entry(word.to_owned()).or_default() += 1);
        }
        counts
    };
    let theirs = count(&mut source.lines());
    let own = count(&mut lines.iter().map(String::as_str));
    theirs
        .into_iter()
        .filter(|(word, count)| *count > 2 && own.get(word).is_some_and(|own| own == count))
        .map(|(word, _)| word)
        .collect()
}

/// True for a line of words: no heading, link, code or directive.
fn is_plain(line: &str) -> bool {
    !line.starts_with(['#', '`', '+', '{'])
        && !line.contains("](")
        && !line.contains("://")
        && !line.contains('`')
}

/// Replaces one of the words of a table by the one beside it.
fn exchange(line: &str, table: &[(&str, &str)], random: &mut Random) -> Option<String> {
    // 元 is none in 美元.
    let is_part = |word: &str| {
        table
            .iter()
            .any(|(longer, _)| longer.len() > word.len() && longer.contains(word) && line.contains(longer))
    };
    let found: Vec<&(&str, &str)> =
        table.iter().filter(|(from, _)| line.contains(from) && !is_part(from)).collect();
    let (from, to) = **found.get(random.below(found.len().max(1)))?;
    Some(line.replacen(from, to, 1))
}

fn figure(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let line = &text.lines[at];
    let digits: Vec<usize> =
        line.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let last = *digits.get(random.below(digits.len().max(1))).filter(|at| **at > 3)?;
    let old = line.as_bytes()[last] - b'0';
    let new = (usize::from(old) + 1 + random.below(8)) % 10;
    Some(format!("{}{new}{}", &line[..last], &line[last + 1..]))
}

fn currency(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    exchange(
        &text.lines[at],
        &[
            ("美元", "欧元"),
            ("欧元", "令吉"),
            ("令吉", "美元"),
            ("RM", "US$"),
            ("US$", "RM"),
            ("€", "£"),
            ("£", "RM"),
            ("港元", "美元"),
            ("日元", "美元"),
            ("元", "美元"),
        ],
        random,
    )
}

fn unit(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let line = &text.lines[at];
    let units: &[&str] = if text.lang == "ms" {
        &["hari", "bulan", "tahun", "jam", "minggu"]
    } else {
        &["天", "个月", "年", "小时", "周", "个工作日"]
    };
    let mut places = Vec::new();
    for from in units {
        for (place, _) in line.match_indices(from) {
            let before = line[..place].trim_end();
            if before.ends_with(|c: char| c.is_ascii_digit()) && !line[place..].starts_with("年") {
                places.push((place, *from));
            }
        }
    }
    let (place, from) = *places.get(random.below(places.len().max(1)))?;
    let to = random.one(units);
    (to != from).then(|| format!("{}{to}{}", &line[..place], &line[place + from.len()..]))
}

fn country(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let table: &[(&str, &str)] = match text.lang.as_str() {
        "ms" => &[
            ("Malaysia", "Thailand"),
            ("Singapura", "Jepun"),
            ("Amerika Syarikat", "Kanada"),
            ("Jerman", "Perancis"),
            ("Jepun", "India"),
            ("Brazil", "Mexico"),
            ("Kanada", "Australia"),
            ("Switzerland", "Itali"),
            ("Korea Selatan", "Vietnam"),
            ("United Kingdom", "Ireland"),
            ("Ireland", "Sepanyol"),
        ],
        _ => &[
            ("马来西亚", "泰国"),
            ("新加坡", "日本"),
            ("美国", "加拿大"),
            ("德国", "法国"),
            ("日本", "印度"),
            ("巴西", "墨西哥"),
            ("加拿大", "澳大利亚"),
            ("瑞士", "意大利"),
            ("韩国", "越南"),
            ("英国", "爱尔兰"),
            ("爱尔兰", "西班牙"),
        ],
    };
    exchange(&text.lines[at], table, random)
}

fn name(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let line = &text.lines[at];
    let here: Vec<&String> =
        text.names.iter().filter(|name| words(line).any(|word| word == **name)).collect();
    let name = *here.get(random.below(here.len().max(1)))?;
    let parts = ["Nor", "Con", "Fab", "Tri", "Lum", "toso", "win", "rik", "dex", "mar"];
    let other =
        format!("{}{}{}", parts[random.below(5)], parts[5 + random.below(5)], parts[5 + random.below(5)]);
    Some(line.replace(name.as_str(), &other))
}

fn sentence(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let line = &text.lines[at];
    let (end, length) = if text.lang == "ms" { (". ", 40) } else { ("。", 12) };
    let pieces: Vec<&str> = line.split_inclusive(end).collect();
    // An item begins with its number.
    let first = if pieces.first()?.chars().count() < 6 { 2 } else { 1 };
    let long: Vec<usize> = (first..pieces.len())
        .filter(|at| pieces[*at].chars().count() >= length && !pieces[*at].contains(['*', '_', '|']))
        .collect();
    let dropped = *long.get(random.below(long.len().max(1)))?;
    let rest: String =
        pieces.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, piece)| *piece).collect();
    Some(rest.trim_end().to_owned())
}

fn negation(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let table: &[(&str, &str)] = match text.lang.as_str() {
        "ms" => {
            &[(" tidak akan ", " akan "), (" tidak boleh ", " boleh "), (" tidak ", " "), (" bukan ", " ")]
        }
        _ => &[
            ("不会", "会"),
            ("不得", "可"),
            ("不能", "能"),
            ("绝不", "会"),
            ("并非", "是"),
            ("不出售", "出售"),
            ("未经", "经"),
            ("没有", "有"),
            ("从不", "常"),
        ],
    };
    exchange(&text.lines[at], table, random)
}

/// Denies what the line says.
fn denial(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let table: &[(&str, &str)] = match text.lang.as_str() {
        "ms" => &[(" akan ", " tidak akan "), (" boleh ", " tidak boleh "), (" dapat ", " tidak dapat ")],
        _ => &[("我们会", "我们不会"), ("您可以", "您不得"), ("我们可能会", "我们不会")],
    };
    let line = &text.lines[at];
    let denied = ["tidak akan", "tidak boleh", "tidak dapat"].iter().any(|words| line.contains(words));
    exchange(line, table, random).filter(|_| !denied)
}

/// Sets the first number of a line in the place of another one that counts the same.
fn exchanged_numbers(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let line = &text.lines[at];
    let units: &[&str] = match text.lang.as_str() {
        "ms" => &["hari", "bulan", "tahun", "jam"],
        _ => &["天", "个月", "小时", "个工作日", "美元"],
    };
    let unit = random.one(units);
    let mut numbers: Vec<std::ops::Range<usize>> = Vec::new();
    for (place, _) in line.match_indices(unit) {
        let before = line[..place].trim_end_matches(' ');
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        numbers.extend((start < before.len()).then_some(start..before.len()));
    }
    let first = numbers.first()?.clone();
    let second = numbers.into_iter().find(|other| line[other.clone()] != line[first.clone()])?;
    // One that stands there twice tells nothing.
    let is_single = |range: &std::ops::Range<usize>| line.matches(&line[range.clone()]).count() == 1;
    (is_single(&first) && is_single(&second)).then(|| {
        let (before, between, behind) =
            (&line[..first.start], &line[first.end..second.start], &line[second.end..]);
        format!("{before}{}{between}{}{behind}", &line[second.clone()], &line[first.clone()])
    })
}

fn duty(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let table: &[(&str, &str)] = match text.lang.as_str() {
        "ms" => &[
            (" mesti ", " boleh "),
            (" hendaklah ", " boleh "),
            (" wajib ", " boleh "),
            ("nda boleh ", "nda mesti "),
        ],
        _ => &[("必须", "可以"), ("应当", "可以"), ("您可以", "您必须"), ("您有权", "您必须")],
    };
    exchange(&text.lines[at], table, random)
}

fn limit(text: &Text, at: usize, random: &mut Random) -> Option<String> {
    let table: &[(&str, &str)] = match text.lang.as_str() {
        "ms" => &[
            ("sekurang-kurangnya", "selebih-lebihnya"),
            ("dalam tempoh", "selepas"),
            ("lebih daripada", "kurang daripada"),
            ("sehingga", "sekurang-kurangnya"),
            ("tidak lebih", "tidak kurang"),
        ],
        _ => &[
            ("至少", "至多"),
            ("最多", "至少"),
            ("至多", "至少"),
            ("超过", "不到"),
            ("不超过", "不少于"),
            ("天内", "天后"),
            ("日内", "日后"),
            ("月内", "月后"),
            ("小时内", "小时后"),
            ("以上", "以下"),
            ("年满", "未满"),
        ],
    };
    let line = &text.lines[at];
    let edited = exchange(line, table, random)?;
    // It is a limit only beside a number.
    line.contains(|c: char| c.is_ascii_digit()).then_some(edited)
}

/// The lines of each text that are warned of, with the codes.
fn warned(texts: &[(&str, &str, String)]) -> Vec<BTreeSet<(usize, String)>> {
    let mut files = vec![(
        "promulgate.toml".to_owned(),
        "title = \"T\"\nbase_url = \"https://policies.example.com\"\ncontrolling = \"en\"\nlanguages = [\"en\", \"ms\", \"zh-CN\"]\n".to_owned(),
    )];
    for (at, (lang, source, translation)) in texts.iter().enumerate() {
        files.push((format!("content/p{at}/policy.toml"), "kind = \"notice\"\n".into()));
        files.push((format!("content/p{at}/en.md"), (*source).to_owned()));
        files.push((format!("content/p{at}/{lang}.md"), format!("{FRONT_MATTER}{translation}")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = site(&files);
    let opened = open(folder.path(), Check::All, |_| DAY).expect("a readable folder");
    let mut warned = vec![BTreeSet::new(); texts.len()];
    for finding in opened.findings.iter().filter(|finding| finding.severity == Severity::Warning) {
        let Place::Passage(span) = &finding.place else { continue };
        let file = opened.value.tree.sources.get(span.file);
        let at = file
            .path
            .strip_prefix("content/p")
            .and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
        if let Some(at) = at.filter(|_| !file.path.ends_with("/en.md")) {
            let line = file.text[..span.range().start].matches('\n').count();
            warned[at].insert((
                line.saturating_sub(FRONT_MATTER.matches('\n').count()),
                finding.code.name.to_owned(),
            ));
        }
    }
    warned
}

const FRONT_MATTER: &str = "+++\ntranslates = \"working\"\n+++\n";

/// The repository's own texts; with `PROMULGATE_TEXTS` those below another folder.
#[test]
fn faults_in_translations_are_found() {
    let folder = env::var_os("PROMULGATE_TEXTS").map_or_else(|| repository("content"), PathBuf::from);
    let shows = env::var_os("PROMULGATE_SHOW_FAULTS").is_some();
    let texts = texts(&folder);
    let untouched: Vec<_> = texts
        .iter()
        .map(|text| (text.lang.as_str(), text.source.as_str(), text.lines.join("\n") + "\n"))
        .collect();
    let known = warned(&untouched);
    let mut table = String::new();
    let mut failed = Vec::new();
    for (seed, kind) in KINDS.iter().enumerate() {
        let mut random = Random(seed as u64);
        let mut edited: Vec<Vec<String>> = texts.iter().map(|text| text.lines.clone()).collect();
        let mut places: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        let mut lines: Vec<(usize, usize)> = texts
            .iter()
            .enumerate()
            .flat_map(|(text, of)| (0..of.lines.len()).map(move |line| (text, line)))
            .collect();
        for at in (1..lines.len()).rev() {
            lines.swap(at, random.below(at + 1));
        }
        let mut per_text = vec![0; texts.len()];
        // A name that is another one in several places is not the one that the text keeps.
        let mut exchanged: BTreeSet<(usize, String)> = BTreeSet::new();
        for (at, line) in lines {
            let text = &texts[at];
            let of_language = places.entry(text.lang.as_str()).or_default();
            // Where the text is warned of as it is, nothing more is found.
            let is_known = |code: &&str| known[at].contains(&(line, (*code).to_owned()));
            if of_language.len() >= MOST
                || kind.codes.iter().any(is_known)
                || !is_plain(&text.lines[line])
                || per_text[at] * ONE_IN > text.lines.len() / 2
            {
                continue;
            }
            if let Some(changed) =
                (kind.edit)(text, line, &mut random).filter(|changed| *changed != text.lines[line])
            {
                let old: BTreeSet<&str> = words(&text.lines[line]).collect();
                let new: BTreeSet<&str> = words(&changed).collect();
                let mut names = old.difference(&new).filter(|word| text.names.contains(&(**word).to_owned()));
                if kind.name == "name" && !names.all(|name| exchanged.insert((at, (*name).to_owned()))) {
                    continue;
                }
                edited[at][line] = changed;
                per_text[at] += 1;
                of_language.push((at, line));
            }
        }
        let faulty: Vec<_> = texts
            .iter()
            .zip(&edited)
            .map(|(text, lines)| (text.lang.as_str(), text.source.as_str(), lines.join("\n") + "\n"))
            .collect();
        let warned = warned(&faulty);
        let (mut all, mut found_of_all) = (0, 0);
        for (lang, places) in &places {
            let is_found = |(at, line): &&(usize, usize)| {
                let is_new = |code: &&&str| {
                    let place = (*line, (**code).to_owned());
                    warned[*at].contains(&place) && !known[*at].contains(&place)
                };
                kind.codes.iter().any(|code| is_new(&code))
            };
            let found = places.iter().filter(is_found).count();
            for (at, line) in places.iter().filter(|place| shows && !is_found(place)) {
                println!("{} not found:\n  {}\n  {}", kind.name, texts[*at].lines[*line], edited[*at][*line]);
            }
            writeln!(table, "{:9} {lang:6} {found:3} of {:3}", kind.name, places.len()).expect("a string");
            (all, found_of_all) = (all + places.len(), found_of_all + found);
        }
        if found_of_all * 100 < all * kind.least {
            failed.push(format!("{}: {found_of_all} of {all}", kind.name));
        }
    }
    println!("{} texts\n\n{table}", texts.len());
    assert!(failed.is_empty(), "{failed:?}\n{table}");
}
