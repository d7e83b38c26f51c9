//! Redlines: that they are sound, that they are the same both ways, and that they mark no more than they must. On
//! generated texts, and on every revision of the texts below `PROMULGATE_CORPUS`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arcstr::ArcStr;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use promulgate::locale::{Lang, strings};
use promulgate::markdown::{self, Document, Visible, front_matter};
use promulgate::redline::{self, Change, Kind, Op, Redline};
use promulgate::render::redline::{Texts, critic_markup, human, view};
use promulgate::render::resolve::OwnTargets;
use promulgate::source::Sources;
use proptest::prelude::*;
use snapbox::{Assert, Data};

use crate::corpus::hostile_text;
use crate::invariants::{check_redline, parse, side};
use crate::support::repository;

/// The words of a text, Chinese by dictionary; without white space and punctuation.
fn words(text: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    let pieces = breaks.windows(2).map(|ends| &text[ends[0]..ends[1]]);
    pieces.filter(|piece| piece.contains(char::is_alphanumeric)).collect()
}

/// How many words are in one of two texts only: what is left of both without their longest common subsequence, found in
/// the textbook way (Wagner and Fischer, “The string-to-string correction problem”, 1974).
fn distance(old: &[&str], new: &[&str]) -> usize {
    let mut row = vec![0_usize; new.len() + 1];
    for before in old {
        let mut diagonal = 0;
        for (at, after) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if before == after { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    old.len() + new.len() - 2 * row[new.len()]
}

/// The same for long texts: beginnings and ends that are the same are no part of the table.
fn trimmed_distance(old: &[&str], new: &[&str]) -> usize {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    distance(&old[..old.len() - end], &new[..new.len() - end])
}

/// What was counted over the revisions of one text in one language.
#[derive(Debug, Default)]
struct Count {
    pairs: usize,
    /// Words marked in changed pairs, and how many of them had to be.
    marked: usize,
    least: usize,
    /// The same over whole texts, without what moved.
    marked_in_all: usize,
    least_in_all: usize,
}

impl Count {
    fn add(&mut self, redline: &Redline<'_>) {
        self.pairs += 1;
        let visible = |document: &Document, skip: &dyn Fn(usize) -> bool| -> String {
            let blocks = document.blocks.iter().enumerate().filter(|(at, _)| !skip(*at));
            blocks.map(|(_, block)| Visible::of(block).text + "\n").collect()
        };
        for change in &redline.changes {
            let marked: usize = (change.pieces.iter())
                .filter(|piece| piece.op != Op::Kept)
                .map(|piece| words(redline.words(change, piece)).len())
                .sum();
            if matches!(change.kind, Kind::Changed | Kind::MovedChanged) {
                let (old, new) = (side(redline, change, Op::Inserted), side(redline, change, Op::Deleted));
                self.marked += marked;
                self.least += distance(&words(&old), &words(&new));
            }
            if change.moved.is_none() {
                self.marked_in_all += marked;
            }
        }
        let moved = |of: fn(&Change) -> Option<usize>| -> Vec<usize> {
            redline.changes.iter().filter(|change| change.moved.is_some()).filter_map(of).collect()
        };
        let from = moved(|change| change.old.map(usize::from));
        let to = moved(|change| change.new.map(usize::from));
        let old = visible(redline.old, &|at| from.contains(&at));
        let new = visible(redline.new, &|at| to.contains(&at));
        self.least_in_all += trimmed_distance(&words(&old), &words(&new));
    }

    fn plus(&mut self, other: &Count) {
        self.pairs += other.pairs;
        self.marked += other.marked;
        self.least += other.least;
        self.marked_in_all += other.marked_in_all;
        self.least_in_all += other.least_in_all;
    }

    fn ratios(&self) -> (f64, f64) {
        let ratio = |a: usize, b: usize| if b == 0 { 1.0 } else { a as f64 / b as f64 };
        (ratio(self.marked, self.least), ratio(self.marked_in_all, self.least_in_all))
    }
}

/// What a reader sees of a text as comrak has it, without white space.
fn as_comrak_sees_it(text: &str) -> String {
    let body = &text[front_matter::split(text).body];
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    let root = comrak::parse_document(&arena, body, &options);
    let mut seen = String::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            comrak::nodes::NodeValue::Text(words) => {
                // Attributes of headings are an extension that comrak does not have.
                let in_heading = node
                    .ancestors()
                    .any(|above| matches!(above.data.borrow().value, comrak::nodes::NodeValue::Heading(_)));
                let attributes = words.rfind('{').filter(|_| in_heading && words.trim_end().ends_with('}'));
                seen.push_str(&words[..attributes.unwrap_or(words.len())]);
            }
            comrak::nodes::NodeValue::Code(code) => seen.push_str(&code.literal),
            // Raw HTML is shown as the characters it is, but for comments.
            comrak::nodes::NodeValue::HtmlBlock(html) if !html.literal.starts_with("<!--") => {
                seen.push_str(&html.literal);
            }
            comrak::nodes::NodeValue::CodeBlock(code) => seen.push_str(&code.literal),
            _ => {}
        }
    }
    without_space(&seen)
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The revisions of the corpus: every folder with Markdown whose names begin with a number, its files in order.
fn revisions(corpus: &Path) -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(corpus).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && name.starts_with(|c: char| c.is_ascii_digit()) {
            let folder = entry.path().parent().expect("a folder").to_path_buf();
            folders.entry(folder).or_default().push(entry.into_path());
        }
    }
    folders
}

