//! What binding makes of translations that people disturbed: pairs of texts whose blocks agree one to one, edited by a seeded program. The
//! edit gives the truth, never the binder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use promulgate::drift::{self, Known, Lexicon};
use promulgate::markdown::{Block, BlockKind, Document};

use crate::random_edits::Random;
use crate::said::parse;
use crate::support::repository;

/// What is done to a translation. Of every `ONE_IN` places where it can be done one is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    None,
    Drop,
    Merge,
    Split,
    Reorder,
    /// Each of the others, half as often.
    All,
}

const EDITS: [Edit; 6] = [Edit::None, Edit::Drop, Edit::Merge, Edit::Split, Edit::Reorder, Edit::All];

/// Some lines of a text, with the blocks of the source that they say.
#[derive(Debug, Clone)]
struct Unit {
    /// What stands before the block, such as blank lines.
    before: String,
    text: String,
    kind: Option<BlockKind>,
    says: Vec<usize>,
}

/// How many blocks of the translation were bound to what they say, and how many were not.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    /// Bound to nothing, or so unsurely that nobody is told.
    unbound: usize,
    /// Blocks that say two, and how many of them are known to.
    merged: usize,
    merges_seen: usize,
    /// Blocks of which two say one, and how many of them are known to.
    split: usize,
    splits_seen: usize,
    /// By tenth of the confidence: bindings, and those that are right.
    by_confidence: [(usize, usize); 10],
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.unbound += other.unbound;
        self.merged += other.merged;
        self.merges_seen += other.merges_seen;
        self.split += other.split;
        self.splits_seen += other.splits_seen;
        for (own, other) in self.by_confidence.iter_mut().zip(other.by_confidence) {
            own.0 += other.0;
            own.1 += other.1;
        }
    }

    fn all(&self) -> usize {
        self.right + self.wrong + self.unbound
    }
}

/// A text and its translation, whose blocks agree one to one.
struct Pair {
    /// The text of which these are revisions, or all that it is beside: they are much alike.
    home: String,
    lang: String,
    source: Document,
    translation: String,
}

/// The pairs of texts below a folder whose blocks agree in kind and order, by language: `en.md` beside `LANG.md`; and of an archive of
/// revisions `en/NUMBER-DAY.md`, the newest that is not after `LANG/NUMBER-DAY.md`.
fn pairs(folder: &Path) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("a readable folder").into_path());
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let Some((source, lang)) =
            translated(&path).filter(|(source, _)| source.is_file() && *source != path)
        else {
            continue;
        };
        let [text, translation] = [&source, &path].map(|path| fs::read_to_string(path).expect("a text"));
        let [document, other] = [&text, &translation].map(|text| parse(text));
        let below = path.strip_prefix(folder).expect("a path below the folder");
        let home = match source.ends_with("en.md") {
            true => below.iter().next().expect("a name"),
            false => path.iter().nth_back(2).expect("a name"),
        };
        let home = home.to_string_lossy().into_owned();
        let is_known = pairs.iter().any(|pair: &Pair| pair.lang == lang && pair.translation == translation);
        if agree(&document, &other) && !is_known {
            pairs.push(Pair { home, lang, source: document, translation });
        }
    }
    pairs
}

/// Which text a text translates, and its language.
pub fn translated(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent()?;
    let beside = folder.join("en.md");
    if beside.is_file() {
        return Some((beside, path.file_stem()?.to_string_lossy().into_owned()));
    }
    let lang = folder.file_name()?.to_string_lossy().into_owned();
    let day = |path: &Path| Some(path.file_stem()?.to_string_lossy().split_once('-')?.1.to_owned());
    let sources = fs::read_dir(folder.parent()?.join("en")).ok()?;
    let mut sources: Vec<PathBuf> = sources.filter_map(|entry| Some(entry.ok()?.path())).collect();
    sources.sort();
    let known = sources.into_iter().filter(|source| day(source) <= day(path));
    Some((known.max()?, lang)).filter(|(_, lang)| lang != "en")
}

fn agree(source: &Document, translation: &Document) -> bool {
    let kinds = |document: &Document| {
        document.blocks.iter().map(|block| (block.kind, block.depth)).collect::<Vec<_>>()
    };
    source.blocks.len() > 8 && kinds(source) == kinds(translation)
}

