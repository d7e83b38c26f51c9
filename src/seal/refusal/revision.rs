//! Why a translation alone cannot be released.

use jiff::civil::Date;

use crate::drift::Refuted;
use crate::library::Label;
use crate::locale::Lang;

/// Why a working translation cannot become a revision.
#[derive(Debug, thiserror::Error)]
pub enum RevisionRefusal {
    #[error("there is no working text content/{policy}/{lang}.md to release")]
    NoText { policy: String, lang: Lang },
    #[error(
        "`{0}` is the language of the text that controls, which changes with a new version only: release it without --lang"
    )]
    Controlling(Lang),
    #[error("`{0}` has no version yet: release it without --lang")]
    NoVersion(String),
    #[error("nothing is in force; name a version with --version: {}", .known.join(", "))]
    NothingInForce { known: Vec<String> },
    #[error("there is no version `{label}`; there are {}", .known.join(", "))]
    UnknownVersion { label: String, known: Vec<String> },
    #[error("version `{0}` was taken back")]
    TakenBack(Label),
    #[error(
        "version `{version}` was released on {released}, after {day}; release its translation on that day or later"
    )]
    BeforeVersion { version: Label, released: Date, day: Date },
    #[error(
        "nothing has changed: readers of version `{version}` are shown this text in `{lang}` already, from an earlier version; \
         translate what is new in it first"
    )]
    ShownAlready { version: Label, lang: Lang },
    #[error(
        "nothing has changed: the working text in `{lang}` is revision {revision} of version `{version}`"
    )]
    Unchanged { lang: Lang, revision: u32, version: Label },
    #[error(
        "content/{policy}/{lang}.md says that it translates the working text, which is not that of version `{version}`; \
         release the `{controlling}` text first, or write in it the label of the version that it translates"
    )]
    OfWorkingText { policy: String, lang: Lang, version: Label, controlling: Lang },
    /// Readers would be told that it says what it does not.
    #[error("content/{}/{}.md says that it translates {_0}; {}", .0.policy, .0.lang, .0.way_out())]
    Refuted(Refuted),
    /// Readers would be shown what does not apply.
    #[error(
        "the text says that it translates version `{translates}`, which {}, but would stand under version `{version}`; if it \
         translates that one, write so in its front matter, else name the right one with --version",
        if *.is_taken_back { "was taken back" } else { "takes effect later" }
    )]
    OfLaterVersion { translates: Label, is_taken_back: bool, version: Label },
}