#[test]
fn the_corpus_is_marked_soundly_and_sparingly() {
    let Some(corpus) = std::env::var_os("PROMULGATE_CORPUS").map(PathBuf::from) else { return };
    let mut by_language: BTreeMap<String, Count> = BTreeMap::new();
    let mut seen_otherwise = 0;
    println!(
        "{:50} {:>6} {:>8} {:>8} {:>6} {:>8} {:>8} {:>6}",
        "", "pairs", "marked", "least", "ratio", "in all", "least", "ratio"
    );
    let line = |name: &str, count: &Count| {
        let (pair, all) = count.ratios();
        println!(
            "{name:50} {:6} {:8} {:8} {pair:6.3} {:8} {:8} {all:6.3}",
            count.pairs, count.marked, count.least, count.marked_in_all, count.least_in_all
        );
    };
    for (folder, files) in revisions(&corpus) {
        let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).expect("a text")).collect();
        let mut count = Count::default();
        for (pair, names) in texts.windows(2).zip(files.windows(2)) {
            check_redline(&pair[0], &pair[1]);
            check_html(&pair[0], &pair[1]);
            check_critic(&pair[0], &pair[1]);
            let (old, new) = (parse(&pair[0]), parse(&pair[1]));
            let redline = redline::compare(&old, &new);
            for (text, left_out, name) in
                [(&pair[0], Op::Inserted, &names[0]), (&pair[1], Op::Deleted, &names[1])]
            {
                let mut blocks: BTreeMap<usize, String> = BTreeMap::new();
                for change in &redline.changes {
                    let (old, new) = (change.old.map(usize::from), change.new.map(usize::from));
                    let at = if left_out == Op::Inserted { old } else { new };
                    at.into_iter()
                        .for_each(|at| *blocks.entry(at).or_default() += &side(&redline, change, left_out));
                }
                let ours = without_space(&blocks.into_values().collect::<String>());
                let theirs = as_comrak_sees_it(text);
                if ours != theirs {
                    seen_otherwise += 1;
                    let at = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
                    let near =
                        |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
                    println!("{}: {:?} and {:?}", name.display(), near(&ours), near(&theirs));
                }
            }
            count.add(&redline);
        }
        let name = folder.strip_prefix(&corpus).expect("below the corpus").to_string_lossy().into_owned();
        line(&name, &count);
        let language = folder.file_name().expect("a name").to_string_lossy().into_owned();
        by_language.entry(language).or_default().plus(&count);
    }
    by_language.iter().for_each(|(language, count)| line(language, count));
    assert_eq!(seen_otherwise, 0, "texts that comrak sees otherwise");
    for (language, count) in &by_language {
        let (pair, all) = count.ratios();
        let bound = if language.starts_with("zh") { 1.2 } else { 1.1 };
        assert!(pair <= bound && all <= 1.3, "{language}: {count:?}");
    }
}