/// A text cut into the lines of its blocks. `None` if two blocks share a line.
fn units(text: &str, document: &Document) -> Option<Vec<Unit>> {
    let mut units = Vec::new();
    let mut done = 0;
    for (at, block) in document.blocks.iter().enumerate() {
        let start = text[..block.span.start as usize].rfind('\n').map_or(0, |end| end + 1);
        let end = text[block.span.end as usize..]
            .find('\n')
            .map_or(text.len(), |end| block.span.end as usize + end + 1);
        // A block may end behind its own line end.
        let end = if text[..block.span.end as usize].ends_with('\n') { block.span.end as usize } else { end };
        if start < done {
            return None;
        }
        let (before, text) = (text[done..start].to_owned(), text[start..end].to_owned());
        units.push(Unit { before, text, kind: Some(block.kind), says: vec![at] });
        done = end;
    }
    units.push(Unit { before: text[done..].to_owned(), text: String::new(), kind: None, says: Vec::new() });
    Some(units)
}

/// True for a paragraph that stands in nothing else.
fn is_paragraph(unit: &Unit) -> bool {
    unit.kind == Some(BlockKind::Paragraph) && !unit.text.starts_with([' ', '\t', '>', '`', ':'])
}

fn drop_some(units: &mut Vec<Unit>, one_in: usize, random: &mut Random) {
    let is_dropped =
        |unit: &Unit| is_paragraph(unit) || unit.kind == Some(BlockKind::ListItem) && is_single(unit);
    units.retain(|unit| !(is_dropped(unit) && random.below(one_in) == 0));
}

/// True for a list item of one line.
fn is_single(unit: &Unit) -> bool {
    unit.text.trim_end().lines().count() == 1
}

fn merge_some(units: &mut Vec<Unit>, one_in: usize, random: &mut Random) {
    let mut at = 1;
    while at < units.len() {
        let both =
            is_paragraph(&units[at - 1]) && is_paragraph(&units[at]) && units[at].before.trim().is_empty();
        if both && units[at - 1].says.len() == 1 && random.below(one_in) == 0 {
            let second = units.remove(at);
            let first = &mut units[at - 1];
            let space = if first.text.trim_end().ends_with(['。', '；', '：', '，', '！', '？']) {
                ""
            } else {
                " "
            };
            first.text = format!("{}{space}{}", first.text.trim_end(), second.text);
            first.says.extend(second.says);
        }
        at += 1;
    }
}

fn split_some(units: &mut Vec<Unit>, one_in: usize, random: &mut Random) {
    let mut at = 0;
    while at < units.len() {
        let unit = &units[at];
        let middle = unit.text.len() / 2;
        let ends =
            [". ", "。"].iter().flat_map(|end| unit.text.match_indices(end).map(|(at, end)| at + end.len()));
        let cut =
            ends.min_by_key(|cut| cut.abs_diff(middle)).filter(|cut| unit.text.len() - cut > 10 && *cut > 10);
        if let Some(cut) =
            cut.filter(|_| is_paragraph(unit) && unit.says.len() == 1 && random.below(one_in) == 0)
        {
            let second = Unit {
                before: "\n".to_owned(),
                text: unit.text[cut..].trim_start().to_owned(),
                ..unit.clone()
            };
            units[at].text = format!("{}\n", unit.text[..cut].trim_end());
            units.insert(at + 1, second);
            at += 1;
        }
        at += 1;
    }
}

/// Lists whose items are of one line each, in another order.
fn reorder_some(units: &mut [Unit], percent: usize, random: &mut Random) {
    let mut at = 0;
    while at < units.len() {
        let is_item = |unit: &Unit| {
            unit.kind == Some(BlockKind::ListItem) && is_single(unit) && unit.text.starts_with(['-', '*'])
        };
        let length = units[at..].iter().take_while(|unit| is_item(unit)).enumerate();
        let length = length.take_while(|(place, unit)| *place == 0 || unit.before.trim().is_empty()).count();
        if length > 1 && random.chance(percent) {
            for place in (1..length).rev() {
                let other = random.below(place + 1);
                let (a, b) = (at + place, at + other);
                let (text, says) = (units[a].text.clone(), units[a].says.clone());
                units[a].text = std::mem::replace(&mut units[b].text, text);
                units[a].says = std::mem::replace(&mut units[b].says, says);
            }
        }
        at += length.max(1);
    }
}

