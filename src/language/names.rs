//! Names of companies in a text, and of whoever else it says to receive data.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::entry::GraveKind;
use super::grave::Grave;
use super::name_cues::{
    CHINESE_CUES, CHINESE_KINDS, Cues, DETERMINERS, ENGLISH, LEGAL_FORMS, MALAY, NO_RECIPIENTS,
};
use super::number_words::NumberLanguage;
use super::sentences::sentences;
use super::table::Table;
use super::wording::is_unspaced;
use super::words::{plain, spelt_words};

/// As many words, at most, stand between a name and the word that says what it is.
const NEAR: usize = 4;

/// Longer words have capitals in a title.
const LONG_WORD: usize = 3;
/// So many characters are looked at beside a name in Chinese.
const LONGEST: usize = 30;

/// The words of texts that are no names: those that stand there in small letters too, and those on which the texts turn.
#[derive(Debug, Default)]
pub struct CommonWords {
    small: HashSet<String>,
    frequent: HashSet<String>,
}

impl CommonWords {
    /// Reads the passages of a text and of its later wording.
    pub fn of(texts: [&[String]; 2]) -> Self {
        let mut small = HashSet::new();
        let mut frequent = HashSet::new();
        for passages in texts {
            let mut counts: HashMap<String, usize> = HashMap::new();
            for passage in passages {
                let words = spelt_words(passage).into_iter().filter_map(|place| passage.get(place));
                let (capital, others): (Vec<&str>, Vec<&str>) = words.partition(|word| is_capitalised(word));
                small.extend(others.into_iter().map(|word| plain(word).into_owned()));
                let capital: HashSet<String> =
                    capital.into_iter().map(|word| plain(word).into_owned()).collect();
                capital.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
            }
            // What the site calls itself and its services stands in many passages, whom it uses in one or two.
            let is_frequent = |count: usize| count > 2 && count * 12 > passages.len();
            frequent
                .extend(counts.into_iter().filter(|(_, count)| is_frequent(*count)).map(|(word, _)| word));
        }
        CommonWords { small, frequent }
    }
}

/// Returns the words of a text as the values of names have them.
pub fn word_set(text: &str) -> HashSet<String> {
    latin_words(text).map(|range| plain(text.get(range).unwrap_or_default()).into_owned()).collect()
}

/// False if nobody can be named by words that are marked in a text: Chinese has no capitals.
pub fn may_name(marked: &str, text: &str) -> bool {
    marked.contains(char::is_uppercase) || text.contains("公司")
}

/// Returns the names in a text of those who receive data: companies by their legal form, and whoever a sentence says to be one, in
/// languages that are read. Their values are their words in lower case, with a space between them.
pub fn names(text: &str, table: Table, common: &CommonWords) -> Vec<Grave> {
    let mut found = Vec::new();
    for range in sentences(text) {
        let Some(sentence) = text.get(range.clone()).map(|text| Sentence::of(text, table.words)) else {
            continue;
        };
        found.extend(sentence.names(common).into_iter().map(|(place, value)| Grave {
            kind: GraveKind::Recipient,
            value,
            range: range.start + place.start..range.start + place.end,
            is_sure: true,
        }));
    }
    found
}

/// A sentence, with what is read of it once.
struct Sentence<'t> {
    text: &'t str,
    words: Vec<Word>,
    language: NumberLanguage,
    cues: Option<&'static Cues>,
    /// Behind which word those stand to whom something is given.
    given: Option<usize>,
    /// True if its words have capitals as those of a title: then they name nobody.
    is_title: bool,
}

struct Word {
    range: Range<usize>,
    is_capitalised: bool,
    /// True if no letter of it is a small one: a short form.
    is_short_form: bool,
    is_genitive: bool,
    key: String,
}

fn words(sentence: &str) -> Vec<Word> {
    let word = |range: Range<usize>| {
        let word = sentence.get(range.clone()).unwrap_or_default();
        Word {
            range,
            is_capitalised: is_capitalised(word),
            is_short_form: !word.chars().any(char::is_lowercase),
            is_genitive: ["'s", "’s", "'", "’"].iter().any(|end| word.ends_with(end)),
            key: plain(word).into_owned(),
        }
    };
    latin_words(sentence).map(word).collect()
}

