//! The words and signs of a text on which rights and duties depend.

use std::collections::HashSet;
use std::ops::Range;

use super::entry::GraveKind;
use super::figures::figures;
use super::number_words::{NumberLanguage, Sense, WordNumber, number_words};
use super::signs::is_symbol;
use super::table::{ListedWords, Table};
use super::word_finder::Meaning;

/// A word or sign on which rights and duties depend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grave {
    pub kind: GraveKind,
    /// What it means, however it is written: 30 of thirty.
    pub value: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// False for a word that may mean something else: *one* of them, a *third* party, a unit of time that counts nothing.
    /// It counts only where something else of its kind stands in its place.
    pub is_sure: bool,
}

/// The words and signs of a text on which rights and duties depend, by where they begin. Without a table of its
/// language these are figures and symbols, and what the site lists. Web addresses are none: another page may serve the same purpose.
pub fn grave(text: &str, table: Option<Table>, listed: Option<&ListedWords>) -> Vec<Grave> {
    let figures: Vec<Range<usize>> = figures(text).collect();
    let mut found: Vec<Grave> = figures.iter().filter_map(|figure| of_figure(text, figure.clone())).collect();
    let is_free = |range: &Range<usize>| {
        let next = figures.partition_point(|figure| figure.end <= range.start);
        figures.get(next).is_none_or(|figure| range.end <= figure.start)
    };
    let symbols = text.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric() && is_symbol(*c));
    let symbols = symbols.map(|(at, c)| Grave {
        kind: GraveKind::Symbol,
        value: c.to_string(),
        range: at..at + c.len_utf8(),
        is_sure: true,
    });
    found.extend(symbols.filter(|symbol| is_free(&symbol.range)));
    if let Some(table) = table {
        let numbers = number_words(text, table.words).into_iter().filter(|number| is_free(&number.range));
        found.extend(numbers.filter_map(|number| of_number(number, table.words)));
        let counted: HashSet<usize> = found
            .iter()
            .filter(|grave| grave.kind == GraveKind::Number)
            .map(|grave| grave.range.end)
            .collect();
        let words = table.lexicon.find(text).into_iter().filter(|(range, _)| is_free(range));
        found.extend(words.filter_map(|(range, Meaning { kind, value })| {
            let is_counting = *kind != GraveKind::Unit || counts(text, &range, table.words, &counted);
            let is_sure = *kind != GraveKind::Unit;
            is_counting.then(|| Grave { kind: *kind, value: value.clone(), range, is_sure })
        }));
        found.extend(day_kinds(text, table.words));
    }
    let label = label(text);
    let terms = table.into_iter().flat_map(|table| table.terms.find(text));
    let terms = terms.filter(|(range, meaning)| {
        range.start >= label && (meaning.kind != GraveKind::Data || !is_part_of_name(text, range))
    });
    let countries = table.into_iter().flat_map(|table| table.countries.find(text));
    let countries = countries
        .filter(|country| country.is_sure && country.range.start >= label && is_free(&country.range));
    found.extend(countries.map(|country| Grave {
        kind: GraveKind::Country,
        value: String::from_utf8_lossy(&country.code).into_owned(),
        range: country.range,
        is_sure: true,
    }));
    let listed = listed.into_iter().flat_map(|listed| listed.0.find(text));
    let topics = terms.chain(listed).filter(|(range, _)| is_free(range));
    found.extend(topics.map(|(range, Meaning { kind, value })| Grave {
        kind: *kind,
        value: value.clone(),
        range,
        is_sure: true,
    }));
    found.sort_by_key(|grave| (grave.range.start, grave.range.end, grave.kind));
    found
}

/// Where the label of a passage ends, as in “Location data: we keep it”: it only names what follows. 0 if it has none.
fn label(text: &str) -> usize {
    const LONGEST: usize = 80;
    let end = text.find([':', '：']).filter(|end| *end <= LONGEST);
    let is_label = |end: &usize| {
        let (label, rest) = text.split_at_checked(*end).unwrap_or_default();
        let has_text = rest.chars().skip(1).any(char::is_alphanumeric);
        has_text && !label.contains(['.', '。', ';', '；', ',', '，', '\n'])
    };
    end.filter(is_label).unwrap_or(0)
}

/// True if a word is part of a name: it has a capital and the word beside it as well, as in Example Health Report.
fn is_part_of_name(text: &str, range: &Range<usize>) -> bool {
    let is_capital = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let (before, behind) = (text.get(..range.start), text.get(range.end..));
    let next = behind.and_then(|behind| behind.strip_prefix(' '));
    let last =
        before.and_then(|before| before.strip_suffix(' ')).and_then(|before| before.rsplit(' ').next());
    is_capital(text.get(range.clone())) && (is_capital(next) || is_capital(last))
}