fn edit(units: &mut Vec<Unit>, edit: Edit, random: &mut Random) {
    match edit {
        Edit::None => {}
        Edit::Drop => drop_some(units, 10, random),
        Edit::Merge => merge_some(units, 10, random),
        Edit::Split => split_some(units, 10, random),
        Edit::Reorder => reorder_some(units, 100, random),
        Edit::All => {
            reorder_some(units, 20, random);
            split_some(units, 20, random);
            merge_some(units, 20, random);
            drop_some(units, 20, random);
        }
    }
}

/// Binds an edited translation. `None` if it cannot be cut, or what was edited is not what is read.
fn tried(pair: &Pair, lexicon: Option<&Lexicon>, how: Edit, seed: u64) -> Option<Score> {
    let translation = pair.translation.as_str();
    let document = parse(translation);
    let mut units = units(translation, &document)?;
    edit(&mut units, how, &mut Random(seed));
    let text: String = units.iter().map(|unit| format!("{}{}", unit.before, unit.text)).collect();
    let edited = parse(&text);
    let says: Vec<&Vec<usize>> =
        units.iter().filter(|unit| unit.kind.is_some()).map(|unit| &unit.says).collect();
    let kinds: Vec<Option<BlockKind>> = units.iter().map(|unit| unit.kind).filter(Option::is_some).collect();
    let read: Vec<Option<BlockKind>> = edited.blocks.iter().map(|block: &Block| Some(block.kind)).collect();
    (kinds == read).then(|| score(&pair.source, lexicon, &edited, &says))
}

fn score(source: &Document, lexicon: Option<&Lexicon>, edited: &Document, says: &[&Vec<usize>]) -> Score {
    let mut score = Score::default();
    let mut found: Vec<Option<(Vec<usize>, f64)>> = vec![None; says.len()];
    let known = Known { lexicon, ..Known::default() };
    for binding in drift::bind_with(source, edited, known) {
        let sources: Vec<usize> = binding.sources.iter().map(|at| usize::from(*at)).collect();
        for at in binding.translations {
            found[usize::from(at)] = Some((sources.clone(), binding.confidence));
        }
    }
    let is_split = |at: usize| says.iter().filter(|other| **other == says[at]).count() > 1;
    for (at, (truth, found)) in says.iter().zip(&found).enumerate() {
        // The whole of a merge, or one of a split.
        let is_whole = found.as_ref().is_some_and(|(sources, _)| sources == *truth);
        let is_known = found.as_ref().is_some_and(|(_, confidence)| *confidence >= drift::DOUBTFUL);
        if truth.len() > 1 {
            score.merged += 1;
            score.merges_seen += usize::from(is_whole && is_known);
        }
        if is_split(at) {
            score.split += 1;
            score.splits_seen += usize::from(is_whole && is_known);
        }
        let Some((sources, confidence)) = found else {
            score.unbound += 1;
            continue;
        };
        let is_right = sources.iter().all(|at| truth.contains(at));
        let tenth = ((confidence * 10.0) as usize).min(9);
        score.by_confidence[tenth].0 += 1;
        score.by_confidence[tenth].1 += usize::from(is_right);
        match (is_known, is_right) {
            (false, _) => score.unbound += 1,
            (true, true) => score.right += 1,
            (true, false) => score.wrong += 1,
        }
    }
    score
}

/// What the other texts of a language teach: a site has them, a text has not.
fn lexicon(pairs: &[Pair], lang: &str, home: &str) -> Option<Lexicon> {
    let others = pairs.iter().filter(|pair| pair.lang == lang && pair.home != home);
    let texts: Vec<(&Document, Document)> =
        others.map(|pair| (&pair.source, parse(&pair.translation))).collect();
    let texts: Vec<(&Document, &Document)> = texts.iter().map(|(source, other)| (*source, other)).collect();
    drift::learnt(&texts)
}

/// By edit and language: how all pairs of texts came out.
fn scores(pairs: &[Pair], rounds: u64) -> BTreeMap<(Edit, String), Score> {
    let mut scores: BTreeMap<(Edit, String), Score> = BTreeMap::new();
    let mut lexicons: BTreeMap<(&str, &str), Option<Lexicon>> = BTreeMap::new();
    for (number, pair) in pairs.iter().enumerate() {
        let lexicon = lexicons
            .entry((&pair.lang, &pair.home))
            .or_insert_with(|| lexicon(pairs, &pair.lang, &pair.home));
        let lexicon = lexicon.as_ref().filter(|_| env::var_os("PROMULGATE_ALONE").is_none());
        for how in EDITS {
            let rounds = if how == Edit::None { 1 } else { rounds };
            for round in 0..rounds {
                if let Some(score) = tried(pair, lexicon, how, number as u64 * 1000 + round) {
                    scores.entry((how, pair.lang.clone())).or_default().add(&score);
                }
            }
        }
    }
    scores
}

