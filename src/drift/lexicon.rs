//! Which words of one language say which of another, learnt from passages that are bound to each other.

use std::collections::BTreeMap;

use icu_properties::CodePointMapData;
use icu_properties::props::{LineBreak, Script};
use rustc_hash::FxHashMap;

/// So many passages at least say something about a language.
const ENOUGH: usize = 100;
/// So many passages are enough, and so many words of one are read: what is learnt costs in proportion to both.
pub const MOST: usize = 400;
const MOST_WORDS: usize = 40;
const ROUNDS: usize = 4;
/// What a word says more seldom than this is forgotten.
const RARE: f64 = 0.02;
/// How much of a passage is said to come from its source; the rest is what the language says anyhow.
const FROM_SOURCE: f64 = 0.9;

/// Words with their numbers.
type Numbers = FxHashMap<String, u32>;

/// A lexicon of two languages.
#[derive(Debug)]
pub struct Lexicon {
    sources: Numbers,
    translations: Numbers,
    /// By word of the source: the words that say it, with their probabilities.
    says: Vec<Vec<(u32, f64)>>,
    /// By word of the translation: how often it is among all.
    usual: Vec<f64>,
}

/// What a passage of the source lets expect.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// By word of the translation, in order: how much more often it is than usual, and the logarithm of that.
    words: Vec<(u32, f64, f64)>,
    /// How many words say this.
    size: f64,
}

/// The words of a passage of the translation by their numbers, in order.
pub type Words = Vec<u32>;

/// What one passage lets expect as a table, for many passages to be looked up in it.
#[derive(Debug, Default)]
pub struct ExpectedTable {
    /// By word of the translation: the logarithm of how much more often it is than usual.
    logs: Vec<f64>,
    /// The words that have one of their own.
    filled: Vec<u32>,
    has_size: bool,
}

impl Lexicon {
    /// Learns from passages that say the same. `None` if these are too few to say anything.
    ///
    /// Model 1 of P. F. Brown et al., “The Mathematics of Statistical Machine Translation”, 1993, without the empty word: in some rounds
    /// each word of a translation is shared out among those of its source, by how often they were found together.
    pub fn learn<'t>(passages: impl Iterator<Item = (&'t str, &'t str)>) -> Option<Self> {
        let (mut sources, mut translations) = (Numbers::default(), Numbers::default());
        let mut read: Vec<(Vec<u32>, Words)> = Vec::new();
        for (source, translation) in passages.take(MOST) {
            let pair = (numbered(source, &mut sources), numbered(translation, &mut translations));
            read.push(pair);
        }
        if read.len() < ENOUGH {
            return None;
        }
        leave_out(&mut read, sources.len(), translations.len());
        let mut usual = vec![0.0; translations.len()];
        read.iter().flat_map(|(_, words)| words).for_each(|word| usual[*word as usize] += 1.0);
        let all: f64 = usual.iter().sum();
        usual.iter_mut().for_each(|count| *count /= all);
        let says = said(&read, sources.len());
        Some(Lexicon { sources, translations, says, usual })
    }

    /// Returns what a passage of the source lets expect.
    pub fn expected(&self, text: &str) -> Expected {
        let mut words = known(text, &self.sources);
        words.retain(|word| !self.says[*word as usize].is_empty());
        let mut found: FxHashMap<u32, f64> = FxHashMap::default();
        for (word, share) in words.iter().flat_map(|word| &self.says[*word as usize]) {
            *found.entry(*word).or_default() += share;
        }
        let size = words.len() as f64;
        let more = |(word, share): (u32, f64)| (word, share / size / self.usual[word as usize]);
        let mut found: Vec<(u32, f64)> = found.into_iter().map(more).collect();
        found.sort_unstable_by_key(|(word, _)| *word);
        Expected {
            words: found.into_iter().map(|(word, more)| (word, more, logarithm(more))).collect(),
            size,
        }
    }

    /// Returns the words of a translation that its source lets expect, each behind the word that says it most likely. The likeliest come
    /// first.
    pub fn pairs(&self, source: &str, translation: &str) -> Vec<(String, String)> {
        let (own, theirs) = (written(source, &self.sources), written(translation, &self.translations));
        let pair = |(to, _, log): &(u32, f64, f64)| {
            let word = theirs.get(to).filter(|_| *log > 0.0)?;
            let says = |from: &u32| self.says[*from as usize].iter().find(|(word, _)| word == to);
            let shares = own.iter().filter_map(|(number, word)| Some((says(number)?.1, word)));
            let (share, from) = shares.max_by(|a, b| a.0.total_cmp(&b.0))?;
            Some((share, (from.clone(), word.clone())))
        };
        let mut pairs: Vec<(f64, (String, String))> =
            self.expected(source).words.iter().filter_map(pair).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// Returns the known words of a passage of the translation.
    pub fn words(&self, text: &str) -> Words {
        let mut found = known(text, &self.translations);
        found.retain(|word| self.usual[*word as usize] > 0.0);
        found
    }
}

fn logarithm(more: f64) -> f64 {
    (FROM_SOURCE * more + 1.0 - FROM_SOURCE).ln()
}

