//! The names of countries in texts.

use std::ops::Range;

use icu_locale::names::RegionDisplayName;
use icu_locale::{Locale, subtags::Region};

use super::finder::{Case, Finder};
use crate::locale::Lang;

/// A country that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryName {
    /// Where in the text.
    pub range: Range<usize>,
    /// The code of ISO 3166-1, or `EU`.
    pub code: [u8; 2],
    /// False for a word that may mean another thing: *Georgia* is a state of another country, *French* a language too.
    pub is_sure: bool,
}

/// What a word means; `None` for one that only looks like the name of a country.
type Meaning = Option<([u8; 2], bool)>;

/// The names of countries in one language.
pub struct Countries {
    finder: Finder<Meaning>,
}

impl Countries {
    /// Those that CLDR has for the language, and others by which they are called in English, Chinese and Malay.
    pub fn of(lang: &Lang) -> Self {
        let names = LETTERS.flat_map(|first| LETTERS.map(move |second| [first, second]));
        let names = names.filter(|code| !NO_COUNTRIES.contains(code)).flat_map(|code| named(lang, code));
        let others = others(lang.primary());
        // Of two words that are the same the first is found.
        Countries { finder: Finder::of(others.into_iter().chain(names), Case::AsWritten) }
    }

    /// Returns the countries that a text names, in order.
    pub fn find(&self, text: &str) -> Vec<CountryName> {
        let named = self.finder.find(text).filter_map(|(range, meaning)| {
            let (code, is_sure) = (*meaning)?;
            Some(CountryName { range, code, is_sure })
        });
        named.collect()
    }
}

const LETTERS: std::ops::RangeInclusive<u8> = b'A'..=b'Z';

/// Codes of CLDR for what is no country.
const NO_COUNTRIES: [[u8; 2]; 6] = [*b"CQ", *b"EZ", *b"QO", *b"UN", *b"XA", *b"XB"];

/// What CLDR calls a country.
fn named(lang: &Lang, code: [u8; 2]) -> Vec<(String, Meaning)> {
    let (Ok(locale), Ok(region)) = (lang.as_str().parse::<Locale>(), Region::try_from_utf8(&code)) else {
        return Vec::new();
    };
    let long = RegionDisplayName::try_new_light((&locale).into(), region);
    let short = RegionDisplayName::try_new_short_light((&locale).into(), region);
    let mut names: Vec<String> = [long, short].into_iter().flatten().map(|name| name.to_string()).collect();
    let with_and = names.iter().filter(|name| name.contains(" & ")).map(|name| name.replace(" & ", " and "));
    names.extend(with_and.collect::<Vec<_>>());
    names.sort();
    names.dedup();
    let is_sure = code != *b"GE";
    names.into_iter().map(|name| (name, Some((code, is_sure)))).collect()
}

/// What countries are called besides in a language, and what only looks like their names.
fn others(primary: &str) -> Vec<(String, Meaning)> {
    let table: &[(&[u8; 2], bool, &[&str])] = match primary {
        "en" => ENGLISH,
        "zh" => CHINESE,
        "ms" => MALAY,
        _ => &[],
    };
    let words = table.iter().flat_map(|(code, is_sure, words)| {
        let meaning = (**code != NONE).then_some((**code, *is_sure));
        words.iter().map(move |word| ((*word).to_owned(), meaning))
    });
    words.collect()
}

const NONE: [u8; 2] = *b"--";

const ENGLISH: &[(&[u8; 2], bool, &[&str])] = &[
    (b"US", true, &["U.S.", "U.S", "USA", "U.S.A.", "United States of America"]),
    (b"US", false, &["America", "American", "Americans"]),
    (b"GB", true, &["U.K.", "Great Britain"]),
    (b"GB", false, &["Britain", "British", "England", "English", "Scotland", "Wales"]),
    (b"EU", true, &["EU", "E.U."]),
    (b"EU", false, &["Europe", "European"]),
    (b"KR", true, &["Korea", "Republic of Korea"]),
    (b"KR", false, &["Korean"]),
    (b"TR", false, &["Turkey", "Turkish"]),
    (b"CZ", true, &["Czech Republic"]),
    (b"CZ", false, &["Czech"]),
    (b"MO", true, &["Macau"]),
    (b"HK", true, &["Hong Kong"]),
    (b"NL", true, &["the Netherlands", "The Netherlands"]),
    (b"NL", false, &["Dutch", "Holland"]),
    (b"CN", true, &["People’s Republic of China", "People's Republic of China", "PRC"]),
    (b"CN", false, &["Chinese"]),
    (b"AU", false, &["Australian"]),
    (b"BR", false, &["Brazilian"]),
    (b"CA", false, &["Canadian", "Canadians"]),
    (b"CH", false, &["Swiss"]),
    (b"DE", false, &["German"]),
    (b"ES", false, &["Spanish"]),
    (b"FR", false, &["French"]),
    (b"ID", false, &["Indonesian"]),
    (b"IE", false, &["Irish"]),
    (b"IN", false, &["Indian"]),
    (b"IT", false, &["Italian"]),
    (b"JP", false, &["Japanese"]),
    (b"MX", false, &["Mexican"]),
    (b"MY", false, &["Malaysian"]),
    (b"NZ", false, &["New Zealander"]),
    (b"PL", false, &["Polish"]),
    (b"PT", false, &["Portuguese"]),
    (b"RU", false, &["Russian"]),
    (b"SG", false, &["Singaporean"]),
    (b"TH", false, &["Thai"]),
    (b"TW", false, &["Taiwanese"]),
    (b"VN", false, &["Viet Nam", "Vietnamese"]),
    (
        &NONE,
        false,
        &["New Jersey", "New Mexico", "Lebanon County", "Latin America", "North America", "South America"],
    ),
];

