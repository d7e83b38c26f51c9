//! What can be wrong with interface strings.

crate::source::codes! {
    /// A language lacks one of the short texts of the pages, such as “Languages” or “In force”.
    ///
    /// A file of your own takes the place of the program's file of that name, so it needs every message. Readers would
    /// meet words around their text that are not yours, or are English. For example, a file with one message only:
    ///
    /// ```fluent
    /// # locales/ms/site.ftl
    /// languages = Bahasa
    /// ```
    ///
    /// Way out: add the message to the file that is named, in that language. The English file of the same name shows
    /// what it says.
    MISSING_STRING = "missing-string", Error;

    /// A file with the short texts of the pages lies in a folder that is named for no language of the site.
    ///
    /// Nobody would ever see its words. For example, where `promulgate.toml` says `languages = ["en", "zh-CN"]`:
    ///
    /// ```text
    /// locales/zh-cn/site.ftl
    /// ```
    ///
    /// Way out: name the folder as the language is written under `languages`, here `locales/zh-CN/`, or add the
    /// language there.
    UNUSED_STRINGS = "unused-strings", Warning;

    /// A file with the short texts of the pages breaks the rules of Fluent, or asks for a name that nobody fills in.
    ///
    /// Fluent is the notation of such files. Readers would see a gap or signs that mean nothing to them. For example:
    ///
    /// ```fluent
    /// languages: Bahasa
    /// version-title = { $titel } – versi { $version }
    /// contents = { kandungan }
    /// ```
    ///
    /// The first line needs an equals sign instead of the colon, the second misspells `$title`, and no string is called as the
    /// third says. Files of any name are looked at together with those that the program carries, as pages use them.
    ///
    /// Way out: mend the line that is shown. A message is `name = text`; further lines are indented; names in braces,
    /// such as `{ $date }`, are filled in by the program. What a string is given stands in the English file. There are no
    /// functions. A term, `-name`, is given only what stands in its parentheses where it is used: `{ -name(case: "…") }`.
    BAD_FLUENT = "bad-fluent", Error;

    /// A string of your own has a name for which neither the program nor a template of yours asks.
    ///
    /// It is shown nowhere: its name is surely misspelt, and the page still has the carried words. For example, where
    /// `contents` is meant:
    ///
    /// ```fluent
    /// # locales/ms/own.ftl
    /// contetns = Isi
    /// ```
    ///
    /// Way out: write the name as the English file has it, or take the string out. A template of your own asks for a string
    /// with `{{ t(key="…") }}`.
    UNKNOWN_STRING = "unknown-string", Warning;
}