impl ExpectedTable {
    /// Takes another passage.
    pub fn fill(&mut self, expected: &Expected) {
        let unexpected = logarithm(0.0);
        self.filled.drain(..).for_each(|word| self.logs[word as usize] = unexpected);
        let most = expected.words.last().map_or(0, |(word, ..)| *word as usize + 1);
        if self.logs.len() < most {
            self.logs.resize(most, unexpected);
        }
        for (word, _, log) in &expected.words {
            self.logs[*word as usize] = *log;
            self.filled.push(*word);
        }
        self.has_size = expected.size > 0.0;
    }

    /// Returns what [`Expected::likelihood`] does.
    pub fn likelihood(&self, words: &Words) -> (f64, f64) {
        if !self.has_size || words.is_empty() {
            return (0.0, 0.0);
        }
        let unexpected = logarithm(0.0);
        let logs = words.iter().map(|word| self.logs.get(*word as usize).copied().unwrap_or(unexpected));
        (logs.fold(0.0, |sum, log| sum + log) / words.len() as f64, words.len() as f64)
    }
}

impl Expected {
    /// Returns how much more likely words are after this source than anyhow: the mean of the logarithms, 0 for no words, with how many
    /// words that is of.
    pub fn likelihood(&self, words: &Words) -> (f64, f64) {
        if self.size == 0.0 || words.is_empty() {
            return (0.0, 0.0);
        }
        let unexpected = logarithm(0.0);
        let mut sum = 0.0;
        let mut expected = self.words.iter().peekable();
        for word in words {
            while expected.next_if(|(other, ..)| other < word).is_some() {}
            sum += expected.peek().filter(|(other, ..)| other == word).map_or(unexpected, |(.., log)| *log);
        }
        (sum / words.len() as f64, words.len() as f64)
    }

    /// Returns what the two let expect together.
    pub fn joined(&self, other: &Expected) -> Expected {
        let size = self.size + other.size;
        let mut words: Vec<(u32, f64, f64)> = Vec::new();
        for (part, of) in [(self, self.size), (other, other.size)] {
            words.extend(part.words.iter().map(|(word, more, _)| (*word, more * of / size.max(1.0), 0.0)));
        }
        words.sort_by_key(|(word, ..)| *word);
        words.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0.0 };
            same
        });
        words.iter_mut().for_each(|word| word.2 = logarithm(word.1));
        Expected { words, size }
    }
}

/// Leaves out of what was read the words that stand in one passage only, or in every fourth: nothing can be learnt of them.
fn leave_out(read: &mut [(Vec<u32>, Words)], sources: usize, translations: usize) {
    let most = read.len() / 4;
    let mut counts = [vec![0; sources], vec![0; translations]];
    for (source, translation) in read.iter() {
        source.iter().for_each(|word| counts[0][*word as usize] += 1);
        translation.iter().for_each(|word| counts[1][*word as usize] += 1);
    }
    let tells = |side: usize, word: u32| (2..=most).contains(&counts[side][word as usize]);
    for (source, translation) in read.iter_mut() {
        source.retain(|word| tells(0, *word));
        translation.retain(|word| tells(1, *word));
        source.truncate(MOST_WORDS);
        translation.truncate(MOST_WORDS);
    }
}

/// The words of a text by their numbers, each once; new ones are counted on.
fn numbered(text: &str, numbers: &mut Numbers) -> Words {
    let mut found = Words::new();
    each_word(text, |word| {
        let number = numbers.get(word).copied().unwrap_or_else(|| {
            let next = numbers.len() as u32;
            numbers.insert(word.to_owned(), next);
            next
        });
        found.push(number);
    });
    once(found)
}

/// Those of the words of a text that have numbers, each once.
fn known(text: &str, numbers: &Numbers) -> Words {
    let mut found = Words::new();
    each_word(text, |word| found.extend(numbers.get(word)));
    once(found)
}

/// By number: the words of a text that have one.
fn written(text: &str, numbers: &Numbers) -> BTreeMap<u32, String> {
    let mut written = BTreeMap::new();
    each_word(text, |word| {
        if let Some(number) = numbers.get(word) {
            written.insert(*number, word.to_owned());
        }
    });
    written
}

fn once(mut words: Words) -> Words {
    words.sort_unstable();
    words.dedup();
    words
}