const CHINESE: &[(&[u8; 2], bool, &[&str])] = &[
    (b"US", true, &["美国", "美利坚合众国"]),
    (b"GB", true, &["联合王国", "大不列颠", "聯合王國"]),
    (b"GB", false, &["英格兰", "英语", "英文", "苏格兰", "威尔士"]),
    (b"EU", true, &["欧洲联盟", "歐洲聯盟"]),
    (b"EU", false, &["欧洲", "歐洲"]),
    (b"KR", true, &["南韩", "大韩民国"]),
    (b"CN", true, &["中华人民共和国", "中華人民共和國"]),
    (b"CN", false, &["中文", "汉语", "大陆", "内地", "境内"]),
    (b"HK", true, &["香港特别行政区", "香港"]),
    (b"MO", true, &["澳门特别行政区", "澳门"]),
    (b"AE", true, &["阿联酋"]),
    (b"AU", true, &["澳洲"]),
    (b"NZ", true, &["纽西兰"]),
    (b"BA", true, &["波黑"]),
    (b"SA", true, &["沙特"]),
    (b"DE", false, &["德语", "德文"]),
    (b"ES", false, &["西班牙语", "西班牙文"]),
    (b"FR", false, &["法语", "法文"]),
    (b"IT", false, &["意大利语", "意大利文"]),
    (b"JP", false, &["日语", "日文"]),
    (b"RU", false, &["俄语", "俄文", "俄国"]),
    (b"PT", false, &["葡萄牙语", "葡萄牙文"]),
    (b"KR", false, &["韩语", "韩文"]),
    (b"MY", false, &["马来语", "马来文"]),
    (&NONE, false, &["拉丁美洲", "北美洲", "南美洲"]),
];

const MALAY: &[(&[u8; 2], bool, &[&str])] = &[
    (b"US", true, &["AS", "A.S.", "Amerika Syarikat", "USA"]),
    (b"US", false, &["Amerika"]),
    (b"GB", true, &["U.K.", "Great Britain"]),
    (b"GB", false, &["British", "Inggeris", "England"]),
    (b"EU", true, &["EU", "Kesatuan Eropah"]),
    (b"EU", false, &["Eropah"]),
    (b"KR", true, &["Republik Korea"]),
    (b"KR", false, &["Korea"]),
    (b"CN", true, &["Republik Rakyat China"]),
    (b"CN", false, &["Cina"]),
    (b"CA", true, &["Canada"]),
    (b"FR", true, &["France"]),
    (b"DE", true, &["Germany"]),
    (b"NL", true, &["Netherlands"]),
    (b"IT", true, &["Italy"]),
    (b"JP", true, &["Japan"]),
    (b"SG", true, &["Singapore"]),
    (b"ES", true, &["Spain"]),
    (b"GR", true, &["Yunani"]),
    (b"TR", true, &["Turki", "Türkiye"]),
    (b"CZ", true, &["Republik Czech"]),
    (&NONE, false, &["Amerika Latin", "Amerika Utara", "Amerika Selatan"]),
];

#[cfg(test)]
mod tests {
    use super::Countries;
    use crate::locale::Lang;

    /// The codes of what a text names, with a question mark where it may be another thing.
    fn found(lang: &str, text: &str) -> Vec<String> {
        let countries = Countries::of(&Lang::parse(lang).expect("a tag"));
        let name = |name: super::CountryName| {
            let code = String::from_utf8_lossy(&name.code).into_owned();
            if name.is_sure { code } else { code + "?" }
        };
        countries.find(text).into_iter().map(name).collect()
    }

    #[test]
    fn countries_are_found_by_their_names() {
        assert_eq!(found("en", "in Malaysia, the U.S. or Hong Kong, not New Jersey"), ["MY", "US", "HK"]);
        assert_eq!(found("en", "Bosnia and Herzegovina, Georgia, French law"), ["BA", "GE?", "FR?"]);
        assert_eq!(found("zh-CN", "在马来西亚、美国或香港，使用法语"), ["MY", "US", "HK", "FR?"]);
        assert_eq!(found("zh-TW", "在馬來西亞和美國"), ["MY", "US"]);
        assert_eq!(found("ms", "di Malaysia, Amerika Syarikat atau Jepun; ASAS kami"), ["MY", "US", "JP"]);
        assert_eq!(found("de", "in Deutschland und der Schweiz"), ["DE", "CH"]);
        assert_eq!(found("en", "the chad of a Chadwick"), [""; 0]);
    }
}