/// A number, a date or an amount in digits, or an e-mail address; `None` for a web address.
fn of_figure(text: &str, range: Range<usize>) -> Option<Grave> {
    let figure = text.get(range.clone())?;
    let kind = match figure {
        figure if figure.contains("://") || figure.starts_with("www.") => return None,
        figure if figure.contains('@') => GraveKind::Address,
        _ => GraveKind::Number,
    };
    let value = match kind {
        GraveKind::Number => value_of_figure(figure),
        _ => figure.to_lowercase(),
    };
    Some(Grave { kind, value, range, is_sure: true })
}

/// What a figure says: 1,000 is 1000, 4 percent 4%, February 9th, 2021 what 9 February 2021 is, 三十 30.
fn value_of_figure(figure: &str) -> String {
    if let [number] = number_words(figure, NumberLanguage::Han).as_slice()
        && number.range == (0..figure.len())
    {
        return number.value.clone();
    }
    let lower = figure.to_lowercase().replace("per cent", "%").replace("percent", "%").replace('％', "%");
    let has_name = lower.chars().filter(|c| c.is_ascii_alphabetic()).count() > 2;
    let plain = lower.replace(',', if has_name { " " } else { "" });
    if !has_name {
        return plain.split_whitespace().collect();
    }
    let part = |part: &str| match part.find(|c: char| !c.is_ascii_digit()) {
        Some(end) if end > 0 && ["st", "nd", "rd", "th"].contains(&&part[end..]) => part[..end].to_owned(),
        _ => part.trim_matches('.').to_owned(),
    };
    let parts = plain.split_whitespace().map(part);
    let mut parts: Vec<String> =
        parts.filter(|part| !["of", "day", "haribulan"].contains(&part.as_str())).collect();
    parts.sort();
    parts.join(" ")
}

/// A number in words; `None` for a word that only may stand in the place of one.
fn of_number(number: WordNumber, words: NumberLanguage) -> Option<Grave> {
    let is_large = number.range.len() > "十".len();
    let is_sure = match (number.sense, words) {
        (Sense::Hint, _) if !number.counts => return None,
        (Sense::Hint, _) => false,
        (Sense::Fraction, _) => true,
        (Sense::Multiple, _) => true,
        (Sense::Ordinal, _) => number.counts && words != NumberLanguage::Han,
        (Sense::Cardinal, NumberLanguage::Han) => {
            is_large || number.is_firm || number.counts && number.value != "1"
        }
        (Sense::Cardinal, _) => number.counts || number.value != "1",
    };
    Some(Grave { kind: GraveKind::Number, value: number.value, range: number.range, is_sure })
}

/// True if a unit of time counts something, or says how often: in Chinese its character alone is part of many words.
fn counts(text: &str, range: &Range<usize>, words: NumberLanguage, counted: &HashSet<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    words != NumberLanguage::Han
        || counted.contains(&range.start)
        || before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "每半数几多".contains(c))
}

/// Which kind of day is counted: business days are more than days.
fn day_kinds(text: &str, words: NumberLanguage) -> Vec<Grave> {
    let pairs: &[(&str, &str)] = match words {
        NumberLanguage::English => &[
            ("business day", "business"),
            ("working day", "business"),
            ("calendar day", "calendar"),
            ("consecutive day", "calendar"),
        ],
        NumberLanguage::Malay => {
            &[("hari bekerja", "business"), ("hari perniagaan", "business"), ("hari kalendar", "calendar")]
        }
        // 工作日 is a unit of its own.
        NumberLanguage::Han | NumberLanguage::Unknown => &[],
    };
    let lower = text.to_ascii_lowercase();
    let places = |(pair, value): &(&'static str, &'static str)| {
        let places: Vec<Grave> = lower
            .match_indices(pair)
            .map(|(at, _)| Grave {
                kind: GraveKind::Unit,
                value: (*value).to_owned(),
                // The word that is not the day itself.
                range: match pair.split_once(' ') {
                    Some((first, _)) if words == NumberLanguage::English => at..at + first.len(),
                    Some((first, _)) => at + first.len() + 1..at + pair.len(),
                    None => at..at + pair.len(),
                },
                is_sure: true,
            })
            .collect();
        places
    };
    pairs.iter().flat_map(places).collect()
}

#[cfg(test)]
mod tests {
    use super::{Grave, GraveKind, grave};
    use crate::language::Table;
    use crate::locale::Lang;

