//! In what two wordings of a passage differ, as far as a translation could follow it.

use std::borrow::Cow;
use std::collections::HashSet;

use icu_locale::LanguageIdentifier;
use icu_plurals::PluralRules;
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::signs::{bare, is_symbol};
use super::words::{lower, spelt_words};
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
        fn all<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
            texts.flat_map(words).map(Cow::into_owned).collect()
        }
        Vocabulary { old: all(old), new: all(new) }
    }

    /// True if a word that differs from another as one that is mistyped was mended: it is gone from the text, and what stands there now stood
    /// elsewhere before.
    fn mends(&self, old: &str, new: &str) -> bool {
        !self.new.contains(old) && self.old.contains(new)
    }
}

/// True if two words differ in one letter or in two that changed places. Not at the ends of the word, by which `employer` and `employee`
/// differ.
fn is_slip(old: &str, new: &str) -> bool {
    let is_long = old.chars().count() > 3;
    let is_ending = old.starts_with(new)
        || new.starts_with(old)
        || old.chars().last() != new.chars().last()
        || old.chars().next() != new.chars().next();
    is_long && !is_ending && strsim::osa_distance(old, new) == 1
}

/// Says in what two wordings differ at most. `is_english` tells whether they are English: of other languages singular, plural and articles
/// are not known. `vocabulary` is asked for once, where it matters.
pub fn difference<'v>(
    old: &str,
    new: &str,
    is_english: bool,
    vocabulary: impl FnOnce() -> &'v Vocabulary,
) -> Difference {
    if is_same_but_for_case(old, new) {
        return if signs(old).eq(signs(new)) { Difference::Nothing } else { Difference::Signs };
    }
    let symbols = |text| str::chars(text).filter(|c| is_symbol(*c));
    if !symbols(old).eq(symbols(new)) {
        return Difference::Words;
    }
    let (old, new): (Vec<Cow<'_, str>>, Vec<Cow<'_, str>>) = (words(old).collect(), words(new).collect());
    let nouns = |words| without(words, ARTICLES).flat_map(str::chars);
    if is_english && nouns(&old).eq(nouns(&new)) {
        return Difference::Articles;
    }
    let stems = |words| without(words, ARTICLES).filter(|word| !JOINING.contains(word)).map(stem);
    if is_english && stems(&old).flat_map(String::into_bytes).eq(stems(&new).flat_map(String::into_bytes)) {
        return Difference::Number;
    }
    let other = || old.iter().zip(&new).filter(|(old, new)| old != new);
    if old.len() != new.len() || !other().all(|(old, new)| is_slip(old, new)) {
        return Difference::Words;
    }
    let vocabulary = vocabulary();
    match other().all(|(old, new)| vocabulary.mends(old, new)) {
        true => Difference::Spelling,
        false => Difference::Words,
    }
}

/// True if two texts have the same letters, digits and symbols, in whatever case.
fn is_same_but_for_case(old: &str, new: &str) -> bool {
    if old.is_ascii() && new.is_ascii() {
        let lower = |text| bare(text).map(|c| c.to_ascii_lowercase());
        return lower(old).eq(lower(new));
    }
    // What is the small letter of another depends on what stands beside it.
    let lower = |text| bare(text).collect::<String>().to_lowercase();
    lower(old) == lower(new)
}

/// A text without what each language sets as it does: white space, commas and stops, and how an apostrophe is typed. Quotation marks and
/// dashes a translation may have of its own.
fn signs(text: &str) -> impl Iterator<Item = char> {
    let is_point = |c: char| c.is_whitespace() || ".,;:!?。，、；：！？'’".contains(c);
    text.chars().filter(move |c| !is_point(*c))
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

fn without<'w>(words: &'w [Cow<'_, str>], left_out: &[&str]) -> impl Iterator<Item = &'w str> {
    words.iter().map(|word| &**word).filter(move |word| !left_out.contains(word))
}

/// The words of a text in lower case, with straight apostrophes.
fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    spelt_words(text).into_iter().map(|place| lower(text.get(place).unwrap_or_default()))
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
