//! The numbers in a passage, as digits and as words, so that those of two languages can be compared.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::digits::{digits, letters, whole_dates};
use super::figures::figures;
use super::number_words::{NumberLanguage, Sense, WordNumber, number_words};
use crate::locale::{DateFormat, Lang};
use crate::source::regex;

/// A number, and how it is written: a month is part of its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub value: String,
    pub written: String,
    /// Where it is written in the passage.
    pub range: Range<usize>,
    pub is_in_words: bool,
}

/// What a passage says in numbers.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Numbers in digits, and in words before a unit of time.
    pub firm: Vec<Number>,
    /// Numbers in words that count something else: three conditions.
    pub counts: Vec<Number>,
    /// What words may mean: `one` is a number or a pronoun, `second` a place or a time.
    possible: HashSet<String>,
    /// The values of those that are firm.
    has: HashSet<String>,
    /// The number at the beginning, if it counts the passage itself: 3. Scope.
    pub item: Option<Number>,
    /// Whole days, as 2021-2-9.
    pub dates: Vec<Number>,
}

/// How a language writes numbers.
pub struct NumberReader {
    /// The names of months in lower case, with their numbers.
    months: Vec<(String, usize)>,
    words: NumberLanguage,
    is_english: bool,
    has_decimal_comma: bool,
}

/// The number of an item that stands in its words.
static ENUMERATOR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*[(（]?(\d{1,3})(?:[)）、．]|\.(?:\s|\p{Han}))"));
/// Digits in groups, as those of telephone numbers.
static GROUPS: LazyLock<Regex> =
    LazyLock::new(|| regex("\\+?\\(?\\d{1,5}\\)?(?:[- \u{a0}\u{2011}]\\(?\\d{2,5}\\)?){1,6}"));
/// So many digits a telephone number has at the least, with that of its town.
const TELEPHONE: usize = 8;
static NUMERIC_DATE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})$"));
static SCALE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ ?(?:(?:(thousand|ribu)|(million|juta)|(billion|bilion))\b|(百万)|(千万)|([千])|([万萬])|([亿億]))",
    )
});
/// With what a scale begins.
const SCALES: [char; 11] = ['t', 'r', 'm', 'j', 'b', '百', '千', '万', '萬', '亿', '億'];
/// By group of [`SCALE`]: how many zeros it stands for.
const ZEROS: [usize; 8] = [3, 6, 9, 6, 7, 3, 4, 8];
static BEFORE_MONTH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th)?\.?(?: day)?(?: of| de| haribulan)? ?$"));
static AFTER_MONTH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\.?,?(?: de)? ?(?:(\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4})\b)?|(\d{4})\b)"));

impl NumberReader {
    pub fn of(lang: &Lang) -> Self {
        let primary = lang.primary();
        NumberReader {
            months: months(&DateFormat::of(lang)),
            words: NumberLanguage::of(primary),
            is_english: primary == "en",
            has_decimal_comma: primary != "en",
        }
    }

    /// True if it knows the words for numbers.
    pub fn knows_words(&self) -> bool {
        self.words != NumberLanguage::Unknown
    }

    /// Reads a passage. Without `digits` in it and in what it is compared with, words are all that there can be, and most
    /// passages are read in a moment.
    pub fn read(&self, prose: &str, digits: bool) -> Numbers {
        let mut numbers = Numbers::default();
        let ascii =
            if digits { in_ascii_digits(prose) } else { InAscii { text: prose.into(), shorter: Vec::new() } };
        let (text, mut behind_item) = (&*ascii.text, 0);
        if digits {
            if let Some(number) = self.enumerator(text) {
                let item = Number::new(plain(&text[number.clone()]), text, number.clone());
                numbers.possible.insert(item.value.clone());
                numbers.item = Some(item);
                behind_item = number.end;
            }
            let text = &text[behind_item..];
            let figures: Vec<Range<usize>> = figures(text).collect();
            self.read_digits(text, &figures, &mut numbers);
            self.read_months(text, &figures, &mut numbers);
            read_whole_dates(text, &mut numbers);
        }
        for word in number_words(&text[behind_item..], self.words) {
            let may_count = self.may_count(&word, &text[behind_item..]);
            let number = Number::new(word.value.clone(), &text[behind_item..], word.range);
            let number = Number { is_in_words: true, ..number };
            if word.is_firm {
                numbers.firm.push(number);
            } else if may_count {
                numbers.counts.push(number);
            }
            numbers.possible.insert(word.value);
        }
        let Numbers { firm, counts, dates, item, .. } = &mut numbers;
        for number in firm.iter_mut().chain(counts.iter_mut()).chain(dates.iter_mut()) {
            number.range = number.range.start + behind_item..number.range.end + behind_item;
        }
        for number in firm.iter_mut().chain(counts).chain(dates).chain(item) {
            number.range = ascii.in_original(number.range.start)..ascii.in_original(number.range.end);
        }
        numbers.has.extend(numbers.firm.iter().map(|number| number.value.clone()));
        numbers
    }

