//! What can be wrong with a published tree.

crate::source::codes! {
    /// A file is missing that the manifest lists.
    ///
    /// The manifest, `manifest.json`, is the list of all files that a build made. Readers who follow a link to the
    /// missing file find nothing. For example, `promulgate verify` says:
    ///
    /// ```text
    /// error[published-missing]: `en/privacy/index.html` is missing, which the manifest lists with 18210 bytes
    /// ```
    ///
    /// Way out: build and publish again. What is at a permanent address can be put back from the sealed text.
    PUBLISHED_MISSING = "published-missing", Error;

    /// A file is not as it was built: its content differs from what the manifest says, or it could not be read.
    ///
    /// Readers may be shown words that nobody released. Somebody changed the file, a copy was cut short, or a server in
    /// between changes what it delivers (some put scripts into pages, or rewrite links and e-mail addresses). For
    /// example, `promulgate verify` says:
    ///
    /// ```text
    /// error[published-changed]: `en/privacy/index.html` was changed: it has 18460 bytes, the manifest says 18210
    /// ```
    ///
    /// Way out: build and publish again. If it is the server, turn off what rewrites pages.
    PUBLISHED_CHANGED = "published-changed", Error;

    /// A file is there that the manifest, the list of all files of a build, does not list.
    ///
    /// Nobody answers for it: no build made it, so no build will ever mend or remove it. For example,
    /// `promulgate verify` says of a folder:
    ///
    /// ```text
    /// error[published-extra]: `en/privacy-old.html` is not in the manifest: no build made it
    /// ```
    ///
    /// Way out: remove it, or move what belongs to the site into its theme.
    PUBLISHED_EXTRA = "published-extra", Error;

    /// A server announces a file as another kind of content than it is.
    ///
    /// Browsers believe the server, and may show a page as plain text or offer it for download. For example,
    /// `promulgate verify` says:
    ///
    /// ```text
    /// error[published-type]: `en/privacy/index.html` is delivered as `text/plain`,
    /// but is `text/html; charset=utf-8`
    /// ```
    ///
    /// Way out: let the server send the header `Content-Type` that the manifest lists. Whoever runs the server knows
    /// how.
    PUBLISHED_TYPE = "published-type", Error;

    /// A server sends another header, a remark that goes with a file, than the manifest says.
    ///
    /// Browsers put up with it. But without the right `Cache-Control`, which says how long a copy may be kept, readers
    /// may be shown a text that is no longer in force. For example, `promulgate verify` says:
    ///
    /// ```text
    /// warning[published-header]: `en/privacy/index.html` and 30 more come without `Cache-Control`,
    /// which should be `public, max-age=0, must-revalidate`
    /// ```
    ///
    /// Way out: publish with `promulgate publish`, which stores headers with the files, or set them in the server. The
    /// file `_headers` has them in the form that several hosts read.
    PUBLISHED_HEADER = "published-header", Warning;
}
