//! What must hold of any input: of a text, of two, and of a translation beside two. Tests of written cases, of random ones and the
//! targets of `fuzz/` ask the same.

use std::collections::HashSet;

use arcstr::ArcStr;
use promulgate::drift::{self, Judgement, Known, Texts};
use promulgate::library::{LinkReader, Sync};
use promulgate::locale::Lang;
use promulgate::markdown::{self, Document, Inline, Visible, fingerprint, front_matter};
use promulgate::redline::{self, Change, Kind, Op, Redline, Summary};
use promulgate::source::{FileId, Sources};

/// Parses a text as the program does.
pub fn parse(text: &str) -> Document {
    parse_in(&mut Sources::default(), "text.md", text).1
}

/// The same, of a file of `sources`.
pub fn parse_in(sources: &mut Sources, name: &str, text: &str) -> (FileId, Document) {
    let text = ArcStr::from(text);
    let file = sources.add(name.into(), text.clone());
    (file, markdown::parse(file, &text, front_matter::split(&text).body))
}

/// What must hold for every text.
#[track_caller]
pub fn check_text(text: &str) {
    let mut sources = Sources::default();
    let (file, document) = parse_in(&mut sources, "text.md", text);
    let mut addresses = HashSet::new();
    let mut end = 0;
    for block in &document.blocks {
        let cut = sources.cut(block.span);
        assert_eq!(block.span.file, file);
        assert!(text.get(block.span.range()).is_some(), "{:?} is no passage", block.span);
        assert_eq!(fingerprint::of_source(cut), block.source, "the source of {:?}", document.address(block));
        assert_eq!(cut, cut.trim(), "a block holds no white space at its ends");
        assert!(
            block.span.range().start >= end,
            "{:?} overlaps the block before it",
            document.address(block)
        );
        assert!(addresses.insert(document.address(block)), "{:?} twice", document.address(block));
        end = block.span.range().end;
        for words in block.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) if words.parent().as_str() == text => Some(words),
            _ => None,
        }) {
            let outer = block.span.range();
            // Some Markdown keeps white space at the ends of a line as text; a block's span is trimmed.
            let start = words.range().start + (words.len() - words.trim_start().len());
            let inner = start..start + words.trim().len();
            assert!(
                inner.is_empty() || outer.start <= inner.start && inner.end <= outer.end,
                "{words:?} is outside {}",
                document.address(block)
            );
        }
    }
    let in_sections: usize = document.sections.iter().map(|section| section.blocks.len()).sum();
    assert_eq!(in_sections, document.blocks.len(), "every block is in one section");
}

/// The words of a change that are in the old text, or in the new one.
pub fn side(redline: &Redline<'_>, change: &Change, left_out: Op) -> String {
    let pieces = change.pieces.iter().filter(|piece| piece.op != left_out);
    pieces.map(|piece| redline.words(change, piece)).collect()
}

/// That leaving out what is inserted gives the old text, and what is deleted the new one.
#[track_caller]
fn assert_sound(redline: &Redline<'_>) {
    let mut olds = vec![None; redline.old.blocks.len()];
    let mut news = vec![None; redline.new.blocks.len()];
    for change in &redline.changes {
        if let Some(at) = change.old {
            *olds[usize::from(at)].get_or_insert(String::new()) += &side(redline, change, Op::Inserted);
        }
        if let Some(at) = change.new {
            *news[usize::from(at)].get_or_insert(String::new()) += &side(redline, change, Op::Deleted);
        }
    }
    for (blocks, found) in [(&redline.old.blocks, olds), (&redline.new.blocks, news)] {
        for (block, found) in blocks.iter().zip(found) {
            assert_eq!(found, Some(Visible::of(block).text));
        }
    }
    for change in &redline.changes {
        for piece in change.pieces.iter().filter(|piece| piece.op == Op::Kept) {
            let (old, new) = (redline.old_text(change), redline.new_text(change));
            assert_eq!(old.get(piece.old.clone()), new.get(piece.new.clone()), "what is kept is in both");
        }
    }
}

