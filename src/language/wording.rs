//! In what two wordings of a passage differ, as far as a translation could follow it.

use std::collections::HashSet;

use icu_locale::LanguageIdentifier;
use icu_plurals::PluralRules;
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::signs::{bare, is_symbol};
use super::words::spelt_words;
use crate::locale::Lang;

/// In what two wordings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// In white space, commas and stops at most, or in how an apostrophe is typed.
    Nothing,
    /// In capitals or typographic signs.
    Signs,
    /// In words that are mistyped in the old text.
    Spelling,
    /// In articles.
    Articles,
    /// In singular and plural, and in words that only join clauses.
    Number,
    Words,
}

/// The words of the two texts that two wordings stand in: a word that is mistyped can be told from another word by them alone.
#[derive(Debug, Default)]
pub struct Vocabulary {
    old: HashSet<String>,
    new: HashSet<String>,
}

impl Vocabulary {
    /// Reads the words of the old and of the new text.
    pub fn of<'t>(old: impl Iterator<Item = &'t str>, new: impl Iterator<Item = &'t str>) -> Self {
        let all = |texts: &mut dyn Iterator<Item = &'t str>| texts.flat_map(words).collect();
        let (mut old, mut new) = (old, new);
        Vocabulary { old: all(&mut old), new: all(&mut new) }
    }

    /// True if a word was mistyped and is mended: it is gone from the text, what stands there now stood elsewhere before, and they differ
    /// in one letter or in two that changed places. Not at the ends of the word, by which `employer` and `employee` differ.
    fn mends(&self, old: &str, new: &str) -> bool {
        let is_long = old.chars().count() > 3;
        let is_ending = old.starts_with(new)
            || new.starts_with(old)
            || old.chars().last() != new.chars().last()
            || old.chars().next() != new.chars().next();
        is_long
            && !is_ending
            && strsim::osa_distance(old, new) == 1
            && !self.new.contains(old)
            && self.old.contains(new)
    }
}

/// Says in what two wordings differ at most. `is_english` tells whether they are English: of other languages singular, plural and articles
/// are not known. `vocabulary` is asked for once, where it matters.
pub fn difference<'v>(
    old: &str,
    new: &str,
    is_english: bool,
    vocabulary: impl FnOnce() -> &'v Vocabulary,
) -> Difference {
    if bare(old).to_lowercase() == bare(new).to_lowercase() {
        return if signs(old) == signs(new) { Difference::Nothing } else { Difference::Signs };
    }
    let symbols = |text: &str| text.chars().filter(|c| is_symbol(*c)).collect::<String>();
    if symbols(old) != symbols(new) {
        return Difference::Words;
    }
    let (old, new): (Vec<String>, Vec<String>) = (words(old).collect(), words(new).collect());
    let [old_nouns, new_nouns] = [&old, &new].map(|words| without(words, ARTICLES));
    if is_english && old_nouns.concat() == new_nouns.concat() {
        return Difference::Articles;
    }
    let stems = |words: &[&str]| -> Vec<String> { without(words, JOINING).into_iter().map(stem).collect() };
    let [old_stems, new_stems] = [stems(&old_nouns), stems(&new_nouns)];
    if is_english && old_stems.concat() == new_stems.concat() {
        return Difference::Number;
    }
    if old.len() != new.len() {
        return Difference::Words;
    }
    let vocabulary = vocabulary();
    let is_same = |(old, new): (&String, &String)| old == new || vocabulary.mends(old, new);
    match old.iter().zip(&new).all(is_same) {
        true => Difference::Spelling,
        false => Difference::Words,
    }
}

/// A text without what each language sets as it does: white space, commas and stops, and how an apostrophe is typed. Quotation marks and
/// dashes a translation may have of its own.
fn signs(text: &str) -> String {
    let is_point = |c: char| c.is_whitespace() || ".,;:!?。，、；：！？'’".contains(c);
    text.chars().filter(|c| !is_point(*c)).collect()
}

