//! Signs that say something, and those that only divide words.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// True for a sign that is a word of its own, in a table often the only one: ✗ ✓ ☐ ☑ < > ± + % § and signs of
/// currencies. Those of mathematics, of currencies and others of the General Category of Unicode, and a few that Unicode
/// counts as punctuation; without arrows, which show the way through menus, and signs of trademarks and copyright.
pub fn is_symbol(c: char) -> bool {
    match c {
        '%' | '％' | '‰' | '§' => true,
        _ if c.is_ascii() => matches!(c, '$' | '+' | '<' | '=' | '>' | '|' | '~'),
        '\u{2190}'..='\u{21ff}' | '©' | '®' | '™' | '℠' | '℗' => false,
        _ => matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::MathSymbol | GeneralCategory::CurrencySymbol | GeneralCategory::OtherSymbol
        ),
    }
}

/// The letters, digits and symbols of a text, without punctuation, white space and what is invisible: what the words say,
/// however they are divided.
pub fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || is_symbol(*c) || !divides(*c))
}

fn divides(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_alphanumeric();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let groups = [
        GeneralCategoryGroup::Punctuation,
        GeneralCategoryGroup::Symbol,
        GeneralCategoryGroup::Separator,
        GeneralCategoryGroup::Other,
    ];
    groups.into_iter().any(|group| group.contains(category))
}

#[cfg(test)]
mod tests {
    use icu_properties::CodePointMapData;
    use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

    use super::{bare, divides, is_symbol};

    #[test]
    fn symbols_are_words_and_punctuation_is_none() {
        for c in "✗✓☐☑<>±+=%％‰§€$¥￥₹✔✘●○°".chars() {
            assert!(is_symbol(c), "{c}");
        }
        for c in ".,;:!?“”‘’\"'()-–—…·•/&*#@©®™→←。，、；：！？（）《》「」 a1中".chars()
        {
            assert!(!is_symbol(c), "{c}");
        }
        assert_eq!(bare("“Don’t” – a\u{a0}b\u{200b}, 5 % ✓").collect::<String>(), "Dontab5%✓");
    }

    /// What is known of ASCII by itself is what Unicode says.
    #[test]
    fn ascii_is_what_unicode_says() {
        let categories = CodePointMapData::<GeneralCategory>::new();
        for c in '\0'..='\x7f' {
            let category = categories.get(c);
            let is_symbolic = matches!(
                category,
                GeneralCategory::MathSymbol | GeneralCategory::CurrencySymbol | GeneralCategory::OtherSymbol
            );
            assert_eq!(is_symbol(c), c == '%' || is_symbolic, "{c:?}");
            let is_letter_or_digit = GeneralCategoryGroup::Letter.contains(category)
                || GeneralCategoryGroup::Number.contains(category);
            assert_eq!(divides(c), !is_letter_or_digit, "{c:?}");
        }
    }
}