/// The pairs of a redline, in order, as numbers of blocks.
fn pairs(redline: &Redline<'_>, mirrored: bool) -> Vec<(Option<usize>, Option<usize>, Kind)> {
    let mut pairs: Vec<_> = (redline.changes.iter())
        .map(|change| (change.old.map(usize::from), change.new.map(usize::from), change.kind))
        .map(|(old, new, kind)| match (mirrored, kind) {
            (false, kind) => (old, new, kind),
            (true, Kind::Inserted) => (new, old, Kind::Deleted),
            (true, Kind::Deleted) => (new, old, Kind::Inserted),
            (true, kind) => (new, old, kind),
        })
        .collect();
    pairs.sort();
    pairs
}

/// What must hold for every two texts.
#[track_caller]
pub fn check_redline(old: &str, new: &str) {
    let (old, new) = (parse(old), parse(new));
    let redline = redline::compare(&old, &new);
    assert_sound(&redline);
    let back = redline::compare(&new, &old);
    assert_sound(&back);
    assert_eq!(pairs(&redline, false), pairs(&back, true), "the same pairs both ways");
    let (there, back) = (Summary::of(&redline), Summary::of(&back));
    assert_eq!((there.inserted, there.deleted), (back.deleted, back.inserted), "the same words both ways");
    for document in [&old, &new] {
        let same = redline::compare(document, document);
        assert!(same.is_empty(), "a text against itself: {:?}", same.changes);
        assert_sound(&same);
    }
}

/// How each passage of a translation stands.
pub fn judged(base: &str, current: &str, translation: &str) -> Vec<Judgement> {
    let mut sources = Sources::default();
    let (_, base) = parse_in(&mut sources, "base.md", base);
    let (_, current) = parse_in(&mut sources, "current.md", current);
    let (_, translation) = parse_in(&mut sources, "translation.md", translation);
    let redline = redline::compare(&base, &current);
    let bindings = drift::bind(&base, &translation);
    let (controlling, links) = (Lang::english(), LinkReader::of_files(Vec::new()));
    let target = promulgate::language::Target::of(None, std::iter::once("中文".to_owned()));
    let means =
        drift::Means { controlling: &controlling, target, listed: None, links: &links, sources: &sources };
    drift::classify(&redline, &translation, &bindings, Vec::new(), means)
}

/// What must hold for every translation beside what it translates and what that says now: each of its blocks is judged once, and what
/// explains how sure that is adds up to it.
#[track_caller]
pub fn check_drift(base: &str, current: &str, translation: &str) {
    check_explained(base, current, translation);
    let judgements = judged(base, current, translation);
    let blocks = judgements.iter().flat_map(|judgement| &judgement.translation);
    let mut blocks: Vec<usize> = blocks.copied().map(usize::from).collect();
    blocks.sort_unstable();
    let count = parse(translation).blocks.len();
    assert_eq!(blocks, (0..count).collect::<Vec<_>>());
}

/// What explains a binding is what decided: its parts are the score, and the score is the confidence.
#[track_caller]
fn check_explained(base: &str, current: &str, translation: &str) {
    let mut sources = Sources::default();
    let (_, base) = parse_in(&mut sources, "base.md", base);
    let (_, current) = parse_in(&mut sources, "current.md", current);
    let (_, translation) = parse_in(&mut sources, "translation.md", translation);
    let (english, sync) = (Lang::english(), Sync::default());
    let texts = Texts {
        base: &base,
        current: &current,
        translation: &translation,
        lang: None,
        history: None,
        known: Known::default(),
        links: LinkReader::of_files(Vec::new()),
    };
    let measured = drift::measure(&texts, &english, &sync, &sources);
    // To explain one takes as long as to measure all.
    for judgement in measured.judgements.iter().take(20) {
        let explanation = drift::explain(&texts, &english, &sync, &sources, &measured, judgement);
        assert_eq!(explanation.bond.is_some(), judgement.certainty().is_some(), "{judgement:?}");
        let Some(bond) = explanation.bond else { continue };
        let sum: f64 = bond.parts.iter().map(|part| part.value).sum();
        assert!((sum - bond.score).abs() < 1e-9, "{bond:?}");
        let certainty = 1.0 / (1.0 + (-(sum + 1.0)).exp());
        assert!((certainty - judgement.confidence).abs() < 1e-9, "{judgement:?} {bond:?}");
    }
}
