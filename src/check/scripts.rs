//! In which letters a language is written.

use icu_properties::CodePointMapData;
pub use icu_properties::props::Script;

use crate::locale::Lang;

/// The script of a character (Unicode Standard Annex 24). Digits, punctuation and marks that many scripts share have
/// `Common` or `Inherited`.
pub fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// The scripts in which texts of a language are written: what the tag says, else what is usual for the language.
pub fn of_language(lang: &Lang) -> &'static [Script] {
    let mut parts = lang.as_str().split('-');
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some("Latn") => return &[Script::Latin],
        Some("Cyrl") => return &[Script::Cyrillic],
        Some("Arab") => return &[Script::Arabic],
        _ => {}
    }
    match language {
        "zh" | "yue" => &[Script::Han, Script::Bopomofo],
        "ja" => &[Script::Han, Script::Hiragana, Script::Katakana],
        "ko" => &[Script::Hangul, Script::Han],
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "mn" | "tg" => &[Script::Cyrillic],
        // Both are in use.
        "sr" | "uz" | "az" | "tk" => &[Script::Latin, Script::Cyrillic],
        "ar" | "fa" | "ur" | "ps" | "ckb" | "ug" => &[Script::Arabic],
        "he" | "yi" => &[Script::Hebrew],
        "el" => &[Script::Greek],
        "hi" | "mr" | "ne" | "sa" => &[Script::Devanagari],
        "bn" | "as" => &[Script::Bengali],
        "pa" => &[Script::Gurmukhi],
        "gu" => &[Script::Gujarati],
        "ta" => &[Script::Tamil],
        "te" => &[Script::Telugu],
        "kn" => &[Script::Kannada],
        "ml" => &[Script::Malayalam],
        "si" => &[Script::Sinhala],
        "th" => &[Script::Thai],
        "lo" => &[Script::Lao],
        "km" => &[Script::Khmer],
        "my" => &[Script::Myanmar],
        "bo" | "dz" => &[Script::Tibetan],
        "am" | "ti" => &[Script::Ethiopic],
        "hy" => &[Script::Armenian],
        "ka" => &[Script::Georgian],
        _ => &[Script::Latin],
    }
}