    /// True for a word that is a number, and no part of one in digits: 20 million. In Chinese what it counts must follow.
    fn may_count(&self, word: &WordNumber, text: &str) -> bool {
        let is_number = word.sense == Sense::Cardinal && !matches!(word.value.as_str(), "0" | "1");
        let is_scale = text[..word.range.start].trim_end().ends_with(char::is_numeric);
        is_number && !is_scale && (word.counts || self.words != NumberLanguage::Han)
    }

    /// Where the number of an item stands in its words; `None` if it has none. In *14. Oktober* it is the day.
    fn enumerator(&self, text: &str) -> Option<Range<usize>> {
        let may_begin = |c: char| c.is_numeric() || matches!(c, '(' | '（');
        if !text.trim_start().starts_with(may_begin) {
            return None;
        }
        let number = ENUMERATOR.captures(ahead(text, 0))?.get(1)?.range();
        let is_month = |word: Range<usize>| self.month(&text[number.end..][word]).is_some();
        let behind = ahead(text, number.end);
        let is_day = behind.starts_with('.') && letters(behind).next().is_some_and(is_month);
        (!is_day).then_some(number)
    }

    fn read_digits(&self, text: &str, figures: &[Range<usize>], numbers: &mut Numbers) {
        let telephones = telephones(text, figures);
        for telephone in &telephones {
            let digits = text[telephone.clone()].chars().filter(char::is_ascii_digit).collect();
            numbers.firm.push(Number::new(digits, text, telephone.clone()));
        }
        for found in digits(text) {
            if is_within(&telephones, found.start) {
                continue;
            }
            let before = text[..found.start].chars().next_back();
            let rest = ahead(text, found.end);
            let range = figure_around(figures, found.clone());
            let mut values = self.values(&text[found.clone()]);
            // Few numbers have one, and to look for it takes longer than to read the number.
            let may_have_scale = rest.strip_prefix(' ').unwrap_or(rest).starts_with(SCALES);
            let scale = may_have_scale.then(|| SCALE.captures(rest)).flatten();
            if let (Some(last), Some(scale)) = (values.last_mut(), scale) {
                let group = (1..=ZEROS.len()).find(|group| scale.get(*group).is_some());
                let zeros = group.and_then(|group| ZEROS.get(group - 1)).copied().unwrap_or(0);
                *last = times_ten(last, zeros);
            }
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
            let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| rest.starts_with(end));
            // MP3, 5G: the name of a thing, which a language may have another word for. RM20 is an amount.
            let is_amount = range.start < found.start;
            let is_name = !is_amount && is_letter(before) || is_letter(rest.chars().next()) && !is_ordinal;
            for value in values {
                if is_name {
                    numbers.possible.insert(value);
                } else {
                    numbers.firm.push(Number::new(value, text, range.clone()));
                }
            }
        }
    }

    /// The number of the month with that name, or in English with a name that begins so.
    fn month(&self, word: &str) -> Option<usize> {
        let lower = (!word.is_ascii()).then(|| word.to_lowercase());
        let is_same = |name: &str| {
            let is_long_enough = name.len() == word.len() || self.is_english && word.len() > 2;
            let begins = name.get(..word.len()).filter(|_| is_long_enough);
            begins.is_some_and(|name| name.eq_ignore_ascii_case(word) || Some(name) == lower.as_deref())
        };
        self.months.iter().find(|(name, _)| is_same(name)).map(|(_, month)| *month)
    }

    /// A month beside a number is a number itself; elsewhere its name may be another word: may, mac.
    fn read_months(&self, text: &str, figures: &[Range<usize>], numbers: &mut Numbers) {
        if self.months.is_empty() {
            return;
        }
        for word in letters(text) {
            let Some(month) = self.month(&text[word.clone()]) else { continue };
            let near = text.floor_char_boundary(word.start.saturating_sub(NEAR));
            let before = BEFORE_MONTH.captures(&text[near..word.start]);
            let after = AFTER_MONTH.captures(ahead(text, word.end));
            let is_lower = self.is_english && text[word.clone()].starts_with(char::is_lowercase);
            if is_lower || before.is_none() && after.is_none() {
                numbers.possible.insert(month.to_string());
                continue;
            }
            let part = |found: &Option<regex::Captures<'_>>, group: usize| {
                found.as_ref().and_then(|found| found.get(group)).map(|part| plain(part.as_str()))
            };
            let day = part(&before, 1).or_else(|| part(&after, 1));
            let year = part(&after, 3).or_else(|| part(&after, 2));
            let whole = figure_around(figures, word);
            if let (Some(day), Some(year)) = (day, year) {
                numbers.dates.push(Number::new(format!("{year}-{month}-{day}"), text, whole.clone()));
            }
            numbers.firm.push(Number::new(month.to_string(), text, whole));
        }
    }

    /// The values of digits with their separators: 1,000 is one number, 15,16 in English two.
    fn values(&self, digits: &str) -> Vec<String> {
        let compact: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
        let groups: Vec<&str> = compact.split(['.', ',']).collect();
        let is_grouped = groups.len() > 1
            && groups.first().is_some_and(|first| first.len() <= 3 && *first != "0")
            && groups.iter().skip(1).all(|group| group.len() == 3);
        match (compact.contains('.'), compact.contains(',')) {
            (true, true) => {
                let (whole, decimals) = compact.rsplit_once(['.', ',']).unwrap_or((&compact, ""));
                vec![without_cents(&format!("{}.{decimals}", plain(&whole.replace(['.', ','], ""))))]
            }
            (false, false) => vec![plain(&compact)],
            _ if is_grouped => vec![groups.concat()],
            (true, false) => vec![without_cents(&plain(&compact))],
            (false, true) if self.has_decimal_comma && groups.len() == 2 => {
                vec![without_cents(&plain(&groups.join(".")))]
            }
            (false, true) => groups.into_iter().map(plain).collect(),
        }
    }
}

