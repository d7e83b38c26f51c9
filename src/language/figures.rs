//! Numbers, dates, amounts and addresses: what a lawyer reads as one thing, and never half marked.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::source::regex;
use aho_corasick::AhoCorasick;
use regex::Regex;

/// The passages of `text` that are one figure each, in order.
///
/// Web and e-mail addresses, postal addresses, dates, times, amounts, telephone numbers and numbers, as they are written
/// in English, Malay and Chinese. Digits that are part of a word, as in SHA256, are none.
pub fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    all(text).filter(move |figure| {
        let before = text.get(..figure.start).and_then(|before| before.chars().next_back());
        let after = text.get(figure.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The same with those that are part of a word.
fn all(text: &str) -> impl Iterator<Item = Range<usize>> {
    let groups = Group::ALL.into_iter().filter(|group| group.may_be_in(text));
    let wanted: usize = groups.map(|group| 1 << group as usize).sum();
    let expression = (wanted != 0).then(|| expression(wanted));
    expression.into_iter().flat_map(move |expression| expression.find_iter(text)).map(|found| found.range())
}

/// Kinds of figures that are written with the same words and signs. Most texts have none of most groups, and to compile an expression for
/// all of them takes longer than to read a policy: so a text is read with one for those that it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Links,
    Roads,
    Han,
    Months,
    Money,
    Digits,
}

impl Group {
    const ALL: [Group; 6] =
        [Group::Links, Group::Roads, Group::Han, Group::Months, Group::Money, Group::Digits];

    /// False only if the text has no figure of the group.
    fn may_be_in(self, text: &str) -> bool {
        let has_digit = || text.chars().any(char::is_numeric);
        let has_word = || WORDS[self as usize].as_ref().is_some_and(|words| words.is_match(text));
        match self {
            Group::Digits => has_digit(),
            Group::Months => has_digit() && has_word(),
            Group::Han => !text.is_ascii() && has_word(),
            Group::Links | Group::Roads | Group::Money => has_word(),
        }
    }

    /// A part of each word or sign by which figures of the group are known, in any case of ASCII.
    fn words(self) -> &'static [&'static str] {
        match self {
            Group::Links => &["://", "www.", "@"],
            Group::Roads => ROADS,
            Group::Han => HAN,
            Group::Months => MONTHS,
            Group::Money => MONEY,
            Group::Digits => &[],
        }
    }
}

static WORDS: LazyLock<[Option<AhoCorasick>; 6]> = LazyLock::new(|| {
    Group::ALL.map(|group| AhoCorasick::builder().ascii_case_insensitive(true).build(group.words()).ok())
});

/// The expression for the figures of these groups, of which each is a bit. It is compiled when a text first needs it.
fn expression(wanted: usize) -> &'static Regex {
    static EXPRESSIONS: [OnceLock<Regex>; 1 << Group::ALL.len()] =
        [const { OnceLock::new() }; 1 << Group::ALL.len()];
    EXPRESSIONS[wanted].get_or_init(|| {
        // In the order in which they go before each other at the same place.
        let kinds: [(Group, String); 12] = [
            (Group::Links, WEB.to_owned()),
            (Group::Links, EMAIL.to_owned()),
            (Group::Roads, street()),
            (Group::Han, LU.to_owned()),
            (Group::Han, CHINESE_DATE.to_owned()),
            (Group::Months, date()),
            (Group::Digits, TIME.to_owned()),
            (Group::Digits, TELEPHONE.to_owned()),
            (Group::Digits, NUMERIC_DATE.to_owned()),
            (Group::Money, amount()),
            (Group::Digits, NUMBER.to_owned()),
            (Group::Han, CHINESE_NUMBER.to_owned()),
        ];
        let kinds = kinds.iter().filter(|(group, _)| wanted & (1 << *group as usize) != 0);
        let parts: Vec<String> = kinds.map(|(_, kind)| format!("(?:{kind})")).collect();
        regex(&parts.join("|"))
    })
}

