//! What can be wrong with the files that describe a site and its policies.

use crate::source::{Finding, Span};

/// The finding for a second entry of a register with the same id.
pub fn twice(what: &str, id: &str, span: Span, first: Span) -> Finding {
    let message = format!("the {what} `{id}` is listed twice");
    Finding::new(&BAD_VALUE, span, message, "give one of them another id, or take it out")
        .label(first, "first here")
}

crate::source::codes! {
    /// A folder is no site: it has no `promulgate.toml` that could be read.
    ///
    /// That file gives the site its title, its address and its languages. Without it nothing else can be understood.
    /// For example:
    ///
    /// ```text
    /// policies/
    ///   content/
    ///   promulgate.txt      (the name should be promulgate.toml)
    /// ```
    ///
    /// Way out: run `promulgate init` in an empty folder, or name the site's folder with `--root`.
    NO_SITE = "no-site", Error;

    /// A setting that must be there is missing, or has no words in one of the languages.
    ///
    /// The program does not make up a title, an address or a day. For example, a `version.toml` that does not say when
    /// the version takes effect:
    ///
    /// ```toml
    /// released = 2021-01-10
    /// ```
    ///
    /// Way out: add the setting; the help line shows how.
    MISSING_KEY = "missing-key", Error;

    /// A folder has texts or versions, but no `policy.toml` that says what they are.
    ///
    /// Nothing of the folder is published. For example:
    ///
    /// ```text
    /// content/cookies/
    ///   en.md
    ///   zh-CN.md
    /// ```
    ///
    /// Way out: add a `policy.toml` with at least the kind of the text, here `kind = "cookie-notice"`.
    MISSING_POLICY_FILE = "missing-policy-file", Error;

    /// A folder below `versions/` has no `version.toml`.
    ///
    /// Without it nobody can say when the texts in it applied. For example:
    ///
    /// ```text
    /// content/privacy/versions/2021-02-09/
    ///   en.md
    ///   zh-CN.md
    /// ```
    ///
    /// Way out: add a `version.toml` that gives the days, with `released` and `effective`.
    MISSING_VERSION_FILE = "missing-version-file", Error;

    /// A policy or a version has no text in the controlling language, the one that decides.
    ///
    /// Translations would have nothing to be measured against. It is only a warning for a policy that has versions:
    /// they stand, but nobody can work on the next one. For example, where `promulgate.toml` says `controlling = "en"`:
    ///
    /// ```text
    /// content/privacy/
    ///   policy.toml
    ///   ms.md
    ///   zh-CN.md
    /// ```
    ///
    /// Way out: add the text, here `en.md`.
    MISSING_CONTROLLING_TEXT = "missing-controlling-text", Error;

    /// A policy has no working text in one of the site's languages.
    ///
    /// Readers of that language are shown the text that controls, under a notice that says so. For example, on a site
    /// with `languages = ["en", "zh-CN", "ms"]`:
    ///
    /// ```text
    /// content/privacy/
    ///   policy.toml
    ///   en.md
    ///   zh-CN.md
    /// ```
    ///
    /// Way out: translate the policy into a file beside the controlling text that is named for the language, here
    /// `ms.md`.
    MISSING_TRANSLATION = "missing-translation", Note;

    /// A language is written in an unknown or unusual way, or is not one of the site's languages.
    ///
    /// The short names of languages follow a standard, BCP 47. They become part of addresses, and screen readers choose
    /// their voice by them. For example:
    ///
    /// ```toml
    /// languages = ["en", "zh-cn", "ms"]
    /// ```
    ///
    /// Way out: write the name as the public registry does (`zh-CN`, not `zh-cn` or `cn`), and list it under
    /// `languages` in `promulgate.toml`. A file is named for its language in the same way: `zh-CN.md`.
    UNKNOWN_LANGUAGE = "unknown-language", Error;

    /// A jurisdiction is neither an ISO 3166 code of a country or region nor a group of `promulgate.toml`.
    ///
    /// Nobody could tell for whom the text is. For example, the code of the United Kingdom is `GB`:
    ///
    /// ```toml
    /// kind = "addendum"
    /// jurisdictions = ["UK"]
    /// ```
    ///
    /// Way out: write the code in capitals, such as `BR` or `US-CA`, or define the group under `[jurisdictions]` in
    /// `promulgate.toml`.
    UNKNOWN_JURISDICTION = "unknown-jurisdiction", Error;

    /// An addendum lies in the wrong folder or does not say for whom it is, or a text that is none looks like one.
    ///
    /// It must lie below the policy that it adds to, in a folder named for one of its jurisdictions, because that name
    /// is part of its address: `/en/privacy/in/br/`. For example, in a folder that is named `brazil`:
    ///
    /// ```toml
    /// # content/privacy/addenda/brazil/policy.toml
    /// kind = "addendum"
    /// jurisdictions = ["BR"]
    /// ```
    ///
    /// Way out: put it into `POLICY/addenda/CODE/`, the code in lower case (here `privacy/addenda/br/`), with
    /// `jurisdictions = ["CODE"]`.
    BAD_ADDENDUM = "bad-addendum", Error;

    /// A value is not among those that can stand there, or stands twice where it may stand once.
    ///
    /// It is often a slip of the pen, and the program would not do what was meant. For example:
    ///
    /// ```toml
    /// kind = "privacy-notise"
    /// ```
    ///
    /// Way out: write one of the values that the help line lists.
    BAD_VALUE = "bad-value", Error;

    /// A folder, version, term or group has a name that cannot be part of an address, or is not the right one.
    ///
    /// Names become addresses, which people copy, read out and print. For example:
    ///
    /// ```text
    /// content/Privacy Notice/
    /// content/隐私/
    /// content/privacy/versions/v1_0/
    /// ```
    ///
    /// Way out: use letters, digits and hyphens (in the labels of versions also full stops), a letter or digit first.
    /// Write folders in lower case, and the names of groups of jurisdictions in capitals.
    BAD_NAME = "bad-name", Error;

    /// A version took effect before it was released.
    ///
    /// Nobody could have known a text on a day before it was published. A version that was sealed so all the same, with
    /// `--backdate`, has a note. For example:
    ///
    /// ```toml
    /// released = 2021-03-01
    /// effective = 2021-02-09
    /// ```
    ///
    /// Way out: mend `released` or `effective` in `version.toml`; or, if it was really so, release or adopt the version
    /// with `--backdate`.
    IMPOSSIBLE_DAYS = "impossible-days", Error;

    /// A translation does not say which version it translates, or names one that does not exist.
    ///
    /// Without it nobody can measure the translation against the text that controls. For example, where the version is
    /// called `2021-02-09`:
    ///
    /// ```markdown
    /// +++
    /// translates = "2021-09-02"
    /// +++
    ///
    /// # Notis Privasi
    /// ```
    ///
    /// Way out: begin the file with three lines, `+++`, `translates = "LABEL"` and `+++`, where the label is that of
    /// the version that it translates, or `working` for the working text.
    UNKNOWN_VERSION = "unknown-version", Error;

    /// A text begins with a line of `+++`, but the second `+++` that must follow is missing.
    ///
    /// Between the two lines stands what a translation says about itself. Without the second nobody can tell where the
    /// text begins. For example:
    ///
    /// ```markdown
    /// +++
    /// translates = "2021-02-09"
    ///
    /// # Notis Privasi
    /// ```
    ///
    /// Way out: write a second line of `+++`, here above the title.
    FRONT_MATTER_OPEN = "front-matter-open", Error;

    /// A file lies where the program expects none, and is left out.
    ///
    /// It might be a text that somebody meant to publish. For example:
    ///
    /// ```text
    /// content/privacy/
    ///   policy.toml
    ///   en.md
    ///   Privacy notice final.docx
    /// ```
    ///
    /// Way out: move or rename it. A policy's folder holds `policy.toml`, one text for each language (`en.md`,
    /// `ms.md`), `cookies.toml`, `versions/` and `addenda/`.
    STRAY_FILE = "stray-file", Warning;

    /// A version shows a register, of cookies or of contacts, of which it has no copy of its own.
    ///
    /// A later edit of the register would change the page of a text that was released long ago. For example, where the
    /// text shows the cookies:
    ///
    /// ```text
    /// content/cookies/cookies.toml
    /// content/cookies/versions/2021-02-09/
    ///   version.toml
    ///   en.md               (and no cookies.toml)
    /// ```
    ///
    /// Way out: put a copy of the register, as it was then, into the version's folder.
    REGISTER_NOT_SEALED = "register-not-sealed", Warning;

    /// A ledger, the list of every file that was released, is not as the program writes it.
    ///
    /// It proves which text was released and when. Each entry carries a fingerprint of the one before, so nobody may
    /// edit it by hand, not even to add a remark. For example:
    ///
    /// ```toml
    /// # Read and approved by counsel, 3 May.
    ///
    /// [[entry]]
    /// path = "2021-02-09/version.toml"
    /// ```
    ///
    /// Way out: restore the file from your repository or archive. If git changed its line ends, add
    /// `**/versions/** -text` to `.gitattributes` and check the file out again.
    BROKEN_LEDGER = "broken-ledger", Error;
}