/// The redline of two texts as `promulgate diff` prints it.
fn printed(old: &str, new: &str) -> String {
    let mut sources = Sources::default();
    let mut parse = |name: &str, text: &str| {
        let text = ArcStr::from(text);
        let file = sources.add(name.into(), text.clone());
        markdown::parse(file, &text, front_matter::split(&text).body)
    };
    let (old, new) = (parse("old.md", old), parse("new.md", new));
    human(&redline::compare(&old, &new), &sources, false)
}

/// Cases: `tests/redlines/NAME.old.md` and `NAME.new.md` give `NAME.redline`. `SNAPSHOTS=overwrite` writes what was found
/// instead; read the difference before you commit it.
#[test]
fn every_case_gives_its_redline() {
    let mut cases = 0;
    let mut failed = Vec::new();
    for entry in fs::read_dir(repository("tests/redlines")).expect("the cases") {
        let path = entry.expect("a readable folder").path();
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".old.md")) else { continue };
        cases += 1;
        let text = |of: &str| fs::read_to_string(format!("{name}.{of}.md")).expect("a text");
        let (old, new) = (text("old"), text("new"));
        check_redline(&old, &new);
        let expected = Data::read_from(Path::new(&format!("{name}.redline")), None).raw();
        let found = Data::text(printed(&old, &new)).raw();
        if let Err(difference) = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&name), found, expected) {
            failed.push(difference.to_string());
        }
    }
    assert!(cases >= 18, "only {cases} cases");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Words of three languages, with signs and figures among them.
const WORDS: [&[&str]; 3] = [
    &[
        "we",
        "the",
        "of",
        "data",
        "may",
        "not",
        "share",
        "partners",
        "30",
        "days",
        "*your*",
        "account,",
        "[law](#a)",
        "cookies.",
    ],
    &[
        "我们",
        "的",
        "收集",
        "您",
        "信息",
        "不",
        "共享",
        "30天",
        "合作伙伴",
        "**法律**",
        "，",
        "账户",
        "2021年2月9日",
        "。",
    ],
    &[
        "kami",
        "yang",
        "data",
        "anda",
        "tidak",
        "berkongsi",
        "hari",
        "30",
        "`kod`",
        "undang-undang,",
        "akaun.",
        "dan",
    ],
];

/// Blocks of Markdown in one of three languages.
fn blocks() -> impl Strategy<Value = Vec<String>> {
    (0..3_usize).prop_flat_map(|language| {
        let sentence = prop::collection::vec(prop::sample::select(WORDS[language]), 1..14)
            .prop_map(move |words| words.join(if language == 1 { "" } else { " " }));
        let block =
            (0..9_usize, prop::collection::vec(sentence, 1..5)).prop_map(|(kind, lines)| match kind {
                0 => format!("## {}", lines[0]),
                1 => lines.iter().map(|line| format!("- {line}\n")).collect(),
                2 => lines
                    .iter()
                    .enumerate()
                    .map(|(at, line)| format!("{}- {line}\n", "  ".repeat(at)))
                    .collect(),
                3 => format!(
                    "| a | b |\n|---|---|\n{}",
                    lines.iter().map(|line| format!("| {line} | x |\n")).collect::<String>()
                ),
                4 => lines.iter().map(|line| format!("> {line}\n")).collect(),
                5 => format!("{}\n: {}", lines[0], lines.join(" ")),
                _ => lines.join(" "),
            });
        prop::collection::vec(block, 0..12)
    })
}

/// A change that somebody could make: what to do, where, and with what else.
type Edit = (usize, prop::sample::Index, prop::sample::Index);

