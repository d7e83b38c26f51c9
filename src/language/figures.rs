//! Numbers, dates, amounts and addresses: what a lawyer reads as one thing, and never half marked.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The passages of `text` that are one figure each, in order.
///
/// Web and e-mail addresses, postal addresses, dates, times, amounts, telephone numbers and numbers, as they are written
/// in English, Malay and Chinese. Digits that are part of a word, as in SHA256, are none.
pub fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    FIGURE.find_iter(text).map(|found| found.range()).filter(move |figure| {
        let before = text.get(..figure.start).and_then(|before| before.chars().next_back());
        let after = text.get(figure.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

const WEB: &str = r#"(?:https?://|www\.)[^\s<>"'“”‘’()（），。；：、！？【】《》]*[A-Za-z0-9/_#=&~-]"#;
const EMAIL: &str = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+";

/// What follows a street: town, state and code, between commas.
const TOWN: &str = r"(?:, (?:#?\d[\w-]*|[A-Z][\w-]*)(?: (?:[A-Z][\w-]*|\d[\w-]*))*)+";
/// What may come before a street: a floor, a suite, a building.
const FLOOR: &str =
    r"(?:(?:Level|Suite|Unit|Floor|Tingkat|Aras|Menara|Wisma|Bangunan) [A-Z0-9][\w-]*(?: [A-Z][\w-]*)*, )*";
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
const WORDED: &str = r"(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)(?:[ -](?:and )?(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million))*)";
const AFTER: &str = r"(?:%|％|percent(?-u:\b)|per cent(?-u:\b)|peratus(?-u:\b)|(?:USD|EUR|GBP|MYR|SGD|CNY|RMB|CHF|JPY|AUD|CAD|HKD|TWD|INR|IDR|THB|BRL|KRW)(?-u:\b)|(?:US )?dollars?(?-u:\b)|euros?(?-u:\b)|pounds?(?-u:\b)|ringgit(?-u:\b)|yuan(?-u:\b)|元|人民币|美元|欧元|令吉|马币)";
const TELEPHONE: &str =
    r"\+\d[\d ()-]{6,}\d|\(\d{2,4}\) ?\d{3,4}[ -]\d{3,4}|\d{1,4}-\d{2,4}(?:-\d{2,4})?(?:[ -]\d{3,4})";
const CHINESE_NUMBER: &str =
    r"百分之[〇零一二两三四五六七八九十百千万亿点\d.]+|[〇零一二两三四五六七八九十百千万亿]{2,}";

/// Word boundaries are those of ASCII: with those of Unicode the search would be several times slower in Chinese.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    let of = r"(?: day)?(?: of)?";
    let date = format!(
        r"(?-u:\b){day}{of}(?: haribulan)? {MONTH}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} {day}(?-u:\b)(?:,? \d{{4}}(?-u:\b))?|(?-u:\b){MONTH} \d{{4}}(?-u:\b)"
    );
    let scale = r"(?: ?(?:million|billion|juta|bilion|thousand|ribu|[千百十万億亿]+))?";
    // 5万3千元: several numbers, each with its scale.
    let chinese = r"(?:\d+[千百十万億亿])*";
    let amount = format!(
        r"{CURRENCY} ?{chinese}(?:{NUMBER}){scale}(?: ?{AFTER})?|{chinese}(?:{NUMBER}){scale} ?{AFTER}|(?:\d+[千百十万億亿])+ ?{AFTER}|{WORDED} {AFTER}"
    );
    let street = format!(r"{FLOOR}(?:{STREET}|{JALAN}|{BOX})(?:\.?{TOWN})?");
    let parts = [
        WEB,
        EMAIL,
        &street,
        LU,
        CHINESE_DATE,
        &date,
        TIME,
        TELEPHONE,
        NUMERIC_DATE,
        &amount,
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
}