/// A part of each word by which an address in [`STREET`], [`JALAN`] or [`BOX`] is known.
const ROADS: &[&str] = &[
    "Street",
    " St",
    "Road",
    " Rd",
    "Ave",
    "Boulevard",
    "Blvd",
    "Lane",
    " Ln",
    "Drive",
    " Dr",
    " Way",
    "Square",
    "Court",
    " Pl",
    "Jalan",
    "Lorong",
    "Persiaran",
    "Lebuh",
    "Box ",
    "Peti Surat",
];
/// A part of the name of each month in [`MONTH`].
const MONTHS: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mac", "Mei", "Ogos",
    "Okt", "Dis",
];
/// A part of each of [`CURRENCY`] and [`AFTER`].
const MONEY: &[&str] = &[
    "$", "RM", "USD", "EUR", "GBP", "MYR", "SGD", "CNY", "CHF", "JPY", "AUD", "CAD", "HKD", "TWD", "INR",
    "IDR", "THB", "BRL", "KRW", "€", "£", "¥", "￥", "₹", "₩", "%", "％", "percent", "per cent", "peratus",
    "dollar", "pound", "ringgit", "yuan", "元", "币", "令吉",
];
/// What addresses, dates and numbers in Chinese signs have.
const HAN: &[&str] = &[
    "号", "年", "月", "〇", "零", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百",
    "千", "万", "亿",
];

const WEB: &str = r#"(?:https?://|www\.)[^\s<>"'“”‘’()（），。；：、！？【】《》]*[A-Za-z0-9/_#=&~-]"#;
/// What stands before the sign has at most 64 characters (RFC 5321, 4.5.3.1.1).
const EMAIL: &str = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+";

/// What follows a street: town, state and code, between commas.
const TOWN: &str = r"(?:, (?:#?\d[\w-]*|[A-Z][\w-]*)(?: (?:[A-Z][\w-]*|\d[\w-]*))*)+";
/// What may come before a street: a floor, a suite, a building; so many that each place is read a few times only.
const FLOOR: &str = r"(?:(?:Level|Suite|Unit|Floor|Tingkat|Aras|Menara|Wisma|Bangunan) [A-Z0-9][\w-]*(?: [A-Z][\w-]*){0,6}, ){0,4}";
const STREET: &str = r"\d{1,5}[A-Za-z]?(?: [A-Z][\w’'-]*){1,4} (?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Square|Court|Place|Pl)(?-u:\b)";
const JALAN: &str = r"(?:(?:No\.? ?)?\d+[A-Za-z]?,? )?(?:Jalan|Lorong|Persiaran|Lebuh|Lebuhraya) [A-Z0-9][\w/-]*(?: [A-Z0-9][\w/-]*)*";
const BOX: &str = r"P\. ?O\. Box \d+|PO Box \d+|Peti Surat \d+";
/// A province, town and district, if they are named; a road and a number. Words that stand before an address are no part
/// of it.
const LU: &str = r"(?:[\p{Han}&&[^至给於于到在向往从是为的和及由]]{2,3}(?:省|自治区))?(?:[\p{Han}&&[^至给於于到在向往从是为的和及由]]{2,3}[市州])?(?:[\p{Han}&&[^至给於于到在向往从是为的和及由]]{1,4}[区區县縣])?[\p{Han}&&[^至给於于到在向往从是为的和及由]]{1,8}(?:路|街|道|巷)[东西南北中]?[甲乙丙]?\d+号(?:[\p{Han}\d]*[楼层室座])?";

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januari|Februari|Mac|Mei|Jun|Julai|Ogos|Oktober|Disember|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)";
const CHINESE_DATE: &str = r"\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?)?|\d{1,2} ?月 ?\d{1,2} ?[日号]|[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]";
const NUMERIC_DATE: &str = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})";
const TIME: &str = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m(?:\.|(?-u:\b)))?";

