//! The currencies of amounts.

use std::ops::Range;
use std::sync::LazyLock;

use super::finder::{Case, Finder};

/// The currencies that a sign or a word may mean, by their codes of ISO 4217.
pub type Currencies = &'static [&'static str];

const DOLLARS: Currencies = &["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"];
const YUAN: Currencies = &["CNY", "HKD", "SGD", "TWD"];

/// What stands for a currency beside a number, whatever the language.
const WORDS: &[(Currencies, &[&str])] = &[
    (DOLLARS, &["$", "dollar", "dollars", "dolar", "dólar", "dólares", "dollari", "ドル"]),
    (
        &["USD"],
        &[
            "US$",
            "USD",
            "$US",
            "US dollar",
            "US dollars",
            "U.S. dollars",
            "dolar AS",
            "dolar Amerika",
            "美元",
            "美金",
            "米ドル",
        ],
    ),
    (&["AUD"], &["A$", "AU$", "AUD", "澳元", "澳币"]),
    (&["CAD"], &["C$", "CA$", "CAD", "加元", "加币"]),
    (&["SGD"], &["S$", "SGD", "新加坡元", "新元", "新币"]),
    (&["HKD"], &["HK$", "HKD", "港元", "港币", "港幣"]),
    (&["TWD"], &["NT$", "TWD", "新台币", "新臺幣", "新台幣"]),
    (&["NZD"], &["NZ$", "NZD", "新西兰元", "纽元"]),
    (&["MYR"], &["RM", "MYR", "ringgit", "令吉", "马币", "馬幣", "林吉特"]),
    (&["EUR"], &["€", "EUR", "euro", "euros", "Euro", "欧元", "歐元", "ユーロ"]),
    (&["GBP"], &["£", "GBP", "pound", "pounds", "pound sterling", "paun", "英镑", "英鎊"]),
    (&["JPY", "CNY"], &["¥", "￥"]),
    (&["CNY"], &["CNY", "RMB", "CN¥", "renminbi", "人民币", "人民幣"]),
    (YUAN, &["元", "块", "yuan"]),
    (&["JPY"], &["JPY", "yen", "日元", "日圆", "円"]),
    (&["KRW"], &["₩", "KRW", "won", "韩元", "韓元"]),
    (&["INR"], &["₹", "INR", "Rs", "rupee", "rupees", "rupi", "卢比"]),
    (&["IDR"], &["Rp", "IDR", "rupiah", "印尼盾"]),
    (&["THB"], &["฿", "THB", "baht", "泰铢"]),
    (&["CHF"], &["CHF", "Swiss francs", "瑞士法郎"]),
    (&["BRL"], &["R$", "BRL", "reais", "雷亚尔"]),
];

static FINDER: LazyLock<Finder<Currencies>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(currencies, words)| words.iter().map(|word| (*word, *currencies)));
    Finder::of(words, Case::AsWritten)
});

/// The signs and words for currencies in a text, in order.
pub struct Money {
    found: Vec<(Range<usize>, Currencies)>,
}

/// Between a number and its currency there may be so many bytes: a scale and blanks.
const GAP: usize = 12;

impl Money {
    pub fn of(text: &str) -> Self {
        Money { found: FINDER.find(text).map(|(range, currencies)| (range, *currencies)).collect() }
    }

    /// Returns the currency of the number at `range`, as it is written and as what it may mean; `None` if it is no amount.
    pub fn beside(&self, text: &str, range: &Range<usize>) -> Option<(Range<usize>, Currencies)> {
        let from = self.found.partition_point(|(found, _)| found.end + GAP < range.start);
        let near = self.found[from..].iter().take_while(|(found, _)| found.start <= range.end + GAP);
        let is_beside = |found: &&(Range<usize>, Currencies)| {
            let gap = match () {
                () if found.0.end <= range.start => &text[found.0.end..range.start],
                () if found.0.start >= range.end => &text[range.end..found.0.start],
                () => "",
            };
            is_gap(gap, found.0.start >= range.end)
        };
        near.filter(is_beside).last().cloned()
    }
}

/// True for what may stand between a number and its currency.
fn is_gap(gap: &str, is_behind: bool) -> bool {
    const SCALES: [&str; 11] =
        ["", "million", "billion", "thousand", "juta", "bilion", "ribu", "万", "亿", "萬", "億"];
    let word = gap.trim_matches([' ', '\u{a0}', '\u{202f}']);
    if is_behind { SCALES.contains(&word) } else { word.is_empty() && gap.chars().count() < 2 }
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn amounts_have_the_currency_beside_them() {
        let of = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).expect("a number");
            let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| start + end);
            Money::of(text)
                .beside(text, &(start..end))
                .map(|(range, means)| format!("{} {}", &text[range], means[0]))
        };
        assert_eq!(of("a fee of US$ 500").as_deref(), Some("US$ USD"));
        assert_eq!(of("费用为500美元。").as_deref(), Some("美元 USD"));
        assert_eq!(of("RM500").as_deref(), Some("RM MYR"));
        assert_eq!(of("20 million euros").as_deref(), Some("euros EUR"));
        assert_eq!(of("2000万令吉").as_deref(), Some("令吉 MYR"));
        assert_eq!(of("for 30 days, pay in euros"), None);
        assert_eq!(of("the FORM 5"), None);
    }
}
