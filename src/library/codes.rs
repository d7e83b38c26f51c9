//! What can be wrong with the files that describe a site and its policies.

use crate::source::{Finding, Span};

/// The finding for a second entry of a register with the same id.
pub fn twice(what: &str, id: &str, span: Span, first: Span) -> Finding {
    let message = format!("the {what} `{id}` is listed twice");
    Finding::new(&BAD_VALUE, span, message, "give one of them another id, or take it out")
        .label(first, "first here")
}

crate::codes! {
    /// A folder is no site: it has no `promulgate.toml` that could be read.
    ///
    /// Way out: run `promulgate init` in an empty folder, or name the site's folder with `--root`.
    NO_SITE = "no-site", Error;

    /// A key that must be there is not.
    ///
    /// Way out: add it; the help line shows how.
    MISSING_KEY = "missing-key", Error;

    /// A folder has texts or versions, but no `policy.toml` that says what they are.
    ///
    /// Nothing of the folder is published.
    ///
    /// Way out: add a `policy.toml` with at least `kind = "notice"`.
    MISSING_POLICY_FILE = "missing-policy-file", Error;

    /// A folder below `versions/` has no `version.toml`, so that nobody can say when its texts applied.
    ///
    /// Way out: add one with `released` and `effective`.
    MISSING_VERSION_FILE = "missing-version-file", Error;

    /// A policy or a version has no text in the controlling language, the one that decides.
    ///
    /// A warning for a policy that has versions: they stand, only nobody can work on the next one.
    ///
    /// Way out: add the text, for example `en.md`.
    MISSING_CONTROLLING_TEXT = "missing-controlling-text", Error;

    /// A policy has no working text in a language of the site.
    ///
    /// Readers of that language are shown the text that controls, under a notice.
    ///
    /// Way out: translate the policy into `LANG.md` beside the controlling text.
    MISSING_TRANSLATION = "missing-translation", Note;

    /// A language tag that BCP 47 does not know, or not in its usual form, or a text in a language that the site does
    /// not have.
    ///
    /// Tags become addresses and the `lang` of pages, from which screen readers take the voice.
    ///
    /// Way out: write the tag as the IANA registry does (`zh-CN`, not `zh-cn` or `cn`), and list it under
    /// `languages` in `promulgate.toml`.
    UNKNOWN_LANGUAGE = "unknown-language", Error;

    /// A jurisdiction that is no ISO 3166-1 or 3166-2 code and no group of `promulgate.toml`.
    ///
    /// Way out: write the code in capitals, such as `BR` or `US-CA`, or define the group under `[jurisdictions]`.
    UNKNOWN_JURISDICTION = "unknown-jurisdiction", Error;

    /// An addendum that does not say for whom it is, whose folder is not named for one of its jurisdictions, or that
    /// is not below the policy it adds to.
    ///
    /// The folder's name is part of its address: `/en/privacy/in/br/`.
    ///
    /// Way out: put it at `POLICY/addenda/CODE/`, the code in lower case, with `jurisdictions = ["CODE"]`.
    BAD_ADDENDUM = "bad-addendum", Error;

    /// A value that is not among those that can be.
    ///
    /// Way out: write one of those that the help line lists.
    BAD_VALUE = "bad-value", Error;

    /// A name that cannot be part of an address.
    ///
    /// Way out: use letters, digits and hyphens (in labels of versions also full stops), a letter or digit first;
    /// folders in lower case.
    BAD_NAME = "bad-name", Error;

    /// Days that cannot be in that order: a version that took effect before it was released.
    ///
    /// Nobody could have known a text on a day before it was published. A version that was sealed so all the same, with
    /// `--backdate`, has a note.
    ///
    /// Way out: mend `released` or `effective` in `version.toml`; or, if it was really so, release or adopt the version
    /// with `--backdate`.
    IMPOSSIBLE_DAYS = "impossible-days", Error;

    /// A translation does not say which version it translates, or names one that does not exist.
    ///
    /// Without it nobody can measure the translation against the text that controls.
    ///
    /// Way out: begin the file with `+++`, `translates = "LABEL"`, `+++`, with the label of the version that it
    /// translates, or `working` for the working text.
    UNKNOWN_VERSION = "unknown-version", Error;

    /// A text begins with a line of `+++`, but the front matter is never closed.
    ///
    /// Way out: write a second line of `+++` after it.
    FRONT_MATTER_OPEN = "front-matter-open", Error;

    /// A file that has no place where it lies and is left out.
    ///
    /// Way out: move or rename it. A policy's folder holds `policy.toml`, one `LANG.md` a language, `cookies.toml`,
    /// `versions/` and `addenda/`.
    STRAY_FILE = "stray-file", Warning;

    /// A version uses a register (cookies, contacts) of which it has no copy of its own.
    ///
    /// A later edit of the register would change the released page.
    ///
    /// Way out: put a copy of the register, as it was then, into the version's folder.
    REGISTER_NOT_SEALED = "register-not-sealed", Warning;

    /// A ledger that is not as the program writes it.
    ///
    /// A ledger holds nothing but entries that are chained by their hashes; nobody edits it by hand.
    ///
    /// Way out: restore the file from your repository or archive. If git changed its line ends, add
    /// `**/versions/** -text` to `.gitattributes` and check the file out again.
    BROKEN_LEDGER = "broken-ledger", Error;
}