const CURRENCY: &str = r"(?:US\$|A\$|S\$|HK\$|NT\$|RM|USD|EUR|GBP|MYR|SGD|CNY|RMB|CHF|JPY|AUD|CAD|HKD|TWD|INR|IDR|THB|BRL|KRW|人民币|[$€£¥￥₹₩])";
const NUMBER: &str = r"\d{1,3}(?:[  ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*[½¼¾⅓⅔]?";
const WORDED: &str = r"(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)(?:[ -](?:and )?(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)){0,12})";
const AFTER: &str = r"(?:%|％|percent(?-u:\b)|per cent(?-u:\b)|peratus(?-u:\b)|(?:USD|EUR|GBP|MYR|SGD|CNY|RMB|CHF|JPY|AUD|CAD|HKD|TWD|INR|IDR|THB|BRL|KRW)(?-u:\b)|(?:US )?dollars?(?-u:\b)|euros?(?-u:\b)|pounds?(?-u:\b)|ringgit(?-u:\b)|yuan(?-u:\b)|元|人民币|美元|欧元|令吉|马币)";
const TELEPHONE: &str =
    r"\+\d[\d ()-]{6,}\d|\(\d{2,4}\) ?\d{3,4}[ -]\d{3,4}|\d{1,4}-\d{2,4}(?:-\d{2,4})?(?:[ -]\d{3,4})";
const CHINESE_NUMBER: &str =
    r"百分之[〇零一二两三四五六七八九十百千万亿点\d.]+|[〇零一二两三四五六七八九十百千万亿]{2,}";

// Word boundaries are those of ASCII: with those of Unicode the search would be several times slower in Chinese.

fn date() -> String {
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    let of = r"(?: day)?(?: of)?";
    format!(
        r"(?-u:\b){day}{of}(?: haribulan)? {MONTH}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} {day}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} \d{{4}}(?-u:\b)"
    )
}

fn amount() -> String {
    let scale = r"(?: ?(?:million|billion|juta|bilion|thousand|ribu|[千百十万億亿]+))?";
    // 5万3千元: several numbers, each with its scale.
    let chinese = r"(?:\d+[千百十万億亿]){0,8}";
    format!(
        r"{CURRENCY} ?{chinese}(?:{NUMBER}){scale}(?: ?{AFTER})?|{chinese}(?:{NUMBER}){scale} ?{AFTER}|(?:\d+[千百十万億亿]){{1,8}} ?{AFTER}|{WORDED} {AFTER}"
    )
}