fn edited(mut blocks: Vec<String>, edits: &[Edit]) -> Vec<String> {
    for (what, here, there) in edits {
        if blocks.is_empty() {
            return blocks;
        }
        let (at, other) = (here.index(blocks.len()), there.index(blocks.len()));
        match what {
            0 => drop(blocks.remove(at)),
            1 => blocks.insert(at, blocks[other].clone()),
            2 => blocks.swap(at, other),
            3 => {
                let block = blocks.remove(at);
                blocks.insert(other.min(blocks.len()), block);
            }
            4 => blocks[at] = blocks[at].replace("30", "60"),
            5 => blocks[at] = blocks[at].replacen(' ', "\n\n", 1),
            6 => blocks[at] = format!("{} {}", blocks[at], blocks[other]),
            7 => blocks[at] = blocks[at].replace("- ", ""),
            8 => blocks[at] = blocks[at].replace(" | x |", " | x | y |").replace("|---|", "|---|---|"),
            _ => blocks[at] = blocks[at].replacen("a", "ä ", 1),
        }
    }
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]
    #[test]
    fn edited_texts_are_redlined_soundly(
        blocks in blocks(),
        edits in prop::collection::vec((0..10_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..8),
    ) {
        let old = blocks.join("\n\n");
        let new = edited(blocks, &edits).join("\n\n");
        check_redline(&old, &new);
    }

    #[test]
    fn unrelated_texts_are_redlined_soundly(old in blocks(), new in blocks()) {
        check_redline(&old.join("\n\n"), &new.join("\n\n"));
    }

    #[test]
    fn any_characters_are_redlined_soundly(old in any::<String>(), new in any::<String>()) {
        check_redline(&old, &new);
    }

    #[test]
    fn hostile_markdown_is_redlined_soundly(old in hostile_text(), new in hostile_text()) {
        check_redline(&old, &new);
    }
}

/// The text of a redline as CriticMarkup with all its changes accepted, or with none.
fn settled(critic: &str, accept: bool) -> String {
    let mut text = critic.to_owned();
    for (open, close, keep) in [("{>>", "<<}", false), ("{++", "++}", accept), ("{--", "--}", !accept)] {
        while let Some(start) = text.find(open) {
            let end = start + text[start..].find(close).expect("an end");
            let inside = text[start + open.len()..end].to_owned();
            text.replace_range(start..end + close.len(), if keep { &inside } else { "" });
        }
    }
    text
}

/// What readers see of a text, as one string without white space.
fn seen(document: &Document) -> String {
    without_space(&document.blocks.iter().map(|block| Visible::of(block).text).collect::<String>())
}

/// The same, whatever the order: what moved stands in one place only.
fn sorted(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters.into_iter().collect()
}

#[test]
fn critic_markup_is_sound() {
    cases().iter().for_each(|(old, new)| check_critic(old, new));
}

/// That accepting all changes gives the new text, and none the old one, up to the order of what moved.
#[track_caller]
fn check_critic(old: &str, new: &str) {
    let (before, after) = (parse(old), parse(new));
    let critic = critic_markup(&redline::compare(&before, &after));
    assert_eq!(seen(&parse(&settled(&critic, true))), seen(&after), "{critic}");
    assert_eq!(sorted(&seen(&parse(&settled(&critic, false)))), sorted(&seen(&before)), "{critic}");
}

/// The hand-made cases, as pairs of texts.
fn cases() -> Vec<(String, String)> {
    let entries = fs::read_dir(repository("tests/redlines")).expect("the cases");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let names = paths.filter_map(|path| Some(path.to_str()?.strip_suffix(".old.md")?.to_owned()));
    let text = |name: &str, of: &str| fs::read_to_string(format!("{name}.{of}.md")).expect("a text");
    names.map(|name| (text(&name, "old"), text(&name, "new"))).collect()
}

