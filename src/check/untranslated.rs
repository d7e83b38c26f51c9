use std::collections::HashMap;
use std::ops::Range;

use super::TextCheck;
use super::prose::{prose, runs};
use super::scripts::{Script, of_language, script};
use crate::markdown::{Block, BlockKind, Fingerprint};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation stands there in the language of the controlling text.
    ///
    /// Its readers chose another language because they may not understand this one. Names, addresses and code, which
    /// are the same everywhere, are not meant: only words in lower case count. For example, in `ms.md`:
    ///
    /// ```markdown
    /// We use what you tell us to answer you.
    /// ```
    ///
    /// Way out: translate the passage.
    UNTRANSLATED = "untranslated", Warning;
}

/// So many words of it a finding shows.
const SHOWN: usize = 8;
/// So many words in a row, as they stand in the source, are no name.
const WORDS: usize = 4;
/// In a passage that is mostly translated a longer run is needed: it may quote the title of a law.
const WORDS_AMONG_OTHERS: usize = 8;

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(source) = text.translated() else { return };
    let sources = source.document.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    let sources: HashMap<Fingerprint, &Block> = sources.map(|block| (block.text, block)).collect();
    for (at, block, own) in text.prose_blocks() {
        if split(own).iter().filter(|(_, word)| is_plain(word)).count() < WORDS {
            continue;
        }
        // What nobody translated is easily bound to something else.
        let same = sources.get(&block.text).copied();
        let sources = same.as_ref().map_or_else(|| text.sources_of(*at), std::slice::from_ref);
        let Some(run) = untranslated(text, own, &prose(sources)) else { continue };
        let more = if run.has_more { " …" } else { "" };
        let message = format!("this is not translated: “{}{more}”", &own[run.shown.clone()]);
        let place = own.place(run.shown);
        text.report(*at, Finding::new(&UNTRANSLATED, place, message, "translate it"), findings);
    }
}

/// Words that stand there as they are in the source.
struct Run {
    /// Where their beginning stands.
    shown: Range<usize>,
    has_more: bool,
}

/// The longest run of words that stands as it is in the source, if it is too long to be a name.
fn untranslated(text: &TextCheck<'_>, own: &str, theirs: &str) -> Option<Run> {
    let words = split(own);
    let run = words.get(longest_common_run(&split(theirs), &words))?;
    // “Children’s Online Privacy Protection Act” is a name.
    let plain = run.iter().filter(|(_, word)| is_plain(word)).count();
    let letters = |words: &[(usize, &str)]| words.iter().flat_map(|(_, word)| word.chars()).count();
    let is_most = 2 * letters(run) > letters(&words) && !has_own_letters(text, own);
    let (start, _) = run.first()?;
    // The title of a law beside its translation.
    let is_quoted = own[..*start].ends_with(['(', '（', '“', '"', '「', '《', '‘']);
    if plain < if is_most { WORDS } else { WORDS_AMONG_OTHERS } || is_quoted && run.len() < words.len() {
        return None;
    }
    let (last, word) = run.get(..SHOWN).unwrap_or(run).last()?;
    Some(Run { shown: *start..last + word.len(), has_more: run.len() > SHOWN })
}

/// True for a word that is no name: in lower case, of a script that has it, and no host or file such as `shop.example.com`.
fn is_plain(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.contains('.')
}

/// True if the language has letters of its own and the passage has some of them.
fn has_own_letters(text: &TextCheck<'_>, words: &str) -> bool {
    let scripts = of_language(&text.text.lang);
    words.chars().any(|c| {
        let own = script(c);
        own != Script::Latin && scripts.contains(&own)
    })
}

/// A passage of more words has its beginning compared only, so that a hostile one costs no more.
const COMPARED: usize = 2000;

/// The words, each with its place.
fn split(prose: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
    let words = runs(prose, is_part).map(|word| {
        let whole = &prose[word.clone()];
        let before = whole.len() - whole.trim_start_matches('.').len();
        (word.start + before, whole.trim_matches('.'))
    });
    words.filter(|(_, word)| !word.is_empty()).take(COMPARED).collect()
}

/// The longest run of words of `own` that is also one of `theirs`, whatever the case (the classic dynamic programming).
fn longest_common_run(theirs: &[(usize, &str)], own: &[(usize, &str)]) -> Range<usize> {
    // Numbers are compared sooner than words.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut number = |(_, word): &(usize, &str)| {
        let next = numbers.len();
        *numbers.entry(word.to_ascii_lowercase()).or_insert(next)
    };
    let theirs: Vec<usize> = theirs.iter().map(&mut number).collect();
    let own: Vec<usize> = own.iter().map(&mut number).collect();
    let mut lengths = vec![0; theirs.len() + 1];
    let mut longest = 0..0;
    for (at, word) in own.iter().enumerate() {
        for (there, other) in theirs.iter().enumerate().rev() {
            lengths[there + 1] = if word == other { lengths[there] + 1 } else { 0 };
            if lengths[there + 1] > longest.len() {
                longest = at + 1 - lengths[there + 1]..at + 1;
            }
        }
    }
    longest
}
