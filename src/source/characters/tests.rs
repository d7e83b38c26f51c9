use super::*;

fn found(text: &str) -> Vec<u32> {
    hidden(text).map(|(_, c)| u32::from(c)).collect()
}

/// What nobody sees, and has no business between two digits or letters of English.
const HIDDEN: &[char] = &[
    '\0',
    '\u{8}',
    '\u{7f}',
    '\u{85}',
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{17b4}',
    '\u{17b5}',
    '\u{180b}',
    '\u{180e}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2061}',
    '\u{2064}',
    '\u{2065}',
    '\u{2066}',
    '\u{2069}',
    '\u{206a}',
    '\u{2800}',
    '\u{3164}',
    '\u{e000}',
    '\u{f8ff}',
    '\u{fdd0}',
    '\u{fe00}',
    '\u{fe0e}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff0}',
    '\u{fff9}',
    '\u{fffb}',
    '\u{fffc}',
    '\u{fffd}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{1bca0}',
    '\u{1d173}',
    '\u{1fffe}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e007f}',
    '\u{e0100}',
    '\u{e01ef}',
    '\u{f0000}',
    '\u{10fffd}',
];

#[test]
fn what_nobody_sees_is_found_in_numbers_words_and_at_ends() {
    for c in HIDDEN {
        for text in [
            format!("3{c}0"),
            format!("pay{c}pal"),
            format!("{c}a"),
            format!("a{c}"),
            format!("我{c}a b{c}我"),
        ] {
            let wanted = text.chars().filter(|other| other == c).count();
            // Some choose the form of an ideograph, and stand behind one.
            let is_form = text.starts_with('我') && matches!(c, '\u{fe00}' | '\u{e0100}' | '\u{e01ef}');
            assert_eq!(found(&text).len(), wanted - usize::from(is_form), "{text:?}");
        }
    }
}

#[test]
fn what_readers_see_or_a_script_needs_is_not_found() {
    let seen = [
        // White space, punctuation and letters.
        "a\tb\r\nc d\u{a0}e\u{2009}f\u{202f}g\u{3000}h",
        "naïve café, “quoted” – 30 % … № § ¶ ½ ² € 你好，世界。",
        "e\u{301} a\u{308}",
        // Persian, Urdu, Arabic, Hindi, Bengali, Malayalam, Sinhala, Kannada.
        "می\u{200c}خواهم",
        "کتاب\u{200c}ها",
        "۱۴۰۲ ه\u{200d}.ش",
        "क\u{94d}\u{200d}ष",
        "क\u{94d}\u{200c}ष",
        "র\u{200d}\u{9cd}য",
        "ന\u{d4d}\u{200d}",
        "ශ\u{dca}\u{200d}රී",
        "ರ\u{200d}\u{ccd}ಕ",
        // Ends of words in Thai and Khmer.
        "ข้อมูล\u{200b}ส่วนบุคคล ព័ត៌មាន\u{200b}ផ្ទាល់",
        // Marks of direction beside Hebrew and Arabic.
        "שלום C++\u{200e} שלום",
        "(עברית)\u{200f}.",
        "\u{61c}٣٠ يوم",
        // Emoji: with a form, joined, with a colour, as a key, a flag with tags.
        "✔\u{fe0f} ⚠\u{fe0e} ©\u{fe0f}",
        "👩\u{200d}💻 👩🏽\u{200d}💻 ❤\u{fe0f}\u{200d}🔥",
        "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        // Forms of ideographs, of Mongolian, of quotation marks; Braille.
        "葛\u{e0100}飾区 神\u{fe00}",
        "ᠮᠣᠩᠭᠣᠯ\u{180b} ᠠ\u{180e}ᠠ",
        "“\u{fe01}他",
        "⠓⠑⠇⠇⠕\u{2800}⠺⠕⠗⠇⠙",
        // Arabic signs that enclose what follows, and are seen.
        "\u{6dd}٣ \u{600}٣",
    ];
    for text in seen {
        assert_eq!(found(text), Vec::<u32>::new(), "{text:?}");
    }
}

#[test]
fn what_a_script_needs_is_found_where_it_is_not_needed() {
    let table: &[(&str, usize)] = &[
        // Joiners in a row, between words of English beside Hindi, at a digit.
        ("می\u{200c}\u{200c}خواهم", 2),
        ("हिन्दी pay\u{200d}pal", 1),
        ("3\u{200d}0", 1),
        ("👩\u{200d}a", 1),
        ("a\u{fe0f} 3\u{fe0f}0", 2),
        ("ข้อมูล\u{200b}30 3\u{200b}0", 2),
        // A mark of direction far from what it could be for, or on another line.
        ("שלום\n\n30\u{200f} days", 1),
        // Tags that say something, and a flag that is none.
        ("🏴\u{e0068}\u{e0069}\u{e007f}", 3),
        ("🙂\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}", 6),
        ("a\u{2800}b \u{2800}\u{2800}", 3),
        ("我\u{fe0f}", 1),
    ];
    for (text, count) in table {
        assert_eq!(found(text).len(), *count, "{text:?}");
    }
}

#[test]
fn a_character_is_named_by_its_number_and_by_what_it_is() {
    assert_eq!(
        name_of("\u{ad}"),
        "the invisible character U+00AD, a soft hyphen: nobody who searches for the word finds it"
    );
    assert_eq!(
        name_of("\u{0}\u{1}"),
        "the invisible character U+0000, a control character, and behind it U+0001"
    );
    assert!(
        name_of("\u{fffd}").starts_with("the replacement character U+FFFD, which stands where an encoding")
    );
    assert!(name_of("\u{e0041}\u{e0042}\u{e0043}\u{e0044}\u{e0045}").ends_with(", and 4 more behind it"));
    assert!(help_for("\u{fffd}").starts_with("write again"));
}
