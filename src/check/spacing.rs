use std::ops::Range;

use arcstr::ArcStr;

use super::TextCheck;
use super::prose::runs;
use crate::markdown::{Block, BlockKind, Inline, front_matter};
use crate::source::{Edit, Finding, Findings, Span};

crate::source::codes! {
    /// There is white space that nobody needs.
    ///
    /// That is a blank at the end of a line, two blanks between words, several blank lines, no line end at the end of
    /// the file; and in Chinese a blank beside a wide sign such as ， or 。 Readers hardly see it, but in a review
    /// lines seem to have changed that say the same. For example:
    ///
    /// ```markdown
    /// 您好， 世界
    /// ```
    ///
    /// Way out: `promulgate check --fix` takes it away. Two blanks at the end of a line, which break it, and two behind
    /// the end of a sentence are left alone, and so is code.
    SPACING = "spacing", Note;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let file = text.text.file;
    let source = &text.sources.get(file).text;
    let mut report = |range: Range<usize>, new: &str, message: &str| {
        let span = Span::new(file, range);
        let finding = Finding::new(&SPACING, span, message, "`promulgate check --fix` mends it");
        findings.push(finding.mended_by(vec![Edit { span, text: new.to_owned() }]));
    };
    // In the order of the text, as what is found is, and none overlaps the next.
    let mut code = code(text, source).peekable();
    let begin = source.len() - front_matter::split(source).body.len();
    for (range, new, message) in of_lines(source, begin) {
        while code.next_if(|code| code.end <= range.start).is_some() {}
        if code.peek().is_none_or(|code| code.start >= range.end) {
            report(range, new, message);
        }
    }
    let is_chinese = text.is_chinese();
    for (_, block, _) in text.prose_blocks() {
        for blanks in found(source, block, between_words) {
            report(blanks, " ", "there are several blanks between two words");
        }
        let beside = if is_chinese { found(source, block, beside_punctuation) } else { Vec::new() };
        if !beside.is_empty() && !text.is_judged(block) {
            let message = "there is a blank beside Chinese punctuation, which has its own white space";
            beside.into_iter().for_each(|blanks| report(blanks, "", message));
        }
    }
}

/// What is found in the words of a block that are in the file as they are, by its place in the file.
fn found(source: &ArcStr, block: &Block, find: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
    let pieces = block.inlines.iter().filter_map(|inline| match inline {
        Inline::Text(piece) if piece.parent().as_ptr() == source.as_ptr() => Some(piece.range()),
        _ => None,
    });
    let in_file = |piece: Range<usize>| {
        let found = source.get(piece.clone()).map(&find).unwrap_or_default();
        found.into_iter().map(move |range| piece.start + range.start..piece.start + range.end)
    };
    pieces.flat_map(in_file).collect()
}

/// Where code stands, in which every blank counts: whole blocks of it, and what is between the first and the last backtick of
/// others.
fn code<'t>(text: &'t TextCheck<'_>, source: &'t str) -> impl Iterator<Item = Range<usize>> {
    text.text.document.blocks.iter().filter_map(|block| {
        let range = block.span.range();
        if block.kind == BlockKind::Code {
            return Some(range);
        }
        let has_code = block.inlines.iter().any(|inline| matches!(inline, Inline::Code(_)));
        let markdown = source.get(range.clone()).filter(|_| has_code)?;
        Some(range.start + markdown.find('`')?..range.start + markdown.rfind('`')?)
    })
}

/// Needless white space at the ends of lines and between them, from `begin` on, with what comes in its place.
fn of_lines(source: &str, begin: usize) -> Vec<(Range<usize>, &'static str, &'static str)> {
    let mut found = Vec::new();
    let mut at = begin;
    // Where the blank lines begin, of which this is one.
    let mut blank_from: Option<usize> = None;
    for line in source[begin..].split_inclusive('\n') {
        let end = at + line.len();
        let words = line.trim_end_matches(['\n', '\r']);
        let kept = words.trim_end_matches([' ', '\t']);
        let blanks = at + kept.len()..at + words.len();
        let is_followed = source[end..].lines().next().is_some_and(|next| !next.trim().is_empty());
        let is_break = words.len() >= kept.len() + 2 && is_followed && !kept.is_empty();
        // Behind a blank a backslash is one; at the end of the line it breaks it.
        if !blanks.is_empty() && !is_break && !kept.ends_with('\\') {
            found.push((blanks, "", "there are blanks at the end of the line"));
        }
        match (kept.is_empty(), blank_from) {
            (true, None) => blank_from = Some(end),
            (true, Some(_)) => {}
            (false, Some(from)) => {
                if from < at && at > begin {
                    found.push((from..at, "", "there are several blank lines"));
                }
                blank_from = None;
            }
            (false, None) => {}
        }
        at = end;
    }
    match (source.ends_with('\n'), blank_from) {
        (_, Some(from)) => {
            let from = source[..from].trim_end_matches(['\n', '\r', ' ', '\t']).len();
            let rest = source[from..].find('\n').map_or(source.len(), |end| from + end + 1);
            if rest < source.len() && from > begin {
                found.retain(|(range, ..)| range.end <= rest);
                found.push((rest..source.len(), "", "there are blank lines at the end of the file"));
            }
        }
        (false, None) if source.len() > begin => {
            found.push((source.len()..source.len(), "\n", "the last line of the file has no end"));
        }
        _ => {}
    }
    found
}

/// Several blanks between two words, not behind the end of a sentence, where some people put two.
fn between_words(piece: &str) -> Vec<Range<usize>> {
    let is_between = |blanks: &Range<usize>| {
        let before = piece[..blanks.start].chars().next_back();
        blanks.len() > 1
            && blanks.end < piece.len()
            && before.is_some_and(|c| !c.is_whitespace() && !".?!:".contains(c))
    };
    runs(piece, |c| c == ' ').filter(is_between).collect()
}

/// Blanks on either side of Chinese punctuation, with words around.
fn beside_punctuation(piece: &str) -> Vec<Range<usize>> {
    let is_beside = |blanks: &Range<usize>| {
        let (before, after) = (piece[..blanks.start].chars().next_back(), piece[blanks.end..].chars().next());
        before.zip(after).is_some_and(|(before, after)| is_full_width(before) || is_full_width(after))
    };
    runs(piece, |c| c == ' ').filter(is_beside).collect()
}

/// Punctuation of Chinese, which is as wide as a character (Unicode, East Asian Width).
fn is_full_width(c: char) -> bool {
    "，。；：？！、（）「」『』《》〈〉【】".contains(c)
}
