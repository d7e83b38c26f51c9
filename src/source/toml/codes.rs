//! What can be wrong in a TOML file.

crate::source::codes! {
    /// A settings file breaks the rules of TOML, the notation in which such files are written.
    ///
    /// A quote, a bracket or an equals sign is missing, or a key, the word before the equals sign, stands twice. Nobody
    /// can be sure what was meant, so the program does not guess. For example:
    ///
    /// ```toml
    /// kind = "privacy-notice"
    /// kind = "notice"             # the same key a second time
    /// order 2                     # no equals sign
    /// ```
    ///
    /// Way out: mend the line that is shown. Text stands in double quotes, lists in square brackets, and every key at
    /// most once: `title = "Privacy notice"`.
    BAD_TOML = "bad-toml", Error;

    /// A settings file has a key, the word before an equals sign, that this kind of file does not know.
    ///
    /// It would have no effect, and a misspelt `effective` or `material` must not go unnoticed in a legal archive. For
    /// example:
    ///
    /// ```toml
    /// released = 2021-01-10
    /// efective = 2021-02-09
    /// ```
    ///
    /// Way out: write the key that is suggested, or take the line out.
    UNKNOWN_KEY = "unknown-key", Error;

    /// A value is of the wrong kind: text where a day is expected, or a number where a list is.
    ///
    /// The program would have to guess what it means, and a wrong guess could change when a text applies. For example:
    ///
    /// ```toml
    /// released = "2021-01-10"     # text, because of the quotes
    /// effective = 2021-02-09      # a day
    /// ```
    ///
    /// Way out: write it as the message says. Days stand without quotes, `released = 2021-01-10`; text stands in them.
    WRONG_TYPE = "wrong-type", Error;

    /// A text holds an invisible character, or one that changes the direction in which text is shown.
    ///
    /// It may stand there as such, or be written as an entity (`&#x202e;`, `&shy;`) or an escape (`"\u202e"`). It can make a
    /// text look different from what it says, and in a legal text both must be the same. Who searches for “30 days” does not
    /// find a `30` with a space without width in it. The trick is well known: see Unicode Technical Standard 39, and
    /// CVE-2021-42574, “Trojan Source”. For example, what follows the entity is shown backwards:
    ///
    /// ```markdown
    /// You may object within &#x202e;41 days.
    /// ```
    ///
    /// Control characters are meant, and those that Unicode calls “default ignorable”, for private use, or no characters. Soft
    /// hyphens are, too: browsers divide words by themselves. U+FFFD says that an encoding has damaged the text. What a script or
    /// an emoji needs is allowed there: joiners in Persian and Hindi, marks of direction beside Hebrew, the form of a character.
    /// In the files of a theme only control characters and those that change the direction count.
    ///
    /// Way out: delete the character. A text that runs from right to left needs none that changes the direction: that comes
    /// from its language. For U+FFFD write again what stood there.
    CONTROL_CHARACTER = "control-character", Error;

    /// A day is one that no calendar has, such as 30 February, or is not written as year-month-day.
    ///
    /// Without its days nobody can tell when a version applied. For example:
    ///
    /// ```toml
    /// released = 2021-02-30
    /// effective = 2021-3-1
    /// ```
    ///
    /// Way out: write the year with four digits, the month and the day with two, without quotes: `2021-02-09`.
    BAD_DATE = "bad-date", Error;
}
