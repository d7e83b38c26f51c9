//! Interface strings that nobody has translated yet: `new language` writes them in English.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::lang::Lang;
use crate::source::{FileId, Finding, Findings, Span};

crate::source::codes! {
    /// Short texts of the pages, such as “Languages” or “In force”, are still English in another language.
    ///
    /// `promulgate new language` writes them in English, for people to translate, and calls the language by its tag. They
    /// are all that readers see around the text. For example, in German:
    ///
    /// ```fluent
    /// # locales/de/site.ftl
    /// language-name = de
    /// notice-superseded = This version is no longer in force.
    /// ```
    ///
    /// Way out: translate what stands behind each equals sign, here `language-name = Deutsch`.
    UNTRANSLATED_STRINGS = "untranslated-strings", Warning;
}

/// A file of the site's own, and the English file of that name.
pub struct Translated<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub english: &'a str,
}

/// What a language calls itself.
const NAME: &str = "language-name";

/// How many are named.
const SHOWN: usize = 3;

/// With so many words outside braces a string is no name that two languages have in common.
const SENTENCE: usize = 3;

/// Where one string in so many is English still, the others that are the same are no coincidence.
const MANY: usize = 5;

/// Reports what is English still in the files of a language.
pub fn report(lang: &Lang, languages: &[Lang], files: &[Translated<'_>], findings: &mut Findings) {
    let mut same: Vec<(&Translated<'_>, String)> = Vec::new();
    let (mut all, mut sentences) = (0, 0);
    for file in files {
        let english: BTreeMap<String, Said> = said(file.english).collect();
        for (key, own) in said(file.text) {
            if key == NAME && own.words == lang.as_str() {
                report_name(lang, file, findings);
            }
            let is_shown = key
                .strip_prefix("name-of-")
                .is_none_or(|tag| languages.iter().any(|lang| lang.as_str() == tag));
            if lang.primary() == "en" || key == NAME || !is_shown {
                continue;
            }
            let words = words(&own.words);
            all += usize::from(words > 0);
            if words > 0 && english.get(&key) == Some(&own) {
                sentences += usize::from(words >= SENTENCE);
                same.push((file, key));
            }
        }
    }
    let Some((file, first)) = same.first().filter(|_| sentences > 0 || same.len() * MANY > all) else {
        return;
    };
    let named: Vec<String> = same.iter().take(SHOWN).map(|(_, key)| format!("`{key}`")).collect();
    let more = match same.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let count = match same.len() {
        1 => format!("1 interface string in `{lang}` is"),
        more => format!("{more} interface strings in `{lang}` are"),
    };
    findings.push(Finding::new(
        &UNTRANSLATED_STRINGS,
        file.place(first),
        format!("{count} still English: {}{more}", named.join(", ")),
        format!("translate what stands behind the equals signs in locales/{lang}/"),
    ));
}

fn report_name(lang: &Lang, file: &Translated<'_>, findings: &mut Findings) {
    findings.push(Finding::new(
        &UNTRANSLATED_STRINGS,
        file.place(NAME),
        format!("the language `{lang}` is called by its tag"),
        format!("write what it calls itself, as in {NAME} = Deutsch"),
    ));
}

impl Translated<'_> {
    /// Where a message begins.
    fn place(&self, key: &str) -> Span {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')) {
                return Span::new(self.file, at..at + key.len());
            }
            at += line.len();
        }
        Span::start_of(self.file)
    }
}

/// What a message says: the words outside braces, and the whole of it as it is written.
#[derive(PartialEq, Eq)]
struct Said {
    words: String,
    pattern: String,
}

fn said(text: &str) -> impl Iterator<Item = (String, Said)> {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => {
            let pattern = message.value?;
            let mut words = String::new();
            add_words(&pattern, &mut words);
            Some((message.id.name.to_owned(), Said { words, pattern: format!("{pattern:?}") }))
        }
        _ => None,
    });
    messages.collect::<Vec<_>>().into_iter()
}

fn add_words(pattern: &Pattern<&str>, words: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push_str(value),
            PatternElement::Placeable { expression } => add_inside(expression, words),
        }
    }
}

/// The words of the choices in braces.
fn add_inside(expression: &Expression<&str>, words: &mut String) {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter().for_each(|variant| add_words(&variant.value, words));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => add_inside(expression, words),
        Expression::Inline(_) => words.push(' '),
    }
}

/// How many words there are that are more than an abbreviation such as PDF.
fn words(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() > 1 && word.chars().any(char::is_lowercase)).count()
}