impl Number {
    fn new(value: String, text: &str, range: Range<usize>) -> Self {
        let whole = &text[range.clone()];
        let start = range.start + whole.len() - whole.trim_start().len();
        let written = whole.trim().to_owned();
        Number { value, range: start..start + written.len(), written, is_in_words: false }
    }
}

/// The figure that a number is part of, or the number itself. Figures are in order.
fn figure_around(figures: &[Range<usize>], number: Range<usize>) -> Range<usize> {
    let last = figures.partition_point(|figure| figure.start <= number.start).checked_sub(1);
    let figure = last.and_then(|last| figures.get(last));
    figure.filter(|figure| number.end <= figure.end).cloned().unwrap_or(number)
}

/// Where telephone numbers stand: digits in groups, however they are divided, that are no date and no thousands.
fn telephones(text: &str, figures: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_telephone = |found: &regex::Match<'_>| {
        let groups = || found.as_str().split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
        let digits: usize = groups().map(str::len).sum();
        let is_thousands = groups().skip(1).all(|group| group.len() == 3);
        let has_sign = found.as_str().starts_with('+');
        let figure = figure_around(figures, found.start()..found.start() + 1);
        let is_part = figure.start < found.start() || figure.end > found.end();
        let is_date = NUMERIC_DATE.is_match(found.as_str());
        digits >= TELEPHONE && groups().count() > 1 && (has_sign || !is_thousands) && !is_part && !is_date
    };
    GROUPS.find_iter(text).filter(is_telephone).map(|found| found.range()).collect()
}