fn street() -> String {
    format!(r"{FLOOR}(?:{STREET}|{JALAN}|{BOX})(?:\.?{TOWN})?")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = figures(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn dates_and_times_are_one_figure() {
        check("from 9 February 2021 on", &["9 February 2021"]);
        check("on May 3rd, 2024, and you may leave", &["May 3rd, 2024"]);
        check("the 9th day of February, 2021", &["9th day of February, 2021"]);
        check("sejak 9 Februari 2021", &["9 Februari 2021"]);
        check("pada 9 haribulan Februari 2021", &["9 haribulan Februari 2021"]);
        check("自2021年2月9日起", &["2021年2月9日"]);
        check("自 2021 年 9 月 30 日生效", &["2021 年 9 月 30 日"]);
        check("二〇二一年二月九日生效", &["二〇二一年二月九日"]);
        check(
            "2021-02-09 and 09/02/2021 and 09-02-21 and 2021/2/9",
            &["2021-02-09", "09/02/2021", "09-02-21", "2021/2/9"],
        );
        check("at 9:30 a.m. or 10:45", &["9:30 a.m.", "10:45"]);
    }

    #[test]
    fn amounts_and_numbers_are_one_figure() {
        check("up to $1,000.50 or 4% of it", &["$1,000.50", "4%"]);
        check("RM 5,000 or 20 million euros", &["RM 5,000", "20 million euros"]);
        check(
            "1 000 000 EUR, CHF 500, five hundred dollars",
            &["1 000 000 EUR", "CHF 500", "five hundred dollars"],
        );
        check("in 30 days, 3½ hours, five days", &["30", "3½"]);
        check("保留三十天，最多5万3千元或人民币5000元", &["三十", "5万3千元", "人民币5000元"]);
        check("￥5,000万元的百分之五", &["￥5,000万元", "百分之五"]);
        check("SHA256 and MP3", &[]);
    }

    #[test]
    fn every_currency_is_known_by_itself() {
        for before in [
            "US$",
            "A$",
            "S$",
            "HK$",
            "NT$",
            "RM",
            "USD ",
            "EUR ",
            "GBP ",
            "MYR ",
            "SGD ",
            "CNY ",
            "RMB ",
            "CHF ",
            "JPY ",
            "AUD ",
            "CAD ",
            "HKD ",
            "TWD ",
            "INR ",
            "IDR ",
            "THB ",
            "BRL ",
            "KRW ",
            "人民币",
            "$",
            "€",
            "£",
            "¥",
            "￥",
            "₹",
            "₩",
        ] {
            check(&format!("{before}500"), &[&format!("{before}500")]);
        }
        for after in [
            "%",
            "％",
            " percent",
            " per cent",
            " peratus",
            " EUR",
            " MYR",
            " dollars",
            " US dollars",
            " euros",
            " pounds",
            " ringgit",
            " yuan",
            "元",
            "人民币",
            "美元",
            "欧元",
            "令吉",
            "马币",
        ] {
            check(&format!("500{after}"), &[&format!("500{after}")]);
        }
        check("最高罚款为5万令吉，另加300马币。", &["5万令吉", "300马币"]);
        check("罚款令吉若干", &[]);
    }

    #[test]
    fn addresses_are_one_figure() {
        check("Write to privacy@example.com.", &["privacy@example.com"]);
        check("See https://example.com/a/b?c=d.", &["https://example.com/a/b?c=d"]);
        check(
            "at 149 New Montgomery St., 4th Floor, San Francisco. The data",
            &["149 New Montgomery St., 4th Floor, San Francisco"],
        );
        check(
            "at 2 Harrison Street, #175, San Francisco, CA 94105 now",
            &["2 Harrison Street, #175, San Francisco, CA 94105"],
        );
        check("Level 12, 1 Martin Place, Sydney", &["Level 12, 1 Martin Place, Sydney"]);
        check("P.O. Box 4567, Springfield", &["P.O. Box 4567, Springfield"]);
        check(
            "di Jalan Tengku Ampuan, 40100 Shah Alam, Selangor. Kami",
            &["Jalan Tengku Ampuan, 40100 Shah Alam, Selangor"],
        );
        check("请写信至北京市朝阳区建国路甲1号。", &["北京市朝阳区建国路甲1号"]);
        check(
            "call +60 3 1234 5678 or (650) 903-0800 or 1-800-555-1234 or 03-1234 5678",
            &["+60 3 1234 5678", "(650) 903-0800", "1-800-555-1234", "03-1234 5678"],
        );
    }

    proptest! {
        #[test]
        fn no_group_is_left_out_at_random(
            parts in prop::collection::vec(prop::sample::select(PARTS), 1..14),
        ) {
            let text = parts.concat();
            let found: Vec<&str> = all(&text).map(|range| &text[range]).collect();
            let of_all_groups = expression((1 << Group::ALL.len()) - 1);
            let expected: Vec<&str> = of_all_groups.find_iter(&text).map(|found| found.as_str()).collect();
            prop_assert_eq!(found, expected);
        }
    }

    /// Whatever figures are made of, and what stands between them.
    const PARTS: &[&str] = &[
        "1",
        "23",
        "2021",
        "５",
        "½",
        " ",
        " ",
        ",",
        ".",
        ", ",
        "-",
        "/",
        ":",
        "+",
        "(",
        ")",
        "@",
        "://",
        "www.",
        "http",
        "a",
        "of",
        "x.com",
        "Level ",
        "Suite",
        "Main",
        "St",
        " Street",
        "Place",
        "Ave",
        "JALAN ",
        "Jalan ",
        "Lebuhraya ",
        "No. ",
        "P. O. Box ",
        "Peti Surat ",
        "北京市",
        "朝阳区",
        "建国路",
        "甲",
        "号",
        "楼",
        "年",
        "月",
        "日",
        "一",
        "二〇二一",
        "十",
        "百分之",
        "May",
        " March ",
        "Ogos",
        "Mac",
        "day",
        "haribulan ",
        "st",
        "th",
        "$",
        "RM",
        "usd",
        "USD",
        "EUR ",
        "euros",
        "Euro",
        "元",
        "令吉",
        "人民币",
        "万",
        "千",
        "million",
        " juta",
        "%",
        "％",
        " percent",
        "per cent",
        "peratus",
        "five",
        "Twenty-",
        "hundred ",
        "dollars",
        "pound",
        "ringgit",
        "yuan",
        " a.m.",
        "pm",
        "至",
        "于",
    ];
}