/// Words with white space or punctuation between them; characters that are written without spaces are none.
fn latin_words(sentence: &str) -> impl Iterator<Item = Range<usize>> {
    let cut = |range: Range<usize>| {
        let start = range.start;
        let word = sentence.get(range).unwrap_or_default();
        let mut parts = Vec::new();
        let mut from = None;
        for (at, c) in word.char_indices() {
            match (is_unspaced(c), from) {
                (true, Some(begin)) => {
                    parts.push(start + begin..start + at);
                    from = None;
                }
                (false, None) => from = Some(at),
                _ => {}
            }
        }
        parts.extend(from.map(|begin| start + begin..start + word.len()));
        parts
    };
    spelt_words(sentence).into_iter().flat_map(cut)
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The runs of words that are written with a capital, each with what belongs to its name: the `io` of Sentry.io, and a comma before Inc.
fn runs(sentence: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let gap =
            before.and_then(|before| sentence.get(before.range.end..word.range.start)).unwrap_or_default();
        let is_form = LEGAL_FORMS.contains(&word.key.as_str());
        let is_joined = match gap {
            "." => true,
            " " | "-" | " & " | "&" => word.is_capitalised,
            ", " | "., " | ". " => word.is_capitalised && is_form,
            _ => false,
        };
        match runs.last_mut().filter(|run| run.end == at && is_joined) {
            Some(run) if !before.is_some_and(|before| before.is_genitive) => run.end = at + 1,
            _ if word.is_capitalised => runs.push(at..at + 1),
            _ => {}
        }
    }
    runs
}

/// Where the name of a run ends before its legal form; `None` if it has none.
fn legal_form(words: &[Word], run: Range<usize>) -> Option<usize> {
    let start = run.start;
    let is_form = |word: &Word| LEGAL_FORMS.contains(&word.key.as_str());
    let at = words.get(run)?.iter().skip(1).position(is_form)?;
    Some(start + 1 + at)
}

/// The words of a run that name somebody. `None` if it is something that the texts speak of all the time; but a company, which
/// `has_form`, is named all the same.
fn name(
    words: &[Word],
    run: Range<usize>,
    common: &CommonWords,
    has_form: bool,
) -> Option<(Range<usize>, String)> {
    // Every word has a capital at the beginning of a sentence: See Globex’s notice.
    let has_second = run.len() > 1 && words.get(run.start + 1).is_some_and(|word| word.is_capitalised);
    let start = run.start + usize::from(run.start == 0 && has_second && !has_form);
    let run = words.get(start..run.end)?;
    if !has_form && run.iter().any(|word| common.frequent.contains(&word.key)) {
        return None;
    }
    let is_name = |word: &&Word| {
        let key = word.key.as_str();
        let is_no_name =
            NO_RECIPIENTS.contains(&key) || DETERMINERS.contains(&key) || common.small.contains(key);
        word.is_capitalised && !is_no_name && (has_form || !word.is_short_form)
    };
    let named: Vec<&Word> = run.iter().filter(is_name).collect();
    let range = named.first()?.range.start..named.last()?.range.end;
    let value: Vec<&str> = named.iter().map(|word| word.key.as_str()).collect();
    Some((range, value.join(" ")))
}

impl<'t> Sentence<'t> {
    fn of(text: &'t str, language: NumberLanguage) -> Self {
        let words = words(text);
        let cues = match language {
            NumberLanguage::English => Some(&ENGLISH),
            NumberLanguage::Malay => Some(&MALAY),
            NumberLanguage::Han | NumberLanguage::Unknown => None,
        };
        let given = cues.and_then(|cues| {
            let deed = words.iter().position(|word| word.is_in(cues.deeds))?;
            let link = words.iter().skip(deed).position(|word| word.is_in(cues.links))?;
            Some(deed + link)
        });
        let long = words.iter().filter(|word| word.key.chars().count() > LONG_WORD);
        let (capital, small): (Vec<&Word>, Vec<&Word>) = long.partition(|word| word.is_capitalised);
        let is_title = capital.len() > small.len() && language != NumberLanguage::Han;
        Sentence { text, words, language, cues, given, is_title }
    }

    /// The names of those who receive data, with their places.
    fn names(&self, common: &CommonWords) -> Vec<(Range<usize>, String)> {
        let named = runs(self.text, &self.words).into_iter().filter_map(|run| {
            match legal_form(&self.words, run.clone()) {
                Some(end) => name(&self.words, run.start..end, common, true),
                None if !self.is_title && self.is_recipient(&run) => name(&self.words, run, common, false),
                None => None,
            }
        });
        let mut named: Vec<_> = named.collect();
        if self.language == NumberLanguage::Han {
            named.extend(chinese_companies(self.text));
        }
        named
    }

    /// True if the sentence says that whoever is named in a run receives data.
    fn is_recipient(&self, run: &Range<usize>) -> bool {
        let (before, behind) = self.words.split_at_checked(run.start).unwrap_or_default();
        let (own, behind) = behind.split_at_checked(run.len()).unwrap_or_default();
        let Some(cues) = self.cues else {
            return self.language == NumberLanguage::Han && self.is_chinese_recipient(own);
        };
        if before.last().is_some_and(|word| word.is_in(DETERMINERS)) {
            return false;
        }
        let is_genitive = own.last().is_some_and(|word| word.is_genitive);
        let has_own_notice = is_genitive && behind.first().is_some_and(|word| word.key == "privacy");
        if has_own_notice || behind.iter().take(2).any(|word| word.is_in(cues.tails)) {
            return true;
        }
        // Every word has a capital at the beginning of a sentence.
        if run.start == 0 && run.len() == 1 {
            return false;
        }
        let mut near = before.iter().rev().take(NEAR).chain(behind.iter().take(NEAR));
        self.given.is_some_and(|given| given < run.start)
            || before.last().is_some_and(|word| word.is_in(cues.heads))
            || near.any(|word| word.is_in(cues.roles))
    }

