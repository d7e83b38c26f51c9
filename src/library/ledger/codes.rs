//! What can be wrong with what was sealed.

crate::source::codes! {
    /// A sealed file is not what was released: its fingerprint (SHA-256) is another than the ledger says.
    ///
    /// A text that was once in force must stay word for word. Even a space or a line end counts. For example:
    ///
    /// ```text
    /// content/privacy/versions/2021-02-09/en.md
    ///   as released  We answer within 30 days.
    ///   now          We answer within 60 days.
    /// ```
    ///
    /// Way out: restore the file as it was released, for example with `git restore` or `git checkout`. A change of the
    /// text is a new version: `promulgate release`. If git changed the line ends of every file, add
    /// `**/versions/** -text` to `.gitattributes` and check the files out again.
    SEALED_CHANGED = "sealed-changed", Error;

    /// The ledger, the list of every file that was released, has an entry for a file that is not there.
    ///
    /// What was released must be there for ever. For example:
    ///
    /// ```text
    /// content/privacy/versions/
    ///   ledger.toml         (lists 2021-02-09/ms.md)
    ///   2021-02-09/
    ///     version.toml
    ///     en.md             (and no ms.md)
    /// ```
    ///
    /// Way out: restore the file from your repository or archive.
    SEALED_MISSING = "sealed-missing", Error;

    /// A file in a version's folder has no entry in the ledger, or the policy has no ledger at all.
    ///
    /// Nobody could tell whether the file is what was released, or whether entries were cut off the ledger. For
    /// example:
    ///
    /// ```text
    /// content/privacy/versions/
    ///   2021-02-09/
    ///     version.toml
    ///     en.md             (and there is no ledger.toml)
    /// ```
    ///
    /// Way out: if the files are an archive from before promulgate, or were put there by hand,
    /// `promulgate adopt POLICY` enters them. If the ledger was there before, restore it instead.
    NOT_IN_LEDGER = "not-in-ledger", Error;

    /// An entry of the ledger was changed, taken out, put in or moved after it was written.
    ///
    /// Each entry carries a fingerprint (a hash) of its own lines and that of the entry before. They do not fit any
    /// more, so the ledger proves nothing. For example, in the entry of a version:
    ///
    /// ```text
    /// as written   effective = 2021-02-09
    /// now          effective = 2021-02-01
    /// ```
    ///
    /// Way out: restore the ledger from your repository or archive.
    BROKEN_CHAIN = "broken-chain", Error;
}
