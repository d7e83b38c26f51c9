//! Numbers in words, of English, Malay and Indonesian, and Chinese and Japanese.

mod han;
mod language;
mod number;
mod spelt;

use han::han;
use spelt::spelt;

pub use language::NumberLanguage;
pub use number::{Sense, WordNumber};

/// The numbers in the words of a text.
pub fn number_words(text: &str, words: NumberLanguage) -> Vec<WordNumber> {
    match words {
        NumberLanguage::English | NumberLanguage::Malay => spelt(text, words),
        NumberLanguage::Han => han(text),
        NumberLanguage::Unknown => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{NumberLanguage, number_words};

    /// The numbers in a text, those that are sure with an exclamation mark.
    fn read(words: NumberLanguage, text: &str) -> Vec<String> {
        let numbers = number_words(text, words).into_iter();
        numbers.map(|number| number.value + if number.is_firm { "!" } else { "" }).collect()
    }

    #[test]
    fn words_are_numbers() {
        assert_eq!(
            read(NumberLanguage::English, "within thirty days of one hundred and twenty"),
            ["30!", "120"]
        );
        assert_eq!(
            read(NumberLanguage::English, "twenty-five business days, five hundred thousand"),
            ["25!", "500000"]
        );
        assert_eq!(
            read(NumberLanguage::English, "one of them, a second party, one year"),
            ["1", "1", "2", "1"]
        );
        assert_eq!(
            read(NumberLanguage::Malay, "tiga puluh hari, dua belas bulan, seratus dua puluh lima"),
            ["30!", "12!", "125"]
        );
        assert_eq!(read(NumberLanguage::Malay, "pihak ketiga, sebulan, kedua-dua"), ["3", "1", "2", "2"]);
        assert_eq!(
            read(NumberLanguage::Han, "三十天内，一百二十五人，两年，第三方，一天"),
            ["30!", "125", "2!", "3", "1"]
        );
        assert_eq!(
            read(NumberLanguage::Han, "二〇二一年二月九日，五万三千元"),
            ["2021!", "2", "9!", "53000"]
        );
        assert_eq!(read(NumberLanguage::Unknown, "dreißig"), [""; 0]);
    }
}