const ARTICLES: &[&str] = &["a", "an", "the"];
/// Words that English may leave out, or set one for another.
const JOINING: &[&str] = &["that", "which"];
/// Words that are one and the same but for their number, or that join clauses as well as the other.
const FORMS: &[(&str, &str)] = &[
    ("are", "is"),
    ("were", "was"),
    ("have", "has"),
    ("do", "does"),
    ("these", "this"),
    ("those", "that"),
    ("children", "child"),
    ("people", "person"),
    ("bases", "basis"),
    ("analyses", "analysis"),
    ("criteria", "criterion"),
    ("where", "when"),
];

fn without<'w>(words: &'w [impl AsRef<str>], left_out: &[&str]) -> Vec<&'w str> {
    words.iter().map(AsRef::as_ref).filter(|word| !left_out.contains(word)).collect()
}

/// The words of a text in lower case, with straight apostrophes.
fn words(text: &str) -> impl Iterator<Item = String> {
    let word = |place| -> &str { text.get(place).unwrap_or_default() };
    let words: Vec<String> =
        spelt_words(text).into_iter().map(|place| word(place).to_lowercase().replace('’', "'")).collect();
    words.into_iter()
}

/// An English word without what number adds to it.
pub(super) fn stem(word: &str) -> String {
    if let Some((_, other)) = FORMS.iter().find(|(form, _)| *form == word) {
        return (*other).to_owned();
    }
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    if word.len() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return word.to_owned();
    }
    let is_hissed = |begin: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|end| begin.ends_with(end));
    let begin = word.strip_suffix("es").filter(is_hissed).or_else(|| word.strip_suffix('s')).unwrap_or(word);
    // As of parties, and of cookies.
    begin.strip_suffix("ie").map_or_else(|| begin.to_owned(), |begin| format!("{begin}y"))
}

/// What the language of a translation tells apart, so that a change of the controlling words may touch it.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Capitals and small letters.
    pub has_case: bool,
    pub has_articles: bool,
    /// Singular and plural.
    pub has_number: bool,
}

/// Languages that have singular and plural, but no articles, by their tags. After M. S. Dryer, “Definite Articles” and “Indefinite
/// Articles”, in The World Atlas of Language Structures, chapters 37 and 38.
const WITHOUT_ARTICLES: &[&str] = &[
    "az", "be", "bs", "cs", "et", "fi", "hi", "hr", "kk", "ky", "la", "lt", "lv", "mn", "pl", "ru", "sk",
    "sl", "sr", "ta", "te", "tr", "uk", "uz",
];
/// So many letters of a text say in what script it is.
const SAMPLE: usize = 2000;

impl Target {
    /// Reads what a language tells apart; of files that are named for no language, what the letters of the text let expect. Which
    /// languages count with singular and plural is what CLDR says.
    pub fn of(lang: Option<&Lang>, passages: impl Iterator<Item = String>) -> Self {
        let (mut cased, mut all, mut uncounted) = (0, 0, 0);
        for passage in passages {
            for c in passage.chars().filter(|c| c.is_alphabetic()) {
                all += 1;
                cased += usize::from(c.is_lowercase() || c.is_uppercase());
                uncounted += usize::from(is_unspaced(c));
            }
            if all > SAMPLE {
                break;
            }
        }
        let counts = |lang: &Lang| {
            let id = LanguageIdentifier::try_from_str(lang.as_str());
            let rules = id.ok().and_then(|id| PluralRules::try_new_cardinal((&id).into()).ok());
            rules.is_none_or(|rules| rules.categories().count() > 1)
        };
        let has_number = lang.map_or(uncounted * 2 < all, counts);
        Target {
            has_case: cased * 2 >= all,
            has_articles: has_number && lang.is_none_or(|lang| !WITHOUT_ARTICLES.contains(&lang.primary())),
            has_number,
        }
    }
}

/// True for a letter of scripts that set no spaces between words, or join particles to them. Their languages have no plural.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(
        CodePointMapData::<Script>::new().get(c),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    )
}