    /// The words and signs, each with its kind and value; with a question mark where it may be something else.
    fn found(lang: &str, text: &str) -> Vec<String> {
        let lang = Lang::parse(lang).expect("a tag");
        let name = |grave: Grave| {
            let kind = match grave.kind {
                GraveKind::Number => "number",
                GraveKind::Unit => "unit",
                GraveKind::Address => "address",
                GraveKind::Symbol => "symbol",
                GraveKind::Negation => "negation",
                GraveKind::Modal => "modal",
                GraveKind::Recipient => "recipient",
                GraveKind::Data => "data",
                GraveKind::Country => "country",
                GraveKind::Law => "law",
                GraveKind::Right => "right",
                GraveKind::Clause => "clause",
                GraveKind::Scope => "scope",
                GraveKind::Listed => "listed",
            };
            format!("{kind} {}{}", grave.value, if grave.is_sure { "" } else { "?" })
        };
        grave(text, Table::of(&lang), None).into_iter().map(name).collect()
    }

    #[test]
    fn numbers_are_found_in_digits_and_in_words() {
        assert_eq!(found("en", "within thirty days"), ["number 30", "unit day?"]);
        assert_eq!(found("en", "one month after one of them"), ["number 1", "unit month?", "number 1?"]);
        assert_eq!(found("en", "two thirds of a third letter"), ["number 2/3", "number 3?"]);
        assert_eq!(found("en", "half, twice, the twenty-first"), ["number 1/2", "number 2", "number 21?"]);
        assert_eq!(found("en", "1,000 users, 4 per cent"), ["number 1000", "number 4%"]);
        assert_eq!(found("en", "on February 9th, 2021"), found("en", "on 9 February 2021"));
        assert_eq!(found("en", "10 business days"), ["number 10", "unit business", "unit day?"]);
        assert_eq!(found("ms", "dalam tempoh sebulan"), ["number 1", "unit month?"]);
        assert_eq!(found("ms", "tiga puluh hari, dua pertiga"), ["number 30", "unit day?", "number 2/3"]);
        assert_eq!(found("zh-CN", "三十日内，三个月，30天"), found("zh-CN", "三十天内，三个月，30日"));
        assert_eq!(found("zh-CN", "三分之二的第三信"), ["number 2/3", "number 3?"]);
    }

    #[test]
    fn negations_and_modals_are_found_however_they_are_contracted() {
        assert_eq!(
            found("en", "It isn’t, unless required"),
            ["negation not", "negation unless", "modal required"]
        );
        assert_eq!(found("en", "We can’t"), ["negation not", "modal can"]);
        assert_eq!(found("en", "1 May 2021, you may"), ["number 1 2021 may", "modal may"]);
        assert_eq!(found("ms", "Anda tidak boleh"), ["negation not", "modal may"]);
        assert_eq!(found("zh-CN", "您不得书写，您可以选择"), ["negation not", "modal may"]);
        assert_eq!(found("zh-CN", "不同的应用，非常智能的社会"), [""; 0]);
        assert_eq!(found("de", "Sie dürfen nicht ✓"), ["symbol ✓"]);
    }

    #[test]
    fn what_a_text_is_about_is_found_as_phrases_of_any_length() {
        assert_eq!(
            found("en", "Service-providers, social security numbers and partner opt-out"),
            ["recipient provider", "data identity document", "right opt out"]
        );
        assert_eq!(found("en", "You opt. Out of it, third, parties"), ["number 3?"]);
        assert_eq!(found("en", "no less than all"), ["negation no", "scope at least"]);
        assert_eq!(
            found("en", "Location data: it is kept. The Health App asks your health"),
            ["data health"]
        );
        assert_eq!(found("en", "https://example.com/opt-out of it"), [""; 0]);
        assert_eq!(found("en", "in the United States or Georgia, of US law"), ["country US", "country US"]);
        assert_eq!(found("en", "https://example.com/en-US/page"), [""; 0]);
        assert_eq!(
            found("zh-CN", "未经授权，授权第三方"),
            ["negation not yet", "clause licence", "recipient third party", "number 3?"]
        );
        assert_eq!(
            found("ms", "pihak ketiga, sekurang-kurangnya"),
            ["recipient third party", "number 3?", "scope at least"]
        );
    }

    #[test]
    fn addresses_of_pages_are_nothing_grave() {
        assert_eq!(
            found("en", "a+b@example.com, https://example.com/50%?may=30"),
            ["address a+b@example.com"]
        );
    }
}