    fn is_chinese_recipient(&self, own: &[Word]) -> bool {
        let is_comma = |c: char| matches!(c, '，' | ',' | '：');
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
        let before = last_chars(self.text.get(..first.range.start).unwrap_or_default(), LONGEST);
        let behind = first_chars(self.text.get(last.range.end..).unwrap_or_default(), LONGEST);
        let clause = [before.rsplit(is_comma).next(), behind.split(is_comma).next()];
        clause.into_iter().flatten().any(|part| CHINESE_CUES.iter().any(|cue| part.contains(cue)))
    }
}

impl Word {
    fn is_in(&self, list: &[&str]) -> bool {
        list.contains(&self.key.as_str())
    }
}

/// The companies of a Chinese sentence, by what their names end with.
fn chinese_companies(sentence: &str) -> Vec<(Range<usize>, String)> {
    let ends = sentence.match_indices("公司").filter_map(|(at, form)| {
        let before = last_chars(sentence.get(..at)?, LONGEST);
        let bare = ["有限责任", "有限責任", "股份有限", "有限", "集团", "集團"]
            .iter()
            .fold(before, |name, form| name.strip_suffix(form).unwrap_or(name));
        let start =
            bare.rfind(|c: char| !is_of_name(c)).map_or(0, |at| at + bare.get(at..).map_or(0, first_length));
        let name = bare.get(start..)?;
        let mut rest = name;
        while let Some(shorter) = CHINESE_KINDS.iter().find_map(|kind| rest.strip_prefix(kind)) {
            rest = shorter;
        }
        let begin = at - (before.len() - start);
        (rest.chars().count() > 1).then(|| (begin..at + form.len(), name.to_lowercase()))
    });
    ends.collect()
}

/// The first characters of a text.
fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The last characters of a text.
fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(start, _)| start);
    text.get(start..).unwrap_or_default()
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// False for punctuation, and for characters that join words: a name does not have them before it is over.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric()
        && !"与與和及或由向在是给給将將对對为為经經从從把被的了等其该該本贵貴我您你母子分并並".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{CommonWords, names};
    use crate::language::Table;
    use crate::locale::Lang;

    fn named(lang: &str, text: &str) -> Vec<String> {
        let passages: Vec<String> = [
            "Example Notes keeps your data.",
            "Example Notes may adjust it.",
            "Example Notes has services.",
            "你好",
        ]
        .map(str::to_owned)
        .to_vec();
        let common = CommonWords::of([&passages, &passages]);
        let lang = Lang::parse(lang).expect("a tag");
        names(text, Table::of(&lang).expect("a table"), &common).into_iter().map(|name| name.value).collect()
    }

    #[test]
    fn those_who_receive_data_are_named() {
        let english = |text| named("en", text);
        assert_eq!(
            english("We share it with Globex and AdMarket, and with the police."),
            ["globex", "admarket"]
        );
        assert_eq!(english("Our e-mail vendor, Acoustic, gets it."), ["acoustic"]);
        assert_eq!(english("Sentry.io will receive many reports."), ["sentry"]);
        assert_eq!(english("The site is run by Umbrella Holdings, Inc. in Texas."), ["umbrella holdings"]);
        assert_eq!(english("Example Ltd. is the controller."), ["example"]);
        assert_eq!(english("You can see Globex’s privacy notice."), ["globex"]);
        assert_eq!(named("ms", "Kami berkongsi data dengan Globex."), ["globex"]);
        assert_eq!(named("ms", "Ia milik Maju Jaya Sdn Bhd."), ["maju jaya"]);
        assert_eq!(named("zh-CN", "我们与Globex共享数据。"), ["globex"]);
        assert_eq!(named("zh-CN", "数据由北京甲乙科技有限公司处理。"), ["北京甲乙科技"]);
    }

    #[test]
    fn what_only_has_capitals_is_no_recipient() {
        let english = |text| named("en", text);
        let none = [""; 0];
        assert_eq!(english("Globex is a fine word."), none);
        assert_eq!(english("We share data with Example Notes."), none);
        assert_eq!(english("We send it with our Services in March."), none);
        assert_eq!(english("Privacy Policies for Search Providers"), none);
        assert_eq!(english("Sometimes vendors help. We send it to your Home."), none);
        assert_eq!(english("Providers on Windows and Android."), none);
        assert_eq!(named("zh-CN", "我们公司和关联公司共享数据。"), none);
    }
}
