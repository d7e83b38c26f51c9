//! Whether a sentence says that something is, or that it is not; and whether it says that something must be.

mod chinese;
mod english;
mod malay;
mod rows;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::GraveKind;
use super::chinese::OTHER_WORDS;
use super::finder::{Case, Finder};
use super::table::TableWord;
use crate::locale::Lang;
use rows::{NOTHING, Row, SURELY};

/// What the words of a sentence say besides what they speak of.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// *Not*, *never*; perhaps *unless*, *refuse*, *invalid*.
    pub denials: Said,
    /// *Must*, *shall*; perhaps *need*, *agree to*.
    pub duties: Said,
}

/// How many words of a sentence say something.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Those that surely do.
    sure: usize,
    /// What those mean, in English, by which it may be said.
    possible: Vec<&'static str>,
}

impl Said {
    /// Returns how many words surely say it.
    pub fn sure(&self) -> usize {
        self.sure
    }

    /// True if a sentence says it more often than another one possibly does. What may say it in one sentence says the same as what means
    /// the same in the other, and nothing else.
    pub fn exceeds(&self, other: &Said) -> bool {
        self.sure > other.sure + other.unmatched(self)
    }

    /// How many of its possible words have none in another sentence that means the same.
    fn unmatched(&self, other: &Said) -> usize {
        let mut others: HashMap<&str, usize> = HashMap::new();
        other.possible.iter().for_each(|value| *others.entry(value).or_default() += 1);
        let is_alone = |value: &&&str| match others.get_mut(**value).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                false
            }
            None => true,
        };
        self.possible.iter().filter(is_alone).count()
    }
}

impl Polarity {
    /// Returns that of a sentence, with the words of the table that stand in it; `None` if nothing is known of the language.
    pub fn of(lang: &Lang, sentence: &str, words: &[TableWord]) -> Option<Self> {
        let hints = Hints::of(lang)?;
        // One character alone says as often what simply happens.
        let binds = |word: &TableWord| {
            hints.binding.contains(&word.value) && sentence[word.range.clone()].chars().nth(1).is_some()
        };
        let denies = |word: &TableWord| DENY.contains(&word.value) && !is_in_name(sentence, word);
        let of_kind = |kind: GraveKind| words.iter().filter(move |word| word.kind == kind);
        let has_neither = words.iter().any(|word| word.value == "neither");
        let mut denials = said(&hints.denials, sentence, of_kind(GraveKind::Negation), denies);
        // *Without your consent* denies, and so does what *Without it,* leads to; *without delay* does not.
        let lower = sentence.to_lowercase();
        let denies_without = english::CONSENT.iter().any(|word| lower.contains(word))
            || lower.starts_with("without ")
            || lower.contains(": without ");
        let without = denials.possible.iter().position(|value| *value == "without");
        if let Some(at) = without.filter(|_| denies_without && lang.primary() == "en") {
            denials.possible.swap_remove(at);
            denials.sure += 1;
        }
        // *Nor* and *neither* deny together what one word denies elsewhere.
        if has_neither && denials.sure == 0 {
            denials.sure = 1;
        }
        let may_bind = of_kind(GraveKind::Modal).filter(|word| MAY_BIND.contains(&word.value));
        Some(Polarity { denials, duties: said(&hints.duties, sentence, may_bind, binds) })
    }
}

/// Counts what words of the table and hints say. Of two in a place the longer one counts, and of two that are as long the hint.
fn said<'w>(
    hints: &Finder<&'static str>,
    sentence: &str,
    words: impl Iterator<Item = &'w TableWord>,
    is_sure: impl Fn(&TableWord) -> bool,
) -> Said {
    let mut found: Vec<(Range<usize>, &'static str)> =
        hints.find(sentence).map(|(range, value)| (range, *value)).collect();
    let mut said = Said::default();
    for word in words {
        let at = found.partition_point(|(range, _)| range.end <= word.range.start);
        let over = found[at..].iter().take_while(|(range, _)| range.start < word.range.end).count();
        if found[at..at + over].iter().any(|(range, _)| range.len() >= word.range.len()) {
            continue;
        }
        // What stands there says nothing more. To take it out would cost in proportion to all that follows.
        found[at..at + over].iter_mut().for_each(|(_, value)| *value = NOTHING);
        match is_sure(word) {
            true => said.sure += 1,
            false => said.possible.push(word.value),
        }
    }
    for (_, value) in found {
        match value {
            NOTHING => {}
            SURELY => said.sure += 1,
            _ => said.possible.push(value),
        }
    }
    said
}

/// True for a word with a capital that does not begin the sentence: *Do Not Track*.
fn is_in_name(sentence: &str, word: &TableWord) -> bool {
    word.range.start > 0 && sentence[word.range.start..].starts_with(char::is_uppercase)
}

/// Negations that deny a whole sentence.
const DENY: &[&str] =
    &["not", "no", "never", "nobody", "nothing", "do not", "not yet", "no longer", "nowhere"];
const MAY_BIND: &[&str] = &[
    "must",
    "shall",
    "should",
    "need",
    "required",
    "obliged",
    "have to",
    "ought",
    "prohibited",
    "forbidden",
];

/// Words by which a sentence may deny something or make it a duty, besides those of the table.
struct Hints {
    denials: Finder<&'static str>,
    duties: Finder<&'static str>,
    /// The values of the table that surely make something a duty.
    binding: &'static [&'static str],
}

impl Hints {
    fn of(lang: &Lang) -> Option<&'static Hints> {
        static ENGLISH: LazyLock<Hints> =
            LazyLock::new(|| Hints::new(english::DENIALS, english::DUTIES, &[], &["must", "shall"]));
        static CHINESE: LazyLock<Hints> =
            LazyLock::new(|| Hints::new(chinese::DENIALS, chinese::DUTIES, OTHER_WORDS, &["must"]));
        static MALAY: LazyLock<Hints> =
            LazyLock::new(|| Hints::new(malay::DENIALS, malay::DUTIES, &[], &["must"]));
        match lang.primary() {
            "en" => Some(&ENGLISH),
            "zh" => Some(&CHINESE),
            "ms" | "id" => Some(&MALAY),
            _ => None,
        }
    }

    /// `others` are words in which the characters of those mean something else, if no row has them.
    fn new(denials: &[Row], duties: &[Row], others: &[&str], binding: &'static [&'static str]) -> Self {
        let finder = |rows: &[Row]| {
            let words = rows.iter().flat_map(|(value, words)| words.iter().map(|word| (*word, *value)));
            // Of two that are the same the first is found.
            Finder::of_beginnings(words.chain(others.iter().map(|word| (*word, NOTHING))), Case::Any)
        };
        Hints { denials: finder(denials), duties: finder(duties), binding }
    }
}