fn table(scores: &BTreeMap<(Edit, String), Score>) -> String {
    let mut out =
        String::from("edit     language  blocks   right   wrong unbound  merges seen  splits seen\n");
    for ((edit, lang), score) in scores {
        let share = |count: usize| 100.0 * count as f64 / score.all().max(1) as f64;
        let _ = writeln!(
            out,
            "{:<8} {lang:<8} {:>7} {:>6.1}% {:>6.2}% {:>6.1}%  {:>5}/{:<5}  {:>5}/{:<5}",
            format!("{edit:?}").to_lowercase(),
            score.all(),
            share(score.right),
            share(score.wrong),
            share(score.unbound),
            score.merges_seen,
            score.merged,
            score.splits_seen,
            score.split,
        );
    }
    let _ = writeln!(out, "\nconfidence     undisturbed           disturbed");
    for tenth in 0..10 {
        let sum = |is_wanted: &dyn Fn(Edit) -> bool| {
            let wanted = scores.iter().filter(|((edit, _), _)| is_wanted(*edit));
            wanted.fold((0, 0), |(all, right), (_, score)| {
                let (more, more_right) = score.by_confidence[tenth];
                (all + more, right + more_right)
            })
        };
        let column = |(all, right): (usize, usize)| match all {
            0 => format!("{:>6}        ", 0),
            _ => format!("{all:>6} {:>6.1}%", 100.0 * right as f64 / all as f64),
        };
        let (calm, other) = (sum(&|edit| edit == Edit::None), sum(&|edit| edit != Edit::None));
        let _ = writeln!(
            out,
            "{:.1} to {:.1}   {}      {}",
            tenth as f64 / 10.0,
            (tenth + 1) as f64 / 10.0,
            column(calm),
            column(other)
        );
    }
    out
}

fn total(scores: &BTreeMap<(Edit, String), Score>, is_wanted: impl Fn(Edit) -> bool) -> Score {
    let mut total = Score::default();
    scores.iter().filter(|((edit, _), _)| is_wanted(*edit)).for_each(|(_, score)| total.add(score));
    total
}

/// The repository's own texts; with `PROMULGATE_TEXTS` those below another folder, and `PROMULGATE_ROUNDS_OF_EDITS` edits of each.
#[test]
fn disturbed_translations_are_bound_to_what_they_say() {
    let folder = env::var_os("PROMULGATE_TEXTS").map_or_else(|| repository("content"), PathBuf::from);
    let rounds = env::var("PROMULGATE_ROUNDS_OF_EDITS").ok().and_then(|rounds| rounds.parse().ok());
    let pairs = pairs(&folder);
    assert!(pairs.len() > 5, "only {} pairs of texts", pairs.len());
    let scores = scores(&pairs, rounds.unwrap_or(1));
    let table = table(&scores);
    println!("{} pairs of texts\n\n{table}", pairs.len());
    let wrong = |edit: Edit| {
        let score = total(&scores, |other| other == edit);
        assert!(score.all() > 100, "{edit:?}: only {} blocks", score.all());
        score.wrong as f64 / score.all() as f64
    };
    for (edit, most) in [
        (Edit::None, 0.01),
        (Edit::Drop, 0.01),
        (Edit::Merge, 0.01),
        (Edit::Split, 0.01),
        (Edit::Reorder, 0.03),
        (Edit::All, 0.02),
    ] {
        assert!(wrong(edit) <= most, "{edit:?}: more than {most} are wrong\n{table}");
    }
    let all = total(&scores, |_| true);
    assert!(all.merges_seen * 3 >= all.merged * 2, "merges are not seen\n{table}");
    assert!(all.splits_seen * 3 >= all.split * 2, "splits are not seen\n{table}");
    for is_disturbed in [false, true] {
        let (all, right) = total(&scores, |edit| (edit != Edit::None) == is_disturbed).by_confidence[9];
        assert!(right * 10 >= all * 9, "of those called 0.9 {right} of {all} are right\n{table}");
    }
}