/// By word of the source: the words that say it, with their probabilities.
fn said(read: &[(Vec<u32>, Words)], sources: usize) -> Vec<Vec<(u32, f64)>> {
    // Each two words that stand in one passage have a cell, whose number is looked up once.
    let mut cells: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut places: Vec<(u32, u32)> = Vec::new();
    let mut of_pairs: Vec<Vec<u32>> = Vec::new();
    for (source, translation) in read {
        let both = translation.iter().flat_map(|to| source.iter().map(move |from| (*from, *to)));
        of_pairs.push(
            both.map(|both| {
                *cells.entry(both).or_insert_with(|| {
                    places.push(both);
                    places.len() as u32 - 1
                })
            })
            .collect(),
        );
    }
    let mut shares = vec![1.0; places.len()];
    for _ in 0..ROUNDS {
        let mut counts = vec![0.0; places.len()];
        for ((source, _), cells) in read.iter().zip(&of_pairs) {
            for cells in cells.chunks(source.len().max(1)) {
                let all: f64 = cells.iter().map(|cell| shares[*cell as usize]).sum();
                cells.iter().for_each(|cell| counts[*cell as usize] += shares[*cell as usize] / all);
            }
        }
        let mut totals = vec![0.0; sources];
        places.iter().zip(&counts).for_each(|((from, _), count)| totals[*from as usize] += count);
        shares =
            places.iter().zip(&counts).map(|((from, _), count)| count / totals[*from as usize]).collect();
    }
    let mut says = vec![Vec::new(); sources];
    for ((from, to), share) in places.into_iter().zip(shares).filter(|(_, share)| *share >= RARE) {
        says[from as usize].push((to, share));
    }
    says
}

/// Hands over the words of a text, in scripts that set no spaces each two characters beside each other.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    if !text.is_ascii() {
        return each_word_of_any_script(text, take);
    }
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => take(&word.to_ascii_lowercase()),
            false => take(word),
        }
    }
}

fn each_word_of_any_script(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut pair = String::new();
    let mut last: Option<char> = None;
    for c in text.chars().chain(std::iter::once(' ')) {
        let is_dense = !c.is_ascii() && sets_no_spaces(c);
        if is_dense && let Some(last) = last {
            pair.clear();
            pair.extend([last, c]);
            take(&pair);
        }
        last = is_dense.then_some(c);
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if !is_dense && !c.is_ascii() && c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            take(&word);
            word.clear();
        }
    }
}

/// True for a character of a script that sets no spaces between words: Chinese, Japanese, and those that UAX 14 breaks by a dictionary.
fn sets_no_spaces(c: char) -> bool {
    matches!(CodePointMapData::<Script>::new().get(c), Script::Han | Script::Hiragana | Script::Katakana)
        || CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lexicon, each_word, each_word_of_any_script};

    proptest! {
        /// The short way through ASCII hands over what the long one does.
        #[test]
        fn words_of_ascii_are_words_of_any_script(text in "[a-zA-Z0-9 .,'’é中-]{0,24}") {
            let (mut short, mut long) = (Vec::new(), Vec::new());
            each_word(&text, |word| short.push(word.to_owned()));
            each_word_of_any_script(&text, |word| long.push(word.to_owned()));
            prop_assert_eq!(short, long);
        }
    }

    #[test]
    fn words_are_those_of_a_script() {
        let words = |text: &str| {
            let mut words = Vec::new();
            each_word(text, |word| words.push(word.to_owned()));
            words
        };
        assert_eq!(words("We keep we Data."), ["we", "keep", "we", "data"]);
        assert_eq!(words("保存数据和Cookie文件"), ["保存", "存数", "数据", "据和", "cookie", "文件"]);
        assert_eq!(words(""), Vec::<String>::new());
    }

    #[test]
    fn what_stood_together_is_expected_together() {
        let (subjects, verbs) =
            (["cat", "dog", "bird", "fish"], ["eats", "sleeps", "runs", "sings", "swims"]);
        let (own, theirs) =
            (["kucing", "anjing", "burung", "ikan"], ["makan", "tidur", "lari", "menyanyi", "berenang"]);
        let mut passages = Vec::new();
        for round in 0..10 {
            for (subject, own) in subjects.iter().zip(own) {
                for (verb, theirs) in verbs.iter().zip(theirs) {
                    passages.push((
                        format!("the {subject} {verb} {round}"),
                        format!("{own} itu {theirs} {round}"),
                    ));
                }
            }
        }
        let pairs = || passages.iter().map(|(one, other)| (one.as_str(), other.as_str()));
        assert!(Lexicon::learn(pairs().take(99)).is_none(), "too few");
        let lexicon = Lexicon::learn(pairs()).expect("enough");
        let expected = lexicon.expected("the bird sleeps");
        let likelihood = |text: &str| expected.likelihood(&lexicon.words(text)).0;
        assert!(likelihood("burung itu tidur") > likelihood("burung itu makan"));
        assert!(likelihood("burung itu makan") > likelihood("ikan itu makan"));
        assert!(likelihood("ikan itu makan") < 0.0);
        assert_eq!(likelihood("perkataan asing"), 0.0);
        let told = lexicon.pairs("the bird sleeps", "burung itu tidur");
        assert_eq!(told.len(), 2, "{told:?}");
        for (from, to) in [("bird", "burung"), ("sleeps", "tidur")] {
            assert!(told.contains(&(from.to_owned(), to.to_owned())), "{told:?}");
        }
        // What two passages let expect together is what the whole lets expect.
        let joined = lexicon.expected("bird").joined(&lexicon.expected("sleeps"));
        let whole = lexicon.expected("bird sleeps");
        let [joined, whole] =
            [joined, whole].map(|expected| expected.likelihood(&lexicon.words("burung tidur")).0);
        assert!((joined - whole).abs() < 1e-9, "{joined} {whole}");
    }
}
