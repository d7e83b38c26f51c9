//! Numbers, dates, amounts and addresses: what a lawyer reads as one thing, and never half marked.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The passages of `text` that are one figure each, in order.
///
/// Web and e-mail addresses, postal addresses, dates, amounts, telephone numbers and numbers, as they are written in
/// English, Malay and Chinese.
pub fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    FIGURE.find_iter(text).map(|found| found.range())
}

const WEB: &str = r#"(?:https?://|www\.)[^\s<>"'“”‘’()（），。；：、！？【】《》]*[A-Za-z0-9/_#=&~-]"#;
const EMAIL: &str = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+";

/// A house number, capitalised words and what a street is called; then town, state and code between commas.
const STREET: &str = r"\d{1,5}[A-Za-z]?(?: [A-Z][\w.’'-]*){1,4} (?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Square|Court|Place|Pl)(?-u:\b)\.?(?:, (?:\d[\w-]*|[A-Z][\w.-]*)(?: (?:[A-Z][\w.-]*|Floor|\d[\w-]*))*)*";
const JALAN: &str = r"(?:(?:No\.? ?)?\d+[A-Za-z]?,? )?(?:Jalan|Lorong|Persiaran|Lebuh|Lebuhraya) [A-Z0-9][\w/.-]*(?: [A-Z0-9][\w/.-]*)*(?:, (?:\d{5} )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*)*";
const LU: &str =
    r"\p{Han}{2,12}[省市区區县縣](?:\p{Han}|\d){1,20}[路街道巷]\d+号(?:[\p{Han}\d]*[楼楼层室座])?";

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januari|Februari|Mac|Mei|Jun|Julai|Ogos|Oktober|Disember|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)";
const CHINESE_DATE: &str = r"\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?)?|\d{1,2} ?月 ?\d{1,2} ?[日号]";
const NUMERIC_DATE: &str = r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}";

const CURRENCY: &str = r"(?:US\$|A\$|S\$|HK\$|NT\$|RM|USD|EUR|GBP|MYR|SGD|CNY|RMB|[$€£¥￥])";
const NUMBER: &str = r"\d+(?:[.,]\d+)*";
const AFTER: &str = r"(?:%|％|percent(?-u:\b)|per cent(?-u:\b)|peratus(?-u:\b)|USD(?-u:\b)|EUR(?-u:\b)|GBP(?-u:\b)|MYR(?-u:\b)|SGD(?-u:\b)|CNY(?-u:\b)|RMB(?-u:\b)|(?:US )?dollars?(?-u:\b)|euros?(?-u:\b)|pounds?(?-u:\b)|ringgit(?-u:\b)|yuan(?-u:\b)|元|人民币|美元|欧元|令吉|马币)";
const TELEPHONE: &str = r"\+\d[\d ()-]{6,}\d";
const CHINESE_NUMBER: &str = r"[〇零一二两三四五六七八九十百千万亿]{2,}";

/// Word boundaries are those of ASCII: with those of Unicode the search would be several times slower in Chinese.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    let date = format!(
        r"(?-u:\b){day}(?: of)? {MONTH}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} {day}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} \d{{4}}(?-u:\b)"
    );
    let scale = r"(?: ?(?:million|billion|juta|bilion|thousand|ribu|万|億|亿))?";
    let amount = format!(r"{CURRENCY} ?{NUMBER}{scale}|{NUMBER}{scale} ?{AFTER}");
    let parts = [
        WEB,
        EMAIL,
        STREET,
        JALAN,
        LU,
        CHINESE_DATE,
        NUMERIC_DATE,
        &date,
        &amount,
        TELEPHONE,
        NUMBER,
        CHINESE_NUMBER,
    ];
    #[allow(clippy::expect_used, reason = "a constant; the tests below run it")]
    Regex::new(&parts.map(|part| format!("(?:{part})")).join("|")).expect("a good expression")
});

#[cfg(test)]
mod tests {
    use super::figures;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = figures(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn dates_are_one_figure() {
        check("from 9 February 2021 on", &["9 February 2021"]);
        check("on May 3rd, 2024, and you may leave", &["May 3rd, 2024"]);
        check("sejak 9 Februari 2021", &["9 Februari 2021"]);
        check("自2021年2月9日起", &["2021年2月9日"]);
        check("2021-02-09 and 09/02/2021", &["2021-02-09", "09/02/2021"]);
    }

    #[test]
    fn amounts_and_numbers_are_one_figure() {
        check("up to $1,000.50 or 4% of it", &["$1,000.50", "4%"]);
        check("RM 5,000 or 20 million euros", &["RM 5,000", "20 million euros"]);
        check("in 30 days", &["30"]);
        check("保留三十天，最多5万元", &["三十", "5万元"]);
    }

    #[test]
    fn addresses_are_one_figure() {
        check("Write to privacy@example.com.", &["privacy@example.com"]);
        check("See https://example.com/a/b?c=d.", &["https://example.com/a/b?c=d"]);
        check(
            "at 149 New Montgomery St., 4th Floor, San Francisco",
            &["149 New Montgomery St., 4th Floor, San Francisco"],
        );
        check(
            "di Jalan Tengku Ampuan, 40100 Shah Alam, Selangor dan",
            &["Jalan Tengku Ampuan, 40100 Shah Alam, Selangor"],
        );
        check("call +60 3 1234 5678 now", &["+60 3 1234 5678"]);
    }
}