/// A redline as HTML, without what stands around the text.
fn html(old: &Document, new: &Document) -> String {
    let redline = redline::compare(old, new);
    let lang = Lang::parse("en").expect("a language");
    let locales = Arc::new(strings::load(std::slice::from_ref(&lang), &Sources::default()).value);
    let targets = [old, new].map(|document| OwnTargets { document });
    let locale = locales.get(&lang);
    let texts = Texts {
        redline: &redline,
        targets: [&targets[0], &targets[1]],
        locale,
        text_locale: locale,
        source_unchanged: Vec::new().into(),
        drift: None,
    };
    view(&texts).body
}

/// The pieces of HTML: tags, and the words between them.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    html.split_inclusive('>').flat_map(|piece| {
        let at = piece.find('<').unwrap_or(piece.len());
        [&piece[..at], &piece[at..]]
    })
}

/// The name of a tag, `/` before it if it closes.
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    &inside[..inside.find(char::is_whitespace).unwrap_or(inside.len())]
}

/// That every element is closed, and stands where HTML lets it stand.
#[track_caller]
fn assert_well_formed(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in pieces(html).filter(|piece| piece.starts_with('<')) {
        let name = name(tag);
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "in {html}");
            continue;
        }
        let parent = open.last().copied().unwrap_or_default();
        let fits = match name {
            "li" => matches!(parent, "ul" | "ol"),
            "tr" => matches!(parent, "thead" | "tbody"),
            "thead" | "tbody" | "caption" => parent == "table",
            "td" | "th" => parent == "tr",
            "p" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "div" | "pre" | "blockquote" | "dl"
            | "details" => {
                matches!(parent, "" | "li" | "dd" | "blockquote" | "div" | "details")
            }
            "a" => !open.contains(&"a"),
            _ => !matches!(parent, "ul" | "ol" | "dl" | "table" | "tr" | "thead" | "tbody"),
        };
        assert!(fits, "<{name}> in <{parent}> in {html}");
        if name != "br" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// The words of a redline as HTML, without those in elements of the name `left_out`, without remarks.
fn words_of_html(html: &str, left_out: &str) -> String {
    let mut words = String::new();
    // How many elements are open in one that is left out, it among them.
    let mut inside = 0;
    for piece in pieces(html) {
        if !piece.starts_with('<') {
            if inside == 0 {
                words.push_str(piece);
            }
            continue;
        }
        let is_aside = ["class=\"remark\"", "class=\"departure\"", "<summary", "<sup>"];
        let skipped = name(piece) == left_out || is_aside.iter().any(|aside| piece.contains(aside));
        if inside > 0 {
            match name(piece) {
                "br" => {}
                closing if closing.starts_with('/') => inside -= 1,
                _ => inside += 1,
            }
        } else if skipped {
            inside = 1;
        }
    }
    let plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    without_space(&plain.replace("&#39;", "'").replace("&amp;", "&"))
}

#[track_caller]
fn check_html(old: &str, new: &str) {
    let (old, new) = (parse(old), parse(new));
    let html = html(&old, &new);
    assert_well_formed(&html);
    // What a reference takes from its target is not in the text that is compared.
    if [&old, &new].iter().all(|document| {
        document
            .blocks
            .iter()
            .flat_map(|block| markdown::links(&block.inlines))
            .all(|link| !link.takes_heading)
    }) {
        assert_eq!(words_of_html(&html, "del"), seen(&new), "{html}");
        assert_eq!(sorted(&words_of_html(&html, "ins")), sorted(&seen(&old)), "{html}");
    }
}

#[test]
fn html_of_every_case_is_sound() {
    cases().iter().for_each(|(old, new)| check_html(old, new));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]
    #[test]
    fn html_of_edited_texts_is_sound(
        blocks in blocks(),
        edits in prop::collection::vec((0..10_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..8),
    ) {
        let old = blocks.join("\n\n");
        check_html(&old, &edited(blocks, &edits).join("\n\n"));
    }

    #[test]
    fn html_of_hostile_markdown_is_sound(old in hostile_text(), new in hostile_text()) {
        check_html(&old, &new);
    }
}
