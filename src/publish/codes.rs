//! What can be wrong with a published tree.

crate::codes! {
    /// A file that the manifest lists is not there.
    ///
    /// Way out: build and publish again; what is at a permanent address can be put back from the sealed text.
    PUBLISHED_MISSING = "published-missing", Error;

    /// A file has other bytes than the manifest says, or could not be read.
    ///
    /// Somebody changed it after it was built, a copy was cut short, or a server in between changes what it delivers
    /// (some put scripts into pages, or rewrite links and addresses of e-mail).
    ///
    /// Way out: build and publish again. If it is the server, turn off what rewrites pages.
    PUBLISHED_CHANGED = "published-changed", Error;

    /// A file that the manifest does not list.
    ///
    /// Nobody answers for it: no build made it, so no build will ever mend or remove it.
    ///
    /// Way out: remove it, or move what belongs to the site into its theme.
    PUBLISHED_EXTRA = "published-extra", Error;

    /// A server delivers a file as another kind of content than it is, so that browsers do not show it as what it is.
    ///
    /// Way out: let the server send the header `Content-Type` that the manifest lists.
    PUBLISHED_TYPE = "published-type", Error;

    /// A server sends another header than the manifest says, in a way that browsers put up with.
    ///
    /// Without the right `Cache-Control`, readers may be shown a text that is no longer in force.
    ///
    /// Way out: publish with `promulgate publish`, which stores headers with the files, or set them in the server; the
    /// file `_headers` has them in the form that several hosts read.
    PUBLISHED_HEADER = "published-header", Warning;
}