/// True if one of these ranges, which are in order, has the place in it.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= at);
    behind.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| range.contains(&at))
}

impl Numbers {
    /// Takes the numbers of another passage for possible ones here.
    pub fn allow(&mut self, others: Numbers) {
        self.possible.extend(others.firm.into_iter().map(|number| number.value));
    }

    /// True if the passage has the number, in whatever form.
    pub fn has(&self, value: &str) -> bool {
        self.possible.contains(value) || self.has.contains(value)
    }
}

fn read_whole_dates(text: &str, numbers: &mut Numbers) {
    for (whole, parts) in whole_dates(text) {
        let parts: Vec<String> = parts.into_iter().map(|part| plain(&text[part])).collect();
        numbers.dates.push(Number::new(parts.join("-"), text, whole));
    }
}

/// What belongs to a number or a month stands within so many bytes of it. Expressions look no further, since those that
/// name their parts cost in proportion to what they are given.
const NEAR: usize = 30;

/// The text from a place on, as far as it is near.
fn ahead(text: &str, from: usize) -> &str {
    text.get(from..text.floor_char_boundary(from + NEAR)).unwrap_or_default()
}

/// Without zeros at the beginning: 09 is 9.
fn plain(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        rest if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        rest => format!("0{rest}"),
    }
}

/// An amount is written with cents or without.
fn without_cents(value: &str) -> String {
    value.strip_suffix(".00").unwrap_or(value).to_owned()
}

/// A number with its decimal point so many places further right.
fn times_ten(value: &str, zeros: usize) -> String {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let moved: String = decimals.chars().chain(std::iter::repeat('0')).take(zeros).collect();
    let rest = decimals.get(zeros..).unwrap_or_default();
    let whole = plain(&format!("{whole}{moved}"));
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

/// A text with all digits as those of ASCII, which are shorter.
struct InAscii<'t> {
    text: Cow<'t, str>,
    /// By place in it: so many bytes later what stands there stands in the original.
    shorter: Vec<(usize, usize)>,
}

impl InAscii<'_> {
    fn in_original(&self, at: usize) -> usize {
        let before = self.shorter.partition_point(|(from, _)| *from <= at).checked_sub(1);
        at + before.and_then(|before| self.shorter.get(before)).map_or(0, |(_, bytes)| *bytes)
    }
}

/// The digits of every script as those of ASCII (they stand in rows of ten, the zero first).
fn in_ascii_digits(text: &str) -> InAscii<'_> {
    const ZEROS: [char; 6] = ['０', '٠', '۰', '०', '০', '๐'];
    let digit = |c: char| {
        let value =
            ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|v| *v < 10))?;
        char::from_digit(value, 10)
    };
    if text.is_ascii() {
        return InAscii { text: text.into(), shorter: Vec::new() };
    }
    let mut ascii = String::with_capacity(text.len());
    let mut shorter = Vec::new();
    for (at, c) in text.char_indices() {
        let digit = digit(c).filter(|_| !c.is_ascii());
        ascii.push(digit.unwrap_or(c));
        if digit.is_some() {
            shorter.push((ascii.len(), at + c.len_utf8() - ascii.len()));
        }
    }
    InAscii { text: ascii.into(), shorter }
}

/// What a language calls the months in a date: the words that only some of twelve dates have.
fn months(format: &DateFormat) -> Vec<(String, usize)> {
    let dates: Vec<String> = (1..=12)
        .filter_map(|month| Date::new(2021, month, 28).ok())
        .map(|date| format.format(date).to_lowercase())
        .collect();
    let mut months = Vec::new();
    for (at, date) in dates.iter().enumerate() {
        for word in letters(date).map(|word| &date[word]) {
            let has_it = |date: &&String| letters(date).any(|other| &date[other] == word);
            let others = dates.iter().filter(has_it);
            if others.count() == 1 {
                months.push((word.to_owned(), at + 1));
            }
        }
    }
    months
}
